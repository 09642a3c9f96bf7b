// SPDX-License-Identifier: MIT
#ifndef HAIBAO_TESTS_TEXT_H
#define HAIBAO_TESTS_TEXT_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "text/letters.h"
#include "text/lines.h"
#include "text/paragraph.h"

// Each runs the tests of one file and returns how many failed.
int test_fonts(void);
int test_letters(void);
int test_widths(void);
int test_lines(void);
int test_titles(void);
int test_words(void);
int test_lexicon(void);
int test_hints(void);
int test_paragraphs(void);
int test_vertical(void);

// What all tests share; opened by main().
extern struct report *report;
extern struct fonts *fonts;
extern struct arena *arena;
extern struct shaper *shaper;
extern struct words *words; // without any of the user's

// A text broken and fitted.
struct set {
    const struct atoms *atoms;
    struct setting setting;
    struct lines lines;
    double *gaps; // before each atom, on its line
};

// The families of the roles sans, serif and kai: marks differ most among these.
extern const char *const families[3];

struct set set_open(const char *text, const char *family, double measure, enum line_mode mode);
// The same with words of the user's.
struct set set_open_with(struct words *with, const char *text, const char *family, double measure,
                         enum line_mode mode);
void set_close(struct set *set);

// A line's characters as they are set. Valid until the next call.
const char *set_line(const struct set *set, int line);

// The first character of a line and its last.
uint32_t set_first(const struct set *set, int line);
uint32_t set_last(const struct set *set, int line);

// Whether a line ends inside a word of the source, wherever it stands.
bool set_breaks(const struct set *set, const char *word);

// The width of a text on a line of its own.
double width_of(const char *text, const char *family);

#endif
