// SPDX-License-Identifier: MIT
#include "out/pdf_page.h"

#include <math.h>

#include "out/out.h"
#include "out/pdf_paint.h"
#include "out/pdf_text.h"

#define LEVELS 6

// A scope that is open: a group or what something means.
struct open_scope {
    struct pdf_element *element; // or NULL
    struct pdf_content *around;  // where a group is drawn when it is whole; or NULL
};

struct page {
    struct pdf_book *book;
    const struct record *record;
    const struct pdf_page_frame *frame;
    unsigned number;
    double height;               // points
    struct pdf_content *content; // the page's, or that of the innermost group
    GArray *scopes;              // struct open_scope
    GString *annotations;
    const hai_paragraph *paragraph; // whose element is `text`
    struct pdf_element *text;
    bool is_bare; // no text and no meaning: for the rim
};

// --- Meaning ---

// The innermost element that is open, or NULL.
static struct pdf_element *find_element(const struct page *page)
{
    for (unsigned i = page->scopes->len; i > 0; i--) {
        struct pdf_element *element = g_array_index(page->scopes, struct open_scope, i - 1).element;
        if (element != NULL)
            return element;
    }
    return NULL;
}

// What an item belongs to: the scope around it, else its paragraph, else it decorates.
static void mark(struct page *page, const struct item *item)
{
    struct pdf_element *element = find_element(page);

    if (page->is_bare)
        return;
    if (element == NULL && item->kind == ITEM_GLYPHS) {
        if (page->paragraph != item->glyphs.paragraph || page->text == NULL)
            page->text = pdf_tags_add(page->book->tags, NULL, "P", NULL);
        page->paragraph = item->glyphs.paragraph;
        element = page->text;
    }
    pdf_tags_mark(page->content, element);
}

static void add_outline(struct page *page, const struct item *item)
{
    const struct pdf_page_frame *frame = page->frame;

    if (item->scope.text[0] == '\0')
        return;
    pdf_outline_add(page->book->outline, item->scope.level, item->scope.text, page->number,
                    fmax(item->scope.area.x, 0) * frame->scale + frame->around,
                    page->height - fmax(item->scope.area.y, 0) * frame->scale - frame->around);
}

static void add_link(struct page *page, const struct item *item, struct pdf_element *element)
{
    const struct pdf_page_frame *frame = page->frame;
    hai_box area = item->scope.area;
    // What is not ASCII, and could end a string, as percent signs.
    char *uri = g_uri_escape_string(item->scope.text, ":/?#[]@!$&*+,;=%", FALSE);
    unsigned number = pdf_file_reserve(page->book->file);
    GString *text = g_string_new("<< /Type /Annot /Subtype /Link /Border [0 0 0] /F 4 /Rect [");

    pdf_put_number(text, area.x * frame->scale + frame->around, 2);
    pdf_put_number(text, page->height - hai_box_bottom(area) * frame->scale - frame->around, 2);
    pdf_put_number(text, hai_box_right(area) * frame->scale + frame->around, 2);
    pdf_put_number(text, page->height - area.y * frame->scale - frame->around, 2);
    g_string_append(text, "] /A << /Type /Action /S /URI /URI ");
    pdf_put_text(text, uri);
    g_string_append_printf(text, ">> /Contents ");
    pdf_put_text(text, item->scope.text);
    g_string_append_printf(
        text, "/StructParent %u >>",
        pdf_tags_add_annotation(page->book->tags, element, number, page->number));
    pdf_file_put(page->book->file, number, text->str);
    g_string_append_printf(page->annotations, "%u 0 R ", number);
    g_string_free(text, TRUE);
    g_free(uri);
}

// A figure in the sense of PDF has nothing in it that has an element of its own.
static bool is_plain_figure(const struct page *page, const struct item *item)
{
    for (const struct item *inner = item + 1; inner < &page->record->items[item->mate]; inner++) {
        if (inner->kind == ITEM_LINK || inner->kind == ITEM_HEADING || inner->kind == ITEM_FIGURE)
            return false;
    }
    return true;
}

static struct pdf_element *open_element(struct page *page, const struct item *item)
{
    static const char *const headings[LEVELS + 1] = {NULL, "H1", "H2", "H3", "H4", "H5", "H6"};
    struct pdf_tags *tags = page->book->tags;
    struct pdf_element *parent = find_element(page);

    if (page->is_bare)
        return NULL;
    if (item->kind == ITEM_LINK && !hai_box_is_empty(item->scope.area)) {
        struct pdf_element *link = pdf_tags_add(tags, parent, "Link", NULL);
        add_link(page, item, link);
        return link;
    }
    if (item->kind == ITEM_HEADING)
        add_outline(page, item);
    if (parent != NULL)
        return NULL;
    if (item->kind == ITEM_HEADING)
        return pdf_tags_add(tags, NULL, headings[CLAMP(item->scope.level, 1, LEVELS)], NULL);
    if (item->kind == ITEM_FIGURE && is_plain_figure(page, item))
        return pdf_tags_add(tags, NULL, "Figure", item->scope.text);
    return NULL;
}

// --- Scopes ---

// What stands in a translucent group is a form, which is drawn at its end.
static struct pdf_content *begin_group(struct page *page, const struct item *item)
{
    struct pdf_content *around = page->content;

    pdf_content_clip(around, item->clip);
    pdf_tags_unmark(around);
    page->content = pdf_content_new(page->book->file, pdf_file_reserve(page->book->file),
                                    page->number, (hai_matrix){.xx = 1, .yy = 1});
    page->content->outer = page->content->clip = item->clip;
    return around;
}

static void end_group(struct page *page, struct pdf_content *around, const struct item *item)
{
    struct pdf_content *form = page->content;
    GString *entries = g_string_new("/Group << /S /Transparency /CS /DeviceRGB /I true >> ");
    float opacity = (float)item->scope.opacity;

    pdf_content_clip(form, form->outer);
    pdf_tags_close(page->book->tags, form, entries);
    pdf_content_put_form(form, item->box, entries->str);
    page->content = around;
    pdf_content_clip(around, item->clip);
    pdf_content_alpha(around, opacity, opacity);
    pdf_content_draw(around, form->object, &(hai_matrix){.xx = 1, .yy = 1});
    pdf_content_free(form);
    g_string_free(entries, TRUE);
}

// A scope's begin or end. Returns the index to go on after: a group out of sight is passed over.
static unsigned step_scope(struct page *page, unsigned index)
{
    const struct item *items = page->record->items, *item = &items[index];
    hai_box sheet = {0, 0, page->record->sheet.width, page->record->sheet.height};

    if (item->kind == ITEM_END) {
        unsigned last = page->scopes->len - 1;
        struct pdf_content *around = g_array_index(page->scopes, struct open_scope, last).around;
        g_array_set_size(page->scopes, last);
        if (around != NULL)
            end_group(page, around, &items[item->mate]);
        return index;
    }
    bool is_group = item->kind == ITEM_GROUP;
    if (is_group && (item->scope.opacity <= 0 || !box_touches(item->box, sheet)))
        return item->mate;
    struct open_scope scope = {.element = is_group ? NULL : open_element(page, item)};
    if (is_group && item->scope.opacity < 1)
        scope.around = begin_group(page, item);
    page->text = NULL;
    g_array_append_val(page->scopes, scope);
    return index;
}

// --- Items ---

static void draw_fill(struct pdf_content *content, const struct item *item)
{
    const hai_paint *paint = &item->fill.paint;
    bool has_mask = pdf_paint_needs_mask(paint);

    if (!pdf_paint_is_seen(paint) || item->fill.path.count == 0)
        return;
    if (has_mask)
        pdf_content_save(content);
    pdf_paint_set_fill(content, paint, &item->matrix, item->box);
    pdf_content_path(content, &item->fill.path, NULL);
    g_string_append(content->out, "f\n");
    if (has_mask)
        pdf_content_restore(content);
}

static bool is_even(const hai_matrix *matrix) // turns, moves and scales all directions alike
{
    return fabs(matrix->xx - matrix->yy) < 1e-9 && fabs(matrix->xy + matrix->yx) < 1e-9;
}

// The path under the matrix gives the item's own.
static bool invert(const hai_matrix *matrix, hai_matrix *inverse)
{
    double area = matrix->xx * matrix->yy - matrix->xy * matrix->yx;

    if (fabs(area) < 1e-12)
        return false;
    *inverse = (hai_matrix){.xx = matrix->yy / area,
                            .yx = -matrix->yx / area,
                            .xy = -matrix->xy / area,
                            .yy = matrix->xx / area};
    inverse->x0 = -(inverse->xx * matrix->x0 + inverse->xy * matrix->y0);
    inverse->y0 = -(inverse->yx * matrix->x0 + inverse->yy * matrix->y0);
    return true;
}

static void draw_stroke(struct pdf_content *content, const struct item *item)
{
    const hai_paint *paint = &item->stroke.paint;
    bool is_plain = is_even(&item->matrix), has_mask = pdf_paint_needs_mask(paint);
    hai_matrix inverse;

    if (!pdf_paint_is_seen(paint) || item->stroke.path.count == 0 ||
        !invert(&item->matrix, &inverse))
        return;
    if (has_mask || !is_plain)
        pdf_content_save(content);
    pdf_paint_set_stroke(content, paint, &item->matrix, item->box);
    pdf_content_pen(content, &item->stroke.pen,
                    is_plain ? hypot(item->matrix.xx, item->matrix.yx) : 1);
    if (!is_plain)
        pdf_content_matrix(content, &item->matrix); // the pen is stretched, too
    pdf_content_path(content, &item->stroke.path, is_plain ? NULL : &inverse);
    g_string_append(content->out, "S\n");
    if (has_mask || !is_plain)
        pdf_content_restore(content);
}

static bool draw_glyphs(struct page *page, const struct item *item)
{
    const hai_paint *paint = &item->glyphs.paint;
    struct pdf_content *content = page->content;
    bool is_plain = paint->kind == HAI_PAINT_COLOUR;

    if (item->glyphs.run->glyph_count == 0 || page->is_bare || !pdf_paint_is_seen(paint))
        return true;
    if (is_plain) {
        pdf_content_fill_colour(content, paint->colour);
        return pdf_text_draw(page->book->fonts, content, item, PDF_TEXT_SEEN);
    }
    // Poppler fills text with a gradient as a box; outlines it fills as they are.
    pdf_content_save(content);
    pdf_paint_set_fill(content, paint, &item->matrix, item->box);
    pdf_text_path(content, item);
    g_string_append(content->out, "f\n");
    pdf_content_restore(content);
    return pdf_text_draw(page->book->fonts, content, item, PDF_TEXT_UNSEEN);
}

static bool draw_item(struct page *page, const struct item *item)
{
    struct pdf_content *content = page->content;

    pdf_content_clip(content, item->clip);
    mark(page, item);
    switch (item->kind) {
    case ITEM_FILL:
        draw_fill(content, item);
        break;
    case ITEM_STROKE:
        draw_stroke(content, item);
        break;
    case ITEM_SHADOW:
        pdf_pictures_draw_shadow(page->book->pictures, content, item);
        break;
    case ITEM_IMAGE:
        pdf_pictures_draw_image(page->book->pictures, content, item);
        break;
    case ITEM_GLYPHS:
        return draw_glyphs(page, item);
    case ITEM_CAIRO:
        pdf_pictures_draw_cairo(page->book->pictures, content, item);
        break;
    case ITEM_GROUP:
    case ITEM_LINK:
    case ITEM_HEADING:
    case ITEM_FIGURE:
    case ITEM_END:
        break;
    }
    return true;
}

static bool draw_record(struct page *page)
{
    const struct record *record = page->record;
    hai_box sheet = {0, 0, record->sheet.width, record->sheet.height};

    if (record->ground.a > 0) {
        if (!page->is_bare)
            pdf_tags_mark(page->content, NULL);
        pdf_content_fill_colour(page->content, record->ground);
        pdf_content_box(page->content, sheet);
        g_string_append(page->content->out, "f\n");
    }
    for (unsigned i = 0; i < record->count; i++) {
        const struct item *item = &record->items[i];
        if (item->kind >= ITEM_GROUP)
            i = step_scope(page, i);
        else if (box_touches(item->box, sheet) && !draw_item(page, item))
            return false;
    }
    pdf_content_clip(page->content, page->content->outer);
    return true;
}

// --- The rim ---

// The sheet without its text, as a form.
static unsigned put_bare_sheet(const struct page *page)
{
    unsigned number = pdf_file_reserve(page->book->file);
    hai_size sheet = page->record->sheet;
    struct page bare = {.book = page->book,
                        .record = page->record,
                        .frame = page->frame,
                        .number = page->number,
                        .scopes = g_array_new(FALSE, FALSE, sizeof(struct open_scope)),
                        .is_bare = true};

    bare.content =
        pdf_content_new(page->book->file, number, page->number, (hai_matrix){.xx = 1, .yy = 1});
    (void)draw_record(&bare); // fails for text alone
    pdf_content_put_form(bare.content, (hai_box){0, 0, sheet.width, sheet.height}, "");
    pdf_content_free(bare.content);
    g_array_free(bare.scopes, TRUE);
    return number;
}

// One part of the rim: before the sheet (-1), along it (0) or behind it (1), across and down. The
// mirror stands half a pixel within the sheet, so that no seam shows when the sheet lies on it.
static void draw_rim(struct page *page, unsigned form, int across, int down)
{
    const double lap = 0.5;
    hai_size sheet = page->record->sheet;
    double bleed = page->frame->bleed / page->frame->scale;
    hai_box band = {across > 0   ? sheet.width - lap
                    : across < 0 ? -bleed
                                 : 0,
                    down > 0   ? sheet.height - lap
                    : down < 0 ? -bleed
                               : 0,
                    across == 0 ? sheet.width : bleed + lap,
                    down == 0 ? sheet.height : bleed + lap};
    hai_matrix mirror = {.xx = across == 0 ? 1 : -1,
                         .yy = down == 0 ? 1 : -1,
                         .x0 = across > 0   ? 2 * (sheet.width - lap)
                               : across < 0 ? 2 * lap
                                            : 0,
                         .y0 = down > 0   ? 2 * (sheet.height - lap)
                               : down < 0 ? 2 * lap
                                          : 0};

    pdf_content_save(page->content);
    pdf_content_box(page->content, band);
    g_string_append(page->content->out, "W n\n");
    pdf_content_draw(page->content, form, &mirror);
    pdf_content_restore(page->content);
}

// What lies beyond the edges is the sheet's own rim, mirrored: colours and art run on to where the
// sheet is cut, and no text does.
static void draw_bleed(struct page *page)
{
    unsigned form = put_bare_sheet(page);

    pdf_tags_mark(page->content, NULL);
    pdf_content_alpha(page->content, 1, 1);
    for (int i = 0; i < 9; i++) {
        if (i != 4)
            draw_rim(page, form, i % 3 - 1, i / 3 - 1);
    }
}

// Two hairlines off each corner, beyond the bleed.
static void draw_crop_marks(struct page *page)
{
    const struct pdf_page_frame *frame = page->frame;
    hai_size sheet = page->record->sheet;
    double near = (frame->bleed + 3) / frame->scale;
    double far = (frame->bleed + OUT_MARK_POINTS - 1) / frame->scale;
    const hai_stroke pen = hai_stroke_width(0.25 / frame->scale);
    struct pdf_content *content = page->content;

    pdf_tags_mark(content, NULL);
    pdf_content_stroke_colour(content, (hai_colour){0, 0, 0, 1});
    pdf_content_pen(content, &pen, 1);
    for (int i = 0; i < 4; i++) {
        double x = i % 2 == 0 ? 0 : sheet.width, y = i < 2 ? 0 : sheet.height;
        double across = i % 2 == 0 ? -1 : 1, down = i < 2 ? -1 : 1;
        const double lines[2][4] = {{x + across * near, y, x + across * far, y},
                                    {x, y + down * near, x, y + down * far}};
        for (int j = 0; j < 2; j++) {
            for (int k = 0; k < 4; k++) {
                pdf_put_number(content->out, lines[j][k], 3);
                if (k % 2 == 1)
                    g_string_append(content->out, k == 1 ? "m\n" : "l\n");
            }
            g_string_append(content->out, "S\n");
        }
    }
}

// --- The page ---

static void put_page_box(GString *out, const char *name, double inset, double width, double height)
{
    g_string_append_printf(out, "/%s [", name);
    pdf_put_number(out, inset, 3);
    pdf_put_number(out, inset, 3);
    pdf_put_number(out, width - inset, 3);
    pdf_put_number(out, height - inset, 3);
    g_string_append(out, "] ");
}

// Boxes that printers go by (14.11.2), where there is more than the sheet.
static void put_page(struct page *page, double width)
{
    const struct pdf_page_frame *frame = page->frame;
    unsigned stream = pdf_file_reserve(page->book->file);
    GString *text = g_string_new("<< /Type /Page ");

    g_string_append_printf(text, "/Parent %u 0 R /Contents %u 0 R ", page->book->tree, stream);
    put_page_box(text, "MediaBox", 0, width, page->height);
    if (frame->around > 0) {
        put_page_box(text, "TrimBox", frame->around, width, page->height);
        put_page_box(text, "BleedBox", frame->around - frame->bleed, width, page->height);
    }
    g_string_append(text, "/Group << /S /Transparency /CS /DeviceRGB /I true >> ");
    pdf_tags_close(page->book->tags, page->content, text);
    pdf_content_put_resources(page->content, text);
    if (page->annotations->len > 0)
        g_string_append_printf(text, "/Tabs /S /Annots [%s] ", page->annotations->str);
    g_string_append(text, ">>");
    pdf_file_put(page->book->file, page->number, text->str);
    pdf_file_put_stream(page->book->file, stream, "", page->content->out->str,
                        page->content->out->len, PDF_PACK);
    g_string_free(text, TRUE);
}

unsigned pdf_page_put(struct pdf_book *book, const struct record *record,
                      const struct pdf_page_frame *frame)
{
    double width = record->sheet.width * frame->scale + 2 * frame->around;
    struct page page = {.book = book,
                        .record = record,
                        .frame = frame,
                        .number = pdf_file_reserve(book->file),
                        .height = record->sheet.height * frame->scale + 2 * frame->around,
                        .scopes = g_array_new(FALSE, FALSE, sizeof(struct open_scope)),
                        .annotations = g_string_new(NULL)};
    hai_matrix base = {
        frame->scale, 0, 0, -frame->scale, frame->around, page.height - frame->around};

    page.content = pdf_content_new(book->file, page.number, page.number, base);
    pdf_content_matrix(page.content, &base);
    if (frame->bleed > 0)
        draw_bleed(&page);
    pdf_content_save(page.content);
    if (frame->around > 0) {
        pdf_content_box(page.content, (hai_box){0, 0, record->sheet.width, record->sheet.height});
        g_string_append(page.content->out, "W n\n");
    }
    bool done = draw_record(&page);
    pdf_content_restore(page.content);
    if (frame->has_crop_marks)
        draw_crop_marks(&page);
    put_page(&page, width);
    pdf_content_free(page.content);
    g_array_free(page.scopes, TRUE);
    g_string_free(page.annotations, TRUE);
    return done ? page.number : 0;
}
