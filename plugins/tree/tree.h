// SPDX-License-Identifier: MIT
//
// A hierarchy: who reports to whom, what belongs to what. Top-down, sideways, or as a mind map on
// both sides of its root; an outline where neither has room.
#ifndef TREE_TREE_H
#define TREE_TREE_H

#include "item-kit/items.h"

#define TREE_MAX_NODES 200
#define TREE_MAX_DEPTH 12

enum style { STYLE_DOWN, STYLE_RIGHT, STYLE_MIND, STYLE_OUTLINE };

struct tree {
    struct kit_items items;
    int32_t key, parent;
    int32_t style;
};

struct node {
    struct kit_item item;
    struct kit_item_plan words;
    const hai_paragraph *column; // the title set downwards, in place of the words
    int32_t parent, first, next; // -1: none
    int32_t depth, branch;       // branch: which child of the root it is or hangs below
    bool is_left, has_children;
    double breadth, length; // its extent across and along the way from the root
    double at;              // middle across, from the tidy layout
    hai_box box;
};

struct forest {
    int32_t count; // those that hang below the root; the root is the first
    struct node *nodes;
    int32_t depth;                 // of the deepest
    double levels[TREE_MAX_DEPTH]; // where each begins along the way
    double lengths[TREE_MAX_DEPTH];
    int32_t style; // as it could be drawn
    double width, height;
    bool is_cut; // nodes were left out
};

// Between nodes of a level that have the same parent, and others.
struct gaps {
    double siblings, cousins;
};

// Places `at` of all nodes on one side (`is_left`) so that no two of a level are closer than the
// gaps, parents stand in the middle of their children, and equal subtrees look equal (Reingold,
// Tilford, "Tidier drawings of trees", 1981). Returns the whole breadth; the least edge is at 0.
double tidy_layout(const hai_block *block, struct forest *forest, bool is_left, struct gaps gaps);

void forest_draw(const hai_block *block, const struct forest *forest, hai_canvas *canvas,
                 hai_box box);

#endif
