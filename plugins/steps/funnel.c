// SPDX-License-Identifier: MIT
//
// A funnel that filters: layers that narrow towards the foot, the words beside them.
#include <math.h>

#include "steps.h"
#include "visual-kit/surface.h"

#define GAP 8.0
#define SIDE_GAP 40.0 // from the funnel's widest edge to the words
#define SLIT 10.0     // from the slant to the ground of the words
#define LEAST 560.0

static double funnel_width(const struct plan *plan)
{
    return fmin(plan->width * 0.44, 440);
}

// Width of the funnel at a layer's upper edge; the last edge is the foot.
static double width_at(const struct plan *plan, int32_t edge)
{
    return funnel_width(plan) * (1 - 0.58 * edge / plan->count);
}

void funnel_plan(const hai_block *block, const struct steps *steps, struct plan *plan)
{
    (void)steps;
    if (plan->width < LEAST) {
        plan->style = STYLE_DOWN;
        return;
    }
    double left = plan->width - funnel_width(plan) - SIDE_GAP - 16;
    struct kit_look side = {.style = KIT_ITEM_SIDE, .has_solid_tile = true, .is_compact = true};
    plan->height = 0;
    for (int32_t i = 0; i < plan->count; i++) {
        struct step *step = &plan->steps[i];
        struct kit_item head = {.title = step->item.title}, words = step->item;
        struct kit_look in = {
            .style = KIT_ITEM_PLAIN,
            .lead = KIT_LEAD_NONE,
            .align = HAI_TEXT_CENTRE,
            .title_size = 0.86,
            .ink = kit_on(block, kit_item_colour(hai_block_theme(block), &step->item))};
        words.title = NULL;
        words.number = NULL;
        if (head.title == NULL)
            head.title = step->item.number;
        step->head = kit_item_plan(block, &head, &in, fmax(width_at(plan, i + 1) - 32, 1));
        step->words = kit_item_plan(block, &words, &side, fmax(left, 1));
        plan->heights[i] =
            fmax(fmax(step->head.size.height + 32, step->words.size.height + 24), 96);
        plan->height += plan->heights[i] + (i > 0 ? GAP : 0);
    }
}

static void draw_layer(const hai_block *block, const struct plan *plan, int32_t at,
                       hai_canvas *canvas, double middle, double y)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct step *step = &plan->steps[at];
    double top = width_at(plan, at) / 2, low = width_at(plan, at + 1) / 2;
    double bottom = y + plan->heights[at];
    hai_canvas_move_to(canvas, middle - top, y);
    hai_canvas_line_to(canvas, middle + top, y);
    hai_canvas_line_to(canvas, middle + low, bottom);
    hai_canvas_line_to(canvas, middle - low, bottom);
    hai_canvas_close(canvas);
    hai_colour colour = kit_item_colour(theme, &step->item);
    const hai_stop stops[] = {
        {0, colour},
        {1, step->item.colour == NULL ? hai_theme_colour(theme, "primary_deep") : colour}};
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){middle - top, y},
                                             (hai_point){middle + top, y}, stops, 2));
}

// A pale ground for the words, cut along the layer's slant.
static void draw_ground(const hai_block *block, const struct plan *plan, int32_t at,
                        hai_canvas *canvas, hai_box box, double y)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct step *step = &plan->steps[at];
    double middle = box.x + funnel_width(plan) / 2, bottom = y + plan->heights[at];
    double top = middle + width_at(plan, at) / 2 + SLIT, right = hai_box_right(box);
    double low = middle + width_at(plan, at + 1) / 2 + SLIT;
    double radius = fmin(hai_theme_length(theme, "radius"), 16);
    if (step->words.size.height <= 0)
        return;
    hai_canvas_move_to(canvas, top, y);
    hai_canvas_arc(canvas, right - radius, y + radius, radius, -1.5707963, 0);
    hai_canvas_arc(canvas, right - radius, bottom - radius, radius, 0, 1.5707963);
    hai_canvas_line_to(canvas, low, bottom);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas,
                    hai_paint_colour(hai_colour_mix(hai_theme_colour(theme, "surface"),
                                                    kit_item_colour(theme, &step->item), 0.08)));
}

void funnel_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    double y = box.y, middle = box.x + funnel_width(plan) / 2;
    for (int32_t i = 0; i < plan->count; i++) {
        const struct step *step = &plan->steps[i];
        double height = plan->heights[i];
        draw_ground(block, plan, i, canvas, box, y);
        draw_layer(block, plan, i, canvas, middle, y);
        kit_item_words(block, &step->head, canvas,
                       (hai_box){middle - step->head.size.width / 2,
                                 y + (height - step->head.size.height) / 2, step->head.size.width,
                                 step->head.size.height});
        kit_item_words(block, &step->words, canvas,
                       (hai_box){box.x + funnel_width(plan) + SIDE_GAP,
                                 y + (height - step->words.size.height) / 2, step->words.size.width,
                                 step->words.size.height});
        y += height + GAP;
    }
}
