// SPDX-License-Identifier: MIT
#include <math.h>

#include "cycle.h"
#include "visual-kit/surface.h"

#define PI 3.14159265358979323846

static hai_point on(hai_point centre, double radius, double angle)
{
    return (hai_point){centre.x + cos(angle) * radius, centre.y + sin(angle) * radius};
}

// A piece of the ring whose end is a tip and whose beginning a notch of the same shape.
static void draw_piece(const hai_block *block, const struct plan *plan, const struct stage *stage,
                       hai_canvas *canvas, hai_point centre)
{
    const hai_theme *theme = hai_block_theme(block);
    double half = PI / plan->count, inner = plan->radius - plan->thick / 2;
    double outer = plan->radius + plan->thick / 2;
    double gap = plan->count > 1 ? 4 / plan->radius : 0;
    double tip = fmin(plan->thick * 0.3 / plan->radius, half * 0.5);
    // The body is moved back by half of the tip, so that its middle is the stage's.
    double from = stage->angle - half + gap - tip / 2, to = stage->angle + half - gap - tip / 2;
    hai_point nose = on(centre, plan->radius, to + tip),
              notch = on(centre, plan->radius, from + tip);
    hai_canvas_arc(canvas, centre.x, centre.y, outer, from, to);
    hai_canvas_line_to(canvas, nose.x, nose.y);
    hai_canvas_arc(canvas, centre.x, centre.y, inner, to, from);
    hai_canvas_line_to(canvas, notch.x, notch.y);
    hai_canvas_close(canvas);
    hai_colour colour = kit_item_colour(theme, &stage->item);
    if (stage->item.colour == NULL) {
        const hai_stop stops[] = {{0, colour}, {1, hai_theme_colour(theme, "primary_deep")}};
        hai_canvas_fill(canvas,
                        hai_paint_linear((hai_point){centre.x, centre.y - outer},
                                         (hai_point){centre.x, centre.y + outer}, stops, 2));
    } else {
        hai_canvas_fill(canvas, hai_paint_colour(colour));
    }
}

// Icon or number in the middle of a piece, without a ground of its own.
static void draw_sign(const hai_block *block, const struct plan *plan, const struct stage *stage,
                      hai_canvas *canvas, hai_point centre)
{
    const hai_theme *theme = hai_block_theme(block);
    const char *ink = kit_on(block, kit_item_colour(theme, &stage->item));
    hai_point at = on(centre, plan->radius, stage->angle);
    double side = fmin(plan->thick * 0.52, plan->radius * 2 * PI / plan->count * 0.5);
    if (stage->item.icon != NULL) {
        hai_canvas_icon(canvas, stage->item.icon,
                        (hai_box){at.x - side / 2, at.y - side / 2, side, side},
                        hai_theme_colour(theme, ink));
    } else if (stage->item.number != NULL && side >= 20) {
        const hai_paragraph *number = kit_number(block, stage->item.number, side, ink, side * 1.3);
        hai_box glyphs = hai_paragraph_ink(number);
        if (glyphs.width <= plan->thick && glyphs.height <= plan->thick)
            hai_canvas_paragraph(canvas, number, at.x - glyphs.width / 2 - glyphs.x,
                                 at.y - glyphs.height / 2 - glyphs.y);
    }
}

// An arc from one disc to the next with a tip in its middle.
static void draw_arc(const hai_theme *theme, const struct plan *plan, double angle,
                     hai_canvas *canvas, hai_point centre)
{
    double step = 2 * PI / plan->count, clear = (plan->thick / 2 + 10) / plan->radius;
    if (step < 2 * clear + 0.1)
        return;
    hai_colour line =
        hai_colour_mix(hai_theme_colour(theme, "surface"), hai_theme_colour(theme, "primary"), 0.4);
    double from = angle + clear, to = angle + step - clear;
    hai_stroke pen = hai_stroke_width(5);
    pen.cap = pen.join = 1;
    hai_canvas_arc(canvas, centre.x, centre.y, plan->radius, from, to);
    hai_canvas_stroke(canvas, pen, hai_paint_colour(line));
    double size = 13;
    hai_point end = on(centre, plan->radius, to);
    double along = to + PI / 2 - 0.06;
    for (int i = -1; i <= 1; i += 2) {
        hai_canvas_move_to(canvas, end.x, end.y);
        hai_canvas_line_to(canvas, end.x - cos(along + i * 0.6) * size,
                           end.y - sin(along + i * 0.6) * size);
    }
    hai_canvas_stroke(canvas, pen, hai_paint_colour(line));
}

void ring_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_point centre = {box.x + plan->centre.x, box.y + plan->centre.y};
    for (int32_t i = 0; i < plan->count; i++) {
        const struct stage *stage = &plan->stages[i];
        if (plan->style == STYLE_RING) {
            draw_piece(block, plan, stage, canvas, centre);
            draw_sign(block, plan, stage, canvas, centre);
            continue;
        }
        hai_point at = on(centre, plan->radius, stage->angle);
        struct kit_tile tile = {.is_round = true, .is_solid = true};
        double side = fmin(plan->thick, plan->radius * 2 * PI / plan->count * 0.7);
        draw_arc(theme, plan, stage->angle, canvas, centre);
        kit_draw_tile(block, &stage->item, &tile, canvas,
                      (hai_box){at.x - side / 2, at.y - side / 2, side, side});
    }
}
