// SPDX-License-Identifier: MIT
//
// The axis along which something goes on: years, months, steps.
#ifndef CHART_KIT_COURSE_H
#define CHART_KIT_COURSE_H

#include "chart-kit/data.h"
#include "chart-kit/frame.h"

// A point for each category; but dates that are not evenly apart stand where they are in time. The
// data is one's own (chart_data_read_own); the axis has the categories of siblings too, over which
// what goes on is carried on.
struct chart_axis chart_course_axis(const hai_block *block, const struct chart_data *data);

// Whether the categories go on from the first to the last: years, months, days of the week. Of such
// the last is now, and says most.
bool chart_is_course(const struct chart_data *data);

// The value of a category on such an axis, for chart_x.
double chart_course_value(const struct chart_axis *axis, const struct chart_data *data,
                          int32_t category);

#endif
