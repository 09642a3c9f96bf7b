// SPDX-License-Identifier: MIT
//
// Colour literals, and arithmetic in OKLab and OKLCH (Björn Ottosson, "A perceptual color space
// for image processing", 2020). Contrast is that of WCAG 2.1, section 1.4.3; colour blindness is
// that of Machado, Oliveira, Fernandes (2009).
#include "style/colour.h"
#include "style/vision.h"

#include <glib.h>
#include <math.h>
#include <string.h>

struct lab {
    double l, a, b;
};

bool colour_parse(const char *text, hai_colour *colour)
{
    if (text == NULL || text[0] != '#')
        return false;
    size_t length = strlen(text + 1);
    if (length != 3 && length != 6 && length != 8)
        return false;
    unsigned parts[4] = {0, 0, 0, 255};
    size_t digits = length == 3 ? 1 : 2;
    for (size_t i = 0; i < length; i++) {
        int digit = g_ascii_xdigit_value(text[1 + i]);
        if (digit < 0)
            return false;
        size_t part = i / digits;
        parts[part] = digits == 1  ? (unsigned)digit * 17
                      : i % 2 == 0 ? (unsigned)digit * 16
                                   : parts[part] + (unsigned)digit;
    }
    *colour = (hai_colour){(float)parts[0] / 255.0f, (float)parts[1] / 255.0f,
                           (float)parts[2] / 255.0f, (float)parts[3] / 255.0f};
    return true;
}

static double to_linear(double v)
{
    return v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
}

static double to_gamma(double v)
{
    return v <= 0.0031308 ? v * 12.92 : 1.055 * pow(v, 1 / 2.4) - 0.055;
}

static struct lab to_lab(hai_colour c)
{
    double r = to_linear((double)c.r), g = to_linear((double)c.g), b = to_linear((double)c.b);
    double l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
    double m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
    double s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
    return (struct lab){0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
                        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
                        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s};
}

static void to_linear_rgb(struct lab c, double rgb[3])
{
    double l = c.l + 0.3963377774 * c.a + 0.2158037573 * c.b;
    double m = c.l - 0.1055613458 * c.a - 0.0638541728 * c.b;
    double s = c.l - 0.0894841775 * c.a - 1.2914855480 * c.b;
    l = l * l * l;
    m = m * m * m;
    s = s * s * s;
    rgb[0] = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
    rgb[1] = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
    rgb[2] = -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s;
}

static bool is_in_gamut(const double rgb[3])
{
    for (int i = 0; i < 3; i++)
        if (rgb[i] < -1e-4 || rgb[i] > 1.0001)
            return false;
    return true;
}

// Out of sRGB, chroma gives way; lightness and hue stay.
static hai_colour from_lab(struct lab c, float alpha)
{
    c.l = CLAMP(c.l, 0, 1);
    double rgb[3];
    to_linear_rgb(c, rgb);
    double low = 0, high = 1; // of the chroma: low is inside, high outside
    for (int i = 0; i < 12 && !is_in_gamut(rgb); i++) {
        double mid = (low + high) / 2;
        double tried[3];
        to_linear_rgb((struct lab){c.l, c.a * mid, c.b * mid}, tried);
        if (is_in_gamut(tried))
            low = mid;
        else
            high = mid;
    }
    if (!is_in_gamut(rgb))
        to_linear_rgb((struct lab){c.l, c.a * low, c.b * low}, rgb);
    float parts[3];
    for (int i = 0; i < 3; i++)
        parts[i] = (float)CLAMP(to_gamma(CLAMP(rgb[i], 0, 1)), 0, 1);
    return (hai_colour){parts[0], parts[1], parts[2], alpha};
}

hai_colour hai_colour_mix(hai_colour a, hai_colour b, double t)
{
    t = CLAMP(t, 0, 1);
    struct lab p = to_lab(a), q = to_lab(b);
    float alpha = (float)((double)a.a + ((double)b.a - (double)a.a) * t);
    return from_lab(
        (struct lab){p.l + (q.l - p.l) * t, p.a + (q.a - p.a) * t, p.b + (q.b - p.b) * t}, alpha);
}

hai_colour hai_colour_lighten(hai_colour colour, double by)
{
    struct lab c = to_lab(colour);
    c.l += by;
    return from_lab(c, colour.a);
}

hai_colour colour_turn(hai_colour colour, double degrees)
{
    double angle = degrees * 0.017453292519943295, c = cos(angle), s = sin(angle);
    struct lab lab = to_lab(colour);
    return from_lab((struct lab){lab.l, lab.a * c - lab.b * s, lab.a * s + lab.b * c}, colour.a);
}

double vision_distance(hai_colour a, hai_colour b)
{
    struct lab p = to_lab(a), q = to_lab(b);
    return sqrt((p.l - q.l) * (p.l - q.l) + (p.a - q.a) * (p.a - q.a) + (p.b - q.b) * (p.b - q.b));
}

hai_colour vision_see(hai_colour colour, enum vision vision)
{
    static const double matrices[VISION_COUNT][3][3] = {
        [VISION_COMMON] = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
        [VISION_PROTAN] = {{0.152286, 1.052583, -0.204868},
                           {0.114503, 0.786281, 0.099216},
                           {-0.003882, -0.048116, 1.051998}},
        [VISION_DEUTAN] = {{0.367322, 0.860646, -0.227968},
                           {0.280085, 0.672501, 0.047413},
                           {-0.011820, 0.042940, 0.968881}},
        [VISION_TRITAN] = {{1.255528, -0.076749, -0.178779},
                           {-0.078411, 0.930809, 0.147602},
                           {0.004733, 0.691367, 0.303900}},
    };
    double rgb[3] = {to_linear((double)colour.r), to_linear((double)colour.g),
                     to_linear((double)colour.b)};
    float seen[3];
    for (int i = 0; i < 3; i++) {
        const double *row = matrices[vision][i];
        double light = row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2];
        seen[i] = (float)to_gamma(CLAMP(light, 0, 1));
    }
    return (hai_colour){seen[0], seen[1], seen[2], colour.a};
}

const char *vision_name(enum vision vision)
{
    static const char *const names[VISION_COUNT] = {"all readers", "readers without red cones",
                                                    "readers without green cones",
                                                    "readers without blue cones"};
    return names[vision];
}

hai_colour hai_colour_fade(hai_colour colour, double alpha)
{
    colour.a *= (float)CLAMP(alpha, 0, 1);
    return colour;
}

static double luminance(hai_colour c)
{
    return 0.2126 * to_linear((double)c.r) + 0.7152 * to_linear((double)c.g) +
           0.0722 * to_linear((double)c.b);
}

double hai_colour_contrast(hai_colour a, hai_colour b)
{
    double x = luminance(a), y = luminance(b);
    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

hai_colour hai_colour_readable(hai_colour ground, hai_colour first, hai_colour second)
{
    return hai_colour_contrast(ground, first) >= hai_colour_contrast(ground, second) ? first
                                                                                     : second;
}
