// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "data/table.h"
#include "tests.h"

struct made {
    struct arena *arena;
    struct report *report;
    struct source source;
    json_t *root;
    const hai_table *table;
};

static struct made make_table(const char *text)
{
    struct made made = {.arena = arena_new(), .report = report_new()};
    made.root = json_loads(text, JSON_DECODE_ANY, NULL);
    assert_non_null(made.root);
    made.source = (struct source){"a.json", text, strlen(text)};
    return made;
}

// The table of a text; it must not move between reading and finishing.
static void read_table(struct made *made, const char *text)
{
    *made = make_table(text);
    made->table = table_from_json(made->arena, made->report, made->root, &made->source, "");
}

static void made_finish(struct made *made)
{
    json_decref(made->root);
    report_free(made->report);
    arena_free(made->arena);
}

static void objects_become_rows(void **state)
{
    (void)state;
    struct made made;
    read_table(&made, "[{\"name\": \"郑州\", \"gdp\": 306.8},"
                      " {\"gdp\": 9007199254740993, \"up\": true, \"name\": null}, {}]");
    assert_non_null(made.table);
    assert_int_equal(hai_table_rows(made.table), 3);
    assert_int_equal(hai_table_columns(made.table), 3);
    assert_string_equal(hai_table_column_name(made.table, 0), "name");
    assert_string_equal(hai_table_column_name(made.table, 1), "gdp");
    assert_string_equal(hai_table_column_name(made.table, 2), "up");
    assert_string_equal(hai_table_text(made.table, 0, 1), "306.8");
    assert_string_equal(hai_table_text(made.table, 1, 1), "9007199254740993");
    assert_string_equal(hai_table_text(made.table, 1, 0), "");
    assert_string_equal(hai_table_text(made.table, 1, 2), "true");
    assert_true(isnan(hai_table_number(made.table, 1, 2)));
    assert_true(hai_table_number(made.table, 0, 1) == 306.8);
    assert_true(json_is_true(table_value(made.table, 1, 2)));
    assert_true(json_is_null(table_value(made.table, 2, 0)));
    made_finish(&made);
}

static void arrays_become_rows(void **state)
{
    (void)state;
    struct made made;
    read_table(&made, "[[\"name\", \"value\"], [\"a\", 1], [null, -0.0]]");
    assert_non_null(made.table);
    assert_int_equal(hai_table_rows(made.table), 2);
    assert_string_equal(hai_table_text(made.table, 0, 0), "a");
    assert_string_equal(hai_table_text(made.table, 1, 1), "0");
    made_finish(&made);

    read_table(&made, "[]");
    assert_non_null(made.table);
    assert_int_equal(hai_table_rows(made.table), 0);
    assert_int_equal(hai_table_columns(made.table), 0);
    assert_null(table_column_names(made.table)[0]);
    made_finish(&made);
}

static void check_error(const char *text, const char *code, int column, const char *words)
{
    struct made made;
    read_table(&made, text);
    assert_null(made.table);
    assert_int_equal(report_errors(made.report), 1);
    const struct message *message = report_message(made.report, 0);
    assert_string_equal(message->code, code);
    assert_int_equal(message->place.column, column);
    if (strstr(message->text, words) == NULL)
        fail_msg("'%s' has no '%s'", message->text, words);
    made_finish(&made);
}

static void mistakes_have_places(void **state)
{
    (void)state;
    check_error("{}", "data.type", 1, "rows must be a list");
    check_error("[1]", "data.type", 2, "a row must be an object");
    check_error("[{\"a\": 1}, [1]]", "data.type", 12, "a row must be an object");
    check_error("[{\"a\": {}}]", "data.type", 8, "a cell must be");
    check_error("[{\"\": 1}]", "data.header", 7, "a column has no name");
    check_error("[[\"a\", \"a\"]]", "data.header", 8, "two columns have the same name");
    check_error("[[\"a\", 1]]", "data.header", 8, "names of the columns");
    check_error("[[\"a\", \"b\"], [1]]", "data.ragged", 14, "this row has 1 cell,");
    check_error("[[\"a\"], {\"a\": 1}]", "data.type", 9, "a row must be a list");
    check_error("[[\"a\"], [[]]]", "data.type", 10, "a cell must be");
}

static void controls_are_cleaned(void **state)
{
    (void)state;
    struct made made;
    read_table(&made, "[{\"a\": \"x\"}, {\"a\": \"\\u202ex\"}]");
    assert_non_null(made.table);
    assert_string_equal(hai_table_text(made.table, 1, 0), "x");
    assert_int_equal(report_warnings(made.report), 1);
    assert_int_equal(report_message(made.report, 0)->place.column, 20);
    made_finish(&made);
}

int test_table(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_become_rows),
        cmocka_unit_test(arrays_become_rows),
        cmocka_unit_test(mistakes_have_places),
        cmocka_unit_test(controls_are_cleaned),
    };
    return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
