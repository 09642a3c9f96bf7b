// SPDX-License-Identifier: MIT
//
// SVG by cairo. Text becomes shapes, each glyph stored once, so that the picture looks the same
// without our fonts. One layout pixel is one unit.
//
// cairo names inner pictures after a count that runs through the whole process. So that a record
// gives the same bytes whatever was drawn before, they are counted anew in each file.
#include <cairo-svg.h>
#include <glib.h>
#include <string.h>

#include "draw/replay.h"
#include "out/out.h"
#include "out/sink.h"

static cairo_status_t collect(void *text, const unsigned char *bytes, unsigned size)
{
    g_string_append_len(text, (const char *)bytes, (gssize)size);
    return CAIRO_STATUS_SUCCESS;
}

// The text with the digits behind "surface, #surface counted anew. Neither quote nor # stands in
// the base64 of an image.
static void renumber(const GString *text, GString *out)
{
    static const char name[] = "surface";
    GHashTable *numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const char *at = text->str, *found;

    while ((found = strstr(at, name)) != NULL) {
        const char *digits = found + strlen(name);
        size_t length = strspn(digits, "0123456789");
        g_string_append_len(out, at, digits - at);
        at = digits;
        bool is_name = found > text->str && (found[-1] == '"' || found[-1] == '#') && length > 0;
        if (!is_name)
            continue;
        char *number = g_strndup(digits, length);
        if (!g_hash_table_contains(numbers, number))
            g_hash_table_insert(numbers, g_strdup(number),
                                GUINT_TO_POINTER(g_hash_table_size(numbers) + 1));
        g_string_append_printf(out, "%u", GPOINTER_TO_UINT(g_hash_table_lookup(numbers, number)));
        g_free(number);
        at = digits + length;
    }
    g_string_append(out, at);
    g_hash_table_destroy(numbers);
}

static bool draw(const struct record *record, GString *text, cairo_status_t *status)
{
    hai_size sheet = record_size(record);
    cairo_surface_t *surface =
        cairo_svg_surface_create_for_stream(collect, text, sheet.width, sheet.height);

    cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX);
    cairo_t *cairo = cairo_create(surface);
    bool done = record_replay(record, cairo, (hai_box){0, 0, sheet.width, sheet.height}, true);
    *status = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    if (*status == CAIRO_STATUS_SUCCESS)
        *status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    return done;
}

bool svg_write(const struct record *record, const char *path, const struct out_settings *settings,
               struct report *report)
{
    struct sink *sink = sink_open(path, report);
    cairo_status_t status;

    (void)settings; // vectors have neither pixels nor, in cairo's SVG, a title
    if (sink == NULL)
        return false;

    GString *text = g_string_new(NULL), *out = g_string_new(NULL);
    bool done = draw(record, text, &status);
    renumber(text, out);
    if (!sink_write(sink, out->str, out->len))
        done = false; // the sink says why
    g_string_free(text, TRUE);
    g_string_free(out, TRUE);
    return sink_close(sink, done, status, report);
}
