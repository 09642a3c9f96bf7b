// SPDX-License-Identifier: MIT
//
// Who is first: places with medals, bars and what has changed; a podium; a roll of honour 光荣榜.
#include "ranking.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct ranking defaults = {.items = {KIT_ITEMS_DEFAULTS},
                                        .style = STYLE_BARS,
                                        .sort = SORT_FALLING,
                                        .medals = true,
                                        .highlight = NULL};

static const char *const styles[] = {"bars", "plain", "cards", "podium", "honour", NULL};
static const char *const sorts[] = {"falling", "rising", "none", NULL};

static const hai_option options[] = {
    KIT_ITEMS_OPTIONS(struct ranking, items),
    HAI_COLUMN("change", struct ranking, change, "change",
               .help_zh = "名次变化列:正数为上升的位次,或文字,如“新”",
               .help_en = "Column of places won since the last time, or words, as 新"),
    HAI_CHOICE("style", struct ranking, style, styles,
               .help_zh = "样式:条形、细线、卡片、领奖台、光荣榜",
               .help_en = "With bars, with hairlines, as cards, on a podium, a roll of honour"),
    HAI_CHOICE("sort", struct ranking, sort, sorts, .help_zh = "排序:降序、升序、原序",
               .help_en = "Largest first, smallest first, as given"),
    HAI_INT("top", struct ranking, top, 0, 1000, .help_zh = "只留前几名,0全留",
            .help_en = "Keep so many of the first; 0: all"),
    HAI_INT("columns", struct ranking, columns, 0, 8, .help_zh = "光荣榜的列数,0 按宽度",
            .help_en = "Columns of the roll of honour; 0: as many as have room"),
    HAI_STRING("highlight", struct ranking, highlight, .help_zh = "突出的名称,以顿号分开",
               .help_en = "Names that stand out, parted by 、"),
    HAI_BOOL("medals", struct ranking, medals, .help_zh = "前三名用奖牌",
             .help_en = "Medals for the first three"),
};

// --- Places ---

struct order {
    double value;
    int32_t row;
    int sign;
};

// Who has no value comes last; equal ones stay as they are.
static int compare(const void *a, const void *b)
{
    const struct order *x = a, *y = b;
    if (isnan(x->value) != isnan(y->value))
        return isnan(x->value) ? 1 : -1;
    if (!isnan(x->value) && x->value != y->value)
        return (x->value > y->value ? 1 : -1) * x->sign;
    return (x->row > y->row) - (x->row < y->row);
}

static bool is_named(const char *names, const char *name)
{
    size_t length = name == NULL ? 0 : strlen(name);
    for (const char *at = names; at != NULL && length > 0; at = strstr(at, "、")) {
        if (at != names)
            at += strlen("、");
        if (strncmp(at, name, length) == 0 &&
            (at[length] == '\0' || strncmp(at + length, "、", strlen("、")) == 0))
            return true;
    }
    return false;
}

static void read_place(const hai_block *block, const struct ranking *ranking, struct place *place,
                       double value)
{
    place->item = kit_items_get(block, &ranking->items, place->row);
    place->value = value;
    place->change = hai_table_number(ranking->items.rows, place->row, ranking->change);
    const char *text = hai_table_text(ranking->items.rows, place->row, ranking->change);
    if (!isfinite(place->change) && text[0] != '\0')
        place->change_text = text;
    place->is_highlighted = is_named(ranking->highlight, place->item.title);
}

struct places places_read(const hai_block *block, const struct ranking *ranking)
{
    struct places places = {.count = kit_items_count(&ranking->items)};
    struct order *order = hai_block_alloc(block, ((size_t)places.count + 1) * sizeof *order);
    for (int32_t i = 0; i < places.count; i++) {
        double value = hai_table_number(ranking->items.rows, i, ranking->items.value);
        order[i] = (struct order){value, i, ranking->sort == SORT_RISING ? 1 : -1};
    }
    if (ranking->sort != SORT_NONE && places.count > 1)
        qsort(order, (size_t)places.count, sizeof *order, compare);
    if (ranking->top > 0 && ranking->top < places.count)
        places.count = ranking->top;
    places.items = hai_block_alloc(block, ((size_t)places.count + 1) * sizeof *places.items);
    for (int32_t i = 0; i < places.count; i++) {
        struct place *place = &places.items[i];
        place->row = order[i].row;
        read_place(block, ranking, place, order[i].value);
        bool is_equal = ranking->sort != SORT_NONE && i > 0 && order[i].value == order[i - 1].value;
        place->rank = is_equal ? places.items[i - 1].rank : i + 1;
        if (isfinite(place->value))
            places.largest = fmax(places.largest, place->value);
    }
    return places;
}

// --- The visual ---

struct plan {
    struct places places;
    struct podium podium;
    struct rows rows;
    struct honour honour;
    double height;
};

#define PODIUM_GAP 32.0

static struct plan plan(const hai_block *block, const struct ranking *ranking, double width)
{
    struct plan plan = {.places = places_read(block, ranking)};
    if (plan.places.count == 0) {
        plan.height = kit_no_items_height();
        return plan;
    }
    if (ranking->style == STYLE_HONOUR) {
        plan.honour = honour_plan(block, ranking, &plan.places, width);
        plan.height = plan.honour.height;
        return plan;
    }
    if (ranking->style == STYLE_PODIUM && width >= 420) {
        plan.podium = podium_plan(block, &plan.places, width);
        plan.height = plan.podium.height;
    }
    plan.rows = rows_plan(block, ranking, &plan.places, plan.podium.count, width);
    if (plan.rows.count > 0 && plan.podium.count > 0)
        plan.height += PODIUM_GAP;
    plan.height += plan.rows.height;
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct ranking *ranking = data;
    struct plan placed = plan(block, ranking, box.width);
    if (placed.places.count == 0) {
        kit_draw_no_items(block, canvas, box);
        return;
    }
    if (ranking->style == STYLE_HONOUR) {
        honour_draw(block, &placed.places, &placed.honour, canvas, box);
        return;
    }
    if (placed.podium.count > 0) {
        podium_draw(block, &placed.places, &placed.podium, canvas, box);
        box = hai_box_inset(box, (hai_insets){.top = placed.podium.height + PODIUM_GAP});
    }
    if (placed.rows.count > 0)
        rows_draw(block, ranking, &placed.places, &placed.rows, canvas, box);
}

static void check(const hai_block *block, const void *data)
{
    const struct ranking *ranking = data;
    kit_items_check(block, &ranking->items, "a ranking", KIT_MAX_ITEMS);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct ranking *ranking = data;
    struct places places = places_read(block, ranking);
    if (places.count == 0)
        return "排行榜,暂无数据";
    const char *text = hai_block_printf(block, "排行榜,共%d项", (int)places.count);
    for (int32_t i = 0; i < places.count && i < 5; i++) {
        const struct kit_item *item = &places.items[i].item;
        text = hai_block_printf(block, "%s%s第%d%s%s%s", text, i == 0 ? ":" : ",",
                                (int)places.items[i].rank, item->title == NULL ? "" : item->title,
                                item->value == NULL ? "" : item->value,
                                item->unit == NULL ? "" : item->unit);
    }
    return text;
}

KIT_ITEMS_PLUGIN("ranking", struct ranking, "排行榜", "Ranking", "名次、奖牌与升降,领奖台,光荣榜",
                 "Places with medals and changes, a podium, a roll of honour");
