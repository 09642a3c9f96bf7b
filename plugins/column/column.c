// SPDX-License-Identifier: MIT
//
// Columns: one series, grouped, stacked, stacked to 100 %, diverging. Values stand on the columns
// where they fit, and then there is no axis. Where names find no room below them they lie down.
#include "chart-kit/chart.h"

struct column {
    struct chart_options chart;
    int32_t mode; // enum chart_bar_mode
};

static const struct column defaults = {.chart = {CHART_DEFAULTS, .height = 440}};

static const hai_option options[] = {
    CHART_DATA_OPTIONS(struct column, chart),
    HAI_CHOICE("mode", struct column, mode, chart_bar_modes,
               .help_zh = "多系列:并列、堆叠、百分比堆叠、两向堆叠",
               .help_en = "Several series: beside each other, stacked, stacked to 100 %, stacked "
                          "from the middle to both sides"),
    CHART_SORT_OPTIONS(struct column, chart),
    CHART_COLOUR_OPTIONS(struct column, chart),
    CHART_SIZE_OPTIONS(struct column, chart),
    CHART_AXIS_OPTIONS(struct column, chart),
    CHART_LABEL_OPTION(struct column, chart),
    CHART_LEGEND_OPTION(struct column, chart),
    CHART_ANNOTATION_OPTIONS(struct column, chart),
};

static void check(const hai_block *block, const void *data)
{
    const struct column *column = data;
    chart_bars_check(block, &column->chart, (enum chart_bar_mode)column->mode);
}

static struct chart_bars plan(const hai_block *block, const struct column *column, hai_box box)
{
    struct chart_bars bars = {.mode = (enum chart_bar_mode)column->mode};
    chart_bars_plan(block, &bars, &column->chart, box);
    return bars;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct column *column = data;
    hai_box box = {0, 0, space.width, column->chart.height};
    return (hai_size){space.width, plan(block, column, box).frame.box.height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct chart_bars bars = plan(block, data, box);
    chart_bars_draw(block, &bars, canvas);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct column *column = data;
    return chart_summary(block, "柱状图", &column->chart, CHART_STORY_RANK);
}

CHART_PLUGIN("column", struct column, "柱状图", "Column chart",
             "柱状图:单系列、并列、堆叠、百分比、正负", "Columns: one series, grouped or stacked");
