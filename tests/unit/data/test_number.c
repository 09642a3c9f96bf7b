// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <float.h>
#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/number.h"
#include "tests.h"

struct format_case {
    double value;
    int32_t decimals;
    uint32_t group, sign, scale;
    const char *text;
};

static void numbers_are_written(void **state)
{
    (void)state;
    static const struct format_case cases[] = {
        {0, -1, 0, 0, 0, "0"},
        {-0.0, -1, 0, 1, 0, "0"},
        {306.8, -1, 0, 0, 0, "306.8"},
        {306.8, 2, 0, 0, 0, "306.80"},
        {306.8, 0, 0, 0, 0, "307"},
        {1.0 / 3, -1, 0, 0, 0, "0.333333"},
        {-6.3, -1, 0, 0, 0, "−6.3"},
        {6.3, -1, 0, 1, 0, "+6.3"},
        {-6.3, -1, 0, 1, 0, "−6.3"},
        {-0.04, 1, 0, 1, 0, "0.0"},
        {0.04, 1, 0, 1, 0, "0.0"},
        {2.5, 0, 0, 0, 0, "3"},
        {999, 0, 1, 0, 0, "999"},
        {1234, 0, 1, 0, 0, "1234"},
        {9999.9, 0, 1, 0, 0, "10,000"},
        {12345, 0, 1, 0, 0, "12,345"},
        {-1234567.891, 2, 1, 0, 0, "−1,234,567.89"},
        {123456, -1, 1, 1, 0, "+123,456"},
        {123456, 0, 1, 0, 4, "12万"},
        {12345, -1, 0, 0, 4, "1.23万"},
        {10000, -1, 0, 0, 4, "1万"},
        {5000, -1, 0, 0, 4, "0.5万"},
        {12000, 2, 0, 0, 4, "1.20万"},
        {1e8, -1, 0, 0, 8, "1亿"},
        {5.8887e12, 0, 1, 0, 8, "58,887亿"},
        {9999, -1, 0, 0, 1, "9999"},
        {9999.9, 0, 0, 0, 1, "1万"},
        {10000, -1, 0, 0, 1, "1万"},
        {-15300, -1, 0, 0, 1, "−1.53万"},
        {99999999, -1, 0, 0, 1, "1亿"},
        {99990000, -1, 0, 0, 1, "9999万"},
        {1.5e8, -1, 0, 1, 1, "+1.5亿"},
        {0, -1, 0, 0, 1, "0"},
        {5, -1, 0, 0, 7, "5"},
        {306800000000, -1, 0, 0, 1, "3068亿"},
        {306800000000, 1, 0, 0, 8, "3068.0亿"},
        {99996000, 0, 0, 0, 1, "1亿"}, // 9999.6万
        {99994000, 0, 0, 0, 1, "9999万"},
        {99994000, 0, 1, 0, 4, "9999万"},
        {99996000, 0, 1, 0, 4, "10,000万"},
        {999999999999, -1, 0, 0, 1, "1万亿"},
        {1e12, -1, 0, 0, 1, "1万亿"},
        {101.6e12, -1, 0, 0, 1, "101.6万亿"},
        {1e16, -1, 0, 0, 1, "10000万亿"},
        {1e16, -1, 1, 0, 1, "10,000万亿"},
        {1e18, 1, 1, 0, 12, "1,000,000.0万亿"},
        {101.6e12, 1, 0, 0, 12, "101.6万亿"},
        {30000, -1, 0, 0, 8, "0.0003亿"},
        {123, -1, 0, 0, 4, "0.012万"},
        {5e-9, -1, 0, 0, 0, "0.000000005"},
        {-5e-9, 2, 0, 1, 0, "0.00"},
        {5e-324, -1, 0, 0, 0, "0"},
        {1e15, -1, 1, 0, 0, "1,000,000,000,000,000"},
        {1e21, -1, 0, 0, 0, "1000000000000000000000"},
        {1.005, 2, 0, 0, 0, "1.01"},
        {-0.5, 0, 0, 0, 0, "−1"},
        {0.285, 2, 0, 0, 0, "0.29"},
        {12345678.95, 1, 1, 0, 0, "12,345,679.0"},
        {15000, 0, 0, 0, 4, "2万"},
        {14999.5, 0, 0, 0, 4, "1万"}, // rounded once
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        hai_number_format format = {.size = sizeof format,
                                    .decimals = cases[i].decimals,
                                    .group = cases[i].group,
                                    .sign = cases[i].sign,
                                    .scale = cases[i].scale};
        assert_string_equal(number_text(arena, cases[i].value, &format), cases[i].text);
    }
    arena_free(arena);
}

struct style_case {
    double value;
    uint32_t style;
    int32_t decimals;
    uint32_t scale, sign;
    const char *text;
};

static void check_styles(const struct style_case *cases, size_t count)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < count; i++) {
        hai_number_format format = {.size = sizeof format,
                                    .decimals = cases[i].decimals,
                                    .group = 1,
                                    .sign = cases[i].sign,
                                    .scale = cases[i].scale,
                                    .style = cases[i].style};
        const char *text = number_text(arena, cases[i].value, &format);
        if (strcmp(text, cases[i].text) != 0)
            fail_msg("%.17g reads %s, not %s", cases[i].value, text, cases[i].text);
        const char *figure = number_figure(arena, cases[i].value, &format);
        const char *unit = number_unit(arena, cases[i].value, &format);
        assert_string_equal(arena_printf(arena, "%s%s", figure, unit), text);
    }
    arena_free(arena);
}

static void percentages_are_written(void **state)
{
    (void)state;
    static const struct style_case cases[] = {
        {3.1, HAI_NUMBER_PERCENT, -1, 0, 0, "3.1%"},
        {3.14, HAI_NUMBER_PERCENT, 1, 0, 1, "+3.1%"},
        {-3.15, HAI_NUMBER_PERCENT, 1, 0, 0, "−3.2%"},
        {12345, HAI_NUMBER_PERCENT, -1, 4, 0, "12,345%"}, // no scale
        {0.031, HAI_NUMBER_RATIO, -1, 0, 0, "3.1%"},
        {0.07, HAI_NUMBER_RATIO, -1, 0, 0, "7%"}, // 7.000000000000001 in doubles
        {0.29, HAI_NUMBER_RATIO, 0, 0, 0, "29%"},
        {1, HAI_NUMBER_RATIO, 1, 0, 0, "100.0%"},
        {0, HAI_NUMBER_RATIO, -1, 0, 1, "0%"},
        {0.005, HAI_NUMBER_RATIO, 0, 0, 0, "1%"},
        {6.8, HAI_NUMBER_PERMILLE, -1, 0, 0, "6.8‰"},
        {1.2, HAI_NUMBER_POINTS, -1, 0, 1, "+1.2个百分点"},
        {-0.35, HAI_NUMBER_POINTS, 1, 0, 0, "−0.4个百分点"},
        {5, 99, -1, 0, 0, "5"},
    };
    check_styles(cases, sizeof cases / sizeof *cases);
}

static void numerals_are_written(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *common, *formal;
    } cases[] = {
        {0, "零", "零"},
        {-0.0, "零", "零"},
        {5, "五", "伍"},
        {10, "十", "壹拾"},
        {12, "十二", "壹拾贰"},
        {-12, "负十二", "负壹拾贰"},
        {20, "二十", "贰拾"},
        {100, "一百", "壹佰"},
        {105, "一百零五", "壹佰零伍"},
        {110, "一百一十", "壹佰壹拾"},
        {320, "三百二十", "叁佰贰拾"},
        {2000, "二千", "贰仟"},
        {1010, "一千零一十", "壹仟零壹拾"},
        {3052, "三千零五十二", "叁仟零伍拾贰"}, // GB/T 15835-2011, 5.2.5
        {95.06, "九十五点零六", "玖拾伍点零陆"},
        {0.5, "零点五", "零点伍"},
        {10000, "一万", "壹万"},
        {10010, "一万零一十", "壹万零壹拾"},
        {10203, "一万零二百零三", "壹万零贰佰零叁"},
        {100000, "十万", "壹拾万"},
        {107000, "十万七千", "壹拾万柒仟"},
        {100700, "十万零七百", "壹拾万零柒佰"},
        {1001000, "一百万一千", "壹佰万壹仟"},
        {10000000, "一千万", "壹仟万"},
        {10100000, "一千零一十万", "壹仟零壹拾万"},
        {100000010, "一亿零一十", "壹亿零壹拾"},
        {100007000, "一亿零七千", "壹亿零柒仟"},
        {102300000, "一亿零二百三十万", "壹亿零贰佰叁拾万"},
        {120000000, "一亿二千万", "壹亿贰仟万"},
        {306800000000, "三千零六十八亿", "叁仟零陆拾捌亿"},
        {1e12, "一万亿", "壹万亿"},
        {1000100000000, "一万零一亿", "壹万零壹亿"},
        {1000000000001, "一万亿零一", "壹万亿零壹"},
        {1234567890123456, "一千二百三十四万五千六百七十八亿九千零一十二万三千四百五十六",
         "壹仟贰佰叁拾肆万伍仟陆佰柒拾捌亿玖仟零壹拾贰万叁仟肆佰伍拾陆"},
        {1e15, "一千万亿", "壹仟万亿"},
        {1e16, "10,000,000,000,000,000", "10,000,000,000,000,000"},
        {-1e17, "−100,000,000,000,000,000", "−100,000,000,000,000,000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct style_case both[] = {{cases[i].value, HAI_NUMBER_HAN, -1, 0, 0, cases[i].common},
                                    {cases[i].value, HAI_NUMBER_FORMAL, -1, 0, 0, cases[i].formal}};
        both[0].sign = cases[i].value < 1e16; // no plus sign in words
        check_styles(both, 2);
    }
    static const struct style_case others[] = {
        {2021, HAI_NUMBER_HAN_DIGITS, -1, 0, 0, "二〇二一"},
        {1000, HAI_NUMBER_HAN_DIGITS, -1, 8, 0, "一〇〇〇"},
        {10.05, HAI_NUMBER_HAN_DIGITS, -1, 0, 0, "一〇点〇五"},
        {320.5, HAI_NUMBER_HAN, 0, 0, 0, "三百二十一"},
        {320, HAI_NUMBER_HAN, 1, 0, 0, "三百二十点零"},
        {306812345678, HAI_NUMBER_HAN, -1, 8, 0, "三千零六十八点一二亿"},
        {306800000000, HAI_NUMBER_FORMAL, -1, 1, 0, "叁仟零陆拾捌亿"},
        {9999999999999999.0, HAI_NUMBER_HAN, -1, 0, 0, "10,000,000,000,000,000"},
    };
    check_styles(others, sizeof others / sizeof *others);
}

// The examples of 《正确填写票据和结算凭证的基本规定》, and what they leave open.
static void money_is_written(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        {1409.50, "壹仟肆佰零玖元伍角"},
        {6007.14, "陆仟零柒元壹角肆分"},
        {1680.32, "壹仟陆佰捌拾元零叁角贰分"},
        {107000.53, "壹拾万柒仟元零伍角叁分"},
        {16409.02, "壹万陆仟肆佰零玖元零贰分"},
        {325.04, "叁佰贰拾伍元零肆分"},
        {10203.04, "壹万零贰佰零叁元零肆分"},
        {0, "零元整"},
        {-0.001, "零元整"},
        {0.5, "伍角"},
        {0.05, "伍分"},
        {0.55, "伍角伍分"},
        {1, "壹元整"},
        {10, "壹拾元整"},
        {10.01, "壹拾元零壹分"},
        {-320.5, "负叁佰贰拾元零伍角"},
        {1.005, "壹元零壹分"},
        {99.995, "壹佰元整"},
        {306800000000, "叁仟零陆拾捌亿元整"},
        {100000000.01, "壹亿元零壹分"},
        {9999999999999.99, "玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"},
        {1e15, "壹仟万亿元整"},
        {1e16, "10,000,000,000,000,000.00元"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        // Neither a scale nor a plus sign is heeded.
        struct style_case one = {cases[i].value, HAI_NUMBER_MONEY, -1, 4, 0, cases[i].text};
        check_styles(&one, 1);
    }
    static const struct style_case rounded[] = {
        {10203.54, HAI_NUMBER_MONEY, 0, 0, 0, "壹万零贰佰零肆元整"},
        {10203.55, HAI_NUMBER_MONEY, 1, 0, 1, "壹万零贰佰零叁元陆角"},
        {10203.04, HAI_NUMBER_MONEY, 6, 0, 0, "壹万零贰佰零叁元零肆分"},
    };
    check_styles(rounded, sizeof rounded / sizeof *rounded);
}

static void units_stand_apart(void **state)
{
    (void)state;
    static const struct {
        uint32_t style, scale;
        double value;
        const char *figure, *unit;
    } cases[] = {
        {HAI_NUMBER_PLAIN, 0, 306.8, "306.8", ""},
        {HAI_NUMBER_PLAIN, 1, 306800000000, "3068", "亿"},
        {HAI_NUMBER_PLAIN, 1, -1.2e13, "−12", "万亿"},
        {HAI_NUMBER_PERCENT, 0, 3.1, "3.1", "%"},
        {HAI_NUMBER_POINTS, 0, 3.1, "3.1", "个百分点"},
        {HAI_NUMBER_HAN, 8, 306800000000, "三千零六十八亿", ""},
        {HAI_NUMBER_MONEY, 0, 1, "壹元整", ""},
        {HAI_NUMBER_MONEY, 0, 1e16, "10000000000000000.00", "元"},
        {HAI_NUMBER_PERCENT, 0, (double)NAN, "", ""},
    };
    struct arena *arena = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        hai_number_format format = {.size = sizeof format,
                                    .decimals = -1,
                                    .scale = cases[i].scale,
                                    .style = cases[i].style};
        assert_string_equal(number_figure(arena, cases[i].value, &format), cases[i].figure);
        assert_string_equal(number_unit(arena, cases[i].value, &format), cases[i].unit);
    }
    arena_free(arena);
}

static void figures_share_a_scale(void **state)
{
    (void)state;
    static const struct {
        double values[4];
        uint32_t scale, common;
    } cases[] = {
        {{1, 20, 300, 0}, 1, 0},
        {{0, 0, 0, 0}, 1, 0},
        {{12000, 9000, 1000, 0}, 1, 4},
        {{12000, 999, 0, 0}, 1, 0},
        {{3.4e8, 1.2e8, 1e7, -5e8}, 1, 8},
        {{3.4e8, 9e6, 0, 0}, 1, 4},
        {{3.4e8, 5, 0, 0}, 1, 0},
        {{(double)NAN, 3.4e8, (double)INFINITY, 0}, 1, 8},
        {{5e12, 2e11, 0, 0}, 1, 12},
        {{99999999.9, 0, 0, 0}, 1, 8},
        {{5, 0, 0, 0}, 8, 8},
        {{5e9, 0, 0, 0}, 0, 0},
        {{5e9, 0, 0, 0}, 3, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        hai_number_format format = {.size = sizeof format, .decimals = -1, .scale = cases[i].scale};
        assert_int_equal(hai_number_common_scale(cases[i].values, 4, &format), cases[i].common);
    }
    assert_int_equal(hai_number_common_scale(NULL, 0, NULL), 0);
}

static void options_become_a_format(void **state)
{
    (void)state;
    static const char *const scales[] = {"5", "5", "0.0005万", "0.00000005亿",
                                         "0.000000000005万亿"};
    struct arena *arena = arena_new();
    for (int32_t scale = 0; HAI_NUMBER_SCALES[scale] != NULL; scale++) {
        hai_number_options options = {.decimals = -1, .scale = scale};
        hai_number_format format = hai_number_options_format(&options);
        assert_string_equal(number_text(arena, 5, &format), scales[scale]);
    }
    static const char *const styles[] = {"+20,000",         "+20,000%", "+2,000,000%", "+20,000‰",
                                         "+20,000个百分点", "二万",     "二〇〇〇〇",  "贰万",
                                         "贰万元整"};
    for (int32_t style = 0; HAI_NUMBER_STYLES[style] != NULL; style++) {
        hai_number_options options = {.decimals = -1, .style = style, .sign = true, .group = true};
        hai_number_format format = hai_number_options_format(&options);
        assert_string_equal(number_text(arena, 20000, &format), styles[style]);
    }
    arena_free(arena);
}

// Any double and any format: no crash, UTF-8, and Arabic digits read back within half a unit of the
// last place.
static void any_number_is_written(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    uint64_t bits = 88172645463325252u;
    for (int turn = 0; turn < 60000; turn++) {
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        double value;
        memcpy(&value, &bits, sizeof value);
        if (turn % 2 == 0)
            value = (double)(int64_t)(bits >> 8) / pow(10, (double)(bits % 18));
        static const uint32_t scales[] = {0, 1, 4, 8, 12, 77};
        hai_number_format format = {.size = sizeof format,
                                    .decimals = (int32_t)(bits >> 20 & 7) - 1,
                                    .group = bits >> 24 & 1,
                                    .sign = bits >> 25 & 1,
                                    .scale = scales[bits % 6],
                                    .style = bits >> 30 & 7};
        if (turn % 5 == 0)
            format.style += 2;
        const char *text = number_text(arena, value, &format);
        assert_true(g_utf8_validate(text, -1, NULL));
        assert_int_equal(*text == '\0', !isfinite(value));
        if (!(fabs(value) < 1e300) || format.style >= HAI_NUMBER_HAN)
            continue;

        const char *unit = number_unit(arena, value, &format);
        double power = strcmp(unit, "万") == 0                                      ? 1e4
                       : strcmp(unit, "亿") == 0                                    ? 1e8
                       : strcmp(unit, "万亿") == 0                                  ? 1e12
                       : strcmp(unit, "%") == 0 && format.style == HAI_NUMBER_RATIO ? 0.01
                                                                                    : 1;
        GString *digits = g_string_new(NULL);
        const char *figure = number_figure(arena, value, &format);
        if (g_str_has_prefix(figure, "−"))
            g_string_append_c(digits, '-');
        for (const char *at = figure; *at != '\0'; at++)
            if (g_ascii_isdigit(*at) || *at == '.')
                g_string_append_c(digits, *at);
        const char *point = strchr(digits->str, '.');
        double read = g_ascii_strtod(digits->str, NULL) * power;
        double unit_of_last = format.decimals < 0 ? 0.01 : pow(10, -format.decimals);
        double allowed = 0.5000001 * unit_of_last * power + fabs(value) * 1e-14;
        if (!(fabs(read - value) <= allowed))
            fail_msg("%.17g reads %s", value, text);
        if (format.decimals > 0)
            assert_int_equal(strlen(point) - 1, format.decimals);
        g_string_free(digits, TRUE);
    }
    arena_free(arena);
}

static void odd_numbers_are_written(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(number_text(arena, (double)NAN, NULL), "");
    assert_string_equal(number_text(arena, (double)INFINITY, NULL), "");
    assert_string_equal(number_text(arena, 1.25, NULL), "1.25");
    hai_number_format format = {.size = sizeof format, .decimals = 99, .group = 1, .scale = 1};
    assert_non_null(number_text(arena, -DBL_MAX, &format));
    // A record that ends before "group".
    format = (hai_number_format){.size = 8, .decimals = 1, .group = 1};
    assert_string_equal(number_text(arena, 12345, &format), "12345.0");
    arena_free(arena);
}

static void check_shares(const double *values, uint32_t count, int32_t decimals,
                         const double *expected)
{
    double shares[8];
    hai_number_shares(values, count, decimals, shares);
    for (uint32_t i = 0; i < count; i++)
        if (fabs(shares[i] - expected[i]) > 1e-9)
            fail_msg("share %u is %.12g, not %.12g", i, shares[i], expected[i]);
}

static void shares_are_fair(void **state)
{
    (void)state;
    check_shares((double[]){1, 1, 1}, 3, 0, (double[]){34, 33, 33});
    check_shares((double[]){1, 1, 1}, 3, 1, (double[]){33.4, 33.3, 33.3});
    check_shares((double[]){30, 70}, 2, 0, (double[]){30, 70});
    check_shares((double[]){9.5, 42.2, 48.3}, 3, 1, (double[]){9.5, 42.2, 48.3});
    check_shares((double[]){2, 1}, 2, 0, (double[]){67, 33});
    check_shares((double[]){0, 5, -3, (double)NAN}, 4, 0, (double[]){0, 100, 0, 0});
    check_shares((double[]){0, 0}, 2, 0, (double[]){0, 0});
    check_shares((double[]){(double)INFINITY, 1}, 2, 0, (double[]){0, 100});
    check_shares((double[]){DBL_MAX, DBL_MAX}, 2, 0, (double[]){50, 50});
    check_shares((double[]){5e-324}, 1, -1, (double[]){100});
    hai_number_shares(NULL, 0, 0, NULL);

    double same[3] = {1, 1, 2};
    hai_number_shares(same, 3, 0, same);
    assert_true(same[0] == 25 && same[1] == 25 && same[2] == 50);
}

static void shares_sum_to_a_hundred(void **state)
{
    (void)state;
    unsigned seed = 20211;
    for (int turn = 0; turn < 5000; turn++) {
        double values[40], shares[40];
        uint32_t count = 1 + (uint32_t)rand_r(&seed) % 40;
        int32_t decimals = rand_r(&seed) % 4;
        double sum = 0;
        for (uint32_t i = 0; i < count; i++) {
            values[i] = turn % 3 == 0 ? rand_r(&seed) % 7 : exp(rand_r(&seed) % 100 - 50);
            sum += values[i];
        }
        if (!(sum > 0))
            continue;
        hai_number_shares(values, count, decimals, shares);
        long long units = 0;
        double scale = pow(10, decimals);
        for (uint32_t i = 0; i < count; i++) {
            double unit = shares[i] * scale;
            assert_true(fabs(unit - round(unit)) < 1e-6);
            assert_true(fabs(shares[i] - values[i] / sum * 100) < 1 / scale + 1e-9);
            units += llround(unit);
        }
        assert_int_equal(units, llround(100 * scale));
    }
}

int test_number(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_written),     cmocka_unit_test(percentages_are_written),
        cmocka_unit_test(numerals_are_written),    cmocka_unit_test(money_is_written),
        cmocka_unit_test(units_stand_apart),       cmocka_unit_test(figures_share_a_scale),
        cmocka_unit_test(options_become_a_format), cmocka_unit_test(any_number_is_written),
        cmocka_unit_test(odd_numbers_are_written), cmocka_unit_test(shares_are_fair),
        cmocka_unit_test(shares_sum_to_a_hundred),
    };
    return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
