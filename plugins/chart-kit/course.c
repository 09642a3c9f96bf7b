// SPDX-License-Identifier: MIT
#include "chart-kit/course.h"

#include <math.h>

#include "chart-kit/scale.h"

static bool is_uneven_time(const struct chart_data *data)
{
    double least = INFINITY, most = 0, before = chart_time(data->categories[0]);
    for (int32_t i = 1; i < data->category_count; i++) {
        double now = chart_time(data->categories[i]);
        if (!(now > before))
            return false;
        least = fmin(least, now - before);
        most = fmax(most, now - before);
        before = now;
    }
    return most > least * 1.2; // months and years differ by less
}

struct chart_axis chart_course_axis(const struct chart_data *data)
{
    if (data->category_count < 3 || !is_uneven_time(data))
        return (struct chart_axis){
            .kind = CHART_AXIS_POINT, .names = data->categories, .count = data->category_count};
    return (struct chart_axis){.kind = CHART_AXIS_TIME,
                               .low = chart_time(data->categories[0]),
                               .high = chart_time(data->categories[data->category_count - 1])};
}

double chart_course_value(const struct chart_axis *axis, const struct chart_data *data,
                          int32_t category)
{
    return axis->kind == CHART_AXIS_TIME ? chart_time(data->categories[category]) : category;
}
