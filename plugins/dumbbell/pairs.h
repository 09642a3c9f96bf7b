// SPDX-License-Identifier: MIT
//
// A table as two values for each category, in an order.
#ifndef DUMBBELL_PAIRS_H
#define DUMBBELL_PAIRS_H

#include "chart-kit/chart.h"

enum pair_key { PAIR_BY_TO, PAIR_BY_FROM, PAIR_BY_DIFFERENCE };

// Two series, sorted as the options say by the second value (or the first, where that is missing),
// the first, or the difference; categories without it are last. Where the table has one series,
// the second has no values; a third and more are left out.
struct chart_data *pairs_read(const hai_block *block, const struct chart_options *options,
                              enum pair_key key);

#endif
