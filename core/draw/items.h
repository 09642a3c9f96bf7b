// SPDX-License-Identifier: MIT
//
// The inside of a record: what canvas writes, and replay, trace and the PDF writer read.
//
// Paths and boxes are in sheet coordinates. Paints, pens, shadows, images and paragraphs are in the
// coordinates in force when they were drawn, which each item keeps as its matrix.
#ifndef HAIBAO_DRAW_ITEMS_H
#define HAIBAO_DRAW_ITEMS_H

#include <cairo.h>

#include <haibao/canvas.h>

#include "draw/record.h"
#include "text/paragraph.h"

// A path that was drawn by one call alone is also known by its name, for the trace and for speed.
enum shape { SHAPE_PATH, SHAPE_BOX, SHAPE_ROUNDED_BOX };

struct path {
    enum shape shape;
    hai_box shape_box; // of SHAPE_BOX and SHAPE_ROUNDED_BOX
    double shape_radius;
    const cairo_path_data_t *data;
    int count;   // of data
    hai_box box; // around all of it, curves exactly
};

// A chain of clips, innermost first. Never changed, so that items and canvas states share it.
struct clip {
    const struct clip *parent;
    unsigned depth; // 1 for one without parent
    struct path path;
    hai_box box; // of the whole chain
};

enum item_kind {
    ITEM_FILL,
    ITEM_STROKE,
    ITEM_SHADOW,
    ITEM_IMAGE,
    ITEM_GLYPHS,
    ITEM_CAIRO,
    ITEM_GROUP, // the scopes; each has its ITEM_END
    ITEM_LINK,
    ITEM_HEADING,
    ITEM_FIGURE,
    ITEM_END,
};

struct fill_item {
    struct path path;
    hai_paint paint;
};

struct stroke_item {
    struct path path;
    hai_paint paint;
    hai_stroke pen;
};

struct shadow_item {
    hai_box box;
    double radius, blur;
    hai_colour colour;
    // Sheet coordinates, or empty: where the next item paints over the shadow for certain, so that
    // pixels need not be blended there.
    hai_box covered;
};

struct image_item {
    const hai_image *image;
    hai_box box;    // that is filled
    hai_box placed; // where the whole image lies; with fit 2 larger than box
};

struct glyphs_item {
    const hai_paragraph *paragraph; // borrowed
    const struct glyph_run *run;
    hai_point origin;
    hai_paint paint;
};

struct cairo_item {
    hai_box box;
    void (*draw)(struct _cairo *cairo, void *data);
    void *data;
};

struct scope_item {
    double opacity;   // ITEM_GROUP
    const char *text; // uri, text or alt; valid UTF-8
    int level;        // ITEM_HEADING
    hai_box area;     // sheet coordinates
};

struct item {
    enum item_kind kind;
    unsigned mate; // index of the scope's ITEM_END, or of the scope where this is its end
    hai_matrix matrix;
    const struct clip *clip; // or NULL
    hai_box box;             // of its ink, after clipping; of a scope: of all within
    union {
        struct fill_item fill;
        struct stroke_item stroke;
        struct shadow_item shadow;
        struct image_item image;
        struct glyphs_item glyphs;
        struct cairo_item cairo;
        struct scope_item scope;
    };
};

struct record {
    hai_size sheet;
    hai_colour ground;
    const struct item *items;
    unsigned count;
};

// The largest coordinate that is drawn. cairo counts in 1/256 pixel in 32 bits: 8 388 607 pixels,
// of which an A1 board at 300 dpi takes 6.5 for each of ours.
#define DRAW_MAX 1e6
#define MAX_STOPS 64
#define MAX_DASHES 16
#define MITRE_LIMIT 4.0

static inline hai_box box_between(double left, double top, double right, double bottom)
{
    return (hai_box){left, top, right - left, bottom - top};
}

// Empty boxes add nothing.
hai_box box_union(hai_box a, hai_box b);
hai_box box_intersection(hai_box a, hai_box b);
bool box_touches(hai_box a, hai_box b);
hai_box box_outset(hai_box box, double by);

hai_point matrix_apply(const hai_matrix *matrix, double x, double y);
hai_box matrix_apply_box(const hai_matrix *matrix, hai_box box);
hai_matrix matrix_multiply(const hai_matrix *inner, const hai_matrix *outer); // inner first
double matrix_scale(const hai_matrix *matrix);    // the largest stretch in any direction
bool matrix_is_upright(const hai_matrix *matrix); // moves and positive scales alone
bool matrix_is_move(const hai_matrix *matrix);

#endif
