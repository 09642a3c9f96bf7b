// SPDX-License-Identifier: MIT
//
// The values of a radar as a table below it: an axis each row, a series each column.
#ifndef RADAR_TABLE_H
#define RADAR_TABLE_H

#include "chart-kit/chart.h"

struct radar_table;

// `formats`: one for each axis. `is_numbered`: rows begin with the numbers that stand at the axes.
struct radar_table *radar_table_new(const hai_block *block, const struct chart_data *data,
                                    const struct chart_style *styles,
                                    const hai_number_format *formats, const char *unit,
                                    bool is_numbered, double width);
double radar_table_height(const struct radar_table *table);
void radar_table_draw(const struct radar_table *table, hai_canvas *canvas, double x, double y);

// A format for each axis: that of all, or its own where axes have ends of their own and measure
// different things: 312家 beside 2.4% is not 312.0家.
hai_number_format *radar_axis_formats(const hai_block *block, const struct chart_options *options,
                                      const struct chart_data *data,
                                      const hai_number_format *common, bool are_own);

// A value of the data in words; — where it is missing.
const char *radar_value_text(const hai_block *block, double value, const hai_number_format *format,
                             const char *unit);

#endif
