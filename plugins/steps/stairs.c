// SPDX-License-Identifier: MIT
//
// Stairs that rise to the right, seen a little from above: icon or number in each, the words on it.
#include <math.h>

#include "steps.h"
#include "visual-kit/surface.h"

#define LID 18.0  // of the tread, up and to the right
#define LOW 116.0 // of the first step
#define WORDS_GAP 16.0
#define LEAST 168.0
#define DISC 68.0
#define INSET 20.0

static double rise_of(const struct plan *plan)
{
    return fmin(64, 300.0 / fmax(plan->count - 1, 1));
}

static double step_height(const struct plan *plan, int32_t at)
{
    return LOW + rise_of(plan) * at;
}

void stairs_plan(const hai_block *block, const struct steps *steps, struct plan *plan)
{
    double least = steps->min_width > 0 ? steps->min_width : LEAST;
    plan->pitch = (plan->width - LID) / plan->count;
    if (plan->pitch < least && plan->count > 1) {
        plan->style = STYLE_DOWN;
        return;
    }
    struct kit_look look = {
        .style = KIT_ITEM_PLAIN, .lead = KIT_LEAD_NONE, .is_compact = true, .title_size = 0.86};
    plan->height = 0;
    for (int32_t i = 0; i < plan->count; i++) {
        struct step *step = &plan->steps[i];
        step->words = kit_item_plan(block, &step->item, &look, fmax(plan->pitch - LID - 8, 1));
        plan->height =
            fmax(plan->height, step->words.size.height + WORDS_GAP + LID + step_height(plan, i));
    }
}

// Paler at the foot of the stairs, full at the top.
static hai_colour step_colour(const hai_theme *theme, const struct plan *plan, int32_t at)
{
    const struct kit_item *item = &plan->steps[at].item;
    hai_colour own = kit_item_colour(theme, item);
    if (item->colour != NULL || plan->count < 2)
        return own;
    double part = (double)at / (plan->count - 1);
    hai_colour first = hai_colour_mix(hai_theme_colour(theme, "surface"), own, 0.7);
    return hai_colour_mix(first, own, part);
}

static void fill_corners(hai_canvas *canvas, const hai_point *corners, hai_colour colour)
{
    hai_canvas_move_to(canvas, corners[0].x, corners[0].y);
    for (int i = 1; i < 4; i++)
        hai_canvas_line_to(canvas, corners[i].x, corners[i].y);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(colour));
}

// The front, the tread above it, and the side where nothing stands before it.
static void draw_block(const hai_theme *theme, hai_colour colour, bool has_side, hai_canvas *canvas,
                       hai_box front)
{
    double right = hai_box_right(front), low = hai_box_bottom(front);
    const hai_point tread[] = {{front.x, front.y},
                               {front.x + LID, front.y - LID},
                               {right + LID, front.y - LID},
                               {right, front.y}};
    const hai_point side[] = {
        {right, front.y}, {right + LID, front.y - LID}, {right + LID, low - LID}, {right, low}};
    hai_colour surface = hai_theme_colour(theme, "surface");
    const hai_stop stops[] = {{0, colour}, {1, hai_colour_mix(colour, surface, 0.22)}};
    hai_canvas_box(canvas, front);
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){front.x, front.y},
                                             (hai_point){front.x, low}, stops, 2));
    fill_corners(canvas, tread, hai_colour_mix(colour, surface, 0.55));
    if (has_side)
        fill_corners(canvas, side, hai_colour_lighten(colour, -0.12));
}

static void draw_step(const hai_block *block, const struct plan *plan, int32_t at,
                      hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct step *step = &plan->steps[at];
    hai_colour colour = step_colour(theme, plan, at);
    const char *ink = kit_on_large(block, colour);
    draw_block(theme, colour, at + 1 == plan->count, canvas, box);
    if (step->item.icon != NULL) {
        // As on the last step, so that all discs are of one colour.
        const char *ground = kit_on_large(block, step_colour(theme, plan, plan->count - 1));
        hai_box disc = {box.x + INSET, box.y + INSET, DISC, DISC};
        kit_fill_box(canvas, disc, DISC / 2, hai_theme_colour(theme, ground));
        hai_canvas_icon(canvas, step->item.icon, hai_box_inset(disc, hai_insets_all(16)),
                        kit_item_colour(theme, &step->item));
    } else if (step->item.number != NULL) {
        const hai_paragraph *number =
            kit_number(block, step->item.number, 60, ink, box.width - 2 * INSET);
        hai_box glyphs = hai_paragraph_ink(number);
        if (glyphs.height < LOW - 20)
            hai_canvas_paragraph(canvas, number, box.x + INSET - glyphs.x,
                                 box.y + INSET + 4 - glyphs.y);
    }
}

void stairs_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    double foot = box.y + plan->height;
    for (int32_t i = 0; i < plan->count; i++) {
        const struct kit_item_plan *words = &plan->steps[i].words;
        double x = box.x + i * plan->pitch, height = step_height(plan, i);
        hai_box step = {x, foot - height, plan->pitch, height};
        draw_step(block, plan, i, canvas, step);
        kit_item_words(block, words, canvas,
                       (hai_box){x + LID + 4, step.y - LID - WORDS_GAP - words->size.height,
                                 words->size.width, words->size.height});
    }
}
