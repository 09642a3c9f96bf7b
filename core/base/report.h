// SPDX-License-Identifier: MIT
//
// Messages for people. They are collected, so that one run shows every mistake, and printed as
//
//     specs/a.json:12:9: error: 'widht' is not an option of this visual [option.unknown]
//        12 |     "widht": 10,
//           |     ^~~~~~~
//       hint: did you mean 'width'?
//
// or as one JSON document. Text that came from a file is shown with control characters escaped.
#ifndef HAIBAO_BASE_REPORT_H
#define HAIBAO_BASE_REPORT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/file.h"

struct arena;

enum severity { SEVERITY_WARNING, SEVERITY_ERROR };

// Where something is wrong. Any part may be missing (NULL, 0).
struct place {
    const struct source *source;
    const char *pointer; // JSON Pointer
    int line, column;    // from 1; the column counts characters
    int width;           // characters to underline; 0 or 1: a caret alone
};

// The place of `length` bytes at an offset of a source (at its end at most).
struct place place_at(const struct source *source, size_t offset, size_t length);

struct message {
    enum severity severity;
    const char *code;
    struct place place;
    const char *text;
    const char *hint; // or NULL
};

struct report;

struct report *report_new(void);
void report_free(struct report *report);

// Texts are copied; the source is borrowed and must live as long as the report. The same code,
// place and text is kept once. Above 100 errors, or 100 warnings, the rest are only counted.
void report_add(struct report *report, enum severity severity, const char *code, struct place place,
                const char *hint, const char *format, ...) __attribute__((format(printf, 6, 7)));
void report_vadd(struct report *report, enum severity severity, const char *code,
                 struct place place, const char *hint, const char *format, va_list arguments)
    __attribute__((format(printf, 6, 0)));

// True where further messages of the severity are only counted: their place need not be sought.
bool report_is_full(const struct report *report, enum severity severity);

// All errors and warnings; the messages that were kept, in the order in which they were added.
unsigned report_errors(const struct report *report);
unsigned report_warnings(const struct report *report);
unsigned report_count(const struct report *report);
const struct message *report_message(const struct report *report, unsigned index);

// In the order of file, line and column; what has no place comes first. Colours where asked.
void report_print(const struct report *report, FILE *out, bool colour);

// {"errors": n, "warnings": n, "messages": [{"severity", "code", "file", "line", "column",
// "pointer", "message", "hint"}]}, null standing for what a message has not.
void report_print_json(const struct report *report, FILE *out);

// Of the names (NULL at the end) the one nearest to a mistyped word by Damerau-Levenshtein
// distance, case aside, if near enough to suggest (a third of the word may differ); else NULL.
const char *report_nearest(const char *word, const char *const *names);

// A hint: "did you mean 'x'?", or `lead` and all the names where none is near; NULL where there are
// no names.
const char *report_names_hint(struct arena *arena, const char *word, const char *const *names,
                              const char *lead);

#endif
