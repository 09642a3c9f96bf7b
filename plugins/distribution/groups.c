// SPDX-License-Identifier: MIT
#include "groups.h"

#include <stdlib.h>
#include <string.h>

struct datum {
    double value;
    const char *name; // of its group
    int32_t group;    // the first row of the group
    int32_t row;
};

static int compare_names(const void *a, const void *b)
{
    const struct datum *x = a, *y = b;
    int order = strcmp(x->name, y->name);
    return order != 0 ? order : x->row - y->row;
}

static int compare_data(const void *a, const void *b)
{
    const struct datum *x = a, *y = b;
    if (x->group != y->group)
        return x->group - y->group;
    if (x->value != y->value)
        return x->value < y->value ? -1 : 1;
    return x->row - y->row;
}

static int compare_falling(const void *a, const void *b)
{
    const struct group *x = a, *y = b;
    if (x->stats.median != y->stats.median)
        return x->stats.median > y->stats.median ? -1 : 1;
    return x->rows[0] - y->rows[0];
}

static int compare_rising(const void *a, const void *b)
{
    return compare_falling(b, a);
}

// The finite values, sorted by group and value. Returns how many; their groups in *group_count.
static int32_t read_data(const struct chart_options *options, struct datum *data,
                         int32_t *group_count)
{
    const hai_table *table = options->rows;
    int32_t count = 0;
    *group_count = 0;
    for (int32_t row = 0; row < hai_table_rows(table); row++) {
        double value = hai_table_number(table, row, options->value);
        const char *name = options->label >= 0 ? hai_table_text(table, row, options->label) : "";
        if (isfinite(value))
            data[count++] = (struct datum){.value = value, .name = name, .row = row};
    }
    qsort(data, (size_t)count, sizeof *data, compare_names);
    for (int32_t i = 0; i < count; i++) {
        bool is_next = i == 0 || strcmp(data[i].name, data[i - 1].name) != 0;
        data[i].group = is_next ? data[i].row : data[i - 1].group;
        *group_count += is_next ? 1 : 0;
    }
    qsort(data, (size_t)count, sizeof *data, compare_data);
    return count;
}

struct groups groups_read(const hai_block *block, const struct chart_options *options)
{
    size_t rows = (size_t)hai_table_rows(options->rows) + 1;
    struct datum *data = hai_block_alloc(block, rows * sizeof *data);
    double *values = hai_block_alloc(block, rows * sizeof *values);
    int32_t *of_rows = hai_block_alloc(block, rows * sizeof *of_rows);
    int32_t group_count, count = read_data(options, data, &group_count);
    struct groups groups = {.all_count = count};
    groups.items = hai_block_alloc(block, ((size_t)group_count + 1) * sizeof *groups.items);
    for (int32_t i = 0; i < count; i++) {
        values[i] = data[i].value;
        of_rows[i] = data[i].row;
        if (i == 0 || data[i].group != data[i - 1].group)
            groups.items[groups.count++] =
                (struct group){.name = data[i].name, .values = &values[i], .rows = &of_rows[i]};
        groups.items[groups.count - 1].count++;
    }
    for (int32_t g = 0; g < groups.count; g++)
        groups.items[g].stats = chart_box_stats(groups.items[g].values, groups.items[g].count);
    if (options->sort != CHART_SORT_NONE)
        qsort(groups.items, (size_t)groups.count, sizeof *groups.items,
              options->sort == CHART_SORT_FALLING ? compare_falling : compare_rising);
    groups.all = chart_sorted(block, values, &groups.all_count);
    return groups;
}

static struct chart_data *data_of(const hai_block *block, int32_t count)
{
    struct chart_data *data = hai_block_alloc(block, sizeof *data);
    size_t room = (size_t)count + 1;
    data->category_count = count;
    data->series_count = 1;
    data->categories = hai_block_alloc(block, room * sizeof(char *));
    data->rows = hai_block_alloc(block, room * sizeof(int32_t));
    data->order = hai_block_alloc(block, room * sizeof(int32_t));
    data->series = hai_block_alloc(block, sizeof *data->series);
    *data->series =
        (struct chart_series){.name = "", .values = hai_block_alloc(block, room * sizeof(double))};
    for (int32_t i = 0; i < count; i++) {
        data->categories[i] = "";
        data->rows[i] = data->order[i] = i;
    }
    return data;
}

struct chart_data *groups_pooled(const hai_block *block, const struct groups *groups)
{
    struct chart_data *data = data_of(block, groups->all_count);
    for (int32_t i = 0; i < groups->all_count; i++)
        data->series[0].values[i] = groups->all[i];
    for (int32_t g = 0; g < groups->count; g++)
        data->categories[g] = groups->items[g].name;
    return data;
}

struct chart_data *groups_medians(const hai_block *block, const struct groups *groups)
{
    struct chart_data *data = data_of(block, groups->count);
    for (int32_t g = 0; g < groups->count; g++) {
        data->categories[g] = groups->items[g].name;
        data->series[0].values[g] = groups->items[g].stats.median;
    }
    return data;
}
