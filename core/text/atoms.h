// SPDX-License-Identifier: MIT
//
// A shaped text, free of size: what stands on the line and the gaps between.
//
// An atom is what no gap divides: a character, a letter with its accents, a two-em dash. A
// full-width mark is half an em of body with half an em of blank beside it; the blank belongs to
// the gap, and a gap at the edge of a line does not exist. From this alone follow half-width marks
// at the edges, squeezed neighbours, and the gap between Chinese and Latin. (The model is that of
// the LuaTeX-ja font metrics: half-em bodies with glue by class and class.)
// All lengths are in em. "Left" and "right" are the beginning and the end along the line: in a
// column, above and below.
#ifndef HAIBAO_TEXT_ATOMS_H
#define HAIBAO_TEXT_ATOMS_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "text/font.h"
#include "text/span.h"

struct atom {
    uint32_t character; // its first
    uint8_t class;      // enum letter_class
    uint8_t bond;       // enum bond, to the atom before
    uint8_t face;       // index into atoms.faces
    uint8_t turn;       // enum turn, in columns
    uint16_t span;      // index into atoms.spans
    uint16_t ruby;      // 1 + index into atoms.rubies; 0: none
    float scale;        // of the size: its glyphs' own em; all lengths here have it in them
    bool is_replaced;   // its bytes are not UTF-8
    float stretch;      // of its glyphs' width, where they were drawn together to fit; else 1
    double advance;     // of the body
    double natural;     // the glyphs' own advance, as the font and so PDF have it
    double blank_left, blank_right;
    double shift; // of the glyphs, from the body's left edge
    uint32_t from, to;
    uint32_t glyph, glyph_count; // in atoms.glyphs
};

struct atom_glyph {
    uint32_t id;
    double x, y; // from the atom's shifted origin, along the line and across it: y down, in
                 // columns to the left
};

// Whether a line may end at a gap, from freely to never.
enum gap_break {
    GAP_FREE,
    GAP_UNIT, // inside a unit of several characters: 平方｜米
    GAP_FIRM, // where it begins: 亿｜元
    GAP_BOND, // holds a number and its unit together
    GAP_WORD, // inside a Latin word or a number
    GAP_NEVER,
};

enum { SHRINK_TIERS = 4 };

// What stands before an atom. Shrink tiers are used in turn, each to its end before the next;
// then, where a line must grow, `grow` is used before all gaps grow by their weight.
struct gap {
    double natural;
    double shrink[SHRINK_TIERS];
    double grow;
    double weight;
    double limit;      // how far it may grow in all while others have room
    double penalty;    // of ending a line here
    uint8_t ends;      // enum gap_break
    uint8_t level;     // HAI_KINSOKU_… from which on no line may end here; 0: at none
    uint8_t spaces;    // of the source, 0..255
    bool is_hinted;    // the author wants lines to end here rather than elsewhere
    uint32_t from, to; // their bytes
};

// Totals up to an atom: widths of the atoms before it and of the gaps up to its own.
struct sum {
    double width;
    double shrink[SHRINK_TIERS];
    double grow, weight;
    // Of the gaps that have a limit: their weight, their width with `grow`, what is left from
    // there.
    double limited, grown, room;
};

// A stretch of atoms between newlines; may be empty.
struct stretch {
    int from, to;
};

enum { MAX_FACES = 64 };

struct atoms {
    const char *source;
    const char *language; // BCP 47, or NULL
    struct atom *atoms;
    struct gap *gaps; // gaps[i] stands before atoms[i]
    struct sum *sums; // count + 1
    int count;
    struct atom_glyph *glyphs;
    uint32_t glyph_count;
    struct stretch *stretches;
    int stretch_count;
    const struct span *spans; // [0] is the text outside of any
    int span_count;
    const struct ruby *rubies; // readings beside the text (annotation.h)
    int ruby_count;
    bool is_vertical;
    const struct face *faces[MAX_FACES];
    int face_count;
    int missing; // characters without a glyph
};

// How a text is shaped, whatever its size and measure.
struct shaping {
    const char *role;     // of the fonts
    int weight;           // 100..900
    const char *language; // BCP 47
    bool is_vertical;
    bool keeps_punctuation; // half-width marks stay as they are
};

// What shaping needs. One per typesetter.
struct shaper;
struct shaper *shaper_new(struct fonts *fonts);
void shaper_free(struct shaper *shaper);

// The glyph of one upright character in a column, placed in an atom of one em; or of one that the
// face has lying on its side only. False where the face does not have it.
bool shaper_find_vertical(struct shaper *shaper, const struct face *face, const char *language,
                          uint32_t character, struct atom_glyph *glyph, bool *is_sideways);

// Shape a text. `source` and the shaping's texts must live as long as the arena.
struct atoms *atoms_new(struct arena *arena, struct shaper *shaper, const char *source,
                        const struct shaping *shaping);

// Fill in gaps and sums; part of atoms_new.
struct letter;
void atoms_space(struct atoms *atoms, const struct letter *letters, const uint32_t *first_letters);

// The natural width of the atoms from..to on a line of their own.
static inline double atoms_width(const struct atoms *atoms, int from, int to, double tracking)
{
    return atoms->sums[to - 1].width + atoms->atoms[to - 1].advance - atoms->sums[from].width +
           tracking * (to - 1 - from);
}

#endif
