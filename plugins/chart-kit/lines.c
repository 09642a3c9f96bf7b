// SPDX-License-Identifier: MIT
#include "chart-kit/lines.h"

#include <math.h>

#include "chart-kit/polar.h"
#include "chart-kit/stats.h"
#include "visual-kit/surface.h"

#define END_GAP 12.0
#define LEAD 20.0 // of a short line to a label that moved

static bool is_there(hai_point point)
{
    return isfinite(point.x) && isfinite(point.y);
}

// Where the run of points that begins at or after *from starts; it ends before the return value.
static int32_t next_run(const hai_point *points, int32_t count, int32_t *from)
{
    while (*from < count && !is_there(points[*from]))
        (*from)++;
    int32_t to = *from;
    while (to < count && is_there(points[to]))
        to++;
    return to;
}

// --- Slopes ---

static double slope_between(const hai_point *points, int32_t i)
{
    double step = points[i + 1].x - points[i].x;
    return step > 0 ? (points[i + 1].y - points[i].y) / step : 0;
}

// At an end, of the parabola through three points, kept monotone.
static double end_slope(double near, double far, double near_step, double far_step)
{
    double steps = near_step + far_step;
    double slope = steps > 0 ? ((2 * near_step + far_step) * near - near_step * far) / steps : near;
    if (slope * near <= 0)
        return 0;
    return near * far <= 0 && fabs(slope) > 3 * fabs(near) ? 3 * near : slope;
}

// The slope at a point of a run: a harmonic mean of those at both sides, 0 at a peak.
static double slope_at(const hai_point *points, int32_t count, int32_t i)
{
    if (count < 3)
        return slope_between(points, 0);
    if (i == 0)
        return end_slope(slope_between(points, 0), slope_between(points, 1),
                         points[1].x - points[0].x, points[2].x - points[1].x);
    if (i == count - 1)
        return end_slope(slope_between(points, i - 1), slope_between(points, i - 2),
                         points[i].x - points[i - 1].x, points[i - 1].x - points[i - 2].x);
    double before = slope_between(points, i - 1), after = slope_between(points, i);
    double left = points[i].x - points[i - 1].x, right = points[i + 1].x - points[i].x;
    if (before * after <= 0)
        return 0;
    return 3 * (left + right) / ((2 * right + left) / before + (right + 2 * left) / after);
}

// --- Paths ---

// From point i to its neighbour k = i + 1 or i - 1; the canvas is at point i.
static void draw_piece(hai_canvas *canvas, const hai_point *points, int32_t count, int32_t i,
                       int32_t k, enum chart_curve curve)
{
    hai_point a = points[i], b = points[k];
    if (curve == CHART_CURVE_STEP) {
        double middle = (a.x + b.x) / 2;
        hai_canvas_line_to(canvas, middle, a.y);
        hai_canvas_line_to(canvas, middle, b.y);
    }
    if (curve == CHART_CURVE_HOLD)
        hai_canvas_line_to(canvas, fmax(a.x, b.x), k > i ? a.y : b.y);
    if (curve == CHART_CURVE_SMOOTH && a.x != b.x) {
        double third = (b.x - a.x) / 3;
        hai_canvas_curve_to(canvas, a.x + third, a.y + third * slope_at(points, count, i),
                            b.x - third, b.y - third * slope_at(points, count, k), b.x, b.y);
        return;
    }
    hai_canvas_line_to(canvas, b.x, b.y);
}

void chart_line_path(hai_canvas *canvas, const hai_point *points, int32_t count,
                     enum chart_curve curve)
{
    for (int32_t from = 0, to; from < count; from = to) {
        to = next_run(points, count, &from);
        if (from == to)
            return;
        hai_canvas_move_to(canvas, points[from].x, points[from].y);
        if (to - from == 1)
            hai_canvas_line_to(canvas, points[from].x, points[from].y);
        for (int32_t i = 0; i + 1 < to - from; i++)
            draw_piece(canvas, points + from, to - from, i, i + 1, curve);
    }
}

void chart_band_path(hai_canvas *canvas, const hai_point *upper, const hai_point *lower,
                     int32_t count, enum chart_curve curve)
{
    int32_t from = 0;
    while (from < count) {
        while (from < count && !(is_there(upper[from]) && is_there(lower[from])))
            from++;
        int32_t to = from;
        while (to < count && is_there(upper[to]) && is_there(lower[to]))
            to++;
        int32_t run = to - from;
        if (run > 1) {
            hai_canvas_move_to(canvas, upper[from].x, upper[from].y);
            for (int32_t i = 0; i + 1 < run; i++)
                draw_piece(canvas, upper + from, run, i, i + 1, curve);
            hai_canvas_line_to(canvas, lower[to - 1].x, lower[to - 1].y);
            for (int32_t i = run - 1; i > 0; i--)
                draw_piece(canvas, lower + from, run, i, i - 1, curve);
            hai_canvas_close(canvas);
        }
        from = to;
    }
}

void chart_draw_line(hai_canvas *canvas, const hai_point *points, int32_t count,
                     enum chart_curve curve, double width, hai_colour colour)
{
    chart_draw_styled_line(canvas, points, count, curve, width,
                           &(struct chart_style){.colour = colour});
}

static bool is_same(hai_colour a, hai_colour b)
{
    return fabs(a.r - b.r) + fabs(a.g - b.g) + fabs(a.b - b.b) < 0.02;
}

// Those of the palette's second and third round are the same, but lighter or darker.
static bool is_alike(hai_colour a, hai_colour b)
{
    for (int32_t round = -2; round <= 2; round++)
        if (is_same(hai_colour_lighten(a, CHART_ROUND_STEP * round), b))
            return true;
    return false;
}

void chart_dash_alike(struct chart_style *styles, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        int32_t before = 0;
        for (int32_t k = 0; k < i; k++)
            before += is_alike(styles[k].colour, styles[i].colour) ? 1 : 0;
        styles[i].dash = before;
    }
}

hai_stroke chart_line_stroke(const struct chart_style *style, double width)
{
    // Round ends lengthen a dash by the width, and make a dot of none.
    static const double patterns[][4] = {
        {8, 10, 8, 10}, {0.01, 9, 0.01, 9}, {16, 10, 0.01, 10}, {24, 10, 24, 10}};
    hai_stroke stroke = {.size = sizeof stroke, .cap = 1, .join = 1, .width = width};
    if (style->dash > 0) {
        stroke.dashes = patterns[(style->dash - 1) % (int32_t)HAI_COUNT(patterns)];
        stroke.dash_count = 4;
    }
    return stroke;
}

void chart_draw_styled_line(hai_canvas *canvas, const hai_point *points, int32_t count,
                            enum chart_curve curve, double width, const struct chart_style *style)
{
    chart_line_path(canvas, points, count, curve);
    hai_canvas_stroke(canvas, chart_line_stroke(style, width), hai_paint_colour(style->colour));
}

void chart_draw_marker(const hai_theme *theme, hai_canvas *canvas, hai_point at, double radius,
                       hai_colour colour)
{
    if (!is_there(at))
        return;
    double rim = fmax(radius * 0.35, 2);
    hai_canvas_move_to(canvas, at.x + radius + rim, at.y);
    hai_canvas_arc(canvas, at.x, at.y, radius + rim, 0, 2 * CHART_PI);
    hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(theme, "surface")));
    hai_canvas_move_to(canvas, at.x + radius, at.y);
    hai_canvas_arc(canvas, at.x, at.y, radius, 0, 2 * CHART_PI);
    hai_canvas_fill(canvas, hai_paint_colour(colour));
}

void chart_draw_dot(const hai_theme *theme, hai_canvas *canvas, hai_point at, double radius,
                    const struct chart_style *style)
{
    if (!is_there(at))
        return;
    double rim = fmax(radius * 0.36, 2);
    for (int32_t pass = 0; pass < (style->is_hollow ? 2 : 1); pass++) {
        double r = radius - pass * rim;
        hai_canvas_move_to(canvas, at.x + r, at.y);
        hai_canvas_arc(canvas, at.x, at.y, r, 0, 2 * CHART_PI);
        hai_canvas_fill(canvas, hai_paint_colour(pass == 0 ? style->colour
                                                           : hai_theme_colour(theme, "surface")));
    }
}

int32_t chart_thin_points(const hai_block *block, const hai_point *points, int32_t count,
                          double width, const hai_point **thinned)
{
    int32_t most = (int32_t)fmin(fmax(2 * width, 16), 100000);
    *thinned = points;
    if (count <= most)
        return count;
    hai_point *fewer = hai_block_alloc(block, (2 * (size_t)count + 2) * sizeof *fewer);
    double *x = hai_block_alloc(block, (size_t)count * sizeof *x);
    double *y = hai_block_alloc(block, (size_t)count * sizeof *y);
    int32_t *kept = hai_block_alloc(block, (size_t)count * sizeof *kept);
    int32_t fewer_count = 0;
    for (int32_t from = 0, to; from < count; from = to) {
        to = next_run(points, count, &from);
        int32_t run = to - from;
        if (run == 0)
            break;
        for (int32_t i = 0; i < run; i++) {
            x[i] = points[from + i].x;
            y[i] = points[from + i].y;
        }
        int32_t share = (int32_t)fmax(2, floor((double)most * run / count));
        int32_t kept_count = chart_lttb(x, y, run, share, kept);
        if (fewer_count > 0)
            fewer[fewer_count++] = (hai_point){NAN, NAN};
        for (int32_t i = 0; i < kept_count; i++)
            fewer[fewer_count++] = points[from + kept[i]];
    }
    *thinned = fewer;
    return fewer_count;
}

void chart_take_line(struct chart_labels *labels, const hai_point *points, int32_t count,
                     double width)
{
    for (int32_t i = 0; i < count; i++)
        if (is_there(points[i]))
            chart_labels_take_line(
                labels, points[i],
                i + 1 < count && is_there(points[i + 1]) ? points[i + 1] : points[i], width);
}

// --- Names at the ends ---

struct chart_end_label chart_end_label_new(const hai_block *block, const char *text,
                                           const struct chart_style *style)
{
    hai_text_style type = kit_type(hai_block_theme(block), "caption",
                                   chart_colour_name(block, style->text), HAI_TEXT_LEFT);
    type.line_height = 1.3;
    type.weight = style->is_highlit ? 700 : 400;
    return (struct chart_end_label){.text = hai_paragraph_new(block, text, &type, 0),
                                    .y = NAN,
                                    .priority = style->is_highlit ? 1 : 0,
                                    .colour = style->colour};
}

double chart_ends_width(const struct chart_end_label *labels, int32_t count)
{
    double width = 0;
    for (int32_t i = 0; i < count; i++)
        if (labels[i].text != NULL)
            width = fmax(width, hai_paragraph_size(labels[i].text).width);
    return width > 0 ? width + END_GAP + LEAD : 0;
}

int32_t chart_ends_place(const hai_block *block, struct chart_end_label *labels, int32_t count,
                         double top, double bottom)
{
    struct chart_spread *items = hai_block_alloc(block, ((size_t)count + 1) * sizeof *items);
    for (int32_t i = 0; i < count; i++)
        items[i] = (struct chart_spread){.wanted = labels[i].text != NULL ? labels[i].y : NAN,
                                         .size = kit_height(labels[i].text),
                                         .priority = labels[i].priority};
    int32_t dropped = chart_spread(block, items, count, 0, top, bottom);
    for (int32_t i = 0; i < count; i++) {
        labels[i].centre = items[i].centre;
        labels[i].is_dropped = items[i].is_dropped;
    }
    return dropped;
}

void chart_ends_draw(const struct chart_end_label *labels, int32_t count, double x, bool is_left,
                     hai_canvas *canvas)
{
    double side = is_left ? -1 : 1;
    bool is_any_moved = false;
    for (int32_t i = 0; i < count; i++)
        is_any_moved =
            is_any_moved || (!labels[i].is_dropped && fabs(labels[i].centre - labels[i].y) > 6);
    for (int32_t i = 0; i < count; i++) {
        const struct chart_end_label *label = &labels[i];
        if (label->is_dropped || label->text == NULL)
            continue;
        hai_size size = hai_paragraph_size(label->text);
        double start = x + side * (END_GAP + (is_any_moved ? LEAD : 0));
        // A line that ends early is led on to its name.
        bool is_early = label->x != 0 && fabs(label->x - x) > 1;
        if (is_any_moved || is_early)
            kit_rule(canvas, (hai_point){(is_early ? label->x : x) + side * 10, label->y},
                     (hai_point){start - side * 4, label->centre}, 1.5, label->colour);
        hai_canvas_paragraph(canvas, label->text, is_left ? start - size.width : start,
                             label->centre - size.height / 2);
    }
}
