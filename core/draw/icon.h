// SPDX-License-Identifier: MIT
//
// Icons: an SVG whose "currentColor" is the tint, any other picture, or an emoji.
#ifndef HAIBAO_DRAW_ICON_H
#define HAIBAO_DRAW_ICON_H

#include <haibao/canvas.h>

#include "base/arena.h"
#include "base/report.h"

// The path of a named icon, or NULL: from the folder of icons beside the program, else from
// Debian's package bootstrap-icons.
const char *icon_path(struct arena *arena, const char *name);

// All names, in the order of the alphabet, NULL at the end; for hints.
const char *const *icon_names(struct arena *arena);

// From a file. NULL after reporting, as image_load does. Freed by icon_free.
hai_icon *icon_load(struct report *report, const char *path, struct place place);

// From an emoji that was set in black, one em high.
hai_icon *icon_of_emoji(const hai_paragraph *paragraph);
void icon_free(hai_icon *icon);

#endif
