// SPDX-License-Identifier: MIT
//
// What a case expects, one function for each kind of expectation. A check reads proofs
// (core/text/proof.h) and nothing else, so that it can be tried on doctored ones.
#ifndef HAIBAO_TESTS_TYPOGRAPHY_CHECKS_H
#define HAIBAO_TESTS_TYPOGRAPHY_CHECKS_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

// One case in one font, set to each of its widths.
struct trial {
    const char *text;     // as given
    double size;          // of the em, in pixels
    const double *widths; // in em; 0: none
    json_t *const *proofs;
    int count;
    // Another text set in the same way, to compare with; owned by the trial.
    json_t *(*set_other)(void *data, const char *text, bool is_vertical);
    void *data;
};

// `expect` is the case's object, {"lines_not_start": "，。"}; `value` that of the check's own key.
// NULL where it holds, else what is wrong; free with g_free.
typedef char *(*check)(const struct trial *trial, const json_t *expect, const json_t *value);

// NULL if there is no check of this name.
check find_check(const char *name);

// The names, in turn; NULL after the last.
const char *check_name(unsigned index);

// --- What checks are made of ---

struct check_entry {
    const char *name;
    check run;
};

extern const struct check_entry line_checks[], place_checks[], glyph_checks[], mark_checks[];

// A cluster of a proof.
struct cluster {
    const char *text, *face, *script;
    double x, advance, ink_left, ink_right, ink_top, ink_bottom;
    bool has_ink, rotated;
    const json_t *glyphs;
};

size_t count_lines(const json_t *proof);
const json_t *line_at(const json_t *proof, size_t line);
size_t count_clusters(const json_t *line);
struct cluster cluster_at(const json_t *line, size_t index);
double member(const json_t *object, const char *key, double otherwise);
bool is_member(const char *characters, const char *text); // the first character of `text`

// The clusters' texts of a whole proof, without spaces, and the line of each byte. Free with
// run_text_finish.
struct run_text {
    GString *text;
    GArray *lines; // guint, for each byte
};
struct run_text run_text_of(const json_t *proof);
void run_text_finish(struct run_text *run);
char *without_spaces(const char *text);

char *complain(const struct trial *trial, int at, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
