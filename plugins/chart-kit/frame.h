// SPDX-License-Identifier: MIT
//
// The plot of a chart with axes: how much room the words around it take, where the plot is, and the
// scales in it.
//
// Describe the axes, plan, draw, and put marks at chart_x and chart_y:
//
//     struct chart_frame frame = {
//         .x = {.kind = CHART_AXIS_BAND, .names = data->categories, .count = data->category_count},
//         .y = {.kind = CHART_AXIS_VALUE, .low = low, .high = high, .has_zero = true,
//               .format = format, .unit = options->unit, .has_grid = true},
//     };
//     chart_frame_apply(&frame, options);         // title, axis titles, low and high
//     chart_frame_plan(block, &frame, box);
//     ...
//     chart_frame_draw(block, &frame, canvas);
//     double x = chart_x(&frame, category), y = chart_y(&frame, value);
//
// Names of categories across are set on one line; if they do not fit, they wrap within their step;
// then take turns in two rows; then are thinned out, the first and the last kept, which is warned
// of (label.dropped) when the frame is drawn. Names of categories downwards stand at the left, wrap
// from a third of the width on, and stand above their bands where even that leaves too little.
// Titles and unit of the axis upwards stand above it, so that nothing is turned.
#ifndef CHART_KIT_FRAME_H
#define CHART_KIT_FRAME_H

#include "chart-kit/legend.h"
#include "chart-kit/options.h"
#include "chart-kit/scale.h"
#include "chart-kit/ticks.h"

enum chart_axis_kind {
    CHART_AXIS_NONE,  // no axis, no scale: 0..1
    CHART_AXIS_VALUE, // linear, with round ticks
    CHART_AXIS_LOG,
    CHART_AXIS_TIME,  // values are days (chart_time)
    CHART_AXIS_BAND,  // a bar for each category
    CHART_AXIS_POINT, // a point for each category
};

struct chart_axis {
    // --- What is wanted ---
    enum chart_axis_kind kind;
    double low, high;             // of the data; not finite: 0..1
    bool has_zero;                // the axis begins or ends at zero at the least: bars and areas
    bool is_exact;                // ends where the data ends, not at round ticks
    double fixed_low, fixed_high; // the author's; used where `has_fixed_…`
    bool has_fixed_low, has_fixed_high;
    hai_number_format format; // of ticks; size 0: plain
    const char *unit;         // or NULL
    const char *title;        // or NULL
    const char *const *names; // BAND, POINT
    int32_t count;
    double padding;   // BAND, POINT: as in scale.h; 0: 0.3 and 0
    double thickness; // BAND downwards: wanted height of a band, from which the height of the chart
                      // follows; 0: the bands share the height of the box
    bool has_grid;    // hairlines across the plot at the ticks
    bool is_unsigned; // ticks on either side of zero are told without a sign
    bool is_own;      // not shared with siblings: shares of one whole
    bool is_hidden;   // scale only: no ticks, texts, line or title
    bool keeps_title; // though hidden: its title and unit are told
    bool is_reversed; // grows to the left, or downwards for VALUE; BAND upwards
    bool is_on_far_side;  // x: texts above the plot
    bool wants_above;     // BAND downwards: names stand above their bands, whatever their length
    double beside_names;  // BAND downwards: what stands at the right of names above their bands
    int32_t wanted_ticks; // 0: by the room, about one in 100 px
    double fixed_step;    // VALUE with both fixed ends: ticks so far apart from the lower end on
    const char *colour;   // of its words, where an axis is of one thing; NULL: as all words
    double words_width;   // VALUE upwards: what its words take at the least, for plots that begin
                          // at one place below each other

    // --- What was decided ---
    struct chart_scale scale;
    struct chart_ticks ticks; // VALUE, LOG, TIME
    bool is_upright;          // the names across are set a character below the other
    struct chart_axis_texts *texts;
    bool is_above; // names downwards stand above their bands
    int32_t dropped;
};

struct chart_frame {
    // --- What is wanted ---
    struct chart_axis x, y;
    struct chart_axis y2;                // at the right; its kind NONE: there is none
    const char *title;                   // above all; or NULL
    const struct chart_legend *legend;   // below the title; or NULL
    const struct chart_options *options; // for words of annotations; NULL: none
    hai_insets room;        // kept free around the plot, inside the axes' words: for labels at line
                            // ends, values above bars
    double min_plot_height; // 0: 96

    // --- What was decided ---
    hai_box box;  // as given, its height as needed: at least that of the box, or more
    hai_box plot; // between the axes; scales end here
    const struct chart_legend *note_key; // below the legend: words of annotations; or NULL
    double title_height; // that of the highest title of small charts beside each other
    const hai_paragraph *title_text, *x_title_text, *y_title_text, *y2_title_text;
    double y2_title_width; // in which the last of these is set
};

// Title, titles of axes, and the ends of the axis of values from the options. The axis of values is
// y where that is VALUE or LOG, else x.
void chart_frame_apply(struct chart_frame *frame, const struct chart_options *options);

// Decide. frame->box.height is what measure answers. A box narrower than its words still gets a
// plot of 24 px at the least.
void chart_frame_plan(const hai_block *block, struct chart_frame *frame, hai_box box);

// Title, legend, grid, axes and their words; before the marks.
void chart_frame_draw(const hai_block *block, const struct chart_frame *frame, hai_canvas *canvas);

// Of a name that stands above its band.
hai_box chart_frame_name_box(const struct chart_frame *frame, int32_t number);

// Names of bands downwards take their room from labels.
struct chart_labels;
void chart_frame_take_names(const struct chart_frame *frame, struct chart_labels *labels);

// So does what stands around the plot: title, legend, units and ticks of the axes.
void chart_frame_take_words(const struct chart_frame *frame, struct chart_labels *labels);

// A line upwards that stops at names above bands rather than strike them through.
void chart_frame_draw_upright(const struct chart_frame *frame, hai_canvas *canvas, double x,
                              double from, double to, hai_stroke stroke, hai_colour colour);
bool chart_frame_is_parted(const struct chart_frame *frame, hai_point at); // at such a name

// Labels are kept off the lines of the grid, see chart_labels_cross_box.
void chart_frame_cross_grid(const struct chart_frame *frame, struct chart_labels *labels);

// The line at zero again, over the marks; nothing where zero is not inside the plot.
void chart_frame_draw_zero(const hai_block *block, const struct chart_frame *frame,
                           hai_canvas *canvas);

// The place of a value or category (its centre).
double chart_x(const struct chart_frame *frame, double value);
double chart_y(const struct chart_frame *frame, double value);
double chart_y2(const struct chart_frame *frame, double value);

// The place where bars begin: of zero, or the end of the axis that is nearest to it.
double chart_axis_zero(const struct chart_axis *axis);

// The width that the words of an axis upwards take, after planning.
double chart_axis_words_width(const struct chart_axis *axis);

// A wanted axis of values around the data's extent.
struct chart_axis chart_axis_values(double low, double high, bool has_zero,
                                    const hai_number_format *format, const char *unit);

#endif
