// SPDX-License-Identifier: MIT
//
// JSON values for visuals. See <haibao/json.h> for reading.
#ifndef HAIBAO_DATA_TREE_H
#define HAIBAO_DATA_TREE_H

#include <jansson.h>

#include <haibao/json.h>

#include "base/arena.h"

// A copy in the arena of a value that document.h has bounded; nothing of the value is referred to.
// Texts are cleaned (clean.h); those that are too long to be set are cut.
const hai_json *tree_new(struct arena *arena, const json_t *value);

#endif
