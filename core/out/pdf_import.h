// SPDX-License-Identifier: MIT
//
// What only cairo can draw (SVG documents, visuals' own calls) as a form: cairo writes a PDF of one
// page, whose objects are taken over.
#ifndef HAIBAO_OUT_PDF_IMPORT_H
#define HAIBAO_OUT_PDF_IMPORT_H

#include <cairo.h>

#include "out/pdf_file.h"

// Draw into 0, 0 to `size`, in the units of the form's space, y down. The form's number; 0 where
// cairo fails or wrote what is not understood. Drawings that come out alike are one form: `known`
// maps digests of cairo's files to them.
unsigned pdf_import(struct pdf_file *file, GHashTable *known, hai_size size,
                    void (*draw)(cairo_t *cairo, const void *data), const void *data,
                    cairo_status_t *status);

#endif
