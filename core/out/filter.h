// SPDX-License-Identifier: MIT
//
// Filters of PNG (ISO/IEC 15948, 9): a row as what it is more than a guess from the pixels around,
// which is little in photos and soft shadows, and packs better. Flat rows, edges and text pack best
// as they are.
#ifndef HAIBAO_OUT_FILTER_H
#define HAIBAO_OUT_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { FILTER_NONE = 0, FILTER_SUB = 1, FILTER_PAETH = 4 }; // the byte before a row

// Rows of one width, from the top to the bottom. Pixels are 0xXXRRGGBB in the machine's byte order.
struct filter {
    size_t width;
    // Of the row, a bit for each pixel (rows.h), and a word more: it is as the next one; it is as
    // the one above.
    uint64_t *near, *far;
    uint32_t *rest; // what the filter leaves of the row
    bool is_plain;  // the row has no filter; at first true
};

void filter_init(struct filter *filter, int width);
void filter_finish(struct filter *filter);

// Fills in all of it for a row. `above` is NULL where there is none. Returns the filter; where it
// is FILTER_NONE, `rest` is anything.
int filter_row(struct filter *filter, const uint32_t *row, const uint32_t *above);

#endif
