// SPDX-License-Identifier: MIT
//
// Where words stand on a map. The sheet is a grid of small cells (as the occupancy bitmaps of
// Kittivorawong et al. 2020, see chart-kit/label.h), each of one region, of none, of a border or
// taken. A box fits where all of its cells are of the region; sums over the grid tell that at once.
#include <stdlib.h>
#include <string.h>

#include "map.h"

#define CELL 4.0
#define MOST_CELLS 250000.0
#define BORDER (-1)
#define TAKEN (-2)
#define OUTSIDE 0
#define FARTHEST 200.0    // of words from the region that they name
#define MOST_FOREIGN 60.0 // of the way to them through other regions
#define LEADER_GAP 6.0

// A part of the grid.
struct window {
    int32_t left, top, right, bottom; // right and bottom are beyond it
};

struct spots {
    const hai_block *block;
    hai_box field;
    double cell;
    int32_t columns, rows;
    int32_t *owner;         // region + 1, or one of the above
    int32_t *sums;          // (columns + 1) * (rows + 1), of what is not wanted
    struct window *windows; // of the regions
    double *crossings;
    int32_t most_crossings;
};

struct spots *spots_new(const hai_block *block, hai_box field, int32_t regions)
{
    struct spots *spots = hai_block_alloc(block, sizeof *spots);
    spots->block = block;
    spots->field = field;
    spots->cell = fmax(CELL, sqrt(field.width * field.height / MOST_CELLS));
    spots->columns = (int32_t)(field.width / spots->cell) + 1;
    spots->rows = (int32_t)(field.height / spots->cell) + 1;
    size_t count = ((size_t)spots->columns + 1) * ((size_t)spots->rows + 1);
    spots->owner = hai_block_alloc(block, count * sizeof *spots->owner);
    spots->sums = hai_block_alloc(block, count * sizeof *spots->sums);
    spots->windows = hai_block_alloc(block, ((size_t)regions + 1) * sizeof *spots->windows);
    return spots;
}

static int32_t clamp(double value, int32_t most)
{
    return value < 0 ? 0 : value >= most ? most - 1 : (int32_t)value;
}

static int32_t column_of(const struct spots *spots, double x)
{
    return clamp((x - spots->field.x) / spots->cell, spots->columns);
}

static int32_t row_of(const struct spots *spots, double y)
{
    return clamp((y - spots->field.y) / spots->cell, spots->rows);
}

static int compare_numbers(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

// The edge that ends at a point of a ring; its other end is the point before, around the ring.
static hai_point before(const struct geo_ring *ring, const hai_point *points, int32_t i)
{
    return points[ring->first + (i > 0 ? i - 1 : ring->count - 1)];
}

static int32_t cross_row(struct spots *spots, const struct geo *geo, const hai_point *points,
                         const struct geo_region *region, double y)
{
    int32_t count = 0;
    for (int32_t r = region->first; r < region->first + region->count; r++) {
        const struct geo_ring *ring = &geo->rings[r];
        for (int32_t i = 0; i < ring->count && !ring->is_line; i++) {
            hai_point a = before(ring, points, i), b = points[ring->first + i];
            if ((a.y <= y) != (b.y <= y) && count < spots->most_crossings)
                spots->crossings[count++] = a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
        }
    }
    qsort(spots->crossings, (size_t)count, sizeof *spots->crossings, compare_numbers);
    return count;
}

// Rows of cells between the edges that they cross, by pairs, as holes want it.
void spots_add_region(struct spots *spots, const struct geo *geo, const hai_point *points,
                      int32_t region)
{
    const struct geo_region *at = &geo->regions[region];
    double top = INFINITY, bottom = -INFINITY;
    for (int32_t r = at->first; r < at->first + at->count; r++)
        for (int32_t i = 0; i < geo->rings[r].count; i++) {
            double y = points[geo->rings[r].first + i].y;
            top = fmin(top, y);
            bottom = fmax(bottom, y);
        }
    if (!(top <= bottom))
        return;
    if (spots->crossings == NULL) {
        spots->most_crossings = geo->point_count;
        spots->crossings =
            hai_block_alloc(spots->block, (size_t)geo->point_count * sizeof *spots->crossings);
    }
    struct window *window = &spots->windows[region];
    *window = (struct window){spots->columns, row_of(spots, top), 0, row_of(spots, bottom) + 1};
    for (int32_t row = window->top; row < window->bottom; row++) {
        double y = spots->field.y + (row + 0.5) * spots->cell;
        int32_t count = cross_row(spots, geo, points, at, y);
        for (int32_t k = 0; k + 1 < count; k += 2) {
            int32_t from = column_of(spots, spots->crossings[k]);
            int32_t to = column_of(spots, spots->crossings[k + 1]);
            for (int32_t i = from; i <= to; i++)
                spots->owner[row * spots->columns + i] = region + 1;
            window->left = from < window->left ? from : window->left;
            window->right = to >= window->right ? to + 1 : window->right;
        }
    }
}

// Give the cells along a line to somebody.
static void take_line(struct spots *spots, hai_point from, hai_point to, int32_t owner)
{
    double length = hypot(to.x - from.x, to.y - from.y);
    int32_t steps = (int32_t)fmin(length / (spots->cell / 2), 4e4) + 1;
    for (int32_t i = 0; i <= steps; i++) {
        double x = from.x + (to.x - from.x) * i / steps, y = from.y + (to.y - from.y) * i / steps;
        spots->owner[row_of(spots, y) * spots->columns + column_of(spots, x)] = owner;
    }
}

void spots_add_borders(struct spots *spots, const struct geo *geo, const hai_point *points)
{
    for (int32_t r = 0; r < geo->ring_count; r++) {
        const struct geo_ring *ring = &geo->rings[r];
        for (int32_t i = ring->is_line ? 1 : 0; i < ring->count; i++)
            take_line(spots, before(ring, points, i), points[ring->first + i], BORDER);
    }
}

void spots_take_box(struct spots *spots, hai_box box)
{
    int32_t right = column_of(spots, hai_box_right(box));
    for (int32_t row = row_of(spots, box.y); row <= row_of(spots, hai_box_bottom(box)); row++)
        for (int32_t i = column_of(spots, box.x); i <= right; i++)
            spots->owner[row * spots->columns + i] = TAKEN;
}

void spots_take_circle(struct spots *spots, hai_point centre, double radius)
{
    int32_t right = column_of(spots, centre.x + radius);
    for (int32_t row = row_of(spots, centre.y - radius); row <= row_of(spots, centre.y + radius);
         row++)
        for (int32_t i = column_of(spots, centre.x - radius); i <= right; i++) {
            double x = spots->field.x + (i + 0.5) * spots->cell - centre.x;
            double y = spots->field.y + (row + 0.5) * spots->cell - centre.y;
            if (hypot(x, y) <= radius + spots->cell)
                spots->owner[row * spots->columns + i] = TAKEN;
        }
}

// --- Looking for room ---

// Sums of the cells above and to the left that are not wanted.
static void sum_up(struct spots *spots, struct window window, int32_t wanted)
{
    int32_t pitch = spots->columns + 1;
    for (int32_t i = window.left; i <= window.right; i++)
        spots->sums[window.top * pitch + i] = 0;
    for (int32_t row = window.top; row < window.bottom; row++) {
        int32_t sum = 0;
        spots->sums[(row + 1) * pitch + window.left] = 0;
        for (int32_t i = window.left; i < window.right; i++) {
            sum += spots->owner[row * spots->columns + i] != wanted;
            spots->sums[(row + 1) * pitch + i + 1] = spots->sums[row * pitch + i + 1] + sum;
        }
    }
}

static bool is_free(const struct spots *spots, int32_t column, int32_t row, int32_t wide,
                    int32_t high)
{
    const int32_t *sums = spots->sums;
    int32_t pitch = spots->columns + 1, upper = row * pitch, lower = (row + high) * pitch;
    return sums[lower + column + wide] - sums[lower + column] - sums[upper + column + wide] +
               sums[upper + column] ==
           0;
}

// The place nearest to the middle of all places that would do.
static bool find_middle(const struct spots *spots, struct window window, int32_t wide, int32_t high,
                        hai_point *middle)
{
    double x = 0, y = 0, nearest = INFINITY;
    int32_t count = 0;
    hai_point mean = {0, 0};
    for (int32_t pass = 0; pass < 2; pass++) {
        for (int32_t row = window.top; row + high <= window.bottom; row++)
            for (int32_t i = window.left; i + wide <= window.right; i++) {
                if (!is_free(spots, i, row, wide, high))
                    continue;
                double far = hypot(i - mean.x, row - mean.y);
                if (pass == 0) {
                    x += i;
                    y += row;
                    count++;
                } else if (far < nearest) {
                    nearest = far;
                    *middle = (hai_point){i + wide / 2.0, row + high / 2.0};
                }
            }
        if (count == 0)
            return false;
        mean = (hai_point){x / count, y / count};
    }
    return true;
}

static int32_t cells_of(const struct spots *spots, double size)
{
    return (int32_t)ceil(fmin(size / spots->cell, 1e6)) + 1;
}

bool spots_find(struct spots *spots, int32_t region, hai_size size, hai_point *corner)
{
    // The more room around the words the better.
    static const double rooms[] = {3, 2.4, 1.9, 1.5, 1.2, 1};
    struct window window = spots->windows[region];
    if (window.right <= window.left || cells_of(spots, size.width) > window.right - window.left ||
        cells_of(spots, size.height) > window.bottom - window.top)
        return false;
    sum_up(spots, window, region + 1);
    hai_point middle;
    for (size_t i = 0; i < HAI_COUNT(rooms); i++) {
        int32_t wide = cells_of(spots, size.width * rooms[i]);
        int32_t high = cells_of(spots, size.height * rooms[i]);
        if (!find_middle(spots, window, wide, high, &middle))
            continue;
        corner->x = spots->field.x + middle.x * spots->cell - size.width / 2;
        corner->y = spots->field.y + middle.y * spots->cell - size.height / 2;
        return true;
    }
    return false;
}

// Not through words, and not far through other regions.
static bool is_way_free(const struct spots *spots, int32_t region, hai_point from, hai_point to)
{
    double step = spots->cell / 2, foreign = 0;
    int32_t steps = (int32_t)(hypot(to.x - from.x, to.y - from.y) / step) + 1;
    for (int32_t i = 0; i <= steps; i++) {
        double x = from.x + (to.x - from.x) * i / steps, y = from.y + (to.y - from.y) * i / steps;
        int32_t owner = spots->owner[row_of(spots, y) * spots->columns + column_of(spots, x)];
        if (owner == TAKEN)
            return false;
        foreign += owner > 0 && owner != region + 1 ? step : 0;
    }
    return foreign <= MOST_FOREIGN;
}

// The point of a box, a little before it, that is nearest to another; sides, no corners.
static hai_point nearest_end(hai_point from, hai_box box)
{
    double right = hai_box_right(box), middle = box.y + box.height / 2;
    if (from.x < box.x)
        return (hai_point){box.x - LEADER_GAP, middle};
    if (from.x > right)
        return (hai_point){right + LEADER_GAP, middle};
    return (hai_point){from.x, from.y < box.y ? box.y - LEADER_GAP / 2
                                              : hai_box_bottom(box) + LEADER_GAP / 2};
}

bool spots_find_outside(struct spots *spots, int32_t region, hai_point from, hai_size size,
                        hai_point *corner, hai_point *end)
{
    double nearest = fmin(FARTHEST, spots->field.width / 6);
    struct window window = {
        column_of(spots, from.x - FARTHEST - size.width), row_of(spots, from.y - FARTHEST),
        column_of(spots, from.x + FARTHEST + size.width) + 1, row_of(spots, from.y + FARTHEST) + 1};
    int32_t wide = cells_of(spots, size.width + LEADER_GAP), high = cells_of(spots, size.height);
    bool is_found = false;
    sum_up(spots, window, OUTSIDE);
    for (int32_t row = window.top; row + high <= window.bottom; row++)
        for (int32_t i = window.left; i + wide <= window.right; i++) {
            if (!is_free(spots, i, row, wide, high))
                continue;
            hai_point place = {spots->field.x + i * spots->cell + LEADER_GAP / 2,
                               spots->field.y + row * spots->cell};
            hai_box box = {place.x, place.y, size.width, size.height};
            hai_point to = nearest_end(from, box);
            double far = hypot(to.x - from.x, to.y - from.y);
            bool is_inside = box.x >= spots->field.x &&
                             hai_box_right(box) <= hai_box_right(spots->field) &&
                             hai_box_bottom(box) <= hai_box_bottom(spots->field);
            if (!is_inside || far >= nearest || !is_way_free(spots, region, from, to))
                continue;
            nearest = far;
            *corner = place;
            *end = to;
            is_found = true;
        }
    if (is_found)
        take_line(spots, from, *end, TAKEN);
    return is_found;
}
