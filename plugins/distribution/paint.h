// SPDX-License-Identifier: MIT
//
// What is planned of a distribution, and how it is drawn.
#ifndef DISTRIBUTION_PAINT_H
#define DISTRIBUTION_PAINT_H

#include "groups.h"
#include "shapes.h"

#define DENSITY_PLACES 128
#define BOX_HEIGHT 40.0
#define COUNT_ROOM 34.0 // above the bars of one histogram, for their counts

enum style { STYLE_AUTO, STYLE_HISTOGRAM, STYLE_BOX, STYLE_VIOLIN, STYLE_STRIP };

// A shape of one group, as its style needs it.
struct shape {
    double centre, height;                          // of its row
    double *counts;                                 // HISTOGRAM: of the bins
    double x[DENSITY_PLACES], half[DENSITY_PLACES]; // VIOLIN
    struct swarm swarm;                             // STRIP
    hai_point median;                               // on the top of the shape
};

struct plan {
    struct groups groups; // count 0: no data
    enum style style;
    struct chart_style *styles;
    hai_number_format format;
    struct chart_bins bins; // HISTOGRAM: their counts are those of all groups
    double most;            // HISTOGRAM: the highest bin of any group
    bool is_one_value;      // HISTOGRAM: of equal values, a column over their value
    struct chart_frame frame;
    struct shape *shapes;
    struct chart_labels *labels;
    struct chart_notes *notes;
};

// The place of a value; at the end of the plot where an author's axis does not reach it.
double plan_x(const struct plan *plan, double value);

hai_box plan_bin(const struct plan *plan, const struct shape *shape, int32_t bin);

// One group without a name.
bool plan_is_single(const struct plan *plan);

// A group in its style.
void paint_group(const hai_theme *theme, const struct plan *plan, int32_t g, hai_canvas *canvas);

#endif
