// SPDX-License-Identifier: MIT
//
// Where the dots of a strip stand.
#ifndef DISTRIBUTION_SHAPES_H
#define DISTRIBUTION_SHAPES_H

#include "chart-kit/chart.h"

// Of so many values at the most each is drawn; of more, evenly chosen ones.
#define SWARM_MOST 3000

struct swarm {
    hai_point *dots; // x on the sheet, y from the middle of the row
    int32_t *index;  // of each dot's value
    int32_t count;
    double radius;
};

// Dots in stacks (Leland Wilkinson, "Dot plots", 1999): from the left, all within one diameter of
// the first that is not yet in a stack form the next, and stand at the middle of what they span.
// Stacks are centred on the row. The radius is the largest up to `most` at which all stacks fit the
// height; dots too many even for the least radius lie on each other. `x` are sorted places.
struct swarm swarm_new(const hai_block *block, const double *x, int32_t count, double height,
                       double most);

// The outline of a density around the middle of a row: `count` points, half-widths in pixels.
void violin_path(hai_canvas *canvas, const double *x, const double *half, int32_t count,
                 double centre);

// Evenly chosen ones of sorted values, the ends kept; all where there are few. Returns how many.
int32_t thin_sorted(const hai_block *block, const double *sorted, int32_t count, int32_t most,
                    const double **thinned);

#endif
