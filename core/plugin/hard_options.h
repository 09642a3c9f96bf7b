// SPDX-License-Identifier: MIT
//
// The figures and texts that a block is told by its options, made hard to draw.
#ifndef HAIBAO_PLUGIN_HARD_OPTIONS_H
#define HAIBAO_PLUGIN_HARD_OPTIONS_H

#include <jansson.h>
#include <stdbool.h>

#include <haibao/option.h>

#include "plugin/hard_rows.h"

// Change what the block gives, lists too, within the range of each option: numbers, and texts that
// are typeset. False where there is nothing of the sort.
bool hard_options_apply(const hai_option *options, uint32_t count, json_t *block,
                        enum hard_options hard);

#endif
