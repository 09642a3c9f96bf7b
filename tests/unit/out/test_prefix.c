// SPDX-License-Identifier: MIT
//
// Prefix codes: complete, none longer than allowed, as short in all as can be, and written as RFC
// 1951 says.
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <glib.h>

#include "out/prefix.h"
#include "tests.h"

#define ROUNDS 400
#define SEED 1951u

// Codes fill all that can be told apart, but for symbols that do not come, and none begins another.
static void check_codes(const struct prefix *codes, const uint32_t *counts, unsigned count,
                        unsigned longest)
{
    uint8_t owners[1 << PREFIX_LONGEST] = {0};
    unsigned taken = 0;

    for (unsigned i = 0; i < count; i++) {
        assert_int_equal(codes[i].length > 0, counts[i] > 0);
        assert_true(codes[i].length <= longest);
        if (codes[i].length == 0)
            continue;
        for (unsigned rest = 0; rest < 1u << (longest - codes[i].length); rest++) {
            unsigned bits = codes[i].bits | rest << codes[i].length;
            assert_true(bits < 1u << longest);
            assert_int_equal(owners[bits]++, 0);
            taken++;
        }
    }
    assert_int_equal(taken, 1u << longest);
}

static uint64_t cost_of(const struct prefix *codes, const uint32_t *counts, unsigned count)
{
    uint64_t bits = 0;

    for (unsigned i = 0; i < count; i++)
        bits += (uint64_t)counts[i] * codes[i].length;
    return bits;
}

// What the shortest code takes, whatever its lengths: the sum of all that are joined, two by two.
static uint64_t least_cost(const uint32_t *counts, unsigned count)
{
    GArray *left = g_array_new(FALSE, FALSE, sizeof(uint64_t));
    uint64_t bits = 0;

    for (unsigned i = 0; i < count; i++) {
        uint64_t weight = counts[i];
        if (weight > 0)
            g_array_append_val(left, weight);
    }
    while (left->len > 1) {
        uint64_t sum = 0;
        for (int k = 0; k < 2; k++) {
            guint least = 0;
            for (guint i = 1; i < left->len; i++)
                if (g_array_index(left, uint64_t, i) < g_array_index(left, uint64_t, least))
                    least = i;
            sum += g_array_index(left, uint64_t, least);
            g_array_remove_index_fast(left, least);
        }
        g_array_append_val(left, sum);
        bits += sum;
    }
    g_array_free(left, TRUE);
    return bits;
}

static void codes_are_the_shortest(void **state)
{
    GRand *random = g_rand_new_with_seed(SEED);

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        unsigned count = (unsigned)g_rand_int_range(random, 2, PREFIX_SYMBOLS + 1);
        uint32_t counts[PREFIX_SYMBOLS] = {1, 1}; // not so rare that the limit counts
        struct prefix codes[PREFIX_SYMBOLS];
        for (unsigned i = 2; i < count; i++)
            counts[i] = g_rand_boolean(random) ? (uint32_t)g_rand_int_range(random, 30, 1000) : 0;
        prefix_codes(codes, counts, count, PREFIX_LONGEST);
        check_codes(codes, counts, count, PREFIX_LONGEST);
        assert_int_equal(cost_of(codes, counts, count), least_cost(counts, count));
    }
    g_rand_free(random);
}

// Of Fibonacci's numbers each symbol's code is longer than the next one's.
static void long_codes_are_cut(void **state)
{
    enum { COUNT = 30 };
    uint32_t counts[COUNT] = {1, 1};
    struct prefix codes[COUNT];

    (void)state;
    for (unsigned i = 2; i < COUNT; i++)
        counts[i] = counts[i - 1] + counts[i - 2];
    for (unsigned longest = 5; longest <= PREFIX_LONGEST; longest++) {
        prefix_codes(codes, counts, COUNT, longest);
        check_codes(codes, counts, COUNT, longest);
        for (unsigned i = 1; i < COUNT; i++)
            assert_true(codes[i].length <= codes[i - 1].length);
        assert_true(cost_of(codes, counts, COUNT) >= least_cost(counts, COUNT));
    }
}

// The example of RFC 1951, 3.2.2: A to H with lengths 3, 3, 3, 3, 3, 2, 4, 4 are 010, 011, 100,
// 101, 110, 00, 1110, 1111, the first bit of which is the lowest here.
static void codes_are_those_of_the_standard(void **state)
{
    static const uint32_t counts[] = {4, 4, 4, 4, 4, 10, 2, 2};
    static const struct prefix expected[] = {{2, 3}, {6, 3}, {1, 3}, {5, 3},
                                             {3, 3}, {0, 2}, {7, 4}, {15, 4}};
    struct prefix codes[G_N_ELEMENTS(counts)];

    (void)state;
    prefix_codes(codes, counts, G_N_ELEMENTS(counts), PREFIX_LONGEST);
    for (unsigned i = 0; i < G_N_ELEMENTS(counts); i++) {
        assert_int_equal(codes[i].length, expected[i].length);
        assert_int_equal(codes[i].bits, expected[i].bits);
    }
}

int test_prefix(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(codes_are_the_shortest),
                                       cmocka_unit_test(long_codes_are_cut),
                                       cmocka_unit_test(codes_are_those_of_the_standard)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
