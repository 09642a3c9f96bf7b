// SPDX-License-Identifier: MIT
//
// The pixels that a context draws on, and a brush's ink painted over them through a cover.
//
// cairo takes a call, a surface and a walk through pixman for each mask; here a run of pixels is
// painted at once where nothing stands against it. The pixels are those that cairo would paint.
#ifndef HAIBAO_DRAW_TARGET_H
#define HAIBAO_DRAW_TARGET_H

#include <cairo.h>
#include <stdbool.h>
#include <stdint.h>

#include "draw/brush.h"

// Whole device pixels, from left and top up to but not including right and bottom.
struct pixels {
    int left, top, right, bottom;
};

struct pixels pixels_common(struct pixels a, struct pixels b); // all 0 where there are none

struct target {
    struct pixels clip; // what the context's clip leaves
    bool is_box;        // whether the clip is a box of whole pixels
    bool is_plain;      // whether the calls below are open
    // Of a plain target only.
    cairo_surface_t *surface; // borrowed
    uint8_t *data;
    int stride, left, top;     // the surface's corner, in device pixels
    const struct brush *brush; // borrowed
    int row;                   // painted last, in this ink
    uint32_t ink;
};

// What the context draws on with a brush, which is its source, too. Its matrix must be the device's
// (the identity). Plain where the clip is a box, the brush even and the surface an image.
// Until target_end() only the two calls below draw on it.
struct target target_begin(cairo_t *cairo, const struct brush *brush);
void target_end(const struct target *target);

// Paint `count` pixels from x on, which are within the clip: each through a cover of its own, 0 to
// 255, or all through the same.
void target_cover(struct target *target, int x, int y, int count, const uint8_t *cover);
void target_cover_evenly(struct target *target, int x, int y, int count, uint8_t cover);

#endif
