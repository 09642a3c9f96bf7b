// SPDX-License-Identifier: MIT
//
// What belongs to one thing: a centre, and items around it on spokes.
#include "hub.h"

#include <math.h>

#include "visual-kit/surface.h"

#define LEAST 640.0 // width from which on items stand at both sides
#define WORDS_GAP 20.0
#define ROW_GAP 28.0
#define CARD_GAP 24.0
#define SPOKE 64.0 // from the centre to a card

static const struct hub defaults = {.items = {KIT_ITEMS_DEFAULTS}, .style = STYLE_DISCS};

static const char *const styles[] = {"discs", "cards", NULL};

static const hai_option options[] = {
    KIT_ITEMS_OPTIONS(struct hub, items),
    HAI_TEXT("centre", struct hub, title, .help_zh = "中心的文字", .help_en = "In the middle"),
    HAI_TEXT("centre_note", struct hub, note, .help_zh = "中心文字下的小字",
             .help_en = "A few words below it"),
    HAI_ICON("centre_icon", struct hub, icon, .help_zh = "中心文字上的图标",
             .help_en = "An icon above it"),
    HAI_CHOICE("style", struct hub, style, styles, .help_zh = "样式:圆点、卡片",
               .help_en = "Discs with words beside them, or cards"),
    HAI_CHOICE("numerals", struct hub, numerals, kit_numerals, .help_zh = KIT_NUMERALS_HELP_ZH,
               .help_en = KIT_NUMERALS_HELP_EN),
};

// --- Both sides ---

static struct kit_item_plan plan_words(const hai_block *block, const struct plan *plan,
                                       const struct spoke *spoke, double width)
{
    struct kit_look look = {.style = KIT_ITEM_PLAIN,
                            .lead = KIT_LEAD_NONE,
                            .is_compact = true,
                            .title_size = 0.94,
                            .align = spoke->side > 0 ? HAI_TEXT_LEFT : HAI_TEXT_RIGHT};
    if (plan->style == STYLE_CARDS)
        look = (struct kit_look){.style = KIT_ITEM_CARD, .is_compact = true, .title_size = 0.94};
    return kit_item_plan(block, &spoke->item, &look, fmax(width, 1));
}

static double orbit_at(const struct plan *plan, double y)
{
    double part = plan->orbit_y > 0 ? y / plan->orbit_y : 0;
    return plan->orbit_x * sqrt(fmax(1 - part * part, 0));
}

// Heights of one side's rows as they are where there is least room; returns the sum.
static double stack_side(const hai_block *block, struct plan *plan, int32_t side, double least)
{
    double y = 0, gap = plan->style == STYLE_CARDS ? CARD_GAP : ROW_GAP;
    for (int32_t i = 0; i < plan->count; i++) {
        struct spoke *spoke = &plan->spokes[i];
        if (spoke->side != side)
            continue;
        spoke->words = plan_words(block, plan, spoke, least);
        double height = fmax(spoke->words.size.height, plan->style == STYLE_CARDS ? 0 : HUB_TILE);
        spoke->box = (hai_box){0, y, least, height};
        y += height + gap;
    }
    return fmax(y - gap, 0);
}

// A side's rows around the middle; discs on the orbit, and words as wide as is left beside them.
static void place_side(const hai_block *block, struct plan *plan, int32_t side, double half,
                       double height)
{
    for (int32_t i = 0; i < plan->count; i++) {
        struct spoke *spoke = &plan->spokes[i];
        if (spoke->side != side)
            continue;
        double middle = spoke->box.y - height / 2 + spoke->box.height / 2;
        if (plan->style == STYLE_CARDS) {
            spoke->box.y -= height / 2;
            spoke->tile = (hai_point){side * (half - spoke->box.width), middle};
            spoke->box.x = side > 0 ? spoke->tile.x : -half;
            continue;
        }
        spoke->tile = (hai_point){side * orbit_at(plan, middle), middle};
        double inner = fabs(spoke->tile.x) + HUB_TILE / 2 + WORDS_GAP;
        spoke->words = plan_words(block, plan, spoke, half - inner);
        hai_size size = spoke->words.size;
        spoke->box = (hai_box){side > 0 ? inner : -inner - size.width, middle - size.height / 2,
                               size.width, size.height};
    }
}

// Rows that stand across from each other are equally high; returns the sum.
static double pair_rows(struct plan *plan)
{
    double y = 0, gap = plan->style == STYLE_CARDS ? CARD_GAP : ROW_GAP;
    int32_t half = plan->count / 2;
    for (int32_t i = 0; i < half; i++) {
        hai_box *left = &plan->spokes[i].box, *right = &plan->spokes[half + i].box;
        left->y = right->y = y;
        left->height = right->height = fmax(left->height, right->height);
        y += left->height + gap;
    }
    return fmax(y - gap, 0);
}

// The discs of the first and the last rows lie near the ends of the orbit.
static double farthest(const struct plan *plan, int32_t side, double height)
{
    double far = 0;
    for (int32_t i = 0; i < plan->count; i++) {
        const hai_box *box = &plan->spokes[i].box;
        if (plan->spokes[i].side == side)
            far = fmax(far, fabs(box->y + box->height / 2 - height / 2));
    }
    return far;
}

static void plan_sides(const hai_block *block, struct plan *plan, double width)
{
    bool is_cards = plan->style == STYLE_CARDS;
    double half = width / 2;
    plan->orbit_x = plan->radius + 84;
    double least =
        is_cards ? half - plan->radius - SPOKE : half - plan->orbit_x - HUB_TILE / 2 - WORDS_GAP;
    double left = stack_side(block, plan, -1, least);
    double right = stack_side(block, plan, 1, least);
    if (plan->count % 2 == 0)
        left = right = pair_rows(plan);
    double far = fmax(farthest(plan, -1, left), farthest(plan, 1, right));
    plan->orbit_y = fmax(far * 1.12, plan->orbit_x);
    place_side(block, plan, -1, half, left);
    place_side(block, plan, 1, half, right);
    double most = fmax(fmax(left, right), 2 * (is_cards ? plan->radius + 16 : plan->orbit_y));
    double top = -most / 2, low = most / 2;
    for (int32_t i = 0; i < plan->count; i++) {
        top = fmin(top, plan->spokes[i].box.y);
        low = fmax(low, hai_box_bottom(plan->spokes[i].box));
    }
    plan->middle = (hai_point){half, -top};
    plan->height = low - top;
}

// --- One below the other ---

static void plan_list(const hai_block *block, const struct hub *hub, struct plan *plan,
                      double width)
{
    plan->is_list = true;
    centre_plan_band(block, hub, plan, width);
    double y = hai_box_bottom(plan->band);
    for (int32_t i = 0; i < plan->count; i++) {
        struct spoke *spoke = &plan->spokes[i];
        struct kit_look look = {.style = KIT_ITEM_SIDE, .is_compact = true, .is_round = true};
        if (plan->style == STYLE_CARDS)
            look.style = KIT_ITEM_CARD_SIDE;
        y += i == 0 && plan->band.height <= 0 ? 0 : ROW_GAP;
        spoke->words = kit_item_plan(block, &spoke->item, &look, width);
        spoke->box = (hai_box){0, y, width, spoke->words.size.height};
        y += spoke->box.height;
    }
    plan->height = y;
}

static struct plan plan(const hai_block *block, const struct hub *hub, double width)
{
    struct plan plan = {.style = hub->style,
                        .count = kit_items_count(&hub->items),
                        .height = kit_no_items_height()};
    if (plan.count == 0)
        return plan;
    plan.spokes = hai_block_alloc(block, (size_t)plan.count * sizeof *plan.spokes);
    for (int32_t i = 0; i < plan.count; i++) {
        struct spoke *spoke = &plan.spokes[i];
        spoke->item = kit_items_get(block, &hub->items, i);
        if (spoke->item.number == NULL)
            spoke->item.number = kit_ordinal(block, hub->numerals, i + 1);
        spoke->side = i < (plan.count + 1) / 2 ? -1 : 1; // read as two columns are
    }
    plan.radius = fmin(width * 0.13, 132);
    if (width >= LEAST && plan.count > 1 && centre_plan_disc(block, hub, &plan))
        plan_sides(block, &plan, width);
    else
        plan_list(block, hub, &plan, width);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct plan placed = plan(block, data, box.width);
    if (placed.count == 0) {
        kit_draw_no_items(block, canvas, box);
        return;
    }
    hub_draw(block, &placed, canvas, box);
    centre_draw(block, data, &placed, canvas, box);
}

static void check(const hai_block *block, const void *data)
{
    const struct hub *hub = data;
    kit_items_check(block, &hub->items, "a hub", HUB_MAX);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct hub *hub = data;
    const char *what =
        hub->title == NULL ? "辐射图" : hai_block_printf(block, "辐射图“%s”", hub->title);
    return kit_items_summary(block, &hub->items, what);
}

KIT_ITEMS_PLUGIN("hub", struct hub, "辐射图", "Hub", "一个中心,各项环绕",
                 "A centre with items around it");
