// SPDX-License-Identifier: MIT
//
// Rows: a medal or number, the item, a bar, and how the place has changed.
#include <math.h>

#include "ranking.h"
#include "visual-kit/surface.h"

#define MARK 64.0
#define MARK_GAP 20.0
#define CHANGE_ROOM 84.0 // for words in the column of changes
#define CHANGE_GAP 40.0  // before it
#define ARROW_WIDTH 18.0
#define ARROW_GAP 6.0
#define SAME_WIDTH 20.0
#define NARROW 360.0 // has no column of changes
#define BAR_GAP 8.0
#define BAR_HEIGHT 14.0

hai_colour medal_colour(int32_t rank, bool is_low)
{
    // Gold, silver, bronze as they shine from above, and their shade: they are the same everywhere.
    static const hai_colour metals[3][2] = {
        {{0.973F, 0.816F, 0.416F, 1}, {0.875F, 0.608F, 0.173F, 1}},
        {{0.878F, 0.902F, 0.933F, 1}, {0.627F, 0.671F, 0.729F, 1}},
        {{0.918F, 0.706F, 0.537F, 1}, {0.722F, 0.455F, 0.278F, 1}}};
    int at = rank < 1 ? 0 : rank > 3 ? 2 : rank - 1;
    return metals[at][is_low ? 1 : 0];
}

// A disc on two ends of a ribbon.
static void draw_medal(const hai_block *block, const struct place *place, hai_canvas *canvas,
                       hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    double side = fmin(box.width, box.height), x = box.x + box.width / 2, y = box.y;
    hai_colour low = medal_colour(place->rank, true);
    for (int i = -1; i <= 1; i += 2) {
        double top = x + i * side * 0.3, foot = x + i * side * 0.08;
        hai_canvas_move_to(canvas, top - side * 0.13, y);
        hai_canvas_line_to(canvas, top + side * 0.13, y);
        hai_canvas_line_to(canvas, foot + side * 0.13, y + side * 0.5);
        hai_canvas_line_to(canvas, foot - side * 0.13, y + side * 0.5);
        hai_canvas_close(canvas);
        hai_canvas_fill(
            canvas, hai_paint_colour(hai_theme_colour(theme, i < 0 ? "primary_deep" : "primary")));
    }
    double radius = side * 0.37, middle = box.y + side - radius;
    const hai_stop shine[] = {{0, medal_colour(place->rank, false)}, {1, low}};
    hai_canvas_arc(canvas, x, middle, radius, 0, 6.2831853);
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){x, middle - radius},
                                             (hai_point){x, middle + radius}, shine, 2));
    hai_canvas_arc(canvas, x, middle, fmax(radius - 3.5, radius / 2), 0, 6.2831853);
    hai_canvas_stroke(canvas, hai_stroke_width(1.5),
                      hai_paint_colour(hai_colour_fade(hai_theme_colour(theme, "#ffffff"), 0.75)));
    hai_text_style style = kit_type(theme, "figure", "#4a2a08", HAI_TEXT_LEFT);
    style.size = fmax(radius * 1.3, 24);
    style.line_height = 1;
    const hai_paragraph *number =
        hai_paragraph_new(block, hai_block_printf(block, "%d", (int)place->rank), &style, 0);
    hai_box ink = hai_paragraph_ink(number);
    hai_canvas_paragraph(canvas, number, x - ink.width / 2 - ink.x,
                         middle - ink.height / 2 - ink.y);
}

void places_draw_mark(const hai_block *block, const struct ranking *ranking,
                      const struct place *place, hai_canvas *canvas, hai_box box)
{
    if (ranking->medals && place->rank <= 3) {
        draw_medal(block, place, canvas, box);
        return;
    }
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style style =
        kit_type(theme, "figure", place->rank <= 3 || place->is_highlighted ? "primary" : "weak",
                 HAI_TEXT_LEFT);
    style.size = box.width * 0.62;
    style.line_height = 1;
    const char *text = hai_block_printf(block, "%d", (int)place->rank);
    style.size = hai_text_fit(block, text, &style, box.width, 0, 1, 20);
    style.size = fmin(style.size, box.width * 0.62);
    const hai_paragraph *number = hai_paragraph_new(block, text, &style, 0);
    hai_box ink = hai_paragraph_ink(number);
    hai_canvas_paragraph(canvas, number, box.x + (box.width - ink.width) / 2 - ink.x,
                         box.y + (box.height - ink.height) / 2 - ink.y);
}

// --- Changes ---

// In words, or as a number beside its arrow; NULL: none.
static const hai_paragraph *change_text(const hai_block *block, const struct place *place)
{
    hai_text_style style = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_RIGHT);
    const char *text = place->change_text;
    style.colour = "primary";
    if (text == NULL && (!isfinite(place->change) || place->change == 0))
        return NULL;
    if (text == NULL) {
        hai_number_format format = {.size = sizeof format, .decimals = 0};
        text = hai_number_text(block, fabs(place->change), &format);
        style.colour = place->change > 0 ? "rise" : "fall";
    }
    return hai_paragraph_new(block, text, &style, CHANGE_ROOM);
}

static double change_width(const hai_block *block, const struct place *place)
{
    const hai_paragraph *text = change_text(block, place);
    if (text == NULL)
        return isfinite(place->change) ? SAME_WIDTH : 0;
    double sign = place->change_text == NULL ? ARROW_WIDTH + ARROW_GAP : 0;
    return sign + hai_paragraph_size(text).width;
}

// Arrows stand below each other at the left of their column, numbers end at the right of it.
static void draw_change(const hai_block *block, const struct place *place, hai_canvas *canvas,
                        hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    const hai_paragraph *text = change_text(block, place);
    double middle = box.y + box.height / 2, right = hai_box_right(box);
    if (text != NULL)
        hai_canvas_paragraph(canvas, text, right - CHANGE_ROOM, middle - kit_height(text) / 2);
    if (place->change_text != NULL || !isfinite(place->change))
        return;
    if (place->change == 0) {
        kit_fill_box(canvas, (hai_box){right - SAME_WIDTH, middle - 2, SAME_WIDTH, 4}, 2,
                     hai_theme_colour(theme, "muted"));
        return;
    }
    double up = place->change > 0 ? 1 : -1;
    hai_canvas_move_to(canvas, box.x, middle + up * 7);
    hai_canvas_line_to(canvas, box.x + ARROW_WIDTH / 2, middle - up * 8);
    hai_canvas_line_to(canvas, box.x + ARROW_WIDTH, middle + up * 7);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas,
                    hai_paint_colour(hai_theme_colour(theme, place->change > 0 ? "rise" : "fall")));
}

// --- Rows ---

static void plan_row(const hai_block *block, const struct ranking *ranking,
                     const struct place *place, struct rows *rows, int32_t at, double width)
{
    struct kit_item item = place->item;
    item.number = NULL;
    struct kit_look look = {.style = KIT_ITEM_PLAIN, .is_compact = true, .title_size = 0.94};
    // A picture or icon stands at the left of all, where the item has one.
    if (item.image != NULL || item.icon != NULL)
        look.style = KIT_ITEM_SIDE;
    if (place->is_highlighted)
        look.has_tinted_title = true;
    double change = rows->change > 0 ? rows->change + CHANGE_GAP : 0;
    double left = fmax(width - 2 * rows->inset - rows->mark - MARK_GAP - change, 1);
    rows->plans[at] = kit_item_plan(block, &item, &look, left);
    double height = fmax(rows->plans[at].size.height, rows->mark);
    if (ranking->style == STYLE_BARS || ranking->style == STYLE_PODIUM)
        height = fmax(rows->plans[at].size.height + BAR_GAP + BAR_HEIGHT, rows->mark);
    if (rows->change > 0)
        height = fmax(height, kit_height(change_text(block, place)));
    rows->heights[at] = height + 2 * rows->inset * 0.6;
    rows->height += rows->heights[at] + (at > 0 ? rows->gap : 0);
}

struct rows rows_plan(const hai_block *block, const struct ranking *ranking,
                      const struct places *places, int32_t from, double width)
{
    struct rows rows = {.from = from, .count = places->count - from};
    double padding = hai_theme_length(hai_block_theme(block), "padding");
    bool is_card = ranking->style == STYLE_CARDS;
    rows.inset = is_card ? fmin(padding, width * 0.08) : 0;
    rows.gap = is_card ? 16 : ranking->style == STYLE_PLAIN ? 29 : 24;
    rows.mark = fmin(MARK, width * 0.2);
    for (int32_t i = from; i < places->count && width > NARROW; i++)
        rows.change = fmax(rows.change, change_width(block, &places->items[i]));
    rows.plans = hai_block_alloc(block, ((size_t)rows.count + 1) * sizeof *rows.plans);
    rows.heights = hai_block_alloc(block, ((size_t)rows.count + 1) * sizeof *rows.heights);
    for (int32_t i = 0; i < rows.count; i++)
        plan_row(block, ranking, &places->items[from + i], &rows, i, width);
    return rows;
}

static void draw_bar(const hai_block *block, const struct places *places, const struct place *place,
                     hai_canvas *canvas, hai_box track)
{
    const hai_theme *theme = hai_block_theme(block);
    double radius = fmin(hai_theme_length(theme, "bar_radius"), track.height / 2);
    hai_colour colour = kit_item_colour(theme, &place->item);
    hai_colour surface = hai_theme_colour(theme, "surface");
    kit_fill_box(canvas, track, radius, hai_colour_mix(surface, colour, 0.1));
    if (!(place->value > 0) || places->largest <= 0)
        return;
    track.width *= fmin(place->value / places->largest, 1);
    bool is_strong = place->rank <= 3 || place->is_highlighted || place->item.colour != NULL;
    if (track.width > 0.5)
        kit_fill_box(canvas, track, fmin(radius, track.width / 2),
                     is_strong ? colour : hai_colour_mix(surface, colour, 0.5));
}

static void draw_row(const hai_block *block, const struct ranking *ranking,
                     const struct places *places, const struct rows *rows, int32_t at,
                     hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct place *place = &places->items[rows->from + at];
    const struct kit_item_plan *item = &rows->plans[at];
    bool has_bar = ranking->style == STYLE_BARS || ranking->style == STYLE_PODIUM;
    if (ranking->style == STYLE_CARDS)
        kit_surface(theme, canvas, box);
    if (ranking->style == STYLE_PLAIN && at > 0) {
        double y = box.y - rows->gap / 2;
        kit_rule(canvas, (hai_point){box.x, y}, (hai_point){hai_box_right(box), y},
                 hai_theme_length(theme, "hairline"), hai_theme_colour(theme, "line"));
    }
    hai_box inner = hai_box_inset(
        box, (hai_insets){rows->inset * 0.6, rows->inset, rows->inset * 0.6, rows->inset});
    hai_box mark = {inner.x, inner.y + (inner.height - rows->mark) / 2, rows->mark, rows->mark};
    if (item->size.height > 2 * rows->mark)
        mark.y = inner.y;
    places_draw_mark(block, ranking, place, canvas, mark);
    double left = inner.x + rows->mark + MARK_GAP;
    double words = item->size.height + (has_bar ? BAR_GAP + BAR_HEIGHT : 0);
    double y = inner.y + (inner.height - words) / 2;
    kit_item_words(block, item, canvas, (hai_box){left, y, item->size.width, item->size.height});
    if (has_bar)
        draw_bar(block, places, place, canvas,
                 (hai_box){left, y + item->size.height + BAR_GAP, item->size.width, BAR_HEIGHT});
    if (rows->change > 0)
        draw_change(
            block, place, canvas,
            (hai_box){hai_box_right(inner) - rows->change, inner.y, rows->change, inner.height});
}

void rows_draw(const hai_block *block, const struct ranking *ranking, const struct places *places,
               const struct rows *rows, hai_canvas *canvas, hai_box box)
{
    double y = box.y;
    for (int32_t i = 0; i < rows->count; i++) {
        draw_row(block, ranking, places, rows, i, canvas,
                 (hai_box){box.x, y, box.width, rows->heights[i]});
        y += rows->heights[i] + rows->gap;
    }
}
