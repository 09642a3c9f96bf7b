// SPDX-License-Identifier: MIT
//
// A content stream (ISO 32000-1, 7.8): that of a page, or of a form, which is drawn on a page as a
// whole. It knows what it has set, so as not to say it again, and which objects it uses.
//
// Its user space is the sheet's: layout pixels, y down.
#ifndef HAIBAO_OUT_PDF_CONTENT_H
#define HAIBAO_OUT_PDF_CONTENT_H

#include <glib.h>

#include "draw/items.h"
#include "out/pdf_file.h"

// The kinds of resources (7.8.3).
enum pdf_resource { PDF_FONT, PDF_FORM, PDF_STATE, PDF_PATTERN, PDF_SHADING, PDF_RESOURCES };

// What the stream has set.
struct pdf_state {
    hai_colour fill, stroke; // without alpha; r is -1 where it is not known, as after a pattern
    float fill_alpha, stroke_alpha; // -1: not known
    hai_stroke pen;                 // without its dashes; width -1: not known
    bool is_dashed;
    unsigned font;
    double font_size;
};

struct pdf_content {
    struct pdf_file *file;
    GString *out;
    hai_matrix base; // from the sheet to the stream's own space, for patterns
    struct pdf_state state;
    GArray *saved;               // struct pdf_state
    GArray *used[PDF_RESOURCES]; // unsigned

    // Clips on top of `outer`, which are in force around the stream.
    const struct clip *outer, *clip;

    // Marked content (14.6).
    unsigned object; // the page's number, or the form's
    unsigned page;   // the page's number
    bool is_form;
    GArray *elements;  // unsigned: of the structure element of each marked-content number
    const void *owner; // of what is drawn at present: see pdf_tags.h
};

// Of an object that is reserved, on a page or within a form on it.
struct pdf_content *pdf_content_new(struct pdf_file *file, unsigned object, unsigned page,
                                    hai_matrix base);
void pdf_content_free(struct pdf_content *content);

// Dictionary of what was used, with a space behind it.
void pdf_content_put_resources(const struct pdf_content *content, GString *out);

// Put a form that is finished; `entries` are added to its dictionary.
void pdf_content_put_form(struct pdf_content *content, hai_box box, const char *entries);

// Name a resource in the stream: "/F12 ".
void pdf_content_name(struct pdf_content *content, enum pdf_resource kind, unsigned object);

// q and Q, with what is set.
void pdf_content_save(struct pdf_content *content);
void pdf_content_restore(struct pdf_content *content);

// Set the clip; leaves the matrix as that of the sheet. NULL: that around the stream.
void pdf_content_clip(struct pdf_content *content, const struct clip *clip);

void pdf_content_matrix(struct pdf_content *content, const hai_matrix *matrix); // cm
void pdf_content_box(struct pdf_content *content, hai_box box);                 // re
void pdf_content_rounded_box(struct pdf_content *content, hai_box box, double radius);

// `matrix` is laid over the path's points, or NULL.
void pdf_content_path(struct pdf_content *content, const struct path *path,
                      const hai_matrix *matrix);

void pdf_content_fill_colour(struct pdf_content *content, hai_colour colour);
void pdf_content_stroke_colour(struct pdf_content *content, hai_colour colour);
void pdf_content_alpha(struct pdf_content *content, float fill, float stroke);

// Widths and dashes are multiplied by `scale`.
void pdf_content_pen(struct pdf_content *content, const hai_stroke *pen, double scale);

// Draw a form, its own space being that of the sheet after `matrix`.
void pdf_content_draw(struct pdf_content *content, unsigned form, const hai_matrix *matrix);

#endif
