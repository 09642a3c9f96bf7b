// SPDX-License-Identifier: MIT
//
// The parts of the fishbone among themselves (Ishikawa, "Guide to Quality Control", 1968).
#ifndef FISHBONE_FISHBONE_H
#define FISHBONE_FISHBONE_H

#include "item-kit/items.h"

#define FISHBONE_MAX 200 // causes

struct fishbone {
    struct kit_items items;
    int32_t category;
    const char *effect, *note;
};

struct cause {
    int32_t category;
    struct kit_item item;
    const hai_paragraph *text;
    hai_point at; // top left corner
    double right; // end of the line below it, on the bone
};

struct category {
    const char *name;
    const char *colour; // token or literal
    const hai_paragraph *text;
    hai_box tag;
    hai_point far, near; // ends of the bone, the second on the spine
    double causes;       // their heights together
    int32_t count;
};

struct plan {
    int32_t count, cause_count;
    struct category *categories;
    struct cause *causes;
    bool is_list;
    hai_box head;
    const hai_paragraph *effect, *note;
    double spine;       // its height; in a list its distance from the left
    double left, slant; // where it begins; by how much bones lean
    double height;
};

// What the head says, for a measure of text.
void head_plan(const hai_block *block, const struct fishbone *fishbone, struct plan *plan,
               double measure);
void head_words(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box);
const char *head_ink(const hai_block *block);

// --- fish.c: false where there is no room for columns ---
bool fish_plan(const hai_block *block, const struct fishbone *fishbone, struct plan *plan,
               double width);
void fish_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box);

// --- list.c: categories one below the other ---
void list_plan(const hai_block *block, const struct fishbone *fishbone, struct plan *plan,
               double width);
void list_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box);

// A category's name on its ground.
#define TAG_SIDE 20.0
#define TAG_TOP 8.0
void tag_draw(const hai_block *block, const struct category *category, hai_canvas *canvas,
              hai_point origin);

// Name and causes, set to their measures.
void fishbone_set(const hai_block *block, struct plan *plan, double tag, double cause);

#endif
