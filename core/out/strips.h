// SPDX-License-Identifier: MIT
//
// A sheet as strips of packed rows, each drawn and packed alone: one after the other, several at
// the same time, or not at all where a strip like it is still there from another sheet. The bytes
// are the same in every case.
#ifndef HAIBAO_OUT_STRIPS_H
#define HAIBAO_OUT_STRIPS_H

#include <cairo.h>

#include "draw/replay.h"
#include "out/deflate.h"

struct strip_sheet {
    const struct record *record;
    int width, height;          // pixels
    double scale;               // pixels per layout pixel
    struct replay_store *store; // or NULL
    struct strip_cache *strips; // or NULL
    unsigned threads;           // 0: one
};

// Called with each strip in turn, from the top.
typedef void strip_take(void *data, const struct packed *strip, bool is_last);

cairo_status_t strips_draw(const struct strip_sheet *sheet, strip_take *take, void *data);

// All rows as PNG has them before they are packed, each with its filter's byte. Freed by g_free;
// NULL with *status set.
uint8_t *strips_raw(const struct strip_sheet *sheet, size_t *size, cairo_status_t *status);

// Strips that were packed before, by their fingerprints. For one thread.
struct strip_cache;
struct strip_cache *strip_cache_new(void);
void strip_cache_free(struct strip_cache *cache);

#endif
