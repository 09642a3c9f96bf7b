// SPDX-License-Identifier: MIT
//
// Memory that dies together. A poster has one arena; nothing in it is freed alone.
// Allocation never returns NULL: the program ends with one line where memory ends (as GLib does).
#ifndef HAIBAO_BASE_ARENA_H
#define HAIBAO_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_new(void);
void arena_free(struct arena *arena);

// How many bytes it has taken so far.
size_t arena_size(const struct arena *arena);

// Zeroed, aligned for any type.
void *arena_alloc(struct arena *arena, size_t size);
void *arena_copy(struct arena *arena, const void *bytes, size_t size);
char *arena_strdup(struct arena *arena, const char *text);
char *arena_strndup(struct arena *arena, const char *text, size_t length);
char *arena_printf(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *arena, const char *format, va_list arguments)
    __attribute__((format(printf, 2, 0)));

#endif
