// SPDX-License-Identifier: MIT
#include "axes.h"

#include <math.h>
#include <stddef.h>

// Leads of a round step, and what each costs beside the roundest.
static const struct {
    double lead, cost;
} leads[] = {{1, 0}, {2, 0}, {2.5, 0.05}, {3, 0.1}, {4, 0.05}, {5, 0}, {6, 0.1}, {8, 0.1}, {10, 0}};

static double round_above(double step, double *cost)
{
    *cost = 0;
    if (!(step > 0) || !isfinite(step))
        return 1;
    double power = pow(10, floor(log10(step)));
    for (size_t i = 0; i < sizeof leads / sizeof *leads; i++)
        if (leads[i].lead * power >= step * (1 - 1e-9)) {
            *cost = leads[i].cost;
            return leads[i].lead * power;
        }
    return 10 * power;
}

struct fit {
    double low, step, score;
};

// Zero stands `below` steps above the lower end.
static struct fit fit_zero(double low, double high, int32_t below, int32_t count)
{
    int32_t above = count - below;
    low = fmin(low, 0);
    high = fmax(high, 0);
    if ((low < 0 && below == 0) || (high > 0 && above == 0))
        return (struct fit){.score = -INFINITY};
    double cost, needed = 0;
    if (below > 0)
        needed = -low / below;
    if (above > 0)
        needed = fmax(needed, high / above);
    double step = round_above(needed, &cost);
    return (struct fit){-below * step, step, (high - low) / (count * step) - cost};
}

static struct fit fit_free(double low, double high, int32_t count)
{
    double cost, step = round_above((high - low) / count, &cost);
    for (int32_t tries = 0; tries < 8; tries++) {
        double start = floor(low / step + 1e-9) * step;
        if (start + count * step >= high - 1e-9 * step)
            return (struct fit){start, step, (high - low) / (count * step) - cost};
        step = round_above(step * 1.01, &cost);
    }
    return (struct fit){low, step, -1};
}

struct combo_axes combo_axes_align(const double low[2], const double high[2], bool has_zero,
                                   int32_t most)
{
    struct combo_axes best = {.count = 1, .step = {1, 1}};
    double best_score = -INFINITY;
    for (int32_t count = 2; count <= most; count++)
        for (int32_t below = 0; below <= count; below++) {
            struct fit first = fit_zero(low[0], high[0], below, count);
            struct fit second = has_zero ? fit_zero(low[1], high[1], below, count)
                                         : fit_free(low[1], high[1], count);
            double score = first.score + second.score - 0.06 * fabs(count - fmin(most, 4));
            if (!(score > best_score))
                continue;
            best_score = score;
            best = (struct combo_axes){count, {first.low, second.low}, {first.step, second.step}};
        }
    return best;
}
