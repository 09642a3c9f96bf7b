// SPDX-License-Identifier: MIT
#include "out/deflate.h"

#include <glib.h>
#include <isa-l/igzip_lib.h>
#include <libdeflate.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define PIECE (128u << 10)
#define SMALL_LEVEL 6

struct deflate {
    enum compression compression;
    void (*emit)(void *data, const void *bytes, size_t size);
    void *data;

    // Fast.
    struct isal_zstream *stream;
    uint8_t *level_buffer, *piece;

    // Small.
    uint8_t *raw;
    size_t raw_size, raw_room;
};

struct deflate *deflate_new(enum compression compression, size_t total,
                            void (*emit)(void *data, const void *bytes, size_t size), void *data)
{
    struct deflate *deflate = g_new0(struct deflate, 1);

    deflate->compression = compression;
    deflate->emit = emit;
    deflate->data = data;
    if (compression == COMPRESS_SMALL) {
        deflate->raw = g_try_malloc(total);
        deflate->raw_room = deflate->raw == NULL ? 0 : total;
        return deflate;
    }
    deflate->stream = g_new(struct isal_zstream, 1);
    deflate->level_buffer = g_malloc(ISAL_DEF_LVL1_DEFAULT);
    deflate->piece = g_malloc(PIECE);
    isal_deflate_init(deflate->stream);
    deflate->stream->level = 1;
    deflate->stream->level_buf = deflate->level_buffer;
    deflate->stream->level_buf_size = ISAL_DEF_LVL1_DEFAULT;
    deflate->stream->gzip_flag = IGZIP_ZLIB;
    deflate->stream->next_out = deflate->piece;
    deflate->stream->avail_out = PIECE;
    return deflate;
}

void deflate_free(struct deflate *deflate)
{
    if (deflate == NULL)
        return;
    g_free(deflate->stream);
    g_free(deflate->level_buffer);
    g_free(deflate->piece);
    g_free(deflate->raw);
    g_free(deflate);
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

static void emit_piece(struct deflate *deflate)
{
    size_t size = PIECE - deflate->stream->avail_out;

    if (size > 0)
        deflate->emit(deflate->data, deflate->piece, size);
    deflate->stream->next_out = deflate->piece;
    deflate->stream->avail_out = PIECE;
}

static bool add_fast(struct deflate *deflate, const uint8_t *bytes, size_t size, bool is_last)
{
    struct isal_zstream *stream = deflate->stream;

    // The library only reads what it is given, but the field has no const.
    union {
        const uint8_t *kept;
        uint8_t *given;
    } input = {.kept = bytes};
    stream->next_in = input.given;
    stream->avail_in = (uint32_t)size;
    stream->end_of_stream = is_last;
    for (;;) {
        int status = isal_deflate(stream);
        leave_vectors();
        if (status != COMP_OK)
            return false;
        if (stream->avail_out == 0) {
            emit_piece(deflate);
            continue;
        }
        if (!is_last && stream->avail_in == 0)
            return true;
        if (stream->internal_state.state == ZSTATE_END) {
            emit_piece(deflate);
            return true;
        }
    }
}

static bool add_small(struct deflate *deflate, const uint8_t *bytes, size_t size, bool is_last)
{
    if (size > deflate->raw_room - deflate->raw_size)
        return false;
    memcpy(deflate->raw + deflate->raw_size, bytes, size);
    deflate->raw_size += size;
    if (!is_last)
        return true;

    struct libdeflate_compressor *compressor = libdeflate_alloc_compressor(SMALL_LEVEL);
    if (compressor == NULL)
        return false;
    size_t bound = libdeflate_zlib_compress_bound(compressor, deflate->raw_size);
    uint8_t *packed = g_try_malloc(bound);
    size_t packed_size = 0;
    if (packed != NULL)
        packed_size =
            libdeflate_zlib_compress(compressor, deflate->raw, deflate->raw_size, packed, bound);
    for (size_t at = 0; at < packed_size; at += PIECE)
        deflate->emit(deflate->data, packed + at, MIN(PIECE, packed_size - at));
    g_free(packed);
    libdeflate_free_compressor(compressor);
    return packed_size > 0;
}

bool deflate_add(struct deflate *deflate, const void *bytes, size_t size, bool is_last)
{
    if (deflate->compression == COMPRESS_SMALL)
        return add_small(deflate, bytes, size, is_last);
    return add_fast(deflate, bytes, size, is_last);
}
