// SPDX-License-Identifier: MIT
//
// Radar: values of several series on axes around a centre. Names of axes stand at their ends, with
// the values where there are few series; else the values stand in a table below, and where names
// find no room around the circle, numbers stand in their place.
#include <string.h>

#include "table.h"

#define MAX_AXES 12
#define MAX_SERIES 12
#define LINE_WIDTH 4.0
#define MUTED_WIDTH 3.0
#define DOT 6.0
#define RIM_GAP 14.0
#define LABEL_GAP 8.0
#define VALUE_GAP 14.0
#define NAME_EMS 8
#define MOST_PUSH 72.0
#define PUSH 6.0
#define LEAST_SIZE 240.0
#define SCALE_RADIUS 130.0 // below this rings have no figures
#define NUMBER_ROOM 32.0   // beside the circle, for a number of one digit
#define DIGIT_ROOM 16.0    // for another digit
#define SEEN 2.3           // contrast of an outline with its ground
#define SEEN_DARK 3.3      // the same on dark ground
#define FIGURE_GAP 10.0    // between an axis and the figures of its rings
#define SAMPLES 32
#define HEAD_GAP 20.0
#define TABLE_GAP 28.0
#define SHARE_RINGS 4 // where each axis has a scale of its own
#define WANTED_RINGS 5
#define RIM_SERIES 3 // whose values stand at the axes

enum table_show { TABLE_AUTO, TABLE_ALWAYS, TABLE_NONE };
enum names { NAMES_VALUES, NAMES_ALONE, NAMES_NUMBERS };

struct radar {
    struct chart_options chart;
    int32_t max;   // column of the axes' ends; -1: one scale for all
    int32_t table; // enum table_show
    double size;
    bool is_filled, is_round;
};

static const struct radar defaults = {
    .chart = {CHART_DEFAULTS}, .max = -1, .size = 480, .is_filled = true};

static const char *const tables[] = {"auto", "always", "none", NULL};

static const hai_option options[] = {
    CHART_DATA_OPTIONS(struct radar, chart),
    HAI_COLUMN("max", struct radar, max, "max", .help_zh = "各轴最大值列;没有时各轴同一刻度",
               .help_en = "Column of each axis's end; without one, all have the same scale"),
    HAI_NUMBER("low", struct radar, chart.low, -1e18, 1e18, .help_zh = "中心的数值",
               .help_en = "The value in the centre"),
    HAI_NUMBER("high", struct radar, chart.high, -1e18, 1e18, .help_zh = "外圈的数值",
               .help_en = "The value at the rim"),
    HAI_LENGTH("size", struct radar, size, 80, 2000, .unit = "px", .help_zh = "直径",
               .help_en = "Diameter"),
    HAI_BOOL("fill", struct radar, is_filled, .help_zh = "填充", .help_en = "Fill the polygons"),
    HAI_BOOL("round", struct radar, is_round, .help_zh = "圆形网格",
             .help_en = "Rings are circles instead of polygons"),
    HAI_CHOICE("table", struct radar, table, tables, .help_zh = "下方数值表:轴旁写不下时、总是、无",
               .help_en = "A table of values below: where they find no room at the axes, always, "
                          "none"),
    CHART_COLOUR_OPTIONS(struct radar, chart),
    CHART_TITLE_OPTION(struct radar, chart),
    CHART_LABEL_OPTION(struct radar, chart),
    CHART_LEGEND_OPTION(struct radar, chart),
};

struct axis {
    double angle, low, high;
    const hai_paragraph *name, *values[RIM_SERIES];
    hai_size size, values_size;
    hai_box box; // of name and values, from the centre
};

struct plan {
    struct chart_data *data; // NULL: no data
    struct chart_style *styles;
    hai_number_format format, *formats; // of all, of each axis
    struct axis *axes;
    struct chart_ticks ticks; // of one scale for all; else count is 0
    double *rings;            // shares of the radius
    int32_t ring_count;
    const hai_paragraph *title;
    struct chart_legend *legend;
    struct radar_table *table;
    double head, radius, height, table_y;
    hai_point centre;
    enum names names;
};

// --- Data ---

// A wide table's column of axes' ends is no series.
static void drop_series(struct chart_data *data, const char *name)
{
    int32_t kept = 0;
    for (int32_t s = 0; s < data->series_count; s++)
        if (strcmp(data->series[s].name, name) != 0)
            data->series[kept++] = data->series[s];
    data->series_count = kept;
    for (int32_t s = 0; s < kept; s++)
        data->series[s].order = s; // its colour is not missed
}

static struct chart_data *read_data(const hai_block *block, const struct radar *radar)
{
    struct chart_data *data = chart_data_read(block, &radar->chart);
    if (radar->max >= 0 && radar->chart.columns.count == 0 && radar->chart.value < 0)
        drop_series(data, hai_table_column_name(radar->chart.rows, radar->max));
    data->category_count = data->category_count < MAX_AXES ? data->category_count : MAX_AXES;
    data->series_count = data->series_count < MAX_SERIES ? data->series_count : MAX_SERIES;
    return data;
}

static double axis_end(const struct radar *radar, const struct chart_data *data, int32_t i)
{
    if (radar->max < 0 || data->rows[i] < 0)
        return NAN;
    return hai_table_number(radar->chart.rows, data->rows[i], radar->max);
}

static void check(const hai_block *block, const void *data)
{
    const struct radar *radar = data;
    chart_check(block, &radar->chart);
    if (radar->chart.rows == NULL)
        return;
    const struct chart_data *all = chart_data_read(block, &radar->chart);
    if (all->category_count > MAX_AXES)
        hai_block_warn(block, "rows", "radar.axes", "show fewer, or take bars",
                       "a radar has at most %d axes: the first %d of %d are shown", MAX_AXES,
                       MAX_AXES, (int)all->category_count);
    else if (all->category_count > 0 && all->category_count < 3)
        hai_block_warn(block, "rows", "radar.axes", "take bars",
                       "a radar of fewer than 3 axes is no surface");
    if (all->series_count > MAX_SERIES)
        hai_block_warn(block, "rows", "radar.series", "show fewer, or take bars",
                       "the first %d of %d series are shown", MAX_SERIES, (int)all->series_count);
    const struct chart_data *shown = read_data(block, radar);
    for (int32_t i = 0; i < shown->category_count; i++) {
        double end =
            isnan(axis_end(radar, shown, i)) ? radar->chart.high : axis_end(radar, shown, i);
        for (int32_t s = 0; s < shown->series_count; s++)
            if (shown->series[s].values[i] > end) {
                hai_block_warn(block, "rows", "radar.range", "move the end of the axis out",
                               "a value of '%s' is beyond the end of its axis, and drawn at it",
                               shown->categories[i]);
                return;
            }
    }
}

// --- Scales ---

static void plan_scales(const hai_block *block, const struct radar *radar, struct plan *plan)
{
    const struct chart_data *data = plan->data;
    double low, high;
    bool has_ends = false;
    chart_data_extent(data, &low, &high);
    low = isnan(radar->chart.low) ? fmin(low, 0) : radar->chart.low;
    high = isnan(radar->chart.high) ? high : radar->chart.high;
    if (!(high > low))
        high = low + (low != 0 ? fabs(low) : 1);
    for (int32_t i = 0; i < data->category_count; i++)
        has_ends = has_ends || axis_end(radar, data, i) > low;
    if (!has_ends) {
        plan->ticks = chart_ticks_linear(block, low, high, WANTED_RINGS, true, &plan->format,
                                         radar->chart.unit);
        // The author's ends are kept; rings stand at the round numbers between.
        low = isnan(radar->chart.low) ? plan->ticks.low : low;
        high = isnan(radar->chart.high) ? plan->ticks.high : high;
    }
    for (int32_t i = 0; i < data->category_count; i++) {
        double end = axis_end(radar, data, i);
        plan->axes[i].angle = 2 * CHART_PI * i / data->category_count;
        plan->axes[i].low = low;
        plan->axes[i].high = end > low ? end : high;
    }
    int32_t most = plan->ticks.count > 0 ? plan->ticks.count : SHARE_RINGS;
    plan->rings = hai_block_alloc(block, ((size_t)most + 1) * sizeof *plan->rings);
    for (int32_t i = 0; i < most; i++)
        plan->rings[i] = plan->ticks.count > 0 ? (plan->ticks.values[i] - low) / (high - low)
                                               : (i + 1.0) / SHARE_RINGS;
    plan->ring_count = most;
}

static double share_of(const struct axis *axis, double value)
{
    return fmin(fmax((value - axis->low) / (axis->high - axis->low), 0), 1);
}

// --- Names ---

static void set_axis(const hai_block *block, const struct radar *radar, struct plan *plan,
                     int32_t i)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style name = kit_type(theme, "label", NULL, HAI_TEXT_TITLE);
    hai_text_style value = kit_type(theme, "value", NULL, HAI_TEXT_LEFT);
    name.line_height = 1.3;
    value.line_height = 1.25;
    struct axis *axis = &plan->axes[i];
    const char *text = plan->names == NAMES_NUMBERS ? hai_block_printf(block, "%d", (int)i + 1)
                                                    : plan->data->categories[i];
    axis->name = chart_polar_name(block, text, &name, axis->angle, NAME_EMS * name.size);
    axis->values_size = (hai_size){0, 0};
    for (int32_t s = 0; s < RIM_SERIES; s++) {
        axis->values[s] = NULL;
        if (plan->names != NAMES_VALUES || s >= plan->data->series_count)
            continue;
        value.colour = chart_colour_name(block, plan->styles[s].text);
        axis->values[s] = hai_paragraph_new(block,
                                            radar_value_text(block, plan->data->series[s].values[i],
                                                             &plan->formats[i], radar->chart.unit),
                                            &value, 0);
        hai_size size = hai_paragraph_size(axis->values[s]);
        axis->values_size.width += size.width + (s > 0 ? VALUE_GAP : 0);
        axis->values_size.height = fmax(axis->values_size.height, size.height);
    }
    axis->size = (hai_size){fmax(hai_paragraph_size(axis->name).width, axis->values_size.width),
                            kit_height(axis->name) + axis->values_size.height};
}

static bool touches(hai_box a, hai_box b)
{
    return a.x < hai_box_right(b) + LABEL_GAP && b.x < hai_box_right(a) + LABEL_GAP &&
           a.y < hai_box_bottom(b) && b.y < hai_box_bottom(a);
}

static bool place_names(struct plan *plan)
{
    const hai_point origin = {0, 0};
    for (int32_t i = 0; i < plan->data->category_count; i++) {
        struct axis *axis = &plan->axes[i];
        bool is_free = false;
        for (double push = 0; push <= MOST_PUSH && !is_free; push += PUSH) {
            axis->box =
                chart_polar_text(origin, plan->radius, axis->angle, RIM_GAP + push, axis->size);
            is_free = true;
            for (int32_t k = 0; k < i; k++)
                is_free = is_free && !touches(axis->box, plan->axes[k].box);
        }
        if (!is_free)
            return false;
    }
    return true;
}

static hai_box bounds_of(const struct plan *plan)
{
    double rim = plan->radius + DOT;
    double left = -rim, top = -rim, right = rim, bottom = rim;
    for (int32_t i = 0; i < plan->data->category_count; i++) {
        hai_box box = plan->axes[i].box;
        left = fmin(left, box.x);
        top = fmin(top, box.y);
        right = fmax(right, hai_box_right(box));
        bottom = fmax(bottom, hai_box_bottom(box));
    }
    return (hai_box){left, top, right - left, bottom - top};
}

// Names in this way, on the largest circle that leaves them the room. False where it gets too
// small; numbers are content with any.
static bool try_names(const hai_block *block, const struct radar *radar, struct plan *plan,
                      double width, enum names names)
{
    plan->names = names;
    for (int32_t i = 0; i < plan->data->category_count; i++)
        set_axis(block, radar, plan, i);
    bool is_last = names == NAMES_NUMBERS;
    double least = is_last ? 8 : fmin(LEAST_SIZE, radar->size) / 2;
    double room = width / 2 - (is_last ? NUMBER_ROOM : 0) -
                  (is_last && plan->data->category_count > 9 ? DIGIT_ROOM : 0);
    for (plan->radius = fmin(radar->size / 2, fmax(room, least)); plan->radius >= least;) {
        bool is_placed = place_names(plan);
        hai_box bounds = bounds_of(plan);
        if (is_last || (is_placed && bounds.width <= width))
            return true;
        if (!is_placed)
            return false;
        double next = plan->radius - (bounds.width - width) / 2;
        plan->radius = plan->radius > least && next < least ? least : fmin(next, plan->radius - 1);
    }
    return false;
}

static void plan_names(const hai_block *block, const struct radar *radar, struct plan *plan,
                       double width)
{
    bool has_values = radar->chart.labels != CHART_LABELS_NONE &&
                      plan->data->series_count <= RIM_SERIES && radar->table != TABLE_ALWAYS;
    if (has_values && try_names(block, radar, plan, width, NAMES_VALUES))
        return;
    if (try_names(block, radar, plan, width, NAMES_ALONE))
        return;
    (void)try_names(block, radar, plan, width, NAMES_NUMBERS);
}

static bool has_table(const struct radar *radar, const struct plan *plan)
{
    if (plan->names == NAMES_NUMBERS || radar->table == TABLE_ALWAYS)
        return true;
    return radar->table == TABLE_AUTO && plan->names == NAMES_ALONE &&
           radar->chart.labels != CHART_LABELS_NONE && plan->data->series_count <= 5;
}

// Outlines are thin: those of the muted series are as dark as a line must be to be seen.
static void darken_muted(const hai_theme *theme, struct chart_style *styles, int32_t count)
{
    hai_colour ground = hai_theme_colour(theme, "surface"), weak = hai_theme_colour(theme, "weak");
    double seen = hai_theme_is_dark(theme) ? SEEN_DARK : SEEN;
    for (int32_t s = 0; s < count; s++)
        for (int32_t i = 1; i <= 10; i++) {
            if (styles[s].is_highlit || hai_colour_contrast(ground, styles[s].colour) >= seen)
                break;
            styles[s].colour = hai_colour_mix(styles[s].colour, weak, i / 10.0);
        }
}

static struct plan plan(const hai_block *block, const struct radar *radar, hai_box box)
{
    struct plan plan = {.data = read_data(block, radar)};
    plan.title = chart_title(block, radar->chart.title, box.width);
    plan.head = plan.title != NULL ? kit_height(plan.title) + CHART_TITLE_GAP : 0;
    if (chart_data_is_empty(plan.data)) {
        plan.data = NULL;
        plan.height = plan.head + chart_empty_height(block, box.width);
        return plan;
    }
    plan.styles = chart_series_styles(block, &radar->chart, plan.data);
    if (radar->chart.highlight != NULL)
        darken_muted(hai_block_theme(block), plan.styles, plan.data->series_count);
    plan.format = chart_data_format(&radar->chart, plan.data);
    plan.formats =
        radar_axis_formats(block, &radar->chart, plan.data, &plan.format, radar->max >= 0);
    plan.axes = hai_block_alloc(block, ((size_t)plan.data->category_count + 1) * sizeof *plan.axes);
    plan_scales(block, radar, &plan);
    if (radar->chart.legend != CHART_LEGEND_NONE && plan.data->series_count > 1)
        plan.legend =
            chart_legend_series(block, plan.data, plan.styles, CHART_SWATCH_BOX, box.width);
    double chart_head =
        plan.head + chart_legend_height(plan.legend) + (plan.legend != NULL ? HEAD_GAP : 0);
    plan_names(block, radar, &plan, box.width);
    hai_box bounds = bounds_of(&plan);
    double inner = bounds.height;
    if (has_table(radar, &plan)) {
        plan.table = radar_table_new(block, plan.data, plan.styles, plan.formats, radar->chart.unit,
                                     plan.names == NAMES_NUMBERS, box.width);
        inner += TABLE_GAP + radar_table_height(plan.table);
    }
    double free = fmax(box.height - chart_head - inner, 0);
    double top = box.y + chart_head + chart_shared_above(block, free);
    plan.height = chart_head + inner;
    plan.centre = (hai_point){box.x + (box.width - bounds.width) / 2 - bounds.x, top - bounds.y};
    plan.table_y = top + bounds.height + TABLE_GAP;
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    hai_box box = {0, 0, space.width, 0};
    return (hai_size){space.width, plan(block, data, box).height};
}

// --- Drawing ---

static void ring_path(const struct plan *plan, hai_canvas *canvas, double radius, bool is_round)
{
    int32_t count = plan->data->category_count;
    if (is_round || count < 3) {
        chart_sector_path(canvas, plan->centre, 0, radius, 0, 2 * CHART_PI);
        return;
    }
    for (int32_t i = 0; i < count; i++) {
        hai_point at = chart_polar_point(plan->centre, radius, plan->axes[i].angle);
        if (i == 0)
            hai_canvas_move_to(canvas, at.x, at.y);
        else
            hai_canvas_line_to(canvas, at.x, at.y);
    }
    hai_canvas_close(canvas);
}

static void draw_grid(const hai_block *block, const struct radar *radar, const struct plan *plan,
                      hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour line = hai_theme_colour(theme, "line");
    double hairline = fmax(hai_theme_length(theme, "hairline"), 1);
    for (int32_t i = 0; i < plan->ring_count; i++) {
        if (!(plan->rings[i] > 0.001 && plan->rings[i] < 0.999))
            continue;
        ring_path(plan, canvas, plan->radius * plan->rings[i], radar->is_round);
        hai_canvas_stroke(canvas, hai_stroke_width(hairline), hai_paint_colour(line));
    }
    ring_path(plan, canvas, plan->radius, radar->is_round);
    hai_canvas_stroke(canvas, hai_stroke_width(hairline * 2), hai_paint_colour(line));
    for (int32_t i = 0; i < plan->data->category_count; i++)
        kit_rule(canvas, plan->centre,
                 chart_polar_point(plan->centre, plan->radius, plan->axes[i].angle), hairline,
                 line);
}

static hai_point point_of(const struct plan *plan, int32_t series, int32_t i)
{
    double value = plan->data->series[series].values[i];
    return chart_polar_point(plan->centre, plan->radius * share_of(&plan->axes[i], value),
                             plan->axes[i].angle);
}

// The outline; a missing value interrupts it. False where it did.
static bool polygon_path(const struct plan *plan, int32_t series, hai_canvas *canvas)
{
    const double *values = plan->data->series[series].values;
    int32_t count = plan->data->category_count, first = 0;
    while (first < count && !isnan(values[first]))
        first++;
    bool is_whole = first == count;
    first = is_whole ? 0 : first;
    bool is_open = false;
    for (int32_t k = 0; k < count; k++) {
        int32_t i = (first + k) % count;
        if (!isnan(values[i])) {
            hai_point at = point_of(plan, series, i);
            if (is_open)
                hai_canvas_line_to(canvas, at.x, at.y);
            else
                hai_canvas_move_to(canvas, at.x, at.y);
        }
        is_open = !isnan(values[i]);
    }
    if (is_whole)
        hai_canvas_close(canvas);
    return is_whole;
}

static void draw_polygon(const hai_block *block, const struct radar *radar, const struct plan *plan,
                         int32_t s, hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct chart_style *style = &plan->styles[s];
    int32_t count = plan->data->category_count;
    bool is_strong = style->is_highlit || plan->data->series_count <= 3;
    bool is_muted = radar->chart.highlight != NULL && !style->is_highlit;
    bool is_whole = true;
    for (int32_t i = 0; i < count; i++)
        is_whole = is_whole && !isnan(plan->data->series[s].values[i]);
    if (radar->is_filled && is_whole && count > 2) {
        (void)polygon_path(plan, s, canvas);
        double alpha = style->is_highlit || plan->data->series_count == 1 ? 0.2
                       : is_strong                                        ? 0.12
                                                                          : 0.06;
        hai_canvas_fill(canvas, hai_paint_colour(hai_colour_fade(style->colour, alpha)));
    }
    (void)polygon_path(plan, s, canvas);
    hai_canvas_stroke(canvas,
                      (hai_stroke){.size = sizeof(hai_stroke),
                                   .cap = 1,
                                   .join = 1,
                                   .width = fmin(is_strong && !is_muted ? LINE_WIDTH : MUTED_WIDTH,
                                                 plan->radius / 20)},
                      hai_paint_colour(style->colour));
    for (int32_t i = 0; i < count; i++)
        if (is_strong && !isnan(plan->data->series[s].values[i]))
            chart_draw_marker(theme, canvas, point_of(plan, s, i), fmin(DOT, plan->radius / 14),
                              style->colour);
}

// Whether an outline or one of its points runs through a box.
static bool is_crossed(const struct plan *plan, hai_box box)
{
    int32_t count = plan->data->category_count;
    for (int32_t s = 0; s < plan->data->series_count; s++)
        for (int32_t i = 0; i < count; i++) {
            hai_point a = point_of(plan, s, i), b = point_of(plan, s, (i + 1) % count);
            for (int32_t k = 0; k <= SAMPLES; k++) {
                double t = (double)k / SAMPLES, x = a.x + t * (b.x - a.x),
                       y = a.y + t * (b.y - a.y);
                if (x > box.x && x < hai_box_right(box) && y > box.y && y < hai_box_bottom(box))
                    return true;
            }
        }
    return false;
}

// The figure of a ring, at one side of the first axis.
static hai_box figure_box(const struct plan *plan, int32_t ring, hai_size size, bool is_right)
{
    double x = plan->centre.x + (is_right ? FIGURE_GAP : -FIGURE_GAP - size.width);
    double y = plan->centre.y - plan->radius * plan->rings[ring] + 2;
    return (hai_box){x, y, size.width, size.height};
}

// Figures of the rings at the side of the first axis where fewer of them lie on outlines; such a
// one is left out, as the values are told elsewhere.
static void draw_scale(const hai_block *block, const struct radar *radar, const struct plan *plan,
                       hai_canvas *canvas)
{
    if (plan->ticks.count == 0 || plan->radius < SCALE_RADIUS)
        return;
    hai_text_style style = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_LEFT);
    style.line_height = 1.1;
    hai_colour ground = hai_colour_fade(hai_canvas_ground(canvas), 0.72);
    bool is_told = plan->names == NAMES_VALUES || has_table(radar, plan);
    int32_t crossed[2] = {0, 0};
    for (int32_t pass = 0; pass < 3; pass++) {
        bool is_right = pass == 2 ? crossed[1] < crossed[0] : pass == 1;
        double below = INFINITY;
        for (int32_t i = 0; i < plan->ring_count; i++) {
            if (!(plan->rings[i] > 0.001 && plan->rings[i] < 1.001))
                continue;
            const hai_paragraph *text = hai_paragraph_new(block, plan->ticks.texts[i], &style, 0);
            hai_box box = figure_box(plan, i, hai_paragraph_size(text), is_right);
            if (hai_box_bottom(box) > below || hai_box_bottom(box) > plan->centre.y ||
                box.width > plan->radius / 2)
                continue;
            below = box.y;
            hai_box chip = hai_box_inset(box, (hai_insets){2, -4, 2, -4});
            bool is_over = is_crossed(plan, chip);
            if (pass < 2)
                crossed[pass] += is_over ? 1 : 0;
            if (pass < 2 || (is_over && is_told))
                continue;
            kit_fill_box(canvas, chip, 4, ground);
            hai_canvas_paragraph(canvas, text, box.x, box.y);
        }
    }
}

static void draw_names(const struct plan *plan, hai_canvas *canvas)
{
    for (int32_t i = 0; i < plan->data->category_count; i++) {
        const struct axis *axis = &plan->axes[i];
        double x = sin(axis->angle), shift = fabs(x) < 0.2 ? x / 0.2 : copysign(1, x);
        double left = plan->centre.x + axis->box.x, y = plan->centre.y + axis->box.y;
        double free = axis->box.width - hai_paragraph_size(axis->name).width;
        hai_canvas_paragraph(canvas, axis->name, left + free * (1 - shift) / 2, y);
        y += kit_height(axis->name);
        left += (axis->box.width - axis->values_size.width) * (1 - shift) / 2;
        for (int32_t s = 0; s < RIM_SERIES && axis->values[s] != NULL; s++) {
            hai_canvas_paragraph(canvas, axis->values[s], left, y);
            left += hai_paragraph_size(axis->values[s]).width + VALUE_GAP;
        }
    }
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct radar *radar = data;
    struct plan placed = plan(block, radar, box);
    if (placed.title != NULL)
        hai_canvas_paragraph(canvas, placed.title, box.x, box.y);
    if (placed.data == NULL) {
        chart_empty_draw(block, canvas, hai_box_inset(box, (hai_insets){.top = placed.head}));
        return;
    }
    chart_legend_draw(placed.legend, canvas, box.x, box.y + placed.head);
    draw_grid(block, radar, &placed, canvas);
    // What matters is drawn over the rest.
    for (int32_t pass = 0; pass < 2; pass++)
        for (int32_t s = 0; s < placed.data->series_count; s++)
            if (placed.styles[s].is_highlit == (pass == 1))
                draw_polygon(block, radar, &placed, s, canvas);
    draw_scale(block, radar, &placed, canvas);
    draw_names(&placed, canvas);
    if (placed.table != NULL)
        radar_table_draw(placed.table, canvas, box.x, placed.table_y);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct radar *radar = data;
    return chart_summary_of(block, "雷达图", &radar->chart, read_data(block, radar),
                            CHART_STORY_RANK);
}

CHART_PLUGIN("radar", struct radar, "雷达图", "Radar chart",
             "多项指标的雷达图:多系列、各轴可有各自的满值",
             "Values of several series on axes around a centre, each with its own end if told");
