// SPDX-License-Identifier: MIT
//
// Discs with arrows from one to the next, the words below them.
#include <math.h>

#include "steps.h"
#include "visual-kit/surface.h"

#define DISC 120.0
#define RING 12.0 // around it
#define GAP 24.0
#define ROW_GAP 40.0
#define LEAST 190.0

void circle_plan(const hai_block *block, const struct steps *steps, struct plan *plan)
{
    int32_t columns = steps_columns(steps, plan->count, plan->width, LEAST);
    if (columns < 2 && plan->count > 1) {
        plan->style = STYLE_DOWN;
        return;
    }
    plan->columns = columns;
    plan->rows = (plan->count + columns - 1) / columns;
    plan->pitch = plan->width / columns;
    plan->shape = fmin(DISC + 2 * RING, plan->width);
    struct kit_look look = {
        .style = KIT_ITEM_TOP, .lead = KIT_LEAD_NONE, .is_compact = true, .title_size = 0.86};
    for (int32_t i = 0; i < plan->count; i++)
        plan->steps[i].words =
            kit_item_plan(block, &plan->steps[i].item, &look, fmax(plan->pitch - GAP, 1));
    plan->height = 0;
    for (int32_t i = 0; i < plan->rows; i++) {
        double words = steps_tallest(plan, i * columns, (i + 1) * columns, 1, false);
        plan->heights[i] = plan->shape + 16 + words;
        plan->height += plan->heights[i] + (i > 0 ? ROW_GAP : 0);
    }
}

// A disc with an open ring around it; with an icon the number stands on the rim.
static void draw_disc(const hai_block *block, const struct step *step, hai_canvas *canvas,
                      hai_point centre, double radius)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour colour = kit_item_colour(theme, &step->item);
    hai_canvas_arc(canvas, centre.x, centre.y, radius - 1.5, 2.6, 2.6 + 5.2);
    hai_stroke pen = hai_stroke_width(3);
    pen.cap = 1;
    hai_canvas_stroke(
        canvas, pen,
        hai_paint_colour(hai_colour_mix(hai_theme_colour(theme, "surface"), colour, 0.4)));
    double inner = fmax(radius - RING, 1);
    struct kit_tile tile = {.is_round = true, .is_solid = true};
    kit_draw_tile(block, &step->item, &tile, canvas,
                  (hai_box){centre.x - inner, centre.y - inner, 2 * inner, 2 * inner});
    bool has_both =
        (step->item.icon != NULL || step->item.image != NULL) && step->item.number != NULL;
    if (!has_both || radius < 60)
        return;
    struct kit_item badge = {.number = step->item.number, .colour = step->item.colour};
    struct kit_tile small = {.is_round = true, .is_outlined = true};
    hai_box rim = {centre.x - radius + 2, centre.y - radius + 2, 44, 44};
    kit_fill_box(canvas, rim, 22, colour);
    kit_draw_tile(block, &badge, &small, canvas, hai_box_inset(rim, hai_insets_all(3)));
}

static void draw_arrow(const hai_theme *theme, hai_canvas *canvas, double from, double to, double y)
{
    if (to - from < 24)
        return;
    hai_colour colour =
        hai_colour_mix(hai_theme_colour(theme, "surface"), hai_theme_colour(theme, "primary"), 0.5);
    const double dashes[] = {0.01, 10};
    hai_stroke pen = hai_stroke_width(4);
    pen.cap = pen.join = 1;
    pen.dashes = dashes;
    pen.dash_count = 2;
    hai_canvas_move_to(canvas, from, y);
    hai_canvas_line_to(canvas, to - 14, y);
    hai_canvas_stroke(canvas, pen, hai_paint_colour(colour));
    hai_canvas_move_to(canvas, to - 12, y - 10);
    hai_canvas_line_to(canvas, to, y);
    hai_canvas_line_to(canvas, to - 12, y + 10);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(colour));
}

void circle_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    double y = box.y, radius = plan->shape / 2;
    for (int32_t i = 0; i < plan->count; i++) {
        const struct step *step = &plan->steps[i];
        int32_t column = i % plan->columns, row = i / plan->columns;
        if (column == 0 && row > 0)
            y += plan->heights[row - 1] + ROW_GAP;
        double middle = box.x + (column + 0.5) * plan->pitch;
        draw_disc(block, step, canvas, (hai_point){middle, y + radius}, radius);
        if (column + 1 < plan->columns && i + 1 < plan->count)
            draw_arrow(hai_block_theme(block), canvas, middle + radius + 14,
                       middle + plan->pitch - radius - 12, y + radius);
        kit_item_words(block, &step->words, canvas,
                       (hai_box){middle - step->words.size.width / 2, y + plan->shape + 16,
                                 step->words.size.width, step->words.size.height});
    }
}
