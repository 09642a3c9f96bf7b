// SPDX-License-Identifier: MIT
//
// Where a title may end a line: how firmly each character holds to the one before it.
#ifndef HAIBAO_TEXT_WORDS_H
#define HAIBAO_TEXT_WORDS_H

#include "base/report.h"
#include "text/atoms.h"

// From the best places to end a line to the worst.
enum tie {
    TIE_HINT,     // the author says: here
    TIE_SPACE,    // an author's space between Chinese characters
    TIE_STOP,     // after ，；：。！？
    TIE_PAUSE,    // after 、 and closing marks, before opening ones
    TIE_PHRASE,   // after 的, before 和: the border of a phrase
    TIE_WORD,     // between two words
    TIE_LOOSE,    // the same, but one is a single character, or others would read it differently
    TIE_COMPOUND, // inside a long word, between two words in it: 中国特色｜社会主义
    TIE_LEAN, // after a word that leads on to the next: 促｜消费, 与｜创新, inside short quotes
    TIE_NAME,   // between characters that are no word, and so perhaps a name
    TIE_AFFIX,  // 全｜区, 薛岗｜村, 时代｜的, 三百｜二十
    TIE_WHOLE,  // in the middle of a word of four: 绿水｜青山
    TIE_INSIDE, // inside a word
    TIE_USER,   // inside a word that the spec wants whole
    TIE_COUNT,
};

// Titles end lines at these as they like; at firmer ones only where a line has no other end.
#define TIE_LAST_GOOD TIE_LEAN

// One per typesetter. The dictionary is opened by the first title that does not fit its line; if it
// cannot be, `report` (or NULL) hears of it once ("words.file"), and titles keep only the user's
// words, names and affixes whole. `user` are words parted by spaces, or NULL; it is not kept.
struct words;
struct words *words_new(struct report *report, const char *user);
void words_free(struct words *words);

// The ties of a stretch, one for each of its atoms, to the one before; that of the first means
// nothing. Owned by `words` and good until the next call. The last text's are kept, as a text that
// is fitted to a box is broken at many sizes.
const uint8_t *words_tie(struct words *words, const struct atoms *atoms, struct stretch stretch);

// How often the dictionary was compared with so far; for tests.
unsigned words_steps(const struct words *words);

// The user's words.
enum { MAX_USER_WORDS = 2000, MAX_USER_LETTERS = 24 };

// What is wrong with a list of words: calls back for each, with a phrase and a hint.
typedef void words_complaint(void *data, const char *word, const char *what, const char *hint);
void words_check(const char *user, words_complaint *complain, void *data);

#endif
