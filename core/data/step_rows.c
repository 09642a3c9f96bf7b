// SPDX-License-Identifier: MIT
//
// Steps that choose and order rows and columns: filter, derive, select, sort, fill.
#include <glib.h>
#include <string.h>

#include "base/decimal.h"
#include "data/expression.h"
#include "data/step.h"
#include "spec/locate.h"

// --- Expressions of a step ---

// A mistake in an expression is shown at its own place, as far as the text stands in the spec: not
// where a placeholder was filled in.
static void tell_expression(struct step *step, const char *pointer, const char *text,
                            const json_t *written, const struct expression_error *error)
{
    bool is_as_written = g_strcmp0(json_string_value(written), text) == 0;
    struct place place = {.pointer = pointer};
    if (!report_is_full(step->report, SEVERITY_ERROR))
        place = is_as_written ? locate_inside(step->source, pointer, error->offset, error->length)
                              : locate_value(step->source, pointer);
    long at = g_utf8_pointer_to_offset(text, text + error->offset) + 1;
    report_add(step->report, SEVERITY_ERROR, error->code, place, error->hint,
               "%s, at character %ld of the expression%s%s", error->text, at,
               is_as_written ? "" : ": ", is_as_written ? "" : text);
}

static const struct expression *read_expression(struct step *step, const char *pointer,
                                                const char *text, const json_t *written)
{
    struct expression_error error;
    const struct expression *expression =
        expression_parse(step->arena, text, frame_names(step->frame), &error);
    if (expression == NULL)
        tell_expression(step, pointer, text, written, &error);
    return expression;
}

static struct expression_rows open_rows(const struct step *step)
{
    const struct frame *frame = step->frame;
    const struct cell **columns =
        arena_alloc(step->arena, ((size_t)frame->columns + 1) * sizeof *columns);
    for (int32_t i = 0; i < frame->columns; i++)
        columns[i] = frame->column[i].cells;
    return (struct expression_rows){.arena = step->arena, .columns = columns};
}

static bool close_rows(struct step *step, const struct expression_rows *rows, const char *pointer)
{
    step->texts += rows->texts;
    return !rows->is_too_long ||
           step_fail(step, "data.limit", pointer, "join less",
                     "texts that are joined to more than %d bytes, or too many of them",
                     EXPRESSION_MAX_TEXT);
}

// --- filter ---

struct filter {
    const char *filter;
};

static const hai_option filter_options[] = {
    HAI_STRING("filter", struct filter, filter, .flags = HAI_REQUIRED,
               .help_zh = "条件,如 year >= 2015 and region == '华东'",
               .help_en = "A condition; rows for which it is true stay"),
};

static bool run_filter(struct step *step, const void *options)
{
    const struct filter *o = options;
    const char *pointer = step_pointer(step, "filter");
    const struct expression *condition =
        read_expression(step, pointer, o->filter, json_object_get(step->object, "filter"));
    if (condition == NULL)
        return false;
    if (!expression_is_condition(condition))
        return step_fail(step, "data.expression", pointer, "compare it: year >= 2015",
                         "a filter is true or false, this is neither");

    struct frame *frame = step->frame;
    struct expression_rows rows = open_rows(step);
    int32_t *kept = g_new(int32_t, (gsize)frame->rows + 1), count = 0;
    for (int32_t row = 0; row < frame->rows; row++)
        if (expression_holds(condition, &rows, (size_t)row))
            kept[count++] = row;
    frame_pick(frame, kept, count);
    g_free(kept);
    return close_rows(step, &rows, pointer);
}

static const struct filter filter_defaults = {0};
static const hai_item filter_shape = STEP_SHAPE(struct filter, &filter_defaults, filter_options);

const struct step_kind step_filter = {
    .shape = &filter_shape,
    .run = run_filter,
    .example = "{\"filter\": \"year >= 2015\"}",
    .help_zh = "只留条件成立的行",
    .help_en = "Keep the rows for which a condition is true",
};

// --- derive ---

struct derive {
    struct bind_names derive;
};

static const hai_option derive_options[] = {
    BIND_PAIRS("derive", struct derive, derive, .flags = HAI_REQUIRED,
               .help_zh = "新列名与算式;后面的可用前面的列",
               .help_en = "Names and expressions; later ones may use earlier ones"),
};

static bool run_derive(struct step *step, const void *options)
{
    const struct derive *o = options;
    const json_t *written = json_object_get(step->object, "derive");
    for (uint32_t i = 0; i < o->derive.count; i++) {
        const struct bind_name *pair = &o->derive.items[i];
        const struct expression *expression =
            read_expression(step, pair->pointer, pair->text, json_object_get(written, pair->name));
        if (expression == NULL)
            return false;
        struct expression_rows rows = open_rows(step);
        struct cell *cells = frame_cells(step->frame);
        for (int32_t row = 0; row < step->frame->rows; row++)
            cells[row] = expression_value(expression, &rows, (size_t)row);
        if (!step_put(step, pair->name, pair->pointer, cells) ||
            !close_rows(step, &rows, pair->pointer))
            return false;
    }
    return true;
}

static const hai_item derive_shape = STEP_SHAPE(struct derive, NULL, derive_options);

const struct step_kind step_derive = {
    .shape = &derive_shape,
    .run = run_derive,
    .example = "{\"derive\": {\"share\": \"third / total * 100\", \"name\": \"year & '年'\"}}",
    .help_zh = "按算式添列,同名的列被替换",
    .help_en = "Add columns by expressions, or replace those of the same name",
};

// --- select ---

struct select {
    struct bind_names select;
};

static const hai_option select_options[] = {
    BIND_PAIRS("select", struct select, select, .flags = HAI_REQUIRED | BIND_BARE,
               .help_zh = "留下的列,按此顺序;{\"新名\": \"旧名\"} 改名",
               .help_en = "Columns to keep, in this order; {\"new\": \"old\"} renames"),
};

static bool run_select(struct step *step, const void *options)
{
    const struct select *o = options;
    const int32_t *columns = step_columns(step, &o->select);
    if (columns == NULL)
        return false;
    struct frame *frame = step->frame, *made = g_new(struct frame, 1);
    frame_begin(made, step->arena, frame->rows);
    bool ok = true;
    for (uint32_t i = 0; ok && i < o->select.count; i++) {
        const struct bind_name *pair = &o->select.items[i];
        struct cell *cells = frame_cells(made);
        memcpy(cells, frame->column[columns[i]].cells, (size_t)frame->rows * sizeof *cells);
        ok = step_put_new(step, made, pair->name, pair->pointer, cells);
    }
    frame_close(frame);
    *frame = *made;
    g_free(made);
    return ok;
}

static const hai_item select_shape = STEP_SHAPE(struct select, NULL, select_options);

const struct step_kind step_select = {
    .shape = &select_shape,
    .run = run_select,
    .example = "{\"select\": {\"年份\": \"year\", \"总值\": \"gdp\"}}",
    .help_zh = "选列、排列次序、改名",
    .help_en = "Choose, order and rename columns",
};

// --- sort ---

struct sort_options {
    struct bind_names sort;
};

static const hai_option sort_rows[] = {
    BIND_NAMES("sort", struct sort_options, sort, .flags = HAI_REQUIRED,
               .help_zh = "依次比较的列;列名前加 - 为从大到小",
               .help_en = "Columns, the first one first; \"-name\" from large to small"),
};

struct sort_key {
    const struct cell *cells;
    bool is_down;
};

struct sort_keys {
    const struct sort_key *keys;
    uint32_t count;
};

// Missing ones are last either way; what is equal keeps its order.
static gint compare_rows(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct sort_keys *keys = data;
    int32_t row = *(const int32_t *)a, other = *(const int32_t *)b;
    for (uint32_t i = 0; i < keys->count; i++) {
        const struct cell *left = &keys->keys[i].cells[row], *right = &keys->keys[i].cells[other];
        int order = cell_order(left, right);
        if (order == 0)
            continue;
        bool is_turned = keys->keys[i].is_down && !cell_is_empty(left) && !cell_is_empty(right);
        return is_turned ? -order : order;
    }
    return row < other ? -1 : row > other;
}

static bool run_sort(struct step *step, const void *options)
{
    const struct sort_options *o = options;
    struct frame *frame = step->frame;
    struct sort_key *keys = arena_alloc(step->arena, (o->sort.count + 1) * sizeof *keys);
    for (uint32_t i = 0; i < o->sort.count; i++) {
        struct bind_name name = o->sort.items[i];
        // A column may itself begin with a minus.
        keys[i].is_down = name.text[0] == '-' && frame_find(frame, name.text) < 0;
        if (keys[i].is_down)
            name.text++;
        int32_t column = step_column(step, &name);
        if (column < 0)
            return false;
        keys[i].cells = frame->column[column].cells;
    }
    struct sort_keys all = {keys, o->sort.count};
    int32_t *rows = g_new(int32_t, (gsize)frame->rows + 1);
    for (int32_t row = 0; row < frame->rows; row++)
        rows[row] = row;
    g_qsort_with_data(rows, frame->rows, sizeof *rows, compare_rows, &all);
    frame_pick(frame, rows, frame->rows);
    g_free(rows);
    return true;
}

static const hai_item sort_shape = STEP_SHAPE(struct sort_options, NULL, sort_rows);

const struct step_kind step_sort = {
    .shape = &sort_shape,
    .run = run_sort,
    .example = "{\"sort\": [\"region\", \"-gdp\"]}",
    .help_zh = "排序:数在文字前,缺的在最后,相等的保持原序",
    .help_en = "Sort: numbers before texts, missing ones last, equal ones as they were",
};

// --- fill ---

struct fill {
    struct bind_names fill, within;
    const char *with;
    bool previous;
};

static const struct fill fill_defaults = {0};

static const hai_option fill_options[] = {
    BIND_NAMES("fill", struct fill, fill, .flags = HAI_REQUIRED, .help_zh = "要补的列",
               .help_en = "Columns whose missing cells are filled"),
    HAI_STRING("with", struct fill, with, .help_zh = "补成此值",
               .help_en = "With this number or text"),
    HAI_BOOL("previous", struct fill, previous, .help_zh = "补成上一行的值",
             .help_en = "With the value of the row before"),
    BIND_NAMES("within", struct fill, within, .help_zh = "在这些列相同的行之间",
               .help_en = "Only among rows that are equal in these columns"),
};

static struct cell given_cell(const char *text)
{
    double number;
    struct cell cell = cell_text(text);
    if (decimal_parse(text, &number)) {
        cell = cell_number(number);
        cell.text = text;
    }
    return cell;
}

static bool run_fill(struct step *step, const void *options)
{
    const struct fill *o = options;
    if ((o->with != NULL) == o->previous)
        return step_fail(step, "data.step", NULL, "write \"with\": 0, or \"previous\": true",
                         "'fill' takes either 'with' or 'previous'");
    const int32_t *columns = step_columns(step, &o->fill);
    const int32_t *within = step_columns(step, &o->within);
    if (columns == NULL || within == NULL)
        return false;

    struct parts parts = frame_parts(step->frame, within, o->within.count);
    for (uint32_t i = 0; i < o->fill.count; i++) {
        struct cell *cells = step->frame->column[columns[i]].cells;
        for (int32_t part = 0; part < parts.count; part++) {
            struct cell value = o->with != NULL ? given_cell(o->with) : cell_empty();
            for (int32_t j = parts.starts[part]; j < parts.starts[part + 1]; j++) {
                struct cell *cell = &cells[parts.rows[j]];
                if (cell_is_empty(cell))
                    *cell = value;
                else if (o->previous)
                    value = *cell;
            }
        }
    }
    parts_free(&parts);
    return true;
}

static const hai_item fill_shape = STEP_SHAPE(struct fill, &fill_defaults, fill_options);

const struct step_kind step_fill = {
    .shape = &fill_shape,
    .run = run_fill,
    .example = "{\"fill\": \"region\", \"previous\": true}",
    .help_zh = "补缺的格",
    .help_en = "Fill missing cells",
};
