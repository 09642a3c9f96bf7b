// SPDX-License-Identifier: MIT
//
// PDF (ISO 32000-1), written directly: cairo spends most of a poster's time on reading fonts again,
// printing numbers and packing, and cannot say what a figure shows, nor in which language.
#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <time.h>

#include "out/out.h"
#include "out/pdf_page.h"
#include "out/sink.h"

#define MAX_POINTS 14400.0                        // a side; ISO 32000-1, annex C: 200 inches
#define FIXED_DATE G_GINT64_CONSTANT(946684800)   // 2000-01-01T00:00:00Z
#define LAST_DATE G_GINT64_CONSTANT(253402300799) // 9999-12-31T23:59:59Z

// --- Metadata (14.3.3) ---

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

static void put_dates(GString *out)
{
    time_t seconds = (time_t)find_date();
    struct tm parts;
    char text[32];

    if (gmtime_r(&seconds, &parts) == NULL ||
        strftime(text, sizeof text, "D:%Y%m%d%H%M%SZ", &parts) == 0)
        return;
    g_string_append_printf(out, "/CreationDate (%s) /ModDate (%s) ", text, text);
}

static void put_entry(GString *out, const char *key, const char *value)
{
    if (value == NULL || *value == '\0')
        return;
    g_string_append_printf(out, "/%s ", key);
    pdf_put_text(out, value);
}

static unsigned put_info(struct pdf_file *file, const struct document_info *info)
{
    unsigned number = pdf_file_reserve(file);
    GString *text = g_string_new("<< ");

    put_entry(text, "Title", info->title);
    put_entry(text, "Author", info->author);
    put_entry(text, "Subject", info->subject);
    put_entry(text, "Keywords", info->keywords);
    put_entry(text, "Creator", "haibao " HAIBAO_VERSION);
    put_dates(text);
    g_string_append(text, ">>");
    pdf_file_put(file, number, text->str);
    g_string_free(text, TRUE);
    return number;
}

// --- The document ---

static unsigned put_catalogue(struct pdf_book *book, const struct document_info *info)
{
    unsigned number = pdf_file_reserve(book->file);
    unsigned tags = pdf_tags_put(book->tags), outline = pdf_outline_put(book->outline);
    GString *text = g_string_new(NULL);

    g_string_append_printf(text, "<< /Type /Catalog /Pages %u 0 R ", book->tree);
    if (outline != 0)
        g_string_append_printf(text, "/Outlines %u 0 R /PageMode /UseOutlines ", outline);
    if (tags != 0)
        g_string_append_printf(text, "/StructTreeRoot %u 0 R /MarkInfo << /Marked true >> ", tags);
    put_entry(text, "Lang", info->language);
    if (info->title != NULL && *info->title != '\0')
        g_string_append(text, "/ViewerPreferences << /DisplayDocTitle true >> ");
    g_string_append(text, ">>");
    pdf_file_put(book->file, number, text->str);
    g_string_free(text, TRUE);
    return number;
}

static double page_scale(const struct record *record, const struct out_settings *settings)
{
    hai_size sheet = record_size(record);
    double longest = fmax(fmax(sheet.width, sheet.height), 1);
    return fmin(settings->format.points, MAX_POINTS / longest);
}

static bool put_pages(struct pdf_book *book, const struct record *const *records, unsigned count,
                      const struct out_settings *settings)
{
    GString *text = g_string_new("<< /Type /Pages /Kids [");
    bool done = true;

    book->tree = pdf_file_reserve(book->file);
    for (unsigned i = 0; i < count && done; i++) {
        const struct pdf_page_frame frame = {
            .scale = page_scale(records[i], settings),
            .around = settings->bleed + (settings->has_crop_marks ? OUT_MARK_POINTS : 0),
            .bleed = settings->bleed,
            .has_crop_marks = settings->has_crop_marks};
        unsigned page = pdf_page_put(book, records[i], &frame);
        g_string_append_printf(text, "%u 0 R ", page);
        done = page != 0;
    }
    g_string_append_printf(text, "] /Count %u >>", count);
    pdf_file_put(book->file, book->tree, text->str);
    g_string_free(text, TRUE);
    return done;
}

// NULL, or with *status set, where it fails.
static GByteArray *write_book(const struct record *const *records, unsigned count,
                              const struct out_settings *settings, cairo_status_t *status)
{
    struct subset *subset =
        subset_new(records, count, settings->store != NULL ? settings->store->cuts : NULL);
    struct pdf_file *file = pdf_file_new(settings->compression);
    struct pdf_book book = {.file = file,
                            .fonts = pdf_fonts_new(file, subset),
                            .pictures = pdf_pictures_new(file),
                            .tags = pdf_tags_new(file),
                            .outline = pdf_outline_new(file)};
    GByteArray *bytes = NULL;

    if (put_pages(&book, records, count, settings)) {
        pdf_fonts_put(book.fonts);
        unsigned catalogue = put_catalogue(&book, &settings->info);
        bytes = pdf_file_finish(file, catalogue, put_info(file, &settings->info));
    } else {
        pdf_file_free(file);
    }
    *status = pdf_pictures_status(book.pictures);
    pdf_fonts_free(book.fonts);
    pdf_pictures_free(book.pictures);
    pdf_tags_free(book.tags);
    pdf_outline_free(book.outline);
    subset_free(subset);
    return bytes;
}

bool pdf_write_pages(const struct record *const *records, unsigned count, const char *path,
                     const struct out_settings *settings, struct report *report)
{
    struct sink *sink = sink_open(path, settings, report);
    cairo_status_t status;

    if (sink == NULL)
        return false;
    GByteArray *pdf = write_book(records, count, settings, &status);
    bool done = pdf != NULL && status == CAIRO_STATUS_SUCCESS;
    if (done && !sink_write(sink, pdf->data, pdf->len))
        done = false; // the sink says why
    if (pdf != NULL)
        g_byte_array_free(pdf, TRUE);
    return sink_close(sink, done, status, report);
}

bool pdf_write(const struct record *record, const char *path, const struct out_settings *settings,
               struct report *report)
{
    return pdf_write_pages(&record, 1, path, settings, report);
}
