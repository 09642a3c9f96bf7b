// SPDX-License-Identifier: MIT
//
// A value for each pair of two categories, as the shade of a cell: labels across, series downwards.
// Values are written in the cells where all of them fit.
#include <string.h>

#include "chart-kit/chart.h"

#define LEGEND_GAP 20.0
#define ROOMY_CELL 10.0 // cells of at least so much are parted by a gap
#define CELL_GAP 2.0
#define MANY_ROWS 12
#define LOW_ROW 44.0

struct heatmap {
    struct chart_options chart;
    struct chart_shade_options shade;
    double thickness;
};

static const struct heatmap defaults = {
    .chart = {CHART_DEFAULTS}, .shade = {CHART_SHADE_DEFAULTS}, .thickness = 56};

static const hai_option options[] = {
    CHART_DATA_OPTIONS(struct heatmap, chart),
    CHART_SHADE_OPTIONS(struct heatmap, shade),
    HAI_LENGTH("thickness", struct heatmap, thickness, 8, 200, .unit = "px", .help_zh = "行高",
               .help_en = "Height of a row"),
    HAI_STRING("highlight", struct heatmap, chart.highlight,
               .help_zh = "框出哪一行或哪一列:名称,以顿号分开",
               .help_en = "Rows or columns that are framed: names parted by 、"),
    CHART_TITLE_OPTION(struct heatmap, chart),
    HAI_TEXT("x_title", struct heatmap, chart.x_title, .help_zh = "横轴名称",
             .help_en = "What the axis across says"),
    CHART_LABEL_OPTION(struct heatmap, chart),
    CHART_LEGEND_OPTION(struct heatmap, chart),
};

struct plan {
    struct chart_data *data; // NULL: no data
    hai_number_format format;
    struct chart_frame frame;
    hai_box box; // of all
    const struct chart_shades *shades;
    struct chart_shade_legend *legend;
    const char **names;          // of rows
    const hai_paragraph **words; // of cells, NULL: none
    int32_t dropped;
};

CHART_CHECK(struct heatmap)

// The edges of cells are at whole pixels, so that no seams show between them.
static hai_box cell_box(const struct plan *plan, int32_t column, int32_t row)
{
    const struct chart_frame *frame = &plan->frame;
    double width = fabs(chart_scale_step(&frame->x.scale));
    double height = fabs(chart_scale_bandwidth(&frame->y.scale));
    double x = chart_x(frame, column) - width / 2, y = chart_y(frame, row) - height / 2;
    double left = round(x), right = round(x + width);
    double gap = width >= ROOMY_CELL ? CELL_GAP : 0;
    return (hai_box){left, y, fmax(right - left - gap, 0.5), height};
}

static void plan_words(const hai_block *block, const struct heatmap *heatmap, struct plan *plan)
{
    const struct chart_data *data = plan->data;
    const hai_theme *theme = hai_block_theme(block);
    int32_t columns = data->category_count, rows = data->series_count, missed = 0;
    plan->words =
        hai_block_alloc(block, ((size_t)columns * (size_t)rows + 1) * sizeof *plan->words);
    hai_box cell = cell_box(plan, 0, 0);
    hai_text_style style = kit_type(theme, "caption", "ink", HAI_TEXT_LEFT);
    bool is_hopeless = cell.height < style.size * 1.2 || cell.width < style.size * 0.6;
    if (heatmap->chart.labels == CHART_LABELS_NONE ||
        (is_hopeless && heatmap->chart.labels == CHART_LABELS_AUTO))
        return;
    for (int32_t row = 0; row < rows; row++)
        for (int32_t i = 0; i < columns; i++) {
            double value = data->series[row].values[i];
            if (isnan(value))
                continue;
            hai_colour ink = chart_ink_on(theme, chart_shade(plan->shades, value));
            const hai_paragraph *words =
                chart_text(block, chart_figure_text(block, value, &plan->format), "caption",
                           chart_colour_name(block, ink));
            hai_box box = cell_box(plan, i, row);
            bool is_fitting = !is_hopeless && hai_paragraph_size(words).width + 6 <= box.width;
            missed += !is_fitting;
            plan->words[row * columns + i] = is_fitting ? words : NULL;
            if (!is_fitting && heatmap->chart.labels == CHART_LABELS_AUTO) {
                // All or none: gaps would look like missing values.
                memset(plan->words, 0, (size_t)columns * (size_t)rows * sizeof *plan->words);
                return;
            }
        }
    plan->dropped = missed;
}

static void plan_shades(const hai_block *block, const struct heatmap *heatmap, struct plan *plan)
{
    const struct chart_data *data = plan->data;
    int32_t columns = data->category_count, count = columns * data->series_count;
    double *values = hai_block_alloc(block, ((size_t)count + 1) * sizeof *values);
    for (int32_t i = 0; i < count; i++)
        values[i] = data->series[i / columns].values[i % columns];
    plan->shades =
        chart_shades_new(block, &heatmap->shade, values, count, &plan->format, heatmap->chart.unit);
    if (heatmap->chart.legend != CHART_LEGEND_NONE)
        plan->legend = chart_shade_legend_new(block, plan->shades, plan->box.width);
}

static struct plan plan(const hai_block *block, const struct heatmap *heatmap, hai_box box)
{
    struct plan plan = {.data = chart_data_read(block, &heatmap->chart), .box = box};
    const struct chart_data *data = plan.data;
    if (chart_data_is_empty(data)) {
        plan.data = NULL;
        plan.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    plan.format = chart_data_format(&heatmap->chart, data);
    plan_shades(block, heatmap, &plan);
    plan.names = chart_series_names(block, data);
    bool has_names = data->series_count > 1 || plan.names[0][0] != '\0';
    double thickness =
        data->series_count > MANY_ROWS ? fmin(heatmap->thickness, LOW_ROW) : heatmap->thickness;
    struct chart_frame *frame = &plan.frame;
    frame->x = (struct chart_axis){.kind = CHART_AXIS_BAND,
                                   .names = data->categories,
                                   .count = data->category_count,
                                   .padding = 0.01,
                                   .is_on_far_side = true};
    frame->y = (struct chart_axis){.kind = CHART_AXIS_BAND,
                                   .names = plan.names,
                                   .count = data->series_count,
                                   .padding = CELL_GAP / thickness,
                                   .thickness = thickness - CELL_GAP,
                                   .is_hidden = !has_names};
    frame->min_plot_height = thickness;
    frame->title = heatmap->chart.title;
    frame->x.title = heatmap->chart.x_title;
    double foot = plan.legend == NULL ? 0 : LEGEND_GAP + chart_shade_legend_height(plan.legend);
    hai_box upper = {box.x, box.y, box.width, 0};
    chart_frame_plan(block, frame, upper);
    plan_words(block, heatmap, &plan);
    plan.box.height = fmax(frame->box.height + foot, box.height);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    hai_box box = {0, 0, space.width, 0};
    return (hai_size){space.width, plan(block, data, box).box.height};
}

static void draw_highlights(const hai_block *block, const struct heatmap *heatmap,
                            const struct plan *plan, hai_canvas *canvas)
{
    const struct chart_data *data = plan->data;
    hai_colour ink = hai_theme_colour(hai_block_theme(block), "ink");
    int32_t columns = data->category_count, rows = data->series_count;
    for (int32_t i = 0; i < columns + rows; i++) {
        bool is_row = i >= columns;
        int32_t n = is_row ? i - columns : i;
        if (!chart_is_highlit(heatmap->chart.highlight, is_row ? plan->names : data->categories,
                              NULL, is_row ? rows : columns, n))
            continue;
        hai_box from = cell_box(plan, is_row ? 0 : n, is_row ? n : 0);
        hai_box to = cell_box(plan, is_row ? columns - 1 : n, is_row ? n : rows - 1);
        hai_canvas_box(canvas, (hai_box){from.x, from.y, hai_box_right(to) - from.x,
                                         hai_box_bottom(to) - from.y});
        hai_canvas_stroke(canvas, hai_stroke_width(3), hai_paint_colour(ink));
    }
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct heatmap *heatmap = data;
    struct plan placed = plan(block, heatmap, box);
    if (placed.data == NULL) {
        chart_empty_draw(block, canvas, placed.box);
        return;
    }
    chart_frame_draw(block, &placed.frame, canvas);
    int32_t columns = placed.data->category_count, rows = placed.data->series_count;
    for (int32_t row = 0; row < rows; row++)
        for (int32_t i = 0; i < columns; i++) {
            hai_box cell = cell_box(&placed, i, row);
            double value = placed.data->series[row].values[i];
            kit_fill_box(canvas, cell, 0, chart_shade(placed.shades, value));
            const hai_paragraph *words = placed.words[row * columns + i];
            if (words == NULL)
                continue;
            hai_size size = hai_paragraph_size(words);
            hai_canvas_paragraph(canvas, words, cell.x + (cell.width - size.width) / 2,
                                 cell.y + (cell.height - size.height) / 2);
        }
    draw_highlights(block, heatmap, &placed, canvas);
    chart_shade_legend_draw(placed.legend, canvas, box.x,
                            placed.box.y + placed.frame.box.height + LEGEND_GAP);
    chart_warn_dropped(block, placed.dropped);
}

static const char *summarise(const hai_block *block, const void *data)
{
    return chart_summary(block, "热力图", &((const struct heatmap *)data)->chart, CHART_STORY_RANK);
}

CHART_PLUGIN("heatmap", struct heatmap, "热力图", "Heat map", "两个类别交叉处的数值,以颜色深浅表示",
             "A value for each pair of two categories, as the shade of a cell");
