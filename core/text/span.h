// SPDX-License-Identifier: MIT
//
// What the words of a rich text's span mean (spec/markup.h has how they are written).
//
//     bold regular large small        weight and size
//     keep                            no line ends inside
//     dots                            emphasis dots (着重号) under Chinese characters
//     name book                       proper-name line (专名号), wavy book-title line (书名号)
//     ruby TEXT...                    above each character or, where the counts differ, above all
//     zhuyin TEXT...                  beside each character, in a column of its own
//     a role of the fonts             sans serif kai ...
//     a token of the theme, #rrggbb   colour
#ifndef HAIBAO_TEXT_SPAN_H
#define HAIBAO_TEXT_SPAN_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum span_line { SPAN_NO_LINE, SPAN_NAME, SPAN_BOOK };
enum span_ruby { SPAN_NO_RUBY, SPAN_RUBY, SPAN_ZHUYIN };

enum { SPAN_MAX = 2000 }; // spans of one text; more are as their parent

// Words are borrowed from the text and end with a space or a control character.
struct span_word {
    const char *text;
    uint32_t bytes; // 0: not given
};

struct span {
    bool is_bold, is_regular, has_dots;
    float scale;  // of the paragraph's size
    uint8_t line; // enum span_line
    uint8_t ruby; // enum span_ruby
    // Which span this comes from, so that two names side by side are two; 0: none.
    uint16_t line_id, ruby_id, keep_id;
    struct span_word role, colour; // a name that is no word above, told apart by `is_role`
    struct span_word ruby_text;
};

// The spans of a text while it is read. [0] is the text outside all.
struct span_list {
    GArray *spans; // struct span
    bool (*is_role)(void *data, const char *name, size_t bytes);
    void *data;
};

// Add the span whose words begin at `words`, inside the span `outer`; its index. Words end at a
// bar, MARKUP_MIDDLE, a newline or the end of the text.
uint16_t span_add(struct span_list *list, uint16_t outer, const char *words);

// The bytes that the word at `words` takes, with the text that belongs to it (MARKUP_NEEDS_TEXT
// where that is missing); 0 if it is none of the words above (a role or a colour, then).
size_t span_word_bytes(const char *words);

// What people are told of the words that are not roles or colours.
struct span_help {
    const char *word, *example;
    const char *help_zh, *help_en;
};

// At an index from 0; NULL after the last.
const struct span_help *span_help(size_t index);

#endif
