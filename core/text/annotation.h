// SPDX-License-Identifier: MIT
//
// What stands beside a line of text: pinyin and zhuyin, emphasis dots, proper-name and book-title
// lines (CLREQ, "Interlinear annotations" and "Emphasis dots"). All lengths are in em of the base.
#ifndef HAIBAO_TEXT_ANNOTATION_H
#define HAIBAO_TEXT_ANNOTATION_H

#include "text/runs.h"

// The reading of the atoms from..to.
struct ruby {
    const struct atoms *text;
    int from, to;
    uint8_t kind; // enum span_ruby
    double width; // along the line, in em of the base
};

// Shape the readings of a text and make room for those that are wider than what they stand over;
// part of atoms_new, before gaps are filled in.
void annotation_shape(struct arena *arena, struct shaper *shaper, struct atoms *atoms,
                      const struct shaping *shaping);

// What annotations take beyond the em box, above (in columns to the right) and below.
struct annotation_room {
    double above, below;
};
struct annotation_room annotation_find_room(const struct atoms *atoms);

// Add the runs and marks beside a line; as runs_add_line, after it.
void annotation_add_line(struct run_writer *writer, const struct line *line, const double *gaps,
                         hai_point start);

#endif
