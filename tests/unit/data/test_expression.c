// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "data/expression.h"
#include "tests.h"

// One row: numbers, texts, a Chinese name, names with signs, and cells that are missing.
static const char *const names[] = {"year", "第三产业", "GDP (亿元)", "name", "none",
                                    "code", "up",       "and",        NULL};

static void row_of(struct cell cells[8])
{
    cells[0] = cell_number(2020);
    cells[1] = cell_number(551973.7);
    cells[2] = cell_number(1013567);
    cells[3] = cell_text("华东");
    cells[4] = cell_empty();
    cells[5] = cell_text("12");
    cells[6] = cell_bool(true);
    cells[7] = cell_number(7);
}

static char *evaluate(const char *text)
{
    struct cell cells[8];
    const struct cell *columns[8];
    row_of(cells);
    for (int i = 0; i < 8; i++)
        columns[i] = &cells[i];
    struct arena *arena = arena_new();
    struct expression_error error = {0};
    const struct expression *expression = expression_parse(arena, text, names, &error);
    if (expression == NULL)
        fail_msg("'%s': %s at %zu", text, error.text, error.offset);
    struct expression_rows rows = {.arena = arena, .columns = columns};
    struct cell cell = expression_value(expression, &rows, 0);
    cell_write(arena, &cell);
    char *shown = g_strdup(cell.text != NULL ? cell.text : "-");
    arena_free(arena);
    return shown;
}

static void gives(const char *text, const char *wanted)
{
    char *shown = evaluate(text);
    if (strcmp(shown, wanted) != 0)
        fail_msg("'%s' gives '%s', not '%s'", text, shown, wanted);
    g_free(shown);
}

static void arithmetic_is_that_of_people(void **state)
{
    (void)state;
    gives("1 + 2 * 3", "7");
    gives("(1 + 2) * 3", "9");
    gives("10 - 4 - 3", "3");
    gives("48 / 4 / 3", "4");
    gives("-year + - -1", "-2019");
    gives("2 * -3", "-6");
    gives("0.1 + 0.2", "0.3");
    gives("306.8 - 300", "6.8");
    gives("0.07 * 100", "7");
    gives("1 / 3", "0.3333333333333333");
    gives("1e6 * 1.5", "1500000");
    gives("第三产业 / [GDP (亿元)] * 100", "54.45853110845164");
    gives("[and] + 1", "8");
    gives("6 × 7 ÷ 2 − 1", "20");
    gives("（1＋2）＊3", "9");
    gives("0 * -1", "0");
}

static void missing_stays_missing(void **state)
{
    (void)state;
    gives("none + 1", "-");
    gives("none * 0", "-");
    gives("-none", "-");
    gives("none & '元'", "-");
    gives("1 / 0", "-");
    gives("0 / 0", "-");
    gives("1e308 * 10", "-");
    gives("name + 1", "-");
    gives("none == 1", "-");
    gives("none != 1", "-");
    gives("none == missing", "-");
    gives("none is missing", "true");
    gives("none is not missing", "false");
    gives("year is missing", "false");
    gives("1 / 0 is missing", "true");
    gives("missing", "-");
    gives("''", "-");
}

static void conditions_compare(void **state)
{
    (void)state;
    gives("year >= 2015 and year < 2021", "true");
    gives("year ≥ 2021 or year ≤ 2010", "false");
    gives("year = 2020", "true");
    gives("year <> 2020", "false");
    gives("year ≠ 2019", "true");
    gives("name == \"华东\"", "true");
    gives("name == “华东”", "true");
    gives("name != '华北'", "true");
    gives("'甲' == 1", "false");
    gives("'甲' < 1", "-");
    gives("code == 12", "true");
    gives("code > 9", "true");
    gives("year == '2020'", "true");
    gives("'10' < '9'", "true");
    gives("up", "true");
    gives("up == true", "true");
    gives("not up", "false");
    gives("not (year > 2015 and name == '华北')", "true");
    gives("not not up", "true");
    gives("year > 2015 or year > 1 and false", "true");
    gives("name in ('华北', '华东')", "true");
    gives("name not in ('华北', '华东')", "false");
    gives("year in (2019, 2018 + 2)", "true");
    gives("none in (1, 2)", "-");
}

// Kleene: what is missing decides nothing, but need not be asked.
static void logic_has_three_values(void **state)
{
    (void)state;
    gives("none > 1 and false", "false");
    gives("false and none > 1", "false");
    gives("none > 1 and true", "-");
    gives("true and none > 1", "-");
    gives("none > 1 or true", "true");
    gives("true or none > 1", "true");
    gives("none > 1 or false", "-");
    gives("not (none > 1)", "-");
}

static void texts_are_joined(void **state)
{
    (void)state;
    gives("year & '年'", "2020年");
    gives("name & (0.1 + 0.2)", "华东0.3");
    gives("'a' & 'b' & 1 + 2", "ab3");
    gives("name & '区' == '华东区'", "true");
}

static void wrong(const char *text, size_t offset, size_t length, const char *words,
                  const char *hint)
{
    struct arena *arena = arena_new();
    struct expression_error error = {0};
    if (expression_parse(arena, text, names, &error) != NULL)
        fail_msg("'%s' reads", text);
    if (strstr(error.text, words) == NULL)
        fail_msg("'%s' says '%s', not '%s'", text, error.text, words);
    if (error.offset != offset || error.length != length)
        fail_msg("'%s': at %zu, %zu, not %zu, %zu", text, error.offset, error.length, offset,
                 length);
    if (hint != NULL && (error.hint == NULL || strstr(error.hint, hint) == NULL))
        fail_msg("'%s' hints '%s', not '%s'", text, error.hint, hint);
    arena_free(arena);
}

static void mistakes_have_places(void **state)
{
    (void)state;
    wrong("", 0, 0, "empty", NULL);
    wrong("year >", 6, 0, "ends too soon", NULL);
    wrong("year >= = 3", 8, 1, "'=' is out of place", NULL);
    wrong("yaer > 3", 0, 4, "no column 'yaer'", "did you mean 'year'?");
    wrong("第三产 > 3", 0, 9, "no column '第三产'", "did you mean '第三产业'?");
    wrong("year > 3 AND up", 9, 3, "'AND' follows", NULL);
    wrong("AND", 0, 3, "no column 'AND'", "small letters");
    wrong("year 3", 5, 1, "'3' follows on what is complete", "'and' or 'or'");
    wrong("(year > 3", 0, 1, "not closed", "')'");
    wrong("year > 3)", 8, 1, "')' follows", NULL);
    wrong("name == '华东", 8, 1, "never closed", "close it with '");
    wrong("[GDP (亿元)", 0, 1, "never closed", "]");
    wrong("year && up", 5, 2, "means nothing", "write 'and'");
    wrong("up || up", 3, 2, "means nothing", "write 'or'");
    wrong("!up", 0, 1, "means nothing", "not");
    wrong("year # 2", 5, 1, "'#' means nothing", NULL);
    wrong("year > 3 > 2", 9, 1, "comparison of a comparison", "2015 <= year");
    wrong("'a' + 1", 0, 3, "'+' takes numbers", "& joins");
    wrong("1 + 'a'", 4, 3, "'+' takes numbers", "& joins");
    wrong("1 + (year > 2)", 4, 10, "'+' takes numbers", NULL);
    wrong("-'a'", 1, 3, "'-' takes numbers", NULL);
    wrong("year + 1 and up", 0, 8, "'and' takes conditions", NULL);
    wrong("not (year + 1)", 4, 10, "'not' takes conditions", NULL);
    wrong("year is 3", 8, 1, "'is' goes with 'missing'", "==");
    wrong("year in 3", 8, 1, "'in' goes with a list", NULL);
    wrong("year in (3, 4", 13, 0, "is not closed", NULL);
    wrong("year not 3", 9, 1, "'not' is out of place", NULL);
    wrong("3年 > 1", 0, 4, "no number", "[3年]");
    wrong("1.2.3", 0, 5, "no number", NULL);
    wrong("and", 0, 3, "out of place", "brackets");
}

static void bounds_hold(void **state)
{
    (void)state;
    GString *text = g_string_new(NULL);
    for (int i = 0; i < 33; i++)
        g_string_append_c(text, '(');
    g_string_append(text, "1");
    for (int i = 0; i < 33; i++)
        g_string_append_c(text, ')');
    wrong(text->str, 33, 1, "too many parentheses", NULL);

    g_string_assign(text, "1");
    for (int i = 0; i < 300; i++)
        g_string_append(text, "+1");
    wrong(text->str, 0, text->len, "more than 500 names", NULL);

    g_string_assign(text, "1");
    for (int i = 0; i < 2000; i++)
        g_string_append_c(text, ' ');
    wrong(text->str, 0, 0, "more than 2000 bytes", NULL);

    g_string_assign(text, "1");
    for (int i = 0; i < 40; i++)
        g_string_prepend(text, "- ");
    wrong(text->str, 66, 1, "too many parentheses or signs", NULL);
    g_string_free(text, TRUE);
}

static void a_joined_text_is_bounded(void **state)
{
    (void)state;
    char *large = g_strnfill(900, 'a');
    struct cell cell = cell_text(large);
    const struct cell *columns[] = {&cell};
    const char *const name[] = {"a", NULL};
    struct arena *arena = arena_new();
    struct expression_error error;
    const struct expression *joined = expression_parse(arena, "a & a", name, &error);
    assert_non_null(joined);
    struct expression_rows rows = {.arena = arena, .columns = columns};
    struct cell result = expression_value(joined, &rows, 0);
    assert_true(cell_is_empty(&result));
    assert_true(rows.is_too_long);
    arena_free(arena);
    g_free(large);
}

static void texts_among_numbers_are_counted(void **state)
{
    (void)state;
    struct cell cells[] = {cell_text("—"), cell_number(2), cell_empty()};
    const struct cell *columns[] = {cells};
    const char *const name[] = {"a", NULL};
    struct arena *arena = arena_new();
    struct expression_error error;
    const struct expression *expression = expression_parse(arena, "a * 2", name, &error);
    assert_non_null(expression);
    assert_false(expression_is_condition(expression));
    struct expression_rows rows = {.arena = arena, .columns = columns};
    for (size_t row = 0; row < 3; row++)
        (void)expression_value(expression, &rows, row);
    assert_int_equal(rows.texts, 1);
    arena_free(arena);
}

int test_expression(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arithmetic_is_that_of_people),
        cmocka_unit_test(missing_stays_missing),
        cmocka_unit_test(conditions_compare),
        cmocka_unit_test(logic_has_three_values),
        cmocka_unit_test(texts_are_joined),
        cmocka_unit_test(mistakes_have_places),
        cmocka_unit_test(bounds_hold),
        cmocka_unit_test(a_joined_text_is_bounded),
        cmocka_unit_test(texts_among_numbers_are_counted),
    };
    return cmocka_run_group_tests_name("expression", tests, NULL, NULL);
}
