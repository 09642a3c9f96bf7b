// SPDX-License-Identifier: MIT
#include "style/review.h"

#include <glib.h>

#include "spec/locate.h"
#include "style/vision.h"

#define PALETTE 8
#define POINTER_BYTES 48 // of a token's name
#define FAINT 1.6        // contrast of a mark on a card

// The place points into `pointer`.
static struct place place_of(const struct source *source, const char *token,
                             char pointer[POINTER_BYTES])
{
    (void)g_snprintf(pointer, POINTER_BYTES, "/colours/%s", token);
    return locate_value(source, pointer);
}

static void review_texts(const hai_theme *theme, const char *name, const struct source *source,
                         struct report *report)
{
    // What is set at 40 px and more needs 3:1, all else 4.5:1 (WCAG 2.1, 1.4.3).
    static const struct {
        const char *text, *ground;
        double needed;
    } pairs[] = {
        {"ink", "background", 4.5},   {"ink", "surface", 4.5},
        {"ink", "quote", 4.5},        {"weak", "background", 4.5},
        {"primary", "surface", 4.5},  {"rise", "surface", 4.5},
        {"fall", "surface", 4.5},     {"positive", "surface", 4.5},
        {"negative", "surface", 4.5}, {"on_primary", "primary", 4.5},
        {"on_accent", "accent", 4.5}, {"on_primary", "primary_deep", 4.5},
        {"on_solid", "solid", 4.5},   {"on_solid", "solid_low", 4.5},
        {"on_hero", "hero", 4.5},     {"on_hero", "hero_low", 4.5},
        {"metal", "hero_low", 3},     {"on_hero_weak", "hero", 4.5},
        {"on_foot", "foot", 4.5},     {"on_foot", "foot_low", 4.5},
        {"on_seal", "seal", 3},       {"on_hero_weak", "hero_low", 3},
    };
    char pointer[POINTER_BYTES];
    for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
        double contrast = hai_colour_contrast(hai_theme_colour(theme, pairs[i].text),
                                              hai_theme_colour(theme, pairs[i].ground));
        if (contrast < pairs[i].needed)
            report_add(report, SEVERITY_WARNING, "theme.contrast",
                       place_of(source, pairs[i].text, pointer), "take a darker or lighter colour",
                       "theme '%s': '%s' on '%s' has a contrast of %.1f:1, needs %.1f:1", name,
                       pairs[i].text, pairs[i].ground, contrast, pairs[i].needed);
    }
}

static void review_mark(const hai_theme *theme, const char *name, const struct source *source,
                        struct report *report, const char *token)
{
    char pointer[POINTER_BYTES];
    double contrast =
        hai_colour_contrast(hai_theme_colour(theme, token), hai_theme_colour(theme, "surface"));
    if (contrast < FAINT)
        report_add(report, SEVERITY_WARNING, "theme.faint", place_of(source, token, pointer),
                   "take a colour that stands out more",
                   "theme '%s': '%s' on 'surface' has a contrast of %.2f:1, needs %.1f:1", name,
                   token, contrast, FAINT);
}

// Each pair once, for those readers to whom it is nearest.
static void review_pair(const hai_theme *theme, const char *name, const struct source *source,
                        struct report *report, const char *first, const char *second)
{
    char pointer[POINTER_BYTES];
    hai_colour a = hai_theme_colour(theme, first), b = hai_theme_colour(theme, second);
    double nearest = REVIEW_APART;
    enum vision whose = VISION_COUNT;
    for (enum vision vision = VISION_COMMON; vision < VISION_COUNT; vision++) {
        double distance = vision_distance(vision_see(a, vision), vision_see(b, vision));
        if (distance < nearest) {
            nearest = distance;
            whose = vision;
        }
    }
    if (whose != VISION_COUNT)
        report_add(report, SEVERITY_WARNING, "theme.confusable", place_of(source, second, pointer),
                   "move them apart in lightness, which all readers see",
                   "theme '%s': '%s' and '%s' look alike to %s: %.3f apart, %.2f tells them apart",
                   name, first, second, vision_name(whose), nearest, REVIEW_APART);
}

void review_colours(const hai_theme *theme, const char *name, const struct source *source,
                    struct report *report)
{
    char tokens[PALETTE][16];
    review_texts(theme, name, source, report);
    review_mark(theme, name, source, report, "muted");
    for (int i = 0; i < PALETTE; i++) {
        g_snprintf(tokens[i], sizeof tokens[i], "categorical.%d", i + 1);
        review_mark(theme, name, source, report, tokens[i]);
    }
    for (int i = 0; i < PALETTE; i++)
        for (int j = i + 1; j < PALETTE; j++)
            review_pair(theme, name, source, report, tokens[i], tokens[j]);
}
