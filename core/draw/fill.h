// SPDX-License-Identifier: MIT
//
// Filling and stroking shapes in pixels.
#ifndef HAIBAO_DRAW_FILL_H
#define HAIBAO_DRAW_FILL_H

#include <cairo.h>

#include "draw/brush.h"
#include "draw/items.h"

// Room for one shape after the other. For one thread.
struct filler;

struct filler *filler_new(void);
void filler_free(struct filler *filler);

// Paint what a path encloses with a brush, which is the context's source, too. The path's
// coordinates are those of the given matrix. Changes the context's matrix and path. False, with
// nothing painted, where the clip has a shape: what lies in both shapes is not the product of their
// covers, and cairo knows it.
bool filler_paint(struct filler *filler, cairo_t *cairo, const struct brush *brush,
                  const struct path *path, const cairo_matrix_t *sheet);

// Paint what a pen draws along a path. Brush, path and `sheet` as above; the pen's size is that of
// `matrix`. Changes the context's matrix and path.
void filler_stroke(struct filler *filler, cairo_t *cairo, const struct brush *brush,
                   const struct stroke_item *stroke, const hai_matrix *matrix,
                   const cairo_matrix_t *sheet);

#endif
