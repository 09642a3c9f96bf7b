// SPDX-License-Identifier: MIT
//
// Strokes: their area where geometry tells it, and cairo's pixels where it does not.
#include <setjmp.h> // cmocka needs it
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <math.h>
#include <string.h>

#include "draw/fill.h"
#include "draw/replay.h"
#include "tests.h"

#define SIDE 128
#define PI 3.14159265358979323846

enum { BUTT, ROUND, SQUARE };
enum { MITRE, ROUNDED, BEVEL };

// A picture of covers, on which a test draws.
struct picture {
    cairo_surface_t *surface;
    cairo_t *cairo;
    cairo_matrix_t sheet;
    hai_matrix matrix; // the pen's
};

static struct picture picture_new(void)
{
    struct picture picture = {.matrix = {1, 0, 0, 1, 0, 0}};

    picture.surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, SIDE, SIDE);
    picture.cairo = cairo_create(picture.surface);
    cairo_matrix_init_identity(&picture.sheet);
    return picture;
}

static int cover_at(const struct picture *picture, int x, int y)
{
    const uint8_t *row = cairo_image_surface_get_data(picture->surface) +
                         y * cairo_image_surface_get_stride(picture->surface);
    uint32_t pixel;

    memcpy(&pixel, row + (size_t)x * 4, sizeof pixel);
    return (int)(pixel >> 24);
}

static double area_of(const struct picture *picture)
{
    long sum = 0;

    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++)
            sum += cover_at(picture, x, y);
    }
    return (double)sum / 255;
}

static void picture_free(struct picture *picture)
{
    assert_int_equal(cairo_status(picture->cairo), CAIRO_STATUS_SUCCESS);
    cairo_destroy(picture->cairo);
    cairo_surface_destroy(picture->surface);
}

static void draw(struct picture *picture, cairo_path_t *drawn, hai_stroke pen)
{
    struct filler *filler = filler_new();
    struct stroke_item stroke = {.path = {.data = drawn->data, .count = drawn->num_data},
                                 .pen = pen};

    hai_paint black = hai_paint_colour((hai_colour){0, 0, 0, 1});
    struct brush brush = brush_new(&black, &picture->sheet);

    filler_stroke(filler, picture->cairo, &brush, &stroke, &picture->matrix, &picture->sheet);
    filler_free(filler);
    cairo_set_matrix(picture->cairo, &picture->sheet);
    cairo_surface_flush(picture->surface);
}

// Numbers, two a point; the pen is said by the rest.
struct lines {
    double points[12];
    int count;
    bool is_closed;
    hai_stroke pen;
    double area;
};

static cairo_path_t *path_of(cairo_t *cairo, const struct lines *lines)
{
    cairo_new_path(cairo);
    for (int i = 0; i < lines->count; i++)
        cairo_line_to(cairo, lines->points[2 * i], lines->points[2 * i + 1]);
    if (lines->is_closed)
        cairo_close_path(cairo);
    return cairo_copy_path(cairo);
}

static double stroke_area(const struct lines *lines)
{
    struct picture picture = picture_new();
    cairo_path_t *path = path_of(picture.cairo, lines);

    draw(&picture, path, lines->pen);
    double area = area_of(&picture);
    cairo_path_destroy(path);
    picture_free(&picture);
    return area;
}

static void strokes_have_the_area_of_their_figure(void **state)
{
    static const double dashes[] = {6, 4};
    const struct lines cases[] = {
        {{10.3, 20, 70.3, 20}, 2, .pen = {.width = 7}, .area = 60 * 7},
        {{10.3, 20, 40.3, 60}, 2, .pen = {.width = 7}, .area = 50 * 7},
        {{10, 20, 40, 60}, 2, .pen = {.width = 7, .cap = SQUARE}, .area = 57 * 7},
        {{10, 20, 40, 60}, 2, .pen = {.width = 8, .cap = ROUND}, .area = 50 * 8 + PI * 16},
        // A corner adds what its mitre has beyond the two lines' overlap.
        {{10, 20, 60, 20, 60, 90}, 3, .pen = {.width = 10}, .area = 120 * 10},
        {{10, 20, 60, 20, 60, 90}, 3, .pen = {.width = 10, .join = BEVEL}, .area = 1200 - 12.5},
        {{10, 20, 60, 20, 60, 90},
         3,
         .pen = {.width = 10, .join = ROUNDED},
         .area = 1200 - 25 + PI * 25 / 4},
        // There and back, and around.
        {{10, 20, 60, 20, 10, 20}, 3, .pen = {.width = 10}, .area = 50 * 10},
        {{20, 20, 90, 20, 90, 70, 20, 70}, 4, true, .pen = {.width = 6}, .area = 240 * 6},
        {{50, 50, 60, 50, 60, 54, 50, 54}, 4, true, .pen = {.width = 12}, .area = 22 * 16},
        // Dots.
        {{50, 50, 50, 50}, 2, .pen = {.width = 20, .cap = ROUND}, .area = PI * 100},
        {{50, 50, 50, 50}, 2, .pen = {.width = 20, .cap = SQUARE}, .area = 400},
        {{50, 50, 50, 50}, 2, .pen = {.width = 20}, .area = 0},
        {{50, 50}, 1, .pen = {.width = 20, .cap = ROUND}, .area = 0},
        // A line that crosses itself counts once there.
        {{20, 40, 100, 40, 100, 20, 60, 20, 60, 80},
         5,
         .pen = {.width = 4},
         .area = (80 + 20 + 40 + 60) * 4 - 16},
        // Dashes: of 60, four and another four of six.
        {{10, 20, 70, 20}, 2, .pen = {.width = 5, .dash_count = 2, .dashes = dashes}, .area = 180},
        {{10, 20, 77, 20}, 2, .pen = {.width = 5, .dash_count = 2, .dashes = dashes}, .area = 210},
    };

    (void)state;
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        double area = stroke_area(&cases[i]);
        if (fabs(area - cases[i].area) > 0.5 + 0.004 * cases[i].area)
            fail_msg("case %u: an area of %.1f, not %.1f", i, area, cases[i].area);
    }
}

static void mitres_end_where_they_are_too_long(void **state)
{
    // 30 degrees: a mitre of 3.86 times the width. 28: of 4.13.
    const double degrees[] = {30, 28};
    double beyond[2];

    (void)state;
    for (int i = 0; i < 2; i++) {
        double angle = degrees[i] * PI / 180;
        struct lines lines = {
            {100, 40, 40, 40, 40 + 60 * cos(angle), 40 + 60 * sin(angle)}, 3, .pen = {.width = 8}};
        struct picture picture = picture_new();
        cairo_path_t *path = path_of(picture.cairo, &lines);
        draw(&picture, path, lines.pen);
        beyond[i] = 0;
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < 35; x++)
                beyond[i] += cover_at(&picture, x, y);
        cairo_path_destroy(path);
        picture_free(&picture);
    }
    assert_true(beyond[0] > 1000);
    assert_true(beyond[1] == 0);
}

// --- Beside cairo ---

typedef void draw_path(cairo_t *cairo);

static void draw_cloud(cairo_t *cairo)
{
    cairo_move_to(cairo, 20, 90);
    cairo_curve_to(cairo, 10, 40, 60, 10, 70, 50);
    cairo_curve_to(cairo, 72, 58, 60, 60, 62, 50);
    cairo_curve_to(cairo, 70, 20, 120, 40, 100, 95);
}

static void draw_ring(cairo_t *cairo)
{
    cairo_arc(cairo, 64, 64, 40, 0, 2 * PI);
    cairo_close_path(cairo);
}

static void draw_pie(cairo_t *cairo)
{
    cairo_move_to(cairo, 64, 64);
    cairo_arc(cairo, 64, 64, 45, 0.3, 1.9);
    cairo_close_path(cairo);
    cairo_move_to(cairo, 20, 20);
    cairo_line_to(cairo, 50, 30);
}

static void draw_zigzag(cairo_t *cairo)
{
    const double points[] = {10, 10, 100, 14, 20, 40, 110, 60, 60, 62, 64, 110, 66, 70};

    for (unsigned i = 0; i < G_N_ELEMENTS(points); i += 2)
        cairo_line_to(cairo, points[i], points[i + 1]);
}

// Whether two pictures show the same. cairo counts samples, our curves are lines that may be a
// tenth of a pixel off, and in pixels in which edges cross neither is exact.
static void assert_alike(const struct picture *one, const struct picture *other, const char *what)
{
    long sum = 0;
    int apart = 0;

    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            int difference = abs(cover_at(one, x, y) - cover_at(other, x, y));
            sum += difference;
            apart += difference > 40;
        }
    }
    if (apart > 24 || sum > 8000)
        fail_msg("%s: %d pixels far apart, %ld in all", what, apart, sum);
}

static void compare(draw_path *draw_it, hai_matrix matrix, hai_stroke pen, const char *what)
{
    struct picture ours = picture_new(), theirs = picture_new();

    ours.matrix = matrix;
    draw_it(ours.cairo);
    cairo_path_t *path = cairo_copy_path(ours.cairo);
    draw(&ours, path, pen);
    cairo_append_path(theirs.cairo, path);
    replay_set_matrix(theirs.cairo, &matrix);
    replay_set_pen(theirs.cairo, &pen);
    cairo_set_tolerance(theirs.cairo, 0.01);
    cairo_stroke(theirs.cairo);
    assert_alike(&ours, &theirs, what);
    cairo_path_destroy(path);
    picture_free(&ours);
    picture_free(&theirs);
}

static void strokes_look_as_cairos(void **state)
{
    static const struct {
        const char *name;
        draw_path *draw;
    } paths[] = {
        {"cloud", draw_cloud}, {"ring", draw_ring}, {"pie", draw_pie}, {"zigzag", draw_zigzag}};
    static const struct {
        const char *name;
        hai_matrix matrix;
    } matrices[] = {{"", {1, 0, 0, 1, 0, 0}},
                    {"turned", {0.8, 0.6, -0.6, 0.8, 9, 9}},
                    {"mirrored", {-1, 0, 0, 1, 0, 0}},
                    {"wide", {2.5, 0, 0, 0.5, 3, 0}}};
    static const double widths[] = {0.7, 2.5, 9, 26}, dashes[] = {12, 30};

    (void)state;
    for (unsigned i = 0; i < 4 * 4 * 4 * 9 * 2; i++) {
        hai_stroke pen = {.width = widths[i / 16 % 4],
                          .cap = i / 64 % 3,
                          .join = i / 192 % 3,
                          .dash_count = i < 576 ? 0 : 2,
                          .dashes = dashes};
        char *what = g_strdup_printf("%s %s, width %g, cap %u, join %u%s", matrices[i / 4 % 4].name,
                                     paths[i % 4].name, pen.width, pen.cap, pen.join,
                                     pen.dash_count == 0 ? "" : ", dashed");
        // cairo asks on the device how sharp a corner is; we ask where the pen is round, as PDF
        // does.
        bool is_oval = i / 4 % 4 == 3;
        // On curves dashes begin where the lines' lengths say, a little off.
        bool is_curved = paths[i % 4].draw != draw_zigzag;
        if ((!is_oval || pen.join != MITRE) && (pen.dash_count == 0 || !is_curved))
            compare(paths[i % 4].draw, matrices[i / 4 % 4].matrix, pen, what);
        g_free(what);
    }
}

int test_stroke(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strokes_have_the_area_of_their_figure),
        cmocka_unit_test(mitres_end_where_they_are_too_long),
        cmocka_unit_test(strokes_look_as_cairos),
    };
    return cmocka_run_group_tests_name("stroke", tests, NULL, NULL);
}
