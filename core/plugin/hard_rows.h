// SPDX-License-Identifier: MIT
//
// The rows that charts are afraid of, made from the rows of an example: no rows, zeros, 1e15, sixty
// names, missing values. Columns keep what they are: figures stay figures, dates stay dates, and
// columns that name things of each other ("source", "target") go on doing so.
#ifndef HAIBAO_PLUGIN_HARD_ROWS_H
#define HAIBAO_PLUGIN_HARD_ROWS_H

#include <jansson.h>
#include <stdbool.h>

#include <haibao/visual.h>

enum hard_count {
    COUNT_SAME,
    COUNT_NONE,
    COUNT_ONE,
    COUNT_TWO,
    COUNT_TWICE,
    COUNT_NAMES,
    COUNT_HEAP
};
enum hard_order { ORDER_SAME, ORDER_SHUFFLED };
enum hard_figures {
    FIGURES_SAME,
    FIGURES_ZERO,
    FIGURES_NEGATIVE,
    FIGURES_MIXED,
    FIGURES_TINY,
    FIGURES_HUGE,
    FIGURES_WIDE,
    FIGURES_EQUAL,
    FIGURES_MISSING,
    FIGURES_NONE,
};
enum hard_names { NAMES_SAME, NAMES_LONG, NAMES_ONE };
enum hard_options {
    OPTIONS_SAME,
    OPTIONS_ZERO,
    OPTIONS_NEGATIVE,
    OPTIONS_TINY,
    OPTIONS_HUGE,
    OPTIONS_LONG,
};

// Rows of COUNT_HEAP. Sanitizers look for other mistakes than slowness, and are slow themselves.
#ifdef __SANITIZE_ADDRESS__
#define HARD_HEAP 10000
#else
#define HARD_HEAP 100000
#endif

#define HARD_NAMES 60     // names of COUNT_NAMES
#define HARD_LONG_NAME 40 // characters of NAMES_LONG

struct hard_case {
    const char *name;  // of a file
    const char *words; // "with no rows"
    enum hard_count count;
    enum hard_order order;
    enum hard_figures figures;
    enum hard_names names;
    enum hard_options options; // other than the same: the rows are
    bool is_plenty;            // of what no sheet may be high enough for
    bool must_be_drawn;        // rows that make sense to everybody: to refuse them is wrong
};

extern const struct hard_case hard_cases[]; // .name NULL at the end

// The tables that the options of one block hold.
struct hard_base;

struct hard_base *hard_base_new(const hai_visual *visual, const void *options);
void hard_base_free(struct hard_base *base);

unsigned hard_base_count(const struct hard_base *base);
const char *hard_base_option(const struct hard_base *base, unsigned table); // name of the option
bool hard_base_has_rows(const struct hard_base *base);                      // any of them

// The rows of a case, as a spec writes them: [{ … }]. A new reference.
json_t *hard_rows_json(const struct hard_base *base, unsigned table, const struct hard_case *hard);

// The same as CSV. Freed with g_free.
char *hard_rows_csv(const struct hard_base *base, unsigned table, const struct hard_case *hard);

#endif
