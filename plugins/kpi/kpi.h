// SPDX-License-Identifier: MIT
//
// One figure that matters: label, value with unit, change, and a note that explains it; with a
// ring, a trend or a target where the style asks for one.
#ifndef KPI_KPI_H
#define KPI_KPI_H

#include <haibao/haibao.h>

enum style { STYLE_CARD, STYLE_PLAIN, STYLE_HERO, STYLE_RING, STYLE_TREND, STYLE_TARGET };

struct kpi {
    double value, delta, target;
    const char *text, *unit, *label, *note, *delta_unit, *delta_label, *target_label;
    const hai_table *rows;
    int32_t trend; // column of rows
    int32_t style;
    hai_number_options number;
};

// What a style adds to the figure, below it or, a ring, at its right.
struct extra {
    double beside; // width that it takes from the figure, 0: none
    double height; // below the figure, with the space above; 0: none
    const hai_paragraph *left, *right;
    bool is_below; // the right text stands below the left one
    double part;   // of the ring or bar, 0..1; NAN: unknown
};

struct extra extra_plan(const hai_block *block, const struct kpi *kpi, double width);

// Into the box between figure and note; of a ring beside the figure, its own square.
void extra_draw(const hai_block *block, const struct kpi *kpi, const struct extra *extra,
                hai_canvas *canvas, hai_box box);

#define EXTRA_RING 148.0
#define EXTRA_GAP 20.0

#endif
