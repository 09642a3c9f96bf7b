// SPDX-License-Identifier: MIT
//
// A table as a tree: each row is a leaf, the columns of a path name its branches from the root on.
//
// Rows of the same path are summed. A path ends at its first empty cell after a name; empty cells
// before it are skipped. What a row says of a branch that other rows divide further stands below
// the branch as a leaf without a name. Values that are not above zero have no room in a whole:
// they are passed over and counted.
#ifndef CHART_KIT_TREE_H
#define CHART_KIT_TREE_H

#include "chart-kit/data.h"

struct chart_node {
    const char *name;
    double value;         // of a branch the sum of its children
    double second;        // of a further column, by the row; NAN: none, or several rows were summed
    int32_t parent;       // -1: the root, which is node 0
    int32_t depth;        // of the root 0
    int32_t top;          // the branch below the root that it belongs to; -1: the root
    int32_t order;        // of first appearance among its siblings, from 0
    int32_t first, count; // its children, one after another
};

struct chart_tree {
    struct chart_node *nodes; // by depth, siblings together
    int32_t count;            // 1: nothing but the root
    int32_t depth;            // of the deepest node
    int32_t passed_over;      // rows whose value is below zero
    int32_t doubled;          // rows of a path that was there before
};

struct chart_tree_source {
    const hai_table *rows;
    const int32_t *path; // columns; -1 is passed over
    int32_t path_count;
    int32_t value, second; // columns; -1: none
    int32_t most;   // leaves that are kept, the others of each branch together as 其他; 0: all
    bool is_sorted; // largest first, 其他 last; else by first appearance
};

struct chart_tree *chart_tree_read(const hai_block *block, const struct chart_tree_source *source);

// What is written at nodes: values in one format, or shares of the whole that sum to 100 % (largest
// remainder), those of branches the sums of their leaves'. A text for each node; "" for the root.
enum chart_tree_show { CHART_SHOW_VALUE, CHART_SHOW_SHARE };
extern const char *const chart_tree_shows[];
const char **chart_tree_texts(const hai_block *block, const struct chart_tree *tree,
                              const struct chart_options *options, bool are_shares,
                              hai_number_format *format);

// Leaves whose names or values found no room in the picture, in a few lines below it, the largest
// first, headed by what they are and their order: 未标明的由大到小:… In a narrow chart each has a
// line of its own. NULL where there are none. *dropped: those that found none here either; tell it
// with chart_warn_dropped when drawing.
const hai_paragraph *chart_tree_note(const hai_block *block, const struct chart_tree *tree,
                                     const bool *is_told, const char *const *texts,
                                     const char *head, double width, int32_t *dropped);
#define CHART_UNNAMED "未标明的"

// Whether a chart so wide gives each of them a line of its own.
bool chart_tree_note_is_list(const hai_block *block, double width);

// The branches below the root as categories of one series, for colours (colour.h).
struct chart_data *chart_tree_tops(const hai_block *block, const struct chart_tree *tree);

// All leaves as categories of one series, called by their path, for the summary (summary.h).
struct chart_data *chart_tree_leaves(const hai_block *block, const struct chart_tree *tree);

// The warnings of `check`: rows that were passed over, rows that were summed.
void chart_tree_warn(const hai_block *block, const struct chart_tree *tree);

#endif
