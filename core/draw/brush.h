// SPDX-License-Identifier: MIT
//
// What shapes are painted with, on the device: which ink each row of pixels takes.
#ifndef HAIBAO_DRAW_BRUSH_H
#define HAIBAO_DRAW_BRUSH_H

#include <cairo.h>
#include <stdbool.h>
#include <stdint.h>

#include <haibao/canvas.h>

struct brush {
    const hai_paint *paint; // borrowed
    bool is_even;           // each row in one ink: a colour, or a gradient straight down or up
    uint32_t ink;           // of a colour, premultiplied, alpha first
    double start, step;     // the gradient at the device's top, and how it grows with each row
};

// `matrix` goes from the paint's coordinates to the device's.
struct brush brush_new(const hai_paint *paint, const cairo_matrix_t *matrix);

// Of the device's row y, where the brush is even.
uint32_t brush_ink(const struct brush *brush, int y);

#endif
