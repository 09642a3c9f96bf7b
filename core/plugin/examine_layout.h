// SPDX-License-Identifier: MIT
//
// What the eye would find wrong in a drawing: ink beyond the box, texts that lie on each other, are
// cut by a clip, covered by what is drawn later, or too small to read.
#ifndef HAIBAO_PLUGIN_EXAMINE_LAYOUT_H
#define HAIBAO_PLUGIN_EXAMINE_LAYOUT_H

#include <stdbool.h>

#include "base/report.h"
#include "draw/record.h"

enum fault {
    FAULT_INK,
    FAULT_OVERLAP,
    FAULT_CUT,
    FAULT_COVERED,
    FAULT_SMALL,
    FAULT_HEIGHT,
    FAULT_PURE,
    FAULT_NUMBER,
    FAULT_KINDS,
};

#define FAULT_BYTES 640

// The faults of one case, of each kind the first in words and how many drawings had it.
struct faults {
    char where[256]; // the drawing at hand: "at 360 px, theme plain"
    unsigned drawings[FAULT_KINDS];
    char first[FAULT_KINDS][FAULT_BYTES];
    bool is_told[FAULT_KINDS]; // in the drawing at hand
    bool is_too_high;          // the drawing at hand is, for a sheet
};

// Begin with another drawing.
void faults_begin(struct faults *faults, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// A fault of the drawing at hand; of each kind one is kept.
void faults_add(struct faults *faults, enum fault fault, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

// Add them to a report: "visual 'x' with no rows, …".
void faults_report(const struct faults *faults, struct report *report, const char *subject,
                   const char *hint);

// What a block drew, and where; those of its children are after it.
struct layout_part {
    hai_box box;
    unsigned from, to; // items
};

// Look at what a block drew, the first of the parts. What is wrong within a child alone is the
// child's matter. `readable` is the smallest type size that needs no remark.
void examine_layout(struct faults *faults, const struct record *record,
                    const struct layout_part *parts, unsigned part_count, double readable);

#endif
