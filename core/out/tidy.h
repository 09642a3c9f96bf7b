// SPDX-License-Identifier: MIT
//
// What cairo's files need before they are written.
#ifndef HAIBAO_OUT_TIDY_H
#define HAIBAO_OUT_TIDY_H

#include <cairo.h>
#include <glib.h>

// Write a cairo file into memory; `bytes` is a GByteArray.
cairo_status_t tidy_collect(void *bytes, const unsigned char *part, unsigned size);

// PDF: cairo 1.16 lists a picture or group in a page's resources as often as it is used, but a key
// may stand in a dictionary only once (ISO 32000-1, 7.3.7). The others become spaces, so that no
// offset changes.
void tidy_pdf(GByteArray *pdf);

// SVG: cairo names inner pictures after a count that runs through the whole process. So that a
// record gives the same bytes whatever was drawn before, they are counted anew.
void tidy_svg(const GByteArray *svg, GString *out);

#endif
