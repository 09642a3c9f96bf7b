// SPDX-License-Identifier: MIT
//
// The parts of the chord diagram.
#ifndef CHORD_H
#define CHORD_H

#include "chart-kit/chart.h"

#define RING 24.0          // thickness of the ring
#define CHORD_NARROW 520.0 // narrower boxes have their words below

enum directed { DIRECTED_AUTO, DIRECTED_YES, DIRECTED_NO };

struct chord {
    struct chart_options chart;
    int32_t source, target; // columns
    int32_t directed;       // enum directed
    const char *out_title, *in_title;
};

// Where a flow meets the ring.
struct foot {
    double from, to; // angles
};

struct ribbon {
    int32_t link;
    struct foot source, target;
};

struct group {
    double from, to; // angles
    const hai_paragraph *name, *figures;
    hai_box box; // of both words, where they stand around the ring
};

enum places { PLACES_AROUND, PLACES_SIDES, PLACES_LEGEND };

struct plan {
    struct chart_flows *flows; // without direction: one of each pair
    bool is_directed;
    struct chart_frame frame;
    struct chart_style *styles;
    hai_number_format format;
    struct group *groups;
    struct ribbon *ribbons; // the largest first
    hai_point centre;
    double radius; // of the ring, outside
    enum places places;
    bool has_unit_apart; // the unit stands above the circle, once for all figures
    bool has_lines;      // figures follow the names of their groups
    struct chart_side_label *sides;
    struct chart_legend *legend; // below
    int32_t dropped;
};

// --- ring.c ---

// Angles of groups, and of the ribbons' feet in them: ordered so that ribbons of one group never
// cross each other.
void ring_plan(const hai_block *block, struct plan *plan);
void ring_draw(const hai_block *block, const struct chord *chord, const struct plan *plan,
               hai_canvas *canvas);

// --- names.c ---

// The circle and the words around it: beside their arcs; else in columns at both sides; else in a
// legend.
void names_plan(const hai_block *block, const struct chord *chord, struct plan *plan, hai_box box);
void names_draw(const struct plan *plan, hai_canvas *canvas);

#endif
