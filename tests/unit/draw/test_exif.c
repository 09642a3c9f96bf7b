// SPDX-License-Identifier: MIT
//
// Photos as cameras and phones write them: libjpeg-turbo's own files with an Exif segment in front,
// for each orientation, and the picture upright on the sheet.
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <turbojpeg.h>

#include "draw/exif.h"
#include "draw/image.h"
#include "draw/items.h"
#include "tests.h"

// The upright scene.
#define WIDTH 120
#define HEIGHT 72

// How a camera writes its files.
struct camera {
    const char *name;
    bool is_big_endian;
    bool has_jfif;      // APP0 before
    bool has_xmp;       // another APP1 before, with a namespace of its own
    bool has_fill;      // 0xff bytes before markers, as T.81 B.1.1.2 allows
    bool has_thumbnail; // a second directory with a picture, and an orientation of its own
    bool has_padding;   // the first directory far from the header, and zeros at the segment's end
    bool has_second;    // another picture after the end, as phones write for depth (CIPA DC-007)
    int sampling, flags;
};

static const struct camera cameras[] = {
    {.name = "plain, Intel", .sampling = TJSAMP_444},
    {.name = "plain, Motorola", .is_big_endian = true, .sampling = TJSAMP_422},
    {.name = "single-lens reflex",
     .has_thumbnail = true,
     .has_padding = true,
     .sampling = TJSAMP_422},
    {.name = "phone",
     .is_big_endian = true,
     .has_thumbnail = true,
     .has_second = true,
     .sampling = TJSAMP_420},
    {.name = "from an editor",
     .is_big_endian = true,
     .has_jfif = true,
     .has_xmp = true,
     .has_padding = true,
     .sampling = TJSAMP_444,
     .flags = TJFLAG_PROGRESSIVE},
    {.name = "with fill bytes",
     .has_jfif = true,
     .has_fill = true,
     .has_thumbnail = true,
     .sampling = TJSAMP_420},
};

// --- The scene ---

struct rgb {
    uint8_t r, g, b;
};

// Four quarters, and a spot off the middle.
#define SPOT_X 96
#define SPOT_Y 18
#define SPOT 12

static struct rgb scene(int x, int y)
{
    if (abs(x - SPOT_X) < SPOT && abs(y - SPOT_Y) < SPOT)
        return (struct rgb){20, 20, 20};
    if (y < HEIGHT / 2)
        return x < WIDTH / 2 ? (struct rgb){220, 40, 40} : (struct rgb){240, 220, 60};
    return x < WIDTH / 2 ? (struct rgb){40, 90, 220} : (struct rgb){60, 170, 80};
}

// The pixel of the scene that a file of this orientation stores in a row and column: where its row
// 0 and its column 0 are seen (Exif 2.32, 4.6.4 A).
static struct rgb stored(int orientation, int row, int column)
{
    switch (orientation) {
    case 2: // top, right
        return scene(WIDTH - 1 - column, row);
    case 3: // bottom, right
        return scene(WIDTH - 1 - column, HEIGHT - 1 - row);
    case 4: // bottom, left
        return scene(column, HEIGHT - 1 - row);
    case 5: // left, top
        return scene(row, column);
    case 6: // right, top
        return scene(WIDTH - 1 - row, column);
    case 7: // right, bottom
        return scene(WIDTH - 1 - row, HEIGHT - 1 - column);
    case 8: // left, bottom
        return scene(row, HEIGHT - 1 - column);
    default: // top, left
        return scene(column, row);
    }
}

// --- Files ---

static void encode(GByteArray *file, int orientation, const struct camera *camera)
{
    int width = orientation >= 5 ? HEIGHT : WIDTH, height = WIDTH + HEIGHT - width;
    struct rgb *pixels = g_new(struct rgb, (gsize)width * (gsize)height);
    for (int row = 0; row < height; row++)
        for (int column = 0; column < width; column++)
            pixels[row * width + column] = stored(orientation, row, column);
    tjhandle encoder = tjInitCompress();
    unsigned char *jpeg = NULL;
    unsigned long size = 0;
    assert_int_equal(tjCompress2(encoder, &pixels[0].r, width, 0, height, TJPF_RGB, &jpeg, &size,
                                 camera->sampling, 92, camera->flags),
                     0);
    g_byte_array_append(file, jpeg, (guint)size);
    tjFree(jpeg);
    tjDestroy(encoder);
    g_free(pixels);
}

static void put(GByteArray *bytes, const struct camera *camera, unsigned size, uint32_t value)
{
    for (unsigned i = 0; i < size; i++) {
        uint8_t byte = (uint8_t)(value >> 8 * (camera->is_big_endian ? size - 1 - i : i));
        g_byte_array_append(bytes, &byte, 1);
    }
}

static void put_zeros(GByteArray *bytes, guint count)
{
    for (guint i = 0; i < count; i++)
        g_byte_array_append(bytes, (const uint8_t *)"", 1);
}

#define TYPE_ASCII 2
#define TYPE_SHORT 3
#define TYPE_LONG 4
#define TYPE_RATIONAL 5

static void put_entry(GByteArray *tiff, const struct camera *camera, unsigned tag, unsigned type,
                      unsigned count, uint32_t value)
{
    put(tiff, camera, 2, tag);
    put(tiff, camera, 2, type);
    put(tiff, camera, 4, count);
    if (type == TYPE_SHORT) { // at the left of its four bytes
        put(tiff, camera, 2, value);
        put(tiff, camera, 2, 0);
    } else {
        put(tiff, camera, 4, value);
    }
}

// A TIFF file with the directory of the picture, that of the exposure, and that of the thumbnail.
static GByteArray *make_tiff(int orientation, const struct camera *camera)
{
    GByteArray *tiff = g_byte_array_new(), *thumbnail = g_byte_array_new();
    uint32_t first = camera->has_padding ? 200 : 8, entries = 6;
    uint32_t data = first + 2 + 12 * entries + 4, exposure = data + 32, second = exposure + 18;
    g_byte_array_append(tiff, (const uint8_t *)(camera->is_big_endian ? "MM" : "II"), 2);
    put(tiff, camera, 2, 42);
    put(tiff, camera, 4, first);
    put_zeros(tiff, first - 8);
    put(tiff, camera, 2, entries);
    put_entry(tiff, camera, 0x010f, TYPE_ASCII, 9, data);      // who made the camera
    put_entry(tiff, camera, 0x0110, TYPE_ASCII, 9, data + 12); // its name
    put_entry(tiff, camera, 0x0112, TYPE_SHORT, 1, (uint32_t)orientation);
    put_entry(tiff, camera, 0x011a, TYPE_RATIONAL, 1, data + 24); // resolution
    put_entry(tiff, camera, 0x0128, TYPE_SHORT, 1, 2);            // in inches
    put_entry(tiff, camera, 0x8769, TYPE_LONG, 1, exposure);
    put(tiff, camera, 4, camera->has_thumbnail ? second : 0);
    g_byte_array_append(tiff, (const uint8_t *)"HAIBAOCO\0\0\0\0MODEL 12\0\0\0\0", 24);
    put(tiff, camera, 4, 72);
    put(tiff, camera, 4, 1);
    put(tiff, camera, 2, 1);
    put_entry(tiff, camera, 0x9003, TYPE_ASCII, 4, 0x41424300);
    put(tiff, camera, 4, 0);
    if (camera->has_thumbnail) { // turned otherwise: it must not be asked
        encode(thumbnail, orientation % 8 + 1, camera);
        put(tiff, camera, 2, 4);
        put_entry(tiff, camera, 0x0103, TYPE_SHORT, 1, 6);
        put_entry(tiff, camera, 0x0112, TYPE_SHORT, 1, (uint32_t)orientation % 8 + 1);
        put_entry(tiff, camera, 0x0201, TYPE_LONG, 1, second + 54);
        put_entry(tiff, camera, 0x0202, TYPE_LONG, 1, thumbnail->len);
        put(tiff, camera, 4, 0);
        assert_int_equal(tiff->len, second + 54);
        g_byte_array_append(tiff, thumbnail->data, thumbnail->len);
    }
    put_zeros(tiff, camera->has_padding ? 2048 : 0);
    g_byte_array_unref(thumbnail);
    return tiff;
}

static void put_segment(GByteArray *file, const struct camera *camera, uint8_t marker,
                        const char *name, size_t name_size, const GByteArray *data)
{
    size_t size = 2 + name_size + (data == NULL ? 0 : data->len);
    const uint8_t head[] = {0xff, marker, (uint8_t)(size >> 8), (uint8_t)size};
    assert_true(size <= 0xffff);
    if (camera->has_fill)
        g_byte_array_append(file, (const uint8_t *)"\xff\xff\xff", 3);
    g_byte_array_append(file, head, sizeof head);
    g_byte_array_append(file, (const uint8_t *)name, (guint)name_size);
    if (data != NULL)
        g_byte_array_append(file, data->data, data->len);
}

static GByteArray *make_file(int orientation, const struct camera *camera)
{
    GByteArray *file = g_byte_array_new(), *picture = g_byte_array_new();
    GByteArray *tiff = make_tiff(orientation, camera);
    static const char jfif[] = "JFIF\0\1\1\1\0\x48\0\x48\0";
    static const char xmp[] = "http://ns.adobe.com/xap/1.0/\0<x:xmpmeta tiff:Orientation=\"3\"/>";
    encode(picture, orientation, camera);
    g_byte_array_append(file, picture->data, 2); // its first marker
    if (camera->has_jfif)
        put_segment(file, camera, 0xe0, jfif, sizeof jfif, NULL);
    if (camera->has_xmp)
        put_segment(file, camera, 0xe1, xmp, sizeof xmp, NULL);
    put_segment(file, camera, 0xe1, "Exif\0", 6, tiff);
    g_byte_array_append(file, picture->data + 2, picture->len - 2);
    if (camera->has_second)
        encode(file, orientation % 8 + 1, camera);
    g_byte_array_unref(picture);
    g_byte_array_unref(tiff);
    return file;
}

static hai_image *load(int orientation, const struct camera *camera)
{
    GByteArray *file = make_file(orientation, camera);
    char *folder = g_dir_make_tmp("haibao-exif-XXXXXX", NULL);
    char *path = g_build_filename(folder, "photo.jpg", NULL);
    struct report *report = report_new();
    assert_true(g_file_set_contents(path, (const char *)file->data, file->len, NULL));
    assert_int_equal(exif_orientation(file->data, file->len), orientation);
    hai_image *image = image_load(report, path, (struct place){0});
    assert_int_equal(report_count(report), 0);
    assert_non_null(image);
    report_free(report);
    assert_int_equal(g_remove(path), 0);
    assert_int_equal(g_rmdir(folder), 0);
    g_free(path);
    g_free(folder);
    g_byte_array_unref(file);
    return image;
}

// --- What is seen ---

static struct rgb pixel_of(cairo_surface_t *surface, int x, int y)
{
    uint32_t pixel;
    memcpy(&pixel,
           cairo_image_surface_get_data(surface) +
               (size_t)y * (size_t)cairo_image_surface_get_stride(surface) + 4 * (size_t)x,
           sizeof pixel);
    return (struct rgb){(uint8_t)(pixel >> 16), (uint8_t)(pixel >> 8), (uint8_t)pixel};
}

static int distance(struct rgb a, struct rgb b)
{
    return MAX(abs(a.r - b.r), MAX(abs(a.g - b.g), abs(a.b - b.b)));
}

// True where the scene has one colour as far as JPEG's blocks and coarse colours blur an edge.
static bool is_even(int x, int y)
{
    for (int dy = -16; dy <= 16; dy += 4)
        for (int dx = -16; dx <= 16; dx += 4) {
            int at_x = CLAMP(x + dx, 0, WIDTH - 1), at_y = CLAMP(y + dy, 0, HEIGHT - 1);
            if (distance(scene(x, y), scene(at_x, at_y)) > 0)
                return false;
        }
    return true;
}

static void pixels_come_out_upright(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cameras); i++)
        for (int orientation = 1; orientation <= 8; orientation++) {
            hai_image *image = load(orientation, &cameras[i]);
            int seen = 0, wrong = 0;
            assert_true(hai_image_size(image).width == WIDTH);
            assert_true(hai_image_size(image).height == HEIGHT);
            for (int y = 0; y < HEIGHT; y++)
                for (int x = 0; x < WIDTH; x++) {
                    if (!is_even(x, y))
                        continue;
                    seen++;
                    wrong += distance(pixel_of(image_surface(image), x, y), scene(x, y)) > 12;
                }
            assert_true(seen > WIDTH * HEIGHT / 8);
            // The spot itself, in its middle.
            wrong += distance(pixel_of(image_surface(image), SPOT_X, SPOT_Y),
                              scene(SPOT_X, SPOT_Y)) > 24;
            if (wrong > 0)
                fail_msg("%s, orientation %d: %d pixels are wrong", cameras[i].name, orientation,
                         wrong);
            image_free(image);
        }
}

#define SHEET 90

static cairo_surface_t *draw(const hai_image *image, hai_box box, uint32_t fit, hai_point focus)
{
    struct arena *arena = arena_new();
    struct report *report = report_new();
    hai_canvas *canvas = canvas_new(arena, (hai_size){SHEET, SHEET}, (hai_colour){1, 1, 1, 1});
    hai_canvas_image_at(canvas, image, box, fit, focus);
    const struct record *record = canvas_finish(canvas, report);
    assert_int_equal(report_count(report), 0);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, SHEET, SHEET);
    cairo_t *cairo = cairo_create(surface);
    assert_true(record_replay(record, cairo, (hai_box){0, 0, SHEET, SHEET}, false));
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    report_free(report);
    arena_free(arena);
    return surface;
}

// Whole, cut, and cut around a focus, a turned photo looks as one that was taken upright.
static void sheets_do_not_tell_how_it_was_held(void **state)
{
    static const struct {
        hai_box box;
        uint32_t fit;
        hai_point focus;
    } ways[] = {{{5, 5, 80, 80}, 1, {0.5, 0.5}},
                {{5, 5, 80, 80}, 2, {0.5, 0.5}},
                {{20, 5, 40, 80}, 2, {0.8, 0.25}},
                {{5, 20, 80, 20}, 2, {0.8, 0.25}},
                {{5, 5, 80, 60}, 0, {0.5, 0.5}}};
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cameras); i++) {
        hai_image *upright = load(1, &cameras[i]);
        for (int orientation = 2; orientation <= 8; orientation++) {
            hai_image *turned = load(orientation, &cameras[i]);
            for (size_t way = 0; way < G_N_ELEMENTS(ways); way++) {
                cairo_surface_t *a = draw(upright, ways[way].box, ways[way].fit, ways[way].focus);
                cairo_surface_t *b = draw(turned, ways[way].box, ways[way].fit, ways[way].focus);
                long sum = 0;
                for (int y = 0; y < SHEET; y++)
                    for (int x = 0; x < SHEET; x++)
                        sum += distance(pixel_of(a, x, y), pixel_of(b, x, y));
                if (sum > 6 * SHEET * SHEET)
                    fail_msg("%s, orientation %d, way %d: %ld off", cameras[i].name, orientation,
                             (int)way, sum);
                cairo_surface_destroy(a);
                cairo_surface_destroy(b);
            }
            image_free(turned);
        }
        image_free(upright);
    }
}

// What matters stands in the middle of a narrow frame, however the camera was held.
static void focus_is_of_the_upright_picture(void **state)
{
    (void)state;
    for (int orientation = 1; orientation <= 8; orientation++) {
        hai_image *image = load(orientation, &cameras[3]);
        hai_box box = {30, 9, 30, 72};
        cairo_surface_t *surface =
            draw(image, box, 2, (hai_point){(double)SPOT_X / WIDTH, (double)SPOT_Y / HEIGHT});
        assert_true(distance(pixel_of(surface, 45, 9 + SPOT_Y), scene(SPOT_X, SPOT_Y)) < 32);
        // Without it the middle of the scene is there.
        cairo_surface_t *middle = draw(image, box, 2, (hai_point){0.5, 0.5});
        assert_true(distance(pixel_of(middle, 33, 14), scene(50, 5)) < 32);
        assert_true(distance(pixel_of(middle, 57, 76), scene(70, 67)) < 32);
        cairo_surface_destroy(surface);
        cairo_surface_destroy(middle);
        image_free(image);
    }
}

int test_exif(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pixels_come_out_upright),
        cmocka_unit_test(sheets_do_not_tell_how_it_was_held),
        cmocka_unit_test(focus_is_of_the_upright_picture),
    };
    return cmocka_run_group_tests_name("exif", tests, NULL, NULL);
}
