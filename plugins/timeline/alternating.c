// SPDX-License-Identifier: MIT
//
// By turns on both sides of a line: cards at its left and right going down, words above and below
// it going across.
#include <math.h>

#include "timeline.h"
#include "visual-kit/surface.h"

#define AXIS_GAP 44.0 // from the line to the cards
#define CARD_GAP 24.0 // between cards of one side
#define DOT_STEP 64.0 // from one dot to the next, at least
#define LEAST_DOWN 620.0
#define STEM 30.0  // from the line to the words, across
#define ARROW 14.0 // that points from a card to its dot

// The dot or disc of a card stands beside the first of its words.
static double disc_middle(const struct event *event)
{
    return fmax(event->words.middle, timeline_radius(event));
}

static void plan_down(const hai_block *block, const struct timeline *timeline, struct plan *plan)
{
    double bottoms[2] = {0, 0}, last = -DOT_STEP;
    plan->width = fmax(plan->whole / 2 - AXIS_GAP, 1);
    struct kit_look look = {.style =
                                timeline->item == KIT_ITEM_PLAIN ? KIT_ITEM_CARD : timeline->item,
                            .date_size = 1.1,
                            .title_size = 0.9,
                            .is_compact = true};
    for (int32_t i = 0; i < plan->count; i++) {
        struct event *event = &plan->events[i];
        struct kit_item item = event->item;
        item.icon = NULL; // it is on the line
        event->words = kit_item_plan(block, &item, &look, plan->width);
        // Its dot stands below the last one, and the card below that of its side.
        double middle = disc_middle(event);
        double *bottom = &bottoms[i % 2];
        event->y = fmax(*bottom > 0 ? *bottom + CARD_GAP : 0,
                        last + fmax(DOT_STEP, 2 * timeline_radius(event) + 12) - middle);
        event->y = fmax(event->y, 0);
        if (i > 0) // half a card further, where cards are alike
            event->y = fmax(event->y, plan->events[i - 1].y +
                                          (plan->events[i - 1].words.size.height + CARD_GAP) / 2);
        last = event->y + middle;
        *bottom = event->y + event->words.size.height;
        plan->height = fmax(plan->height, fmax(*bottom, last + timeline_radius(event)));
    }
}

static void plan_across(const hai_block *block, struct plan *plan)
{
    double lower = 0;
    plan->pitch = plan->whole / (plan->count + 0.5);
    plan->width = fmax(1.5 * plan->pitch - 16, 1);
    for (int32_t i = 0; i < plan->count; i++) {
        struct event *event = &plan->events[i];
        struct kit_item item = event->item;
        struct kit_look look = {
            .style = KIT_ITEM_TOP, .title_size = 0.86, .is_compact = true, .lead = KIT_LEAD_NONE};
        if (item.image != NULL)
            look.lead = KIT_LEAD_AUTO;
        item.date = NULL;
        item.icon = NULL; // it is on the line
        plan->disc = fmax(plan->disc, timeline_radius(event));
        event->date = timeline_date(block, &event->item, HAI_TEXT_TITLE_CENTRE, plan->width);
        event->words = kit_item_plan(block, &item, &look, plan->width);
        double height = kit_height(event->date) + event->words.size.height;
        if (i % 2 == 0)
            plan->upper = fmax(plan->upper, height + STEM + timeline_radius(event));
        else
            lower = fmax(lower, height + STEM + timeline_radius(event));
    }
    plan->upper = fmax(plan->upper, plan->disc);
    plan->height = plan->upper + fmax(lower, plan->disc);
}

void alternating_plan(const hai_block *block, const struct timeline *timeline, struct plan *plan)
{
    double pitch = plan->whole / (plan->count + 0.5);
    plan->is_across = timeline->direction == DIRECTION_ACROSS && pitch >= 110;
    if (plan->is_across)
        plan_across(block, plan);
    else if (plan->whole >= LEAST_DOWN)
        plan_down(block, timeline, plan);
    else
        plan->style = STYLE_LINE;
}

// From the card's edge towards the dot.
static void draw_pointer(const hai_theme *theme, hai_canvas *canvas, double edge, double y,
                         double towards)
{
    hai_canvas_move_to(canvas, edge, y - ARROW);
    hai_canvas_line_to(canvas, edge + towards * ARROW, y);
    hai_canvas_line_to(canvas, edge, y + ARROW);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(theme, "surface")));
    double border = hai_theme_length(theme, "border");
    if (border <= 0)
        return;
    hai_canvas_move_to(canvas, edge - towards * border, y - ARROW);
    hai_canvas_line_to(canvas, edge + towards * ARROW, y);
    hai_canvas_line_to(canvas, edge - towards * border, y + ARROW);
    hai_canvas_stroke(canvas, hai_stroke_width(border),
                      hai_paint_colour(hai_theme_colour(theme, "line")));
}

static bool has_pointer(const struct kit_item_plan *words)
{
    return words->look.style == KIT_ITEM_CARD && words->middle > ARROW + 8 &&
           words->image.width <= 0;
}

static void draw_down(const hai_block *block, const struct plan *plan, hai_canvas *canvas,
                      hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    double axis = box.x + plan->whole / 2;
    const struct event *first = &plan->events[0], *last = &plan->events[plan->count - 1];
    double from = box.y + first->y + disc_middle(first);
    double to = box.y + last->y + disc_middle(last);
    kit_rule(canvas, (hai_point){axis, from}, (hai_point){axis, to}, 3, timeline_line(theme));
    for (int32_t i = 0; i < plan->count; i++) {
        const struct event *event = &plan->events[i];
        bool is_left = i % 2 == 0;
        double y = box.y + event->y, dot = y + disc_middle(event);
        hai_box at = {is_left ? box.x : hai_box_right(box) - plan->width, y, plan->width,
                      event->words.size.height};
        double edge = is_left ? hai_box_right(at) : at.x, towards = is_left ? 1 : -1;
        kit_rule(canvas, (hai_point){edge + towards * 6, dot},
                 (hai_point){axis - towards * (timeline_radius(event) + 4), dot}, 2,
                 timeline_line(theme));
        kit_item_surface(block, &event->words, canvas, at);
        if (has_pointer(&event->words))
            draw_pointer(theme, canvas, edge, dot, towards);
        kit_item_words(block, &event->words, canvas, at);
        timeline_disc(block, event, canvas, axis, dot);
    }
}

static void draw_across(const hai_block *block, const struct plan *plan, hai_canvas *canvas,
                        hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    double axis = box.y + plan->upper;
    kit_rule(canvas, (hai_point){box.x, axis}, (hai_point){hai_box_right(box), axis}, 3,
             timeline_line(theme));
    for (int32_t i = 0; i < plan->count; i++) {
        const struct event *event = &plan->events[i];
        double middle = box.x + (0.75 + i) * plan->pitch, x = middle - plan->width / 2;
        double date = kit_height(event->date), height = date + event->words.size.height;
        bool is_above = i % 2 == 0;
        double disc = timeline_radius(event);
        double y = is_above ? axis - disc - STEM - height : axis + disc + STEM;
        kit_rule(canvas, (hai_point){middle, is_above ? axis - disc : axis + disc},
                 (hai_point){middle, is_above ? axis - disc - STEM + 10 : axis + disc + STEM - 10},
                 2, timeline_line(theme));
        timeline_disc(block, event, canvas, middle, axis);
        if (event->date != NULL)
            hai_canvas_paragraph(canvas, event->date, x, y);
        kit_item_words(block, &event->words, canvas,
                       (hai_box){x, y + date, plan->width, event->words.size.height});
    }
}

void alternating_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas,
                      hai_box box)
{
    if (plan->is_across)
        draw_across(block, plan, canvas, box);
    else
        draw_down(block, plan, canvas, box);
}
