// SPDX-License-Identifier: MIT
//
// On one side of a line: across with the dates above it, or down the page.
#include <math.h>

#include "timeline.h"
#include "visual-kit/surface.h"

#define AXIS_LEFT 17.0    // of the line, going down
#define TEXT_LEFT 64.0    // of the words, going down
#define EVENT_GAP 32.0    // from one to the next, going down
#define EVENT_GUTTER 20.0 // going across
#define THUMB 240.0       // width of a picture, going down

static double event_height(const struct event *event)
{
    return fmax(event->words.size.height, 2 * DOT);
}

static void plan_across(const hai_block *block, struct plan *plan, double each)
{
    double tallest = 0;
    plan->width = fmax(each, 1);
    for (int32_t i = 0; i < plan->count; i++) {
        struct event *event = &plan->events[i];
        struct kit_item item = event->item;
        struct kit_look look = {
            .style = KIT_ITEM_PLAIN, .align = HAI_TEXT_CENTRE, .title_size = 0.8};
        item.date = NULL;
        event->date = timeline_date(block, &event->item, HAI_TEXT_TITLE_CENTRE, plan->width);
        event->words = kit_item_plan(block, &item, &look, plan->width);
        plan->date_height = fmax(plan->date_height, kit_height(event->date));
        tallest = fmax(tallest, event->words.size.height);
    }
    plan->upper = plan->date_height + 16 + DOT;
    plan->height = plan->upper + DOT + 20 + tallest;
}

static void plan_down(const hai_block *block, const struct timeline *timeline, struct plan *plan)
{
    plan->width = fmax(plan->whole - TEXT_LEFT, 1);
    for (int32_t i = 0; i < plan->count; i++) {
        struct event *event = &plan->events[i];
        struct kit_look look = {.style = timeline->item, .date_size = 1.25};
        if (event->item.image != NULL && look.style == KIT_ITEM_PLAIN) {
            look.style = KIT_ITEM_SIDE;
            look.thumb = fmin(THUMB, plan->width * 0.36);
        }
        event->words = kit_item_plan(block, &event->item, &look, plan->width);
        plan->height += event_height(event) + (i > 0 ? EVENT_GAP : 0);
    }
}

void line_plan(const hai_block *block, const struct timeline *timeline, struct plan *plan)
{
    double each = (plan->whole - EVENT_GUTTER * (plan->count - 1)) / plan->count;
    plan->is_across = timeline->direction == DIRECTION_ACROSS
                          ? each >= 60
                          : timeline->direction == DIRECTION_AUTO && each >= timeline->min_width;
    if (plan->is_across)
        plan_across(block, plan, each);
    else
        plan_down(block, timeline, plan);
}

static void draw_across(const hai_block *block, const struct plan *plan, hai_canvas *canvas,
                        hai_box box)
{
    double axis = box.y + plan->upper;
    kit_rule(canvas, (hai_point){box.x, axis}, (hai_point){hai_box_right(box), axis}, 3,
             timeline_line(hai_block_theme(block)));
    for (int32_t i = 0; i < plan->count; i++) {
        const struct event *event = &plan->events[i];
        double x = box.x + i * (plan->width + EVENT_GUTTER);
        if (event->date != NULL)
            hai_canvas_paragraph(canvas, event->date, x,
                                 box.y + plan->date_height - kit_height(event->date));
        timeline_dot(block, event, canvas, x + plan->width / 2, axis);
        kit_item_words(block, &event->words, canvas,
                       (hai_box){x, axis + DOT + 20, plan->width, event->words.size.height});
    }
}

// The dot stands beside the first line of the words.
static double dot_middle(const struct event *event)
{
    return fmax(event->words.middle, DOT);
}

static void draw_down(const hai_block *block, const struct plan *plan, hai_canvas *canvas,
                      hai_box box)
{
    hai_colour line = timeline_line(hai_block_theme(block));
    double y = box.y, x = box.x + AXIS_LEFT;
    for (int32_t i = 0; i < plan->count; i++) {
        const struct event *event = &plan->events[i];
        double dot = y + dot_middle(event), next = y + event_height(event) + EVENT_GAP;
        if (i + 1 < plan->count)
            kit_rule(canvas, (hai_point){x, dot + DOT + 4},
                     (hai_point){x, next + dot_middle(&plan->events[i + 1]) - DOT - 4}, 3, line);
        timeline_dot(block, event, canvas, x, dot);
        kit_item_draw(block, &event->words, canvas,
                      (hai_box){box.x + TEXT_LEFT, y, plan->width, event->words.size.height});
        y = next;
    }
}

void line_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    if (plan->is_across)
        draw_across(block, plan, canvas, box);
    else
        draw_down(block, plan, canvas, box);
}
