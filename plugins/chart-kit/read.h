// SPDX-License-Identifier: MIT
//
// How the options of a chart say where its values are. For the kit itself.
#ifndef CHART_KIT_READ_H
#define CHART_KIT_READ_H

#include "chart-kit/data.h"

#define CHART_MAX_SERIES 200

enum chart_shape { CHART_SHAPE_SINGLE, CHART_SHAPE_LONG, CHART_SHAPE_WIDE };
enum chart_shape chart_data_shape(const struct chart_options *options);

// The columns of a wide table: as told, as far as the table has them; else all others of numbers.
struct wide_column {
    int32_t column;
    const char *name; // of the series
};
struct wide_column *chart_wide_columns(const hai_block *block, const struct chart_options *options,
                                       int32_t *count);

// The next of the names that are parted by 、; *rest moves on. False at the end.
bool chart_next_name(const char **rest, const char **name, size_t *length);

#endif
