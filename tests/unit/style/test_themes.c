// SPDX-License-Identifier: MIT
//
// Every theme that is shipped keeps the promises of a theme.
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>

#include "base/arena.h"
#include "base/report.h"
#include "style/theme.h"
#include "tests.h"

// The tokens that visuals rely on.
static const char *const tokens[] = {
    "background",    "surface",       "quote",         "ink",           "weak",
    "line",          "shadow",        "edge",          "primary",       "primary_deep",
    "primary_dark",  "on_primary",    "accent",        "on_accent",     "muted",
    "metal",         "glow",          "solid",         "solid_low",     "on_solid",
    "hero",          "hero_low",      "on_hero",       "on_hero_weak",  "foot",
    "foot_low",      "on_foot",       "seal",          "on_seal",       "rise",
    "fall",          "positive",      "negative",      "categorical.1", "categorical.2",
    "categorical.3", "categorical.4", "categorical.5", "categorical.6", "categorical.7",
    "categorical.8", "sequential.1",  "sequential.2",  "sequential.3",  "sequential.4",
    "sequential.5",  "diverging.1",   "diverging.2",   "diverging.3",   "diverging.4",
    "diverging.5",
};

static void themes_are_whole_and_readable(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    unsigned count = 0;
    for (const char *const *name = theme_names(arena); *name != NULL; name++, count++) {
        struct report *report = report_new();
        hai_theme *theme = theme_load(arena, report, *name, ".", (struct place){0});
        assert_non_null(theme);
        theme_check(theme, report);
        if (report_count(report) > 0)
            fail_msg("%s", report_message(report, 0)->text);
        for (size_t i = 0; i < sizeof tokens / sizeof *tokens; i++)
            if (!theme_has_colour(theme, tokens[i]))
                fail_msg("theme '%s' has no colour '%s'", *name, tokens[i]);
        theme_free(theme);
        report_free(report);
    }
    assert_true(count >= 6);
    arena_free(arena);
}

// On a dark theme, too, a ramp begins near the surface and gains contrast with each step.
static void ramps_rise(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (const char *const *name = theme_names(arena); *name != NULL; name++) {
        struct report *report = report_new();
        hai_theme *theme = theme_load(arena, report, *name, ".", (struct place){0});
        assert_non_null(theme);
        double before = 1;
        for (int i = 1; i <= 4; i++) {
            char token[16] = "sequential.0";
            token[11] = (char)('0' + i);
            double contrast = hai_colour_contrast(hai_theme_colour(theme, token),
                                                  hai_theme_colour(theme, "surface"));
            assert_true(contrast > before);
            before = contrast;
        }
        theme_free(theme);
        report_free(report);
    }
    arena_free(arena);
}

int test_themes(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(themes_are_whole_and_readable),
        cmocka_unit_test(ramps_rise),
    };
    return cmocka_run_group_tests_name("themes", tests, NULL, NULL);
}
