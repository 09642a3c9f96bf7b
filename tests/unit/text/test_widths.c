// SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "tests.h"
#include "text/face.h"

static void squeeze_marks(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double width;
    } cases[] = {
        {"中，“中", 3.5},
        {"中」「中", 3.5},
        {"中》）中", 3.5},
        {"中（《中", 3.5},
        {"中（？）中", 4.5},
        {"中。’”中", 4.0},
        {"中·中", 2.5},
        {"中？！中", 3.0},
        {"中——中", 4.0},
        {"中……中", 4.0},
        {"《新生》出版", 6.0 - 0.5},
        {"中文。", 2.5},
        {"（中）", 2.0},
        {"中，中", 3.0},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        for (size_t k = 0; k < G_N_ELEMENTS(families); k++) {
            double width = width_of(cases[i].text, families[k]);
            if (fabs(width - cases[i].width) > 0.02)
                fail_msg("%s in %s: %.3f em, not %.3f", cases[i].text, families[k], width,
                         cases[i].width);
        }
    }
    assert_true(fabs(width_of("他说：“好。”（见）", "kai") - 7.5) <= 0.6);
    assert_true(fabs(width_of("GDP——国", "sans") - width_of("GDP", "sans") - 3) < 0.01);
}

// The gap before the atom that shows `after`, which follows `before`.
static double find_gap(const struct set *set, const char *before, const char *after)
{
    for (int i = 1; i < set->atoms->count; i++) {
        if (set->atoms->atoms[i - 1].character == g_utf8_get_char(before) &&
            set->atoms->atoms[i].character == g_utf8_get_char(after))
            return set->gaps[i];
    }
    fail_msg("no %s%s in the text", before, after);
    return NAN;
}

static void check_gap(const char *text, const char *before, const char *after, double low,
                      double high)
{
    for (size_t k = 0; k < G_N_ELEMENTS(families); k++) {
        struct set set = set_open(text, families[k], INFINITY, LINE_RAGGED);
        double gap = find_gap(&set, before, after);
        if (gap < low || gap > high)
            fail_msg("%s in %s: %.3f em between %s and %s", text, families[k], gap, before, after);
        set_close(&set);
    }
}

static void part_scripts(void **state)
{
    (void)state;
    check_gap("推进GDP核算", "进", "G", 0.1, 0.26);
    check_gap("推进GDP核算", "P", "核", 0.1, 0.26);
    check_gap("推进 5G 基站", "进", "5", 0.1, 0.26); // the author's space becomes the gap
    check_gap("约70%的受访者", "%", "的", 0.1, 0.26);
    check_gap("增长3.1%，居第2；GDP：好", "%", "，", -0.02, 0.02);
    check_gap("增长3.1%，居第2；GDP：好", "P", "：", -0.02, 0.02);
    check_gap("（5G）", "（", "5", -0.02, 0.02);
    check_gap("10℃好", "0", "℃", -0.02, 0.02);
    check_gap("￥35元", "￥", "3", -0.02, 0.02);
    check_gap("新发展格局 保障民生", "局", "保", 0.4, 0.6);
    check_gap("one two", "e", "t", 0.2, 0.3);
}

static void trim_edges(void **state)
{
    (void)state;
    for (size_t k = 0; k < G_N_ELEMENTS(families); k++) {
        struct set set = set_open("《新生》出版", families[k], INFINITY, LINE_RAGGED);
        const struct atom *atom = &set.atoms->atoms[0];
        const struct atom_glyph *glyph = &set.atoms->glyphs[atom->glyph];
        struct ink ink = face_ink(set.atoms->faces[atom->face], glyph->id);
        double left = atom->shift + glyph->x + ink.left;
        assert_true(left > -0.05);
        assert_true(left < 0.3); // half an em of blank is gone
        set_close(&set);
    }
    // No gap at the edges even where the author typed spaces.
    assert_true(fabs(width_of(" 中文 ", "sans") - 2) < 0.01);
    assert_true(fabs(width_of("GDP，", "sans") - width_of("GDP", "sans") - 0.5) < 0.01);
}

static void take_local_forms(void **state)
{
    (void)state;
    // A mark beside Latin, or with no letter beside it, is the same glyph as among Chinese.
    struct set among = set_open("中：中", "sans", INFINITY, LINE_RAGGED);
    struct set beside = set_open("GDP：", "sans", INFINITY, LINE_RAGGED);
    struct set alone = set_open("！？：", "sans", INFINITY, LINE_RAGGED);
    uint32_t glyph = among.atoms->glyphs[among.atoms->atoms[1].glyph].id;
    assert_int_equal(beside.atoms->glyphs[beside.atoms->atoms[3].glyph].id, glyph);
    assert_int_equal(alone.atoms->glyphs[alone.atoms->atoms[2].glyph].id, glyph);
    set_close(&among);
    set_close(&beside);
    set_close(&alone);
}

static void choose_face_by_class(void **state)
{
    (void)state;
    struct set set = set_open("中“AB—…−8”", "figure", INFINITY, LINE_RAGGED);
    for (int i = 0; i < set.atoms->count; i++) {
        const struct atom *atom = &set.atoms->atoms[i];
        const char *family = set.atoms->faces[atom->face]->family;
        bool latin = atom->character < 0x80 || atom->character == 0x2212;
        assert_string_equal(family, latin ? "Bebas Neue" : "Noto Sans CJK SC");
    }
    assert_int_equal(set.atoms->missing, 0);
    set_close(&set);
}

static void keep_digits_tabular(void **state)
{
    (void)state;
    double width = width_of("0", "figure");
    for (char digit = '1'; digit <= '9'; digit++)
        assert_true(fabs(width_of((char[]){digit, '\0'}, "figure") - width) < 0.001);
}

static void hold_clusters(void **state)
{
    (void)state;
    struct set set = set_open("𠮷野家、葛󠄀城、e\xCC\x81", "sans", INFINITY, LINE_RAGGED);
    assert_int_equal(set.atoms->count, 8); // the selector and the accent stand for themselves
    assert_int_equal(set.atoms->missing, 0);
    set_close(&set);
    set = set_open("\xF4\x8F\xBF\xBD", "sans", INFINITY, LINE_RAGGED);
    assert_int_equal(set.atoms->missing, 1);
    set_close(&set);
}

int test_widths(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(squeeze_marks),        cmocka_unit_test(part_scripts),
        cmocka_unit_test(trim_edges),           cmocka_unit_test(take_local_forms),
        cmocka_unit_test(choose_face_by_class), cmocka_unit_test(keep_digits_tabular),
        cmocka_unit_test(hold_clusters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
