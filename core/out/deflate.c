// SPDX-License-Identifier: MIT
#include "out/deflate.h"

#include <glib.h>
#include <libdeflate.h>
#include <stdbool.h>
#include <string.h>

#include "out/prefix.h"

#define SMALL_LEVEL 6
#define ADLER_BASE 65521u

#define END 256         // of a block
#define LENGTHS 257     // the first symbol of a length
#define LITERALS 286    // symbols of bytes, end and lengths
#define DISTANCES 30    // symbols
#define CODE_SYMBOLS 19 // of the code for the lengths of codes
#define CODE_LONGEST 7
#define LAST_LENGTH (DEFLATE_LENGTHS + DEFLATE_LONGEST - DEFLATE_SHORTEST)
#define HEAD_BYTES 600 // more than the codes of a block take

const uint8_t deflate_head[2] = {0x78, 0x01}; // 32 KiB of window, the fastest of levels
const uint8_t deflate_tail[2] = {0x03, 0x00}; // a last block without anything

// As in RFC 1950: two sums modulo 65521, the second of which adds up the first.
uint32_t deflate_join(uint32_t adler, uint32_t part, size_t raw)
{
    uint64_t first = adler & 0xffff, second = adler >> 16;
    uint64_t next_first = part & 0xffff, next_second = part >> 16;
    uint64_t length = raw % ADLER_BASE;
    uint64_t low = (first + next_first + ADLER_BASE - 1) % ADLER_BASE;
    uint64_t high =
        (second + next_second + length * ((first + ADLER_BASE - 1) % ADLER_BASE)) % ADLER_BASE;

    return (uint32_t)(high << 16 | low);
}

// --- Bits ---

struct bits {
    uint8_t *at;
    uint64_t held; // not yet written, the first in the lowest
    unsigned count;
};

// At most 57 bits between two flushes.
static inline void put(struct bits *bits, uint64_t value, unsigned count)
{
    bits->held |= value << bits->count;
    bits->count += count;
}

// Writes whole bytes, and up to eight behind them, which the next ones replace.
static inline void flush(struct bits *bits)
{
    uint64_t bytes = GUINT64_TO_LE(bits->held);

    memcpy(bits->at, &bytes, sizeof bytes);
    bits->at += bits->count >> 3;
    bits->held >>= bits->count & ~7u;
    bits->count &= 7;
}

// --- The codes of a block ---

struct code {
    uint64_t bits; // the first in the lowest
    uint32_t count;
};

struct block {
    uint32_t counts[DEFLATE_SYMBOLS + 1];
    struct code codes[DEFLATE_SYMBOLS]; // of a length: with its extra bits
    uint32_t literals[LITERALS];        // counts
    struct prefix literal[LITERALS], distance[DISTANCES];
};

static unsigned symbol_of(uint64_t token, unsigned which)
{
    return token >> (10 * which) & 0x3ff;
}

static unsigned extra_of(uint64_t token)
{
    return token >> 30 & 0xf;
}

// RFC 1951, 3.2.5: each power of two of lengths has four symbols; the rest are extra bits.
static unsigned extra_of_length(unsigned symbol)
{
    return symbol < LENGTHS + 8 || symbol == LITERALS - 1 ? 0 : (symbol - LENGTHS) / 4 - 1;
}

static void count_tokens(struct block *block, const uint64_t *tokens, size_t count)
{
    uint32_t *counts = block->counts, *distances = counts + DEFLATE_DISTANCES;

    for (size_t i = 0; i < count; i++)
        for (unsigned k = 0; k < 3; k++)
            counts[symbol_of(tokens[i], k)]++;
    memcpy(block->literals, counts, END * sizeof *counts);
    block->literals[END] = 1;

    const uint32_t *length = counts + DEFLATE_LENGTHS;
    block->literals[LITERALS - 1] = counts[LAST_LENGTH];
    for (unsigned symbol = LENGTHS; symbol < LITERALS - 1; symbol++)
        for (unsigned i = 0; i < 1u << extra_of_length(symbol) && length < counts + LAST_LENGTH;
             i++)
            block->literals[symbol] += *length++;
    // A code of one symbol, or of none, is no tree.
    distances[0]++;
    distances[1]++;
}

static void make_codes(struct block *block)
{
    struct code *codes = block->codes;

    prefix_codes(block->literal, block->literals, LITERALS, PREFIX_LONGEST);
    prefix_codes(block->distance, block->counts + DEFLATE_DISTANCES, DISTANCES, PREFIX_LONGEST);
    for (unsigned i = 0; i < DEFLATE_LENGTHS; i++)
        codes[i] = (struct code){block->literal[i].bits, block->literal[i].length};
    struct code *length = codes + DEFLATE_LENGTHS;
    for (unsigned symbol = LENGTHS; symbol < LITERALS - 1; symbol++) {
        struct prefix prefix = block->literal[symbol];
        unsigned extra = extra_of_length(symbol);
        for (unsigned i = 0; i < 1u << extra && length < codes + LAST_LENGTH; i++)
            *length++ = (struct code){prefix.bits | i << prefix.length, prefix.length + extra};
    }
    codes[LAST_LENGTH] =
        (struct code){block->literal[LITERALS - 1].bits, block->literal[LITERALS - 1].length};
    for (unsigned i = 0; i < DISTANCES; i++)
        codes[DEFLATE_DISTANCES + i] =
            (struct code){block->distance[i].bits, block->distance[i].length};
    codes[DEFLATE_NOTHING] = (struct code){0, 0};
}

// The lengths of both codes in a row, as symbols: a length as it is, or 16 (the last one again), 17
// and 18 (none) with how often, each with its bits above its number.
struct lengths {
    uint16_t symbols[LITERALS + DISTANCES];
    unsigned count, literals, distances;
};

static unsigned count_repeats(const struct prefix *codes, unsigned count, unsigned most)
{
    unsigned repeats = 1;

    while (repeats < count && repeats < most && codes[repeats].length == codes[0].length)
        repeats++;
    return repeats;
}

static void add_lengths(struct lengths *to, const struct prefix *codes, unsigned count)
{
    for (unsigned i = 0; i < count;) {
        bool is_none = codes[i].length == 0;
        unsigned repeats = count_repeats(codes + i, count - i, is_none ? 138 : 7);
        unsigned symbol = codes[i].length, taken = 1;
        if (is_none && repeats >= 11) {
            symbol = 18 | (repeats - 11) << 8;
            taken = repeats;
        } else if (is_none && repeats >= 3) {
            symbol = 17 | (repeats - 3) << 8;
            taken = repeats;
        } else if (repeats >= 4) {
            to->symbols[to->count++] = (uint16_t)symbol;
            symbol = 16 | (repeats - 4) << 8;
            taken = repeats;
        }
        to->symbols[to->count++] = (uint16_t)symbol;
        i += taken;
    }
}

static unsigned trim(const struct prefix *codes, unsigned count, unsigned least)
{
    while (count > least && codes[count - 1].length == 0)
        count--;
    return count;
}

static void put_codes(struct bits *bits, const struct block *block)
{
    static const uint8_t order[CODE_SYMBOLS] = {16, 17, 18, 0, 8,  7, 9,  6, 10, 5,
                                                11, 4,  12, 3, 13, 2, 14, 1, 15};
    struct lengths lengths = {.literals = trim(block->literal, LITERALS, LENGTHS),
                              .distances = trim(block->distance, DISTANCES, 1)};
    uint32_t counts[CODE_SYMBOLS] = {0};
    struct prefix code[CODE_SYMBOLS];
    unsigned last = CODE_SYMBOLS;

    add_lengths(&lengths, block->literal, lengths.literals);
    add_lengths(&lengths, block->distance, lengths.distances);
    for (unsigned i = 0; i < lengths.count; i++)
        counts[lengths.symbols[i] & 0xff]++;
    prefix_codes(code, counts, CODE_SYMBOLS, CODE_LONGEST);
    while (last > 4 && code[order[last - 1]].length == 0)
        last--;
    put(bits, 0x4, 3); // not the last block, its own codes
    put(bits, lengths.literals - LENGTHS, 5);
    put(bits, lengths.distances - 1, 5);
    put(bits, last - 4, 4);
    flush(bits);
    for (unsigned i = 0; i < last; i++) {
        put(bits, code[order[i]].length, 3);
        flush(bits);
    }
    for (unsigned i = 0; i < lengths.count; i++) {
        static const uint8_t extra[3] = {2, 3, 7};
        unsigned symbol = lengths.symbols[i] & 0xff;
        put(bits, code[symbol].bits, code[symbol].length);
        if (symbol >= 16)
            put(bits, lengths.symbols[i] >> 8, extra[symbol - 16]);
        flush(bits);
    }
}

static size_t count_bits(const struct block *block)
{
    size_t bits = block->literal[END].length;

    for (unsigned i = 0; i < DEFLATE_SYMBOLS; i++)
        bits += (size_t)block->counts[i] * block->codes[i].count;
    for (unsigned i = 4; i < DISTANCES; i++)
        bits += (size_t)block->counts[DEFLATE_DISTANCES + i] * (i / 2 - 1);
    return bits;
}

// --- The block ---

// A token's bits are put together before they join what came before, which the next token waits
// for.
static inline struct code code_token(const struct block *block, uint64_t token)
{
    struct code one = block->codes[symbol_of(token, 0)], two = block->codes[symbol_of(token, 1)],
                three = block->codes[symbol_of(token, 2)];
    unsigned both = one.count + two.count, all = both + three.count;

    return (struct code){one.bits | two.bits << one.count | three.bits << both | token >> 34 << all,
                         all + extra_of(token)};
}

static void put_tokens(struct bits *bits, const struct block *block, const uint64_t *tokens,
                       size_t count)
{
    struct bits own = *bits; // in registers: what is written could else be a part of it

    for (size_t i = 0; i < count; i++) {
        struct code code = code_token(block, tokens[i]);
        put(&own, code.bits, code.count);
        flush(&own);
    }
    put(&own, block->literal[END].bits, block->literal[END].length);
    flush(&own);
    *bits = own;
}

struct packed *deflate_tokens(const uint64_t *tokens, size_t count)
{
    struct block block = {.counts = {0}};
    uint8_t head[HEAD_BYTES];
    struct bits bits = {.at = head};

    count_tokens(&block, tokens, count);
    make_codes(&block);
    put_codes(&bits, &block);
    size_t done = (size_t)(bits.at - head);
    struct packed *packed =
        g_malloc(sizeof *packed + done + count_bits(&block) / 8 + 4 * sizeof bits.held);
    memcpy(packed->bytes, head, done);
    bits.at = packed->bytes + done;
    put_tokens(&bits, &block, tokens, count);
    // A stored block of no bytes, which begins at a whole byte and so ends at one.
    put(&bits, 0, 3);
    put(&bits, 0, -bits.count & 7);
    flush(&bits);
    put(&bits, 0xffff0000, 32);
    flush(&bits);
    packed->size = (size_t)(bits.at - packed->bytes);
    return packed;
}

uint8_t *deflate_small(const void *bytes, size_t size, size_t *packed_size)
{
    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(SMALL_LEVEL);

    if (compressor == NULL)
        return NULL;
    size_t bound = libdeflate_zlib_compress_bound(compressor, size);
    uint8_t *packed = g_try_malloc(bound);
    *packed_size = 0;
    if (packed != NULL)
        *packed_size = libdeflate_zlib_compress(compressor, bytes, size, packed, bound);
    libdeflate_free_compressor(compressor);
    if (*packed_size > 0)
        return packed;
    g_free(packed);
    return NULL;
}
