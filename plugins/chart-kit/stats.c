// SPDX-License-Identifier: MIT
#include "chart-kit/stats.h"

#include <math.h>
#include <stdlib.h>

#include "chart-kit/polar.h"
#include "chart-kit/ticks.h"

int32_t chart_lttb(const double *x, const double *y, int32_t count, int32_t wanted, int32_t *kept)
{
    if (count <= wanted) {
        for (int32_t i = 0; i < count; i++)
            kept[i] = i;
        return count;
    }
    kept[0] = 0;
    double every = (count - 2.0) / (wanted - 2);
    for (int32_t bucket = 0; bucket < wanted - 2; bucket++) {
        int32_t from = (int32_t)(bucket * every) + 1, to = (int32_t)((bucket + 1) * every) + 1;
        int32_t after = (int32_t)fmin((int32_t)((bucket + 2) * every) + 1, count);
        // The third corner is the mean of the next bucket.
        double mean_x = 0, mean_y = 0;
        for (int32_t i = to; i < after; i++) {
            mean_x += x[i] / (after - to);
            mean_y += y[i] / (after - to);
        }
        int32_t last = kept[bucket], best = from;
        double largest = -1;
        for (int32_t i = from; i < to; i++) {
            double area =
                fabs((x[last] - mean_x) * (y[i] - y[last]) - (x[last] - x[i]) * (mean_y - y[last]));
            if (area > largest) {
                largest = area;
                best = i;
            }
        }
        kept[bucket + 1] = best;
    }
    kept[wanted - 1] = count - 1;
    return wanted;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y ? 1 : 0;
}

double *chart_sorted(const hai_block *block, const double *values, int32_t *count)
{
    double *sorted = hai_block_alloc(block, ((size_t)*count + 1) * sizeof *sorted);
    int32_t finite = 0;
    for (int32_t i = 0; i < *count; i++)
        if (isfinite(values[i]))
            sorted[finite++] = values[i];
    qsort(sorted, (size_t)finite, sizeof *sorted, compare);
    *count = finite;
    return sorted;
}

double chart_quantile(const double *sorted, int32_t count, double share)
{
    if (count < 1)
        return NAN;
    double at = fmin(fmax(share, 0), 1) * (count - 1);
    int32_t below = (int32_t)at;
    if (below >= count - 1)
        return sorted[count - 1];
    return sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
}

struct chart_box_stats chart_box_stats(const double *sorted, int32_t count)
{
    struct chart_box_stats stats = {.low = NAN,
                                    .q1 = NAN,
                                    .median = NAN,
                                    .q3 = NAN,
                                    .high = NAN,
                                    .mean = NAN,
                                    .last_inside = -1};
    if (count < 1)
        return stats;
    stats.q1 = chart_quantile(sorted, count, 0.25);
    stats.median = chart_quantile(sorted, count, 0.5);
    stats.q3 = chart_quantile(sorted, count, 0.75);
    stats.mean = 0;
    for (int32_t i = 0; i < count; i++)
        stats.mean += sorted[i] / count;
    double fence = 1.5 * (stats.q3 - stats.q1);
    while (sorted[stats.first_inside] < stats.q1 - fence)
        stats.first_inside++;
    stats.last_inside = count - 1;
    while (sorted[stats.last_inside] > stats.q3 + fence)
        stats.last_inside--;
    stats.low = sorted[stats.first_inside];
    stats.high = sorted[stats.last_inside];
    return stats;
}

struct chart_bins chart_bins_new(const hai_block *block, const double *sorted, int32_t count,
                                 int32_t wanted)
{
    struct chart_bins bins = {.width = 1};
    if (count > 0) {
        double low = sorted[0], high = sorted[count - 1];
        double box = chart_quantile(sorted, count, 0.75) - chart_quantile(sorted, count, 0.25);
        double width = 2 * box / cbrt(count);
        double ideal = wanted > 0  ? wanted
                       : width > 0 ? (high - low) / width
                                   : ceil(log2(count) + 1); // Sturges, where half is the same
        int32_t edges = chart_wilkinson(low, high, (int32_t)fmin(fmax(ideal, 1), 28) + 1, true,
                                        &bins.first, &bins.width);
        if (edges < 2)
            bins.first = low - bins.width / 2;
        bins.count = edges < 2 ? 1 : edges - 1;
    }
    bins.counts = hai_block_alloc(block, ((size_t)bins.count + 1) * sizeof(double));
    for (int32_t i = 0; i < count; i++) {
        // An edge that is not a number of base two must not fall to the left.
        double bin = floor((sorted[i] - bins.first) / bins.width + 1e-9);
        bins.counts[(int32_t)fmin(fmax(bin, 0), bins.count - 1)]++;
    }
    return bins;
}

void chart_density(const double *sorted, int32_t count, double adjust, double low, double high,
                   double *result, int32_t place_count)
{
    double mean = 0, square = 0;
    for (int32_t i = 0; i < count; i++)
        mean += sorted[i] / count;
    for (int32_t i = 0; i < count; i++)
        square += (sorted[i] - mean) * (sorted[i] - mean);
    double spread = count > 1 ? sqrt(square / (count - 1)) : 0;
    double box =
        count > 0
            ? (chart_quantile(sorted, count, 0.75) - chart_quantile(sorted, count, 0.25)) / 1.34
            : 0;
    double least = box > 0 ? fmin(spread, box) : spread;
    double width = 0.9 * least * pow(fmax(count, 1), -0.2) * (adjust > 0 ? adjust : 1);
    if (!(width > 0)) // all the same: a narrow hill
        width = fmax((high - low) / 50, 1e-12);
    for (int32_t p = 0; p < place_count; p++) {
        double at = place_count > 1 ? low + (high - low) * p / (place_count - 1) : low;
        double sum = 0;
        for (int32_t i = 0; i < count; i++) {
            double far = (at - sorted[i]) / width;
            if (fabs(far) < 8)
                sum += exp(-far * far / 2);
        }
        result[p] = count > 0 ? sum / (count * width * sqrt(2 * CHART_PI)) : 0;
    }
}

bool chart_fit_line(const double *x, const double *y, int32_t count, double *slope,
                    double *intercept, double *r2)
{
    double n = 0, mean_x = 0, mean_y = 0, xx = 0, xy = 0, yy = 0;
    for (int32_t i = 0; i < count; i++) {
        if (!isfinite(x[i]) || !isfinite(y[i]))
            continue;
        // Welford's update: no difference of large sums.
        n++;
        double dx = x[i] - mean_x, dy = y[i] - mean_y;
        mean_x += dx / n;
        mean_y += dy / n;
        xx += dx * (x[i] - mean_x);
        xy += dx * (y[i] - mean_y);
        yy += dy * (y[i] - mean_y);
    }
    if (!(xx > 0))
        return false;
    *slope = xy / xx;
    *intercept = mean_y - *slope * mean_x;
    *r2 = yy > 0 ? xy * xy / (xx * yy) : 1;
    return true;
}
