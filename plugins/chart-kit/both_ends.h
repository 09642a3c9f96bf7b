// SPDX-License-Identifier: MIT
//
// Words at both ends of lines that run from the first series to the last, a line for each category:
// names and figures while they leave the lines a quarter of the width, then less and less of them.
// What the ends do not say stands below: in a key, or, of many lines, in a list that numbers refer
// to.
#ifndef CHART_KIT_BOTH_ENDS_H
#define CHART_KIT_BOTH_ENDS_H

#include <haibao/haibao.h>

#include "chart-kit/colour.h"
#include "chart-kit/data.h"
#include "chart-kit/frame.h"
#include "chart-kit/key.h"
#include "chart-kit/lines.h"
#include "chart-kit/list.h"

struct chart_both_ends {
    const struct chart_data *data;
    const struct chart_style *styles; // one for each category
    hai_number_format format;
    struct chart_end_label *sides[2]; // at the left and at the right, one for each category
    struct chart_key *key;            // NULL: the ends tell all; or else
    const char **numbers;             // stand at the ends,
    struct chart_list list;           // and here for the names
    int32_t dropped;                  // words that stand nowhere
};

struct chart_both_ends chart_both_ends_new(const hai_block *block, const struct chart_data *data,
                                           const struct chart_style *styles,
                                           const hai_number_format *format, double width);

// The room that the words take at the frame's sides.
void chart_both_ends_take_room(const struct chart_both_ends *ends, struct chart_frame *frame);

// The height that the plot needs for the words to stand one below the other, 0 for any; and that of
// what stands below it, its gap included, 0 for nothing.
double chart_both_ends_tall(const struct chart_both_ends *ends);
double chart_both_ends_below(const struct chart_both_ends *ends);

// Place the words beside the lines' first and last points in a plot.
void chart_both_ends_place(const hai_block *block, struct chart_both_ends *ends,
                           const struct chart_frame *frame);

void chart_both_ends_draw(const struct chart_both_ends *ends, const struct chart_frame *frame,
                          hai_canvas *canvas);

#endif
