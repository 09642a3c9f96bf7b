// SPDX-License-Identifier: MIT
//
// Names that small charts beside each other share (hai_block_shared_names): the same category
// stands at the same place and has the same colour in each of them, also where one lacks some.
#ifndef CHART_KIT_SHARED_H
#define CHART_KIT_SHARED_H

#include "chart-kit/data.h"

// Tell the categories and series; of `check`.
void chart_shared_tell(const hai_block *block, const struct chart_data *data);

// Let colours go by the place among all names.
void chart_shared_order(const hai_block *block, struct chart_data *data);

// All categories: dates by time, others as they were told. NULL and 0 where this chart shares none,
// or hardly any.
const char **chart_shared_categories(const hai_block *block, const struct chart_data *data,
                                     int32_t *count);

// Put in the categories that only others have, without values, in the order of all.
void chart_shared_pad(const hai_block *block, struct chart_data *data);

#endif
