// SPDX-License-Identifier: MIT
#include "out/filter.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

#include "out/rows.h"

// A row is filtered where so many of its pixels are neither as the one before nor as the one above
// (of text, hardly ever a third are), fewer where the row above is: what changes back and forth
// packs badly.
#define FRESH 0.25
#define FRESH_BELOW (1 / 16.0)
#define MOST_LEFT 12 // of a byte of these, on average: of edges it is more

void filter_init(struct filter *filter, int width)
{
    size_t count = (size_t)width;

    *filter = (struct filter){
        .width = count,
        .near = g_new0(uint64_t, ROWS_WORDS(count) + 1),
        .far = g_new0(uint64_t, ROWS_WORDS(count) + 1),
        .rest = g_new(uint32_t, count),
        .is_plain = true,
    };
}

void filter_finish(struct filter *filter)
{
    g_free(filter->near);
    g_free(filter->far);
    g_free(filter->rest);
}

static void match(struct filter *filter, const uint32_t *row, const uint32_t *above)
{
    rows_match(row, row + 1, filter->width - 1, filter->near);
    if (above != NULL)
        rows_match(row, above, filter->width, filter->far);
    else
        memset(filter->far, 0, ROWS_WORDS(filter->width) * sizeof *filter->far);
}

static size_t count_fresh(const struct filter *filter)
{
    size_t known = 0;

    for (size_t i = 0; i < ROWS_WORDS(filter->width); i++) {
        uint64_t before = filter->near[i] << 1 | (i > 0 ? filter->near[i - 1] >> 63 : 0);
        known += (size_t)__builtin_popcountll(before | filter->far[i]);
    }
    return filter->width - known;
}

// The one of three that is nearest to left + above - corner (A. Paeth, Graphics Gems II, 1991).
static inline uint8_t guess(int left, int above, int corner)
{
    int from_left = abs(above - corner), from_above = abs(left - corner);
    int from_corner = abs(left + above - 2 * corner);
    int other = from_above <= from_corner ? above : corner;

    return (uint8_t)(from_left <= from_above && from_left <= from_corner ? left : other);
}

// All bytes of pixels are alike, those above the colours too, which nobody reads.
static void leave_paeth(const uint32_t *row, const uint32_t *above, size_t count, uint32_t *rest)
{
    const uint8_t *from = (const uint8_t *)row, *up = (const uint8_t *)above;
    uint8_t *to = (uint8_t *)rest;

    for (size_t i = 0; i < sizeof *row; i++)
        to[i] = (uint8_t)(from[i] - up[i]);
    for (size_t i = sizeof *row; i < count * sizeof *row; i++) {
        size_t left = i - sizeof *row;
        to[i] = (uint8_t)(from[i] - guess(from[left], up[i], up[left]));
    }
}

static void leave_sub(const uint32_t *row, size_t count, uint32_t *rest)
{
    const uint8_t *from = (const uint8_t *)row;
    uint8_t *to = (uint8_t *)rest;

    rest[0] = row[0];
    for (size_t i = sizeof *row; i < count * sizeof *row; i++)
        to[i] = (uint8_t)(from[i] - from[i - sizeof *row]);
}

static unsigned distance_from_nothing(uint32_t byte)
{
    return byte < 128 ? byte : 256 - byte;
}

// What the standard takes to compare filters by (12.8).
static size_t sum_distances(const uint32_t *rest, size_t count)
{
    size_t sum = 0;

    for (size_t i = 0; i < count; i++)
        for (unsigned shift = 0; shift < 24; shift += 8)
            sum += distance_from_nothing(rest[i] >> shift & 0xff);
    return sum;
}

int filter_row(struct filter *filter, const uint32_t *row, const uint32_t *above)
{
    size_t width = filter->width;
    double least = filter->is_plain ? FRESH : FRESH_BELOW;

    match(filter, row, above);
    filter->is_plain = true;
    size_t fresh = count_fresh(filter);
    if ((double)fresh < least * (double)width)
        return FILTER_NONE;
    if (above != NULL)
        leave_paeth(row, above, width, filter->rest);
    else
        leave_sub(row, width, filter->rest);
    filter->is_plain = sum_distances(filter->rest, width) > 3 * MOST_LEFT * fresh;
    return filter->is_plain ? FILTER_NONE : above != NULL ? FILTER_PAETH : FILTER_SUB;
}
