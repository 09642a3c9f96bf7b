// SPDX-License-Identifier: MIT
//
// PDF, as others read it: qpdf and poppler's tools.
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

#include "../draw/sample.h"
#include "draw/image.h"
#include "tests.h"

// What a program prints; NULL, after saying so, where there is no such program. It must succeed.
static char *run(const char *const *arguments)
{
    char *out = NULL, *errors = NULL;
    int status = -1;
    GError *error = NULL;

    if (!g_spawn_sync(NULL, (char **)(uintptr_t)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
                      &out, &errors, &status, &error)) {
        fprintf(stderr, "SKIPPED: %s\n", error->message);
        g_error_free(error);
        return NULL;
    }
    if (status != 0)
        fprintf(stderr, "%s: %s%s\n", arguments[0], out, errors);
    assert_int_equal(status, 0);
    g_free(errors);
    return out;
}

#define RUN(...) run((const char *const[]){__VA_ARGS__, NULL})

static void assert_has(char *text, const char *part)
{
    if (text != NULL && strstr(text, part) == NULL) {
        fprintf(stderr, "'%s' is not in:\n%s\n", part, text);
        fail();
    }
    g_free(text);
}

static void assert_lacks(char *text, const char *part)
{
    if (text != NULL && strstr(text, part) != NULL) {
        fprintf(stderr, "'%s' is in:\n%s\n", part, text);
        fail();
    }
    g_free(text);
}

struct fixture {
    struct arena *arena;
    char *folder, *path;
    struct out_settings settings;
};

static int set_up(void **state)
{
    struct fixture *fixture = g_new0(struct fixture, 1);

    fixture->arena = arena_new();
    fixture->folder = folder_new();
    fixture->path = g_build_filename(fixture->folder, "a.pdf", NULL);
    fixture->settings = plain_settings();
    *state = fixture;
    g_unsetenv("SOURCE_DATE_EPOCH");
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;

    folder_remove(fixture->folder, (const char *const[]){"a.pdf", NULL});
    arena_free(fixture->arena);
    g_free(fixture->path);
    g_free(fixture);
    return 0;
}

static void readers_find_no_fault(void **state)
{
    struct fixture *fixture = *state;
    struct sample_font *font = sample_any_font();

    write_well(sample_record(fixture->arena, font), fixture->path, &fixture->settings);
    g_free(RUN("qpdf", "--check", fixture->path));
    assert_has(RUN("pdfinfo", fixture->path), "300 x 450 pts");
    assert_has(RUN("pdfinfo", fixture->path), "PDF version:     1.5");
    assert_has(RUN("pdfinfo", "-struct", fixture->path), "H1 (block)");
    assert_has(RUN("pdfinfo", "-url", fixture->path),
               "https://example.org/a%28b%29?c=%27d%27&e=%5Cf\n");
    // Nothing became pixels.
    assert_lacks(RUN("pdfimages", "-list", fixture->path), "image ");
    sample_font_close(font);
}

// Fonts of the kinds that posters use: CID-keyed CFF, TrueType, plain CFF.
static void text_comes_out_as_written(void **state)
{
    static const struct {
        const char *path;
        int index;
        const char *text, *kind;
    } cases[] = {
        {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2,
         "一人口日月水火山石见长门马高 生产总值306.8亿元", "CID Type 0C"},
        {"/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", 2, "黄河 2021年12月",
         "CID Type 0C"},
        {"/usr/share/fonts/truetype/lxgw-wenkai/LXGWWenKai-Regular.ttf", 0, "人民日报：长风破浪",
         "TrueType"},
        {"/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF/Roboto-Bold.ttf", 0,
         "306.8 office +12%", "TrueType"},
        {"/usr/share/fonts/opentype/bebas-neue/BebasNeue-Regular.otf", 0, "306.8 AVATAR",
         "CID Type 0C"},
        {"/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf", 0, "finest", "TrueType"},
    };
    struct fixture *fixture = *state;
    struct report *report = report_new();

    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct sample_font *font = sample_font_open(cases[i].path, cases[i].index);
        hai_canvas *canvas =
            canvas_new(fixture->arena, (hai_size){900, 200}, (hai_colour){1, 1, 1, 1});
        if (font != NULL)
            hai_canvas_paragraph(canvas, sample_paragraph(fixture->arena, font, cases[i].text, 30),
                                 20, 20);
        write_well(canvas_finish(canvas, report), fixture->path, &fixture->settings);
        if (font == NULL)
            continue;
        g_free(RUN("qpdf", "--check", fixture->path));
        assert_has(RUN("pdftotext", fixture->path, "-"), cases[i].text);
        char *fonts = RUN("pdffonts", fixture->path);
        assert_has(g_strdup(fonts), "yes yes yes");
        assert_has(fonts, cases[i].kind);
        struct bytes file = read_whole(fixture->path);
        assert_true(file.size < 40000); // the glyphs used, and no more
        g_free(file.data);
        sample_font_close(font);
    }
    report_free(report);
}

static void file_says_what_is_known(void **state)
{
    struct fixture *fixture = *state;
    const struct record *record = sample_record(fixture->arena, NULL);

    fixture->settings.info = (struct document_info){
        .title = "海报 (一)", .author = "a\\b", .subject = "s", .keywords = "k, l\xff"};
    write_well(record, fixture->path, &fixture->settings);
    char *info = RUN("pdfinfo", "-isodates", fixture->path);
    assert_has(g_strdup(info), "Title:           海报 (一)\n");
    assert_has(g_strdup(info), "Author:          a\\b\n");
    assert_has(g_strdup(info), "Keywords:        k, l\xef\xbf\xbd\n");
    assert_has(g_strdup(info), "Creator:         haibao ");
    assert_has(g_strdup(info), "CreationDate:    2000-01-01T00:00:00Z");
    assert_has(info, "ModDate:         2000-01-01T00:00:00Z");
}

static void date_is_that_of_the_source(void **state)
{
    struct fixture *fixture = *state;
    const struct record *record = sample_record(fixture->arena, NULL);
    static const struct {
        const char *given, *date;
    } cases[] = {
        {"1700000000", "2023-11-14T22:13:20Z"},   {"0", "1970-01-01T00:00:00Z"},
        {"253402300799", "9999-12-31T23:59:59Z"}, {"253402300800", "2000-01-01T00:00:00Z"},
        {"-1", "2000-01-01T00:00:00Z"},           {"", "2000-01-01T00:00:00Z"},
        {"yesterday", "2000-01-01T00:00:00Z"},    {"1e9", "2000-01-01T00:00:00Z"},
    };

    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_setenv("SOURCE_DATE_EPOCH", cases[i].given, TRUE);
        write_well(record, fixture->path, &fixture->settings);
        assert_has(RUN("pdfinfo", "-isodates", fixture->path), cases[i].date);
    }
    g_unsetenv("SOURCE_DATE_EPOCH");
}

static void describe_outline(const json_t *entries, GString *tree)
{
    for (size_t i = 0; i < json_array_size(entries); i++) {
        const json_t *entry = json_array_get(entries, i);
        g_string_append_printf(tree, "%s[", json_string_value(json_object_get(entry, "title")));
        describe_outline(json_object_get(entry, "kids"), tree);
        g_string_append_c(tree, ']');
    }
}

static void headings_become_the_outline(void **state)
{
    struct fixture *fixture = *state;
    struct report *report = report_new();
    hai_canvas *canvas = canvas_new(fixture->arena, (hai_size){400, 400}, (hai_colour){1, 1, 1, 1});
    static const struct {
        int level;
        const char *text;
    } headings[] = {{1, "一"}, {3, "1.0.1"}, {2, "(1.1)"}, {3, "1.1.1"}, {2, ""}, {1, "二"}};

    for (unsigned i = 0; i < G_N_ELEMENTS(headings); i++) {
        hai_canvas_heading_begin(canvas, headings[i].level, headings[i].text,
                                 (hai_box){0, 60 * i, 400, 40});
        hai_canvas_heading_end(canvas);
    }
    write_well(canvas_finish(canvas, report), fixture->path, &fixture->settings);
    report_free(report);
    g_free(RUN("qpdf", "--check", fixture->path));
    char *json = RUN("qpdf", "--json", "--json-key=outlines", fixture->path);
    if (json == NULL)
        return;
    json_t *root = json_loads(json, 0, NULL);
    GString *tree = g_string_new("");
    describe_outline(json_object_get(root, "outlines"), tree);
    assert_string_equal(tree->str, "一[1.0.1[](1.1)[1.1.1[]]]二[]");
    g_string_free(tree, TRUE);
    json_decref(root);
    g_free(json);
}

// Links and text within transparent groups, which are forms.
static void groups_keep_links(void **state)
{
    struct fixture *fixture = *state;
    struct sample_font *font = sample_any_font();
    struct report *report = report_new();
    hai_canvas *canvas = canvas_new(fixture->arena, (hai_size){400, 400}, (hai_colour){1, 1, 1, 1});

    hai_canvas_figure_begin(canvas, "alt", (hai_box){0, 0, 400, 400});
    hai_canvas_group_begin(canvas, 0.5);
    hai_canvas_heading_begin(canvas, 1, "h", (hai_box){0, 0, 400, 100});
    hai_canvas_link_begin(canvas, "https://example.org/1", (hai_box){0, 0, 200, 100});
    if (font != NULL)
        hai_canvas_paragraph(canvas, sample_paragraph(fixture->arena, font, "within", 30), 20, 20);
    hai_canvas_link_end(canvas);
    hai_canvas_heading_end(canvas);
    hai_canvas_box(canvas, (hai_box){0, 0, 20, 20});
    hai_canvas_fill(canvas, hai_paint_colour((hai_colour){1, 0, 0, 1}));
    hai_canvas_group_end(canvas);
    hai_canvas_figure_end(canvas);
    hai_canvas_link_begin(canvas, "https://example.org/2", (hai_box){0, 200, 200, 100});
    hai_canvas_link_begin(canvas, "https://example.org/3", (hai_box){0, 200, 0, 0}); // no area
    hai_canvas_link_end(canvas);
    hai_canvas_link_end(canvas);
    write_well(canvas_finish(canvas, report), fixture->path, &fixture->settings);
    report_free(report);
    g_free(RUN("qpdf", "--check", fixture->path));
    if (font != NULL)
        assert_has(RUN("pdftotext", fixture->path, "-"), "within");
    char *links = RUN("pdfinfo", "-url", fixture->path);
    assert_has(g_strdup(links), "https://example.org/1");
    assert_has(g_strdup(links), "https://example.org/2");
    assert_lacks(links, "https://example.org/3");
    sample_font_close(font);
}

// What a figure shows, and the language in which it is said; of a heading within it, too.
static void figures_are_told(void **state)
{
    struct fixture *fixture = *state;
    struct report *report = report_new();
    hai_canvas *canvas = canvas_new(fixture->arena, (hai_size){400, 400}, (hai_colour){1, 1, 1, 1});

    hai_canvas_figure_begin(canvas, "第三产业占62.4%", (hai_box){0, 0, 400, 400});
    hai_canvas_box(canvas, (hai_box){0, 0, 20, 20});
    hai_canvas_fill(canvas, hai_paint_colour((hai_colour){1, 0, 0, 1}));
    hai_canvas_figure_end(canvas);
    fixture->settings.info.language = "zh-Hans";
    fixture->settings.info.title = "海报";
    write_well(canvas_finish(canvas, report), fixture->path, &fixture->settings);
    report_free(report);
    char *json = RUN("qpdf", "--json=1", "--json-key=objects", fixture->path);
    if (json == NULL)
        return;
    assert_has(g_strdup(json), "\"/Alt\": \"第三产业占62.4%\"");
    assert_has(g_strdup(json), "\"/Lang\": \"zh-Hans\"");
    assert_has(g_strdup(json), "\"/DisplayDocTitle\": true");
    assert_has(json, "\"/S\": \"/Figure\"");
}

static hai_image *make_photograph(const struct fixture *fixture)
{
    struct report *report = report_new();
    char *path = g_build_filename(fixture->folder, "a.jpg", NULL);
    uint8_t rgb[3 * 16 * 16] = {0};
    tjhandle encoder = tjInitCompress();
    unsigned char *jpeg = NULL;
    unsigned long size = 0;

    assert_int_equal(
        tjCompress2(encoder, rgb, 16, 0, 16, TJPF_RGB, &jpeg, &size, TJSAMP_444, 90, 0), 0);
    assert_true(g_file_set_contents(path, (const char *)jpeg, (gssize)size, NULL));
    hai_image *image = image_load(report, path, (struct place){0});
    assert_non_null(image);
    assert_int_equal(g_remove(path), 0);
    tjFree(jpeg);
    tjDestroy(encoder);
    g_free(path);
    report_free(report);
    return image;
}

// What is drawn more than once is stored once, and a JPEG stays one.
static void pictures_are_stored_once(void **state)
{
    struct fixture *fixture = *state;
    struct report *report = report_new();
    hai_image *image = make_photograph(fixture);
    hai_canvas *canvas = canvas_new(fixture->arena, (hai_size){400, 400}, (hai_colour){1, 1, 1, 1});

    for (int i = 0; i < 3; i++) {
        hai_box box = {100 * i, 50, 80, 60};
        hai_canvas_shadow(canvas, box, 8, 12, (hai_colour){0, 0, 0, 0.3F});
        hai_canvas_image(canvas, image, box, (uint32_t)i);
    }
    write_well(canvas_finish(canvas, report), fixture->path, &fixture->settings);
    g_free(RUN("qpdf", "--check", fixture->path)); // would find a key twice
    char *images = RUN("pdfimages", "-list", fixture->path);
    assert_has(g_strdup(images == NULL ? "jpeg" : images), "jpeg");
    assert_lacks(images, "smask");
    struct bytes file = read_whole(fixture->path);
    unsigned forms = 0;
    for (const char *at = file.data;
         (at = memmem(at, file.size - (size_t)(at - file.data), "/Subtype /Form", 14)) != NULL;
         at++)
        forms++;
    assert_int_equal(forms, 1);
    g_free(file.data);
    report_free(report);
    image_free(image);
}

static void pages_are_no_larger_than_readers_take(void **state)
{
    struct fixture *fixture = *state;
    struct report *report = report_new();
    hai_canvas *canvas =
        canvas_new(fixture->arena, (hai_size){1080, 28800}, (hai_colour){1, 1, 1, 1});

    fixture->settings.format.points = 1;
    write_well(canvas_finish(canvas, report), fixture->path, &fixture->settings);
    assert_has(RUN("pdfinfo", fixture->path), "540 x 14400 pts");
    report_free(report);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int test_pdf(void)
{
    const struct CMUnitTest tests[] = {
        TEST(readers_find_no_fault),
        TEST(text_comes_out_as_written),
        TEST(file_says_what_is_known),
        TEST(date_is_that_of_the_source),
        TEST(headings_become_the_outline),
        TEST(groups_keep_links),
        TEST(figures_are_told),
        TEST(pictures_are_stored_once),
        TEST(pages_are_no_larger_than_readers_take),
    };
    return cmocka_run_group_tests_name("pdf", tests, NULL, NULL);
}
