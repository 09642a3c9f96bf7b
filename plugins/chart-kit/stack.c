// SPDX-License-Identifier: MIT
#include "chart-kit/stack.h"

#include <math.h>
#include <stdlib.h>

static double value_at(const struct chart_data *data, int32_t series, int32_t category)
{
    double value = data->series[series].values[category];
    return isfinite(value) ? value : 0;
}

static double absolute_total(const struct chart_data *data, int32_t category)
{
    double total = 0;
    for (int32_t s = 0; s < data->series_count; s++)
        total += fabs(value_at(data, s, category));
    return total;
}

// The bottom of a stream at each category: with the derivative of formula (4.2) of the paper, by
// differences, and the first one at the bottom.
static double *wiggle_bottoms(const hai_block *block, const struct chart_data *data)
{
    double *bottoms = hai_block_alloc(block, ((size_t)data->category_count + 1) * sizeof *bottoms);
    for (int32_t c = 1; c < data->category_count; c++) {
        double total = 0, slope = 0;
        for (int32_t s = 0; s < data->series_count; s++) {
            double now = value_at(data, s, c);
            double below = 0;
            for (int32_t k = 0; k < s; k++)
                below += value_at(data, k, c) - value_at(data, k, c - 1);
            slope += (below + (now - value_at(data, s, c - 1)) / 2) * now;
            total += now;
        }
        bottoms[c] = bottoms[c - 1] - (total > 0 ? slope / total : 0);
    }
    return bottoms;
}

static void stack_category(const struct chart_data *data, enum chart_offset offset, double bottom,
                           int32_t c, struct chart_stack *stack)
{
    double total = absolute_total(data, c);
    double scale = offset != CHART_OFFSET_PERCENT ? 1 : total > 0 ? 1 / total : 0;
    bool is_parted = offset == CHART_OFFSET_DIVERGING || offset == CHART_OFFSET_PERCENT;
    double up = bottom, down = 0;
    for (int32_t s = 0; s < data->series_count; s++) {
        size_t at = (size_t)s * (size_t)data->category_count + (size_t)c;
        double value = value_at(data, s, c) * scale;
        double *end = is_parted && value < 0 ? &down : &up;
        stack->from[at] = *end;
        stack->to[at] = *end += value;
        stack->low = fmin(stack->low, fmin(stack->from[at], stack->to[at]));
        stack->high = fmax(stack->high, fmax(stack->from[at], stack->to[at]));
    }
}

struct chart_stack chart_stack_new(const hai_block *block, const struct chart_data *data,
                                   enum chart_offset offset)
{
    size_t cells = (size_t)data->series_count * (size_t)data->category_count + 1;
    struct chart_stack stack = {.from = hai_block_alloc(block, cells * sizeof(double)),
                                .to = hai_block_alloc(block, cells * sizeof(double)),
                                .low = INFINITY,
                                .high = -INFINITY};
    const double *bottoms = offset == CHART_OFFSET_WIGGLE ? wiggle_bottoms(block, data) : NULL;
    for (int32_t c = 0; c < data->category_count; c++) {
        double bottom = bottoms != NULL                     ? bottoms[c]
                        : offset == CHART_OFFSET_SILHOUETTE ? -chart_category_total(data, c) / 2
                                                            : 0;
        stack_category(data, offset, bottom, c, &stack);
    }
    if (!(stack.low <= stack.high))
        stack.low = stack.high = 0;
    return stack;
}

struct onset {
    struct chart_series series;
    int32_t peak; // the category of its largest value
};

static int compare_onset(const void *a, const void *b)
{
    const struct onset *x = a, *y = b;
    return x->peak != y->peak ? x->peak - y->peak : x->series.order - y->series.order;
}

void chart_stack_sort_inside_out(const hai_block *block, struct chart_data *data)
{
    int32_t count = data->series_count;
    struct onset *onsets = hai_block_alloc(block, ((size_t)count + 1) * sizeof *onsets);
    struct chart_series *upper = hai_block_alloc(block, ((size_t)count + 1) * sizeof *upper);
    for (int32_t s = 0; s < count; s++) {
        onsets[s].series = data->series[s];
        for (int32_t c = 1; c < data->category_count; c++)
            if (value_at(data, s, c) > value_at(data, s, onsets[s].peak))
                onsets[s].peak = c;
    }
    qsort(onsets, (size_t)count, sizeof *onsets, compare_onset);
    // Each goes to the side that is lighter so far; those that peak early are innermost.
    double above = 0, below = 0;
    int32_t upper_count = 0, lower_count = 0;
    for (int32_t i = 0; i < count; i++) {
        double total = 0;
        for (int32_t c = 0; c < data->category_count; c++)
            if (isfinite(onsets[i].series.values[c]))
                total += onsets[i].series.values[c];
        if (above < below) {
            above += total;
            upper[upper_count++] = onsets[i].series;
        } else {
            below += total;
            onsets[lower_count++].series = onsets[i].series;
        }
    }
    for (int32_t i = 0; i < lower_count; i++)
        data->series[i] = onsets[lower_count - 1 - i].series;
    for (int32_t i = 0; i < upper_count; i++)
        data->series[lower_count + i] = upper[i];
}
