// SPDX-License-Identifier: MIT
//
// A line for each row of the table, named at both ends; columns of numbers are points in time.
// Where the ends have no room for the figures a key below tells them.
#include "chart-kit/chart.h"

#define LINE_WIDTH 4.0
#define MARKER_RADIUS 7.0
#define KEY_GAP 20.0
#define MARGIN 20.0      // above and below the points
#define MOST_ROOMY 120   // rows that the chart grows for
#define AIR 1.2          // between their words
#define MOST_KEYED 16    // rows that a key tells
#define LEAST_SHARE 0.75 // of the wanted height that the lines keep beside a key

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
    struct chart_end_label *ends[2]; // at the left and at the right, one for each row
    hai_point *points;               // of each row, one for each point in time
    struct chart_key *key;           // NULL: the ends tell all; or else
    const char **numbers;            // stand at the ends,
    struct chart_list list;          // and here for the names
    double key_y, height;
    int32_t dropped;
};

CHART_CHECK_UP_TO(500, struct slope)

// Left and right: 3 name and figure, 2 name, 1 figure, 0 nothing. Names say more than figures.
static const int32_t words[][2] = {{3, 3}, {3, 1}, {0, 3}, {1, 2},
                                   {0, 2}, {1, 1}, {0, 0}, {2, 2}}; // the last: of numbers
#define ROWS_OF_NAMES 3
#define ROW_OF_NUMBERS 7

static void plan_ends(const hai_block *block, struct plan *plan, int32_t row)
{
    const struct chart_data *data = plan->data;
    size_t size = ((size_t)data->category_count + 1) * sizeof *plan->ends[0];
    for (int32_t side = 0; side < 2; side++) {
        int32_t shown = words[row][side];
        const double *values = data->series[side == 0 ? 0 : data->series_count - 1].values;
        plan->ends[side] = hai_block_alloc(block, size);
        for (int32_t i = 0; i < data->category_count; i++) {
            const char *figure =
                shown != 2 ? chart_figure_text(block, values[i], &plan->format) : "";
            const char *name = plan->numbers != NULL ? plan->numbers[i] : data->categories[i];
            const char *said[] = {shown >= 2 ? name : "", figure};
            const char *text = hai_block_printf(block, "%s %s", said[side], said[1 - side]);
            if (shown > 0 && !isnan(values[i]))
                plan->ends[side][i] = chart_end_label_new(block, text, &plan->styles[i]);
        }
    }
}

// --- The key ---

// Rows by their last figure, as the lines end; what is missing last.
static int32_t *sort_rows(const hai_block *block, const struct chart_data *data)
{
    const double *last = data->series[data->series_count - 1].values;
    int32_t *order = hai_block_alloc(block, ((size_t)data->category_count + 1) * sizeof *order);
    for (int32_t i = 0; i < data->category_count; i++) {
        int32_t at = i;
        for (; at > 0 && (last[i] > last[order[at - 1]] || isnan(last[order[at - 1]])); at--)
            order[at] = order[at - 1];
        order[at] = i;
    }
    return order;
}

static const char *key_figure(const hai_block *block, const struct plan *plan, double value)
{
    return isfinite(value) ? chart_figure_text(block, value, &plan->format) : "—";
}

static struct chart_key *new_key(const hai_block *block, const struct plan *plan, double width)
{
    const struct chart_data *data = plan->data;
    size_t count = (size_t)data->category_count + 1;
    const double *first = data->series[0].values;
    const double *last = data->series[data->series_count - 1].values;
    const char **names = hai_block_alloc(block, count * sizeof *names);
    const char **figures = hai_block_alloc(block, count * sizeof *figures);
    struct chart_style *styles = hai_block_alloc(block, count * sizeof *styles);
    const int32_t *order = sort_rows(block, data);
    for (int32_t i = 0; i < data->category_count; i++) {
        int32_t row = order[i];
        names[i] = data->categories[row];
        styles[i] = plan->styles[row];
        figures[i] = hai_block_printf(block, "%s → %s", key_figure(block, plan, first[row]),
                                      key_figure(block, plan, last[row]));
    }
    return chart_key_new(block, names, figures, NULL, styles, data->category_count, width);
}

// Numbers from the highest end at the right downwards, and a list of what they stand for.
static void plan_numbers(const hai_block *block, struct plan *plan, double width)
{
    const struct chart_data *data = plan->data;
    size_t count = (size_t)data->category_count + 1;
    const double *first = data->series[0].values;
    const double *last = data->series[data->series_count - 1].values;
    const char **lines = hai_block_alloc(block, count * sizeof *lines);
    const int32_t *order = sort_rows(block, data);
    plan->numbers = hai_block_alloc(block, count * sizeof *plan->numbers);
    for (int32_t i = 0; i < data->category_count; i++) {
        int32_t row = order[i];
        plan->numbers[row] = hai_block_printf(block, "%d", (int)i + 1);
        lines[i] = hai_block_printf(block, "%d %s %s → %s", (int)i + 1, data->categories[row],
                                    key_figure(block, plan, first[row]),
                                    key_figure(block, plan, last[row]));
    }
    plan->list = chart_list_new(block, lines, data->category_count, width);
    plan->dropped = 0;
    plan_ends(block, plan, ROW_OF_NUMBERS);
}

// --- The plan ---

static void take_room(struct plan *plan)
{
    int32_t count = plan->data->category_count;
    plan->frame.room.left = fmax(chart_ends_width(plan->ends[0], count), 12);
    plan->frame.room.right = fmax(chart_ends_width(plan->ends[1], count), 12);
}

// The words that say most and leave the lines a quarter of the width.
static void choose_words(const hai_block *block, struct plan *plan, double width)
{
    struct chart_frame *frame = &plan->frame;
    int32_t count = plan->data->category_count;
    for (int32_t row = 0; row < ROW_OF_NUMBERS; row++) {
        if (row == ROWS_OF_NAMES && count > MOST_KEYED && count <= MOST_ROOMY) {
            plan_numbers(block, plan, width);
            take_room(plan);
            return;
        }
        bool is_keyed = count <= MOST_KEYED && row >= 2;
        if (is_keyed && words[row][0] + words[row][1] != 2) // the right ends' names, or nothing
            row = row < 4 ? 4 : 6;
        plan_ends(block, plan, row);
        take_room(plan);
        plan->dropped = is_keyed || row < 3 ? 0 : count * (row - 2);
        if (is_keyed && plan->key == NULL)
            plan->key = new_key(block, plan, width);
        if (frame->room.left + frame->room.right < width * 0.76)
            return;
    }
}

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
    choose_words(block, plan, box.width);
    frame->room.top = frame->room.bottom = MARGIN;
    // So many rows need more height than is wanted for their words.
    double tall = 0;
    for (int32_t i = 0; i < data->category_count && data->category_count <= MOST_ROOMY; i++)
        tall += fmax(kit_height(plan->ends[0][i].text), kit_height(plan->ends[1][i].text));
    frame->min_plot_height = plan->key == NULL ? tall * AIR - 2 * MARGIN : 0;
    chart_frame_apply(frame, &slope->chart);
    double below = plan->key != NULL      ? KEY_GAP + chart_key_height(plan->key)
                   : plan->list.count > 0 ? KEY_GAP + plan->list.height
                                          : 0;
    box.height =
        fmax(box.height - below, below > 0 ? slope->chart.height * LEAST_SHARE : box.height);
    chart_frame_plan(block, frame, box);
    plan->key_y = hai_box_bottom(frame->box) + KEY_GAP;
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
        plan.ends[0][i].y = plan.points[i * moments].y;
        plan.ends[1][i].y = plan.points[(i + 1) * moments - 1].y;
    }
    for (int32_t side = 0; side < 2; side++)
        plan.dropped +=
            chart_ends_place(block, plan.ends[side], data->category_count,
                             plan.frame.plot.y - MARGIN, hai_box_bottom(plan.frame.plot) + MARGIN);
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
    chart_ends_draw(placed.ends[0], rows, placed.frame.plot.x, true, canvas);
    chart_ends_draw(placed.ends[1], rows, hai_box_right(placed.frame.plot), false, canvas);
    if (placed.key != NULL)
        chart_key_draw(placed.key, canvas, box.x, placed.key_y);
    chart_list_draw(&placed.list, canvas, box.x, placed.key_y);
    chart_warn_dropped(block, placed.dropped);
}

static const char *summarise(const hai_block *block, const void *data)
{
    return chart_summary(block, "坡度图", &((const struct slope *)data)->chart, CHART_STORY_RANK);
}

CHART_PLUGIN("slope", struct slope, "坡度图", "Slope chart", "两个时点之间的变化,一行一条线",
             "Change between points in time, a line for each row");
