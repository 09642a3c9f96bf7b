// SPDX-License-Identifier: MIT
//
// A line that goes up and down; words by turns above its peaks and below its valleys.
#include <math.h>

#include "steps.h"
#include "visual-kit/surface.h"

#define DISC 84.0
#define SWING 110.0 // from peak to valley
#define WORDS_GAP 16.0
#define LEAST 128.0

// Words are one and a half pitches wide, those of the other side stand between.
void zigzag_plan(const hai_block *block, const struct steps *steps, struct plan *plan)
{
    double least = steps->min_width > 0 ? steps->min_width : LEAST;
    plan->pitch = plan->width / (plan->count + 0.5);
    if (plan->count < 2 || plan->pitch < least) {
        plan->style = STYLE_DOWN;
        return;
    }
    struct kit_look look = {
        .style = KIT_ITEM_TOP, .lead = KIT_LEAD_NONE, .is_compact = true, .title_size = 0.86};
    for (int32_t i = 0; i < plan->count; i++)
        plan->steps[i].words =
            kit_item_plan(block, &plan->steps[i].item, &look, fmax(1.5 * plan->pitch - 16, 1));
    plan->shape = SWING + DISC;
    plan->upper = steps_tallest(plan, 0, plan->count, 2, false) + WORDS_GAP;
    plan->height =
        plan->upper + plan->shape + WORDS_GAP + steps_tallest(plan, 1, plan->count, 2, false);
}

static hai_point disc_at(const struct plan *plan, int32_t at, hai_box box)
{
    return (hai_point){box.x + (0.75 + at) * plan->pitch,
                       box.y + plan->upper + DISC / 2 + (at % 2 == 0 ? 0 : SWING)};
}

void zigzag_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_stroke pen = hai_stroke_width(8);
    pen.cap = pen.join = 1;
    for (int32_t i = 0; i < plan->count; i++) {
        hai_point at = disc_at(plan, i, box);
        if (i == 0)
            hai_canvas_move_to(canvas, at.x, at.y);
        else
            hai_canvas_line_to(canvas, at.x, at.y);
    }
    hai_canvas_stroke(canvas, pen,
                      hai_paint_colour(hai_colour_mix(hai_theme_colour(theme, "surface"),
                                                      hai_theme_colour(theme, "primary"), 0.22)));
    for (int32_t i = 0; i < plan->count; i++) {
        const struct step *step = &plan->steps[i];
        hai_point at = disc_at(plan, i, box);
        struct kit_tile tile = {.is_round = true, .is_solid = true};
        kit_draw_tile(block, &step->item, &tile, canvas,
                      (hai_box){at.x - DISC / 2, at.y - DISC / 2, DISC, DISC});
        double height = step->words.size.height;
        double y = i % 2 == 0 ? at.y - DISC / 2 - WORDS_GAP - height : at.y + DISC / 2 + WORDS_GAP;
        kit_item_words(
            block, &step->words, canvas,
            (hai_box){at.x - step->words.size.width / 2, y, step->words.size.width, height});
    }
}
