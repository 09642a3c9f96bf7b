// SPDX-License-Identifier: MIT
//
// The sheet: top-level blocks down the page, between margins or from edge to edge, on the theme's
// ground and backdrop.
//
// Where the height is given and the content is lower, gaps grow to at most twice their size, and
// what is left goes above the last block if that one closes the sheet from edge to edge. Content
// that is higher than the sheet is an error, or made smaller, or goes on over further pages
// (pages.c), as the spec says ("fit"): nothing is cut in silence.
#include <math.h>

#include "layout/block.h"
#include "spec/locate.h"

bool block_is_bleed(const hai_block *block)
{
    return (block->visual->flags & HAI_VISUAL_BLEED) != 0;
}

double page_left(const struct poster *poster, const hai_block *block)
{
    return block_is_bleed(block) ? 0 : poster->margin;
}

hai_space page_space(const struct poster *poster, const hai_block *block)
{
    return (hai_space){fmax(poster->format.width - 2 * page_left(poster, block), 1), 0};
}

static double height_of(const struct poster *poster, const hai_block *block)
{
    return hai_child_measure(block, page_space(poster, block)).height;
}

// --- Columns: the blocks of one page ---

struct column {
    uint32_t first, end; // of the poster's blocks
    double top, bottom;  // margins
    double gap;
    double blocks; // heights of all blocks together
};

static double column_height(const struct column *column)
{
    uint32_t count = column->end - column->first;
    double gaps = count > 1 ? column->gap * (count - 1) : 0;
    return column->top + column->blocks + gaps + column->bottom;
}

static struct column column_of(const struct poster *poster, uint32_t first, uint32_t end)
{
    hai_blocks blocks = poster->blocks;
    struct column column = {.first = first,
                            .end = end,
                            .gap = hai_theme_length(poster->theme, "gap"),
                            .top = poster->margin,
                            .bottom = poster->margin};
    if (end == first)
        return column;
    if (block_is_bleed(blocks.items[first]))
        column.top = 0;
    if (block_is_bleed(blocks.items[end - 1]))
        column.bottom = 0;
    for (uint32_t i = first; i < end; i++)
        column.blocks += height_of(poster, blocks.items[i]);
    return column;
}

// What is left of a page's height goes into the gaps; the rest is returned.
static double spread(struct column *column, double height)
{
    double left = fmax(height - column_height(column), 0);
    uint32_t count = column->end - column->first;
    if (count > 1) {
        double more = fmin(left / (count - 1), column->gap);
        column->gap += more;
        left -= more * (count - 1);
    }
    return left;
}

hai_canvas *page_canvas(struct poster *poster, double height)
{
    double width = poster->format.width;
    hai_canvas *canvas = canvas_new(poster->arena, (hai_size){width, height},
                                    hai_theme_colour(poster->theme, "background"));
    for (uint32_t i = 0; i < poster->backdrop.count; i++)
        hai_child_draw(poster->backdrop.items[i], canvas, (hai_box){0, 0, width, height});
    return canvas;
}

static const struct record *draw_column(struct poster *poster, const struct column *column,
                                        double height, double slack)
{
    double y = column->top;
    hai_canvas *canvas = page_canvas(poster, height);
    for (uint32_t i = column->first; i < column->end; i++) {
        const hai_block *block = poster->blocks.items[i];
        double block_height = height_of(poster, block);
        if (i + 1 == column->end && block_is_bleed(block))
            y += slack;
        hai_child_draw(
            block, canvas,
            (hai_box){page_left(poster, block), y, page_space(poster, block).width, block_height});
        y += block_height + column->gap;
    }
    return canvas_finish(canvas, poster->report);
}

// --- Fitting ---

#define SHRINK_STEPS 12

// As if the sheet had more of smaller pixels.
static void set_shrinking(struct poster *poster, const struct format *format, double by)
{
    poster->format = *format;
    poster->format.width *= by;
    poster->format.height *= by;
    poster->format.pixels /= by;
    poster->format.points /= by;
}

static bool fits_page(const struct poster *poster)
{
    struct column column = column_of(poster, 0, poster->blocks.count);
    return column_height(&column) <= poster->format.height + 0.5;
}

// The least shrinking at which all fits. False, with the format as it was, where none does.
static bool shrink(struct poster *poster, bool (*fits)(const struct poster *poster))
{
    const struct format format = poster->format;
    if (fits(poster))
        return true;
    double low = 1, high = format.most_shrunk;
    set_shrinking(poster, &format, high);
    bool is_possible = fits(poster);
    for (int i = 0; i < SHRINK_STEPS && is_possible; i++) {
        double middle = (low + high) / 2;
        set_shrinking(poster, &format, middle);
        if (fits(poster))
            high = middle;
        else
            low = middle;
    }
    set_shrinking(poster, &format, is_possible ? high : 1);
    return is_possible;
}

#define WASTED 0.02 // of pages: one of them with a seventh of it empty
#define COPYFIT_STEP 0.02
#define COPYFIT_LARGER 7 // steps
#define COPYFIT_SMALLER 5
#define COPYFIT_COST 2.0 // of another size, beside what is wasted

// On paper, pages that would end half empty are set a little larger or smaller, as a book designer
// fits copy to sheets. On screens a pixel stays a pixel.
static void copyfit(struct poster *poster)
{
    const struct format format = poster->format;
    double least = format.dpi > 0 ? pages_waste(poster) : 0, best = 1;
    if (least <= WASTED)
        return;
    for (int step = -COPYFIT_LARGER; step <= COPYFIT_SMALLER; step++) {
        double by = 1 + step * COPYFIT_STEP;
        if (step == 0 || by > format.most_shrunk)
            continue;
        set_shrinking(poster, &format, by);
        double waste = pages_waste(poster) + COPYFIT_COST * (by - 1) * (by - 1);
        if (waste < least) {
            least = waste;
            best = by;
        }
    }
    set_shrinking(poster, &format, best);
}

static void report_overflow(const struct poster *poster)
{
    static const char *const hints[] = {
        [FIT_ERROR] = "take a size as high as needed (\"long\"), leave blocks out, or say "
                      "\"fit\": \"shrink\" or \"pages\"",
        [FIT_SHRINK] = "take a larger size, leave blocks out, or say \"fit\": \"pages\"",
        [FIT_PAGES] = "take a larger size, or divide what does not fit on a page",
    };
    struct column column = column_of(poster, 0, poster->blocks.count);
    const char *what = poster->fit == FIT_PAGES ? pages_misfit(poster) : NULL;
    const char *small = "";
    if (what == NULL)
        what = arena_printf(poster->arena, "the content needs %.0f px of height, the page has %.0f",
                            column_height(&column), poster->format.height);
    if (poster->fit != FIT_ERROR)
        small =
            arena_printf(poster->arena, ", and text below %.0f %% of its size is too small to read",
                         100 / poster->format.most_shrunk);
    report_add(poster->report, SEVERITY_ERROR, "page.overflow",
               locate_value(&poster->document.source, "/page/size"), hints[poster->fit], "%s%s",
               what, small);
}

static bool draw_one(struct poster *poster)
{
    struct column column = column_of(poster, 0, poster->blocks.count);
    double height = poster->format.height, slack = 0;
    if (height > 0) {
        slack = spread(&column, height);
    } else {
        height = ceil(column_height(&column));
        if (height > FORMAT_MAX_SIDE * 2.0) {
            report_add(poster->report, SEVERITY_ERROR, "page.limit",
                       locate_value(&poster->document.source, "/page/size"),
                       "split it into several posters",
                       "the sheet would be %.0f px high, at most %d", height, FORMAT_MAX_SIDE * 2);
            return false;
        }
    }
    const struct record *record = draw_column(poster, &column, height, slack);
    g_ptr_array_add(poster->pages, (gpointer)(uintptr_t)record);
    return true;
}

const struct record *poster_record(struct poster *poster)
{
    bool is_fixed = poster->format.height > 0, is_paged = is_fixed && poster->fit == FIT_PAGES;
    double height = poster->format.height;
    bool fits = !is_fixed;
    if (is_paged)
        fits = shrink(poster, pages_fit);
    else if (is_fixed && poster->fit == FIT_SHRINK)
        fits = shrink(poster, fits_page);
    else if (is_fixed)
        fits = fits_page(poster);
    if (!fits) {
        report_overflow(poster);
        return NULL;
    }
    if (is_paged && !(poster->format.height > height))
        copyfit(poster);
    g_ptr_array_set_size(poster->pages, 0);
    if (is_paged ? !pages_draw(poster) : !draw_one(poster))
        return NULL;
    poster->record = poster->pages->pdata[0];
    return report_errors(poster->report) > 0 ? NULL : poster->record;
}

const struct record *const *poster_pages(const struct poster *poster, unsigned *count)
{
    *count = poster->pages->len;
    return (const struct record *const *)poster->pages->pdata;
}
