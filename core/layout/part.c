// SPDX-License-Identifier: MIT
//
// Blocks in parts, for pages and columns of given height.
#include <math.h>

#include "layout/block.h"

#define SLIP 0.5 // heights are rounded up to whole pixels

bool block_is_head(const hai_block *block)
{
    return (block->visual->flags & HAI_VISUAL_HEAD) != 0;
}

// Padding, and a background, go around each part.
static double padding_of(const hai_block *block)
{
    return 2 * block->common.padding;
}

bool hai_child_divide(const hai_block *child, hai_space space, hai_part *part)
{
    double whole = hai_child_measure(child, (hai_space){space.width, 0}).height;
    if (part->from <= 0 && whole <= space.height + SLIP) {
        part->to = part->height = whole;
        return true;
    }
    double padding = padding_of(child), height = space.height - padding;
    if (child->visual->divide == NULL || !(height > 0))
        return false;
    double width = fmax(space.width - padding, 1);
    if (child->common.align != ALIGN_STRETCH) // as it is drawn whole
        width = fmax(hai_child_measure(child, (hai_space){space.width, 0}).width - padding, 1);
    hai_part inner = {.from = part->from, .page = part->page - padding};
    if (!child->visual->divide(child, child->options, (hai_space){width, height}, &inner))
        return false;
    if (!(inner.to > inner.from) || !(inner.height <= height + SLIP))
        return false; // a fault of the visual: rather an error than a page without end
    part->to = inner.to >= whole - padding - SLIP ? whole : inner.to;
    part->height = ceil(inner.height + padding - 1e-6);
    return true;
}

void hai_child_draw_part(const hai_block *child, hai_canvas *canvas, hai_box box,
                         const hai_part *part)
{
    double whole = hai_child_measure(child, (hai_space){box.width, 0}).height;
    if (part->from <= 0 && part->to >= whole - SLIP)
        hai_child_draw(child, canvas, box);
    else
        block_draw_part(child, canvas, box, part);
}

// What of the children goes into a height.
struct stack {
    double used; // height
    double to;   // position
};

// Where a child is gone on with that begins at `top`. Positions of columns within columns are
// scaled there and back, and what is left of that is no beginning within the child.
static double from_within(double from, double top)
{
    return from - top > SLIP ? from - top : 0;
}

bool hai_children_divide(hai_blocks children, double gap, hai_space space, hai_part *part)
{
    struct stack all = {0, part->from}, safe = all; // safe: but for heads at the end
    double top = 0;
    for (uint32_t i = 0; i < children.count; i++) {
        const hai_block *child = children.items[i];
        double whole = hai_child_measure(child, (hai_space){space.width, 0}).height;
        double bottom = top + whole, next = i + 1 < children.count ? bottom + gap : bottom;
        if (part->from < bottom - SLIP || (part->from <= 0 && whole <= 0)) {
            double before = all.to > part->from || all.used > 0 ? gap : 0;
            hai_part inner = {.from = from_within(part->from, top), .page = part->page};
            hai_space room = {space.width, space.height - all.used - before};
            if (!(room.height >= 0) || !hai_child_divide(child, room, &inner))
                break;
            bool is_whole = inner.to >= whole - SLIP;
            all =
                (struct stack){all.used + before + inner.height, is_whole ? next : top + inner.to};
            if (!block_is_head(child) || i + 1 == children.count)
                safe = all;
            if (!is_whole)
                break;
        }
        top = next;
    }
    part->to = safe.to;
    part->height = safe.used;
    return safe.to > part->from;
}

void hai_children_draw_part(hai_blocks children, double gap, hai_canvas *canvas, hai_box box,
                            const hai_part *part)
{
    double top = 0, y = box.y, foot = hai_box_bottom(box);
    for (uint32_t i = 0; i < children.count && top < part->to - SLIP; i++) {
        const hai_block *child = children.items[i];
        double whole = hai_child_measure(child, (hai_space){box.width, 0}).height;
        double bottom = top + whole;
        if (part->from < bottom - SLIP) {
            hai_part inner = {.from = from_within(part->from, top), .page = part->page};
            hai_space room = {box.width, foot - y + SLIP};
            if (part->to >= bottom - SLIP && inner.from <= 0) {
                inner.to = inner.height = whole;
            } else if (part->to < bottom - SLIP) { // as it was divided for this height
                if (!hai_child_divide(child, room, &inner))
                    return;
            } else if (!hai_child_divide(child, (hai_space){box.width, 1e6}, &inner)) {
                return;
            }
            hai_child_draw_part(child, canvas, (hai_box){box.x, y, box.width, inner.height},
                                &inner);
            y += inner.height + gap;
        }
        top = bottom + gap;
    }
}
