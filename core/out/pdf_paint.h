// SPDX-License-Identifier: MIT
//
// Colours and gradients (ISO 32000-1, 8.7.4) for what is drawn next.
#ifndef HAIBAO_OUT_PDF_PAINT_H
#define HAIBAO_OUT_PDF_PAINT_H

#include "out/pdf_content.h"

// Whether a paint paints at all.
bool pdf_paint_is_seen(const hai_paint *paint);

// Set the paint for filling or for strokes. `matrix` is the item's; `box` holds all that will be
// painted, on the sheet. Gradients whose opacity changes need a mask, which stays in force until
// pdf_content_restore: save before where pdf_paint_needs_mask.
bool pdf_paint_needs_mask(const hai_paint *paint);
void pdf_paint_set_fill(struct pdf_content *content, const hai_paint *paint,
                        const hai_matrix *matrix, hai_box box);
void pdf_paint_set_stroke(struct pdf_content *content, const hai_paint *paint,
                          const hai_matrix *matrix, hai_box box);

#endif
