// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "data/table.h"
#include "tests.h"

struct read {
    struct arena *arena;
    struct report *report;
    struct source source;
    const hai_table *table;
};

static struct read read_bytes(const char *text, size_t length)
{
    struct read read = {.arena = arena_new(), .report = report_new()};
    // A copy of its own, so that a step too far is seen.
    char *copy = malloc(length + 1);
    assert_non_null(copy);
    memcpy(copy, text, length);
    copy[length] = '\0';
    read.source = (struct source){"a.csv", copy, length};
    read.table = table_from_csv(read.arena, read.report, &read.source);
    return read;
}

static struct read read_text(const char *text)
{
    return read_bytes(text, strlen(text));
}

static void read_finish(struct read *read)
{
    report_free(read->report);
    arena_free(read->arena);
    free((char *)(uintptr_t)read->source.text);
}

static void cells_are_read(void **state)
{
    (void)state;
    struct read read = read_text("name,value,note\n"
                                 "郑州, 306.80 ,\"a, \"\"b\"\"\nc\"\r\n"
                                 "\r\n"
                                 "\"\",9007199254740993,007\n"
                                 "x,1e3,true");
    assert_non_null(read.table);
    assert_int_equal(report_count(read.report), 0);
    assert_int_equal(hai_table_rows(read.table), 3);
    assert_int_equal(hai_table_columns(read.table), 3);
    assert_string_equal(hai_table_column_name(read.table, 1), "value");
    assert_string_equal(hai_table_column_name(read.table, 3), "");
    assert_int_equal(hai_table_find_column(read.table, "note"), 2);
    assert_int_equal(hai_table_find_column(read.table, "Note"), -1);
    assert_string_equal(hai_table_text(read.table, 0, 0), "郑州");
    assert_string_equal(hai_table_text(read.table, 0, 1), "306.80");
    assert_true(hai_table_number(read.table, 0, 1) == 306.8);
    assert_string_equal(hai_table_text(read.table, 0, 2), "a, \"b\"\nc");
    assert_string_equal(hai_table_text(read.table, 1, 0), "");
    assert_string_equal(hai_table_text(read.table, 1, 1), "9007199254740993");
    assert_string_equal(hai_table_text(read.table, 1, 2), "007");
    assert_true(isnan(hai_table_number(read.table, 1, 2)));
    assert_true(isnan(hai_table_number(read.table, 1, 0)));
    assert_true(hai_table_number(read.table, 2, 1) == 1000);
    assert_string_equal(hai_table_text(read.table, 3, 0), "");
    assert_string_equal(hai_table_text(read.table, -1, 0), "");
    assert_string_equal(hai_table_text(read.table, 0, -1), "");
    assert_true(isnan(hai_table_number(read.table, 0, 3)));
    assert_null(table_column_names(read.table)[3]);
    read_finish(&read);
}

static void cells_have_types(void **state)
{
    (void)state;
    struct read read =
        read_text("a,b,c,d,e\n9007199254740993,1.5,x,,99999999999999999999\n=1+1,-0,+1,@x,-x\n");
    assert_non_null(read.table);
    json_t *value = table_value(read.table, 0, 0);
    assert_int_equal(json_integer_value(value), 9007199254740993);
    json_decref(value);
    value = table_value(read.table, 0, 1);
    assert_true(json_is_real(value));
    json_decref(value);
    value = table_value(read.table, 0, 2);
    assert_string_equal(json_string_value(value), "x");
    json_decref(value);
    assert_true(json_is_null(table_value(read.table, 0, 3)));
    assert_true(json_is_null(table_value(read.table, 9, 9)));
    // More digits than an integer holds: the text has them all.
    value = table_value(read.table, 0, 4);
    assert_true(json_is_real(value));
    json_decref(value);
    assert_string_equal(hai_table_text(read.table, 0, 4), "99999999999999999999");
    // What a spreadsheet would run is plain text.
    assert_string_equal(hai_table_text(read.table, 1, 0), "=1+1");
    assert_string_equal(hai_table_text(read.table, 1, 2), "+1");
    assert_false(signbit(hai_table_number(read.table, 1, 1)));
    read_finish(&read);
}

static void small_files_are_read(void **state)
{
    (void)state;
    struct read read = read_text("\xef\xbb\xbf"
                                 "name\n");
    assert_non_null(read.table);
    assert_int_equal(hai_table_rows(read.table), 0);
    assert_string_equal(hai_table_column_name(read.table, 0), "name");
    read_finish(&read);

    read = read_text("a");
    assert_non_null(read.table);
    assert_int_equal(hai_table_columns(read.table), 1);
    read_finish(&read);

    read = read_text("a\r1\r2\r");
    assert_non_null(read.table);
    assert_int_equal(hai_table_rows(read.table), 2);
    read_finish(&read);
}

static void check_bytes(const char *text, size_t length, const char *code, int line,
                        const char *words)
{
    struct read read = read_bytes(text, length);
    assert_null(read.table);
    assert_int_equal(report_errors(read.report), 1);
    const struct message *message = report_message(read.report, 0);
    assert_string_equal(message->code, code);
    assert_int_equal(message->place.line, line);
    if (strstr(message->text, words) == NULL)
        fail_msg("'%s' has no '%s'", message->text, words);
    read_finish(&read);
}

static void check_error(const char *text, const char *code, int line, const char *words)
{
    check_bytes(text, strlen(text), code, line, words);
}

static void mistakes_have_lines(void **state)
{
    (void)state;
    check_error("a,b\n1,2\n1\n", "data.ragged", 3, "this row has 1 cell, the header has 2");
    check_error("a,b\n\n\n1,2,3\n", "data.ragged", 4, "this row has 3 cells, the header has 2");
    check_error("a,b\n\"x\ny\",2\n\"x\n\ny\"\n", "data.ragged", 4, "1 cell");
    check_error("a,b\n1,2\n\"x,2\n3,4\n", "data.quote", 3, "never closed");
    check_error("a,b\n1,2\nx\"y,2\n3,4\n", "data.quote", 3, "a quote in the wrong place");
    check_error("a,b\n\"x\"y,2\n", "data.quote", 2, "a quote in the wrong place");
    check_error("", "data.header", 1, "the CSV is empty");
    check_error("\n\n", "data.header", 1, "the CSV is empty");
    check_error("a,,b\n1,2,3\n", "data.header", 1, "a column has no name");
    check_error("\na,b,a\n1,2,3\n", "data.header", 2, "two columns have the same name");
    check_error("a,b\n\xd6\xd0,2\n", "data.encoding", 2, "not UTF-8");
    check_bytes("a,b\nx\0y,2\n", 10, "data.encoding", 2, "a NUL byte");
}

static void all_ragged_rows_are_told(void **state)
{
    (void)state;
    struct read read = read_text("a,b\n1\n1,2\n1,2,3\n");
    assert_null(read.table);
    assert_int_equal(report_errors(read.report), 2);
    assert_int_equal(report_message(read.report, 0)->place.line, 2);
    assert_int_equal(report_message(read.report, 1)->place.line, 4);
    read_finish(&read);
}

static void cells_are_cleaned(void **state)
{
    (void)state;
    struct read read = read_text("a\nx\n\x1b[31m\n");
    assert_non_null(read.table);
    assert_string_equal(hai_table_text(read.table, 1, 0), "\xef\xbf\xbd[31m");
    assert_int_equal(report_warnings(read.report), 1);
    assert_int_equal(report_message(read.report, 0)->place.line, 3);
    read_finish(&read);
}

// A text of `count` repeated parts behind a head.
static struct read read_repeated(const char *head, const char *part, size_t count, const char *tail)
{
    size_t head_size = strlen(head), size = strlen(part), tail_size = strlen(tail);
    char *text = malloc(head_size + size * count + tail_size + 1);
    assert_non_null(text);
    memcpy(text, head, head_size);
    for (size_t i = 0; i < count; i++)
        memcpy(text + head_size + i * size, part, size);
    memcpy(text + head_size + size * count, tail, tail_size + 1);
    struct read read = read_text(text);
    free(text);
    return read;
}

static void sizes_are_bounded(void **state)
{
    (void)state;
    struct read read = read_repeated("a\n", "1\n", TABLE_MAX_ROWS, "");
    assert_non_null(read.table);
    assert_int_equal(hai_table_rows(read.table), TABLE_MAX_ROWS);
    read_finish(&read);
    read = read_repeated("a\n", "1\n", TABLE_MAX_ROWS + 1, "");
    assert_null(read.table);
    assert_string_equal(report_message(read.report, 0)->code, "data.limit");
    assert_int_equal(report_message(read.report, 0)->place.line, TABLE_MAX_ROWS + 2);
    read_finish(&read);

    read = read_repeated("a\n", "x ", 8193, "\n");
    assert_null(read.table);
    assert_string_equal(report_message(read.report, 0)->code, "text.limit");
    read_finish(&read);

    for (int count = 256; count <= 257; count++) {
        char text[4096] = "c";
        for (int i = 1; i < count; i++)
            (void)snprintf(text + strlen(text), sizeof text - strlen(text), ",c%d", i);
        read = read_text(text);
        assert_int_equal(read.table != NULL, count == 256);
        read_finish(&read);
    }
}

int test_csv(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_are_read),           cmocka_unit_test(cells_have_types),
        cmocka_unit_test(small_files_are_read),     cmocka_unit_test(mistakes_have_lines),
        cmocka_unit_test(all_ragged_rows_are_told), cmocka_unit_test(cells_are_cleaned),
        cmocka_unit_test(sizes_are_bounded),
    };
    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
