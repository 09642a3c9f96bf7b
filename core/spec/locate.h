// SPDX-License-Identifier: MIT
//
// From a JSON Pointer (RFC 6901) to line and column: jansson keeps no positions, so the text, known
// to be valid, is walked a second time when there is something to say.
#ifndef HAIBAO_SPEC_LOCATE_H
#define HAIBAO_SPEC_LOCATE_H

#include "base/arena.h"
#include "base/report.h"

// The place of the value that the pointer names; where it names nothing, the nearest parent's.
struct place locate_value(const struct source *source, const char *pointer);

// The place of the key of the member that the pointer names.
struct place locate_key(const struct source *source, const char *pointer);

// The place of some bytes of a string, counted in its text (escapes undone); where the value is no
// string, or is shorter, that of the whole value.
struct place locate_inside(const struct source *source, const char *pointer, size_t offset,
                           size_t length);

// The pointer of a member or an item of what `pointer` names ("" is the whole), "~" and "/" in the
// key escaped.
char *pointer_member(struct arena *arena, const char *pointer, const char *key);
char *pointer_item(struct arena *arena, const char *pointer, size_t index);

#endif
