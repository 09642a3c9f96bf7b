// SPDX-License-Identifier: MIT
//
// zlib streams (RFC 1950, RFC 1951) for PNG. Fast: in strips, each of which is packed alone, so
// that several can be at the same time, and one can stand in several streams; what of a strip
// repeats what comes before is for the caller to find (packer.h). Small: libdeflate at level 6,
// which takes all bytes at once.
#ifndef HAIBAO_OUT_DEFLATE_H
#define HAIBAO_OUT_DEFLATE_H

#include <stddef.h>
#include <stdint.h>

// A part of a stream, which begins and ends at whole bytes and refers to nothing before it. A
// stream is deflate_head, such parts, deflate_tail, and the Adler-32 of all in the order of big
// endian.
struct packed {
    uint32_t adler; // of what was packed
    size_t raw;     // bytes of it
    size_t size;
    uint8_t bytes[];
};

#define DEFLATE_ADLER 1u // of nothing
extern const uint8_t deflate_head[2], deflate_tail[2];

// The Adler-32 of what comes before a part and the part, of `raw` bytes.
uint32_t deflate_join(uint32_t adler, uint32_t part, size_t raw);

#define DEFLATE_SHORTEST 3u // bytes of a match
#define DEFLATE_LONGEST 258u
#define DEFLATE_FARTHEST 32768u // bytes before

// What a part is made of: a byte, the three bytes of a pixel, or a match: bytes that also stand
// some bytes before. Each is up to three symbols (the lowest ten bits: the first) and the extra
// bits of a distance (four bits that say how many, and these), so that all are counted and written
// in one way: which comes next is so hard to guess that a processor would be wrong at every other.
enum {
    DEFLATE_LENGTHS = 256,   // the symbol of a match of three bytes; those of bytes are these
    DEFLATE_DISTANCES = 512, // those of RFC 1951
    DEFLATE_NOTHING = DEFLATE_DISTANCES + 30,
    DEFLATE_SYMBOLS
};

static inline uint64_t deflate_byte(uint32_t value)
{
    return value | (uint64_t)DEFLATE_NOTHING << 10 | (uint64_t)DEFLATE_NOTHING << 20;
}

static inline uint64_t deflate_pixel(uint32_t colour)
{
    return colour >> 16 | (uint64_t)(colour >> 8 & 0xff) << 10 | (uint64_t)(colour & 0xff) << 20;
}

// RFC 1951, 3.2.5: each power of two of distances has two symbols; the rest are extra bits.
static inline uint64_t deflate_match(uint32_t length, uint32_t distance)
{
    uint32_t value = distance - 1, extra = 31 - (uint32_t)__builtin_clz(value | 2) - 1;
    uint64_t symbol = DEFLATE_DISTANCES + 2 * extra + (value >> extra);

    return (DEFLATE_LENGTHS - DEFLATE_SHORTEST + length) | symbol << 10 |
           (uint64_t)DEFLATE_NOTHING << 20 | (uint64_t)extra << 30 |
           (uint64_t)(value & ((UINT32_C(1) << extra) - 1)) << 34;
}

// Of the result `adler` and `raw` are the caller's to fill in. Freed by g_free.
struct packed *deflate_tokens(const uint64_t *tokens, size_t count);

// A whole stream, small. Freed by g_free; NULL if there is no memory.
uint8_t *deflate_small(const void *bytes, size_t size, size_t *packed_size);

#endif
