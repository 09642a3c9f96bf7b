// SPDX-License-Identifier: MIT
//
// One colour over pixels, through a cover: Porter and Duff's "over", "Compositing Digital Images"
// (1984). Pixels and inks are premultiplied, alpha first in a word; covers go from 0 to 255.
#ifndef HAIBAO_DRAW_BLEND_H
#define HAIBAO_DRAW_BLEND_H

#include <stddef.h>
#include <stdint.h>

// Each pixel through a cover of its own.
void blend_cover(uint32_t *to, uint32_t ink, const uint8_t *cover, size_t count);
void blend_cover_plainly(uint32_t *to, uint32_t ink, const uint8_t *cover, size_t count); // to test

// All through the same.
void blend_evenly(uint32_t *to, uint32_t ink, uint8_t cover, size_t count);

#endif
