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

#else

void rows_pack(const uint32_t *pixels, size_t count, uint8_t *rgb)
{
    rows_pack_plainly(pixels, count, rgb);
}

#endif
