// SPDX-License-Identifier: MIT
//
// Brushes: the rows of gradients as cairo paints them.
#include <setjmp.h> // cmocka needs it
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "draw/brush.h"
#include "draw/replay.h"
#include "tests.h"

#define ROWS 60

static const hai_stop three[] = {
    {0.1, {0.8f, 0.1f, 0.1f, 1}}, {0.5, {1, 0.95f, 0.9f, 0.4f}}, {0.9, {0.1f, 0.2f, 0.9f, 0.8f}}};
static const hai_stop edge[] = {{0.5, {1, 0, 0, 1}}, {0.5, {0, 0, 1, 1}}};
static const hai_stop one[] = {{0.3, {0.2f, 0.4f, 0.6f, 1}}};

static void assert_near(uint32_t ours, uint32_t theirs, int y)
{
    for (int part = 0; part < 32; part += 8) {
        int difference = (int)(ours >> part & 0xff) - (int)(theirs >> part & 0xff);
        if (difference < -1 || difference > 1)
            fail_msg("row %d is %08x, not %08x", y, ours, theirs);
    }
}

// Each row beside cairo's pixel.
static void compare(const hai_paint *paint, const cairo_matrix_t *matrix)
{
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 1, ROWS);
    cairo_t *cairo = cairo_create(surface);
    struct brush brush = brush_new(paint, matrix);

    assert_true(brush.is_even);
    cairo_set_matrix(cairo, matrix);
    replay_set_paint(cairo, paint);
    cairo_paint(cairo);
    cairo_surface_flush(surface);
    for (int y = 0; y < ROWS; y++) {
        uint32_t pixel;
        memcpy(&pixel,
               cairo_image_surface_get_data(surface) + y * cairo_image_surface_get_stride(surface),
               sizeof pixel);
        assert_near(brush_ink(&brush, y), pixel, y);
    }
    cairo_destroy(cairo);
    cairo_surface_destroy(surface);
}

static void rows_are_cairos(void **state)
{
    const hai_paint paints[] = {
        hai_paint_colour((hai_colour){0.3f, 0.6f, 0.9f, 0.7f}),
        hai_paint_linear((hai_point){3, 5}, (hai_point){3, 50}, three, 3),
        hai_paint_linear((hai_point){3, 50}, (hai_point){3, 5}, three, 3), // upwards
        hai_paint_linear((hai_point){0, 0}, (hai_point){0, 60}, edge, 2),
        hai_paint_linear((hai_point){0, 0}, (hai_point){0, 60}, one, 1),
    };
    const cairo_matrix_t matrices[] = {
        {1, 0, 0, 1, 0, 0}, {2.5, 0, 0, 0.7, 11, 9.3}, {1, 0, 0, -1, 0, 57}};

    (void)state;
    for (unsigned i = 0; i < G_N_ELEMENTS(paints); i++) {
        for (unsigned j = 0; j < G_N_ELEMENTS(matrices); j++)
            compare(&paints[i], &matrices[j]);
    }
}

static void other_gradients_are_not_even(void **state)
{
    const hai_paint across = hai_paint_linear((hai_point){0, 0}, (hai_point){9, 0}, three, 3),
                    aslant = hai_paint_linear((hai_point){0, 0}, (hai_point){1, 50}, three, 3),
                    nowhere = hai_paint_linear((hai_point){7, 7}, (hai_point){7, 7}, three, 3),
                    round = hai_paint_radial((hai_point){5, 5}, 0, 9, three, 3);
    const cairo_matrix_t upright = {1, 0, 0, 1, 0, 0}, turned = {0, 1, -1, 0, 0, 0};

    (void)state;
    assert_false(brush_new(&across, &upright).is_even);
    assert_false(brush_new(&aslant, &upright).is_even);
    assert_false(brush_new(&nowhere, &upright).is_even);
    assert_false(brush_new(&round, &upright).is_even);
    assert_true(brush_new(&across, &turned).is_even);
}

int test_brush(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_cairos),
        cmocka_unit_test(other_gradients_are_not_even),
    };
    return cmocka_run_group_tests_name("brush", tests, NULL, NULL);
}
