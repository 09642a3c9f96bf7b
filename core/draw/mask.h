// SPDX-License-Identifier: MIT
//
// Painting through a coverage mask that is put together here, in whole device pixels.
#ifndef HAIBAO_DRAW_MASK_H
#define HAIBAO_DRAW_MASK_H

#include <cairo.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Whole device pixels, from left and top up to but not including right and bottom.
struct pixels {
    int left, top, right, bottom;
};

struct pixels pixels_common(struct pixels a, struct pixels b); // all 0 where there are none

// What the context's clip leaves. Its matrix must be the device's (the identity).
struct pixels pixels_of_clip(cairo_t *cairo);

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

// Paint the context's source through it. Its matrix must be the device's.
void mask_paint(struct mask *mask, cairo_t *cairo);
void mask_free(struct mask *mask); // what it holds

#endif
