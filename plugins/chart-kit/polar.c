// SPDX-License-Identifier: MIT
#include "chart-kit/polar.h"

#include <math.h>

#include "chart-kit/label.h"
#include "visual-kit/surface.h"

#define ELBOW 18.0
#define LEAST_ELBOW 8.0
#define MOST_ELBOW 32.0
#define LEVEL 0.35 // cosine of angles so near to 3 and 9 o'clock that any turn is level
#define LEADER 40.0
#define LEADER_GAP 10.0
#define SIDE_GAP 4.0

hai_point chart_polar_point(hai_point centre, double radius, double angle)
{
    return (hai_point){centre.x + radius * sin(angle), centre.y - radius * cos(angle)};
}

void chart_arc_path(hai_canvas *canvas, hai_point centre, double radius, double from, double to)
{
    // Two arcs: a whole turn is more than one arc can say.
    double middle = (from + to) / 2 - CHART_PI / 2;
    hai_canvas_arc(canvas, centre.x, centre.y, radius, from - CHART_PI / 2, middle);
    hai_canvas_arc(canvas, centre.x, centre.y, radius, middle, to - CHART_PI / 2);
}

void chart_sector_path(hai_canvas *canvas, hai_point centre, double inner, double outer,
                       double from, double to)
{
    bool is_whole = fabs(to - from) >= 2 * CHART_PI - 1e-9;
    hai_point start = chart_polar_point(centre, outer, from);
    hai_canvas_move_to(canvas, start.x, start.y);
    chart_arc_path(canvas, centre, outer, from, to);
    if (is_whole)
        hai_canvas_close(canvas);
    if (!(inner > 0)) {
        if (!is_whole) {
            hai_canvas_line_to(canvas, centre.x, centre.y);
            hai_canvas_close(canvas);
        }
        return;
    }
    hai_point turn = chart_polar_point(centre, inner, to);
    if (is_whole)
        hai_canvas_move_to(canvas, turn.x, turn.y);
    else
        hai_canvas_line_to(canvas, turn.x, turn.y);
    chart_arc_path(canvas, centre, inner, to, from);
    hai_canvas_close(canvas);
}

struct sector {
    hai_point centre;
    double inner, outer, from, to;
};

static void sector_path(hai_canvas *canvas, const void *data)
{
    const struct sector *sector = data;
    chart_sector_path(canvas, sector->centre, sector->inner, sector->outer, sector->from,
                      sector->to);
}

void chart_fill_sector(hai_canvas *canvas, hai_point centre, double inner, double outer,
                       double from, double to, const struct chart_style *style)
{
    struct sector sector = {centre, inner, outer, from, to};
    hai_box bounds = {centre.x - outer, centre.y - outer, 2 * outer, 2 * outer};
    if (from != to && outer > 0)
        chart_fill_path(canvas, bounds, style, sector_path, &sector);
}

hai_box chart_polar_text(hai_point centre, double radius, double angle, double gap, hai_size size)
{
    // The box is pushed out along the radius: its centre lies beyond the circle by as much of the
    // box as lies in that direction.
    double x = sin(angle), y = -cos(angle);
    hai_point at = chart_polar_point(centre, radius + gap, angle);
    double shift_x = fabs(x) < 0.2 ? x / 0.2 : copysign(1, x);
    double shift_y = y;
    return (hai_box){at.x + (shift_x - 1) / 2 * size.width, at.y + (shift_y - 1) / 2 * size.height,
                     size.width, size.height};
}

const hai_paragraph *chart_polar_name(const hai_block *block, const char *text,
                                      const hai_text_style *style, double angle, double most)
{
    hai_text_style aligned = *style;
    double x = sin(angle);
    aligned.align = x > 0.2    ? HAI_TEXT_TITLE
                    : x < -0.2 ? HAI_TEXT_TITLE_RIGHT
                               : HAI_TEXT_TITLE_CENTRE;
    const hai_paragraph *name = hai_paragraph_new(block, text, &aligned, 0);
    if (hai_paragraph_size(name).width <= most)
        return name;
    name = hai_paragraph_new(block, text, &aligned, most);
    // Again in a measure as wide as its words, so that they are aligned to it.
    return hai_paragraph_new(block, text, &aligned, ceil(hai_paragraph_size(name).width) + 1);
}

// --- Names at both sides ---

static bool is_right(const struct chart_side_label *label)
{
    return sin(label->angle) >= -1e-12;
}

static hai_size size_of(const struct chart_side_label *label)
{
    hai_size first = {0, 0}, second = {0, 0};
    if (label->first != NULL)
        first = hai_paragraph_size(label->first);
    if (label->second != NULL)
        second = hai_paragraph_size(label->second);
    return (hai_size){fmax(first.width, second.width), first.height + second.height};
}

double chart_side_width(const struct chart_side_label *labels, int32_t count)
{
    double width = 0;
    for (int32_t i = 0; i < count; i++)
        width = fmax(width, size_of(&labels[i]).width);
    return width > 0 ? width + LEADER + LEADER_GAP : 0;
}

double chart_side_height(const struct chart_side_label *labels, int32_t count)
{
    double heights[2] = {0, 0};
    for (int32_t i = 0; i < count; i++)
        heights[is_right(&labels[i]) ? 1 : 0] += size_of(&labels[i]).height + SIDE_GAP;
    return fmax(heights[0], heights[1]);
}

// How far below the middle of its first line that of a whole label is.
static double below_first(const struct chart_side_label *label)
{
    if (label->first == NULL || label->second == NULL)
        return 0;
    return hai_paragraph_size(label->second).height / 2;
}

static double distance_of(hai_point at, hai_point from, hai_point to)
{
    double x = to.x - from.x, y = to.y - from.y, length = x * x + y * y;
    double share = length > 0 ? ((at.x - from.x) * x + (at.y - from.y) * y) / length : 0;
    share = fmin(fmax(share, 0), 1);
    return hypot(from.x + share * x - at.x, from.y + share * y - at.y);
}

// How far out the line turns: where it then is level, if that is near, and in any case so far that
// it does not run over the circle.
static double elbow_of(const struct chart_side_label *label, hai_point centre, double radius)
{
    double rise = cos(label->angle), most = radius + MOST_ELBOW;
    if (fabs(rise) < LEVEL)
        return radius + ELBOW;
    double reach = fmin(fmax((centre.y - label->to.y) / rise, radius + LEAST_ELBOW), most);
    while (reach < most && distance_of(centre, chart_polar_point(centre, reach, label->angle),
                                       label->to) < radius + LEAST_ELBOW / 2)
        reach += 2;
    return fmin(reach, most);
}

static void lead(struct chart_side_label *label, hai_point centre, double radius)
{
    double side = is_right(label) ? 1 : -1;
    double start = label->radius > 0 ? label->radius : radius;
    label->from = chart_polar_point(centre, start + 4, label->angle);
    label->to = (hai_point){centre.x + side * (radius + LEADER),
                            label->box.y + label->box.height / 2 - below_first(label)};
    label->elbow = chart_polar_point(centre, elbow_of(label, centre, radius), label->angle);
    label->box.x = label->to.x + side * LEADER_GAP - (side < 0 ? label->box.width : 0);
}

static int32_t place_side(const hai_block *block, struct chart_side_label *labels, int32_t count,
                          bool right, hai_box box, hai_point centre, double radius)
{
    struct chart_spread *items = hai_block_alloc(block, ((size_t)count + 1) * sizeof *items);
    for (int32_t i = 0; i < count; i++) {
        double wanted =
            chart_polar_point(centre, radius + ELBOW, labels[i].angle).y + below_first(&labels[i]);
        items[i] = (struct chart_spread){.wanted = is_right(&labels[i]) == right ? wanted : NAN,
                                         .size = size_of(&labels[i]).height,
                                         .priority = labels[i].priority};
    }
    int32_t dropped = chart_spread(block, items, count, SIDE_GAP, box.y, hai_box_bottom(box));
    for (int32_t i = 0; i < count; i++) {
        if (is_right(&labels[i]) != right)
            continue;
        hai_size size = size_of(&labels[i]);
        labels[i].is_placed = !items[i].is_dropped;
        labels[i].box = (hai_box){0, items[i].centre - size.height / 2, size.width, size.height};
        lead(&labels[i], centre, radius);
    }
    return dropped;
}

int32_t chart_side_place(const hai_block *block, struct chart_side_label *labels, int32_t count,
                         hai_box box, hai_point centre, double radius)
{
    return place_side(block, labels, count, false, box, centre, radius) +
           place_side(block, labels, count, true, box, centre, radius);
}

void chart_side_draw(const struct chart_side_label *labels, int32_t count, hai_canvas *canvas)
{
    for (int32_t i = 0; i < count; i++) {
        const struct chart_side_label *label = &labels[i];
        if (!label->is_placed)
            continue;
        hai_canvas_move_to(canvas, label->from.x, label->from.y);
        hai_canvas_line_to(canvas, label->elbow.x, label->elbow.y);
        hai_canvas_line_to(canvas, label->to.x, label->to.y);
        hai_canvas_stroke(canvas, (hai_stroke){.size = sizeof(hai_stroke), .join = 1, .width = 2},
                          hai_paint_colour(label->colour));
        double y = label->box.y;
        const hai_paragraph *texts[] = {label->first, label->second};
        for (size_t k = 0; k < HAI_COUNT(texts); k++) {
            if (texts[k] == NULL)
                continue;
            hai_size size = hai_paragraph_size(texts[k]);
            double x = is_right(label) ? label->box.x : hai_box_right(label->box) - size.width;
            hai_canvas_paragraph(canvas, texts[k], x, y);
            y += size.height;
        }
    }
}
