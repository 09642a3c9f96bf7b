// SPDX-License-Identifier: MIT
//
// Arrows that follow each other across, the title in each, the rest below it.
#include <math.h>

#include "steps.h"
#include "visual-kit/surface.h"

#define GAP 8.0
#define ROW_GAP 36.0
#define WORDS_GAP 20.0
#define LEAST 176.0

// By which an arrow's tip stands out.
static double tip_of(double height)
{
    return fmin(height * 0.3, 30);
}

void arrows_plan(const hai_block *block, const struct steps *steps, struct plan *plan)
{
    int32_t columns = steps_columns(steps, plan->count, plan->width, LEAST);
    if (columns < 2 && plan->count > 1) {
        plan->style = STYLE_DOWN;
        return;
    }
    plan->columns = columns;
    plan->rows = (plan->count + columns - 1) / columns;
    plan->pitch = plan->width / columns;
    double tip = 30;
    for (int32_t i = 0; i < plan->count; i++) {
        struct step *step = &plan->steps[i];
        struct kit_item head = {.title = step->item.title, .date = step->item.date};
        struct kit_item words = step->item;
        const char *ink = kit_on(block, kit_item_colour(hai_block_theme(block), &step->item));
        struct kit_look in = {.style = KIT_ITEM_PLAIN,
                              .lead = KIT_LEAD_NONE,
                              .align = HAI_TEXT_CENTRE,
                              .title_size = 0.86,
                              .ink = ink};
        struct kit_look below = {.style = KIT_ITEM_TOP, .is_compact = true};
        words.title = words.date = NULL;
        if (words.icon == NULL && words.image == NULL)
            below.lead = KIT_LEAD_NONE; // a number stands in the arrow
        if (head.title == NULL)
            head.title = step->item.number;
        else if (step->item.number != NULL && plan->pitch > 240)
            head.title = hai_block_printf(block, "%s %s", step->item.number, head.title);
        words.number = NULL;
        step->head = kit_item_plan(block, &head, &in, fmax(plan->pitch - GAP - 2 * tip - 12, 1));
        step->words = kit_item_plan(block, &words, &below, fmax(plan->pitch - GAP - 24, 1));
    }
    plan->shape = fmax(steps_tallest(plan, 0, plan->count, 1, true) + 36, 96);
    plan->height = 0;
    for (int32_t i = 0; i < plan->rows; i++) {
        double words = steps_tallest(plan, i * columns, (i + 1) * columns, 1, false);
        plan->heights[i] = plan->shape + (words > 0 ? WORDS_GAP + words : 0);
        plan->height += plan->heights[i] + (i > 0 ? ROW_GAP : 0);
    }
}

static void draw_arrow(const hai_block *block, const struct step *step, bool is_first,
                       hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    double tip = tip_of(box.height), right = hai_box_right(box), middle = box.y + box.height / 2;
    hai_colour colour = kit_item_colour(theme, &step->item);
    hai_canvas_move_to(canvas, box.x, box.y);
    hai_canvas_line_to(canvas, right - tip, box.y);
    hai_canvas_line_to(canvas, right, middle);
    hai_canvas_line_to(canvas, right - tip, hai_box_bottom(box));
    hai_canvas_line_to(canvas, box.x, hai_box_bottom(box));
    if (!is_first)
        hai_canvas_line_to(canvas, box.x + tip, middle);
    hai_canvas_close(canvas);
    if (step->item.colour == NULL) {
        const hai_stop stops[] = {{0, hai_theme_colour(theme, "primary_deep")}, {1, colour}};
        hai_canvas_fill(canvas, hai_paint_linear((hai_point){box.x, box.y},
                                                 (hai_point){right, box.y}, stops, 2));
    } else {
        hai_canvas_fill(canvas, hai_paint_colour(colour));
    }
}

void arrows_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    double y = box.y, tip = tip_of(plan->shape);
    for (int32_t i = 0; i < plan->count; i++) {
        const struct step *step = &plan->steps[i];
        int32_t column = i % plan->columns, row = i / plan->columns;
        if (column == 0 && row > 0)
            y += plan->heights[row - 1] + ROW_GAP;
        double x = box.x + column * plan->pitch;
        // The tip reaches into the notch of the next.
        double reach = column + 1 == plan->columns ? plan->pitch : plan->pitch - GAP + tip;
        hai_box arrow = {x, y, fmin(reach, hai_box_right(box) - x), plan->shape};
        draw_arrow(block, step, i == 0, canvas, arrow);
        double left = x + (i == 0 ? 12 : tip + 6);
        double right = column + 1 == plan->columns ? x + plan->pitch - tip : x + plan->pitch - GAP;
        double width = step->head.size.width;
        kit_item_words(block, &step->head, canvas,
                       (hai_box){left + (right - left - width) / 2,
                                 y + (plan->shape - step->head.size.height) / 2, width,
                                 step->head.size.height});
        kit_item_words(block, &step->words, canvas,
                       (hai_box){x + (plan->pitch - GAP - step->words.size.width) / 2,
                                 y + plan->shape + WORDS_GAP, step->words.size.width,
                                 step->words.size.height});
    }
}
