// SPDX-License-Identifier: MIT
//
// A roll of honour 光荣榜: plaques on the theme's solid ground, a portrait between branches.
#include <math.h>

#include "ranking.h"
#include "visual-kit/ornament.h"
#include "visual-kit/surface.h"

#define INSET 24.0
#define PORTRAIT 152.0
#define BRANCH 148.0

static const char *initial(const hai_block *block, const char *name)
{
    size_t bytes = 1;
    if (name == NULL || name[0] == '\0')
        return NULL;
    while (((unsigned char)name[bytes] & 0xc0) == 0x80)
        bytes++;
    return hai_block_printf(block, "%.*s", (int)bytes, name);
}

struct honour honour_plan(const hai_block *block, const struct ranking *ranking,
                          const struct places *places, double width)
{
    struct honour honour = {.gap = hai_theme_length(hai_block_theme(block), "gutter")};
    double most = floor((width + honour.gap) / (240 + honour.gap));
    honour.columns = (int32_t)fmax(fmin(ranking->columns > 0 ? ranking->columns : 4, most), 1);
    honour.is_even = ranking->columns == 0;
    if (honour.is_even && places->count > 0) { // rows as even as they can be
        int32_t rows = (places->count + honour.columns - 1) / honour.columns;
        honour.columns = (places->count + rows - 1) / rows;
    }
    honour.rows = (places->count + honour.columns - 1) / honour.columns;
    honour.width = (width - honour.gap * (honour.columns - 1)) / honour.columns;
    honour.plans = hai_block_alloc(block, ((size_t)places->count + 1) * sizeof *honour.plans);
    honour.heights = hai_block_alloc(block, ((size_t)honour.rows + 1) * sizeof *honour.heights);
    for (int32_t i = 0; i < places->count; i++) {
        struct kit_item item = places->items[i].item;
        item.number = NULL;
        struct kit_look look = {
            .style = KIT_ITEM_TOP, .lead = KIT_LEAD_NONE, .is_compact = true, .ink = "on_solid"};
        honour.plans[i] = kit_item_plan(block, &item, &look, fmax(honour.width - 2 * INSET, 1));
        double *tallest = &honour.heights[i / honour.columns];
        *tallest = fmax(*tallest, honour.plans[i].size.height + PORTRAIT + 2 * INSET + 32);
    }
    double tallest = 0; // all plaques are equally high
    for (int32_t i = 0; i < honour.rows; i++)
        tallest = fmax(tallest, honour.heights[i]);
    for (int32_t i = 0; i < honour.rows; i++)
        honour.heights[i] = tallest;
    for (int32_t i = 0; i < honour.rows; i++)
        honour.height += honour.heights[i] + (i > 0 ? honour.gap : 0);
    return honour;
}

// Two branches that rise from below the portrait along both of its sides.
static void draw_branches(hai_colour gold, hai_canvas *canvas, hai_point centre, double radius)
{
    const int leaves = 7;
    for (int side = -1; side <= 1; side += 2) {
        for (int i = 0; i < leaves; i++) {
            double angle = 1.5707963 + side * (0.28 + 0.26 * i); // from the foot upwards
            hai_point base = {centre.x + cos(angle) * radius, centre.y + sin(angle) * radius};
            double along = angle + side * 1.5707963;
            for (int turn = -1; turn <= 1; turn += 2) {
                kit_leaf_path(canvas, base, along + turn * 0.55, 26 - 1.4 * i);
                hai_canvas_fill(canvas, hai_paint_colour(gold));
            }
        }
    }
}

// The theme's metal where it shines on the ground of plaques, else the colour of their words.
static hai_colour metal_of(const hai_theme *theme)
{
    hai_colour metal = hai_theme_colour(theme, "metal"), ground = hai_theme_colour(theme, "solid");
    return hai_colour_contrast(metal, ground) >= 3
               ? metal
               : hai_colour_mix(hai_theme_colour(theme, "on_solid"), ground, 0.2);
}

static void draw_portrait(const hai_block *block, const struct place *place, hai_canvas *canvas,
                          hai_point centre)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour gold = metal_of(theme);
    double radius = PORTRAIT / 2 - 18;
    draw_branches(gold, canvas, centre, radius + 20);
    hai_canvas_arc(canvas, centre.x, centre.y, radius, 0, 6.2831853);
    hai_canvas_fill(canvas, hai_paint_colour(gold));
    struct kit_item shown = {.image = place->item.image,
                             .icon = place->item.icon,
                             .number = initial(block, place->item.title),
                             .colour = place->item.colour};
    struct kit_tile tile = {.is_round = true, .is_outlined = true};
    double inner = radius - 4;
    kit_draw_tile(block, &shown, &tile, canvas,
                  (hai_box){centre.x - inner, centre.y - inner, 2 * inner, 2 * inner});
}

static void draw_plaque(const hai_block *block, const struct place *place,
                        const struct kit_item_plan *plan, hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    double radius = hai_theme_length(theme, "radius");
    kit_fill_solid(theme, canvas, box);
    hai_canvas_rounded_box(canvas, hai_box_inset(box, hai_insets_all(9)), fmax(radius - 9, 0));
    hai_canvas_stroke(canvas, hai_stroke_width(1.5),
                      hai_paint_colour(hai_colour_fade(metal_of(theme), 0.6)));
    hai_point centre = {box.x + box.width / 2, box.y + INSET + PORTRAIT / 2};
    draw_portrait(block, place, canvas, centre);
    kit_item_words(block, plan, canvas,
                   (hai_box){box.x + INSET, box.y + INSET + PORTRAIT + 24, plan->size.width,
                             plan->size.height});
}

static int32_t row_count(const struct honour *honour, int32_t count, int32_t row)
{
    if (!honour->is_even)
        return (int32_t)fmin(honour->columns, count - row * honour->columns);
    return count / honour->rows + (row < count % honour->rows ? 1 : 0);
}

void honour_draw(const hai_block *block, const struct places *places, const struct honour *honour,
                 hai_canvas *canvas, hai_box box)
{
    // A plaque alone in the last row looks forgotten: ten in four rows are 3, 3, 2, 2, each row in
    // the middle. With columns that were asked for, only the last row is short.
    double y = box.y, step = honour->width + honour->gap;
    for (int32_t row = 0, first = 0; row < honour->rows; row++) {
        int32_t count = row_count(honour, places->count, row);
        double x = box.x + (honour->columns - count) * step / 2;
        for (int32_t i = first; i < first + count; i++, x += step) {
            hai_box at = {x, y, honour->width, honour->heights[row]};
            draw_plaque(block, &places->items[i], &honour->plans[i], canvas, at);
        }
        y += honour->heights[row] + honour->gap;
        first += count;
    }
}
