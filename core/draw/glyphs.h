// SPDX-License-Identifier: MIT
//
// Glyphs straight onto pixels.
//
// cairo loads each glyph of an outline font twice, once to measure and once to draw it. Most text
// of a poster is in one colour, upright and unclipped: it is drawn here from masks that FreeType
// makes once. Positions are whole pixels, as cairo 1.16 has them, so that it does not show which of
// both drew a run.
#ifndef HAIBAO_DRAW_GLYPHS_H
#define HAIBAO_DRAW_GLYPHS_H

#include <cairo.h>
#include <stdbool.h>

#include "draw/items.h"

struct glyph_cache;

// `options` are those that the context has; copied.
struct glyph_cache *glyph_cache_new(const cairo_font_options_t *options);
void glyph_cache_free(struct glyph_cache *cache);

// Draw a run whose clip is none and whose target is the context's own surface. The matrix is the
// sheet's. False, with nothing drawn, where it takes more than this can do: the caller then asks
// cairo.
bool glyphs_draw(struct glyph_cache *cache, cairo_t *cairo, const struct item *item);

#endif
