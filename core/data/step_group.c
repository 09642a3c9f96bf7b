// SPDX-License-Identifier: MIT
//
// Steps that make fewer rows of many: group, top.
#include <glib.h>
#include <math.h>

#include "base/decimal.h"
#include "data/step.h"

// --- group ---

struct group {
    struct bind_names group;
    const char *count;
    struct bind_names sum, mean, median, min, max, first, last;
};

static const struct group group_defaults = {0};

#define AGGREGATE(name_, zh, en)                                                                   \
    BIND_PAIRS(#name_, struct group, name_, .flags = BIND_BARE, .help_zh = (zh), .help_en = (en))

static const hai_option group_options[] = {
    BIND_NAMES("group", struct group, group, .flags = HAI_REQUIRED,
               .help_zh = "在这些列相同的行为一组;[] 为全部一组",
               .help_en = "Rows that are equal in these columns are one; [] for all of them"),
    HAI_STRING("count", struct group, count, .help_zh = "行数的列名",
               .help_en = "Name of a column for the number of rows"),
    AGGREGATE(sum, "合计;{\"新名\": \"列\"} 另取名", "Sums; {\"new\": \"column\"} names them anew"),
    AGGREGATE(mean, "平均", "Means"),
    AGGREGATE(median, "中位数", "Medians"),
    AGGREGATE(min, "最小的", "The least"),
    AGGREGATE(max, "最大的", "The greatest"),
    AGGREGATE(first, "第一个有值的", "The first that is not missing"),
    AGGREGATE(last, "最后一个有值的", "The last that is not missing"),
};

// What the cells of one column in one part come to. `rows` are those of the part.
typedef struct cell reduce_function(struct step *step, const struct cell *cells,
                                    const int32_t *rows, int32_t count);

static struct sum sum_of(struct step *step, const struct cell *cells, const int32_t *rows,
                         int32_t count)
{
    struct sum sum = {0};
    for (int32_t i = 0; i < count; i++) {
        double number = step_number(step, &cells[rows[i]]);
        if (!isnan(number))
            sum_add(&sum, number);
    }
    return sum;
}

static struct cell reduce_sum(struct step *step, const struct cell *cells, const int32_t *rows,
                              int32_t count)
{
    struct sum sum = sum_of(step, cells, rows, count);
    return sum.count > 0 ? cell_number(sum_value(&sum)) : cell_empty();
}

static struct cell reduce_mean(struct step *step, const struct cell *cells, const int32_t *rows,
                               int32_t count)
{
    struct sum sum = sum_of(step, cells, rows, count);
    return sum.count > 0 ? cell_number(decimal_settle(sum_value(&sum) / sum.count, 0))
                         : cell_empty();
}

static gint compare_numbers(gconstpointer a, gconstpointer b, gpointer data)
{
    (void)data;
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static struct cell reduce_median(struct step *step, const struct cell *cells, const int32_t *rows,
                                 int32_t count)
{
    double *numbers = g_new(double, (gsize)count + 1);
    int32_t known = 0;
    for (int32_t i = 0; i < count; i++) {
        double number = step_number(step, &cells[rows[i]]);
        if (!isnan(number))
            numbers[known++] = number;
    }
    g_qsort_with_data(numbers, known, sizeof *numbers, compare_numbers, NULL);
    struct cell median = cell_empty();
    if (known % 2 == 1) {
        median = cell_number(numbers[known / 2]);
    } else if (known > 0) {
        struct sum sum = {0};
        sum_add(&sum, numbers[known / 2 - 1]);
        sum_add(&sum, numbers[known / 2]);
        median = cell_number(decimal_settle(sum_value(&sum) / 2, 0));
    }
    g_free(numbers);
    return median;
}

// Any cells can be compared: the first of dates, the greatest of texts.
static struct cell extreme(const struct cell *cells, const int32_t *rows, int32_t count, int sign)
{
    struct cell found = cell_empty();
    for (int32_t i = 0; i < count; i++) {
        const struct cell *cell = &cells[rows[i]];
        if (!cell_is_empty(cell) && (cell_is_empty(&found) || cell_order(cell, &found) * sign > 0))
            found = *cell;
    }
    return found;
}

static struct cell reduce_min(struct step *step, const struct cell *cells, const int32_t *rows,
                              int32_t count)
{
    (void)step;
    return extreme(cells, rows, count, -1);
}

static struct cell reduce_max(struct step *step, const struct cell *cells, const int32_t *rows,
                              int32_t count)
{
    (void)step;
    return extreme(cells, rows, count, 1);
}

static struct cell reduce_first(struct step *step, const struct cell *cells, const int32_t *rows,
                                int32_t count)
{
    (void)step;
    for (int32_t i = 0; i < count; i++)
        if (!cell_is_empty(&cells[rows[i]]))
            return cells[rows[i]];
    return cell_empty();
}

static struct cell reduce_last(struct step *step, const struct cell *cells, const int32_t *rows,
                               int32_t count)
{
    (void)step;
    for (int32_t i = count; i > 0; i--)
        if (!cell_is_empty(&cells[rows[i - 1]]))
            return cells[rows[i - 1]];
    return cell_empty();
}

static bool add_keys(struct step *step, struct frame *made, const struct bind_names *names,
                     const int32_t *columns, const struct parts *parts)
{
    for (uint32_t i = 0; i < names->count; i++) {
        const struct cell *from = step->frame->column[columns[i]].cells;
        struct cell *cells = frame_cells(made);
        for (int32_t part = 0; part < parts->count; part++)
            cells[part] = from[parts->rows[parts->starts[part]]];
        if (!step_put_new(step, made, names->items[i].name, names->items[i].pointer, cells))
            return false;
    }
    return true;
}

static bool add_count(struct step *step, struct frame *made, const char *name,
                      const struct parts *parts)
{
    struct cell *cells = frame_cells(made);
    for (int32_t part = 0; part < parts->count; part++)
        cells[part] = cell_number(parts->starts[part + 1] - parts->starts[part]);
    return step_put_new(step, made, name, step_pointer(step, "count"), cells);
}

static bool add_aggregate(struct step *step, struct frame *made, const struct bind_names *names,
                          reduce_function *reduce, const struct parts *parts)
{
    const int32_t *columns = step_columns(step, names);
    if (columns == NULL)
        return false;
    for (uint32_t i = 0; i < names->count; i++) {
        const struct cell *from = step->frame->column[columns[i]].cells;
        struct cell *cells = frame_cells(made);
        for (int32_t part = 0; part < parts->count; part++)
            cells[part] = reduce(step, from, parts->rows + parts->starts[part],
                                 parts->starts[part + 1] - parts->starts[part]);
        if (!step_put_new(step, made, names->items[i].name, names->items[i].pointer, cells))
            return false;
    }
    return true;
}

static bool run_group(struct step *step, const void *options)
{
    const struct group *o = options;
    const int32_t *columns = step_columns(step, &o->group);
    if (columns == NULL)
        return false;
    const struct {
        const struct bind_names *names;
        reduce_function *reduce;
    } aggregates[] = {
        {&o->sum, reduce_sum},   {&o->mean, reduce_mean}, {&o->median, reduce_median},
        {&o->min, reduce_min},   {&o->max, reduce_max},   {&o->first, reduce_first},
        {&o->last, reduce_last},
    };
    struct parts parts = frame_parts(step->frame, columns, o->group.count);
    struct frame *made = g_new(struct frame, 1);
    frame_begin(made, step->arena, parts.count);
    bool ok = add_keys(step, made, &o->group, columns, &parts);
    if (ok && o->count != NULL)
        ok = add_count(step, made, o->count, &parts);
    for (size_t i = 0; ok && i < G_N_ELEMENTS(aggregates); i++)
        ok = add_aggregate(step, made, aggregates[i].names, aggregates[i].reduce, &parts);
    parts_free(&parts);
    frame_close(step->frame);
    *step->frame = *made;
    g_free(made);
    return ok;
}

static const hai_item group_shape = STEP_SHAPE(struct group, &group_defaults, group_options);

const struct step_kind step_group = {
    .shape = &group_shape,
    .run = run_group,
    .example = "{\"group\": \"region\", \"sum\": \"gdp\", \"mean\": {\"average\": \"growth\"}, "
               "\"count\": \"n\"}",
    .help_zh = "分组汇总;缺的格不计",
    .help_en = "One row for each group; missing cells do not count",
};

// --- top ---

struct top {
    int32_t top;
    struct bind_names by, label;
    const char *others;
};

static const struct top top_defaults = {.top = 10};

static const hai_option top_options[] = {
    HAI_INT("top", struct top, top, 1, 1000000, .flags = HAI_REQUIRED, .help_zh = "留几行",
            .help_en = "How many rows stay"),
    BIND_NAMES("by", struct top, by, .max_count = 1, .help_zh = "按此列从大到小取;不写则按现有次序",
               .help_en = "Those with the most in this column; else the first as they stand"),
    HAI_STRING("others", struct top, others, .help_zh = "其余合为一行,名为…",
               .help_en = "A last row of this name has the sum of all others"),
    BIND_NAMES("label", struct top, label, .max_count = 1, .help_zh = "写“其他”的列",
               .help_en = "The column for that name; else the first that is not 'by'"),
};

struct ranking {
    const struct cell *cells;
};

// The largest first; what is no number comes last.
static gint compare_ranks(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct ranking *ranking = data;
    int32_t row = *(const int32_t *)a, other = *(const int32_t *)b;
    double x = ranking->cells[row].number, y = ranking->cells[other].number;
    if (isnan(x) != isnan(y))
        return isnan(x) ? 1 : -1;
    if (x > y || x < y)
        return x > y ? -1 : 1;
    return row < other ? -1 : row > other;
}

static bool put_others(struct step *step, const struct top *o, int32_t by, struct sum sum)
{
    struct frame *frame = step->frame;
    int32_t label = by == 0 ? 1 : 0;
    if (o->label.count > 0)
        label = step_column(step, &o->label.items[0]);
    if (label < 0)
        return false;
    if (label == by || label >= frame->columns)
        return step_fail(step, "data.step", step_pointer(step, "others"), "name one with \"label\"",
                         "there is no column to write '%s' into", o->others);
    int32_t last = frame->rows - 1;
    for (int32_t i = 0; i < frame->columns; i++)
        frame->column[i].cells[last] = cell_empty();
    frame->column[by].cells[last] = cell_number(sum_value(&sum));
    frame->column[label].cells[last] = cell_text(o->others);
    return true;
}

static bool run_top(struct step *step, const void *options)
{
    const struct top *o = options;
    struct frame *frame = step->frame;
    int32_t by = -1;
    if (o->by.count > 0 && (by = step_column(step, &o->by.items[0])) < 0)
        return false;
    if (o->others != NULL && by < 0)
        return step_fail(step, "data.step", step_pointer(step, "others"),
                         "name the column with \"by\"", "'others' needs to know what to sum");

    int32_t *rows = g_new(int32_t, (gsize)frame->rows + 1);
    for (int32_t row = 0; row < frame->rows; row++)
        rows[row] = row;
    if (by >= 0) {
        struct ranking ranking = {frame->column[by].cells};
        g_qsort_with_data(rows, frame->rows, sizeof *rows, compare_ranks, &ranking);
    }
    int32_t kept = MIN(o->top, frame->rows);
    struct sum sum = {0};
    if (by >= 0)
        sum = sum_of(step, frame->column[by].cells, rows + kept, frame->rows - kept);
    // The row of the others is first a copy of one of them.
    bool has_others = o->others != NULL && sum.count > 0;
    frame_pick(frame, rows, kept + (has_others ? 1 : 0));
    g_free(rows);
    return !has_others || put_others(step, o, by, sum);
}

static const hai_item top_shape = STEP_SHAPE(struct top, &top_defaults, top_options);

const struct step_kind step_top = {
    .shape = &top_shape,
    .run = run_top,
    .example = "{\"top\": 10, \"by\": \"gdp\", \"others\": \"其他\"}",
    .help_zh = "取前几行,其余可合为“其他”",
    .help_en = "The first or largest rows, and the others as one",
};
