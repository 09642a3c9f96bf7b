// SPDX-License-Identifier: MIT
//
// Two axes of one grid.
#ifndef COMBO_AXES_H
#define COMBO_AXES_H

#include <stdbool.h>
#include <stdint.h>

struct combo_axes {
    int32_t count; // of steps; one tick more
    double low[2]; // where the axes begin
    double step[2];
};

// Round steps for both extents in one number of steps, `most` at most, so that ticks of both share
// their lines. Both have zero, at one place; the second only where it `has_zero`. Of all ways to do
// so the one in which the data fills its axes best.
struct combo_axes combo_axes_align(const double low[2], const double high[2], bool has_zero,
                                   int32_t most);

#endif
