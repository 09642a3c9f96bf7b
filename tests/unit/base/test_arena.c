// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <string.h>

#include "base/arena.h"
#include "tests.h"

static void memory_is_zeroed_and_aligned(void **state)
{
    (void)state;
    static const size_t sizes[] = {0, 1, 15, 16, 17, 1000, 8191, 8193, 40000, 1 << 20};
    struct arena *arena = arena_new();
    for (int round = 0; round < 20; round++) {
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            unsigned char *bytes = arena_alloc(arena, sizes[i]);
            assert_int_equal((uintptr_t)bytes % 16, 0);
            for (size_t j = 0; j < sizes[i]; j++)
                assert_int_equal(bytes[j], 0);
            memset(bytes, 0xff, sizes[i]);
        }
    }
    arena_free(arena);
    arena_free(NULL);
}

static void allocations_do_not_overlap(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    unsigned char *blocks[500];
    for (int i = 0; i < 500; i++) {
        size_t size = (size_t)(i * 37 % 900 + 1);
        blocks[i] = arena_alloc(arena, size);
        memset(blocks[i], i & 0xff, size);
    }
    for (int i = 0; i < 500; i++)
        for (int j = 0; j < i * 37 % 900 + 1; j++)
            assert_int_equal(blocks[i][j], i & 0xff);
    assert_ptr_not_equal(arena_alloc(arena, 0), arena_alloc(arena, 0));
    arena_free(arena);
}

static void texts_are_copied(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(arena_strdup(arena, "海报"), "海报");
    assert_string_equal(arena_strndup(arena, "abcdef", 3), "abc");
    assert_string_equal(arena_strndup(arena, "ab", 10), "ab");
    assert_string_equal(arena_printf(arena, "%d/%s", 7, "x"), "7/x");
    assert_memory_equal(arena_copy(arena, "a\0b", 4), "a\0b", 4);
    assert_non_null(arena_copy(arena, NULL, 0));
    arena_free(arena);
}

int test_arena(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(allocations_do_not_overlap),
        cmocka_unit_test(texts_are_copied),
    };
    return cmocka_run_group_tests_name("arena", tests, NULL, NULL);
}
