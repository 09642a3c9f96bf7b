// SPDX-License-Identifier: MIT
//
// All of the plugin SDK. A tour in the order of a visual's life:
//
//     plugin.h   the constant record by which a plugin is found
//     option.h   what the visual can be told, row by row
//     visual.h   the calls that the core makes
//     block.h    the block at hand, its memory, its children, its mistakes
//     table.h    rows of data
//     json.h     what a JSON file holds
//     number.h   figures as people read them
//     theme.h    colours, lengths and type by name
//     text.h     paragraphs
//     canvas.h   drawing
//     geom.h     points and boxes
//     abi.h      the version rules
#ifndef HAIBAO_H
#define HAIBAO_H

#include <haibao/abi.h>
#include <haibao/block.h>
#include <haibao/canvas.h>
#include <haibao/geom.h>
#include <haibao/json.h>
#include <haibao/number.h>
#include <haibao/option.h>
#include <haibao/plugin.h>
#include <haibao/table.h>
#include <haibao/text.h>
#include <haibao/theme.h>
#include <haibao/visual.h>

#endif
