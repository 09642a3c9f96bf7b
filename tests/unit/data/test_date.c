// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <string.h>

#include "data/date.h"
#include "tests.h"

static void dates_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        struct date date;
    } cases[] = {
        {"2021-02-22", {2021, 2, 22, -1, -1}},
        {"2021-2-2", {2021, 2, 2, -1, -1}},
        {"2021/2/22", {2021, 2, 22, -1, -1}},
        {"2021.02.22", {2021, 2, 22, -1, -1}},
        {"20210222", {2021, 2, 22, -1, -1}},
        {"202102", {2021, 2, 0, -1, -1}},
        {"2021年2月22日", {2021, 2, 22, -1, -1}},
        {"2021年2月", {2021, 2, 0, -1, -1}},
        {"2021年", {2021, 0, 0, -1, -1}},
        {"2021", {2021, 0, 0, -1, -1}},
        {"2021-12", {2021, 12, 0, -1, -1}},
        {"2024-02-29", {2024, 2, 29, -1, -1}},
        {"2021-02-22T14:30", {2021, 2, 22, 14, 30}},
        {"2021-02-22 9:05", {2021, 2, 22, 9, 5}},
        {"2021-02-22T14:30:59Z", {2021, 2, 22, 14, 30}},
        {"2021-02-22T14:30+08:00", {2021, 2, 22, 14, 30}},
        {"2021年2月22日 14:30", {2021, 2, 22, 14, 30}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct date date;
        if (!date_parse(cases[i].text, &date))
            fail_msg("%s is no date", cases[i].text);
        assert_memory_equal(&date, &cases[i].date, sizeof date);
    }
}

static void what_is_no_date_is_not_read(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "x",
                                      "0",
                                      "0000-01-01",
                                      "2021-",
                                      "2021-13",
                                      "2021-00-01",
                                      "2021-02-29",
                                      "1900-02-29",
                                      "2021-02-30",
                                      "2021-02-",
                                      "2021-02-0",
                                      "2021-02/22",
                                      "2021年2月22",
                                      "2021年2",
                                      "2021年2月x",
                                      "202112x",
                                      "2021022",
                                      "2021-02-22x",
                                      "2021-02-22 ",
                                      "2021-02T14:30",
                                      "2021-02-22T25:00",
                                      "2021-02-22T14:60",
                                      "2021-02-22T14:3",
                                      "2021-02-22T14:30x",
                                      "-2021-02-22",
                                      "12021-02-22",
                                      " 2021",
                                      "2021-02-22T",
                                      "99999999"};
    struct date date = {.year = 7};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (date_parse(bad[i], &date))
            fail_msg("'%s' is read", bad[i]);
    assert_int_equal(date.year, 7);
}

static void check_text(const char *source, const char *pattern, bool is_han, const char *wanted)
{
    struct date date;
    assert_true(date_parse(source, &date));
    GString *text = g_string_new(NULL);
    assert_null(date_append(text, &date, pattern, is_han));
    assert_string_equal(text->str, wanted);
    g_string_free(text, TRUE);
}

static void dates_are_written(void **state)
{
    (void)state;
    check_text("2021-02-22", NULL, false, "2021年2月22日");
    check_text("2021-02", NULL, false, "2021年2月");
    check_text("2021", NULL, false, "2021年");
    check_text("2021-02-22", NULL, true, "二〇二一年二月二十二日");
    check_text("2000-10-10", NULL, true, "二〇〇〇年十月十日");
    check_text("2000-10-30", "YY年MM月DD日", true, "〇〇年十月三十日");
    check_text("2005-01-02", "YY.MM.DD", false, "05.01.02");
    check_text("2005-01-02", "yyyy-MM-dd", false, "2005-01-02");
    check_text("2021-02-22", "星期W", false, "星期一");
    check_text("2021-02-28", "周W", false, "周日");
    check_text("2000-02-29", "W", false, "二");
    check_text("2021-02-22 9:05", "H:mm HH时m分", false, "9:05 09时5分");
    check_text("2021-02-22 14:00", "H时", true, "十四时");
    check_text("2021-02-22", "", false, "");
}

static void check_wrong(const char *source, const char *pattern, const char *wanted)
{
    struct date date;
    assert_true(date_parse(source, &date));
    GString *text = g_string_new(NULL);
    const char *wrong = date_append(text, &date, pattern, false);
    assert_non_null(wrong);
    assert_non_null(strstr(wrong, wanted));
    g_string_free(text, TRUE);
}

static void patterns_may_be_wrong(void **state)
{
    (void)state;
    check_wrong("2021", "M", "no month");
    check_wrong("2021-02", "D", "no day");
    check_wrong("2021-02", "W", "no day");
    check_wrong("2021-02-22", "H", "no time");
    check_wrong("2021-02-22", "m", "no time");
    check_wrong("2021-02-22", "Q", "letters");
}

int test_date(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read),
        cmocka_unit_test(what_is_no_date_is_not_read),
        cmocka_unit_test(dates_are_written),
        cmocka_unit_test(patterns_may_be_wrong),
    };
    return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
