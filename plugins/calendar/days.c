// SPDX-License-Identifier: MIT
#include "days.h"

#include <stdlib.h>

static int compare_days(const void *a, const void *b)
{
    double x = ((const struct day *)a)->date, y = ((const struct day *)b)->date;
    return (x > y) - (x < y);
}

struct days days_read(const hai_block *block, const hai_table *rows, int32_t date, int32_t value)
{
    int32_t all = rows != NULL ? hai_table_rows(rows) : 0;
    struct days days = {.items = hai_block_alloc(block, ((size_t)all + 1) * sizeof(struct day))};
    int32_t count = 0;
    for (int32_t row = 0; row < all; row++) {
        double at = chart_time(hai_table_text(rows, row, date));
        if (isnan(at))
            days.unread++;
        else
            days.items[count++] = (struct day){floor(at), hai_table_number(rows, row, value)};
    }
    qsort(days.items, (size_t)count, sizeof *days.items, compare_days);
    for (int32_t i = 0; i < count; i++) {
        struct day *last = days.count > 0 ? &days.items[days.count - 1] : NULL;
        if (last == NULL || last->date < days.items[i].date) {
            days.items[days.count++] = days.items[i];
            continue;
        }
        days.doubled++;
        if (isnan(last->value))
            last->value = days.items[i].value;
        else if (!isnan(days.items[i].value))
            last->value += days.items[i].value;
    }
    return days;
}

double days_find(const struct days *days, double date)
{
    struct day key = {.date = date};
    if (days->count == 0)
        return NAN;
    const struct day *found =
        bsearch(&key, days->items, (size_t)days->count, sizeof *days->items, compare_days);
    return found != NULL ? found->value : NAN;
}

hai_number_format days_format(const hai_block *block, const struct days *days,
                              const struct chart_options *options)
{
    double *values = hai_block_alloc(block, ((size_t)days->count + 1) * sizeof *values);
    for (int32_t i = 0; i < days->count; i++)
        values[i] = days->items[i].value;
    struct chart_series series = {.name = "", .values = values};
    struct chart_data data = {.category_count = days->count, .series_count = 1, .series = &series};
    return chart_data_format(options, &data);
}

const struct calendar_holiday *days_holiday(hai_list holidays, double date)
{
    const struct calendar_holiday *items = holidays.items;
    for (uint32_t i = 0; i < holidays.count; i++) {
        double from = chart_time(items[i].date), to = chart_time(items[i].to);
        if (date == floor(from) || (date >= from && date <= to))
            return &items[i];
    }
    return NULL;
}

int32_t days_weekday(double date)
{
    double rest = fmod(date + 3, 7);
    return (int32_t)(rest < 0 ? rest + 7 : rest);
}

int32_t days_of_month(int32_t year, int32_t month)
{
    return (int32_t)(chart_time_join(year, month + 1, 1) - chart_time_join(year, month, 1));
}
