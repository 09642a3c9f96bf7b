// SPDX-License-Identifier: MIT
//
// The parts of the Venn diagram among themselves. A part is what lies in some of the circles and
// in none of the others; its mask has a bit for each circle that it lies in (Venn, "On the
// diagrammatic and mechanical representation of propositions and reasonings", 1880).
#ifndef VENN_VENN_H
#define VENN_VENN_H

#include "item-kit/items.h"

#define VENN_MAX 3
#define VENN_PARTS 8 // masks from 0

struct venn {
    struct kit_items items;
    const hai_table *overlaps;
    int32_t sets, title, text;
};

enum shown { SHOWN_NOTHING, SHOWN_ALL, SHOWN_TITLE, SHOWN_NUMBER };

// What a part says, and how much of it stands inside.
struct part {
    struct kit_item item;
    const char *number;
    int32_t shown;    // enum shown
    bool has_icon;    // inside
    hai_point middle; // of what stands inside
    double measure, height;
    const hai_paragraph *title, *value, *text;
    struct kit_item_plan words; // below the circles
    double y;                   // of these
};

struct plan {
    int32_t count; // of circles
    hai_point centres[VENN_MAX];
    double radius;
    hai_colour colours[VENN_MAX];
    struct part parts[VENN_PARTS];
    bool has_list; // some words stand below
    double figure, height;
};

#define VENN_ICON 52.0
#define VENN_ICON_GAP 8.0

// The part of which sets "甲、乙" names; 0 where a name is not one of a set, or one is missing.
uint32_t venn_mask(const struct venn *venn, const char *names);

// Circles, for this width.
void venn_place_circles(struct plan *plan, double width);

// As much of a part's words inside as there is room for.
void venn_fit_part(const hai_block *block, struct plan *plan, uint32_t mask);

// --- paint.c ---
void venn_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box);

#endif
