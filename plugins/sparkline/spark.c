// SPDX-License-Identifier: MIT
#include "spark.h"

#include "visual-kit/surface.h"

#define LINE_WIDTH 3.0
#define LAST_RADIUS 6.0
#define RING_RADIUS 4.5
#define RIM 2.5
#define INSET 9.0 // so that no mark is cut

struct spark_ends spark_find_ends(const double *values, int32_t count)
{
    struct spark_ends ends = {-1, -1, -1, -1};
    for (int32_t i = 0; i < count; i++) {
        if (isnan(values[i]))
            continue;
        ends.first = ends.first < 0 ? i : ends.first;
        ends.last = i;
        if (ends.lowest < 0 || values[i] < values[ends.lowest])
            ends.lowest = i;
        if (ends.highest < 0 || values[i] > values[ends.highest])
            ends.highest = i;
    }
    return ends;
}

static void draw_ring(const hai_theme *theme, hai_canvas *canvas, hai_point at, hai_colour colour)
{
    for (int32_t pass = 0; pass < 2; pass++) {
        hai_canvas_move_to(canvas, at.x + RING_RADIUS, at.y);
        hai_canvas_arc(canvas, at.x, at.y, RING_RADIUS, 0, 2 * CHART_PI);
        hai_canvas_close(canvas);
        if (pass == 0)
            hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(theme, "surface")));
        else
            hai_canvas_stroke(canvas, hai_stroke_width(RIM), hai_paint_colour(colour));
    }
}

// NAN where the value is missing, in a constant row, too.
static double place(const struct spark *spark, hai_box box, double value)
{
    double share = spark->high > spark->low ? (value - spark->low) / (spark->high - spark->low)
                   : isnan(value)           ? NAN
                                            : 0.5;
    return hai_box_bottom(box) - share * box.height;
}

static void draw_marks(const hai_block *block, const struct spark *spark, const hai_point *points,
                       hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    struct spark_ends ends = spark_find_ends(spark->values, spark->count);
    if (ends.last < 0 || spark->marks == SPARK_MARKS_NONE)
        return;
    hai_colour weak = hai_theme_colour(theme, "weak");
    bool is_flat = spark->values[ends.lowest] == spark->values[ends.highest];
    if (spark->marks == SPARK_MARKS_ALL) {
        if (ends.first != ends.last)
            chart_draw_marker(theme, canvas, points[ends.first], RING_RADIUS, weak);
        if (!is_flat && ends.lowest != ends.last && ends.lowest != ends.first)
            draw_ring(theme, canvas, points[ends.lowest], weak);
        if (!is_flat && ends.highest != ends.last && ends.highest != ends.first)
            draw_ring(theme, canvas, points[ends.highest], weak);
    }
    chart_draw_marker(theme, canvas, points[ends.last], LAST_RADIUS, spark->style->colour);
}

static void draw_curve(const hai_block *block, const struct spark *spark, hai_canvas *canvas,
                       hai_box box)
{
    int32_t count = spark->count;
    hai_point *points = hai_block_alloc(block, 2 * ((size_t)count + 1) * sizeof *points);
    hai_point *feet = points + count + 1;
    double zero = fmin(fmax(place(spark, box, 0), box.y), hai_box_bottom(box));
    for (int32_t i = 0; i < count; i++) {
        double x = box.x + box.width * (count > 1 ? (double)i / (count - 1) : 0.5);
        points[i] = (hai_point){x, place(spark, box, spark->values[i])};
        feet[i] = (hai_point){x, zero};
    }
    const hai_point *fewer;
    int32_t fewer_count = chart_thin_points(block, points, count, box.width, &fewer);
    if (spark->kind == SPARK_AREA && fewer_count == count) {
        chart_band_path(canvas, points, feet, count, CHART_CURVE_STRAIGHT);
        hai_canvas_fill(canvas, hai_paint_colour(hai_colour_fade(spark->style->colour, 0.16F)));
    }
    chart_draw_line(canvas, fewer, fewer_count, CHART_CURVE_STRAIGHT, LINE_WIDTH,
                    spark->style->colour);
    draw_marks(block, spark, points, canvas);
}

// The last column is what counts; of the others only the extremes are darker.
static void draw_columns(const hai_block *block, const struct spark *spark, hai_canvas *canvas,
                         hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    struct spark_ends ends = spark_find_ends(spark->values, spark->count);
    hai_colour muted = hai_theme_colour(theme, "muted");
    hai_colour darker = hai_colour_mix(muted, hai_theme_colour(theme, "weak"), 0.6);
    double zero = fmin(fmax(place(spark, box, 0), box.y), hai_box_bottom(box));
    double step = box.width / fmax(spark->count, 1);
    double width = step - fmin(step * 0.3, 6);
    for (int32_t i = 0; i < spark->count; i++) {
        double value = spark->values[i], end = place(spark, box, value);
        if (isnan(value))
            continue;
        double height = fmax(fabs(end - zero), value != 0 ? 2 : 0);
        hai_box bar = {box.x + i * step + (step - width) / 2, value < 0 ? zero : zero - height,
                       width, height};
        bool is_extreme =
            spark->marks == SPARK_MARKS_ALL && (i == ends.lowest || i == ends.highest);
        hai_colour colour = i == ends.last && spark->marks != SPARK_MARKS_NONE
                                ? spark->style->colour
                            : is_extreme ? darker
                                         : muted;
        kit_fill_box(canvas, bar, 0, colour);
    }
    kit_rule(canvas, (hai_point){box.x, zero}, (hai_point){hai_box_right(box), zero}, 1.5, darker);
}

void spark_draw(const hai_block *block, const struct spark *spark, hai_canvas *canvas, hai_box box)
{
    struct spark all = *spark;
    if (spark->kind != SPARK_LINE) {
        all.low = fmin(all.low, 0);
        all.high = fmax(all.high, 0);
    }
    if (spark->kind == SPARK_COLUMNS) {
        draw_columns(block, &all, canvas, hai_box_inset(box, (hai_insets){4, 0, 4, 0}));
        return;
    }
    draw_curve(block, &all, canvas, hai_box_inset(box, hai_insets_all(INSET)));
}
