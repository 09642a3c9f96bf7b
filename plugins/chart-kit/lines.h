// SPDX-License-Identifier: MIT
//
// Lines through points, with gaps where a value is missing.
#ifndef CHART_KIT_LINES_H
#define CHART_KIT_LINES_H

#include <haibao/haibao.h>

#include "chart-kit/colour.h"
#include "chart-kit/label.h"

enum chart_curve {
    CHART_CURVE_STRAIGHT,
    CHART_CURVE_SMOOTH, // monotone cubic, never overshoots (Fritsch, Carlson 1980; slopes: Fritsch,
                        // Butland 1984)
    CHART_CURVE_STEP,   // changes half-way between points
    CHART_CURVE_HOLD,   // steps on an axis of time: a value holds until the next one
};

// For option tables: HAI_CHOICE("curve", S, field, chart_curves, ...).
extern const char *const chart_curves[];

// Add a path through the points, their x not falling; a point with a coordinate that is not finite
// interrupts it. A single point between two gaps is a line of no length: seen with round caps.
void chart_line_path(hai_canvas *canvas, const hai_point *points, int32_t count,
                     enum chart_curve curve);

// The closed path between two such lines with the same x (an area). Gaps part it.
void chart_band_path(hai_canvas *canvas, const hai_point *upper, const hai_point *lower,
                     int32_t count, enum chart_curve curve);

// Stroke a line of the theme's width for lines (times `weight`), round at its ends.
void chart_draw_line(hai_canvas *canvas, const hai_point *points, int32_t count,
                     enum chart_curve curve, double width, hai_colour colour);

// Where only a legend tells lines apart: the second and further ones of one colour, or lighter,
// get patterns.
void chart_dash_alike(struct chart_style *styles, int32_t count);

// The stroke of a line in its pattern.
hai_stroke chart_line_stroke(const struct chart_style *style, double width);
void chart_draw_styled_line(hai_canvas *canvas, const hai_point *points, int32_t count,
                            enum chart_curve curve, double width, const struct chart_style *style);

// A round marker with a rim in the colour of what is below it.
void chart_draw_marker(const hai_theme *theme, hai_canvas *canvas, hai_point at, double radius,
                       hai_colour colour);

// A dot of a style, whole or a ring around the ground.
void chart_draw_dot(const hai_theme *theme, hai_canvas *canvas, hai_point at, double radius,
                    const struct chart_style *style);

// Fewer points that look the same, for a plot so wide: at most two for each pixel by
// chart_lttb, gaps kept. Returns the count, and the points in *thinned, or the same where there are
// few.
int32_t chart_thin_points(const hai_block *block, const hai_point *points, int32_t count,
                          double width, const hai_point **thinned);

// Take the room of a line for labels.
void chart_take_line(struct chart_labels *labels, const hai_point *points, int32_t count,
                     double width);

// --- Names at the ends of lines ---

struct chart_end_label {
    const hai_paragraph *text;
    double y; // wanted centre: where the line ends
    double x; // where it ends, if that is before the side; 0: at the side
    double priority;
    hai_colour colour; // of a leader line, where the label had to move
    double centre;     // decided
    bool is_dropped;
};

// A name in the colour of its line, bold and important where the line stands out; `y` is yours.
struct chart_end_label chart_end_label_new(const hai_block *block, const char *text,
                                           const struct chart_style *style);

// The room at the right that the labels take, their gap included; 0 for none.
double chart_ends_width(const struct chart_end_label *labels, int32_t count);

// Spread between top and bottom. Returns how many were dropped.
int32_t chart_ends_place(const hai_block *block, struct chart_end_label *labels, int32_t count,
                         double top, double bottom);

// Draw at the right of x, or with `is_left` at the left of it; a short line leads from (x, y) to
// those that moved.
void chart_ends_draw(const struct chart_end_label *labels, int32_t count, double x, bool is_left,
                     hai_canvas *canvas);

#endif
