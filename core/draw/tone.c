// SPDX-License-Identifier: MIT
#include "draw/tone.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "style/colour.h"
#include "style/vision.h"

// From white, in OKLab: nearly as far as a clear blue or green. Lighter colours, as yellow, keep
// what sets them apart.
#define FULL 0.36

#define CACHE 4096 // colours; logos have few

hai_colour tone_colour(const struct tone *tone, hai_colour colour)
{
    const hai_colour white = {1, 1, 1, 1};
    double far = vision_distance(colour, white);
    hai_colour toned = hai_colour_mix(tone->ground, tone->ink, far / FULL);
    toned.a = colour.a;
    return toned;
}

// --- Pixels ---

static uint32_t part_of(float value)
{
    return (uint32_t)lround(fmin(fmax((double)value, 0), 1) * 255);
}

static uint32_t pack(hai_colour colour)
{
    return part_of(colour.r) << 16 | part_of(colour.g) << 8 | part_of(colour.b);
}

static uint32_t tone_rgb(const struct tone *tone, uint32_t rgb)
{
    return pack(tone_colour(tone, (hai_colour){(float)(rgb >> 16 & 255) / 255.0f,
                                               (float)(rgb >> 8 & 255) / 255.0f,
                                               (float)(rgb & 255) / 255.0f, 1}));
}

// Each part times `by` over `over`, rounded.
static uint32_t scale_parts(uint32_t rgb, uint32_t by, uint32_t over)
{
    uint32_t scaled = 0;
    for (unsigned shift = 0; shift <= 16; shift += 8)
        scaled |= MIN(((rgb >> shift & 255) * by + over / 2) / over, 255u) << shift;
    return scaled;
}

void tone_pixels(const struct tone *tone, uint32_t *pixels, size_t count, bool has_alpha)
{
    struct {
        uint32_t from, to;
    } *cache = g_malloc0(CACHE * sizeof *cache);

    for (size_t i = 0; i < CACHE; i++) // which is no colour
        cache[i].from = UINT32_MAX;
    for (size_t i = 0; i < count; i++) {
        uint32_t alpha = has_alpha ? pixels[i] >> 24 : 255;
        if (alpha == 0)
            continue;
        uint32_t rgb = pixels[i] & 0xffffff;
        if (alpha < 255)
            rgb = scale_parts(rgb, 255, alpha);
        size_t slot = (rgb * 2654435761u) >> 20;
        if (cache[slot].from != rgb) {
            cache[slot].from = rgb;
            cache[slot].to = tone_rgb(tone, rgb);
        }
        rgb = cache[slot].to;
        pixels[i] = alpha << 24 | (alpha < 255 ? scale_parts(rgb, alpha, 255) : rgb);
    }
    g_free(cache);
}

// --- SVG ---

// What stands after a property, in an attribute or in a style.
#define PROPERTIES "fill|stroke|stop-color|color"
#define VALUES "#[0-9a-f]+|rgba?\\([^()\"']*\\)|[a-z]+"

// "rgb(12, 34%, 56)": the three numbers. False for what is none.
static bool parse_rgb(const char *text, hai_colour *colour)
{
    const char *at = strchr(text, '(');
    float parts[3];
    for (int i = 0; at != NULL && i < 3; i++) {
        char *end;
        at += strspn(at, "(, /");
        double value = g_ascii_strtod(at, &end);
        if (end == at)
            return false;
        parts[i] = (float)CLAMP(value / (*end == '%' ? 100 : 255), 0, 1);
        at = *end == '%' ? end + 1 : end;
    }
    if (at == NULL)
        return false;
    *colour = (hai_colour){parts[0], parts[1], parts[2], 1};
    return true;
}

// White and pale greys by name; every other name is a colour that becomes the ink.
static bool parse_name(const char *text, hai_colour *colour)
{
    static const char *const kept[] = {"none",    "inherit", "currentcolor", "transparent", "url",
                                       "context", "initial", "unset",        "revert",      "var"};
    static const char *const pale[] = {"white",    "whitesmoke", "snow",      "ivory",
                                       "seashell", "ghostwhite", "mintcream", "floralwhite"};
    for (size_t i = 0; i < G_N_ELEMENTS(kept); i++)
        if (g_ascii_strcasecmp(text, kept[i]) == 0)
            return false;
    *colour = (hai_colour){0, 0, 0, 1};
    for (size_t i = 0; i < G_N_ELEMENTS(pale); i++)
        if (g_ascii_strcasecmp(text, pale[i]) == 0)
            *colour = (hai_colour){1, 1, 1, 1};
    return true;
}

static bool parse_value(const char *text, hai_colour *colour)
{
    if (text[0] == '#')
        return colour_parse(text, colour);
    return strchr(text, '(') != NULL ? parse_rgb(text, colour) : parse_name(text, colour);
}

static gboolean replace_value(const GMatchInfo *match, GString *svg, gpointer data)
{
    char *before = g_match_info_fetch(match, 1), *value = g_match_info_fetch(match, 2);
    hai_colour colour;

    g_string_append(svg, before);
    if (parse_value(value, &colour))
        g_string_append_printf(svg, "#%06x", pack(tone_colour(data, colour)));
    else
        g_string_append(svg, value);
    g_free(before);
    g_free(value);
    return FALSE;
}

char *tone_svg(const struct tone *tone, const char *svg, size_t size)
{
    static const char pattern[] =
        "((?<![-a-z])(?:" PROPERTIES ")\\s*(?:=\\s*[\"']\\s*|:\\s*))(" VALUES ")(?![-(a-z0-9])";
    struct tone copy = *tone;
    GRegex *regex = g_regex_new(pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, NULL);
    char *toned = NULL;

    if (g_utf8_validate(svg, (gssize)size, NULL))
        toned = g_regex_replace_eval(regex, svg, (gssize)size, 0, 0, replace_value, &copy, NULL);
    g_regex_unref(regex);
    return toned;
}

char *tone_css(const struct tone *tone)
{
    return g_strdup_printf("svg:not([fill]) { fill: #%06x } svg { color: #%06x }", pack(tone->ink),
                           pack(tone->ink));
}
