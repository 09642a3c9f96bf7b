// SPDX-License-Identifier: MIT
//
// Colours as text. Arithmetic on them is public: see <haibao/theme.h>.
#ifndef HAIBAO_STYLE_COLOUR_H
#define HAIBAO_STYLE_COLOUR_H

#include <stdbool.h>

#include <haibao/theme.h>

// "#rgb", "#rrggbb", "#rrggbbaa". False, and nothing written, for any other text.
bool colour_parse(const char *text, hai_colour *colour);

// The hue turned in OKLCH; lightness kept, chroma as far as sRGB allows.
hai_colour colour_turn(hai_colour colour, double degrees);

#endif
