// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/report.h"
#include "tests.h"

static char *printed(const struct report *report, bool colour)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    report_print(report, out, colour);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void check_printed(const struct report *report, const char *expected)
{
    char *text = printed(report, false);
    assert_string_equal(text, expected);
    free(text);
}

static struct source make_source(const char *path, const char *text)
{
    return (struct source){path, text, strlen(text)};
}

// Report one error at a place of a text and compare what is printed.
static void check_place(const char *text, int line, int column, int width, const char *expected)
{
    struct source source = make_source("a.json", text);
    struct report *report = report_new();
    struct place place = {&source, NULL, line, column, width};
    report_add(report, SEVERITY_ERROR, "x.y", place, NULL, "wrong");
    check_printed(report, expected);
    report_free(report);
}

static void messages_look_as_promised(void **state)
{
    (void)state;
    struct source source = make_source("specs/a.json", "{\n    \"widht\": 10\n}\n");
    struct report *report = report_new();
    report_add(report, SEVERITY_ERROR, "option.unknown", (struct place){&source, "/widht", 2, 5, 7},
               "did you mean 'width'?", "'%s' is not an option", "widht");
    check_printed(report, "specs/a.json:2:5: error: 'widht' is not an option [option.unknown]\n"
                          "    2 |     \"widht\": 10\n"
                          "      |     ^~~~~~~\n"
                          "  hint: did you mean 'width'?\n");
    char *coloured = printed(report, true);
    assert_non_null(strstr(coloured, "\033[31merror: "));
    free(coloured);
    report_free(report);
}

static void carets_stand_under_what_is_meant(void **state)
{
    (void)state;
    check_place("一二x三", 1, 3, 1,
                "a.json:1:3: error: wrong [x.y]\n    1 | 一二x三\n      |     ^\n");
    check_place("一二三", 1, 2, 2,
                "a.json:1:2: error: wrong [x.y]\n    1 | 一二三\n      |   ^~~~\n");
    check_place("\tx", 1, 2, 1, "a.json:1:2: error: wrong [x.y]\n    1 |     x\n      |     ^\n");
    check_place("e\xcc\x81x", 1, 3, 1,
                "a.json:1:3: error: wrong [x.y]\n    1 | e\xcc\x81x\n      |  ^\n");
    check_place("ab\r\ncd\r\n", 2, 3, 5,
                "a.json:2:3: error: wrong [x.y]\n    2 | cd\n      |   ^\n");
    check_place("ab", 1, 99, 3, "a.json:1:99: error: wrong [x.y]\n    1 | ab\n      |   ^\n");
    check_place("ab", 7, 1, 3, "a.json:7:1: error: wrong [x.y]\n");
    check_place("", 1, 1, 0, "a.json:1:1: error: wrong [x.y]\n    1 | \n      | ^\n");
}

static void nothing_raw_reaches_the_terminal(void **state)
{
    (void)state;
    check_place("\x1b[31m\x07x", 1, 7, 1,
                "a.json:1:7: error: wrong [x.y]\n"
                "    1 | \\u001b[31m\\u0007x\n      |                 ^\n");
    check_place("\xff\xe4x", 1, 3, 1,
                "a.json:1:3: error: wrong [x.y]\n    1 | \\xff\\xe4x\n      |         ^\n");
    check_place("a\xe2\x80\xae"
                "b",
                1, 3, 1, "a.json:1:3: error: wrong [x.y]\n    1 | a\\u202eb\n      |        ^\n");

    struct report *report = report_new();
    report_add(report, SEVERITY_WARNING, "x.y", (struct place){0}, "no\x1b", "a\x1b\nb\xff");
    check_printed(report, "warning: a\\u001b\\nb\\xff [x.y]\n  hint: no\\u001b\n");
    report_free(report);
}

static void long_lines_are_cut(void **state)
{
    (void)state;
    char line[3001];
    memset(line, 'x', 3000);
    line[3000] = '\0';
    line[1499] = '!';
    struct source source = make_source("a.json", line);
    struct report *report = report_new();
    report_add(report, SEVERITY_ERROR, "x.y", (struct place){&source, NULL, 1, 1500, 1}, NULL, "z");
    char *text = printed(report, false);
    report_free(report);

    char *code = strstr(text, "\n    1 | …");
    assert_non_null(code);
    code += 1;
    char *caret = strchr(code, '\n') + 1;
    assert_non_null(strstr(code, "x…\n"));
    assert_true(caret - code < 8 + 100 + 8);
    // The "…" before the line has three bytes, and one column.
    assert_int_equal(strchr(code, '!') - code - 2, strchr(caret, '^') - caret);
    free(text);
}

static void order_is_by_place(void **state)
{
    (void)state;
    struct source a = make_source("a", "x\ny\n"), b = make_source("b", "x\n");
    struct report *report = report_new();
    report_add(report, SEVERITY_ERROR, "c", (struct place){&b, NULL, 1, 1, 0}, NULL, "5");
    report_add(report, SEVERITY_ERROR, "c", (struct place){&a, NULL, 2, 1, 0}, NULL, "4");
    report_add(report, SEVERITY_WARNING, "c", (struct place){&a, NULL, 1, 2, 0}, NULL, "3");
    report_add(report, SEVERITY_ERROR, "c", (struct place){&a, NULL, 1, 1, 0}, NULL, "2");
    report_add(report, SEVERITY_ERROR, "c", (struct place){0}, NULL, "1");
    char *text = printed(report, false);
    char found[16] = "";
    for (const char *at = strstr(text, ": "); at != NULL; at = strstr(at + 1, ": "))
        if (at[2] >= '1' && at[2] <= '5' && at[3] == ' ')
            strncat(found, at + 2, 1);
    assert_string_equal(found, "12345");
    free(text);
    assert_string_equal(report_message(report, 0)->text, "5");
    assert_null(report_message(report, 5));
    report_free(report);
}

static void messages_are_kept_once(void **state)
{
    (void)state;
    struct source source = make_source("a", "x");
    struct report *report = report_new();
    for (int i = 0; i < 3; i++)
        report_add(report, SEVERITY_ERROR, "c", (struct place){&source, NULL, 1, 1, 0}, NULL, "t");
    report_add(report, SEVERITY_ERROR, "d", (struct place){&source, NULL, 1, 1, 0}, NULL, "t");
    report_add(report, SEVERITY_ERROR, "c", (struct place){&source, NULL, 1, 2, 0}, NULL, "t");
    assert_int_equal(report_errors(report), 3);
    assert_int_equal(report_warnings(report), 0);
    assert_int_equal(report_count(report), 3);
    report_free(report);
}

static void messages_are_bounded(void **state)
{
    (void)state;
    struct report *report = report_new();
    for (int i = 0; i < 100; i++)
        report_add(report, SEVERITY_WARNING, "c", (struct place){0}, NULL, "w%d", i);
    assert_true(report_is_full(report, SEVERITY_WARNING));
    assert_false(report_is_full(report, SEVERITY_ERROR));
    for (int i = 0; i < 107; i++)
        report_add(report, SEVERITY_ERROR, "c", (struct place){0}, NULL, "e%d", i);
    assert_int_equal(report_errors(report), 107);
    assert_int_equal(report_count(report), 200);
    char *text = printed(report, false);
    assert_non_null(strstr(text, "error: e99 "));
    assert_null(strstr(text, "error: e100 "));
    assert_non_null(strstr(text, "\n7 more messages are not shown\n"));
    free(text);
    report_free(report);
}

static void json_tells_the_same(void **state)
{
    (void)state;
    struct source source = make_source("a\xff.json", "x");
    struct report *report = report_new();
    report_add(report, SEVERITY_ERROR, "option.range", (struct place){&source, "/a", 1, 2, 3},
               "less", "too \"much\"\x1b");
    report_add(report, SEVERITY_WARNING, "x", (struct place){0}, NULL, "w");
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    report_print_json(report, out);
    assert_int_equal(fclose(out), 0);
    report_free(report);

    json_t *root = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    assert_non_null(root);
    json_t *second = json_array_get(json_object_get(root, "messages"), 1);
    json_t *expected =
        json_pack("{s:s, s:s, s:s, s:i, s:i, s:s, s:s, s:s}", "severity", "error", "code",
                  "option.range", "file", "a\xef\xbf\xbd.json", "line", 1, "column", 2, "pointer",
                  "/a", "message", "too \"much\"\x1b", "hint", "less");
    assert_true(json_equal(second, expected));
    json_t *first = json_array_get(json_object_get(root, "messages"), 0);
    assert_true(json_is_null(json_object_get(first, "file")));
    assert_int_equal(json_integer_value(json_object_get(root, "errors")), 1);
    assert_int_equal(json_integer_value(json_object_get(root, "warnings")), 1);
    json_decref(expected);
    json_decref(root);
    free(text);
}

static void places_count_characters(void **state)
{
    (void)state;
    struct source source = make_source("a", "一\n二三x\nend");
    struct place place = place_at(&source, strlen("一\n二三"), 1);
    assert_int_equal(place.line, 2);
    assert_int_equal(place.column, 3);
    assert_int_equal(place.width, 1);
    place = place_at(&source, 9999, 5);
    assert_int_equal(place.line, 3);
    assert_int_equal(place.column, 4);
    assert_int_equal(place.width, 0);
    place = place_at(&source, strlen("一\n"), strlen("二三"));
    assert_int_equal(place.column, 1);
    assert_int_equal(place.width, 2);
}

static void near_names_are_found(void **state)
{
    (void)state;
    static const char *const names[] = {"width", "height", "colour", "id", "产值", "title", NULL};
    static const struct {
        const char *word, *nearest;
    } cases[] = {
        {"widht", "width"},  {"wdith", "width"},    {"Width", "width"}, {"heigth", "height"},
        {"color", "colour"}, {"colours", "colour"}, {"产業", "产值"},   {"TITLE", "title"},
        {"titel", "title"},  {"ti", NULL},          {"xx", NULL},       {"", NULL},
        {"wxyzh", NULL},     {"banana", NULL},      {"\xff", NULL},     {"i", "id"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *nearest = report_nearest(cases[i].word, names);
        if (cases[i].nearest == NULL)
            assert_null(nearest);
        else
            assert_string_equal(nearest, cases[i].nearest);
    }
    char word[200];
    memset(word, 'w', 199);
    word[199] = '\0';
    assert_null(report_nearest(word, names));
    assert_null(report_nearest("width", NULL));
}

static void hints_name_what_there_is(void **state)
{
    (void)state;
    static const char *const names[] = {"one", "two", NULL}, *const none[] = {NULL};
    struct arena *arena = arena_new();
    assert_string_equal(report_names_hint(arena, "oen", names, "one of:"), "did you mean 'one'?");
    assert_string_equal(report_names_hint(arena, "six", names, "one of:"), "one of: one, two");
    assert_null(report_names_hint(arena, "six", none, "one of:"));
    assert_null(report_names_hint(arena, "six", NULL, "one of:"));
    arena_free(arena);
}

int test_report(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(messages_look_as_promised),
        cmocka_unit_test(carets_stand_under_what_is_meant),
        cmocka_unit_test(nothing_raw_reaches_the_terminal),
        cmocka_unit_test(long_lines_are_cut),
        cmocka_unit_test(order_is_by_place),
        cmocka_unit_test(messages_are_kept_once),
        cmocka_unit_test(messages_are_bounded),
        cmocka_unit_test(json_tells_the_same),
        cmocka_unit_test(places_count_characters),
        cmocka_unit_test(near_names_are_found),
        cmocka_unit_test(hints_name_what_there_is),
    };
    return cmocka_run_group_tests_name("report", tests, NULL, NULL);
}
