// SPDX-License-Identifier: MIT
//
// Texts from a spec or from data, made fit to be set. Control characters would be drawn as boxes,
// bidirectional overrides show another order than is written (and, by the thousand, cost seconds),
// and so do marks piled on one letter. A run without any place to break a line costs quadratic
// time in a line breaker.
#ifndef HAIBAO_BASE_CLEAN_H
#define HAIBAO_BASE_CLEAN_H

#include <stddef.h>

#include "base/arena.h"

#define CLEAN_MAX_TEXT (16u << 10) // bytes of one text
#define CLEAN_MAX_RUN 4096         // bytes without a place to break a line
#define CLEAN_MAX_MARKS 32         // combining marks on one letter

// What was not fit.
struct clean_faults {
    unsigned controls;  // became U+FFFD
    unsigned overrides; // bidirectional controls, left out
    unsigned marks;     // above CLEAN_MAX_MARKS, left out
};

// A fit copy of UTF-8 text; newlines and tabs stay, "\r\n" becomes "\n". Faults are added up.
const char *clean_text(struct arena *arena, const char *text, struct clean_faults *faults);

// The faults in words ("2 control characters, shown as U+FFFD"); NULL where there are none.
const char *clean_faults_words(struct arena *arena, const struct clean_faults *faults);

// What is wrong with the size of a text, in words that follow its name; NULL where nothing is.
const char *clean_limit_words(const char *text);

#endif
