// SPDX-License-Identifier: MIT
//
// Pictures in the tones between two colours: what is dark or full of colour becomes the ink, white
// becomes the ground, what lies between stays between. So logos of many makers suit one sheet.
#ifndef HAIBAO_DRAW_TONE_H
#define HAIBAO_DRAW_TONE_H

#include <stddef.h>
#include <stdint.h>

#include <haibao/theme.h>

struct tone {
    hai_colour ink, ground; // opaque
};

hai_colour tone_colour(const struct tone *tone, hai_colour colour); // alpha kept

// Pixels of a cairo surface, premultiplied unless their alpha means nothing.
void tone_pixels(const struct tone *tone, uint32_t *pixels, size_t count, bool has_alpha);

// An SVG document with every colour that it names in tones; what names none, and would be black,
// is the ink. NULL where the bytes are no text. Freed by g_free.
char *tone_svg(const struct tone *tone, const char *svg, size_t size);

// The style that goes with it. Freed by g_free.
char *tone_css(const struct tone *tone);

#endif
