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

// Days in figures (2021-09-01) are told as on an axis of time: 9月1日, 10日, 20日.
static bool are_days(const char *const *names, int32_t count)
{
    double before = -INFINITY;
    for (int32_t i = 0; i < count; i++) {
        double now = chart_time(names[i]);
        size_t length = strlen(names[i]);
        if (!(now > before) || length <= strlen("2021-12") ||
            strspn(names[i], "0123456789-/.") != length)
            return false;
        before = now;
    }
    return true;
}

static bool ends_in(const char *name, const char *end)
{
    size_t length = strlen(name), tail = strlen(end);
    return length > tail && strcmp(name + length - tail, end) == 0;
}

bool chart_is_course(const struct chart_data *data)
{
    static const char *const ends[] = {"年", "月", "日", "时", "季度", "周", "期", "届", "半年"};
    int32_t count = data->category_count;
    bool is_time = count > 1;
    for (int32_t i = 0; i < count && is_time; i++)
        is_time = i == 0 ? isfinite(chart_time(data->categories[0]))
                         : chart_time(data->categories[i]) > chart_time(data->categories[i - 1]);
    if (is_time)
        return true;
    for (size_t e = 0; e < HAI_COUNT(ends); e++) {
        int32_t found = 0;
        while (found < count && ends_in(data->categories[found], ends[e]))
            found++;
        if (found == count && count > 1)
            return true;
    }
    return false;
}

struct chart_axis chart_course_axis(const hai_block *block, const struct chart_data *data)
{
    int32_t count;
    const char *const *names = chart_shared_categories(block, data, &count);
    if (names == NULL) {
        names = data->categories;
        count = data->category_count;
    }
    if (count < 3 || !(is_uneven_time(names, count) || are_days(names, count)))
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
