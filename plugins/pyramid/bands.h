// SPDX-License-Identifier: MIT
//
// Groups of ages of a pyramid, summed: brackets at the right with the share that each has of both
// sides, or lines of text below where the chart is too narrow for them.
#ifndef PYRAMID_BANDS_H
#define PYRAMID_BANDS_H

#include "chart-kit/chart.h"

struct pyramid_band {
    const char *from, *to, *name; // to NULL: up to the last group
};

extern const hai_item pyramid_band_item;

struct pyramid_bracket;

struct pyramid_bands {
    const struct pyramid_band *bands;
    uint32_t count;
    struct pyramid_bracket *brackets;
    double width;              // to be kept free at the right of the plot; 0: no brackets
    const hai_paragraph *foot; // instead of brackets; or NULL
};

// The rows of a band, in order; false where it has none.
bool pyramid_band_rows(const struct chart_data *data, const struct pyramid_band *band,
                       int32_t *from, int32_t *to);

// What a value counts: nothing below 0, or where it is missing.
double pyramid_positive(double value);

// The sum of the pair of series that begins with `first`.
double pyramid_total(const struct chart_data *data, int32_t first);

// 0—4岁, 5—9岁, ... as 0—4, 5—9, ...: the head of the column says 岁 once. NULL where a name has
// none.
const char **pyramid_shorten_ages(const hai_block *block, const struct chart_data *data);

// Warns of groups of which the table has no end.
void pyramid_bands_check(const hai_block *block, hai_list list, const struct chart_data *data);

struct pyramid_bands pyramid_bands_plan(const hai_block *block, hai_list bands,
                                        const struct chart_data *data, double width);

// When the frame is planned. Returns how many found no room.
int32_t pyramid_bands_place(const hai_block *block, struct pyramid_bands *bands,
                            const struct chart_data *data, const struct chart_frame *frame);

void pyramid_bands_draw(const hai_block *block, const struct pyramid_bands *bands,
                        const struct chart_frame *frame, hai_canvas *canvas);

#endif
