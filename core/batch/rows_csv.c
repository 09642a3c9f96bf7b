// SPDX-License-Identifier: MIT
//
// Rows from CSV, fed to libcsv line by line, so that a row begins at a line that is known.
#include <csv.h>
#include <errno.h>
#include <string.h>

#include "base/decimal.h"
#include "batch/rows_read.h"

struct rows_csv {
    struct csv_parser parser;
    GPtrArray *names; // of the columns
    GPtrArray *cells; // texts of the row at hand
    GString *json;    // the row as an object
    bool has_names, is_ended;
};

static void take_cell(void *bytes, size_t size, void *data)
{
    struct rows_csv *csv = data;
    if (csv->cells->len <= ROWS_MAX_COLUMNS) // one more tells that there are too many
        g_ptr_array_add(csv->cells, g_strndup(size > 0 ? bytes : "", size));
}

static void take_row(int terminator, void *data)
{
    struct rows_csv *csv = data;
    (void)terminator;
    csv->is_ended = true;
}

static void make_parser(struct rows_csv *csv)
{
    if (csv_init(&csv->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL) != 0)
        g_error("out of memory");
}

void rows_csv_restart(struct rows *rows)
{
    rows_csv_free(rows->csv);
    rows->csv = g_new0(struct rows_csv, 1);
    make_parser(rows->csv);
    rows->csv->names = g_ptr_array_new_with_free_func(g_free);
    rows->csv->cells = g_ptr_array_new_with_free_func(g_free);
    rows->csv->json = g_string_new(NULL);
}

void rows_csv_free(struct rows_csv *csv)
{
    if (csv == NULL)
        return;
    csv_free(&csv->parser);
    g_ptr_array_free(csv->names, TRUE);
    g_ptr_array_free(csv->cells, TRUE);
    g_string_free(csv->json, TRUE);
    g_free(csv);
}

// A number keeps how it is written, or stays a text, which binds as a number, too.
static json_t *cell_value(const char *text)
{
    double number;
    char shortest[DECIMAL_BYTES];
    if (*text == '\0')
        return json_null();
    if (!decimal_parse(text, &number))
        return json_string(text);
    errno = 0;
    json_int_t integer = g_ascii_strtoll(text, NULL, 10);
    (void)g_snprintf(shortest, sizeof shortest, "%" JSON_INTEGER_FORMAT, integer);
    if (errno == 0 && strcmp(shortest, text) == 0)
        return json_integer(integer);
    decimal_shortest(number, shortest);
    return strcmp(shortest, text) == 0 ? json_real(number) : json_string(text);
}

static int append(const char *bytes, size_t size, void *json)
{
    g_string_append_len(json, bytes, (gssize)size);
    return 0;
}

// False where the value is none.
static bool write_value(GString *json, json_t *value)
{
    bool ok = value != NULL &&
              json_dump_callback(value, append, json, JSON_COMPACT | JSON_ENCODE_ANY) == 0;
    json_decref(value);
    return ok;
}

static enum rows_step make_row(struct rows *rows, struct row *row)
{
    const struct rows_csv *csv = rows->csv;
    row->number = ++rows->number;
    if (csv->cells->len != csv->names->len)
        return rows_complain(rows, row, ROWS_WRONG, "row.ragged",
                             "a cell that holds a comma stands between double quotes",
                             "this row has %u cells, the header has %u", csv->cells->len,
                             csv->names->len);
    GString *json = csv->json;
    g_string_truncate(json, 0);
    for (guint i = 0; i < csv->cells->len; i++) {
        g_string_append_c(json, i == 0 ? '{' : ',');
        (void)write_value(json, json_string(csv->names->pdata[i]));
        g_string_append_c(json, ':');
        if (!write_value(json, cell_value(csv->cells->pdata[i])))
            return rows_complain(
                rows, row, ROWS_WRONG, "row.encoding", "save the file as UTF-8; it may be GBK now",
                "the cell of '%s' is not UTF-8", (const char *)csv->names->pdata[i]);
    }
    g_string_append_c(json, '}');
    row->json = json;
    return ROWS_ROW;
}

// The first row. ROWS_ROW: go on.
static enum rows_step take_names(struct rows *rows, struct row *row)
{
    struct rows_csv *csv = rows->csv;
    const char *wrong = csv->cells->len > ROWS_MAX_COLUMNS ? "more than 256 columns" : NULL;
    for (guint i = 0; i < csv->cells->len && wrong == NULL; i++) {
        const char *name = csv->cells->pdata[i];
        if (*name == '\0')
            wrong = "a column has no name";
        else if (!g_utf8_validate(name, -1, NULL))
            wrong = "not UTF-8; it may be GBK";
        for (guint k = 0; k < i && wrong == NULL; k++)
            if (strcmp(csv->cells->pdata[k], name) == 0)
                wrong = "two columns have the same name";
    }
    if (wrong != NULL)
        return rows_complain(rows, row, ROWS_BROKEN, "row.header",
                             "the first line names the columns, each differently", "%s", wrong);
    GPtrArray *names = csv->names;
    csv->names = csv->cells;
    csv->cells = names;
    csv->has_names = true;
    return ROWS_ROW;
}

// Feed lines until a row ends. ROWS_ROW: it is in csv->cells. Each row starts anew, so that one
// that is wrong takes no other with it, as long as its quotes are closed.
static enum rows_step feed_row(struct rows *rows, struct row *row)
{
    struct rows_csv *csv = rows->csv;
    size_t bytes = 0;
    bool is_long, is_continued = false;
    g_ptr_array_set_size(csv->cells, 0);
    csv->is_ended = false;
    while (!csv->is_ended && rows_line(rows, &is_long)) {
        GString *text = rows->text;
        if (!is_continued)
            row->line = rows->line;
        rows->line++;
        bool is_empty = !is_long && strspn(text->str, " \t\r") == text->len;
        is_continued = is_continued || !is_empty;
        bytes += text->len;
        g_string_append_c(text, '\n');
        if (is_long || bytes > ROWS_MAX_BYTES)
            return rows_complain(rows, row, ROWS_BROKEN, "row.limit",
                                 "is a double quote left open?", "a row of more than 1 MiB");
        if (csv_parse(&csv->parser, text->str, text->len, take_cell, take_row, csv) != text->len)
            return rows_complain(
                rows, row, ROWS_BROKEN, "row.quote",
                "a quote within a cell is written twice, and the cell stands between quotes",
                "a quote in the wrong place");
    }
    if (csv->is_ended)
        return ROWS_ROW;
    if (csv_fini(&csv->parser, take_cell, take_row, csv) != 0)
        return rows_complain(rows, row, ROWS_BROKEN, "row.quote", "close it with '\"'",
                             "a quote that opens in this row is never closed");
    return csv->is_ended ? ROWS_ROW : ROWS_END;
}

enum rows_step rows_next_record(struct rows *rows, struct row *row)
{
    enum rows_step step = feed_row(rows, row);
    if (step == ROWS_ROW && !rows->csv->has_names) {
        step = take_names(rows, row);
        if (step == ROWS_ROW)
            step = feed_row(rows, row);
    } else if (step == ROWS_END && !rows->csv->has_names) {
        return rows_complain(rows, row, ROWS_BROKEN, "row.header",
                             "the first line names the columns", "the CSV is empty");
    }
    return step == ROWS_ROW ? make_row(rows, row) : step;
}
