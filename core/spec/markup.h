// SPDX-License-Identifier: MIT
//
// Rich text, as the spec writes it in options of kind TEXT.
//
//     **重点**              bold
//     {primary|重点}        styled: one or more words, parted by spaces, before the bar
//     {ruby chóng qìng|重庆}  words that take a text take all that follows up to the bar
//     {/}                   a line may end here; a title rather ends here than elsewhere
//     {+}                   no line ends here
//     \{  \}  \*  \|  \\    the character itself
//
// Spans nest. A brace that begins none of these, and two asterisks without a partner, are plain
// text. What the words mean is told by the reader's host; the text engine knows them (text/span.h).
//
// Reading happens once, when a spec is bound. After that a text holds its spans between control
// characters that no text from outside has (base/clean.h), so that a visual may put texts together
// or hand them on, and data is never taken for markup.
#ifndef HAIBAO_SPEC_MARKUP_H
#define HAIBAO_SPEC_MARKUP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"

#define MARKUP_OPEN '\x01'   // words MARKUP_MIDDLE text MARKUP_CLOSE
#define MARKUP_MIDDLE '\x02' // ends the words
#define MARKUP_CLOSE '\x03'

enum { MARKUP_MAX_DEPTH = 16, MARKUP_MAX_WORDS = 400 }; // of nested spans; bytes of the words

// What is wrong with a text, where it is: `word` is the unknown one, or the words of a span that is
// not closed.
enum markup_fault_kind {
    MARKUP_GOOD,
    MARKUP_UNKNOWN,  // a word that means nothing
    MARKUP_UNCLOSED, // a span without its brace
    MARKUP_DEEP,     // more than MARKUP_MAX_DEPTH
    MARKUP_EMPTY,    // a word that takes a text has none
};

struct markup_fault {
    enum markup_fault_kind kind;
    const char *word; // in the arena
};

// Whether the words of a span, from `words` on, mean something: the bytes that the first of them
// takes (more than that word where it takes a text), or 0; MARKUP_NEEDS_TEXT where that is missing.
#define MARKUP_NEEDS_TEXT SIZE_MAX
typedef size_t (*markup_check)(void *data, const char *words);

// The text with its spans in control characters; the same text where it has no markup. NULL where
// `fault` says why. `map`, unless NULL, is given the byte of `text` that each byte of the result,
// and its end, came from.
const char *markup_read(struct arena *arena, const char *text, markup_check check, void *data,
                        uint32_t **map, struct markup_fault *fault);

// A text as people see it, without spans and hints; the same text where it has none.
const char *markup_plain(struct arena *arena, const char *text);

#endif
