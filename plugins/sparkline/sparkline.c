// SPDX-License-Identifier: MIT
//
// A table whose rows tell a course in little: name, small chart, last value, change. Each series is
// a row.
#include <string.h>

#include "spark.h"
#include "visual-kit/surface.h"

#define GAP 24.0
#define LEAST_SPARK 120.0
#define LEAST_BESIDE 80.0 // narrower than this it stands above the figures
#define LEAST_PLACE 48.0  // narrower than this there is no chart
#define HEAD_GAP 8.0
#define HEAD_LAST "最新"

enum change { CHANGE_PREVIOUS, CHANGE_FIRST, CHANGE_NONE };
enum change_as { CHANGE_AUTO, CHANGE_SHARE, CHANGE_DIFFERENCE };

struct sparkline {
    struct chart_options chart;
    int32_t kind, marks, change, change_as;
    bool has_common_scale, has_head;
    double row_height;
};

static const struct sparkline defaults = {
    .chart = {CHART_DEFAULTS}, .has_head = true, .row_height = 80};

static const char *const kinds[] = {"line", "area", "columns", NULL};
static const char *const marks[] = {"all", "last", "none", NULL};
static const char *const changes[] = {"previous", "first", "none", NULL};
static const char *const change_kinds[] = {"auto", "percent", "difference", NULL};

static const hai_option options[] = {
    CHART_DATA_OPTIONS(struct sparkline, chart),
    HAI_CHOICE("kind", struct sparkline, kind, kinds, .help_zh = "小图:线、面积、柱",
               .help_en = "Small charts: lines, areas, columns"),
    HAI_CHOICE("marks", struct sparkline, marks, marks, .help_zh = "标记:首末和最高最低、末点、无",
               .help_en = "What is marked: both ends and the extremes, the last, nothing"),
    HAI_CHOICE("change", struct sparkline, change, changes, .help_zh = "变化:较上期、较首期、无",
               .help_en = "Change against the previous value, the first one, or none"),
    HAI_CHOICE("change_as", struct sparkline, change_as, change_kinds,
               .help_zh = "变化写作:百分比(百分数写作百分点)、百分比、差值",
               .help_en =
                   "As per cent (as points where values are per cent), per cent, difference"),
    HAI_BOOL("common_scale", struct sparkline, has_common_scale, .help_zh = "各行用同一尺度",
             .help_en = "One scale for all rows"),
    HAI_BOOL("head", struct sparkline, has_head, .help_zh = "表头", .help_en = "Heads of columns"),
    HAI_LENGTH("row_height", struct sparkline, row_height, 40, 400, .unit = "px", .help_zh = "行高",
               .help_en = "Height of a row"),
    CHART_PLAIN_COLOUR_OPTIONS(struct sparkline, chart),
    CHART_TITLE_OPTION(struct sparkline, chart),
};

struct row {
    const hai_paragraph *name, *value, *change;
    double y, height, name_height; // of the name where it stands above
    struct spark spark;
};

struct plan {
    hai_box box;
    struct chart_data *data; // NULL: no data
    const hai_paragraph *title, *period, *last, *against;
    bool is_above;   // names stand above their rows
    bool is_below;   // changes stand below the values
    bool is_stacked; // figures stand below the chart
    bool has_spark;
    double name, spark, value, change; // widths
    double head;                       // height of title and heads
    struct row *rows;
};

CHART_CHECK(struct sparkline)

// --- Words ---

static hai_text_style type_of(const hai_block *block, const char *role, const char *colour,
                              uint32_t align)
{
    hai_text_style type = kit_type(hai_block_theme(block), role, colour, align);
    type.line_height = fmin(type.line_height, 1.3);
    return type;
}

static bool is_per_cent(const struct sparkline *sparkline)
{
    const char *unit = sparkline->chart.unit;
    return (unit != NULL && strcmp(unit, "%") == 0) ||
           (uint32_t)sparkline->chart.number.style == HAI_NUMBER_PERCENT;
}

static const char *change_words(const hai_block *block, const struct sparkline *sparkline,
                                double from, double to, const hai_number_format *format)
{
    double by = to - from;
    // A difference of per cents is in points, whether asked for or not.
    bool is_points = sparkline->change_as != CHANGE_SHARE && is_per_cent(sparkline);
    if (!isfinite(by))
        return "—";
    if (by == 0)
        return "持平";
    const char *mark = by > 0 ? "▲" : "▼";
    if (is_points || sparkline->change_as == CHANGE_DIFFERENCE) {
        hai_number_format words = *format;
        words.style = is_points ? HAI_NUMBER_POINTS : words.style;
        words.sign = 0;
        if (is_points && words.decimals < 0)
            words.decimals = 1;
        return hai_block_printf(block, "%s%s", mark, hai_number_text(block, fabs(by), &words));
    }
    if (!(fabs(from) > 0) || !isfinite(by / from))
        return "—";
    return hai_block_printf(block, "%s%s", mark, chart_share_text(block, fabs(by / from), 1));
}

static const hai_paragraph *change_text(const hai_block *block, const struct sparkline *sparkline,
                                        const double *values, int32_t count,
                                        const hai_number_format *format, double most)
{
    struct spark_ends ends = spark_find_ends(values, count);
    if (sparkline->change == CHANGE_NONE || ends.last < 0)
        return NULL;
    int32_t before = ends.last - 1;
    if (sparkline->change == CHANGE_FIRST)
        before = ends.first < ends.last ? ends.first : -1;
    double from = before >= 0 ? values[before] : NAN, to = values[ends.last];
    const hai_theme *theme = hai_block_theme(block);
    hai_colour colour = hai_theme_colour(theme, to > from ? "rise" : to < from ? "fall" : "weak");
    hai_text_style type = type_of(
        block, "caption", chart_colour_name(block, chart_readable(theme, colour)), HAI_TEXT_LEFT);
    type.weight = 500;
    const char *text = change_words(block, sparkline, from, to, format);
    const hai_paragraph *one = hai_paragraph_new(block, text, &type, 0);
    return hai_paragraph_size(one).width > most ? hai_paragraph_new(block, text, &type, most) : one;
}

static void plan_row(const hai_block *block, const struct sparkline *sparkline,
                     const struct plan *plan, const struct chart_style *style, int32_t series,
                     struct row *row)
{
    const struct chart_data *data = plan->data;
    const double *values = data->series[series].values;
    struct spark_ends ends = spark_find_ends(values, data->category_count);
    // Rows of one unit are written alike.
    bool has_unit = sparkline->chart.unit != NULL && sparkline->chart.unit[0] != '\0';
    hai_number_format format = has_unit
                                   ? chart_data_format(&sparkline->chart, data)
                                   : chart_format(&sparkline->chart, values, data->category_count);
    double last = ends.last >= 0 ? values[ends.last] : NAN;
    bool is_strong = style->is_highlit && data->series_count > 1;
    hai_text_style type = type_of(
        block, "value", is_strong ? chart_colour_name(block, style->text) : "ink", HAI_TEXT_LEFT);
    const char *text = chart_value_text(block, last, &format, sparkline->chart.unit);
    if (ends.last < 0)
        type = type_of(block, "caption", "weak", HAI_TEXT_LEFT);
    row->value = hai_paragraph_new(block, text, &type, 0);
    if (hai_paragraph_size(row->value).width > plan->box.width)
        row->value = hai_paragraph_new(block, text, &type, plan->box.width);
    row->change =
        change_text(block, sparkline, values, data->category_count, &format, plan->box.width);
    row->spark = (struct spark){.kind = (enum spark_kind)sparkline->kind,
                                .marks = (enum spark_marks)sparkline->marks,
                                .values = values,
                                .count = data->category_count,
                                .low = ends.last >= 0 ? values[ends.lowest] : 0,
                                .high = ends.last >= 0 ? values[ends.highest] : 0,
                                .style = style};
    if (sparkline->has_common_scale)
        (void)chart_data_extent(data, &row->spark.low, &row->spark.high);
}

static void plan_names(const hai_block *block, struct plan *plan, double width)
{
    hai_text_style type = type_of(block, "label", "ink", HAI_TEXT_TITLE);
    plan->name = 0;
    for (int32_t s = 0; s < plan->data->series_count; s++) {
        const char *name = plan->data->series[s].name;
        struct row *row = &plan->rows[s];
        row->name = name[0] != '\0' ? hai_paragraph_new(block, name, &type, 0) : NULL;
        if (row->name != NULL && hai_paragraph_size(row->name).width > width)
            row->name = hai_paragraph_new(block, name, &type, width);
        if (row->name != NULL)
            plan->name = fmax(plan->name, fmin(hai_paragraph_size(row->name).width, width));
    }
}

// --- Columns ---

static double with_gap(double width)
{
    return width > 0 ? width + GAP : 0;
}

static const hai_paragraph *head_text(const hai_block *block, const char *text, double width,
                                      uint32_t align)
{
    hai_text_style type = type_of(block, "caption", NULL, align);
    return hai_paragraph_new(block, text, &type, width);
}

static double head_width(const hai_block *block, const char *text)
{
    return hai_paragraph_size(head_text(block, text, 0, HAI_TEXT_LEFT)).width;
}

static const char *against_words(const struct sparkline *sparkline)
{
    return sparkline->change == CHANGE_FIRST ? "较首期" : "较上期";
}

static void plan_widths(const hai_block *block, const struct sparkline *sparkline,
                        struct plan *plan)
{
    double width = plan->box.width;
    for (int32_t s = 0; s < plan->data->series_count; s++) {
        const struct row *row = &plan->rows[s];
        plan->value = fmax(plan->value, hai_paragraph_size(row->value).width);
        if (row->change != NULL)
            plan->change = fmax(plan->change, hai_paragraph_size(row->change).width);
    }
    if (sparkline->has_head) {
        plan->value = fmax(plan->value, head_width(block, HEAD_LAST));
        if (plan->change > 0)
            plan->change = fmax(plan->change, head_width(block, against_words(sparkline)));
    }
    plan_names(block, plan, width * 0.34);
    double figures = GAP + plan->value + with_gap(plan->change);
    plan->spark = width - with_gap(plan->name) - figures;
    if (plan->spark < LEAST_SPARK && plan->name > 0) {
        plan->is_above = true;
        plan_names(block, plan, width);
        plan->spark = width - figures;
    }
    if (plan->spark < LEAST_SPARK && plan->change > 0) {
        plan->is_below = true;
        plan->value = fmax(plan->value, plan->change);
        plan->spark = width - GAP - plan->value;
    }
    if (plan->spark < LEAST_BESIDE) {
        plan->is_stacked = true;
        plan->spark = width;
        plan->is_below = plan->change > 0 && with_gap(plan->value) + plan->change > width;
    }
    plan->has_spark = plan->spark >= LEAST_PLACE;
}

static void plan_head(const hai_block *block, const struct sparkline *sparkline, struct plan *plan)
{
    const struct chart_data *data = plan->data;
    const char *title = sparkline->chart.title;
    if (title != NULL && title[0] != '\0') {
        hai_text_style type = type_of(block, "label", "ink", HAI_TEXT_TITLE);
        type.weight = 700;
        plan->title = hai_paragraph_new(block, title, &type, plan->box.width);
        plan->head = kit_height(plan->title) + HEAD_GAP;
    }
    if (!sparkline->has_head || plan->is_below || plan->is_stacked || data->category_count < 1 ||
        !plan->has_spark)
        return;
    const char *first = data->categories[0], *last = data->categories[data->category_count - 1];
    const char *period =
        data->category_count > 1 ? hai_block_printf(block, "%s—%s", first, last) : first;
    plan->period = head_text(block, period, plan->spark, HAI_TEXT_LEFT);
    plan->last = head_text(block, HEAD_LAST, plan->value, HAI_TEXT_RIGHT);
    if (plan->change > 0)
        plan->against = head_text(block, against_words(sparkline), plan->change, HAI_TEXT_RIGHT);
    double height = fmax(kit_height(plan->period), kit_height(plan->last));
    plan->head += fmax(height, kit_height(plan->against)) + HEAD_GAP;
}

static struct plan plan(const hai_block *block, const struct sparkline *sparkline, hai_box box)
{
    struct plan plan = {.box = box, .data = chart_data_read(block, &sparkline->chart)};
    if (chart_data_is_empty(plan.data)) {
        plan.data = NULL;
        plan.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    int32_t count = plan.data->series_count;
    // Rows tell series apart: without a wish all are in the main colour.
    struct chart_options chart = sparkline->chart;
    if (chart.highlight == NULL || chart.highlight[0] == '\0')
        chart.highlight = "none";
    struct chart_style *styles = chart_series_styles(block, &chart, plan.data);
    bool is_plain = strcmp(chart.highlight, "none") == 0 && chart.colours.count == 0;
    const hai_theme *theme = hai_block_theme(block);
    plan.rows = hai_block_alloc(block, ((size_t)count + 1) * sizeof *plan.rows);
    for (int32_t s = 0; s < count; s++) {
        if (is_plain) {
            styles[s].colour = hai_theme_colour(theme, chart.colour);
            styles[s].text = chart_readable(theme, styles[s].colour);
        }
        plan_row(block, sparkline, &plan, &styles[s], s, &plan.rows[s]);
    }
    plan_widths(block, sparkline, &plan);
    plan_head(block, sparkline, &plan);
    double y = box.y + plan.head;
    for (int32_t s = 0; s < count; s++) {
        struct row *row = &plan.rows[s];
        double figures = kit_height(row->value) + (plan.is_below ? kit_height(row->change) : 0);
        row->name_height = plan.is_above ? kit_height(row->name) : 0;
        double beside = plan.is_above ? 0 : kit_height(row->name);
        double least = plan.has_spark ? sparkline->row_height : 0;
        row->y = y;
        row->height =
            row->name_height + (row->name_height > 0 ? 12 : 0) +
            (plan.is_stacked ? least + figures + 12 : fmax(least, fmax(figures, beside) + 16));
        y += row->height;
    }
    plan.box.height = fmax(box.height, y - box.y);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, (hai_box){0, 0, space.width, 0}).box.height};
}

// --- Drawing ---

static void draw_right(hai_canvas *canvas, const hai_paragraph *text, double right, double y)
{
    if (text != NULL)
        hai_canvas_paragraph(canvas, text, right - hai_paragraph_size(text).width, y);
}

static void draw_head(const struct plan *plan, hai_canvas *canvas)
{
    double y = plan->box.y, right = hai_box_right(plan->box);
    if (plan->title != NULL) {
        hai_canvas_paragraph(canvas, plan->title, plan->box.x, y);
        y += kit_height(plan->title) + HEAD_GAP;
    }
    if (plan->period == NULL)
        return;
    double spark = plan->box.x + (plan->is_above ? 0 : with_gap(plan->name));
    hai_canvas_paragraph(canvas, plan->period, spark, y);
    // These are set to the right of their columns.
    if (plan->against != NULL)
        hai_canvas_paragraph(canvas, plan->against, right - plan->change, y);
    hai_canvas_paragraph(canvas, plan->last, right - with_gap(plan->change) - plan->value, y);
}

static void draw_row(const hai_block *block, const struct plan *plan, const struct row *row,
                     hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    double left = plan->box.x, right = hai_box_right(plan->box);
    kit_rule(canvas, (hai_point){left, row->y}, (hai_point){right, row->y},
             fmax(hai_theme_length(theme, "hairline"), 1.5), hai_theme_colour(theme, "line"));
    double top = row->y;
    if (row->name_height > 0) {
        hai_canvas_paragraph(canvas, row->name, left, top + 12);
        top += row->name_height + 12;
    }
    double figures = kit_height(row->value) + (plan->is_below ? kit_height(row->change) : 0);
    double bottom = row->y + row->height - (plan->is_stacked ? figures + 12 : 0);
    double middle = plan->is_stacked ? bottom + figures / 2 : (top + row->y + row->height) / 2;
    if (!plan->is_above && row->name != NULL)
        hai_canvas_paragraph(canvas, row->name, left, middle - kit_height(row->name) / 2);
    if (plan->has_spark) {
        double x = left + (plan->is_above ? 0 : with_gap(plan->name));
        double height = bottom - top;
        spark_draw(block, &row->spark, canvas,
                   (hai_box){x, top + 8, plan->spark, fmax(height - 16, 24)});
    }
    if (plan->is_below) {
        double all = kit_height(row->value) + kit_height(row->change);
        draw_right(canvas, row->value, right, middle - all / 2);
        draw_right(canvas, row->change, right, middle - all / 2 + kit_height(row->value));
        return;
    }
    // Figures of two sizes stand on one line.
    double y = middle - kit_height(row->value) / 2;
    draw_right(canvas, row->value, right - with_gap(plan->change), y);
    if (row->change != NULL)
        draw_right(canvas, row->change, right,
                   y + hai_paragraph_baseline(row->value) - hai_paragraph_baseline(row->change));
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct plan placed = plan(block, data, box);
    if (placed.data == NULL) {
        chart_empty_draw(block, canvas, placed.box);
        return;
    }
    draw_head(&placed, canvas);
    for (int32_t s = 0; s < placed.data->series_count; s++)
        draw_row(block, &placed, &placed.rows[s], canvas);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct sparkline *sparkline = data;
    return chart_summary(block, "迷你图", &sparkline->chart, CHART_STORY_TREND);
}

CHART_PLUGIN("sparkline", struct sparkline, "迷你图表", "Sparklines",
             "一行一个指标:名称、小图、最新值、变化",
             "A row for each indicator: name, small chart, last value, change");
