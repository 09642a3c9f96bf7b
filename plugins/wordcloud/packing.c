// SPDX-License-Identifier: MIT
#include "packing.h"

#include <math.h>

#include "chart-kit/polar.h"

#define STEP 6.0        // px along the spiral, and from one turn of it to the next, at the least
#define STEP_SHARE 0.4  // of the shorter side of a box: sliding makes up for what is passed over
#define SLIDE 1.0       // px of one move back
#define MAX_STEPS 40000 // of one walk
#define MAX_SLIDES 64
#define LEAST_SHARE 0.5 // of a row's height

double packing_noise(uint32_t seed, uint32_t number)
{
    // The finaliser of MurmurHash3 (Austin Appleby, 2011).
    uint32_t hash = seed * 0x9E3779B1u + number * 0x85EBCA6Bu + 1;
    hash ^= hash >> 16;
    hash *= 0x85EBCA6Bu;
    hash ^= hash >> 13;
    hash *= 0xC2B2AE35u;
    hash ^= hash >> 16;
    return hash / 4294967296.0;
}

struct packing packing_new(const hai_block *block, hai_box bounds, enum packing_shape shape,
                           uint32_t seed, int32_t most)
{
    return (struct packing){.bounds = bounds,
                            .shape = shape,
                            .seed = seed,
                            .boxes = hai_block_alloc(block, ((size_t)most + 1) * sizeof(hai_box))};
}

static bool is_inside(const struct packing *packing, hai_box box)
{
    hai_box all = packing->bounds;
    if (packing->shape == PACKING_RECTANGLE)
        return box.x >= all.x && box.y >= all.y && hai_box_right(box) <= hai_box_right(all) &&
               hai_box_bottom(box) <= hai_box_bottom(all);
    // All corners of a box are in it where the farthest is.
    double x = all.x + all.width / 2, y = all.y + all.height / 2;
    double far_x = fmax(fabs(box.x - x), fabs(hai_box_right(box) - x)) / (all.width / 2);
    double far_y = fmax(fabs(box.y - y), fabs(hai_box_bottom(box) - y)) / (all.height / 2);
    return far_x * far_x * far_x + far_y * far_y * far_y <= 1;
}

static bool is_apart(hai_box a, hai_box b)
{
    return a.x >= hai_box_right(b) || b.x >= hai_box_right(a) || a.y >= hai_box_bottom(b) ||
           b.y >= hai_box_bottom(a);
}

static bool is_free(struct packing *packing, hai_box box)
{
    if (!is_inside(packing, box))
        return false;
    if (packing->last_hit < packing->count && !is_apart(box, packing->boxes[packing->last_hit]))
        return false;
    for (int32_t i = 0; i < packing->count; i++)
        if (!is_apart(box, packing->boxes[i])) {
            packing->last_hit = i;
            return false;
        }
    return true;
}

// Back towards the middle, by turns along and across, until something is in the way.
static void slide(struct packing *packing, hai_box *box)
{
    double x = packing->bounds.x + packing->bounds.width / 2;
    double y = packing->bounds.y + packing->bounds.height / 2;
    for (int32_t i = 0; i < MAX_SLIDES; i++) {
        double by_x = x - box->x - box->width / 2, by_y = y - box->y - box->height / 2;
        hai_box across = *box, upwards = *box;
        across.x += copysign(fmin(fabs(by_x), SLIDE), by_x);
        upwards.y += copysign(fmin(fabs(by_y), SLIDE), by_y);
        bool can_move_across = fabs(by_x) > 0.01 && is_free(packing, across);
        if (can_move_across)
            *box = across;
        upwards.x = box->x;
        bool can_move_upwards = fabs(by_y) > 0.01 && is_free(packing, upwards);
        if (can_move_upwards)
            *box = upwards;
        if (!can_move_across && !can_move_upwards)
            return;
    }
}

bool packing_place(struct packing *packing, hai_size size, hai_box *box)
{
    hai_box all = packing->bounds;
    double x = all.x + all.width / 2, y = all.y + all.height / 2;
    // The spiral is as wide as the shape, in proportion to its height.
    double stretch = all.width / fmax(all.height, 1), along = fmax(stretch, 1);
    double across = fmax(1 / fmax(stretch, 1e-6), 1);
    double most = hypot(all.width / 2 / along, all.height / 2 / across) * 1.42;
    uint32_t number = (uint32_t)packing->count;
    double start = 2 * CHART_PI * packing_noise(packing->seed, number);
    double way = packing_noise(packing->seed + 1, number) < 0.5 ? -1 : 1;
    double angle = 0, step = fmax(STEP, fmin(size.width, size.height) * STEP_SHARE);
    for (int32_t i = 0; i < MAX_STEPS; i++) {
        double radius = step * angle / (2 * CHART_PI);
        if (radius > most)
            return false;
        double at = start + way * angle;
        *box = (hai_box){x + radius * along * cos(at) - size.width / 2,
                         y + radius * across * sin(at) - size.height / 2, size.width, size.height};
        if (is_free(packing, *box)) {
            slide(packing, box);
            packing->boxes[packing->count++] = *box;
            return true;
        }
        angle += step / fmax(radius * fmax(along, across), step);
    }
    return false;
}

// --- Rows ---

struct row {
    double width, height, left, right; // left, right: of what is placed, from the row's middle
    double y;
};

// Its first box is in the middle of a row, the others by turns at its right and its left, and the
// row as a whole in the middle of the width.
static void join_row(struct row *row, hai_box *box, hai_size size)
{
    bool at_left = row->right > -row->left;
    double x =
        row->right > row->left ? (at_left ? row->left - size.width : row->right) : -size.width / 2;
    *box = (hai_box){x, 0, size.width, size.height};
    row->left = fmin(row->left, x);
    row->right = fmax(row->right, x + size.width);
    row->width += size.width;
    row->height = fmax(row->height, size.height);
}

double packing_rows(const hai_block *block, const hai_size *sizes, hai_box *boxes, int32_t count,
                    double width)
{
    size_t room = (size_t)count + 1;
    struct row *rows = hai_block_alloc(block, room * sizeof *rows);
    int32_t *row_of = hai_block_alloc(block, room * sizeof *row_of), row_count = 0;
    for (int32_t i = 0; i < count; i++) {
        int32_t at = 0;
        while (at < row_count && (rows[at].width + sizes[i].width > width ||
                                  sizes[i].height < rows[at].height * LEAST_SHARE))
            at++;
        row_count = at == row_count ? row_count + 1 : row_count;
        join_row(&rows[at], &boxes[i], sizes[i]);
        row_of[i] = at;
    }
    double above = row_count > 0 ? -rows[0].height / 2 : 0, below = -above;
    for (int32_t i = 0; i < row_count; i++) {
        bool is_above = i > 0 && -above < below;
        rows[i].y = i == 0 ? above : is_above ? above - rows[i].height : below;
        above = fmin(above, rows[i].y);
        below = fmax(below, rows[i].y + rows[i].height);
    }
    for (int32_t i = 0; i < count; i++) {
        const struct row *row = &rows[row_of[i]];
        boxes[i].x += width / 2 - (row->left + row->right) / 2;
        boxes[i].y = row->y - above + (row->height - boxes[i].height) / 2;
    }
    return below - above;
}
