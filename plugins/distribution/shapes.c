// SPDX-License-Identifier: MIT
#include "shapes.h"

#define LEAST_RADIUS 2.0

// The end of the stack that begins at `first`, and where it stands.
static int32_t next_stack(const double *x, int32_t count, int32_t first, double diameter,
                          double *place)
{
    int32_t end = first + 1;
    while (end < count && x[end] - x[first] < diameter)
        end++;
    *place = (x[first] + x[end - 1]) / 2;
    return end;
}

static int32_t highest_stack(const double *x, int32_t count, double diameter)
{
    int32_t highest = 0;
    double place;
    for (int32_t first = 0, end; first < count; first = end) {
        end = next_stack(x, count, first, diameter, &place);
        highest = end - first > highest ? end - first : highest;
    }
    return highest;
}

static int32_t thinned_at(int32_t i, int32_t count, int32_t kept)
{
    return kept < 2 ? 0 : (int32_t)((int64_t)i * (count - 1) / (kept - 1));
}

int32_t thin_sorted(const hai_block *block, const double *sorted, int32_t count, int32_t most,
                    const double **thinned)
{
    *thinned = sorted;
    if (count <= most)
        return count;
    double *fewer = hai_block_alloc(block, (size_t)most * sizeof *fewer);
    for (int32_t i = 0; i < most; i++)
        fewer[i] = sorted[thinned_at(i, count, most)];
    *thinned = fewer;
    return most;
}

struct swarm swarm_new(const hai_block *block, const double *x, int32_t count, double height,
                       double most)
{
    int32_t kept = count < SWARM_MOST ? count : SWARM_MOST;
    struct swarm swarm = {.count = kept, .radius = most};
    size_t room = (size_t)kept + 1;
    const double *places;
    (void)thin_sorted(block, x, count, kept, &places);
    swarm.dots = hai_block_alloc(block, room * sizeof *swarm.dots);
    swarm.index = hai_block_alloc(block, room * sizeof *swarm.index);
    while (swarm.radius > LEAST_RADIUS &&
           highest_stack(places, kept, 2 * swarm.radius) * 2 * swarm.radius > height)
        swarm.radius = fmax(swarm.radius * 0.94, LEAST_RADIUS);
    double diameter = 2 * swarm.radius;
    double pitch = fmin(diameter, height / fmax(highest_stack(places, kept, diameter), 1));
    double last = -INFINITY;
    for (int32_t first = 0, end; first < kept; first = end) {
        double place;
        end = next_stack(places, kept, first, diameter, &place);
        // Never more than half a diameter aside: a stack begins one after the one before began.
        place = last = fmax(place, last + diameter);
        for (int32_t i = first; i < end; i++) {
            double level = i - first - (end - first - 1) / 2.0;
            swarm.dots[i] = (hai_point){place, level * pitch};
            swarm.index[i] = thinned_at(i, count, kept);
        }
    }
    return swarm;
}

void violin_path(hai_canvas *canvas, const double *x, const double *half, int32_t count,
                 double centre)
{
    hai_canvas_move_to(canvas, x[0], centre - half[0]);
    for (int32_t i = 1; i < count; i++)
        hai_canvas_line_to(canvas, x[i], centre - half[i]);
    for (int32_t i = count - 1; i >= 0; i--)
        hai_canvas_line_to(canvas, x[i], centre + half[i]);
    hai_canvas_close(canvas);
}
