// SPDX-License-Identifier: MIT
//
// Photographs: whole, turned, broken, too large.
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

#include "draw/exif.h"
#include "draw/image.h"
#include "tests.h"

static char *folder;

static int make_folder(void **state)
{
    (void)state;
    folder = g_dir_make_tmp("haibao-image-XXXXXX", NULL);
    return folder == NULL ? -1 : 0;
}

static int remove_folder(void **state)
{
    (void)state;
    assert_int_equal(g_rmdir(folder), 0); // each test removes its files
    g_free(folder);
    return 0;
}

static char *save(const char *name, const void *bytes, size_t size)
{
    char *path = g_build_filename(folder, name, NULL);

    assert_true(g_file_set_contents(path, bytes, (gssize)size, NULL));
    return path;
}

// Load a file of these bytes and remove it. With `code`, loading must fail with it.
static hai_image *load(const void *bytes, size_t size, const char *code)
{
    struct report *report = report_new();
    char *path = save("image", bytes, size);
    hai_image *image = image_load(report, path, (struct place){0});

    if (code == NULL) {
        assert_int_equal(report_count(report), 0);
        assert_non_null(image);
    } else {
        assert_null(image);
        assert_int_equal(report_errors(report), 1);
        assert_string_equal(report_message(report, 0)->code, code);
        assert_non_null(report_message(report, 0)->hint);
    }
    assert_int_equal(g_remove(path), 0);
    g_free(path);
    report_free(report);
    return image;
}

static uint32_t pixel_of(const hai_image *image, int x, int y)
{
    cairo_surface_t *surface = image_surface(image);
    uint32_t pixel;

    memcpy(&pixel,
           cairo_image_surface_get_data(surface) +
               (size_t)y * (size_t)cairo_image_surface_get_stride(surface) + 4 * x,
           sizeof pixel);
    return pixel;
}

static GByteArray *make_png(const uint8_t *rgba, unsigned width, unsigned height)
{
    png_image png = {
        .version = PNG_IMAGE_VERSION, .width = width, .height = height, .format = PNG_FORMAT_RGBA};
    png_alloc_size_t size = 0;

    assert_true(png_image_write_to_memory(&png, NULL, &size, 0, rgba, 0, NULL));
    GByteArray *file = g_byte_array_new();
    g_byte_array_set_size(file, (guint)size);
    assert_true(png_image_write_to_memory(&png, file->data, &size, 0, rgba, 0, NULL));
    g_byte_array_set_size(file, (guint)size);
    return file;
}

// 64 x 32: red at the top left, green at the top right, blue at the bottom left, white beside it.
static GByteArray *make_jpeg(int orientation, int pixel_format)
{
    uint8_t *rgb = g_malloc0(64 * 32 * 4);
    int step = pixel_format == TJPF_CMYK ? 4 : 3;
    tjhandle encoder = tjInitCompress();
    unsigned char *jpeg = NULL;
    unsigned long size = 0;

    for (int y = 0; y < 32; y++) {
        for (int x = 0; x < 64; x++) {
            uint8_t *pixel = rgb + (y * 64 + x) * step;
            pixel[0] = (x < 32) == (y < 16) ? 255 : 0;
            pixel[1] = x >= 32 ? 255 : 0;
            pixel[2] = y >= 16 ? 255 : 0;
        }
    }
    assert_int_equal(
        tjCompress2(encoder, rgb, 64, 0, 32, pixel_format, &jpeg, &size, TJSAMP_444, 95, 0), 0);
    GByteArray *file = g_byte_array_new();
    g_byte_array_append(file, jpeg, 2);
    if (orientation > 0) {
        const uint8_t exif[] = {0xff, 0xe1, 0, 34, 'E', 'x', 'i', 'f', 0, 0,
                                'M',  'M',  0, 42, 0,   0,   0,   8,   0, 1,
                                1,    0x12, 0, 3,  0,   0,   0,   1,   0, (uint8_t)orientation,
                                0,    0,    0, 0,  0,   0};
        g_byte_array_append(file, exif, sizeof exif);
    }
    g_byte_array_append(file, jpeg + 2, (guint)size - 2);
    tjFree(jpeg);
    tjDestroy(encoder);
    g_free(rgb);
    return file;
}

static void png_is_premultiplied(void **state)
{
    const uint8_t rgba[] = {255, 0, 0, 255, 0, 255, 0, 128, 9, 9, 9, 0, 1, 2, 3, 255};
    GByteArray *file = make_png(rgba, 2, 2);
    hai_image *image = load(file->data, file->len, NULL);

    (void)state;
    assert_true(hai_image_size(image).width == 2 && hai_image_size(image).height == 2);
    assert_int_equal(pixel_of(image, 0, 0), 0xffff0000);
    assert_int_equal(pixel_of(image, 1, 0), 0x80008000);
    assert_int_equal(pixel_of(image, 0, 1), 0);
    assert_int_equal(pixel_of(image, 1, 1), 0xff010203);
    image_free(image);
    image_free(NULL);
    g_byte_array_free(file, TRUE);
}

static void cut_files_are_broken(void **state)
{
    uint8_t noise[4 * 50 * 50];
    guint32 random = 1;
    (void)state;
    for (unsigned i = 0; i < sizeof noise; i++)
        noise[i] = (uint8_t)((random = random * 1664525 + 1013904223) >> 24);
    GByteArray *png = make_png(noise, 50, 50), *jpeg = make_jpeg(0, TJPF_RGB);

    for (unsigned part = 1; part < 16; part++) {
        unsigned size = 8 + (png->len - 8) * part / 17;
        assert_null(load(png->data, size, "image.broken"));
        size = 3 + (jpeg->len - 5) * part / 16;
        assert_null(load(jpeg->data, size, "image.broken"));
    }
    png->data[png->len / 2] ^= 0x55; // a checksum is wrong
    assert_null(load(png->data, png->len, "image.broken"));
    g_byte_array_free(png, TRUE);
    g_byte_array_free(jpeg, TRUE);
}

static void sizes_are_bounded_before_decoding(void **state)
{
    // Headers alone: nothing is behind them.
    uint8_t png[] = {0x89, 'P',  'N', 'G', '\r', '\n', 0x1a, '\n', 0,    0, 0,
                     13,   'I',  'H', 'D', 'R',  0,    0,    0x75, 0x30, 0, 0,
                     0x75, 0x30, 8,   2,   0,    0,    0,    0,    0,    0, 0};
    uint32_t sum = 0;

    (void)state;
    // The checksum of its header, or libpng would stop there.
    sum = 0xffffffff;
    for (int i = 12; i < 29; i++) {
        sum ^= png[i];
        for (int bit = 0; bit < 8; bit++)
            sum = sum & 1 ? sum >> 1 ^ 0xedb88320 : sum >> 1;
    }
    sum = ~sum;
    for (int i = 0; i < 4; i++)
        png[29 + i] = (uint8_t)(sum >> (24 - 8 * i));
    uint8_t more[sizeof png + 12 + 8] = {0};
    memcpy(more, png, sizeof png);
    memcpy(more + sizeof png, "\0\0\0\0IDAT", 8); // libpng reads on to the first of these
    assert_null(load(more, sizeof more, "image.limit"));

    const uint8_t jpeg[] = {0xff, 0xd8, 0xff, 0xc0, 0,    17, 8, 0x75, 0x30, 0x75, 0x30, 3,
                            1,    0x22, 0,    2,    0x11, 1,  3, 0x11, 1,    0xff, 0xda, 0,
                            12,   3,    1,    0,    2,    0,  3, 0,    0,    63,   0};
    assert_null(load(jpeg, sizeof jpeg, "image.limit"));
}

static void strangers_are_refused(void **state)
{
    struct report *report = report_new();

    (void)state;
    assert_null(load("GIF89a......", 12, "image.format"));
    assert_null(load("", 0, "image.format"));
    GByteArray *cmyk = make_jpeg(0, TJPF_CMYK);
    assert_null(load(cmyk->data, cmyk->len, "image.format"));
    g_byte_array_free(cmyk, TRUE);
    assert_null(image_load(report, "/nowhere/at/all.png", (struct place){0}));
    assert_null(image_load(report, folder, (struct place){0}));
    assert_int_equal(report_errors(report), 2);
    assert_string_equal(report_message(report, 0)->code, "image.read");
    report_free(report);
}

static char colour_name(uint32_t pixel)
{
    uint32_t bits = (pixel >> 23 & 1) << 2 | (pixel >> 15 & 1) << 1 | (pixel >> 7 & 1);
    return "?bg?r??w"[bits];
}

static void jpegs_are_turned_upright(void **state)
{
    // Clockwise from the top left; Exif 2.3, 4.6.4 A, orientation.
    static const char *const corners[] = {"rgwb", "rgwb", "grbw", "wbrg", "bwgr",
                                          "rbwg", "brgw", "wgrb", "gwbr"};

    (void)state;
    for (int orientation = 0; orientation <= 8; orientation++) {
        GByteArray *file = make_jpeg(orientation, TJPF_RGB);
        assert_int_equal(exif_orientation(file->data, file->len),
                         orientation == 0 ? 1 : orientation);
        hai_image *image = load(file->data, file->len, NULL);
        int width = orientation >= 5 ? 32 : 64, height = 96 - width;
        assert_true(hai_image_size(image).width == width);
        assert_true(hai_image_size(image).height == height);
        char found[5] = {colour_name(pixel_of(image, 4, 4)),
                         colour_name(pixel_of(image, width - 5, 4)),
                         colour_name(pixel_of(image, width - 5, height - 5)),
                         colour_name(pixel_of(image, 4, height - 5)), '\0'};
        assert_string_equal(found, corners[orientation]);
        const unsigned char *kept = NULL;
        unsigned long size = 0;
        cairo_surface_get_mime_data(image_surface(image), CAIRO_MIME_TYPE_JPEG, &kept, &size);
        assert_int_equal(kept != NULL, orientation <= 1);
        image_free(image);
        g_byte_array_free(file, TRUE);
    }
}

// Whatever the bytes, no read beyond them: run under the address sanitizer.
static void exif_survives_anything(void **state)
{
    GByteArray *file = make_jpeg(6, TJPF_RGB);
    guint32 random = 7;

    (void)state;
    for (guint size = 0; size < 80; size++) {
        uint8_t *part = g_memdup2(file->data, size);
        int orientation = exif_orientation(part, size);
        assert_in_range(orientation, 1, 8);
        g_free(part);
    }
    for (int i = 0; i < 20000; i++) {
        uint8_t *part = g_memdup2(file->data, 60);
        for (int j = 0; j < 3; j++) {
            random = random * 1664525 + 1013904223;
            part[(random >> 8) % 60] = (uint8_t)(random >> 24);
        }
        assert_in_range(exif_orientation(part, 60), 1, 8);
        g_free(part);
    }
    g_byte_array_free(file, TRUE);
}

int test_image(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(png_is_premultiplied),
        cmocka_unit_test(cut_files_are_broken),
        cmocka_unit_test(sizes_are_bounded_before_decoding),
        cmocka_unit_test(strangers_are_refused),
        cmocka_unit_test(jpegs_are_turned_upright),
        cmocka_unit_test(exif_survives_anything),
    };
    return cmocka_run_group_tests_name("image", tests, make_folder, remove_folder);
}
