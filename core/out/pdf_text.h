// SPDX-License-Identifier: MIT
//
// Runs of glyphs in a content stream (ISO 32000-1, 9.4). Text that would not be read back as it was
// written is said beside its glyphs (14.9.4).
#ifndef HAIBAO_OUT_PDF_TEXT_H
#define HAIBAO_OUT_PDF_TEXT_H

#include "out/pdf_content.h"
#include "out/pdf_fonts.h"

enum pdf_text_mode { PDF_TEXT_SEEN = 0, PDF_TEXT_UNSEEN = 3 };

// The glyphs of an item in the fill colour in force, or unseen: to be searched and read alone.
// False where the run's face is not in the subset.
bool pdf_text_draw(struct pdf_fonts *fonts, struct pdf_content *content, const struct item *item,
                   enum pdf_text_mode mode);

// The glyphs' outlines, as a path to be filled.
void pdf_text_path(struct pdf_content *content, const struct item *item);

#endif
