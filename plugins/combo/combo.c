// SPDX-License-Identifier: MIT
//
// Columns and lines over the same categories, each with an axis of its own: one grid for both,
// zero at one height, and either axis named in the colour of what it measures. Where the figures
// find no room so, or one zero for both squeezes either, lines have a plot above the columns.
#include <string.h>

#include "axes.h"
#include "combo.h"
#include "visual-kit/surface.h"

#define WIDEST 120.0     // of a column
#define VISIBLE 3.0      // contrast of a line
#define PALETTE 8        // colours to choose from
#define NARROW 480.0     // where last values that find no room have a legend
#define LEAST_PLOT 0.4   // of the height, below it; of the columns, below the lines
#define LEAST_STACK 0.6  // of the height, of stacks below lines: their parts have figures
#define LEAST_LINES 0.25 // of the height, where lines have a plot of their own
#define LEAST_LINES_HEIGHT 110.0
#define LINES_SHARE 0.4 // of height to spare
#define PARTS_GAP 28.0
#define LEAST_FILLED 0.4 // of an axis
#define VALUE_ROOM 36.0  // at the ends of columns
#define POINT_ROOM 44.0  // below the lowest point

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

static bool is_used(const struct combo_plan *plan, hai_colour colour, int32_t line)
{
    for (int32_t s = 0; s < plan->columns->series_count; s++)
        if (chart_is_alike(plan->column_styles[s].colour, colour))
            return true;
    for (int32_t s = 0; s < plan->lines->series_count; s++)
        if (s != line && chart_is_alike(plan->line_styles[s].colour, colour))
            return true;
    return false;
}

// A line that is pale on the ground has the colour of its figures, unless that is lost among
// columns: then it has the next colour that is not.
static void make_visible(const hai_block *block, const struct combo_plan *plan, int32_t number)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour ground = hai_theme_colour(theme, "surface");
    struct chart_style *line = &plan->line_styles[number];
    if (hai_colour_contrast(ground, line->colour) >= VISIBLE)
        return;
    line->colour = line->text;
    for (int32_t n = 0; n < PALETTE && is_used(plan, line->colour, number); n++) {
        hai_colour next = chart_categorical(theme, n);
        if (hai_colour_contrast(ground, next) < VISIBLE || is_used(plan, next, number))
            continue;
        line->colour = next;
        line->text = chart_readable(theme, next);
    }
}

static void split(const hai_block *block, const struct combo *combo, struct combo_plan *plan)
{
    const struct chart_data *data = plan->data;
    const struct chart_style *styles = chart_series_styles(block, &combo->chart, data);
    bool *flags = hai_block_alloc(block, (size_t)data->series_count + 1);
    for (int32_t s = 0; s < data->series_count; s++)
        flags[s] = is_line(combo, data, s);
    plan->columns = part_of(block, data, styles, flags, false, &plan->column_styles);
    plan->lines = part_of(block, data, styles, flags, true, &plan->line_styles);
    for (int32_t s = 0; s < plan->lines->series_count; s++)
        make_visible(block, plan, s);
    chart_dash_alike(plan->line_styles, plan->lines->series_count);
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

static bool is_stacked(const struct combo *combo, const struct combo_plan *plan)
{
    return combo->mode == COMBO_STACKED && plan->columns->series_count > 1;
}

// The name of an axis of one series is that of the series, where no legend says it.
static const char *axis_title(const char *given, const struct combo_plan *plan,
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

static void plan_axes(const hai_block *block, const struct combo *combo, struct combo_plan *plan,
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
                               const struct combo_plan *plan, int32_t part, int32_t series)
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
                                              const struct combo_plan *plan, double width)
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
                styles[count].is_line = part == 1;
                figures[count] = last_figure(block, combo, plan, (int32_t)part, s);
                names[count++] = parts[part]->series[s].name;
            }
    return chart_legend_figures(block,
                                plan->has_legend_values ? plan->data->categories[last] : NULL,
                                names, figures, styles, count, CHART_SWATCH_BOX, width);
}

// An axis of its own for each, both at the left.
static void part_axes(const struct combo *combo, struct combo_plan *plan)
{
    struct chart_frame *frame = &plan->frame, *above = &plan->above;
    double low, high;
    (void)chart_data_extent(plan->lines, &low, &high);
    *above = (struct chart_frame){.x = frame->x, .title = frame->title, .legend = frame->legend};
    above->x.is_hidden = true;
    above->y =
        chart_axis_values(low, high, combo->line_has_zero, &plan->line_format, combo->line_unit);
    above->y.title = frame->y2.title;
    above->y.colour = frame->y2.colour;
    bool has_labels = combo->chart.labels != CHART_LABELS_NONE;
    above->room = frame->room;
    above->room.bottom = has_labels && (low < 0 || !combo->line_has_zero) ? POINT_ROOM : 0;

    (void)chart_data_extent(plan->columns, &low, &high);
    if (is_stacked(combo, plan)) {
        low = plan->stack.low;
        high = plan->stack.high;
    }
    chart_notes_extent(&combo->chart, &low, &high);
    struct chart_axis columns =
        chart_axis_values(low, high, true, &plan->column_format, combo->chart.unit);
    columns.title = frame->y.title;
    columns.colour = frame->y.colour;
    frame->y = columns;
    frame->y2 = (struct chart_axis){.kind = CHART_AXIS_NONE};
    frame->title = NULL;
    frame->legend = NULL;
    frame->room.top = has_labels && !is_stacked(combo, plan) ? VALUE_ROOM : 0;
    frame->room.bottom = has_labels && low < 0 ? VALUE_ROOM : 0;
}

// Lines in a plot of their own above the columns. What the box has more than both need is shared.
static void plan_parted(const hai_block *block, const struct combo *combo, struct combo_plan *plan,
                        hai_box box)
{
    struct chart_frame *frame = &plan->frame, *above = &plan->above;
    part_axes(combo, plan);
    above->min_plot_height = fmax(combo->chart.height * LEAST_LINES, LEAST_LINES_HEIGHT);
    frame->min_plot_height =
        combo->chart.height * (is_stacked(combo, plan) ? LEAST_STACK : LEAST_PLOT);
    hai_box upper = {box.x, box.y, box.width, 0}, lower = upper;
    for (int32_t round = 0; round < 3; round++) {
        chart_frame_plan(block, above, upper);
        lower.y = hai_box_bottom(above->box) + PARTS_GAP;
        lower.height = fmax(hai_box_bottom(box) - lower.y, 0);
        chart_frame_plan(block, frame,
                         round < 2 ? (hai_box){lower.x, lower.y, lower.width, 0} : lower);
        above->y.words_width = frame->y.words_width =
            fmax(chart_axis_words_width(&above->y), chart_axis_words_width(&frame->y));
        double spare = hai_box_bottom(box) - hai_box_bottom(frame->box);
        if (round == 1)
            upper.height = above->box.height + fmax(spare, 0) * LINES_SHARE;
    }
    plan->box = box;
    plan->box.height = hai_box_bottom(frame->box) - box.y;
}

static void plan_frame(const hai_block *block, const struct combo *combo, struct combo_plan *plan,
                       hai_box box)
{
    struct chart_frame *frame = &plan->frame;
    int32_t slots = is_stacked(combo, plan) ? 1 : plan->columns->series_count;
    double step = box.width * 0.85 / fmax(plan->data->category_count, 1);
    double padding = fmin(fmax(0.24, 1 - WIDEST * fmax(slots, 1) / step), 0.95);
    // Columns hardly narrower than their figures take a little of the gaps.
    double figure = slots == 1 ? combo_widest_figure(block, plan) + 6 : 0;
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
        frame->room.bottom = box.width < NARROW ? 28 : 16; // and one below the lowest
    frame->room.left = frame->room.right = COMBO_HALO + COMBO_MARKER_RADIUS;
    if (plan->is_parted) {
        plan_parted(block, combo, plan, box);
        return;
    }
    chart_frame_plan(block, frame, box);
    plan->box = frame->box;
}

// --- Marks ---

static void plan_bars(const hai_block *block, const struct combo *combo, struct combo_plan *plan)
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

static double line_y(const struct combo_plan *plan, double value)
{
    return plan->is_parted ? chart_y(&plan->above, value) : chart_y2(&plan->frame, value);
}

static void plan_points(const hai_block *block, struct combo_plan *plan)
{
    const struct chart_data *lines = plan->lines;
    plan->points = hai_block_alloc(block, ((size_t)lines->series_count + 1) * sizeof *plan->points);
    for (int32_t s = 0; s < lines->series_count; s++) {
        plan->points[s] =
            hai_block_alloc(block, ((size_t)lines->category_count + 1) * sizeof(hai_point));
        for (int32_t c = 0; c < lines->category_count; c++)
            plan->points[s][c] =
                (hai_point){chart_x(&plan->frame, c), line_y(plan, lines->series[s].values[c])};
    }
}

static bool has_both(const struct combo_plan *plan)
{
    return plan->columns->series_count > 0 && plan->lines->series_count > 0;
}

static struct combo_plan plan_with(const hai_block *block, const struct combo *combo, hai_box box,
                                   bool is_parted, bool has_legend_values)
{
    struct combo_plan plan = {.data = chart_data_read(block, &combo->chart),
                              .is_parted = is_parted,
                              .has_legend_values = has_legend_values};
    if (chart_data_is_empty(plan.data)) {
        plan.data = NULL;
        plan.box = box;
        plan.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    split(block, combo, &plan);
    // So many never find room.
    if (plan.data->category_count > COMBO_MAX_MARKERS && has_both(&plan) &&
        combo->chart.labels != CHART_LABELS_NONE)
        plan.is_parted = true;
    if (is_stacked(combo, &plan))
        plan.stack = chart_stack_new(block, plan.columns, CHART_OFFSET_DIVERGING);
    plan_frame(block, combo, &plan, box);
    plan_bars(block, combo, &plan);
    plan_points(block, &plan);
    combo_plan_words(block, combo, &plan);
    return plan;
}

// How much of its axis the data takes, from zero on.
static double filled(const struct chart_data *data, const struct chart_scale *scale)
{
    double low, high, range = fabs(scale->to - scale->from);
    if (!chart_data_extent(data, &low, &high) || !(range > 0))
        return 1;
    double length = fmax(high, 0) - fmin(low, 0);
    return length > 0 ? length / range : 1;
}

// The common zero leaves little of an axis to lines or columns: growth below zero over columns
// above it.
static bool is_squeezed(const struct combo *combo, const struct combo_plan *over)
{
    return combo->line_has_zero && !is_stacked(combo, over) &&
           (filled(over->columns, &over->frame.y.scale) < LEAST_FILLED ||
            filled(over->lines, &over->frame.y2.scale) < LEAST_FILLED);
}

// Lines and columns are parted where they squeeze each other so, and where more figures find room
// then. Last values that find none even so, in a narrow chart, stand in its legend. By the height
// that is wanted: what is drawn higher, because it is measured so, is drawn alike.
static struct combo_plan plan(const hai_block *block, const struct combo *combo, hai_box box)
{
    hai_box wanted = {box.x, box.y, box.width, combo->chart.height};
    struct combo_plan first = plan_with(block, combo, wanted, false, false);
    if (first.data == NULL)
        return plan_with(block, combo, box, false, false);
    bool may_part = !first.is_parted && has_both(&first);
    if (may_part && (first.told < first.wanted || is_squeezed(combo, &first))) {
        struct combo_plan parted = plan_with(block, combo, wanted, true, false);
        if (parted.told > first.told || is_squeezed(combo, &first))
            first = parted;
    }
    bool may_have_legend = combo->chart.legend != CHART_LEGEND_NONE && box.width < NARROW;
    // The last of what does not go on from one to the next says no more than the others.
    bool has_legend_values = may_have_legend && first.lacks_last && chart_is_course(first.data);
    return plan_with(block, combo, box, first.is_parted, has_legend_values);
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct combo *combo = data;
    hai_box box = {0, 0, space.width, combo->chart.height};
    return (hai_size){space.width, plan(block, combo, box).box.height};
}

// --- Drawing ---

static void draw_bars(const hai_theme *theme, const struct combo *combo,
                      const struct combo_plan *plan, hai_canvas *canvas)
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

static void draw_line(const hai_block *block, const struct combo *combo,
                      const struct combo_plan *plan, int32_t series, hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct chart_style *style = &plan->line_styles[series];
    enum chart_curve curve = (enum chart_curve)combo->curve;
    const hai_point *points;
    int32_t all = plan->lines->category_count;
    int32_t count =
        chart_thin_points(block, plan->points[series], all, plan->frame.plot.width, &points);
    chart_draw_line(canvas, points, count, curve, COMBO_LINE_WIDTH + 2 * COMBO_HALO,
                    hai_theme_colour(theme, "surface"));
    chart_draw_styled_line(canvas, points, count, curve, COMBO_LINE_WIDTH, style);
    for (int32_t c = 0; all <= COMBO_MAX_MARKERS && c < all; c++)
        chart_draw_marker(theme, canvas, plan->points[series][c], COMBO_MARKER_RADIUS,
                          style->colour);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct combo *combo = data;
    struct combo_plan placed = plan(block, combo, box);
    if (placed.data == NULL) {
        chart_empty_draw(block, canvas, placed.box);
        return;
    }
    if (placed.is_parted)
        chart_frame_draw(block, &placed.above, canvas);
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
    struct chart_data *read = chart_data_read(block, &combo->chart);
    for (int32_t s = 0; s < read->series_count; s++)
        if (is_line(combo, read, s))
            read->series[s].unit = combo->line_unit != NULL ? combo->line_unit : "";
    return chart_summary_of(block, "柱线组合图", &combo->chart, read, CHART_STORY_TREND);
}

CHART_PLUGIN("combo", struct combo, "柱线组合图", "Combined chart",
             "柱与线同图,两轴共用网格、零点对齐;数多放不下时,线在柱上方另成一图",
             "Columns and lines with an axis each, of one grid and one zero; lines above the "
             "columns where the figures need room");
