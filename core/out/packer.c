// SPDX-License-Identifier: MIT
#include "out/packer.h"

#include <glib.h>
#include <libdeflate.h>
#include <stdbool.h>
#include <string.h>

#include "out/filter.h"
#include "out/rows.h"

#define PIXEL 3u // bytes
#define SEEN_BITS 10
#define HASH 0x9e3779b1u // a prime near 2^32 by the golden ratio (D. Knuth, TAOCP 3, 6.4)
#define NOTHING_SEEN UINT64_MAX

// Pixels: a run of so many is told as one even where the row above has it, too. Its distance takes
// a bit or two, that of the row above a dozen.
#define LONG (DEFLATE_LONGEST / PIXEL)

struct packer {
    size_t width;
    uint64_t run, above; // what matches with the pixel before and with the row above begin with
    uint64_t *tokens, *next;
    size_t capacity;

    // The part.
    const unsigned char *pixels;
    size_t stride;
    uint64_t seen[1 << SEEN_BITS]; // by a hash of colours: where in the part one came last, and
                                   // above it which
    uint32_t distance;             // of the last pixel that was seen before; 0: it was not

    // The row at hand.
    const uint32_t *row;
    size_t y, start;  // start: byte of the part where its pixels begin
    uint8_t *bytes;   // as PNG has it
    uint32_t adler;   // of these
    bool can_repeat;  // what is above it has no filter, and a match can be so far
    uint64_t *repeat; // tokens that say that it is as the one above; or NULL
    size_t repeat_count;
    struct filter filter; // its bits of pixels
};

static size_t row_bytes(const struct packer *packer)
{
    return 1 + PIXEL * packer->width;
}

static const uint32_t *row_of(const struct packer *packer, size_t y)
{
    return (const uint32_t *)(const void *)(packer->pixels + y * packer->stride);
}

struct packer *packer_new(int width)
{
    struct packer *packer = g_new0(struct packer, 1);

    packer->width = (size_t)width;
    packer->run = deflate_match(0, PIXEL);
    packer->above = deflate_match(0, (uint32_t)MIN(row_bytes(packer), DEFLATE_FARTHEST));
    packer->bytes = g_malloc(row_bytes(packer));
    filter_init(&packer->filter, width);
    return packer;
}

void packer_free(struct packer *packer)
{
    if (packer == NULL)
        return;
    g_free(packer->bytes);
    filter_finish(&packer->filter);
    g_free(packer->tokens);
    g_free(packer);
}

// --- Bits of pixels ---

// The 64 bits from `at` on; there is a word behind the last.
static inline uint64_t window(const uint64_t *bits, size_t at)
{
    return bits[at / 64] >> at % 64 | bits[at / 64 + 1] << 1 << (63 - at % 64);
}

// How many bits from `from` on, before `to`, are 1 without a gap; or 0, where the bits are flipped.
static size_t count_alike(const uint64_t *bits, size_t from, size_t to, uint64_t flip)
{
    for (size_t at = from; at < to; at += 64) {
        uint64_t others = ~(window(bits, at) ^ flip);
        if (others != 0)
            return MIN(at + (size_t)__builtin_ctzll(others), to) - from;
    }
    return to - from;
}

// --- Tokens ---

static inline void add_match(struct packer *packer, uint64_t match, size_t bytes)
{
    if (bytes > DEFLATE_LONGEST) {
        // What is left over must not be shorter than a match can be.
        for (; bytes > DEFLATE_LONGEST + 2; bytes -= DEFLATE_LONGEST)
            *packer->next++ = match + DEFLATE_LONGEST;
        if (bytes > DEFLATE_LONGEST) {
            *packer->next++ = match + PIXEL;
            bytes -= PIXEL;
        }
    }
    *packer->next++ = match + bytes;
}

// How many pixels are alike, up to `most`.
static inline size_t count_equal(const uint32_t *pixels, const uint32_t *others, size_t most)
{
    size_t count = 0;

    while (count < most && (pixels[count] ^ others[count]) << 8 == 0)
        count++;
    return count;
}

// The pixels from x on that stand in another place, too. Returns how many; that of x does.
static size_t add_same(struct packer *packer, size_t x, uint32_t distance)
{
    size_t place = packer->start + PIXEL * x - distance;
    size_t last_x = place % row_bytes(packer) / PIXEL; // the filter's byte falls away
    const uint32_t *others = row_of(packer, place / row_bytes(packer)) + last_x;
    size_t count = count_equal(packer->row + x, others, packer->width - MAX(x, last_x));

    add_match(packer, deflate_match(0, distance), PIXEL * count);
    return count;
}

// The pixel at x, which is neither as the one before nor as the one above. Where it and the last of
// its colour are as far apart as those before, as in slanting gradients, what follows is likely to
// be the same, too: then with that. Returns how many.
static inline size_t add_pixels(struct packer *packer, size_t x)
{
    uint32_t colour = packer->row[x] & 0xffffff, at = (uint32_t)(packer->start + PIXEL * x);
    uint64_t *seen = &packer->seen[colour * HASH >> (32 - SEEN_BITS)], last = *seen;
    uint32_t distance = at - (uint32_t)last;
    uint64_t pixel = deflate_pixel(colour), match = deflate_match(PIXEL, distance);
    bool is_seen = (last >> 32 == colour) & (distance <= DEFLATE_FARTHEST);

    *seen = (uint64_t)colour << 32 | at;
    if (is_seen && distance == packer->distance)
        return add_same(packer, x, distance);
    packer->distance = is_seen ? distance : 0;
    *packer->next++ = is_seen ? match : pixel; // no branch: nobody could guess which
    return 1;
}

// Where the next run of LONG pixels begins, at `from` or later, but at `to` at the latest.
static size_t find_long(const struct packer *packer, size_t from, size_t to)
{
    for (size_t at = from; at < to;) {
        size_t run = count_alike(packer->filter.near, at - 1, packer->width - 1, 0);
        if (run >= LONG)
            return at;
        at += run;
        at += count_alike(packer->filter.near, at - 1, packer->width - 1, ~UINT64_C(0));
    }
    return to;
}

// The pixels from x on that the row above has, too, `above` of them, but only up to a long run;
// with `before` bytes before them. Returns where they end.
static size_t add_above(struct packer *packer, size_t x, size_t above, size_t before)
{
    size_t end = above >= LONG ? find_long(packer, x + 1, x + above) : x + above;

    add_match(packer, packer->above, before + PIXEL * (end - x));
    return end;
}

// The byte of the filter and the first pixels. It goes with those above, where they are the same.
static size_t add_first(struct packer *packer)
{
    size_t above = count_alike(packer->filter.far, 0, packer->width, 0);

    if (above > 0)
        return add_above(packer, 0, above, 1);
    *packer->next++ = deflate_byte(FILTER_NONE);
    return add_pixels(packer, 0);
}

// Where the row is as the one above, all of it is told by the pixels before and above.
static void add_row(struct packer *packer, bool is_repeat)
{
    size_t width = packer->width;

    for (size_t x = add_first(packer); x < width;) {
        uint64_t near = window(packer->filter.near, x - 1), far = window(packer->filter.far, x);
        uint64_t known = near | (far & far >> 1); // one pixel above is not worth a match
        known = is_repeat ? ~UINT64_C(0) : known;
        size_t new = known == 0 ? 64 : (size_t)__builtin_ctzll(known);
        if (new > 0) {
            for (size_t end = MIN(x + new, width); x < end;)
                x += add_pixels(packer, x);
            continue;
        }
        size_t run = ~near == 0 ? count_alike(packer->filter.near, x - 1, width - 1, 0)
                                : (size_t)__builtin_ctzll(~near);
        size_t above = ~far == 0 ? count_alike(packer->filter.far, x, width, 0)
                                 : (size_t)__builtin_ctzll(~far);
        if (run >= LONG || (run > 0 && run + 1 >= above)) {
            add_match(packer, packer->run, PIXEL * run);
            x += run;
        } else {
            x = add_above(packer, x, above, 0);
        }
    }
}

// --- Rows ---

static void fill(uint64_t *bits, size_t count, bool value)
{
    memset(bits, value ? 0xff : 0, ROWS_WORDS(count) * sizeof *bits);
    bits[ROWS_WORDS(count) - 1] &= ~UINT64_C(0) >> (-count % 64); // none behind the last
}

// The row as its filter leaves it: bytes, and runs, of nothing for the most part.
static void add_filtered(struct packer *packer, int filter)
{
    const uint32_t *rest = packer->filter.rest;
    size_t width = packer->width;

    rows_match(rest, rest + 1, width - 1, packer->filter.near);
    *packer->next++ = deflate_byte((uint32_t)filter);
    *packer->next++ = deflate_pixel(rest[0] & 0xffffff);
    for (size_t x = 1; x < width;) {
        uint64_t near = window(packer->filter.near, x - 1);
        size_t end = MIN(x + (near == 0 ? 64 : (size_t)__builtin_ctzll(near)), width);
        for (; x < end; x++)
            *packer->next++ = deflate_pixel(rest[x] & 0xffffff);
        size_t run = x < width ? count_alike(packer->filter.near, x - 1, width - 1, 0) : 0;
        if (run > 0)
            add_match(packer, packer->run, PIXEL * run);
        x += run;
    }
}

static void read_row(struct packer *packer)
{
    struct filter *filter = &packer->filter;
    bool can_match = packer->can_repeat;
    int kind =
        filter_row(filter, packer->row, packer->y > 0 ? row_of(packer, packer->y - 1) : NULL);

    packer->bytes[0] = (uint8_t)kind;
    rows_pack(kind == FILTER_NONE ? packer->row : filter->rest, packer->width, packer->bytes + 1);
    packer->adler = libdeflate_adler32(DEFLATE_ADLER, packer->bytes, row_bytes(packer));
    packer->repeat = NULL;
    packer->can_repeat = kind == FILTER_NONE && row_bytes(packer) <= DEFLATE_FARTHEST;
    if (kind != FILTER_NONE) {
        add_filtered(packer, kind);
        return;
    }
    if (!can_match)
        fill(filter->far, packer->width, false);
    add_row(packer, false);
}

static bool is_as_above(const struct packer *packer)
{
    return packer->can_repeat && memcmp(packer->row, row_of(packer, packer->y - 1),
                                        packer->width * sizeof *packer->row) == 0;
}

// Where one row is as the one above, the next often is, too.
static void repeat_row(struct packer *packer)
{
    if (packer->repeat == NULL) {
        packer->repeat = packer->next;
        fill(packer->filter.far, packer->width, true);
        add_row(packer, true);
        packer->repeat_count = (size_t)(packer->next - packer->repeat);
        return;
    }
    memcpy(packer->next, packer->repeat, packer->repeat_count * sizeof *packer->next);
    packer->next += packer->repeat_count;
}

static void begin(struct packer *packer, const unsigned char *pixels, size_t stride, size_t rows)
{
    size_t most = rows * (packer->width + 1); // a token for each pixel and each filter

    if (packer->capacity < most) {
        g_free(packer->tokens);
        packer->tokens = g_new(uint64_t, most);
        packer->capacity = most;
    }
    packer->next = packer->tokens;
    packer->pixels = pixels;
    packer->stride = stride;
    packer->distance = 0;
    packer->can_repeat = false;
    packer->filter.is_plain = true;
    for (size_t i = 0; i < G_N_ELEMENTS(packer->seen); i++)
        packer->seen[i] = NOTHING_SEEN;
}

struct packed *packer_pack(struct packer *packer, const unsigned char *pixels, size_t stride,
                           int rows)
{
    uint32_t adler = DEFLATE_ADLER;

    begin(packer, pixels, stride, (size_t)rows);
    for (packer->y = 0; packer->y < (size_t)rows; packer->y++) {
        packer->row = row_of(packer, packer->y);
        packer->start = packer->y * row_bytes(packer) + 1;
        if (is_as_above(packer))
            repeat_row(packer);
        else
            read_row(packer);
        adler = deflate_join(adler, packer->adler, row_bytes(packer));
    }
    struct packed *packed = deflate_tokens(packer->tokens, (size_t)(packer->next - packer->tokens));
    packed->adler = adler;
    packed->raw = (size_t)rows * row_bytes(packer);
    return packed;
}
