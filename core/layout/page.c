// SPDX-License-Identifier: MIT
//
// The sheet: top-level blocks down the page, between margins or from edge to edge, on the theme's
// ground and backdrop.
//
// Where the height is given and the content is lower, gaps grow to at most twice their size, and
// what is left goes above the last block if that one closes the sheet from edge to edge. Content
// that is higher than the sheet is an error: nothing is cut in silence.
#include <math.h>

#include "layout/block.h"
#include "spec/locate.h"

static bool is_bleed(const hai_block *block)
{
    return (block->visual->flags & HAI_VISUAL_BLEED) != 0;
}

static double left_of(const struct poster *poster, const hai_block *block)
{
    return is_bleed(block) ? 0 : poster->margin;
}

static hai_space space_of(const struct poster *poster, const hai_block *block)
{
    return (hai_space){fmax(poster->format.width - 2 * left_of(poster, block), 1), 0};
}

struct column {
    double top, bottom; // margins
    double gap;
    double blocks; // heights of all blocks together
    uint32_t gaps;
};

static struct column measure_column(const struct poster *poster)
{
    hai_blocks blocks = poster->blocks;
    struct column column = {.gap = hai_theme_length(poster->theme, "gap"),
                            .top = poster->margin,
                            .bottom = poster->margin};
    if (blocks.count == 0)
        return column;
    if (is_bleed(blocks.items[0]))
        column.top = 0;
    if (is_bleed(blocks.items[blocks.count - 1]))
        column.bottom = 0;
    column.gaps = blocks.count - 1;
    for (uint32_t i = 0; i < blocks.count; i++)
        column.blocks +=
            hai_child_measure(blocks.items[i], space_of(poster, blocks.items[i])).height;
    return column;
}

static bool fit_height(const struct poster *poster, struct column *column, double *height,
                       double *slack)
{
    double needed = column->top + column->bottom + column->blocks + column->gap * column->gaps;
    *slack = 0;
    *height = ceil(needed);
    if (!(poster->format.height > 0)) {
        if (*height > FORMAT_MAX_SIDE * 2.0) {
            report_add(poster->report, SEVERITY_ERROR, "page.limit",
                       locate_value(&poster->document.source, "/page/size"),
                       "split it into several posters",
                       "the sheet would be %.0f px high, at most %d", *height, FORMAT_MAX_SIDE * 2);
            return false;
        }
        return true;
    }
    *height = poster->format.height;
    double left = *height - needed;
    if (left < -0.5) {
        report_add(poster->report, SEVERITY_ERROR, "page.overflow",
                   locate_value(&poster->document.source, "/page/size"),
                   "take a size as high as needed (\"long\"), or leave blocks out",
                   "the content needs %.0f px of height, the page has %.0f", needed, *height);
        return false;
    }
    if (column->gaps > 0) {
        double more = fmin(fmax(left, 0) / column->gaps, column->gap);
        column->gap += more;
        left -= more * column->gaps;
    }
    *slack = fmax(left, 0);
    return true;
}

const struct record *poster_record(struct poster *poster)
{
    struct column column = measure_column(poster);
    double height, slack;
    if (!fit_height(poster, &column, &height, &slack))
        return NULL;
    double width = poster->format.width;
    hai_canvas *canvas = canvas_new(poster->arena, (hai_size){width, height},
                                    hai_theme_colour(poster->theme, "background"));
    for (uint32_t i = 0; i < poster->backdrop.count; i++)
        hai_child_draw(poster->backdrop.items[i], canvas, (hai_box){0, 0, width, height});

    hai_blocks blocks = poster->blocks;
    double y = column.top;
    for (uint32_t i = 0; i < blocks.count; i++) {
        const hai_block *block = blocks.items[i];
        hai_space space = space_of(poster, block);
        double block_height = hai_child_measure(block, space).height;
        if (i + 1 == blocks.count && is_bleed(block))
            y += slack;
        hai_child_draw(block, canvas,
                       (hai_box){left_of(poster, block), y, space.width, block_height});
        y += block_height + column.gap;
    }
    poster->record = canvas_finish(canvas, poster->report);
    return report_errors(poster->report) > 0 ? NULL : poster->record;
}
