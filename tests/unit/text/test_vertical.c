// SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "style/theme.h"
#include "tests.h"
#include "text/vertical.h"

static hai_theme *theme;
static struct typesetter *typesetter;

static int open_typesetter(void **state)
{
    (void)state;
    theme = theme_load(arena, report, "plain", ".", (struct place){0});
    if (theme == NULL)
        return -1;
    typesetter = typesetter_new(fonts, theme, &(struct text_defaults){.language = "zh-Hans"}, NULL);
    return 0;
}

static int close_typesetter(void **state)
{
    (void)state;
    typesetter_free(typesetter);
    theme_free(theme);
    return 0;
}

static const struct atoms *shape(const char *text, const char *family, const char *language)
{
    return atoms_new(arena, shaper, text,
                     &(struct shaping){
                         .role = family, .weight = 400, .language = language, .is_vertical = true});
}

// The atom that stands for the first place of `part` in the text, and for all of it.
static const struct atom *find_atom(const struct atoms *atoms, const char *part)
{
    const char *at = strstr(atoms->source, part);
    assert_non_null(at);
    uint32_t from = (uint32_t)(at - atoms->source);
    for (int i = 0; i < atoms->count; i++) {
        if (atoms->atoms[i].from == from && atoms->atoms[i].to == from + strlen(part))
            return &atoms->atoms[i];
    }
    fail_msg("'%s' is not one atom of '%s'", part, atoms->source);
    return NULL;
}

// Where an atom's ink is: along the column from its body, and across, to the right of the centre.
static struct ink find_ink(const struct atoms *atoms, const struct atom *atom)
{
    struct ink all = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (uint32_t i = 0; i < atom->glyph_count; i++) {
        const struct atom_glyph *glyph = &atoms->glyphs[atom->glyph + i];
        struct ink ink = face_ink(atoms->faces[atom->face], glyph->id);
        if (atom->turn < TURN_SIDEWAYS)
            ink =
                (struct ink){-glyph->y + ink.left * (double)atom->stretch, glyph->x + ink.top,
                             -glyph->y + ink.right * (double)atom->stretch, glyph->x + ink.bottom};
        else
            ink = (struct ink){-glyph->y - ink.bottom, glyph->x + ink.left, -glyph->y - ink.top,
                               glyph->x + ink.right};
        all = (struct ink){fmin(all.left, ink.left), fmin(all.top, ink.top + atom->shift),
                           fmax(all.right, ink.right), fmax(all.bottom, ink.bottom + atom->shift)};
    }
    return all;
}

static void stand_in_forms_of_their_own(void **state)
{
    (void)state;
    static const char *const marks[] = {"，", "。", "《", "》", "（", "）", "、", "「", "」"};
    for (size_t k = 0; k < G_N_ELEMENTS(families); k++) {
        const struct atoms *atoms = shape("《红楼梦》，好。（注）、「引」", families[k], "zh-Hans");
        for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
            const struct atom *atom = find_atom(atoms, marks[i]);
            hb_codepoint_t lying;
            assert_int_equal(atom->turn, TURN_UPRIGHT);
            assert_true(hb_font_get_nominal_glyph(atoms->faces[atom->face]->hb_font,
                                                  g_utf8_get_char(marks[i]), &lying));
            if (atoms->glyphs[atom->glyph].id == lying)
                fail_msg("%s in %s has the glyph of a line", marks[i], families[k]);
            assert_true(fabs(atom->advance - 0.5) < 1e-9);
        }
    }
}

// On the mainland at the top right, in Taiwan in the middle.
static void place_stops(void **state)
{
    (void)state;
    for (size_t k = 0; k < G_N_ELEMENTS(families); k++) {
        const struct atoms *atoms = shape("好。好，", families[k], "zh-Hans");
        for (int i = 1; i < 4; i += 2) {
            struct ink ink = find_ink(atoms, &atoms->atoms[i]);
            assert_true(ink.left > 0.05 && ink.right < 0.5 && ink.top > 0 && ink.bottom < 0.5);
        }
    }
    const struct atoms *atoms = shape("好。", "sans", "zh-Hant-TW");
    struct ink ink = find_ink(atoms, find_atom(atoms, "。"));
    assert_true(fabs(ink.left + ink.right) < 0.1 && fabs((ink.top + ink.bottom) / 2 - 0.25) < 0.05);
}

static void keep_marks_upright(void **state)
{
    (void)state;
    static const char *const marks[] = {"：", "；", "？", "！"};
    for (size_t k = 0; k < G_N_ELEMENTS(families); k++) {
        const struct atoms *atoms = shape("指数：很好；是吗？好！", families[k], "zh-Hans");
        for (size_t i = 0; i < G_N_ELEMENTS(marks); i++) {
            const struct atom *atom = find_atom(atoms, marks[i]);
            struct ink ink = find_ink(atoms, atom);
            assert_int_equal(atom->turn, TURN_UPRIGHT);
            assert_true(ink.bottom - ink.top > ink.right - ink.left); // a lying colon is wide
            assert_true(ink.left >= -0.1 && ink.right <= 0.5 && ink.top >= 0 && ink.bottom <= 1);
        }
    }
}

static void check_turn(const char *text, const char *part, enum turn turn)
{
    for (size_t k = 0; k < G_N_ELEMENTS(families); k++) {
        const struct atoms *atoms = shape(text, families[k], "zh-Hans");
        const struct atom *atom = find_atom(atoms, part);
        if (atom->turn != turn)
            fail_msg("%s of %s in %s: turn %d, not %d", part, text, families[k], atom->turn, turn);
        if (turn != TURN_UPRIGHT && turn != TURN_COMBINED)
            continue;
        // In one em, in the middle of the column.
        struct ink ink = find_ink(atoms, atom);
        if (fabs(atom->advance - 1) > 1e-9 || ink.left < -0.52 || ink.right > 0.52 || ink.top < 0 ||
            ink.bottom > 1 || fabs(ink.left + ink.right) > 0.2 ||
            fabs(ink.top + ink.bottom - 1) > 0.12)
            fail_msg("%s of %s in %s: ink %.3f %.3f %.3f %.3f", part, text, families[k], ink.left,
                     ink.top, ink.right, ink.bottom);
    }
}

static void turn_numbers(void **state)
{
    (void)state;
    check_turn("12月5日第30届", "12", TURN_COMBINED);
    check_turn("12月5日第30届", "30", TURN_COMBINED);
    check_turn("12月5日第30届", "5", TURN_UPRIGHT);
    check_turn("共120天", "120", TURN_COMBINED);
    check_turn("达100%。", "100", TURN_COMBINED);
    check_turn("达 12 人", "12", TURN_COMBINED);
    check_turn("达12%。", "%", TURN_UPRIGHT);
    check_turn("气温-5℃", "-5", TURN_COMBINED);
    check_turn("气温5℃", "℃", TURN_UPRIGHT);
    check_turn("2022年", "2", TURN_SIDEWAYS);
    check_turn("3.1%、", "%", TURN_SIDEWAYS);
    check_turn("10～12天", "12", TURN_COMBINED);
    check_turn("约10:30到", "1", TURN_SIDEWAYS);
    check_turn("在2019-12-30前", "-", TURN_SIDEWAYS);
    check_turn("Windows 11版", "1", TURN_SIDEWAYS_SMALL);
}

static void turn_words(void **state)
{
    (void)state;
    check_turn("看K线", "K", TURN_UPRIGHT);
    check_turn("5A级", "5A", TURN_COMBINED);
    check_turn("GDP增长", "G", TURN_SIDEWAYS);
    check_turn("用Linux写", "L", TURN_SIDEWAYS_SMALL);
    check_turn("维生素 vitamin C 含量", "C", TURN_SIDEWAYS_SMALL);
    check_turn("红楼", "楼", TURN_UPRIGHT);
    check_turn("①甲", "①", TURN_UPRIGHT);
}

// What lies on its side has its middle on the column's: half the capitals' height, or of small
// letters.
static void centre_words(void **state)
{
    (void)state;
    for (size_t k = 0; k < G_N_ELEMENTS(families); k++) {
        const struct atoms *atoms = shape("甲HE乙xz丙", families[k], "zh-Hans");
        struct ink capital = find_ink(atoms, find_atom(atoms, "H"));
        struct ink small = find_ink(atoms, find_atom(atoms, "x"));
        assert_true(fabs(capital.left + capital.right) < 0.02 && capital.right > 0.3);
        assert_true(fabs(small.left + small.right) < 0.06 && small.right > 0.2);
    }
}

static void set_corner_quotes(void **state)
{
    (void)state;
    const struct atoms *atoms = shape("说“好‘极’了”it’s", "serif", "zh-Hans");
    assert_int_equal(find_atom(atoms, "“")->character, 0x300E);
    assert_int_equal(find_atom(atoms, "”")->character, 0x300F);
    assert_int_equal(find_atom(atoms, "‘")->character, 0x300C);
    for (int i = 0; i < atoms->count; i++) {
        if (atoms->atoms[i].from == strlen("说“好‘极’了”it"))
            assert_int_equal(atoms->atoms[i].character, 0x2019); // the apostrophe
    }
}

// Two ems, one stroke, in the middle.
static void draw_dashes(void **state)
{
    (void)state;
    for (size_t k = 0; k < G_N_ELEMENTS(families); k++) {
        const struct atoms *atoms = shape("甲——乙", families[k], "zh-Hans");
        double length = 0, end = NAN;
        for (int i = 1; i < atoms->count - 1; i++) {
            struct ink ink = find_ink(atoms, &atoms->atoms[i]);
            assert_true(fabs(ink.left + ink.right) < 0.03);
            assert_true(ink.right - ink.left < 0.12 && ink.bottom - ink.top > 0.9);
            if (i > 1) // goes on where the one before ends
                assert_true(length + ink.top <= end);
            end = length + ink.bottom;
            length += atoms->atoms[i].advance;
        }
        assert_true(fabs(length - 2) < 1e-9 && end > 1.9 && end <= 2.01);
    }
}

// Chinese that stands beside a number in one em needs no gap to tell them apart.
static void space_numbers(void **state)
{
    (void)state;
    const struct atoms *atoms = shape("第 12 届与2022年", "sans", "zh-Hans");
    assert_true(fabs(atoms->gaps[1].natural) < 1e-9);
    assert_true(fabs(atoms->gaps[2].natural) < 1e-9);
    assert_true(atoms->gaps[4].natural > 0.1); // beside what lies on its side
}

static hai_text_style make_style(uint32_t align)
{
    return (hai_text_style){.record_size = sizeof(hai_text_style),
                            .align = align,
                            .family = "serif",
                            .colour = "#000000",
                            .size = 20,
                            .line_height = 1.5,
                            .weight = 400,
                            .direction = HAI_TEXT_VERTICAL};
}

static void go_from_right_to_left(void **state)
{
    (void)state;
    hai_text_style style = make_style(HAI_TEXT_LEFT);
    const hai_paragraph *paragraph =
        typesetter_set(typesetter, "春眠不觉晓\n处处闻啼鸟", &style, 0);
    assert_int_equal(paragraph->line_count, 2);
    assert_true(fabs(paragraph->size.width - 60) < 1e-9);
    assert_true(fabs(paragraph->size.height - 100) < 1e-9);
    assert_int_equal(paragraph->run_count, 2);
    const struct glyph_run *run = &paragraph->runs[0];
    for (int i = 0; i < 5; i++) { // the column's centre is at 45, the em box's baseline at 0.88
        assert_true(fabs(run->glyphs[i].x - 35) < 1e-9);
        assert_true(fabs(run->glyphs[i].y - (20 * i + 17.6)) < 1e-9);
    }
    assert_true(fabs(paragraph->runs[1].glyphs[0].x - 5) < 1e-9);
    assert_true(paragraph->ink.x > 5 && paragraph->ink.x + paragraph->ink.width < 56);
}

static double find_top(uint32_t align)
{
    hai_text_style style = make_style(align);
    return typesetter_set(typesetter, "春眠", &style, 100)->runs[0].glyphs[0].y;
}

static void align_along_the_column(void **state)
{
    (void)state;
    assert_true(fabs(find_top(HAI_TEXT_LEFT) - 17.6) < 1e-9);
    assert_true(fabs(find_top(HAI_TEXT_CENTRE) - 47.6) < 1e-9);
    assert_true(fabs(find_top(HAI_TEXT_RIGHT) - 77.6) < 1e-9);
}

static void cut_with_an_ellipsis(void **state)
{
    (void)state;
    for (size_t k = 0; k < G_N_ELEMENTS(families); k++) {
        hai_text_style style = make_style(HAI_TEXT_LEFT);
        style.family = families[k];
        style.max_lines = 1;
        const hai_paragraph *paragraph =
            typesetter_set(typesetter, "春眠不觉晓处处闻啼鸟", &style, 100);
        assert_true(paragraph->truncated);
        const struct glyph_run *run = &paragraph->runs[paragraph->run_count - 1];
        const cairo_glyph_t *glyph = &run->glyphs[run->glyph_count - 1];
        struct ink ink = face_ink(run->face, (uint32_t)glyph->index);
        double left = glyph->x + ink.left * 20, right = glyph->x + ink.right * 20;
        assert_false(run->is_sideways);
        assert_true(ink.bottom - ink.top > 0.6 && ink.right - ink.left < 0.2); // dots downward
        assert_true(fabs((left + right) / 2 - 15) < 0.6);
        assert_true(glyph->y + ink.bottom * 20 <= 100);
    }
}

static void fit_columns(void **state)
{
    (void)state;
    hai_text_style style = make_style(HAI_TEXT_LEFT);
    double size = typesetter_fit(typesetter, "春眠不觉晓处处闻啼鸟", &style, 60, 90, 0, 5);
    style.size = size;
    assert_true(typesetter_set(typesetter, "春眠不觉晓处处闻啼鸟", &style, 60)->size.width <= 90);
    style.size = size + 0.5;
    assert_true(size == 20 ||
                typesetter_set(typesetter, "春眠不觉晓处处闻啼鸟", &style, 60)->size.width > 90);
    assert_true(size > 10 && size < 20);
}

int test_vertical(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stand_in_forms_of_their_own),
        cmocka_unit_test(place_stops),
        cmocka_unit_test(keep_marks_upright),
        cmocka_unit_test(turn_numbers),
        cmocka_unit_test(turn_words),
        cmocka_unit_test(centre_words),
        cmocka_unit_test(set_corner_quotes),
        cmocka_unit_test(draw_dashes),
        cmocka_unit_test(space_numbers),
        cmocka_unit_test(go_from_right_to_left),
        cmocka_unit_test(align_along_the_column),
        cmocka_unit_test(cut_with_an_ellipsis),
        cmocka_unit_test(fit_columns),
    };
    return cmocka_run_group_tests(tests, open_typesetter, close_typesetter);
}
