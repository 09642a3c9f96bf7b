// SPDX-License-Identifier: MIT
//
// From values to places and colours, and back.
#ifndef CHART_KIT_SCALE_H
#define CHART_KIT_SCALE_H

#include <haibao/haibao.h>

enum chart_scale_kind {
    CHART_SCALE_LINEAR,
    CHART_SCALE_LOG,    // base 10; from > 0
    CHART_SCALE_SYMLOG, // sign(v) log10(1 + |v| / constant): through 0 and below (Webber 2013)
    CHART_SCALE_SQRT,   // so that an area goes with the value
    CHART_SCALE_TIME,   // values are days, see chart_time
    CHART_SCALE_BAND,   // categories 0, 1, ...: a bar each
    CHART_SCALE_POINT,  // categories 0, 1, ...: a point each, the first and the last at the ends
};

struct chart_scale {
    enum chart_scale_kind kind;
    double from, to;      // values (BAND, POINT: not used)
    double start, end;    // places of these, in pixels; start > end for an axis upwards
    int32_t count;        // BAND, POINT
    double padding;       // BAND: share of a step that is left empty, 0..1
                          // POINT: empty steps at either end, 0.5 puts points where bands are
    const double *places; // BAND: the centre of each, where they are not a step apart; or NULL
    double constant;      // SYMLOG: up to here it is about linear; 0 counts as 1
};

// The place of a value; of a category its centre, also between categories (1.5). An empty domain
// (from == to) maps to the middle of the range. NAN stays NAN; LOG of what is not above 0 is NAN.
double chart_scale_map(const struct chart_scale *scale, double value);

// The value, or category, at a place; not bounded.
double chart_scale_invert(const struct chart_scale *scale, double place);

// From one category to the next; how much of it a bar takes (0 for POINT).
double chart_scale_step(const struct chart_scale *scale);
double chart_scale_bandwidth(const struct chart_scale *scale);

// Days since 1970-01-01 of a date as data.h has them: 2021, 2021-03, 2021/3/5, 20210305, 2021年3月,
// 2021年3月5日, 2021Q1, 2021年一季度, and a time after a whole date (2021-03-05 14:30). What is not
// told counts as the first: 2021 is 1 January. NAN: no date. The calendar is the Gregorian one.
double chart_time(const char *text);
void chart_time_split(double days, int32_t *year, int32_t *month, int32_t *day);
double chart_time_join(int32_t year, int32_t month, int32_t day); // month may be out of 1..12

// --- Colours: t in 0..1, mixed in OKLCH between the theme's tokens ---

// From sequential.1 to sequential.5. Bounded; NAN gives "line".
hai_colour chart_ramp(const hai_theme *theme, double t);

// From "fall" over a pale middle (t = 0.5) to "rise": below and above what is usual. Which of them
// is red the theme says.
hai_colour chart_diverging_ramp(const hai_theme *theme, double t);

#endif
