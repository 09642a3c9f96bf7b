// SPDX-License-Identifier: MIT
//
// Where haibao's own files are: beside the program in a build tree and after installing, or in the
// compiled-in prefix.
#ifndef HAIBAO_BASE_PATHS_H
#define HAIBAO_BASE_PATHS_H

#include "base/arena.h"

// Absolute: PREFIX/share/haibao/NAME ("fonts", "themes"); NULL where no such folder is.
// $HAIBAO_SHARE, if set, stands for PREFIX/share/haibao.
const char *paths_share(struct arena *arena, const char *name);

// Without symbolic links: PREFIX/lib/haibao/plugins-MAJOR beside the program, and the compiled-in
// one; NULL if missing or if both are the same.
const char *paths_plugins(struct arena *arena);
const char *paths_plugins_installed(struct arena *arena);

// $XDG_DATA_HOME/haibao/plugins-MAJOR (or ~/.local/share/…); NULL if there is none.
const char *paths_plugins_user(struct arena *arena);

#endif
