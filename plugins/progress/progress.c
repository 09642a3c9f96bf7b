// SPDX-License-Identifier: MIT
#include "progress.h"
#include "visual-kit/unit.h"

#define MAX_CELLS 60
#define COLUMN_GAP 40.0
#define ROW_GAP 28.0
#define BAR_ROW_GAP 24.0
#define KEY_GAP 20.0
#define KEY_ROOM 16.0
#define MOST_DECIMALS 2 // of shares, if not told

static const struct progress defaults = {
    .chart = {CHART_DEFAULTS, .unit = "%"},
    .target = -1,
    .note = -1,
    .max = -1,
    .whole = 100,
    .size = 210,
    .thickness = 24,
    .target_label = "目标",
};

static const char *const styles[] = {"bar", "ring", "liquid", NULL};
static const char *const shows[] = {"value", "share", NULL};

static const hai_option options[] = {
    CHART_SINGLE_DATA_OPTIONS(struct progress, chart),
    HAI_COLUMN("max", struct progress, max, "max", .help_zh = "各项满值列;没有时用whole",
               .help_en = "Column of each one's whole"),
    HAI_COLUMN("target", struct progress, target, "target", .help_zh = "目标值列",
               .help_en = "Column of targets"),
    HAI_COLUMN("note", struct progress, note, "note", .help_zh = "说明列",
               .help_en = "Column of small words below"),
    HAI_NUMBER("whole", struct progress, whole, 1e-9, 1e18, .help_zh = "满值",
               .help_en = "The whole, where the table does not say"),
    HAI_CHOICE("style", struct progress, style, styles, .help_zh = "样式:条、环、水球",
               .help_en = "Bars, rings, or vessels of water"),
    HAI_CHOICE("show", struct progress, show, shows, .help_zh = "标注数值或占满值的百分比",
               .help_en = "The value, or its share of the whole"),
    HAI_INT("columns", struct progress, columns, 0, 12, .help_zh = "列数,0按宽度",
            .help_en = "Columns; 0: as the width allows"),
    HAI_LENGTH("size", struct progress, size, 60, 1000, .unit = "px", .help_zh = "环和水球的直径",
               .help_en = "Diameter of rings and vessels"),
    HAI_LENGTH("thickness", struct progress, thickness, 4, 200, .unit = "px", .help_zh = "条的粗细",
               .help_en = "Thickness of a bar"),
    HAI_TEXT("target_label", struct progress, target_label, .help_zh = "目标的名称",
             .help_en = "What the targets are called"),
    HAI_CHOICE("sort", struct progress, chart.sort, chart_sorts, .help_zh = "排序:原序、降序、升序",
               .help_en = "As given, largest first, or smallest first"),
    CHART_COLOUR_OPTIONS(struct progress, chart),
    CHART_TITLE_OPTION(struct progress, chart),
};

struct plan {
    struct chart_data *data; // NULL: no data
    int32_t count, columns;
    struct progress_cell *cells;
    double *tops; // of rows of cells
    double column_width, gap;
    const hai_paragraph *title, *key; // key: of a target that all have
    double head, cells_height, height;
};

static double row_number(const struct progress *progress, const struct chart_data *data, int32_t i,
                         int32_t column)
{
    return column < 0 || data->rows[i] < 0
               ? NAN
               : hai_table_number(progress->chart.rows, data->rows[i], column);
}

static double whole_of(const struct progress *progress, const struct chart_data *data, int32_t i)
{
    double whole = row_number(progress, data, i, progress->max);
    return whole > 0 ? whole : progress->whole;
}

static struct chart_data *read_data(const hai_block *block, const struct progress *progress)
{
    struct chart_data *data = chart_data_read(block, &progress->chart);
    data->category_count = data->category_count < MAX_CELLS ? data->category_count : MAX_CELLS;
    return data;
}

static void check(const hai_block *block, const void *data)
{
    const struct progress *progress = data;
    chart_check(block, &progress->chart);
    if (progress->chart.rows == NULL)
        return;
    if (hai_table_rows(progress->chart.rows) > MAX_CELLS)
        hai_block_warn(block, "rows", "progress.rows", "show fewer",
                       "only the first %d rows are shown", MAX_CELLS);
    const struct chart_data *read = read_data(block, progress);
    for (int32_t i = 0; i < read->category_count; i++) {
        double value = read->series[0].values[i], whole = whole_of(progress, read, i);
        if (value >= 0 && value <= whole)
            continue;
        if (!isnan(value))
            hai_block_warn(block, "rows", "progress.range",
                           "set \"whole\" or a column \"max\" to what all of it is",
                           "'%s' is not between 0 and its whole, and drawn at the end",
                           read->categories[i]);
        return;
    }
}

// --- Words ---

static double bounded(double share)
{
    return isnan(share) ? NAN : fmin(fmax(share, 0), 1);
}

// With so few decimals nothing that is begun reads 0 %, and nothing that is not done reads 100 %.
static int32_t share_decimals(const struct progress *progress, const struct chart_data *data)
{
    int32_t decimals = 0;
    for (int32_t i = 0; i < data->category_count; i++) {
        double share = data->series[0].values[i] / whole_of(progress, data, i);
        double nearest = fmin(share, 1 - share);
        while (nearest > 0 && decimals < MOST_DECIMALS &&
               nearest < 0.5 / pow(10, decimals + 2) * (1 + 1e-9))
            decimals++;
    }
    return decimals;
}

static hai_number_format format_of(const struct progress *progress, const struct chart_data *data)
{
    if (progress->show == PROGRESS_VALUE)
        return chart_data_format(&progress->chart, data);
    int32_t decimals = progress->chart.number.decimals;
    return (hai_number_format){.size = sizeof(hai_number_format),
                               .decimals = decimals < 0 ? share_decimals(progress, data) : decimals,
                               .style = HAI_NUMBER_RATIO};
}

static const char *number_text(const hai_block *block, const struct progress *progress,
                               const struct chart_data *data, int32_t i, double value)
{
    hai_number_format format = format_of(progress, data);
    if (progress->show == PROGRESS_SHARE)
        return hai_number_text(block, value / whole_of(progress, data, i), &format);
    return chart_value_text(block, value, &format, progress->chart.unit);
}

static void write_figure(const hai_block *block, const struct progress *progress,
                         const struct chart_data *data, int32_t i, const char *words[3])
{
    double value = data->series[0].values[i];
    hai_number_format format = format_of(progress, data);
    words[PROGRESS_LABEL] = data->categories[i];
    words[PROGRESS_FIGURE] = "—";
    words[PROGRESS_UNIT] = "";
    if (isnan(value))
        return;
    if (progress->show == PROGRESS_SHARE)
        value /= whole_of(progress, data, i);
    words[PROGRESS_FIGURE] = hai_number_figure(block, value, &format);
    words[PROGRESS_UNIT] = hai_number_unit(block, value, &format);
    if (progress->show == PROGRESS_VALUE && progress->chart.unit != NULL)
        words[PROGRESS_UNIT] = kit_unit(block, words[PROGRESS_UNIT], progress->chart.unit);
}

static const char *target_text(const hai_block *block, const struct progress *progress,
                               const struct chart_data *data, int32_t i)
{
    double target = row_number(progress, data, i, progress->target);
    if (isnan(target))
        return NULL;
    const char *name = progress->target_label != NULL ? progress->target_label : "";
    return hai_block_printf(block, "%s%s%s", name, name[0] != '\0' ? " " : "",
                            number_text(block, progress, data, i, target));
}

// Whether a line below tells the target of all, instead of one at each.
static bool has_one_target(const struct progress *progress, const struct chart_data *data)
{
    double first = row_number(progress, data, 0, progress->target);
    for (int32_t i = 0; i < data->category_count; i++)
        if (row_number(progress, data, i, progress->target) != first ||
            whole_of(progress, data, i) != whole_of(progress, data, 0))
            return false;
    return !isnan(first);
}

// --- The grid ---

static int32_t column_count(const struct progress *progress, int32_t count, double width)
{
    bool is_bar = progress->style == PROGRESS_BAR;
    double least = is_bar ? 240 : fmin(progress->size, 140);
    int32_t most = (int32_t)((width + COLUMN_GAP) / (least + COLUMN_GAP));
    int32_t wanted = progress->columns;
    if (wanted == 0 && is_bar)
        wanted = 1;
    if (wanted == 0) {
        int32_t fitting = (int32_t)((width + COLUMN_GAP) / (progress->size + COLUMN_GAP));
        fitting = fitting < 1 ? 1 : fitting;
        int32_t rows = (count + fitting - 1) / fitting; // as even as can be
        wanted = (count + rows - 1) / rows;
    }
    wanted = wanted > count ? count : wanted;
    most = most < 1 ? 1 : most;
    return wanted < 1 ? 1 : wanted > most ? most : wanted;
}

static void plan_cells(const hai_block *block, const struct progress *progress, struct plan *plan)
{
    const struct chart_data *data = plan->data;
    struct chart_style *category = chart_category_styles(block, &progress->chart, data, false);
    bool has_one = has_one_target(progress, data);
    hai_text_style note =
        kit_type(hai_block_theme(block), "caption", NULL,
                 progress->style == PROGRESS_BAR ? HAI_TEXT_LEFT : HAI_TEXT_TITLE_CENTRE);
    double top = 0, row = 0;
    for (int32_t i = 0; i < plan->count; i++) {
        struct progress_cell *cell = &plan->cells[i];
        const char *words[3];
        double whole = whole_of(progress, data, i);
        cell->share = bounded(data->series[0].values[i] / whole);
        cell->target = bounded(row_number(progress, data, i, progress->target) / whole);
        cell->style = category[i];
        const char *text =
            progress->note < 0 || data->rows[i] < 0
                ? ""
                : hai_table_text(progress->chart.rows, data->rows[i], progress->note);
        if (text[0] != '\0')
            cell->note = hai_paragraph_new(block, text, &note, plan->column_width);
        write_figure(block, progress, data, i, words);
        progress_cell_plan(block, progress, cell, words,
                           has_one ? NULL : target_text(block, progress, data, i),
                           plan->column_width);
        if (i % plan->columns == 0 && i > 0) {
            top += row + plan->gap;
            row = 0;
        }
        plan->tops[i / plan->columns] = top;
        row = fmax(row, cell->size.height);
    }
    plan->cells_height = top + row;
}

static struct plan plan(const hai_block *block, const struct progress *progress, double width)
{
    struct plan plan = {.data = read_data(block, progress)};
    plan.title = chart_title(block, progress->chart.title, width);
    plan.head = plan.title != NULL ? kit_height(plan.title) + CHART_TITLE_GAP : 0;
    if (chart_data_is_empty(plan.data)) {
        plan.data = NULL;
        plan.height = plan.head + chart_empty_height(block, width);
        return plan;
    }
    plan.count = plan.data->category_count;
    plan.columns = column_count(progress, plan.count, width);
    plan.column_width = (width - COLUMN_GAP * (plan.columns - 1)) / plan.columns;
    plan.gap = progress->style == PROGRESS_BAR ? BAR_ROW_GAP : ROW_GAP;
    size_t room = (size_t)plan.count + 1;
    plan.cells = hai_block_alloc(block, room * sizeof *plan.cells);
    plan.tops = hai_block_alloc(block, room * sizeof *plan.tops);
    plan_cells(block, progress, &plan);
    plan.height = plan.head + plan.cells_height;
    if (has_one_target(progress, plan.data)) {
        hai_text_style key = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_LEFT);
        plan.key = hai_paragraph_new(block, target_text(block, progress, plan.data, 0), &key,
                                     fmax(width - KEY_ROOM, 1));
        plan.height += KEY_GAP + kit_height(plan.key);
    }
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct progress *progress = data;
    struct plan placed = plan(block, progress, box.width);
    if (placed.title != NULL)
        hai_canvas_paragraph(canvas, placed.title, box.x, box.y);
    if (placed.data == NULL) {
        chart_empty_draw(block, canvas, hai_box_inset(box, (hai_insets){.top = placed.head}));
        return;
    }
    double top = box.y + placed.head + fmax(box.height - placed.height, 0) / 2;
    for (int32_t i = 0; i < placed.count; i++) {
        // The last row, if it is not full, stands in the middle.
        int32_t row = i / placed.columns, column = i % placed.columns;
        int32_t missing = (row + 1) * placed.columns - placed.count;
        double shift = missing > 0 && progress->style != PROGRESS_BAR
                           ? missing * (placed.column_width + COLUMN_GAP) / 2
                           : 0;
        hai_box cell = {box.x + shift + column * (placed.column_width + COLUMN_GAP),
                        top + placed.tops[row], placed.column_width, placed.cells[i].size.height};
        progress_cell_draw(block, progress, &placed.cells[i], canvas, cell);
    }
    if (placed.key == NULL)
        return;
    double y = top + placed.cells_height + KEY_GAP;
    kit_fill_box(canvas,
                 (hai_box){box.x, y + 8, PROGRESS_TARGET_WIDTH, kit_height(placed.key) - 16}, 0,
                 hai_theme_colour(hai_block_theme(block), "ink"));
    hai_canvas_paragraph(canvas, placed.key, box.x + KEY_ROOM, y);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct progress *progress = data;
    return chart_summary_of(block, "进度图", &progress->chart, read_data(block, progress),
                            CHART_STORY_RANK);
}

CHART_PLUGIN("progress", struct progress, "进度图", "Progress",
             "完成的比例:条、环、水球,可多项并列,带目标线",
             "How much of something is done: bars, rings or vessels of water, with targets");
