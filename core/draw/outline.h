// SPDX-License-Identifier: MIT
//
// The outline of a glyph, as HarfBuzz reads it from the font.
#ifndef HAIBAO_DRAW_OUTLINE_H
#define HAIBAO_DRAW_OUTLINE_H

#include <hb.h>

#include "draw/coverage.h"

// One glyph after the other. For one thread.
struct outline;

struct outline *outline_new(void);
void outline_free(struct outline *outline);

// Take a glyph in place of the one before. The matrix goes from the font's units, y up, to pixels
// from the glyph's origin, y down. Empty where the font has no outline for it.
void outline_read(struct outline *outline, hb_font_t *font, uint32_t glyph,
                  const cairo_matrix_t *shape);

// The pixels around it, control points and all; 0 where it is empty. False where it reaches further
// than any glyph that one would set.
bool outline_area(const struct outline *outline, struct pixels *area);

// Add it to the cover of an area.
void outline_cover(const struct outline *outline, struct coverage *coverage);

#endif
