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
// sheet. Every canvas must be finished: until then it holds memory besides the arena.
hai_canvas *canvas_new(struct arena *arena, hai_size sheet, hai_colour ground);

// What stands between fence and unfence cannot close what was opened outside, and cannot leave
// anything open, a path least of all: for calls into visuals. Unfence takes what fence gave.
unsigned canvas_fence(hai_canvas *canvas);
void canvas_unfence(hai_canvas *canvas, unsigned fence);

// Close what is open and hand over the record; the canvas takes no more calls. Unbalanced calls and
// numbers that are not finite are reported as warnings ("canvas.unbalanced", "canvas.number"), and
// so are ill-formed calls ("canvas.call"): each once, with a count.
const struct record *canvas_finish(hai_canvas *canvas, struct report *report);

hai_size record_size(const struct record *record);

// The box around all ink between two moments of recording, for the contract check: what was drawn
// while one block was on the canvas. Clips count; soft shadows do not, as they may leave a box.
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
