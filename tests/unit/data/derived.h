// SPDX-License-Identifier: MIT
//
// A table put through steps, for the tests of steps.
#ifndef HAIBAO_TESTS_DERIVED_H
#define HAIBAO_TESTS_DERIVED_H

#include "data/derive.h"

struct derived {
    struct arena *arena;
    struct report *report;
    struct source source; // {"rows": …, "steps": …}
    json_t *root;
    const hai_table *table; // NULL where a step failed
};

// Rows and steps as JSON; '…' is read as "…". It must not move until it is finished.
void derived_read(struct derived *derived, const char *rows, const char *steps);
void derived_finish(struct derived *derived);

// Put rows through steps, and compare the table: columns parted by "," and rows by ";", the names
// first, missing cells empty.
void derived_is(const char *rows, const char *steps, const char *wanted);

// The one error that comes of it: its code, the text that is underlined, and words of its text.
void derived_fails(const char *rows, const char *steps, const char *code, const char *underlined,
                   const char *words);

#endif
