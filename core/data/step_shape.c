// SPDX-License-Identifier: MIT
//
// Steps between wide tables (a column for each kind) and long ones (a row for each kind).
#include <glib.h>

#include "data/step.h"

// --- fold ---

struct fold {
    struct bind_names fold;
    const char *name, *value;
};

static const struct fold fold_defaults = {.name = "name", .value = "value"};

static const hai_option fold_options[] = {
    BIND_PAIRS("fold", struct fold, fold, .flags = HAI_REQUIRED | BIND_BARE,
               .help_zh = "变成行的列;{\"第一产业\": \"primary\"} 另取名",
               .help_en = "Columns that become rows; {\"new\": \"column\"} names them anew"),
    HAI_STRING("name", struct fold, name, .help_zh = "列名写入的列",
               .help_en = "The column for their names"),
    HAI_STRING("value", struct fold, value, .help_zh = "值写入的列",
               .help_en = "The column for their values"),
};

static bool is_one_of(int32_t column, const int32_t *columns, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (columns[i] == column)
            return true;
    return false;
}

// The columns that stay: every row of them stands once for each folded column.
static bool fold_others(struct step *step, struct frame *made, const struct fold *o,
                        const int32_t *columns)
{
    const struct frame *frame = step->frame;
    uint32_t count = o->fold.count;
    for (int32_t i = 0; i < frame->columns; i++) {
        if (is_one_of(i, columns, count))
            continue;
        struct cell *cells = frame_cells(made);
        for (int32_t row = 0; row < made->rows; row++)
            cells[row] = frame->column[i].cells[row / (int32_t)count];
        if (!step_put_new(step, made, frame->column[i].name, NULL, cells))
            return false;
    }
    return true;
}

static bool run_fold(struct step *step, const void *options)
{
    const struct fold *o = options;
    struct frame *frame = step->frame;
    uint32_t count = o->fold.count;
    const int32_t *columns = step_columns(step, &o->fold);
    if (columns == NULL)
        return false;
    if (count == 0)
        return step_fail(step, "data.step", NULL, NULL, "'fold' names no column");
    if (!frame_fits((int64_t)frame->rows * count, frame->columns - (int32_t)count + 2))
        return step_too_large(step);

    struct frame *made = g_new(struct frame, 1);
    frame_begin(made, step->arena, frame->rows * (int32_t)count);
    bool ok = fold_others(step, made, o, columns);
    struct cell *names = frame_cells(made), *values = frame_cells(made);
    for (int32_t row = 0; row < made->rows; row++) {
        uint32_t which = (uint32_t)row % count;
        names[row] = cell_text(o->fold.items[which].name);
        values[row] = frame->column[columns[which]].cells[row / (int32_t)count];
    }
    ok = step_put_new(step, made, o->name, step_pointer(step, "name"), names) && ok;
    ok = step_put_new(step, made, o->value, step_pointer(step, "value"), values) && ok;
    frame_close(frame);
    *frame = *made;
    g_free(made);
    return ok;
}

static const hai_item fold_shape = STEP_SHAPE(struct fold, &fold_defaults, fold_options);

const struct step_kind step_fold = {
    .shape = &fold_shape,
    .run = run_fold,
    .example = "{\"fold\": {\"一产\": \"primary\", \"二产\": \"secondary\"}, \"name\": \"sector\"}",
    .help_zh = "宽变长:每行拆成几行,列名成为一列",
    .help_en = "Wide to long: a row becomes one for each of these columns",
};

// --- unfold ---

struct unfold {
    struct bind_names unfold, value;
};

static const hai_option unfold_options[] = {
    BIND_NAMES("unfold", struct unfold, unfold, .max_count = 1, .flags = HAI_REQUIRED,
               .help_zh = "其各值成为列名的列",
               .help_en = "The column whose values become columns"),
    BIND_NAMES("value", struct unfold, value, .max_count = 1,
               .help_zh = "填入新列的列,不写则为 value",
               .help_en = "The column that fills them; value, if none is named"),
};

static const char *cell_name(struct arena *arena, const struct cell *cell)
{
    struct cell written = *cell;
    cell_write(arena, &written);
    return written.text;
}

// The columns that tell rows apart: all but the two.
static uint32_t other_columns(const struct frame *frame, int32_t name, int32_t value,
                              int32_t *others)
{
    uint32_t count = 0;
    for (int32_t i = 0; i < frame->columns; i++)
        if (i != name && i != value)
            others[count++] = i;
    return count;
}

// A new column of the name, if there is none yet; its place among those that were made.
static int32_t add_kind(struct step *step, struct frame *made, const char *name)
{
    int32_t found = frame_find(made, name);
    if (found >= 0)
        return found;
    if (!step_put_new(step, made, name, NULL, frame_cells(made)))
        return -1;
    return made->columns - 1;
}

static bool unfold_part(struct step *step, struct frame *made, int32_t part, const int32_t *rows,
                        int32_t count, int32_t name, int32_t value, uint32_t fixed)
{
    const struct frame *frame = step->frame;
    for (int32_t i = 0; i < count; i++) {
        const struct cell *kind = &frame->column[name].cells[rows[i]];
        const struct cell *from = &frame->column[value].cells[rows[i]];
        if (cell_is_empty(kind))
            continue; // a value of nothing
        const char *text = cell_name(step->arena, kind);
        int32_t column = add_kind(step, made, text);
        if (column < 0)
            return false;
        struct cell *to = &made->column[column].cells[part];
        if (column < (int32_t)fixed)
            return step_fail(step, "data.header", NULL, "rename that column with select first",
                             "'%s' would be a new column, and is one already", text);
        if (!cell_is_empty(to) && !cell_is_empty(from))
            return step_fail(step, "data.step", NULL, "group first, so that there is one of each",
                             "two rows have a value for '%s' where all else is equal", text);
        if (!cell_is_empty(from))
            *to = *from;
    }
    return true;
}

static bool run_unfold(struct step *step, const void *options)
{
    const struct unfold *o = options;
    struct frame *frame = step->frame;
    const struct bind_name usual = {"value", "value", step_pointer(step, "unfold")};
    if (o->unfold.count == 0)
        return step_fail(step, "data.step", NULL, NULL, "'unfold' names no column");
    int32_t name = step_column(step, &o->unfold.items[0]);
    int32_t value = step_column(step, o->value.count > 0 ? &o->value.items[0] : &usual);
    if (name < 0 || value < 0)
        return false;
    if (name == value)
        return step_fail(step, "data.step", NULL, NULL, "'unfold' and 'value' name one column");

    int32_t others[TABLE_MAX_COLUMNS];
    uint32_t fixed = other_columns(frame, name, value, others);
    struct parts parts = frame_parts(frame, others, fixed);
    struct frame *made = g_new(struct frame, 1);
    frame_begin(made, step->arena, parts.count);
    bool ok = true;
    for (uint32_t i = 0; i < fixed; i++) {
        const struct frame_column *from = &frame->column[others[i]];
        struct cell *cells = frame_cells(made);
        for (int32_t part = 0; part < parts.count; part++)
            cells[part] = from->cells[parts.rows[parts.starts[part]]];
        ok = step_put_new(step, made, from->name, NULL, cells) && ok;
    }
    for (int32_t part = 0; ok && part < parts.count; part++)
        ok = unfold_part(step, made, part, parts.rows + parts.starts[part],
                         parts.starts[part + 1] - parts.starts[part], name, value, fixed);
    parts_free(&parts);
    frame_close(frame);
    *frame = *made;
    g_free(made);
    return ok;
}

static const hai_item unfold_shape = STEP_SHAPE(struct unfold, NULL, unfold_options);

const struct step_kind step_unfold = {
    .shape = &unfold_shape,
    .run = run_unfold,
    .example = "{\"unfold\": \"sector\", \"value\": \"value\"}",
    .help_zh = "长变宽:一列的各值成为几列",
    .help_en = "Long to wide: the values of a column become columns",
};
