// SPDX-License-Identifier: MIT
#include <math.h>

#include "kpi.h"
#include "visual-kit/surface.h"

#define TREND_HEIGHT 96.0
#define BAR 16.0
#define RING_PEN 20.0

static int32_t count_points(const struct kpi *kpi)
{
    return kpi->rows == NULL ? 0 : hai_table_rows(kpi->rows);
}

static hai_colour figure_colour(const hai_theme *theme)
{
    return hai_theme_colour(theme, hai_theme_type(theme, "figure").colour);
}

static double part_of(const struct kpi *kpi)
{
    double whole = isfinite(kpi->target) ? kpi->target : 100;
    return isfinite(kpi->value) && whole > 0 ? fmin(fmax(kpi->value / whole, 0), 1) : NAN;
}

// How far it is: "完成 92.4%" at the left, the target at the right, below each other where they
// would touch.
static void plan_target(const hai_block *block, const struct kpi *kpi, double width,
                        struct extra *extra)
{
    hai_number_format share = {.size = sizeof share, .decimals = 1, .style = HAI_NUMBER_RATIO};
    hai_number_format format = hai_number_options_format(&kpi->number);
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style style =
        kit_type(theme, "label", hai_theme_type(theme, "figure").colour, HAI_TEXT_LEFT);
    double done = isfinite(kpi->value) && kpi->target > 0 ? kpi->value / kpi->target : NAN;
    const char *text = isfinite(done)
                           ? hai_block_printf(block, "完成%s", hai_number_text(block, done, &share))
                           : "";
    extra->left = hai_paragraph_new(block, text, &style, width);
    style = kit_type(theme, "caption", NULL, HAI_TEXT_LEFT);
    text = hai_block_printf(block, "%s%s%s", kpi->target_label,
                            hai_number_text(block, kpi->target, &format),
                            kpi->unit == NULL ? "" : kpi->unit);
    extra->right = hai_paragraph_new(block, text, &style, 0);
    double right = hai_paragraph_size(extra->right).width;
    bool is_below = extra->is_below = hai_paragraph_size(extra->left).width + 16 + right > width;
    if (right > width)
        extra->right = hai_paragraph_new(block, text, &style, width);
    double words = kit_height(extra->left), more = kit_height(extra->right);
    extra->height = EXTRA_GAP + BAR + 8 + (is_below ? words + more : fmax(words, more));
}

struct extra extra_plan(const hai_block *block, const struct kpi *kpi, double width)
{
    struct extra extra = {.part = part_of(kpi)};
    if (kpi->style == STYLE_RING && isfinite(extra.part)) {
        if (width >= 2.2 * EXTRA_RING)
            extra.beside = EXTRA_RING + 24;
        else
            extra.height = EXTRA_GAP + fmin(EXTRA_RING, width);
    } else if (kpi->style == STYLE_TARGET && isfinite(kpi->target)) {
        plan_target(block, kpi, width, &extra);
    } else if (kpi->style == STYLE_TREND && count_points(kpi) > 1) {
        extra.height = EXTRA_GAP + TREND_HEIGHT;
    }
    return extra;
}

static void draw_ring(const hai_theme *theme, const struct extra *extra, hai_canvas *canvas,
                      hai_box box)
{
    double pi = acos(-1.0), side = fmin(box.width, box.height);
    double radius = fmax((side - RING_PEN) / 2, 1);
    hai_point middle = {box.x + (extra->beside > 0 ? box.width / 2 : side / 2),
                        box.y + box.height / 2};
    hai_colour colour = figure_colour(theme);
    hai_stroke stroke = hai_stroke_width(fmin(RING_PEN, side / 4));
    hai_canvas_arc(canvas, middle.x, middle.y, radius, 0, 2 * pi);
    hai_canvas_stroke(canvas, stroke, hai_paint_colour(hai_colour_fade(colour, 0.14F)));
    if (extra->part <= 0)
        return;
    stroke.cap = extra->part < 0.9 ? 1 : 0;
    hai_canvas_arc(canvas, middle.x, middle.y, radius, -pi / 2, -pi / 2 + 2 * pi * extra->part);
    hai_canvas_stroke(canvas, stroke, hai_paint_colour(colour));
}

static void draw_target(const hai_theme *theme, const struct extra *extra, hai_canvas *canvas,
                        hai_box box)
{
    hai_colour colour = figure_colour(theme);
    hai_box bar = {box.x, box.y, box.width, BAR};
    kit_fill_box(canvas, bar, BAR / 2, hai_colour_fade(colour, 0.14F));
    if (extra->part > 0) {
        bar.width = fmax(bar.width * extra->part, fmin(BAR, bar.width));
        kit_fill_box(canvas, bar, BAR / 2, colour);
    }
    double y = box.y + BAR + 8, low = hai_box_bottom(box) - kit_height(extra->right);
    hai_canvas_paragraph(canvas, extra->left, box.x, y);
    hai_canvas_paragraph(
        canvas, extra->right,
        extra->is_below ? box.x : hai_box_right(box) - hai_paragraph_size(extra->right).width, low);
}

// The path of the line over all points that have a value; `first` and `last` are its ends.
static int32_t trace_line(const struct kpi *kpi, hai_canvas *canvas, hai_box box, hai_point *first,
                          hai_point *last)
{
    int32_t rows = count_points(kpi), told = 0;
    double low = INFINITY, high = -INFINITY;
    for (int32_t i = 0; i < rows; i++) {
        double value = hai_table_number(kpi->rows, i, kpi->trend);
        if (!isfinite(value))
            continue;
        low = fmin(low, value);
        high = fmax(high, value);
    }
    for (int32_t i = 0; i < rows; i++) {
        double value = hai_table_number(kpi->rows, i, kpi->trend);
        if (!isfinite(value))
            continue;
        double part = high > low ? value / (high - low) - low / (high - low) : 0.5;
        *last = (hai_point){box.x + box.width * i / (rows - 1),
                            hai_box_bottom(box) - fmin(fmax(part, 0), 1) * box.height};
        if (told++ == 0) {
            *first = *last;
            hai_canvas_move_to(canvas, last->x, last->y);
        } else {
            hai_canvas_line_to(canvas, last->x, last->y);
        }
    }
    return told;
}

static void draw_trend(const hai_theme *theme, const struct kpi *kpi, hai_canvas *canvas,
                       hai_box box)
{
    hai_colour colour = figure_colour(theme);
    hai_box inner = hai_box_inset(box, (hai_insets){8, 8, 4, 4});
    hai_point first = {0, 0}, last = {0, 0};
    int32_t told = trace_line(kpi, canvas, inner, &first, &last);
    if (told == 0)
        return;
    const hai_stop stops[] = {{0, hai_colour_fade(colour, 0.22F)}, {1, hai_colour_fade(colour, 0)}};
    hai_canvas_line_to(canvas, last.x, hai_box_bottom(box));
    hai_canvas_line_to(canvas, first.x, hai_box_bottom(box));
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){box.x, box.y},
                                             (hai_point){box.x, hai_box_bottom(box)}, stops, 2));
    (void)trace_line(kpi, canvas, inner, &first, &last);
    hai_stroke stroke = hai_stroke_width(4);
    stroke.cap = stroke.join = 1;
    hai_canvas_stroke(canvas, stroke, hai_paint_colour(colour));
    kit_fill_box(canvas, (hai_box){last.x - 8, last.y - 8, 16, 16}, 8, colour);
    kit_fill_box(canvas, (hai_box){last.x - 4, last.y - 4, 8, 8}, 4,
                 hai_theme_colour(theme, "surface"));
}

void extra_draw(const hai_block *block, const struct kpi *kpi, const struct extra *extra,
                hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    if (kpi->style == STYLE_RING)
        draw_ring(theme, extra, canvas, box);
    else if (kpi->style == STYLE_TARGET)
        draw_target(theme, extra, canvas, box);
    else
        draw_trend(theme, kpi, canvas, box);
}
