// SPDX-License-Identifier: MIT
//
// SVG by cairo. Text becomes shapes, each glyph stored once, so that the picture looks the same
// without our fonts. One layout pixel is one unit.
#include <cairo-svg.h>

#include "draw/replay.h"
#include "out/out.h"
#include "out/sink.h"

bool svg_write(const struct record *record, const char *path, const struct out_settings *settings,
               struct report *report)
{
    hai_size sheet = record_size(record);
    struct sink *sink = sink_open(path, report);

    (void)settings; // vectors have neither pixels nor, in cairo's SVG, a title
    if (sink == NULL)
        return false;

    cairo_surface_t *surface =
        cairo_svg_surface_create_for_stream(sink_write_cairo, sink, sheet.width, sheet.height);
    cairo_svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX);
    cairo_t *cairo = cairo_create(surface);
    bool done = record_replay(record, cairo, (hai_box){0, 0, sheet.width, sheet.height}, true);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    return sink_close(sink, done, status, report);
}
