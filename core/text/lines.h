// SPDX-License-Identifier: MIT
//
// Lines: where atoms break, and how wide each gap becomes.
//
// Breaking looks at a whole paragraph at once (Knuth and Plass, "Breaking Paragraphs into Lines",
// 1981), with the trimmed edges of each line in its width. All lengths are in em.
#ifndef HAIBAO_TEXT_LINES_H
#define HAIBAO_TEXT_LINES_H

#include "text/atoms.h"
#include "text/words.h"

enum line_mode {
    LINE_RAGGED,  // gaps keep their natural width
    LINE_JUSTIFY, // gaps give way; the last line natural
    LINE_BALANCE, // as few lines as possible, then as even as possible
};

struct setting {
    double measure; // INFINITY: lines end at newlines only
    double tracking;
    enum line_mode mode;
    int max_lines;       // 0: any
    uint32_t kinsoku;    // HAI_KINSOKU_…
    double indent;       // of the first line of a stretch
    struct words *words; // for LINE_BALANCE; NULL where there is none
    bool is_soft;        // justified lines show no holes: see line.is_short
    bool hangs;          // commas and stops at the end of a line stand outside the measure
};

struct line {
    int from, to;  // atoms; empty for an empty line
    bool is_last;  // of its stretch
    bool is_cut;   // an ellipsis follows
    bool is_short; // its gaps keep their width: the text it is of is set ragged
    double indent; // its left edge lies so far inside the measure
    double width;  // after trimming and justification, the ellipsis included
    double hung;   // what a mark takes that stands outside the measure; no part of the width
};

struct lines {
    struct line *lines;
    int count;
    bool forced;    // a word was cut, or a line is too long
    bool truncated; // max_lines cut the text
    unsigned steps; // pairs of breaks that were weighed; for tests
};

// Break a text into lines. Free with lines_free.
struct lines lines_break(const struct atoms *atoms, const struct setting *setting);
void lines_free(struct lines *lines);

// The widths of the gaps before atoms from+1..to-1 of a line; gaps[0] belongs to line->from and
// is 0. Sets line->width.
void line_fit(const struct atoms *atoms, const struct setting *setting, struct line *line,
              double *gaps);

// How far a justified line opens each gap, in em, once those meant for it have grown; 0 for one
// that stays short.
double line_looseness(const struct atoms *atoms, const struct setting *setting,
                      const struct line *line);

// --- The breaker's parts ---

struct breaks {
    const struct atoms *atoms;
    const struct setting *setting;
    double *penalties; // of ending a line before each atom; INFINITY: never
    bool *forced;      // ends that cut a word
};

// One way to a line: atoms from..to of a stretch.
struct extent {
    struct stretch stretch;
    int from, to;
};

#define LINE_SLACK 1e-6 // widths are sums of rounded numbers

// How far inside the measure a line begins: the first one of a stretch.
double extent_indent(const struct setting *setting, struct extent extent);

// The end of what has to fit into the measure: without a mark that hangs.
int line_end(const struct atoms *atoms, const struct setting *setting, int from, int to);

// What a line costs; INFINITY where it does not fit. `loose`: how far its gaps opened, in em each.
double extent_cost(const struct breaks *breaks, struct extent extent, double *loose);

// Whether the atoms are too wide for a line, however tightly set.
bool extent_is_too_wide(const struct breaks *breaks, struct extent extent);

// Fill in the penalties inside a stretch: how well a line may end before each atom.
void breaks_find_ends(struct breaks *breaks, struct stretch stretch);

// False, with nothing added, where the text is too long for a title or a piece too wide.
bool break_balanced(struct breaks *breaks, struct stretch stretch, struct lines *lines);
void lines_add(struct lines *lines, struct line line);

#endif
