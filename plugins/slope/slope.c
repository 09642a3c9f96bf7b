// SPDX-License-Identifier: MIT
//
// A line for each row of the table, named at both ends; columns of numbers are points in time.
// Where the ends have no room for the figures a key below tells them.
#include "chart-kit/chart.h"

#define LINE_WIDTH 4.0
#define MARKER_RADIUS 7.0
#define MARGIN 20.0      // above and below the points
#define LEAST_SHARE 0.75 // of the wanted height that the lines keep above a key

struct slope {
    struct chart_options chart;
};
static const struct slope defaults = {
    .chart = {CHART_DEFAULTS, .height = 480, .highlight = "first"}};

static const hai_option options[] = {
    CHART_DATA_OPTIONS(struct slope, chart),
    CHART_PLAIN_COLOUR_OPTIONS(struct slope, chart),
    CHART_SIZE_OPTIONS(struct slope, chart),
};

struct plan {
    struct chart_data *data; // NULL: no data
    struct chart_style *styles;
    hai_number_format format;
    struct chart_frame frame;
    struct chart_both_ends ends;
    hai_point *points; // of each row, one for each point in time
    double height;
};

CHART_CHECK_UP_TO(500, struct slope)

static void plan_frame(const hai_block *block, const struct slope *slope, struct plan *plan,
                       hai_box box)
{
    const struct chart_data *data = plan->data;
    struct chart_frame *frame = &plan->frame;
    double low, high;
    chart_data_extent(data, &low, &high);
    frame->y = chart_axis_values(low, high, false, &plan->format, slope->chart.unit);
    frame->y.is_hidden = frame->y.is_exact = frame->y.keeps_title = true;
    frame->y.has_grid = false;
    frame->x = (struct chart_axis){.kind = CHART_AXIS_POINT,
                                   .names = chart_series_names(block, data),
                                   .count = data->series_count,
                                   .has_grid = true,
                                   .is_on_far_side = true};
    plan->ends = chart_both_ends_new(block, data, plan->styles, &plan->format, box.width);
    chart_both_ends_take_room(&plan->ends, frame);
    frame->room.top = frame->room.bottom = MARGIN;
    frame->min_plot_height = fmax(chart_both_ends_tall(&plan->ends) - 2 * MARGIN, 0);
    chart_frame_apply(frame, &slope->chart);
    double below = chart_both_ends_below(&plan->ends);
    if (below > 0)
        box.height = fmax(box.height - below, slope->chart.height * LEAST_SHARE);
    chart_frame_plan(block, frame, box);
    plan->height = frame->box.height + below;
}

static struct plan plan(const hai_block *block, const struct slope *slope, hai_box box)
{
    struct plan plan = {.data = chart_data_read(block, &slope->chart), .frame.box = box};
    const struct chart_data *data = plan.data;
    if (chart_data_is_empty(data)) {
        plan.data = NULL;
        plan.height = plan.frame.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    plan.format = chart_data_format(&slope->chart, data);
    plan.styles = chart_category_styles(block, &slope->chart, data, false);
    plan_frame(block, slope, &plan, box);
    int32_t moments = data->series_count;
    size_t size = (size_t)data->category_count * (size_t)moments * sizeof *plan.points;
    plan.points = hai_block_alloc(block, size);
    for (int32_t i = 0; i < data->category_count; i++) {
        for (int32_t s = 0; s < moments; s++)
            plan.points[i * moments + s] = (hai_point){
                chart_x(&plan.frame, s), chart_y(&plan.frame, data->series[s].values[i])};
    }
    chart_both_ends_place(block, &plan.ends, &plan.frame);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    hai_box box = {0, 0, space.width, ((const struct slope *)data)->chart.height};
    return (hai_size){space.width, plan(block, data, box).height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct plan placed = plan(block, data, box);
    if (placed.data == NULL) {
        chart_empty_draw(block, canvas, placed.frame.box);
        return;
    }
    int32_t rows = placed.data->category_count, moments = placed.data->series_count;
    chart_frame_draw(block, &placed.frame, canvas);
    // What matters is drawn over the rest.
    for (int32_t k = 0; k < 2 * rows; k++) {
        const struct chart_style *style = &placed.styles[k % rows];
        if (style->is_highlit != (k >= rows))
            continue;
        const hai_point *points = &placed.points[k % rows * moments];
        chart_draw_line(canvas, points, moments, CHART_CURVE_STRAIGHT, LINE_WIDTH, style->colour);
        for (int32_t s = 0; s < moments; s++)
            chart_draw_marker(hai_block_theme(block), canvas, points[s], MARKER_RADIUS,
                              style->colour);
    }
    chart_both_ends_draw(&placed.ends, &placed.frame, canvas);
    chart_warn_dropped(block, placed.ends.dropped);
}

static const char *summarise(const hai_block *block, const void *data)
{
    return chart_summary(block, "坡度图", &((const struct slope *)data)->chart, CHART_STORY_RANK);
}

CHART_PLUGIN("slope", struct slope, "坡度图", "Slope chart", "两个时点之间的变化,一行一条线",
             "Change between points in time, a line for each row");
