// SPDX-License-Identifier: MIT
//
// Scan conversion and blending: covers by hand, by area, and whatever part is asked for.
#include <setjmp.h> // cmocka needs it
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <math.h>
#include <string.h>

#include "draw/blend.h"
#include "draw/coverage.h"
#include "tests.h"

#define SIDE 64

// The cover of a picture of SIDE by SIDE pixels, of which only an area is asked for.
struct cover {
    uint8_t at[SIDE][SIDE];
};

static void keep_run(void *data, int x, int y, int count, const uint8_t *cover, uint8_t even)
{
    struct cover *picture = data;

    assert_true(x >= 0 && count > 0 && x + count <= SIDE && y >= 0 && y < SIDE);
    for (int i = 0; i < count; i++)
        picture->at[y][x + i] = cover == NULL ? even : cover[i];
}

typedef void draw_outline(struct coverage *coverage);

static struct cover cover_of(draw_outline *draw, struct pixels area)
{
    struct coverage coverage = {0};
    struct cover cover = {0};

    assert_true(coverage_begin(&coverage, area));
    draw(&coverage);
    coverage_end(&coverage, keep_run, &cover);
    // What was left behind would show in the next outline.
    assert_true(coverage_begin(&coverage, area));
    struct cover nothing = {0};
    coverage_end(&coverage, keep_run, &nothing);
    for (int i = 0; i < SIDE * SIDE; i++)
        assert_int_equal((&nothing.at[0][0])[i], 0);
    coverage_free(&coverage);
    return cover;
}

static const struct pixels everything = {0, 0, SIDE, SIDE};

static void draw_box(struct coverage *coverage, double left, double top, double right,
                     double bottom)
{
    coverage_move_to(coverage, (hai_point){left, top});
    coverage_line_to(coverage, (hai_point){right, top});
    coverage_line_to(coverage, (hai_point){right, bottom});
    coverage_line_to(coverage, (hai_point){left, bottom});
    coverage_close(coverage);
}

static void draw_small_box(struct coverage *coverage)
{
    draw_box(coverage, 2.5, 3.25, 5, 6);
}

static void boxes_cover_parts_of_pixels(void **state)
{
    struct cover cover = cover_of(draw_small_box, everything);
    (void)state;
    assert_int_equal(cover.at[3][2], 96); // 0.5 of the width, 0.75 of the height
    assert_int_equal(cover.at[3][3], 191);
    assert_int_equal(cover.at[4][2], 128);
    assert_int_equal(cover.at[4][4], 255);
    assert_int_equal(cover.at[4][5], 0);
    assert_int_equal(cover.at[6][4], 0);
    assert_int_equal(cover.at[2][4], 0);
}

static void draw_triangle(struct coverage *coverage) // left open
{
    coverage_move_to(coverage, (hai_point){8, 8});
    coverage_line_to(coverage, (hai_point){16, 8});
    coverage_line_to(coverage, (hai_point){16, 12});
}

static void slopes_cover_what_lies_below(void **state)
{
    struct cover cover = cover_of(draw_triangle, everything);
    (void)state;
    assert_int_equal(cover.at[8][8], 64); // a quarter of the pixel
    assert_int_equal(cover.at[8][9], 191);
    assert_int_equal(cover.at[8][10], 255);
    assert_int_equal(cover.at[9][9], 0);
    assert_int_equal(cover.at[9][10], 64);
}

static void draw_ring(struct coverage *coverage)
{
    draw_box(coverage, 10, 10, 30, 30);
    draw_box(coverage, 25, 10, 40, 30); // over the first
    coverage_move_to(coverage, (hai_point){12, 12});
    coverage_line_to(coverage, (hai_point){12, 20});
    coverage_line_to(coverage, (hai_point){20, 20});
    coverage_line_to(coverage, (hai_point){20, 12});
}

static void windings_add_up(void **state)
{
    struct cover cover = cover_of(draw_ring, everything);
    (void)state;
    assert_int_equal(cover.at[15][27], 255); // twice
    assert_int_equal(cover.at[15][35], 255);
    assert_int_equal(cover.at[15][15], 0); // the hole
    assert_int_equal(cover.at[25][15], 255);
    assert_int_equal(cover.at[15][45], 0);
}

static void draw_vast_box(struct coverage *coverage)
{
    draw_box(coverage, -1e6, -1e6, 1e6, 1e6);
}

static void what_surrounds_the_area_fills_it(void **state)
{
    struct cover cover = cover_of(draw_vast_box, everything);
    (void)state;
    for (int i = 0; i < SIDE * SIDE; i++)
        assert_int_equal((&cover.at[0][0])[i], 255);
}

// Four curves around a circle of radius 20.
static void draw_circle(struct coverage *coverage)
{
    const double c = 31.7, r = 20, k = 0.5522847498 * r;

    coverage_move_to(coverage, (hai_point){c + r, c});
    coverage_curve_to(coverage, (hai_point){c + r, c + k}, (hai_point){c + k, c + r},
                      (hai_point){c, c + r});
    coverage_curve_to(coverage, (hai_point){c - k, c + r}, (hai_point){c - r, c + k},
                      (hai_point){c - r, c});
    coverage_curve_to(coverage, (hai_point){c - r, c - k}, (hai_point){c - k, c - r},
                      (hai_point){c, c - r});
    coverage_curve_to(coverage, (hai_point){c + k, c - r}, (hai_point){c + r, c - k},
                      (hai_point){c + r, c});
}

static double sum_of(const struct cover *cover)
{
    double sum = 0;

    for (int i = 0; i < SIDE * SIDE; i++)
        sum += (&cover->at[0][0])[i] / 255.0;
    return sum;
}

static void curves_enclose_their_area(void **state)
{
    struct cover cover = cover_of(draw_circle, everything);
    (void)state;
    // The lines that stand for the curves lie within them, by up to a tenth of a pixel.
    assert_true(fabs(sum_of(&cover) / (G_PI * 400) - 1) < 0.006);
}

static void draw_conic(struct coverage *coverage)
{
    coverage_move_to(coverage, (hai_point){4, 40});
    coverage_conic_to(coverage, (hai_point){24, 0}, (hai_point){44, 40});
}

static void conics_enclose_two_thirds_of_their_triangle(void **state)
{
    struct cover cover = cover_of(draw_conic, everything);
    (void)state;
    assert_true(fabs(sum_of(&cover) / (40.0 * 40 / 2 * 2 / 3) - 1) < 0.01);
}

static void draw_star(struct coverage *coverage) // partly outside on all sides
{
    for (int i = 0; i < 5; i++) {
        double angle = i * 4 * G_PI / 5 + 0.1;
        hai_point to = {32 + 45 * cos(angle), 30 + 45 * sin(angle)};
        if (i == 0)
            coverage_move_to(coverage, to);
        else
            coverage_line_to(coverage, to);
    }
}

// Bands and clips ask for parts; what they get is what the whole has there.
static void parts_are_those_of_the_whole(void **state)
{
    static const struct pixels parts[] = {
        {0, 0, SIDE, 20}, {0, 20, SIDE, SIDE}, {7, 9, 23, 41}, {33, 0, 34, SIDE}};
    draw_outline *const outlines[] = {draw_star, draw_circle, draw_ring, draw_triangle};
    (void)state;
    for (unsigned i = 0; i < G_N_ELEMENTS(outlines); i++) {
        struct cover whole = cover_of(outlines[i], everything);
        for (unsigned j = 0; j < G_N_ELEMENTS(parts); j++) {
            struct cover part = cover_of(outlines[i], parts[j]);
            for (int y = parts[j].top; y < parts[j].bottom; y++)
                for (int x = parts[j].left; x < parts[j].right; x++)
                    assert_in_range(part.at[y][x] + 1, whole.at[y][x], whole.at[y][x] + 2);
        }
    }
}

static void blending_is_the_same_at_every_length(void **state)
{
    static const uint32_t inks[] = {0xffc01020, 0x80402010, 0x00000000, 0xffffffff, 0x05050505};
    GRand *dice = g_rand_new_with_seed(7);
    (void)state;
    for (unsigned trial = 0; trial < 400; trial++) {
        uint32_t fast[67], plain[67], ink = inks[trial % G_N_ELEMENTS(inks)];
        uint8_t cover[67];
        size_t count = trial % 67;
        bool is_extreme = trial % 3 == 0;
        for (size_t i = 0; i < 67; i++) {
            plain[i] = fast[i] = 0xff000000 | g_rand_int(dice);
            cover[i] = (uint8_t)g_rand_int_range(dice, 0, 256);
            if (is_extreme)
                cover[i] = trial % 2 == 0 ? 255 : 0;
        }
        blend_cover(fast, ink, cover, count);
        blend_cover_plainly(plain, ink, cover, count);
        assert_memory_equal(fast, plain, sizeof fast);
        memset(cover, cover[0], sizeof cover);
        blend_evenly(fast, ink, cover[0], count);
        blend_cover_plainly(plain, ink, cover, count);
        assert_memory_equal(fast, plain, sizeof fast);
    }
    g_rand_free(dice);
}

static void blending_takes_shares(void **state)
{
    uint32_t pixels[] = {0xff000000, 0xff0000ff, 0xffffffff, 0x00000000};
    const uint8_t cover[] = {255, 0, 51, 128};
    (void)state;
    blend_cover(pixels, 0xffff0000, cover, 4);
    assert_int_equal(pixels[0], 0xffff0000);
    assert_int_equal(pixels[1], 0xff0000ff);
    assert_int_equal(pixels[2], 0xffffcccc); // a fifth
    assert_int_equal(pixels[3], 0x80800000); // onto nothing
}

int test_coverage(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boxes_cover_parts_of_pixels),
        cmocka_unit_test(slopes_cover_what_lies_below),
        cmocka_unit_test(windings_add_up),
        cmocka_unit_test(what_surrounds_the_area_fills_it),
        cmocka_unit_test(curves_enclose_their_area),
        cmocka_unit_test(conics_enclose_two_thirds_of_their_triangle),
        cmocka_unit_test(parts_are_those_of_the_whole),
        cmocka_unit_test(blending_is_the_same_at_every_length),
        cmocka_unit_test(blending_takes_shares),
    };
    return cmocka_run_group_tests_name("coverage", tests, NULL, NULL);
}
