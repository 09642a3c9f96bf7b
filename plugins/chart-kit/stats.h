// SPDX-License-Identifier: MIT
//
// What a chart computes from many values. Values that are not finite are passed over, unless told.
#ifndef CHART_KIT_STATS_H
#define CHART_KIT_STATS_H

#include <haibao/haibao.h>

// Largest-triangle-three-buckets (Sveinn Steinarsson, "Downsampling time series for visual
// representation", 2013): which of `count` points to keep so that `wanted` of them look like all.
// All are finite. Writes rising indexes into `kept`, room for `wanted`, and returns how many: all
// where count <= wanted; else the first and the last are among them. wanted >= 2.
int32_t chart_lttb(const double *x, const double *y, int32_t count, int32_t wanted, int32_t *kept);

// Finite values, sorted; *count is made their number. In the poster's memory.
double *chart_sorted(const hai_block *block, const double *values, int32_t *count);

// The quantile of sorted values, 0..1, by linear interpolation (type 7 of Hyndman, Fan 1996). NAN
// where there are none.
double chart_quantile(const double *sorted, int32_t count, double share);

// Box and whiskers (John W. Tukey, "Exploratory Data Analysis", 1977): whiskers end at the farthest
// values within 1.5 times the box's height; what lies beyond is outside.
struct chart_box_stats {
    double low, q1, median, q3, high; // low and high: the whiskers' ends
    double mean;
    int32_t first_inside, last_inside; // sorted[i] before and after these are outliers
};
struct chart_box_stats chart_box_stats(const double *sorted, int32_t count);

// Bins of one round width by the rule of Freedman and Diaconis (1981), at most 100; `wanted` > 0
// asks for about so many instead. Edges are round numbers (ticks.h); a value on an edge belongs to
// the bin at its right, the last edge to the last bin.
struct chart_bins {
    double first, width;
    int32_t count;
    double *counts;
};
struct chart_bins chart_bins_new(const hai_block *block, const double *sorted, int32_t count,
                                 int32_t wanted);

// Density of a Gaussian kernel at `place_count` places from `low` to `high`; the bandwidth is
// Silverman's rule of thumb (1986), 0.9 min(s, IQR / 1.34) n^-1/5, times `adjust`. The area is 1.
// Zeros where there are no values.
void chart_density(const double *sorted, int32_t count, double adjust, double low, double high,
                   double *density, int32_t place_count);

// y = slope x + intercept by least squares; r2 is the share of variance told. False where fewer
// than two different x are finite.
bool chart_fit_line(const double *x, const double *y, int32_t count, double *slope,
                    double *intercept, double *r2);

#endif
