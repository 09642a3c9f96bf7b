// SPDX-License-Identifier: MIT
//
// How something is done, step by step: arrows, stairs, discs, a zigzag, a funnel that filters, or
// down the page, which is also how the others stand where there is no room for them.
#include "steps.h"

#include <math.h>

static const struct steps defaults = {
    .items = {KIT_ITEMS_DEFAULTS}, .style = STYLE_ARROWS, .item = KIT_ITEM_PLAIN};

static const char *const styles[] = {"arrows", "stairs", "circle", "zigzag",
                                     "funnel", "down",   NULL};

static const hai_option options[] = {
    KIT_ITEMS_OPTIONS(struct steps, items),
    HAI_CHOICE("style", struct steps, style, styles,
               .help_zh = "样式:箭头、阶梯、圆圈、折线、漏斗、纵向",
               .help_en = "Arrows, stairs, discs, a zigzag, a funnel, or down the page"),
    HAI_CHOICE("item", struct steps, item, kit_item_styles, .help_zh = KIT_ITEM_STYLE_HELP_ZH,
               .help_en = KIT_ITEM_STYLE_HELP_EN),
    HAI_CHOICE("numerals", struct steps, numerals, kit_numerals, .help_zh = KIT_NUMERALS_HELP_ZH,
               .help_en = KIT_NUMERALS_HELP_EN),
    HAI_INT("columns", struct steps, columns, 0, 12, .help_zh = "每行几步,0 按宽度",
            .help_en = "Steps in a row; 0: as many as have room"),
    HAI_LENGTH("min_width", struct steps, min_width, 0, 1000, .unit = "px",
               .help_zh = "横排时每步最小宽度,0 随样式",
               .help_en = "Least width of a step across; 0: by style"),
};

double steps_tallest(const struct plan *plan, int32_t from, int32_t to, int32_t by, bool is_head)
{
    double tallest = 0;
    for (int32_t i = from; i < to && i < plan->count; i += by) {
        const struct kit_item_plan *item = is_head ? &plan->steps[i].head : &plan->steps[i].words;
        tallest = fmax(tallest, item->size.height);
    }
    return tallest;
}

int32_t steps_columns(const struct steps *steps, int32_t count, double width, double least)
{
    if (steps->min_width > 0)
        least = steps->min_width;
    int32_t most = (int32_t)fmin(width / least, 12);
    if (steps->columns > 0 && steps->columns < most)
        most = steps->columns;
    if (most < 1)
        return 1;
    int32_t rows = (count + most - 1) / most;
    return rows > 0 ? (count + rows - 1) / rows : 1;
}

static void plan_style(const hai_block *block, const struct steps *steps, struct plan *plan)
{
    switch (plan->style) {
    case STYLE_ARROWS:
        arrows_plan(block, steps, plan);
        break;
    case STYLE_STAIRS:
        stairs_plan(block, steps, plan);
        break;
    case STYLE_CIRCLE:
        circle_plan(block, steps, plan);
        break;
    case STYLE_ZIGZAG:
        zigzag_plan(block, steps, plan);
        break;
    case STYLE_FUNNEL:
        funnel_plan(block, steps, plan);
        break;
    default:
        break;
    }
    if (plan->style == STYLE_DOWN)
        down_plan(block, steps, plan);
}

static struct plan plan(const hai_block *block, const struct steps *steps, double width)
{
    struct plan plan = {.style = steps->style,
                        .count = kit_items_count(&steps->items),
                        .width = width,
                        .height = kit_no_items_height()};
    if (plan.count == 0)
        return plan;
    plan.steps = hai_block_alloc(block, (size_t)plan.count * sizeof *plan.steps);
    plan.heights = hai_block_alloc(block, (size_t)plan.count * sizeof *plan.heights);
    for (int32_t i = 0; i < plan.count; i++) {
        struct kit_item *item = &plan.steps[i].item;
        *item = kit_items_get(block, &steps->items, i);
        if (item->number == NULL)
            item->number = kit_ordinal(block, steps->numerals, i + 1);
    }
    plan_style(block, steps, &plan);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct steps *steps = data;
    struct plan placed = plan(block, steps, box.width);
    if (placed.count == 0) {
        kit_draw_no_items(block, canvas, box);
        return;
    }
    switch (placed.style) {
    case STYLE_ARROWS:
        arrows_draw(block, &placed, canvas, box);
        break;
    case STYLE_STAIRS:
        stairs_draw(block, &placed, canvas, box);
        break;
    case STYLE_CIRCLE:
        circle_draw(block, &placed, canvas, box);
        break;
    case STYLE_ZIGZAG:
        zigzag_draw(block, &placed, canvas, box);
        break;
    case STYLE_FUNNEL:
        funnel_draw(block, &placed, canvas, box);
        break;
    default:
        down_draw(block, steps, &placed, canvas, box);
    }
}

static void check(const hai_block *block, const void *data)
{
    const struct steps *steps = data;
    kit_items_check(block, &steps->items, "a list of steps", KIT_MAX_ITEMS);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct steps *steps = data;
    return kit_items_summary(block, &steps->items, "步骤");
}

KIT_ITEMS_PLUGIN("steps", struct steps, "步骤", "Steps", "箭头、阶梯、圆圈、折线、漏斗或纵向的步骤",
                 "Steps as arrows, stairs, discs, a zigzag, a funnel, or down the page");
