// SPDX-License-Identifier: MIT
//
// PNG (ISO/IEC 15948), 8-bit RGB. The sheet is drawn in strips on small surfaces that stay in the
// processor's cache, so that memory does not grow with the height: see strips.h.
//
// libpng leaves by longjmp or not at all where something is wrong. Here nothing can be: what it
// writes goes into a sink that takes everything and remembers failures, and the values that it
// checks are computed and bounded here. So its error function is a program fault and ends the
// program, and no setjmp is needed.
#include <glib.h>
#include <libdeflate.h>
#include <math.h>
#include <png.h>
#include <string.h>

#include "draw/replay.h"
#include "out/deflate.h"
#include "out/out.h"
#include "out/sink.h"
#include "out/strips.h"

#define MAX_WIDTH 32767    // of a cairo surface
#define PIECE (128u << 10) // bytes of a chunk
#define THREAD_PIXELS 3e6  // that a thread is worth starting for

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

// --- Pixels ---

struct stream {
    struct sink *sink;
    uint32_t adler; // of what was written so far
    uint32_t sum;   // CRC-32 of the chunk so far
    bool is_begun;
};

static void write_number(struct stream *stream, uint32_t number)
{
    uint8_t bytes[4];

    png_save_uint_32(bytes, number);
    (void)sink_write(stream->sink, bytes, sizeof bytes); // remembered by the sink
}

static void write_summed(struct stream *stream, const void *bytes, size_t size)
{
    stream->sum = libdeflate_crc32(stream->sum, bytes, size);
    (void)sink_write(stream->sink, bytes, size);
}

// A strip as a chunk; the first with the head of the zlib stream, the last with its end. As libpng
// would write it, which sums by zlib and takes ten times as long for that.
static void take_strip(void *data, const struct packed *strip, bool is_last)
{
    struct stream *stream = data;
    size_t head = stream->is_begun ? 0 : sizeof deflate_head;
    size_t tail = is_last ? sizeof deflate_tail + 4 : 0;

    stream->adler = deflate_join(stream->adler, strip->adler, strip->raw);
    write_number(stream, (uint32_t)(head + strip->size + tail));
    stream->sum = 0;
    write_summed(stream, "IDAT", 4);
    write_summed(stream, deflate_head, head);
    write_summed(stream, strip->bytes, strip->size);
    if (is_last) {
        uint8_t adler[4];
        png_save_uint_32(adler, stream->adler);
        write_summed(stream, deflate_tail, sizeof deflate_tail);
        write_summed(stream, adler, sizeof adler);
    }
    write_number(stream, stream->sum);
    stream->is_begun = true;
}

static cairo_status_t write_small(const struct strip_sheet *sheet, png_structp png)
{
    cairo_status_t status;
    size_t size, packed_size = 0;
    uint8_t *raw = strips_raw(sheet, &size, &status);

    if (raw == NULL)
        return status;
    uint8_t *packed = deflate_small(raw, size, &packed_size);
    g_free(raw);
    if (packed == NULL)
        return CAIRO_STATUS_NO_MEMORY;
    for (size_t at = 0; at < packed_size; at += PIECE)
        png_write_chunk(png, (png_const_bytep) "IDAT", packed + at, MIN(PIECE, packed_size - at));
    g_free(packed);
    return CAIRO_STATUS_SUCCESS;
}

// Threads take more time in all, as each makes its own covers of glyphs, and less on the clock.
static unsigned count_threads(const struct out_settings *settings, int width, int height)
{
    double most = (double)width * height / THREAD_PIXELS;

    if (settings->threads > 0)
        return settings->threads;
    return (unsigned)CLAMP(most, 1, g_get_num_processors());
}

// Where a sheet ends within a pixel, the ground would show through at the edge of what goes up to
// it. So it is drawn a little larger, unless that would cut off a pixel or more: a sheet of paper
// is not whole pixels, but much less than one too small.
static double find_scale(hai_size sheet, double pixels, int width, int height)
{
    double scale = fmax(pixels, fmax(width / sheet.width, height / sheet.height));
    bool cuts_little = sheet.width * scale < width + 1 && sheet.height * scale < height + 1;

    return cuts_little ? scale : pixels;
}

static cairo_status_t write_pixels(const struct record *record, png_structp png, int width,
                                   int height, const struct out_settings *settings)
{
    const struct strip_sheet sheet = {
        .record = record,
        .width = width,
        .height = height,
        .scale = find_scale(record_size(record), settings->format.pixels, width, height),
        .store = settings->store != NULL ? settings->store->pixels : NULL,
        .strips = settings->store != NULL ? settings->store->strips : NULL,
        .threads = count_threads(settings, width, height),
    };
    struct stream stream = {.sink = png_get_io_ptr(png), .adler = DEFLATE_ADLER};

    if (settings->compression == COMPRESS_SMALL)
        return write_small(&sheet, png);
    return strips_draw(&sheet, take_strip, &stream);
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
