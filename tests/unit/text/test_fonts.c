// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "tests.h"
#include "text/face.h"

#include "text/language.h"

static void find_roles(void **state)
{
    (void)state;
    static const struct {
        const char *role;
        int weight;
        enum script_class script;
        const char *family;
        int found;
    } cases[] = {
        {"sans", 400, SCRIPT_HAN, "Noto Sans CJK SC", 400},
        {"sans", 500, SCRIPT_LATIN, "Noto Sans CJK SC", 500},
        {"sans", 100, SCRIPT_HAN, "Noto Sans CJK SC", 400}, // the nearest there is
        {"sans", 800, SCRIPT_HAN, "Noto Sans CJK SC", 900}, // as near: the heavier
        {"serif", 600, SCRIPT_HAN, "Noto Serif CJK SC", 600},
        {"display", 400, SCRIPT_HAN, "Noto Serif CJK SC", 900}, // the role's own weight
        {"kai", 400, SCRIPT_HAN, "LXGW WenKai", 400},
        {"figure", 700, SCRIPT_LATIN, "Bebas Neue", 700},
        {"figure", 700, SCRIPT_HAN, "Noto Sans CJK SC", 700},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const struct face *face =
            fonts_find(fonts, cases[i].role, cases[i].weight, cases[i].script);
        assert_non_null(face);
        assert_string_equal(face->family, cases[i].family);
        assert_int_equal(face->weight, cases[i].found);
        assert_true(face->units_per_em > 0);
        assert_int_equal(cairo_font_face_status(face_for_cairo(face)), CAIRO_STATUS_SUCCESS);
    }
    assert_ptr_equal(fonts_find(fonts, "sans", 400, SCRIPT_HAN),
                     fonts_find(fonts, "sans", 400, SCRIPT_LATIN));
}

static void suggest_role(void **state)
{
    (void)state;
    struct report *own = report_new();
    struct fonts *second = fonts_open(own);
    assert_non_null(second);
    assert_null(fonts_find(second, "serief", 400, SCRIPT_HAN));
    assert_null(fonts_find(second, "serief", 400, SCRIPT_HAN));
    assert_int_equal(report_count(own), 1); // once
    assert_string_equal(report_message(own, 0)->code, "font.missing");
    assert_non_null(strstr(report_message(own, 0)->hint, "'serif'"));
    fonts_close(second);
    report_free(own);
}

static void find_named_families(void **state)
{
    (void)state;
    static const struct {
        const char *name, *han, *latin, *language;
    } cases[] = {
        {"LXGW WenKai", "LXGW WenKai", "LXGW WenKai", NULL},
        {"noto serif cjk sc", "Noto Serif CJK SC", "Noto Serif CJK SC", NULL},
        {"Noto Sans CJK TC", "Noto Sans CJK SC", "Noto Sans CJK SC", "zh-Hant-TW"},
        {"Noto Serif CJK HK", "Noto Serif CJK SC", "Noto Serif CJK SC", "zh-Hant-HK"},
        {"Noto Sans CJK JP", "Noto Sans CJK SC", "Noto Sans CJK SC", "ja"},
        {"Noto Sans CJK KR", "Noto Sans CJK SC", "Noto Sans CJK SC", "ko"},
        {"Bebas Neue, LXGW WenKai", "LXGW WenKai", "Bebas Neue", NULL},
        {"Bebas Neue+serif", "Noto Serif CJK SC", "Bebas Neue", NULL},
        {" kai , Bebas Neue", "LXGW WenKai", "LXGW WenKai", NULL},
        {"Bebas Neue", NULL, "Bebas Neue", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const struct face *han = fonts_find(fonts, cases[i].name, 400, SCRIPT_HAN);
        const struct face *latin = fonts_find(fonts, cases[i].name, 400, SCRIPT_LATIN);
        if (cases[i].han)
            assert_string_equal(han->family, cases[i].han);
        else
            assert_null(han);
        assert_string_equal(latin->family, cases[i].latin);
        const char *language = fonts_language(fonts, cases[i].name);
        assert_string_equal(language ? language : "", cases[i].language ? cases[i].language : "");
    }
    assert_int_equal(report_count(report), 0);
}

static void pass_over_missing_families(void **state)
{
    (void)state;
    struct report *own = report_new();
    struct fonts *second = fonts_open(own);
    assert_non_null(fonts_find(second, "No Such Sans + LXGW WenKai", 400, SCRIPT_LATIN));
    assert_string_equal(fonts_find(second, "No Such Sans + LXGW WenKai", 400, SCRIPT_HAN)->family,
                        "LXGW WenKai");
    assert_int_equal(report_errors(own), 0);
    assert_int_equal(report_warnings(own), 1);
    assert_non_null(strstr(report_message(own, 0)->text, "No Such Sans"));
    assert_null(fonts_find(second, "No Such Sans", 400, SCRIPT_LATIN));
    assert_null(fonts_find(second, " , ", 400, SCRIPT_LATIN));
    assert_int_equal(report_errors(own), 2);
    fonts_close(second);
    report_free(own);
}

static void know_languages(void **state)
{
    (void)state;
    static const struct {
        const char *tag, *forms;
    } cases[] = {
        {NULL, "zh-hans"},
        {"", "zh-hans"},
        {"zh", "zh-hans"},
        {"zh-CN", "zh-hans"},
        {"zh-sg", "zh-hans"},
        {"zh-Hans", "zh-hans"},
        {"zh-Hant", "zh-hant-tw"},
        {"zh-TW", "zh-hant-tw"},
        {"ZH-HANT-TW", "zh-hant-tw"},
        {"zh-HK", "zh-hant-hk"},
        {"zh-MO", "zh-hant-hk"},
        {"zh-Hant-HK", "zh-hant-hk"},
        {"ja", "ja"},
        {"ko", "ko"},
        {"en-GB", "en-gb"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        assert_string_equal(hb_language_to_string(language_find(cases[i].tag)), cases[i].forms);
        assert_true(!cases[i].tag || !cases[i].tag[0] || language_is_valid(cases[i].tag));
    }
    static const char *const wrong[] = {"",    "z",       "zh-",   "zh-XX",   "zh-Latn",
                                        "ja-", "chinese", "ja_JP", "ja-日本", "en-toolongapart"};
    for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
        assert_false(language_is_valid(wrong[i]));
}

// A folder with a list of fonts, and perhaps one font.
static char *make_folder(const char *list, bool with_font)
{
    char *folder = g_dir_make_tmp("haibao-fonts-XXXXXX", NULL);
    assert_non_null(folder);
    char *path = g_build_filename(folder, "fonts.json", NULL);
    assert_true(g_file_set_contents(path, list, -1, NULL));
    g_free(path);
    if (with_font) {
        const struct face *face = fonts_find(fonts, "figure", 700, SCRIPT_LATIN);
        char *bytes;
        gsize length;
        assert_true(g_file_get_contents(face->path, &bytes, &length, NULL));
        path = g_build_filename(folder, "one.otf", NULL);
        assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
        g_free(path);
        g_free(bytes);
    }
    return folder;
}

static void remove_folder(char *folder)
{
    static const char *const files[] = {"fonts.json", "one.otf"};
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
        char *path = g_build_filename(folder, files[i], NULL);
        remove(path);
        g_free(path);
    }
    assert_int_equal(remove(folder), 0);
    g_free(folder);
}

static struct fonts *open_folder(const char *folder, struct report *own)
{
    assert_int_equal(setenv("HAIBAO_FONTS", folder, 1), 0);
    struct fonts *opened = fonts_open(own);
    assert_int_equal(unsetenv("HAIBAO_FONTS"), 0);
    return opened;
}

static void name_missing_package(void **state)
{
    (void)state;
    char *folder = make_folder("{\"roles\": {\"sans\": {\"han\": \"Lost Sans\", \"latin\": "
                               "\"Bebas Neue\"}}, \"families\": {\"Lost Sans\": {\"package\": "
                               "\"fonts-lost\"}}}",
                               true);
    // There is no place for an index: the folder is looked through, and nothing is written.
    struct report *own = report_new();
    struct fonts *opened = open_folder(folder, own);
    assert_non_null(opened);
    assert_non_null(fonts_find(opened, "sans", 400, SCRIPT_LATIN));
    assert_int_equal(report_count(own), 0);
    assert_null(fonts_find(opened, "sans", 400, SCRIPT_HAN));
    assert_int_equal(report_count(own), 1);
    assert_string_equal(report_message(own, 0)->code, "font.missing");
    assert_non_null(strstr(report_message(own, 0)->text, "Lost Sans"));
    assert_non_null(strstr(report_message(own, 0)->hint, "apt-get install fonts-lost"));
    fonts_close(opened);
    report_free(own);
    remove_folder(folder);
}

static void refuse_bad_folders(void **state)
{
    (void)state;
    static const struct {
        const char *list, *code;
    } cases[] = {
        {"{\"roles\": ", "font.file"},
        {"{\"roles\": {}, \"families\": {}}", "font.file"},
        {"{\"roles\": {\"sans\": {\"han\": 7, \"latin\": \"A\"}}, \"families\": {}}", "font.file"},
        {"[]", "font.file"},
        {"{\"roles\": {\"sans\": {\"han\": \"A\", \"latin\": \"A\"}}, \"families\": {}}",
         "font.none"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *folder = make_folder(cases[i].list, false);
        struct report *own = report_new();
        assert_null(open_folder(folder, own));
        assert_int_equal(report_errors(own), 1);
        assert_string_equal(report_message(own, 0)->code, cases[i].code);
        report_free(own);
        remove_folder(folder);
    }
    struct report *own = report_new();
    assert_null(open_folder("/nowhere/at/all", own));
    assert_string_equal(report_message(own, 0)->code, "font.none");
    report_free(own);
}

static void fall_back(void **state)
{
    (void)state;
    const struct face *face = fonts_find_fallback(fonts, 0x2212, 700, NULL);
    assert_non_null(face);
    assert_int_equal(face->weight, 700);
    assert_null(fonts_find_fallback(fonts, 0x10FFFD, 400, NULL)); // private use: nobody has it
}

static void print_roles(void **state)
{
    (void)state;
    char *text = NULL;
    size_t length = 0;
    FILE *out = open_memstream(&text, &length);
    assert_non_null(out);
    fonts_print(fonts, out);
    assert_int_equal(fclose(out), 0);
    for (const char *const *role = fonts_roles(fonts); *role; role++)
        assert_non_null(strstr(text, *role));
    assert_non_null(strstr(text, "fonts-lxgw-wenkai"));
    assert_non_null(strstr(text, "* 400 Regular"));
    assert_null(strstr(text, "missing"));
    free(text);
}

int test_fonts(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(find_roles),          cmocka_unit_test(suggest_role),
        cmocka_unit_test(find_named_families), cmocka_unit_test(pass_over_missing_families),
        cmocka_unit_test(know_languages),      cmocka_unit_test(name_missing_package),
        cmocka_unit_test(refuse_bad_folders),  cmocka_unit_test(fall_back),
        cmocka_unit_test(print_roles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
