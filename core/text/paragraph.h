// SPDX-License-Identifier: MIT
//
// The paragraph engine's inside view: what the display list takes from a paragraph.
#ifndef HAIBAO_TEXT_PARAGRAPH_H
#define HAIBAO_TEXT_PARAGRAPH_H

#include <cairo.h>

#include <haibao/text.h>
#include <haibao/theme.h>

#include "base/arena.h"
#include "text/font.h"

// Glyphs of one face and size on one line, with the text that they stand for: clusters map glyphs
// to bytes of `text`, which is the source as written (not as normalised), for PDF.
struct glyph_run {
    const struct face *face;
    double size;
    const hai_colour *colour;    // its own; NULL: the paragraph's
    const cairo_glyph_t *glyphs; // positions relative to the paragraph's top left corner
    int glyph_count;
    const uint32_t *characters; // that each glyph stands for, 0: with others; or NULL
    const char *text;
    int text_bytes;
    const cairo_text_cluster_t *clusters;
    int cluster_count;
    hai_box ink;      // bounding box, generous where exact ink is costly
    bool is_vertical; // stands in a column
    bool is_sideways; // in a column: each glyph is turned clockwise by a quarter
    double stretch;   // of the glyphs' width, 1 for none
};

// What takes a glyph of 1 em, y down, to its size, width and direction.
cairo_matrix_t glyph_run_matrix(const struct glyph_run *run);

// What is drawn beside the glyphs.
enum text_mark_kind {
    TEXT_DOT,  // a disc around `from`
    TEXT_RULE, // a straight line
    TEXT_WAVE, // a wavy one
};

struct text_mark {
    enum text_mark_kind kind;
    hai_point from, to;       // relative to the paragraph's top left corner
    double width;             // of the disc or the pen, in layout pixels
    const hai_colour *colour; // NULL: the paragraph's
};

// An emoji. Its text is in a run of glyphs without ink.
struct text_picture {
    cairo_surface_t *surface; // of its face
    hai_box box;              // relative to the paragraph's top left corner
};

struct hai_paragraph {
    hai_size size;
    hai_box ink;
    int32_t line_count;
    double baseline, last_baseline;
    hai_colour colour; // of its style
    const char *text;  // as people see it
    const struct glyph_run *runs;
    int run_count;
    const struct text_mark *marks;
    int mark_count;
    const struct text_picture *pictures;
    int picture_count;
    int missing;    // characters that no face has
    bool truncated; // max_lines cut it
};

struct typesetter;

// What a style leaves open.
struct text_defaults {
    const char *language;
    uint32_t kinsoku;      // HAI_KINSOKU_…
    uint32_t punctuation;  // HAI_PUNCTUATION_…
    const char *words;     // that titles keep whole, parted by spaces; or NULL
    struct report *report; // hears of what the typesetter lacks; or NULL
};

// One per poster. What it sets lives as long as it does, and what stands in `standing` (or NULL;
// see text/standing.h) until the next typesetter begins. The defaults' texts must live as long as
// it.
struct standing;
struct typesetter *typesetter_new(struct fonts *fonts, const hai_theme *theme,
                                  const struct text_defaults *defaults, struct standing *standing);
void typesetter_free(struct typesetter *typesetter);

const hai_paragraph *typesetter_set(struct typesetter *typesetter, const char *text,
                                    const hai_text_style *style, double width);
double typesetter_fit(struct typesetter *typesetter, const char *text, const hai_text_style *style,
                      double width, double height, int32_t lines, double smallest);

#endif
