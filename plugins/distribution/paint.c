// SPDX-License-Identifier: MIT
#include "paint.h"

#define MEDIAN_WIDTH 4.0
#define MEDIAN_LINE 3.0 // across bars and dots
#define WHISKER_WIDTH 2.5
#define ONE_WIDTH 120.0 // of the column of one value

double plan_x(const struct plan *plan, double value)
{
    hai_box plot = plan->frame.plot;
    if (plan->is_one_value)
        return plot.x + plot.width / 2;
    return fmin(fmax(chart_x(&plan->frame, value), plot.x), hai_box_right(plot));
}

hai_box plan_bin(const struct plan *plan, const struct shape *shape, int32_t bin)
{
    double left = plan_x(plan, plan->bins.first + bin * plan->bins.width);
    double right = plan_x(plan, plan->bins.first + (bin + 1) * plan->bins.width);
    if (plan->is_one_value) {
        double width = fmin(ONE_WIDTH, plan->frame.plot.width);
        left -= width / 2;
        right = left + width;
    }
    double gap = right - left > 12 ? 2 : right - left > 4 ? 1 : 0;
    double height = plan->most > 0 ? shape->counts[bin] / plan->most * shape->height : 0;
    height = shape->counts[bin] > 0 ? fmax(height, 2) : 0;
    return (hai_box){left + gap / 2, shape->centre + shape->height / 2 - height,
                     fmax(right - left - gap, 0), height};
}

bool plan_is_single(const struct plan *plan)
{
    return plan->groups.count == 1 &&
           (plan->style == STYLE_HISTOGRAM || plan->groups.items[0].name[0] == '\0');
}

static void draw_dot(hai_canvas *canvas, hai_point at, double radius)
{
    hai_canvas_move_to(canvas, at.x + radius, at.y);
    hai_canvas_arc(canvas, at.x, at.y, radius, 0, 2 * CHART_PI);
}

static void draw_histogram(const hai_theme *theme, const struct plan *plan, int32_t g,
                           hai_canvas *canvas)
{
    const struct shape *shape = &plan->shapes[g];
    double foot = shape->centre + shape->height / 2, x = shape->median.x;
    for (int32_t b = 0; b < plan->bins.count; b++) {
        hai_box box = plan_bin(plan, shape, b);
        if (!hai_box_is_empty(box))
            chart_fill_bar(canvas, box, 0, CHART_ABOVE, &plan->styles[g]);
    }
    // The line of the median keeps off the count above its bar.
    bool is_single = plan_is_single(plan);
    double top = foot - shape->height - (is_single ? COUNT_ROOM : 0);
    hai_box above = {x - 0.25, shape->median.y - COUNT_ROOM, 0.5, COUNT_ROOM - 1};
    bool has_count = is_single && !chart_labels_is_free(plan->labels, above);
    double bottom = shape->median.y - (has_count ? COUNT_ROOM : 0);
    hai_colour ink = hai_theme_colour(theme, "ink");
    if (!plan->is_one_value)
        kit_rule(canvas, (hai_point){x, shape->median.y}, (hai_point){x, foot}, MEDIAN_LINE, ink);
    if (!plan->is_one_value && bottom - top > 4)
        kit_rule(canvas, (hai_point){x, top}, (hai_point){x, bottom}, MEDIAN_LINE, ink);
    kit_rule(canvas, (hai_point){plan->frame.plot.x, foot},
             (hai_point){hai_box_right(plan->frame.plot), foot},
             hai_theme_length(theme, "hairline"), hai_theme_colour(theme, "weak"));
}

// Rings at what lies beyond the whiskers.
static void draw_outliers(const struct plan *plan, int32_t g, hai_canvas *canvas)
{
    const struct group *group = &plan->groups.items[g];
    for (int32_t i = 0; i < group->count; i++) {
        if (i == group->stats.first_inside)
            i = group->stats.last_inside + 1;
        if (i >= group->count)
            break;
        draw_dot(canvas, (hai_point){plan_x(plan, group->values[i]), plan->shapes[g].centre}, 5);
    }
    hai_canvas_stroke(canvas, hai_stroke_width(2), hai_paint_colour(plan->styles[g].text));
}

static void draw_box(const hai_theme *theme, const struct plan *plan, int32_t g, hai_canvas *canvas)
{
    const struct group *group = &plan->groups.items[g];
    const struct chart_style *style = &plan->styles[g];
    double y = plan->shapes[g].centre, half = fmin(plan->shapes[g].height, BOX_HEIGHT) / 2;
    double low = plan_x(plan, group->stats.low), high = plan_x(plan, group->stats.high);
    double q1 = plan_x(plan, group->stats.q1), q3 = plan_x(plan, group->stats.q3);
    kit_rule(canvas, (hai_point){low, y}, (hai_point){high, y}, WHISKER_WIDTH, style->text);
    for (int32_t end = 0; end < 2; end++) {
        double x = end == 0 ? low : high;
        kit_rule(canvas, (hai_point){x, y - half / 2}, (hai_point){x, y + half / 2}, WHISKER_WIDTH,
                 style->text);
    }
    double radius = fmin(hai_theme_length(theme, "bar_radius") / 2, (q3 - q1) / 4);
    struct chart_style fill = *style;
    kit_fill_box(canvas, (hai_box){q1, y - half, q3 - q1, 2 * half}, radius, fill.colour);
    hai_colour line = q3 - q1 > 3 * MEDIAN_WIDTH ? chart_ink_on(theme, style->colour) : style->text;
    double x = plan->shapes[g].median.x;
    kit_rule(canvas, (hai_point){x, y - half}, (hai_point){x, y + half}, MEDIAN_WIDTH, line);
    draw_outliers(plan, g, canvas);
}

static void draw_violin(const hai_theme *theme, const struct plan *plan, int32_t g,
                        hai_canvas *canvas)
{
    const struct group *group = &plan->groups.items[g];
    const struct shape *shape = &plan->shapes[g];
    const struct chart_style *style = &plan->styles[g];
    violin_path(canvas, shape->x, shape->half, DENSITY_PLACES, shape->centre);
    hai_canvas_fill(canvas, hai_paint_colour(style->colour));
    // Of equal values: a line that can be seen, without a box in it.
    if (shape->x[DENSITY_PLACES - 1] - shape->x[0] < 24) {
        if (shape->x[DENSITY_PLACES - 1] - shape->x[0] < 2)
            kit_rule(canvas, (hai_point){shape->x[0], shape->centre - shape->height / 4},
                     (hai_point){shape->x[0], shape->centre + shape->height / 4}, MEDIAN_WIDTH,
                     style->colour);
        return;
    }
    // The box of the middle half, and the median in it.
    hai_colour ink = chart_ink_on(theme, style->colour);
    double q1 = plan_x(plan, group->stats.q1), q3 = plan_x(plan, group->stats.q3);
    kit_fill_box(canvas, (hai_box){q1, shape->centre - 4, q3 - q1, 8}, 4,
                 hai_colour_fade(ink, 0.55));
    draw_dot(canvas, (hai_point){shape->median.x, shape->centre}, 7);
    hai_canvas_fill(canvas, hai_paint_colour(ink));
}

static void draw_strip(const hai_theme *theme, const struct plan *plan, int32_t g,
                       hai_canvas *canvas)
{
    const struct shape *shape = &plan->shapes[g];
    double radius = shape->swarm.radius;
    for (int32_t i = 0; i < shape->swarm.count; i++) {
        hai_point at = shape->swarm.dots[i];
        draw_dot(canvas, (hai_point){at.x, shape->centre + at.y},
                 radius > 3 ? radius - 0.75 : radius);
    }
    hai_canvas_fill(canvas, hai_paint_colour(plan->styles[g].colour));
    double x = shape->median.x;
    hai_point top = {x, shape->centre - shape->height / 2};
    hai_point foot = {x, shape->centre + shape->height / 2};
    kit_rule(canvas, top, foot, MEDIAN_LINE, hai_theme_colour(theme, "ink"));
}

void paint_group(const hai_theme *theme, const struct plan *plan, int32_t g, hai_canvas *canvas)
{
    static void (*const painters[])(const hai_theme *theme, const struct plan *plan, int32_t g,
                                    hai_canvas *canvas) = {
        [STYLE_HISTOGRAM] = draw_histogram,
        [STYLE_BOX] = draw_box,
        [STYLE_VIOLIN] = draw_violin,
        [STYLE_STRIP] = draw_strip,
    };
    painters[plan->style](theme, plan, g, canvas);
}
