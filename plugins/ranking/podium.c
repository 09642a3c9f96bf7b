// SPDX-License-Identifier: MIT
#include <math.h>

#include "ranking.h"
#include "visual-kit/surface.h"

#define STEP_LOW 96.0  // height of the third's step
#define STEP_RISE 44.0 // from one to the next
#define WORDS_GAP 16.0 // from the words to their step

// Heights of the steps of first, second, third.
static double step_height(int32_t at)
{
    return STEP_LOW + STEP_RISE * (2 - at);
}

// Where the first, second and third stand, from the left.
static int32_t seat_of(int32_t at, int32_t count)
{
    static const int32_t seats[] = {1, 0, 2};
    return count == 1 ? 0 : seats[at];
}

struct podium podium_plan(const hai_block *block, const struct places *places, double width)
{
    struct podium podium = {.count = places->count < 3 ? places->count : 3, .gap = 12};
    podium.width = fmin((width - 2 * podium.gap) / 3, 320);
    for (int32_t i = 0; i < podium.count; i++) {
        struct kit_item item = places->items[i].item;
        item.number = NULL;
        struct kit_look look = {.style = KIT_ITEM_TOP,
                                .is_compact = true,
                                .title_size = 0.9,
                                .has_tinted_title = i == 0};
        podium.plans[i] = kit_item_plan(block, &item, &look, podium.width - 16);
        double top = podium.plans[i].size.height + WORDS_GAP + step_height(i);
        podium.height = fmax(podium.height, top);
    }
    return podium;
}

static void draw_step(const hai_block *block, int32_t rank, int32_t at, hai_canvas *canvas,
                      hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    double radius = fmin(hai_theme_length(theme, "radius") / 2, 12);
    hai_colour primary = hai_theme_colour(theme, "primary");
    hai_colour surface = hai_theme_colour(theme, "surface");
    hai_colour top = at == 0 ? primary : hai_colour_mix(primary, surface, at == 1 ? 0.28 : 0.46);
    hai_canvas_save(canvas); // the feet are square
    hai_canvas_box(canvas, box);
    hai_canvas_clip(canvas);
    hai_box tall = {box.x, box.y, box.width, box.height + 2 * radius};
    const hai_stop stops[] = {{0, top}, {1, hai_colour_mix(top, surface, 0.35)}};
    hai_canvas_rounded_box(canvas, tall, radius);
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){box.x, box.y},
                                             (hai_point){box.x, hai_box_bottom(box)}, stops, 2));
    hai_canvas_restore(canvas);
    kit_fill_box(canvas, (hai_box){box.x, box.y, box.width, 8}, fmin(radius, 4),
                 medal_colour(at + 1, at != 1));
    const hai_paragraph *number = kit_number(block, hai_block_printf(block, "%d", (int)rank), 72,
                                             kit_on(block, top), box.width * 0.8);
    hai_box ink = hai_paragraph_ink(number);
    hai_canvas_paragraph(canvas, number, box.x + (box.width - ink.width) / 2 - ink.x,
                         box.y + 8 + (fmin(box.height, STEP_LOW) - 8 - ink.height) / 2 - ink.y);
}

void podium_draw(const hai_block *block, const struct places *places, const struct podium *podium,
                 hai_canvas *canvas, hai_box box)
{
    double seats = podium->count == 1 ? 1 : 3;
    double whole = seats * podium->width + (seats - 1) * podium->gap;
    double left = box.x + (box.width - whole) / 2, foot = box.y + podium->height;
    for (int32_t i = 0; i < podium->count; i++) {
        const struct kit_item_plan *plan = &podium->plans[i];
        double x = left + seat_of(i, podium->count) * (podium->width + podium->gap);
        double height = step_height(i);
        hai_box step = {x, foot - height, podium->width, height};
        draw_step(block, places->items[i].rank, i, canvas, step);
        kit_item_words(block, plan, canvas,
                       (hai_box){x + 8, step.y - WORDS_GAP - plan->size.height, plan->size.width,
                                 plan->size.height});
    }
}
