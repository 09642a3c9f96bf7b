// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <string.h>

#include "data/placeholder.h"
#include "tests.h"

// Two tables around each other, and named values; cells are a Chinese name, numbers, a hole, and a
// text that looks like a placeholder.
struct world {
    struct arena *arena;
    struct report *report;
    json_t *values;
    struct scope all, outer, inner;
};

static const hai_table *csv(struct world *world, const char *text)
{
    struct source source = {"a.csv", text, strlen(text)};
    return table_from_csv(world->arena, world->report, &source);
}

static void make_world(struct world *world)
{
    *world = (struct world){.arena = arena_new(), .report = report_new()};
    world->values = json_pack("{s:s, s:f, s:b, s:n, s:[i], s:s, s:i}", "title", "海报", "rate", 0.1,
                              "yes", 1, "none", "list", 1, "name", "outermost", "big", 5);
    world->all = (struct scope){.values = world->values};
    world->outer = (struct scope){
        .outer = &world->all, .table = csv(world, "name,city\nfirst,A\nsecond,郑州\n"), .row = 1};
    world->inner = (struct scope){
        .outer = &world->outer,
        .table = csv(world, "name,gdp,price,hole,trick,n\n内,1.5,306.80,,{{name}},2\n"),
        .row = 0};
    assert_non_null(world->inner.table);
}

static void world_finish(struct world *world)
{
    json_decref(world->values);
    report_free(world->report);
    arena_free(world->arena);
}

static void check_fill(const char *text, const char *expected)
{
    struct world world;
    make_world(&world);
    json_t *filled =
        placeholder_fill(world.arena, world.report, &world.inner, text, (struct place){0});
    json_t *wanted = json_loads(expected, JSON_DECODE_ANY, NULL);
    assert_non_null(wanted);
    if (!json_equal(filled, wanted))
        fail_msg("%s gives no %s", text, expected);
    assert_int_equal(report_count(world.report), 0);
    json_decref(filled);
    json_decref(wanted);
    world_finish(&world);
}

static void texts_are_filled_in(void **state)
{
    (void)state;
    check_fill("", "\"\"");
    check_fill("plain }} { text", "\"plain }} { text\"");
    check_fill("{{name}}市", "\"内市\"");
    check_fill("{{ name }}/{{city}}/{{title}}", "\"内/郑州/海报\"");
    check_fill("[{{hole}}]", "\"[]\"");
    check_fill("{{price}} 元", "\"306.80 元\"");
    check_fill("{{rate}} {{yes}} {{none}}", "\"0.1 true \"");
    check_fill("{{#}}. {{name}}", "\"1. 内\"");
    check_fill("{{{{name}}", "\"{{name}}\"");
    check_fill("{{{{{{name}}", "\"{{内\"");
    check_fill("a{{{{{{{{b", "\"a{{{{b\"");
}

static void whole_placeholders_keep_their_type(void **state)
{
    (void)state;
    check_fill("{{gdp}}", "1.5");
    check_fill("{{n}}", "2");
    check_fill("{{#}}", "1");
    check_fill("{{hole}}", "null");
    check_fill("{{list}}", "[1]");
    check_fill("{{yes}}", "true");
    check_fill("{{none}}", "null");
    // Written so that a number would lose it.
    check_fill("{{price}}", "\"306.80\"");
    check_fill("{{gdp}} ", "\"1.5 \"");
}

static void values_are_not_filled_again(void **state)
{
    (void)state;
    check_fill("{{trick}}", "\"{{name}}\"");
    check_fill("{{trick}}{{trick}}", "\"{{name}}{{name}}\"");
}

static void check_unfilled(const char *text, const char *code, const char *hint)
{
    struct world world;
    make_world(&world);
    struct source source = {"a", text, strlen(text)};
    struct place place = {.source = &source, .line = 1, .column = 1};
    assert_null(placeholder_fill(world.arena, world.report, &world.inner, text, place));
    assert_int_equal(report_errors(world.report), 1);
    const struct message *message = report_message(world.report, 0);
    assert_string_equal(message->code, code);
    assert_int_equal(message->place.line, 1);
    if (strstr(message->hint, hint) == NULL)
        fail_msg("'%s' has no '%s'", message->hint, hint);
    world_finish(&world);
}

static void mistakes_are_reported(void **state)
{
    (void)state;
    check_unfilled("{{nmae}}", "data.unknown", "did you mean 'name'?");
    check_unfilled("x {{citty}}", "data.unknown", "did you mean 'city'?");
    check_unfilled("{{zzzzzz}}", "data.unknown", "known here: name, gdp, price,");
    check_unfilled("{{name", "data.placeholder", "{{name}}");
    check_unfilled("a {{name}} {{", "data.placeholder", "{{name}}");
    check_unfilled("{{}}", "data.placeholder", "{{name}}");
    check_unfilled("{{ }}", "data.placeholder", "{{name}}");
    check_unfilled("{{list}}!", "data.type", "a text or a number");
}

static void places_are_found_late(void **state)
{
    (void)state;
    struct world world;
    make_world(&world);
    const char *text = "{\"a\": 1,\n \"b\": \"{{nmae}}\"}";
    struct source source = {"a", text, strlen(text)};
    struct place place = {.source = &source, .pointer = "/b"};
    assert_null(placeholder_fill(world.arena, world.report, &world.inner, "{{nmae}}", place));
    assert_int_equal(report_message(world.report, 0)->place.line, 2);
    assert_int_equal(report_message(world.report, 0)->place.column, 7);
    world_finish(&world);
}

static void no_scope_knows_nothing(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct report *report = report_new();
    json_t *filled = placeholder_fill(arena, report, NULL, "plain", (struct place){0});
    assert_string_equal(json_string_value(filled), "plain");
    json_decref(filled);
    assert_null(placeholder_fill(arena, report, NULL, "{{#}}", (struct place){0}));
    assert_string_equal(report_message(report, 0)->code, "data.unknown");
    assert_true(placeholder_is_in("a{{b"));
    assert_false(placeholder_is_in("a{ {b}}"));
    report_free(report);
    arena_free(arena);
}

static void check_condition(const char *text, bool expected)
{
    struct world world;
    make_world(&world);
    json_t *value = json_string(text);
    bool ok = false;
    bool holds = placeholder_condition(world.arena, world.report, &world.inner, value,
                                       (struct place){0}, &ok);
    assert_true(ok);
    if (holds != expected)
        fail_msg("%s is %s", text, holds ? "true" : "false");
    json_decref(value);
    world_finish(&world);
}

static void conditions_hold(void **state)
{
    (void)state;
    static const char *const good[] = {"{{gdp}} == 1.50",
                                       "{{gdp}}>1",
                                       "{{gdp}} >= 1.5",
                                       "{{gdp}} < 10",
                                       "{{gdp}} <= 1.5",
                                       "{{gdp}} != 2",
                                       "{{name}}==内",
                                       "{{city}} != 北",
                                       "{{name}}",
                                       "{{gdp}}",
                                       "{{yes}}",
                                       "{{hole}} ==",
                                       "== {{hole}}",
                                       "{{yes}} == true",
                                       "x",
                                       "{{price}} == 306.8",
                                       "a < b",
                                       "{{#}} == 1",
                                       "{{big}} > {{n}}",
                                       "{{trick}}"};
    static const char *const bad[] = {
        "{{gdp}} == 2", "{{gdp}} > 1.5", "{{name}} == 外", "{{hole}}", "",   "false", "0",
        "{{none}}",     "{{hole}} > 0",  "b < a",          "10 < 9",   "0.0"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        check_condition(good[i], true);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        check_condition(bad[i], false);
}

static void conditions_may_be_wrong(void **state)
{
    (void)state;
    struct world world;
    make_world(&world);
    bool ok = false;
    assert_true(placeholder_condition(world.arena, world.report, &world.inner, json_true(),
                                      (struct place){0}, &ok));
    assert_true(ok);
    assert_false(placeholder_condition(world.arena, world.report, &world.inner, json_false(),
                                       (struct place){0}, &ok));
    assert_true(ok);

    static const char *const wrong[] = {"5", "\"{{nmae}} == 1\"", "\"1 == {{\"",
                                        "\"{{list}} == 1\""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        json_t *value = json_loads(wrong[i], JSON_DECODE_ANY, NULL);
        unsigned before = report_errors(world.report);
        assert_false(placeholder_condition(world.arena, world.report, &world.inner, value,
                                           (struct place){0}, &ok));
        assert_false(ok);
        assert_int_equal(report_errors(world.report), before + 1);
        json_decref(value);
    }
    world_finish(&world);
}

int test_placeholder(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_filled_in),
        cmocka_unit_test(whole_placeholders_keep_their_type),
        cmocka_unit_test(values_are_not_filled_again),
        cmocka_unit_test(mistakes_are_reported),
        cmocka_unit_test(places_are_found_late),
        cmocka_unit_test(no_scope_knows_nothing),
        cmocka_unit_test(conditions_hold),
        cmocka_unit_test(conditions_may_be_wrong),
    };
    return cmocka_run_group_tests_name("placeholder", tests, NULL, NULL);
}
