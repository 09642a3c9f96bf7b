// SPDX-License-Identifier: MIT
//
// PNG: what is in the file is what was drawn; memory and limits.
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <glib.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "../draw/sample.h"
#include "out/rows.h"
#include "tests.h"

struct picture {
    uint8_t *rgb;
    unsigned width, height;
};

static struct picture decode(const char *path)
{
    png_image png = {.version = PNG_IMAGE_VERSION};
    struct picture picture;

    assert_true(png_image_begin_read_from_file(&png, path));
    assert_int_equal(png.format, PNG_FORMAT_RGB);
    png.format = PNG_FORMAT_RGB;
    picture = (struct picture){g_malloc(PNG_IMAGE_SIZE(png)), png.width, png.height};
    assert_true(png_image_finish_read(&png, NULL, picture.rgb, 0, NULL));
    assert_int_equal(png.warning_or_error, 0);
    return picture;
}

static struct picture draw(const struct record *record, unsigned width, unsigned height,
                           double scale)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
    cairo_t *cairo = cairo_create(surface);
    struct picture picture = {g_malloc(3 * width * height), width, height};

    cairo_scale(cairo, scale, scale);
    assert_true(record_replay(record, cairo, (hai_box){-10, -10, 1e4, 1e5}, false));
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    for (unsigned y = 0; y < height; y++)
        rows_pack_plainly(
            (const uint32_t *)(const void *)(cairo_image_surface_get_data(surface) +
                                             y * (size_t)cairo_image_surface_get_stride(surface)),
            width, picture.rgb + 3 * width * y);
    cairo_surface_destroy(surface);
    return picture;
}

static void file_holds_what_was_drawn(void **state)
{
    static const struct {
        double scale;
        unsigned width, height;
        double allowed; // difference of a part of a pixel
    } cases[] = {{1, 400, 600, 0}, {0.01, 4, 6, 0}, {1.459, 584, 875, 1}, {2, 800, 1200, 0}};
    struct arena *arena = arena_new();
    struct sample_font *font = sample_any_font();
    const struct record *record = sample_record(arena, font);
    char *folder = folder_new(), *path = g_build_filename(folder, "a.png", NULL);

    (void)state;
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct out_settings settings = plain_settings();
        settings.format.pixels = cases[i].scale;
        for (int compression = 0; compression < 2; compression++) {
            settings.compression = compression == 0 ? COMPRESS_FAST : COMPRESS_SMALL;
            write_well(record, path, &settings);
            struct picture found = decode(path);
            assert_int_equal(found.width, cases[i].width);
            assert_int_equal(found.height, cases[i].height);
            struct picture drawn = draw(record, found.width, found.height, cases[i].scale);
            for (unsigned j = 0; j < 3 * found.width * found.height; j++)
                assert_true(abs(found.rgb[j] - drawn.rgb[j]) <= cases[i].allowed);
            g_free(found.rgb);
            g_free(drawn.rgb);
        }
    }
    folder_remove(folder, (const char *const[]){"a.png", NULL});
    g_free(path);
    sample_font_close(font);
    arena_free(arena);
}

// The red of the last pixel of the first row, of a sheet that is red all over on black ground.
static int red_at_the_edge(hai_size sheet, double scale, const char *path)
{
    struct arena *arena = arena_new();
    hai_canvas *canvas = canvas_new(arena, sheet, (hai_colour){0, 0, 0, 1});
    struct out_settings settings = plain_settings();
    struct report *report = report_new();

    hai_canvas_box(canvas, (hai_box){0, 0, sheet.width, sheet.height});
    hai_canvas_fill(canvas, hai_paint_colour((hai_colour){1, 0, 0, 1}));
    settings.format.pixels = scale;
    write_well(canvas_finish(canvas, report), path, &settings);
    assert_int_equal(report_count(report), 0);
    struct picture picture = decode(path);
    int red = picture.rgb[3 * (picture.width - 1)];
    g_free(picture.rgb);
    report_free(report);
    arena_free(arena);
    return red;
}

static void sheets_cover_whole_pixels(void **state)
{
    char *folder = folder_new(), *path = g_build_filename(folder, "a.png", NULL);

    (void)state;
    assert_int_equal(red_at_the_edge((hai_size){200, 300}, 1.0037, path), 255); // 200.74 wide
    // Here that would cut off fifteen pixels at the foot.
    assert_in_range(red_at_the_edge((hai_size){100, 5000}, 1.007, path), 150, 200);
    folder_remove(folder, (const char *const[]){"a.png", NULL});
    g_free(path);
}

// The names of the chunks in their order, "IDAT" once; each length must fit.
static char *chunk_names(const struct bytes *file)
{
    GString *names = g_string_new("");
    size_t at = 8;

    while (at + 12 <= file->size) {
        uint32_t length = 0;
        for (int i = 0; i < 4; i++)
            length = length << 8 | (uint8_t)file->data[at + (size_t)i];
        if (!g_str_has_suffix(names->str, "IDAT ") || memcmp(file->data + at + 4, "IDAT", 4) != 0) {
            g_string_append_len(names, file->data + at + 4, 4);
            g_string_append_c(names, ' ');
        }
        at += 12 + length;
    }
    assert_int_equal(at, file->size);
    return g_string_free(names, FALSE);
}

static void chunks_say_what_is_known(void **state)
{
    struct arena *arena = arena_new();
    const struct record *record = sample_record(arena, NULL);
    char *folder = folder_new(), *path = g_build_filename(folder, "a.png", NULL);
    struct out_settings settings = plain_settings();

    (void)state;
    write_well(record, path, &settings);
    struct bytes file = read_whole(path);
    char *names = chunk_names(&file);
    assert_string_equal(names, "IHDR sRGB tEXt IDAT IEND ");
    assert_non_null(memmem(file.data, file.size, "Software\0haibao ", 16));
    g_free(names);
    g_free(file.data);

    settings.format.dpi = 300;
    settings.info = (struct document_info){.title = "海报\xff", .author = "Li Bai", .subject = "-"};
    write_well(record, path, &settings);
    file = read_whole(path);
    names = chunk_names(&file);
    assert_string_equal(names, "IHDR sRGB pHYs iTXt tEXt tEXt IDAT IEND ");
    assert_non_null(memmem(file.data, file.size, "pHYs\0\0\x2e\x23\0\0\x2e\x23\x01", 13)); // 11811
    assert_non_null(memmem(file.data, file.size, "海报\xef\xbf\xbd", 9));
    assert_null(memmem(file.data, file.size, "tIME", 4));
    struct bytes again;
    write_well(record, path, &settings);
    again = read_whole(path);
    assert_int_equal(again.size, file.size);
    assert_memory_equal(again.data, file.data, file.size);
    g_free(again.data);
    g_free(names);
    g_free(file.data);
    folder_remove(folder, (const char *const[]){"a.png", NULL});
    g_free(path);
    arena_free(arena);
}

static const struct record *long_record(struct arena *arena, double height)
{
    hai_canvas *canvas = canvas_new(arena, (hai_size){1080, height}, (hai_colour){1, 1, 1, 1});
    struct report *report = report_new();

    for (double y = 0; y < height; y += 50) {
        hai_canvas_rounded_box(canvas, (hai_box){100 + (int)y % 300, y + 10, 600, 30.5}, 9);
        hai_canvas_fill(canvas, hai_paint_colour((hai_colour){0.7F, (float)(y / height), 0, 1}));
    }
    const struct record *record = canvas_finish(canvas, report);
    assert_int_equal(report_count(report), 0);
    report_free(report);
    return record;
}

static long peak_kilobytes(void)
{
    struct rusage usage;

    assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
    return usage.ru_maxrss;
}

// cairo's own surface ends at 32767. The whole picture is 259 MB.
static void height_takes_no_memory(void **state)
{
    struct arena *arena = arena_new();
    const struct record *record = long_record(arena, 60000);
    char *folder = folder_new(), *path = g_build_filename(folder, "a.png", NULL);
    struct out_settings settings = plain_settings();

    (void)state;
    long before = peak_kilobytes();
    write_well(record, path, &settings);
#ifndef __SANITIZE_ADDRESS__ // which keeps freed memory for a while
    assert_true(peak_kilobytes() - before < 16 * 1024);
#endif
    (void)before;

    png_image png = {.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_file(&png, path));
    assert_int_equal(png.width, 1080);
    assert_int_equal(png.height, 60000);
    png_image_free(&png);
    struct picture found = decode(path);
    const uint8_t *pixel = found.rgb + 3 * ((size_t)59975 * 1080 + 500);
    assert_int_equal(pixel[0], 179);
    assert_int_equal(pixel[1], 255);
    assert_int_equal(pixel[2], 0);
    g_free(found.rgb);
    folder_remove(folder, (const char *const[]){"a.png", NULL});
    g_free(path);
    arena_free(arena);
}

static void sizes_are_limited(void **state)
{
    static const struct {
        double width, height, pixels;
        bool fits;
    } cases[] = {
        {1080, 65535, 1, true},   {1080, 65536, 1, false}, {32767, 2441, 1, true},
        {32768, 100, 1, false},   {8000, 10000, 1, true},  {8000, 10001, 1, false},
        {1080, 1527.27, 2, true}, {0.001, 0.001, 1, true}, {100, 100, 1e9, false},
    };
    struct report *report = report_new();
    int width, height;

    (void)state;
    for (unsigned i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct sheet_format format = {.pixels = cases[i].pixels};
        hai_size sheet = {cases[i].width, cases[i].height};
        assert_int_equal(out_pixel_size(sheet, &format, &width, &height, report), cases[i].fits);
        if (cases[i].fits)
            assert_true(width >= 1 && height >= 1);
    }
    assert_string_equal(report_message(report, 0)->code, "page.limit");
    assert_non_null(report_message(report, 0)->hint);
    struct sheet_format a4 = {.pixels = 2480.0 / 1080};
    assert_true(out_pixel_size((hai_size){1080, 1080 * 297.0 / 210}, &a4, &width, &height, report));
    assert_int_equal(width, 2480);
    assert_int_equal(height, 3507);
    report_free(report);
}

static void rows_are_packed_alike(void **state)
{
    uint32_t pixels[70];
    uint8_t fast[3 * 70 + 1], plain[3 * 70 + 1];

    (void)state;
    for (unsigned i = 0; i < 70; i++)
        pixels[i] = 0xff000000 | i * 0x010203 * 0x35;
    for (size_t count = 0; count <= 70; count++) {
        memset(fast, 0xaa, sizeof fast);
        memset(plain, 0xaa, sizeof plain);
        rows_pack(pixels, count, fast);
        rows_pack_plainly(pixels, count, plain);
        assert_memory_equal(fast, plain, sizeof fast); // and nothing behind the end
    }
    rows_pack((const uint32_t[]){0xff123456}, 1, fast);
    assert_memory_equal(fast, "\x12\x34\x56", 3);
}

// Its upper half is that of all others; the lower one hardly packs.
static const struct record *noisy_record(struct arena *arena, unsigned seed)
{
    hai_canvas *canvas = canvas_new(arena, (hai_size){1000, 640}, (hai_colour){1, 1, 1, 1});
    GRand *random = g_rand_new_with_seed(seed);

    hai_canvas_rounded_box(canvas, (hai_box){50, 40, 900, 240}, 20);
    hai_canvas_fill(canvas, hai_paint_colour((hai_colour){0.8F, 0.1F, 0.1F, 1}));
    for (unsigned i = 0; i < 9000; i++) {
        double x = g_rand_double_range(random, 0, 980), y = g_rand_double_range(random, 320, 620);
        float red = (float)g_rand_double(random), green = (float)g_rand_double(random);
        hai_canvas_box(canvas, (hai_box){x, y, 7.3, 9.1});
        hai_canvas_fill(canvas, hai_paint_colour((hai_colour){red, green, 0.5F, 1}));
    }
    g_rand_free(random);
    struct report *report = report_new();
    const struct record *record = canvas_finish(canvas, report);
    assert_int_equal(report_count(report), 0);
    report_free(report);
    return record;
}

// Whether a store keeps a strip, has one, or has given it up, the bytes are those of a lone file.
// The sheets are more than it holds; then some come again and again, of those that it has kept
// and of those that it has not.
static void a_store_changes_no_byte(void **state)
{
    enum { DIFFERENT = 60, ALL = 72 };
    char *folder = folder_new(), *path = g_build_filename(folder, "a.png", NULL);
    struct out_settings alone = plain_settings(), stored = alone;

    (void)state;
    stored.store = out_store_new();
    for (unsigned i = 0; i < ALL; i++) {
        struct arena *arena = arena_new();
        const struct record *record = noisy_record(arena, i < DIFFERENT ? i
                                                          : i % 2 == 0  ? 0
                                                                        : DIFFERENT - 1);
        write_well(record, path, &stored);
        struct bytes found = read_whole(path);
        write_well(record, path, &alone);
        struct bytes wanted = read_whole(path);
        assert_true(wanted.size > 200000);
        assert_int_equal(found.size, wanted.size);
        assert_memory_equal(found.data, wanted.data, wanted.size);
        g_free(found.data);
        g_free(wanted.data);
        arena_free(arena);
    }
    out_store_free(stored.store);
    folder_remove(folder, (const char *const[]){"a.png", NULL});
    g_free(path);
}

int test_png(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_packed_alike),     cmocka_unit_test(sizes_are_limited),
        cmocka_unit_test(height_takes_no_memory),    cmocka_unit_test(file_holds_what_was_drawn),
        cmocka_unit_test(sheets_cover_whole_pixels), cmocka_unit_test(chunks_say_what_is_known),
        cmocka_unit_test(a_store_changes_no_byte),
    };
    return cmocka_run_group_tests_name("png", tests, NULL, NULL);
}
