// SPDX-License-Identifier: MIT
//
// Horizontal bars with their values written on them: one series, grouped, stacked, stacked to
// 100 %, diverging. The axis starts at zero, and negative values grow to the left of it.
#include "chart-kit/chart.h"

struct bar {
    struct chart_options chart;
    int32_t mode; // enum chart_bar_mode
    double thickness;
};

static const struct bar defaults = {.chart = {CHART_DEFAULTS, .sort = CHART_SORT_AUTO},
                                    .thickness = 36};

static const hai_option options[] = {
    CHART_DATA_OPTIONS(struct bar, chart),
    HAI_CHOICE("mode", struct bar, mode, chart_bar_modes,
               .help_zh = "多系列:并列、堆叠、百分比堆叠、两向堆叠",
               .help_en = "Several series: beside each other, stacked, stacked to 100 %, stacked "
                          "from the middle to both sides"),
    CHART_SORT_OPTIONS(struct bar, chart),
    CHART_COLOUR_OPTIONS(struct bar, chart),
    HAI_LENGTH("thickness", struct bar, thickness, 4, 200, .unit = "px", .help_zh = "条的粗细",
               .help_en = "Thickness of a bar"),
    CHART_TITLE_OPTION(struct bar, chart),
    CHART_AXIS_OPTIONS(struct bar, chart),
    CHART_LABEL_OPTION(struct bar, chart),
    CHART_LEGEND_OPTION(struct bar, chart),
    CHART_ANNOTATION_OPTIONS(struct bar, chart),
};

static void check(const hai_block *block, const void *data)
{
    const struct bar *bar = data;
    chart_bars_check(block, &bar->chart, (enum chart_bar_mode)bar->mode);
}

static struct chart_bars plan(const hai_block *block, const struct bar *bar, hai_box box)
{
    struct chart_bars bars = {
        .is_across = true, .mode = (enum chart_bar_mode)bar->mode, .thickness = bar->thickness};
    chart_bars_plan(block, &bars, &bar->chart, box);
    return bars;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    hai_box box = {0, 0, space.width, 0};
    return (hai_size){space.width, plan(block, data, box).frame.box.height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct chart_bars bars = plan(block, data, box);
    chart_bars_draw(block, &bars, canvas);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct bar *bar = data;
    return chart_summary(block, "条形图", &bar->chart, CHART_STORY_RANK);
}

CHART_PLUGIN("bar", struct bar, "条形图", "Bar chart",
             "横向条形图,数值直接标注:单系列、并列、堆叠、百分比、正负",
             "Horizontal bars with their values written on them: one series, grouped or stacked");
