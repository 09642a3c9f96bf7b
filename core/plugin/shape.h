// SPDX-License-Identifier: MIT
//
// Records of a visual as they come from a plugin, made into the core's own: copied as far as both
// sides know them, with every number checked that the core relies on.
#ifndef HAIBAO_PLUGIN_SHAPE_H
#define HAIBAO_PLUGIN_SHAPE_H

#include <haibao/visual.h>

#include "base/arena.h"

#define SHAPE_MAX_STRUCT (64u << 10)
#define SHAPE_MAX_OPTIONS 512
#define SHAPE_MAX_CHOICES 256
#define SHAPE_MAX_DEPTH 8 // of lists in lists

// A copy in the arena with no NULL text but `unit`, `of` and `column`. NULL where the record
// cannot be used; *what then says why ("has no draw function").
const hai_visual *shape_visual(struct arena *arena, const hai_visual *theirs, const char **what);

#endif
