// SPDX-License-Identifier: MIT
//
// PNG (ISO/IEC 15948), 8-bit RGB. The sheet is drawn in bands on one small surface that stays in
// the processor's cache, so that memory does not grow with the height; each band's rows go, without
// filter, straight into the deflate stream. For flat pictures no filter is both the smallest and
// the fastest.
//
// libpng leaves by longjmp or not at all where something is wrong. Here nothing can be: what it
// writes goes into a sink that takes everything and remembers failures, and the values that it
// checks are computed and bounded here. So its error function is a program fault and ends the
// program, and no setjmp is needed.
#include <glib.h>
#include <math.h>
#include <png.h>
#include <string.h>

#include "draw/replay.h"
#include "out/deflate.h"
#include "out/out.h"
#include "out/rows.h"
#include "out/sink.h"

#define BAND 96 // rows
#define MARGIN                                                                                     \
    2.0 // pixels around a band in which items are drawn too: half-covered pixels, glyphs
        // moved to whole ones
#define MAX_WIDTH 32767 // of a cairo surface

bool out_pixel_size(hai_size sheet, const struct sheet_format *format, int *width, int *height,
                    struct report *report)
{
    double across = fmax(round(sheet.width * format->pixels), 1);
    double down = fmax(round(sheet.height * format->pixels), 1);

    if (across <= MAX_WIDTH && down <= OUT_MAX_SIDE && across * down <= OUT_MAX_PIXELS) {
        *width = (int)across;
        *height = (int)down;
        return true;
    }
    report_add(report, SEVERITY_ERROR, "page.limit", (struct place){0},
               "choose a smaller \"page\".\"size\", spread the blocks over several specs, or write "
               "a PDF, which has no pixels",
               "the picture would be %.0f x %.0f pixels; at most %d x %d and %.0f million in all "
               "can be written",
               across, down, MAX_WIDTH, OUT_MAX_SIDE, OUT_MAX_PIXELS / 1e6);
    return false;
}

// --- libpng ---

static void take_bytes(png_structp png, png_bytep bytes, png_size_t size)
{
    (void)sink_write(png_get_io_ptr(png), bytes, size); // remembered by the sink
}

static void take_flush(png_structp png)
{
    (void)png;
}

G_NORETURN static void take_error(png_structp png, png_const_charp message)
{
    (void)png;
    g_error("libpng: %s", message);
}

static void take_warning(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static bool is_ascii(const char *text)
{
    for (; *text != '\0'; text++) {
        if ((unsigned char)*text >= 0x80)
            return false;
    }
    return true;
}

// tEXt is Latin-1, iTXt is UTF-8.
static void add_text(png_structp png, png_infop info, const char *key, const char *value)
{
    if (value == NULL || *value == '\0')
        return;

    char *name = g_strdup(key), *valid = g_utf8_make_valid(value, -1);
    png_text text = {.compression =
                         is_ascii(valid) ? PNG_TEXT_COMPRESSION_NONE : PNG_ITXT_COMPRESSION_NONE,
                     .key = name,
                     .text = valid,
                     .text_length = strlen(valid)};
    png_set_text(png, info, &text, 1); // copies
    g_free(name);
    g_free(valid);
}

static void write_header(png_structp png, png_infop info, int width, int height,
                         const struct out_settings *settings)
{
    double dpi = settings->format.dpi;

    png_set_IHDR(png, info, (png_uint_32)width, (png_uint_32)height, 8, PNG_COLOR_TYPE_RGB,
                 PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    png_set_sRGB(png, info, PNG_sRGB_INTENT_PERCEPTUAL);
    if (dpi > 0 && dpi < 1e5) {
        png_uint_32 per_metre = (png_uint_32)lround(dpi / 0.0254);
        png_set_pHYs(png, info, per_metre, per_metre, PNG_RESOLUTION_METER);
    }
    add_text(png, info, "Title", settings->info.title);
    add_text(png, info, "Author", settings->info.author);
    add_text(png, info, "Software", "haibao " HAIBAO_VERSION);
    png_write_info(png, info);
}

static void emit_data(void *data, const void *bytes, size_t size)
{
    png_write_chunk(data, (png_const_bytep) "IDAT", bytes, size);
}

// --- Bands ---

struct bands {
    struct replay *replay;
    struct deflate *deflate;
    cairo_surface_t *surface; // width x BAND
    uint8_t *rows;            // BAND rows, each with its filter's byte before it
    int width, height;
    double scale;   // pixels per layout pixel
    bool is_opaque; // the sheet's ground
};

static cairo_status_t draw_band(struct bands *bands, int top, int rows)
{
    cairo_t *cairo = cairo_create(bands->surface);
    hai_box band = {-MARGIN / bands->scale, (top - MARGIN) / bands->scale,
                    (bands->width + 2 * MARGIN) / bands->scale, (rows + 2 * MARGIN) / bands->scale};

    // Where the ground is not opaque, what the band before left must not shine through.
    if (!bands->is_opaque) {
        cairo_set_source_rgb(cairo, 1, 1, 1);
        cairo_paint(cairo);
    }
    cairo_translate(cairo, 0, -top);
    cairo_scale(cairo, bands->scale, bands->scale);
    bool done = replay_draw(bands->replay, cairo, band);
    cairo_status_t status = cairo_status(cairo);
    cairo_destroy(cairo);
    if (status == CAIRO_STATUS_SUCCESS && !done)
        status = CAIRO_STATUS_USER_FONT_ERROR; // no hook fails here
    cairo_surface_flush(bands->surface);
    return status;
}

static bool pack_band(struct bands *bands, int rows, bool is_last)
{
    const unsigned char *pixels = cairo_image_surface_get_data(bands->surface);
    size_t stride = (size_t)cairo_image_surface_get_stride(bands->surface);
    size_t row_size = 1 + 3 * (size_t)bands->width;

    for (int y = 0; y < rows; y++) {
        uint8_t *row = bands->rows + (size_t)y * row_size;
        row[0] = 0; // filter type none
        rows_pack((const uint32_t *)(const void *)(pixels + (size_t)y * stride),
                  (size_t)bands->width, row + 1);
    }
    return deflate_add(bands->deflate, bands->rows, (size_t)rows * row_size, is_last);
}

static cairo_status_t write_bands(struct bands *bands)
{
    for (int top = 0; top < bands->height; top += BAND) {
        int rows = MIN(BAND, bands->height - top);
        cairo_status_t status = draw_band(bands, top, rows);
        if (status != CAIRO_STATUS_SUCCESS)
            return status;
        if (!pack_band(bands, rows, top + rows == bands->height))
            return CAIRO_STATUS_NO_MEMORY;
    }
    return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t write_pixels(const struct record *record, png_structp png, int width,
                                   int height, const struct out_settings *settings)
{
    size_t row_size = 1 + 3 * (size_t)width;
    struct bands bands = {
        .replay = replay_new(record, false, NULL),
        .deflate = deflate_new(settings->compression, row_size * (size_t)height, emit_data, png),
        .surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, MIN(BAND, height)),
        .rows = g_malloc(row_size * BAND),
        .width = width,
        .height = height,
        .scale = settings->format.pixels,
        .is_opaque = record->ground.a >= 1,
    };
    cairo_status_t status = cairo_surface_status(bands.surface);

    if (status == CAIRO_STATUS_SUCCESS)
        status = write_bands(&bands);
    g_free(bands.rows);
    cairo_surface_destroy(bands.surface);
    deflate_free(bands.deflate);
    replay_free(bands.replay);
    return status;
}

bool png_write(const struct record *record, const char *path, const struct out_settings *settings,
               struct report *report)
{
    cairo_status_t status = CAIRO_STATUS_NO_MEMORY;
    int width, height;

    if (!out_pixel_size(record_size(record), &settings->format, &width, &height, report))
        return false;
    struct sink *sink = sink_open(path, settings, report);
    if (sink == NULL)
        return false;

    png_structp png =
        png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, take_error, take_warning);
    png_infop info = png == NULL ? NULL : png_create_info_struct(png);
    if (info == NULL)
        goto done;
    png_set_write_fn(png, sink, take_bytes, take_flush);
    write_header(png, info, width, height, settings);
    status = write_pixels(record, png, width, height, settings);
    png_write_chunk(png, (png_const_bytep) "IEND", NULL, 0);
done:
    png_destroy_write_struct(png == NULL ? NULL : &png, &info);
    return sink_close(sink, status == CAIRO_STATUS_SUCCESS, status, report);
}
