// SPDX-License-Identifier: MIT
//
// The chart kit: what chart plugins share. A plugin includes this header alone, and its CMake links
// chart-kit.
//
//     haibao_add_plugin(slope slope.c LINK chart-kit)
//
// A chart goes the same way every time:
//
//   1. Its options are one struct with a `struct chart_options chart` in it, and the rows of
//      options.h that make sense for it (CHART_DATA_OPTIONS, CHART_COLOUR_OPTIONS, ...).
//   2. plan(block, options, box) reads the data (data.h), gives colours (colour.h), plans the frame
//      (frame.h) or a circle (polar.h), and places labels (label.h). measure calls it with the box
//      {0, 0, width, wanted height}, draw with the box it is given; all places are absolute.
//   3. draw draws the frame, the marks, the annotations and the labels, in this order.
//   4. CHART_PLUGIN writes the two records at the end.
//
// Memory is the poster's (hai_block_alloc): nothing is freed, nothing is NULL unless told. Lengths
// are layout pixels, angles are radians from 12 o'clock clockwise. Nothing here warns before it
// draws: a width that was only tried drops no labels.
#ifndef CHART_KIT_CHART_H
#define CHART_KIT_CHART_H

#include <haibao/haibao.h>
#include <math.h>

#include "chart-kit/annotate.h"
#include "chart-kit/bars.h"
#include "chart-kit/both_ends.h"
#include "chart-kit/colour.h"
#include "chart-kit/course.h"
#include "chart-kit/data.h"
#include "chart-kit/figure.h"
#include "chart-kit/flow.h"
#include "chart-kit/frame.h"
#include "chart-kit/key.h"
#include "chart-kit/label.h"
#include "chart-kit/legend.h"
#include "chart-kit/lines.h"
#include "chart-kit/list.h"
#include "chart-kit/options.h"
#include "chart-kit/polar.h"
#include "chart-kit/scale.h"
#include "chart-kit/shade.h"
#include "chart-kit/shared.h"
#include "chart-kit/stack.h"
#include "chart-kit/stats.h"
#include "chart-kit/summary.h"
#include "chart-kit/ticks.h"
#include "chart-kit/tree.h"
#include "visual-kit/surface.h"

// A plugin's `check` that is the kit's.
#define CHART_CHECK(Struct)                                                                        \
    static void check(const hai_block *block, const void *data)                                    \
    {                                                                                              \
        chart_check(block, &((const Struct *)data)->chart);                                        \
    }

// The same, for a chart that nobody reads with more rows than `most`.
#define CHART_CHECK_UP_TO(most, Struct)                                                            \
    static void check(const hai_block *block, const void *data)                                    \
    {                                                                                              \
        chart_check(block, &((const Struct *)data)->chart);                                        \
        chart_check_rows(block, &((const Struct *)data)->chart, (most));                           \
    }

// The records of a plugin with one visual, from what its file calls `defaults`, `options`, `check`,
// `measure`, `draw` and `summarise`.
//
//     CHART_PLUGIN("slope", struct slope, "坡度图", "Slope chart", "两个时点之间的变化",
//                  "Change between two points in time");
#define CHART_PLUGIN(name_, Struct, title_zh_, title_en_, summary_zh_, summary_en_)                \
    static const hai_visual visual = {.size = sizeof visual,                                       \
                                      .type = (name_),                                             \
                                      .title_zh = (title_zh_),                                     \
                                      .title_en = (title_en_),                                     \
                                      .summary_zh = (summary_zh_),                                 \
                                      .summary_en = (summary_en_),                                 \
                                      .struct_size = sizeof(Struct),                               \
                                      .defaults = &defaults,                                       \
                                      .options = options,                                          \
                                      .option_size = sizeof(hai_option),                           \
                                      .option_count = HAI_COUNT(options),                          \
                                      .check = check,                                              \
                                      .measure = measure,                                          \
                                      .draw = draw,                                                \
                                      .summarise = summarise};                                     \
    HAI_PLUGIN                                                                                     \
    = {HAI_PLUGIN_HEAD,          .name = (name_),  .version = "1.0.0",                             \
       .summary = (summary_en_), .licence = "MIT", .features = {{"visual", &visual}}}

#endif
