// SPDX-License-Identifier: MIT
//
// Levels that rest on each other, as a pyramid: what is above needs what is below. The words stand
// beside each level, where all have the same room.
#include <math.h>

#include "item-kit/items.h"
#include "visual-kit/surface.h"

struct tiers {
    struct kit_items items;
    int32_t numerals;
    bool inverted;
};

static const struct tiers defaults = {.items = {KIT_ITEMS_DEFAULTS, .palette = KIT_PALETTE_SHADES}};

static const hai_option options[] = {
    KIT_ITEMS_OPTIONS(struct tiers, items),
    HAI_CHOICE("numerals", struct tiers, numerals, kit_numerals, .help_zh = KIT_NUMERALS_HELP_ZH,
               .help_en = KIT_NUMERALS_HELP_EN),
    HAI_BOOL("inverted", struct tiers, inverted, .help_zh = "上宽下窄",
             .help_en = "The broad level stands above"),
};

#define GAP 6.0 // between levels
#define PADDING 18.0
#define SLIT 10.0 // from the slant to the ground of the words

struct tier {
    struct kit_item item;
    struct kit_item_plan words;
    const char *number;
    double y, height;
};

struct plan {
    int32_t count;
    struct tier *tiers;
    double figure, left, height; // width of the pyramid; where words begin
};

static struct plan plan(const hai_block *block, const struct tiers *tiers, double width)
{
    struct plan plan = {.count = kit_items_count(&tiers->items)};
    plan.tiers = hai_block_alloc(block, ((size_t)plan.count + 1) * sizeof *plan.tiers);
    plan.figure = fmin(width * (width < 480 ? 0.28 : 0.4), 440);
    plan.left = plan.figure + fmin(28, width / 16);
    for (int32_t i = 0; i < plan.count; i++) {
        struct tier *tier = &plan.tiers[i];
        tier->item = kit_items_get(block, &tiers->items, i);
        bool has_tile = tier->item.icon != NULL || tier->item.image != NULL;
        struct kit_look look = {.style = has_tile ? KIT_ITEM_SIDE : KIT_ITEM_PLAIN,
                                .lead = has_tile ? KIT_LEAD_AUTO : KIT_LEAD_NONE,
                                .has_solid_tile = true,
                                .title_size = 0.88};
        tier->number = tier->item.number != NULL ? tier->item.number
                                                 : kit_ordinal(block, tiers->numerals, i + 1);
        tier->words = kit_item_plan(block, &tier->item, &look, fmax(width - plan.left - 20, 1));
        tier->y = plan.height;
        tier->height = fmax(tier->words.size.height + 2 * PADDING, 96);
        plan.height += tier->height + GAP;
    }
    plan.height = plan.count == 0 ? kit_no_items_height() : plan.height - GAP;
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

// Half of the pyramid's width at a height.
static double half_at(const struct tiers *tiers, const struct plan *plan, double y)
{
    double part = y / plan->height;
    return plan->figure / 2 * fmin(fmax(tiers->inverted ? 1 - part : part, 0), 1);
}

// A pale ground for the words from the level's slant to the right. The box holds its corners: x and
// y of the first, right and bottom edge as width and height.
static void draw_ground(const hai_theme *theme, hai_colour colour, hai_canvas *canvas,
                        hai_box corners, double slant)
{
    double right = corners.width, low = corners.height;
    double radius = fmin(hai_theme_length(theme, "radius"), 16);
    hai_canvas_move_to(canvas, corners.x, corners.y);
    hai_canvas_arc(canvas, right - radius, corners.y + radius, radius, -1.5707963, 0);
    hai_canvas_arc(canvas, right - radius, low - radius, radius, 0, 1.5707963);
    hai_canvas_line_to(canvas, corners.x + slant, low);
    hai_canvas_close(canvas);
    hai_canvas_fill(
        canvas, hai_paint_colour(hai_colour_mix(hai_theme_colour(theme, "surface"), colour, 0.09)));
}

static void draw_tier(const hai_block *block, const struct tiers *tiers, const struct plan *plan,
                      int32_t i, hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct tier *tier = &plan->tiers[i];
    double middle = box.x + plan->figure / 2, top = box.y + tier->y, low = top + tier->height;
    double upper = half_at(tiers, plan, tier->y);
    double lower = half_at(tiers, plan, tier->y + tier->height);
    hai_colour colour = kit_item_colour(theme, &tier->item);
    hai_canvas_move_to(canvas, middle - upper, top);
    hai_canvas_line_to(canvas, middle + upper, top);
    hai_canvas_line_to(canvas, middle + lower, low);
    hai_canvas_line_to(canvas, middle - lower, low);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(colour));
    double centre = (top + low) / 2;
    draw_ground(theme, colour, canvas,
                (hai_box){middle + upper + SLIT, top, hai_box_right(box), low}, lower - upper);
    kit_item_words(block, &tier->words, canvas,
                   (hai_box){box.x + plan->left, centre - tier->words.size.height / 2,
                             tier->words.size.width, tier->words.size.height});
    double narrow = fmin(upper, lower) + (fmax(upper, lower) - fmin(upper, lower)) * 0.5;
    hai_point at = {middle, tiers->inverted ? top + tier->height * 0.45 : top + tier->height * 0.6};
    if (tier->number == NULL || narrow < 16)
        return;
    const hai_paragraph *number =
        kit_number(block, tier->number, 44, kit_on_large(block, colour), 1.4 * narrow);
    hai_box ink = hai_paragraph_ink(number);
    if (kit_height(number) > tier->height || ink.width > 1.6 * narrow)
        return;
    hai_canvas_paragraph(canvas, number, at.x - ink.width / 2 - ink.x,
                         at.y - ink.height / 2 - ink.y);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct plan placed = plan(block, data, box.width);
    if (placed.count == 0)
        kit_draw_no_items(block, canvas, box);
    for (int32_t i = 0; i < placed.count; i++)
        draw_tier(block, data, &placed, i, canvas, box);
}

static void check(const hai_block *block, const void *data)
{
    const struct tiers *tiers = data;
    kit_items_check(block, &tiers->items, "a pyramid of tiers", KIT_MAX_ITEMS);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct tiers *tiers = data;
    return kit_items_summary(block, &tiers->items, "金字塔");
}

KIT_ITEMS_PLUGIN("tiers", struct tiers, "金字塔层级", "Tiers", "逐层支撑的金字塔",
                 "Levels that rest on each other, as a pyramid");
