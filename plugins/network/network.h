// SPDX-License-Identifier: MIT
//
// The parts of the network among themselves.
#ifndef NETWORK_NETWORK_H
#define NETWORK_NETWORK_H

#include "item-kit/items.h"

#define NETWORK_MAX_NODES 60
#define NETWORK_MAX_LINKS 240

struct network {
    struct kit_items items;
    const hai_table *links;
    int32_t key, group, source, target, label, weight;
    bool directed;
};

struct node {
    struct kit_item item;
    const char *key;
    int32_t group; // -1: none
    int32_t degree;
    double value; // NaN: none
    double radius;
    double x, y; // middle of the disc
    const hai_paragraph *text;
    hai_size size;              // of disc and text together
    struct kit_item_plan words; // in a list
};

struct link {
    int32_t from, to;
    double weight;      // NaN: none
    double bend;        // by which its middle stands off the straight line
    double start, stop; // where it leaves the one node and comes to the other, 0..1
    const char *label;
    const hai_paragraph *text; // NULL: it has no room
    hai_box box;               // of the text and its ground
};

struct group {
    const char *name;
    const hai_paragraph *text;
    double x, y;
};

struct graph {
    int32_t count, link_count, group_count;
    struct node *nodes;
    struct link *links;
    struct group *groups;
    bool is_full, is_list;
    double top, height; // where nodes begin, below the key of groups
};

// --- graph.c: nodes, links, groups, and where the forces between them come to rest ---
struct graph graph_read(const hai_block *block, const struct network *network);
void graph_settle(const hai_block *block, struct graph *graph);

// --- place.c: in a width, so that nothing overlaps; false where that is too narrow ---
#define NETWORK_TEXT_GAP 4.0
#define NETWORK_TEXT_SIDE 4.0
bool graph_place(const hai_block *block, struct graph *graph, double width);

// The box of a node, text included.
hai_box node_box(const struct node *node);

// --- route.c: links go round what they do not lead to; their words ---
void graph_route(const hai_block *block, struct graph *graph, double width);

// A link as a curve of one bend: its ends and the point that it is drawn towards, as much of it as
// lies between the nodes.
void link_curve(const struct graph *graph, const struct link *link, hai_point curve[3]);

// --- paint.c ---
#define NETWORK_TIP 15.0
#define NETWORK_DOT 16.0 // of the key
void graph_draw(const hai_block *block, const struct network *network, const struct graph *graph,
                hai_canvas *canvas, hai_box box);
hai_colour node_colour(const hai_theme *theme, const struct node *node);

// --- list.c: nodes one below the other, with whom they are linked ---
void list_plan(const hai_block *block, struct graph *graph, double width);
void list_draw(const hai_block *block, const struct graph *graph, hai_canvas *canvas, hai_box box);

#endif
