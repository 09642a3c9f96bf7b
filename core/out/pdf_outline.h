// SPDX-License-Identifier: MIT
//
// The outline of a document: its headings, to jump to (ISO 32000-1, 12.3.3).
#ifndef HAIBAO_OUT_PDF_OUTLINE_H
#define HAIBAO_OUT_PDF_OUTLINE_H

#include "out/pdf_file.h"

struct pdf_outline;

struct pdf_outline *pdf_outline_new(struct pdf_file *file);
void pdf_outline_free(struct pdf_outline *outline);

// A heading of level 1..6 at a place of a page, in points from its lower left corner. It stands
// under the last one of a lower level.
void pdf_outline_add(struct pdf_outline *outline, int level, const char *text, unsigned page,
                     double x, double y);

// The number of its root; 0 where there are no headings.
unsigned pdf_outline_put(struct pdf_outline *outline);

#endif
