// SPDX-License-Identifier: MIT
//
// Soft shadows of rounded boxes: a Gaussian blur without blurring.
#ifndef HAIBAO_DRAW_SHADOW_H
#define HAIBAO_DRAW_SHADOW_H

#include "draw/items.h"

// How far a shadow reaches beyond its box: 2.5 standard deviations, where under 1/100 of it is
// left. The profile is stretched so that it ends in nothing there.
#define SHADOW_REACH(blur) (1.25 * (blur))

// What one shadow can use of another of the same kind: blurred corners. For one thread.
struct shadow_cache;

struct shadow_cache *shadow_cache_new(void);
void shadow_cache_free(struct shadow_cache *cache);

// Draw as pixels: the box is moved to whole pixels, so that its parts meet without a seam. The
// context's matrix is the sheet's; its target is an image. False where the shadow's own matrix
// turns or skews it: then shadow_draw_layers does it.
bool shadow_draw_pixels(struct shadow_cache *cache, cairo_t *cairo, const struct item *item);

// Draw as shapes: nested translucent boxes, whose edges together make the soft one. Any matrix.
void shadow_draw_layers(cairo_t *cairo, const struct item *item);

// These boxes one by one, from the largest; in the shadow's own coordinates.
void shadow_layers(const struct shadow_item *shadow,
                   void (*draw)(void *data, hai_box box, double radius, hai_colour colour),
                   void *data);

// Whether two have the same layers but for their place.
bool shadow_is_alike(const struct shadow_item *one, const struct shadow_item *other);

#endif
