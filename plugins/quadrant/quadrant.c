// SPDX-License-Identifier: MIT
//
// Four fields: strengths, weaknesses, opportunities and threats, or any two questions crossed.
#include <math.h>
#include <string.h>

#include "item-kit/items.h"
#include "visual-kit/surface.h"

enum style { STYLE_SWOT, STYLE_AXES };

struct quadrant {
    struct kit_items items;
    const char *x_title, *y_title;
    int32_t style;
};

static const struct quadrant defaults = {.items = {KIT_ITEMS_DEFAULTS}, .style = STYLE_SWOT};

static const char *const styles[] = {"swot", "axes", NULL};

static const hai_option options[] = {
    KIT_ITEMS_OPTIONS(struct quadrant, items),
    HAI_TEXT("x_title", struct quadrant, x_title, .help_zh = "横轴名称,向右为高",
             .help_en = "What rises to the right"),
    HAI_TEXT("y_title", struct quadrant, y_title, .help_zh = "纵轴名称,向上为高",
             .help_en = "What rises to the top"),
    HAI_CHOICE("style", struct quadrant, style, styles,
               .help_zh = "样式:四格(SWOT,中间带字母)、两轴交叉",
               .help_en = "Four fields with letters in the middle, or two axes that cross"),
};

#define GAP 16.0
#define DISC 92.0         // radius of the quarters in the middle, letters on them
#define LOW (DISC - 20.0) // of their height, what fields keep free for them
#define AXIS 64.0         // for an axis and its words

struct field {
    struct kit_item_plan words;
    const hai_paragraph *letter;
    hai_colour colour;
    hai_box box;
};

struct plan {
    int32_t count;
    struct field *fields;
    bool is_single; // one below the other
    const hai_paragraph *x_title, *y_title;
    double left, grid; // width of the axis at the left; height of the fields
    double height;
};

static hai_colour colour_of(const hai_block *block, const struct kit_item *item, int32_t i)
{
    static const char *const tokens[] = {"categorical.1", "categorical.2", "categorical.3",
                                         "categorical.4"};
    return hai_theme_colour(hai_block_theme(block),
                            item->colour != NULL ? item->colour : tokens[i % 4]);
}

static void plan_field(const hai_block *block, const struct quadrant *quadrant, struct plan *plan,
                       int32_t i, double width)
{
    static const char *const letters[] = {"S", "W", "O", "T"};
    struct field *field = &plan->fields[i];
    struct kit_item item = kit_items_get(block, &quadrant->items, i);
    field->colour = colour_of(block, &item, i);
    item.colour = kit_literal(block, field->colour);
    struct kit_look look = {.style = KIT_ITEM_PLAIN, .title_size = 1.0, .has_solid_tile = true};
    double inset = fmin(32, width / 8);
    field->words = kit_item_plan(block, &item, &look, fmax(width - 2 * inset, 1));
    if (quadrant->style == STYLE_SWOT && plan->count == 4 && !plan->is_single)
        field->letter = kit_number(block, letters[i], 46, kit_on_large(block, field->colour), DISC);
}

static void plan_axes(const hai_block *block, const struct quadrant *quadrant, double width,
                      struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    if (quadrant->style != STYLE_AXES)
        return;
    if (plan->is_single) {
        if (quadrant->x_title != NULL || quadrant->y_title != NULL)
            hai_block_warn(block, NULL, "layout.axes", "give it more width",
                           "the fields stand one below the other, and their axes are left out");
        return;
    }
    plan->left = AXIS;
    hai_text_style style = kit_type(theme, "caption", NULL, HAI_TEXT_CENTRE);
    if (quadrant->x_title != NULL)
        plan->x_title = hai_paragraph_new(block, quadrant->x_title, &style, width - AXIS);
    style.direction = HAI_TEXT_VERTICAL;
    style.align = HAI_TEXT_LEFT;
    if (quadrant->y_title != NULL)
        plan->y_title = hai_paragraph_new(block, quadrant->y_title, &style, 0);
    if (plan->y_title != NULL && hai_paragraph_size(plan->y_title).width > AXIS - 24)
        plan->y_title = NULL;
}

static struct plan plan(const hai_block *block, const struct quadrant *quadrant, double width)
{
    struct plan plan = {.count = kit_items_count(&quadrant->items)};
    plan.fields = hai_block_alloc(block, ((size_t)plan.count + 1) * sizeof *plan.fields);
    plan.is_single = width < 520 || plan.count < 2;
    plan_axes(block, quadrant, width, &plan);
    double cell = plan.is_single ? width : (width - plan.left - GAP) / 2, y = 0;
    int32_t columns = plan.is_single ? 1 : 2;
    // The quarters in the middle take a corner of each field: no words stand beside them.
    bool has_discs = quadrant->style == STYLE_SWOT && !plan.is_single && plan.count == 4;
    for (int32_t first = 0; first < plan.count; first += columns) {
        double tallest = 0;
        for (int32_t i = first; i < first + columns && i < plan.count; i++) {
            plan_field(block, quadrant, &plan, i, cell);
            tallest = fmax(tallest, plan.fields[i].words.size.height);
        }
        tallest = fmax(tallest + 64 + (has_discs ? LOW : 0), 120);
        for (int32_t i = first; i < first + columns && i < plan.count; i++)
            plan.fields[i].box =
                (hai_box){plan.left + (i - first) * (cell + GAP), y, cell, tallest};
        y += tallest + GAP;
    }
    plan.grid = fmax(y - GAP, 0);
    if (plan.y_title != NULL)
        plan.grid = fmax(plan.grid, kit_height(plan.y_title) + 24);
    plan.height = plan.grid + (plan.left > 0 ? 24 + kit_height(plan.x_title) : 0);
    if (plan.count == 0)
        plan.height = kit_no_items_height();
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

// A quarter of a disc in the corner of a field that is next to the others, with a rim, the letter
// on it.
static void draw_quarter(const hai_theme *theme, const struct field *field, int32_t i,
                         hai_canvas *canvas, hai_box box)
{
    static const double from[] = {3.14159265, 4.71238898, 1.57079633, 0};
    double x = i % 2 == 0 ? hai_box_right(box) : box.x;
    double y = i < 2 ? hai_box_bottom(box) : box.y;
    double across = i % 2 == 0 ? -1 : 1, down = i < 2 ? -1 : 1;
    for (int pass = 0; pass < 2; pass++) {
        double radius = pass == 0 ? DISC + 10 : DISC;
        hai_canvas_move_to(canvas, x, y);
        hai_canvas_arc(canvas, x, y, radius, from[i], from[i] + 1.57079633);
        hai_canvas_close(canvas);
        hai_canvas_fill(canvas, hai_paint_colour(pass == 0 ? hai_theme_colour(theme, "surface")
                                                           : field->colour));
    }
    hai_box ink = hai_paragraph_ink(field->letter);
    hai_canvas_paragraph(canvas, field->letter, x + across * DISC * 0.44 - ink.width / 2 - ink.x,
                         y + down * DISC * 0.44 - ink.height / 2 - ink.y);
}

static void draw_field(const hai_block *block, const struct plan *plan, int32_t i,
                       hai_canvas *canvas, hai_point at)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct field *field = &plan->fields[i];
    hai_box box = {at.x + field->box.x, at.y + field->box.y, field->box.width, field->box.height};
    double inset = fmin(32, box.width / 8), radius = fmin(hai_theme_length(theme, "radius"), 16);
    kit_fill_box(canvas, box, radius,
                 hai_colour_mix(hai_theme_colour(theme, "surface"), field->colour, 0.12));
    hai_canvas_save(canvas);
    hai_canvas_rounded_box(canvas, box, radius);
    hai_canvas_clip(canvas);
    kit_fill_box(canvas, (hai_box){box.x, box.y, box.width, 8}, 0, field->colour);
    hai_canvas_restore(canvas);
    bool is_low = field->letter != NULL && i >= 2; // below the disc in its upper corner
    kit_item_words(block, &field->words, canvas,
                   (hai_box){box.x + inset, box.y + 32 + (is_low ? LOW : 0), box.width - 2 * inset,
                             field->words.size.height});
    if (field->letter == NULL)
        return;
    draw_quarter(theme, field, i, canvas, box);
}

static void draw_arrow(hai_canvas *canvas, hai_point from, hai_point to, hai_colour colour)
{
    double length = fmax(hypot(to.x - from.x, to.y - from.y), 1);
    double x = (to.x - from.x) / length, y = (to.y - from.y) / length;
    kit_rule(canvas, from, (hai_point){to.x - x * 10, to.y - y * 10}, 2.5, colour);
    hai_canvas_move_to(canvas, to.x, to.y);
    hai_canvas_line_to(canvas, to.x - x * 16 - y * 8, to.y - y * 16 + x * 8);
    hai_canvas_line_to(canvas, to.x - x * 16 + y * 8, to.y - y * 16 - x * 8);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(colour));
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct plan placed = plan(block, data, box.width);
    if (placed.count == 0)
        kit_draw_no_items(block, canvas, box);
    for (int32_t i = 0; i < placed.count; i++)
        draw_field(block, &placed, i, canvas, (hai_point){box.x, box.y});
    if (placed.left <= 0 || placed.count == 0)
        return;
    hai_colour weak = hai_theme_colour(hai_block_theme(block), "weak");
    double foot = box.y + placed.grid + 18, x = box.x + placed.left - 18;
    draw_arrow(canvas, (hai_point){x, foot}, (hai_point){x, box.y}, weak);
    draw_arrow(canvas, (hai_point){x, foot}, (hai_point){hai_box_right(box), foot}, weak);
    if (placed.x_title != NULL)
        hai_canvas_paragraph(canvas, placed.x_title, box.x + placed.left, foot + 6);
    if (placed.y_title != NULL) {
        hai_size size = hai_paragraph_size(placed.y_title);
        hai_canvas_paragraph(canvas, placed.y_title, x - 4 - size.width,
                             box.y + (placed.grid - size.height) / 2);
    }
}

static void check(const hai_block *block, const void *data)
{
    const struct quadrant *quadrant = data;
    kit_items_check(block, &quadrant->items, "a quadrant", KIT_MAX_ITEMS);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct quadrant *quadrant = data;
    return kit_items_summary(block, &quadrant->items, "四象限");
}

KIT_ITEMS_PLUGIN("quadrant", struct quadrant, "四象限", "Quadrant", "SWOT 分析、四象限",
                 "A SWOT analysis, or two questions crossed");
