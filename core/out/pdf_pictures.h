// SPDX-License-Identifier: MIT
//
// Images, shadows, and what visuals draw with cairo: each stored once and drawn as often as it is
// used (ISO 32000-1, 8.8 to 8.10).
#ifndef HAIBAO_OUT_PDF_PICTURES_H
#define HAIBAO_OUT_PDF_PICTURES_H

#include "out/pdf_content.h"

struct pdf_pictures;

struct pdf_pictures *pdf_pictures_new(struct pdf_file *file);
void pdf_pictures_free(struct pdf_pictures *pictures);

// Items of these kinds. A failure is kept.
void pdf_pictures_draw_image(struct pdf_pictures *pictures, struct pdf_content *content,
                             const struct item *item);
void pdf_pictures_draw_shadow(struct pdf_pictures *pictures, struct pdf_content *content,
                              const struct item *item);
void pdf_pictures_draw_cairo(struct pdf_pictures *pictures, struct pdf_content *content,
                             const struct item *item);

// The first failure, or CAIRO_STATUS_SUCCESS.
cairo_status_t pdf_pictures_status(const struct pdf_pictures *pictures);

#endif
