// SPDX-License-Identifier: MIT
#include "pairs.h"

#include <stdlib.h>

struct rank {
    double key;
    int32_t row;
};

static int compare_falling(const void *a, const void *b)
{
    const struct rank *x = a, *y = b;
    if (isnan(x->key) != isnan(y->key))
        return isnan(x->key) ? 1 : -1;
    if (!isnan(x->key) && x->key != y->key)
        return x->key > y->key ? -1 : 1;
    return x->row - y->row;
}

static int compare_rising(const void *a, const void *b)
{
    const struct rank *x = a, *y = b;
    if (isnan(x->key) || isnan(y->key) || x->key == y->key)
        return compare_falling(a, b);
    return x->key < y->key ? -1 : 1;
}

static double key_of(enum pair_key key, double from, double to)
{
    switch (key) {
    case PAIR_BY_FROM:
        return from;
    case PAIR_BY_DIFFERENCE:
        return to - from;
    default:
        return isnan(to) ? from : to;
    }
}

static void sort_rows(const hai_block *block, enum chart_sort sort, enum pair_key key,
                      struct chart_data *data)
{
    int32_t count = data->category_count;
    struct rank *ranks = hai_block_alloc(block, ((size_t)count + 1) * sizeof *ranks);
    for (int32_t i = 0; i < count; i++)
        ranks[i] =
            (struct rank){key_of(key, data->series[0].values[i], data->series[1].values[i]), i};
    qsort(ranks, (size_t)count, sizeof *ranks,
          sort == CHART_SORT_RISING ? compare_rising : compare_falling);
    const char **names = hai_block_alloc(block, ((size_t)count + 1) * sizeof *names);
    int32_t *rows = hai_block_alloc(block, ((size_t)count + 1) * sizeof *rows);
    for (int32_t i = 0; i < count; i++) {
        names[i] = data->categories[ranks[i].row];
        rows[i] = data->rows[ranks[i].row];
    }
    for (int32_t s = 0; s < 2; s++) {
        double *values = hai_block_alloc(block, ((size_t)count + 1) * sizeof *values);
        for (int32_t i = 0; i < count; i++)
            values[i] = data->series[s].values[ranks[i].row];
        data->series[s].values = values;
    }
    data->categories = names;
    data->rows = rows;
}

struct chart_data *pairs_read(const hai_block *block, const struct chart_options *options,
                              enum pair_key key)
{
    struct chart_options unsorted = *options;
    unsorted.sort = CHART_SORT_NONE;
    struct chart_data *data = chart_data_read(block, &unsorted);
    struct chart_series *pair = hai_block_alloc(block, 2 * sizeof *pair);
    for (int32_t s = 0; s < 2; s++) {
        if (s < data->series_count) {
            pair[s] = data->series[s];
            continue;
        }
        pair[s] = (struct chart_series){
            .name = "",
            .values = hai_block_alloc(block, ((size_t)data->category_count + 1) * sizeof(double))};
        for (int32_t i = 0; i < data->category_count; i++)
            pair[s].values[i] = NAN;
    }
    data->series = pair;
    data->series_count = 2;
    // What follows each other in time stays so.
    if (options->sort != CHART_SORT_NONE &&
        !(options->sort == CHART_SORT_AUTO && chart_is_course(data)))
        sort_rows(block, (enum chart_sort)options->sort, key, data);
    return data;
}
