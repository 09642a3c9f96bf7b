// SPDX-License-Identifier: MIT
//
// A galley: lines as they are set, before they become glyphs on paper. What typesetter_set draws
// and what a proof (proof.h) tells is the same galley. All lengths are in em of the style's size.
#ifndef HAIBAO_TEXT_GALLEY_H
#define HAIBAO_TEXT_GALLEY_H

#include "text/lines.h"
#include "text/paragraph.h"

struct galley {
    const struct atoms *atoms; // the typesetter's
    struct setting setting;
    uint32_t align; // HAI_TEXT_…
    bool keeps_punctuation;
    struct lines lines;
    double *gaps;  // before each atom, on its line
    double *lefts; // the left edge of each line
    double widest; // of the lines' widths
};

// Set a text to a width in layout pixels (0: lines end at newlines only). The text must live as
// long as the galley. Free with galley_finish.
struct galley galley_set(struct typesetter *typesetter, const char *text,
                         const hai_text_style *style, double width);
void galley_finish(struct galley *galley);

#endif
