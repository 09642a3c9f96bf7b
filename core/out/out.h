// SPDX-License-Identifier: MIT
//
// Records as files. Each file appears whole or not at all; each return code, cairo's status too, is
// checked, and a failure is reported with its errno ("out.create": exit code 73; "out.write": 74).
// A file that cairo or a visual cannot draw is "out.draw" (70), a name whose ending is unknown is
// "out.format" (64), and a sheet with too many pixels is "page.limit" (65).
#ifndef HAIBAO_OUT_OUT_H
#define HAIBAO_OUT_OUT_H

#include <stdbool.h>

#include "base/report.h"
#include "draw/record.h"

#define OUT_MAX_SIDE 65535
#define OUT_MAX_PIXELS 80e6
#define OUT_MARK_POINTS 17.0 // room for crop marks beyond the bleed

struct sheet_format {
    double pixels; // device pixels of PNG per layout pixel
    double points; // PDF points per layout pixel
    double dpi;    // for pHYs; 0: none
};

struct document_info {
    const char *title, *author, *subject, *keywords, *language; // any may be NULL
};

// Small takes some three times as long to write, and memory for all pixels: three bytes each,
// twice.
enum compression { COMPRESS_FAST, COMPRESS_SMALL };

// What was written.
struct out_note {
    size_t bytes;
    char sha256[65]; // in hex; empty where is_unhashed
};

// What the files of one thread can use again. Holds until the fonts are closed.
struct out_store {
    struct replay_store *pixels;
    struct strip_cache *strips;
    struct cut_store *cuts; // of fonts
};
struct out_store *out_store_new(void);
void out_store_free(struct out_store *store);

struct out_settings {
    struct sheet_format format;
    struct document_info info;
    enum compression compression; // PNG
    unsigned threads; // of PNG; 0: one for each three megapixels, as far as there are processors

    // For many files in a row. Each may be zero.
    struct out_store *store; // kept from file to file
    bool is_trial;           // all is drawn and packed, nothing is written
    bool is_unsynced;        // the caller sees to it that the files reach the disk
    bool is_unhashed;        // nobody reads the note's hash
    struct out_note *note;   // filled in when the file is there; of pages, one for each file
    struct sink_hold *hold;  // where whole files wait for others; for out_write_pages
    double bleed;            // PDF: points of the rim, mirrored, beyond each edge
    bool has_crop_marks;     // PDF: lines that say where to cut
};

// By the ending of the name: .png .pdf .svg .trace; false where it is none of these.
bool out_is_known(const char *path);
bool out_write(const struct record *record, const char *path, const struct out_settings *settings,
               struct report *report);

// The pages of one poster: a PDF or trace has them all, any other kind is a file for each, named by
// out_page_name where there are several. All of these appear, or none.
bool out_write_pages(const struct record *const *pages, unsigned count, const char *path,
                     const struct out_settings *settings, struct report *report);

// "poster.png" for page 2 (from 1) is "poster-2.png". To be freed by g_free.
char *out_page_name(const char *path, unsigned number);
bool out_holds_pages(const char *path); // whether one file of this kind holds several

// The size of the PNG. False after reporting "page.limit".
bool out_pixel_size(hai_size sheet, const struct sheet_format *format, int *width, int *height,
                    struct report *report);

// 8-bit RGB with sRGB, pHYs (where there is a dpi), Title, Author and Software; no date.
bool png_write(const struct record *record, const char *path, const struct out_settings *settings,
               struct report *report);

// PDF 1.5, one page. Text stays text in subset fonts; headings become the outline. Dated by
// $SOURCE_DATE_EPOCH, else 2000-01-01. A side above 14400 points, the most that readers take,
// scales the page down.
bool pdf_write(const struct record *record, const char *path, const struct out_settings *settings,
               struct report *report);

// The same with several pages.
bool pdf_write_pages(const struct record *const *records, unsigned count, const char *path,
                     const struct out_settings *settings, struct report *report);

// SVG; text as shapes.
bool svg_write(const struct record *record, const char *path, const struct out_settings *settings,
               struct report *report);

#endif
