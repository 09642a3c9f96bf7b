// SPDX-License-Identifier: MIT
//
// Names of files with placeholders: "out/{{county}}-{{size}}.png". What a row puts in cannot leave
// its folder: each value becomes part of one name, with what file systems or shells take amiss
// (slashes, control characters, leading dots) replaced by "_", and what is too long cut, with a
// hash of the whole in the place of its tail.
#ifndef HAIBAO_BATCH_NAMES_H
#define HAIBAO_BATCH_NAMES_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/report.h"

#define NAMES_MAX_BYTES 200 // of what one row puts between two slashes

// A new string; NULL after reporting ("name.empty", "data.unknown" ...). `values` is the row, with
// "#" and "size" among its members.
char *names_fill(const char *template, json_t *values, struct report *report);

// The outputs of a job ("file", perhaps "size") with the name of each file filled in for a row, its
// number "#" among its members. A new reference; NULL after reporting.
json_t *names_fill_all(const json_t *outputs, json_t *row, struct report *report);

// The folder that all names of a template lie in: up to the last slash before its first
// placeholder. A new string.
char *names_folder(const char *template);

// Which names there were: some 16 bytes each.
struct names;
struct names *names_new(void);
void names_free(struct names *names);

// The mark of a name; two names may share one, though hardly ever.
uint64_t names_mark(const char *name);

// False where the mark is in already.
bool names_add(struct names *names, uint64_t mark);
bool names_has(const struct names *names, uint64_t mark);
unsigned names_count(const struct names *names);

#endif
