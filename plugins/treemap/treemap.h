// SPDX-License-Identifier: MIT
//
// The parts of the treemap.
#ifndef TREEMAP_H
#define TREEMAP_H

#include "chart-kit/chart.h"

struct treemap {
    struct chart_options chart; // `series` is the group
    int32_t change;             // column that colours the cells; -1: none
    const char *change_unit, *change_title;
    int32_t show; // enum chart_tree_show
};

// What stands in a cell; NULL: it does not fit, or there is none.
#define LINE_GAP 10.0 // between a name and the value behind it

struct cell_words {
    const hai_paragraph *name, *value, *change;
    bool is_line; // the value stands behind the name, not below it
    hai_size pad; // from the cell's left and top
};

struct group_words {
    const hai_paragraph *name, *value;
    bool has_strip, has_value; // as it was laid out
};

struct plan {
    struct chart_tree *tree; // NULL: no data
    struct chart_frame frame;
    hai_number_format format;
    const char **values;        // of each node in words
    hai_box *boxes;             // of each node; of a group that of its cells
    hai_colour *colours;        // of each node
    struct chart_style *styles; // of the nodes below the root
    struct cell_words *words;   // of each node that is a cell
    struct group_words *groups; // of each node below the root
    bool *is_in_legend;         // of each of these
    double strip;               // height of a group's heading
    double most_change;         // end of the ramp; NAN: no colours by change
    bool is_diverging;
    const hai_paragraph *note; // what has no name in its cell; or else
    struct chart_list list;    // what has a number instead
    int32_t dropped;           // names that are neither in cells nor in the note
    double key_width;
    bool key_is_below;                                  // its name
    const hai_paragraph *key_name, *key_low, *key_high; // of the ramp; NULL: none
};

// --- squarify.c ---

// Boxes for weights, as square as can be, the box filled (Mark Bruls, Kees Huizing, Jarke J. van
// Wijk, "Squarified treemaps", 2000). Best where weights fall.
void squarify(const double *weights, int32_t count, hai_box box, hai_box *boxes);

// Boxes of all nodes in the plot. Headings take room from their groups, which is given back: groups
// are laid out again until equal values have equal areas in all of them.
void layout_cells(const hai_block *block, struct plan *plan);

// --- words.c ---

// Words that all boxes are tried with: figures of the nodes, headings of groups.
void write_figures(const hai_block *block, const struct treemap *treemap, struct plan *plan);

// A figure that colours a cell.
const char *change_text(const hai_block *block, const struct treemap *treemap,
                        const struct plan *plan, double change);

// Words into cells as far as they fit; the note of those that do not.
void write_cells(const hai_block *block, const struct treemap *treemap, struct plan *plan);

#endif
