// SPDX-License-Identifier: MIT
//
// PDF (ISO 32000-1) by cairo.
#include <cairo-pdf.h>
#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "draw/replay.h"
#include "out/boxes.h"
#include "out/out.h"
#include "out/sink.h"
#include "out/subset.h"
#include "out/tidy.h"

#define MAX_POINTS 14400.0                        // a side; ISO 32000-1, annex C: 200 inches
#define FIXED_DATE G_GINT64_CONSTANT(946684800)   // 2000-01-01T00:00:00Z
#define LAST_DATE G_GINT64_CONSTANT(253402300799) // 9999-12-31T23:59:59Z
#define LEVELS 6

// A page that is being written.
struct page {
    const struct record *record;
    cairo_surface_t *surface;
    struct subset *subset;
    unsigned number;         // from 1
    double scale;            // points per layout pixel
    double around;           // points from the surface's corner to the sheet's
    int parents[LEVELS + 1]; // the last outline entry of each heading level, or 0

    // The tag tree.
    bool is_tagged;                 // its root is open
    GPtrArray *tags;                // the tag of each open scope, or NULL
    unsigned tagged;                // how many of them have one
    const hai_paragraph *paragraph; // whose tag is open, or NULL
    unsigned groups;                // that are open
    GPtrArray *late_links;          // link items within groups
};

// --- Metadata ---

// SOURCE_DATE_EPOCH as reproducible-builds.org specifies it; anything else gives the fixed date.
static gint64 find_date(void)
{
    const char *given = getenv("SOURCE_DATE_EPOCH");
    guint64 seconds;

    if (given == NULL ||
        !g_ascii_string_to_unsigned(given, 10, 0, (guint64)LAST_DATE, &seconds, NULL))
        return FIXED_DATE;
    return (gint64)seconds;
}

static void set_date(cairo_surface_t *surface)
{
    time_t seconds = (time_t)find_date();
    struct tm parts;
    char text[32];

    if (gmtime_r(&seconds, &parts) == NULL ||
        strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts) == 0)
        return;
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, text);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, text);
}

static void set_text(cairo_surface_t *surface, cairo_pdf_metadata_t key, const char *value)
{
    if (value == NULL || *value == '\0')
        return;

    char *valid = g_utf8_make_valid(value, -1);
    cairo_pdf_surface_set_metadata(surface, key, valid);
    g_free(valid);
}

static void set_metadata(cairo_surface_t *surface, const struct document_info *info)
{
    set_text(surface, CAIRO_PDF_METADATA_TITLE, info->title);
    set_text(surface, CAIRO_PDF_METADATA_AUTHOR, info->author);
    set_text(surface, CAIRO_PDF_METADATA_SUBJECT, info->subject);
    set_text(surface, CAIRO_PDF_METADATA_KEYWORDS, info->keywords);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "haibao " HAIBAO_VERSION);
    set_date(surface);
}

// --- Links and outline ---

// A number as cairo's attribute strings take it, in every locale.
static void append_number(GString *text, double value)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];

    g_string_append(text, g_ascii_formatd(digits, sizeof digits, "%.3f", value));
}

static char *link_attributes(const struct page *page, const struct item *item)
{
    // Percent signs stand for all that could end the string here or in the PDF: quotes,
    // backslashes, parentheses; and for what is not ASCII.
    char *uri = g_uri_escape_string(item->scope.text, ":/?#[]@!$&*+,;=%", FALSE);
    GString *attributes = g_string_new("rect=[");
    hai_box area = item->scope.area;
    double numbers[4] = {area.x, area.y, area.width, area.height};

    for (int i = 0; i < 4; i++) { // in points, whatever the context's matrix
        append_number(attributes, numbers[i] * page->scale + (i < 2 ? page->around : 0));
        g_string_append_c(attributes, i < 3 ? ' ' : ']');
    }
    g_string_append_printf(attributes, " uri='%s'", uri);
    g_free(uri);
    return g_string_free(attributes, FALSE);
}

static void begin_link(const struct page *page, cairo_t *cairo, const struct item *item)
{
    char *attributes = link_attributes(page, item);

    cairo_tag_begin(cairo, CAIRO_TAG_LINK, attributes);
    g_free(attributes);
}

static void add_outline(struct page *page, const struct item *item)
{
    int level = item->scope.level, parent = CAIRO_PDF_OUTLINE_ROOT;

    if (item->scope.text[0] == '\0')
        return;
    for (int above = 1; above < level; above++) {
        if (page->parents[above] != 0)
            parent = page->parents[above];
    }
    GString *target = g_string_new(NULL);
    g_string_printf(target, "page=%u pos=[", page->number);
    append_number(target, fmax(item->scope.area.x * page->scale, 0) + page->around);
    g_string_append_c(target, ' ');
    append_number(target, fmax(item->scope.area.y * page->scale, 0) + page->around);
    g_string_append_c(target, ']');
    page->parents[level] = cairo_pdf_surface_add_outline(page->surface, parent, item->scope.text,
                                                         target->str, CAIRO_PDF_OUTLINE_FLAG_OPEN);
    for (int below = level + 1; below <= LEVELS; below++)
        page->parents[below] = 0;
    g_string_free(target, TRUE);
}

// --- The tag tree ---
//
// Document > H1..H6, P, Figure, Link. cairo 1.16 cannot say a figure's alternative text nor the
// language. Its tags must not stand in a transparent group: there is no text in it then that could
// be told apart, and links wait for the group's end.

// Not before the ground is painted: cairo forgets what came before it, tags too.
static void begin_document(struct page *page, cairo_t *cairo)
{
    if (!page->is_tagged)
        cairo_tag_begin(cairo, "Document", "");
    page->is_tagged = true;
}

static void end_document(struct page *page, cairo_t *cairo)
{
    if (page->is_tagged)
        cairo_tag_end(cairo, "Document");
}

static void end_paragraph(struct page *page, cairo_t *cairo)
{
    if (page->paragraph != NULL)
        cairo_tag_end(cairo, "P");
    page->paragraph = NULL;
}

static void note_item(void *data, cairo_t *cairo, const struct item *item)
{
    struct page *page = data;
    const hai_paragraph *paragraph = item->kind == ITEM_GLYPHS ? item->glyphs.paragraph : NULL;

    begin_document(page, cairo);
    if (paragraph == page->paragraph || page->groups > 0)
        return;
    end_paragraph(page, cairo);
    if (paragraph == NULL || page->tagged > 0)
        return;
    cairo_tag_begin(cairo, "P", "");
    page->paragraph = paragraph;
}

// A figure in the sense of PDF has nothing in it that has a tag of its own.
static bool is_plain_figure(const struct page *page, const struct item *item)
{
    for (const struct item *inner = item + 1; inner < &page->record->items[item->mate]; inner++) {
        if (inner->kind == ITEM_LINK || inner->kind == ITEM_HEADING || inner->kind == ITEM_FIGURE)
            return false;
    }
    return true;
}

static const char *find_tag(const struct page *page, const struct item *item)
{
    static const char *const headings[LEVELS + 1] = {NULL, "H1", "H2", "H3", "H4", "H5", "H6"};

    if (page->groups > 0)
        return NULL;
    if (item->kind == ITEM_LINK && !hai_box_is_empty(item->scope.area))
        return CAIRO_TAG_LINK;
    if (item->kind == ITEM_HEADING && page->tagged == 0)
        return headings[item->scope.level];
    if (item->kind == ITEM_FIGURE && page->tagged == 0 && is_plain_figure(page, item))
        return "Figure";
    return NULL;
}

static void write_late_links(struct page *page, cairo_t *cairo)
{
    for (unsigned i = 0; i < page->late_links->len; i++) {
        begin_link(page, cairo, g_ptr_array_index(page->late_links, i));
        cairo_tag_end(cairo, CAIRO_TAG_LINK);
    }
    g_ptr_array_set_size(page->late_links, 0);
}

static void begin_scope(struct page *page, cairo_t *cairo, const struct item *item)
{
    const char *tag = find_tag(page, item);

    if (item->kind == ITEM_HEADING)
        add_outline(page, item);
    if (item->kind == ITEM_LINK && page->groups > 0 && !hai_box_is_empty(item->scope.area))
        g_ptr_array_add(page->late_links, (gpointer)(uintptr_t)item);
    if (item->kind == ITEM_GROUP)
        page->groups++;
    g_ptr_array_add(page->tags, (gpointer)(uintptr_t)tag);
    if (tag == NULL)
        return;
    page->tagged++;
    if (item->kind == ITEM_LINK)
        begin_link(page, cairo, item);
    else
        cairo_tag_begin(cairo, tag, "");
}

static void end_scope(struct page *page, cairo_t *cairo, const struct item *item)
{
    const char *tag = g_ptr_array_steal_index(page->tags, page->tags->len - 1);

    if (tag != NULL) {
        cairo_tag_end(cairo, tag);
        page->tagged--;
    }
    if (item->kind == ITEM_GROUP && --page->groups == 0)
        write_late_links(page, cairo);
}

static void note_scope(void *data, cairo_t *cairo, const struct item *item, bool is_end)
{
    struct page *page = data;

    begin_document(page, cairo);
    end_paragraph(page, cairo);
    if (is_end)
        end_scope(page, cairo, item);
    else
        begin_scope(page, cairo, item);
}

// --- The page ---

static bool find_glyphs(void *data, const struct glyph_run *run, cairo_font_face_t **face,
                        const cairo_glyph_t **glyphs)
{
    struct page *page = data;
    return subset_glyphs(page->subset, run, face, glyphs);
}

static struct replay *open_replay(struct page *page, bool is_tagged)
{
    struct replay_hooks hooks = {.data = page,
                                 .glyphs = find_glyphs,
                                 .scope = is_tagged ? note_scope : NULL,
                                 .item = is_tagged ? note_item : NULL,
                                 .leaves_text_out = !is_tagged,
                                 .shares_shadows = true};
    return replay_new(page->record, true, &hooks);
}

// One part of the rim: before the sheet (-1), along it (0) or behind it (1), across and down. The
// mirror stands half a pixel within the sheet, so that no seam shows when the sheet lies on it.
static bool draw_rim(struct page *page, cairo_t *cairo, double bleed, int across, int down)
{
    const double lap = 0.5;
    hai_size sheet = record_size(page->record);
    double width = across == 0 ? sheet.width : bleed + lap;
    double height = down == 0 ? sheet.height : bleed + lap;
    hai_box band = {across > 0   ? sheet.width - lap - width
                    : across < 0 ? lap
                                 : 0,
                    down > 0   ? sheet.height - lap - height
                    : down < 0 ? lap
                               : 0,
                    width, height};
    struct replay *replay = open_replay(page, false);
    cairo_save(cairo);
    cairo_translate(cairo,
                    across > 0   ? 2 * (sheet.width - lap)
                    : across < 0 ? 2 * lap
                                 : 0,
                    down > 0   ? 2 * (sheet.height - lap)
                    : down < 0 ? 2 * lap
                               : 0);
    cairo_scale(cairo, across == 0 ? 1 : -1, down == 0 ? 1 : -1);
    cairo_rectangle(cairo, band.x, band.y, band.width, band.height);
    cairo_clip(cairo);
    bool done = replay_draw(replay, cairo, band);
    cairo_restore(cairo);
    replay_free(replay);
    return done;
}

// What lies beyond the edges is the sheet's own rim, mirrored: colours and art run on to where the
// sheet is cut, and no text does. `bleed` is in layout pixels.
static bool draw_bleed(struct page *page, cairo_t *cairo, double bleed)
{
    bool done = true;
    for (int i = 0; i < 9 && done; i++)
        done = i == 4 || draw_rim(page, cairo, bleed, i % 3 - 1, i / 3 - 1);
    return done;
}

// Two hairlines off each corner, beyond the bleed. In points from the corner of the sheet's trim.
static void draw_crop_marks(cairo_t *cairo, double width, double height, double bleed)
{
    double near = bleed + 3, far = bleed + OUT_MARK_POINTS - 1;
    cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_set_line_width(cairo, 0.25);
    for (int i = 0; i < 4; i++) {
        double x = i % 2 == 0 ? 0 : width, y = i < 2 ? 0 : height;
        double across = i % 2 == 0 ? -1 : 1, down = i < 2 ? -1 : 1;
        cairo_move_to(cairo, x + across * near, y);
        cairo_line_to(cairo, x + across * far, y);
        cairo_move_to(cairo, x, y + down * near);
        cairo_line_to(cairo, x, y + down * far);
    }
    cairo_stroke(cairo);
}

// A page on a surface of its size; the sheet's corner lies `around` points in.
static bool draw_page(struct page *page, const struct out_settings *settings, double around)
{
    hai_size sheet = record_size(page->record);
    cairo_t *cairo = cairo_create(page->surface);
    double bleed = settings->bleed / page->scale;

    cairo_translate(cairo, around, around);
    cairo_save(cairo);
    cairo_scale(cairo, page->scale, page->scale);
    bool done = settings->bleed <= 0 || draw_bleed(page, cairo, bleed);
    if (around > 0) {
        cairo_rectangle(cairo, 0, 0, sheet.width, sheet.height);
        cairo_clip(cairo);
    }
    struct replay *replay = open_replay(page, true);
    done = done && replay_draw(replay, cairo, (hai_box){0, 0, sheet.width, sheet.height});
    end_paragraph(page, cairo);
    end_document(page, cairo);
    cairo_restore(cairo);
    if (settings->has_crop_marks)
        draw_crop_marks(cairo, sheet.width * page->scale, sheet.height * page->scale,
                        settings->bleed);
    cairo_show_page(cairo);
    done = done && cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(cairo);
    replay_free(replay);
    return done;
}

static double page_scale(const struct record *record, const struct out_settings *settings)
{
    hai_size sheet = record_size(record);
    double longest = fmax(fmax(sheet.width, sheet.height), 1);
    return fmin(settings->format.points, MAX_POINTS / longest);
}

static bool draw_pages(const struct record *const *records, unsigned count, struct page *pages,
                       const struct out_settings *settings, struct subset *subset, double around)
{
    bool done = true;
    for (unsigned i = 0; i < count && done; i++) {
        hai_size sheet = record_size(records[i]);
        struct page *page = &pages[i];
        page->record = records[i];
        page->number = i + 1;
        page->scale = page_scale(records[i], settings);
        page->around = around;
        page->surface = pages[0].surface;
        page->subset = subset;
        page->tags = g_ptr_array_new();
        page->late_links = g_ptr_array_new();
        cairo_pdf_surface_set_size(page->surface, sheet.width * page->scale + 2 * around,
                                   sheet.height * page->scale + 2 * around);
        done = draw_page(page, settings, around);
    }
    return done;
}

bool pdf_write_pages(const struct record *const *records, unsigned count, const char *path,
                     const struct out_settings *settings, struct report *report)
{
    struct sink *sink = sink_open(path, settings, report);
    if (sink == NULL)
        return false;

    double around = settings->bleed + (settings->has_crop_marks ? OUT_MARK_POINTS : 0);
    struct page *pages = g_new0(struct page, count);
    GByteArray *pdf = g_byte_array_new();
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(tidy_collect, pdf, 1, 1);
    pages[0].surface = surface;
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    set_metadata(surface, &settings->info);
    struct subset *subset =
        subset_new(records, count, settings->store != NULL ? settings->store->cuts : NULL);
    bool done = draw_pages(records, count, pages, settings, subset, around);
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    subset_free(subset);
    for (unsigned i = 0; i < count && pages[i].tags != NULL; i++) {
        g_ptr_array_free(pages[i].tags, TRUE);
        g_ptr_array_free(pages[i].late_links, TRUE);
    }
    g_free(pages);
    tidy_pdf(pdf);
    if (around > 0)
        boxes_add(pdf, around, settings->bleed);
    if (!sink_write(sink, pdf->data, pdf->len))
        done = false; // the sink says why
    g_byte_array_free(pdf, TRUE);
    return sink_close(sink, done, status, report);
}

bool pdf_write(const struct record *record, const char *path, const struct out_settings *settings,
               struct report *report)
{
    return pdf_write_pages(&record, 1, path, settings, report);
}
