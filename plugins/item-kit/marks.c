// SPDX-License-Identifier: MIT
#include <math.h>

#include "item-kit/inside.h"
#include "visual-kit/surface.h"

hai_colour kit_item_colour(const hai_theme *theme, const struct kit_item *item)
{
    return hai_theme_colour(theme, item->colour == NULL ? "primary" : item->colour);
}

static unsigned part(float value)
{
    return (unsigned)lround(fmin(fmax((double)value, 0), 1) * 255);
}

const char *kit_literal(const hai_block *block, hai_colour colour)
{
    return hai_block_printf(block, "#%02x%02x%02x", part(colour.r), part(colour.g), part(colour.b));
}

static const char *on_ground(const hai_block *block, hai_colour ground, double least)
{
    static const char *const candidates[] = {"on_primary", "ink", "surface", "#ffffff", "#1a1a1a"};
    const hai_theme *theme = hai_block_theme(block);
    double best = 0;
    const char *found = candidates[0];
    for (size_t i = 0; i < HAI_COUNT(candidates); i++) {
        double contrast = hai_colour_contrast(ground, hai_theme_colour(theme, candidates[i]));
        if (contrast >= least)
            return candidates[i]; // the first of them that reads well
        if (contrast > best) {
            best = contrast;
            found = candidates[i];
        }
    }
    return found;
}

const char *kit_on(const hai_block *block, hai_colour ground)
{
    return on_ground(block, ground, 4.5);
}

const char *kit_on_large(const hai_block *block, hai_colour ground)
{
    return on_ground(block, ground, 3);
}

hai_colour kit_status_colour(const hai_theme *theme, int32_t status)
{
    switch (status) {
    case KIT_STATUS_DONE:
        return hai_theme_colour(theme, "positive");
    case KIT_STATUS_DOING:
        return hai_colour_mix(hai_theme_colour(theme, "accent"), hai_theme_colour(theme, "primary"),
                              0.2);
    case KIT_STATUS_LATE:
        return hai_theme_colour(theme, "negative");
    case KIT_STATUS_OTHER:
        return hai_theme_colour(theme, "primary");
    default:
        return hai_theme_colour(theme, "weak");
    }
}

static void draw_tile_ground(const hai_theme *theme, const struct kit_item *item,
                             const struct kit_tile *tile, hai_canvas *canvas, hai_box box,
                             double radius)
{
    hai_colour colour = kit_item_colour(theme, item);
    if (tile->is_solid && item->colour == NULL)
        kit_fill_primary(theme, canvas, box, radius);
    else if (tile->is_solid)
        kit_fill_box(canvas, box, radius, colour);
    else if (tile->is_outlined)
        kit_fill_box(canvas, box, radius, hai_theme_colour(theme, "surface"));
    else
        kit_fill_box(canvas, box, radius,
                     hai_colour_mix(hai_theme_colour(theme, "surface"), colour, 0.12));
}

void kit_draw_tile(const hai_block *block, const struct kit_item *item, const struct kit_tile *tile,
                   hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    double side = fmin(box.width, box.height);
    double radius = tile->is_round     ? side / 2
                    : tile->radius > 0 ? tile->radius
                                       : fmin(hai_theme_length(theme, "radius") * 0.75, side / 4);
    if (item->image != NULL) {
        hai_canvas_save(canvas);
        hai_canvas_rounded_box(canvas, box, radius);
        hai_canvas_clip(canvas);
        hai_canvas_image(canvas, item->image, box, 2);
        hai_canvas_restore(canvas);
        return;
    }
    draw_tile_ground(theme, item, tile, canvas, box, radius);
    hai_colour colour = kit_item_colour(theme, item);
    const char *ink = tile->is_solid ? kit_on_large(block, colour) : kit_literal(block, colour);
    if (item->icon != NULL) {
        double inset = side * (tile->is_round ? 0.25 : 0.22);
        hai_canvas_icon(canvas, item->icon, hai_box_inset(box, hai_insets_all(inset)),
                        hai_theme_colour(theme, ink));
    } else if (item->number != NULL) {
        const hai_paragraph *number = kit_number(block, item->number, side * 0.56, ink, side * 0.8);
        hai_box glyphs = hai_paragraph_ink(number);
        if (glyphs.height > side || glyphs.width > side) // many words: none are better than a few
            return;
        hai_canvas_paragraph(canvas, number, box.x + (box.width - glyphs.width) / 2 - glyphs.x,
                             box.y + (box.height - glyphs.height) / 2 - glyphs.y);
    }
}

static void draw_stroke(hai_canvas *canvas, const hai_point *points, int count, double width,
                        hai_colour colour)
{
    hai_stroke pen = hai_stroke_width(width);
    pen.cap = pen.join = 1;
    hai_canvas_move_to(canvas, points[0].x, points[0].y);
    for (int i = 1; i < count; i++)
        hai_canvas_line_to(canvas, points[i].x, points[i].y);
    hai_canvas_stroke(canvas, pen, hai_paint_colour(colour));
}

void kit_draw_check(const hai_theme *theme, int32_t status, hai_canvas *canvas, hai_box box)
{
    double side = fmin(box.width, box.height), x = box.x, y = box.y;
    hai_colour colour = kit_status_colour(theme, status);
    hai_colour page = hai_theme_colour(theme, "surface");
    if (status == KIT_STATUS_DONE) {
        const hai_point tick[] = {{x + side * 0.27, y + side * 0.52},
                                  {x + side * 0.44, y + side * 0.69},
                                  {x + side * 0.75, y + side * 0.33}};
        kit_fill_box(canvas, box, side / 2, colour);
        draw_stroke(canvas, tick, 3, side * 0.11, page);
        return;
    }
    double pen = side * 0.075;
    hai_canvas_rounded_box(canvas, hai_box_inset(box, hai_insets_all(pen / 2)), side / 2);
    hai_canvas_stroke(canvas, hai_stroke_width(pen), hai_paint_colour(colour));
    hai_point middle = {x + side / 2, y + side / 2};
    if (status == KIT_STATUS_DOING || status == KIT_STATUS_OTHER) { // half of a disc
        hai_canvas_arc(canvas, middle.x, middle.y, side * 0.3, -1.5707963, 1.5707963);
        hai_canvas_close(canvas);
        hai_canvas_fill(canvas, hai_paint_colour(colour));
    } else if (status == KIT_STATUS_LATE) {
        const hai_point stroke[] = {{middle.x, y + side * 0.26}, {middle.x, y + side * 0.55}};
        draw_stroke(canvas, stroke, 2, side * 0.1, colour);
        kit_fill_box(canvas,
                     (hai_box){middle.x - side * 0.06, y + side * 0.66, side * 0.12, side * 0.12},
                     side * 0.06, colour);
    }
}
