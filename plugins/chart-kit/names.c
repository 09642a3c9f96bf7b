// SPDX-License-Identifier: MIT
#include "chart-kit/names.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chart-kit/scale.h"

#define LEAST_NUMBERS 3 // names: fewer keep their unit
#define MOST_NUMBERS 400
#define MOST_UPRIGHT 4 // characters below each other
#define FIRST_IDEOGRAPH 0x2e80

static const char **names_new(const hai_block *block, int32_t count)
{
    return hai_block_alloc(block, ((size_t)count + 1) * sizeof(const char *));
}

static bool is_year(const char *name)
{
    return !isnan(chart_time(name)) && (name[4] == '\0' || strcmp(name + 4, "年") == 0);
}

const char **chart_names_years(const hai_block *block, const char *const *names, int32_t count)
{
    const char **years = names_new(block, count);
    for (int32_t i = 0; i < count; i++) {
        if (!is_year(names[i]))
            return NULL;
        years[i] = hai_block_printf(block, "%.4s", names[i]);
    }
    return years;
}

const char **chart_names_numbers(const hai_block *block, const char *const *names, int32_t count)
{
    static const char digits[] = "0123456789";
    const char *unit = names[0] + strspn(names[0], digits);
    if (count < LEAST_NUMBERS || count > MOST_NUMBERS || unit[0] == '\0' ||
        strlen(unit) > 2 * strlen("月"))
        return NULL;
    const char **numbers = names_new(block, count);
    for (int32_t i = 0; i < count; i++) {
        numbers[i] = "";
        if (i > 0 && names[i][0] == '\0')
            continue;
        size_t length = strspn(names[i], digits);
        if (length < 1 || length > 3 || strcmp(names[i] + length, unit) != 0)
            return NULL;
        numbers[i] = i == 0 ? names[0] : hai_block_printf(block, "%.*s", (int)length, names[i]);
    }
    return numbers;
}

bool chart_names_are_even(const char *const *names, int32_t count)
{
    int64_t first = count > 0 ? g_ascii_strtoll(names[0], NULL, 10) : 0, step = 0;
    if (llabs(first) > 99999)
        return false;
    for (int32_t i = 1; i < count; i++) {
        int64_t number = g_ascii_strtoll(names[i], NULL, 10);
        if (names[i][0] == '\0' || llabs(number) > 99999)
            return false;
        step = i == 1 ? number - first : step;
        if (number != first + i * step)
            return false;
    }
    return true;
}

const char **chart_names_upright(const hai_block *block, const char *const *names, int32_t count)
{
    const char **upright = names_new(block, count);
    for (int32_t i = 0; i < count; i++) {
        upright[i] = "";
        int32_t length = 0;
        for (const char *at = names[i]; *at != '\0'; at = g_utf8_next_char(at)) {
            if (g_utf8_get_char(at) < FIRST_IDEOGRAPH || ++length > MOST_UPRIGHT)
                return NULL;
            upright[i] = hai_block_printf(block, "%s%s%.*s", upright[i], length > 1 ? "\n" : "",
                                          (int)(g_utf8_next_char(at) - at), at);
        }
    }
    return upright;
}

bool chart_names_periods(const char *const *names, int32_t count, struct chart_periods *periods)
{
    *periods = (struct chart_periods){.are_quarters = count > 0};
    for (int32_t i = 0; i < count; i++) {
        int32_t year, month, day;
        double time = chart_time(names[i]);
        chart_time_split(time, &year, &month, &day);
        // Not a day, and not a year.
        if (isnan(time) || time != chart_time_join(year, month, 1) || is_year(names[i]) ||
            strspn(names[i], "0123456789-/.") > strlen("2021-12"))
            return false;
        int32_t at = year * 12 + month - 1;
        if (i == 0)
            periods->first = at;
        if (i == 1)
            periods->step = at - periods->first;
        if (at != periods->first + i * periods->step)
            return false;
        periods->are_quarters = periods->are_quarters &&
                                (strstr(names[i], "季") != NULL || strpbrk(names[i], "Qq") != NULL);
    }
    return periods->step == 1 || periods->step == 3;
}

const char *chart_period_name(const hai_block *block, const struct chart_periods *periods,
                              int32_t i, int32_t stride, bool has_unit, int32_t *before)
{
    static const char *const quarters[] = {"一季度", "二季度", "三季度", "四季度"};
    int32_t at = periods->first + i * periods->step, year = at / 12, month = at % 12;
    int32_t origin = (periods->first + 11) / 12 * 12; // where the first whole year begins
    if ((at - origin) % stride != 0)
        return NULL;
    bool is_new = year != *before;
    *before = year;
    if (stride >= 12)
        return hai_block_printf(block, "%d%s", (int)year, has_unit ? "年" : "");
    const char *name = periods->are_quarters ? quarters[month / 3]
                                             : hai_block_printf(block, "%d%s", (int)month + 1,
                                                                has_unit || is_new ? "月" : "");
    return is_new ? hai_block_printf(block, "%s\n%d年", name, (int)year) : name;
}
