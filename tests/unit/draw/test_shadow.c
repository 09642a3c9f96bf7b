// SPDX-License-Identifier: MIT
//
// Shadows: symmetric, without seams, as much ink as the box has, and close to a true blur.
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "draw/items.h"
#include "draw/shadow.h"
#include "tests.h"

#define SIDE 240

static struct item shadow_item(hai_box box, double radius, double blur)
{
    return (struct item){
        .kind = ITEM_SHADOW,
        .matrix = {.xx = 1, .yy = 1},
        .box = box_outset(box, SHADOW_REACH(blur)),
        .shadow = {.box = box, .radius = radius, .blur = blur, .colour = {0, 0, 0, 1}}};
}

// Alpha of the shadow at each pixel, at a scale, by either way.
static void draw_shadow(const struct item *item, double scale, bool as_layers,
                        double alpha[SIDE][SIDE])
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, SIDE, SIDE);
    cairo_t *cairo = cairo_create(surface);
    struct shadow_cache *cache = shadow_cache_new();

    cairo_scale(cairo, scale, scale);
    if (as_layers)
        shadow_draw_layers(cairo, item);
    else
        assert_true(shadow_draw_pixels(cache, cairo, item));
    assert_int_equal(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    for (int y = 0; y < SIDE; y++) {
        const unsigned char *row = cairo_image_surface_get_data(surface) +
                                   (size_t)y * (size_t)cairo_image_surface_get_stride(surface);
        for (int x = 0; x < SIDE; x++) {
            uint32_t pixel;
            memcpy(&pixel, row + 4 * x, sizeof pixel);
            alpha[y][x] = (pixel >> 24) / 255.0;
        }
    }
    shadow_cache_free(cache);
    cairo_surface_destroy(surface);
}

static double total(double alpha[SIDE][SIDE])
{
    double sum = 0;

    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++)
            sum += alpha[y][x];
    }
    return sum;
}

static void shadow_is_symmetric_and_whole(void **state)
{
    static double alpha[SIDE][SIDE];
    const struct {
        double width, height, radius, blur;
    } cases[] = {{120, 100, 16, 40}, {121, 99, 0, 24}, {60, 30, 15, 30},
                 {7, 150, 3, 20},    {1, 1, 0, 16},    {100, 100, 50, 60}};

    (void)state;
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        hai_box box = {60, 70, cases[i].width, cases[i].height};
        struct item item = shadow_item(box, cases[i].radius, cases[i].blur);
        draw_shadow(&item, 1, false, alpha);
        int right = 2 * 60 + (int)box.width - 1, bottom = 2 * 70 + (int)box.height - 1;
        for (int y = 0; y <= MIN(bottom, SIDE - 1); y++) {
            for (int x = 0; x <= MIN(right, SIDE - 1); x++) {
                if (right - x < SIDE && bottom - y < SIDE) {
                    assert_true(alpha[y][x] == alpha[y][right - x]);
                    assert_true(alpha[y][x] == alpha[bottom - y][x]);
                }
            }
        }
        double area = box.width * box.height - (4 - G_PI) * cases[i].radius * cases[i].radius;
        // Rounding to 8 bits takes or gives a little in each pixel.
        assert_true(fabs(total(alpha) - area) < 0.01 * area + 12);
    }
}

// No step between neighbours is larger than the profile's steepest.
static void shadow_has_no_seam(void **state)
{
    static double alpha[SIDE][SIDE];
    const double scales[] = {1, 1.459, 0.77};

    (void)state;
    for (unsigned i = 0; i < G_N_ELEMENTS(scales); i++) {
        double sigma = 12 * scales[i];
        double steepest = 1.02 / (sigma * sqrt(2 * G_PI)) + 2 / 255.0;
        struct item item = shadow_item((hai_box){40.3, 41.7, 80.9, 70.2}, 12.4, 24);
        draw_shadow(&item, scales[i], false, alpha);
        for (int y = 0; y + 1 < SIDE; y++) {
            for (int x = 0; x + 1 < SIDE; x++) {
                assert_true(fabs(alpha[y][x] - alpha[y][x + 1]) < steepest);
                assert_true(fabs(alpha[y][x] - alpha[y + 1][x]) < steepest);
            }
        }
        assert_true(total(alpha) > 0.9 * 80.9 * 70.2 * scales[i] * scales[i]);
    }
}

// The layers of a PDF look like the pixels of a PNG.
static void layers_look_like_pixels(void **state)
{
    static double pixels[SIDE][SIDE], layers[SIDE][SIDE];
    struct item item = shadow_item((hai_box){50, 60, 130, 110}, 16, 40);
    double worst = 0;

    (void)state;
    draw_shadow(&item, 1, false, pixels);
    draw_shadow(&item, 1, true, layers);
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++)
            worst = fmax(worst, fabs(pixels[y][x] - layers[y][x]));
    }
    assert_true(worst < 0.06);
}

// What the box hides anyway may be left out; nothing else changes.
static void covering_is_not_seen(void **state)
{
    static double whole[SIDE][SIDE], around[SIDE][SIDE];
    struct item item = shadow_item((hai_box){50, 60, 130, 110}, 16, 40);

    (void)state;
    draw_shadow(&item, 1.3, false, whole);
    item.shadow.covered = (hai_box){55, 58, 120, 100};
    draw_shadow(&item, 1.3, false, around);
    for (int y = 0; y < SIDE; y++) {
        for (int x = 0; x < SIDE; x++) {
            bool is_covered =
                x >= 55 * 1.3 && x + 1 <= 175 * 1.3 && y >= 58 * 1.3 && y + 1 <= 158 * 1.3;
            assert_true(around[y][x] == (is_covered ? 0 : whole[y][x]));
        }
    }
}

static void turned_shadows_need_layers(void **state)
{
    struct item item = shadow_item((hai_box){50, 60, 130, 110}, 16, 40);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, SIDE, SIDE);
    cairo_t *cairo = cairo_create(surface);
    struct shadow_cache *cache = shadow_cache_new();

    (void)state;
    item.matrix = (hai_matrix){0.8, 0.6, -0.6, 0.8, 0, 0};
    assert_false(shadow_draw_pixels(cache, cairo, &item));
    item = shadow_item((hai_box){50, 60, 130, 110}, 16, 900);
    item.matrix.xx = item.matrix.yy = 6;
    assert_false(shadow_draw_pixels(cache, cairo, &item)); // too large a corner to keep
    shadow_draw_layers(cairo, &item);
    assert_int_equal(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
    shadow_cache_free(cache);
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

int test_shadow(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(shadow_is_symmetric_and_whole), cmocka_unit_test(shadow_has_no_seam),
        cmocka_unit_test(layers_look_like_pixels),       cmocka_unit_test(covering_is_not_seen),
        cmocka_unit_test(turned_shadows_need_layers),
    };
    return cmocka_run_group_tests_name("shadow", tests, NULL, NULL);
}
