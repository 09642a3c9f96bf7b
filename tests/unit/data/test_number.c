// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>

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
        {2.5, 0, 0, 0, 0, "2"},
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
        cmocka_unit_test(numbers_are_written),
        cmocka_unit_test(odd_numbers_are_written),
        cmocka_unit_test(shares_are_fair),
        cmocka_unit_test(shares_sum_to_a_hundred),
    };
    return cmocka_run_group_tests_name("number", tests, NULL, NULL);
}
