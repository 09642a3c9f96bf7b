// SPDX-License-Identifier: MIT
//
// The parts of the cycle among themselves.
#ifndef CYCLE_CYCLE_H
#define CYCLE_CYCLE_H

#include "item-kit/items.h"

enum style { STYLE_RING, STYLE_DISCS };

#define CYCLE_MAX 12

struct cycle {
    struct kit_items items;
    int32_t style, numerals;
    const char *title, *note;
};

// One stage: at an angle of the ring, its words beside, below or among a list.
struct stage {
    struct kit_item item;
    struct kit_item_plan words;
    double angle;
    int32_t side;  // -1 left, 1 right, 0 below
    hai_point at;  // top left corner of the words
    hai_point end; // of the leader, at the words
};

struct plan {
    int32_t style, count;
    struct stage *stages;
    double radius; // of the middle of the ring
    double thick;  // of the ring, or of the discs
    hai_point centre;
    bool is_list; // the words stand below the ring
    const hai_paragraph *title, *note;
    double height;
};

void ring_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box);

#endif
