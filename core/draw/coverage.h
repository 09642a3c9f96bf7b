// SPDX-License-Identifier: MIT
//
// Scan conversion: which part of each pixel an outline covers, exactly.
//
// Each edge adds to the cells that it passes what it changes there; a running sum along each row is
// the cover. That takes time by the length of the outline and not by what it encloses (FreeType's
// smooth rasteriser, after R. Levien's LibArt; in the form of his font-rs, 2016). Parts that lie
// over each other count once, parts that run in opposite directions leave a hole: the non-zero
// winding rule. Only in pixels in which edges cross is the cover a little off.
#ifndef HAIBAO_DRAW_COVERAGE_H
#define HAIBAO_DRAW_COVERAGE_H

#include <haibao/canvas.h>

#include "draw/target.h"

// One outline after the other. All 0 at first.
struct coverage {
    float *cells;     // all 0 between two outlines; a row is a whole number of blocks
    uint8_t *touched; // for each block, whether it has cells that are not 0
    size_t room;      // in blocks
    int blocks;       // of a row
    struct pixels area;
    hai_point start, at; // relative to the area's corner
};

// Begin an outline of which only what lies in the area counts. The area is not empty. False if
// there is no memory.
bool coverage_begin(struct coverage *coverage, struct pixels area);

// In device pixels. Parts that are left open are closed.
void coverage_move_to(struct coverage *coverage, hai_point to);
void coverage_line_to(struct coverage *coverage, hai_point to);
void coverage_conic_to(struct coverage *coverage, hai_point control, hai_point to);
void coverage_curve_to(struct coverage *coverage, hai_point first, hai_point second, hai_point to);
void coverage_close(struct coverage *coverage);

// What takes the cover, 0 to 255, of `count` pixels from x on: of each pixel its own, or, where
// `cover` is NULL, of all of them `even`. In device pixels; row by row, each from left to right.
typedef void coverage_run(void *data, int x, int y, int count, const uint8_t *cover, uint8_t even);

// End the outline and hand out its cover.
void coverage_end(struct coverage *coverage, coverage_run *run, void *data);
// Write a run as bytes.
void coverage_keep(uint8_t *to, int count, const uint8_t *cover, uint8_t even);
void coverage_free(struct coverage *coverage); // what it holds

#endif
