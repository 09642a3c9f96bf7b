// SPDX-License-Identifier: MIT
//
// A process with branches, laid out in layers from the top down (Sugiyama, Tagawa, Toda, "Methods
// for visual understanding of hierarchical system structures", 1981): links that close a circle
// go back; layers are those of the longest path; long links get a vertex in each layer
// that they pass; barycentres order the layers; the least squares of positions, with room kept
// between neighbours, place them; channels with tracks hold the horizontal parts of links.
#ifndef FLOW_FLOW_H
#define FLOW_FLOW_H

#include "item-kit/items.h"

#define FLOW_MAX_NODES 60
#define FLOW_MAX_LINKS 160

enum shape { SHAPE_AUTO, SHAPE_STEP, SHAPE_START, SHAPE_DECISION };

struct flow {
    struct kit_items items;
    const hai_table *links;
    int32_t key, shape, source, target, label;
};

// A step, or the place where a long link passes a layer.
struct vertex {
    struct kit_item item;
    struct kit_item_plan words;
    const char *key;
    int32_t shape;
    int32_t layer, order; // from 0
    int32_t in, out;      // links that go down
    double x, width;      // of its middle
    bool is_passed;       // by a long link alone
};

struct link {
    int32_t from, to; // as the rows have them
    const char *label;
    const hai_paragraph *text;
    double text_x, text_y;
    bool is_back, is_left; // its lane is at the left
    double lane;           // of one that goes back: x of its way up
    double span;           // of layers
    // Where one that goes back leaves and comes in: at the side of a step that is the last of its
    // layer (-1), else by a track below its layer or above it.
    int32_t out_track, in_track;
};

// A part of a link from one layer to the next.
struct piece {
    int32_t from, to, link;
    double from_x, to_x;
    int32_t track; // of its horizontal part; -1: it has none
};

struct graph {
    int32_t step_count, count; // steps come first
    struct vertex *vertices;
    int32_t link_count;
    struct link *links;
    int32_t piece_count;
    struct piece *pieces; // those of one link follow each other, from the top
    int32_t layer_count;
    int32_t **layers, *sizes; // vertices by order
    double *tops, *heights;   // of layers
    // What is above each layer, and below the last: room for labels at its top, and all of it.
    double *rooms, *channels;
    double left, right; // between which steps stand
    double width, height;
    bool is_full; // there were more steps or links than can be drawn
    bool is_list; // where columns have no room
};

// --- graph.c: steps, links, layers ---
struct graph graph_read(const hai_block *block, const struct flow *flow);
void graph_layer(const hai_block *block, struct graph *graph);

// --- order.c: the order within layers ---
void graph_order(const hai_block *block, struct graph *graph);

// --- place.c: sizes and positions ---
void graph_place(const hai_block *block, struct graph *graph, double width);

// --- route.c: where links run, and the heights of all ---
void graph_route(const hai_block *block, struct graph *graph);

// --- paint.c ---
#define FLOW_TRACK 22.0
#define FLOW_ARROW 34.0 // from the lowest track to the next layer
#define FLOW_POINT 26.0 // by which a decision's sides stand out
void graph_draw(const hai_block *block, const struct graph *graph, hai_canvas *canvas, hai_box box);

// --- list.c: steps one below the other, with where they lead ---
void list_plan(const hai_block *block, struct graph *graph, double width);
void list_draw(const hai_block *block, const struct graph *graph, hai_canvas *canvas, hai_box box);

#endif
