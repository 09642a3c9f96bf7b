// SPDX-License-Identifier: MIT
//
// The parts of the area chart: its options, its bands, and the words in them.
#ifndef AREA_AREA_H
#define AREA_AREA_H

#include "chart-kit/chart.h"

enum area_mode { AREA_STACKED, AREA_PERCENT, AREA_STREAM };

struct area {
    struct chart_options chart;
    int32_t mode;  // enum area_mode
    int32_t curve; // enum chart_curve
};

// The band of a series, from point to point of the categories that are drawn.
struct area_band {
    hai_point *upper, *lower; // y is NAN where nothing is known
};

// What a first plan has shown.
struct area_hint {
    bool has_legend_values; // in the bands there is no room for all last values
    double last_room;       // at the right, for that of a line
};

struct area_plan {
    struct chart_data *data; // NULL: no data
    enum area_mode mode;
    bool is_single; // one series: a line with a fading area below it
    struct chart_style *styles;
    hai_number_format format;
    struct chart_stack stack;
    struct chart_frame frame;
    int32_t *kept; // the categories that are drawn: of many, those that the eye would see
    int32_t count;
    struct area_band *bands; // one for each series
    double margin;           // within so much of the plot's ends there are figures
    struct area_hint hint;
    bool lacks_last; // the last value of a band, or of the line, has found no room
    int32_t *lasts;  // the number of the label of each; -1: none
    bool *is_inside; // the name of a series stands in its band
    struct chart_end_label *ends;
    struct chart_labels *labels;
    struct chart_notes *notes;
    int32_t dropped;
};

// Where a box so large fits into a band with most room above and below it; false where nowhere.
bool area_find_room(const struct area_plan *plan, int32_t series, hai_size size, hai_point *centre);

// The name of a series for its band, NULL where it has none.
const hai_paragraph *area_name(const hai_block *block, const struct area_plan *plan,
                               int32_t series);

// How wide the figures at the ends of the bands are; 0: there are none.
double area_values_width(const hai_block *block, const struct area *area,
                         const struct area_plan *plan);

// The value or share of a series as it is written; NULL where it is missing.
const char *area_value_text(const hai_block *block, const struct area *area,
                            const struct area_plan *plan, int32_t series, int32_t category);

// Of a stream: where a band is thickest, a category. Its value, with the unit, since there is no
// axis; NULL where values are not told.
int32_t area_peak(const struct area_plan *plan, int32_t series);
const char *area_peak_text(const hai_block *block, const struct area *area,
                           const struct area_plan *plan, int32_t series);

// The last value of a band in words, of a stream the largest; NULL where values are not told.
const char *area_last_figure(const hai_block *block, const struct area *area,
                             const struct area_plan *plan, int32_t series);

// Names and values in the bands, and values at the line of a single series, into plan->labels.
void area_add_names(const hai_block *block, const struct area *area, struct area_plan *plan);
void area_add_values(const hai_block *block, const struct area *area, struct area_plan *plan);

#endif
