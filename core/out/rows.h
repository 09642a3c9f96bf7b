// SPDX-License-Identifier: MIT
//
// Rows of a picture from cairo's 32 bits a pixel to PNG's three bytes.
#ifndef HAIBAO_OUT_ROWS_H
#define HAIBAO_OUT_ROWS_H

#include <stddef.h>
#include <stdint.h>

// `pixels` are 0xXXRRGGBB in the machine's byte order; `rgb` takes 3 * count bytes.
void rows_pack(const uint32_t *pixels, size_t count, uint8_t *rgb);

// The same without vector instructions, for other machines and for comparison.
void rows_pack_plainly(const uint32_t *pixels, size_t count, uint8_t *rgb);

#endif
