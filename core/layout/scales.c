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

struct names {
    const char *axis;
    const char *list[HAI_MAX_SHARED_NAMES];
    uint32_t count;
    bool is_full; // there are more
    struct names *next;
};

struct scales {
    struct extent *first;
    struct names *names;
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

static struct names *find_names(const struct scales *scales, const char *axis)
{
    struct names *names = scales != NULL ? scales->names : NULL;
    while (names != NULL && strcmp(names->axis, axis) != 0)
        names = names->next;
    return names;
}

void hai_block_tell_name(const hai_block *block, const char *axis, const char *name)
{
    if (block->scales == NULL || name == NULL)
        return;
    struct arena *arena = block->poster->arena;
    struct names *names = find_names(block->scales, axis);
    if (names == NULL) {
        names = arena_alloc(arena, sizeof *names);
        names->axis = arena_strdup(arena, axis);
        names->next = block->scales->names;
        block->scales->names = names;
    }
    for (uint32_t i = 0; i < names->count; i++)
        if (strcmp(names->list[i], name) == 0)
            return;
    if (names->count < HAI_MAX_SHARED_NAMES)
        names->list[names->count++] = arena_strdup(arena, name);
    else
        names->is_full = true;
}

const char *const *hai_block_shared_names(const hai_block *block, const char *axis, uint32_t *count)
{
    const struct names *names = find_names(block->scales, axis);
    bool is_known = names != NULL && !names->is_full;
    *count = is_known ? names->count : 0;
    return is_known ? names->list : NULL;
}
