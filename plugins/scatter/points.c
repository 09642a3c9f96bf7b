// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "scatter.h"

#define MOST_DRAWN 20000
#define FEW 2000 // these need no thinning
#define MOST_GROUPS 200

double scatter_axis_value(int32_t axis, double value)
{
    if (axis == SCATTER_LINEAR)
        return value;
    return value > 0 ? log10(value) : NAN;
}

// --- Reading ---

static int32_t find_group(struct chart_data *groups, const char *name)
{
    for (int32_t i = 0; i < groups->series_count; i++)
        if (strcmp(groups->series[i].name, name) == 0)
            return i;
    if (groups->series_count == MOST_GROUPS)
        return MOST_GROUPS - 1;
    int32_t last = groups->series_count++;
    groups->series[last] = (struct chart_series){.name = name, .order = last};
    return last;
}

// The one point that a word means, or -1.
static int32_t find_extreme(const struct scatter_points *points, const char *highlight)
{
    double sign = strcmp(highlight, "largest") == 0    ? 1
                  : strcmp(highlight, "smallest") == 0 ? -1
                                                       : 0;
    if (strcmp(highlight, "first") == 0)
        return 0;
    if (strcmp(highlight, "last") == 0)
        return points->count - 1;
    int32_t found = -1;
    double best = NAN;
    for (int32_t i = 0; sign != 0 && i < points->count; i++) {
        const struct scatter_point *point = &points->items[i];
        double value = sign * (points->most > 0 ? point->size : point->y);
        if (isfinite(value) && !(value <= best)) {
            best = value;
            found = i;
        }
    }
    return found;
}

static void highlight_points(const struct scatter *scatter, struct scatter_points *points)
{
    const char *highlight = scatter->chart.highlight;
    if (highlight == NULL || highlight[0] == '\0')
        return;
    static const char *const words[] = {"first", "last", "largest", "smallest"};
    bool is_word = false;
    for (size_t i = 0; i < HAI_COUNT(words); i++)
        is_word = is_word || strcmp(highlight, words[i]) == 0;
    int32_t one = is_word ? find_extreme(points, highlight) : -1, lit = 0;
    for (int32_t i = 0; i < points->count; i++) {
        struct scatter_point *point = &points->items[i];
        point->is_highlit =
            is_word ? i == one : chart_is_highlit(highlight, &point->label, NULL, 1, 0);
        lit += point->is_highlit ? 1 : 0;
    }
    points->has_chosen = lit > 0 && lit < points->count;
}

struct scatter_points scatter_points_read(const hai_block *block, const struct scatter *scatter)
{
    const hai_table *table = scatter->chart.rows;
    int32_t rows = hai_table_rows(table);
    size_t room = (size_t)rows + 1;
    struct scatter_points points = {.items = hai_block_alloc(block, room * sizeof *points.items),
                                    .groups = hai_block_alloc(block, sizeof *points.groups),
                                    .heights = hai_block_alloc(block, sizeof *points.heights)};
    size_t groups = rows < MOST_GROUPS ? room : MOST_GROUPS;
    points.groups->series = hai_block_alloc(block, groups * sizeof *points.groups->series);
    double *heights = hai_block_alloc(block, room * sizeof *heights);
    const char **names = hai_block_alloc(block, room * sizeof *names);
    for (int32_t row = 0; row < rows; row++) {
        struct scatter_point point = {.x = hai_table_number(table, row, scatter->x),
                                      .y = hai_table_number(table, row, scatter->y),
                                      .size = NAN,
                                      .label = hai_table_text(table, row, scatter->chart.label),
                                      .count = 1};
        if (!isfinite(scatter_axis_value(scatter->x_axis, point.x)) ||
            !isfinite(scatter_axis_value(scatter->y_axis, point.y)))
            continue;
        if (scatter->size >= 0)
            point.size = hai_table_number(table, row, scatter->size);
        points.most = fmax(points.most, point.size);
        point.series = find_group(points.groups, hai_table_text(table, row, scatter->chart.series));
        heights[points.count] = point.y;
        names[points.count] = point.label;
        points.items[points.count++] = point;
    }
    struct chart_series *all = hai_block_alloc(block, sizeof *all);
    *all = (struct chart_series){.name = "", .values = heights};
    *points.heights = (struct chart_data){
        .category_count = points.count, .series_count = 1, .categories = names, .series = all};
    highlight_points(scatter, &points);
    // Among small charts an area means the same in all.
    double none, largest;
    if (points.most > 0 && !chart_shared_is_free(block) &&
        hai_block_shared_scale(block, "size", &none, &largest))
        points.most = fmax(points.most, largest);
    return points;
}

// --- Thinning ---

struct spot {
    int64_t key;
    int32_t number;
};

static int compare_spots(const void *a, const void *b)
{
    const struct spot *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->number - y->number;
}

static int64_t spot_of(const struct scatter_point *point, double cell)
{
    int64_t column = (int64_t)fmin(fmax(point->at.x / cell, 0), 1e6);
    int64_t row = (int64_t)fmin(fmax(point->at.y / cell, 0), 1e6);
    int64_t kind = point->series * 2 + (point->is_highlit ? 1 : 0);
    return (kind * 2000000 + column) * 2000000 + row;
}

void scatter_points_thin(const hai_block *block, struct scatter_points *points, double cell)
{
    if (points->count <= FEW)
        return;
    size_t room = (size_t)points->count;
    struct spot *spots = hai_block_alloc(block, room * sizeof *spots);
    struct scatter_point *kept = hai_block_alloc(block, room * sizeof *kept);
    do {
        for (int32_t i = 0; i < points->count; i++)
            spots[i] = (struct spot){spot_of(&points->items[i], cell), i};
        qsort(spots, (size_t)points->count, sizeof *spots, compare_spots);
        int32_t count = 0;
        for (int32_t i = 0; i < points->count; i++) {
            const struct scatter_point *point = &points->items[spots[i].number];
            if (i == 0 || spots[i].key != spots[i - 1].key) {
                kept[count++] = *point;
                continue;
            }
            struct scatter_point *same = &kept[count - 1];
            int32_t sum = same->count + point->count;
            if (point->radius > same->radius || (point->is_listed && !same->is_listed))
                *same = *point;
            same->count = sum;
        }
        for (int32_t i = 0; i < count; i++)
            points->items[i] = kept[i];
        points->count = count;
        cell *= 1.5;
    } while (points->count > MOST_DRAWN && cell < 1000);
}

// --- Figures ---

struct scatter_trend scatter_trend_fit(const hai_block *block, const struct scatter *scatter,
                                       const struct scatter_points *points)
{
    struct scatter_trend trend = {0};
    if (!scatter->has_trend || points->count < 3)
        return trend;
    double *x = hai_block_alloc(block, 2 * (size_t)points->count * sizeof *x);
    double *y = x + points->count;
    for (int32_t i = 0; i < points->count; i++) {
        x[i] = scatter_axis_value(scatter->x_axis, points->items[i].x);
        y[i] = scatter_axis_value(scatter->y_axis, points->items[i].y);
    }
    trend.is_there =
        chart_fit_line(x, y, points->count, &trend.slope, &trend.intercept, &trend.r2) &&
        isfinite(trend.slope + trend.intercept + trend.r2);
    return trend;
}

static double middle_of(const hai_block *block, double *values, int32_t count, int32_t quadrants)
{
    const double *sorted = chart_sorted(block, values, &count);
    return quadrants == SCATTER_QUADRANTS_MEDIAN ? chart_quantile(sorted, count, 0.5)
                                                 : chart_box_stats(sorted, count).mean;
}

hai_point scatter_middle(const hai_block *block, const struct scatter *scatter,
                         const struct scatter_points *points)
{
    double *values = hai_block_alloc(block, ((size_t)points->count + 1) * sizeof *values);
    for (int32_t i = 0; i < points->count; i++)
        values[i] = points->items[i].x;
    return (hai_point){
        middle_of(block, values, points->count, scatter->quadrants),
        middle_of(block, points->heights->series[0].values, points->count, scatter->quadrants)};
}
