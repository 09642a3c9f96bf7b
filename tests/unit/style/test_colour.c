// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <math.h>

#include "style/colour.h"
#include "style/vision.h"
#include "tests.h"

static hai_colour colour(const char *text)
{
    hai_colour parsed = {0};
    assert_true(colour_parse(text, &parsed));
    return parsed;
}

static void greys_look_alike_to_all(void **state)
{
    (void)state;
    for (enum vision vision = VISION_COMMON; vision < VISION_COUNT; vision++)
        for (int i = 0; i <= 10; i++) {
            float v = (float)i / 10;
            hai_colour grey = {v, v, v, 1};
            assert_true(vision_distance(grey, vision_see(grey, vision)) < 1e-3);
        }
}

// The pairs that give the kinds of colour blindness their names.
static void red_and_green_draw_near(void **state)
{
    (void)state;
    hai_colour red = colour("#c43b3b"), green = colour("#7a7a1c");
    double apart = vision_distance(red, green);
    double deutan =
        vision_distance(vision_see(red, VISION_DEUTAN), vision_see(green, VISION_DEUTAN));
    double tritan =
        vision_distance(vision_see(red, VISION_TRITAN), vision_see(green, VISION_TRITAN));
    assert_true(deutan < apart / 3);
    assert_true(tritan > apart / 2);
}

// Machado and others give #ff0000 to readers without green cones as about #a39000 in their figures.
static void simulation_is_that_of_the_paper(void **state)
{
    (void)state;
    hai_colour seen = vision_see(colour("#ff0000"), VISION_DEUTAN);
    assert_true(fabs((double)seen.r - 0.64) < 0.01);
    assert_true(fabs((double)seen.g - 0.57) < 0.01);
    assert_true((double)seen.b < 0.01);
}

static void turning_keeps_lightness(void **state)
{
    (void)state;
    hai_colour start = colour("#8a6d5b"), turned = colour_turn(start, 120);
    hai_colour back = colour_turn(turned, 240);
    assert_true(vision_distance(start, turned) > 0.05);
    assert_true(vision_distance(start, back) < 2e-3);
    assert_true(fabs(hai_colour_contrast(start, turned) - 1) < 0.12);
}

int test_colour(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(greys_look_alike_to_all),
        cmocka_unit_test(red_and_green_draw_near),
        cmocka_unit_test(simulation_is_that_of_the_paper),
        cmocka_unit_test(turning_keeps_lightness),
    };
    return cmocka_run_group_tests_name("colour", tests, NULL, NULL);
}
