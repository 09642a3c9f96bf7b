// SPDX-License-Identifier: MIT
//
// What happens when: dates on a line with what they bring. Across where each event has room, else
// down the page; by turns on both sides of the line; or in rows that a line winds through.
#include "timeline.h"

#include <math.h>

#include "visual-kit/surface.h"

static const struct timeline defaults = {
    .items = {KIT_ITEMS_DEFAULTS}, .item = KIT_ITEM_PLAIN, .min_width = 210};

static const char *const directions[] = {"auto", "down", "across", NULL};
static const char *const styles[] = {"line", "alternating", "snake", NULL};

static const hai_option options[] = {
    KIT_ITEMS_OPTIONS(struct timeline, items),
    HAI_CHOICE("style", struct timeline, style, styles, .help_zh = "样式:单侧、两侧交替、蛇形",
               .help_en = "On one side of the line, by turns on both, or in rows that a line winds "
                          "through"),
    HAI_CHOICE("direction", struct timeline, direction, directions,
               .help_zh = "方向:自动、纵向、横向",
               .help_en = "Whichever has room, down the page, or across it"),
    HAI_CHOICE("item", struct timeline, item, kit_item_styles, .help_zh = KIT_ITEM_STYLE_HELP_ZH,
               .help_en = KIT_ITEM_STYLE_HELP_EN),
    HAI_INT("columns", struct timeline, columns, 0, 12, .help_zh = "蛇形每行几项,0 按宽度",
            .help_en = "Events in a row of the snake; 0: as many as have room"),
    HAI_LENGTH("min_width", struct timeline, min_width, 80, 1000, .unit = "px",
               .help_zh = "横排时每项最小宽度", .help_en = "Least width of an event across"),
};

const hai_paragraph *timeline_date(const hai_block *block, const struct kit_item *item,
                                   uint32_t align, double width)
{
    if (item->date == NULL)
        return NULL;
    hai_text_style style = kit_type(hai_block_theme(block), "value",
                                    item->colour == NULL ? "primary" : item->colour, align);
    style.size *= 1.25;
    return hai_paragraph_new(block, item->date, &style, fmax(width, 1));
}

hai_colour timeline_line(const hai_theme *theme)
{
    return hai_colour_mix(hai_theme_colour(theme, "surface"), hai_theme_colour(theme, "primary"),
                          0.35);
}

void timeline_dot(const hai_block *block, const struct event *event, hai_canvas *canvas, double x,
                  double y)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour colour = kit_item_colour(theme, &event->item);
    hai_colour surface = hai_theme_colour(theme, "surface");
    bool is_open = event->item.status == KIT_STATUS_TODO;
    kit_fill_box(canvas, (hai_box){x - DOT, y - DOT, 2 * DOT, 2 * DOT}, DOT,
                 hai_colour_mix(surface, colour, 0.25));
    kit_fill_box(canvas, (hai_box){x - DOT / 2, y - DOT / 2, DOT, DOT}, DOT / 2,
                 is_open ? surface : colour);
}

double timeline_radius(const struct event *event)
{
    return event->item.icon != NULL ? DISC : DOT;
}

void timeline_disc(const hai_block *block, const struct event *event, hai_canvas *canvas, double x,
                   double y)
{
    if (event->item.icon == NULL) {
        timeline_dot(block, event, canvas, x, y);
        return;
    }
    const struct kit_item sign = {.icon = event->item.icon, .colour = event->item.colour};
    const struct kit_tile tile = {.is_round = true, .is_solid = true};
    double rim = DISC - 4;
    kit_fill_box(canvas, (hai_box){x - DISC, y - DISC, 2 * DISC, 2 * DISC}, DISC,
                 hai_theme_colour(hai_block_theme(block), "surface"));
    kit_draw_tile(block, &sign, &tile, canvas, (hai_box){x - rim, y - rim, 2 * rim, 2 * rim});
}

static struct plan plan(const hai_block *block, const struct timeline *timeline, double width)
{
    struct plan plan = {.count = kit_items_count(&timeline->items),
                        .style = timeline->style,
                        .whole = width,
                        .height = kit_no_items_height()};
    if (plan.count == 0)
        return plan;
    plan.events = hai_block_alloc(block, (size_t)plan.count * sizeof *plan.events);
    plan.heights = hai_block_alloc(block, (size_t)plan.count * sizeof *plan.heights);
    for (int32_t i = 0; i < plan.count; i++)
        plan.events[i].item = kit_items_get(block, &timeline->items, i);
    plan.height = 0;
    if (plan.style == STYLE_ALTERNATING)
        alternating_plan(block, timeline, &plan);
    else if (plan.style == STYLE_SNAKE)
        snake_plan(block, timeline, &plan);
    if (plan.style == STYLE_LINE)
        line_plan(block, timeline, &plan);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct plan placed = plan(block, data, box.width);
    if (placed.count == 0)
        kit_draw_no_items(block, canvas, box);
    else if (placed.style == STYLE_ALTERNATING)
        alternating_draw(block, &placed, canvas, box);
    else if (placed.style == STYLE_SNAKE)
        snake_draw(block, &placed, canvas, box);
    else
        line_draw(block, &placed, canvas, box);
}

static void check(const hai_block *block, const void *data)
{
    const struct timeline *timeline = data;
    kit_items_check(block, &timeline->items, "a timeline", KIT_MAX_ITEMS);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct timeline *timeline = data;
    const struct kit_items *items = &timeline->items;
    int32_t count = kit_items_count(items);
    if (count == 0)
        return "时间轴,暂无数据";
    return hai_block_printf(block, "时间轴,共%d项,从%s到%s", (int)count,
                            hai_table_text(items->rows, 0, items->date),
                            hai_table_text(items->rows, count - 1, items->date));
}

KIT_ITEMS_PLUGIN("timeline", struct timeline, "时间轴", "Timeline", "按时间先后的事项",
                 "Events in their order on a line");
