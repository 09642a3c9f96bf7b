// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <string.h>

#include "style/colour.h"
#include "style/shades.h"
#include "tests.h"

static json_t *layer(const char *text)
{
    json_t *json = json_loads(text, 0, NULL);
    assert_non_null(json);
    return json;
}

static const char *token(json_t *colours, const char *name)
{
    const char *text = json_string_value(json_object_get(colours, name));
    assert_non_null(text);
    return text;
}

static void what_is_left_out_is_derived(void **state)
{
    (void)state;
    json_t *layers[] = {layer("{\"background\": \"#ffffff\", \"ink\": \"#111111\","
                              " \"primary\": \"#0055aa\", \"accent\": \"#ffcc00\"}")};
    json_t *colours = json_deep_copy(layers[0]);
    shades_complete(colours, layers, 1);
    assert_string_equal(token(colours, "surface"), "#ffffffff");
    assert_string_equal(token(colours, "categorical.1"), "#0055aaff");
    assert_string_equal(token(colours, "on_primary"), "#ffffffff");
    hai_colour muted, surface, deep, primary;
    assert_true(colour_parse(token(colours, "muted"), &muted));
    assert_true(colour_parse(token(colours, "surface"), &surface));
    assert_true(colour_parse(token(colours, "primary_deep"), &deep));
    assert_true(colour_parse("#0055aa", &primary));
    double faint = hai_colour_contrast(muted, surface);
    assert_true(faint >= 1.6 && faint < 2.2);
    assert_true(hai_colour_contrast(deep, surface) > hai_colour_contrast(primary, surface));
    json_decref(colours);
    json_decref(layers[0]);
}

// A brand's file over a theme that names shades of its own red.
static void a_nearer_primary_takes_its_shades_along(void **state)
{
    (void)state;
    json_t *layers[] = {
        layer("{\"primary\": \"#0055aa\", \"on_hero\": \"#eeeeee\"}"),
        layer("{\"background\": \"#ffffff\", \"ink\": \"#111111\", \"primary\": \"#c8161d\","
              " \"primary_deep\": \"#a00d14\", \"hero\": \"#900000\", \"weak\": \"#444444\"}")};
    json_t *colours = json_deep_copy(layers[1]);
    assert_int_equal(json_object_update(colours, layers[0]), 0);
    shades_complete(colours, layers, 2);
    assert_string_not_equal(token(colours, "primary_deep"), "#a00d14");
    assert_string_not_equal(token(colours, "hero"), "#900000"); // it follows primary_deep
    assert_string_equal(token(colours, "hero"), token(colours, "primary_deep"));
    assert_string_equal(token(colours, "weak"), "#444444");
    assert_string_equal(token(colours, "on_hero"), "#eeeeee");
    json_decref(colours);
    json_decref(layers[0]);
    json_decref(layers[1]);
}

int test_shades(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_left_out_is_derived),
        cmocka_unit_test(a_nearer_primary_takes_its_shades_along),
    };
    return cmocka_run_group_tests_name("shades", tests, NULL, NULL);
}
