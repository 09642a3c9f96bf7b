// SPDX-License-Identifier: MIT
//
// Records as files. Each file appears whole or not at all; each return code, cairo's status too, is
// checked, and a failure is reported with its errno ("out.create": exit code 73; "out.write": 74).
#ifndef HAIBAO_OUT_OUT_H
#define HAIBAO_OUT_OUT_H

#include <stdbool.h>

#include "base/report.h"
#include "draw/record.h"

#define OUT_MAX_SIDE 65535
#define OUT_MAX_PIXELS 80e6

struct sheet_format {
    double pixels; // device pixels of PNG per layout pixel
    double points; // PDF points per layout pixel
    double dpi;    // for pHYs; 0: none
};

struct document_info {
    const char *title, *author, *subject, *keywords, *language; // any may be NULL
};

enum compression { COMPRESS_FAST, COMPRESS_SMALL };

struct out_settings {
    struct sheet_format format;
    struct document_info info;
    enum compression compression; // PNG
};

// By the ending of the name: .png .pdf .svg .trace; false where it is none of these.
bool out_is_known(const char *path);
bool out_write(const struct record *record, const char *path, const struct out_settings *settings,
               struct report *report);

bool png_write(const struct record *record, const char *path, const struct out_settings *settings,
               struct report *report);
bool pdf_write(const struct record *record, const char *path, const struct out_settings *settings,
               struct report *report);
bool svg_write(const struct record *record, const char *path, const struct out_settings *settings,
               struct report *report);

#endif
