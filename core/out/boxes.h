// SPDX-License-Identifier: MIT
//
// The boxes of a page that printers go by.
#ifndef HAIBAO_OUT_BOXES_H
#define HAIBAO_OUT_BOXES_H

#include <glib.h>

// Give every page of a PDF that cairo wrote a TrimBox, `around` points inside its MediaBox, and a
// BleedBox, `bleed` points around that (ISO 32000-1, 14.11.2). cairo has no call for them, so the
// pages are written again behind the file's end, as an incremental update (7.5.6). Left as it is
// where its parts are not found.
void boxes_add(GByteArray *pdf, double around, double bleed);

#endif
