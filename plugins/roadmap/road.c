// SPDX-License-Identifier: MIT
//
// A road that winds down the page, a pin in each bend, the words inside of it.
#include <math.h>

#include "roadmap.h"
#include "visual-kit/surface.h"

#define ROAD 46.0 // width of the road
#define PIN 84.0
#define LEAST 620.0 // width from which on it winds
#define LEAST_STEP 168.0
// Of the way from one bend to the next the road has gone 0.352 across when it has gone 0.424 down:
// so much of the way words may be high and wide.
#define CLEAR 40.0 // from the words to the middle of the road
#define DOWN 0.424
#define ACROSS 0.352

struct road road_plan(const hai_block *block, const struct roadmap *roadmap, double width)
{
    struct road road = {.count = kit_items_count(&roadmap->items)};
    road.stops = hai_block_alloc(block, ((size_t)road.count + 1) * sizeof *road.stops);
    road.is_straight = width < LEAST;
    road.left = road.is_straight ? PIN / 2 : width * 0.17;
    road.right = road.is_straight ? PIN / 2 : width * 0.83;
    double inside = road.left + (road.right - road.left) * ACROSS + ROAD / 2 + 28;
    road.room = fmax(width - (road.is_straight ? PIN + 24 : inside), 1);
    double before = 0;
    for (int32_t i = 0; i < road.count; i++) {
        struct stop *stop = &road.stops[i];
        stop->item = kit_items_get(block, &roadmap->items, i);
        if (stop->item.number == NULL)
            stop->item.number = kit_ordinal(block, roadmap->numerals, i + 1);
        struct kit_look look = {.style = KIT_ITEM_PLAIN,
                                .lead = KIT_LEAD_NONE,
                                .date_size = 1.1,
                                .align = !road.is_straight && i % 2 == 1 ? HAI_TEXT_RIGHT
                                                                         : HAI_TEXT_LEFT};
        struct kit_item words = stop->item;
        words.image = NULL; // it is in the pin
        stop->words = kit_item_plan(block, &words, &look, road.room);
        double half = fmax(stop->words.size.height, PIN) / 2;
        double step = road.is_straight ? before + half + 28
                                       : fmax((fmax(before, half) + CLEAR) / DOWN, LEAST_STEP);
        stop->y = i == 0 ? half : road.stops[i - 1].y + step;
        before = half;
    }
    road.height = road.count == 0 ? 0 : road.stops[road.count - 1].y + before;
    return road;
}

static double stop_x(const struct road *road, int32_t at)
{
    return at % 2 == 0 ? road->left : road->right;
}

static void add_path(const struct road *road, hai_canvas *canvas, hai_box box)
{
    double x = box.x + stop_x(road, 0), y = box.y + road->stops[0].y;
    hai_canvas_move_to(canvas, x, y);
    for (int32_t i = 1; i < road->count; i++) {
        double next = box.x + stop_x(road, i), low = box.y + road->stops[i].y;
        hai_canvas_curve_to(canvas, x, (y + low) / 2, next, (y + low) / 2, next, low);
        x = next;
        y = low;
    }
}

static void draw_road(const hai_theme *theme, const struct road *road, hai_canvas *canvas,
                      hai_box box)
{
    hai_colour primary = hai_theme_colour(theme, "primary");
    hai_colour surface = hai_theme_colour(theme, "surface");
    hai_stroke pen = hai_stroke_width(ROAD);
    pen.cap = pen.join = 1;
    add_path(road, canvas, box);
    hai_canvas_stroke(canvas, pen, hai_paint_colour(hai_colour_mix(surface, primary, 0.2)));
    pen.width = ROAD - 12;
    add_path(road, canvas, box);
    hai_canvas_stroke(canvas, pen, hai_paint_colour(hai_colour_mix(surface, primary, 0.85)));
    const double dashes[] = {18, 16};
    hai_stroke middle = hai_stroke_width(3);
    middle.dashes = dashes;
    middle.dash_count = 2;
    add_path(road, canvas, box);
    hai_canvas_stroke(canvas, middle, hai_paint_colour(hai_colour_mix(surface, primary, 0.1)));
}

// A disc with a rim; at the last stop a flag stands on it.
static void draw_pin(const hai_block *block, const struct stop *stop, hai_canvas *canvas, double x,
                     double y)
{
    const hai_theme *theme = hai_block_theme(block);
    struct kit_tile tile = {.is_round = true, .is_outlined = true};
    double radius = PIN / 2;
    hai_colour colour = kit_item_colour(theme, &stop->item);
    kit_fill_box(canvas, (hai_box){x - radius, y - radius, PIN, PIN}, radius, colour);
    kit_draw_tile(block, &stop->item, &tile, canvas,
                  (hai_box){x - radius + 6, y - radius + 6, PIN - 12, PIN - 12});
}

void road_draw(const hai_block *block, const struct road *road, hai_canvas *canvas, hai_box box)
{
    if (road->count > 1)
        draw_road(hai_block_theme(block), road, canvas, box);
    for (int32_t i = 0; i < road->count; i++) {
        const struct stop *stop = &road->stops[i];
        double y = box.y + stop->y, height = stop->words.size.height;
        draw_pin(block, stop, canvas, box.x + stop_x(road, i), y);
        bool is_left = road->is_straight || i % 2 == 0;
        hai_box at = {is_left ? hai_box_right(box) - road->room : box.x, y - height / 2, road->room,
                      height};
        kit_item_words(block, &stop->words, canvas, at);
    }
}
