// SPDX-License-Identifier: MIT
#include "visual-kit/surface.h"

#include <math.h>

#include "visual-kit/ornament.h"

void kit_fill_box(hai_canvas *canvas, hai_box box, double radius, hai_colour colour)
{
    hai_canvas_rounded_box(canvas, box, radius);
    hai_canvas_fill(canvas, hai_paint_colour(colour));
}

static void fill_down(hai_canvas *canvas, hai_box box, double radius, hai_colour top,
                      hai_colour low)
{
    const hai_stop stops[] = {{0, top}, {1, low}};
    hai_paint paint = hai_paint_linear((hai_point){box.x, box.y},
                                       (hai_point){box.x, hai_box_bottom(box)}, stops, 2);
    if (box.height < 4 * radius + 64) {
        hai_canvas_rounded_box(canvas, box, radius);
        hai_canvas_fill(canvas, paint);
        return;
    }
    // A gradient costs little in a plain box and much behind a mask: round corners are drawn as a
    // strip at either end, and the middle, which overlaps them by a pixel, as a box.
    double strip = ceil(radius) + 1;
    for (int i = 0; i < 2; i++) {
        hai_box end = {box.x, i == 0 ? box.y : hai_box_bottom(box) - strip, box.width, strip};
        hai_canvas_save(canvas);
        hai_canvas_box(canvas, end);
        hai_canvas_clip(canvas);
        hai_canvas_rounded_box(canvas, box, radius);
        hai_canvas_fill(canvas, paint);
        hai_canvas_restore(canvas);
    }
    hai_canvas_box(canvas,
                   (hai_box){box.x, box.y + strip - 1, box.width, box.height - 2 * strip + 2});
    hai_canvas_fill(canvas, paint);
}

void kit_fill_primary(const hai_theme *theme, hai_canvas *canvas, hai_box box, double radius)
{
    fill_down(canvas, box, radius, hai_theme_colour(theme, "primary"),
              hai_theme_colour(theme, "primary_deep"));
}

void kit_fill_solid(const hai_theme *theme, hai_canvas *canvas, hai_box box)
{
    double radius = hai_theme_length(theme, "radius");
    fill_down(canvas, box, radius, hai_theme_colour(theme, "solid"),
              hai_theme_colour(theme, "solid_low"));
    double arm = hai_theme_length(theme, "corner");
    if (arm > 0)
        kit_corners(canvas, box, arm, 3, hai_theme_colour(theme, "edge"));
}

// The lines that a theme draws on its surfaces besides the border.
static void draw_trim(const hai_theme *theme, hai_canvas *canvas, hai_box box, double radius)
{
    double edge = hai_theme_length(theme, "edge");
    double arm = hai_theme_length(theme, "corner");
    double frame = hai_theme_length(theme, "frame");
    hai_colour colour = hai_theme_colour(theme, "edge");
    if (edge > 0) {
        hai_canvas_save(canvas);
        hai_canvas_box(canvas, (hai_box){box.x, box.y, box.width, edge});
        hai_canvas_clip(canvas);
        kit_fill_box(canvas, box, radius, colour);
        hai_canvas_restore(canvas);
    }
    if (arm > 0)
        kit_corners(canvas, box, arm, 3, colour);
    if (frame > 0) {
        hai_canvas_rounded_box(canvas, hai_box_inset(box, hai_insets_all(frame)),
                               fmax(radius - frame, 0));
        hai_canvas_stroke(canvas, hai_stroke_width(1),
                          hai_paint_colour(hai_theme_colour(theme, "line")));
    }
}

void kit_surface(const hai_theme *theme, hai_canvas *canvas, hai_box box)
{
    double radius = hai_theme_length(theme, "radius");
    double blur = hai_theme_length(theme, "shadow");
    double border = hai_theme_length(theme, "border");
    if (blur > 0) {
        hai_box below = {box.x, box.y + blur / 4, box.width, box.height};
        hai_canvas_shadow(canvas, below, radius, blur, hai_theme_colour(theme, "shadow"));
    }
    kit_fill_box(canvas, box, radius, hai_theme_colour(theme, "surface"));
    if (border > 0) {
        // The stroke stays inside the box.
        hai_canvas_rounded_box(canvas, hai_box_inset(box, hai_insets_all(border / 2)),
                               radius - border / 2);
        hai_canvas_stroke(canvas, hai_stroke_width(border),
                          hai_paint_colour(hai_theme_colour(theme, "line")));
    }
    draw_trim(theme, canvas, box, radius);
}

void kit_rule(hai_canvas *canvas, hai_point from, hai_point to, double width, hai_colour colour)
{
    hai_canvas_move_to(canvas, from.x, from.y);
    hai_canvas_line_to(canvas, to.x, to.y);
    hai_canvas_stroke(canvas, hai_stroke_width(width), hai_paint_colour(colour));
}

hai_text_style kit_type(const hai_theme *theme, const char *role, const char *colour,
                        uint32_t align)
{
    hai_text_style style = hai_theme_type(theme, role);
    if (colour != NULL)
        style.colour = colour;
    style.align = align;
    return style;
}

double kit_height(const hai_paragraph *paragraph)
{
    return paragraph == NULL ? 0 : hai_paragraph_size(paragraph).height;
}
