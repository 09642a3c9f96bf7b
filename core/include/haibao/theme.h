// SPDX-License-Identifier: MIT
//
// A theme's tokens: colours, lengths and type by name. Visuals take every number from here, so
// that one spec looks like another designer's work under another theme.
//
// Colours: background surface quote ink weak line shadow; primary primary_deep primary_dark
// on_primary accent on_accent muted edge seal on_seal; rise fall positive negative; the palettes
// categorical.1 ... .8, sequential.1 ... .5, diverging.1 ... .5. Grounds of their own with the text
// on them: solid solid_low on_solid (cards that stand out), hero hero_low on_hero on_hero_weak
// metal glow (heads), foot foot_low on_foot. Every theme has all of these.
// Lengths: margin gap gutter padding radius bar_radius section_space hairline border shadow edge
// corner frame.
// Type: hero hero_subtitle section subtitle card body note caption label value figure figure_hero
// unit quote.
#ifndef HAIBAO_THEME_H
#define HAIBAO_THEME_H

#include <stdbool.h>

#include <haibao/abi.h>
#include <haibao/block.h>
#include <haibao/text.h>

// sRGB, not premultiplied, each part in 0..1.
typedef struct hai_colour {
    float r, g, b, a;
} hai_colour;

// The colour of a token or of a literal "#rgb", "#rrggbb", "#rrggbbaa". An option of kind COLOUR
// holds one of these, checked; any other text gives opaque magenta, so that it is seen.
HAI_API hai_colour hai_theme_colour(const hai_theme *theme, const char *name);

// A length or plain number by token, in layout pixels; 0 where the theme has none.
HAI_API double hai_theme_length(const hai_theme *theme, const char *name);

// Fill in the style of a type role, as much of it as style->record_size has room for. Its colour
// is the role's own. An unknown role gives "body".
HAI_API void hai_theme_read_type(const hai_theme *theme, const char *role, hai_text_style *style);

static inline hai_text_style hai_theme_type(const hai_theme *theme, const char *role)
{
    hai_text_style style = {.record_size = sizeof style};
    hai_theme_read_type(theme, role, &style);
    return style;
}

HAI_API bool hai_theme_is_dark(const hai_theme *theme);

// --- Colour arithmetic, in OKLCH (Björn Ottosson, "A perceptual color space", 2020) ---

// Between a (t = 0) and b (t = 1).
HAI_API hai_colour hai_colour_mix(hai_colour a, hai_colour b, double t);

// Lightness moved by `by` (-1..1); hue kept, chroma kept as far as sRGB allows.
HAI_API hai_colour hai_colour_lighten(hai_colour colour, double by);

HAI_API hai_colour hai_colour_fade(hai_colour colour, double alpha);

// The contrast ratio of WCAG 2.1, 1..21; alpha is ignored.
HAI_API double hai_colour_contrast(hai_colour a, hai_colour b);

// Of two colours the one that reads better on a ground.
HAI_API hai_colour hai_colour_readable(hai_colour ground, hai_colour first, hai_colour second);

#endif
