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
    double size;
    bool exact_ink; // ask each glyph; else a box that nearly all glyphs keep to
    GArray *runs;   // struct glyph_run
};

// Add the runs of a line whose left edge and baseline are given, in layout pixels.
void runs_add_line(struct run_writer *writer, const struct line *line, const double *gaps,
                   double left, double baseline);

#endif
