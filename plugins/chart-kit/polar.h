// SPDX-License-Identifier: MIT
//
// Circles. Angles are radians from 12 o'clock, clockwise.
#ifndef CHART_KIT_POLAR_H
#define CHART_KIT_POLAR_H

#include <haibao/haibao.h>

#include "chart-kit/colour.h"

#define CHART_PI 3.14159265358979323846

hai_point chart_polar_point(hai_point centre, double radius, double angle);

// The path of a sector of a ring from angle `from` to `to`; inner 0: of a disc; a whole turn: a
// whole ring. Left to be filled, stroked or clipped.
void chart_sector_path(hai_canvas *canvas, hai_point centre, double inner, double outer,
                       double from, double to);

// Fill a sector, with its decal.
void chart_fill_sector(hai_canvas *canvas, hai_point centre, double inner, double outer,
                       double from, double to, const struct chart_style *style);

// Add to the path a piece of circle, without its radii.
void chart_arc_path(hai_canvas *canvas, hai_point centre, double radius, double from, double to);

// Where a text of a size stands around a point of the circle, so that it touches the circle of
// `radius` from outside and no closer than `gap`: at the right of it, at the left, above, below,
// and in between (radar, rose, gauge).
hai_box chart_polar_text(hai_point centre, double radius, double angle, double gap, hai_size size);

// The name at such a place: on one line, or where that is wider than `most` on several, which end
// at the circle: set to the right at its left, centred above and below it.
const hai_paragraph *chart_polar_name(const hai_block *block, const char *text,
                                      const hai_text_style *style, double angle, double most);

// Names in two columns at the sides of a circle, each tied to its angle by a leader line that
// leaves along the radius and never crosses the circle (pie, rose, sunburst).
struct chart_side_label {
    const hai_paragraph *first, *second; // one above the other; second may be NULL
    double angle;
    double priority;
    hai_colour colour; // of the leader line
    double radius;     // 0: the circle's; else where the line starts (rose)
    // --- Decided ---
    hai_box box;
    hai_point from, elbow, to; // the line
    bool is_placed;
};

// How wide the columns must be for these labels, their leader lines included: the width left for
// the circle is that of the box less twice this.
double chart_side_width(const struct chart_side_label *labels, int32_t count);

// How high the fuller side is.
double chart_side_height(const struct chart_side_label *labels, int32_t count);

// Place: each side spreads (chart_spread) over the height of the box. Returns how many were
// dropped; tell it with chart_warn_dropped when drawing.
int32_t chart_side_place(const hai_block *block, struct chart_side_label *labels, int32_t count,
                         hai_box box, hai_point centre, double radius);
void chart_side_draw(const struct chart_side_label *labels, int32_t count, hai_canvas *canvas);

#endif
