// SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "style/theme.h"
#include "tests.h"
#include "text/face.h"
#include "text/standing.h"

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

static hai_text_style make_style(uint32_t align, double size)
{
    return (hai_text_style){.record_size = sizeof(hai_text_style),
                            .align = align,
                            .family = "sans",
                            .colour = "#000000",
                            .size = size,
                            .line_height = 1.5,
                            .weight = 400};
}

static const char body[] = "2月22日,郑州市惠济区召开会议;总结成绩:很好(见附件)。推进 5G 基站,"
                           "打造“惠服务”品牌,GDP增长3.1%。";

// Each byte and each glyph belongs to one cluster, and the text is the source.
static void cover_the_source(void **state)
{
    (void)state;
    hai_text_style style = make_style(HAI_TEXT_JUSTIFY, 30);
    const hai_paragraph *paragraph = typesetter_set(typesetter, body, &style, 420);
    GString *text = g_string_new(NULL);
    assert_true(paragraph->line_count > 2);
    for (int i = 0; i < paragraph->run_count; i++) {
        const struct glyph_run *run = &paragraph->runs[i];
        int bytes = 0, glyphs = 0;
        for (int k = 0; k < run->cluster_count; k++) {
            assert_true(run->clusters[k].num_bytes > 0);
            assert_true(run->clusters[k].num_glyphs > 0);
            bytes += run->clusters[k].num_bytes;
            glyphs += run->clusters[k].num_glyphs;
            assert_true(g_utf8_validate(run->text + bytes - run->clusters[k].num_bytes,
                                        run->clusters[k].num_bytes, NULL));
        }
        assert_int_equal(bytes, run->text_bytes);
        assert_int_equal(glyphs, run->glyph_count);
        g_string_append_len(text, run->text, run->text_bytes);
    }
    // Spaces at line edges are gone; here none is.
    assert_string_equal(text->str, body);
    g_string_free(text, TRUE);
}

// cairo takes the clusters as they are, bad bytes in the source or not.
static void please_cairo(void **state)
{
    (void)state;
    static const char *const texts[] = {body,
                                        "a\xFF\xFE"
                                        "中\xC0,\x01好\t！",
                                        "𠮷野家、葛󠄀城、fi",
                                        "\xE3\x80\x80\xE3\x80\x80段首缩进,两字\xC2\xA0。"};
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 400, 400);
    cairo_t *cairo = cairo_create(surface);
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        hai_text_style style = make_style(HAI_TEXT_JUSTIFY, 24);
        const hai_paragraph *paragraph = typesetter_set(typesetter, texts[i], &style, 200);
        assert_true(paragraph->run_count > 0);
        for (int k = 0; k < paragraph->run_count; k++) {
            const struct glyph_run *run = &paragraph->runs[k];
            cairo_set_font_face(cairo, face_for_cairo(run->face));
            cairo_set_font_size(cairo, run->size);
            cairo_show_text_glyphs(cairo, run->text, run->text_bytes, run->glyphs, run->glyph_count,
                                   run->clusters, run->cluster_count, 0);
        }
        assert_int_equal(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

static void set_on_the_pitch(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(families); i++) {
        hai_text_style style = make_style(HAI_TEXT_LEFT, 30);
        style.family = families[i];
        const hai_paragraph *paragraph = typesetter_set(typesetter, "中文\nabc", &style, 0);
        assert_true(fabs(hai_paragraph_size(paragraph).height - 90) < 1e-9);
        assert_int_equal(hai_paragraph_lines(paragraph), 2);
        // The em box is in the middle of the pitch, whatever the font.
        assert_true(fabs(hai_paragraph_baseline(paragraph) - (7.5 + 0.88 * 30)) < 1e-9);
        assert_true(fabs(hai_paragraph_last_baseline(paragraph) - (52.5 + 0.88 * 30)) < 1e-9);
    }
}

static void align_lines(void **state)
{
    (void)state;
    static const struct {
        uint32_t align;
        double left;
    } cases[] = {{HAI_TEXT_LEFT, 0},
                 {HAI_TEXT_CENTRE, 70},
                 {HAI_TEXT_RIGHT, 140},
                 {HAI_TEXT_TITLE_CENTRE, 70},
                 {HAI_TEXT_TITLE_RIGHT, 140},
                 {HAI_TEXT_JUSTIFY, 0},
                 {77, 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        hai_text_style style = make_style(cases[i].align, 30);
        const hai_paragraph *paragraph = typesetter_set(typesetter, "中文", &style, 200);
        assert_true(fabs(paragraph->runs[0].glyphs[0].x - cases[i].left) < 1e-6);
        assert_true(fabs(paragraph->size.width - 60) < 1e-6);
    }
}

static void hold_ink(void **state)
{
    (void)state;
    hai_text_style style = make_style(HAI_TEXT_LEFT, 100);
    style.family = "figure";
    hai_box ink = hai_paragraph_ink(typesetter_set(typesetter, "306.8", &style, 0));
    double baseline = hai_paragraph_baseline(typesetter_set(typesetter, "306.8", &style, 0));
    assert_true(fabs(hai_box_bottom(ink) - baseline) < 3); // digits stand on the baseline
    assert_true(ink.height > 60 && ink.height < 80);
    assert_true(ink.x >= 0 && ink.width > 100);
    style = make_style(HAI_TEXT_JUSTIFY, 20);
    char *text = g_strnfill(3 * 200 + 1, '\0');
    for (int i = 0; i < 200; i++)
        memcpy(text + 3 * i, "中", 3);
    const hai_paragraph *longer = typesetter_set(typesetter, text, &style, 400);
    ink = hai_paragraph_ink(longer);
    assert_true(ink.x <= 0 && hai_box_right(ink) >= 400); // generous, but holds it all
    g_free(text);
}

static void fit_size(void **state)
{
    (void)state;
    hai_text_style style = make_style(HAI_TEXT_TITLE, 120);
    double size = typesetter_fit(typesetter, "郑州市惠济区", &style, 300, 0, 1, 20);
    assert_true(fabs(size - 50) < 1e-9);
    assert_int_equal(typesetter_set(typesetter, "郑州市惠济区", &style, 300)->line_count, 3);
    style.size = size;
    assert_int_equal(typesetter_set(typesetter, "郑州市惠济区", &style, 300)->line_count, 1);
    style.size = 120;
    assert_true(fabs(typesetter_fit(typesetter, "中", &style, 300, 0, 1, 20) - 120) < 1e-9);
    assert_true(fabs(typesetter_fit(typesetter, "郑州市惠济区", &style, 10, 0, 1, 20) - 20) < 1e-9);
    double high = typesetter_fit(typesetter, "郑州市惠济区", &style, 0, 60, 0, 20);
    assert_true(fabs(high - 40) < 1e-9); // 1.5 em of pitch
    assert_true(fabs(typesetter_fit(typesetter, "", &style, 10, 10, 1, 20) - 120) < 1e-9);
    // A word is not cut to make a larger size fit.
    assert_true(typesetter_fit(typesetter, "Huiji", &style, 60, 0, 4, 10) < 40);
}

// Spans within spans multiply, within bounds; the gap between a figure and its unit is the unit's.
static void nest_sizes(void **state)
{
    (void)state;
    hai_text_style style = make_style(HAI_TEXT_LEFT, 100);
    const struct {
        const char *text;
        double width;
    } cases[] = {{"中", 100},
                 {"\1small\2中\3", 75},
                 {"\1small\2\1small\2中\3\3", 56.25},
                 {"\1large small\2中\3", 112.5},
                 {"\1small small small small small\2中\3", 25},
                 {"\1large large large large\2中\3", 400}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        const hai_paragraph *paragraph = typesetter_set(typesetter, cases[i].text, &style, 0);
        assert_true(fabs(paragraph->size.width - cases[i].width) < 1e-3);
    }
    double figure = typesetter_set(typesetter, "8", &style, 0)->size.width;
    double plain = typesetter_set(typesetter, "8个", &style, 0)->size.width - figure - 100;
    double close = typesetter_set(typesetter, "8\1small\2个\3", &style, 0)->size.width - figure;
    assert_true(plain > 10 && fabs(close - 75 - plain * 0.75) < 1e-3);
}

static void cut_with_ellipsis(void **state)
{
    (void)state;
    hai_text_style style = make_style(HAI_TEXT_JUSTIFY, 20);
    style.max_lines = 2;
    const hai_paragraph *paragraph = typesetter_set(typesetter, body, &style, 200);
    assert_int_equal(paragraph->line_count, 2);
    assert_true(paragraph->truncated);
    const struct glyph_run *run = &paragraph->runs[paragraph->run_count - 1];
    assert_true(g_str_has_suffix(run->text, "…"));
    assert_true(run->glyphs[run->glyph_count - 1].x <= 180 + 1e-6);
    style.max_lines = 20;
    assert_false(typesetter_set(typesetter, body, &style, 200)->truncated);
    style.max_lines = 1;
    paragraph = typesetter_set(typesetter, "中\n文", &style, 0);
    assert_true(paragraph->truncated);
    assert_true(fabs(paragraph->size.width - 40) < 1e-6);
}

static void count_missing(void **state)
{
    (void)state;
    hai_text_style style = make_style(HAI_TEXT_LEFT, 20);
    assert_int_equal(typesetter_set(typesetter, "中\xF4\x8F\xBF\xBD文", &style, 0)->missing, 1);
    assert_int_equal(typesetter_set(typesetter, "中文", &style, 0)->missing, 0);
}

static void stay_the_same(void **state)
{
    (void)state;
    hai_text_style style = make_style(HAI_TEXT_LEFT, 20);
    char copy[sizeof(body)];
    memcpy(copy, body, sizeof(body));
    const hai_paragraph *first = typesetter_set(typesetter, body, &style, 200);
    assert_ptr_equal(typesetter_set(typesetter, copy, &style, 200), first);
    assert_ptr_not_equal(typesetter_set(typesetter, body, &style, 201), first);
    style.tracking = 0.1;
    const hai_paragraph *wide = typesetter_set(typesetter, "中文字", &style, 0);
    assert_true(fabs(wide->size.width - 20 * 3.2) < 1e-6);
}

static void survive_bad_styles(void **state)
{
    (void)state;
    hai_text_style style = {.size = NAN, .line_height = INFINITY, .tracking = -1e300, .align = 99};
    const hai_paragraph *paragraph = typesetter_set(typesetter, "中文", &style, NAN);
    assert_int_equal(paragraph->line_count, 1);
    assert_true(isfinite(paragraph->size.width) && isfinite(paragraph->size.height));
    paragraph = typesetter_set(typesetter, NULL, &style, 100);
    assert_int_equal(paragraph->line_count, 0);
    assert_true(paragraph->size.height == 0);
}

// A poster's texts are set once for those after it, while theme and defaults are the same.
static void stand_for_the_next(void **state)
{
    (void)state;
    struct standing *standing = standing_new();
    struct text_defaults defaults = {.language = "zh-Hans"};
    hai_text_style style = make_style(HAI_TEXT_BODY, 30);
    style.colour = "primary";
    struct typesetter *first = typesetter_new(fonts, theme, &defaults, standing);
    const hai_paragraph *paragraph = typesetter_set(first, body, &style, 420);
    typesetter_free(first);
    struct typesetter *second = typesetter_new(fonts, theme, &defaults, standing);
    assert_ptr_equal(typesetter_set(second, body, &style, 420), paragraph);
    assert_int_equal(g_hash_table_size(standing->paragraphs), 1);
    typesetter_free(second);

    hai_theme *blue = theme_load(arena, report, "tech-blue", ".", (struct place){0});
    second = typesetter_new(fonts, blue, &defaults, standing);
    assert_int_equal(g_hash_table_size(standing->paragraphs), 0);
    paragraph = typesetter_set(second, body, &style, 420);
    hai_colour wanted = hai_theme_colour(blue, "primary");
    assert_memory_equal(&paragraph->colour, &wanted, sizeof wanted);
    typesetter_free(second);

    defaults.words = "惠服务";
    second = typesetter_new(fonts, blue, &defaults, standing);
    assert_int_equal(g_hash_table_size(standing->paragraphs), 0);
    char text[64];
    for (int i = 0; arena_size(standing->arena) < 4 << 20; i++) {
        snprintf(text, sizeof text, "第%d段：国民经济稳中向好", i);
        (void)typesetter_set(second, text, &style, 420);
    }
    typesetter_free(second);
    second = typesetter_new(fonts, blue, &defaults, standing);
    assert_int_equal(g_hash_table_size(standing->paragraphs), 0); // it does not grow for ever
    typesetter_free(second);
    theme_free(blue);
    standing_free(standing);
}

int test_paragraphs(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cover_the_source),   cmocka_unit_test(please_cairo),
        cmocka_unit_test(set_on_the_pitch),   cmocka_unit_test(align_lines),
        cmocka_unit_test(hold_ink),           cmocka_unit_test(fit_size),
        cmocka_unit_test(nest_sizes),         cmocka_unit_test(cut_with_ellipsis),
        cmocka_unit_test(count_missing),      cmocka_unit_test(stay_the_same),
        cmocka_unit_test(survive_bad_styles), cmocka_unit_test(stand_for_the_next),
    };
    return cmocka_run_group_tests(tests, open_typesetter, close_typesetter);
}
