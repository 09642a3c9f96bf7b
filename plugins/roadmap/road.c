// SPDX-License-Identifier: MIT
//
// A road that winds down the page in bends, a pin in each of them, the words outside of it.
#include <math.h>

#include "roadmap.h"
#include "visual-kit/surface.h"

#define PI 3.14159265358979323846
#define ROAD 48.0 // width of the road
#define PIN 84.0
#define LEAST 700.0 // width from which on it winds
#define LEAST_PITCH 152.0
#define SIDE 0.37      // of the width, for words
#define WORDS_GAP 28.0 // from the road to them
#define BETWEEN 36.0   // from words to those below
#define TIP 34.0       // of the arrow at the road's end
#define WING 0.8       // of its width, how far it stands out at each side
#define NUMBER 56.0

static struct kit_item_plan plan_words(const hai_block *block, const struct road *road,
                                       const struct kit_item *item, bool is_right)
{
    struct kit_look look = {.style = KIT_ITEM_PLAIN,
                            .lead = KIT_LEAD_NONE,
                            .date_size = 1.1,
                            .align = is_right ? HAI_TEXT_RIGHT : HAI_TEXT_LEFT};
    struct kit_item words = *item;
    words.image = NULL; // it is in the pin
    return kit_item_plan(block, &words, &look, road->room);
}

// Pins below each other at the left.
static void plan_straight(struct road *road)
{
    double before = 0;
    for (int32_t i = 0; i < road->count; i++) {
        struct stop *stop = &road->stops[i];
        double half = fmax(stop->words.size.height, PIN) / 2;
        stop->y = i == 0 ? half : road->stops[i - 1].y + before + half + 28;
        before = half;
    }
    road->height = road->count == 0 ? 0 : road->stops[road->count - 1].y + before;
}

// Bends by turns at the left and the right, one as high as the other; words of one side stand two
// bends apart.
static void plan_bends(struct road *road)
{
    double above = ROAD / 2, below = ROAD * WING;
    road->pitch = LEAST_PITCH;
    for (int32_t i = 0; i + 2 < road->count; i++) {
        double halves = road->stops[i].words.size.height + road->stops[i + 2].words.size.height;
        road->pitch = fmax(road->pitch, (halves / 2 + BETWEEN) / 2);
    }
    for (int32_t i = 0; i < road->count; i++) {
        double half = road->stops[i].words.size.height / 2;
        above = fmax(above, half - (i + 0.5) * road->pitch);
        below = fmax(below, half - (road->count - i - 0.5) * road->pitch);
    }
    for (int32_t i = 0; i < road->count; i++)
        road->stops[i].y = above + (i + 0.5) * road->pitch;
    road->height = above + road->count * road->pitch + below;
}

struct road road_plan(const hai_block *block, const struct roadmap *roadmap, double width)
{
    struct road road = {.count = kit_items_count(&roadmap->items)};
    road.stops = hai_block_alloc(block, ((size_t)road.count + 1) * sizeof *road.stops);
    road.is_straight = width < LEAST || road.count < 2;
    road.left = road.is_straight ? PIN / 2 : width * SIDE;
    road.right = road.is_straight ? PIN / 2 : width * (1 - SIDE);
    road.room = fmax(road.is_straight ? width - PIN - 24 : width * SIDE - ROAD / 2 - WORDS_GAP, 1);
    for (int32_t i = 0; i < road.count; i++) {
        struct stop *stop = &road.stops[i];
        stop->item = kit_items_get(block, &roadmap->items, i);
        if (stop->item.number == NULL)
            stop->item.number = kit_ordinal(block, roadmap->numerals, i + 1);
        stop->words = plan_words(block, &road, &stop->item, !road.is_straight && i % 2 == 0);
    }
    if (road.is_straight)
        plan_straight(&road);
    else
        plan_bends(&road);
    return road;
}

// Radius of the bends' middle line: half a pitch, unless the road is too narrow for it.
static double bend_radius(const struct road *road)
{
    return fmin(road->pitch / 2, (road->right - road->left) / 2);
}

// The middle of a bend, where its pin stands.
static double stop_x(const struct road *road, int32_t at)
{
    if (road->is_straight)
        return road->left;
    double radius = bend_radius(road);
    return at % 2 == 0 ? road->left + radius : road->right - radius;
}

static void add_path(const struct road *road, hai_canvas *canvas, hai_box box)
{
    double y = box.y + road->stops[0].y;
    if (road->is_straight) {
        hai_canvas_move_to(canvas, box.x + road->left, y);
        hai_canvas_line_to(canvas, box.x + road->left, box.y + road->stops[road->count - 1].y);
        return;
    }
    double half = road->pitch / 2, radius = bend_radius(road);
    hai_canvas_move_to(canvas, box.x + road->right, y - half);
    for (int32_t i = 0; i < road->count; i++) {
        double x = box.x + stop_x(road, i), middle = box.y + road->stops[i].y;
        double first = middle - half + radius, second = middle + half - radius;
        if (i % 2 == 0) {
            hai_canvas_arc(canvas, x, first, radius, -PI / 2, -PI);
            hai_canvas_arc(canvas, x, second, radius, -PI, -1.5 * PI);
        } else {
            hai_canvas_arc(canvas, x, first, radius, -PI / 2, 0);
            hai_canvas_arc(canvas, x, second, radius, 0, PI / 2);
        }
    }
    bool is_left = road->count % 2 == 0;
    hai_canvas_line_to(canvas, box.x + (is_left ? road->left + TIP : road->right - TIP),
                       box.y + road->stops[road->count - 1].y + half);
}

// The road ends in an arrow that points the way it goes.
static void draw_tip(const struct road *road, hai_colour colour, hai_canvas *canvas, hai_box box)
{
    bool is_left = road->count % 2 == 0;
    double towards = is_left ? -1 : 1;
    double x = box.x + (is_left ? road->left + TIP : road->right - TIP) + towards * -0.5;
    double y = box.y + road->stops[road->count - 1].y + road->pitch / 2;
    hai_canvas_move_to(canvas, x, y - ROAD * WING);
    hai_canvas_line_to(canvas, x + towards * (TIP + 6), y);
    hai_canvas_line_to(canvas, x, y + ROAD * WING);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(colour));
}

static void draw_road(const hai_theme *theme, const struct road *road, hai_canvas *canvas,
                      hai_box box)
{
    hai_colour surface = hai_theme_colour(theme, "surface");
    hai_colour asphalt = hai_colour_mix(surface, hai_theme_colour(theme, "ink"), 0.72);
    hai_stroke pen = hai_stroke_width(ROAD);
    pen.join = 1;
    add_path(road, canvas, box);
    hai_canvas_stroke(canvas, pen, hai_paint_colour(asphalt));
    if (!road->is_straight)
        draw_tip(road, asphalt, canvas, box);
    const double dashes[] = {18, 14};
    hai_stroke middle = hai_stroke_width(3.5);
    middle.dashes = dashes;
    middle.dash_count = 2;
    add_path(road, canvas, box);
    hai_canvas_stroke(canvas, middle, hai_paint_colour(surface));
}

// A disc with a rim of the page, and the number beside it where the pin has an icon.
static void draw_pin(const hai_block *block, const struct road *road, int32_t at,
                     hai_canvas *canvas, double x, double y)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct stop *stop = &road->stops[at];
    struct kit_tile tile = {.is_round = true, .is_solid = true};
    double radius = PIN / 2, rim = 5;
    if (road->is_straight) {
        kit_fill_box(canvas, (hai_box){x - radius, y - radius, PIN, PIN}, radius,
                     hai_theme_colour(theme, "surface"));
        radius -= rim;
    }
    kit_draw_tile(block, &stop->item, &tile, canvas,
                  (hai_box){x - radius, y - radius, 2 * radius, 2 * radius});
    double room = (road->right - road->left) - bend_radius(road) - radius - 36;
    bool is_told = stop->item.icon == NULL && stop->item.image == NULL; // in the pin
    if (road->is_straight || is_told || stop->item.number == NULL)
        return;
    hai_colour colour = kit_item_colour(theme, &stop->item);
    const hai_paragraph *number =
        kit_number(block, stop->item.number, NUMBER, kit_literal(block, colour), 0);
    hai_box ink = hai_paragraph_ink(number);
    if (ink.width > room)
        return;
    double left = at % 2 == 0 ? x + radius + 18 : x - radius - 18 - ink.width;
    hai_canvas_paragraph(canvas, number, left - ink.x, y - ink.height / 2 - ink.y);
}

void road_draw(const hai_block *block, const struct road *road, hai_canvas *canvas, hai_box box)
{
    if (road->count > 1)
        draw_road(hai_block_theme(block), road, canvas, box);
    for (int32_t i = 0; i < road->count; i++) {
        const struct stop *stop = &road->stops[i];
        double y = box.y + stop->y, height = stop->words.size.height;
        draw_pin(block, road, i, canvas, box.x + stop_x(road, i), y);
        bool is_right = road->is_straight || i % 2 == 1;
        hai_box at = {is_right ? hai_box_right(box) - road->room : box.x, y - height / 2,
                      road->room, height};
        kit_item_words(block, &stop->words, canvas, at);
    }
}
