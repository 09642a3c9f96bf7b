// SPDX-License-Identifier: MIT
//
// A record as a page: the display list becomes a content stream, its scopes become what the page
// means.
#ifndef HAIBAO_OUT_PDF_PAGE_H
#define HAIBAO_OUT_PDF_PAGE_H

#include "out/pdf_fonts.h"
#include "out/pdf_outline.h"
#include "out/pdf_pictures.h"
#include "out/pdf_tags.h"

// What all pages of a file have in common.
struct pdf_book {
    struct pdf_file *file;
    struct pdf_fonts *fonts;
    struct pdf_pictures *pictures;
    struct pdf_tags *tags;
    struct pdf_outline *outline;
    unsigned tree; // the number of the page tree
};

// In points.
struct pdf_page_frame {
    double scale;  // of a layout pixel
    double around; // from the page's corner to the sheet's
    double bleed;  // of the rim that is printed and cut off
    bool has_crop_marks;
};

// The page's number; 0 where a face was not found.
unsigned pdf_page_put(struct pdf_book *book, const struct record *record,
                      const struct pdf_page_frame *frame);

#endif
