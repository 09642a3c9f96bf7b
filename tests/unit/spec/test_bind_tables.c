// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <string.h>

#include "stamp.h"
#include "tests.h"

#define ROWS "\"rows\": [{\"name\": \"a\", \"value\": 1}]"

static void columns_are_found(void **state)
{
    (void)state;
    struct bound bound;
    // The columns come before their table.
    bind_text(&bound,
              "{\"other_column\": \"y\", \"value_column\": \"b\","
              " \"rows\": [[\"a\", \"b\", \"name\"]], \"others\": [[\"x\", \"y\"]],"
              " \"marks\": [{\"at\": 1, \"column\": \"b\"}]}",
              NULL);
    assert_true(bound.ok);
    assert_int_equal(bound.stamp.name_column, 2);
    assert_int_equal(bound.stamp.value_column, 1);
    assert_int_equal(bound.stamp.other_column, 1);
    assert_int_equal(((const struct mark *)bound.stamp.marks.items)->column, 1);
    bound_finish(&bound);
}

static void columns_may_be_absent(void **state)
{
    (void)state;
    struct bound bound;
    bind_text(&bound, "{\"rows\": [[\"value\"]], \"others\": [[\"x\"]]}", NULL);
    assert_true(bound.ok);
    assert_int_equal(bound.stamp.name_column, -1);
    assert_int_equal(bound.stamp.value_column, 0);
    assert_int_equal(bound.stamp.other_column, -1);
    bound_finish(&bound);

    bind_text(&bound, "{\"name_column\": \"x\"}", NULL);
    assert_true(bound.ok);
    assert_int_equal(bound.stamp.name_column, -1);
    bound_finish(&bound);
}

static void check_column(const char *text, const char *code, int column, const char *words,
                         const char *hint)
{
    struct bound bound;
    bind_text(&bound, text, NULL);
    assert_false(bound.ok);
    if (report_count(bound.report) != 1) {
        report_print(bound.report, stderr, false);
        fail_msg("%s: %u messages", text, report_count(bound.report));
    }
    const struct message *message = report_message(bound.report, 0);
    assert_string_equal(message->code, code);
    assert_int_equal(message->place.column, column);
    assert_non_null(strstr(message->text, words));
    if (hint != NULL)
        assert_non_null(strstr(message->hint, hint));
    bound_finish(&bound);
}

static void wrong_columns_are_errors(void **state)
{
    (void)state;
    check_column("{\"name_column\": \"nmae\", " ROWS "}", "option.column", 17, "no column 'nmae'",
                 "did you mean 'name'?");
    check_column("{\"name_column\": \"x\", " ROWS "}", "option.column", 17, "no column 'x'",
                 "the columns are: name, value");
    check_column("{\"name_column\": 1, " ROWS "}", "option.type", 17,
                 "must be the name of a column, is a number", NULL);
    check_column("{\"rows\": [{\"name\": \"a\"}]}", "option.column", 1,
                 "the stamp needs a column for 'value_column', and the table has no 'value'",
                 "name it with \"value_column\"; the columns are: name");
    check_column("{" ROWS ", \"marks\": [{\"at\": 1, \"column\": \"valeu\"}]}", "option.column", 69,
                 "no column 'valeu'", "did you mean 'value'?");
}

static void a_wrong_table_is_told_once(void **state)
{
    (void)state;
    check_column("{\"name_column\": \"x\", \"rows\": 5}", "data.type", 30, "rows must be a list",
                 NULL);
    check_column("{\"rows\": [{\"value\": [1]}]}", "data.type", 21, "a cell must be a text", NULL);
}

int test_bind_tables(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_found),
        cmocka_unit_test(columns_may_be_absent),
        cmocka_unit_test(wrong_columns_are_errors),
        cmocka_unit_test(a_wrong_table_is_told_once),
    };
    return cmocka_run_group_tests_name("bind tables", tests, NULL, NULL);
}
