// SPDX-License-Identifier: MIT
//
// What a PDF shows, by poppler, is what the PNG of the same record shows.
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cairo.h>
#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

#include "../draw/sample.h"
#include "draw/image.h"
#include "out/cff.h"
#include "out/pdf_file.h"
#include "tests.h"

#define CELL 100 // pixels: each holds one thing
#define ACROSS 4 // cells
#define DOWN 5
#define UNLIKE 4.0 // of 255, between the means of two cells: rims are drawn in different ways

// --- The things ---

struct things {
    struct arena *arena;
    struct sample_font *font;
    char *folder;
    hai_image *images[4];
};

static const hai_stop fading[] = {{0, {0.8F, 0, 0, 1}}, {0.5, {0, 0.6F, 0, 1}}, {1, {0, 0, 1, 0}}};
static const hai_stop hard[] = {
    {0, {1, 0, 0, 1}}, {0.5, {1, 0, 0, 1}}, {0.5, {0, 0, 1, 1}}, {1, {0, 0, 1, 1}}};
static const hai_stop faint[] = {{0.2, {1, 0, 0, 0.4F}}, {0.8, {0, 0, 1, 0.4F}}};

static hai_image *load(const struct things *things, const char *name, const void *bytes,
                       size_t size)
{
    struct report *report = report_new();
    char *path = g_build_filename(things->folder, name, NULL);

    assert_true(g_file_set_contents(path, bytes, (gssize)size, NULL));
    hai_image *image = image_load(report, path, (struct place){0});
    assert_non_null(image);
    assert_int_equal(g_remove(path), 0);
    g_free(path);
    report_free(report);
    return image;
}

static cairo_status_t collect(void *bytes, const unsigned char *part, unsigned size)
{
    g_byte_array_append(bytes, part, size);
    return CAIRO_STATUS_SUCCESS;
}

// A picture that is half clear, and has its colours not in the middle.
static hai_image *load_clear_png(const struct things *things)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 40, 20);
    cairo_t *cairo = cairo_create(surface);
    GByteArray *png = g_byte_array_new();

    cairo_set_source_rgba(cairo, 1, 0.5, 0, 0.5);
    cairo_rectangle(cairo, 0, 0, 25, 15);
    cairo_fill(cairo);
    cairo_destroy(cairo);
    assert_int_equal(cairo_surface_write_to_png_stream(surface, collect, png),
                     CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy(surface);
    hai_image *image = load(things, "clear.png", png->data, png->len);
    g_byte_array_free(png, TRUE);
    return image;
}

static hai_image *load_jpeg(const struct things *things, bool is_grey)
{
    uint8_t pixels[3 * 32 * 16];
    tjhandle encoder = tjInitCompress();
    unsigned char *jpeg = NULL;
    unsigned long size = 0;

    for (unsigned i = 0; i < sizeof pixels; i++)
        pixels[i] = (uint8_t)(i % (is_grey ? 32 : 96) * (is_grey ? 7 : 2));
    assert_int_equal(tjCompress2(encoder, pixels, 32, 0, 16, is_grey ? TJPF_GRAY : TJPF_RGB, &jpeg,
                                 &size, is_grey ? TJSAMP_GRAY : TJSAMP_444, 95, 0),
                     0);
    hai_image *image = load(things, "a.jpg", jpeg, size);
    tjFree(jpeg);
    tjDestroy(encoder);
    return image;
}

static const char svg[] =
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'><defs><linearGradient id='g'>"
    "<stop offset='0' stop-color='red'/><stop offset='1' stop-color='blue' stop-opacity='0.2'/>"
    "</linearGradient></defs><rect x='1' y='1' width='7' height='4' fill='url(#g)'/>"
    "<circle cx='7' cy='7' r='2' fill='green' opacity='0.5'/></svg>";

static void draw_by_hand(cairo_t *cairo, void *data)
{
    (void)data;
    cairo_set_source_rgba(cairo, 0.2, 0.4, 0.9, 0.7);
    cairo_arc(cairo, 60, 30, 25, 0, 5);
    cairo_fill(cairo);
}

static void fill_box(hai_canvas *canvas, hai_box box, hai_paint paint)
{
    hai_canvas_box(canvas, box);
    hai_canvas_fill(canvas, paint);
}

static void draw_paints(hai_canvas *canvas, int cell)
{
    hai_paint linear = hai_paint_linear((hai_point){10, 10}, (hai_point){70, 90}, fading, 3);
    hai_paint radial = hai_paint_radial((hai_point){40, 50}, 5, 40, fading, 3);

    if (cell == 0)
        fill_box(canvas, (hai_box){10, 10, 80, 80}, linear);
    else if (cell == 1)
        fill_box(canvas, (hai_box){10, 10, 80, 80}, radial);
    else if (cell == 2)
        fill_box(canvas, (hai_box){10, 10, 80, 80},
                 hai_paint_linear((hai_point){10, 0}, (hai_point){90, 0}, hard, 4));
    else
        fill_box(canvas, (hai_box){10, 10, 80, 80},
                 hai_paint_linear((hai_point){10, 0}, (hai_point){90, 0}, faint, 2));
}

static void draw_pens(hai_canvas *canvas, int cell)
{
    const double dashes[] = {14, 6};
    hai_stroke pen = hai_stroke_width(12);

    pen.cap = (uint32_t)cell % 3;
    pen.join = (uint32_t)(cell + 1) % 3;
    if (cell == 1) {
        pen.dashes = dashes;
        pen.dash_count = 2;
    }
    hai_canvas_save(canvas);
    if (cell >= 2)
        hai_canvas_transform(canvas, (hai_matrix){.xx = 1, .yx = 0.3, .xy = 0, .yy = 0.5});
    hai_canvas_move_to(canvas, 20, 30);
    hai_canvas_line_to(canvas, 80, 30);
    hai_canvas_line_to(canvas, 30, 85);
    if (cell == 3)
        hai_canvas_stroke(canvas, pen,
                          hai_paint_linear((hai_point){20, 0}, (hai_point){80, 0}, fading, 3));
    else
        hai_canvas_stroke(canvas, pen, hai_paint_colour((hai_colour){0, 0, 0.5F, 0.6F}));
    hai_canvas_restore(canvas);
}

static void draw_pictures(const struct things *things, hai_canvas *canvas, int cell)
{
    hai_canvas_image(canvas, things->images[cell], (hai_box){10, 15, 80, 60}, (uint32_t)cell % 3);
}

static void draw_texts(const struct things *things, hai_canvas *canvas, int cell)
{
    if (things->font == NULL)
        return;
    const hai_paragraph *text = sample_paragraph(things->arena, things->font, "国A", 36);
    hai_canvas_save(canvas);
    if (cell == 1)
        hai_canvas_transform(canvas, (hai_matrix){0.8, 0.5, -0.5, 0.8, 30, 0});
    if (cell < 2)
        hai_canvas_paragraph(canvas, text, 10, 20);
    else
        hai_canvas_paragraph_painted(canvas, text, 10, 20,
                                     hai_paint_linear((hai_point){10, 0}, (hai_point){80, 0},
                                                      cell == 2 ? hard : fading,
                                                      cell == 2 ? 4 : 3));
    hai_canvas_restore(canvas);
}

static void draw_others(hai_canvas *canvas, int cell)
{
    if (cell == 0) {
        hai_canvas_shadow(canvas, (hai_box){25, 25, 50, 40}, 10, 20, (hai_colour){0, 0, 0, 0.3F});
        return;
    }
    if (cell == 1) {
        hai_canvas_cairo(canvas, (hai_box){10, 10, 80, 80}, draw_by_hand, NULL);
        return;
    }
    hai_canvas_save(canvas);
    hai_canvas_arc(canvas, 50, 50, 40, 0, 2 * G_PI);
    hai_canvas_clip(canvas);
    if (cell == 2) {
        hai_canvas_box(canvas, (hai_box){0, 0, 60, 100});
        hai_canvas_clip(canvas);
    }
    hai_canvas_group_begin(canvas, 0.5);
    fill_box(canvas, (hai_box){0, 0, 70, 70}, hai_paint_colour((hai_colour){1, 0, 0, 1}));
    fill_box(canvas, (hai_box){40, 40, 70, 70}, hai_paint_colour((hai_colour){0, 0, 0, 1}));
    hai_canvas_group_end(canvas);
    hai_canvas_restore(canvas);
    fill_box(canvas, (hai_box){80, 80, 15, 15}, hai_paint_colour((hai_colour){0, 0, 0, 1}));
}

static const struct record *draw_things(const struct things *things)
{
    struct report *report = report_new();
    hai_canvas *canvas = canvas_new(things->arena, (hai_size){CELL * ACROSS, CELL * DOWN},
                                    (hai_colour){1, 0.95F, 0.9F, 1});

    for (int i = 0; i < ACROSS * DOWN; i++) {
        hai_canvas_save(canvas);
        hai_canvas_transform(
            canvas,
            (hai_matrix){.xx = 1, .yy = 1, .x0 = i % ACROSS * CELL, .y0 = i / ACROSS * CELL});
        if (i / ACROSS == 0)
            draw_paints(canvas, i % ACROSS);
        else if (i / ACROSS == 1)
            draw_pens(canvas, i % ACROSS);
        else if (i / ACROSS == 2)
            draw_pictures(things, canvas, i % ACROSS);
        else if (i / ACROSS == 3)
            draw_texts(things, canvas, i % ACROSS);
        else
            draw_others(canvas, i % ACROSS);
        hai_canvas_restore(canvas);
    }
    const struct record *record = canvas_finish(canvas, report);
    assert_int_equal(report_count(report), 0);
    report_free(report);
    return record;
}

// --- Comparing ---

// The mean of each part of colour in a cell.
static void find_mean(cairo_surface_t *surface, int cell, double mean[3])
{
    const unsigned char *rows = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);

    mean[0] = mean[1] = mean[2] = 0;
    for (int y = 0; y < CELL; y++) {
        const unsigned char *row = rows + (cell / ACROSS * CELL + y) * stride;
        for (int x = 0; x < CELL; x++) {
            for (int part = 0; part < 3; part++)
                mean[part] += row[4 * (cell % ACROSS * CELL + x) + part] / (double)(CELL * CELL);
        }
    }
}

static void compare(const char *png_path, const char *pdf_path)
{
    cairo_surface_t *png = cairo_image_surface_create_from_png(png_path);
    cairo_surface_t *pdf = cairo_image_surface_create_from_png(pdf_path);
    bool is_alike = true;

    assert_int_equal(cairo_image_surface_get_width(pdf), CELL * ACROSS);
    assert_int_equal(cairo_image_surface_get_height(pdf), CELL * DOWN);
    for (int cell = 0; cell < ACROSS * DOWN; cell++) {
        double one[3], other[3];
        find_mean(png, cell, one);
        find_mean(pdf, cell, other);
        for (int part = 0; part < 3; part++) {
            if (fabs(one[part] - other[part]) <= UNLIKE)
                continue;
            fprintf(stderr, "row %d, column %d: the PNG's mean is %.1f, the PDF's %.1f\n",
                    cell / ACROSS, cell % ACROSS, one[part], other[part]);
            is_alike = false;
        }
    }
    cairo_surface_destroy(png);
    cairo_surface_destroy(pdf);
    assert_true(is_alike);
}

static void shows_what_the_picture_shows(void **state)
{
    struct things things = {
        .arena = arena_new(), .font = sample_any_font(), .folder = folder_new()};
    struct out_settings settings = plain_settings();
    char *pdf = g_build_filename(things.folder, "a.pdf", NULL);
    char *png = g_build_filename(things.folder, "a.png", NULL);
    char *stem = g_build_filename(things.folder, "b", NULL);
    char *seen = g_strconcat(stem, ".png", NULL);
    const char *const command[] = {"pdftoppm", "-r", "96", "-png", "-singlefile", pdf, stem, NULL};
    int status = -1;

    (void)state;
    things.images[0] = load_clear_png(&things);
    things.images[1] = load(&things, "a.svg", svg, strlen(svg));
    things.images[2] = load_jpeg(&things, false);
    things.images[3] = load_jpeg(&things, true);
    const struct record *record = draw_things(&things);
    write_well(record, pdf, &settings);
    write_well(record, png, &settings);
    if (g_spawn_sync(NULL, (char **)(uintptr_t)command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                     NULL, &status, NULL)) {
        assert_int_equal(status, 0);
        compare(png, seen);
        assert_int_equal(g_remove(seen), 0);
    } else {
        fprintf(stderr, "SKIPPED: no pdftoppm\n");
    }
    folder_remove(things.folder, (const char *const[]){"a.pdf", "a.png", NULL});
    for (int i = 0; i < 4; i++)
        image_free(things.images[i]);
    g_free(pdf);
    g_free(png);
    g_free(stem);
    g_free(seen);
    sample_font_close(things.font);
    arena_free(things.arena);
}

// --- Parts ---

static void numbers_are_short(void **state)
{
    static const struct {
        double value;
        int places;
        const char *text;
    } cases[] = {{0, 3, "0 "},
                 {-0.0004, 3, "0 "},
                 {1, 3, "1 "},
                 {-1.5, 3, "-1.5 "},
                 {0.25, 3, ".25 "},
                 {-0.1, 1, "-.1 "},
                 {100, 0, "100 "},
                 {2.9996, 3, "3 "},
                 {1234.5678, 2, "1234.57 "},
                 {1e300, 3, "1000000000 "},
                 {0.000001, 6, ".000001 "}};

    (void)state;
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        GString *out = g_string_new(NULL);
        pdf_put_number(out, cases[i].value, cases[i].places);
        assert_string_equal(out->str, cases[i].text);
        g_string_free(out, TRUE);
    }
}

static void texts_are_escaped(void **state)
{
    static const char *const cases[][2] = {
        {"a (b) \\", "(a \\(b\\) \\\\) "},       {"海", "<FEFF6D77> "},
        {"\xf0\x9f\x98\x80", "<FEFFD83DDE00> "}, {"a\xff", "<FEFF0061FFFD> "},
        {"a\nb", "<FEFF0061000A0062> "},         {"", "() "}};

    (void)state;
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        GString *out = g_string_new(NULL);
        pdf_put_text(out, cases[i][0]);
        assert_string_equal(out->str, cases[i][1]);
        g_string_free(out, TRUE);
    }
}

// A CID-keyed font with a charset of each format; then cut off anywhere.
static void charsets_are_read(void **state)
{
    // The header; the name "A"; a top DICT of ROS and, at 22, the charset.
    static const uint8_t start[22] = {1, 0, 4, 1, 0,   1,   1,   1,  2,  'A', 0,
                                      1, 1, 1, 8, 139, 139, 139, 12, 30, 161, 15};
    static const uint8_t charsets[3][9] = {
        {0, 0, 5, 0, 6, 1, 4}, {1, 0, 5, 1, 1, 4, 0}, {2, 0, 5, 0, 1, 1, 4, 0, 0}};
    static const uint16_t wanted[4] = {0, 5, 6, 260};

    (void)state;
    for (int i = 0; i < 3; i++) {
        uint8_t cff[sizeof start + sizeof charsets[0]];
        uint16_t cids[4];
        memcpy(cff, start, sizeof start);
        memcpy(cff + sizeof start, charsets[i], sizeof charsets[i]);
        assert_true(cff_read_charset(cff, sizeof cff, cids, 4));
        assert_memory_equal(cids, wanted, sizeof wanted);
        for (size_t size = 0; size < sizeof start + 7; size++)
            assert_false(cff_read_charset(cff, size, cids, 4));
        cff[18] = 0; // no ROS: a font whose glyphs have names
        assert_false(cff_read_charset(cff, sizeof cff, cids, 4));
    }
}

int test_pdf_look(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shows_what_the_picture_shows),
        cmocka_unit_test(numbers_are_short),
        cmocka_unit_test(texts_are_escaped),
        cmocka_unit_test(charsets_are_read),
    };
    return cmocka_run_group_tests_name("pdf_look", tests, NULL, NULL);
}
