// SPDX-License-Identifier: MIT
//
// What PDF must know of a font in the Compact Font Format (Adobe Technical Note 5176).
#ifndef HAIBAO_OUT_CFF_H
#define HAIBAO_OUT_CFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The character identifiers (CIDs) of a CID-keyed font's glyphs 0 to count - 1. False where the
// font is not CID-keyed, so that the glyphs' numbers serve (ISO 32000-1, 9.7.4.2), or is broken.
bool cff_read_charset(const uint8_t *cff, size_t size, uint16_t *cids, unsigned count);

#endif
