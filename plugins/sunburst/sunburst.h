// SPDX-License-Identifier: MIT
//
// The parts of the sunburst.
#ifndef SUNBURST_H
#define SUNBURST_H

#include "chart-kit/chart.h"

#define MAX_RINGS 4

struct sunburst {
    struct chart_options chart;
    int32_t show; // enum chart_tree_show
    const char *centre;
};

// A piece of a ring, angles from 12 o'clock, clockwise.
struct arc {
    double from, to, inner, outer;
};

// Words inside an arc, in the middle of it and turned by `turn`; one below the other.
struct arc_words {
    const hai_paragraph *name, *value; // NULL: none, or it does not fit
    double turn;
    double measure; // of the name; 0: it stands on one line
};

// A branch below a circle that is too small for words: its name, and all of its leaves.
struct branch_text {
    const hai_paragraph *name;
    struct chart_list leaves;
    double y;
};

struct plan {
    struct chart_tree *tree; // NULL: no data
    struct chart_frame frame;
    hai_number_format format;
    const char **texts; // of each node
    struct chart_style *styles;
    hai_colour *colours;
    hai_point centre;
    double radius, hole;
    struct arc *arcs;
    struct arc_words *words;
    struct chart_side_label *sides;
    int32_t *side_nodes, side_count;
    bool *is_beside;                    // of each node: it is told beside the circle
    const hai_paragraph *hole_lines[3]; // words, total, unit; NULL: no room
    const hai_paragraph *note;
    struct branch_text *list; // of the nodes below the root; NULL: the words stand at the circle
    int32_t list_count;
    const hai_paragraph *list_total; // above the list: what has no room in the hole; or NULL
    double list_height;
    int32_t dropped;
};

// Name and value into an arc: upright where they fit, else along the radius, else along the ring;
// then the name alone. An empty record where nothing fits.
struct arc_words arc_words_fit(const hai_block *block, const struct arc *arc, const char *name,
                               const char *value, hai_colour ground);
void arc_words_draw(const struct arc_words *words, const struct arc *arc, hai_point centre,
                    hai_canvas *canvas);

// --- list.c ---

// The branches in words, so wide, below the circle of a narrow box. Sets plan->list and its height.
// `total`: a line above them, or NULL.
void list_plan(const hai_block *block, struct plan *plan, const char *total, double width);
void list_draw(const struct plan *plan, hai_canvas *canvas, double x, double y);

#endif
