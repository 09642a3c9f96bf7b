// SPDX-License-Identifier: MIT
//
// Painting through a coverage mask that is put together here, in whole device pixels.
#ifndef HAIBAO_DRAW_MASK_H
#define HAIBAO_DRAW_MASK_H

#include <stddef.h>

#include "draw/coverage.h"
#include "draw/target.h"

// Room for one mask after the other.
struct mask {
    uint8_t *bytes;
    size_t room;
    struct pixels area;
    int stride;
};

// Room for an area that is not empty; what is in it is not said. False if there is no memory.
bool mask_begin(struct mask *mask, struct pixels area);
uint8_t *mask_row(struct mask *mask, int y); // y in device pixels; its first byte is area.left

// The runs of a shape, kept in a struct mask, or painted at once on a plain struct target.
coverage_run mask_keep_run, mask_paint_run;

// Paint the context's source through it, which is the target's. The area is within the clip.
void mask_paint(struct mask *mask, cairo_t *cairo, struct target *target);
void mask_free(struct mask *mask); // what it holds

#endif
