// SPDX-License-Identifier: MIT
#include "chart-kit/course.h"

#include <math.h>
#include <string.h>

#include "chart-kit/scale.h"
#include "chart-kit/shared.h"

static bool is_uneven_time(const char *const *names, int32_t count)
{
    double least = INFINITY, most = 0, before = chart_time(names[0]);
    for (int32_t i = 1; i < count; i++) {
        double now = chart_time(names[i]);
        if (!(now > before))
            return false;
        least = fmin(least, now - before);
        most = fmax(most, now - before);
        before = now;
    }
    return most > least * 1.2; // months and years differ by less
}

struct chart_axis chart_course_axis(const hai_block *block, const struct chart_data *data)
{
    int32_t count;
    const char *const *names = chart_shared_categories(block, data, &count);
    if (names == NULL) {
        names = data->categories;
        count = data->category_count;
    }
    if (count < 3 || !is_uneven_time(names, count))
        return (struct chart_axis){.kind = CHART_AXIS_POINT, .names = names, .count = count};
    return (struct chart_axis){
        .kind = CHART_AXIS_TIME, .low = chart_time(names[0]), .high = chart_time(names[count - 1])};
}

double chart_course_value(const struct chart_axis *axis, const struct chart_data *data,
                          int32_t category)
{
    const char *name = data->categories[category];
    if (axis->kind == CHART_AXIS_TIME)
        return chart_time(name);
    for (int32_t i = 0; axis->names != data->categories && i < axis->count; i++)
        if (strcmp(axis->names[i], name) == 0)
            return i;
    return category;
}
