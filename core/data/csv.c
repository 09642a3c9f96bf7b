// SPDX-License-Identifier: MIT
//
// Tables from CSV. libcsv knows the format but no lines, so it is fed line by line, and what its
// calls back bring up is placed at the line at hand.
#include <csv.h>
#include <errno.h>
#include <limits.h>
#include <string.h>

#include "base/decimal.h"
#include "data/table_build.h"

struct reader {
    struct table_builder *builder;
    const struct source *source;
    int line;        // at hand, from 1
    int record_line; // on which the row at hand starts
    guint count;     // cells of the row so far
    guint rows;      // ended so far
    bool has_header, header_ok;
    bool has_room;
    bool ok;
};

static void complain(struct reader *reader, int line, const char *code, const char *hint,
                     const char *text)
{
    struct place place = {.source = reader->source, .line = line, .column = 1};
    report_add(reader->builder->report, SEVERITY_ERROR, code, place, hint, "%s", text);
    reader->ok = false;
}

static void add_name(struct reader *reader, const char *name)
{
    const char *wrong = table_builder_column(reader->builder, name);
    if (wrong != NULL)
        complain(reader, reader->record_line, "data.header",
                 "the first line names the columns, each differently", wrong);
}

static void add_text(struct reader *reader, const char *text)
{
    struct clean_faults faults = {0};
    const char *limit = table_builder_text(reader->builder, text, &faults);
    const char *words = clean_faults_words(reader->builder->arena, &faults);
    struct place place = {.source = reader->source, .line = reader->line, .column = 1};
    if (words != NULL)
        report_add(reader->builder->report, SEVERITY_WARNING, "text.control", place, NULL,
                   "cell %u has %s", reader->count + 1, words);
    if (limit == NULL)
        return;
    report_add(reader->builder->report, SEVERITY_ERROR, "text.limit", place, NULL, "cell %u %s",
               reader->count + 1, limit);
    reader->ok = false;
}

// True for an integer that fits 64 bits. One that does not keeps its digits in its text.
static bool is_integer(const char *text)
{
    if (strpbrk(text, ".eE") != NULL)
        return false;
    errno = 0;
    (void)g_ascii_strtoll(text, NULL, 10);
    return errno == 0;
}

// libcsv has a cell; it is NUL-terminated behind its `size` bytes.
static void take_cell(void *bytes, size_t size, void *data)
{
    struct reader *reader = data;
    const char *text = size > 0 ? bytes : "";
    double number;

    // Cells that the header has no column for, or after a mistake, are only counted.
    bool wanted = reader->ok && reader->has_room && reader->count < reader->builder->names->len;
    if (!reader->has_header)
        add_name(reader, text);
    else if (wanted && decimal_parse(text, &number))
        table_builder_number(reader->builder, is_integer(text) ? CELL_INTEGER : CELL_REAL, text,
                             number);
    else if (wanted)
        add_text(reader, text);
    reader->count++;
}

// libcsv is at the end of a row.
static void take_row(int terminator, void *data)
{
    struct reader *reader = data;
    (void)terminator;
    guint columns = reader->builder->names->len;
    if (!reader->has_header) {
        reader->has_header = true;
        reader->header_ok = reader->ok;
    } else if (reader->header_ok && reader->count != columns) {
        char *text = g_strdup_printf("this row has %u cell%s, the header has %u", reader->count,
                                     reader->count == 1 ? "" : "s", columns);
        complain(reader, reader->record_line, "data.ragged",
                 "a cell that holds a comma stands between double quotes", text);
        g_free(text);
    }
    reader->count = 0;
    reader->rows++;
    reader->has_room = table_builder_has_room(reader->builder);
}

static bool check_text(struct reader *reader)
{
    const struct source *source = reader->source;
    const char *bad;
    if (g_utf8_validate_len(source->text, source->length, &bad))
        return true;
    report_add(reader->builder->report, SEVERITY_ERROR, "data.encoding",
               place_at(source, (size_t)(bad - source->text), 1),
               "save the file as UTF-8; it may be GBK now",
               *bad == '\0' ? "a NUL byte" : "not UTF-8");
    reader->ok = false;
    return false;
}

static void report_quote(struct reader *reader, size_t offset)
{
    report_add(reader->builder->report, SEVERITY_ERROR, "data.quote",
               place_at(reader->source, offset, 1),
               "a quote within a cell is written twice, and the cell stands between quotes",
               "a quote in the wrong place");
    reader->ok = false;
}

// Feed one line with its end. False after a mistake in the format, which ends the reading, for what
// follows cannot be told apart.
static bool feed_line(struct reader *reader, struct csv_parser *parser, const char *line,
                      size_t size)
{
    size_t taken = csv_parse(parser, line, size, take_cell, take_row, reader);
    if (taken == size)
        return true;
    if (csv_error(parser) == CSV_ENOMEM)
        g_error("out of memory");
    report_quote(reader, (size_t)(line - reader->source->text) + taken);
    return false;
}

static void feed_text(struct reader *reader, struct csv_parser *parser)
{
    const char *at = reader->source->text, *end = at + reader->source->length;
    bool continued = false; // a cell between quotes goes on over the end of a line
    if (g_str_has_prefix(at, "\xef\xbb\xbf"))
        at += 3;
    for (; at < end && reader->has_room && reader->line < INT_MAX; reader->line++) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));
        size_t size = (size_t)((newline != NULL ? newline + 1 : end) - at);
        guint rows = reader->rows;
        if (!continued)
            reader->record_line = reader->line;
        if (!feed_line(reader, parser, at, size))
            return;
        // No row comes of an empty line either.
        bool is_empty = strspn(at, " \t\r\n") >= size;
        continued = reader->rows == rows && (continued || !is_empty);
        at += size;
    }
    if (at < end)
        complain(reader, reader->line, "data.limit", NULL, "more rows than a table can hold");
    else if (csv_fini(parser, take_cell, take_row, reader) != 0)
        complain(reader, reader->record_line, "data.quote", "close it with '\"'",
                 "a quote that opens in this row is never closed");
}

const hai_table *table_from_csv(struct arena *arena, struct report *report,
                                const struct source *source)
{
    struct table_builder builder;
    table_builder_init(&builder, arena, report);
    struct reader reader = {
        .builder = &builder, .source = source, .line = 1, .has_room = true, .ok = true};

    const hai_table *table = NULL;
    struct csv_parser parser;
    unsigned char strict = CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL;
    if (!check_text(&reader))
        goto done;
    if (csv_init(&parser, strict) != 0)
        g_error("out of memory");
    feed_text(&reader, &parser);
    csv_free(&parser);

    if (reader.ok && builder.names->len == 0)
        complain(&reader, 1, "data.header", "the first line names the columns", "the CSV is empty");
    if (reader.ok)
        table = table_builder_table(&builder);
done:
    table_builder_finish(&builder);
    return table;
}
