// SPDX-License-Identifier: MIT
//
// Lines of one or several series, each named at its end. Missing values are gaps; of many points
// those are drawn that the eye would see.
#include "chart-kit/chart.h"

#define LINE_WIDTH 4.0
#define MUTED_WIDTH 3.0
#define DENSE_WIDTH 1.5
#define MOST_ENDS 0.4    // of the width, for names at line ends
#define WORDS_SHARE 0.85 // of the width, about, are for the words of the axis across
#define WORD_GAP 8.0
#define MARKER_RADIUS 6.0
#define MAX_MARKERS 24  // of one line
#define MOST_VALUES 8   // at the ends of lines
#define MOST_NAMES 16   // of a legend that is taken because names find no room at the ends
#define LEAST_PLOT 0.45 // of the height, below a legend
#define VALUE_ROOM 24.0
#define VALUE_ABOVE 18.0 // that a value may take besides: what is above leaves it free
#define MOST_MISSED 6    // a sixth of the values may find no room
#define MANY_VALUES 8
#define VALUE_GAP (MARKER_RADIUS + 6)

enum markers { MARKERS_AUTO, MARKERS_ALL, MARKERS_ENDS, MARKERS_NONE };
enum scales { SCALE_LINEAR, SCALE_LOG };

struct line {
    struct chart_options chart;
    int32_t curve;   // enum chart_curve
    int32_t markers; // enum markers
    int32_t scale;   // enum scales
    bool has_zero;
};

static const struct line defaults = {.chart = {CHART_DEFAULTS, .height = 440},
                                     .curve = CHART_CURVE_SMOOTH};

static const char *const marker_choices[] = {"auto", "all", "ends", "none", NULL};
static const char *const scales[] = {"linear", "log", NULL};

static const hai_option options[] = {
    CHART_DATA_OPTIONS(struct line, chart),
    HAI_CHOICE("curve", struct line, curve, chart_curves, .help_zh = "线形:折线、平滑、阶梯",
               .help_en = "Straight pieces, smooth without overshooting, or steps"),
    HAI_CHOICE("markers", struct line, markers, marker_choices,
               .help_zh = "数据点标记:点少时、全部、两端、无",
               .help_en = "Markers: where points are few, all, at the ends, none"),
    HAI_CHOICE("axis", struct line, scale, scales, .help_zh = "纵轴:线性、对数",
               .help_en = "Axis of values: linear or logarithmic"),
    HAI_BOOL("zero", struct line, has_zero, .help_zh = "纵轴从零开始",
             .help_en = "The axis of values begins at zero"),
    CHART_PLAIN_COLOUR_OPTIONS(struct line, chart),
    CHART_SIZE_OPTIONS(struct line, chart),
    CHART_AXIS_OPTIONS(struct line, chart),
    CHART_LABEL_OPTION(struct line, chart),
    CHART_LEGEND_OPTION(struct line, chart),
    CHART_ANNOTATION_OPTIONS(struct line, chart),
};

struct thread {
    const hai_point *points; // thinned
    int32_t count;
    const hai_point *all; // one for each category
    int32_t last;         // category of the last value; -1: there is none
};

// What a first plan has shown.
struct hint {
    double last_room;       // at the right, for the value of the last point beside it
    bool has_legend;        // at the ends there is no room for all names
    bool has_legend_values; // at the points there is none for all last values
    bool has_few;           // nor for most values: the ends and the extremes are told alone
    bool has_low;           // the lowest value finds room below the plot alone
};

struct plan {
    struct hint hint;
    struct chart_data *data; // NULL: no data
    struct chart_style *styles;
    hai_number_format format;
    struct chart_frame frame;
    struct thread *threads; // one for each series
    struct chart_end_label *ends;
    struct chart_labels *labels;
    struct chart_notes *notes;
    bool has_markers, is_dense, has_end_values;
    bool has_many_values;                // more than there is room for at the points
    int32_t *lasts;                      // number of the label of each last value; -1: none
    int32_t *leasts;                     // and of each lowest one
    int32_t first_value, values, missed; // at points: labels, and how many found no room
    int32_t dropped;
};

static void check(const hai_block *block, const void *data)
{
    const struct line *line = data;
    chart_check(block, &line->chart);
    double low, high;
    if (line->scale == SCALE_LOG && line->chart.rows != NULL &&
        chart_data_extent(chart_data_read(block, &line->chart), &low, &high) && low <= 0)
        hai_block_warn(block, "axis", "chart.log", "take a linear axis",
                       "a logarithmic axis has no place for values that are not above 0");
}

// --- The frame ---

static int32_t find_last(const struct chart_data *data, const double *values)
{
    int32_t last = data->category_count - 1;
    while (last >= 0 && isnan(values[last]))
        last--;
    return last;
}

// Names of lines, or the last value where there is one line.
static void plan_ends(const hai_block *block, struct plan *plan)
{
    const struct chart_data *data = plan->data;
    plan->ends = hai_block_alloc(block, ((size_t)data->series_count + 1) * sizeof *plan->ends);
    for (int32_t s = 0; s < data->series_count; s++) {
        const struct chart_style *style = &plan->styles[s];
        int32_t last = plan->threads[s].last;
        if (last < 0 || data->series[s].name[0] == '\0')
            continue;
        const char *text = data->series[s].name;
        if (plan->has_end_values)
            text = hai_block_printf(
                block, "%s %s", text,
                chart_figure_text(block, data->series[s].values[last], &plan->format));
        plan->ends[s] = chart_end_label_new(block, text, style);
    }
}

// Half of the last word of the axis, where there is room for all of them: it would be pushed
// against the one before.
static double last_word(const hai_block *block, const struct plan *plan, double width)
{
    const struct chart_axis *axis = &plan->frame.x;
    if (axis->kind != CHART_AXIS_POINT || axis->count < 2)
        return 0;
    double word =
        hai_paragraph_size(chart_text(block, axis->names[axis->count - 1], "caption", "ink")).width;
    return word < width * WORDS_SHARE / (axis->count - 1) - WORD_GAP ? word / 2 : 0;
}

// NULL where the legend tells no values.
static const char *legend_figure(const hai_block *block, const struct plan *plan, int32_t series)
{
    int32_t last = plan->threads[series].last;
    if (last < 0 || !(plan->hint.has_legend_values || plan->has_many_values))
        return NULL;
    return chart_figure_text(block, plan->data->series[series].values[last], &plan->format);
}

// The time of all last values; NULL where they are of several, or not told in the legend.
static const char *legend_time(const struct plan *plan)
{
    for (int32_t s = 1; s < plan->data->series_count; s++)
        if (plan->threads[s].last != plan->threads[0].last)
            return NULL;
    bool has_values = plan->hint.has_legend_values || plan->has_many_values;
    return has_values && plan->threads[0].last >= 0 ? plan->data->categories[plan->threads[0].last]
                                                    : NULL;
}

static double last_value(const struct plan *plan, int32_t series)
{
    int32_t last = plan->threads[series].last;
    return last < 0 ? -INFINITY : plan->data->series[series].values[last];
}

// In the order in which the lines end, the uppermost first. Lines of one colour get patterns.
static struct chart_legend *plan_legend(const hai_block *block, struct plan *plan, double width)
{
    int32_t count = plan->data->series_count;
    const char **names = hai_block_alloc(block, ((size_t)count + 1) * sizeof *names);
    const char **figures = hai_block_alloc(block, ((size_t)count + 1) * sizeof *figures);
    int32_t *order = hai_block_alloc(block, ((size_t)count + 1) * sizeof *order);
    struct chart_style *styles = hai_block_alloc(block, ((size_t)count + 1) * sizeof *styles);
    chart_dash_alike(plan->styles, count);
    for (int32_t s = 0; s < count; s++) {
        int32_t at = s;
        for (; at > 0 && last_value(plan, order[at - 1]) < last_value(plan, s); at--)
            order[at] = order[at - 1];
        order[at] = s;
    }
    for (int32_t i = 0; i < count; i++) {
        names[i] = plan->data->series[order[i]].name;
        figures[i] = legend_figure(block, plan, order[i]);
        styles[i] = plan->styles[order[i]];
    }
    return chart_legend_figures(block, legend_time(plan), names, figures, styles, count,
                                CHART_SWATCH_LINE, width);
}

static void plan_frame(const hai_block *block, const struct line *line, struct plan *plan,
                       hai_box box)
{
    const struct chart_options *chart = &line->chart;
    double low, high;
    chart_data_extent(plan->data, &low, &high);
    chart_notes_extent(chart, &low, &high);
    plan->frame.y = chart_axis_values(low, high, line->has_zero, &plan->format, chart->unit);
    if (line->scale == SCALE_LOG)
        plan->frame.y.kind = CHART_AXIS_LOG;
    plan->frame.x = chart_course_axis(block, plan->data);
    // Names with the last value; in a narrow box without; or in a legend.
    plan->has_end_values =
        chart->labels != CHART_LABELS_NONE && plan->data->series_count <= MOST_VALUES;
    plan->has_many_values =
        chart->labels != CHART_LABELS_NONE && plan->data->series_count > MOST_VALUES;
    plan_ends(block, plan);
    double width = chart_ends_width(plan->ends, plan->data->series_count);
    if (width > box.width * MOST_ENDS && plan->has_end_values) {
        plan->has_end_values = false;
        plan_ends(block, plan);
        width = chart_ends_width(plan->ends, plan->data->series_count);
    }
    bool has_room = width <= box.width * MOST_ENDS && !plan->hint.has_legend;
    if (has_room && chart->legend != CHART_LEGEND_TOP)
        plan->frame.room.right = width;
    else
        for (int32_t s = 0; s < plan->data->series_count; s++)
            plan->ends[s].text = NULL;
    if (chart->legend != CHART_LEGEND_NONE && plan->frame.room.right == 0)
        plan->frame.legend = plan_legend(block, plan, box.width);
    if (plan->frame.legend != NULL && chart->legend == CHART_LEGEND_AUTO)
        plan->frame.min_plot_height = chart->height * LEAST_PLOT;
    // The value of a point at the top of the plot stands above it.
    if (chart->labels != CHART_LABELS_NONE)
        plan->frame.room.top = VALUE_ROOM;
    if (plan->hint.has_low)
        plan->frame.room.bottom = VALUE_ROOM;
    // A marker at an end of the plot is not cut.
    plan->frame.room.right = fmax(fmax(plan->frame.room.right, plan->hint.last_room),
                                  fmax(MARKER_RADIUS + 4, last_word(block, plan, box.width)));
    chart_frame_apply(&plan->frame, chart);
    chart_frame_plan(block, &plan->frame, box);
}

// --- Lines ---

static void plan_threads(const hai_block *block, struct plan *plan)
{
    const struct chart_data *data = plan->data;
    size_t size = ((size_t)data->category_count + 1) * sizeof(hai_point);
    hai_box plot = plan->frame.plot;
    for (int32_t s = 0; s < data->series_count; s++) {
        hai_point *points = hai_block_alloc(block, size);
        for (int32_t i = 0; i < data->category_count; i++) {
            double y = chart_y(&plan->frame, data->series[s].values[i]);
            bool is_inside = y >= plot.y - 0.5 && y <= hai_box_bottom(plot) + 0.5;
            double x = chart_x(&plan->frame, chart_course_value(&plan->frame.x, data, i));
            points[i] = (hai_point){x, is_inside ? y : NAN};
        }
        struct thread *thread = &plan->threads[s];
        thread->all = points;
        thread->count =
            chart_thin_points(block, points, data->category_count, plot.width, &thread->points);
        if (thread->last >= 0) {
            plan->ends[s].x = points[thread->last].x;
            plan->ends[s].y = points[thread->last].y;
        }
    }
}

static bool is_labelled(const struct line *line, const struct plan *plan, int32_t series)
{
    bool is_single = plan->data->series_count == 1;
    if (line->chart.labels == CHART_LABELS_NONE)
        return false;
    return line->chart.labels == CHART_LABELS_ALL || is_single ||
           (plan->styles[series].is_highlit && plan->data->category_count <= MAX_MARKERS);
}

// Beside a point is the line itself, but for its ends.
static uint32_t label_sides(int32_t category, int32_t last)
{
    bool is_end = category == 0 || category == last;
    return CHART_AROUND & ~(is_end ? CHART_LEFT : CHART_LEFT | CHART_RIGHT);
}

static hai_text_style value_type(const hai_block *block, const struct plan *plan, int32_t series)
{
    hai_text_style type =
        kit_type(hai_block_theme(block), "caption",
                 chart_colour_name(block, plan->styles[series].text), HAI_TEXT_LEFT);
    type.line_height = 1.2;
    type.weight = 700;
    return type;
}

static int32_t add_value(const hai_block *block, struct plan *plan, int32_t series, int32_t i,
                         double priority, bool is_least)
{
    hai_text_style type = value_type(block, plan, series);
    const char *text =
        chart_figure_text(block, plan->data->series[series].values[i], &plan->format);
    int32_t number = chart_labels_add(
        plan->labels, (struct chart_label){.text = hai_paragraph_new(block, text, &type, 0),
                                           .at = plan->threads[series].all[i],
                                           .gap = VALUE_GAP,
                                           .sides = label_sides(i, plan->threads[series].last),
                                           .first = is_least ? CHART_BELOW : 0,
                                           .priority = priority,
                                           .is_optional = true});
    plan->first_value = plan->values++ == 0 ? number : plan->first_value;
    return number;
}

static bool has_end_value(const struct plan *plan, int32_t series)
{
    return plan->ends[series].text != NULL && plan->has_end_values;
}

// Values at the points: all where there is room for all, but first the ends and the extremes.
static void add_values(const hai_block *block, struct plan *plan, int32_t series)
{
    const struct chart_data *data = plan->data;
    const double *values = data->series[series].values;
    int32_t least = 0, most = 0, last = plan->threads[series].last;
    for (int32_t i = 0; i < data->category_count; i++) {
        least = isnan(values[least]) || values[i] < values[least] ? i : least;
        most = isnan(values[most]) || values[i] > values[most] ? i : most;
    }
    bool is_crowded = data->category_count > MAX_MARKERS || chart_shared_is_panel(block);
    for (int32_t i = 0; i < data->category_count; i++) {
        bool is_notable = i == least || i == most || i == 0 || i == last;
        if (isnan(values[i]) || (i == last && has_end_value(plan, series)) ||
            ((is_crowded || plan->hint.has_legend_values || plan->hint.has_few) && !is_notable))
            continue;
        double priority = i == last ? 3 : is_notable ? 2 : 1;
        int32_t number = add_value(block, plan, series, i, priority, i == least);
        if (i == last)
            plan->lasts[series] = number;
        else if (i == least)
            plan->leasts[series] = number;
    }
}

// Of other lines the last value, where that is told neither beside its name nor in the legend.
static void plan_labels(const hai_block *block, const struct line *line, struct plan *plan)
{
    int32_t count = plan->data->series_count;
    plan->lasts = hai_block_alloc(block, ((size_t)count + 1) * sizeof *plan->lasts);
    plan->leasts = hai_block_alloc(block, ((size_t)count + 1) * sizeof *plan->leasts);
    for (int32_t s = 0; s < count; s++) {
        plan->lasts[s] = plan->leasts[s] = -1;
        if (is_labelled(line, plan, s))
            add_values(block, plan, s);
        else if (line->chart.labels != CHART_LABELS_NONE && count <= MOST_VALUES &&
                 !plan->hint.has_legend_values && !has_end_value(plan, s) &&
                 plan->threads[s].last >= 0)
            plan->lasts[s] = add_value(block, plan, s, plan->threads[s].last, 4, false);
    }
}

static struct plan plan_with(const hai_block *block, const struct line *line, hai_box box,
                             struct hint hint)
{
    struct plan plan = {.data = chart_data_read_own(block, &line->chart), .hint = hint};
    if (chart_data_is_empty(plan.data)) {
        plan.data = NULL;
        plan.frame.box = box;
        plan.frame.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    const struct chart_data *data = plan.data;
    plan.styles = chart_series_styles(block, &line->chart, data);
    plan.format = chart_data_format(&line->chart, data);
    plan.threads = hai_block_alloc(block, ((size_t)data->series_count + 1) * sizeof *plan.threads);
    for (int32_t s = 0; s < data->series_count; s++)
        plan.threads[s].last = find_last(data, data->series[s].values);
    plan_frame(block, line, &plan, box);
    plan_threads(block, &plan);
    // Markers that touch each other, and thick lines through many points, are blots.
    double step = plan.frame.plot.width / fmax(data->category_count, 1);
    plan.has_markers =
        step > 4 * MARKER_RADIUS && data->category_count <= MAX_MARKERS && data->series_count <= 4;
    plan.is_dense = step < 2;
    hai_box bounds = plan.frame.plot;
    double above = plan.frame.room.top + (plan.frame.room.top > 0 ? VALUE_ABOVE : 12);
    bounds.y -= above;
    bounds.height += above + plan.frame.room.bottom;
    bool has_ends = chart_ends_width(plan.ends, data->series_count) > 0;
    bounds.width +=
        has_ends ? MARKER_RADIUS : hai_box_right(plan.frame.box) - hai_box_right(bounds);
    plan.labels = chart_labels_new(block, bounds);
    chart_frame_cross_grid(&plan.frame, plan.labels);
    for (int32_t s = 0; s < data->series_count; s++)
        chart_take_line(plan.labels, plan.threads[s].points, plan.threads[s].count, LINE_WIDTH + 4);
    plan.notes = chart_notes_plan(block, &line->chart, data, &plan.frame, plan.labels);
    plan_labels(block, line, &plan);
    (void)chart_labels_place(plan.labels);
    for (int32_t i = 0; i < plan.values; i++)
        plan.missed += chart_labels_find(plan.labels, plan.first_value + i)->is_placed ? 0 : 1;
    plan.dropped = chart_ends_place(block, plan.ends, data->series_count, plan.frame.plot.y - 12,
                                    hai_box_bottom(plan.frame.plot) + 12);
    return plan;
}

// Whether one of these values, which stand at their points, has found no room there.
static bool lacks(const struct plan *plan, const int32_t *numbers)
{
    for (int32_t s = 0; s < plan->data->series_count; s++) {
        const struct chart_label *label = chart_labels_find(plan->labels, numbers[s]);
        if (label != NULL && (!label->is_placed || label->has_ground))
            return true;
    }
    return false;
}

// The value of the last point is read first: where it finds no room at the edge, the plot of one
// line ends before, and it stands at the right; those of several lines stand in the legend. So do
// names that find no room. All this by the height that is wanted: what is drawn higher, because it
// is measured so, is drawn alike. *wanted is the plan of that height without any hint.
static struct hint find_hint(const hai_block *block, const struct line *line, hai_box box,
                             struct plan *wanted)
{
    struct hint hint = {0};
    box.height = line->chart.height;
    struct plan first = plan_with(block, line, box, hint);
    *wanted = first;
    if (first.data == NULL)
        return hint;
    int32_t count = first.data->series_count;
    if (first.dropped > 0 && count <= MOST_NAMES && line->chart.legend == CHART_LEGEND_AUTO) {
        hint.has_legend = true;
        first = plan_with(block, line, box, hint);
    }
    // Some values here and there, of many, look like slips.
    if (line->chart.labels == CHART_LABELS_AUTO && first.values > MANY_VALUES &&
        first.missed * MOST_MISSED > first.values) {
        hint.has_few = true;
        first = plan_with(block, line, box, hint);
    }
    if (!chart_shared_is_panel(block) && lacks(&first, first.leasts)) {
        struct hint low = hint;
        low.has_low = true;
        struct plan lower = plan_with(block, line, box, low);
        hint.has_low = !lacks(&lower, lower.leasts);
        first = hint.has_low ? lower : first;
    }
    if (!lacks(&first, first.lasts))
        return hint;
    if (count > 1) {
        hint.has_legend = hint.has_legend_values = first.frame.legend != NULL;
        return hint;
    }
    const struct chart_label *label = chart_labels_find(first.labels, first.lasts[0]);
    double room = VALUE_GAP + hai_paragraph_size(label->text).width + 2;
    hint.last_room = room < box.width * MOST_ENDS ? room : 0;
    return hint;
}

static struct plan plan(const hai_block *block, const struct line *line, hai_box box)
{
    struct plan wanted;
    struct hint hint = find_hint(block, line, box, &wanted);
    bool is_plain = !hint.has_legend && !hint.has_few && !hint.has_low && !(hint.last_room > 0);
    return is_plain && box.height == line->chart.height ? wanted
                                                        : plan_with(block, line, box, hint);
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct line *line = data;
    hai_box box = {0, 0, space.width, line->chart.height};
    return (hai_size){space.width, plan(block, line, box).frame.box.height};
}

static void draw_thread(const hai_block *block, const struct line *line, const struct plan *plan,
                        int32_t s, hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct thread *thread = &plan->threads[s];
    const struct chart_style *style = &plan->styles[s];
    bool is_strong = style->is_highlit || plan->data->series_count <= 4;
    enum chart_curve curve = (enum chart_curve)line->curve;
    if (curve == CHART_CURVE_STEP && plan->frame.x.kind == CHART_AXIS_TIME)
        curve = CHART_CURVE_HOLD;
    chart_draw_styled_line(canvas, thread->points, thread->count, curve,
                           plan->is_dense ? DENSE_WIDTH
                           : is_strong    ? LINE_WIDTH
                                          : MUTED_WIDTH,
                           style);
    // Between markers no eye would see the pattern; steps tell their places by themselves.
    bool has_all = line->markers == MARKERS_ALL ||
                   (line->markers == MARKERS_AUTO && line->curve != CHART_CURVE_STEP &&
                    style->dash == 0 && plan->has_markers && is_strong);
    if (line->markers == MARKERS_NONE)
        return;
    for (int32_t i = 0; i < plan->data->category_count; i++)
        if ((has_all || i == thread->last) &&
            thread->all[i].x - 2 * MARKER_RADIUS >= plan->frame.box.x)
            chart_draw_marker(theme, canvas, thread->all[i], MARKER_RADIUS, style->colour);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct line *line = data;
    struct plan placed = plan(block, line, box);
    if (placed.data == NULL) {
        chart_empty_draw(block, canvas, placed.frame.box);
        return;
    }
    chart_frame_draw(block, &placed.frame, canvas);
    chart_notes_draw_under(placed.notes, canvas);
    chart_notes_draw_lines(placed.notes, canvas);
    // What matters is drawn over the rest.
    for (int32_t pass = 0; pass < 2; pass++)
        for (int32_t s = 0; s < placed.data->series_count; s++)
            if (placed.styles[s].is_highlit == (pass == 1))
                draw_thread(block, line, &placed, s, canvas);
    chart_notes_draw_dots(placed.notes, canvas);
    chart_labels_draw(placed.labels, canvas);
    chart_ends_draw(placed.ends, placed.data->series_count, hai_box_right(placed.frame.plot), false,
                    canvas);
    chart_warn_dropped(block, placed.dropped);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct line *line = data;
    return chart_summary(block, "折线图", &line->chart, CHART_STORY_TREND);
}

CHART_PLUGIN("line", struct line, "折线图", "Line chart", "折线图,系列名直接标在线尾",
             "Lines of one or several series, named at their ends");
