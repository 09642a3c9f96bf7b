// SPDX-License-Identifier: MIT
//
// The little language of filters and derived columns:
//
//     year >= 2015 and region in ('华东', "华北")
//     第三产业 / [GDP (亿元)] * 100
//     year & '年'
//     not (births is missing) or note is missing
//
// From loose to tight: or; and; not; = == != < <= > >= in (…), is missing, is not missing; &, which
// joins texts; + -; * /; a sign. Names of columns are of letters, digits, "_" and "."; any other
// stands in brackets. Full-width signs and ≥ ≤ ≠ × ÷ − are read as what they mean.
//
// What is missing stays missing: in arithmetic, joined and compared; so do a division by zero and a
// text among numbers. "and" and "or" decide where the other side settles it (Kleene, 1938). A text
// that is wholly a number compares with numbers as one.
#ifndef HAIBAO_DATA_EXPRESSION_H
#define HAIBAO_DATA_EXPRESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "data/cell.h"

#define EXPRESSION_MAX_BYTES 2000
#define EXPRESSION_MAX_DEPTH 32           // of parentheses, signs and "not" in each other
#define EXPRESSION_MAX_NODES 500          // names, values and signs
#define EXPRESSION_MAX_TEXT 1000          // bytes of one text that is joined
#define EXPRESSION_MAX_JOINED (64u << 20) // of all texts that one column is joined of

struct expression;

struct expression_error {
    const char *code;        // "data.expression", "data.column"
    const char *text, *hint; // in the arena
    size_t offset, length;   // bytes of the expression
};

// Read an expression over columns of these names (NULL at the end). NULL with *error set.
const struct expression *expression_parse(struct arena *arena, const char *text,
                                          const char *const *names, struct expression_error *error);

// True for what can be true or false: not for a sum or a text.
bool expression_is_condition(const struct expression *expression);

// Working an expression out, row by row.
struct expression_rows {
    struct arena *arena;               // for joined texts
    const struct cell *const *columns; // in the order of the names
    unsigned texts;                    // counts those that stood where a number should
    size_t joined;                     // bytes
    bool is_too_long;                  // a joined text was beyond the bounds, and is empty
};

struct cell expression_value(const struct expression *expression, struct expression_rows *rows,
                             size_t row);

// True only where the value is; a number is true where it is not 0.
bool expression_holds(const struct expression *expression, struct expression_rows *rows,
                      size_t row);

#endif
