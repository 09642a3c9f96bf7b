// SPDX-License-Identifier: MIT
//
// An expression as read: a tree of nodes.
#ifndef HAIBAO_DATA_EXPRESSION_NODE_H
#define HAIBAO_DATA_EXPRESSION_NODE_H

#include "data/expression.h"

enum operation {
    OPERATION_VALUE,
    OPERATION_COLUMN,
    OPERATION_NEGATE,
    OPERATION_ADD,
    OPERATION_SUBTRACT,
    OPERATION_MULTIPLY,
    OPERATION_DIVIDE,
    OPERATION_JOIN,
    OPERATION_EQUAL,
    OPERATION_UNEQUAL,
    OPERATION_LESS,
    OPERATION_LESS_EQUAL,
    OPERATION_MORE,
    OPERATION_MORE_EQUAL,
    OPERATION_IS_MISSING,
    OPERATION_NOT,
    OPERATION_AND,
    OPERATION_OR,
};

// What is known of a value before there is any row.
enum sort { SORT_ANY, SORT_NUMBER, SORT_TEXT, SORT_CONDITION };

struct expression {
    enum operation operation;
    enum sort sort;
    const struct expression *left, *right;
    struct cell value;
    int32_t column;
};

#endif
