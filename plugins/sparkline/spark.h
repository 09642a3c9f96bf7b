// SPDX-License-Identifier: MIT
//
// One small chart without words (Edward Tufte, "Beautiful Evidence", 2006).
#ifndef SPARKLINE_SPARK_H
#define SPARKLINE_SPARK_H

#include "chart-kit/chart.h"

enum spark_kind { SPARK_LINE, SPARK_AREA, SPARK_COLUMNS };
enum spark_marks { SPARK_MARKS_ALL, SPARK_MARKS_LAST, SPARK_MARKS_NONE };

struct spark {
    enum spark_kind kind;
    enum spark_marks marks;
    const double *values;
    int32_t count;
    double low, high; // of the scale
    const struct chart_style *style;
};

// The first and the last value, and those of the extremes; -1: there is none.
struct spark_ends {
    int32_t first, last, lowest, highest;
};
struct spark_ends spark_find_ends(const double *values, int32_t count);

void spark_draw(const hai_block *block, const struct spark *spark, hai_canvas *canvas, hai_box box);

#endif
