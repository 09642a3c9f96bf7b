// SPDX-License-Identifier: MIT
//
// What a pen draws along a path, as an outline to fill.
//
// The outline's two sides run beside the line in opposite directions, so that whatever they enclose
// is wound the same way and drawings over each other count once.
#ifndef HAIBAO_DRAW_STROKE_H
#define HAIBAO_DRAW_STROKE_H

#include "draw/polyline.h"

// Room for one stroke after the other.
struct stroker {
    struct polylines lines, dashes, outline;
    // Of the one at hand, in the pen's space, which is the device's but for what makes a round pen
    // look oval.
    double half; // of its width, in pixels
    double step; // of a round corner, in radians
    const hai_stroke *pen;
    bool is_begun; // an outline
};

void stroker_init(struct stroker *stroker);
void stroker_clear(struct stroker *stroker); // free what it holds

// The outline of a path's stroke, in device pixels: closed polylines, the stroker's until its next
// stroke. The path goes through `sheet`, the pen through `matrix` and then `sheet`.
const struct polylines *stroker_outline(struct stroker *stroker, const struct path *path,
                                        const hai_stroke *pen, const cairo_matrix_t *sheet,
                                        const hai_matrix *matrix);

#endif
