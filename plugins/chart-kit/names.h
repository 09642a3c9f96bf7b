// SPDX-License-Identifier: MIT
//
// Shorter words for the names along an axis: what one of them says holds for those beside it. For
// texts.c. NULL where the names are not of that kind.
#ifndef CHART_KIT_NAMES_H
#define CHART_KIT_NAMES_H

#include <haibao/haibao.h>

// 2016年, 2017年, ... as 2016, 2017, ...: that they are years anyone sees.
const char **chart_names_years(const hai_block *block, const char *const *names, int32_t count);

// 8时, 9时, 10时, ... as 8时, 9, 10, ...
const char **chart_names_numbers(const hai_block *block, const char *const *names, int32_t count);

// Whether names that begin with numbers go on by even steps.
bool chart_names_are_even(const char *const *names, int32_t count);

// 北京, 黑龙江, ... a character below the other.
const char **chart_names_upright(const hai_block *block, const char *const *names, int32_t count);

// Months or quarters that follow each other through the years.
struct chart_periods {
    int32_t first; // the month of the first, from year 0 on
    int32_t step;  // in months: 1 or 3
    bool are_quarters;
};

bool chart_names_periods(const char *const *names, int32_t count, struct chart_periods *periods);

// The name of number i, where those are named whose month is a multiple of `stride`; NULL: it has
// none. The year stands in a line below where the one named before it, *before, is of another.
const char *chart_period_name(const hai_block *block, const struct chart_periods *periods,
                              int32_t i, int32_t stride, bool has_unit, int32_t *before);

#endif
