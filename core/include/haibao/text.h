// SPDX-License-Identifier: MIT
//
// Paragraphs in Chinese typography.
//
// A paragraph is a text set in one style to a width: shaped, broken into lines, justified. It is
// made once and never changes; the same block, text, style and width give the same paragraph back.
// Positions are in layout pixels from the paragraph's top left corner. Lines sit on a pitch of
// size * line_height, with the em box of the Chinese face in the middle of the pitch, whatever
// the font's own ascent and descent say.
//
// In vertical setting lines are columns that run down and follow from right to left. What is said
// of a line's width is then its length down the column: the measure, the alignment (left is the
// top, right the foot), the indent. Chinese stands upright, Latin words and long numbers lie on
// their side, numbers of two or three digits stand side by side, and “” are set as 『』.
#ifndef HAIBAO_TEXT_H
#define HAIBAO_TEXT_H

#include <stdbool.h>

#include <haibao/abi.h>
#include <haibao/block.h>
#include <haibao/geom.h>

typedef struct hai_paragraph hai_paragraph;

#define HAI_TEXT_LEFT UINT32_C(0)
#define HAI_TEXT_CENTRE UINT32_C(1)
#define HAI_TEXT_RIGHT UINT32_C(2)
#define HAI_TEXT_JUSTIFY UINT32_C(3) // both edges; the last line natural
#define HAI_TEXT_TITLE UINT32_C(4)   // left, lines balanced, no break inside a word
#define HAI_TEXT_TITLE_CENTRE UINT32_C(5)
#define HAI_TEXT_TITLE_RIGHT UINT32_C(6)
#define HAI_TEXT_BODY UINT32_C(7) // both edges where no gap shows it; left in narrow columns

// Which marks may not begin or end a line, after CLREQ. 0: as the poster has it, else GB.
#define HAI_KINSOKU_BASIC UINT32_C(1) // no mark that closes begins a line, none that opens ends one
#define HAI_KINSOKU_GB UINT32_C(2)    // nor does a solidus end one
#define HAI_KINSOKU_STRICT UINT32_C(3) // nor do dashes and ellipses begin one

// Half-width marks among Chinese. 0: as the poster has it, else they become full-width ones.
#define HAI_PUNCTUATION_NORMALISE UINT32_C(1)
#define HAI_PUNCTUATION_KEEP UINT32_C(2)

#define HAI_TEXT_HORIZONTAL UINT32_C(0)
#define HAI_TEXT_VERTICAL UINT32_C(1) // lines run down, and follow from right to left

typedef struct hai_text_style {
    uint32_t record_size; // of this record
    uint32_t align;       // HAI_TEXT_…
    const char *family;   // a font role: "sans", "serif", "kai", "display", "figure"; or families:
                          // "LXGW WenKai", "Bebas Neue + Noto Serif CJK SC"
    const char *colour;   // a theme's token or a literal
    double size;          // of the em, 1..4000
    double line_height;   // in em
    double tracking;      // added after each character, in em
    int32_t weight;       // 100..900
    int32_t max_lines;    // 0: as many as it takes; more end in an ellipsis and a warning
    uint32_t kinsoku;     // HAI_KINSOKU_…
    uint32_t punctuation; // HAI_PUNCTUATION_…
    uint32_t direction;   // HAI_TEXT_HORIZONTAL or HAI_TEXT_VERTICAL
    uint32_t hang;        // 1: commas and stops at the end of a line stand outside the measure
    double indent;        // of the first line after each newline, in em
    const char *language; // BCP 47: "zh-Hans", "zh-Hant-TW", "ja"; NULL: as the family's name says
                          // ("Noto Sans CJK TC"), else the poster's
} hai_text_style;

// A paragraph of UTF-8 text. `width` is the measure along the line; 0 sets each line of the text on
// one line. Newlines in the text end a line. NULL or "" gives a paragraph of no lines and no
// height.
HAI_API const hai_paragraph *hai_paragraph_new(const hai_block *block, const char *text,
                                               const hai_text_style *style, double width);

// The widest line's advance after trimming, and lines * pitch. In vertical setting the width is
// columns * pitch, the height that of the longest column.
HAI_API hai_size hai_paragraph_size(const hai_paragraph *paragraph);
HAI_API int32_t hai_paragraph_lines(const hai_paragraph *paragraph);

// y of the baseline of the first and of the last line. In vertical setting: of the first character,
// and of the last of the longest column.
HAI_API double hai_paragraph_baseline(const hai_paragraph *paragraph);
HAI_API double hai_paragraph_last_baseline(const hai_paragraph *paragraph);

// The box around the ink. For setting digits and titles optically.
HAI_API hai_box hai_paragraph_ink(const hai_paragraph *paragraph);

// The largest style->size, in steps of half a pixel and at least `smallest`, at which the text
// takes at most `lines` lines of the width (lines = 0: any) and at most the height (0: any). In
// vertical setting `width` is the measure down the column, `height` what the columns may take side
// by side.
HAI_API double hai_text_fit(const hai_block *block, const char *text, const hai_text_style *style,
                            double width, double height, int32_t lines, double smallest);

#endif
