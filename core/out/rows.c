// SPDX-License-Identifier: MIT
#include "out/rows.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

void rows_pack_plainly(const uint32_t *pixels, size_t count, uint8_t *rgb)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t pixel = pixels[i];
        rgb[3 * i] = (uint8_t)(pixel >> 16);
        rgb[3 * i + 1] = (uint8_t)(pixel >> 8);
        rgb[3 * i + 2] = (uint8_t)pixel;
    }
}

// From the pixel `from` on; the bits of those before it are there.
static void match_from(const uint32_t *pixels, const uint32_t *others, size_t from, size_t count,
                       uint64_t *bits)
{
    for (size_t at = from; at < count; at++) {
        if (at % 64 == 0)
            bits[at / 64] = 0;
        bits[at / 64] |= (uint64_t)((pixels[at] ^ others[at]) << 8 == 0) << at % 64;
    }
}

void rows_match_plainly(const uint32_t *pixels, const uint32_t *others, size_t count,
                        uint64_t *bits)
{
    match_from(pixels, others, 0, count, bits);
}

#if defined(__x86_64__)

// Four pixels become the lower 12 bytes of a register: 16 are stored, the last 4 of which the next
// store overwrites.
__attribute__((target("ssse3"))) static size_t pack_by_shuffle(const uint32_t *pixels, size_t count,
                                                               uint8_t *rgb)
{
    const __m128i order = _mm_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1);
    size_t done = 0;

    for (; done + 6 <= count; done += 4) { // 16 bytes are room for five pixels and a third
        __m128i four = _mm_loadu_si128((const __m128i *)(const void *)(pixels + done));
        _mm_storeu_si128((__m128i *)(void *)(rgb + 3 * done), _mm_shuffle_epi8(four, order));
    }
    return done;
}

// The same for eight: the two halves of a register each become 12 bytes, which are then moved
// together.
__attribute__((target("avx2"))) static size_t pack_by_eights(const uint32_t *pixels, size_t count,
                                                             uint8_t *rgb)
{
    const __m256i order = _mm256_broadcastsi128_si256(
        _mm_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1));
    const __m256i together = _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 3, 7);
    size_t done = 0;

    for (; done + 11 <= count; done += 8) { // 32 bytes are room for ten pixels and two thirds
        __m256i eight = _mm256_loadu_si256((const __m256i *)(const void *)(pixels + done));
        eight = _mm256_permutevar8x32_epi32(_mm256_shuffle_epi8(eight, order), together);
        _mm256_storeu_si256((__m256i *)(void *)(rgb + 3 * done), eight);
    }
    return done;
}

void rows_pack(const uint32_t *pixels, size_t count, uint8_t *rgb)
{
    size_t done = __builtin_cpu_supports("avx2")    ? pack_by_eights(pixels, count, rgb)
                  : __builtin_cpu_supports("ssse3") ? pack_by_shuffle(pixels, count, rgb)
                                                    : 0;
    rows_pack_plainly(pixels + done, count - done, rgb + 3 * done);
}

// Which of eight pixels are those of the others, whatever their upper bytes are.
__attribute__((target("avx2"))) static uint64_t match_eight(const uint32_t *pixels,
                                                            const uint32_t *others)
{
    __m256i one = _mm256_loadu_si256((const __m256i *)(const void *)pixels);
    __m256i other = _mm256_loadu_si256((const __m256i *)(const void *)others);
    __m256i rest = _mm256_slli_epi32(_mm256_xor_si256(one, other), 8);
    __m256i is_same = _mm256_cmpeq_epi32(rest, _mm256_setzero_si256());
    return (uint64_t)_mm256_movemask_ps(_mm256_castsi256_ps(is_same));
}

// Those that are eights. Returns how many pixels these are.
__attribute__((target("avx2"))) static size_t
match_by_eights(const uint32_t *pixels, const uint32_t *others, size_t count, uint64_t *bits)
{
    size_t at = 0;

    for (; at + 64 <= count; at += 64) {
        uint64_t word = 0;
        for (size_t i = 0; i < 64; i += 8)
            word |= match_eight(pixels + at + i, others + at + i) << i;
        bits[at / 64] = word;
    }
    if (at < count)
        bits[at / 64] = 0;
    for (; at + 8 <= count; at += 8)
        bits[at / 64] |= match_eight(pixels + at, others + at) << at % 64;
    return at;
}

void rows_match(const uint32_t *pixels, const uint32_t *others, size_t count, uint64_t *bits)
{
    size_t done = 0;

    if (__builtin_cpu_supports("avx2"))
        done = match_by_eights(pixels, others, count, bits);
    match_from(pixels, others, done, count, bits);
}

#else

void rows_match(const uint32_t *pixels, const uint32_t *others, size_t count, uint64_t *bits)
{
    rows_match_plainly(pixels, others, count, bits);
}

void rows_pack(const uint32_t *pixels, size_t count, uint8_t *rgb)
{
    rows_pack_plainly(pixels, count, rgb);
}

#endif
