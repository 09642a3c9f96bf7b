// SPDX-License-Identifier: MIT
//
// The fonts of a PDF: each face as a composite font (ISO 32000-1, 9.7) that holds the glyphs used,
// by codes of two bytes, with the text that each stands for (9.10.3).
#ifndef HAIBAO_OUT_PDF_FONTS_H
#define HAIBAO_OUT_PDF_FONTS_H

#include "out/pdf_file.h"
#include "out/subset.h"

// What a glyph stands for.
struct reading {
    const char *text; // borrowed from a run, or `own`; NULL: not known yet
    size_t bytes;
    char own[8];
};

struct pdf_font {
    const struct cut *cut;
    unsigned object; // its number
    bool is_cff;     // else TrueType
    hb_blob_t *program;
    unsigned glyph_count;     // of the program
    uint16_t *cids;           // the code of each glyph; NULL: its number
    struct reading *readings; // of each glyph
};

struct pdf_fonts;

// The subset is borrowed.
struct pdf_fonts *pdf_fonts_new(struct pdf_file *file, const struct subset *subset);
void pdf_fonts_free(struct pdf_fonts *fonts);

// NULL where the face is not in the subset.
struct pdf_font *pdf_fonts_find(struct pdf_fonts *fonts, const struct face *face);

// Of a glyph by its number in the file.
unsigned pdf_font_code(const struct pdf_font *font, unsigned glyph);

// Of a glyph by its number in the face, in em.
double pdf_font_advance(const struct pdf_font *font, unsigned long glyph);

// Put all fonts that were found.
void pdf_fonts_put(struct pdf_fonts *fonts);

#endif
