// SPDX-License-Identifier: MIT
//
// The axes of parallel coordinates: a column each.
#ifndef PARALLEL_AXES_H
#define PARALLEL_AXES_H

#include "chart-kit/chart.h"

#define MAX_AXES 24

struct axis_option {
    const char *column; // its name in the table
    const char *name;   // NULL: the column's
    const char *unit;
    bool is_inverted;
    double low, high; // NAN: as the data has it
};

struct parallel {
    struct chart_options chart;
    hai_list axes; // of struct axis_option; none: all columns but label and series
    int32_t curve; // enum chart_curve
};

struct axis {
    const char *name;
    const char *low_text, *high_text; // at its ends; NULL for categories
    // The same where the unit stands beside the name, for narrow charts.
    const char *low_figure, *high_figure, *name_with_unit;
    const char **names; // of categories; NULL: an axis of values
    int32_t count;
    bool is_inverted;
    hai_number_format format;
    double *shares; // of each row: 0 at the lower end, 1 at the upper; NAN: missing
    double *values;
};

extern const hai_item axis_item;

// Columns in which there is nothing are left out. Returns the count.
int32_t axes_read(const hai_block *block, const struct parallel *parallel, struct axis **axes);

// The options with the axes of values as `columns`: for the summary, which reads series.
struct chart_options axes_options(const hai_block *block, const struct parallel *parallel);

// Where the category `n` of an axis stands: the first is at the top, unless it is inverted.
double axis_category_share(const struct axis *axis, int32_t n);

#endif
