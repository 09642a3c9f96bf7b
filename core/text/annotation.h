// SPDX-License-Identifier: MIT
//
// What stands beside a line of text: pinyin and zhuyin, emphasis dots, proper-name and book-title
// lines (CLREQ, "Interlinear annotations" and "Emphasis dots"). All lengths are in em of the base.
#ifndef HAIBAO_TEXT_ANNOTATION_H
#define HAIBAO_TEXT_ANNOTATION_H

#include <glib.h>

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

// Something beside the atoms from..to of a line.
struct annotation {
    enum annotation_kind {
        ANNOTATION_DOT,
        ANNOTATION_NAME,
        ANNOTATION_BOOK,
        ANNOTATION_RUBY,
        ANNOTATION_ZHUYIN,
    } kind;
    int from, to;
    double along, width;     // its place on the line, from where the line begins
    double size;             // of the type of a reading
    const struct ruby *ruby; // of readings
};

// What stands beside a line whose gaps are given as to runs_add_line: struct annotation, from left
// to right, each kind for itself. NULL where there is nothing; else free with g_array_free.
GArray *annotation_find(const struct atoms *atoms, const struct line *line, const double *gaps);

// Add the runs and marks beside a line; as runs_add_line, after it.
void annotation_add_line(struct run_writer *writer, const struct line *line, const double *gaps,
                         hai_point start);

#endif
