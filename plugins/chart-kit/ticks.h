// SPDX-License-Identifier: MIT
//
// Where an axis is labelled, and with which words.
#ifndef CHART_KIT_TICKS_H
#define CHART_KIT_TICKS_H

#include <haibao/haibao.h>

#include "chart-kit/scale.h"

struct chart_ticks {
    int32_t count;
    double *values;     // rising
    const char **texts; // without the unit; "" for a tick that has a line and no text
    double low, high;   // the axis, from end to end: of the data, or of ticks beyond it
    const char *unit;   // once for all: "亿元", "万人"; "" where there is none
};

// Ticks by the extended Wilkinson algorithm: simplicity, coverage, density with weights .25, .2,
// .5 over the steps 1, 5, 2, 2.5, 4, 3 (Talbot, Lin, Hanrahan, "An extension of Wilkinson's
// algorithm for positioning tick labels on axes", 2010; legibility, .05, is the same for all here).
// `wanted` is how many would be fine. Loose: the first tick is not above `low`, the last not below
// `high`. Gives the first tick and the step, and returns the count, at least 2 (1 where low == high
// and that is no number to divide). Not finite or swapped ends count as 0..1, those beyond 1e100 as
// 1e100.
int32_t chart_wilkinson(double low, double high, int32_t wanted, bool is_loose, double *first,
                        double *step);

// Linear ticks in the words of a format, run in the unit in which they are written: 0, 5, 10
// with the unit 亿元, where the values are 0, 5e8, 1e9. A share (format ratio, per cent) keeps its
// % at each tick. `unit` may be NULL. Where the data reaches more than 0.3 steps beyond the last
// tick there is one more.
struct chart_ticks chart_ticks_linear(const hai_block *block, double low, double high,
                                      int32_t wanted, bool is_loose,
                                      const hai_number_format *format, const char *unit);

// `count` ticks from `first` on, `step` apart, in such words: for axes that share a grid.
struct chart_ticks chart_ticks_steps(const hai_block *block, double first, double step,
                                     int32_t count, const hai_number_format *format,
                                     const char *unit);

// Powers of ten from the one below `low` to the one above `high`, thinned to `wanted`; 1, 2, 5
// times them where there are fewer than three. low > 0.
struct chart_ticks chart_ticks_log(const hai_block *block, double low, double high, int32_t wanted,
                                   const hai_number_format *format, const char *unit);

// Years, quarters, months or days, whichever gives about `wanted`; the year is told at the first
// tick and where it changes: 2020年, 3月, 5月, ... 2021年.
struct chart_ticks chart_ticks_time(const hai_block *block, double low, double high,
                                    int32_t wanted);

#endif
