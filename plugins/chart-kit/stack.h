// SPDX-License-Identifier: MIT
//
// Series on top of each other.
#ifndef CHART_KIT_STACK_H
#define CHART_KIT_STACK_H

#include <haibao/haibao.h>

#include "chart-kit/data.h"

enum chart_offset {
    CHART_OFFSET_ZERO, // from 0 upwards, in the order of the series; negatives count as they are
    CHART_OFFSET_DIVERGING,  // positive values upwards, negative ones downwards from 0
    CHART_OFFSET_PERCENT,    // diverging, divided so that each category's |values| sum to 1
    CHART_OFFSET_SILHOUETTE, // centred around 0 (Havre, Hetzler, Nowell, "ThemeRiver", 2000)
    CHART_OFFSET_WIGGLE,     // least change of slope (Byron, Wattenberg, "Stacked Graphs", 2008)
};

struct chart_stack {
    double *from, *to; // at [series * category_count + category]; a missing value is a flat piece
    double low, high;  // of all
};

struct chart_stack chart_stack_new(const hai_block *block, const struct chart_data *data,
                                   enum chart_offset offset);

// The order of series with which a stream wiggles least: those that begin first lie inside (Byron,
// Wattenberg 2008). Moves data->series.
void chart_stack_sort_inside_out(const hai_block *block, struct chart_data *data);

#endif
