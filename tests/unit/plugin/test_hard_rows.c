// SPDX-License-Identifier: MIT
//
// The rows that charts are afraid of stay of the same make as those of the example.
#include "tests.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "data/table.h"
#include "plugin/hard_rows.h"

struct sample {
    const hai_table *rows, *more;
};

static const hai_option options[] = {
    HAI_TABLE("rows", struct sample, rows, .flags = 0),
    HAI_TABLE("more", struct sample, more, .flags = 0),
};
static const hai_visual visual = {
    .size = sizeof visual, .options = options, .option_count = HAI_COUNT(options)};

struct fixture {
    struct arena *arena;
    struct report *report;
    struct sample sample;
    struct hard_base *base;
    json_t *rows;
};

static const hai_table *read_rows(struct fixture *fixture, const char *text)
{
    struct source source = {"rows", text, strlen(text)};
    json_t *array = json_loads(text, 0, NULL);
    assert_non_null(array);
    const hai_table *table = table_from_json(fixture->arena, fixture->report, array, &source, "");
    assert_non_null(table);
    json_decref(array);
    return table;
}

static const struct hard_case *find_case(const char *name)
{
    for (const struct hard_case *hard = hard_cases; hard->name; hard++)
        if (strcmp(hard->name, name) == 0)
            return hard;
    fail_msg("there is no case '%s'", name);
    return NULL;
}

static void set_up(struct fixture *fixture, const char *rows, const char *more)
{
    *fixture = (struct fixture){.arena = arena_new(), .report = report_new()};
    fixture->sample.rows = read_rows(fixture, rows);
    if (more)
        fixture->sample.more = read_rows(fixture, more);
    fixture->base = hard_base_new(&visual, &fixture->sample);
}

static json_t *make(struct fixture *fixture, const char *name)
{
    json_decref(fixture->rows);
    fixture->rows = hard_rows_json(fixture->base, 0, find_case(name));
    return fixture->rows;
}

static void tear_down(struct fixture *fixture)
{
    json_decref(fixture->rows);
    hard_base_free(fixture->base);
    report_free(fixture->report);
    arena_free(fixture->arena);
}

static const char *text_at(json_t *rows, size_t row, const char *key)
{
    return json_string_value(json_object_get(json_array_get(rows, row), key));
}

static double number_at(json_t *rows, size_t row, const char *key)
{
    json_t *value = json_object_get(json_array_get(rows, row), key);
    return json_is_number(value) ? json_number_value(value) : NAN;
}

static guint count_texts(json_t *rows, const char *key)
{
    GHashTable *seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (size_t i = 0; i < json_array_size(rows); i++)
        if (text_at(rows, i, key))
            (void)g_hash_table_add(seen, (char *)(uintptr_t)text_at(rows, i, key));
    guint count = g_hash_table_size(seen);
    g_hash_table_destroy(seen);
    return count;
}

#define GDP                                                                                        \
    "[{\"name\": \"甲\", \"low\": 1.5, \"high\": 4}, {\"name\": \"乙\", \"low\": 2, \"high\": "  \
    "2.5}, "                                                                                       \
    "{\"name\": \"丙\", \"low\": 0, \"high\": 8}]"

static void names_are_added(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, GDP, NULL);
    json_t *rows = make(&fixture, "sixty");
    assert_int_equal(json_array_size(rows), HARD_NAMES);
    assert_int_equal(count_texts(rows, "name"), HARD_NAMES);
    assert_string_equal(text_at(rows, 1, "name"), "乙");
    rows = make(&fixture, "sixty-long");
    assert_int_equal(count_texts(rows, "name"), HARD_NAMES);
    assert_int_equal(g_utf8_strlen(text_at(rows, 59, "name"), -1), HARD_LONG_NAME);
    assert_int_equal(json_array_size(make(&fixture, "none")), 0);
    assert_int_equal(json_array_size(make(&fixture, "one")), 1);
    assert_int_equal(json_array_size(make(&fixture, "twice")), 6);
    assert_int_equal(count_texts(make(&fixture, "alike"), "name"), 1);
    assert_int_equal(count_texts(make(&fixture, "shuffled"), "name"), 3);
    assert_string_not_equal(text_at(fixture.rows, 0, "name"), "甲");
    tear_down(&fixture);
}

static void what_is_low_stays_low(void **state)
{
    (void)state;
    static const char *const cases[] = {"negative", "mixed", "tiny", "huge", "wide", "sixty"};
    struct fixture fixture;
    set_up(&fixture, GDP, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_t *rows = make(&fixture, cases[i]);
        for (size_t row = 0; row < json_array_size(rows); row++)
            assert_true(number_at(rows, row, "low") <= number_at(rows, row, "high"));
    }
    assert_true(number_at(make(&fixture, "negative"), 2, "high") < 0);
    assert_true(number_at(make(&fixture, "huge"), 2, "high") == 1e15);
    assert_true(number_at(make(&fixture, "tiny"), 2, "high") == 1e-9);
    assert_true(number_at(make(&fixture, "zero"), 2, "high") == 0);
    assert_true(isnan(number_at(make(&fixture, "nothing"), 2, "high")));
    tear_down(&fixture);
}

static void some_figures_are_missing(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, GDP, NULL);
    json_t *rows = make(&fixture, "missing");
    unsigned missing = 0, dashes = 0;
    for (size_t row = 0; row < 3; row++) {
        missing += isnan(number_at(rows, row, "low")) ? 1 : 0;
        missing += isnan(number_at(rows, row, "high")) ? 1 : 0;
        dashes += g_strcmp0(text_at(rows, row, "low"), "—") == 0 ? 1 : 0;
        dashes += g_strcmp0(text_at(rows, row, "high"), "—") == 0 ? 1 : 0;
    }
    assert_in_range(missing, 1, 5);
    assert_true(dashes > 0);
    tear_down(&fixture);
}

// Years and series: the years go on, the series stay as many as they are.
static void series_stay(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture,
           "[{\"year\": 2019, \"series\": \"甲\", \"value\": 1}, "
           "{\"year\": 2019, \"series\": \"乙\", \"value\": 2}, "
           "{\"year\": 2020, \"series\": \"甲\", \"value\": 3}, "
           "{\"year\": 2020, \"series\": \"乙\", \"value\": 4}, "
           "{\"year\": 2021, \"series\": \"甲\", \"value\": 5}, "
           "{\"year\": 2021, \"series\": \"乙\", \"value\": 6}]",
           NULL);
    json_t *rows = make(&fixture, "sixty");
    assert_int_equal(json_array_size(rows), 2 * HARD_NAMES);
    assert_int_equal(count_texts(rows, "series"), 2);
    assert_true(number_at(rows, 119, "year") == 2019 + 59);
    assert_true(number_at(make(&fixture, "zero"), 3, "year") == 2020);
    assert_true(number_at(fixture.rows, 3, "value") == 0);
    tear_down(&fixture);
}

static void dates_go_on(void **state)
{
    (void)state;
    static const char *const dates[][3] = {
        {"2021-12-30", "2021-12-31", "2022-01-01"},
        {"2021年11月", "2021年12月", "2022年1月"},
        {"3月5日", "3月6日", "3月7日"},
        {"11月", "12月", "1月"},
        {"2019年", "2020年", "2021年"},
        {"2021/9", "2021/10", "2021/11"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(dates); i++) {
        char *rows =
            g_strdup_printf("[{\"date\": \"%s\"}, {\"date\": \"%s\"}]", dates[i][0], dates[i][1]);
        struct fixture fixture;
        set_up(&fixture, rows, NULL);
        assert_string_equal(text_at(make(&fixture, "sixty"), 2, "date"), dates[i][2]);
        assert_string_equal(text_at(make(&fixture, "long"), 0, "date"), dates[i][0]);
        tear_down(&fixture);
        g_free(rows);
    }
}

static guint count_strangers(json_t *rows, const char *key, json_t *others, const char *other_key)
{
    guint strangers = 0;
    for (size_t i = 0; i < json_array_size(rows); i++) {
        bool is_known = false;
        for (size_t j = 0; j < json_array_size(others); j++)
            is_known =
                is_known || g_strcmp0(text_at(rows, i, key), text_at(others, j, other_key)) == 0;
        strangers += is_known ? 0 : 1;
    }
    return strangers;
}

// What flows from one to the next goes on doing so, also by names that stand in a second table.
static void references_hold(void **state)
{
    (void)state;
    static const char *const cases[] = {"sixty", "long", "sixty-long", "missing"};
    struct fixture fixture;
    set_up(&fixture,
           "[{\"source\": \"甲\", \"target\": \"乙\", \"value\": 1}, "
           "{\"source\": \"乙\", \"target\": \"丙\", \"value\": 1}]",
           "[{\"id\": \"甲\"}, {\"id\": \"乙\"}, {\"id\": \"丙\"}]");
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        json_t *rows = make(&fixture, cases[i]);
        json_t *more = hard_rows_json(fixture.base, 1, find_case(cases[i]));
        assert_int_equal(count_strangers(rows, "source", more, "id"), 0);
        assert_int_equal(count_strangers(rows, "target", more, "id"), 0);
        assert_string_equal(text_at(rows, 0, "target"), text_at(rows, 1, "source"));
        json_decref(more);
    }
    tear_down(&fixture);
}

static void csv_is_the_same(void **state)
{
    (void)state;
    struct fixture fixture;
    set_up(&fixture, GDP, NULL);
    char *csv = hard_rows_csv(fixture.base, 0, find_case("missing"));
    struct source source = {"rows.csv", csv, strlen(csv)};
    const hai_table *table = table_from_csv(fixture.arena, fixture.report, &source);
    assert_non_null(table);
    json_t *rows = make(&fixture, "missing");
    assert_int_equal(hai_table_rows(table), json_array_size(rows));
    for (int32_t i = 0; i < 3; i++) {
        double number = hai_table_number(table, i, hai_table_find_column(table, "high"));
        double expected = number_at(rows, (size_t)i, "high");
        assert_true(number == expected || (isnan(number) && isnan(expected)));
    }
    g_free(csv);
    csv = hard_rows_csv(fixture.base, 0, find_case("heap"));
    source = (struct source){"rows.csv", csv, strlen(csv)};
    table = table_from_csv(fixture.arena, fixture.report, &source);
    assert_int_equal(hai_table_rows(table), HARD_HEAP);
    g_free(csv);
    tear_down(&fixture);
}

int test_hard_rows(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_are_added),
        cmocka_unit_test(what_is_low_stays_low),
        cmocka_unit_test(some_figures_are_missing),
        cmocka_unit_test(series_stay),
        cmocka_unit_test(dates_go_on),
        cmocka_unit_test(references_hold),
        cmocka_unit_test(csv_is_the_same),
    };
    return cmocka_run_group_tests_name("hard rows", tests, NULL, NULL);
}
