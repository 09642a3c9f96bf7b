// SPDX-License-Identifier: MIT
//
// The parts of the scatter chart: its options, its points, and the words about them.
#ifndef SCATTER_SCATTER_H
#define SCATTER_SCATTER_H

#include "chart-kit/chart.h"

enum scatter_axis { SCATTER_LINEAR, SCATTER_LOG };
enum scatter_quadrants { SCATTER_QUADRANTS_NONE, SCATTER_QUADRANTS_MEAN, SCATTER_QUADRANTS_MEDIAN };

struct scatter {
    struct chart_options chart; // `unit` is not used: each axis has its own
    int32_t x, y, size;         // columns; size -1: points, else bubbles
    const char *x_unit, *y_unit, *size_unit, *size_title;
    int32_t x_axis, y_axis; // enum scatter_axis
    double x_low, x_high;
    double radius;  // of points, or of the largest bubble; 0: by their number
    double opacity; // 0: by their number
    bool has_trend;
    int32_t quadrants; // enum scatter_quadrants
    const char *quadrant_names;
};

struct scatter_point {
    double x, y, size;
    const char *label;
    int32_t series;
    bool is_highlit, is_listed;
    int32_t count; // of points that this one stands for
    hai_point at;
    double radius;
};

struct scatter_points {
    struct scatter_point *items;
    int32_t count;
    struct chart_data *groups;  // one series for each colour, without values
    struct chart_data *heights; // the y of all as one series, for annotations
    double most;                // the largest size
    bool has_chosen;            // some points, not all, are highlighted
};

// The points that both axes have a place for.
struct scatter_points scatter_points_read(const hai_block *block, const struct scatter *scatter);

// Of those of one colour that fall on the same spot one is kept, so that at most some 20000 are
// left, whatever the table holds. Needs their places.
void scatter_points_thin(const hai_block *block, struct scatter_points *points, double cell);

// A value as its axis has it.
double scatter_axis_value(int32_t axis, double value);

// Straight on the axes as they are: y over x, both as scatter_axis_value has them.
struct scatter_trend {
    bool is_there;
    double slope, intercept, r2;
};
struct scatter_trend scatter_trend_fit(const hai_block *block, const struct scatter *scatter,
                                       const struct scatter_points *points);

// Where the plot is quartered.
hai_point scatter_middle(const hai_block *block, const struct scatter *scatter,
                         const struct scatter_points *points);

// --- Circles of round values, that tell what an area means ---

struct scatter_circle {
    const hai_paragraph *text;
    double radius; // 0: the title
    double x, y;   // of its row's left end and middle, from the legend's corner
};
struct scatter_size_legend {
    struct scatter_circle circles[4];
    int32_t count;
    hai_size size;
};
struct scatter_size_legend scatter_size_legend_plan(const hai_block *block,
                                                    const struct scatter *scatter, double most,
                                                    double radius, double width);
void scatter_size_legend_draw(const hai_theme *theme, const struct scatter_size_legend *legend,
                              hai_canvas *canvas, double x, double y);

// --- Words in the plot ---

// Names of points, no wider than `widest`, into `labels`. Returns how many were not even tried,
// being too many.
int32_t scatter_names_add(const hai_block *block, const struct scatter *scatter,
                          const struct scatter_points *points, const struct chart_style *styles,
                          double widest, struct chart_labels *labels);

// What the line explains, along it.
void scatter_trend_label_add(const hai_block *block, double r2, hai_point from, hai_point to,
                             struct chart_labels *labels);

// Of points on the same spot one has the names of all, the others none.
void scatter_names_join(const hai_block *block, struct scatter_points *points);

#define SCATTER_MOST_NUMBERED 120

// Whether all of the points that have to be named may become numbers and a list.
bool scatter_may_number(const struct scatter *scatter, const struct scatter_points *points);

// In a narrow chart names of a few points become numbers, from the highest point on, and a list
// below the chart tells them; of many points, those of the outermost and the largest, and the
// others have none: what `labels` of the points say is changed. Where `is_chosen_only`, in a chart
// of any width, the points that the author chose are numbered (all, where he wants all named), and
// the others have no names.
struct chart_list scatter_list_plan(const hai_block *block, const struct scatter *scatter,
                                    struct scatter_points *points, double width,
                                    bool is_chosen_only);

// A name for each of the four parts around the middle, in its outermost free corner. How many found
// none.
int32_t scatter_quadrant_names_add(const hai_block *block, const struct scatter *scatter,
                                   hai_box plot, hai_point middle, struct chart_labels *labels);

// In a chart so wide these names stand in the list instead, before all others.
bool scatter_corners_are_listed(const hai_block *block, const struct scatter *scatter,
                                double width);

#endif
