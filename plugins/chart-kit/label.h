// SPDX-License-Identifier: MIT
//
// Labels that never overlap each other, never hide a mark and never leave their box.
//
// An occupancy bitmap of 2 px cells holds what is taken (Kittivorawong, Moritz, Wongsuphasawat,
// Heer, "Fast and flexible overlap detection for chart labeling with occupancy bitmap", 2020).
// Labels are placed greedily, the more important first, each at the first of its sides that is
// free; then farther away with a leader line, if it may have one; else it is dropped. What is
// dropped is told once, when the labels are drawn (label.dropped).
//
//     struct chart_labels *labels = chart_labels_new(block, frame.plot);
//     chart_labels_take_box(labels, bar);                                   // marks first
//     chart_labels_add(labels, (struct chart_label){.text = text, .at = top, .gap = 8,
//                                                   .sides = CHART_ABOVE | CHART_BELOW});
//     chart_labels_place(labels);
//     ...
//     chart_labels_draw(labels, canvas);
#ifndef CHART_KIT_LABEL_H
#define CHART_KIT_LABEL_H

#include <haibao/haibao.h>

// Sides of its point at which a label may stand; tried in this order.
#define CHART_ABOVE UINT32_C(1)
#define CHART_RIGHT UINT32_C(2)
#define CHART_BELOW UINT32_C(4)
#define CHART_LEFT UINT32_C(8)
#define CHART_ABOVE_RIGHT UINT32_C(16)
#define CHART_ABOVE_LEFT UINT32_C(32)
#define CHART_BELOW_RIGHT UINT32_C(64)
#define CHART_BELOW_LEFT UINT32_C(128)
#define CHART_CENTRE                                                                               \
    UINT32_C(256) // on the point itself, marks notwithstanding: labels only keep off
                  // each other
#define CHART_AROUND UINT32_C(255) // any but the centre

struct chart_label {
    const hai_paragraph *text;
    hai_point at;
    double gap;        // from the point to the text's box
    uint32_t sides;    // CHART_…
    uint32_t first;    // the side tried before the others; 0: none
    double priority;   // larger is placed first; of equals the one added first
    bool may_lead;     // may stand farther off with a leader line
    bool leads_clear;  // but not with one that crosses another mark
    bool is_apart;     // keeps off the words beside it where it can: a number
    bool is_optional;  // not told of when dropped
    hai_colour leader; // colour of the line; alpha 0: the theme's "weak"
    bool is_painted;   // in `paint` instead of the paragraph's colour
    hai_colour paint;
    hai_colour ground; // behind the words, over a decal; alpha 0: none
    // --- Decided ---
    hai_box box;
    bool is_placed, has_leader, has_ground;
    bool is_lifted; // off a line of the grid, by a ground of its own
    hai_box lifted;
};

struct chart_labels;

// Labels stay inside `bounds`.
struct chart_labels *chart_labels_new(const hai_block *block, hai_box bounds);

// What is taken by marks, or by words drawn in another way. Parts outside of the bounds are fine.
void chart_labels_take_box(struct chart_labels *labels, hai_box box);
void chart_labels_take_line(struct chart_labels *labels, hai_point from, hai_point to,
                            double width);
void chart_labels_take_circle(struct chart_labels *labels, hai_point centre, double radius);

// What labels keep off as long as they can, reference lines for instance: one that cannot stands on
// it, on a ground of its own.
void chart_labels_avoid_box(struct chart_labels *labels, hai_box box);

// A line of the grid: labels stand where they would, on a ground that keeps it off their words.
void chart_labels_cross_box(struct chart_labels *labels, hai_box box);

bool chart_labels_is_free(const struct chart_labels *labels, hai_box box);

// Returns its number, from 0. A label without text, or whose point is not finite, is let go.
int32_t chart_labels_add(struct chart_labels *labels, struct chart_label label);

// Place what was added since the last call. Returns how many were dropped.
int32_t chart_labels_place(struct chart_labels *labels);

// After placing. NULL: no such label.
const struct chart_label *chart_labels_find(const struct chart_labels *labels, int32_t number);

void chart_labels_draw(const struct chart_labels *labels, hai_canvas *canvas);

// The warning label.dropped, for those who place in another way; 0 says nothing.
void chart_warn_dropped(const hai_block *block, int32_t count);

// --- Along a line: names at line ends, at the sides of a pie ---

struct chart_spread {
    double wanted;   // centre
    double size;     // height
    double priority; // the least is dropped first
    double centre;   // decided
    bool is_dropped;
};

// Push labels apart until none is closer than `gap`, all within from..to, their order kept, with
// the least sum of squared moves (isotonic regression by pooling adjacent violators; Ayer et al.
// 1955). Where they do not fit together, the least important are dropped. Returns how many.
int32_t chart_spread(const hai_block *block, struct chart_spread *items, int32_t count, double gap,
                     double from, double to);

// --- Text on marks ---

// The colour for words on a ground: whichever of the theme's ink and on_primary reads better.
hai_colour chart_ink_on(const hai_theme *theme, hai_colour ground);

// A colour as a literal for hai_text_style.colour.
const char *chart_colour_name(const hai_block *block, hai_colour colour);

// A paragraph on one line in a type role: axis words "caption", names "label", values "value".
const hai_paragraph *chart_text(const hai_block *block, const char *text, const char *role,
                                const char *colour);

#endif
