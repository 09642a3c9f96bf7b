// SPDX-License-Identifier: MIT
//
// Measuring and drawing a block in a space, and blocks one below the other. Containers call what
// the page calls.
#include <math.h>
#include <string.h>

#include "layout/block.h"

static hai_size bounded(hai_size size, double width)
{
    if (!isfinite(size.width) || size.width < 0)
        size.width = 0;
    if (!isfinite(size.height) || size.height < 0)
        size.height = 0;
    // Heights are whole pixels, so that edges are sharp wherever gaps are whole, too.
    return (hai_size){fmin(size.width, width), ceil(fmin(size.height, 1e6) - 1e-6)};
}

static hai_insets padding_of(const hai_block *block)
{
    return hai_insets_all(block->common.padding);
}

hai_size block_measure(hai_block *block, hai_space space)
{
    for (unsigned i = 0; i < block->measure_count; i++)
        if (block->measures[i].space.width == space.width &&
            block->measures[i].space.height == space.height)
            return block->measures[i].size;

    hai_insets padding = padding_of(block);
    double across = padding.left + padding.right, down = padding.top + padding.bottom;
    hai_space inner = {fmax(space.width - across, 1),
                       space.height > 0 ? fmax(space.height - down, 1) : 0};
    hai_size size = bounded(block->visual->measure(block, block->options, inner), inner.width);
    size.width += across;
    size.height += down;
    if (block->common.align == ALIGN_STRETCH)
        size.width = space.width;

    unsigned slot =
        block->measure_count < BLOCK_MEASURES ? block->measure_count++ : BLOCK_MEASURES - 1;
    block->measures[slot] = (struct measured){space, size};
    return size;
}

hai_size hai_child_measure(const hai_block *child, hai_space space)
{
    // What a block remembers of its sizes is not part of what it is.
    hai_block *block = (hai_block *)(uintptr_t)child;
    return block_measure(block, space);
}

int32_t hai_child_span(const hai_block *child)
{
    return child->common.span;
}

static hai_box aligned(const hai_block *child, hai_box box)
{
    if (child->common.align == ALIGN_STRETCH)
        return box;
    double width = hai_child_measure(child, (hai_space){box.width, 0}).width;
    double slack = box.width - width;
    double before = child->common.align == ALIGN_LEFT     ? 0
                    : child->common.align == ALIGN_CENTRE ? slack / 2
                                                          : slack;
    return (hai_box){box.x + before, box.y, width, box.height};
}

// Where `part` is NULL, all of it.
static void draw_block(const hai_block *child, hai_canvas *canvas, hai_box outer,
                       const hai_part *part)
{
    hai_block *block = (hai_block *)(uintptr_t)child;
    hai_box box = aligned(block, outer);
    const hai_theme *theme = block->poster->theme;
    const char *alt = block->common.alt;
    if (alt == NULL && block->visual->summarise != NULL)
        alt = block->visual->summarise(block, block->options);

    block->box = box;
    block->first_item = canvas_mark(canvas);
    unsigned fence = canvas_fence(canvas);
    if (alt != NULL)
        hai_canvas_figure_begin(canvas, alt, box);
    if (block->common.background != NULL) {
        hai_canvas_rounded_box(canvas, box, hai_theme_length(theme, "radius"));
        hai_canvas_fill(canvas,
                        hai_paint_colour(hai_theme_colour(theme, block->common.background)));
        hai_canvas_set_ground(canvas, hai_theme_colour(theme, block->common.background));
    }
    hai_box inner = hai_box_inset(box, padding_of(block));
    if (part == NULL)
        block->visual->draw(block, block->options, canvas, inner);
    else
        block->visual->draw_part(block, block->options, canvas, inner, part);
    if (alt != NULL)
        hai_canvas_figure_end(canvas);
    canvas_unfence(canvas, fence);
    block->last_item = canvas_mark(canvas);
}

void hai_child_draw(const hai_block *child, hai_canvas *canvas, hai_box box)
{
    draw_block(child, canvas, box, NULL);
}

void block_draw_part(const hai_block *child, hai_canvas *canvas, hai_box box, const hai_part *part)
{
    draw_block(child, canvas, box, part);
}

hai_size hai_children_measure(hai_blocks children, double gap, hai_space space)
{
    hai_size total = {0, 0};
    for (uint32_t i = 0; i < children.count; i++) {
        hai_size size = hai_child_measure(children.items[i], (hai_space){space.width, 0});
        total.width = fmax(total.width, size.width);
        total.height += size.height + (i > 0 ? gap : 0);
    }
    return total;
}

void hai_children_draw(hai_blocks children, double gap, hai_canvas *canvas, hai_box box)
{
    double y = box.y;
    for (uint32_t i = 0; i < children.count; i++) {
        hai_size size = hai_child_measure(children.items[i], (hai_space){box.width, 0});
        hai_child_draw(children.items[i], canvas, (hai_box){box.x, y, box.width, size.height});
        y += size.height + gap;
    }
}
