// SPDX-License-Identifier: MIT
//
// SHA-256 (FIPS 180-4), by the processor's own instructions where it has them: GLib's takes a third
// of the time in which a poster is drawn.
#ifndef HAIBAO_BASE_DIGEST_H
#define HAIBAO_BASE_DIGEST_H

#include <stddef.h>
#include <stdint.h>

#define DIGEST_TEXT 65 // hex digits and the NUL

struct digest {
    uint32_t state[8];
    uint64_t bytes; // so far
    uint8_t block[64];
};

void digest_init(struct digest *digest);
void digest_add(struct digest *digest, const void *bytes, size_t size);

// A text with its length, so that two texts one after the other are not one longer one.
void digest_add_text(struct digest *digest, const char *text);

void digest_end(struct digest *digest, char text[DIGEST_TEXT]);

// Whole blocks of 64 bytes without special instructions, for other machines and for comparison.
void digest_take_plainly(uint32_t state[8], const uint8_t *bytes, size_t blocks);

// Of a whole file. 0, or errno.
int digest_file(const char *path, char text[DIGEST_TEXT]);

#endif
