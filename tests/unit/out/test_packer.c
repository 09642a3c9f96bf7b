// SPDX-License-Identifier: MIT
//
// Strips of pixels: they unpack to what was given, whatever they are; what they are packed to
// depends on nothing but their colours, so that pictures are the same whichever thread drew which
// strip; and what posters are made of packs well.
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <glib.h>
#include <libdeflate.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "out/packer.h"
#include "out/rows.h"
#include "tests.h"

#define SEED 20221u
#define MOST_WIDE 12000
#define MOST_ROWS 64

struct strip {
    int width, rows;
    uint32_t *pixels; // exactly as many as it has, so that a sanitizer sees a step too far
};

// What PNG has of it.
static uint8_t *strip_bytes(const struct strip *strip, size_t *size)
{
    size_t width = (size_t)strip->width, row = 3 * width + 1;
    uint8_t *bytes = g_malloc0(row * (size_t)strip->rows);

    for (size_t y = 0; y < (size_t)strip->rows; y++)
        rows_pack_plainly(strip->pixels + y * width, width, bytes + y * row + 1);
    *size = row * (size_t)strip->rows;
    return bytes;
}

static struct packed *pack(struct packer *packer, const struct strip *strip)
{
    return packer_pack(packer, (const unsigned char *)strip->pixels,
                       (size_t)strip->width * sizeof *strip->pixels, strip->rows);
}

// ISO/IEC 15948, 9.2; the row begins with its filter.
static void unfilter_row(uint8_t *row, const uint8_t *above, size_t size)
{
    assert_true(row[0] == 0 || row[0] == 1 || row[0] == 4);
    for (size_t i = 1; row[0] != 0 && i < size; i++) {
        int left = i > 3 ? row[i - 3] : 0, up = above != NULL ? above[i] : 0;
        int corner = above != NULL && i > 3 ? above[i - 3] : 0, guess = left + up - corner;
        int from_left = abs(guess - left), from_up = abs(guess - up);
        int from_corner = abs(guess - corner);
        if (row[0] == 1 || (from_left <= from_up && from_left <= from_corner))
            row[i] = (uint8_t)(row[i] + left);
        else
            row[i] = (uint8_t)(row[i] + (from_up <= from_corner ? up : corner));
    }
}

// Returns how many rows have a filter.
static int check_unpacks(const struct strip *strip, const struct packed *packed)
{
    struct libdeflate_decompressor *unpacker = libdeflate_alloc_decompressor();
    size_t size, got, row = 3 * (size_t)strip->width + 1;
    uint8_t *bytes = strip_bytes(strip, &size), *unpacked = g_malloc(size);
    uint8_t *whole = g_malloc(packed->size + sizeof deflate_tail);
    int filtered = 0;

    assert_non_null(unpacker);
    memcpy(whole, packed->bytes, packed->size);
    memcpy(whole + packed->size, deflate_tail, sizeof deflate_tail);
    assert_int_equal(libdeflate_deflate_decompress(
                         unpacker, whole, packed->size + sizeof deflate_tail, unpacked, size, &got),
                     LIBDEFLATE_SUCCESS);
    assert_int_equal(got, size);
    assert_int_equal(packed->raw, size);
    assert_int_equal(packed->adler, libdeflate_adler32(DEFLATE_ADLER, unpacked, size));
    for (uint8_t *at = unpacked; at < unpacked + size; at += row) {
        filtered += at[0] != 0;
        unfilter_row(at, at > unpacked ? at - row : NULL, row);
        assert_memory_equal(at + 1, bytes + (at - unpacked) + 1, row - 1);
    }
    g_free(whole);
    g_free(unpacked);
    g_free(bytes);
    libdeflate_free_decompressor(unpacker);
    return filtered;
}

// Flat grounds with runs of few colours, short and long, and rows that come again, as posters are.
// What is above the colours is anything.
static void draw_poster(struct strip *strip, GRand *random)
{
    size_t width = (size_t)strip->width, count = width * (size_t)strip->rows;

    for (size_t at = 0; at < count;) {
        size_t run = (size_t)g_rand_int_range(random, 1, g_rand_boolean(random) ? 4 : 1000);
        uint32_t colour = (uint32_t)g_rand_int_range(random, 0, 24) * 0x0a0b0c;
        bool comes_again = at >= width && g_rand_boolean(random);
        for (size_t end = MIN(at + run, count); at < end; at++)
            strip->pixels[at] = (comes_again ? strip->pixels[at - width] : colour) ^
                                (g_rand_int(random) & 0xff000000);
    }
}

// Rows that come again, some more than once, and others that are much as those above them.
static void draw_rows_again(struct strip *strip, GRand *random)
{
    int width = strip->width;

    for (int y = 0; y < strip->rows; y++) {
        bool comes_again = y > 0 && g_rand_int_range(random, 0, 3) > 0;
        for (int x = 0; x < width; x++) {
            uint32_t *pixel = strip->pixels + y * width + x;
            if (comes_again || (y > 0 && g_rand_int_range(random, 0, 5) > 0))
                *pixel = *(pixel - width);
            else if (x > 0 && g_rand_int_range(random, 0, 90) > 0)
                *pixel = *(pixel - 1);
            else
                *pixel = 0xff000000 | (uint32_t)g_rand_int_range(random, 0, 40) * 0x030201;
        }
    }
}

static void draw_noise(struct strip *strip, GRand *random)
{
    for (size_t i = 0; i < (size_t)strip->width * (size_t)strip->rows; i++)
        strip->pixels[i] = g_rand_int(random);
}

// As a photo: slow changes, and grain. Its left half may be flat.
static void draw_photo(struct strip *strip, GRand *random)
{
    for (int i = 0; i < strip->width * strip->rows; i++) {
        double x = i % strip->width, y = i / strip->width;
        uint32_t pixel = 0;
        for (int part = 0; part < 3; part++) {
            double value = 128 + 50 * sin(x / (31 + part) + y / 40) + 40 * cos(y / 23 - x / 57);
            value += g_rand_double_range(random, -3, 3);
            pixel = pixel << 8 | (uint32_t)CLAMP(value, 0, 255);
        }
        strip->pixels[i] = strip->rows % 2 == 0 && x < strip->width / 2 ? 0xf0f0f0 : pixel;
    }
}

typedef void draw_strip(struct strip *strip, GRand *random);

static struct strip strip_drawn(int width, int rows, GRand *random, draw_strip *draw)
{
    struct strip strip = {width, rows, g_new(uint32_t, (gsize)width * (gsize)rows)};

    draw(&strip, random);
    return strip;
}

// Returns how many rows have a filter.
static int check_drawn(struct packer *packer, int width, int rows, GRand *random, draw_strip *draw)
{
    struct strip strip = strip_drawn(width, rows, random, draw);
    struct packed *packed = pack(packer, &strip);
    int filtered = check_unpacks(&strip, packed);

    g_free(packed);
    g_free(strip.pixels);
    return filtered;
}

static void strips_unpack(void **state)
{
    GRand *random = g_rand_new_with_seed(SEED);

    (void)state;
    for (int width = 1; width <= MOST_WIDE; width += width < 200 ? 1 : width * 2 / 3) {
        struct packer *packer = packer_new(width);
        for (int rows = 1; rows <= MOST_ROWS; rows = rows * 4 - 1) {
            (void)check_drawn(packer, width, rows, random, draw_poster);
            (void)check_drawn(packer, width, rows, random, draw_rows_again);
            (void)check_drawn(packer, width, rows, random, draw_noise);
            (void)check_drawn(packer, width, rows, random, draw_photo);
        }
        packer_free(packer);
    }
    g_rand_free(random);
}

static void bytes_depend_on_colours_alone(void **state)
{
    GRand *random = g_rand_new_with_seed(SEED);
    struct packer *used = packer_new(1080);

    (void)state;
    for (int i = 0; i < 20; i++) {
        struct strip strip = strip_drawn(1080, MOST_ROWS, random, draw_poster);
        struct packed *one = pack(used, &strip);
        struct packer *fresh = packer_new(1080);
        for (size_t k = 0; k < 1080 * MOST_ROWS; k++)
            strip.pixels[k] |= 0xff000000;
        struct packed *other = pack(fresh, &strip);
        assert_int_equal(one->size, other->size);
        assert_memory_equal(one->bytes, other->bytes, one->size);
        (void)check_unpacks(&strip, one);
        packer_free(fresh);
        g_free(one);
        g_free(other);
        g_free(strip.pixels);
    }
    packer_free(used);
    g_rand_free(random);
}

// Bytes of a strip, as a part of those of libdeflate's fastest level, which looks for everything.
static double compare_sizes(int rows, draw_strip *draw)
{
    GRand *random = g_rand_new_with_seed(SEED);
    struct strip strip = strip_drawn(1080, rows, random, draw);
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(1);
    struct packer *packer = packer_new(strip.width);
    size_t size;
    uint8_t *bytes = strip_bytes(&strip, &size);
    size_t bound = libdeflate_deflate_compress_bound(compressor, size);
    uint8_t *other = g_malloc(bound);
    struct packed *packed = pack(packer, &strip);
    double ratio = (double)packed->size /
                   (double)libdeflate_deflate_compress(compressor, bytes, size, other, bound);

    g_free(packed);
    g_free(other);
    g_free(bytes);
    packer_free(packer);
    libdeflate_free_compressor(compressor);
    g_free(strip.pixels);
    g_rand_free(random);
    return ratio;
}

static void draw_gradient(struct strip *strip, int across, int down)
{
    for (int y = 0; y < strip->rows; y++)
        for (int x = 0; x < strip->width; x++)
            strip->pixels[y * strip->width + x] =
                0x204060 + (uint32_t)(across * x + down * y) / 12 * 0x010101;
}

static void draw_level_gradient(struct strip *strip, GRand *random)
{
    (void)random;
    draw_gradient(strip, 1, 0);
}

static void draw_upright_gradient(struct strip *strip, GRand *random)
{
    (void)random;
    draw_gradient(strip, 0, 3);
}

static void draw_slanting_gradient(struct strip *strip, GRand *random)
{
    (void)random;
    draw_gradient(strip, 1, 3);
}

// Discs of one ink on its ground, the half-covered pixels of which have all shades between: as text
// has.
static void draw_discs(struct strip *strip, GRand *random)
{
    for (int i = 0; i < strip->width * strip->rows; i++)
        strip->pixels[i] = 0xfffaf0;
    for (int disc = 0; disc < 120; disc++) {
        int left = g_rand_int_range(random, 0, strip->width), top = g_rand_int_range(random, 0, 44);
        double radius = g_rand_double_range(random, 4, 10);
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < MIN(20, strip->width - left); x++) {
                double cover = radius - hypot(x - 9.7, y - 9.7);
                uint32_t over = (uint32_t)(CLAMP(cover, 0, 1) * 192);
                uint32_t *pixel = strip->pixels + (top + y) * strip->width + left + x;
                *pixel = MIN(*pixel, 0xfffaf0 - (over / 4 * 0x010000 + over * 0x000101));
            }
        }
    }
}

static void posters_pack_well(void **state)
{
    static const struct {
        const char *name;
        int rows;
        draw_strip *draw;
        double most;
    } cases[] = {
        {"a level gradient", MOST_ROWS, draw_level_gradient, 1.1},
        {"an upright gradient", MOST_ROWS, draw_upright_gradient, 1.1},
        {"a slanting gradient", MOST_ROWS, draw_slanting_gradient, 1.1},
        {"edges", MOST_ROWS, draw_discs, 1.1},
        {"a photo", MOST_ROWS - 1, draw_photo, 0.75}, // which is not filtered there
        {"half a photo", MOST_ROWS, draw_photo, 0.75},
    };

    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        double ratio = compare_sizes(cases[i].rows, cases[i].draw);
        if (!(ratio < cases[i].most))
            fail_msg("%s takes %.2f of what it takes elsewhere", cases[i].name, ratio);
    }
}

static void photos_alone_are_filtered(void **state)
{
    GRand *random = g_rand_new_with_seed(SEED);
    struct packer *packer = packer_new(1080);

    (void)state;
    for (int rows = MOST_ROWS - 1; rows <= MOST_ROWS; rows++) // whole, and half
        assert_int_equal(check_drawn(packer, 1080, rows, random, draw_photo), rows);
    assert_int_equal(check_drawn(packer, 1080, MOST_ROWS, random, draw_discs), 0);
    assert_int_equal(check_drawn(packer, 1080, MOST_ROWS, random, draw_slanting_gradient), 0);
    packer_free(packer);
    g_rand_free(random);
}

static void rows_match_alike(void **state)
{
    uint32_t pixels[200], others[200];
    uint64_t fast[ROWS_WORDS(200)], plain[ROWS_WORDS(200)];
    GRand *random = g_rand_new_with_seed(SEED);

    (void)state;
    for (unsigned i = 0; i < 200; i++) {
        pixels[i] = g_rand_int(random);
        others[i] = g_rand_boolean(random) ? pixels[i] ^ 0xa5000000
                                           : pixels[i] ^ 1u << g_rand_int_range(random, 0, 24);
    }
    for (size_t count = 0; count <= 200; count++) {
        memset(fast, 0xaa, sizeof fast);
        memset(plain, 0xaa, sizeof plain);
        rows_match(pixels, others, count, fast);
        rows_match_plainly(pixels, others, count, plain);
        assert_memory_equal(fast, plain, sizeof fast); // and nothing behind the end
        for (size_t i = 0; i < count; i++)
            assert_int_equal(fast[i / 64] >> i % 64 & 1,
                             (pixels[i] & 0xffffff) == (others[i] & 0xffffff));
        assert_true(count % 64 == 0 || fast[count / 64] >> count % 64 == 0);
    }
    g_rand_free(random);
}

int test_packer(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(strips_unpack),     cmocka_unit_test(bytes_depend_on_colours_alone),
        cmocka_unit_test(posters_pack_well), cmocka_unit_test(photos_alone_are_filtered),
        cmocka_unit_test(rows_match_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
