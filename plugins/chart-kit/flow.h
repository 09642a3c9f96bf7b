// SPDX-License-Identifier: MIT
//
// A table as flows between things: rows of source, target and value; or a matrix, each row a
// source, each column of numbers a target (sankey, chord).
//
// Flows of the same two things are summed. Values that are not above zero are no flows: they are
// passed over, those below zero are counted.
#ifndef CHART_KIT_FLOW_H
#define CHART_KIT_FLOW_H

#include "chart-kit/data.h"

struct chart_flow_node {
    const char *name;
    double in, out; // sums of its flows, one from itself to itself in both
};

struct chart_flow {
    int32_t source, target; // nodes
    double value;
};

struct chart_flows {
    struct chart_flow_node *nodes; // in the order of first appearance
    int32_t node_count;
    struct chart_flow *links; // as their first rows stand
    int32_t link_count;
    int32_t passed_over, doubled; // rows
    int32_t left_out;             // flows beyond `most`, the smallest
};

struct chart_flow_source {
    const hai_table *rows;
    int32_t source, target, value; // columns; target or value -1: a matrix
    int32_t most;                  // flows that are kept
};

struct chart_flows *chart_flows_read(const hai_block *block,
                                     const struct chart_flow_source *source);

// The nodes as categories of one series, for colours (colour.h).
struct chart_data *chart_flow_nodes(const hai_block *block, const struct chart_flows *flows);

// The flows as categories of one series, called "甲→乙", for the summary (summary.h).
struct chart_data *chart_flow_links(const hai_block *block, const struct chart_flows *flows);

// The warnings of `check`.
void chart_flows_warn(const hai_block *block, const struct chart_flows *flows);

#endif
