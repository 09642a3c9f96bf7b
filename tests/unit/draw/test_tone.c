// SPDX-License-Identifier: MIT
//
// Pictures in the tones between two colours.
#include <setjmp.h> // cmocka needs it
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "draw/tone.h"
#include "tests.h"

// Ink #0000ff, ground #ffffff: what is dark or full of colour is blue, white is white.
static const struct tone tone = {{0, 0, 1, 1}, {1, 1, 1, 1}};

static void pixels_keep_their_alpha(void **state)
{
    uint32_t pixels[] = {0xff000000, 0xffffffff, 0x80800000, 0x80808080, 0, 0xff000000};
    (void)state;
    tone_pixels(&tone, pixels, G_N_ELEMENTS(pixels), true);
    assert_int_equal(pixels[0], 0xff0000ff);
    assert_int_equal(pixels[1], 0xffffffff);
    assert_int_equal(pixels[2], 0x80000080); // red, half transparent
    assert_int_equal(pixels[3], 0x80808080); // white, half transparent
    assert_int_equal(pixels[4], 0);
    assert_int_equal(pixels[5], pixels[0]);
}

static void pixels_without_alpha_are_opaque(void **state)
{
    uint32_t pixels[] = {0x00000000, 0x00ffffff};
    (void)state;
    tone_pixels(&tone, pixels, G_N_ELEMENTS(pixels), false);
    assert_int_equal(pixels[0] & 0xffffff, 0x0000ff);
    assert_int_equal(pixels[1] & 0xffffff, 0xffffff);
}

static void light_colours_lie_between(void **state)
{
    hai_colour yellow = tone_colour(&tone, (hai_colour){1, 0.9f, 0.2f, 1});
    (void)state;
    assert_true(yellow.b > 0.9f && yellow.r > 0.2f && yellow.r < 0.8f);
}

static void check_svg(const char *svg, const char *expected)
{
    char *toned = tone_svg(&tone, svg, strlen(svg));
    assert_string_equal(toned, expected);
    g_free(toned);
}

static void colours_of_documents_are_found(void **state)
{
    (void)state;
    check_svg("<path fill=\"#8a1f1f\" stroke='white'/>",
              "<path fill=\"#0000ff\" stroke='#ffffff'/>");
    check_svg("<path style=\"fill: rgb(10%, 0, 0); stroke:#FFF\"/>",
              "<path style=\"fill: #0000ff; stroke:#ffffff\"/>");
    check_svg("<style>.a{fill:red}.b{stop-color:Black}</style>",
              "<style>.a{fill:#0000ff}.b{stop-color:#0000ff}</style>");
}

static void what_is_no_colour_stays(void **state)
{
    static const char *const kept[] = {
        "<path fill=\"none\" stroke=\"currentColor\"/>",
        "<path fill=\"url(#ff0000)\" fill-rule=\"evenodd\" fill-opacity=\"0.5\"/>",
        "<g color-interpolation=\"sRGB\" data-fill=\"red\" id=\"#abc\"/>",
        "<path fill=\"#12345\" stroke=\"rgb(x)\"/>",
        "<path fill=\"",
        "",
    };
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
        check_svg(kept[i], kept[i]);
    assert_null(tone_svg(&tone, "\xff", 1));
}

int test_tone(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pixels_keep_their_alpha),
        cmocka_unit_test(pixels_without_alpha_are_opaque),
        cmocka_unit_test(light_colours_lie_between),
        cmocka_unit_test(colours_of_documents_are_found),
        cmocka_unit_test(what_is_no_colour_stays),
    };
    return cmocka_run_group_tests_name("tone", tests, NULL, NULL);
}
