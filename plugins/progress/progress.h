// SPDX-License-Identifier: MIT
//
// How much of something is done: bars, rings, or vessels filled with water, in a grid.
#ifndef PROGRESS_H
#define PROGRESS_H

#include "chart-kit/chart.h"

enum progress_style { PROGRESS_BAR, PROGRESS_RING, PROGRESS_LIQUID };
enum progress_show { PROGRESS_VALUE, PROGRESS_SHARE };

struct progress {
    struct chart_options chart;
    int32_t target, note, max; // columns; -1: none
    int32_t style, show, columns;
    double whole, size, thickness;
    const char *target_label;
};

// One thing that is under way.
struct progress_cell {
    double share, target; // of the whole, 0..1; NAN: missing, none
    struct chart_style style;
    struct chart_figure figure;
    const hai_paragraph *label, *note, *target_text; // the last two may be NULL
    bool is_figure_outside;                          // of a ring that is too small for it
    bool is_stacked;                                 // BAR: the figure below the label
    bool is_beside_note;                             // BAR: target_text on the line of the note
    hai_size size;
};

// Set the words of a cell so wide. `target` is what is told of the target, or NULL.
void progress_cell_plan(const hai_block *block, const struct progress *progress,
                        struct progress_cell *cell, const char *const words[3], const char *target,
                        double width);

// What the words are.
enum { PROGRESS_LABEL, PROGRESS_FIGURE, PROGRESS_UNIT };

void progress_cell_draw(const hai_block *block, const struct progress *progress,
                        const struct progress_cell *cell, hai_canvas *canvas, hai_box box);

// --- Marks ---

#define PROGRESS_TARGET_WIDTH 5.0

void progress_bar_draw(const hai_theme *theme, const struct progress_cell *cell, hai_canvas *canvas,
                       hai_box track);
void progress_ring_draw(const hai_theme *theme, const struct progress_cell *cell,
                        hai_canvas *canvas, hai_point centre, double radius);
// With its figure, which is in two colours: over the water and in it.
void progress_liquid_draw(const hai_theme *theme, const struct progress_cell *cell,
                          hai_canvas *canvas, hai_point centre, double radius);

double progress_ring_inner(double radius);
double progress_liquid_inner(double radius);

#endif
