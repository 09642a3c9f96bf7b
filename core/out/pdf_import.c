// SPDX-License-Identifier: MIT
#include "out/pdf_import.h"

#include <cairo-pdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "out/tidy.h"

#define FINE_SIDE 1000.0            // points of cairo's page, which it divides by 256
#define FALLBACK_DPI 144.0          // of what cairo has to draw as pixels, on that page
#define DATE "2000-01-01T00:00:00Z" // of cairo's file, so that like ones are alike
#define MAX_OBJECTS 100000u

// cairo's file, as it is taken over.
struct import {
    struct pdf_file *file;
    const char *bytes, *end;
    unsigned count;      // of its objects, 0 included
    const char **starts; // of each, or NULL
    unsigned *numbers;   // of each in our file, 0: not asked for yet
    GQueue waiting;      // numbers of objects that are still to be taken over
};

static const char *find(const char *from, const char *end, const char *text)
{
    return from >= end ? NULL : memmem(from, (size_t)(end - from), text, strlen(text));
}

// --- cairo's page ---

static GByteArray *draw_page(hai_size size, double scale,
                             void (*draw)(cairo_t *cairo, const void *data), const void *data,
                             cairo_status_t *status)
{
    GByteArray *pdf = g_byte_array_new();
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        tidy_collect, pdf, size.width * scale, size.height * scale);

    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_5);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, DATE);
    cairo_surface_set_fallback_resolution(surface, FALLBACK_DPI, FALLBACK_DPI);
    cairo_t *cairo = cairo_create(surface);
    cairo_scale(cairo, scale, scale);
    draw(cairo, data);
    cairo_show_page(cairo);
    *status = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    if (*status == CAIRO_STATUS_SUCCESS)
        *status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    tidy_pdf(pdf);
    return pdf;
}

// --- Its objects (ISO 32000-1, 7.5.4) ---

// "xref\n0 N\n" and rows of 20 bytes each.
static bool find_objects(struct import *import)
{
    const char *last = NULL;
    for (const char *at = import->bytes; (at = find(at, import->end, "startxref\n")) != NULL; at++)
        last = at;
    if (last == NULL)
        return false;
    gsize size = (gsize)(import->end - import->bytes);
    gsize table = strtoul(last + strlen("startxref\n"), NULL, 10);
    if (table >= size || !g_str_has_prefix(import->bytes + table, "xref\n0 "))
        return false;
    char *rows;
    import->count = (unsigned)strtoul(import->bytes + table + strlen("xref\n0 "), &rows, 10);
    if (import->count > MAX_OBJECTS || (gsize)(import->end - rows) < 1 + 20 * (gsize)import->count)
        return false;
    import->starts = g_new0(const char *, import->count);
    import->numbers = g_new0(unsigned, import->count);
    for (unsigned i = 1; i < import->count; i++) {
        gsize offset = strtoul(rows + 1 + 20 * (gsize)i, NULL, 10);
        const char *start =
            offset < size ? find(import->bytes + offset, import->end, " obj") : NULL;
        import->starts[i] = start != NULL ? start + strlen(" obj") : NULL;
    }
    return true;
}

// Behind a key of an object: "/Contents 4 0 R" gives 4; 0 where it is not there.
static unsigned find_reference(const struct import *import, const char *start, const char *key)
{
    const char *end = find(start, import->end, "endobj"), *at = find(start, end, key);
    return at == NULL ? 0 : (unsigned)strtoul(at + strlen(key), NULL, 10);
}

static unsigned take_over(struct import *import, unsigned number)
{
    if (number == 0 || number >= import->count || import->starts[number] == NULL)
        return 0;
    if (import->numbers[number] == 0) {
        import->numbers[number] = pdf_file_reserve(import->file);
        g_queue_push_tail(&import->waiting, GUINT_TO_POINTER(number));
    }
    return import->numbers[number];
}

// "12 0 R" at this place: its length, or 0.
static size_t read_reference(const char *at, const char *end, unsigned *number)
{
    const char *digits = at;

    while (at < end && g_ascii_isdigit(*at))
        at++;
    if (at == digits || end - at < 4 || memcmp(at, " 0 R", 4) != 0)
        return 0;
    *number = (unsigned)strtoul(digits, NULL, 10);
    return (size_t)(at - digits) + 4;
}

// The text of an object with its references in our numbers; without "/Length 5 0 R", which our
// streams say themselves.
static void put_renumbered(struct import *import, const char *from, const char *end, GString *out)
{
    static const char length[] = "/Length ";

    for (const char *at = from; at < end;) {
        unsigned number;
        size_t size;
        if ((size_t)(end - at) > strlen(length) && memcmp(at, length, strlen(length)) == 0 &&
            (size = read_reference(at + strlen(length), end, &number)) > 0) {
            at += strlen(length) + size;
            continue;
        }
        bool begins = at == from || !g_ascii_isalnum(at[-1]);
        if (begins && g_ascii_isdigit(*at) && (size = read_reference(at, end, &number)) > 0) {
            g_string_append_printf(out, "%u 0 R", take_over(import, number));
            at += size;
            continue;
        }
        g_string_append_c(out, *at++);
    }
}

// An object's dictionary, and its stream's bytes if it has some. False where it is not understood.
static bool read_object(struct import *import, unsigned number, GString *text, const char **bytes,
                        size_t *size)
{
    const char *start = import->starts[number], *end = find(start, import->end, "endobj");
    const char *stream = find(start, end, "stream\n");

    *bytes = NULL;
    if (end == NULL)
        return false;
    put_renumbered(import, start, stream != NULL ? stream : end, text);
    if (stream == NULL)
        return true;
    unsigned length = find_reference(import, start, "/Length ");
    if (length == 0 || length >= import->count || import->starts[length] == NULL)
        return false;
    *bytes = stream + strlen("stream\n");
    *size = strtoul(import->starts[length], NULL, 10);
    return *size <= (size_t)(import->end - *bytes);
}

// What stands between << and >>.
static char *strip(const GString *text)
{
    const char *from = strstr(text->str, "<<"), *to = g_strrstr(text->str, ">>");
    return from == NULL || to < from + 2 ? NULL : g_strndup(from + 2, (gsize)(to - from - 2));
}

static bool put_object(struct import *import, unsigned number)
{
    GString *text = g_string_new(NULL);
    const char *bytes;
    size_t size = 0;
    bool is_read = read_object(import, number, text, &bytes, &size);
    char *entries = bytes != NULL ? strip(text) : NULL;

    if (entries != NULL)
        pdf_file_put_stream(import->file, import->numbers[number], entries, bytes, size, PDF_STORE);
    else
        pdf_file_put(import->file, import->numbers[number],
                     is_read && bytes == NULL ? text->str : "null");
    is_read = is_read && (bytes == NULL || entries != NULL);
    g_free(entries);
    g_string_free(text, TRUE);
    return is_read;
}

// --- The form ---

static unsigned put_form(struct import *import, hai_size size, double scale)
{
    unsigned page = 0;
    for (unsigned i = 1; i < import->count && page == 0; i++) {
        if (import->starts[i] != NULL && g_str_has_prefix(import->starts[i], "\n<< /Type /Page %"))
            page = i;
    }
    unsigned contents = page == 0 ? 0 : find_reference(import, import->starts[page], "/Contents ");
    unsigned resources =
        page == 0 ? 0 : find_reference(import, import->starts[page], "/Resources ");
    if (contents == 0 || contents >= import->count || take_over(import, resources) == 0 ||
        import->starts[contents] == NULL)
        return 0;
    // cairo's page stands on its head, and is larger.
    GString *text = g_string_new("/Type /XObject /Subtype /Form /BBox [0 0 ");
    pdf_put_number(text, size.width * scale, 3);
    pdf_put_number(text, size.height * scale, 3);
    g_string_append(text, "] /Matrix [");
    pdf_put_number(text, 1 / scale, 6);
    g_string_append(text, "0 0 ");
    pdf_put_number(text, -1 / scale, 6);
    g_string_append(text, "0 ");
    pdf_put_number(text, size.height, 3);
    g_string_append_printf(text, "] /Resources %u 0 R ", take_over(import, resources));
    if (find(import->bytes, import->end, "/BM ") != NULL) // blended within, not with the sheet
        g_string_append(text, "/Group << /S /Transparency /I true /CS /DeviceRGB >> ");
    GString *own = g_string_new(NULL);
    const char *bytes = NULL;
    size_t length = 0;
    unsigned form = 0;
    char *entries =
        read_object(import, contents, own, &bytes, &length) && bytes != NULL ? strip(own) : NULL;
    if (entries != NULL) {
        form = pdf_file_reserve(import->file);
        g_string_append(text, entries);
        pdf_file_put_stream(import->file, form, text->str, bytes, length, PDF_STORE);
    }
    g_free(entries);
    g_string_free(own, TRUE);
    g_string_free(text, TRUE);
    return form;
}

static unsigned import_file(struct pdf_file *file, const GByteArray *pdf, hai_size size,
                            double scale)
{
    struct import import = {.file = file,
                            .bytes = (const char *)pdf->data,
                            .end = (const char *)pdf->data + pdf->len - 1, // a NUL
                            .waiting = G_QUEUE_INIT};
    bool is_whole = find_objects(&import);
    unsigned form = is_whole ? put_form(&import, size, scale) : 0;

    while (!g_queue_is_empty(&import.waiting))
        is_whole &= put_object(&import, GPOINTER_TO_UINT(g_queue_pop_head(&import.waiting)));
    g_free(import.starts);
    g_free(import.numbers);
    return is_whole ? form : 0;
}

unsigned pdf_import(struct pdf_file *file, GHashTable *known, hai_size size,
                    void (*draw)(cairo_t *cairo, const void *data), const void *data,
                    cairo_status_t *status)
{
    double scale = FINE_SIDE / fmax(fmax(size.width, size.height), 1e-3);
    GByteArray *pdf = draw_page(size, scale, draw, data, status);
    struct digest digest;
    char *key = g_malloc(DIGEST_TEXT);

    digest_init(&digest);
    digest_add(&digest, &size, sizeof size);
    digest_add(&digest, pdf->data, pdf->len);
    digest_end(&digest, key);
    unsigned form = GPOINTER_TO_UINT(g_hash_table_lookup(known, key));
    if (form == 0 && *status == CAIRO_STATUS_SUCCESS) {
        g_byte_array_append(pdf, (const guint8 *)"", 1); // the end of numbers that are read
        form = import_file(file, pdf, size, scale);
        g_hash_table_insert(known, g_steal_pointer(&key), GUINT_TO_POINTER(form));
    }
    g_free(key);
    g_byte_array_free(pdf, TRUE);
    return form;
}
