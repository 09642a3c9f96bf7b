// SPDX-License-Identifier: MIT
//
// What visuals draw on.
//
// Nothing is painted while a visual draws: the canvas records, and back ends replay the record as
// pixels, PDF, SVG or text. Drawing must be pure: the same box gives the same calls, without
// clock, chance or files. What lies outside the sheet is dropped; numbers that are not finite are
// reported and the call is left out. Every `begin` has its `end`; the core closes what is left
// open.
//
//     hai_canvas_rounded_box(canvas, box, 16);
//     hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(theme, "surface")));
//     hai_canvas_paragraph(canvas, title, box.x + 32, box.y + 32);
#ifndef HAIBAO_CANVAS_H
#define HAIBAO_CANVAS_H

#include <haibao/abi.h>
#include <haibao/geom.h>
#include <haibao/text.h>
#include <haibao/theme.h>

struct _cairo; // cairo_t, for hai_canvas_cairo alone

// --- Paint ---

#define HAI_PAINT_COLOUR UINT32_C(0)
#define HAI_PAINT_LINEAR UINT32_C(1) // from `from` to `to`
#define HAI_PAINT_RADIAL UINT32_C(2) // around `from`, from radius_from to radius_to

typedef struct hai_stop {
    double at; // 0..1, not falling
    hai_colour colour;
} hai_stop;

typedef struct hai_paint {
    uint32_t size; // of this record
    uint32_t kind;
    hai_colour colour;
    hai_point from, to; // in the coordinates in force when the paint is used
    double radius_from, radius_to;
    const hai_stop *stops; // borrowed for the call
    uint32_t stop_count;   // at most 64
} hai_paint;

static inline hai_paint hai_paint_colour(hai_colour colour)
{
    return (hai_paint){.size = sizeof(hai_paint), .kind = HAI_PAINT_COLOUR, .colour = colour};
}

static inline hai_paint hai_paint_linear(hai_point from, hai_point to, const hai_stop *stops,
                                         uint32_t count)
{
    return (hai_paint){.size = sizeof(hai_paint),
                       .kind = HAI_PAINT_LINEAR,
                       .from = from,
                       .to = to,
                       .stops = stops,
                       .stop_count = count};
}

static inline hai_paint hai_paint_radial(hai_point centre, double radius_from, double radius_to,
                                         const hai_stop *stops, uint32_t count)
{
    return (hai_paint){.size = sizeof(hai_paint),
                       .kind = HAI_PAINT_RADIAL,
                       .from = centre,
                       .radius_from = radius_from,
                       .radius_to = radius_to,
                       .stops = stops,
                       .stop_count = count};
}

// --- State: matrix and clip. Each save is undone by one restore. ---

HAI_API void hai_canvas_save(hai_canvas *canvas);
HAI_API void hai_canvas_restore(hai_canvas *canvas);
HAI_API void hai_canvas_transform(hai_canvas *canvas, hai_matrix matrix);

// Clip to the path, which is used up.
HAI_API void hai_canvas_clip(hai_canvas *canvas);

// --- Path. It grows until fill, stroke or clip uses it up. ---

HAI_API void hai_canvas_move_to(hai_canvas *canvas, double x, double y);
HAI_API void hai_canvas_line_to(hai_canvas *canvas, double x, double y);
HAI_API void hai_canvas_curve_to(hai_canvas *canvas, double x1, double y1, double x2, double y2,
                                 double x, double y);
// Clockwise on the sheet from angle `from` to `to`, in radians, 0 pointing right; counter-clockwise
// where `to` is less than `from`. Joined to the path by a line, as in cairo.
HAI_API void hai_canvas_arc(hai_canvas *canvas, double x, double y, double radius, double from,
                            double to);
HAI_API void hai_canvas_close(hai_canvas *canvas);
HAI_API void hai_canvas_box(hai_canvas *canvas, hai_box box);
// The radius is cut to half the shorter side.
HAI_API void hai_canvas_rounded_box(hai_canvas *canvas, hai_box box, double radius);

// --- Painting ---

typedef struct hai_stroke {
    uint32_t size; // of this record
    uint32_t cap;  // 0 butt, 1 round, 2 square
    uint32_t join; // 0 mitre, 1 round, 2 bevel
    uint32_t dash_count;
    double width;
    const double *dashes; // borrowed for the call; each at least 0.01; at most 16
} hai_stroke;

static inline hai_stroke hai_stroke_width(double width)
{
    return (hai_stroke){.size = sizeof(hai_stroke), .width = width};
}

HAI_API void hai_canvas_fill(hai_canvas *canvas, hai_paint paint);
HAI_API void hai_canvas_stroke(hai_canvas *canvas, hai_stroke stroke, hai_paint paint);

// A soft shadow of a rounded box. `blur` is the width of the soft edge (twice the Gaussian's
// standard deviation). Draw it before the box; the box itself is expected to cover the middle.
HAI_API void hai_canvas_shadow(hai_canvas *canvas, hai_box box, double radius, double blur,
                               hai_colour colour);

// An image into a box: fit 0 stretches, 1 fits whole inside (contain), 2 fills and cuts (cover).
HAI_API void hai_canvas_image(hai_canvas *canvas, const hai_image *image, hai_box box,
                              uint32_t fit);
HAI_API hai_size hai_image_size(const hai_image *image);

// The same, where what matters lies off the middle: with fit 2 the focus, in parts of the image's
// width and height from its top left corner, comes as near to the middle of the box as it can.
HAI_API void hai_canvas_image_at(hai_canvas *canvas, const hai_image *image, hai_box box,
                                 uint32_t fit, hai_point focus);

// The same in the tones between two colours: what is dark or full of colour is drawn in `ink`,
// white in `ground`, so that logos of many makers suit one sheet. A photograph in an SVG stays as
// it is.
HAI_API void hai_canvas_image_toned(hai_canvas *canvas, const hai_image *image, hai_box box,
                                    uint32_t fit, hai_colour ink, hai_colour ground);

// The colour that what is drawn next stands on, for what must know it: the sheet's, until a surface
// says its own. It lasts to the end of the block that set it, and save keeps it.
HAI_API void hai_canvas_set_ground(hai_canvas *canvas, hai_colour ground);
HAI_API hai_colour hai_canvas_ground(const hai_canvas *canvas);

// An icon, whole and in the middle of a box. The colour is that of an icon of one colour; emoji and
// pictures of their own colours keep these.
HAI_API void hai_canvas_icon(hai_canvas *canvas, const hai_icon *icon, hai_box box,
                             hai_colour colour);

// A paragraph with its top left corner at x, y; in its style's colour, or in the paint given.
HAI_API void hai_canvas_paragraph(hai_canvas *canvas, const hai_paragraph *paragraph, double x,
                                  double y);
HAI_API void hai_canvas_paragraph_painted(hai_canvas *canvas, const hai_paragraph *paragraph,
                                          double x, double y, hai_paint paint);

// Lines of a paragraph alone, the first of them (from 0) with its top at y. Not for vertical
// setting.
HAI_API void hai_canvas_paragraph_lines(hai_canvas *canvas, const hai_paragraph *paragraph,
                                        int32_t first, int32_t count, double x, double y);

// What is drawn up to the end is laid down as one, with this opacity.
HAI_API void hai_canvas_group_begin(hai_canvas *canvas, double opacity);
HAI_API void hai_canvas_group_end(hai_canvas *canvas);

// --- Meaning, for PDF and for people who cannot see the sheet ---

HAI_API void hai_canvas_link_begin(hai_canvas *canvas, const char *uri, hai_box box);
HAI_API void hai_canvas_link_end(hai_canvas *canvas);

// A heading of level 1..6. `text` is its plain text, and becomes the PDF's outline.
HAI_API void hai_canvas_heading_begin(hai_canvas *canvas, int32_t level, const char *text,
                                      hai_box box);
HAI_API void hai_canvas_heading_end(hai_canvas *canvas);

// A figure with alternative text, for everything that is not running text.
HAI_API void hai_canvas_figure_begin(hai_canvas *canvas, const char *alt, hai_box box);
HAI_API void hai_canvas_figure_end(hai_canvas *canvas);

// --- What the canvas lacks ---

// `draw` is called at every replay with a cairo context in the coordinates in force now, clipped
// to the box; more than once, and for PDF too. It must be pure and leave no state behind. `data`
// must live as long as the poster. A trace shows one opaque mark.
HAI_API void hai_canvas_cairo(hai_canvas *canvas, hai_box box,
                              void (*draw)(struct _cairo *cairo, void *data), void *data);

#endif
