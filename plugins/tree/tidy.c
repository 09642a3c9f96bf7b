// SPDX-License-Identifier: MIT
#include <math.h>

#include "tree.h"

// The edges of a subtree at each level, from its root's middle.
struct contour {
    double low[TREE_MAX_DEPTH], high[TREE_MAX_DEPTH];
    int32_t depth; // levels that it has
};

static bool is_on_side(const struct forest *forest, int32_t node, bool is_left)
{
    return forest->nodes[node].depth == 0 || forest->nodes[node].is_left == is_left;
}

// How far a subtree is moved to stand beside those before it.
static double shift_of(const struct contour *all, const struct contour *next, struct gaps gaps)
{
    double shift = 0;
    for (int32_t i = 1; i < all->depth && i < next->depth + 1; i++)
        shift =
            fmax(shift, all->high[i] + (i > 1 ? gaps.cousins : gaps.siblings) - next->low[i - 1]);
    return shift;
}

static void join(struct contour *all, const struct contour *next, double shift)
{
    for (int32_t i = 0; i < next->depth && i + 1 < TREE_MAX_DEPTH; i++) {
        bool is_new = i + 1 >= all->depth;
        all->low[i + 1] =
            is_new ? next->low[i] + shift : fmin(all->low[i + 1], next->low[i] + shift);
        all->high[i + 1] =
            is_new ? next->high[i] + shift : fmax(all->high[i + 1], next->high[i] + shift);
    }
    all->depth = (int32_t)fmax(all->depth, fmin(next->depth + 1, TREE_MAX_DEPTH));
}

// Sets `at` of all below a node from its own middle; the depth of the recursion is bounded by
// TREE_MAX_DEPTH.
static void place(struct forest *forest, int32_t index, bool is_left, struct gaps gaps,
                  struct contour *all)
{
    struct node *node = &forest->nodes[index];
    *all = (struct contour){.depth = 1};
    double first = NAN, last = NAN;
    for (int32_t i = node->first; i >= 0; i = forest->nodes[i].next) {
        if (!is_on_side(forest, i, is_left))
            continue;
        struct contour below;
        place(forest, i, is_left, gaps, &below);
        double shift = isnan(first) ? 0 : shift_of(all, &below, gaps);
        forest->nodes[i].at = shift;
        if (isnan(first))
            first = shift;
        last = shift;
        join(all, &below, shift);
    }
    double middle = isnan(first) ? 0 : (first + last) / 2;
    for (int32_t i = node->first; i >= 0; i = forest->nodes[i].next) {
        if (is_on_side(forest, i, is_left))
            forest->nodes[i].at -= middle;
    }
    for (int32_t i = 1; i < all->depth; i++) {
        all->low[i] -= middle;
        all->high[i] -= middle;
    }
    all->low[0] = -node->breadth / 2;
    all->high[0] = node->breadth / 2;
}

double tidy_layout(const hai_block *block, struct forest *forest, bool is_left, struct gaps gaps)
{
    struct contour *all = hai_block_alloc(block, sizeof *all);
    place(forest, 0, is_left, gaps, all);
    double low = 0, high = 0;
    for (int32_t i = 0; i < all->depth; i++) {
        low = fmin(low, all->low[i]);
        high = fmax(high, all->high[i]);
    }
    // Nodes follow their parents: one pass makes middles of the sheet of those of the parent.
    for (int32_t i = 0; i < forest->count; i++) {
        struct node *node = &forest->nodes[i];
        if (node->depth == 0)
            node->at = -low;
        else if (node->is_left == is_left)
            node->at += forest->nodes[node->parent].at;
    }
    return high - low;
}
