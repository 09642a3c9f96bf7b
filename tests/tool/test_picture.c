// SPDX-License-Identifier: MIT
//
// The comparer must see what people see: a test that passes everything is worse than none.
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cairo.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "picture.h"

#define WIDTH 360
#define HEIGHT 120

// Lines of small signs made of thin strokes, as Chinese text is, without needing a font.
static void draw_text(struct picture *picture, double x, double y)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_rgb(cairo, 1, 0.98, 0.95);
    cairo_paint(cairo);
    cairo_set_source_rgb(cairo, 0.2, 0.1, 0.1);
    cairo_set_line_width(cairo, 1.3);
    for (int row = 0; row < 4; row++) {
        for (int column = 0; column < 16; column++) {
            double left = x + 12 + 21 * column, top = y + 12 + 26 * row;
            int shape = row * 7 + column * 5;
            for (int line = 0; line <= shape % 3; line++) {
                cairo_move_to(cairo, left + 1, top + 3 + 4.5 * line);
                cairo_line_to(cairo, left + 15, top + 3 + 4.5 * line);
            }
            cairo_move_to(cairo, left + 3 + shape % 11, top);
            cairo_line_to(cairo, left + 3 + (shape + 4) % 11, top + 16);
        }
    }
    cairo_stroke(cairo);
    cairo_surface_flush(surface);
    assert_int_equal(cairo_status(cairo), CAIRO_STATUS_SUCCESS);
    assert_true(picture_init(picture, WIDTH, HEIGHT));
    const uint8_t *data = cairo_image_surface_get_data(surface);
    int stride = cairo_image_surface_get_stride(surface);
    for (int v = 0; v < HEIGHT; v++) {
        for (int u = 0; u < WIDTH; u++) {
            uint32_t value;
            memcpy(&value, data + v * stride + u * 4, 4);
            uint8_t *to = picture->pixels + ((size_t)v * WIDTH + (size_t)u) * 4;
            to[0] = (uint8_t)(value >> 16);
            to[1] = (uint8_t)(value >> 8);
            to[2] = (uint8_t)value;
            to[3] = 255;
        }
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

static bool are_alike(const struct picture *one, const struct picture *other,
                      struct difference *difference)
{
    assert_true(picture_compare(one, other, difference, NULL));
    return difference_is_small(difference, other);
}

static void test_identical_passes(void **state)
{
    (void)state;
    struct picture one, other;
    struct difference difference;
    draw_text(&one, 0, 0);
    draw_text(&other, 0, 0);
    assert_true(are_alike(&one, &other, &difference));
    assert_int_equal(difference.count, 0);
    assert_true(difference.worst < 1e-12);
    picture_finish(&other);
    picture_finish(&one);
}

static void test_shift_fails(void **state)
{
    (void)state;
    static const double shifts[][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}, {0.5, 0}};
    for (size_t i = 0; i < sizeof(shifts) / sizeof(shifts[0]); i++) {
        struct picture one, other, small_one, small_other;
        struct difference difference;
        draw_text(&one, 0, 0);
        draw_text(&other, shifts[i][0], shifts[i][1]);
        assert_false(are_alike(&one, &other, &difference));
        assert_true(difference.patch > 6);
        // What is stored may be shrunk: the shift must show there too.
        assert_true(picture_shrink(&small_one, &one, 6));
        assert_true(picture_shrink(&small_other, &other, 6));
        assert_false(are_alike(&small_one, &small_other, &difference));
        picture_finish(&small_other);
        picture_finish(&small_one);
        picture_finish(&other);
        picture_finish(&one);
    }
}

static void test_noise_passes(void **state)
{
    (void)state;
    struct picture one, other;
    struct difference difference;
    draw_text(&one, 0, 0);
    draw_text(&other, 0, 0);
    uint32_t random = 1;
    for (size_t i = 0; i < (size_t)WIDTH * HEIGHT * 4; i++) {
        random = random * 1664525u + 1013904223u;
        int value = other.pixels[i] + (int)(random >> 30) % 3 - 1;
        other.pixels[i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
    }
    assert_true(are_alike(&one, &other, &difference));
    assert_int_equal(difference.count, 0);
    picture_finish(&other);
    picture_finish(&one);
}

static void paint_box(struct picture *picture, uint32_t x, uint32_t y, uint32_t width,
                      uint32_t height, uint8_t red)
{
    for (uint32_t v = y; v < y + height; v++) {
        for (uint32_t u = x; u < x + width; u++)
            picture->pixels[((size_t)v * picture->width + u) * 4] = red;
    }
}

static void test_limits(void **state)
{
    (void)state;
    struct picture one, other;
    struct difference difference;
    draw_text(&one, 0, 0);
    draw_text(&other, 0, 0);
    // A full stop's worth in one place is seen, the same number apart is not.
    for (uint32_t i = 0; i < 7; i++)
        paint_box(&other, 40 * i, 2, 1, 1, 80);
    assert_true(are_alike(&one, &other, &difference));
    assert_int_equal(difference.count, 7);
    assert_int_equal(difference.patch, 1);
    picture_finish(&other);
    draw_text(&other, 0, 0);
    paint_box(&other, 352, 110, 7, 1, 80);
    assert_false(are_alike(&one, &other, &difference));
    assert_int_equal(difference.patch, 7);
    assert_int_equal(difference.patch_x, 352);
    assert_int_equal(difference.patch_y, 110);
    picture_finish(&other);
    // Corners touch; and many single ones are seen too.
    draw_text(&other, 0, 0);
    for (uint32_t i = 0; i < 7; i++)
        paint_box(&other, i, 113 + i, 1, 1, 80);
    assert_false(are_alike(&one, &other, &difference));
    assert_int_equal(difference.patch, 7);
    picture_finish(&other);
    draw_text(&other, 0, 0);
    for (uint32_t i = 0; i < 40; i++)
        paint_box(&other, 4 * i, 0, 1, 1, 80);
    assert_false(are_alike(&one, &other, &difference));
    assert_int_equal(difference.patch, 1);
    picture_finish(&other);
    picture_finish(&one);
}

static void test_all_differs(void **state)
{
    (void)state;
    struct picture black, white, marks;
    struct difference difference;
    assert_true(picture_init(&black, 300, 200));
    assert_true(picture_init(&white, 300, 200));
    memset(white.pixels, 255, 300 * 200 * 4);
    for (size_t i = 0; i < 300 * 200; i++)
        black.pixels[i * 4 + 3] = 255;
    assert_true(picture_compare(&black, &white, &difference, &marks));
    assert_int_equal(difference.count, 300 * 200);
    assert_int_equal(difference.patch, 300 * 200);
    assert_true(difference.worst > 0.99 && difference.worst < 1.01);
    assert_int_equal(marks.pixels[0], 220);
    picture_finish(&marks);
    picture_finish(&white);
    picture_finish(&black);
}

static void test_size(void **state)
{
    (void)state;
    struct picture one, other, marks, beside;
    struct difference difference;
    assert_true(picture_init(&one, 30, 20));
    assert_true(picture_init(&other, 30, 21));
    assert_true(picture_compare(&one, &other, &difference, &marks));
    assert_false(difference.same_size);
    assert_false(difference_is_small(&difference, &other));
    assert_int_equal(marks.height, 21);
    assert_true(picture_beside(&beside, &one, &marks, &other));
    assert_int_equal(beside.width, 30 * 3 + 32);
    assert_int_equal(beside.height, 21);
    picture_finish(&beside);
    picture_finish(&marks);
    picture_finish(&other);
    picture_finish(&one);
    assert_false(picture_init(&one, 0, 5));
    assert_false(picture_init(&one, 65536, 1));
}

static void test_file(void **state)
{
    (void)state;
    char folder[] = "/tmp/test-picture-XXXXXX", path[64];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof(path), "%s/a.png", folder);
    struct picture one, other;
    struct difference difference;
    assert_false(picture_read(&other, path));
    draw_text(&one, 0, 0);
    for (int round = 0; round < 2; round++) { // opaque, and not
        assert_true(picture_write(&one, path));
        assert_true(picture_read(&other, path));
        assert_true(are_alike(&one, &other, &difference));
        assert_int_equal(difference.count, 0);
        assert_memory_equal(one.pixels, other.pixels, (size_t)WIDTH * HEIGHT * 4);
        picture_finish(&other);
        one.pixels[3] = 100;
    }
    assert_int_equal(truncate(path, 200), 0);
    assert_false(picture_read(&other, path));
    picture_finish(&one);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
}

static void test_shrink(void **state)
{
    (void)state;
    struct picture picture, small;
    assert_true(picture_init(&picture, 5, 3));
    for (uint32_t i = 0; i < 5 * 3 * 4; i++)
        picture.pixels[i] = (uint8_t)(i / 4 * 10);
    assert_true(picture_shrink(&small, &picture, 2));
    assert_int_equal(small.width, 3);
    assert_int_equal(small.height, 2);
    assert_int_equal(small.pixels[0], (0 + 10 + 50 + 60) / 4);
    assert_int_equal(small.pixels[2 * 4], (40 + 90 + 1) / 2); // the rest: one column
    assert_int_equal(small.pixels[5 * 4], 140);               // and one pixel
    picture_finish(&small);
    picture_finish(&picture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_identical_passes),
        cmocka_unit_test(test_shift_fails),
        cmocka_unit_test(test_noise_passes),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_all_differs),
        cmocka_unit_test(test_size),
        cmocka_unit_test(test_file),
        cmocka_unit_test(test_shrink),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
