// SPDX-License-Identifier: MIT
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "spec/markup.h"
#include "tests.h"

static struct arena *arena;

static size_t check(void *data, const char *words)
{
    (void)data;
    if (strncmp(words, "ruby", 4) == 0)
        return words[4 + strspn(words + 4, " ")] ? strlen(words) : MARKUP_NEEDS_TEXT;
    static const char *const known[] = {"bold", "primary", "kai"};
    size_t bytes = strcspn(words, " ");
    for (size_t i = 0; i < G_N_ELEMENTS(known); i++) {
        if (strlen(known[i]) == bytes && strncmp(known[i], words, bytes) == 0)
            return bytes;
    }
    return 0;
}

// Spans as <words:text> for reading; hints as / and +.
static const char *show(const char *text)
{
    struct markup_fault fault;
    const char *read = markup_read(arena, text, check, NULL, NULL, &fault);
    if (!read) {
        static const char *const kinds[] = {"good", "unknown", "unclosed", "deep", "empty"};
        return arena_printf(arena, "%s '%s'", kinds[fault.kind], fault.word);
    }
    GString *out = g_string_new(read);
    static const char *const pairs[][2] = {
        {"\x01", "<"}, {"\x02", ":"}, {"\x03", ">"}, {"\xE2\x80\x8B", "/"}, {"\xE2\x81\xA0", "+"}};
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++)
        g_string_replace(out, pairs[i][0], pairs[i][1], 0);
    const char *kept = arena_strndup(arena, out->str, out->len);
    g_string_free(out, TRUE);
    return kept;
}

static void test_readings(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"没有标记", "没有标记"},
        {"**重点**工作", "<bold:重点>工作"},
        {"{primary|重点}", "<primary:重点>"},
        {"{primary kai|重点}", "<primary kai:重点>"},
        {"{primary|a{kai|b}c}", "<primary:a<kai:b>c>"},
        {"{primary|**a**b}", "<primary:<bold:a>b>"},
        {"**a{kai|b}**", "<bold:a<kai:b>>"},
        {"{ruby chóng qìng|重庆}", "<ruby chóng qìng:重庆>"},
        {"总结{/}表彰{+}大会", "总结/表彰+大会"},
        {"2**3", "2**3"},
        {"{primary|2**3}**", "<primary:2**3>**"},
        {"a{b}c}", "a{b}c}"},
        {"{2021|2022}", "{2021|2022}"},
        {"{a\nb|c}", "{a\nb|c}"},
        {"\\{primary|a\\}", "{primary|a}"},
        {"\\*\\*a\\*\\* \\\\ \\n", "**a** \\ \\n"},
        {"{primry|a}", "unknown 'primry'"},
        {"{bold primry|a}", "unknown 'primry'"},
        {"{primary|a", "unclosed 'primary'"},
        {"{ruby |a}", "empty 'ruby'"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_string_equal(show(cases[i][0]), cases[i][1]);
}

static void test_depth(void **state)
{
    (void)state;
    GString *text = g_string_new(NULL);
    for (int i = 0; i < MARKUP_MAX_DEPTH; i++)
        g_string_prepend(text, "{bold|");
    g_string_append(text, "a");
    for (int i = 0; i < MARKUP_MAX_DEPTH; i++)
        g_string_append(text, "}");
    assert_non_null(strstr(show(text->str), "a"));
    g_string_prepend(text, "{bold|");
    assert_string_equal(show(text->str), "deep 'bold'");
    g_string_free(text, TRUE);
}

static void test_plain(void **state)
{
    (void)state;
    struct markup_fault fault;
    const char *text = "**惠济**{/}{kai|区}{+}好";
    const char *read = markup_read(arena, text, check, NULL, NULL, &fault);
    assert_string_equal(markup_plain(arena, read), "惠济区好");
    assert_string_equal(markup_plain(arena, "惠济区"), "惠济区");
}

// Each byte of what was read knows the byte that it was written at.
static void test_map(void **state)
{
    (void)state;
    struct markup_fault fault;
    const char *text = "a{kai|\\{b}c";
    uint32_t *map;
    const char *read = markup_read(arena, text, check, NULL, &map, &fault);
    for (size_t i = 0; i <= strlen(read); i++) {
        if (read[i] >= ' ' && !strchr("kai", read[i]))
            assert_int_equal(text[map[i]], read[i]);
    }
    assert_int_equal(map[strlen(read)], strlen(text));
}

int test_markup(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readings),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_plain),
        cmocka_unit_test(test_map),
    };
    arena = arena_new();
    int failed = cmocka_run_group_tests_name("markup", tests, NULL, NULL);
    arena_free(arena);
    return failed;
}
