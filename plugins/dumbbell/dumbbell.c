// SPDX-License-Identifier: MIT
//
// Two values for each category on one line: before and after (dumbbells, arrows), or from and to
// (ranges), with both written at their ends and the difference in a column at the right.
#include "chart-kit/chart.h"

#include <string.h>

#include "pairs.h"

#define ZERO_GAP 4.0 // from a value to the line at zero
#define RADIUS 11.0
#define RANGE_THICKNESS 22.0
#define ARROW_WIDTH 6.0
#define ARROW_HEAD 20.0
#define LABEL_GAP 20.0  // from a dot's centre to its value
#define COLUMN_GAP 24.0 // before the differences
#define BESIDE_GAP 12.0 // before one of them that stands in the line of a name
#define LEAST_ARROW 12.0
#define HEAD_GAP 10.0   // below the names of the two values
#define MOST_MOVED 56.0 // of such a name, from its dot
#define THICKNESS 32.0
#define PADDING 0.36

enum style { STYLE_DUMBBELL, STYLE_ARROW, STYLE_RANGE };
enum difference { DIFFERENCE_VALUE, DIFFERENCE_PERCENT, DIFFERENCE_NONE };

struct dumbbell {
    struct chart_options chart;
    int32_t style;      // enum style
    int32_t difference; // enum difference
    int32_t key;        // enum pair_key
    const char *difference_title;
};

static const struct dumbbell defaults = {.chart = {CHART_DEFAULTS, .sort = CHART_SORT_AUTO}};

static const char *const styles[] = {"dumbbell", "arrow", "range", NULL};
static const char *const differences[] = {"value", "percent", "none", NULL};
static const char *const keys[] = {"to", "from", "difference", NULL};

static const hai_option options[] = {
    CHART_DATA_OPTIONS(struct dumbbell, chart),
    HAI_CHOICE("style", struct dumbbell, style, styles,
               .help_zh = "样式:哑铃、箭头(升降异色)、区间条",
               .help_en = "Dumbbells, arrows in the colours of rise and fall, or bars of a range"),
    HAI_CHOICE("difference", struct dumbbell, difference, differences,
               .help_zh = "右侧写差额、增幅,或不写",
               .help_en = "At the right: the difference, the change in per cent, or nothing"),
    HAI_TEXT("difference_title", struct dumbbell, difference_title, .help_zh = "差额一栏的名称",
             .help_en = "What stands above the differences"),
    HAI_CHOICE("sort", struct dumbbell, chart.sort, chart_sorts,
               .help_zh = "排序:原序、降序、升序、自动(日期不动)",
               .help_en = "As given, largest first, smallest first, or auto: dates stay"),
    HAI_CHOICE("by", struct dumbbell, key, keys, .help_zh = "按后值、前值或差额排序",
               .help_en = "Sort by the second value, the first, or the difference"),
    CHART_PLAIN_COLOUR_OPTIONS(struct dumbbell, chart),
    CHART_TITLE_OPTION(struct dumbbell, chart),
    CHART_AXIS_OPTIONS(struct dumbbell, chart),
    CHART_LABEL_OPTION(struct dumbbell, chart),
    CHART_LEGEND_OPTION(struct dumbbell, chart),
    CHART_ANNOTATION_OPTIONS(struct dumbbell, chart),
};

struct plan {
    struct chart_data *data; // sorted; NULL: no data
    const double *from, *to;
    bool *is_strong;            // rows that stand out
    struct chart_style ends[2]; // of the two values
    hai_number_format format;
    struct chart_frame frame;
    const hai_paragraph **differences; // one for each row; or NULL
    const hai_paragraph *column_title;
    double column_width;
    const hai_paragraph *heads[2]; // names of the two values, over the first row; NULL: a legend
    double head_x[2];
    bool has_values;
    struct chart_labels *labels;
    struct chart_notes *notes;
};

static void check(const hai_block *block, const void *data)
{
    const struct dumbbell *dumbbell = data;
    chart_check(block, &dumbbell->chart);
    if (dumbbell->chart.rows == NULL || hai_table_rows(dumbbell->chart.rows) == 0)
        return;
    int32_t count = chart_data_read(block, &dumbbell->chart)->series_count;
    if (count == 1)
        hai_block_warn(block, "rows", "dumbbell.ends", "add a second column of numbers",
                       "a dumbbell has two values, but the data has one series");
    if (count > 2)
        hai_block_warn(block, "rows", "dumbbell.ends", "name the two that count in 'columns'",
                       "a dumbbell has two values: %d series are left out", (int)count - 2);
}

// --- Looks ---

static void plan_looks(const hai_block *block, const struct dumbbell *dumbbell, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct chart_options *chart = &dumbbell->chart;
    hai_colour main = hai_theme_colour(theme, chart->colour);
    hai_colour first = hai_theme_colour(theme, "weak");
    const hai_colour colours[] = {dumbbell->style == STYLE_RANGE ? main : first, main};
    const struct chart_named_colour *named = chart->colours.items;
    for (int32_t s = 0; s < 2; s++) {
        plan->ends[s].colour = colours[s];
        for (uint32_t i = 0; i < chart->colours.count; i++)
            if (named[i].name != NULL && strcmp(named[i].name, plan->data->series[s].name) == 0)
                plan->ends[s].colour = hai_theme_colour(theme, named[i].colour);
        plan->ends[s].text = chart_readable(theme, plan->ends[s].colour);
    }
    // Where both are grey, and on a copy without colours.
    plan->ends[0].is_hollow = dumbbell->style == STYLE_DUMBBELL;
    int32_t count = plan->data->category_count;
    plan->is_strong = hai_block_alloc(block, (size_t)count + 1);
    bool has_none = chart->highlight == NULL || chart->highlight[0] == '\0';
    for (int32_t i = 0; i < count; i++)
        plan->is_strong[i] = has_none || chart_is_highlit(chart->highlight, plan->data->categories,
                                                          plan->to, count, i);
}

// The colour of an end of a row: arrows tell up from down, the rest before from after.
static hai_colour end_colour(const hai_theme *theme, const struct dumbbell *dumbbell,
                             const struct plan *plan, int32_t i, int32_t end)
{
    hai_colour colour = plan->ends[end].colour;
    if (dumbbell->style == STYLE_ARROW && isfinite(plan->from[i] + plan->to[i]))
        colour = hai_theme_colour(theme, plan->to[i] > plan->from[i]   ? "rise"
                                         : plan->to[i] < plan->from[i] ? "fall"
                                                                       : "weak");
    if (!plan->is_strong[i])
        colour = hai_colour_mix(colour, hai_theme_colour(theme, "surface"), 0.6);
    return colour;
}

// --- Words ---

static const hai_paragraph *word(const hai_block *block, const char *text, const char *role,
                                 hai_colour colour, int32_t weight)
{
    hai_text_style style =
        kit_type(hai_block_theme(block), role, chart_colour_name(block, colour), HAI_TEXT_LEFT);
    style.line_height = 1.2;
    style.weight = weight;
    return hai_paragraph_new(block, text, &style, 0);
}

static double width_of(const hai_paragraph *text)
{
    return text != NULL ? hai_paragraph_size(text).width : 0;
}

static const hai_paragraph *value_text(const hai_block *block, const struct dumbbell *dumbbell,
                                       const struct plan *plan, int32_t i, int32_t end)
{
    const hai_theme *theme = hai_block_theme(block);
    double value = end == 0 ? plan->from[i] : plan->to[i];
    if (!isfinite(value))
        return NULL;
    bool is_main = end == 1 && plan->is_strong[i];
    hai_colour colour = hai_theme_colour(theme, "weak");
    if (is_main)
        colour = chart_readable(theme, end_colour(theme, dumbbell, plan, i, end));
    return word(block, chart_figure_text(block, value, &plan->format), "caption", colour,
                is_main || (dumbbell->style == STYLE_RANGE && plan->is_strong[i]) ? 700 : 400);
}

static bool is_per_cent(const struct plan *plan)
{
    return plan->format.style == HAI_NUMBER_PERCENT || plan->format.style == HAI_NUMBER_RATIO;
}

static const char *difference_words(const hai_block *block, const struct dumbbell *dumbbell,
                                    const struct plan *plan, int32_t i)
{
    double by = plan->to[i] - plan->from[i];
    hai_number_format format = plan->format;
    format.sign = dumbbell->style == STYLE_RANGE ? 0 : 1;
    if (!isfinite(by))
        return "—";
    if (dumbbell->difference == DIFFERENCE_PERCENT) {
        if (!(fabs(plan->from[i]) > 0) || !isfinite(by / plan->from[i]))
            return "—";
        format = (hai_number_format){
            .size = sizeof format, .decimals = 1, .sign = 1, .style = HAI_NUMBER_RATIO};
        return hai_number_text(block, by / fabs(plan->from[i]), &format);
    }
    // Between two shares lie points, of which the head tells.
    if (is_per_cent(plan)) {
        by = format.style == HAI_NUMBER_RATIO ? by * 100 : by;
        format.style = HAI_NUMBER_PLAIN;
        format.scale = 0;
        format.decimals = format.decimals < 0 ? 1 : format.decimals;
    }
    // What the subtraction of decimals leaves over is not written.
    double unit =
        pow(10, 9 - floor(log10(fmax(fmax(fabs(plan->to[i]), fabs(plan->from[i])), 1e-300))));
    by = isfinite(by * unit) && unit > 0 ? round(by * unit) / unit : by;
    return chart_figure_text(block, by, &format);
}

static void plan_differences(const hai_block *block, const struct dumbbell *dumbbell,
                             struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    int32_t count = plan->data->category_count;
    if (dumbbell->difference == DIFFERENCE_NONE || dumbbell->chart.labels == CHART_LABELS_NONE)
        return;
    plan->differences = hai_block_alloc(block, ((size_t)count + 1) * sizeof *plan->differences);
    for (int32_t i = 0; i < count; i++) {
        double by = plan->to[i] - plan->from[i];
        hai_colour colour = hai_theme_colour(theme, by > 0 ? "rise" : by < 0 ? "fall" : "weak");
        if (dumbbell->style == STYLE_RANGE || !plan->is_strong[i])
            colour = hai_theme_colour(theme, plan->is_strong[i] ? "ink" : "weak");
        plan->differences[i] = word(block, difference_words(block, dumbbell, plan, i), "caption",
                                    chart_readable(theme, colour), plan->is_strong[i] ? 700 : 400);
        plan->column_width = fmax(plan->column_width, width_of(plan->differences[i]));
    }
    const char *title = dumbbell->difference_title != NULL           ? dumbbell->difference_title
                        : dumbbell->difference == DIFFERENCE_PERCENT ? "增幅"
                        : is_per_cent(plan)                          ? "百分点"
                        : dumbbell->style == STYLE_RANGE             ? "相差"
                                                                     : "增减";
    plan->column_title = word(block, title, "caption", hai_theme_colour(theme, "weak"), 400);
    plan->column_width = fmax(plan->column_width, width_of(plan->column_title));
}

// --- The frame ---

static double widest_value(const hai_block *block, const struct dumbbell *dumbbell,
                           const struct plan *plan)
{
    double width = 0;
    for (int32_t i = 0; i < plan->data->category_count; i++)
        for (int32_t end = 0; end < 2; end++)
            width = fmax(width, width_of(value_text(block, dumbbell, plan, i, end)));
    return width;
}

static void plan_heads(const hai_block *block, const struct dumbbell *dumbbell, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    bool is_range = dumbbell->style == STYLE_RANGE;
    const hai_colour colours[] = {is_range ? hai_theme_colour(theme, "weak") : plan->ends[0].text,
                                  is_range                         ? hai_theme_colour(theme, "weak")
                                  : dumbbell->style == STYLE_ARROW ? hai_theme_colour(theme, "ink")
                                                                   : plan->ends[1].text};
    for (int32_t s = 0; s < 2; s++)
        plan->heads[s] = plan->data->series[s].name[0] != '\0'
                             ? word(block, plan->data->series[s].name, "caption", colours[s],
                                    s == 1 && !is_range ? 700 : 400)
                             : NULL;
}

// The names of the two values over the dots of the first row; false where they do not fit there.
static bool place_heads(const hai_block *block, struct plan *plan)
{
    struct chart_spread items[2];
    double right = hai_box_right(plan->frame.box);
    if (!plan->frame.y.is_above && plan->differences != NULL)
        right -= plan->column_width + 12;
    for (int32_t s = 0; s < 2; s++) {
        double value = s == 0 ? plan->from[0] : plan->to[0];
        items[s] = (struct chart_spread){.wanted = chart_x(&plan->frame, value),
                                         .size = width_of(plan->heads[s])};
        if (plan->heads[s] == NULL || !isfinite(value))
            return false;
    }
    // Of two at the same place the first stands at the left.
    if (items[0].wanted == items[1].wanted)
        items[1].wanted += 0.01;
    if (chart_spread(block, items, 2, 16, plan->frame.box.x, right) > 0)
        return false;
    for (int32_t s = 0; s < 2; s++) {
        plan->head_x[s] = items[s].centre - items[s].size / 2;
        if (fabs(items[s].centre - items[s].wanted) > MOST_MOVED)
            return false;
    }
    return true;
}

static void plan_axes(const struct dumbbell *dumbbell, struct plan *plan)
{
    const struct chart_options *chart = &dumbbell->chart;
    struct chart_frame *frame = &plan->frame;
    double low, high;
    chart_data_extent(plan->data, &low, &high);
    chart_notes_extent(chart, &low, &high);
    frame->x = chart_axis_values(low, high, false, &plan->format, chart->unit);
    frame->x.is_hidden = frame->x.is_exact = plan->has_values;
    frame->x.has_grid = !plan->has_values;
    frame->y = (struct chart_axis){.kind = CHART_AXIS_BAND,
                                   .names = plan->data->categories,
                                   .count = plan->data->category_count,
                                   .thickness = THICKNESS,
                                   .padding = PADDING};
    if (plan->differences != NULL)
        frame->y.beside_names = plan->column_width + BESIDE_GAP;
    chart_frame_apply(frame, chart);
}

// Both ends of a range have one colour, and arrows have that of their direction: it is told from
// what to what.
static struct chart_legend *legend_new(const hai_block *block, const struct dumbbell *dumbbell,
                                       const struct plan *plan, double width)
{
    if (dumbbell->style == STYLE_DUMBBELL)
        return chart_legend_series(block, plan->data, plan->ends, CHART_SWATCH_DOT, width);
    const char *from = plan->data->series[0].name, *to = plan->data->series[1].name;
    if (from[0] == '\0' || to[0] == '\0')
        return NULL;
    if (dumbbell->style == STYLE_ARROW)
        return chart_legend_figures(block, hai_block_printf(block, "从%s到%s", from, to), NULL,
                                    NULL, NULL, 0, CHART_SWATCH_BOX, width);
    const char *name = hai_block_printf(block, "%s至%s", from, to);
    return chart_legend_new(block, &name, &plan->ends[1], 1, CHART_SWATCH_BOX, width);
}

static void plan_frame(const hai_block *block, const struct dumbbell *dumbbell, struct plan *plan,
                       hai_box box)
{
    struct chart_frame *frame = &plan->frame;
    const struct chart_options *chart = &dumbbell->chart;
    plan->has_values = chart->labels != CHART_LABELS_NONE;
    double room = RADIUS + 2;
    if (plan->has_values) {
        room = LABEL_GAP + widest_value(block, dumbbell, plan);
        plan->has_values = room <= box.width * 0.36;
        room = plan->has_values ? room : RADIUS + 2;
    }
    plan_axes(dumbbell, plan);
    if (plan->has_values && frame->y.title == NULL) {
        struct chart_ticks ticks = chart_ticks_linear(block, frame->x.low, frame->x.high, 4, false,
                                                      &plan->format, chart->unit);
        if (ticks.unit != NULL && ticks.unit[0] != '\0')
            frame->y.title = hai_block_printf(block, "单位:%s", ticks.unit);
    }
    plan_heads(block, dumbbell, plan);
    double line = kit_height(word(block, "0", "caption", plan->ends[0].text, 400));
    bool has_heads = chart->legend == CHART_LEGEND_AUTO;
    for (int32_t pass = 0; pass < 3; pass++) {
        bool has_column = plan->differences != NULL && !frame->y.is_above;
        frame->room = (hai_insets){.left = room, .right = room};
        frame->room.right += has_column ? plan->column_width + COLUMN_GAP : 0;
        frame->room.top = has_heads || has_column ? line + HEAD_GAP : 0;
        frame->legend = !has_heads && chart->legend != CHART_LEGEND_NONE
                            ? legend_new(block, dumbbell, plan, box.width)
                            : NULL;
        box.height = 0;
        chart_frame_plan(block, frame, box);
        // Too little between the words at both sides: the names go above.
        if (!frame->y.is_above && frame->plot.width < fmax(box.width * 0.22, 80)) {
            frame->y.wants_above = frame->y.is_above = true;
            continue;
        }
        // Names above their bands leave their own line to the differences.
        bool is_settled = has_column == (plan->differences != NULL && !frame->y.is_above);
        if (has_heads && (frame->y.is_above || !place_heads(block, plan)))
            has_heads = is_settled = false;
        if (is_settled)
            break;
    }
    if (!has_heads)
        plan->heads[0] = plan->heads[1] = NULL;
}

// The place of a value; at the end of the plot where the author's axis does not reach it.
static double x_of(const struct plan *plan, double value)
{
    if (!isfinite(value))
        return NAN;
    hai_box plot = plan->frame.plot;
    return fmin(fmax(chart_x(&plan->frame, value), plot.x), hai_box_right(plot));
}

// --- Labels ---

static void add_labels(const hai_block *block, const struct dumbbell *dumbbell, struct plan *plan)
{
    for (int32_t i = 0; plan->has_values && i < plan->data->category_count; i++) {
        double from = plan->from[i], to = plan->to[i], y = chart_y(&plan->frame, i);
        for (int32_t end = 0; end < 2; end++) {
            double value = end == 0 ? from : to, other = end == 0 ? to : from;
            // Equal values are written once.
            if (end == 0 && from == to)
                continue;
            bool is_dot = dumbbell->style == STYLE_DUMBBELL || !isfinite(other) || from == to;
            bool is_left = value < other || (isnan(other) && end == 0);
            chart_labels_add(plan->labels,
                             (struct chart_label){.text = value_text(block, dumbbell, plan, i, end),
                                                  .at = {x_of(plan, value), y},
                                                  .gap = is_dot ? LABEL_GAP : LABEL_GAP - 6,
                                                  .sides = is_left ? CHART_LEFT : CHART_RIGHT,
                                                  .priority = end + (plan->is_strong[i] ? 2 : 0)});
        }
    }
}

static struct plan plan(const hai_block *block, const struct dumbbell *dumbbell, hai_box box)
{
    struct plan plan = {.data = pairs_read(block, &dumbbell->chart, (enum pair_key)dumbbell->key)};
    if (chart_data_is_empty(plan.data)) {
        plan.data = NULL;
        plan.frame.box = box;
        plan.frame.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    plan.from = plan.data->series[0].values;
    plan.to = plan.data->series[1].values;
    plan.format = chart_data_format(&dumbbell->chart, plan.data);
    plan_looks(block, dumbbell, &plan);
    plan_differences(block, dumbbell, &plan);
    plan_frame(block, dumbbell, &plan, box);
    plan.labels = chart_labels_new(block, plan.frame.box);
    chart_frame_take_names(&plan.frame, plan.labels);
    for (int32_t i = 0; i < plan.data->category_count; i++) {
        hai_point a = {x_of(&plan, plan.from[i]), chart_y(&plan.frame, i)};
        hai_point b = {x_of(&plan, plan.to[i]), a.y};
        double radius = dumbbell->style == STYLE_DUMBBELL ? RADIUS : ARROW_WIDTH;
        chart_labels_take_circle(plan.labels, isnan(a.x) ? b : a, radius);
        chart_labels_take_circle(plan.labels, isnan(b.x) ? a : b, radius);
        chart_labels_take_line(plan.labels, a, b, ARROW_WIDTH);
    }
    if (plan.frame.x.scale.from < 0 && plan.frame.x.scale.to > 0)
        chart_labels_cross_box(
            plan.labels,
            (hai_box){chart_x(&plan.frame, 0) - 1, plan.frame.plot.y, 2, plan.frame.plot.height});
    plan.notes = chart_notes_plan(block, &dumbbell->chart, plan.data, &plan.frame, plan.labels);
    add_labels(block, dumbbell, &plan);
    (void)chart_labels_place(plan.labels);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    hai_box box = {0, 0, space.width, 0};
    return (hai_size){space.width, plan(block, data, box).frame.box.height};
}

// --- Drawing ---

static void draw_arrow(hai_canvas *canvas, hai_point from, hai_point to, hai_colour colour)
{
    double length = to.x - from.x, sign = length < 0 ? -1 : 1;
    double head = fmin(ARROW_HEAD, fabs(length)), half = head * 0.5;
    double neck = to.x - sign * head * 0.8;
    kit_rule(canvas, from, (hai_point){neck, from.y}, fmin(ARROW_WIDTH, head * 0.4), colour);
    hai_canvas_move_to(canvas, to.x, to.y);
    hai_canvas_line_to(canvas, to.x - sign * head, to.y - half);
    hai_canvas_line_to(canvas, neck, to.y);
    hai_canvas_line_to(canvas, to.x - sign * head, to.y + half);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(colour));
}

// A short one is but a head, long enough to say where it goes; no dot hides that.
static void draw_change(const hai_theme *theme, hai_canvas *canvas, hai_point from, hai_point to,
                        hai_colour first, hai_colour second)
{
    double length = fabs(to.x - from.x), more = fmax(LEAST_ARROW - length, 0) / 2;
    double sign = to.x < from.x ? -1 : 1;
    from.x -= sign * more;
    to.x += sign * more;
    draw_arrow(canvas, from, to, second);
    if (length > ARROW_HEAD + ARROW_WIDTH)
        chart_draw_dot(theme, canvas, from, ARROW_WIDTH, &(struct chart_style){.colour = first});
}

static void draw_row(const hai_block *block, const struct dumbbell *dumbbell,
                     const struct plan *plan, int32_t i, hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_point a = {x_of(plan, plan->from[i]), chart_y(&plan->frame, i)};
    hai_point b = {x_of(plan, plan->to[i]), a.y};
    hai_colour first = end_colour(theme, dumbbell, plan, i, 0);
    hai_colour second = end_colour(theme, dumbbell, plan, i, 1);
    bool is_pair = isfinite(a.x + b.x);
    if (dumbbell->style == STYLE_RANGE && is_pair) {
        double width = fmax(fabs(b.x - a.x), RANGE_THICKNESS);
        hai_box bar = {(a.x + b.x - width) / 2, a.y - RANGE_THICKNESS / 2, width, RANGE_THICKNESS};
        kit_fill_box(canvas, bar, RANGE_THICKNESS / 2, second);
        return;
    }
    if (dumbbell->style == STYLE_ARROW && is_pair && a.x != b.x) {
        draw_change(theme, canvas, a, b, first, second);
        return;
    }
    if (is_pair)
        kit_rule(canvas, a, b, ARROW_WIDTH,
                 hai_colour_mix(first, hai_theme_colour(theme, "surface"), 0.55));
    bool is_hollow = plan->ends[0].is_hollow;
    chart_draw_dot(theme, canvas, a, RADIUS,
                   &(struct chart_style){.colour = first, .is_hollow = is_hollow});
    chart_draw_dot(theme, canvas, b, RADIUS, &(struct chart_style){.colour = second});
}

static void draw_words(const struct plan *plan, hai_canvas *canvas)
{
    const struct chart_frame *frame = &plan->frame;
    double right = hai_box_right(frame->box);
    double y = frame->plot.y - HEAD_GAP;
    for (int32_t s = 0; s < 2; s++)
        if (plan->heads[s] != NULL)
            hai_canvas_paragraph(canvas, plan->heads[s], plan->head_x[s],
                                 y - kit_height(plan->heads[s]));
    if (plan->differences == NULL)
        return;
    if (!frame->y.is_above)
        hai_canvas_paragraph(canvas, plan->column_title, right - width_of(plan->column_title),
                             y - kit_height(plan->column_title));
    for (int32_t i = 0; i < plan->data->category_count; i++) {
        const hai_paragraph *text = plan->differences[i];
        double centre = chart_y(frame, i);
        hai_box box = {right - width_of(text), centre - kit_height(text) / 2, width_of(text),
                       kit_height(text)};
        if (frame->y.is_above)
            box.y = centre - chart_scale_bandwidth(&frame->y.scale) / 2 - 10 - box.height;
        if (!frame->y.is_above || chart_labels_is_free(plan->labels, box))
            hai_canvas_paragraph(canvas, text, box.x, box.y);
    }
}

// The line at zero stops at values that it would strike through.
static void part_zero(const struct plan *plan, hai_canvas *canvas)
{
    double zero = chart_x(&plan->frame, 0);
    const struct chart_label *label;
    for (int32_t i = 0; (label = chart_labels_find(plan->labels, i)) != NULL; i++)
        if (label->is_placed && label->box.x - ZERO_GAP < zero &&
            hai_box_right(label->box) + ZERO_GAP > zero)
            kit_fill_box(canvas, (hai_box){zero - 2, label->box.y, 4, label->box.height}, 0,
                         hai_canvas_ground(canvas));
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct dumbbell *dumbbell = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, dumbbell, box);
    if (placed.data == NULL) {
        chart_empty_draw(block, canvas, placed.frame.box);
        return;
    }
    hai_box plot = placed.frame.plot;
    chart_frame_draw(block, &placed.frame, canvas);
    if (placed.frame.x.scale.from < 0 && placed.frame.x.scale.to > 0)
        part_zero(&placed, canvas);
    chart_notes_draw_under(placed.notes, canvas);
    // The eye goes along a hairline from the name to the dots.
    for (int32_t i = 0; i < placed.data->category_count; i++) {
        double y = chart_y(&placed.frame, i);
        double first = fmin(placed.from[i], placed.to[i]);
        const double label = placed.has_values ? placed.frame.room.left : 0;
        double end = x_of(&placed, first) - label;
        if (isfinite(end) && end > plot.x - label + 8 && !placed.frame.y.is_above)
            kit_rule(canvas, (hai_point){plot.x - label, y}, (hai_point){end - 4, y},
                     hai_theme_length(theme, "hairline"), hai_theme_colour(theme, "line"));
    }
    for (int32_t i = 0; i < placed.data->category_count; i++)
        draw_row(block, dumbbell, &placed, i, canvas);
    chart_notes_draw_over(placed.notes, canvas);
    chart_labels_draw(placed.labels, canvas);
    draw_words(&placed, canvas);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct dumbbell *dumbbell = data;
    const struct chart_options *chart = &dumbbell->chart;
    return chart_summary_of(block, "哑铃图", chart,
                            pairs_read(block, chart, (enum pair_key)dumbbell->key),
                            CHART_STORY_RANK);
}

CHART_PLUGIN("dumbbell", struct dumbbell, "哑铃图", "Dumbbell chart",
             "哑铃图:每项的前后两值、区间或升降箭头,差额列在右侧",
             "Two values for each category: dumbbells, arrows or ranges, with the difference");
