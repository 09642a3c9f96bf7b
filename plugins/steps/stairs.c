// SPDX-License-Identifier: MIT
//
// Stairs that rise to the right, the number in each, the words above it.
#include <math.h>

#include "steps.h"
#include "visual-kit/surface.h"

#define GAP 8.0
#define LOW 88.0 // of the first step
#define WORDS_GAP 16.0
#define LEAST 168.0

static double rise_of(const struct plan *plan)
{
    return fmin(56, 280.0 / fmax(plan->count - 1, 1));
}

static double step_height(const struct plan *plan, int32_t at)
{
    return LOW + rise_of(plan) * at;
}

void stairs_plan(const hai_block *block, const struct steps *steps, struct plan *plan)
{
    double least = steps->min_width > 0 ? steps->min_width : LEAST;
    plan->pitch = plan->width / plan->count;
    if (plan->pitch < least && plan->count > 1) {
        plan->style = STYLE_DOWN;
        return;
    }
    struct kit_look look = {
        .style = KIT_ITEM_PLAIN, .lead = KIT_LEAD_NONE, .is_compact = true, .title_size = 0.86};
    plan->height = 0;
    for (int32_t i = 0; i < plan->count; i++) {
        struct step *step = &plan->steps[i];
        step->words = kit_item_plan(block, &step->item, &look, fmax(plan->pitch - GAP - 12, 1));
        plan->height =
            fmax(plan->height, step->words.size.height + WORDS_GAP + step_height(plan, i));
    }
}

static void draw_step(const hai_block *block, const struct plan *plan, int32_t at,
                      hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct step *step = &plan->steps[at];
    hai_colour surface = hai_theme_colour(theme, "surface");
    hai_colour own = kit_item_colour(theme, &step->item);
    double strength = plan->count > 1 ? 0.45 + 0.55 * at / (plan->count - 1) : 1;
    hai_colour top = step->item.colour != NULL ? own : hai_colour_mix(surface, own, strength);
    const hai_stop stops[] = {{0, top}, {1, hai_colour_mix(top, surface, 0.45)}};
    hai_canvas_box(canvas, box);
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){box.x, box.y},
                                             (hai_point){box.x, hai_box_bottom(box)}, stops, 2));
    // A tread, stronger than the step.
    kit_fill_box(canvas, (hai_box){box.x, box.y, box.width, 8}, 0, own);
    const char *ink = kit_on(block, top);
    if (step->item.icon != NULL) {
        hai_canvas_icon(canvas, step->item.icon, (hai_box){box.x + 20, box.y + 28, 44, 44},
                        hai_theme_colour(theme, ink));
    } else if (step->item.number != NULL) {
        const hai_paragraph *number = kit_number(block, step->item.number, 52, ink, box.width - 32);
        hai_box glyphs = hai_paragraph_ink(number);
        if (glyphs.height < LOW - 20)
            hai_canvas_paragraph(canvas, number, box.x + 20 - glyphs.x,
                                 box.y + 8 + (LOW - 8 - glyphs.height) / 2 - glyphs.y);
    }
}

void stairs_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    double foot = box.y + plan->height;
    for (int32_t i = 0; i < plan->count; i++) {
        const struct kit_item_plan *words = &plan->steps[i].words;
        double x = box.x + i * plan->pitch, height = step_height(plan, i);
        hai_box step = {x, foot - height, plan->pitch - (i + 1 < plan->count ? GAP : 0), height};
        draw_step(block, plan, i, canvas, step);
        kit_item_words(block, words, canvas,
                       (hai_box){x + 4, step.y - WORDS_GAP - words->size.height, words->size.width,
                                 words->size.height});
    }
}
