// SPDX-License-Identifier: MIT
//
// A value for each pair of two categories, as the shade of a cell: labels across, series downwards.
// Values are written in the cells where all of them fit. In a narrow chart columns that are too
// slender for their values go on below, in bands of rows; where even that has no room for the
// values the highest and the lowest are told below.
#include <string.h>

#include "chart-kit/chart.h"

#define LEGEND_GAP 20.0
#define ROOMY_CELL 10.0 // cells of at least so much are parted by a gap
#define CELL_GAP 2.0
#define MANY_ROWS 12
#define LOW_ROW 44.0
#define NARROW_EMS 16.0
#define MOST_BANDS 3
#define LEAST_COLUMNS 3 // of a band
#define BAND_GAP 24.0
#define NOTE_GAP 12.0

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
    struct chart_frame bands[MOST_BANDS]; // the one below the other
    int32_t band_count, band_columns;     // of each but the last
    hai_box box;                          // of all
    double grid_height;
    const struct chart_shades *shades;
    struct chart_shade_legend *legend;
    const char **names;          // of rows
    const hai_paragraph **words; // of cells, NULL: none
    const hai_paragraph *note;   // NULL: the cells tell their values, or nobody wants them
    double legend_y, note_y;
    int32_t dropped;
};

CHART_CHECK(struct heatmap)

// The edges of cells are at whole pixels, so that no seams show between them.
static hai_box cell_box(const struct plan *plan, int32_t column, int32_t row)
{
    const struct chart_frame *frame = &plan->bands[column / plan->band_columns];
    double width = fabs(chart_scale_step(&frame->x.scale));
    double height = fabs(chart_scale_bandwidth(&frame->y.scale));
    double x = chart_x(frame, column % plan->band_columns) - width / 2,
           y = chart_y(frame, row) - height / 2;
    double left = round(x), right = round(x + width);
    double gap = width >= ROOMY_CELL ? CELL_GAP : 0;
    return (hai_box){left, y, fmax(right - left - gap, 0), height};
}

// False: some value has no room.
static bool plan_words(const hai_block *block, const struct heatmap *heatmap, struct plan *plan)
{
    const struct chart_data *data = plan->data;
    const hai_theme *theme = hai_block_theme(block);
    int32_t columns = data->category_count, rows = data->series_count, missed = 0;
    plan->words =
        hai_block_alloc(block, ((size_t)columns * (size_t)rows + 1) * sizeof *plan->words);
    hai_box cell = cell_box(plan, 0, 0);
    hai_text_style style = kit_type(theme, "caption", "ink", HAI_TEXT_LEFT);
    bool is_hopeless = cell.height < style.size * 1.2 || cell.width < style.size * 0.6;
    if (heatmap->chart.labels == CHART_LABELS_NONE)
        return true;
    if (is_hopeless && heatmap->chart.labels == CHART_LABELS_AUTO)
        return false;
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
                return false;
            }
        }
    plan->dropped = missed;
    return missed == 0;
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

// The columns in so many bands of cells of one size.
static void plan_bands(const hai_block *block, const struct heatmap *heatmap, struct plan *plan,
                       int32_t count)
{
    const struct chart_data *data = plan->data;
    int32_t columns = data->category_count, each = (columns + count - 1) / count;
    bool has_names = data->series_count > 1 || plan->names[0][0] != '\0';
    bool is_low = data->series_count > MANY_ROWS || count > 1;
    double thickness = is_low ? fmin(heatmap->thickness, LOW_ROW) : heatmap->thickness;
    double y = plan->box.y;
    plan->band_columns = each;
    plan->band_count = (columns + each - 1) / each;
    for (int32_t band = 0; band < plan->band_count; band++) {
        const char **names = hai_block_alloc(block, ((size_t)each + 1) * sizeof *names);
        for (int32_t i = 0; i < each; i++) // the last band is as wide as the others
            names[i] = band * each + i < columns ? data->categories[band * each + i] : "";
        struct chart_frame *frame = &plan->bands[band];
        *frame = (struct chart_frame){
            .min_plot_height = thickness,
            .title = band == 0 ? heatmap->chart.title : NULL,
            .x = {.kind = CHART_AXIS_BAND,
                  .names = names,
                  .count = each,
                  .padding = 0.01,
                  .is_on_far_side = true,
                  .title = band == plan->band_count - 1 ? heatmap->chart.x_title : NULL},
            .y = {.kind = CHART_AXIS_BAND,
                  .names = plan->names,
                  .count = data->series_count,
                  .padding = CELL_GAP / thickness,
                  .thickness = thickness - CELL_GAP,
                  .is_hidden = !has_names}};
        chart_frame_plan(block, frame, (hai_box){plan->box.x, y, plan->box.width, 0});
        y = hai_box_bottom(frame->box) + BAND_GAP;
    }
    plan->grid_height = y - BAND_GAP - plan->box.y;
}

// 最高:周一 10时 181件
static const hai_paragraph *extremes_note(const hai_block *block, const struct heatmap *heatmap,
                                          const struct plan *plan, const char *between)
{
    const struct chart_data *data = plan->data;
    int32_t columns = data->category_count, count = columns * data->series_count;
    int32_t ends[2] = {-1, -1}; // the cells of the highest and the lowest
    for (int32_t i = 0; i < count; i++) {
        double value = data->series[i / columns].values[i % columns];
        for (int32_t k = 0; k < 2 && isfinite(value); k++) {
            double end = ends[k] < 0 ? (k == 0 ? -INFINITY : INFINITY)
                                     : data->series[ends[k] / columns].values[ends[k] % columns];
            if (k == 0 ? value > end : value < end)
                ends[k] = i;
        }
    }
    const char *text = "";
    for (int32_t k = 0; k < 2 && ends[k] >= 0 && (k == 0 || ends[1] != ends[0]); k++) {
        int32_t row = ends[k] / columns, column = ends[k] % columns;
        const char *figure = chart_value_text(block, data->series[row].values[column],
                                              &plan->format, heatmap->chart.unit);
        text = hai_block_printf(block, "%s%s%s%s %s %s", text, k == 0 ? "" : between,
                                k == 0 ? "最高:" : "最低:", plan->names[row],
                                data->categories[column], figure);
    }
    hai_text_style style = kit_type(hai_block_theme(block), "caption", "ink", HAI_TEXT_LEFT);
    return text[0] != '\0' ? hai_paragraph_new(block, text, &style, plan->box.width) : NULL;
}

// In as few bands as have room for the values; where none has it, in one.
static void plan_grid(const hai_block *block, const struct heatmap *heatmap, struct plan *plan)
{
    hai_text_style style = hai_theme_type(hai_block_theme(block), "caption");
    bool is_narrow = plan->box.width < NARROW_EMS * style.size;
    int32_t most = is_narrow ? MOST_BANDS : 1;
    for (int32_t count = 1; count <= most; count++) {
        if (count > 1 && plan->data->category_count <= (LEAST_COLUMNS - 1) * count)
            break;
        plan_bands(block, heatmap, plan, count);
        if (plan_words(block, heatmap, plan))
            return;
    }
    plan_bands(block, heatmap, plan, 1);
    (void)plan_words(block, heatmap, plan);
    if (heatmap->chart.labels == CHART_LABELS_AUTO)
        plan->note = extremes_note(block, heatmap, plan, is_narrow ? "\n" : ";");
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
    plan_grid(block, heatmap, &plan);
    double y = box.y + plan.grid_height;
    plan.legend_y = y + LEGEND_GAP;
    y += plan.legend == NULL ? 0 : LEGEND_GAP + chart_shade_legend_height(plan.legend);
    plan.note_y = y + NOTE_GAP;
    y += plan.note == NULL ? 0 : NOTE_GAP + kit_height(plan.note);
    plan.box.height = fmax(y - box.y, box.height);
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
        for (int32_t first = is_row ? 0 : n; first <= (is_row ? columns - 1 : n);
             first += plan->band_columns) {
            int32_t last = is_row ? first + plan->band_columns - 1 : n;
            hai_box from = cell_box(plan, first, is_row ? n : 0);
            hai_box to = cell_box(plan, last < columns ? last : columns - 1, is_row ? n : rows - 1);
            hai_canvas_box(canvas, (hai_box){from.x, from.y, hai_box_right(to) - from.x,
                                             hai_box_bottom(to) - from.y});
            hai_canvas_stroke(canvas, hai_stroke_width(3), hai_paint_colour(ink));
        }
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
    for (int32_t band = 0; band < placed.band_count; band++)
        chart_frame_draw(block, &placed.bands[band], canvas);
    int32_t columns = placed.data->category_count, rows = placed.data->series_count;
    for (int32_t row = 0; row < rows; row++)
        for (int32_t i = 0; i < columns; i++) {
            hai_box cell = cell_box(&placed, i, row);
            if (cell.width <= 0 || cell.height <= 0)
                continue; // of more than there are pixels, each pixel has one
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
    chart_shade_legend_draw(placed.legend, canvas, box.x, placed.legend_y);
    if (placed.note != NULL)
        hai_canvas_paragraph(canvas, placed.note, box.x, placed.note_y);
    chart_warn_dropped(block, placed.dropped);
}

static const char *summarise(const hai_block *block, const void *data)
{
    return chart_summary(block, "热力图", &((const struct heatmap *)data)->chart, CHART_STORY_RANK);
}

CHART_PLUGIN("heatmap", struct heatmap, "热力图", "Heat map", "两个类别交叉处的数值,以颜色深浅表示",
             "A value for each pair of two categories, as the shade of a cell");
