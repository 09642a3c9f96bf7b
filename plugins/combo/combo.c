// SPDX-License-Identifier: MIT
//
// Columns and lines over the same categories, each with an axis of its own: one grid for both,
// zero at one height, and either axis named in the colour of what it measures.
#include <string.h>

#include "axes.h"
#include "chart-kit/chart.h"
#include "visual-kit/surface.h"

#define LINE_WIDTH 4.0
#define HALO 3.0 // of the ground at either side of a line
#define MARKER_RADIUS 6.0
#define MAX_MARKERS 24
#define WIDEST 120.0   // of a column
#define VISIBLE 3.0    // contrast of a line
#define MAX_FIGURES 60 // of columns
#define NARROW 480.0   // where last values that find no room have a legend
#define LEAST_PLOT 0.4 // of the height, below it

enum combo_mode { COMBO_GROUPED, COMBO_STACKED };

struct combo {
    struct chart_options chart; // number, unit, y_title: of the columns
    const char *lines;
    const char *line_unit, *line_title;
    int32_t line_decimals;
    int32_t mode, curve;
    bool line_has_zero;
};

static const struct combo defaults = {
    .chart = {CHART_DEFAULTS, .height = 460}, .line_decimals = -1, .line_has_zero = true};

static const char *const modes[] = {"grouped", "stacked", NULL};

static const hai_option options[] = {
    CHART_DATA_OPTIONS(struct combo, chart),
    HAI_STRING("lines", struct combo, lines, .help_zh = "画成线的系列,以顿号分开;不写则为最后一个",
               .help_en = "The series that are lines, parted by 、; the last one if not given"),
    HAI_STRING("line_unit", struct combo, line_unit, .help_zh = "线的单位",
               .help_en = "Unit of the lines"),
    HAI_TEXT("line_title", struct combo, line_title, .help_zh = "右轴名称",
             .help_en = "What the axis at the right says"),
    HAI_INT("line_decimals", struct combo, line_decimals, -1, 6, .help_zh = "线的小数位数,-1按原数",
            .help_en = "Decimal places of the lines; -1: as many as the number has"),
    HAI_BOOL("line_zero", struct combo, line_has_zero, .help_zh = "右轴从零开始,与左轴对齐",
             .help_en = "The axis at the right has zero, where that of the left has it"),
    HAI_CHOICE("mode", struct combo, mode, modes, .help_zh = "多系列的柱:并列、堆叠",
               .help_en = "Several series of columns: beside each other, or stacked"),
    HAI_CHOICE("curve", struct combo, curve, chart_curves, .help_zh = "线形:折线、平滑、阶梯",
               .help_en = "Straight pieces, smooth without overshooting, or steps"),
    CHART_COLOUR_OPTIONS(struct combo, chart),
    CHART_SIZE_OPTIONS(struct combo, chart),
    HAI_TEXT("x_title", struct combo, chart.x_title, .help_zh = "横轴名称",
             .help_en = "What the axis across says"),
    HAI_TEXT("y_title", struct combo, chart.y_title, .help_zh = "左轴名称",
             .help_en = "What the axis at the left says"),
    CHART_LABEL_OPTION(struct combo, chart),
    CHART_LEGEND_OPTION(struct combo, chart),
    CHART_ANNOTATION_OPTIONS(struct combo, chart),
};

struct plan {
    struct chart_data *data; // all series; NULL: no data
    struct chart_data *columns, *lines;
    struct chart_style *column_styles, *line_styles;
    hai_number_format column_format, line_format;
    struct chart_stack stack; // of stacked columns
    struct chart_frame frame;
    hai_box *bars;      // one for each column series and category
    hai_point **points; // of each line, one for each category
    struct chart_labels *labels;
    struct chart_notes *notes;
    bool has_legend_values; // in a first plan not all last values have found room
    bool lacks_last;
};

// --- Which series are what ---

static bool is_line(const struct combo *combo, const struct chart_data *data, int32_t series)
{
    if (combo->lines == NULL || combo->lines[0] == '\0')
        return data->series_count > 1 && series == data->series_count - 1;
    const char *name = data->series[series].name;
    return chart_is_highlit(combo->lines, &name, NULL, 1, 0);
}

static struct chart_data *part_of(const hai_block *block, const struct chart_data *data,
                                  const struct chart_style *styles, const bool *flags, bool wanted,
                                  struct chart_style **part_styles)
{
    struct chart_data *part = hai_block_alloc(block, sizeof *part);
    size_t room = (size_t)data->series_count + 1;
    *part = *data;
    part->series_count = 0;
    part->series = hai_block_alloc(block, room * sizeof *part->series);
    *part_styles = hai_block_alloc(block, room * sizeof **part_styles);
    for (int32_t s = 0; s < data->series_count; s++)
        if (flags[s] == wanted) {
            (*part_styles)[part->series_count] = styles[s];
            part->series[part->series_count++] = data->series[s];
        }
    return part;
}

static void split(const hai_block *block, const struct combo *combo, struct plan *plan)
{
    const struct chart_data *data = plan->data;
    const struct chart_style *styles = chart_series_styles(block, &combo->chart, data);
    bool *flags = hai_block_alloc(block, (size_t)data->series_count + 1);
    for (int32_t s = 0; s < data->series_count; s++)
        flags[s] = is_line(combo, data, s);
    plan->columns = part_of(block, data, styles, flags, false, &plan->column_styles);
    plan->lines = part_of(block, data, styles, flags, true, &plan->line_styles);
    // A line that is pale on the ground has the colour of its figures.
    hai_colour ground = hai_theme_colour(hai_block_theme(block), "surface");
    for (int32_t s = 0; s < plan->lines->series_count; s++) {
        struct chart_style *line = &plan->line_styles[s];
        if (hai_colour_contrast(ground, line->colour) < VISIBLE)
            line->colour = line->text;
    }
    plan->column_format = chart_data_format(&combo->chart, plan->columns);
    struct chart_options of_lines = {
        .number = {.decimals = combo->line_decimals, .scale = 1, .group = true}};
    plan->line_format = chart_data_format(&of_lines, plan->lines);
}

static void check(const hai_block *block, const void *data)
{
    const struct combo *combo = data;
    chart_check(block, &combo->chart);
    if (combo->chart.rows == NULL || hai_table_rows(combo->chart.rows) == 0)
        return;
    const struct chart_data *read = chart_data_read(block, &combo->chart);
    int32_t lines = 0;
    for (int32_t s = 0; s < read->series_count; s++)
        lines += is_line(combo, read, s) ? 1 : 0;
    if (lines == 0 && combo->lines != NULL && read->series_count > 0)
        hai_block_warn(block, "lines", "chart.name", "take the names of series",
                       "no series is called '%s'", combo->lines);
}

// --- The frame ---

static bool is_stacked(const struct combo *combo, const struct plan *plan)
{
    return combo->mode == COMBO_STACKED && plan->columns->series_count > 1;
}

// The name of an axis of one series is that of the series, where no legend says it.
static const char *axis_title(const char *given, const struct plan *plan,
                              const struct chart_data *data)
{
    if (given != NULL && given[0] != '\0')
        return given;
    bool is_named = data->series_count == 1 && !plan->has_legend_values;
    return is_named ? data->series[0].name : NULL;
}

static struct chart_axis value_axis(const hai_block *block, const struct combo_axes *axes,
                                    int32_t side, const hai_number_format *format, const char *unit)
{
    (void)block;
    double low = axes->low[side], high = low + axes->step[side] * axes->count;
    struct chart_axis axis = chart_axis_values(low, high, false, format, unit);
    axis.has_fixed_low = axis.has_fixed_high = true;
    axis.fixed_low = low;
    axis.fixed_high = high;
    axis.fixed_step = axes->step[side];
    return axis;
}

static void plan_axes(const hai_block *block, const struct combo *combo, struct plan *plan,
                      double height)
{
    double low[2], high[2];
    bool has_columns = chart_data_extent(plan->columns, &low[0], &high[0]);
    bool has_lines = chart_data_extent(plan->lines, &low[1], &high[1]);
    if (is_stacked(combo, plan)) {
        low[0] = plan->stack.low;
        high[0] = plan->stack.high;
    }
    chart_notes_extent(&combo->chart, &low[0], &high[0]);
    int32_t most = (int32_t)fmin(fmax((height - 120) / 52, 2), 6);
    struct combo_axes axes = combo_axes_align(low, high, combo->line_has_zero || !has_lines, most);
    struct chart_frame *frame = &plan->frame;
    frame->y = value_axis(block, &axes, 0, &plan->column_format, combo->chart.unit);
    frame->y.title = axis_title(combo->chart.y_title, plan, plan->columns);
    frame->y.is_hidden = !has_columns;
    if (plan->columns->series_count == 1)
        frame->y.colour = chart_colour_name(block, plan->column_styles[0].text);
    if (!has_lines)
        return;
    frame->y2 = value_axis(block, &axes, 1, &plan->line_format, combo->line_unit);
    frame->y2.has_grid = false;
    frame->y2.title = axis_title(combo->line_title, plan, plan->lines);
    if (plan->lines->series_count == 1)
        frame->y2.colour = chart_colour_name(block, plan->line_styles[0].text);
}

// Of the last category, for the legend; NULL where it does not tell them, or the value is missing.
static const char *last_figure(const hai_block *block, const struct combo *combo,
                               const struct plan *plan, int32_t part, int32_t series)
{
    const struct chart_data *data = part == 0 ? plan->columns : plan->lines;
    double value = data->series[series].values[data->category_count - 1];
    if (!plan->has_legend_values || isnan(value))
        return NULL;
    return part == 0 ? chart_value_text(block, value, &plan->column_format, combo->chart.unit)
                     : chart_value_text(block, value, &plan->line_format, combo->line_unit);
}

// One series alone is named by its axis; several of one kind have a legend.
static const struct chart_legend *plan_legend(const hai_block *block, const struct combo *combo,
                                              const struct plan *plan, double width)
{
    if (combo->chart.legend == CHART_LEGEND_NONE)
        return NULL;
    bool is_whole = combo->chart.legend == CHART_LEGEND_TOP || plan->has_legend_values;
    const struct chart_data *parts[] = {plan->columns, plan->lines};
    const struct chart_style *looks[] = {plan->column_styles, plan->line_styles};
    int32_t last = plan->data->category_count - 1;
    int32_t count = 0, most = parts[0]->series_count + parts[1]->series_count;
    const char **names = hai_block_alloc(block, ((size_t)most + 1) * sizeof *names);
    const char **figures = hai_block_alloc(block, ((size_t)most + 1) * sizeof *figures);
    struct chart_style *styles = hai_block_alloc(block, ((size_t)most + 1) * sizeof *styles);
    for (size_t part = 0; part < HAI_COUNT(parts); part++)
        for (int32_t s = 0; s < parts[part]->series_count; s++)
            if (is_whole || parts[part]->series_count > 1) {
                styles[count] = looks[part][s];
                figures[count] = last_figure(block, combo, plan, (int32_t)part, s);
                names[count++] = parts[part]->series[s].name;
            }
    bool is_of_lines = plan->columns->series_count <= 1 && !is_whole;
    return chart_legend_figures(
        block, plan->has_legend_values ? plan->data->categories[last] : NULL, names, figures,
        styles, count, is_of_lines ? CHART_SWATCH_LINE : CHART_SWATCH_BOX, width);
}

static hai_text_style figure_style(const hai_block *block, const char *colour)
{
    hai_text_style type = kit_type(hai_block_theme(block), "caption", colour, HAI_TEXT_LEFT);
    type.line_height = 1.2;
    return type;
}

static double widest_figure(const hai_block *block, const struct plan *plan)
{
    hai_text_style type = figure_style(block, NULL);
    double low, high, widest = 0;
    if (!chart_data_extent(plan->columns, &low, &high))
        return 0;
    for (int32_t i = 0; i < 2; i++) {
        const char *text = chart_figure_text(block, i == 0 ? low : high, &plan->column_format);
        widest = fmax(widest, hai_paragraph_size(hai_paragraph_new(block, text, &type, 0)).width);
    }
    return widest;
}

static void plan_frame(const hai_block *block, const struct combo *combo, struct plan *plan,
                       hai_box box)
{
    struct chart_frame *frame = &plan->frame;
    int32_t slots = is_stacked(combo, plan) ? 1 : plan->columns->series_count;
    double step = box.width * 0.85 / fmax(plan->data->category_count, 1);
    double padding = fmin(fmax(0.24, 1 - WIDEST * fmax(slots, 1) / step), 0.95);
    // Columns hardly narrower than their figures take a little of the gaps.
    double figure = slots == 1 ? widest_figure(block, plan) + 6 : 0;
    if (combo->chart.labels != CHART_LABELS_NONE && figure > step * (1 - padding) &&
        figure <= step * 0.88)
        padding = 1 - figure / step;
    frame->x = (struct chart_axis){.kind = CHART_AXIS_BAND,
                                   .names = plan->data->categories,
                                   .count = plan->data->category_count,
                                   .padding = padding};
    frame->legend = plan_legend(block, combo, plan, box.width);
    if (plan->has_legend_values)
        frame->min_plot_height = combo->chart.height * LEAST_PLOT;
    plan_axes(block, combo, plan, box.height - chart_legend_height(frame->legend));
    frame->title = combo->chart.title;
    frame->x.title = combo->chart.x_title;
    if (combo->chart.labels != CHART_LABELS_NONE && plan->lines->series_count > 0)
        frame->room.top = 32; // a value over the highest point
    double low, high;
    if (frame->room.top > 0 && chart_data_extent(plan->lines, &low, &high) && low < 0)
        frame->room.bottom = 16; // and one below the lowest
    frame->room.left = frame->room.right = HALO + MARKER_RADIUS;
    chart_frame_plan(block, frame, box);
}

// --- Marks ---

static void plan_bars(const hai_block *block, const struct combo *combo, struct plan *plan)
{
    const struct chart_data *columns = plan->columns;
    int32_t categories = columns->category_count;
    size_t count = (size_t)columns->series_count * (size_t)categories + 1;
    plan->bars = hai_block_alloc(block, count * sizeof *plan->bars);
    bool stacked = is_stacked(combo, plan);
    for (int32_t s = 0; s < columns->series_count; s++)
        for (int32_t c = 0; c < categories; c++) {
            double value = columns->series[s].values[c];
            int32_t cell = s * categories + c;
            plan->bars[cell] = chart_bar_box(&plan->frame, false, c, stacked ? 0 : s,
                                             stacked ? 1 : columns->series_count,
                                             stacked ? plan->stack.from[cell] : 0,
                                             stacked        ? plan->stack.to[cell]
                                             : isnan(value) ? 0
                                                            : value);
        }
}

static void plan_points(const hai_block *block, struct plan *plan)
{
    const struct chart_data *lines = plan->lines;
    plan->points = hai_block_alloc(block, ((size_t)lines->series_count + 1) * sizeof *plan->points);
    for (int32_t s = 0; s < lines->series_count; s++) {
        plan->points[s] =
            hai_block_alloc(block, ((size_t)lines->category_count + 1) * sizeof(hai_point));
        for (int32_t c = 0; c < lines->category_count; c++)
            plan->points[s][c] = (hai_point){chart_x(&plan->frame, c),
                                             chart_y2(&plan->frame, lines->series[s].values[c])};
    }
}

// Where in a column its figure stands; at the foot lines seldom are.
enum spot { SPOT_FOOT, SPOT_MIDDLE, SPOT_HEAD, SPOT_COUNT };

static const hai_paragraph *bar_text(const hai_block *block, const struct plan *plan,
                                     int32_t series, int32_t category)
{
    double value = plan->columns->series[series].values[category];
    if (isnan(value) || value == 0)
        return NULL;
    hai_text_style type = figure_style(block, NULL);
    return hai_paragraph_new(block, chart_figure_text(block, value, &plan->column_format), &type,
                             0);
}

static hai_box spot_box(const struct plan *plan, int32_t series, int32_t category, hai_size size,
                        enum spot spot)
{
    hai_box bar = plan->bars[series * plan->columns->category_count + category];
    bool is_down = plan->columns->series[series].values[category] < 0;
    bool is_top = (spot == SPOT_HEAD) != is_down;
    double y = spot == SPOT_MIDDLE ? bar.y + (bar.height - size.height) / 2
               : is_top            ? bar.y + 4
                                   : hai_box_bottom(bar) - 4 - size.height;
    return (hai_box){bar.x + (bar.width - size.width) / 2, y, size.width, size.height};
}

static bool has_room(const hai_block *block, const struct plan *plan,
                     const struct chart_labels *taken, int32_t series, int32_t category,
                     enum spot spot)
{
    const hai_paragraph *text = bar_text(block, plan, series, category);
    if (text == NULL)
        return true;
    hai_size size = hai_paragraph_size(text);
    hai_box bar = plan->bars[series * plan->columns->category_count + category];
    return size.width + 4 <= bar.width && size.height + 8 <= bar.height &&
           chart_labels_is_free(taken, spot_box(plan, series, category, size, spot));
}

// The first spot that a column has room at; SPOT_COUNT: none.
static enum spot find_spot(const hai_block *block, const struct plan *plan,
                           const struct chart_labels *taken, int32_t series, int32_t category)
{
    enum spot spot = SPOT_FOOT;
    while (spot < SPOT_COUNT && !has_room(block, plan, taken, series, category, spot))
        spot++;
    return spot;
}

static void add_bar_label(const hai_block *block, struct plan *plan, int32_t series,
                          int32_t category, enum spot spot)
{
    const hai_paragraph *text = bar_text(block, plan, series, category);
    if (text == NULL || spot == SPOT_COUNT)
        return;
    hai_box box = spot_box(plan, series, category, hai_paragraph_size(text), spot);
    const struct chart_style *style = &plan->column_styles[series];
    struct chart_label label = {.text = text,
                                .at = {box.x + box.width / 2, box.y + box.height / 2},
                                .sides = CHART_CENTRE,
                                .is_optional = true,
                                .is_painted = true,
                                .paint = chart_ink_on(hai_block_theme(block), style->colour)};
    if (style->decal != CHART_DECAL_NONE)
        label.ground = style->colour;
    chart_labels_add(plan->labels, label);
}

// Of a series all columns have their figures, or none; at one spot if they can.
static void label_bars(const hai_block *block, const struct combo *combo, struct plan *plan,
                       const struct chart_labels *taken)
{
    int32_t categories = plan->columns->category_count;
    bool is_all = combo->chart.labels == CHART_LABELS_ALL;
    for (int32_t s = 0; s < plan->columns->series_count && categories <= MAX_FIGURES; s++) {
        enum spot common = SPOT_FOOT;
        for (int32_t c = 0; common < SPOT_COUNT && c < categories;)
            if (has_room(block, plan, taken, s, c, common)) {
                c++;
            } else {
                common++;
                c = 0;
            }
        bool is_whole = true;
        for (int32_t c = 0; common == SPOT_COUNT && is_whole && c < categories; c++)
            is_whole = find_spot(block, plan, taken, s, c) < SPOT_COUNT;
        for (int32_t c = 0; (is_whole || is_all) && c < categories; c++)
            add_bar_label(block, plan, s, c,
                          common < SPOT_COUNT ? common : find_spot(block, plan, taken, s, c));
        bool is_missing = isnan(plan->columns->series[s].values[categories - 1]);
        plan->lacks_last = plan->lacks_last || (!is_whole && !is_all && !is_missing);
    }
}

// Figures that are wider than the step from point to point hide the line.
static bool is_crowded(const hai_block *block, const struct plan *plan, const double *values,
                       const hai_text_style *type)
{
    int32_t count = plan->lines->category_count;
    double step = plan->frame.plot.width / fmax(count, 1), widest = 0;
    if (count > MAX_MARKERS)
        return true;
    for (int32_t c = 0; c < count; c++) {
        const char *text =
            isnan(values[c]) ? "" : chart_figure_text(block, values[c], &plan->line_format);
        widest = fmax(widest, hai_paragraph_size(hai_paragraph_new(block, text, type, 0)).width);
    }
    return widest > step;
}

// Figures at the points of a line: all where there is room, but first the ends and the extremes.
// Returns the number of the last one's label.
static int32_t label_line(const hai_block *block, const struct combo *combo, struct plan *plan,
                          int32_t series)
{
    const double *values = plan->lines->series[series].values;
    int32_t count = plan->lines->category_count, first = -1, last = -1, least = -1, most = -1;
    int32_t last_number = -1;
    for (int32_t c = 0; c < count; c++) {
        if (isnan(values[c]))
            continue;
        first = first < 0 ? c : first;
        last = c;
        least = least < 0 || values[c] < values[least] ? c : least;
        most = most < 0 || values[c] > values[most] ? c : most;
    }
    hai_text_style type =
        figure_style(block, chart_colour_name(block, plan->line_styles[series].text));
    type.weight = 700;
    bool is_all = combo->chart.labels == CHART_LABELS_ALL && count <= MAX_MARKERS;
    bool is_dense = !is_all && is_crowded(block, plan, values, &type);
    for (int32_t c = 0; c < count; c++) {
        bool is_notable = c == first || c == last || c == least || c == most;
        bool is_spare = is_dense && c == first && c != least && c != most;
        if (isnan(values[c]) || (is_dense && !is_notable))
            continue;
        const char *text = chart_figure_text(block, values[c], &plan->line_format);
        int32_t number = chart_labels_add(
            plan->labels,
            (struct chart_label){.text = hai_paragraph_new(block, text, &type, 0),
                                 .at = plan->points[series][c],
                                 .gap = MARKER_RADIUS + 5,
                                 .sides = CHART_AROUND,
                                 .first = c == least && c != most ? CHART_BELOW : CHART_ABOVE,
                                 .priority = is_notable ? 2 : 1,
                                 .is_optional = ((!is_notable || is_spare) &&
                                                 combo->chart.labels != CHART_LABELS_ALL) ||
                                                (c == last && plan->has_legend_values)});
        last_number = c == last ? number : last_number;
    }
    return last_number;
}

static void plan_labels(const hai_block *block, const struct combo *combo, struct plan *plan)
{
    hai_box bounds = plan->frame.plot;
    double above = plan->frame.room.top + 12;
    bounds.y -= above;
    bounds.height += above + plan->frame.room.bottom;
    plan->labels = chart_labels_new(block, bounds);
    for (int32_t s = 0; s < plan->lines->series_count; s++)
        chart_take_line(plan->labels, plan->points[s], plan->lines->category_count,
                        LINE_WIDTH + 2 * HALO);
    int32_t bars = plan->columns->series_count * plan->columns->category_count;
    for (int32_t i = 0; i < bars; i++)
        chart_labels_avoid_box(plan->labels, plan->bars[i]);
    plan->notes = chart_notes_plan(block, &combo->chart, plan->columns, &plan->frame, plan->labels);
    bool is_few = plan->lines->series_count <= 2 || combo->chart.labels == CHART_LABELS_ALL;
    size_t room = (size_t)plan->lines->series_count + 1;
    int32_t *lasts = hai_block_alloc(block, room * sizeof *lasts);
    for (int32_t s = 0; s < plan->lines->series_count; s++)
        if (combo->chart.labels != CHART_LABELS_NONE && is_few)
            lasts[s] = label_line(block, combo, plan, s);
    (void)chart_labels_place(plan->labels);
    if (combo->chart.labels == CHART_LABELS_NONE)
        return;
    for (int32_t s = 0; s < plan->lines->series_count; s++) {
        const struct chart_label *last = chart_labels_find(plan->labels, is_few ? lasts[s] : -1);
        plan->lacks_last = plan->lacks_last || last == NULL || !last->is_placed;
    }
    // Figures in the columns keep off the lines and their figures, but not off the columns.
    struct chart_labels *taken = chart_labels_new(block, bounds);
    for (int32_t s = 0; s < plan->lines->series_count; s++)
        chart_take_line(taken, plan->points[s], plan->lines->category_count, LINE_WIDTH + 2 * HALO);
    const struct chart_label *label;
    for (int32_t i = 0; (label = chart_labels_find(plan->labels, i)) != NULL; i++)
        if (label->is_placed)
            chart_labels_take_box(taken, label->box);
    label_bars(block, combo, plan, taken);
    (void)chart_labels_place(plan->labels);
}

static struct plan plan_with(const hai_block *block, const struct combo *combo, hai_box box,
                             bool has_legend_values)
{
    struct plan plan = {.data = chart_data_read(block, &combo->chart),
                        .has_legend_values = has_legend_values};
    if (chart_data_is_empty(plan.data)) {
        plan.data = NULL;
        plan.frame.box = box;
        plan.frame.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    split(block, combo, &plan);
    if (is_stacked(combo, &plan))
        plan.stack = chart_stack_new(block, plan.columns, CHART_OFFSET_DIVERGING);
    plan_frame(block, combo, &plan, box);
    plan_bars(block, combo, &plan);
    plan_points(block, &plan);
    plan_labels(block, combo, &plan);
    return plan;
}

// Last values that find no room in a narrow chart stand in its legend. By the height that is
// wanted: what is drawn higher, because it is measured so, is drawn alike.
static struct plan plan(const hai_block *block, const struct combo *combo, hai_box box)
{
    bool may_have_legend = combo->chart.legend != CHART_LEGEND_NONE && box.width < NARROW;
    hai_box wanted = {box.x, box.y, box.width, combo->chart.height};
    bool has_legend_values = may_have_legend && plan_with(block, combo, wanted, false).lacks_last;
    return plan_with(block, combo, box, has_legend_values);
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct combo *combo = data;
    hai_box box = {0, 0, space.width, combo->chart.height};
    return (hai_size){space.width, plan(block, combo, box).frame.box.height};
}

// --- Drawing ---

static void draw_bars(const hai_theme *theme, const struct combo *combo, const struct plan *plan,
                      hai_canvas *canvas)
{
    double radius = is_stacked(combo, plan) ? 0 : hai_theme_length(theme, "bar_radius");
    const struct chart_data *columns = plan->columns;
    for (int32_t s = 0; s < columns->series_count; s++)
        for (int32_t c = 0; c < columns->category_count; c++) {
            hai_box bar = plan->bars[s * columns->category_count + c];
            double value = columns->series[s].values[c];
            if (!isnan(value))
                chart_fill_bar(canvas, bar, fmin(radius, bar.width / 4),
                               value < 0 ? CHART_BELOW : CHART_ABOVE, &plan->column_styles[s]);
        }
}

static void draw_line(const hai_block *block, const struct combo *combo, const struct plan *plan,
                      int32_t series, hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct chart_style *style = &plan->line_styles[series];
    enum chart_curve curve = (enum chart_curve)combo->curve;
    const hai_point *points;
    int32_t all = plan->lines->category_count;
    int32_t count =
        chart_thin_points(block, plan->points[series], all, plan->frame.plot.width, &points);
    chart_draw_line(canvas, points, count, curve, LINE_WIDTH + 2 * HALO,
                    hai_theme_colour(theme, "surface"));
    chart_draw_line(canvas, points, count, curve, LINE_WIDTH, style->colour);
    for (int32_t c = 0; all <= MAX_MARKERS && c < all; c++)
        chart_draw_marker(theme, canvas, plan->points[series][c], MARKER_RADIUS, style->colour);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct combo *combo = data;
    struct plan placed = plan(block, combo, box);
    if (placed.data == NULL) {
        chart_empty_draw(block, canvas, placed.frame.box);
        return;
    }
    chart_frame_draw(block, &placed.frame, canvas);
    chart_notes_draw_under(placed.notes, canvas);
    draw_bars(hai_block_theme(block), combo, &placed, canvas);
    chart_frame_draw_zero(block, &placed.frame, canvas);
    for (int32_t s = 0; s < placed.lines->series_count; s++)
        draw_line(block, combo, &placed, s, canvas);
    chart_notes_draw_over(placed.notes, canvas);
    chart_labels_draw(placed.labels, canvas);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct combo *combo = data;
    return chart_summary(block, "柱线组合图", &combo->chart, CHART_STORY_TREND);
}

CHART_PLUGIN("combo", struct combo, "柱线组合图", "Combined chart",
             "柱与线同图,左右两轴共用网格、零点对齐",
             "Columns and lines with an axis each, of one grid and one zero");
