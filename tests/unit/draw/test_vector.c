// SPDX-License-Identifier: MIT
//
// SVG: sizes, tint, broken files, and that nothing outside of the bytes is read.
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "draw/vector.h"
#include "tests.h"

#define SVG "<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' "

static struct vector *parse(const char *text, const char *css)
{
    char *why = NULL;
    struct vector *vector = vector_new((const uint8_t *)text, strlen(text), css, &why);
    g_free(why);
    return vector;
}

// The colour of the middle, as 0xAARRGGBB.
static uint32_t middle(const struct vector *vector)
{
    hai_size size = vector_size(vector);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 9, 9);
    cairo_t *cairo = cairo_create(surface);
    cairo_scale(cairo, 9 / size.width, 9 / size.height);
    vector_draw(vector, cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    const unsigned char *row =
        cairo_image_surface_get_data(surface) + 4 * cairo_image_surface_get_stride(surface);
    uint32_t pixel;
    memcpy(&pixel, row + 4 * sizeof pixel, sizeof pixel);
    cairo_surface_destroy(surface);
    return pixel;
}

static void sizes_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double width, height;
    } cases[] = {
        {SVG "width='16' height='24'/>", 16, 24},
        {SVG "width='1in' height='48pt'/>", 96, 64},
        {SVG "viewBox='0 0 30 10'/>", 30, 10},
        {SVG "/>", 100, 100},
        {SVG "width='1000000' height='500000'/>", 32767, 16383.5},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct vector *vector = parse(cases[i].text, NULL);
        assert_non_null(vector);
        hai_size size = vector_size(vector);
        assert_true(ABS(size.width - cases[i].width) < 0.51);
        assert_true(ABS(size.height - cases[i].height) < 0.51);
        vector_free(vector);
    }
}

static void one_colour_takes_the_tint(void **state)
{
    (void)state;
    const char *one = SVG "width='9' height='9' fill='currentColor'><path d='M0 0h9v9H0z'/></svg>";
    const char *own = SVG "width='9' height='9'><path fill='#0000ff' d='M0 0h9v9H0z'/></svg>";
    struct vector *tinted = parse(one, "svg { color: #c8161dff }");
    struct vector *kept = parse(own, "svg { color: #c8161dff }");
    assert_int_equal(middle(tinted), 0xffc8161d);
    assert_int_equal(middle(kept), 0xff0000ff);
    vector_free(tinted);
    vector_free(kept);
}

// The file is there, and a picture; a reference to it draws nothing.
static void no_other_file_is_read(void **state)
{
    (void)state;
    char *folder = g_dir_make_tmp("haibao-vector-XXXXXX", NULL);
    char *path = g_build_filename(folder, "other.svg", NULL);
    const char *other = SVG "width='9' height='9'><path fill='#ff0000' d='M0 0h9v9H0z'/></svg>";
    assert_true(g_file_set_contents(path, other, -1, NULL));
    char *text = g_strdup_printf(SVG "width='9' height='9'><image xlink:href='file://%s' width='9' "
                                     "height='9'/><use xlink:href='file://%s#a'/></svg>",
                                 path, path);
    struct vector *vector = parse(text, NULL);
    if (vector != NULL)
        assert_int_equal(middle(vector), 0);
    vector_free(vector);
    g_free(text);
    (void)g_unlink(path);
    (void)g_rmdir(folder);
    g_free(path);
    g_free(folder);
}

static void what_is_broken_is_refused(void **state)
{
    (void)state;
    static const char *const cases[] = {"", "<svg", "<html/>", SVG "width='9'><g>", "no markup"};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *why = NULL;
        assert_null(vector_new((const uint8_t *)cases[i], strlen(cases[i]), NULL, &why));
        assert_non_null(why);
        g_free(why);
    }
    assert_true(vector_is_svg((const uint8_t *)"<?xml version='1.0'?>\n<svg/>", 28));
    assert_false(vector_is_svg((const uint8_t *)"<html></html>", 13));
}

int test_vector(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sizes_are_read),
        cmocka_unit_test(one_colour_takes_the_tint),
        cmocka_unit_test(no_other_file_is_read),
        cmocka_unit_test(what_is_broken_is_refused),
    };
    return cmocka_run_group_tests_name("vector", tests, NULL, NULL);
}
