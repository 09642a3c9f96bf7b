// SPDX-License-Identifier: MIT
//
// A chain of zeroed chunks, each handed out from its front. What is large gets a chunk of its own.
#include "base/arena.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>

// Under the address sanitizer every allocation is a chunk, so that an overrun is seen.
#if defined(__SANITIZE_ADDRESS__)
#define CHUNK_BYTES ((size_t)0)
#else
#define CHUNK_BYTES ((size_t)32 << 10)
#endif

#define ALIGNMENT ((size_t)16)

struct chunk {
    struct chunk *next;
    size_t size, used;
    _Alignas(16) unsigned char bytes[];
};

struct arena {
    struct chunk *first;
    size_t taken; // by all chunks
};

_Static_assert(_Alignof(max_align_t) <= ALIGNMENT, "any type fits the alignment");

struct arena *arena_new(void)
{
    return g_new0(struct arena, 1);
}

void arena_free(struct arena *arena)
{
    if (arena == NULL)
        return;
    for (struct chunk *chunk = arena->first, *next; chunk != NULL; chunk = next) {
        next = chunk->next;
        g_free(chunk);
    }
    g_free(arena);
}

size_t arena_size(const struct arena *arena)
{
    return arena->taken;
}

// A chunk with room for `size` bytes. One that is nearly full by what it was made for goes second,
// so that the room left in the first stays in use.
static struct chunk *add_chunk(struct arena *arena, size_t size)
{
    bool alone = size > CHUNK_BYTES / 4;
    size_t room = alone ? size : CHUNK_BYTES;
    struct chunk *chunk = g_malloc0(sizeof *chunk + room);
    chunk->size = room;
    arena->taken += sizeof *chunk + room;

    if (alone && arena->first != NULL) {
        chunk->next = arena->first->next;
        arena->first->next = chunk;
    } else {
        chunk->next = arena->first;
        arena->first = chunk;
    }
    return chunk;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        g_error("out of memory: %zu bytes asked for", size);

    // No two allocations share an address, not even empty ones.
    size_t whole = size == 0 ? ALIGNMENT : (size + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    struct chunk *chunk = arena->first;
    if (CHUNK_BYTES == 0)
        whole = size == 0 ? 1 : size;
    if (chunk == NULL || chunk->size - chunk->used < whole)
        chunk = add_chunk(arena, whole);

    void *bytes = chunk->bytes + chunk->used;
    chunk->used += whole;
    return bytes;
}

void *arena_copy(struct arena *arena, const void *bytes, size_t size)
{
    void *copy = arena_alloc(arena, size);
    if (size > 0)
        memcpy(copy, bytes, size);
    return copy;
}

char *arena_strndup(struct arena *arena, const char *text, size_t length)
{
    length = strnlen(text, length);
    char *copy = arena_alloc(arena, length + 1);
    memcpy(copy, text, length);
    return copy;
}

char *arena_strdup(struct arena *arena, const char *text)
{
    return arena_copy(arena, text, strlen(text) + 1);
}

char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
    char *made = g_strdup_vprintf(format, arguments);
    char *copy = arena_strdup(arena, made);
    g_free(made);
    return copy;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}
