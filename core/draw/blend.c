// SPDX-License-Identifier: MIT
#include "draw/blend.h"

#include <stdbool.h>
#include <string.h>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

#define ALL 255u // a cover, or an alpha

// A product of two bytes, or the sum of two whose other factors make at most 255, by 255, rounded.
static uint32_t divided(uint32_t product)
{
    product += 128;
    return (product + (product >> 8)) >> 8;
}

static uint32_t blend(uint32_t there, uint32_t ink, uint8_t cover)
{
    uint32_t left = ALL - divided((ink >> 24) * cover), blended = 0;

    for (int part = 0; part < 32; part += 8)
        blended |= divided((ink >> part & ALL) * cover + (there >> part & ALL) * left) << part;
    return blended;
}

void blend_cover_plainly(uint32_t *to, uint32_t ink, const uint8_t *cover, size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[i] = blend(to[i], ink, cover[i]);
}

static void blend_evenly_plainly(uint32_t *to, uint32_t ink, uint8_t cover, size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[i] = blend(to[i], ink, cover);
}

#if defined(__x86_64__)

#define AVX2 __attribute__((target("avx2")))

AVX2 static __m256i divide_eights(__m256i products)
{
    products = _mm256_add_epi16(products, _mm256_set1_epi16(128));
    return _mm256_srli_epi16(_mm256_add_epi16(products, _mm256_srli_epi16(products, 8)), 8);
}

// What the ink leaves of each of sixteen pixels.
AVX2 static __m128i shares_left(__m128i cover, uint32_t ink)
{
    const __m128i all = _mm_set1_epi8((char)ALL);

    if (ink >> 24 == ALL)
        return _mm_sub_epi8(all, cover);
    __m256i alpha = _mm256_set1_epi16((short)(ink >> 24));
    __m256i taken = divide_eights(_mm256_mullo_epi16(_mm256_cvtepu8_epi16(cover), alpha));
    return _mm_sub_epi8(
        all, _mm_packus_epi16(_mm256_castsi256_si128(taken), _mm256_extracti128_si256(taken, 1)));
}

// Eight pixels; of cover and left the lower eight bytes.
AVX2 static void blend_eight(uint32_t *to, __m256i inks, __m128i cover, __m128i left)
{
    const __m256i zero = _mm256_setzero_si256(),
                  fourfold = _mm256_broadcastsi128_si256(
                      _mm_setr_epi8(0, 0, 0, 0, 4, 4, 4, 4, 8, 8, 8, 8, 12, 12, 12, 12));
    __m256i there = _mm256_loadu_si256((const __m256i *)(const void *)to);
    __m256i covers = _mm256_shuffle_epi8(_mm256_cvtepu8_epi32(cover), fourfold);
    __m256i lefts = _mm256_shuffle_epi8(_mm256_cvtepu8_epi32(left), fourfold);
    __m256i low = _mm256_add_epi16(
        _mm256_mullo_epi16(inks, _mm256_unpacklo_epi8(covers, zero)),
        _mm256_mullo_epi16(_mm256_unpacklo_epi8(there, zero), _mm256_unpacklo_epi8(lefts, zero)));
    __m256i high = _mm256_add_epi16(
        _mm256_mullo_epi16(inks, _mm256_unpackhi_epi8(covers, zero)),
        _mm256_mullo_epi16(_mm256_unpackhi_epi8(there, zero), _mm256_unpackhi_epi8(lefts, zero)));

    there = _mm256_packus_epi16(divide_eights(low), divide_eights(high));
    _mm256_storeu_si256((__m256i *)(void *)to, there);
}

AVX2 static __m256i inks_of(uint32_t ink)
{
    return _mm256_unpacklo_epi8(_mm256_set1_epi32((int)ink), _mm256_setzero_si256());
}

// Up to eight pixels.
AVX2 static void blend_few(uint32_t *to, __m256i inks, __m128i cover, __m128i left, size_t count)
{
    const __m256i places = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    __m256i mask = _mm256_cmpgt_epi32(_mm256_set1_epi32((int)count), places);
    uint32_t few[8];

    _mm256_storeu_si256((__m256i *)(void *)few, _mm256_maskload_epi32((const int *)to, mask));
    blend_eight(few, inks, cover, left);
    _mm256_maskstore_epi32((int *)to, mask, _mm256_loadu_si256((const __m256i *)(void *)few));
}

// Fewer than sixteen pixels.
AVX2 static void blend_rest(uint32_t *to, uint32_t ink, __m128i cover, size_t count)
{
    const __m256i inks = inks_of(ink);
    __m128i left = shares_left(cover, ink);

    if (count >= 8) {
        blend_eight(to, inks, cover, left);
        to += 8;
        count -= 8;
        cover = _mm_srli_si128(cover, 8);
        left = _mm_srli_si128(left, 8);
    }
    if (count > 0)
        blend_few(to, inks, cover, left, count);
}

// Most of a mask is empty or full.
AVX2 static void blend_cover_by_eights(uint32_t *to, uint32_t ink, const uint8_t *cover,
                                       size_t count)
{
    const __m256i inks = inks_of(ink), whole = _mm256_set1_epi32((int)ink);
    size_t done = 0;

    for (; done + 16 <= count; done += 16) {
        __m128i covers = _mm_loadu_si128((const __m128i *)(const void *)(cover + done));
        if (_mm_testz_si128(covers, covers))
            continue;
        if (ink >> 24 == ALL && _mm_test_all_ones(covers)) {
            _mm256_storeu_si256((__m256i *)(void *)(to + done), whole);
            _mm256_storeu_si256((__m256i *)(void *)(to + done + 8), whole);
            continue;
        }
        __m128i left = shares_left(covers, ink);
        blend_eight(to + done, inks, covers, left);
        blend_eight(to + done + 8, inks, _mm_srli_si128(covers, 8), _mm_srli_si128(left, 8));
    }
    if (done < count) {
        uint8_t rest[16] = {0};
        memcpy(rest, cover + done, count - done);
        blend_rest(to + done, ink, _mm_loadu_si128((const __m128i *)(const void *)rest),
                   count - done);
    }
}

AVX2 static void blend_evenly_by_eights(uint32_t *to, uint32_t ink, uint8_t cover, size_t count)
{
    const __m128i covers = _mm_set1_epi8((char)cover), left = shares_left(covers, ink);
    const __m256i inks = inks_of(ink);
    size_t done = 0;

    for (; done + 8 <= count; done += 8)
        blend_eight(to + done, inks, covers, left);
    if (done < count)
        blend_few(to + done, inks, covers, left, count - done);
}

static bool has_eights(void)
{
    return __builtin_cpu_supports("avx2");
}

#else

static void blend_cover_by_eights(uint32_t *to, uint32_t ink, const uint8_t *cover, size_t count)
{
    (void)to, (void)ink, (void)cover, (void)count;
}

static void blend_evenly_by_eights(uint32_t *to, uint32_t ink, uint8_t cover, size_t count)
{
    (void)to, (void)ink, (void)cover, (void)count;
}

static bool has_eights(void)
{
    return false;
}

#endif

void blend_cover(uint32_t *to, uint32_t ink, const uint8_t *cover, size_t count)
{
    if (has_eights())
        blend_cover_by_eights(to, ink, cover, count);
    else
        blend_cover_plainly(to, ink, cover, count);
}

void blend_evenly(uint32_t *to, uint32_t ink, uint8_t cover, size_t count)
{
    if (cover == 0)
        return;
    if (cover == ALL && ink >> 24 == ALL) {
        for (size_t i = 0; i < count; i++)
            to[i] = ink;
        return;
    }
    if (has_eights())
        blend_evenly_by_eights(to, ink, cover, count);
    else
        blend_evenly_plainly(to, ink, cover, count);
}
