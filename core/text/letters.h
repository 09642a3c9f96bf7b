// SPDX-License-Identifier: MIT
//
// The characters of a text, each with its typographic class and the bytes that it came from.
//
// Classes follow the W3C's Requirements for Chinese Text Layout (CLREQ) and GB/T 15834-2011. Marks
// that Chinese and Latin writing share (quotes, dashes, the middle dot) get theirs by what stands
// beside them. Half-width marks beside Chinese characters are set as full-width ones: only the
// character changes, the bytes stay those of the source.
//
// Two characters of the source are no letters but notes on the place before the next one: U+200B
// ZERO WIDTH SPACE, where a line may end and a title rather ends than elsewhere, and U+2060 WORD
// JOINER, where none ends.
#ifndef HAIBAO_TEXT_LETTERS_H
#define HAIBAO_TEXT_LETTERS_H

#include <stdbool.h>
#include <stdint.h>

#include "text/span.h"

enum letter_class {
    LETTER_HAN,   // Chinese characters and all that is set like one: kana, circled digits, symbols
    LETTER_OPEN,  // （《「“
    LETTER_CLOSE, // ）》」”
    LETTER_COMMA, // ，、；：
    LETTER_STOP,  // 。
    LETTER_EXCLAIM,  // ？！
    LETTER_MIDDLE,   // ·
    LETTER_CONNECT,  // ～ –
    LETTER_SOLIDUS,  // /
    LETTER_DASH,     // —
    LETTER_ELLIPSIS, // …
    LETTER_PREFIX,   // ￥ $
    LETTER_POSTFIX,  // % ℃
    LETTER_DIGIT,
    LETTER_LATIN,
    LETTER_LATIN_OPEN,  // ( [ beside Latin
    LETTER_LATIN_CLOSE, // , . ; ) beside Latin
    LETTER_SPACE,       // becomes a gap
    LETTER_EXTEND,      // belongs to the character before: accents, variation selectors
    LETTER_END,         // ends a line: newline
};

struct letter {
    uint32_t character; // as it is set
    uint32_t from, to;  // bytes of the source
    uint8_t class;      // enum letter_class
    bool is_latin;      // set in the Latin face and script
    uint8_t bond;       // enum bond, to the letter before
    uint8_t turn;       // enum turn
    uint8_t hint;       // enum hint, of the place before
    uint16_t span;      // index of its span; 0: none
};

// How a letter stands in a column. In lines all stand as they are.
enum turn {
    TURN_NONE,
    TURN_UPRIGHT,
    TURN_COMBINED,       // side by side with its neighbours, in one em
    TURN_SIDEWAYS,       // turned clockwise, the middle of capitals on the column's centre
    TURN_SIDEWAYS_SMALL, // the middle of small letters there
};

// What the author says of a place; the later of two holds.
enum hint {
    HINT_NONE,
    HINT_BREAK,
    HINT_JOIN,
};

// How firmly a letter holds to the one before, beyond what the classes say.
enum bond {
    BOND_NONE,
    BOND_SOFT,   // inside a unit of several characters: 平方｜米
    BOND_FIRM,   // where it begins, or two in all: 亿｜元, 小｜时
    BOND_STRONG, // a number and its unit, 第 and its number
};

// Read, classify and, where asked, normalise a text. Bytes that are not UTF-8 become U+FFFD, other
// control characters than newline and tab are left out. `spans` gets the spans of rich text, and
// one for the text outside of them; NULL leaves them out. Free with g_free.
struct letter *letters_read(const char *text, uint32_t bytes, bool normalise,
                            struct span_list *spans, uint32_t *count);

// The steps of letters_read after decoding; also for tests. Normalising may leave letters out, and
// returns how many there are.
uint32_t letters_normalise(struct letter *letters, uint32_t count);
void letters_bond(struct letter *letters, uint32_t count);

void letter_classify(struct letter *letter);

// Chinese characters and full-width marks: what a half-width mark beside them is set to match.
bool letter_is_wide(const struct letter *letter);

// Full-width marks with half an em of ink and half an em of blank.
bool letter_class_is_mark(unsigned class);

// Latin letters, digits and what is set among them.
bool letter_class_is_western(unsigned class);

#endif
