// SPDX-License-Identifier: MIT
//
// The published figures in specs/data add up as their sources say; and steps can say so.
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "data/derive.h"
#include "tests.h"

// The table that steps make of a file of specs/data has rows of these texts, parted by "; ".
static void file_gives(const char *name, const char *steps, const char *wanted)
{
    static const struct bind_host host = {0};
    struct arena *arena = arena_new();
    struct report *report = report_new();
    struct source source, spec = {"steps", steps, strlen(steps)};
    int error = 0;
    const char *path = arena_printf(arena, HAIBAO_SOURCE_DIR "/specs/data/%s", name);
    assert_true(file_read(arena, path, TABLE_MAX_BYTES, &source, &error));
    const hai_table *table = table_from_csv(arena, report, &source);
    assert_non_null(table);
    json_t *list = json_loads(steps, 0, NULL);
    const struct derive how = {arena, report, &spec, &host, NULL};
    table = derive_table(&how, table, list, "");
    if (report_count(report) > 0)
        fail_msg("%s", report_message(report, 0)->text);
    GString *text = g_string_new(NULL);
    for (int32_t row = 0; row < hai_table_rows(table); row++) {
        g_string_append(text, row > 0 ? "; " : "");
        for (int32_t i = 0; i < hai_table_columns(table); i++)
            g_string_append_printf(text, "%s%s", i > 0 ? "," : "", hai_table_text(table, row, i));
    }
    assert_string_equal(text->str, wanted);
    g_string_free(text, TRUE);
    json_decref(list);
    report_free(report);
    arena_free(arena);
}

static void sectors_are_the_whole(void **state)
{
    (void)state;
    file_gives("national-gdp.csv",
               "[{\"derive\": {\"gap\": \"primary + secondary + tertiary - gdp\"}},"
               " {\"group\": [], \"count\": \"n\", \"min\": {\"low\": \"gap\"},"
               " \"max\": {\"high\": \"gap\"}}]",
               "10,0,1");
}

static void parts_of_a_census_are_all(void **state)
{
    (void)state;
    file_gives("population.csv",
               "[{\"filter\": \"unit == '人'\"}, {\"group\": \"series\", \"sum\": \"value\"}]",
               "普查性别,1411778724; 普查年龄,1411778724; 普查城乡,1411778724");
    file_gives("population.csv",
               "[{\"filter\": \"series == '普查城乡'\"}, {\"share\": \"value\"},"
               " {\"filter\": \"share > 63.885 and share < 63.895\"}, {\"select\": \"item\"}]",
               "城镇");
}

static void births_less_deaths_are_growth(void **state)
{
    (void)state;
    file_gives("population.csv",
               "[{\"filter\": \"unit == '万人' and series != '历次普查'\"},"
               " {\"select\": [\"year\", \"item\", \"value\"]}, {\"unfold\": \"item\"},"
               " {\"change\": \"全国人口\", \"absolute\": true},"
               " {\"filter\": \"出生 is not missing\"},"
               " {\"derive\": {\"gap\": \"出生 - 死亡 - change\"}},"
               " {\"group\": \"gap\", \"count\": \"n\"}]",
               "0,8");
}

int test_published(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sectors_are_the_whole),
        cmocka_unit_test(parts_of_a_census_are_all),
        cmocka_unit_test(births_less_deaths_are_growth),
    };
    return cmocka_run_group_tests_name("published", tests, NULL, NULL);
}
