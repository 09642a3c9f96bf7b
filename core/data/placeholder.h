// SPDX-License-Identifier: MIT
//
// Placeholders in the strings of a spec: {{field}} is a cell of the row at hand, or a named value
// of "data"; {{#}} is the number of the row, from 1. {{field | filter:argument}} changes it, or
// says how it is written: see filter.h. "{{{{" stands for "{{". Values are filled in once and never
// read again for placeholders.
#ifndef HAIBAO_DATA_PLACEHOLDER_H
#define HAIBAO_DATA_PLACEHOLDER_H

#include <jansson.h>
#include <stdbool.h>

#include "base/report.h"
#include "data/table.h"

// The names that a placeholder can mean, innermost first.
struct scope {
    const struct scope *outer; // or NULL
    const hai_table *table;    // row of a table, or
    int32_t row;
    json_t *values; // an object of named values; borrowed
};

bool placeholder_is_in(const char *text);

// In both calls below a place with source and pointer but no line is looked up when there is
// something to say, and not before: looking up walks the source.

// Fill a string in. A string that is one placeholder gives the cell's own type (but a string for a
// number such as 306.80, which would lose how it is written), or what its filters give; any other
// gives a string. A new reference; NULL after reporting ("data.unknown" with the nearest name as
// hint, "data.placeholder" for what is not closed, "data.filter" for a filter that is not there or
// has a wrong argument, "data.range" for a number that is too large for it, "data.type" for what a
// filter cannot take, and an array or object inside a text).
json_t *placeholder_fill(struct arena *arena, struct report *report, const struct scope *scope,
                         const char *text, struct place place);

// A condition of "when": a boolean, or a text that is filled in and is true unless it is null,
// false, 0 or "". "A op B" with one of == != < <= > >= compares, as numbers where both sides are.
// False with *ok = false after reporting.
bool placeholder_condition(struct arena *arena, struct report *report, const struct scope *scope,
                           json_t *value, struct place place, bool *ok);

#endif
