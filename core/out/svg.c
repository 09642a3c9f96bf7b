// SPDX-License-Identifier: MIT
//
// SVG by cairo. Text becomes shapes, each glyph stored once, so that the picture looks the same
// without our fonts. One layout pixel is one unit.
#include <cairo-svg.h>
#include <glib.h>

#include "draw/replay.h"
#include "out/out.h"
#include "out/sink.h"
#include "out/subset.h"
#include "out/tidy.h"

static bool find_glyphs(void *subset, const struct glyph_run *run, cairo_font_face_t **face,
                        const cairo_glyph_t **glyphs)
{
    return subset_glyphs(subset, run, face, glyphs);
}

static bool draw(const struct record *record, GByteArray *svg, cairo_status_t *status)
{
    hai_size sheet = record_size(record);
    cairo_surface_t *surface =
        cairo_svg_surface_create_for_stream(tidy_collect, svg, sheet.width, sheet.height);

    cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX);
    // Not the faces themselves: cairo draws their glyphs when the file is finished, and other
    // threads may be drawing them too.
    struct subset *subset = subset_new(&record, 1, NULL);
    struct replay_hooks hooks = {.data = subset, .glyphs = find_glyphs};
    struct replay *replay = replay_new(record, true, &hooks);
    cairo_t *cairo = cairo_create(surface);
    bool done = replay_draw(replay, cairo, (hai_box){0, 0, sheet.width, sheet.height});
    *status = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    if (*status == CAIRO_STATUS_SUCCESS)
        *status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    replay_free(replay);
    subset_free(subset);
    return done;
}

bool svg_write(const struct record *record, const char *path, const struct out_settings *settings,
               struct report *report)
{
    // Vectors have neither pixels nor, in cairo's SVG, a title.
    struct sink *sink = sink_open(path, settings, report);
    cairo_status_t status;

    if (sink == NULL)
        return false;

    GByteArray *svg = g_byte_array_new();
    GString *out = g_string_new(NULL);
    bool done = draw(record, svg, &status);
    tidy_svg(svg, out);
    if (!sink_write(sink, out->str, out->len))
        done = false; // the sink says why
    g_byte_array_free(svg, TRUE);
    g_string_free(out, TRUE);
    return sink_close(sink, done, status, report);
}
