// SPDX-License-Identifier: MIT
#include "draw/brush.h"

#include <glib.h>
#include <math.h>

#define WIDEST 32768.0 // pixels of a row

// As cairo has it: 16 bits of each part, of which the pixels take the upper 8.
static uint32_t ink_part(double part)
{
    return MIN((uint32_t)(part * 65536), 0xffff) >> 8;
}

static uint32_t ink_of(hai_colour colour)
{
    double alpha = (double)colour.a;

    return ink_part(alpha) << 24 | ink_part((double)colour.r * alpha) << 16 |
           ink_part((double)colour.g * alpha) << 8 | ink_part((double)colour.b * alpha);
}

// How far a point is on the way from the gradient's one end to the other: 0 to 1 between them.
static bool find_rows(struct brush *brush, const cairo_matrix_t *matrix)
{
    const hai_paint *paint = brush->paint;
    cairo_matrix_t back = *matrix;
    double x = paint->to.x - paint->from.x, y = paint->to.y - paint->from.y;
    double length = x * x + y * y;

    if (!(length > 0) || cairo_matrix_invert(&back) != CAIRO_STATUS_SUCCESS)
        return false;
    double across = (x * back.xx + y * back.yx) / length;
    brush->step = (x * back.xy + y * back.yy) / length;
    brush->start = (x * (back.x0 - paint->from.x) + y * (back.y0 - paint->from.y)) / length;
    return fabs(across) * WIDEST < 1.0 / 1024;
}

struct brush brush_new(const hai_paint *paint, const cairo_matrix_t *matrix)
{
    struct brush brush = {.paint = paint};

    if (paint->kind == HAI_PAINT_COLOUR) {
        brush.ink = ink_of(paint->colour);
        brush.is_even = true;
    } else if (paint->kind == HAI_PAINT_LINEAR) {
        brush.is_even = find_rows(&brush, matrix);
    }
    return brush;
}

static float between(float from, float to, double part)
{
    return from + (to - from) * (float)part;
}

// A pixel of a gradient is rounded where one of a colour is cut, as in pixman.
static uint32_t gradient_part(float part)
{
    return (uint32_t)(part * 255 + 0.5f);
}

static uint32_t gradient_ink(hai_colour colour)
{
    return gradient_part(colour.a) << 24 | gradient_part(colour.r * colour.a) << 16 |
           gradient_part(colour.g * colour.a) << 8 | gradient_part(colour.b * colour.a);
}

uint32_t brush_ink(const struct brush *brush, int y)
{
    const hai_paint *paint = brush->paint;

    if (paint->kind == HAI_PAINT_COLOUR)
        return brush->ink;
    const hai_stop *stops = paint->stops;
    double at = brush->start + brush->step * (y + 0.5);
    uint32_t next = 0;
    while (next < paint->stop_count && stops[next].at <= at)
        next++;
    if (next == 0)
        return gradient_ink(stops[0].colour);
    if (next == paint->stop_count)
        return gradient_ink(stops[next - 1].colour);
    hai_colour from = stops[next - 1].colour, to = stops[next].colour;
    double part = (at - stops[next - 1].at) / (stops[next].at - stops[next - 1].at);
    return gradient_ink((hai_colour){between(from.r, to.r, part), between(from.g, to.g, part),
                                     between(from.b, to.b, part), between(from.a, to.a, part)});
}
