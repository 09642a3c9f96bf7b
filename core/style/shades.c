// SPDX-License-Identifier: MIT
//
// Tokens in OKLab and OKLCH (Björn Ottosson, "A perceptual color space for image processing",
// 2020): steps that look even, and hues that stay. Rules stand in the order in which they build on
// each other.
#include "style/shades.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "style/colour.h"

#define LEAST_FAINT 1.7 // contrast of a muted mark on its surface

enum way {
    WAY_COPY,     // of
    WAY_MIX,      // of, towards `with` by `by`
    WAY_LIGHTEN,  // of, by `by`
    WAY_READABLE, // white or near-black, whichever reads better on `of`
    WAY_FADE,     // of, with an opacity of `by`
    WAY_MUTED,    // of, towards `with` until just visible on it
    WAY_OPPOSITE, // of, its hue turned by `by` degrees
};

struct rule {
    const char *name;
    enum way way;
    const char *of, *with;
    double by;
};

static const struct rule rules[] = {
    {"surface", WAY_COPY, "background", NULL, 0},
    {"weak", WAY_MIX, "ink", "surface", 0.28},
    {"line", WAY_MIX, "surface", "ink", 0.14},
    {"shadow", WAY_FADE, "ink", NULL, 0.09},
    {"primary_deep", WAY_LIGHTEN, "primary", NULL, -0.075},
    {"primary_dark", WAY_LIGHTEN, "primary", NULL, -0.17},
    {"on_primary", WAY_READABLE, "primary", NULL, 0},
    {"on_accent", WAY_READABLE, "accent", NULL, 0},
    {"glow", WAY_LIGHTEN, "primary", NULL, 0.16},
    {"quote", WAY_MIX, "surface", "primary", 0.07},
    {"edge", WAY_COPY, "primary", NULL, 0},
    {"muted", WAY_MUTED, "primary", "surface", 0},
    {"solid", WAY_COPY, "primary", NULL, 0},
    {"solid_low", WAY_COPY, "primary_deep", NULL, 0},
    {"on_solid", WAY_COPY, "on_primary", NULL, 0},
    {"hero", WAY_COPY, "primary_deep", NULL, 0},
    {"hero_low", WAY_COPY, "primary", NULL, 0},
    {"on_hero", WAY_COPY, "on_primary", NULL, 0},
    {"on_hero_weak", WAY_COPY, "on_hero", NULL, 0},
    {"metal", WAY_COPY, "on_hero", NULL, 0},
    {"foot", WAY_COPY, "primary", NULL, 0},
    {"foot_low", WAY_COPY, "primary_dark", NULL, 0},
    {"on_foot", WAY_COPY, "on_primary", NULL, 0},
    {"seal", WAY_COPY, "primary", NULL, 0},
    {"on_seal", WAY_READABLE, "seal", NULL, 0},
    {"categorical.1", WAY_COPY, "primary", NULL, 0},
    {"sequential.1", WAY_MIX, "surface", "primary", 0.16},
    {"sequential.2", WAY_MIX, "surface", "primary", 0.37},
    {"sequential.3", WAY_MIX, "surface", "primary", 0.6},
    {"sequential.4", WAY_MIX, "surface", "primary", 0.86},
    {"sequential.5", WAY_COPY, "primary_deep", NULL, 0},
    {"diverging.1", WAY_OPPOSITE, "primary", NULL, 180},
    {"diverging.2", WAY_MIX, "diverging.1", "surface", 0.55},
    {"diverging.3", WAY_MIX, "surface", "ink", 0.08},
    {"diverging.4", WAY_MIX, "primary", "surface", 0.55},
    {"diverging.5", WAY_COPY, "primary", NULL, 0},
};

static hai_colour colour_of(json_t *colours, const char *name)
{
    hai_colour colour = {0.5f, 0.5f, 0.5f, 1};
    (void)colour_parse(json_string_value(json_object_get(colours, name)), &colour);
    return colour;
}

// Towards the ground in small steps, as long as the mark stays visible.
static hai_colour mute(hai_colour colour, hai_colour ground)
{
    hai_colour muted = colour;
    for (int i = 1; i < 20; i++) {
        hai_colour paler = hai_colour_mix(colour, ground, i / 20.0);
        if (hai_colour_contrast(paler, ground) < LEAST_FAINT)
            break;
        muted = paler;
    }
    return muted;
}

static hai_colour apply(json_t *colours, const struct rule *rule)
{
    const hai_colour white = {1, 1, 1, 1}, black = {0.07f, 0.06f, 0.06f, 1};
    hai_colour of = colour_of(colours, rule->of);
    switch (rule->way) {
    case WAY_MIX:
        return hai_colour_mix(of, colour_of(colours, rule->with), rule->by);
    case WAY_LIGHTEN:
        return hai_colour_lighten(of, rule->by);
    case WAY_READABLE:
        return hai_colour_readable(of, white, black);
    case WAY_FADE:
        return hai_colour_fade(of, rule->by);
    case WAY_MUTED:
        return mute(of, colour_of(colours, rule->with));
    case WAY_OPPOSITE:
        return colour_turn(of, rule->by);
    case WAY_COPY:
        break;
    }
    return of;
}

// The nearest layer that names a token: its index, or `count`.
static unsigned layer_of(json_t *const *layers, unsigned count, const char *name)
{
    unsigned i = 0;
    while (i < count && json_object_get(layers[i], name) == NULL)
        i++;
    return i;
}

static unsigned part(float value)
{
    return (unsigned)lround(fmin(fmax((double)value, 0), 1) * 255);
}

void shades_complete(json_t *colours, json_t *const *layers, unsigned count)
{
    // How near the names are on which each rule builds, directly or through other rules.
    unsigned near[sizeof rules / sizeof rules[0]];
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        const struct rule *rule = &rules[i];
        unsigned base = layer_of(layers, count, rule->of);
        for (size_t j = 0; j < i; j++)
            if (strcmp(rules[j].name, rule->of) == 0)
                base = near[j];
        unsigned own = layer_of(layers, count, rule->name);
        near[i] = own < base ? own : base;
        if (own < count && own <= base)
            continue;
        if (json_object_get(colours, rule->of) == NULL)
            continue;
        hai_colour colour = apply(colours, rule);
        char text[16];
        (void)snprintf(text, sizeof text, "#%02x%02x%02x%02x", part(colour.r), part(colour.g),
                       part(colour.b), part(colour.a));
        (void)json_object_set_new(colours, rule->name, json_string(text));
    }
}
