// SPDX-License-Identifier: MIT
//
// Glyphs as pixels.
//
// cairo 1.16 has FreeType load each glyph twice, once to measure and once to draw it, which for
// Chinese text is most of the time that drawing takes. Here HarfBuzz reads each outline once, and a
// run is painted at one go. As with cairo, glyphs stand on whole pixels.
#ifndef HAIBAO_DRAW_GLYPHS_H
#define HAIBAO_DRAW_GLYPHS_H

#include <cairo.h>

#include "draw/brush.h"
#include "text/paragraph.h"

// Drawn glyphs, kept for the next band. For one thread.
struct glyph_cache;

struct glyph_cache *glyph_cache_new(void);
void glyph_cache_free(struct glyph_cache *cache);

// Paint a run with a brush, which is the context's source, too, its origin at that of the context's
// user space. Where the matrix turns or skews, where the face is no outline font, or where the type
// is larger than 1000 pixels, cairo does it. Changes the context's matrix and font. False where
// cairo cannot open the face.
bool glyphs_paint(struct glyph_cache *cache, cairo_t *cairo, const struct brush *brush,
                  const struct glyph_run *run);

#endif
