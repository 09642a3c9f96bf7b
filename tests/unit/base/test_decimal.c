// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/decimal.h"
#include "tests.h"

static void shortest_is_as_written(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *text;
    } cases[] = {
        {0, "0"},
        {-0.0, "0"},
        {306.8, "306.8"},
        {0.1, "0.1"},
        {-0.5, "-0.5"},
        {1e6, "1000000"},
        {123456789012, "123456789012"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1.0 / 3, "0.3333333333333333"},
        {1e20, "100000000000000000000"},
        {1e21, "1e+21"},
        {1.5e300, "1.5e+300"},
        {0.000001, "0.000001"},
        {1e-8, "1e-08"},
        {5e-324, "4.94065645841247e-324"},
        {9007199254740992.0, "9007199254740992"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[DECIMAL_BYTES];
        decimal_shortest(cases[i].value, text);
        assert_string_equal(text, cases[i].text);
    }
    char text[DECIMAL_BYTES] = "x";
    decimal_shortest((double)INFINITY, text);
    assert_string_equal(text, "");
    decimal_shortest((double)NAN, text);
    assert_string_equal(text, "");
}

static void shortest_reads_back(void **state)
{
    (void)state;
    uint64_t bits = 88172645463325252u;
    for (int i = 0; i < 20000; i++) {
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        double value;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value))
            continue;
        char text[DECIMAL_BYTES];
        decimal_shortest(value, text);
        assert_true(strtod(text, NULL) == value);
    }
}

static void rounding_is_as_at_school(void **state)
{
    (void)state;
    static const struct {
        double value;
        int places, shown;
        const char *text;
    } cases[] = {
        {2.5, 0, 0, "3"},
        {3.5, 0, 0, "4"},
        {-2.5, 0, 0, "-3"},
        {0.125, 2, 2, "0.13"},
        {1.005, 2, 2, "1.01"}, // the double is below one half
        {0.285, 2, 2, "0.29"},
        {2.4999999999999996, 0, 0, "2"},
        {0.5, 0, 0, "1"},
        {0.49, 0, 0, "0"},
        {0.04, 0, 0, "0"},
        {-0.001, 2, 2, "0.00"},
        {-0.0, 0, 0, "0"},
        {99.95, 1, 1, "100.0"},
        {9.5, 0, 0, "10"},
        {999999, -1, 0, "1000000"},
        {1500, -3, 0, "2000"},
        {1499, -3, 0, "1000"},
        {5, -1, 0, "10"},
        {4, -1, 0, "0"},
        {50, -3, 0, "0"},
        {1, 20, 20, "1.00000000000000000000"},
        {1234.5678, 4, 0, "1234.5678"},
        {1e21, 2, 0, "1000000000000000000000"},
        {1e-21, 30, 0, "0.00000000000000000000"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[DECIMAL_BYTES] = "-";
        struct decimal decimal = decimal_read(cases[i].value);
        decimal_round(&decimal, cases[i].places);
        decimal_print(&decimal, cases[i].shown, decimal.is_negative ? text + 1 : text);
        assert_string_equal(text, cases[i].text);
    }
    char text[DECIMAL_BYTES];
    struct decimal decimal = decimal_read(-DBL_MAX);
    decimal_print(&decimal, 99, text);
    assert_int_equal(strlen(text), 309 + 1 + 20);
    assert_int_equal(decimal_read((double)NAN).count, 0);
    assert_int_equal(decimal_read((double)INFINITY).count, 0);
}

static void digits_read_back(void **state)
{
    (void)state;
    uint64_t bits = 88172645463325252u;
    for (int i = 0; i < 20000; i++) {
        bits ^= bits << 13;
        bits ^= bits >> 7;
        bits ^= bits << 17;
        double value;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value))
            continue;
        struct decimal decimal = decimal_read(value);
        assert_true(decimal_value(&decimal) == value);
        assert_true(decimal.digits[0] != '0' && decimal.digits[decimal.count - 1] != '0');

        // Rounding moves by half a unit of the last place at most, and is done once.
        int places = (int)(bits % 17) - decimal.point;
        double unit = places > 290 ? 0 : pow(10, -places);
        decimal_round(&decimal, places);
        if (unit > 0)
            assert_true(fabs(decimal_value(&decimal) - value) <= 0.5 * unit + fabs(value) * 1e-15);
        struct decimal again = decimal;
        decimal_round(&again, places);
        assert_memory_equal(&again, &decimal, offsetof(struct decimal, digits));
    }
}

static void only_numbers_parse(void **state)
{
    (void)state;
    static const char *const good[] = {"0", "-0", "12", "-1.5", "1e3", "1E+3", "0.5e-2"};
    static const char *const bad[] = {"",    " 1",  "1 ",  "01",  "+1",  ".5",       "1.",   "1e",
                                      "1e+", "0x1", "nan", "inf", "1,2", "Infinity", "1e999"};
    double value = 77;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(decimal_parse(bad[i], &value));
    assert_true(value == 77);
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_true(decimal_parse(good[i], &value));
        assert_true(value == strtod(good[i], NULL));
    }
    assert_true(decimal_parse("-0", &value));
    assert_false(signbit(value));
}

static void arithmetic_settles(void **state)
{
    (void)state;
    assert_true(decimal_settle(0.1 + 0.2, 0.2) == 0.3);
    assert_true(decimal_settle(306.8 - 300, 306.8) == 6.8);
    assert_true(decimal_settle(0.07 * 100, 0) == 7);
    assert_true(decimal_settle(1.1 * 1.1, 0) == 1.21);
    assert_true(decimal_settle(1013567.2 - 1013567, 1013567.2) == 0.2);
    assert_true(decimal_settle(1 - 0.9, 1) == 0.1);
    // What is near no short decimal, or beyond what 15 digits hold, is left alone.
    assert_true(decimal_settle(1.0 / 3, 0) == 1.0 / 3);
    assert_true(decimal_settle(0.1234567890123456, 0) == 0.1234567890123456);
    assert_true(decimal_settle(9007199254740993.0, 0) == 9007199254740993.0);
    assert_true(decimal_settle(1e-300, 0) == 1e-300);
    assert_true(decimal_settle(0, 0) == 0);
    assert_true(isinf(decimal_settle(HUGE_VAL, 1)));
    assert_true(isnan(decimal_settle(NAN, 1)));
}

int test_decimal(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shortest_is_as_written),   cmocka_unit_test(shortest_reads_back),
        cmocka_unit_test(rounding_is_as_at_school), cmocka_unit_test(digits_read_back),
        cmocka_unit_test(arithmetic_settles),       cmocka_unit_test(only_numbers_parse),
    };
    return cmocka_run_group_tests_name("decimal", tests, NULL, NULL);
}
