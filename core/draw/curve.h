// SPDX-License-Identifier: MIT
//
// Bézier curves of the third degree as lines, in device pixels.
#ifndef HAIBAO_DRAW_CURVE_H
#define HAIBAO_DRAW_CURVE_H

#include <haibao/canvas.h>

#define FLATNESS 0.1 // pixels between a curve and its lines, as cairo has it

// As a polynomial of the parameter, which runs from 0 to 1.
struct curve {
    hai_point a, b, c, start;
};

struct curve curve_through(const hai_point points[4]);

static inline hai_point curve_at(const struct curve *curve, double t)
{
    return (hai_point){((curve->a.x * t + curve->b.x) * t + curve->c.x) * t + curve->start.x,
                       ((curve->a.y * t + curve->b.y) * t + curve->c.y) * t + curve->start.y};
}

// How many lines, of equal steps of the parameter, stay within FLATNESS of it.
int curve_count_lines(const hai_point points[4]);

#endif
