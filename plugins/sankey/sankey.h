// SPDX-License-Identifier: MIT
//
// The parts of the sankey diagram.
//
// Places are told in two directions that the diagram's direction turns to x and y: `along` the
// flow, layer by layer, and `cross` to it, within a layer.
#ifndef SANKEY_H
#define SANKEY_H

#include "chart-kit/chart.h"

#define LABEL_GAP 10.0 // between a node and its label

enum directions { DIRECTION_AUTO, DIRECTION_RIGHT, DIRECTION_DOWN };

struct sankey {
    struct chart_options chart;
    int32_t source, target; // columns
    int32_t direction;      // enum directions
    double thickness;       // of nodes, along
};

// A thing that flows go through; or the place where a long flow passes a layer (number -1).
struct node {
    int32_t number; // among the flows' nodes
    double value;
    int32_t layer, rank; // its place in the order of the layer
    double pull;         // where its neighbours want it; for sorting
    double size;         // cross: of the node itself
    double extent;       // cross: that nobody else may enter: its own, or its label's
    double centre;       // cross
    const hai_paragraph *name, *figure; // NULL: none
    hai_size label;
    hai_box box; // of the label
    bool is_tried, is_named, is_far;
};

// A flow from one layer to the next: a link, or a part of a long one.
struct piece {
    int32_t from, to; // nodes
    int32_t link;
    double value;
    double from_offset, to_offset; // cross: of its middle from that of the node
};

struct graph {
    struct node *nodes;
    int32_t node_count;
    struct piece *pieces; // of one link one after another
    int32_t piece_count;
    int32_t layer_count;
    int32_t *layer_sizes;
    int32_t **layers; // nodes in order
};

// --- graph.c ---

// The names on a circle of flows, "甲→乙→甲"; NULL where there is none.
const char *graph_find_cycle(const hai_block *block, const struct chart_flows *flows);

// Layers by the longest path from the start, things without a way on in the last one; the order in
// each by the weighted mean of neighbours, swept to and fro, that crosses least (Kozo Sugiyama,
// Shojiro Tagawa, Mitsuhiko Toda, "Methods for visual understanding of hierarchical system
// structures", 1981).
struct graph *graph_new(const hai_block *block, const struct chart_flows *flows);

// --- relax.c ---

// Sizes for a layer of a length, extents by the nodes' labels; returns pixels of a unit of value.
// Labels that have no room lose their extents.
double graph_scale(struct graph *graph, double length, double gap, bool by_labels);

// The least length that labels and gaps need: in one layer, in any.
double graph_layer_length(const struct graph *graph, int32_t layer, double gap);
double graph_least_length(const struct graph *graph, double gap);

// Centres of nodes: relaxation by Gauss and Seidel, each layer towards its neighbours, then pushed
// apart with the least sum of squared moves (after d3-sankey, Mike Bostock 2012).
void graph_relax(const hai_block *block, struct graph *graph, double length, double gap,
                 double scale);

struct plan {
    struct chart_flows *flows;
    struct graph *graph; // NULL: no data
    struct chart_frame frame;
    struct chart_style *styles;
    hai_number_format format;
    bool is_down;
    double thickness, scale;
    double first, step; // along: of the first layer, from layer to layer
    double cross;       // where the cross direction begins
    double row;         // from one row of labels to the next, downwards; 0: there is one row
    hai_colour leader;
    const hai_paragraph *unit; // told once, above all; NULL: after each figure
    bool has_wide_figure;      // that needs more than a line
    const hai_paragraph *note; // names that have no room at their nodes; or NULL
    double note_y;
    int32_t dropped;
};

// --- words.c ---

// Names and figures of nodes, those of a layer within a width; `is_short` puts both on one line.
// Sets the extents to what the labels take.
void write_names(const hai_block *block, const struct sankey *sankey, struct plan *plan,
                 const double *widths, bool is_short);

// The unit as words of their own; figures that are written later do without.
void write_unit(const hai_block *block, const struct sankey *sankey, struct plan *plan,
                double width);

// Beside the nodes, before the first layer and after all others; what has no room is counted.
void place_names(struct plan *plan);

// What is left out there in a few lines, so wide; what these leave out is counted instead.
void note_names(const hai_block *block, const struct sankey *sankey, struct plan *plan,
                double width);
void draw_names(const struct plan *plan, hai_canvas *canvas);

#endif
