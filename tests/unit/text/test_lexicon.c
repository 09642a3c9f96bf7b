// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "text/lexicon.h"

#include "tests.h"

static const char dictionary[] = HAIBAO_BINARY_DIR "/share/haibao/words/" LEXICON_FILE;
static char *folder, *path; // of a copy
static char *bytes;
static gsize size;

static int make_copy(void **state)
{
    (void)state;
    folder = g_dir_make_tmp("haibao-words-XXXXXX", NULL);
    char *below = g_build_filename(folder, "words", NULL);
    path = g_build_filename(below, LEXICON_FILE, NULL);
    bool made = folder && g_mkdir_with_parents(below, 0700) == 0 &&
                g_file_get_contents(dictionary, &bytes, &size, NULL);
    g_free(below);
    return made ? 0 : -1;
}

static int remove_copy(void **state)
{
    (void)state;
    char *below = g_path_get_dirname(path);
    (void)unlink(path);
    int failed = rmdir(below) != 0 || rmdir(folder) != 0 ? -1 : 0;
    g_free(below);
    g_free(path);
    g_free(folder);
    g_free(bytes);
    return failed;
}

static void write_copy(const char *content, gsize length)
{
    assert_true(g_file_set_contents(path, content, (gssize)length, NULL));
}

static struct lexicon_match match(const struct lexicon *lexicon, const char *text)
{
    uint16_t units[32];
    int count = 0;
    unsigned steps = 0;
    for (; *text; text = g_utf8_next_char(text))
        units[count++] = lexicon_find_letter(lexicon, g_utf8_get_char(text)).unit;
    return lexicon_match(lexicon, units, count, &steps);
}

static void find_words(void **state)
{
    (void)state;
    const char *problem = NULL;
    struct lexicon *lexicon = lexicon_open(dictionary, &problem);
    if (!lexicon)
        fail_msg("%s: %s", dictionary, problem);
    assert_int_equal(match(lexicon, "总结").lengths, 1 << 2);
    assert_int_equal(match(lexicon, "绿水青山就是").lengths & 1 << 4, 1 << 4);
    assert_int_equal(match(lexicon, "國務院").lengths & 1 << 3, 1 << 3); // as 国务院
    assert_int_equal(match(lexicon, "規上").own, 1 << 2);
    assert_int_equal(match(lexicon, "总结").own, 0);
    assert_int_equal(match(lexicon, "区济惠").lengths, 0);
    assert_int_equal(match(lexicon, "总").lengths, 0);
    assert_int_equal(match(lexicon, "将从").lengths, 0); // dropped by terms.txt
    assert_int_equal(match(lexicon, "Ab").lengths, 0);
    assert_true(lexicon_find_letter(lexicon, g_utf8_get_char("的")).frequency >
                lexicon_find_letter(lexicon, g_utf8_get_char("醵")).frequency);
    assert_int_equal(lexicon_find_letter(lexicon, 0x20000).unit, LEXICON_NONE);
    lexicon_close(lexicon);
}

static void check_refused(const char *content, gsize length)
{
    const char *problem = NULL;
    write_copy(content, length);
    assert_null(lexicon_open(path, &problem));
    assert_non_null(problem);
}

static void refuse_others(void **state)
{
    (void)state;
    const char *problem = NULL;
    assert_null(lexicon_open(HAIBAO_BINARY_DIR "/none", &problem));
    assert_non_null(problem);
    assert_null(lexicon_open(HAIBAO_BINARY_DIR, &problem)); // a folder
    assert_null(lexicon_open("/dev/null", &problem));
    check_refused("", 0);
    check_refused("HAIWORDS", 8);
    check_refused(bytes, size - 1);
    check_refused(bytes, size / 2);
    check_refused(bytes, sizeof(struct lexicon_header));
    char *other = g_memdup2(bytes, size);
    other[0] = 'h';
    check_refused(other, size);
    memcpy(other, bytes, size);
    other[8]++; // the version
    check_refused(other, size);
    memcpy(other, bytes, size);
    memset(other + 12, 0xFF, 4); // the number of units
    check_refused(other, size);
    g_free(other);
}

// Past the header anything may stand: words are wrong then, but nothing is read that is not there.
static void survive_damage(void **state)
{
    (void)state;
    static const char text[] = "郑州市惠济区2021年度总结表彰大会隆重召开中国特色社会主义一";
    GRand *random = g_rand_new_with_seed(7);
    char *damaged = g_memdup2(bytes, size);
    for (int round = 0; round < 60; round++) {
        memcpy(damaged, bytes, size);
        for (gsize i = sizeof(struct lexicon_header); i < size; i++) {
            if (round == 0 || g_rand_int_range(random, 0, 4 + round) == 0)
                damaged[i] = round == 0 ? '\xFF' : (char)g_rand_int(random);
        }
        write_copy(damaged, size);
        const char *problem = NULL;
        struct lexicon *lexicon = lexicon_open(path, &problem);
        assert_non_null(lexicon);
        for (const char *at = text; *at; at = g_utf8_next_char(at))
            (void)match(lexicon, at);
        for (uint32_t c = LEXICON_FIRST; c < LEXICON_FIRST + LEXICON_HEADS; c += 3) {
            uint16_t units[8] = {(uint16_t)(c - LEXICON_BASE), 1, 2, 3, 4, 5, 6, 7};
            unsigned steps = 0;
            (void)lexicon_match(lexicon, units, 8, &steps);
        }
        lexicon_close(lexicon);
    }
    g_rand_free(random);
    g_free(damaged);
}

static void check_title_is_set(unsigned warnings)
{
    struct report *heard = report_new();
    struct words *own = words_new(heard, "惠济区");
    for (int width = 6; width < 12; width++) {
        struct set set =
            set_open_with(own, "郑州市惠济区总结表彰大会", "sans", width, LINE_BALANCE);
        assert_false(set_breaks(&set, "惠济区"));
        assert_int_equal(set.lines.count, 2);
        for (int i = 0; i < set.lines.count; i++)
            assert_true(set.lines.lines[i].width <= width + 1e-6);
        set_close(&set);
    }
    words_free(own);
    assert_int_equal(report_errors(heard), 0);
    assert_int_equal(report_warnings(heard), warnings);
    report_free(heard);
}

// A poster is set without a dictionary, too: one warning says that it is missed.
static void do_without(void **state)
{
    (void)state;
    assert_int_equal(setenv("HAIBAO_SHARE", folder, 1), 0);
    write_copy("nothing of the kind", 19);
    check_title_is_set(1);
    assert_int_equal(unlink(path), 0);
    check_title_is_set(1);
    write_copy(bytes, size);
    check_title_is_set(0);
    assert_int_equal(unsetenv("HAIBAO_SHARE"), 0);
}

int test_lexicon(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(find_words),
        cmocka_unit_test(refuse_others),
        cmocka_unit_test(survive_damage),
        cmocka_unit_test(do_without),
    };
    return cmocka_run_group_tests(tests, make_copy, remove_copy);
}
