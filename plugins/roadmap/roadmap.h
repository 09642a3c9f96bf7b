// SPDX-License-Identifier: MIT
//
// The parts of the roadmap among themselves.
#ifndef ROADMAP_ROADMAP_H
#define ROADMAP_ROADMAP_H

#include "item-kit/items.h"

enum style { STYLE_ROAD, STYLE_LANES };

#define MAX_PERIODS 24

struct roadmap {
    struct kit_items items;
    int32_t style, numerals, lane, start, end;
    const char *periods;
};

// --- The winding road ---

struct stop {
    struct kit_item item;
    struct kit_item_plan words;
    double y; // of its pin
};

struct road {
    int32_t count;
    struct stop *stops;
    double left, right; // of the middle of the road at its bends, from the left
    double pitch;       // from one bend to the next, where it winds
    double room;        // of words
    bool is_straight;
    double height;
};

struct road road_plan(const hai_block *block, const struct roadmap *roadmap, double width);
void road_draw(const hai_block *block, const struct road *road, hai_canvas *canvas, hai_box box);

// --- Lanes ---

// What lasts from one period to another, in a lane.
struct task {
    struct kit_item item;
    int32_t lane, from, to;
    int32_t track; // in its lane, from the top
    struct kit_item_plan words;
    double y, height; // from the top of its lane
};

struct lane {
    const char *name;
    const hai_paragraph *label;
    double y, height;
};

struct lanes {
    int32_t count, lane_count, period_count;
    struct task *tasks;
    struct lane *lanes;
    const char **periods;
    const hai_paragraph **heads;
    double label, cell, head, legend;
    bool is_list; // one below the other, where columns have no room
    double height;
};

// Lanes, periods and tasks as the rows have them.
void periods_read(const hai_block *block, const struct roadmap *roadmap, struct lanes *lanes);

struct lanes lanes_plan(const hai_block *block, const struct roadmap *roadmap, double width);
void lanes_draw(const hai_block *block, const struct lanes *lanes, hai_canvas *canvas, hai_box box);

#endif
