// SPDX-License-Identifier: MIT
//
// Small multiples (Edward Tufte, "Envisioning Information", 1990): one chart again and again in
// panels of one size, all on the same scale. The panels are children like any others; one for each
// part of a table is made by "each", with the rows of that part:
//
//     "children": [{
//       "type": "line",
//       "each": {"from": "gdp", "steps": [{"group": ["city"]}]},
//       "title": "{{city}}",
//       "rows": {"from": "gdp", "steps": [{"filter": "city == '{{city}}'"}]}
//     }]
#include "chart-kit/chart.h"

struct multiples {
    hai_blocks children;
    int32_t columns;
    double gap, min_width;
    bool has_same_scale;
};

static const struct multiples defaults = {.gap = NAN, .min_width = 260, .has_same_scale = true};

static const hai_option options[] = {
    HAI_BLOCKS("children", struct multiples, children, .flags = HAI_REQUIRED, .max_count = 200,
               .help_zh = "各小图;写一个,用each按数据重复",
               .help_en = "The panels; write one, repeated over data by \"each\""),
    HAI_INT("columns", struct multiples, columns, 0, 24, .help_zh = "列数,0按宽度定",
            .help_en = "Columns; 0: as many as the width takes"),
    HAI_BOOL("same_scale", struct multiples, has_same_scale, .help_zh = "各小图用同一数值轴",
             .help_en = "All panels have one axis of values"),
    HAI_LENGTH("gap", struct multiples, gap, 0, 400, .unit = "px", .help_zh = "间距,默认随主题",
               .help_en = "Space between; the theme's gutter if not given"),
    HAI_LENGTH("min_width", struct multiples, min_width, 80, 4000, .unit = "px",
               .help_zh = "小图最小宽度", .help_en = "Least width of a panel"),
};

struct plan {
    int32_t columns, rows;
    double gap, width, height; // of a panel
};

static void check(const hai_block *block, const void *data)
{
    const struct multiples *multiples = data;
    (void)block;
    if (multiples->has_same_scale)
        hai_children_share_scales(multiples->children);
}

// As many columns as fit, but no more than make as many rows: four panels stand two by two, not
// three and one.
static int32_t column_count(const struct multiples *multiples, double width, double gap)
{
    int32_t count = (int32_t)multiples->children.count;
    int32_t fitting = (int32_t)fmax(floor((width + gap) / (multiples->min_width + gap)), 1);
    int32_t columns = multiples->columns > 0 ? multiples->columns : fitting;
    columns = columns < count ? columns : count;
    // Columns that were asked for are kept as long as they are half as wide as they should be.
    double each = (width - gap * (columns - 1)) / columns;
    if (multiples->columns > 0 && (each * 2 >= multiples->min_width || columns <= fitting))
        return columns;
    columns = columns < fitting ? columns : fitting;
    int32_t rows = (count + columns - 1) / columns;
    return (count + rows - 1) / rows;
}

static struct plan plan(const hai_block *block, const struct multiples *multiples, double width)
{
    double gutter = hai_theme_length(hai_block_theme(block), "gutter");
    struct plan plan = {.gap = isnan(multiples->gap) ? gutter : multiples->gap};
    int32_t count = (int32_t)multiples->children.count;
    if (count == 0)
        return plan;
    plan.columns = column_count(multiples, width, plan.gap);
    plan.rows = (count + plan.columns - 1) / plan.columns;
    plan.width = fmax((width - plan.gap * (plan.columns - 1)) / plan.columns, 1);
    for (int32_t i = 0; i < count; i++) {
        hai_space space = {plan.width, 0};
        plan.height =
            fmax(plan.height, hai_child_measure(multiples->children.items[i], space).height);
    }
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct multiples *multiples = data;
    if (multiples->children.count == 0)
        return (hai_size){space.width, chart_empty_height(block, space.width)};
    struct plan placed = plan(block, multiples, space.width);
    return (hai_size){space.width, placed.rows * placed.height + (placed.rows - 1) * placed.gap};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct multiples *multiples = data;
    if (multiples->children.count == 0) {
        chart_empty_draw(block, canvas, box);
        return;
    }
    struct plan placed = plan(block, multiples, box.width);
    for (int32_t i = 0; i < (int32_t)multiples->children.count; i++)
        hai_child_draw(multiples->children.items[i], canvas,
                       (hai_box){box.x + i % placed.columns * (placed.width + placed.gap),
                                 box.y + i / placed.columns * (placed.height + placed.gap),
                                 placed.width, placed.height});
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct multiples *multiples = data;
    return hai_block_printf(block, "小图组,共%u图。", multiples->children.count);
}

CHART_PLUGIN("multiples", struct multiples, "小图组", "Small multiples",
             "同一图形按数据分面重复,尺寸与数值轴一致",
             "One chart for each part of the data, of one size and on one scale");
