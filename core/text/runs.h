// SPDX-License-Identifier: MIT
//
// Lines as glyphs with the text that they stand for, ready for cairo.
#ifndef HAIBAO_TEXT_RUNS_H
#define HAIBAO_TEXT_RUNS_H

#include "text/lines.h"
#include "text/paragraph.h"

// Collects the runs of one paragraph.
struct run_writer {
    struct arena *arena;
    struct shaper *shaper;
    const struct atoms *atoms;
    const hai_theme *theme;
    double size;
    bool is_vertical;
    bool exact_ink;   // ask each glyph; else a box that nearly all glyphs keep to
    GArray *runs;     // struct glyph_run
    GArray *marks;    // struct text_mark
    GArray *pictures; // struct text_picture
};

// The colour of an atom's span; NULL: that of the paragraph. In the arena.
const hai_colour *runs_find_colour(const struct run_writer *writer, const struct atom *atom);

// Add the runs of a line from where it starts, in layout pixels: its left edge and baseline, or the
// top of a column and its centre line.
void runs_add_line(struct run_writer *writer, const struct line *line, const double *gaps,
                   hai_point start);

#endif
