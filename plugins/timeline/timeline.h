// SPDX-License-Identifier: MIT
//
// The parts of the timeline among themselves: each style plans and draws.
#ifndef TIMELINE_TIMELINE_H
#define TIMELINE_TIMELINE_H

#include "item-kit/items.h"

enum style { STYLE_LINE, STYLE_ALTERNATING, STYLE_SNAKE };
enum direction { DIRECTION_AUTO, DIRECTION_DOWN, DIRECTION_ACROSS };

struct timeline {
    struct kit_items items;
    int32_t direction, style, item, columns;
    double min_width;
};

#define DOT 13.0  // radius
#define DISC 34.0 // of an icon on the line

struct event {
    struct kit_item item;
    struct kit_item_plan words;
    const hai_paragraph *date; // where it stands apart from the words
    double y;                  // of the words, from the top
};

struct plan {
    int32_t style;
    bool is_across;
    int32_t count, columns, rows;
    struct event *events;
    double whole, width; // of all, of one event
    double pitch;
    double date_height, upper; // of dates above a line; from the top to the line
    double disc;               // radius of the largest disc on a line
    double *heights;           // of rows
    double height;
};

// A date set apart: larger than those among the words.
const hai_paragraph *timeline_date(const hai_block *block, const struct kit_item *item,
                                   uint32_t align, double width);

// The dot of an event.
void timeline_dot(const hai_block *block, const struct event *event, hai_canvas *canvas, double x,
                  double y);

// Its icon on a disc, or its dot where it has none; and how far that reaches.
void timeline_disc(const hai_block *block, const struct event *event, hai_canvas *canvas, double x,
                   double y);
double timeline_radius(const struct event *event);
hai_colour timeline_line(const hai_theme *theme);

void line_plan(const hai_block *block, const struct timeline *timeline, struct plan *plan);
void line_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box);
void alternating_plan(const hai_block *block, const struct timeline *timeline, struct plan *plan);
void alternating_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas,
                      hai_box box);
void snake_plan(const hai_block *block, const struct timeline *timeline, struct plan *plan);
void snake_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box);

#endif
