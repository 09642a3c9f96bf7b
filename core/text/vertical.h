// SPDX-License-Identifier: MIT
//
// Vertical setting: which way a letter stands in a column, and where its glyphs go.
//
// After CLREQ ("Writing modes") and Unicode's UTR #50: Chinese and its marks stand upright, in the
// forms that fonts have for columns ("vert"); Latin words and long numbers lie on their side;
// numbers of two or three digits are set side by side in one em.
//
// Glyphs are placed in em, along the column (down) and across it (to the left, which is down for
// one who tilts his head to read Latin), from the atom's beginning on the column's centre line.
// Columns are as wide as an em; where a font puts its own vertical origin does not matter.
#ifndef HAIBAO_TEXT_VERTICAL_H
#define HAIBAO_TEXT_VERTICAL_H

#include <hb.h>

#include "text/atoms.h"
#include "text/face.h"
#include "text/letters.h"

// The middle of the em box of Chinese faces, over the baseline.
#define VERTICAL_EM_MIDDLE 0.38

// Say how each letter stands, and give those their characters that have others in columns: 『』 for
// “”, ％ for the sign after a number that stands upright.
void letters_turn(struct letter *letters, uint32_t count);

// Whether the mark needs a form of its own in columns; without one it is laid on its side.
bool vertical_needs_form(uint32_t character);

// From a glyph's ink, where it begins and ends along the line (left and right), from where the
// atom's glyphs begin, and across it (top and bottom), from the baseline or the column's centre
// line. For lines and columns.
struct ink vertical_ink(const struct atom *atom, const struct atom_glyph *glyph, struct ink ink);

// From the baseline to the middle of what lies on its side: of small letters, or of capitals.
double vertical_middle(const struct face *face, bool is_small);

// Place the glyphs of an upright atom, as shaped from top to bottom: the em box of the first lies
// in the middle of the atom; marks stay where they are beside it. `width` is that of the atom.
void vertical_stand(const struct face *face, const hb_glyph_info_t *infos,
                    const hb_glyph_position_t *positions, unsigned count, double width,
                    double middle, struct atom_glyph *glyphs);

// Place glyphs shaped from left to right side by side in one em. Returns how far they are drawn
// together to fit, 1 for not at all.
double vertical_combine(const struct face *face, const hb_glyph_info_t *infos,
                        const hb_glyph_position_t *positions, unsigned count,
                        struct atom_glyph *glyphs);

#endif
