// SPDX-License-Identifier: MIT
//
// Down the page: discs on a line at the left, words at the right of them.
#include <math.h>

#include "steps.h"
#include "visual-kit/surface.h"

#define DISC 72.0
#define DISC_GAP 24.0
#define STEP_GAP 32.0

static double disc_side(double width)
{
    return fmin(DISC, width * 0.2);
}

void down_plan(const hai_block *block, const struct steps *steps, struct plan *plan)
{
    double disc = disc_side(plan->width);
    struct kit_look look = {.style = steps->item, .lead = KIT_LEAD_NONE};
    plan->height = 0;
    for (int32_t i = 0; i < plan->count; i++) {
        struct step *step = &plan->steps[i];
        step->words =
            kit_item_plan(block, &step->item, &look, fmax(plan->width - disc - DISC_GAP, 1));
        plan->heights[i] = fmax(step->words.size.height, disc);
        plan->height += plan->heights[i] + (i > 0 ? STEP_GAP : 0);
    }
}

// A small arrow on the line, pointing to the next.
static void draw_link(const hai_theme *theme, hai_canvas *canvas, double x, double from, double to)
{
    hai_colour line = hai_colour_mix(hai_theme_colour(theme, "surface"),
                                     hai_theme_colour(theme, "primary"), 0.35);
    if (to - from < 8)
        return;
    kit_rule(canvas, (hai_point){x, from}, (hai_point){x, to}, 3, line);
    if (to - from < 28)
        return;
    hai_canvas_move_to(canvas, x - 9, to - 11);
    hai_canvas_line_to(canvas, x, to - 1);
    hai_canvas_line_to(canvas, x + 9, to - 11);
    hai_stroke pen = hai_stroke_width(3);
    pen.cap = pen.join = 1;
    hai_canvas_stroke(canvas, pen, hai_paint_colour(line));
}

void down_draw(const hai_block *block, const struct steps *steps, const struct plan *plan,
               hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    double disc = disc_side(plan->width), y = box.y;
    (void)steps;
    for (int32_t i = 0; i < plan->count; i++) {
        const struct step *step = &plan->steps[i];
        double height = plan->heights[i];
        // Words lower than the disc stand at its middle.
        double drop = fmax(disc - step->words.size.height, 0) / 2;
        double first = step->words.middle + drop - disc / 2;
        double top = y + fmax(fmin(first, 24), 0);
        hai_box mark = {box.x, top, disc, disc};
        struct kit_tile tile = {.is_round = true, .is_solid = true};
        if (i + 1 < plan->count) {
            const struct step *next = &plan->steps[i + 1];
            double next_drop = fmax(disc - next->words.size.height, 0) / 2;
            double next_top = fmax(fmin(next->words.middle + next_drop - disc / 2, 24), 0);
            draw_link(theme, canvas, box.x + disc / 2, top + disc + 6,
                      y + height + STEP_GAP + next_top - 6);
        }
        kit_draw_tile(block, &step->item, &tile, canvas, mark);
        kit_item_draw(block, &step->words, canvas,
                      (hai_box){box.x + disc + DISC_GAP, y + drop, step->words.size.width,
                                step->words.size.height});
        y += height + STEP_GAP;
    }
}
