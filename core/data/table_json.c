// SPDX-License-Identifier: MIT
//
// Tables from JSON: an array of objects, or of arrays of which the first is the header.
#include <string.h>

#include "base/decimal.h"
#include "data/table_build.h"
#include "spec/locate.h"

// Where the rows stand, for messages; pointers are made only when there is something to say.
struct rows {
    struct table_builder *builder;
    json_t *array;
    const struct source *source;
    const char *pointer;
    bool ok;
};

static struct place rows_place(const struct rows *rows, enum severity severity, const char *pointer)
{
    if (report_is_full(rows->builder->report, severity))
        return (struct place){.pointer = pointer};
    return locate_value(rows->source, pointer);
}

static void complain(struct rows *rows, const char *pointer, const char *code, const char *hint,
                     const char *text)
{
    report_add(rows->builder->report, SEVERITY_ERROR, code,
               rows_place(rows, SEVERITY_ERROR, pointer), hint, "%s", text);
    rows->ok = false;
}

static void complain_row(struct rows *rows, size_t index, const char *code, const char *hint,
                         const char *text)
{
    complain(rows, pointer_item(rows->builder->arena, rows->pointer, index), code, hint, text);
}

// The pointer of a cell: by key in an object, by index (key NULL) in an array.
static const char *cell_pointer(const struct rows *rows, size_t row, const char *key, size_t index)
{
    struct arena *arena = rows->builder->arena;
    const char *pointer = pointer_item(arena, rows->pointer, row);
    return key != NULL ? pointer_member(arena, pointer, key) : pointer_item(arena, pointer, index);
}

static void add_text(struct rows *rows, const char *text, size_t row, const char *key, size_t index)
{
    struct table_builder *builder = rows->builder;
    struct clean_faults faults = {0};
    const char *limit = table_builder_text(builder, text, &faults);
    const char *words = clean_faults_words(builder->arena, &faults);
    if (limit == NULL && words == NULL)
        return;

    const char *pointer = cell_pointer(rows, row, key, index);
    if (words != NULL)
        report_add(builder->report, SEVERITY_WARNING, "text.control",
                   rows_place(rows, SEVERITY_WARNING, pointer), NULL, "this cell has %s", words);
    if (limit != NULL) {
        char *wrong = g_strdup_printf("this cell %s", limit);
        complain(rows, pointer, "text.limit", NULL, wrong);
        g_free(wrong);
    }
}

static void add_value(struct rows *rows, json_t *value, size_t row, const char *key, size_t index)
{
    struct table_builder *builder = rows->builder;
    char text[DECIMAL_BYTES];
    if (value == NULL || json_is_null(value)) {
        table_builder_empty(builder);
    } else if (json_is_string(value)) {
        add_text(rows, json_string_value(value), row, key, index);
    } else if (json_is_integer(value)) {
        json_int_t number = json_integer_value(value);
        (void)g_snprintf(text, sizeof text, "%" JSON_INTEGER_FORMAT, number);
        table_builder_number(builder, CELL_INTEGER, text, (double)number);
    } else if (json_is_real(value)) {
        decimal_shortest(json_real_value(value), text);
        table_builder_number(builder, CELL_REAL, text, json_real_value(value) + 0.0);
    } else if (json_is_boolean(value)) {
        table_builder_bool(builder, json_is_true(value));
    } else {
        complain(rows, cell_pointer(rows, row, key, index), "data.type", NULL,
                 "a cell must be a text, a number, true, false or null");
    }
}

// Columns are the keys of all rows, as they first appear.
static void read_keys(struct rows *rows)
{
    size_t i;
    json_t *row;
    json_array_foreach(rows->array, i, row)
    {
        if (!json_is_object(row)) {
            complain_row(rows, i, "data.type", "write { … }, as in the first row",
                         "a row must be an object");
            continue;
        }
        const char *key;
        json_t *value;
        json_object_foreach(row, key, value)
        {
            if (table_builder_find(rows->builder, key) >= 0)
                continue;
            const char *wrong = table_builder_column(rows->builder, key);
            if (wrong == NULL)
                continue;
            complain(rows, cell_pointer(rows, i, key, 0), "data.header", NULL, wrong);
            return;
        }
    }
}

static void read_objects(struct rows *rows)
{
    read_keys(rows);
    if (!rows->ok)
        return;
    size_t i;
    json_t *row;
    json_array_foreach(rows->array, i, row)
    {
        if (!table_builder_has_room(rows->builder)) {
            complain_row(rows, i, "data.limit", NULL, "more rows than a table can hold");
            return;
        }
        for (guint j = 0; j < rows->builder->names->len; j++) {
            const char *name = rows->builder->names->pdata[j];
            add_value(rows, json_object_get(row, name), i, name, 0);
        }
    }
}

static void read_header(struct rows *rows)
{
    size_t i;
    json_t *name;
    json_array_foreach(json_array_get(rows->array, 0), i, name)
    {
        const char *wrong = "the first row holds the names of the columns";
        if (json_is_string(name))
            wrong = table_builder_column(rows->builder, json_string_value(name));
        if (wrong == NULL)
            continue;
        complain(rows, cell_pointer(rows, 0, NULL, i), "data.header", NULL, wrong);
        return;
    }
}

static void read_arrays(struct rows *rows)
{
    read_header(rows);
    guint columns = rows->builder->names->len;
    for (size_t i = 1; rows->ok && i < json_array_size(rows->array); i++) {
        json_t *row = json_array_get(rows->array, i);
        if (!table_builder_has_room(rows->builder)) {
            complain_row(rows, i, "data.limit", NULL, "more rows than a table can hold");
        } else if (!json_is_array(row)) {
            complain_row(rows, i, "data.type", "write [ … ], as in the first row",
                         "a row must be a list");
        } else if (json_array_size(row) != columns) {
            char *text =
                g_strdup_printf("this row has %zu cell%s, the header has %u", json_array_size(row),
                                json_array_size(row) == 1 ? "" : "s", columns);
            complain_row(rows, i, "data.ragged", "null stands for an empty cell", text);
            g_free(text);
        } else {
            for (size_t j = 0; j < columns; j++)
                add_value(rows, json_array_get(row, j), i, NULL, j);
        }
    }
}

const hai_table *table_from_json(struct arena *arena, struct report *report, json_t *array,
                                 const struct source *source, const char *pointer)
{
    struct table_builder builder;
    table_builder_init(&builder, arena, report);
    struct rows rows = {&builder, array, source, pointer, true};

    json_t *first = json_array_get(array, 0);
    if (!json_is_array(array))
        complain(&rows, pointer, "data.type", "write [{ … }, { … }]", "rows must be a list");
    else if (json_is_array(first))
        read_arrays(&rows);
    else
        read_objects(&rows);

    const hai_table *table = rows.ok ? table_builder_table(&builder) : NULL;
    table_builder_finish(&builder);
    return table;
}
