// SPDX-License-Identifier: MIT
//
// What is set out of a chart of columns and lines, and the words in it.
#ifndef COMBO_H
#define COMBO_H

#include "chart-kit/chart.h"

#define COMBO_LINE_WIDTH 4.0
#define COMBO_HALO 3.0 // of the ground at either side of a line
#define COMBO_MARKER_RADIUS 6.0
#define COMBO_MAX_MARKERS 24

enum combo_mode { COMBO_GROUPED, COMBO_STACKED };

struct combo {
    struct chart_options chart; // number, unit, y_title: of the columns
    const char *lines;
    const char *line_unit, *line_title;
    int32_t line_decimals;
    int32_t mode, curve;
    bool line_has_zero;
};

struct combo_plan {
    struct chart_data *data; // all series; NULL: no data
    struct chart_data *columns, *lines;
    struct chart_style *column_styles, *line_styles;
    hai_number_format column_format, line_format;
    struct chart_stack stack; // of stacked columns
    hai_box box;
    struct chart_frame frame; // of the columns, and of lines over them
    struct chart_frame above; // of the lines, where they are parted from the columns
    bool is_parted;
    hai_box *bars;      // one for each column series and category
    hai_point **points; // of each line, one for each category
    struct chart_labels *labels;
    struct chart_notes *notes;
    bool has_legend_values; // in a first plan not all last values have found room
    bool lacks_last;
    int32_t wanted, told; // figures
};

// Of the columns.
double combo_widest_figure(const hai_block *block, const struct combo_plan *plan);

// Figures at the lines and in the columns, into plan->labels; and whether all last ones found room.
void combo_plan_words(const hai_block *block, const struct combo *combo, struct combo_plan *plan);

#endif
