// SPDX-License-Identifier: MIT
//
// One cell of a table, and what can be said of two of them.
#ifndef HAIBAO_DATA_CELL_H
#define HAIBAO_DATA_CELL_H

#include <stdbool.h>

#include "base/arena.h"

enum cell_kind { CELL_EMPTY, CELL_TEXT, CELL_INTEGER, CELL_REAL, CELL_TRUE, CELL_FALSE };

struct cell {
    const char *text; // as written; NULL where empty, and of a number that was reckoned
    double number;    // NAN for what is none
    enum cell_kind kind;
};

struct cell cell_empty(void);
struct cell cell_bool(bool yes);

// A reckoned number; what is not finite is an empty cell. Its text is written by cell_write.
struct cell cell_number(double number);

// A text, borrowed; "" is an empty cell.
struct cell cell_text(const char *text);

bool cell_is_empty(const struct cell *cell);
bool cell_is_number(const struct cell *cell);

// The order of sorting: false, true, numbers by size, texts by code point, empty cells last. 0 for
// equal ones.
int cell_order(const struct cell *a, const struct cell *b);

// Give a reckoned number its text: the shortest that reads back as the same number.
void cell_write(struct arena *arena, struct cell *cell);

#endif
