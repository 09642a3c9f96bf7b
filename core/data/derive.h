// SPDX-License-Identifier: MIT
//
// Tables made of tables, step by step:
//
//     "recent": {"from": "gdp", "steps": [{"filter": "year >= 2015"}, {"sort": "-year"}]}
//
// A step is an object; the one of its members that names a kind says what is done, and its other
// members are options of that kind, bound like those of a visual. Cells that no step touches stay
// as they were written; reckoned ones keep every digit. Missing cells stay missing.
#ifndef HAIBAO_DATA_DERIVE_H
#define HAIBAO_DATA_DERIVE_H

#include <jansson.h>
#include <stddef.h>

#include "base/report.h"
#include "data/table.h"
#include "spec/bind.h"

#define DERIVE_MAX_STEPS 64

struct derive {
    struct arena *arena;
    struct report *report;
    const struct source *source;  // of the spec
    const struct bind_host *host; // fills placeholders in
    const void *scope;            // for the host
};

// The table that the steps (a list, at the pointer) make of another; NULL after reporting. Nothing
// of the other one changes.
//
// Codes, beside those of the binder: data.step, data.column, data.expression, data.header,
// data.limit; warning data.number for texts that stand where numbers should, and count as missing.
const hai_table *derive_table(const struct derive *derive, const hai_table *from, json_t *steps,
                              const char *pointer);

// What people are told of a kind of step; `shape` is NULL after the last.
struct derive_help {
    const hai_item *shape; // its options, the first of which names it
    const char *example, *help_zh, *help_en;
};

struct derive_help derive_help(size_t index);

#endif
