// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stamp.h"
#include "tests.h"

// Binding the text gives one message, with this code and place, whose words contain these.
static void check_message(const char *text, enum severity severity, const char *code, int column,
                          const char *words, const char *hint)
{
    struct bound bound;
    bind_text(&bound, text, NULL);
    assert_int_equal(bound.ok, severity == SEVERITY_WARNING);
    if (report_count(bound.report) != 1) {
        report_print(bound.report, stderr, false);
        fail_msg("%s: %u messages", text, report_count(bound.report));
    }
    const struct message *message = report_message(bound.report, 0);
    assert_int_equal(message->severity, severity);
    assert_string_equal(message->code, code);
    assert_int_equal(message->place.line, 1);
    assert_int_equal(message->place.column, column);
    if (strstr(message->text, words) == NULL)
        fail_msg("'%s' has no '%s'", message->text, words);
    if (hint == NULL)
        assert_null(message->hint);
    else if (message->hint == NULL || strstr(message->hint, hint) == NULL)
        fail_msg("hint '%s' has no '%s'", message->hint != NULL ? message->hint : "", hint);
    bound_finish(&bound);
}

static void check_error(const char *text, const char *code, int column, const char *words,
                        const char *hint)
{
    check_message(text, SEVERITY_ERROR, code, column, words, hint);
}

static void defaults_are_taken(void **state)
{
    (void)state;
    struct bound bound;
    bind_text(&bound, "{\"$schema\": 1, \"x-note\": [], \"type\": 5, \"count\": null}", NULL);
    assert_true(bound.ok);
    assert_int_equal(report_count(bound.report), 0);
    assert_int_equal(bound.stamp.count, 3);
    assert_int_equal(bound.stamp.style, 1);
    assert_true(isnan(bound.stamp.value));
    assert_string_equal(bound.stamp.label, "默认");
    assert_null(bound.stamp.note);
    assert_int_equal(bound.stamp.name_column, -1);
    assert_int_equal(bound.stamp.marks.count, 0);
    bound_finish(&bound);
}

static void values_are_taken(void **state)
{
    (void)state;
    struct bound bound;
    bind_text(&bound,
              "{\"bold\": true, \"count\": 12.0, \"value\": -100, \"any\": 1e300,"
              " \"label\": 9007199254740993, \"note\": 306.8, \"gap\": \"1.5rem\","
              " \"colour\": \"#C8161D80\", \"style\": \"ribbon\", \"level\": -7,"
              " \"blocks\": [{}, {}], \"marks\": [{\"at\": 0}, {\"at\": 10, \"name\": \"x\"}]}",
              NULL);
    assert_true(bound.ok);
    const struct stamp *stamp = &bound.stamp;
    assert_true(stamp->bold);
    assert_int_equal(stamp->count, 12);
    assert_int_equal(stamp->level, -7);
    assert_true(stamp->value == -100);
    assert_true(stamp->any == 1e300);
    assert_string_equal(stamp->label, "9007199254740993");
    assert_string_equal(stamp->note, "306.8");
    assert_true(stamp->gap == 30);
    assert_string_equal(stamp->colour, "#C8161D80");
    assert_int_equal(stamp->style, 2);
    assert_int_equal(stamp->blocks.count, 2);
    const struct mark *marks = stamp->marks.items;
    assert_int_equal(stamp->marks.count, 2);
    assert_true(marks[0].at == 0 && marks[1].at == 10);
    assert_string_equal(marks[0].name, "none");
    assert_string_equal(marks[1].name, "x");
    assert_int_equal(marks[0].column, -1);
    bound_finish(&bound);
}

static void minus_zero_is_zero(void **state)
{
    (void)state;
    struct bound bound;
    bind_text(&bound, "{\"value\": -0.0, \"gap\": -0, \"note\": -0.0}", NULL);
    assert_true(bound.ok);
    assert_false(signbit(bound.stamp.value));
    assert_false(signbit(bound.stamp.gap));
    assert_string_equal(bound.stamp.note, "0");
    bound_finish(&bound);
}

static void lengths_have_units(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double length;
    } cases[] = {{"{\"gap\": 40}", 40},
                 {"{\"gap\": \"40\"}", 40},
                 {"{\"gap\": \"40px\"}", 40},
                 {"{\"gap\": \"40 px\"}", 40},
                 {"{\"gap\": \"20rem\"}", 400}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct bound bound;
        bind_text(&bound, cases[i].text, NULL);
        assert_true(bound.ok);
        assert_true(bound.stamp.gap == cases[i].length);
        bound_finish(&bound);
    }
    check_error("{\"gap\": \"40em\"}", "option.type", 9, "'gap' must be a length", "40px");
    check_error("{\"gap\": \"px\"}", "option.type", 9, "must be a length", "40px");
    check_error("{\"gap\": \"\"}", "option.type", 9, "must be a length", "40px");
    check_error("{\"gap\": true}", "option.type", 9, "must be a length", NULL);
    check_error("{\"gap\": \"20.1rem\"}", "option.range", 9, "between 0 and 400 px, is 402", NULL);
    check_error("{\"gap\": -1}", "option.range", 9, "between 0 and 400 px", NULL);
}

static void unknown_keys_are_errors(void **state)
{
    (void)state;
    check_error("{\"cuont\": 1}", "option.unknown", 2, "'cuont' is not an option of the stamp",
                "did you mean 'count'?");
    check_error("{\"count\": 1, \"paddign\": 1}", "option.unknown", 14, "'paddign'",
                "did you mean 'padding'?");
    check_error("{\"colour\": \"ink\", \"banana\": 1}", "option.unknown", 19, "'banana'",
                "its options are: bold, count,");
    check_error("{\"\": 1}", "option.unknown", 2, "''", "its options are:");
    // What is out of date is not suggested.
    check_error("{\"olde\": 1}", "option.unknown", 2, "'olde'", "its options are:");
    check_error("{\"marks\": [{\"at\": 1}, {\"at\": 1, \"nam\": 2}]}", "option.unknown", 33,
                "'nam' is not an option of an item of 'marks' of the stamp",
                "did you mean 'name'?");
    check_error("{\"marks\": [{\"at\": 1, \"padding\": 2}]}", "option.unknown", 22, "'padding'",
                "its options are: at, name");
}

static void types_are_checked(void **state)
{
    (void)state;
    check_error("[]", "option.type", 1, "the stamp must be an object, is a list", "{ … }");
    check_error("{\"bold\": 1}", "option.type", 10, "must be true or false, is a number", NULL);
    check_error("{\"bold\": \"true\"}", "option.type", 10, "must be true or false, is a text",
                NULL);
    check_error("{\"value\": \"12\"}", "option.type", 11, "'value' must be a number, is a text",
                "remove the quotes");
    check_error("{\"value\": \"x\"}", "option.type", 11, "must be a number", NULL);
    check_error("{\"value\": [1]}", "option.type", 11, "must be a number, is a list", NULL);
    check_error("{\"count\": 1.5}", "option.type", 11, "must be a whole number, is 1.5", NULL);
    check_error("{\"label\": true}", "option.type", 11, "must be a text, is true or false", NULL);
    check_error("{\"note\": {}}", "option.type", 10, "must be a text, is an object", NULL);
    check_error("{\"colour\": 1}", "option.type", 12, "must be a colour", NULL);
    check_error("{\"style\": 1}", "option.type", 11, "must be one of its choices, is a number",
                "one of: plain, card, ribbon");
    check_error("{\"marks\": {}}", "option.type", 11, "must be a list, is an object", "[ … ]");
    check_error("{\"marks\": [{\"at\": 1}, 5]}", "option.type", 23,
                "an item of 'marks' of the stamp must be an object, is a number", "{ … }");
    check_error("{\"blocks\": {}}", "option.type", 12, "must be a list of blocks", NULL);
    check_error("{\"image\": \"a.png\"}", "option.type", 11, "cannot be given here", NULL);
}

static void ranges_are_checked(void **state)
{
    (void)state;
    check_error("{\"count\": 0}", "option.range", 11, "must be between 1 and 12, is 0", NULL);
    check_error("{\"count\": 13}", "option.range", 11, "between 1 and 12, is 13", NULL);
    check_error("{\"level\": 2147483648}", "option.range", 11, "is 2147483648", NULL);
    check_error("{\"value\": 100.5}", "option.range", 11, "between -100 and 100 %, is 100.5", NULL);
    check_error("{\"marks\": [{\"at\": 11}]}", "option.range", 19, "between 0 and 10", NULL);
    check_error("{\"marks\": [{\"at\":1},{\"at\":1},{\"at\":1},{\"at\":1}]}", "option.range", 11,
                "'marks' may hold 3 items, has 4", NULL);
    check_error("{\"blocks\": [{}, {}, {}]}", "test.blocks", 12, "too many", NULL);
}

static void missing_items_are_errors(void **state)
{
    (void)state;
    check_error("{\"marks\": [{\"at\": 1}, {\"name\": \"x\"}]}", "option.required", 23,
                "an item of 'marks' of the stamp needs 'at'", "add \"at\": Where");
    check_error("{\"marks\": [{\"at\": null}]}", "option.required", 12, "needs 'at'", "add \"at\"");
    check_error("{\"marks\": [{\"at\": \"{{empty}}\"}]}", "option.required", 19,
                "needs 'at', and the cell is empty", "fill the cell");
}

static void choices_are_checked(void **state)
{
    (void)state;
    check_error("{\"style\": \"crad\"}", "option.choice", 11, "'crad' is not a choice of 'style'",
                "did you mean 'card'?");
    check_error("{\"style\": \"x\"}", "option.choice", 11, "'x'", "one of: plain, card, ribbon");
    check_error("{\"style\": \"\"}", "option.choice", 11, "''", "one of: plain, card, ribbon");
}

static void colours_are_checked(void **state)
{
    (void)state;
    check_error("{\"colour\": \"primry\"}", "colour.unknown", 12, "'primry'",
                "did you mean 'primary'?");
    check_error("{\"colour\": \"green\"}", "colour.unknown", 12, "'green'", "ink, primary");
    check_error("{\"colour\": \"#12345\"}", "colour.unknown", 12, "'#12345'", "#rrggbbaa");
    static const char *const good[] = {"#123", "#abcdef", "#ABCDEF80"};
    static const char *const bad[] = {"",      "#",       "123",      "#12",
                                      "#1234", "#12345g", "#1234567", "##123"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(bind_is_colour_literal(good[i]));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(bind_is_colour_literal(bad[i]));
}

static void texts_are_bounded(void **state)
{
    (void)state;
    char text[17000];
    for (int extra = 0; extra < 2; extra++) {
        strcpy(text, "{\"note\": \"");
        size_t start = strlen(text);
        for (int i = 0; i < 16384 + extra; i++)
            text[start + (size_t)i] = i % 50 == 0 ? ' ' : 'x';
        strcpy(text + start + 16384 + (size_t)extra, "\"}");
        if (extra == 1) {
            check_error(text, "text.limit", 10, "'note' is longer than 16 KiB", "make it shorter");
            continue;
        }
        struct bound bound;
        bind_text(&bound, text, NULL);
        assert_true(bound.ok);
        assert_int_equal(strlen(bound.stamp.note), 16384);
        bound_finish(&bound);
    }
    check_message("{\"note\": \"a\\u001bb\"}", SEVERITY_WARNING, "text.control", 10,
                  "'note' has 1 control character", NULL);
    check_message("{\"label\": \"\\u202egpj\"}", SEVERITY_WARNING, "text.control", 11,
                  "1 bidirectional control", NULL);
}

static void placeholders_give_any_kind(void **state)
{
    (void)state;
    struct bound bound;
    bind_text(&bound,
              "{\"value\": \"{{gdp}}\", \"any\": \"{{gdp}}0\", \"count\": \"{{two}}\","
              " \"bold\": \"{{yes}}\", \"label\": \"{{gdp}}\", \"note\": \"{{city}}市{{empty}}\","
              " \"gap\": \"{{two}}rem\", \"style\": \"{{empty}}\","
              " \"marks\": [{\"at\": \"{{two}}\"}]}",
              NULL);
    assert_true(bound.ok);
    assert_true(bound.stamp.value == 30.5);
    assert_true(bound.stamp.any == 30.5);
    assert_int_equal(bound.stamp.count, 2);
    assert_true(bound.stamp.bold);
    assert_string_equal(bound.stamp.label, "30.5");
    assert_string_equal(bound.stamp.note, "郑州市");
    assert_true(bound.stamp.gap == 40);
    assert_int_equal(bound.stamp.style, 1);
    assert_true(((const struct mark *)bound.stamp.marks.items)->at == 2);
    bound_finish(&bound);

    check_error("{\"value\": \"{{gpd}}\"}", "data.unknown", 11, "{{gpd}}", "did you mean 'gdp'?");
    check_error("{\"value\": \"{{city}}\"}", "option.type", 11,
                "must be a number, is the text '郑州'", NULL);
    check_error("{\"count\": \"{{gdp}}\"}", "option.type", 11, "whole number, is 30.5", NULL);
    check_error("{\"label\": \"{{list}}\"}", "option.type", 11, "must be a text, is a list", NULL);
}

static void deprecated_options_warn(void **state)
{
    (void)state;
    check_message("{\"old\": 1}", SEVERITY_WARNING, "option.deprecated", 9, "'old' is out of date",
                  "use 'value'");
}

static void later_layers_win(void **state)
{
    (void)state;
    json_t *below = json_pack("{s:i, s:s, s:s}", "count", 9, "label", "below", "style", "ribbon");
    struct bound bound;
    bind_text(&bound, "{\"label\": \"above\", \"style\": null}", below);
    assert_true(bound.ok);
    assert_int_equal(bound.stamp.count, 9);
    assert_string_equal(bound.stamp.label, "above");
    assert_int_equal(bound.stamp.style, 2);
    bound_finish(&bound);
    json_decref(below);

    // What is wrong below has no place in the spec.
    below = json_pack("{s:i, s:i}", "count", 99, "conut", 1);
    bind_text(&bound, "{\"count\": 1}", below);
    assert_false(bound.ok);
    assert_int_equal(report_count(bound.report), 1);
    assert_string_equal(report_message(bound.report, 0)->code, "option.unknown");
    assert_int_equal(report_message(bound.report, 0)->place.line, 0);
    bound_finish(&bound);
    json_decref(below);
}

static void all_mistakes_come_at_once(void **state)
{
    (void)state;
    struct bound bound;
    bind_text(&bound, "{\n\"count\": 0,\n\"value\": \"x\",\n\"stlye\": 1,\n\"colour\": \"x\"}",
              NULL);
    assert_false(bound.ok);
    assert_int_equal(report_errors(bound.report), 4);
    int lines = 0;
    for (unsigned i = 0; i < 4; i++)
        lines += report_message(bound.report, i)->place.line;
    assert_int_equal(lines, 2 + 3 + 4 + 5);
    // The target is fit for use all the same.
    assert_int_equal(bound.stamp.count, 3);
    assert_string_equal(bound.stamp.colour, "ink");
    bound_finish(&bound);
}

// An older plugin's rows are shorter than ours, a newer one's longer.
static void rows_of_any_size_bind(void **state)
{
    (void)state;
    struct newer {
        hai_option row;
        uint64_t more[3];
    };
    static const struct newer newer[] = {
        {HAI_NUMBER("at", struct mark, at, 0, 10, .flags = 0), {1, 2, 3}},
        {HAI_STRING("name", struct mark, name, .flags = 0), {1, 2, 3}},
    };
    static const struct mark defaults = {.at = 1};
    const struct {
        hai_item item;
        uint64_t more;
    } shape = {{.size = sizeof shape,
                .struct_size = sizeof(struct mark),
                .defaults = &defaults,
                .options = &newer[0].row,
                .option_size = sizeof(struct newer),
                .option_count = 2},
               9};
    struct arena *arena = arena_new();
    struct report *report = report_new();
    const char *text = "{\"name\": \"n\", \"at\": 2}";
    struct source source = {"a", text, strlen(text)};
    const struct bind_host host = {.rem = 1};
    struct binder binder = {
        .arena = arena, .report = report, .source = &source, .host = &host, .subject = "it"};
    json_t *root = json_loads(text, 0, NULL);
    struct mark mark;
    assert_true(bind_object(&binder, &shape.item, &root, 1, "", &mark));
    assert_true(mark.at == 2);
    assert_string_equal(mark.name, "n");

    // A row that ends before "help".
    char older[2][offsetof(hai_option, help_zh)];
    for (int i = 0; i < 2; i++)
        memcpy(older[i], &newer[i].row, sizeof older[i]);
    hai_item item = shape.item;
    item.size = sizeof item;
    item.options = (const hai_option *)(const void *)older;
    item.option_size = sizeof older[0];
    assert_true(bind_object(&binder, &item, &root, 1, "", &mark));
    assert_true(mark.at == 2);
    json_decref(root);
    report_free(report);
    arena_free(arena);
}

int test_bind(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(defaults_are_taken),        cmocka_unit_test(values_are_taken),
        cmocka_unit_test(minus_zero_is_zero),        cmocka_unit_test(lengths_have_units),
        cmocka_unit_test(unknown_keys_are_errors),   cmocka_unit_test(types_are_checked),
        cmocka_unit_test(ranges_are_checked),        cmocka_unit_test(missing_items_are_errors),
        cmocka_unit_test(choices_are_checked),       cmocka_unit_test(colours_are_checked),
        cmocka_unit_test(texts_are_bounded),         cmocka_unit_test(placeholders_give_any_kind),
        cmocka_unit_test(deprecated_options_warn),   cmocka_unit_test(later_layers_win),
        cmocka_unit_test(all_mistakes_come_at_once), cmocka_unit_test(rows_of_any_size_bind),
    };
    return cmocka_run_group_tests_name("bind", tests, NULL, NULL);
}
