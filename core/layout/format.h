// SPDX-License-Identifier: MIT
//
// Sheet formats: "long", "phone", "a3", [1080, 1920], "210mm x 297mm".
//
// Sheets on screen count one layout pixel as one pixel. On paper the layout pixel grows with the
// sheet, since a larger sheet is read from farther away: body text of 30 px is 10.5 pt on A4, and
// grows with the width to the power of 3/4 (13.6 pt on A3, 22.9 pt on A1).
#ifndef HAIBAO_LAYOUT_FORMAT_H
#define HAIBAO_LAYOUT_FORMAT_H

#include <jansson.h>
#include <stdbool.h>

#include "base/report.h"

#define FORMAT_REM 30.0       // layout pixels of 1 rem
#define FORMAT_MAX_SIDE 60000 // layout pixels of a sheet whose height is given

struct format {
    double width, height;  // layout pixels; height 0: as the content needs
    double pixels, points; // of PNG and PDF per layout pixel
    double dpi;            // 0: none
    double most_shrunk;    // by which text can get smaller and still be read
};

// From the value of page.size. False after reporting "page.size".
bool format_read(json_t *value, struct report *report, struct place place, struct format *format);

// From a text, as on the command line: a name, "1080x1920" or "210mm x 297mm".
bool format_parse(const char *text, struct format *format);

#endif
