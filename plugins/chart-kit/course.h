// SPDX-License-Identifier: MIT
//
// The axis along which something goes on: years, months, steps.
#ifndef CHART_KIT_COURSE_H
#define CHART_KIT_COURSE_H

#include "chart-kit/data.h"
#include "chart-kit/frame.h"

// A point for each category; but dates that are not evenly apart stand where they are in time.
struct chart_axis chart_course_axis(const struct chart_data *data);

// The value of a category on such an axis, for chart_x.
double chart_course_value(const struct chart_axis *axis, const struct chart_data *data,
                          int32_t category);

#endif
