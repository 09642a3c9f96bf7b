// SPDX-License-Identifier: MIT
//
// What the words of a title are to each other: rules for those that the dictionary cannot know.
// They look at single characters that end names and words (区, 率), begin them (第, 全), or link
// phrases (的, 和), and at the words that press titles like to begin a clause with.
#ifndef HAIBAO_TEXT_PHRASES_H
#define HAIBAO_TEXT_PHRASES_H

#include "text/atoms.h"

// A word of a run of Chinese characters.
struct phrase_word {
    int at, length;  // in the run
    bool is_astride; // a word of the dictionary reaches over its beginning
    bool is_of_user; // the rules about endings do not apply
    uint32_t first;  // its first two characters, simplified; the second is 0 if there is none
    uint32_t second;
    uint32_t last;
};

// The ties before all but the first word of a run, in ties[word.at]. The first word and what
// follows the last one get a tie if they hold to whatever stands beside them.
enum phrase_start {
    START_FREE,   // after a mark, a space, nothing
    START_LATIN,  // after Latin letters or digits
    START_NUMBER, // the same, and the first word is a unit or begins with one
};
void phrases_tie(const struct phrase_word *words, int count, enum phrase_start start,
                 uint8_t *ties);

// The ties of a stretch beside marks, spaces, numbers and Latin, those that the author asked for,
// and those inside short quotes; `ties` has those of its runs.
void phrases_tie_marks(const struct atoms *atoms, struct stretch stretch, uint8_t *ties);

#endif
