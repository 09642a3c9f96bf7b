// SPDX-License-Identifier: MIT
#include <math.h>

#include "chart-kit/frame.h"
#include "chart-kit/label.h"
#include "chart-kit/texts.h"
#include "visual-kit/surface.h"

#define NAME_ABOVE_GAP 6.0
#define NAME_SIDE_GAP 4.0
#define LEAST_PIECE 14.0
#define FOOT_ROOM 14.0 // between the foot of a plot and the lowest line of its grid

static double hairline(const hai_theme *theme)
{
    double width = hai_theme_length(theme, "hairline");
    return width > 0 ? width : 1.5;
}

static bool has_ticks(const struct chart_axis *axis)
{
    return axis->kind == CHART_AXIS_VALUE || axis->kind == CHART_AXIS_LOG ||
           axis->kind == CHART_AXIS_TIME;
}

static bool has_names(const struct chart_axis *axis)
{
    return axis->kind == CHART_AXIS_BAND || axis->kind == CHART_AXIS_POINT;
}

static hai_colour axis_colour(const hai_theme *theme)
{
    return hai_colour_mix(hai_theme_colour(theme, "line"), hai_theme_colour(theme, "weak"), 0.45);
}

static void draw_across(hai_canvas *canvas, const struct chart_frame *frame, double y, double width,
                        hai_colour colour)
{
    kit_rule(canvas, (hai_point){frame->plot.x, y}, (hai_point){hai_box_right(frame->plot), y},
             width, colour);
}

hai_box chart_frame_name_box(const struct chart_frame *frame, int32_t i)
{
    const struct chart_axis_text *item = &frame->y.texts->items[i];
    double half = chart_scale_bandwidth(&frame->y.scale) / 2;
    hai_box box = item->box;
    box.x = frame->box.x;
    box.y = chart_y(frame, item->at) - half - NAME_ABOVE_GAP - box.height;
    return box;
}

static bool has_names_above(const struct chart_frame *frame)
{
    return has_names(&frame->y) && frame->y.is_above && frame->y.texts != NULL;
}

// What is left of a line beside a name may be too short to be seen as one.
static void draw_piece(hai_canvas *canvas, double x, double from, double to, hai_stroke stroke,
                       hai_colour colour)
{
    if (to - from < LEAST_PIECE)
        return;
    hai_canvas_move_to(canvas, x, from);
    hai_canvas_line_to(canvas, x, to);
    hai_canvas_stroke(canvas, stroke, hai_paint_colour(colour));
}

bool chart_frame_is_parted(const struct chart_frame *frame, hai_point at)
{
    for (int32_t i = 0; has_names_above(frame) && i < frame->y.texts->count; i++) {
        hai_box name = chart_frame_name_box(frame, i);
        if (at.x >= name.x - NAME_SIDE_GAP && at.x <= hai_box_right(name) + NAME_SIDE_GAP &&
            at.y >= name.y - LEAST_PIECE && at.y <= hai_box_bottom(name))
            return true;
    }
    return false;
}

void chart_frame_draw_upright(const struct chart_frame *frame, hai_canvas *canvas, double x,
                              double from, double to, hai_stroke stroke, hai_colour colour)
{
    int32_t count = has_names_above(frame) ? frame->y.texts->count : 0;
    bool is_upwards = count > 1 && chart_y(frame, frame->y.texts->items[0].at) >
                                       chart_y(frame, frame->y.texts->items[count - 1].at);
    for (int32_t i = 0; i < count; i++) {
        hai_box name = chart_frame_name_box(frame, is_upwards ? count - 1 - i : i);
        if (x < name.x - NAME_SIDE_GAP || x > hai_box_right(name) + NAME_SIDE_GAP)
            continue;
        draw_piece(canvas, x, from, fmin(name.y, to), stroke, colour);
        from = fmax(from, hai_box_bottom(name));
    }
    draw_piece(canvas, x, from, to, stroke, colour);
}

static void draw_upright(hai_canvas *canvas, const struct chart_frame *frame, double x,
                         double width, hai_colour colour)
{
    chart_frame_draw_upright(frame, canvas, x, frame->plot.y, hai_box_bottom(frame->plot),
                             hai_stroke_width(width), colour);
}

static void draw_grid(const hai_theme *theme, const struct chart_frame *frame, hai_canvas *canvas)
{
    double width = hairline(theme);
    hai_colour colour = hai_theme_colour(theme, "line");
    if (frame->y.has_grid && has_ticks(&frame->y))
        for (int32_t i = 0; i < frame->y.ticks.count; i++)
            draw_across(canvas, frame, chart_y(frame, frame->y.ticks.values[i]), width, colour);
    if (frame->x.has_grid && has_ticks(&frame->x))
        for (int32_t i = 0; i < frame->x.ticks.count; i++)
            draw_upright(canvas, frame, chart_x(frame, frame->x.ticks.values[i]), width, colour);
    if (frame->x.has_grid && has_names(&frame->x))
        for (int32_t i = 0; i < frame->x.count && frame->x.count <= 60; i++)
            draw_upright(canvas, frame, chart_x(frame, i), width, colour);
}

// Where the words across begin, and how far below that the lowest row of them does.
static double words_across(const struct chart_frame *frame, double *lowest)
{
    const struct chart_axis_texts *texts = frame->x.texts;
    *lowest = 0;
    for (int32_t i = 0; i < texts->count; i++)
        *lowest = fmax(*lowest, texts->items[i].box.y);
    return frame->x.is_on_far_side
               ? frame->plot.y - frame->room.top - CHART_TICK_GAP - texts->size
               : hai_box_bottom(frame->plot) + frame->room.bottom + CHART_TICK_GAP;
}

static void draw_texts_across(const struct chart_frame *frame, hai_canvas *canvas)
{
    const struct chart_axis_texts *texts = frame->x.texts;
    double lowest, y = words_across(frame, &lowest);
    for (int32_t i = 0; i < texts->count; i++) {
        hai_box box = texts->items[i].box;
        // Above the plot those of one row stand on it.
        double free = frame->x.is_on_far_side && !(lowest > 0) ? texts->size - box.height : 0;
        hai_canvas_paragraph(canvas, texts->items[i].text, box.x - texts->items[i].shift,
                             y + box.y + free);
    }
}

static hai_box tick_box(const struct chart_frame *frame, const struct chart_axis *axis, int32_t i,
                        bool is_right)
{
    const struct chart_axis_text *item = &axis->texts->items[i];
    double x = is_right ? hai_box_right(frame->plot) + frame->room.right + CHART_TICK_GAP
                        : frame->plot.x - frame->room.left - CHART_TICK_GAP - item->box.width;
    double y = chart_scale_map(&axis->scale, item->at) - item->box.height / 2;
    return (hai_box){x, y, item->box.width, item->box.height};
}

static void draw_texts_upwards(const struct chart_frame *frame, const struct chart_axis *axis,
                               bool is_right, hai_canvas *canvas)
{
    for (int32_t i = 0; i < axis->texts->count; i++) {
        hai_box box = tick_box(frame, axis, i, is_right);
        hai_canvas_paragraph(canvas, axis->texts->items[i].text, box.x, box.y);
    }
}

// Of a name beside its band or above it.
static hai_box name_box(const struct chart_frame *frame, int32_t i)
{
    const struct chart_axis_text *item = &frame->y.texts->items[i];
    if (frame->y.is_above)
        return chart_frame_name_box(frame, i);
    double right = frame->plot.x - frame->room.left - CHART_NAME_GAP - item->shift;
    return (hai_box){right - item->box.width, chart_y(frame, item->at) - item->box.height / 2,
                     item->box.width, item->box.height};
}

static void draw_texts_downwards(const struct chart_frame *frame, hai_canvas *canvas)
{
    for (int32_t i = 0; i < frame->y.texts->count; i++) {
        hai_box box = name_box(frame, i);
        hai_canvas_paragraph(canvas, frame->y.texts->items[i].text, box.x, box.y);
    }
}

void chart_frame_take_names(const struct chart_frame *frame, struct chart_labels *labels)
{
    bool has_texts = has_names(&frame->y) && frame->y.texts != NULL;
    for (int32_t i = 0; has_texts && i < frame->y.texts->count; i++)
        chart_labels_take_box(labels, name_box(frame, i));
}

void chart_frame_cross_grid(const struct chart_frame *frame, struct chart_labels *labels)
{
    hai_box plot = frame->plot;
    if (frame->y.has_grid && has_ticks(&frame->y))
        for (int32_t i = 0; i < frame->y.ticks.count; i++)
            chart_labels_cross_box(
                labels,
                (hai_box){plot.x, chart_y(frame, frame->y.ticks.values[i]) - 1, plot.width, 2});
    if (frame->x.has_grid && has_ticks(&frame->x))
        for (int32_t i = 0; i < frame->x.ticks.count; i++)
            chart_labels_cross_box(labels, (hai_box){chart_x(frame, frame->x.ticks.values[i]) - 1,
                                                     plot.y, 2, plot.height});
}

void chart_frame_take_words(const struct chart_frame *frame, struct chart_labels *labels)
{
    hai_box head = {frame->box.x, frame->box.y, frame->box.width, 0};
    if (frame->title_text != NULL)
        head.height += frame->title_height + 8;
    const struct chart_legend *keys[] = {frame->legend, frame->note_key};
    for (size_t i = 0; i < HAI_COUNT(keys); i++)
        head.height += keys[i] != NULL ? chart_legend_height(keys[i]) + CHART_LEGEND_GAP : 0;
    chart_labels_take_box(labels, head);
    double y = hai_box_bottom(head);
    const hai_paragraph *units[] = {frame->y_title_text, frame->y2_title_text};
    for (size_t i = 0; i < HAI_COUNT(units); i++) {
        hai_size size = units[i] != NULL ? hai_paragraph_size(units[i]) : (hai_size){0};
        double x = i == 0 ? head.x : hai_box_right(head) - size.width;
        chart_labels_take_box(labels, (hai_box){x, y, size.width, size.height});
    }
    const struct chart_axis *axes[] = {&frame->y, &frame->y2};
    for (size_t a = 0; a < HAI_COUNT(axes); a++)
        for (int32_t i = 0; has_ticks(axes[a]) && i < axes[a]->texts->count; i++)
            chart_labels_take_box(labels, tick_box(frame, axes[a], i, a == 1));
    if (frame->x.texts == NULL || frame->x.texts->count == 0)
        return;
    double lowest, across = words_across(frame, &lowest);
    chart_labels_take_box(labels,
                          (hai_box){frame->box.x, across, frame->box.width, frame->x.texts->size});
}

static void draw_head(const struct chart_frame *frame, hai_canvas *canvas)
{
    double y = frame->box.y;
    if (frame->title_text != NULL) {
        y += frame->title_height;
        hai_canvas_paragraph(canvas, frame->title_text, frame->box.x,
                             y - kit_height(frame->title_text));
        y += 8;
    }
    const struct chart_legend *keys[] = {frame->legend, frame->note_key};
    for (size_t i = 0; i < HAI_COUNT(keys); i++) {
        if (keys[i] == NULL)
            continue;
        chart_legend_draw(keys[i], canvas, frame->box.x, y);
        y += chart_legend_height(keys[i]) + CHART_LEGEND_GAP;
    }
    if (frame->y_title_text != NULL)
        hai_canvas_paragraph(canvas, frame->y_title_text, frame->box.x, y);
    // These are set to the right of their measures.
    if (frame->y2_title_text != NULL)
        hai_canvas_paragraph(canvas, frame->y2_title_text,
                             hai_box_right(frame->box) - frame->y2_title_width, y);
    if (frame->x_title_text != NULL)
        hai_canvas_paragraph(canvas, frame->x_title_text, frame->box.x,
                             hai_box_bottom(frame->box) - kit_height(frame->x_title_text));
}

static bool is_zero_inside(const struct chart_axis *axis)
{
    return axis->kind == CHART_AXIS_VALUE && axis->scale.from <= 0 && axis->scale.to >= 0;
}

void chart_frame_draw_zero(const hai_block *block, const struct chart_frame *frame,
                           hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    if (is_zero_inside(&frame->y))
        draw_across(canvas, frame, chart_y(frame, 0), hairline(theme), axis_colour(theme));
    // Bars that all grow to the right need no line to begin at.
    if (is_zero_inside(&frame->x) && frame->x.scale.from < 0)
        draw_upright(canvas, frame, chart_x(frame, 0), hairline(theme), axis_colour(theme));
}

static bool has_line_near_foot(const struct chart_frame *frame)
{
    const struct chart_axis *y = &frame->y;
    if (!y->has_grid || y->ticks.count == 0)
        return false;
    double above = hai_box_bottom(frame->plot) - chart_y(frame, y->ticks.values[0]);
    return above > 0.5 && above < FOOT_ROOM;
}

void chart_frame_draw(const hai_block *block, const struct chart_frame *frame, hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    draw_head(frame, canvas);
    draw_grid(theme, frame, canvas);
    if (!frame->y.is_hidden || frame->x.kind == CHART_AXIS_BAND)
        chart_frame_draw_zero(block, frame, canvas);
    // Where values do not begin at zero the foot of the plot is a line like the others, unless one
    // of these is close above it.
    if (has_ticks(&frame->y) && !is_zero_inside(&frame->y) && !frame->y.is_hidden &&
        !has_line_near_foot(frame))
        draw_across(canvas, frame, hai_box_bottom(frame->plot), hairline(theme),
                    hai_theme_colour(theme, "line"));
    draw_texts_across(frame, canvas);
    if (has_names(&frame->y))
        draw_texts_downwards(frame, canvas);
    else if (has_ticks(&frame->y))
        draw_texts_upwards(frame, &frame->y, false, canvas);
    if (has_ticks(&frame->y2))
        draw_texts_upwards(frame, &frame->y2, true, canvas);
    chart_warn_dropped(block, frame->x.dropped + frame->y.dropped + frame->y2.dropped);
}
