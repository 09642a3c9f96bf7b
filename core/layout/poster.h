// SPDX-License-Identifier: MIT
//
// A poster on its way through the house: document -> bound blocks -> placed -> recorded.
//
//     struct poster *poster = poster_new(report, fonts, &visuals);
//     if (poster_read(poster, "a.json", &settings))
//         record = poster_record(poster);
#ifndef HAIBAO_LAYOUT_POSTER_H
#define HAIBAO_LAYOUT_POSTER_H

#include <jansson.h>
#include <stdbool.h>

#include <haibao/visual.h>

#include "base/report.h"
#include "draw/record.h"
#include "text/font.h"

// Where visuals come from.
struct visual_source {
    void *data;
    const hai_visual *(*find)(void *data, const char *type); // NULL: there is none
    const char *const *(*names)(void *data);                 // all types, NULL at the end
};

// What the command line says above the spec.
struct poster_settings {
    const char *size;           // of the page, or NULL
    const char *theme;          // a name, or a file from the current folder; or NULL
    const char *const *sets;    // "/pointer=value", NULL at the end; or NULL
    const char *const *allowed; // folders from which files may be read besides the spec's own
    json_t *row; // an object whose members stand above those of "data"; borrowed; or NULL
    const struct source *row_source; // it in JSON, for messages; borrowed
    struct standing *standing;       // texts that were set for posters before; or NULL
};

struct poster;

struct poster *poster_new(struct report *report, struct fonts *fonts,
                          const struct visual_source *visuals);
void poster_free(struct poster *poster);

// Read and bind a spec; false after reporting. All mistakes are reported in one go.
bool poster_read(struct poster *poster, const char *path, const struct poster_settings *settings);

// Report what a spec that was read can be drawn with, but should not be: a theme whose text is hard
// to read ("theme.contrast").
void poster_review(const struct poster *poster);

// Lay the sheet out and record it. NULL after reporting (e.g. "page.overflow").
const struct record *poster_record(struct poster *poster);

// The paths of all files that were read so far: spec, data, images, themes. NULL at the end; in the
// poster's memory.
const char *const *poster_inputs(struct poster *poster);

// All pages, after poster_record; one where the page's height grows with its content.
const struct record *const *poster_pages(const struct poster *poster, unsigned *count);

// How the sheet becomes pixels and points, and what the files say of themselves.
struct poster_sheet {
    double pixels, points, dpi;
    const char *title, *author, *subject, *keywords, *language;
    double bleed; // points
    bool has_crop_marks;
};
struct poster_sheet poster_sheet(const struct poster *poster);

// --- For the contract check, after poster_record ---

// All blocks of the spec, children and those of the backdrop included.
unsigned poster_block_count(const struct poster *poster);

// Where a block was drawn and where its ink went; the pointer names it in the spec. False if it was
// not drawn.
bool poster_block_ink(const struct poster *poster, unsigned index, hai_box *box, hai_box *ink,
                      const char **pointer);

// The size that a block takes at a width.
hai_size poster_block_size_at(const struct poster *poster, unsigned index, double width);

// A block as it was bound, also without poster_record. The pointer names it in the spec.
struct poster_block {
    const hai_visual *visual;
    const void *options; // of the visual's own struct
    const char *pointer;
};
struct poster_block poster_block(const struct poster *poster, unsigned index);

// What the visual itself answers, neither bounded nor remembered.
hai_size poster_block_measure(const struct poster *poster, unsigned index, hai_space space);

// A block alone in a box of a sheet of its own.
const struct record *poster_block_record(const struct poster *poster, unsigned index,
                                         hai_size sheet, hai_box box);

// What the visual itself answers about a part; false too where it cannot be divided. And that part
// alone, in a box of a sheet of its own.
bool poster_block_divide(const struct poster *poster, unsigned index, hai_space space,
                         hai_part *part);
const struct record *poster_block_part(const struct poster *poster, unsigned index, hai_size sheet,
                                       hai_box box, const hai_part *part);

// Where a block was drawn last, and by which items of the record; `from` is `to` for one that was
// not. Of blocks within each other the innermost comes last.
void poster_block_items(const struct poster *poster, unsigned index, hai_box *box, unsigned *from,
                        unsigned *to);

// The options of a spec and of every block, for schema and describe.
const hai_item *poster_document_shape(void);
const hai_item *poster_page_shape(void);
const hai_item *poster_common_shape(void);

#endif
