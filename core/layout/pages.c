// SPDX-License-Identifier: MIT
//
// Posters of several pages. Each page takes as many blocks as fit; a block goes on over the next
// page only if its visual says where. No page ends with the head of what follows, and the block
// that closes the poster from edge to edge does not stand alone on its page.
#include <math.h>

#include "layout/block.h"
#include "spec/locate.h"

// What stands on a page: a block, or a part of one.
struct piece {
    const hai_block *block;
    hai_part part;
};

// Where a page begins: in which block, and how far down in it.
struct cut {
    uint32_t index;
    double from;
};

struct sheet {
    GArray *pieces; // struct piece
    struct cut end;
    double height; // of the pieces and the gaps between them, with the margin above
};

static double gap_of(const struct poster *poster)
{
    return hai_theme_length(poster->theme, "gap");
}

// --- Numbers ---

static const hai_paragraph *number_text(const struct poster *poster, unsigned number,
                                        unsigned count)
{
    hai_text_style style = hai_theme_type(poster->theme, "caption");
    style.align = HAI_TEXT_LEFT;
    const char *text = arena_printf(poster->arena,
                                    poster->numbers == NUMBERS_PLAIN    ? "%u"
                                    : poster->numbers == NUMBERS_DASHES ? "— %u —"
                                                                        : "%u / %u",
                                    number, count);
    return typesetter_set(poster->typesetter, text, &style, 0);
}

// The margin below, with room for a number.
static double foot_of(const struct poster *poster)
{
    if (poster->numbers == NUMBERS_NONE)
        return poster->margin;
    return fmax(poster->margin, hai_paragraph_size(number_text(poster, 1, 1)).height + 24);
}

static void draw_number(struct poster *poster, hai_canvas *canvas, unsigned number, unsigned count)
{
    const hai_paragraph *text = number_text(poster, number, count);
    hai_size size = hai_paragraph_size(text);
    hai_canvas_paragraph(canvas, text, (poster->format.width - size.width) / 2,
                         poster->format.height - (foot_of(poster) + size.height) / 2);
}

// --- Filling pages ---

static bool closes(const struct poster *poster, uint32_t index)
{
    return index > 0 && index + 1 == poster->blocks.count &&
           block_is_bleed(poster->blocks.items[index]);
}

// A head goes with what follows it; a page that would have nothing else stays empty.
static void drop_heads(const struct poster *poster, struct sheet *sheet)
{
    while (sheet->pieces->len > 0 && sheet->end.index < poster->blocks.count) {
        const struct piece *last =
            &g_array_index(sheet->pieces, struct piece, sheet->pieces->len - 1);
        if (!block_is_head(last->block))
            return;
        sheet->height -= last->part.height + (sheet->pieces->len > 1 ? gap_of(poster) : 0);
        g_array_set_size(sheet->pieces, sheet->pieces->len - 1);
        sheet->end = (struct cut){sheet->end.index - (sheet->end.from > 0 ? 0 : 1), 0};
    }
}

// Whether a page that begins at `begin`, and is filled down to `limit` at most, takes anything.
static bool fill_sheet(const struct poster *poster, struct cut begin, double limit,
                       struct sheet *sheet)
{
    hai_block *const *blocks = poster->blocks.items;
    double foot = foot_of(poster), height = poster->format.height;
    g_array_set_size(sheet->pieces, 0);
    sheet->end = begin;
    sheet->height = block_is_bleed(blocks[begin.index]) ? 0 : poster->margin;
    while (sheet->end.index < poster->blocks.count) {
        const hai_block *block = blocks[sheet->end.index];
        hai_space space = page_space(poster, block);
        double before = sheet->pieces->len > 0 ? gap_of(poster) : 0;
        double bottom = fmin(height - (block_is_bleed(block) ? 0 : foot), limit);
        double whole = hai_child_measure(block, space).height;
        space.height = bottom - sheet->height - before;
        struct piece piece = {block, {.from = sheet->end.from, .page = height - poster->margin}};
        piece.part.page -= foot;
        if (!(space.height > 0) || !hai_child_divide(block, space, &piece.part))
            break;
        g_array_append_val(sheet->pieces, piece);
        sheet->height += before + piece.part.height;
        if (piece.part.to < whole - 0.5) {
            sheet->end.from = piece.part.to;
            return true;
        }
        sheet->end = (struct cut){sheet->end.index + 1, 0};
    }
    drop_heads(poster, sheet);
    return sheet->pieces->len > 0;
}

// The page that begins at a cut. What would leave the closing block alone gives a bit up to it.
static bool next_sheet(const struct poster *poster, struct cut begin, struct sheet *sheet)
{
    if (!fill_sheet(poster, begin, INFINITY, sheet))
        return false;
    if (sheet->end.from > 0 || !closes(poster, sheet->end.index))
        return true;
    double height = sheet->height;
    if (!fill_sheet(poster, begin, height - 1, sheet))
        return fill_sheet(poster, begin, INFINITY, sheet);
    return true;
}

// The first block that has no room; NULL where all have. `count` may be NULL.
static const hai_block *paginate(const struct poster *poster, unsigned *count)
{
    struct sheet sheet = {.pieces = g_array_new(FALSE, FALSE, sizeof(struct piece))};
    const hai_block *misfit = NULL;
    struct cut at = {0, 0};
    unsigned pages = 0;
    for (; at.index < poster->blocks.count && misfit == NULL; pages++) {
        if (next_sheet(poster, at, &sheet))
            at = sheet.end;
        else
            misfit = poster->blocks.items[sheet.end.index];
    }
    g_array_free(sheet.pieces, TRUE);
    if (count != NULL)
        *count = pages;
    return misfit;
}

bool pages_fit(const struct poster *poster)
{
    return paginate(poster, NULL) == NULL;
}

const hai_block *pages_find_misfit(const struct poster *poster, double *needed)
{
    const hai_block *block = paginate(poster, NULL);
    if (block != NULL) {
        double edges = block_is_bleed(block) ? 0 : poster->margin + foot_of(poster);
        *needed = hai_child_measure(block, page_space(poster, block)).height + edges;
    }
    return block;
}

// --- Drawing ---

// A page that is not full spreads its gaps, to twice their size at most; the last one keeps them,
// as the last line of a paragraph does.
static double spread_gap(const struct poster *poster, const struct sheet *sheet, double left)
{
    double gap = gap_of(poster);
    bool is_last = sheet->end.index >= poster->blocks.count;
    if (sheet->pieces->len < 2 || is_last)
        return gap;
    return gap + fmin(left / (sheet->pieces->len - 1), gap);
}

static const struct record *draw_sheet(struct poster *poster, const struct sheet *sheet,
                                       unsigned number, unsigned count)
{
    double height = poster->format.height;
    const GArray *pieces = sheet->pieces;
    hai_canvas *canvas = page_canvas(poster, height);
    bool opens = pieces->len > 0 && block_is_bleed(g_array_index(pieces, struct piece, 0).block);
    bool is_closed = false;
    double y = opens ? 0 : poster->margin;
    double gap = spread_gap(poster, sheet, height - foot_of(poster) - sheet->height);
    for (guint i = 0; i < pieces->len; i++) {
        const struct piece *piece = &g_array_index(pieces, struct piece, i);
        is_closed = i + 1 == pieces->len && block_is_bleed(piece->block) && i > 0;
        if (is_closed)
            y = height - piece->part.height;
        hai_child_draw_part(piece->block, canvas,
                            (hai_box){page_left(poster, piece->block), y,
                                      page_space(poster, piece->block).width, piece->part.height},
                            &piece->part);
        y += piece->part.height + gap;
    }
    if (poster->numbers != NUMBERS_NONE && count > 1 && !is_closed)
        draw_number(poster, canvas, number, count);
    return canvas_finish(canvas, poster->report);
}

#define MOST_PAGES 500 // each a file, in the worst case

bool pages_draw(struct poster *poster)
{
    struct sheet sheet = {.pieces = g_array_new(FALSE, FALSE, sizeof(struct piece))};
    unsigned count;
    struct cut at = {0, 0};
    (void)paginate(poster, &count);
    if (count > MOST_PAGES) {
        report_add(poster->report, SEVERITY_ERROR, "page.limit",
                   locate_value(&poster->document.source, "/page/size"),
                   "take a larger size, or split it into several posters",
                   "the poster would have %u pages, at most %d", count, MOST_PAGES);
        g_array_free(sheet.pieces, TRUE);
        return false;
    }
    if (count == 0) // no blocks: the ground alone
        g_ptr_array_add(poster->pages, (gpointer)(uintptr_t)draw_sheet(poster, &sheet, 1, 1));
    for (unsigned i = 0; i < count; i++) {
        (void)next_sheet(poster, at, &sheet);
        const struct record *record = draw_sheet(poster, &sheet, i + 1, count);
        g_ptr_array_add(poster->pages, (gpointer)(uintptr_t)record);
        at = sheet.end;
    }
    g_array_free(sheet.pieces, TRUE);
    return true;
}
