// SPDX-License-Identifier: MIT
#include "data/table.h"

#include <math.h>
#include <string.h>

#include "data/table_build.h"

struct hai_table {
    int32_t rows, columns;
    const char *const *names; // NULL at the end
    const struct cell *cells; // row by row
};

void table_builder_init(struct table_builder *builder, struct arena *arena, struct report *report)
{
    *builder = (struct table_builder){
        .arena = arena,
        .report = report,
        .names = g_ptr_array_new(),
        .index = g_hash_table_new(g_str_hash, g_str_equal),
        .cells = g_array_new(FALSE, FALSE, sizeof(struct cell)),
    };
}

void table_builder_finish(struct table_builder *builder)
{
    g_ptr_array_free(builder->names, TRUE);
    g_hash_table_destroy(builder->index);
    g_array_free(builder->cells, TRUE);
}

int32_t table_builder_find(const struct table_builder *builder, const char *name)
{
    return GPOINTER_TO_INT(g_hash_table_lookup(builder->index, name)) - 1;
}

const char *table_builder_column(struct table_builder *builder, const char *name)
{
    if (name[0] == '\0')
        return "a column has no name";
    if (table_builder_find(builder, name) >= 0)
        return "two columns have the same name";
    if (builder->names->len == TABLE_MAX_COLUMNS)
        return "more than 256 columns";
    char *kept = arena_strdup(builder->arena, name);
    g_ptr_array_add(builder->names, kept);
    g_hash_table_insert(builder->index, kept, GINT_TO_POINTER((int)builder->names->len));
    return NULL;
}

_Static_assert(TABLE_MAX_COLUMNS == 256, "the message above names the bound");

static void add_cell(struct table_builder *builder, struct cell cell)
{
    g_array_append_val(builder->cells, cell);
}

void table_builder_empty(struct table_builder *builder)
{
    add_cell(builder, cell_empty());
}

void table_builder_bool(struct table_builder *builder, bool yes)
{
    add_cell(builder, cell_bool(yes));
}

void table_builder_number(struct table_builder *builder, enum cell_kind kind, const char *text,
                          double number)
{
    add_cell(builder, (struct cell){arena_strdup(builder->arena, text), number, kind});
}

const char *table_builder_text(struct table_builder *builder, const char *text,
                               struct clean_faults *faults)
{
    const char *limit = clean_limit_words(text);
    if (limit != NULL)
        return limit;
    if (text[0] == '\0')
        table_builder_empty(builder);
    else
        add_cell(builder, (struct cell){clean_text(builder->arena, text, faults), NAN, CELL_TEXT});
    return NULL;
}

bool table_builder_has_room(const struct table_builder *builder)
{
    guint columns = MAX(builder->names->len, 1);
    return builder->cells->len / columns < TABLE_MAX_ROWS &&
           builder->cells->len + columns <= TABLE_MAX_CELLS;
}

const hai_table *table_builder_table(struct table_builder *builder)
{
    guint columns = builder->names->len;
    const struct cell *cells =
        arena_copy(builder->arena, builder->cells->data, builder->cells->len * sizeof(struct cell));
    g_ptr_array_add(builder->names, NULL);
    const char *const *names = arena_copy(builder->arena, builder->names->pdata,
                                          builder->names->len * sizeof *builder->names->pdata);
    return table_of_cells(builder->arena, names, (int32_t)columns, cells,
                          (int32_t)(builder->cells->len / MAX(columns, 1)));
}

const hai_table *table_of_cells(struct arena *arena, const char *const *names, int32_t columns,
                                const struct cell *cells, int32_t rows)
{
    struct hai_table *table = arena_alloc(arena, sizeof *table);
    *table = (struct hai_table){rows, columns, names, cells};
    return table;
}

const struct cell *table_cells(const hai_table *table)
{
    return table->cells;
}

static const struct cell *find_cell(const hai_table *table, int32_t row, int32_t column)
{
    if (row < 0 || row >= table->rows || column < 0 || column >= table->columns)
        return NULL;
    return &table->cells[(size_t)row * (size_t)table->columns + (size_t)column];
}

int32_t hai_table_rows(const hai_table *table)
{
    return table->rows;
}

int32_t hai_table_columns(const hai_table *table)
{
    return table->columns;
}

const char *hai_table_column_name(const hai_table *table, int32_t column)
{
    return column >= 0 && column < table->columns ? table->names[column] : "";
}

int32_t hai_table_find_column(const hai_table *table, const char *name)
{
    for (int32_t i = 0; i < table->columns; i++)
        if (strcmp(table->names[i], name) == 0)
            return i;
    return -1;
}

const char *hai_table_text(const hai_table *table, int32_t row, int32_t column)
{
    const struct cell *cell = find_cell(table, row, column);
    return cell != NULL && cell->text != NULL ? cell->text : "";
}

double hai_table_number(const hai_table *table, int32_t row, int32_t column)
{
    const struct cell *cell = find_cell(table, row, column);
    return cell != NULL ? cell->number : NAN;
}

json_t *table_value(const hai_table *table, int32_t row, int32_t column)
{
    const struct cell *cell = find_cell(table, row, column);
    if (cell == NULL)
        return json_null();
    switch (cell->kind) {
    case CELL_TEXT:
        return json_string(cell->text);
    case CELL_INTEGER:
        return json_integer(g_ascii_strtoll(cell->text, NULL, 10));
    case CELL_REAL:
        return json_real(cell->number);
    case CELL_TRUE:
        return json_true();
    case CELL_FALSE:
        return json_false();
    case CELL_EMPTY:
        break;
    }
    return json_null();
}

const char *const *table_column_names(const hai_table *table)
{
    return table->names;
}
