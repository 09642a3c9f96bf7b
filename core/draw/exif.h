// SPDX-License-Identifier: MIT
//
// The one thing that we want from a photograph's Exif data: which way up it is.
#ifndef HAIBAO_DRAW_EXIF_H
#define HAIBAO_DRAW_EXIF_H

#include <stddef.h>
#include <stdint.h>

// The orientation of a JPEG file, 1..8 as in Exif 2.3, 4.6.4 A; 1 where there is none or where the
// data are not in order.
int exif_orientation(const uint8_t *jpeg, size_t size);

#endif
