// SPDX-License-Identifier: MIT
//
// Strips are packed to the same bytes whatever the packer packed before and wherever it lies in
// memory, so that pictures do not depend on which thread drew which strip; and they unpack to what
// was given.
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <glib.h>
#include <libdeflate.h>
#include <string.h>

#include "out/deflate.h"
#include "tests.h"

#define STRIPS 48
#define STRIP_BYTES 310000 // as of 96 rows of 1080 pixels
#define PLACES 400
#define SEED 20221u

// Flat grounds with runs of few colours and a little noise, as posters are.
static uint8_t *strip_new(GRand *random)
{
    uint8_t *bytes = g_malloc(STRIP_BYTES);
    size_t at = 0;

    while (at < STRIP_BYTES) {
        size_t run = (size_t)g_rand_int_range(random, 1, g_rand_boolean(random) ? 9 : 3000);
        uint8_t first = (uint8_t)g_rand_int_range(random, 0, 24);
        for (size_t i = 0; i < run && at < STRIP_BYTES; i++)
            bytes[at++] = (uint8_t)(first + i % 3 * 7);
    }
    return bytes;
}

static void test_history(void **state)
{
    struct packer *used = packer_new();
    struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor();
    GRand *random = g_rand_new_with_seed(SEED);
    uint8_t *unpacked = g_malloc(STRIP_BYTES);

    (void)state;
    assert_non_null(unpacker);
    for (int i = 0; i < STRIPS; i++) {
        uint8_t *strip = strip_new(random);
        struct packer *fresh = packer_new();
        struct packed *one = packer_pack(used, strip, STRIP_BYTES);
        struct packed *other = packer_pack(fresh, strip, STRIP_BYTES);

        assert_non_null(one);
        assert_non_null(other);
        assert_int_equal(one->size, other->size);
        assert_memory_equal(one->bytes, other->bytes, one->size);
        assert_int_equal(one->adler, libdeflate_adler32(1, strip, STRIP_BYTES));

        uint8_t *whole = g_malloc(one->size + sizeof deflate_tail);
        size_t size;
        memcpy(whole, one->bytes, one->size);
        memcpy(whole + one->size, deflate_tail, sizeof deflate_tail);
        assert_int_equal(libdeflate_deflate_decompress(unpacker, whole,
                                                       one->size + sizeof deflate_tail, unpacked,
                                                       STRIP_BYTES, &size),
                         LIBDEFLATE_SUCCESS);
        assert_int_equal(size, STRIP_BYTES);
        assert_memory_equal(unpacked, strip, STRIP_BYTES);
        g_free(whole);
        g_free(one);
        g_free(other);
        packer_free(fresh);
        g_free(strip);
    }
    g_free(unpacked);
    g_rand_free(random);
    libdeflate_free_decompressor(unpacker);
    packer_free(used);
}

// What depends on the place shows at one place of some thousands, so there are many.
static void test_places(void **state)
{
    GRand *random = g_rand_new_with_seed(SEED);
    uint8_t *strip = strip_new(random);
    struct packer *packers[PLACES];
    struct packed *expected = NULL;

    (void)state;
    for (int i = 0; i < PLACES; i++) {
        packers[i] = packer_new();
        struct packed *packed = packer_pack(packers[i], strip, STRIP_BYTES);
        if (expected == NULL)
            expected = packed;
        assert_int_equal(packed->size, expected->size);
        assert_memory_equal(packed->bytes, expected->bytes, packed->size);
        if (packed != expected)
            g_free(packed);
    }
    for (int i = 0; i < PLACES; i++)
        packer_free(packers[i]);
    g_free(expected);
    g_free(strip);
    g_rand_free(random);
}

static void test_short(void **state)
{
    struct packer *packer = packer_new();
    struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor();

    (void)state;
    assert_non_null(unpacker);
    for (size_t size = 1; size < 40; size++) {
        const char bytes[] = "haibao, haibao: a poster, a poster, a poster";
        struct packed *packed = packer_pack(packer, bytes, size);
        uint8_t whole[256], unpacked[64];
        size_t got;
        assert_non_null(packed);
        assert_true(packed->size + sizeof deflate_tail <= sizeof whole);
        memcpy(whole, packed->bytes, packed->size);
        memcpy(whole + packed->size, deflate_tail, sizeof deflate_tail);
        assert_int_equal(libdeflate_deflate_decompress(unpacker, whole,
                                                       packed->size + sizeof deflate_tail, unpacked,
                                                       sizeof unpacked, &got),
                         LIBDEFLATE_SUCCESS);
        assert_int_equal(got, size);
        assert_memory_equal(unpacked, bytes, size);
        g_free(packed);
    }
    libdeflate_free_decompressor(unpacker);
    packer_free(packer);
}

int test_deflate(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_history),
                                       cmocka_unit_test(test_places), cmocka_unit_test(test_short)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
