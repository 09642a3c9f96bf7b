// SPDX-License-Identifier: MIT
//
// The way to a goal: a winding road with stops, or lanes of work below a row of periods.
#include "roadmap.h"

#include <math.h>

static const struct roadmap defaults = {.items = {KIT_ITEMS_DEFAULTS}, .style = STYLE_ROAD};

static const char *const styles[] = {"road", "lanes", NULL};

static const hai_option options[] = {
    KIT_ITEMS_OPTIONS(struct roadmap, items),
    HAI_CHOICE("style", struct roadmap, style, styles, .help_zh = "样式:蜿蜒的路、分组的横道",
               .help_en = "A winding road, or lanes with bars"),
    HAI_CHOICE("numerals", struct roadmap, numerals, kit_numerals, .help_zh = KIT_NUMERALS_HELP_ZH,
               .help_en = KIT_NUMERALS_HELP_EN),
    HAI_COLUMN("lane", struct roadmap, lane, "lane", .help_zh = "横道的分组列",
               .help_en = "Column of lanes"),
    HAI_COLUMN("start", struct roadmap, start, "start", .help_zh = "横道的起始时段列",
               .help_en = "Column of the periods in which work begins"),
    HAI_COLUMN("end", struct roadmap, end, "end", .help_zh = "横道的结束时段列",
               .help_en = "Column of the periods in which it ends"),
    HAI_STRING("periods", struct roadmap, periods,
               .help_zh = "各时段,以顿号分开;不写则按数据中出现的先后",
               .help_en = "The periods in their order, parted by 、; else as the rows name them"),
};

struct plan {
    struct road road;
    struct lanes lanes;
    double height;
};

static struct plan plan(const hai_block *block, const struct roadmap *roadmap, double width)
{
    struct plan plan = {.height = kit_no_items_height()};
    if (roadmap->style == STYLE_LANES) {
        plan.lanes = lanes_plan(block, roadmap, width);
        if (plan.lanes.count > 0)
            plan.height = plan.lanes.height;
    } else {
        plan.road = road_plan(block, roadmap, width);
        if (plan.road.count > 0)
            plan.height = plan.road.height;
    }
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct plan placed = plan(block, data, box.width);
    if (placed.lanes.count > 0)
        lanes_draw(block, &placed.lanes, canvas, box);
    else if (placed.road.count > 0)
        road_draw(block, &placed.road, canvas, box);
    else
        kit_draw_no_items(block, canvas, box);
}

static void check_periods(const hai_block *block, const struct roadmap *roadmap)
{
    int32_t count = kit_items_count(&roadmap->items);
    if (roadmap->start < 0 && roadmap->end < 0 && count > 0)
        hai_block_error(block, "start", "option.column", "give rows a \"start\" and an \"end\"",
                        "lanes need a column of periods");
    struct lanes lanes = {.count = 0};
    periods_read(block, roadmap, &lanes);
    if (lanes.count < count)
        hai_block_warn(block, "rows", "data.dropped", "give them a \"start\"",
                       "%d rows tell no period and are left out", (int)(count - lanes.count));
    if (lanes.period_count == MAX_PERIODS)
        hai_block_warn(block, "rows", "data.dropped", "take longer periods",
                       "lanes show at most %d periods", MAX_PERIODS);
}

static void check(const hai_block *block, const void *data)
{
    const struct roadmap *roadmap = data;
    kit_items_check(block, &roadmap->items, "a roadmap", KIT_MAX_ITEMS);
    if (roadmap->style == STYLE_LANES && kit_items_count(&roadmap->items) <= KIT_MAX_ITEMS)
        check_periods(block, roadmap);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct roadmap *roadmap = data;
    return kit_items_summary(block, &roadmap->items, "路线图");
}

KIT_ITEMS_PLUGIN("roadmap", struct roadmap, "路线图", "Roadmap", "蜿蜒的路,或按时段分组的横道",
                 "A winding road, or lanes of work by periods");
