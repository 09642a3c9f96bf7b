// SPDX-License-Identifier: MIT
//
// zlib streams (RFC 1950) for PNG. Fast: isa-l at level 1, in pieces. Small: libdeflate at level 6,
// which takes all bytes at once and keeps them until then.
//
// The fast one's bytes depend on the vector unit of the machine, as isa-l has code for each; what
// they unpack to does not.
#ifndef HAIBAO_OUT_DEFLATE_H
#define HAIBAO_OUT_DEFLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "out/out.h"

struct deflate;

// `emit` takes the packed bytes, at most 128 KiB at a time.
struct deflate *deflate_new(enum compression compression, size_t total,
                            void (*emit)(void *data, const void *bytes, size_t size), void *data);
void deflate_free(struct deflate *deflate);

// `is_last` ends the stream. False if there is no memory.
bool deflate_add(struct deflate *deflate, const void *bytes, size_t size, bool is_last);

#endif
