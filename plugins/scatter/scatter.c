// SPDX-License-Identifier: MIT
//
// Points by two values, as bubbles by a third. Names stand where there is room for them; of points
// on the same spot one is drawn, the darker the more there are.
#include <stdlib.h>

#include "scatter.h"
#include "visual-kit/surface.h"

#define BUBBLE_RADIUS 40.0
#define NUMBER_BELOW 10.0
#define MOST_RADIUS 9.0 // of points that are not bubbles
#define LEAST_RADIUS 4.0
#define EDGE 10.0 // between the outermost marks and the plot's edge
#define TREND_WIDTH 3.0
#define LEGEND_GAP 12.0

static const struct scatter defaults = {.chart = {CHART_DEFAULTS, .height = 560},
                                        .x = -1,
                                        .y = -1,
                                        .size = -1,
                                        .x_low = NAN,
                                        .x_high = NAN};

static const char *const axes[] = {"linear", "log", NULL};
static const char *const quadrants[] = {"none", "mean", "median", NULL};

static const hai_option options[] = {
    HAI_TABLE("rows", struct scatter, chart.rows, .flags = HAI_REQUIRED, .help_zh = "数据表",
              .help_en = "The data"),
    HAI_COLUMN("x", struct scatter, x, "x", .flags = HAI_REQUIRED, .help_zh = "横轴数值列",
               .help_en = "Column of values across"),
    HAI_COLUMN("y", struct scatter, y, "y", .flags = HAI_REQUIRED, .help_zh = "纵轴数值列",
               .help_en = "Column of values upwards"),
    HAI_COLUMN("size", struct scatter, size, "size", .help_zh = "圆面积列,有则为气泡图",
               .help_en = "Column of values that areas show: bubbles"),
    HAI_COLUMN("label", struct scatter, chart.label, "label", .help_zh = "名称列",
               .help_en = "Column of names"),
    HAI_COLUMN("series", struct scatter, chart.series, "series", .help_zh = "分组列,各组一色",
               .help_en = "Column of groups: a colour each"),
    HAI_STRING("x_unit", struct scatter, x_unit, .help_zh = "横轴单位",
               .help_en = "Unit of the axis across"),
    HAI_STRING("y_unit", struct scatter, y_unit, .help_zh = "纵轴单位",
               .help_en = "Unit of the axis upwards"),
    HAI_STRING("size_unit", struct scatter, size_unit, .help_zh = "圆面积的单位",
               .help_en = "Unit of what areas show"),
    HAI_TEXT("size_title", struct scatter, size_title, .help_zh = "圆面积表示什么,不写则用列名",
             .help_en = "What areas show; the column's name if not given"),
    HAI_NUMBER_OPTIONS(struct scatter, chart.number),
    HAI_CHOICE("x_axis", struct scatter, x_axis, axes, .help_zh = "横轴:线性、对数",
               .help_en = "Axis across: linear or logarithmic"),
    HAI_CHOICE("y_axis", struct scatter, y_axis, axes, .help_zh = "纵轴:线性、对数",
               .help_en = "Axis upwards: linear or logarithmic"),
    HAI_NUMBER("x_low", struct scatter, x_low, -1e18, 1e18, .help_zh = "横轴起点",
               .help_en = "Where the axis across begins"),
    HAI_NUMBER("x_high", struct scatter, x_high, -1e18, 1e18, .help_zh = "横轴终点",
               .help_en = "Where the axis across ends"),
    HAI_LENGTH("radius", struct scatter, radius, 0, 200, .unit = "px",
               .help_zh = "点的半径或最大圆的半径,0按点数定",
               .help_en = "Radius of points, or of the largest bubble; 0: by their number"),
    HAI_NUMBER("opacity", struct scatter, opacity, 0, 1, .help_zh = "不透明度,0按点数定",
               .help_en = "Opacity of points; 0: by their number"),
    HAI_BOOL("trend", struct scatter, has_trend, .help_zh = "趋势线,注明R²",
             .help_en = "Least-squares line with its R²"),
    HAI_CHOICE("quadrants", struct scatter, quadrants, quadrants,
               .help_zh = "四象限:无、以平均值分、以中位数分",
               .help_en = "Quarter the plot at the means or at the medians"),
    HAI_STRING("quadrant_names", struct scatter, quadrant_names,
               .help_zh = "四象限名称,以顿号分开:右上、左上、左下、右下",
               .help_en =
                   "Names of the quarters, parted by 、: upper right, upper left, lower left, "
                   "lower right"),
    CHART_PLAIN_COLOUR_OPTIONS(struct scatter, chart),
    CHART_SIZE_OPTIONS(struct scatter, chart),
    CHART_AXIS_OPTIONS(struct scatter, chart),
    HAI_CHOICE("labels", struct scatter, chart.labels, chart_label_choices,
               .help_zh = "点的名称:突出的点或放得下的、尽量全标、不标",
               .help_en = "Names of points: those that are highlighted or have room, all, none"),
    CHART_LEGEND_OPTION(struct scatter, chart),
    CHART_ANNOTATION_OPTIONS(struct scatter, chart),
};

struct plan {
    struct scatter_points points;
    struct chart_style *styles;
    struct chart_frame frame;
    struct scatter_size_legend sizes;
    hai_point sizes_at, list_at;
    struct chart_list list; // of names that are numbers in the plot
    double radius, opacity, height;
    struct scatter_trend trend;
    hai_point trend_from, trend_to;
    hai_point middle; // place of the quadrants' corner; NAN: none
    struct chart_labels *labels;
    struct chart_notes *notes;
    int32_t left_out, corners_left_out;
    int32_t unnamed; // of the names that are wanted
};

// --- Mistakes ---

static void check_log(const hai_block *block, const struct scatter *scatter, int32_t axis,
                      int32_t column, const char *option)
{
    if (axis != SCATTER_LOG || column < 0)
        return;
    for (int32_t row = 0; row < hai_table_rows(scatter->chart.rows); row++)
        if (hai_table_number(scatter->chart.rows, row, column) <= 0) {
            hai_block_warn(block, option, "chart.log", "take a linear axis",
                           "a logarithmic axis has no place for values that are not above 0");
            return;
        }
}

static void check_sizes(const hai_block *block, const struct scatter *scatter)
{
    for (int32_t row = 0; scatter->size >= 0 && row < hai_table_rows(scatter->chart.rows); row++)
        if (hai_table_number(scatter->chart.rows, row, scatter->size) < 0) {
            hai_block_warn(block, "size", "chart.size", "take a column of sizes",
                           "no area is smaller than 0: such points are drawn as rings");
            return;
        }
}

// For small charts beside each other.
static void tell_scales(const hai_block *block, const struct scatter *scatter)
{
    struct scatter_points points = scatter_points_read(block, scatter);
    for (int32_t i = 0; i < points.count; i++) {
        hai_block_tell_scale(block, "x", points.items[i].x, points.items[i].x);
        hai_block_tell_scale(block, "y", points.items[i].y, points.items[i].y);
    }
    if (points.most > 0)
        hai_block_tell_scale(block, "size", 0, points.most);
}

static void check(const hai_block *block, const void *data)
{
    const struct scatter *scatter = data;
    const struct chart_options *chart = &scatter->chart;
    if (chart->rows == NULL)
        return;
    check_log(block, scatter, scatter->x_axis, scatter->x, "x_axis");
    check_log(block, scatter, scatter->y_axis, scatter->y, "y_axis");
    check_sizes(block, scatter);
    tell_scales(block, scatter);
    if (chart->low >= chart->high)
        hai_block_error(block, "high", "chart.range", "make it larger than 'low'",
                        "the axis ends where it begins, or before");
    if (scatter->x_low >= scatter->x_high)
        hai_block_error(block, "x_high", "chart.range", "make it larger than 'x_low'",
                        "the axis ends where it begins, or before");
    if (scatter->quadrant_names != NULL && scatter->quadrants == SCATTER_QUADRANTS_NONE)
        hai_block_warn(block, "quadrant_names", "chart.quadrants", "say \"quadrants\": \"mean\"",
                       "without quadrants their names are not shown");
}

// --- The frame ---

// A bubble's area goes with its value; the smallest is still seen.
static double radius_of(const struct plan *plan, const struct scatter_point *point)
{
    if (!(plan->points.most > 0))
        return plan->radius;
    double share = point->size > 0 ? sqrt(point->size / plan->points.most) : 0;
    return fmax(plan->radius * share, fmin(LEAST_RADIUS, plan->radius));
}

static void choose_marks(const struct scatter *scatter, struct plan *plan, hai_box box)
{
    int32_t count = plan->points.count;
    bool is_bubble = plan->points.most > 0;
    double most = fmin(box.width, fmax(box.height, 200)) * 0.09;
    plan->radius = scatter->radius > 0 ? fmin(scatter->radius, 2 * most)
                   : is_bubble         ? fmin(BUBBLE_RADIUS, most)
                   : count <= 60       ? MOST_RADIUS
                   : count <= 300      ? 7
                   : count <= 2000     ? 5
                                       : 3.5;
    plan->opacity = scatter->opacity > 0 ? scatter->opacity
                    : is_bubble          ? 0.75
                    : count <= 60        ? 0.85
                    : count <= 300       ? 0.65
                    : count <= 2000      ? 0.45
                    : count <= 20000     ? 0.25
                                         : 0.12;
}

// An axis around the points, their radii included, with ticks inside of it.
static struct chart_axis plan_axis(const hai_block *block, const struct scatter *scatter,
                                   const struct plan *plan, bool is_x, double length)
{
    int32_t kind = is_x ? scatter->x_axis : scatter->y_axis;
    double low = INFINITY, high = -INFINITY, from = INFINITY, to = -INFINITY;
    for (int32_t i = 0; i < plan->points.count; i++) {
        const struct scatter_point *point = &plan->points.items[i];
        double value = scatter_axis_value(kind, is_x ? point->x : point->y);
        low = fmin(low, value);
        high = fmax(high, value);
    }
    double shared_low, shared_high;
    bool is_shared = !chart_shared_is_free(block) &&
                     hai_block_shared_scale(block, is_x ? "x" : "y", &shared_low, &shared_high);
    if (is_shared) {
        // As much at either end as any of the charts may need: all shall have the same axis.
        low = fmin(low, scatter_axis_value(kind, shared_low));
        high = fmax(high, scatter_axis_value(kind, shared_high));
        double pad = (fmax(plan->radius, MOST_RADIUS) + EDGE) / fmax(length, 60) * (high - low);
        from = low - pad;
        to = high + pad;
    }
    for (int32_t i = 0; i < plan->points.count && !is_shared; i++) {
        const struct scatter_point *point = &plan->points.items[i];
        double value = scatter_axis_value(kind, is_x ? point->x : point->y);
        double pad = (radius_of(plan, point) + EDGE) / fmax(length, 60) * (high - low);
        from = fmin(from, value - pad);
        to = fmax(to, value + pad);
    }
    hai_number_format format = hai_number_options_format(&scatter->chart.number);
    struct chart_axis axis = chart_axis_values(kind == SCATTER_LOG ? pow(10, low) : from,
                                               kind == SCATTER_LOG ? pow(10, high) : to, false,
                                               &format, is_x ? scatter->x_unit : scatter->y_unit);
    axis.is_exact = low < high;
    // Nothing but zero stands in the middle, too: there is room around it for names.
    if (kind == SCATTER_LINEAR && low == 0 && high == 0) {
        axis.low = -1;
        axis.high = 1;
    }
    if (kind == SCATTER_LOG) {
        axis.kind = CHART_AXIS_LOG;
        axis.has_fixed_low = axis.has_fixed_high = low < high;
        axis.fixed_low = pow(10, from);
        axis.fixed_high = pow(10, to);
    }
    return axis;
}

static void fix_ends(struct chart_axis *axis, double low, double high)
{
    if (isfinite(low) && (axis->kind != CHART_AXIS_LOG || low > 0)) {
        axis->has_fixed_low = true;
        axis->fixed_low = low;
    }
    if (isfinite(high) && (axis->kind != CHART_AXIS_LOG || high > 0)) {
        axis->has_fixed_high = true;
        axis->fixed_high = high;
    }
}

// --- Marks ---

static bool is_in_plot(const struct chart_frame *frame, hai_point at)
{
    hai_box plot = frame->plot;
    return at.x >= plot.x - 0.5 && at.x <= hai_box_right(plot) + 0.5 && at.y >= plot.y - 0.5 &&
           at.y <= hai_box_bottom(plot) + 0.5;
}

static int compare_points(const void *a, const void *b)
{
    const struct scatter_point *x = a, *y = b;
    if (x->is_highlit != y->is_highlit)
        return x->is_highlit ? 1 : -1;
    if (x->radius != y->radius)
        return x->radius > y->radius ? -1 : 1;
    if (x->at.x != y->at.x)
        return x->at.x < y->at.x ? -1 : 1;
    return x->at.y < y->at.y ? -1 : x->at.y > y->at.y ? 1 : 0;
}

// Where points are; those outside of the author's ends are let go. Large ones are drawn first.
static void place_points(const hai_block *block, struct plan *plan)
{
    struct scatter_points *points = &plan->points;
    hai_box plot = plan->frame.plot;
    plan->radius = fmin(plan->radius, fmin(plot.width, plot.height) / 4);
    int32_t count = 0;
    for (int32_t i = 0; i < points->count; i++) {
        struct scatter_point point = points->items[i];
        point.at = (hai_point){chart_x(&plan->frame, point.x), chart_y(&plan->frame, point.y)};
        point.radius = radius_of(plan, &point);
        if (is_in_plot(&plan->frame, point.at))
            points->items[count++] = point;
    }
    points->count = count;
    scatter_points_thin(block, points, fmax(plan->radius * 0.4, 1.5));
    qsort(points->items, (size_t)points->count, sizeof *points->items, compare_points);
}

// The line from edge to edge of the plot, no farther than the points go.
static void place_trend(const struct scatter *scatter, struct plan *plan)
{
    const struct chart_frame *frame = &plan->frame;
    double low = INFINITY, high = -INFINITY;
    for (int32_t i = 0; i < plan->points.count; i++) {
        low = fmin(low, scatter_axis_value(scatter->x_axis, plan->points.items[i].x));
        high = fmax(high, scatter_axis_value(scatter->x_axis, plan->points.items[i].x));
    }
    double ends[2] = {low, high};
    hai_point at[2];
    for (int32_t i = 0; i < 2; i++) {
        double y = plan->trend.intercept + plan->trend.slope * ends[i];
        double x = scatter->x_axis == SCATTER_LOG ? pow(10, ends[i]) : ends[i];
        at[i] = (hai_point){chart_x(frame, x),
                            chart_y(frame, scatter->y_axis == SCATTER_LOG ? pow(10, y) : y)};
    }
    for (int32_t i = 0; i < 2; i++) {
        double edge = at[i].y < frame->plot.y ? frame->plot.y : hai_box_bottom(frame->plot);
        if (at[i].y >= frame->plot.y && at[i].y <= hai_box_bottom(frame->plot))
            continue;
        double share = (edge - at[i].y) / (at[1 - i].y - at[i].y);
        at[i].x += share * (at[1 - i].x - at[i].x);
        at[i].y = edge;
    }
    plan->trend.is_there = isfinite(at[0].x + at[0].y + at[1].x + at[1].y) &&
                           is_in_plot(frame, at[0]) && is_in_plot(frame, at[1]);
    plan->trend_from = at[0];
    plan->trend_to = at[1];
}

static void plan_quadrants(const hai_block *block, const struct scatter *scatter, struct plan *plan,
                           hai_point middle)
{
    hai_box plot = plan->frame.plot;
    plan->middle = (hai_point){chart_x(&plan->frame, middle.x), chart_y(&plan->frame, middle.y)};
    if (!is_in_plot(&plan->frame, plan->middle)) {
        plan->middle = (hai_point){NAN, NAN};
        return;
    }
    chart_labels_avoid_box(plan->labels, (hai_box){plan->middle.x - 2, plot.y, 4, plot.height});
    chart_labels_avoid_box(plan->labels, (hai_box){plot.x, plan->middle.y - 2, plot.width, 4});
    if (!scatter_corners_are_listed(block, scatter, plan->frame.box.width))
        plan->corners_left_out =
            scatter_quadrant_names_add(block, scatter, plot, plan->middle, plan->labels);
    (void)chart_labels_place(plan->labels);
}

// The marks and the words in the plot.
static void plan_inside(const hai_block *block, const struct scatter *scatter, struct plan *plan)
{
    hai_point middle = scatter_middle(block, scatter, &plan->points);
    plan->trend = scatter_trend_fit(block, scatter, &plan->points);
    place_points(block, plan);
    // A number beside the lowest point may reach below the plot.
    hai_box bounds = plan->frame.plot;
    bounds.height += plan->list.count > 0 ? NUMBER_BELOW : 0;
    plan->labels = chart_labels_new(block, bounds);
    chart_frame_cross_grid(&plan->frame, plan->labels);
    for (int32_t i = 0; i < plan->points.count; i++)
        chart_labels_take_circle(plan->labels, plan->points.items[i].at,
                                 plan->points.items[i].radius + 1);
    if (plan->trend.is_there)
        place_trend(scatter, plan);
    if (plan->trend.is_there)
        chart_labels_take_line(plan->labels, plan->trend_from, plan->trend_to, TREND_WIDTH + 4);
    plan->notes =
        chart_notes_plan(block, &scatter->chart, plan->points.heights, &plan->frame, plan->labels);
    // What the author chose comes before what the line says of itself.
    bool is_early = plan->points.has_chosen && scatter->quadrants == SCATTER_QUADRANTS_NONE;
    for (int32_t pass = 0; pass < 2; pass++) {
        if ((pass == 0) == is_early) {
            plan->left_out = scatter_names_add(block, scatter, &plan->points, plan->styles,
                                               0.8 * plan->frame.plot.width, plan->labels);
            plan->unnamed = chart_labels_place(plan->labels) + plan->left_out;
        }
        if (pass == 0 && plan->trend.is_there)
            scatter_trend_label_add(block, plan->trend.r2, plan->trend_from, plan->trend_to,
                                    plan->labels);
        if (pass == 0 && scatter->quadrants != SCATTER_QUADRANTS_NONE)
            plan_quadrants(block, scatter, plan, middle);
    }
}

// All but the marks and the words in the plot; plan->height is what measure answers.
static struct plan plan_frame(const hai_block *block, const struct scatter *scatter, hai_box box,
                              bool is_numbered)
{
    const struct chart_options *chart = &scatter->chart;
    struct plan plan = {.points = scatter_points_read(block, scatter), .middle = {NAN, NAN}};
    struct chart_frame *frame = &plan.frame;
    if (plan.points.count == 0) {
        frame->box = box;
        frame->box.height = plan.height = chart_empty_height(block, box.width);
        return plan;
    }
    scatter_names_join(block, &plan.points);
    choose_marks(scatter, &plan, box);
    struct chart_options colours = *chart;
    if (plan.points.has_chosen) // points, not groups
        colours.highlight = NULL;
    plan.styles = chart_series_styles(block, &colours, plan.points.groups);
    plan.sizes = scatter_size_legend_plan(block, scatter, plan.points.most, plan.radius, box.width);
    double below = plan.sizes.count > 0 ? plan.sizes.size.height + LEGEND_GAP : 0;
    frame->x = plan_axis(block, scatter, &plan, true, box.width * 0.85);
    frame->y = plan_axis(block, scatter, &plan, false, fmax(box.height - below, 120) * 0.72);
    frame->x.wanted_ticks = (int32_t)fmin(fmax(box.width / 130, 3), 7);
    frame->title = chart->title;
    frame->x.title = chart->x_title;
    frame->y.title = chart->y_title;
    fix_ends(&frame->x, scatter->x_low, scatter->x_high);
    fix_ends(&frame->y, chart->low, chart->high);
    if (chart->legend != CHART_LEGEND_NONE && plan.points.groups->series_count > 1)
        frame->legend = chart_legend_series(block, plan.points.groups, plan.styles,
                                            CHART_SWATCH_DOT, box.width);
    plan.list = scatter_list_plan(block, scatter, &plan.points, box.width, is_numbered);
    double list = plan.list.count > 0 ? plan.list.height + LEGEND_GAP : 0;
    // A list does not eat up the plot. Plots beside each other are of one height.
    bool is_panel = chart_shared_above(block, 1) == 0;
    double least = plan.list.count > 0 || is_panel ? chart->height : 1;
    box.height = is_panel ? least : fmax(box.height - below - list, least);
    frame->room.right = EDGE; // a mark at the edge is not cut
    chart_frame_plan(block, frame, box);
    plan.sizes_at = (hai_point){box.x, hai_box_bottom(frame->box) + LEGEND_GAP};
    plan.list_at = (hai_point){box.x, hai_box_bottom(frame->box) + below + LEGEND_GAP};
    plan.height = frame->box.height + below + list;
    return plan;
}

static struct plan plan_as(const hai_block *block, const struct scatter *scatter, hai_box box,
                           bool is_numbered)
{
    struct plan plan = plan_frame(block, scatter, box, is_numbered);
    if (plan.points.count > 0)
        plan_inside(block, scatter, &plan);
    return plan;
}

// What the author chose has a name, or else a number. Which of the two does not hang on the height
// of the box, which a list makes larger.
static struct plan plan(const hai_block *block, const struct scatter *scatter, hai_box box)
{
    hai_box wanted = {box.x, box.y, box.width, scatter->chart.height};
    struct plan plan = plan_as(block, scatter, wanted, false);
    bool is_numbered = false;
    if (plan.unnamed > 0 && scatter_may_number(scatter, &plan.points)) {
        struct plan numbered = plan_as(block, scatter, wanted, true);
        is_numbered =
            numbered.unnamed < plan.unnamed ||
            (numbered.unnamed == plan.unnamed && scatter->chart.labels == CHART_LABELS_AUTO);
        plan = is_numbered ? numbered : plan;
    }
    return box.height == wanted.height ? plan : plan_as(block, scatter, box, is_numbered);
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct scatter *scatter = data;
    hai_box box = {0, 0, space.width, scatter->chart.height};
    // Of many points no more is planned than has to be.
    bool is_chosen = (scatter->chart.highlight != NULL && scatter->chart.highlight[0] != '\0') ||
                     scatter->chart.labels == CHART_LABELS_ALL;
    double height = is_chosen ? plan(block, scatter, box).height
                              : plan_frame(block, scatter, box, false).height;
    return (hai_size){space.width, height};
}

// --- Drawing ---

static void circle_path(hai_canvas *canvas, const struct scatter_point *point, double radius)
{
    hai_canvas_move_to(canvas, point->at.x + radius, point->at.y);
    hai_canvas_arc(canvas, point->at.x, point->at.y, radius, 0, 2 * CHART_PI);
    hai_canvas_close(canvas);
}

static void draw_point(const hai_theme *theme, const struct plan *plan,
                       const struct scatter_point *point, hai_canvas *canvas)
{
    const struct chart_style *style = &plan->styles[point->series];
    bool is_bubble = plan->points.most > 0;
    bool is_back = plan->points.has_chosen && !point->is_highlit;
    hai_colour colour = style->colour;
    if (is_back && plan->points.groups->series_count == 1)
        colour = hai_theme_colour(theme, "muted");
    double opacity = point->is_highlit && plan->points.has_chosen ? 0.95
                     : is_back                                    ? plan->opacity * 0.7
                                                                  : plan->opacity;
    // As dark as all that it stands for would be on each other.
    opacity = 1 - pow(1 - fmin(opacity, 1), point->count);
    if (is_bubble && !(point->size > 0)) {
        circle_path(canvas, point, fmax(point->radius - 1, 1));
        hai_canvas_stroke(canvas, hai_stroke_width(2), hai_paint_colour(colour));
        return;
    }
    struct chart_style filled = *style;
    filled.colour = hai_colour_fade(colour, colour.a * opacity);
    circle_path(canvas, point, point->radius);
    hai_canvas_fill(canvas, hai_paint_colour(filled.colour));
    // A rim tells touching circles apart.
    if (point->radius < 6 || plan->points.count > 1000)
        return;
    circle_path(canvas, point, point->radius);
    hai_canvas_stroke(canvas, hai_stroke_width(1.5),
                      hai_paint_colour(hai_theme_colour(theme, "surface")));
}

static void draw_lines(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas)
{
    static const double dashes[] = {8, 6};
    hai_box plot = plan->frame.plot;
    if (!isfinite(plan->middle.x + plan->middle.y))
        return;
    hai_canvas_move_to(canvas, plan->middle.x, plot.y);
    hai_canvas_line_to(canvas, plan->middle.x, hai_box_bottom(plot));
    hai_canvas_move_to(canvas, plot.x, plan->middle.y);
    hai_canvas_line_to(canvas, hai_box_right(plot), plan->middle.y);
    hai_canvas_stroke(
        canvas,
        (hai_stroke){.size = sizeof(hai_stroke), .width = 2, .dashes = dashes, .dash_count = 2},
        hai_paint_colour(hai_theme_colour(theme, "weak")));
}

static void draw_trend(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas)
{
    if (plan->trend.is_there)
        kit_rule(canvas, plan->trend_from, plan->trend_to, TREND_WIDTH,
                 hai_theme_colour(theme, "ink"));
}

// Bubbles may reach over the plot's edge where the author has set it, but not far.
static void draw_marks(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas)
{
    hai_canvas_save(canvas);
    hai_canvas_box(canvas, hai_box_inset(plan->frame.plot, hai_insets_all(-EDGE / 2)));
    hai_canvas_clip(canvas);
    for (int32_t i = 0; i < plan->points.count; i++)
        draw_point(theme, plan, &plan->points.items[i], canvas);
    hai_canvas_restore(canvas);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct scatter *scatter = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, scatter, box);
    if (placed.labels == NULL) {
        chart_empty_draw(block, canvas, placed.frame.box);
        return;
    }
    chart_frame_draw(block, &placed.frame, canvas);
    scatter_size_legend_draw(theme, &placed.sizes, canvas, placed.sizes_at.x, placed.sizes_at.y);
    chart_list_draw(&placed.list, canvas, placed.list_at.x, placed.list_at.y);
    chart_notes_draw_under(placed.notes, canvas);
    draw_lines(theme, &placed, canvas);
    // Over a cloud of points the line would be lost; bubbles lie on it.
    bool is_cloud = !(placed.points.most > 0);
    if (!is_cloud)
        draw_trend(theme, &placed, canvas);
    draw_marks(theme, &placed, canvas);
    if (is_cloud)
        draw_trend(theme, &placed, canvas);
    chart_notes_draw_over(placed.notes, canvas);
    chart_labels_draw(placed.labels, canvas);
    chart_warn_dropped(block, placed.left_out + placed.corners_left_out);
}

// --- In words ---

static const char *axis_name(const hai_block *block, const struct scatter *scatter, bool is_x)
{
    const char *title = is_x ? scatter->chart.x_title : scatter->chart.y_title;
    (void)block;
    if (title != NULL && title[0] != '\0')
        return title;
    return hai_table_column_name(scatter->chart.rows, is_x ? scatter->x : scatter->y);
}

static const char *summarise(const hai_block *block, const void *data)
{
    struct scatter scatter = *(const struct scatter *)data;
    scatter.has_trend = true;
    struct scatter_points points = scatter_points_read(block, &scatter);
    const char *kind = points.most > 0 ? "气泡图" : "散点图";
    if (points.count == 0)
        return hai_block_printf(block, "%s,暂无数据", kind);
    struct scatter_trend trend = scatter_trend_fit(block, &scatter, &points);
    const char *x = axis_name(block, &scatter, true), *y = axis_name(block, &scatter, false);
    const char *text =
        hai_block_printf(block, "%s,横轴为%s,纵轴为%s,共%d个点。", kind, x, y, (int)points.count);
    if (trend.is_there)
        text = hai_block_printf(block, "%s%s,R²为%.2f。", text,
                                trend.r2 < 0.1    ? "两者没有明显的线性关系"
                                : trend.slope > 0 ? hai_block_printf(block, "%s越大,%s越大", x, y)
                                                  : hai_block_printf(block, "%s越大,%s越小", x, y),
                                trend.r2);
    text = hai_block_printf(block, "%s\n数据:", text);
    hai_number_format format = hai_number_options_format(&scatter.chart.number);
    int32_t told = points.count < 60 ? points.count : 60;
    for (int32_t i = 0; i < told; i++) {
        const struct scatter_point *point = &points.items[i];
        text = hai_block_printf(block, "%s%s%s,%s,%s", text, i > 0 ? ";" : "", point->label,
                                chart_value_text(block, point->x, &format, scatter.x_unit),
                                chart_value_text(block, point->y, &format, scatter.y_unit));
    }
    return hai_block_printf(block, "%s%s", text, told < points.count ? "……" : "。");
}

CHART_PLUGIN("scatter", struct scatter, "散点图", "Scatter chart",
             "散点图与气泡图:分组、名称、趋势线、四象限、对数轴",
             "Points or bubbles: groups, names, trend line, quadrants, logarithmic axes");
