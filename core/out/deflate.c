// SPDX-License-Identifier: MIT
#include "out/deflate.h"

#include <glib.h>
#include <isa-l/igzip_lib.h>
#include <libdeflate.h>
#include <stdbool.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define SMALL_LEVEL 6
#define ADLER_BASE 65521u
#define HEAD_BYTES 16 // of a strip, stored as they are

const uint8_t deflate_head[2] = {0x78, 0x01}; // 32 KiB of window, the fastest of levels
const uint8_t deflate_tail[2] = {0x03, 0x00}; // a last block without anything

struct packer {
    struct isal_zstream stream;
    uint8_t level_buffer[ISAL_DEF_LVL1_DEFAULT];
};

struct packer *packer_new(void)
{
    struct packer *packer = g_new(struct packer, 1);

    isal_deflate_init(&packer->stream);
    packer->stream.level = 1;
    packer->stream.level_buf = packer->level_buffer;
    packer->stream.level_buf_size = sizeof packer->level_buffer;
    return packer;
}

void packer_free(struct packer *packer)
{
    g_free(packer);
}

// isa-l leaves the upper halves of the vector registers in use, after which the older SSE code of
// pixman, which draws the next band, runs at half its speed.
#if defined(__x86_64__)
__attribute__((target("avx"))) static void clear_vectors(void)
{
    _mm256_zeroupper();
}

static void leave_vectors(void)
{
    if (__builtin_cpu_supports("avx"))
        clear_vectors();
}
#else
static void leave_vectors(void)
{
}
#endif

// Appends what is packed of the next bytes to packed, which grows; NULL, and all freed, if it
// fails.
static struct packed *pack_part(struct isal_zstream *stream, struct packed *packed, size_t size,
                                uint16_t flush, size_t *room)
{
    stream->avail_in = (uint32_t)size;
    stream->flush = flush;
    for (;;) {
        if (isal_deflate(stream) != COMP_OK) {
            g_free(packed);
            return NULL;
        }
        if (stream->avail_out > 0)
            return packed;
        size_t done = *room;
        *room *= 2;
        packed = g_realloc(packed, sizeof *packed + *room);
        stream->next_out = packed->bytes + done;
        stream->avail_out = (uint32_t)(*room - done);
    }
}

// The first bytes as a stored block (RFC 1951, 3.2.4). Returns its length.
static size_t store_head(uint8_t *to, const void *bytes, size_t size)
{
    const uint8_t lengths[] = {0, (uint8_t)size, 0, (uint8_t)~size, 0xff};

    memcpy(to, lengths, sizeof lengths);
    memcpy(to + sizeof lengths, bytes, size);
    return sizeof lengths + size;
}

// isa-l 2.30 has a fault in its vector code for the first byte of a stream: it enters the hash of
// its own address in place of that of the data into its table, so that one match is found or not as
// the memory lies. Where bytes came before, which it is told as a dictionary, it does not.
struct packed *packer_pack(struct packer *packer, const void *bytes, size_t size)
{
    // The library only reads what it is given, but the field has no const.
    union {
        const void *kept;
        uint8_t *given;
    } input = {.kept = bytes};
    struct isal_zstream *stream = &packer->stream;
    size_t room = size / 4 + 4096, head = MIN(size, HEAD_BYTES);
    struct packed *packed = g_malloc(sizeof *packed + room);
    size_t stored = store_head(packed->bytes, bytes, head);

    isal_deflate_reset(stream);
    stream->gzip_flag = IGZIP_DEFLATE;
    stream->end_of_stream = 0;
    if (isal_deflate_set_dict(stream, input.given, (uint32_t)head) != COMP_OK) {
        g_free(packed);
        return NULL;
    }
    stream->next_in = input.given + head;
    stream->next_out = packed->bytes + stored;
    stream->avail_out = (uint32_t)(room - stored);
    packed = pack_part(stream, packed, size - head, FULL_FLUSH, &room);
    if (packed != NULL) {
        size_t used = room - stream->avail_out;
        packed = g_realloc(packed, sizeof *packed + used); // it may be kept
        packed->size = used;
        packed->raw = size;
        // isa-l's own takes five times as long.
        packed->adler = libdeflate_adler32(DEFLATE_ADLER, bytes, size);
    }
    leave_vectors();
    return packed;
}

// As in RFC 1950: two sums modulo 65521, the second of which adds up the first.
uint32_t deflate_join(uint32_t adler, const struct packed *part)
{
    uint64_t first = adler & 0xffff, second = adler >> 16;
    uint64_t next_first = part->adler & 0xffff, next_second = part->adler >> 16;
    uint64_t length = part->raw % ADLER_BASE;
    uint64_t low = (first + next_first + ADLER_BASE - 1) % ADLER_BASE;
    uint64_t high =
        (second + next_second + length * ((first + ADLER_BASE - 1) % ADLER_BASE)) % ADLER_BASE;

    return (uint32_t)(high << 16 | low);
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
