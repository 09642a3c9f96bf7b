// SPDX-License-Identifier: MIT
//
// The parts of the steps among themselves: each style plans and draws.
#ifndef STEPS_STEPS_H
#define STEPS_STEPS_H

#include "item-kit/items.h"

enum style { STYLE_ARROWS, STYLE_STAIRS, STYLE_CIRCLE, STYLE_ZIGZAG, STYLE_FUNNEL, STYLE_DOWN };

struct steps {
    struct kit_items items;
    int32_t style, item, numerals, columns;
    double min_width;
};

// One step: what stands in its shape and what stands beside, above or below it.
struct step {
    struct kit_item item;
    struct kit_item_plan head, words;
};

struct plan {
    int32_t style; // DOWN in place of what has no room
    int32_t count, columns, rows;
    struct step *steps;
    double width;    // of the whole
    double pitch;    // from one step to the next, across or down
    double shape;    // height of the shapes
    double *heights; // of rows; of steps, going down
    double upper;    // height of what stands above the shapes
    double height;
};

// The largest height of the words (or heads) of some steps, `by` apart.
double steps_tallest(const struct plan *plan, int32_t from, int32_t to, int32_t by, bool is_head);

// How many of them have room beside each other, so wide each; rows as even as they can be.
int32_t steps_columns(const struct steps *steps, int32_t count, double width, double least);

void down_plan(const hai_block *block, const struct steps *steps, struct plan *plan);
void down_draw(const hai_block *block, const struct steps *steps, const struct plan *plan,
               hai_canvas *canvas, hai_box box);

// These set plan->style to DOWN, and nothing else, where there is no room for them.
void arrows_plan(const hai_block *block, const struct steps *steps, struct plan *plan);
void arrows_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box);
void stairs_plan(const hai_block *block, const struct steps *steps, struct plan *plan);
void stairs_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box);
void circle_plan(const hai_block *block, const struct steps *steps, struct plan *plan);
void circle_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box);
void zigzag_plan(const hai_block *block, const struct steps *steps, struct plan *plan);
void zigzag_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box);
void funnel_plan(const hai_block *block, const struct steps *steps, struct plan *plan);
void funnel_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box);

#endif
