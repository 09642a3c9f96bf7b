// SPDX-License-Identifier: MIT
//
// The words and signs that an expression is made of.
#ifndef HAIBAO_DATA_EXPRESSION_TOKEN_H
#define HAIBAO_DATA_EXPRESSION_TOKEN_H

#include <stddef.h>

#include "data/expression.h"

enum token_kind {
    TOKEN_END,
    TOKEN_NUMBER,
    TOKEN_TEXT,
    TOKEN_NAME,
    TOKEN_SIGN,  // + - * / & < <= > >= == != ( ) ,
    TOKEN_WORD,  // and or not is in missing true false
    TOKEN_FAULT, // `text` says what is wrong
};

struct token {
    enum token_kind kind;
    const char *text; // of a name or text, without its quotes; of a sign or word, as above
    const char *hint; // of a fault
    double number;
    const char *start; // in the expression
    size_t length;
};

// The token at or after `at`; the next one begins at start + length.
struct token token_read(struct arena *arena, const char *at);

// True for the words of the language, whatever their case.
bool token_is_word(const char *text);

#endif
