// SPDX-License-Identifier: MIT
//
// What the axes of sibling charts must hold.
#include <math.h>
#include <string.h>

#include "layout/block.h"

struct extent {
    const char *axis;
    double low, high;
    struct extent *next;
};

struct scales {
    struct extent *first;
};

static struct extent *find_extent(const struct scales *scales, const char *axis)
{
    struct extent *extent = scales != NULL ? scales->first : NULL;
    while (extent != NULL && strcmp(extent->axis, axis) != 0)
        extent = extent->next;
    return extent;
}

void hai_children_share_scales(hai_blocks children)
{
    if (children.count == 0)
        return;
    struct scales *scales = arena_alloc(children.items[0]->poster->arena, sizeof *scales);
    for (uint32_t i = 0; i < children.count; i++)
        children.items[i]->scales = scales;
}

void hai_block_tell_scale(const hai_block *block, const char *axis, double low, double high)
{
    if (block->scales == NULL || !isfinite(low) || !isfinite(high))
        return;
    struct extent *extent = find_extent(block->scales, axis);
    if (extent == NULL) {
        extent = arena_alloc(block->poster->arena, sizeof *extent);
        *extent = (struct extent){.axis = arena_strdup(block->poster->arena, axis),
                                  .low = low,
                                  .high = high,
                                  .next = block->scales->first};
        block->scales->first = extent;
    }
    extent->low = fmin(extent->low, low);
    extent->high = fmax(extent->high, high);
}

bool hai_block_shared_scale(const hai_block *block, const char *axis, double *low, double *high)
{
    const struct extent *extent = find_extent(block->scales, axis);
    if (extent == NULL)
        return false;
    *low = extent->low;
    *high = extent->high;
    return true;
}
