// SPDX-License-Identifier: MIT
//
// What the tables of an example are made of: which columns hold figures, dates or names, and which
// names stand in several of them.
#ifndef HAIBAO_PLUGIN_HARD_BASE_H
#define HAIBAO_PLUGIN_HARD_BASE_H

#include <glib.h>
#include <jansson.h>
#include <stdbool.h>

#include <haibao/table.h>

// The different texts of a column, or of several that refer to each other, in order of appearance.
struct hard_words;

int32_t hard_words_count(const struct hard_words *words);
int32_t hard_words_find(const struct hard_words *words, const char *text); // -1: none

// The text of a number, made up where the example has not so many. Freed with g_free.
char *hard_words_name(const struct hard_words *words, int32_t index);

// The date of a number, going on from the last of the example in its smallest unit; years that are
// numbers stay numbers. For a heap of rows the unit is a day, whatever it was. A new reference.
json_t *hard_words_date(const struct hard_words *words, int32_t index, bool is_heap);

enum hard_column_kind {
    COLUMN_KEPT, // colours, truth values, nothing at all: as in the example
    COLUMN_FIGURE,
    COLUMN_NAME,
    COLUMN_DATE,
};

struct hard_column {
    const char *name;
    enum hard_column_kind kind;
    int decimals;             // FIGURE: the most that are written
    struct hard_words *words; // NAME, DATE
    bool is_key;              // its texts tell rows apart; others repeat from round to round
    bool is_shared;           // its texts stand in another column, too
};

struct hard_table {
    const char *option;
    const hai_table *table;
    int32_t rows, column_count;
    struct hard_column *columns;
    double largest;    // of the figures, without sign
    int32_t key;       // the first key column; -1: none
    int32_t key_names; // different texts in it
};

struct hard_base {
    struct hard_table *tables;
    unsigned count;
    GPtrArray *words; // struct hard_words, all of them
};

const char *hard_table_text(const struct hard_table *table, int32_t row, int32_t column);
json_t *hard_table_value(const struct hard_table *table, int32_t row, int32_t column);

#endif
