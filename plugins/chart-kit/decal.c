// SPDX-License-Identifier: MIT
//
// Filling marks: colour, then the decal as lines clipped to the mark.
#include <math.h>

#include "chart-kit/colour.h"
#include "chart-kit/label.h"
#include "chart-kit/polar.h"
#include "visual-kit/surface.h"

#define STEP 12.0
#define MAX_LINES 800

static void slanted(hai_canvas *canvas, hai_box box, double direction)
{
    double start = box.x - box.height, end = hai_box_right(box);
    for (double x = ceil(start / STEP) * STEP; x < end; x += STEP) {
        hai_canvas_move_to(canvas, x, direction > 0 ? hai_box_bottom(box) : box.y);
        hai_canvas_line_to(canvas, x + box.height, direction > 0 ? box.y : hai_box_bottom(box));
    }
}

static void straight(hai_canvas *canvas, hai_box box, bool is_upright)
{
    double start = is_upright ? box.x : box.y;
    double end = is_upright ? hai_box_right(box) : hai_box_bottom(box);
    for (double at = (floor(start / STEP) + 0.5) * STEP; at < end; at += STEP) {
        hai_canvas_move_to(canvas, is_upright ? at : box.x, is_upright ? box.y : at);
        hai_canvas_line_to(canvas, is_upright ? at : hai_box_right(box),
                           is_upright ? hai_box_bottom(box) : at);
    }
}

static void dots(hai_canvas *canvas, hai_box box, hai_paint paint)
{
    int32_t row = 0;
    for (double y = floor(box.y / STEP) * STEP; y < hai_box_bottom(box) + STEP; y += STEP, row++)
        for (double x = (floor(box.x / STEP) + row % 2 * 0.5) * STEP; x < hai_box_right(box) + STEP;
             x += STEP) {
            hai_canvas_move_to(canvas, x + 2.5, y);
            hai_canvas_arc(canvas, x, y, 2.5, 0, 2 * CHART_PI);
            hai_canvas_close(canvas);
        }
    hai_canvas_fill(canvas, paint);
}

// The clip is the mark.
static void draw_decal(hai_canvas *canvas, hai_box box, const struct chart_style *style)
{
    static const hai_colour white = {1, 1, 1, 1}, black = {0, 0, 0, 1};
    bool is_dark = hai_colour_contrast(style->colour, white) > 2.2;
    hai_paint paint =
        hai_paint_colour(hai_colour_fade(is_dark ? white : black, (is_dark ? 0.5 : 0.32)));
    if ((box.width + box.height) / STEP > MAX_LINES ||
        (style->decal == CHART_DECAL_DOTS && box.width * box.height > STEP * STEP * MAX_LINES * 20))
        return; // no eye would see it
    switch (style->decal) {
    case CHART_DECAL_DOTS:
        dots(canvas, box, paint);
        return;
    case CHART_DECAL_HATCH:
        slanted(canvas, box, 1);
        break;
    case CHART_DECAL_BACK_HATCH:
        slanted(canvas, box, -1);
        break;
    case CHART_DECAL_CROSS:
        slanted(canvas, box, 1);
        slanted(canvas, box, -1);
        break;
    case CHART_DECAL_LINES:
        straight(canvas, box, false);
        break;
    case CHART_DECAL_UPRIGHTS:
        straight(canvas, box, true);
        break;
    default:
        straight(canvas, box, true);
        straight(canvas, box, false);
    }
    hai_canvas_stroke(canvas, hai_stroke_width(style->decal == CHART_DECAL_CROSS ? 1.5 : 2.5),
                      paint);
}

void chart_fill_path(hai_canvas *canvas, hai_box bounds, const struct chart_style *style,
                     void (*path)(hai_canvas *canvas, const void *data), const void *data)
{
    path(canvas, data);
    hai_canvas_fill(canvas, hai_paint_colour(style->colour));
    if (style->decal == CHART_DECAL_NONE || hai_box_is_empty(bounds))
        return;
    hai_canvas_save(canvas);
    path(canvas, data);
    hai_canvas_clip(canvas);
    draw_decal(canvas, bounds, style);
    hai_canvas_restore(canvas);
}

struct bar_shape {
    hai_box box;
    double radius;
    uint32_t sides;
};

static void corner(hai_canvas *canvas, double x, double y, double radius, double from)
{
    hai_canvas_arc(canvas, x, y, radius, from, from + CHART_PI / 2);
}

static void bar_path(hai_canvas *canvas, const void *data)
{
    const struct bar_shape *bar = data;
    hai_box box = bar->box;
    double r = bar->radius;
    if (!(r > 0) || bar->sides == 0) {
        hai_canvas_box(canvas, box);
        return;
    }
    double nw = bar->sides & (CHART_ABOVE | CHART_LEFT) ? r : 0;
    double ne = bar->sides & (CHART_ABOVE | CHART_RIGHT) ? r : 0;
    double se = bar->sides & (CHART_BELOW | CHART_RIGHT) ? r : 0;
    double sw = bar->sides & (CHART_BELOW | CHART_LEFT) ? r : 0;
    double right = hai_box_right(box), bottom = hai_box_bottom(box);
    hai_canvas_move_to(canvas, box.x, box.y + nw);
    if (nw > 0)
        corner(canvas, box.x + nw, box.y + nw, nw, CHART_PI);
    hai_canvas_line_to(canvas, right - ne, box.y);
    if (ne > 0)
        corner(canvas, right - ne, box.y + ne, ne, -CHART_PI / 2);
    hai_canvas_line_to(canvas, right, bottom - se);
    if (se > 0)
        corner(canvas, right - se, bottom - se, se, 0);
    hai_canvas_line_to(canvas, box.x + sw, bottom);
    if (sw > 0)
        corner(canvas, box.x + sw, bottom - sw, sw, CHART_PI / 2);
    hai_canvas_close(canvas);
}

void chart_fill_bar(hai_canvas *canvas, hai_box box, double radius, uint32_t sides,
                    const struct chart_style *style)
{
    bool is_across = (sides & (CHART_LEFT | CHART_RIGHT)) != 0;
    bool is_upward = (sides & (CHART_ABOVE | CHART_BELOW)) != 0;
    double along = is_across ? box.width : box.height, wide = is_across ? box.height : box.width;
    if (is_across && is_upward)
        along = fmin(box.width, box.height) / 2;
    struct bar_shape bar = {box, fmin(fmin(radius, wide / 2), along), sides};
    if (!hai_box_is_empty(box))
        chart_fill_path(canvas, box, style, bar_path, &bar);
}
