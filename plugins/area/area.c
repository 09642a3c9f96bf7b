// SPDX-License-Identifier: MIT
//
// Areas: of one series below its line, stacked, stacked to 100 %, or as a stream around a middle.
// Names stand in the bands where they fit, else at the right end.
#include "area.h"
#include "visual-kit/surface.h"

#define LINE_WIDTH 4.0
#define MARKER_RADIUS 6.0
#define MAX_MARKERS 24
#define SEAM 2.0          // of the ground between bands
#define MOST_ROOMY 24     // bands that the chart grows for
#define LEAST_HEIGHT 96.0 // of the plot that does
#define LEAST_PLOT 0.45   // of the height, below a legend
#define VALUE_ROOM 24.0
#define VALUE_ABOVE 18.0   // that a value may take besides: what is above leaves it free
#define MOST_LAST_ROOM 0.4 // of the width
#define NARROW 480.0       // where values that find no room in their bands have a legend

static const struct area defaults = {.chart = {CHART_DEFAULTS, .height = 440},
                                     .curve = CHART_CURVE_STRAIGHT};

static const char *const modes[] = {"stacked", "percent", "stream", NULL};

static const hai_option options[] = {
    CHART_DATA_OPTIONS(struct area, chart),
    HAI_CHOICE("mode", struct area, mode, modes, .help_zh = "多系列:堆叠、百分比堆叠、河流图",
               .help_en = "Several series: stacked, stacked to 100 %, a stream"),
    HAI_CHOICE("curve", struct area, curve, chart_curves, .help_zh = "线形:折线、平滑、阶梯",
               .help_en = "Straight pieces, smooth without overshooting, or steps"),
    CHART_COLOUR_OPTIONS(struct area, chart),
    CHART_SIZE_OPTIONS(struct area, chart),
    CHART_AXIS_OPTIONS(struct area, chart),
    CHART_LABEL_OPTION(struct area, chart),
    CHART_LEGEND_OPTION(struct area, chart),
    CHART_ANNOTATION_OPTIONS(struct area, chart),
};

static void check(const hai_block *block, const void *data)
{
    const struct area *area = data;
    chart_check(block, &area->chart);
    double low, high;
    if (area->chart.rows == NULL)
        return;
    const struct chart_data *read = chart_data_read_own(block, &area->chart);
    if (read->series_count > 1 && chart_data_extent(read, &low, &high) && low < 0)
        hai_block_warn(block, "rows", "chart.negative", "draw lines instead",
                       "areas of values below 0 do not stack to a whole");
    if (read->series_count > 1 && area->mode == AREA_STACKED) {
        struct chart_stack stack = chart_stack_new(block, read, CHART_OFFSET_DIVERGING);
        chart_shared_tell_scale(block, area->chart.unit, stack.low, stack.high);
    }
}

// --- The frame ---

static enum chart_offset offset_of(const struct area_plan *plan)
{
    return plan->mode == AREA_PERCENT  ? CHART_OFFSET_PERCENT
           : plan->mode == AREA_STREAM ? CHART_OFFSET_WIGGLE
                                       : CHART_OFFSET_DIVERGING;
}

static struct chart_axis value_axis(const struct area *area, const struct area_plan *plan)
{
    hai_number_format format = plan->format;
    const char *unit = area->chart.unit;
    double low = plan->stack.low, high = plan->stack.high;
    if (plan->mode == AREA_PERCENT) {
        format = (hai_number_format){.size = sizeof format, .style = HAI_NUMBER_RATIO};
        unit = NULL;
    }
    if (plan->is_single)
        chart_data_extent(plan->data, &low, &high);
    chart_notes_extent(&area->chart, &low, &high);
    struct chart_axis axis = chart_axis_values(low, high, plan->mode != AREA_STREAM, &format, unit);
    axis.is_own = plan->mode != AREA_STACKED;
    if (plan->mode == AREA_STREAM) {
        axis.is_hidden = axis.is_exact = true;
        axis.has_grid = false;
    }
    return axis;
}

// Read downwards as the bands are: the uppermost first.
static struct chart_legend *legend_from_top(const hai_block *block, const struct area *area,
                                            const struct area_plan *plan, double width)
{
    int32_t count = plan->data->series_count;
    const char *const *names = chart_series_names(block, plan->data);
    int32_t last = plan->data->category_count - 1;
    const char **figures = hai_block_alloc(block, ((size_t)count + 1) * sizeof *figures);
    const char **from_top = hai_block_alloc(block, ((size_t)count + 1) * sizeof *from_top);
    struct chart_style *styles = hai_block_alloc(block, ((size_t)count + 1) * sizeof *styles);
    for (int32_t s = 0; s < count; s++) {
        from_top[s] = names[count - 1 - s];
        styles[s] = plan->styles[count - 1 - s];
        if (plan->hint.has_legend_values)
            figures[s] = plan->mode == AREA_STREAM
                             ? area_peak_text(block, area, plan, count - 1 - s)
                             : area_value_text(block, area, plan, count - 1 - s, last);
    }
    const char *when = plan->mode == AREA_STREAM ? "各自最高" : plan->data->categories[last];
    return chart_legend_figures(block, plan->hint.has_legend_values ? when : NULL, from_top,
                                figures, styles, count, CHART_SWATCH_BOX, width);
}

static void plan_frame(const hai_block *block, const struct area *area, struct area_plan *plan,
                       hai_box box, double right)
{
    const struct chart_options *chart = &area->chart;
    plan->frame = (struct chart_frame){.x = chart_course_axis(block, plan->data),
                                       .y = value_axis(area, plan),
                                       .room = {.right = right}};
    bool has_legend = chart->legend == CHART_LEGEND_TOP || plan->hint.has_legend_values;
    for (int32_t s = 0; chart->legend == CHART_LEGEND_AUTO && s < plan->data->series_count; s++)
        has_legend = has_legend || (!plan->is_inside[s] && right < 20 && !plan->is_single);
    if (has_legend)
        plan->frame.legend = legend_from_top(block, area, plan, box.width);
    if (has_legend && chart->legend == CHART_LEGEND_AUTO)
        plan->frame.min_plot_height = chart->height * LEAST_PLOT;
    chart_frame_apply(&plan->frame, chart);
    // A value over the highest point, and one below the lowest.
    if (plan->mode == AREA_STACKED && chart->labels != CHART_LABELS_NONE)
        plan->frame.room.top = plan->is_single ? VALUE_ROOM + 8 : VALUE_ROOM;
    double low, high;
    if (plan->is_single && chart->labels != CHART_LABELS_NONE &&
        chart_data_extent(plan->data, &low, &high) && low < 0)
        plan->frame.room.bottom = VALUE_ROOM + VALUE_ABOVE;
    // Of many bands the names at the right need more height than is wanted.
    double names = 0;
    for (int32_t s = 0; s < plan->data->series_count && plan->data->series_count <= MOST_ROOMY; s++)
        names += kit_height(plan->ends[s].text);
    if (names > 0)
        plan->frame.min_plot_height = fmax(fmax(names, LEAST_HEIGHT), plan->frame.min_plot_height);
    chart_frame_plan(block, &plan->frame, box);
}

// --- Bands ---

static bool is_known(const struct chart_data *data, int32_t category)
{
    for (int32_t s = 0; s < data->series_count; s++)
        if (!isnan(data->series[s].values[category]))
            return true;
    return false;
}

// Of more categories than pixels, those that the sum's line needs to look the same.
static void choose_categories(const hai_block *block, struct area_plan *plan, double width)
{
    int32_t count = plan->data->category_count;
    int32_t most = (int32_t)fmin(fmax(2 * width, 16), 20000);
    plan->kept = hai_block_alloc(block, ((size_t)count + 1) * sizeof *plan->kept);
    double *x = hai_block_alloc(block, 2 * ((size_t)count + 1) * sizeof *x);
    double *y = x + count + 1;
    for (int32_t i = 0; i < count; i++) {
        x[i] = i;
        y[i] = chart_category_total(plan->data, i);
    }
    plan->count = chart_lttb(x, y, count, most, plan->kept);
}

static void plan_bands(const hai_block *block, struct area_plan *plan)
{
    const struct chart_data *data = plan->data;
    const struct chart_frame *frame = &plan->frame;
    double top = frame->plot.y, bottom = hai_box_bottom(frame->plot);
    plan->bands = hai_block_alloc(block, ((size_t)data->series_count + 1) * sizeof *plan->bands);
    for (int32_t s = 0; s < data->series_count; s++) {
        size_t size = ((size_t)plan->count + 1) * sizeof(hai_point);
        struct area_band *band = &plan->bands[s];
        band->upper = hai_block_alloc(block, size);
        band->lower = hai_block_alloc(block, size);
        for (int32_t k = 0; k < plan->count; k++) {
            int32_t i = plan->kept[k], cell = s * data->category_count + i;
            double x = chart_x(frame, chart_course_value(&frame->x, data, i));
            double from = chart_y(frame, plan->stack.from[cell]);
            double to = chart_y(frame, plan->stack.to[cell]);
            if (plan->is_single) {
                from = chart_axis_zero(&frame->y);
                to = chart_y(frame, data->series[s].values[i]);
            } else if (!is_known(data, i)) {
                from = to = NAN;
            }
            // The author's ends of the axis cut areas off. fmin would lose NAN.
            band->lower[k] = (hai_point){x, isnan(from) ? NAN : fmin(fmax(from, top), bottom)};
            band->upper[k] = (hai_point){x, isnan(to) ? NAN : fmin(fmax(to, top), bottom)};
        }
    }
}

// --- Names ---

// Which names fit into their bands, and how wide the others are.
static double choose_names(const hai_block *block, const struct area *area, struct area_plan *plan)
{
    for (int32_t s = 0; s < plan->data->series_count; s++) {
        const hai_paragraph *text = area_name(block, plan, s);
        hai_point centre;
        plan->is_inside[s] =
            text != NULL && area_find_room(plan, s, hai_paragraph_size(text), &centre);
        plan->ends[s] = (struct chart_end_label){.y = NAN};
        const char *name = plan->data->series[s].name;
        const char *figure = area_last_figure(block, area, plan, s);
        if (figure != NULL)
            name = hai_block_printf(block, "%s %s", name, figure);
        if (text != NULL && !plan->is_inside[s])
            plan->ends[s] = chart_end_label_new(block, name, &plan->styles[s]);
    }
    return chart_ends_width(plan->ends, plan->data->series_count);
}

// Of many bands the thick ones are named first.
static void place_ends(const hai_block *block, struct area_plan *plan)
{
    for (int32_t s = 0; s < plan->data->series_count; s++) {
        const struct area_band *band = &plan->bands[s];
        int32_t last = plan->count - 1;
        while (last >= 0 && isnan(band->upper[last].y))
            last--;
        if (plan->ends[s].text == NULL || last < 0)
            continue;
        plan->ends[s].y = (band->upper[last].y + band->lower[last].y) / 2;
        plan->ends[s].x = band->upper[last].x;
        plan->ends[s].priority += fabs(band->upper[last].y - band->lower[last].y) / 1e6;
    }
    hai_box plot = plan->frame.plot;
    plan->dropped = chart_ends_place(block, plan->ends, plan->data->series_count, plot.y,
                                     hai_box_bottom(plot) + 12);
}

// Names in the bands, at the right end, or in a legend: whichever of these is first enough.
static void plan_layout(const hai_block *block, const struct area *area, struct area_plan *plan,
                        hai_box box)
{
    size_t count = (size_t)plan->data->series_count + 1;
    plan->lasts = hai_block_alloc(block, count * sizeof *plan->lasts);
    for (size_t s = 0; s < count; s++)
        plan->lasts[s] = -1;
    plan->is_inside = hai_block_alloc(block, count);
    plan->ends = hai_block_alloc(block, count * sizeof *plan->ends);
    double edge = plan->is_single ? fmax(MARKER_RADIUS + 4, plan->hint.last_room) : 0;
    for (size_t s = 0; s < count; s++)
        plan->is_inside[s] = true; // at first
    plan_frame(block, area, plan, box, edge);
    choose_categories(block, plan, plan->frame.plot.width);
    plan_bands(block, plan);
    bool is_direct =
        !plan->is_single && area->chart.legend != CHART_LEGEND_TOP && !plan->hint.has_legend_values;
    double right = is_direct ? choose_names(block, area, plan) : 0;
    for (int32_t round = 0; right > 0 && round < 3; round++) {
        // In narrower bands fewer names fit; where the others do not fit either, a legend does.
        bool has_room = right <= box.width * 0.35 && round < 2;
        double room = has_room ? right : 0;
        for (int32_t s = 0; s < plan->data->series_count && !has_room; s++) {
            plan->is_inside[s] = false;
            plan->ends[s].text = NULL;
        }
        plan_frame(block, area, plan, box, room);
        plan_bands(block, plan);
        if (!has_room)
            break;
        right = choose_names(block, area, plan);
        if (right <= room + 0.5)
            break;
    }
    if (!is_direct)
        for (size_t s = 0; s < count; s++)
            plan->is_inside[s] = false;
    place_ends(block, plan);
}

// --- The plan ---

// Words of annotations that stand over bands need a ground.
static void take_bands(struct area_plan *plan)
{
    const struct area_band *top = &plan->bands[plan->data->series_count - 1];
    const struct area_band *bottom = &plan->bands[0];
    for (int32_t k = 0; k + 1 < plan->count; k++) {
        double from = fmin(top->upper[k].y, top->upper[k + 1].y);
        double to = fmax(bottom->lower[k].y, bottom->lower[k + 1].y);
        double width = top->upper[k + 1].x - top->upper[k].x;
        chart_labels_take_box(plan->labels, (hai_box){top->upper[k].x, from, width, to - from});
    }
}

static struct area_plan plan_with(const hai_block *block, const struct area *area, hai_box box,
                                  struct area_hint hint)
{
    struct area_plan plan = {.data = chart_data_read_own(block, &area->chart),
                             .hint = hint,
                             .mode = (enum area_mode)area->mode};
    if (chart_data_is_empty(plan.data)) {
        plan.data = NULL;
        plan.frame.box = box;
        plan.frame.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    plan.is_single = plan.data->series_count == 1;
    if (plan.is_single)
        plan.mode = AREA_STACKED;
    if (plan.mode == AREA_STREAM)
        chart_stack_sort_inside_out(block, plan.data);
    plan.styles = chart_part_styles(block, &area->chart, plan.data);
    plan.format = chart_data_format(&area->chart, plan.data);
    plan.stack = chart_stack_new(block, plan.data, offset_of(&plan));
    plan.margin = area_values_width(block, area, &plan);
    plan_layout(block, area, &plan, box);

    hai_box bounds = plan.frame.plot;
    double above = plan.mode == AREA_STACKED ? plan.frame.room.top + VALUE_ABOVE : 0;
    bounds.y -= above;
    bounds.height += above + plan.frame.room.bottom;
    double before = plan.is_single ? fmin(bounds.x - plan.frame.box.x, 32) : 0;
    bounds.x -= before;
    bounds.width += before + (plan.is_single ? fmax(MARKER_RADIUS, hint.last_room) : 0);
    plan.labels = chart_labels_new(block, bounds);
    // Words of values below zero stand on the tinted area, in which a ground would be a hole.
    double low, high;
    if (!chart_data_extent(plan.data, &low, &high) || low >= 0)
        chart_frame_cross_grid(&plan.frame, plan.labels);
    if (plan.is_single)
        chart_take_line(plan.labels, plan.bands[0].upper, plan.count, LINE_WIDTH + 4);
    else if (area->chart.annotations.count > 0)
        take_bands(&plan);
    plan.notes = chart_notes_plan(block, &area->chart, plan.data, &plan.frame, plan.labels);
    area_add_names(block, area, &plan);
    area_add_values(block, area, &plan);
    (void)chart_labels_place(plan.labels);
    for (int32_t i = 0; i < plan.data->series_count; i++) {
        const struct chart_label *label = chart_labels_find(plan.labels, plan.lasts[i]);
        plan.lacks_last = plan.lacks_last || (label != NULL && !label->is_placed);
    }
    return plan;
}

// Last values that find no room in their bands stand in the legend, where there is one, or the
// chart is narrow; that of a line, at the right of its end. By the height that is wanted: what is
// drawn higher, because it is measured so, is drawn alike. *wanted is the plan of that height
// without any hint.
static struct area_hint find_hint(const hai_block *block, const struct area *area, hai_box box,
                                  struct area_plan *wanted)
{
    struct area_hint hint = {0};
    box.height = area->chart.height;
    struct area_plan first = plan_with(block, area, box, hint);
    *wanted = first;
    if (first.data == NULL || !first.lacks_last)
        return hint;
    if (first.is_single) {
        const struct chart_label *label = chart_labels_find(first.labels, first.lasts[0]);
        double room = label->gap + hai_paragraph_size(label->text).width + 2;
        hint.last_room = room < box.width * MOST_LAST_ROOM ? room : 0;
        return hint;
    }
    bool is_wanted = area->chart.legend == CHART_LEGEND_AUTO && box.width < NARROW;
    hint.has_legend_values = first.frame.legend != NULL || is_wanted;
    return hint;
}

static struct area_plan plan(const hai_block *block, const struct area *area, hai_box box)
{
    struct area_plan wanted;
    struct area_hint hint = find_hint(block, area, box, &wanted);
    bool is_plain = !hint.has_legend_values && !(hint.last_room > 0);
    return is_plain && box.height == area->chart.height ? wanted
                                                        : plan_with(block, area, box, hint);
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct area *area = data;
    hai_box box = {0, 0, space.width, area->chart.height};
    return (hai_size){space.width, plan(block, area, box).frame.box.height};
}

// --- Drawing ---

struct shape {
    const struct area_band *band;
    int32_t count;
    enum chart_curve curve;
};

static void band_path(hai_canvas *canvas, const void *data)
{
    const struct shape *shape = data;
    chart_band_path(canvas, shape->band->upper, shape->band->lower, shape->count, shape->curve);
}

static void draw_single(const hai_theme *theme, const struct area *area,
                        const struct area_plan *plan, hai_canvas *canvas)
{
    const struct area_band *band = &plan->bands[0];
    hai_box plot = plan->frame.plot;
    hai_colour colour = plan->styles[0].colour;
    double zero = chart_axis_zero(&plan->frame.y);
    double at = fmin(fmax((zero - plot.y) / fmax(plot.height, 1), 0), 1);
    // Strong at the far ends, fading towards zero.
    const hai_stop stops[] = {{0, hai_colour_fade(colour, at > 0 ? 0.42F : 0.04F)},
                              {at, hai_colour_fade(colour, 0.04F)},
                              {1, hai_colour_fade(colour, at < 1 ? 0.42F : 0.04F)}};
    enum chart_curve curve = (enum chart_curve)area->curve;
    chart_band_path(canvas, band->upper, band->lower, plan->count, curve);
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){plot.x, plot.y},
                                             (hai_point){plot.x, hai_box_bottom(plot)}, stops, 3));
    chart_draw_line(canvas, band->upper, plan->count, curve, LINE_WIDTH, colour);
    int32_t last = plan->count - 1;
    while (last > 0 && isnan(band->upper[last].y))
        last--;
    for (int32_t k = 0; k < plan->count; k++)
        if ((k == last || plan->data->category_count <= MAX_MARKERS) &&
            band->upper[k].x - 2 * MARKER_RADIUS >= plan->frame.box.x)
            chart_draw_marker(theme, canvas, band->upper[k], MARKER_RADIUS, colour);
}

static void draw_bands(const hai_theme *theme, const struct area *area,
                       const struct area_plan *plan, hai_canvas *canvas)
{
    hai_colour surface = hai_theme_colour(theme, "surface");
    for (int32_t s = 0; s < plan->data->series_count; s++) {
        struct shape shape = {&plan->bands[s], plan->count, (enum chart_curve)area->curve};
        chart_fill_path(canvas, plan->frame.plot, &plan->styles[s], band_path, &shape);
    }
    hai_canvas_save(canvas);
    hai_canvas_box(canvas, plan->frame.plot);
    hai_canvas_clip(canvas);
    for (int32_t s = 0; s + 1 < plan->data->series_count; s++)
        chart_draw_line(canvas, plan->bands[s].upper, plan->count, (enum chart_curve)area->curve,
                        SEAM, surface);
    hai_canvas_restore(canvas);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct area *area = data;
    const hai_theme *theme = hai_block_theme(block);
    struct area_plan placed = plan(block, area, box);
    if (placed.data == NULL) {
        chart_empty_draw(block, canvas, placed.frame.box);
        return;
    }
    chart_frame_draw(block, &placed.frame, canvas);
    chart_notes_draw_under(placed.notes, canvas);
    if (placed.is_single)
        draw_single(theme, area, &placed, canvas);
    else
        draw_bands(theme, area, &placed, canvas);
    chart_notes_draw_over(placed.notes, canvas);
    chart_labels_draw(placed.labels, canvas);
    chart_ends_draw(placed.ends, placed.data->series_count, hai_box_right(placed.frame.plot), false,
                    canvas);
    chart_warn_dropped(block, placed.dropped);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct area *area = data;
    return chart_summary(block, area->mode == AREA_STREAM ? "河流图" : "面积图", &area->chart,
                         CHART_STORY_TREND);
}

CHART_PLUGIN("area", struct area, "面积图", "Area chart",
             "面积图:单系列、堆叠、百分比、河流图,名称直接标在图中",
             "Areas: one series, stacked, to 100 %, or a stream, named in their bands");
