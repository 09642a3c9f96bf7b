// SPDX-License-Identifier: MIT
//
// Decoding. libpng's simplified interface and TurboJPEG's return their errors, so that no control
// jumps over ours.
#include "draw/image.h"

#include <errno.h>
#include <glib.h>
#include <math.h>
#include <png.h>
#include <string.h>
#include <turbojpeg.h>

#include "base/file.h"
#include "draw/exif.h"
#include "draw/tone.h"

#define MAX_SIDE 32767 // of a cairo surface

struct hai_image {
    int width, height;
    cairo_surface_t *surface; // ARGB32, premultiplied, or RGB24; or NULL, and
    struct vector *vector;
    GBytes *svg;          // what the vector was made from
    bool is_grey;         // a JPEG of one part a pixel
    GHashTable *versions; // in other colours, by these as text; or NULL
};

// A file on its way to becoming an image.
struct picture {
    const char *path;
    const uint8_t *bytes;
    size_t size;
    struct report *report;
    struct place place;
};

static const cairo_user_data_key_t pixels_key;

hai_size hai_image_size(const hai_image *image)
{
    if (image == NULL)
        return (hai_size){0};
    if (image->vector != NULL)
        return vector_size(image->vector);
    return (hai_size){image->width, image->height};
}

cairo_surface_t *image_surface(const hai_image *image)
{
    return image->surface;
}

void image_free(hai_image *image)
{
    if (image == NULL)
        return;
    if (image->surface != NULL)
        cairo_surface_destroy(image->surface);
    vector_free(image->vector);
    if (image->svg != NULL)
        g_bytes_unref(image->svg);
    if (image->versions != NULL)
        g_hash_table_destroy(image->versions);
    g_free(image);
}

const struct vector *image_vector(const hai_image *image)
{
    return image->vector;
}

struct jpeg image_jpeg(const hai_image *image)
{
    struct jpeg jpeg = {.is_grey = image->is_grey};
    unsigned long size = 0;

    if (image->surface != NULL)
        cairo_surface_get_mime_data(image->surface, CAIRO_MIME_TYPE_JPEG, &jpeg.bytes, &size);
    jpeg.size = size;
    return jpeg;
}

// --- Checks ---

static void report_broken(const struct picture *picture, const char *why)
{
    report_add(picture->report, SEVERITY_ERROR, "image.broken", picture->place,
               "the file may have been cut short on its way; save it again from its source",
               "'%s' cannot be decoded: %s", picture->path, why);
}

static bool check_size(const struct picture *picture, double width, double height)
{
    if (width < 1 || height < 1) {
        report_broken(picture, "it says nothing of its size");
        return false;
    }
    if (width <= MAX_SIDE && height <= MAX_SIDE && width * height <= IMAGE_MAX_PIXELS)
        return true;
    report_add(picture->report, SEVERITY_ERROR, "image.limit", picture->place,
               "scale it down to the size at which it is printed",
               "'%s' has %.0f x %.0f pixels; at most %d a side and %.0f million are taken",
               picture->path, width, height, MAX_SIDE, IMAGE_MAX_PIXELS / 1e6);
    return false;
}

// --- Surfaces ---

// A surface over pixels that it frees with itself. NULL, with the pixels freed, where that fails.
static cairo_surface_t *surface_of(uint32_t *pixels, int width, int height, cairo_format_t format)
{
    cairo_surface_t *surface = cairo_image_surface_create_for_data((unsigned char *)pixels, format,
                                                                   width, height, 4 * width);
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS &&
        cairo_surface_set_user_data(surface, &pixels_key, pixels, g_free) == CAIRO_STATUS_SUCCESS)
        return surface;
    cairo_surface_destroy(surface);
    g_free(pixels);
    return NULL;
}

static hai_image *image_of(const struct picture *picture, cairo_surface_t *surface, int width,
                           int height)
{
    if (surface == NULL) {
        report_broken(picture, "out of memory");
        return NULL;
    }

    hai_image *image = g_new0(hai_image, 1);
    image->width = width;
    image->height = height;
    image->surface = surface;
    return image;
}

// --- PNG ---

// colour * alpha / 255, rounded, without a division.
static uint32_t scale_part(uint32_t colour, uint32_t alpha)
{
    uint32_t product = colour * alpha + 128;
    return (product + (product >> 8)) >> 8;
}

static void premultiply(uint32_t *pixels, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t pixel = pixels[i], alpha = pixel >> 24;
        if (alpha == 255)
            continue;
        pixels[i] = alpha << 24 | scale_part(pixel >> 16 & 255, alpha) << 16 |
                    scale_part(pixel >> 8 & 255, alpha) << 8 | scale_part(pixel & 255, alpha);
    }
}

static hai_image *decode_png(const struct picture *picture)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    hai_image *image = NULL;

    if (!png_image_begin_read_from_memory(&png, picture->bytes, picture->size)) {
        report_broken(picture, png.message);
        goto done;
    }
    if (!check_size(picture, png.width, png.height))
        goto done;

    bool has_alpha = (png.format & PNG_FORMAT_FLAG_ALPHA) != 0;
    size_t count = (size_t)png.width * png.height;
    uint32_t *pixels = g_try_new0(uint32_t, count);
    if (pixels == NULL) {
        report_broken(picture, "out of memory");
        goto done;
    }
    png.format = G_BYTE_ORDER == G_LITTLE_ENDIAN ? PNG_FORMAT_BGRA : PNG_FORMAT_ARGB;
    if (!png_image_finish_read(&png, NULL, pixels, 0, NULL)) {
        report_broken(picture, png.message);
        g_free(pixels);
        goto done;
    }
    if (has_alpha)
        premultiply(pixels, count);
    image = image_of(picture,
                     surface_of(pixels, (int)png.width, (int)png.height,
                                has_alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24),
                     (int)png.width, (int)png.height);
done:
    png_image_free(&png);
    return image;
}

// --- JPEG ---

// Turn and mirror by an Exif orientation: each is an exchange of the axes, then a mirror image in
// one of them, both or none.
static uint32_t *orient(const uint32_t *pixels, int width, int height, int orientation)
{
    bool is_turned = orientation >= 5;
    bool from_right = orientation == 2 || orientation == 3 || orientation >= 7;
    bool from_bottom = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
    int across = is_turned ? height : width, down = is_turned ? width : height;
    uint32_t *turned = g_try_new(uint32_t, (size_t)width * (size_t)height);

    if (turned == NULL)
        return NULL;
    for (int y = 0; y < down; y++) {
        for (int x = 0; x < across; x++) {
            int left = is_turned ? y : x, top = is_turned ? x : y;
            if (from_right)
                left = width - 1 - left;
            if (from_bottom)
                top = height - 1 - top;
            turned[(size_t)y * (size_t)across + (size_t)x] =
                pixels[(size_t)top * (size_t)width + (size_t)left];
        }
    }
    return turned;
}

// What libjpeg calls a warning is mostly a picture that ends too soon. Bytes too many between two
// markers do no harm, and some cameras write them.
static bool is_harmless(tjhandle decoder)
{
    return tjGetErrorCode(decoder) == TJERR_WARNING &&
           strstr(tjGetErrorStr2(decoder), "extraneous bytes") != NULL;
}

static uint32_t *decode_pixels(const struct picture *picture, tjhandle decoder, int *width,
                               int *height, bool *is_grey)
{
    int sampling = 0, space = 0;

    // A file that ends before the frame header is tables alone to the library: it is content, and
    // sets nothing.
    *width = *height = 0;
    if (tjDecompressHeader3(decoder, picture->bytes, picture->size, width, height, &sampling,
                            &space) != 0) {
        report_broken(picture, tjGetErrorStr2(decoder));
        return NULL;
    }
    if (!check_size(picture, *width, *height))
        return NULL;
    if (space == TJCS_CMYK || space == TJCS_YCCK) {
        report_add(picture->report, SEVERITY_ERROR, "image.format", picture->place,
                   "convert it to RGB first", "'%s' is a CMYK picture", picture->path);
        return NULL;
    }

    *is_grey = space == TJCS_GRAY;
    uint32_t *pixels = g_try_new0(uint32_t, (size_t)*width * (size_t)*height);
    if (pixels == NULL) {
        report_broken(picture, "out of memory");
        return NULL;
    }
    int format = G_BYTE_ORDER == G_LITTLE_ENDIAN ? TJPF_BGRX : TJPF_XRGB;
    if (tjDecompress2(decoder, picture->bytes, picture->size, (unsigned char *)pixels, *width, 0,
                      *height, format, TJFLAG_LIMITSCANS) != 0 &&
        !is_harmless(decoder)) {
        report_broken(picture, tjGetErrorStr2(decoder));
        g_free(pixels);
        return NULL;
    }
    return pixels;
}

// Let PDF and SVG take the file's own bytes. Without them they store pixels, which is only larger.
static void attach_file(cairo_surface_t *surface, const struct picture *picture)
{
    uint8_t *copy = g_memdup2(picture->bytes, picture->size);

    if (cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, copy, picture->size, g_free,
                                    copy) != CAIRO_STATUS_SUCCESS)
        g_free(copy);
}

static hai_image *decode_jpeg(const struct picture *picture)
{
    int width, height, orientation = exif_orientation(picture->bytes, picture->size);
    tjhandle decoder = tjInitDecompress();
    hai_image *image = NULL;

    if (decoder == NULL) {
        report_broken(picture, "out of memory");
        return NULL;
    }
    bool is_grey = false;
    uint32_t *pixels = decode_pixels(picture, decoder, &width, &height, &is_grey);
    if (pixels == NULL)
        goto done;
    if (orientation > 1) {
        uint32_t *turned = orient(pixels, width, height, orientation);
        g_free(pixels);
        pixels = turned;
        if (pixels == NULL) {
            report_broken(picture, "out of memory");
            goto done;
        }
    }
    if (orientation >= 5) {
        int across = height;
        height = width;
        width = across;
    }
    image = image_of(picture, surface_of(pixels, width, height, CAIRO_FORMAT_RGB24), width, height);
    if (image != NULL)
        image->is_grey = is_grey;
    if (image != NULL && orientation == 1)
        attach_file(image->surface, picture);
done:
    tjDestroy(decoder);
    return image;
}

// --- SVG ---

static hai_image *image_of_vector(struct vector *vector, GBytes *svg)
{
    hai_image *image = g_new0(hai_image, 1);
    image->vector = vector;
    image->svg = g_bytes_ref(svg);
    return image;
}

static hai_image *decode_svg(const struct picture *picture)
{
    if (picture->size > IMAGE_MAX_SVG) {
        report_add(picture->report, SEVERITY_ERROR, "image.limit", picture->place,
                   "simplify it, or save it as PNG", "'%s' is an SVG larger than %u MiB",
                   picture->path, IMAGE_MAX_SVG >> 20);
        return NULL;
    }
    char *why = NULL;
    struct vector *vector = vector_new(picture->bytes, picture->size, NULL, &why);
    if (vector == NULL) {
        report_broken(picture, why);
        g_free(why);
        return NULL;
    }
    if (g_strstr_len((const char *)picture->bytes, (gssize)picture->size, "<text") != NULL)
        report_add(picture->report, SEVERITY_WARNING, "image.text", picture->place,
                   "turn its texts into paths where it was drawn",
                   "'%s' holds text, which looks different on each machine", picture->path);
    GBytes *svg = g_bytes_new(picture->bytes, picture->size);
    hai_image *image = image_of_vector(vector, svg);
    g_bytes_unref(svg);
    return image;
}

// --- Other colours ---

static void free_version(gpointer image)
{
    image_free(image);
}

// Known by this name from now on. NULL, where it could not be made, stands for the image itself.
static const hai_image *keep_version(const hai_image *image, const char *name, hai_image *version)
{
    // The image is what it was to everybody: like what a font keeps of its glyphs.
    hai_image *owner = (hai_image *)(uintptr_t)image;
    if (owner->versions == NULL)
        owner->versions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_version);
    if (version != NULL)
        g_hash_table_insert(owner->versions, g_strdup(name), version);
    return version != NULL ? version : image;
}

static const hai_image *find_version(const hai_image *image, const char *name)
{
    return image->versions == NULL ? NULL : g_hash_table_lookup(image->versions, name);
}

static hai_image *restyle(const hai_image *image, const char *svg, size_t size, const char *css)
{
    char *why = NULL;
    struct vector *vector = vector_new((const uint8_t *)svg, size, css, &why);
    g_free(why);
    return vector == NULL ? NULL : image_of_vector(vector, image->svg);
}

// "#rrggbbaa"
static void name_colour(char name[10], hai_colour colour)
{
    const float parts[] = {colour.r, colour.g, colour.b, colour.a};
    name[0] = '#';
    for (int i = 0; i < 4; i++)
        g_snprintf(name + 1 + 2 * i, 3, "%02x",
                   (unsigned)lround(fmin(fmax((double)parts[i], 0), 1) * 255));
}

const hai_image *image_tinted(const hai_image *image, hai_colour colour)
{
    char name[10];
    name_colour(name, colour);
    const hai_image *version = find_version(image, name);
    if (version != NULL || image->svg == NULL)
        return version != NULL ? version : image;
    gsize size = 0;
    const char *svg = g_bytes_get_data(image->svg, &size);
    char *css = g_strdup_printf("svg { color: %s }", name);
    hai_image *made = restyle(image, svg, size, css);
    g_free(css);
    return keep_version(image, name, made);
}

static hai_image *tone_vector(const hai_image *image, const struct tone *tone)
{
    gsize size = 0;
    const char *svg = g_bytes_get_data(image->svg, &size);
    char *toned = tone_svg(tone, svg, size), *css = tone_css(tone);
    hai_image *made = toned == NULL ? NULL : restyle(image, toned, strlen(toned), css);
    g_free(toned);
    g_free(css);
    return made;
}

static hai_image *tone_surface(const hai_image *image, const struct tone *tone)
{
    size_t count = (size_t)image->width * (size_t)image->height;
    cairo_format_t format = cairo_image_surface_get_format(image->surface);
    uint32_t *pixels = g_try_new(uint32_t, count);
    if (pixels == NULL)
        return NULL;
    memcpy(pixels, cairo_image_surface_get_data(image->surface), 4 * count);
    tone_pixels(tone, pixels, count, format == CAIRO_FORMAT_ARGB32);
    cairo_surface_t *surface = surface_of(pixels, image->width, image->height, format);
    if (surface == NULL)
        return NULL;
    hai_image *made = g_new0(hai_image, 1);
    made->width = image->width;
    made->height = image->height;
    made->surface = surface;
    return made;
}

const hai_image *image_toned(const hai_image *image, hai_colour ink, hai_colour ground)
{
    char name[20];
    name_colour(name, ink);
    name_colour(name + 9, ground);
    const hai_image *version = find_version(image, name);
    if (version != NULL)
        return version;
    const struct tone tone = {ink, ground};
    return keep_version(
        image, name, image->svg != NULL ? tone_vector(image, &tone) : tone_surface(image, &tone));
}

// --- Files ---

static void report_unread(struct report *report, const char *path, struct place place, int error)
{
    if (error == EFBIG)
        report_add(report, SEVERITY_ERROR, "image.limit", place,
                   "scale it down to the size at which it is printed", "'%s' is larger than %u MiB",
                   path, IMAGE_MAX_BYTES >> 20);
    else
        report_add(report, SEVERITY_ERROR, "image.read", place,
                   "paths are taken from the folder of the spec", "cannot read '%s': %s", path,
                   g_strerror(error));
}

hai_image *image_load(struct report *report, const char *path, struct place place)
{
    struct arena *arena = arena_new();
    struct source source;
    hai_image *image = NULL;
    int error = 0;

    if (!file_read(arena, path, IMAGE_MAX_BYTES, &source, &error)) {
        report_unread(report, path, place, error);
        goto done;
    }

    struct picture picture = {.path = path,
                              .bytes = (const uint8_t *)source.text,
                              .size = source.length,
                              .report = report,
                              .place = place};
    static const uint8_t png_sign[8] = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    static const uint8_t jpeg_sign[3] = {0xff, 0xd8, 0xff};
    if (picture.size >= sizeof png_sign && memcmp(picture.bytes, png_sign, sizeof png_sign) == 0)
        image = decode_png(&picture);
    else if (picture.size >= sizeof jpeg_sign &&
             memcmp(picture.bytes, jpeg_sign, sizeof jpeg_sign) == 0)
        image = decode_jpeg(&picture);
    else if (vector_is_svg(picture.bytes, picture.size))
        image = decode_svg(&picture);
    else
        report_add(report, SEVERITY_ERROR, "image.format", place, "save it as PNG, JPEG or SVG",
                   "'%s' is neither a PNG, nor a JPEG, nor an SVG file", path);
done:
    arena_free(arena);
    return image;
}
