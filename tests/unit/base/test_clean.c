// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "base/clean.h"
#include "tests.h"

static void check_clean(const char *text, const char *expected, unsigned controls,
                        unsigned overrides)
{
    struct arena *arena = arena_new();
    struct clean_faults faults = {0};
    assert_string_equal(clean_text(arena, text, &faults), expected);
    assert_int_equal(faults.controls, controls);
    assert_int_equal(faults.overrides, overrides);
    arena_free(arena);
}

static void controls_are_replaced(void **state)
{
    (void)state;
    check_clean("plain", "plain", 0, 0);
    check_clean("", "", 0, 0);
    check_clean("一\n二\t三", "一\n二\t三", 0, 0);
    check_clean("a\r\nb", "a\nb", 0, 0);
    check_clean("a\rb",
                "a\xef\xbf\xbd"
                "b",
                1, 0);
    check_clean("\x1b[31m", "\xef\xbf\xbd[31m", 1, 0);
    check_clean("\x7f\xc2\x85\xe2\x80\xa8", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd", 3, 0);
}

static void overrides_are_left_out(void **state)
{
    (void)state;
    check_clean("\xe2\x80\xae"
                "gpj.exe",
                "gpj.exe", 0, 1);
    check_clean("a\xe2\x81\xa6"
                "b\xe2\x81\xa9",
                "ab", 0, 2);
    // The neighbours U+2029 and U+202F, and U+2065, U+206A, are none.
    check_clean("a\xe2\x80\xaf"
                "b",
                "a\xe2\x80\xaf"
                "b",
                0, 0);
    check_clean("a\xe2\x81\xaa"
                "b",
                "a\xe2\x81\xaa"
                "b",
                0, 0);
}

// `count` combining acute accents on one letter.
static char *pile(int count)
{
    char *text = calloc(1, (size_t)count * 2 + 2);
    assert_non_null(text);
    text[0] = 'a';
    for (int i = 0; i < count; i++)
        memcpy(text + 1 + i * 2, "\xcc\x81", 2);
    return text;
}

static void marks_are_bounded(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (int count = 32; count <= 33; count++) {
        char *text = pile(count);
        struct clean_faults faults = {0};
        assert_int_equal(strlen(clean_text(arena, text, &faults)), 1 + 32 * 2);
        assert_int_equal(faults.marks, count - 32);
        free(text);
    }
    arena_free(arena);
}

static void faults_are_told(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_null(clean_faults_words(arena, &(struct clean_faults){0}));
    assert_string_equal(clean_faults_words(arena, &(struct clean_faults){2, 1, 0}),
                        "2 control characters, shown as U+FFFD; 1 bidirectional control, left out");
    arena_free(arena);
}

static const char *limit_of(size_t length, size_t gap)
{
    char *text = malloc(length + 1);
    assert_non_null(text);
    memset(text, 'x', length);
    for (size_t i = gap; gap > 0 && i < length; i += gap + 1)
        text[i] = ' ';
    text[length] = '\0';
    const char *words = clean_limit_words(text);
    free(text);
    return words;
}

static void sizes_are_bounded(void **state)
{
    (void)state;
    assert_null(limit_of(4096, 0));
    assert_non_null(limit_of(4097, 0));
    assert_null(limit_of(16384, 100));
    assert_non_null(limit_of(16385, 100));
    assert_null(limit_of(10000, 4096));
    assert_non_null(limit_of(10000, 4097));

    // Chinese may be broken anywhere.
    char chinese[3 * 5000 + 1] = "";
    for (int i = 0; i < 5000; i++)
        memcpy(chinese + i * 3, "字", 3);
    assert_null(clean_limit_words(chinese));
}

int test_clean(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(controls_are_replaced), cmocka_unit_test(overrides_are_left_out),
        cmocka_unit_test(marks_are_bounded),     cmocka_unit_test(faults_are_told),
        cmocka_unit_test(sizes_are_bounded),
    };
    return cmocka_run_group_tests_name("clean", tests, NULL, NULL);
}
