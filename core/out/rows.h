// SPDX-License-Identifier: MIT
//
// Rows of a picture: from cairo's 32 bits a pixel to PNG's three bytes, and where two are alike.
// `pixels` are 0xXXRRGGBB in the machine's byte order.
#ifndef HAIBAO_OUT_ROWS_H
#define HAIBAO_OUT_ROWS_H

#include <stddef.h>
#include <stdint.h>

// `rgb` takes 3 * count bytes.
void rows_pack(const uint32_t *pixels, size_t count, uint8_t *rgb);

// A bit for each pixel, the first in the lowest of the first word: 1 where it has the colour of the
// other. Bits behind the last pixel are 0. `bits` takes ROWS_WORDS(count).
#define ROWS_WORDS(count) (((count) + 63) / 64)
void rows_match(const uint32_t *pixels, const uint32_t *others, size_t count, uint64_t *bits);

// The same without vector instructions, for other machines and for comparison.
void rows_pack_plainly(const uint32_t *pixels, size_t count, uint8_t *rgb);
void rows_match_plainly(const uint32_t *pixels, const uint32_t *others, size_t count,
                        uint64_t *bits);

#endif
