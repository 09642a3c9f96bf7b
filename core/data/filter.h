// SPDX-License-Identifier: MIT
//
// Filters of placeholders: {{field | filter | filter:argument}}.
//
// A chain works on one value from left to right. Three kinds of filters:
//
//     round, abs, times           take a number and give a number
//     decimals, scale, …, money   say how the number is written, like the options of the same names
//     date, han                   say how a date is written
//     default, upper, …           work on text, numbers and dates being written first
//
// The order of those that say how does not matter: a number stays a number to the end of the
// chain, and is then written. Where nothing but round, abs and times was said it is given as the
// number that it is, so that {{share | times:100 | round:1}} may stand for an option that is a
// number; else a chain gives a text. What is missing (null, "") passes through all of them as it
// is, and `default` gives it a text. An argument is as long as it goes, without the blanks around
// it, or stands in '…' or "…", and may then hold "|" and "}}".
#ifndef HAIBAO_DATA_FILTER_H
#define HAIBAO_DATA_FILTER_H

#include <jansson.h>
#include <stddef.h>

#include "base/arena.h"

struct filter_error {
    const char *code; // "data.filter", "data.type", "data.range"
    const char *text, *hint;
};

// Apply a chain (what follows the first "|") to a value. `written` is how the value stands in its
// table, or NULL; it becomes NULL where a filter changed anything. A new reference; NULL with
// *error set, whose texts live as long as the arena.
json_t *filter_chain(struct arena *arena, json_t *value, const char **written, const char *chain,
                     size_t length, struct filter_error *error);

// The place of the first "}}" that is in no quoted argument; NULL for none. `text` is what follows
// "{{".
const char *filter_find_end(const char *text);

// What people are told of the filters: one line each, name NULL at the end.
struct filter_help {
    const char *name;
    const char *example;       // "scale:亿": the filter as one writes it
    const char *value, *gives; // what the example makes of this value
    const char *help_zh, *help_en;
};

// At an index from 0; NULL after the last.
const struct filter_help *filter_help(size_t index);

#endif
