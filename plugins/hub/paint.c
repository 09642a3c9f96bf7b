// SPDX-License-Identifier: MIT
#include <math.h>

#include "hub.h"
#include "visual-kit/surface.h"

#define PEN 3.0
#define ROUND 0.5522847498 // of a curve that draws a quarter of a circle

static hai_colour pale(const hai_theme *theme, const struct kit_item *item, double part)
{
    return hai_colour_mix(hai_theme_colour(theme, "surface"), kit_item_colour(theme, item), part);
}

static void draw_orbit(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas,
                       hai_point at)
{
    double rx = plan->orbit_x, ry = plan->orbit_y, cx = rx * ROUND, cy = ry * ROUND;
    const double dashes[] = {2, 9};
    hai_stroke pen = hai_stroke_width(3);
    pen.cap = 1;
    pen.dashes = dashes;
    pen.dash_count = 2;
    hai_canvas_move_to(canvas, at.x + rx, at.y);
    hai_canvas_curve_to(canvas, at.x + rx, at.y + cy, at.x + cx, at.y + ry, at.x, at.y + ry);
    hai_canvas_curve_to(canvas, at.x - cx, at.y + ry, at.x - rx, at.y + cy, at.x - rx, at.y);
    hai_canvas_curve_to(canvas, at.x - rx, at.y - cy, at.x - cx, at.y - ry, at.x, at.y - ry);
    hai_canvas_curve_to(canvas, at.x + cx, at.y - ry, at.x + rx, at.y - cy, at.x + rx, at.y);
    hai_canvas_close(canvas);
    hai_canvas_stroke(canvas, pen, hai_paint_colour(hai_theme_colour(theme, "muted")));
}

// From the centre to a disc, straight.
static void draw_spoke(const hai_theme *theme, const struct spoke *spoke, hai_canvas *canvas,
                       hai_point middle)
{
    hai_point tile = {middle.x + spoke->tile.x, middle.y + spoke->tile.y};
    kit_rule(canvas, middle, tile, PEN, pale(theme, &spoke->item, 0.45));
}

// To a card: out to the side and over, with round corners.
static void draw_elbow(const hai_theme *theme, const struct plan *plan, const struct spoke *spoke,
                       hai_canvas *canvas, hai_point middle)
{
    hai_colour colour = pale(theme, &spoke->item, 0.45);
    double side = spoke->side, x = middle.x + spoke->tile.x, y = middle.y + spoke->tile.y;
    double bus = middle.x + side * (plan->radius + 32),
           start = middle.x + side * plan->radius * 0.8;
    double by = y - middle.y, corner = fmin(12, fabs(by)), down = by > 0 ? 1 : -1;
    hai_canvas_move_to(canvas, start, middle.y);
    if (corner < 1) {
        hai_canvas_line_to(canvas, x, middle.y);
    } else {
        hai_canvas_line_to(canvas, bus, middle.y);
        hai_canvas_line_to(canvas, bus, y - down * corner);
        hai_canvas_curve_to(canvas, bus, y - down * corner * 0.4, bus + side * corner * 0.4, y,
                            bus + side * corner, y);
        hai_canvas_line_to(canvas, x, y);
    }
    hai_canvas_stroke(canvas, hai_stroke_width(PEN), hai_paint_colour(colour));
}

static void draw_disc(const hai_block *block, const struct spoke *spoke, hai_canvas *canvas,
                      hai_point middle)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_point at = {middle.x + spoke->tile.x, middle.y + spoke->tile.y};
    double side = kit_has_mark(&spoke->item) ? HUB_TILE : 28, ring = side / 2 + 5;
    struct kit_tile tile = {.is_round = true, .is_solid = true};
    kit_fill_box(canvas, (hai_box){at.x - ring, at.y - ring, 2 * ring, 2 * ring}, ring,
                 hai_theme_colour(theme, "surface"));
    hai_box disc = {at.x - side / 2, at.y - side / 2, side, side};
    if (kit_has_mark(&spoke->item))
        kit_draw_tile(block, &spoke->item, &tile, canvas, disc);
    else
        kit_fill_box(canvas, disc, side / 2, kit_item_colour(theme, &spoke->item));
}

static void draw_list(const hai_block *block, const struct plan *plan, hai_canvas *canvas,
                      hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct spoke *last = &plan->spokes[plan->count - 1];
    hai_box tile = last->words.tile;
    if (plan->style != STYLE_CARDS && plan->band.height > 0 && tile.width > 0) {
        double x = box.x + tile.x + tile.width / 2;
        kit_rule(canvas, (hai_point){x, box.y + hai_box_bottom(plan->band)},
                 (hai_point){x, box.y + last->box.y + tile.y + 4}, PEN,
                 pale(theme, &last->item, 0.35));
    }
    for (int32_t i = 0; i < plan->count; i++) {
        const struct spoke *spoke = &plan->spokes[i];
        hai_box at = {box.x + spoke->box.x, box.y + spoke->box.y, spoke->box.width,
                      spoke->box.height};
        kit_item_draw(block, &spoke->words, canvas, at);
    }
}

void hub_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    if (plan->is_list) {
        draw_list(block, plan, canvas, box);
        return;
    }
    hai_point middle = {box.x + plan->middle.x, box.y + plan->middle.y};
    double halo = plan->radius + 16;
    if (plan->style == STYLE_DISCS)
        draw_orbit(theme, plan, canvas, middle);
    for (int32_t i = 0; i < plan->count; i++) {
        if (plan->style == STYLE_DISCS)
            draw_spoke(theme, &plan->spokes[i], canvas, middle);
        else
            draw_elbow(theme, plan, &plan->spokes[i], canvas, middle);
    }
    kit_fill_box(canvas, (hai_box){middle.x - halo, middle.y - halo, 2 * halo, 2 * halo}, halo,
                 hai_colour_mix(hai_theme_colour(theme, "surface"),
                                hai_theme_colour(theme, "primary"), 0.16));
    for (int32_t i = 0; i < plan->count; i++) {
        const struct spoke *spoke = &plan->spokes[i];
        hai_box at = {middle.x + spoke->box.x, middle.y + spoke->box.y, spoke->box.width,
                      spoke->box.height};
        if (plan->style == STYLE_DISCS)
            draw_disc(block, spoke, canvas, middle);
        kit_item_draw(block, &spoke->words, canvas, at);
        if (plan->style == STYLE_CARDS)
            kit_fill_box(
                canvas,
                (hai_box){middle.x + spoke->tile.x - 6, middle.y + spoke->tile.y - 6, 12, 12}, 6,
                kit_item_colour(theme, &spoke->item));
    }
}
