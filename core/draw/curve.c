// SPDX-License-Identifier: MIT
#include "draw/curve.h"

#include <math.h>

#define MAX_LINES 512 // of one curve

struct curve curve_through(const hai_point points[4])
{
    const hai_point *p = points;
    struct curve curve = {.start = p[0]};

    curve.c = (hai_point){3 * (p[1].x - p[0].x), 3 * (p[1].y - p[0].y)};
    curve.b = (hai_point){3 * (p[2].x - p[1].x) - curve.c.x, 3 * (p[2].y - p[1].y) - curve.c.y};
    curve.a = (hai_point){p[3].x - p[0].x - curve.c.x - curve.b.x,
                          p[3].y - p[0].y - curve.c.y - curve.b.y};
    return curve;
}

// The second difference bounds how far a curve bends away from equal steps' chords (Wang's formula;
// G. Farin, "Curves and Surfaces for CAGD", 5th ed., 2002).
int curve_count_lines(const hai_point points[4])
{
    const hai_point *p = points;
    hai_point first = {p[0].x - 2 * p[1].x + p[2].x, p[0].y - 2 * p[1].y + p[2].y};
    hai_point second = {p[1].x - 2 * p[2].x + p[3].x, p[1].y - 2 * p[2].y + p[3].y};
    double most =
        fmax(first.x * first.x + first.y * first.y, second.x * second.x + second.y * second.y);
    double lines = ceil(sqrt(0.75 * sqrt(most) / FLATNESS));

    return (int)fmin(fmax(lines, 1), MAX_LINES);
}
