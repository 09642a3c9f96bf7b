// SPDX-License-Identifier: MIT
//
// The display list: what was drawn on a sheet, once and for all.
//
// A canvas appends items; canvas_finish closes it into a record that nothing changes any more. Each
// item holds its own matrix, clip and bounding box in sheet coordinates, so that a back end can
// leave out what does not touch the band at hand. A record may be replayed any number of times and
// from several threads.
#ifndef HAIBAO_DRAW_RECORD_H
#define HAIBAO_DRAW_RECORD_H

#include <haibao/canvas.h>

#include "base/arena.h"
#include "base/report.h"

struct record;

// A canvas for a sheet of this size in layout pixels. Items live in the arena. `ground` fills the
// sheet.
hai_canvas *canvas_new(struct arena *arena, hai_size sheet, hai_colour ground);

// Close what is open and hand over the record; the canvas takes no more calls. Unbalanced calls and
// numbers that are not finite were reported as warnings ("canvas.unbalanced", "canvas.number").
const struct record *canvas_finish(hai_canvas *canvas, struct report *report);

hai_size record_size(const struct record *record);

// The box around all ink between two moments of recording, for the contract check: what was drawn
// while one block was on the canvas.
unsigned canvas_mark(const hai_canvas *canvas);
hai_box record_ink(const struct record *record, unsigned from, unsigned to);

// --- Back ends ---

struct _cairo;

// Draw all items that touch `band` (sheet coordinates) on a context whose user space is the
// sheet's. `text` keeps text as text (PDF, SVG), else glyphs alone (pixels). False on a cairo
// error.
bool record_replay(const struct record *record, struct _cairo *cairo, hai_box band, bool text);

// The record as text, one call a line, numbers to a tenth, for tests and the curious.
void record_trace(const struct record *record, FILE *out);

#endif
