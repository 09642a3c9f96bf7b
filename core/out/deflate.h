// SPDX-License-Identifier: MIT
//
// zlib streams (RFC 1950) for PNG. Fast: isa-l at level 1, in strips, each of which is packed
// alone, so that several can be at the same time, and one can stand in several streams. Small:
// libdeflate at level 6, which takes all bytes at once.
//
// The fast one's bytes depend on the vector unit of the machine, as isa-l has code for each; what
// they unpack to does not.
#ifndef HAIBAO_OUT_DEFLATE_H
#define HAIBAO_OUT_DEFLATE_H

#include <stddef.h>
#include <stdint.h>

// A part of a stream, which begins and ends at whole bytes and refers to nothing before it. A
// stream is deflate_head, such parts, deflate_tail, and the Adler-32 of all in the order of big
// endian.
struct packed {
    uint32_t adler; // of what was packed
    size_t raw;     // bytes of it
    size_t size;
    uint8_t bytes[];
};

#define DEFLATE_ADLER 1u // of nothing
extern const uint8_t deflate_head[2], deflate_tail[2];

// The Adler-32 of what comes before a part and the part.
uint32_t deflate_join(uint32_t adler, const struct packed *part);

// For one thread.
struct packer;
struct packer *packer_new(void);
void packer_free(struct packer *packer);

// Freed by g_free; NULL where packing fails.
struct packed *packer_pack(struct packer *packer, const void *bytes, size_t size);

// A whole stream, small. Freed by g_free; NULL if there is no memory.
uint8_t *deflate_small(const void *bytes, size_t size, size_t *packed_size);

#endif
