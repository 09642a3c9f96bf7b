// SPDX-License-Identifier: MIT
//
// Rows that a line winds through: to the right, round the bend, to the left.
#include <math.h>

#include "timeline.h"
#include "visual-kit/surface.h"

#define BEND 48.0 // room at both sides for the line's bends
#define PEN 26.0
#define TIP 30.0 // of the arrow at its end
#define GUTTER 24.0
#define ROW_GAP 44.0
#define WORDS_GAP 18.0

void snake_plan(const hai_block *block, const struct timeline *timeline, struct plan *plan)
{
    double inner = plan->whole - 2 * BEND;
    int32_t most = (int32_t)fmin(inner / timeline->min_width, 8);
    if (timeline->columns > 0 && timeline->columns < most)
        most = timeline->columns;
    if (most < 2 && plan->count > 1) {
        plan->style = STYLE_LINE;
        return;
    }
    most = most < 1 ? 1 : most;
    plan->rows = (plan->count + most - 1) / most;
    plan->columns = (plan->count + plan->rows - 1) / plan->rows;
    plan->pitch = inner / plan->columns;
    plan->width = fmax(plan->pitch - GUTTER, 1);
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
        plan->date_height = fmax(plan->date_height, kit_height(event->date));
        double *row = &plan->heights[i / plan->columns];
        *row = fmax(*row, event->words.size.height);
    }
    plan->upper = plan->date_height + 12 + fmax(plan->disc, PEN / 2);
    for (int32_t i = 0; i < plan->rows; i++) {
        plan->heights[i] += plan->upper + fmax(plan->disc, PEN / 2) + WORDS_GAP - 4;
        plan->height += plan->heights[i] + (i > 0 ? ROW_GAP : 0);
    }
}

// The place in its row, from the left.
static int32_t column_of(const struct plan *plan, int32_t at)
{
    int32_t column = at % plan->columns;
    return at / plan->columns % 2 == 0 ? column : plan->columns - 1 - column;
}

static double event_x(const struct plan *plan, int32_t at, hai_box box)
{
    return box.x + BEND + (column_of(plan, at) + 0.5) * plan->pitch;
}

static void draw_path(const hai_block *block, const struct plan *plan, hai_canvas *canvas,
                      hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    double y = box.y + plan->upper, radius = BEND - PEN / 2;
    hai_canvas_move_to(canvas, event_x(plan, 0, box) - fmin(plan->pitch / 2, 80), y);
    for (int32_t row = 0; row + 1 < plan->rows; row++) {
        double next = y + plan->heights[row] + ROW_GAP;
        bool is_right = row % 2 == 0;
        double out = is_right ? hai_box_right(box) - BEND : box.x + BEND;
        double up = is_right ? -1.5707963 : -1.5707963, half = 3.1415927;
        double bend = fmin(radius, (next - y) / 2);
        if (is_right) {
            hai_canvas_arc(canvas, out, y + bend, bend, up, 0);
            hai_canvas_arc(canvas, out, next - bend, bend, 0, half / 2);
        } else {
            hai_canvas_arc(canvas, out, y + bend, bend, up, -half);
            hai_canvas_arc(canvas, out, next - bend, bend, -half, -1.5 * half);
        }
        y = next;
    }
    bool is_right = (plan->rows - 1) % 2 == 0;
    double towards = is_right ? 1 : -1;
    double end = event_x(plan, plan->count - 1, box) + towards * fmin(plan->pitch / 2, 80);
    hai_canvas_line_to(canvas, end, y);
    hai_stroke pen = hai_stroke_width(PEN);
    pen.join = 1;
    hai_colour colour = hai_colour_mix(hai_theme_colour(theme, "surface"),
                                       hai_theme_colour(theme, "primary"), 0.28);
    hai_canvas_stroke(canvas, pen, hai_paint_colour(colour));
    hai_canvas_move_to(canvas, end, y - PEN);
    hai_canvas_line_to(canvas, end + towards * TIP, y);
    hai_canvas_line_to(canvas, end, y + PEN);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(colour));
}

void snake_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    double y = box.y;
    draw_path(block, plan, canvas, box);
    for (int32_t i = 0; i < plan->count; i++) {
        const struct event *event = &plan->events[i];
        if (i % plan->columns == 0 && i > 0)
            y += plan->heights[i / plan->columns - 1] + ROW_GAP;
        double middle = event_x(plan, i, box), x = middle - plan->width / 2;
        timeline_disc(block, event, canvas, middle, y + plan->upper);
        if (event->date != NULL)
            hai_canvas_paragraph(canvas, event->date, x,
                                 y + plan->date_height - kit_height(event->date));
        kit_item_words(block, &event->words, canvas,
                       (hai_box){x, y + plan->upper + fmax(plan->disc, PEN / 2) + WORDS_GAP - 4,
                                 plan->width, event->words.size.height});
    }
}
