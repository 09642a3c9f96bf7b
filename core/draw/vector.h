// SPDX-License-Identifier: MIT
//
// SVG documents by librsvg: logos and icons. They stay vectors in PDF. They get no base address, so
// that nothing is read but the bytes given: no other file, nothing from the net.
#ifndef HAIBAO_DRAW_VECTOR_H
#define HAIBAO_DRAW_VECTOR_H

#include <cairo.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <haibao/geom.h>

struct vector;

// Whether bytes look like an SVG document, by their beginning.
bool vector_is_svg(const uint8_t *bytes, size_t size);

// Parse, and draw once to see that it can be drawn. `css` is laid over the document's own style, or
// NULL. NULL with *why set, to be freed by g_free. Freed by vector_free.
struct vector *vector_new(const uint8_t *bytes, size_t size, const char *css, char **why);
void vector_free(struct vector *vector);

// In CSS pixels, each side 1 at least.
hai_size vector_size(const struct vector *vector);

// Draw into 0, 0 to vector_size. One drawing at a time is done, whatever the thread.
void vector_draw(const struct vector *vector, cairo_t *cairo);

#endif
