// SPDX-License-Identifier: MIT
//
// Small multiples (Edward Tufte, "Envisioning Information", 1990): one chart again and again in
// panels of one size, on the same scale where that can be. The panels are children like any others;
// one for each part of a table is made by "each", with the rows of that part:
//
//     "children": [{
//       "type": "line",
//       "each": {"from": "gdp", "steps": [{"group": ["city"]}]},
//       "title": "{{city}}",
//       "rows": {"from": "gdp", "steps": [{"filter": "city == '{{city}}'"}]}
//     }]
#include "chart-kit/chart.h"

#define ROW_GAP_SHARE 1.75

struct multiples {
    hai_blocks children;
    int32_t columns;
    double gap, min_width;
    int32_t scales;      // enum chart_shared_scales
    bool has_same_scale; // as it was said before there was `scales`
};

static const struct multiples defaults = {.gap = NAN, .min_width = 260, .has_same_scale = true};

static const char *const scales[] = {"auto", "same", "free", NULL};

static const hai_option options[] = {
    HAI_BLOCKS("children", struct multiples, children, .flags = HAI_REQUIRED, .max_count = 200,
               .help_zh = "各小图;写一个,用each按数据重复",
               .help_en = "The panels; write one, repeated over data by \"each\""),
    HAI_INT("columns", struct multiples, columns, 0, 24, .help_zh = "列数,0按宽度定",
            .help_en = "Columns; 0: as many as the width takes"),
    HAI_CHOICE("scales", struct multiples, scales, scales,
               .help_zh = "数值轴:自动(单位不同、或折线大小悬殊时各用各的)、同一、各用各的",
               .help_en = "Axes of values: auto (own ones for other units, and for lines of which "
                          "some are far larger), the same, free"),
    HAI_BOOL("same_scale", struct multiples, has_same_scale, .flags = HAI_DEPRECATED,
             .help_zh = "改用 scales", .help_en = "say \"scales\": \"same\" or \"free\""),
    HAI_LENGTH("gap", struct multiples, gap, 0, 400, .unit = "px", .help_zh = "间距,默认随主题",
               .help_en = "Space between; the theme's gutter if not given"),
    HAI_LENGTH("min_width", struct multiples, min_width, 80, 4000, .unit = "px",
               .help_zh = "小图最小宽度", .help_en = "Least width of a panel"),
};

struct plan {
    int32_t columns, rows;
    double gap, row_gap;
    double width;    // of a panel
    double *heights; // of each row
    double height;   // of all
};

static void check(const hai_block *block, const void *data)
{
    const struct multiples *multiples = data;
    (void)block;
    hai_children_share_scales(multiples->children);
    chart_shared_set(multiples->children, multiples->has_same_scale
                                              ? (enum chart_shared_scales)multiples->scales
                                              : CHART_SCALES_FREE);
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
    // The title of a panel is nearer to it than to the one above.
    plan.row_gap = isnan(multiples->gap) ? gutter * ROW_GAP_SHARE : multiples->gap;
    int32_t count = (int32_t)multiples->children.count;
    if (count == 0)
        return plan;
    plan.columns = column_count(multiples, width, plan.gap);
    plan.rows = (count + plan.columns - 1) / plan.columns;
    plan.width = fmax((width - plan.gap * (plan.columns - 1)) / plan.columns, 1);
    plan.heights = hai_block_alloc(block, (size_t)plan.rows * sizeof *plan.heights);
    for (int32_t i = 0; i < count; i++) {
        double *height = &plan.heights[i / plan.columns];
        hai_space space = {plan.width, 0};
        *height = fmax(*height, hai_child_measure(multiples->children.items[i], space).height);
    }
    plan.height = plan.row_gap * (plan.rows - 1);
    for (int32_t row = 0; row < plan.rows; row++)
        plan.height += plan.heights[row];
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct multiples *multiples = data;
    if (multiples->children.count == 0)
        return (hai_size){space.width, chart_empty_height(block, space.width)};
    return (hai_size){space.width, plan(block, multiples, space.width).height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct multiples *multiples = data;
    if (multiples->children.count == 0) {
        chart_empty_draw(block, canvas, box);
        return;
    }
    struct plan placed = plan(block, multiples, box.width);
    double y = box.y;
    for (int32_t i = 0; i < (int32_t)multiples->children.count; i++) {
        int32_t row = i / placed.columns, column = i % placed.columns;
        if (i > 0 && column == 0)
            y += placed.heights[row - 1] + placed.row_gap;
        hai_child_draw(multiples->children.items[i], canvas,
                       (hai_box){box.x + column * (placed.width + placed.gap), y, placed.width,
                                 placed.heights[row]});
    }
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct multiples *multiples = data;
    return hai_block_printf(block, "小图组,共%u图。", multiples->children.count);
}

CHART_PLUGIN("multiples", struct multiples, "小图组", "Small multiples",
             "同一图形按数据分面重复,尺寸与数值轴一致",
             "One chart for each part of the data, of one size and on one scale");
