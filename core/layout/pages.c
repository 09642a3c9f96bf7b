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
    double height;    // of the pieces and the gaps between them, with the margin above
    uint32_t stopped; // the block that had no room, where one had not
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
                         poster->format.height - foot_of(poster) * 0.55 - size.height / 2);
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
    sheet->stopped = sheet->end.index;
    drop_heads(poster, sheet);
    return sheet->pieces->len > 0;
}

// The page that begins at a cut. What would leave the closing block alone gives a bit up to it.
static bool next_sheet(const struct poster *poster, struct cut begin, double limit,
                       struct sheet *sheet)
{
    if (begin.index == 0 && !(begin.from > 0))
        limit = INFINITY;
    if (!fill_sheet(poster, begin, limit, sheet))
        return false;
    if (sheet->end.from > 0 || !closes(poster, sheet->end.index))
        return true;
    double height = sheet->height;
    if (!fill_sheet(poster, begin, height - 1, sheet))
        return fill_sheet(poster, begin, limit, sheet);
    return true;
}

// --- Setting a page ---

// Where the pieces of a page stand.
struct setting {
    double top, gap;
    double more;    // between pieces, but not below a head
    double opening; // more height for the block that opens the page from edge to edge
    double left;    // and what is not used at all
    bool is_closed; // by a block at the page's very foot
};

static bool is_bleed(const struct sheet *sheet, guint index)
{
    return block_is_bleed(g_array_index(sheet->pieces, struct piece, index).block);
}

// The gaps that can be spread.
static guint count_gaps(const struct sheet *sheet)
{
    guint count = 0;
    for (guint i = 0; i + 1 < sheet->pieces->len; i++)
        count += !block_is_head(g_array_index(sheet->pieces, struct piece, i).block);
    return count;
}

#define OPENING 0.6 // by how much of its height a block that opens a page may grow

// A page that is not full spreads its gaps, to twice their size at most; the last one keeps them,
// as the last line of a paragraph does, unless a block closes it at its foot. What that leaves goes
// to the block that opens the page from edge to edge, as a larger picture would; the rest stands
// below on paper; on a screen, where a page is seen as a whole, the content stands a little above
// the middle.
static struct setting set_sheet(const struct poster *poster, const struct sheet *sheet)
{
    guint count = sheet->pieces->len;
    bool is_opened = count > 0 && is_bleed(sheet, 0);
    struct setting setting = {.top = is_opened ? 0 : poster->margin, .gap = gap_of(poster)};
    setting.is_closed = count > 1 && is_bleed(sheet, count - 1);
    double foot = setting.is_closed ? 0 : foot_of(poster);
    double left = fmax(poster->format.height - foot - sheet->height, 0);
    guint gaps = count_gaps(sheet);
    if (gaps > 0 && (sheet->end.index < poster->blocks.count || setting.is_closed)) {
        setting.more = fmin(left / gaps, setting.gap);
        left -= setting.more * gaps;
    }
    if (is_opened && count > 1) {
        double height = g_array_index(sheet->pieces, struct piece, 0).part.height;
        setting.opening = floor(fmin(left, height * OPENING));
        left -= setting.opening;
    }
    setting.left = left;
    if (poster->format.dpi <= 0 && !is_opened)
        setting.top += floor(left * 0.4);
    return setting;
}

// --- Dividing ---

// How the poster is divided if no page but the first is filled below `limit`.
struct division {
    double limit;
    unsigned count;          // of pages
    double unevenness;       // the squares of what they leave free, together
    double waste;            // the same of what spread gaps do not take, in parts of a page
    const hai_block *misfit; // the first block without room, or NULL
};

static struct division divide(const struct poster *poster, double limit)
{
    struct sheet sheet = {.pieces = g_array_new(FALSE, FALSE, sizeof(struct piece))};
    struct division division = {.limit = limit};
    struct cut at = {0, 0};
    for (; at.index < poster->blocks.count && division.misfit == NULL; division.count++) {
        if (!next_sheet(poster, at, limit, &sheet))
            division.misfit = poster->blocks.items[sheet.stopped];
        double left = poster->format.height - sheet.height;
        division.unevenness += left * left;
        left = set_sheet(poster, &sheet).left / poster->format.height;
        division.waste += left * left;
        at = sheet.end;
    }
    g_array_free(sheet.pieces, TRUE);
    return division;
}

// As many pages as it takes, filled as evenly as lower limits can make them: better two rows on
// each of the last pages than three and one.
static struct division divide_evenly(const struct poster *poster)
{
    enum { LIMITS = 12 };
    struct division best = divide(poster, INFINITY);
    for (int i = 1; i <= LIMITS && best.count > 1; i++) {
        struct division other = divide(poster, poster->format.height * (1 - i * 0.5 / LIMITS));
        if (other.misfit == NULL && other.count == best.count &&
            other.unevenness < best.unevenness * 0.98)
            best = other;
    }
    return best;
}

bool pages_fit(const struct poster *poster)
{
    return divide(poster, INFINITY).misfit == NULL;
}

double pages_waste(const struct poster *poster)
{
    struct division division = divide_evenly(poster);
    return division.misfit != NULL ? INFINITY : division.waste;
}

const char *pages_misfit(const struct poster *poster)
{
    const hai_block *block = divide(poster, INFINITY).misfit;
    if (block == NULL)
        return NULL;
    double edges = block_is_bleed(block) ? 0 : poster->margin + foot_of(poster);
    double needed = hai_child_measure(block, page_space(poster, block)).height + edges;
    double height = poster->format.height;
    if (needed <= height)
        return arena_printf(poster->arena, "%s does not fit on a page of %.0f px with its head",
                            block->pointer, height);
    return arena_printf(poster->arena, "%s needs %.0f px of height, a page has %.0f",
                        block->pointer, needed, height);
}

// --- Drawing ---

static const struct record *draw_sheet(struct poster *poster, const struct sheet *sheet,
                                       unsigned number, unsigned count)
{
    double height = poster->format.height;
    hai_canvas *canvas = page_canvas(poster, height);
    struct setting setting = set_sheet(poster, sheet);
    double y = setting.top;
    for (guint i = 0; i < sheet->pieces->len; i++) {
        const struct piece *piece = &g_array_index(sheet->pieces, struct piece, i);
        double width = page_space(poster, piece->block).width;
        if (setting.is_closed && i + 1 == sheet->pieces->len)
            y = height - piece->part.height;
        double tall = piece->part.height + (i == 0 ? setting.opening : 0);
        hai_child_draw_part(piece->block, canvas,
                            (hai_box){page_left(poster, piece->block), y, width, tall},
                            &piece->part);
        y += tall + setting.gap;
        if (!block_is_head(piece->block))
            y += setting.more;
    }
    if (poster->numbers != NUMBERS_NONE && count > 1 && !setting.is_closed)
        draw_number(poster, canvas, number, count);
    return canvas_finish(canvas, poster->report);
}

#define MOST_PAGES 500 // each a file, in the worst case

bool pages_draw(struct poster *poster)
{
    struct sheet sheet = {.pieces = g_array_new(FALSE, FALSE, sizeof(struct piece))};
    struct cut at = {0, 0};
    const struct division division = divide_evenly(poster);
    unsigned count = division.count;
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
        (void)next_sheet(poster, at, division.limit, &sheet);
        const struct record *record = draw_sheet(poster, &sheet, i + 1, count);
        g_ptr_array_add(poster->pages, (gpointer)(uintptr_t)record);
        at = sheet.end;
    }
    g_array_free(sheet.pieces, TRUE);
    return true;
}
