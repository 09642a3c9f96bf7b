// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "data/filter.h"
#include "data/placeholder.h"
#include "tests.h"

struct world {
    struct arena *arena;
    struct report *report;
    json_t *values;
    struct scope all, row;
};

static void make_world(struct world *world)
{
    *world = (struct world){.arena = arena_new(), .report = report_new()};
    world->values = json_pack("{s:s, s:f, s:b, s:n, s:[i], s:s, s:s}", "text", "Pm2.5", "ratio",
                              0.0815, "yes", 1, "none", "list", 1, "empty", "", "number", "3068");
    static const char csv[] = "gdp,price,hole,day,n,big,id\n"
                              "306812345678,306.80,,2021-02-22,12,1e17,-7\n";
    struct source source = {"a.csv", csv, strlen(csv)};
    world->all = (struct scope){.values = world->values};
    world->row = (struct scope){.outer = &world->all,
                                .table = table_from_csv(world->arena, world->report, &source)};
    assert_non_null(world->row.table);
}

static void world_finish(struct world *world)
{
    json_decref(world->values);
    report_free(world->report);
    arena_free(world->arena);
}

static json_t *fill(struct world *world, const char *text)
{
    return placeholder_fill(world->arena, world->report, &world->row, text, (struct place){0});
}

static void check_fill(const char *text, const char *expected)
{
    struct world world;
    make_world(&world);
    json_t *filled = fill(&world, text), *wanted = json_loads(expected, JSON_DECODE_ANY, NULL);
    assert_non_null(wanted);
    if (!json_equal(filled, wanted)) {
        char *given = json_dumps(filled, JSON_ENCODE_ANY);
        fail_msg("%s gives %s, not %s", text, given, expected);
    }
    assert_int_equal(report_count(world.report), 0);
    json_decref(filled);
    json_decref(wanted);
    world_finish(&world);
}

static void numbers_are_filtered(void **state)
{
    (void)state;
    check_fill("{{gdp | scale:亿}}", "\"3068.12亿\"");
    check_fill("{{gdp|scale:亿|decimals:1}}元", "\"3068.1亿元\"");
    check_fill("{{ gdp | decimals:1 | group | scale : 万 }}", "\"30,681,234.6万\"");
    check_fill("{{gdp | scale:auto | decimals:0}}", "\"3068亿\"");
    check_fill("{{gdp | scale:'亿' | decimals:\"0\" | sign}}", "\"+3068亿\"");
    check_fill("{{ratio | ratio}}", "\"8.15%\"");
    check_fill("{{ratio | ratio | decimals:1}}", "\"8.2%\"");
    check_fill("{{price | percent}}", "\"306.8%\"");
    check_fill("{{price | decimals:2}}", "\"306.80\"");
    check_fill("{{n | points | sign}}", "\"+12个百分点\"");
    check_fill("第{{n | han}}期", "\"第十二期\"");
    check_fill("第{{# | han}}期", "\"第一期\"");
    check_fill("{{n | formal}}", "\"壹拾贰\"");
    check_fill("{{price | money}}", "\"叁佰零陆元捌角\"");
    check_fill("{{number | money}}", "\"叁仟零陆拾捌元整\"");
    check_fill("{{id | decimals:0}}", "\"−7\"");
    check_fill("{{id | permille}}", "\"−7‰\"");
    check_fill("{{n | percent | percent}}", "\"12%\"");
    check_fill("{{gdp | times:0.0001 | round | group}}万", "\"30,681,235万\"");
}

static void numbers_stay_numbers(void **state)
{
    (void)state;
    check_fill("{{price | round}}", "307.0");
    check_fill("{{gdp | round:-8}}", "306800000000.0");
    check_fill("{{ratio | times:100}}", "8.15");
    check_fill("{{id | abs}}", "7.0");
    check_fill("{{ratio | times:100 | round:1}}%", "\"8.2%\"");
    check_fill("{{number | abs}}", "3068.0");
    // Once said how it is written it is a text, whatever the order.
    check_fill("{{price | decimals:1 | round}}", "\"307.0\"");
    check_fill("{{price | round | decimals:1}}", "\"307.0\"");
}

static void dates_are_filtered(void **state)
{
    (void)state;
    check_fill("{{day | date}}", "\"2021年2月22日\"");
    check_fill("{{day | date | han}}", "\"二〇二一年二月二十二日\"");
    check_fill("{{day | date:Y年M月 | han}}", "\"二〇二一年二月\"");
    check_fill("{{day | date:'M月D日(星期W)'}}", "\"2月22日(星期一)\"");
    check_fill("{{day | date:YYYY/MM/DD}}", "\"2021/02/22\"");
    check_fill("{{day | date:YY.M.D}}", "\"21.2.22\"");
    check_fill("{{day | date:M月D日 | date:D日}}", "\"22日\"");
    check_fill("{{day | date:Y | pad:6}}", "\"002021\"");
    check_fill("{{day | date:Y | han}}", "\"二〇二一\"");
}

static void texts_are_filtered(void **state)
{
    (void)state;
    check_fill("{{text | upper}}", "\"PM2.5\"");
    check_fill("{{text | lower}}", "\"pm2.5\"");
    check_fill("{{# | pad:2}}", "\"01\"");
    check_fill("{{n | pad:2}}", "\"12\"");
    check_fill("{{price | pad:7}}", "\"0306.80\"");
    check_fill("{{n | han | pad:3}}", "\"0十二\"");
}

static void what_is_missing_passes(void **state)
{
    (void)state;
    check_fill("{{hole | default:'—'}}", "\"—\"");
    check_fill("{{none | default:—}}元", "\"—元\"");
    check_fill("{{empty | default:' | }} '}}", "\" | }} \"");
    check_fill("{{hole | decimals:1 | default:暂无 数据}}", "\"暂无 数据\"");
    check_fill("{{hole | default:0 | decimals:1}}", "\"0.0\"");
    check_fill("{{hole | default:''}}", "\"\"");
    check_fill("{{hole | decimals:1}}", "null");
    check_fill("[{{none | date | han | upper}}]", "\"[]\"");
    check_fill("{{price | default:0}}", "\"306.80\"");
    check_fill("{{n | default:0}}", "12");
    check_fill("{{yes | default:0}}", "true");
    check_fill("{{list | default:0}}", "[1]");
}

static void check_mistake(const char *text, const char *code, const char *message, const char *hint)
{
    struct world world;
    make_world(&world);
    assert_null(fill(&world, text));
    if (report_errors(world.report) != 1)
        fail_msg("%s has %u errors", text, report_errors(world.report));
    const struct message *told = report_message(world.report, 0);
    assert_string_equal(told->code, code);
    if (strstr(told->text, message) == NULL)
        fail_msg("%s: '%s' has no '%s'", text, told->text, message);
    if (hint != NULL ? strstr(told->hint, hint) == NULL : told->hint != NULL)
        fail_msg("%s: '%s' has no '%s'", text, told->hint, hint);
    world_finish(&world);
}

static void mistakes_are_told(void **state)
{
    (void)state;
    const char *filter = "data.filter", *type = "data.type";
    check_mistake("{{gdp | decimls:1}}", filter, "no filter 'decimls'", "did you mean 'decimals'?");
    check_mistake("{{gdp | xxxxxxx}}", filter, "no filter 'xxxxxxx'", "there are: default, round,");
    check_mistake("{{gdp | }}", filter, "no filter after '|'", "there are:");
    check_mistake("{{gdp | group | }}", filter, "no filter after '|'", "there are:");
    check_mistake("{{gdp || group}}", filter, "no filter after '|'", "there are:");
    check_mistake("{{gdp | scale：亿}}", filter, "scale：亿", "half-width ':'");
    check_mistake("{{gdp｜group}}", "data.unknown", "gdp｜group", "half-width '|'");
    check_mistake("{{ | group}}", "data.placeholder", "without a name", "{{name}}");
    check_mistake("{{gdpp | group}}", "data.unknown", "gdpp", "'gdp'");
    check_mistake("{{gdp | decimals}}", filter, "needs an argument", "decimals:2");
    check_mistake("{{gdp | decimals:}}", filter, "whole number from 0 to 6", "decimals:2");
    check_mistake("{{gdp | decimals:7}}", filter, "whole number from 0 to 6", "decimals:2");
    check_mistake("{{gdp | decimals:1.5}}", filter, "whole number from 0 to 6", "decimals:2");
    check_mistake("{{gdp | round:x}}", filter, "whole number from -12 to 12", "round:1");
    check_mistake("{{gdp | pad:1e9}}", filter, "whole number from 1 to 20", "pad:3");
    check_mistake("{{gdp | group:1}}", filter, "takes no argument", "{{field | group}}");
    check_mistake("{{gdp | times:two}}", filter, "needs a number", "times:100");
    check_mistake("{{gdp | scale:億}}", filter, "none, auto, 万, 亿, 万亿", "scale:亿");
    check_mistake("{{hole | default}}", filter, "needs an argument", "default:'—'");
    check_mistake("{{hole | default:'x}}", filter, "quote that is not closed", "default:'—'");
    check_mistake("{{hole | default:'x' y}}", filter, "words behind", "default:'—'");
    check_mistake("{{text | group}}", type, "needs a number, is the text 'Pm2.5'", "default:");
    check_mistake("{{yes | group}}", type, "needs a number", NULL);
    check_mistake("{{list | group}}", type, "needs a number", NULL);
    check_mistake("{{list | upper}}", type, "needs a text or a number", NULL);
    check_mistake("{{hole | default:— | group}}", type, "is the text '—'", "default:");
    check_mistake("{{text | date}}", type, "needs a date such as 2021-02-22, is the text 'Pm2.5'",
                  "default:");
    check_mistake("{{day | date | group}}", type, "needs a number, is a date", NULL);
    check_mistake("{{day | date:Y-Q}}", filter, "letters Y, M, D, W, H and m", "Y年M月D日");
    check_mistake("{{day | date:H:mm | upper}}", filter, "the date has no time", "Y年M月D日");
    check_mistake("{{n | date:M月}}", filter, "the date has no month", "Y年M月D日");
    check_mistake("{{big | han}}", "data.range", "too large", "10000000000000000");
    check_mistake("{{big | times:1e300}}", "data.range", "too large", NULL);
}

// What `haibao describe placeholders` shows.
static void examples_are_true(void **state)
{
    (void)state;
    struct world world;
    make_world(&world);
    size_t count = 0;
    const struct filter_help *help;
    for (; (help = filter_help(count)) != NULL; count++) {
        assert_true(g_str_has_prefix(help->example, help->name));
        assert_true(help->help_en[0] != '\0' && help->help_zh[0] != '\0');
        json_object_set_new(world.values, "x", json_string(help->value));
        char *text = g_strdup_printf("={{x | %s}}", help->example);
        char *wanted = g_strconcat("=", help->gives, NULL);
        json_t *filled = fill(&world, text);
        assert_string_equal(json_string_value(filled), wanted);
        json_decref(filled);
        g_free(text);
        g_free(wanted);
    }
    assert_true(count > 15);
    world_finish(&world);
}

// Chains put together at random: each gives a value or one error.
static void any_chain_ends(void **state)
{
    (void)state;
    static const char *const parts[] = {"|",     " ",     ":",       "'",     "\"",    "1",
                                        "-",     "万亿",  "default", "round", "times", "decimals",
                                        "a",     "han",   "Y年",     "}",     "date",  "M",
                                        "scale", "money", "upper",   "pad",   "：",    "9e99"};
    static const char *const names[] = {"gdp", "price", "hole", "day", "n", "big", "list", "text"};
    unsigned seed = 20212;
    unsigned good = 0;
    for (int turn = 0; turn < 20000; turn++) {
        struct world world;
        if (turn % 100 == 0)
            make_world(&world);
        GString *text = g_string_new("{{");
        g_string_append(text, names[(size_t)rand_r(&seed) % G_N_ELEMENTS(names)]);
        for (int links = rand_r(&seed) % 4; links > 0; links--) {
            size_t index = (size_t)rand_r(&seed) % 20;
            const struct filter_help *help = filter_help(index);
            g_string_append_printf(text, "|%s", rand_r(&seed) % 2 ? help->example : help->name);
            for (int extra = rand_r(&seed) % 4 - 1; extra > 0; extra--)
                g_string_append(text, parts[(size_t)rand_r(&seed) % G_N_ELEMENTS(parts)]);
        }
        g_string_append(text, "}}");
        struct report *report = world.report;
        world.report = report_new();
        json_t *filled = fill(&world, text->str);
        assert_int_equal(report_errors(world.report), filled == NULL ? 1 : 0);
        report_free(world.report);
        world.report = report;
        good += filled != NULL;
        json_decref(filled);
        g_string_free(text, TRUE);
        if (turn % 100 == 99)
            world_finish(&world);
    }
    assert_true(good > 2000 && good < 18000);
}

int test_filter(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_filtered),   cmocka_unit_test(numbers_stay_numbers),
        cmocka_unit_test(dates_are_filtered),     cmocka_unit_test(texts_are_filtered),
        cmocka_unit_test(what_is_missing_passes), cmocka_unit_test(mistakes_are_told),
        cmocka_unit_test(examples_are_true),      cmocka_unit_test(any_chain_ends),
    };
    return cmocka_run_group_tests_name("filter", tests, NULL, NULL);
}
