// SPDX-License-Identifier: MIT
#include <math.h>

#include "item-kit/inside.h"
#include "visual-kit/ornament.h"
#include "visual-kit/seal.h"
#include "visual-kit/surface.h"

static double radius_of(const hai_theme *theme)
{
    return hai_theme_length(theme, "radius");
}

// --- Surfaces ---

static void draw_quote(const hai_theme *theme, hai_colour colour, hai_canvas *canvas, hai_box box)
{
    double radius = fmin(radius_of(theme), 12);
    kit_fill_box(canvas, box, radius, hai_theme_colour(theme, "quote"));
    hai_canvas_save(canvas);
    hai_canvas_rounded_box(canvas, box, radius);
    hai_canvas_clip(canvas);
    kit_fill_box(canvas, (hai_box){box.x, box.y, 10, box.height}, 0, colour);
    hai_canvas_restore(canvas);
}

static void draw_bracket(hai_colour colour, hai_canvas *canvas, hai_box box)
{
    double bottom = hai_box_bottom(box) - 1.5;
    hai_canvas_move_to(canvas, box.x + 1.5, box.y);
    hai_canvas_line_to(canvas, box.x + 1.5, bottom);
    hai_canvas_line_to(canvas, hai_box_right(box), bottom);
    hai_canvas_stroke(canvas, hai_stroke_width(3), hai_paint_colour(colour));
}

static void draw_ghost(const hai_block *block, const struct kit_item_plan *plan, hai_canvas *canvas,
                       hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour pale = hai_colour_mix(hai_theme_colour(theme, "surface"),
                                     kit_item_colour(theme, &plan->item), 0.09);
    hai_canvas_paragraph_painted(canvas, plan->number.text, box.x + plan->number.x,
                                 box.y + plan->number.y, hai_paint_colour(pale));
}

// A number that stands before a title is no ghost.
static bool is_ghost(const struct kit_item_plan *plan)
{
    return plan->look.style == KIT_ITEM_GHOST && plan->number.text != NULL &&
           hai_paragraph_size(plan->number.text).height > 100;
}

static void fill_ground(const hai_theme *theme, const struct kit_item *item, hai_canvas *canvas,
                        hai_box box, double radius)
{
    if (item->colour == NULL)
        kit_fill_primary(theme, canvas, box, radius);
    else
        kit_fill_box(canvas, box, radius, hai_theme_colour(theme, item->colour));
}

void kit_item_surface(const hai_block *block, const struct kit_item_plan *plan, hai_canvas *canvas,
                      hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour colour = kit_item_colour(theme, &plan->item);
    hai_box low = hai_box_inset(
        box, (hai_insets){.top = plan->lift,
                          .left = plan->look.style == KIT_ITEM_RIBBON ? KIT_FOLD : 0});
    if (kit_has_surface(plan->look.style))
        kit_surface(theme, canvas, low);
    else if (plan->look.style == KIT_ITEM_QUOTE)
        draw_quote(theme, colour, canvas, box);
    else if (plan->look.style == KIT_ITEM_CORNER)
        kit_corners(canvas, box, fmin(36, box.height / 3), 4, colour);
    else if (plan->look.style == KIT_ITEM_BRACKET)
        draw_bracket(colour, canvas, box);
    else if (plan->look.style == KIT_ITEM_SOLID)
        fill_ground(theme, &plan->item, canvas, box, radius_of(theme));
    else if (plan->look.style == KIT_ITEM_RULED)
        kit_rule(canvas, (hai_point){box.x, box.y}, (hai_point){hai_box_right(box), box.y},
                 hai_theme_length(theme, "hairline"), hai_theme_colour(theme, "ink"));
    if (is_ghost(plan))
        draw_ghost(block, plan, canvas, box);
}

// --- Tabs ---

static void draw_ribbon(const hai_theme *theme, const struct kit_item_plan *plan,
                        hai_canvas *canvas, hai_box tab)
{
    double right = hai_box_right(tab), low = hai_box_bottom(tab);
    hai_colour colour = kit_item_colour(theme, &plan->item);
    hai_canvas_move_to(canvas, tab.x, low);
    hai_canvas_line_to(canvas, tab.x + KIT_FOLD, low);
    hai_canvas_line_to(canvas, tab.x + KIT_FOLD, low + KIT_FOLD);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(plan->item.colour == NULL
                                                 ? hai_theme_colour(theme, "primary_dark")
                                                 : hai_colour_lighten(colour, -0.18)));
    hai_canvas_move_to(canvas, tab.x, tab.y);
    hai_canvas_line_to(canvas, right, tab.y);
    hai_canvas_line_to(canvas, right - fmin(fmin(tab.height * 0.34, 24), tab.width / 4),
                       (tab.y + low) / 2);
    hai_canvas_line_to(canvas, right, low);
    hai_canvas_line_to(canvas, tab.x, low);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(colour));
}

static void draw_tab(const hai_theme *theme, const struct kit_item_plan *plan, hai_canvas *canvas,
                     hai_box box)
{
    hai_box tab = {box.x + plan->tab.x, box.y + plan->tab.y, plan->tab.width, plan->tab.height};
    if (plan->look.style == KIT_ITEM_RIBBON)
        draw_ribbon(theme, plan, canvas, tab);
    else
        fill_ground(theme, &plan->item, canvas, tab, fmin(radius_of(theme), tab.height / 2));
}

// --- Words ---

static void draw_placed(const struct kit_placed *placed, hai_canvas *canvas, hai_box box)
{
    if (placed->text != NULL)
        hai_canvas_paragraph(canvas, placed->text, box.x + placed->x, box.y + placed->y);
}

static void draw_chip(const hai_block *block, const struct kit_item_plan *plan, hai_canvas *canvas,
                      hai_box box)
{
    if (plan->status.text == NULL)
        return;
    const hai_theme *theme = hai_block_theme(block);
    hai_colour colour = kit_status_colour(theme, plan->item.status);
    hai_box chip = {box.x + plan->chip.x, box.y + plan->chip.y, plan->chip.width,
                    plan->chip.height};
    kit_fill_box(canvas, chip, fmin(chip.height / 2, 24), hai_colour_fade(colour, 0.13));
    double dot = 12, line = chip.height / hai_paragraph_lines(plan->status.text);
    kit_fill_box(canvas, (hai_box){chip.x + KIT_CHIP_SIDE, chip.y + (line - dot) / 2, dot, dot},
                 dot / 2, colour);
    draw_placed(&plan->status, canvas, box);
}

static void draw_number(const hai_block *block, const struct kit_item_plan *plan,
                        hai_canvas *canvas, hai_box box, hai_box tile)
{
    const hai_theme *theme = hai_block_theme(block);
    if (kit_is_tile_number(plan->look.style))
        fill_ground(theme, &plan->item, canvas, tile,
                    fmin(radius_of(theme) * 0.75, KIT_NUMBER_TILE / 2));
    draw_placed(&plan->number, canvas, box);
}

static void draw_lead(const hai_block *block, const struct kit_item_plan *plan, hai_canvas *canvas,
                      hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    if (plan->tile.width <= 0)
        return;
    hai_box tile = {box.x + plan->tile.x, box.y + plan->tile.y, plan->tile.width,
                    plan->tile.height};
    enum kit_form form = kit_form_of(&plan->look);
    if (plan->seal != NULL) {
        kit_draw_seal(block, canvas, plan->seal, tile.x, tile.y, KIT_SEAL_CELL,
                      hai_theme_colour(theme, "seal"), "on_seal");
    } else if (plan->look.lead == KIT_LEAD_CHECK) {
        kit_draw_check(theme, plan->item.status, canvas, tile);
    } else if (plan->look.lead == KIT_LEAD_DOT) {
        kit_fill_box(canvas, tile, tile.width / 2, kit_item_colour(theme, &plan->item));
    } else if (plan->tab.width > 0) {
        hai_colour ground = kit_item_colour(theme, &plan->item);
        hai_canvas_icon(canvas, plan->item.icon, tile,
                        hai_theme_colour(theme, kit_on(block, ground)));
    } else if (plan->number.text != NULL && !is_ghost(plan)) {
        draw_number(block, plan, canvas, box, tile);
    } else {
        struct kit_item shown = plan->item;
        bool is_thumb = form != KIT_FORM_HEAD;
        if (!is_thumb) { // a picture stands above
            shown.image = NULL;
            shown.number = shown.icon != NULL ? NULL : shown.number;
        }
        bool is_number = shown.image == NULL && shown.icon == NULL;
        struct kit_tile look = {.is_round = form == KIT_FORM_TOP || plan->look.is_round,
                                .is_solid = is_number || plan->look.has_solid_tile};
        if (plan->look.style == KIT_ITEM_SOLID)
            look = (struct kit_tile){.is_outlined = true};
        kit_draw_tile(block, &shown, &look, canvas, tile);
    }
}

static void draw_photo(const hai_block *block, const struct kit_item_plan *plan, hai_canvas *canvas,
                       hai_box box)
{
    if (plan->image.width <= 0)
        return;
    const hai_theme *theme = hai_block_theme(block);
    hai_box photo = {box.x + plan->image.x, box.y + plan->image.y, plan->image.width,
                     plan->image.height};
    bool is_edge = plan->image.x <= 0 && plan->image.y <= 0 && plan->look.style != KIT_ITEM_PLAIN;
    hai_canvas_save(canvas);
    hai_canvas_rounded_box(canvas, is_edge ? box : photo,
                           is_edge ? radius_of(theme) : fmin(radius_of(theme) * 0.75, 16));
    hai_canvas_clip(canvas);
    hai_canvas_image(canvas, plan->item.image, photo, 2);
    hai_canvas_restore(canvas);
}

void kit_item_words(const hai_block *block, const struct kit_item_plan *plan, hai_canvas *canvas,
                    hai_box box)
{
    draw_photo(block, plan, canvas, box);
    if (plan->tab.width > 0)
        draw_tab(hai_block_theme(block), plan, canvas, box);
    draw_lead(block, plan, canvas, box);
    draw_placed(&plan->date, canvas, box);
    draw_placed(&plan->title, canvas, box);
    draw_placed(&plan->value, canvas, box);
    draw_placed(&plan->unit, canvas, box);
    draw_placed(&plan->note, canvas, box);
    draw_placed(&plan->text, canvas, box);
    draw_chip(block, plan, canvas, box);
}

void kit_item_draw(const hai_block *block, const struct kit_item_plan *plan, hai_canvas *canvas,
                   hai_box box)
{
    kit_item_surface(block, plan, canvas, box);
    kit_item_words(block, plan, canvas, box);
}
