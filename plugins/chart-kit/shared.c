// SPDX-License-Identifier: MIT
#include "chart-kit/shared.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chart-kit/scale.h"

#define FREE "free"
#define SAME "same"
#define PANELS "panels"
#define LABELS "label"
#define SERIES "series"
#define TITLES "title"

#define FAR_APART 20.0 // times as large: the smaller one would be flat

void chart_shared_set(hai_blocks children, enum chart_shared_scales scales)
{
    if (children.count == 0)
        return;
    hai_block_tell_scale(children.items[0], PANELS, 0, 0);
    if (scales != CHART_SCALES_AUTO)
        hai_block_tell_scale(children.items[0], scales == CHART_SCALES_FREE ? FREE : SAME, 0, 0);
}

static bool is_said(const hai_block *block, const char *what)
{
    double low, high;
    return hai_block_shared_scale(block, what, &low, &high);
}

bool chart_shared_is_free(const hai_block *block)
{
    return is_said(block, FREE);
}

bool chart_shared_is_panel(const hai_block *block)
{
    return is_said(block, PANELS);
}

double chart_shared_above(const hai_block *block, double free)
{
    return is_said(block, PANELS) ? 0 : free / 2;
}

static const char *scale_name(const hai_block *block, const char *what, const char *unit)
{
    return hai_block_printf(block, "%s %s", what, unit != NULL ? unit : "");
}

void chart_shared_tell_scale(const hai_block *block, const char *unit, double low, double high)
{
    double size = fmax(fabs(low), fabs(high));
    hai_block_tell_scale(block, scale_name(block, "value", unit), low, high);
    if (size > 0)
        hai_block_tell_scale(block, scale_name(block, "size", unit), size, size);
}

bool chart_shared_scale(const hai_block *block, const char *unit, bool has_zero, double *low,
                        double *high)
{
    double least, most;
    if (is_said(block, FREE))
        return false;
    if (!has_zero && !is_said(block, SAME) &&
        hai_block_shared_scale(block, scale_name(block, "size", unit), &least, &most) &&
        most > FAR_APART * least)
        return false;
    return hai_block_shared_scale(block, scale_name(block, "value", unit), low, high);
}

void chart_shared_tell_title(const hai_block *block, const char *title)
{
    if (title != NULL && title[0] != '\0')
        hai_block_tell_name(block, TITLES, title);
}

const char *const *chart_shared_titles(const hai_block *block, uint32_t *count)
{
    *count = 0;
    return is_said(block, PANELS) ? hai_block_shared_names(block, TITLES, count) : NULL;
}

void chart_shared_tell(const hai_block *block, const struct chart_data *data)
{
    // One more than can be shared says that they are too many.
    for (int32_t i = 0; i < data->category_count && i <= HAI_MAX_SHARED_NAMES; i++)
        hai_block_tell_name(block, LABELS, data->categories[i]);
    for (int32_t i = 0; i < data->series_count && i <= HAI_MAX_SHARED_NAMES; i++)
        hai_block_tell_name(block, SERIES, data->series[i].name);
}

static int32_t find(const char *const *names, int32_t count, const char *name)
{
    for (int32_t i = 0; i < count; i++)
        if (strcmp(names[i], name) == 0)
            return i;
    return -1;
}

static int compare_times(const void *a, const void *b)
{
    double x = chart_time(*(const char *const *)a), y = chart_time(*(const char *const *)b);
    return (x > y) - (x < y);
}

// A copy, dates by time; `are_dates` says whether all are.
static const char **sort_names(const hai_block *block, const char *const *names, int32_t count,
                               bool *are_dates)
{
    const char **sorted = hai_block_alloc(block, (size_t)count * sizeof *sorted);
    *are_dates = true;
    for (int32_t i = 0; i < count; i++) {
        sorted[i] = names[i];
        *are_dates = *are_dates && !isnan(chart_time(names[i]));
    }
    if (*are_dates)
        qsort(sorted, (size_t)count, sizeof *sorted, compare_times);
    return sorted;
}

// Each category once and known to all: until all have told theirs, those of the next one may be
// missing. What 其他 holds is another thing in each.
static bool is_shareable(const struct chart_data *data, const char *const *names, int32_t count)
{
    for (int32_t i = 0; i < data->category_count; i++)
        if (data->rows[i] < 0 || find(names, count, data->categories[i]) < 0 ||
            find(data->categories, i, data->categories[i]) >= 0)
            return false;
    return true;
}

const char **chart_shared_categories(const hai_block *block, const struct chart_data *data,
                                     int32_t *count)
{
    uint32_t told;
    const char *const *names = hai_block_shared_names(block, LABELS, &told);
    *count = (int32_t)told;
    if (told == 0 || !is_shareable(data, names, *count))
        return *count = 0, NULL;
    bool are_dates;
    const char **all = sort_names(block, names, *count, &are_dates);
    // Parts of which each has things of its own are not compared thing by thing.
    if (!are_dates && data->category_count * 2 < *count)
        return *count = 0, NULL;
    return all;
}

void chart_shared_order(const hai_block *block, struct chart_data *data)
{
    uint32_t count;
    const char *const *names = hai_block_shared_names(block, SERIES, &count);
    for (int32_t s = 0; s < data->series_count && count > 0; s++) {
        int32_t at = find(names, (int32_t)count, data->series[s].name);
        data->series[s].order = at >= 0 ? at : data->series[s].order;
    }
    names = hai_block_shared_names(block, LABELS, &count);
    for (int32_t i = 0; i < data->category_count && count > 0; i++) {
        int32_t at = find(names, (int32_t)count, data->categories[i]);
        data->order[i] = at >= 0 ? at : data->order[i];
    }
}

void chart_shared_pad(const hai_block *block, struct chart_data *data)
{
    int32_t count;
    const char **all = chart_shared_categories(block, data, &count);
    if (all == NULL)
        return;
    size_t room = (size_t)count + 1;
    int32_t *own = hai_block_alloc(block, room * sizeof *own); // its number here; -1: it is not
    int32_t *rows = hai_block_alloc(block, room * sizeof *rows);
    int32_t *order = hai_block_alloc(block, room * sizeof *order);
    for (int32_t i = 0; i < count; i++) {
        own[i] = find(data->categories, data->category_count, all[i]);
        rows[i] = own[i] < 0 ? -1 : data->rows[own[i]];
        order[i] = own[i] < 0 ? i : data->order[own[i]]; // what is not drawn has no colour
    }
    for (int32_t s = 0; s < data->series_count; s++) {
        double *values = hai_block_alloc(block, room * sizeof *values);
        for (int32_t i = 0; i < count; i++)
            values[i] = own[i] < 0 ? NAN : data->series[s].values[own[i]];
        data->series[s].values = values;
    }
    data->category_count = count;
    data->categories = all;
    data->rows = rows;
    data->order = order;
}
