// SPDX-License-Identifier: MIT
//
// Paths: built call by call in sheet coordinates, kept once they are used.
#include <math.h>
#include <string.h>

#include "draw/canvas.h"

#define MAX_PATH (1u << 20) // pieces of cairo_path_data_t
#define PI 3.14159265358979323846

// --- Building ---

static bool has_room(hai_canvas *canvas, const char *call)
{
    if (canvas->points->len < MAX_PATH)
        return true;
    canvas_refuse(canvas, REFUSE_CALL, call);
    return false;
}

static void append(hai_canvas *canvas, cairo_path_data_type_t type, const hai_point *points,
                   int count)
{
    cairo_path_data_t piece = {.header = {.type = type, .length = count + 1}};

    g_array_append_val(canvas->points, piece);
    for (int i = 0; i < count; i++) {
        piece.point.x = points[i].x;
        piece.point.y = points[i].y;
        g_array_append_val(canvas->points, piece);
    }
    canvas->shape = SHAPE_PATH;
}

static void move_to(hai_canvas *canvas, hai_point to)
{
    append(canvas, CAIRO_PATH_MOVE_TO, &to, 1);
    canvas->point = canvas->start = to;
    canvas->has_point = true;
}

static void line_to(hai_canvas *canvas, hai_point to)
{
    if (!canvas->has_point) {
        move_to(canvas, to);
        return;
    }
    append(canvas, CAIRO_PATH_LINE_TO, &to, 1);
    canvas->point = to;
}

static void curve_to(hai_canvas *canvas, hai_point first, hai_point second, hai_point to)
{
    if (!canvas->has_point)
        move_to(canvas, first);
    append(canvas, CAIRO_PATH_CURVE_TO, (const hai_point[]){first, second, to}, 3);
    canvas->point = to;
}

static void close_path(hai_canvas *canvas)
{
    if (!canvas->has_point)
        return;
    append(canvas, CAIRO_PATH_CLOSE_PATH, NULL, 0);
    canvas->point = canvas->start;
}

static hai_point on_sheet(const hai_canvas *canvas, double x, double y)
{
    return matrix_apply(&canvas->state.matrix, x, y);
}

void hai_canvas_move_to(hai_canvas *canvas, double x, double y)
{
    hai_point to = on_sheet(canvas, x, y);

    if (CANVAS_TAKES(canvas, __func__, to.x, to.y) && has_room(canvas, __func__))
        move_to(canvas, to);
}

void hai_canvas_line_to(hai_canvas *canvas, double x, double y)
{
    hai_point to = on_sheet(canvas, x, y);

    if (CANVAS_TAKES(canvas, __func__, to.x, to.y) && has_room(canvas, __func__))
        line_to(canvas, to);
}

void hai_canvas_curve_to(hai_canvas *canvas, double x1, double y1, double x2, double y2, double x,
                         double y)
{
    hai_point first = on_sheet(canvas, x1, y1), second = on_sheet(canvas, x2, y2);
    hai_point to = on_sheet(canvas, x, y);

    if (CANVAS_TAKES(canvas, __func__, first.x, first.y, second.x, second.y, to.x, to.y) &&
        has_room(canvas, __func__))
        curve_to(canvas, first, second, to);
}

void hai_canvas_close(hai_canvas *canvas)
{
    if (has_room(canvas, __func__))
        close_path(canvas);
}

// One piece of an arc of at most a quarter as a Bezier curve that meets the circle at both ends and
// in the middle: control points at 4/3 tan(angle / 4) along the tangents.
static void arc_piece(hai_canvas *canvas, hai_point centre, double radius, double from, double to)
{
    double reach = 4.0 / 3.0 * tan((to - from) / 4) * radius;
    hai_point begin = {centre.x + radius * cos(from), centre.y + radius * sin(from)};
    hai_point end = {centre.x + radius * cos(to), centre.y + radius * sin(to)};

    curve_to(canvas, on_sheet(canvas, begin.x - reach * sin(from), begin.y + reach * cos(from)),
             on_sheet(canvas, end.x + reach * sin(to), end.y - reach * cos(to)),
             on_sheet(canvas, end.x, end.y));
}

// A quarter in one piece is off by 2.7e-4 of the radius, an eighth by 4.2e-6: small circles take
// quarters, so that neither is off by more than 1/100 pixel.
static void arc(hai_canvas *canvas, hai_point centre, double radius, double from, double to)
{
    double widest = radius * matrix_scale(&canvas->state.matrix) > 32 ? PI / 4 : PI / 2;
    int pieces = (int)ceil(fabs(to - from) / widest - 1e-9);

    line_to(canvas, on_sheet(canvas, centre.x + radius * cos(from), centre.y + radius * sin(from)));
    for (int i = 0; i < pieces; i++)
        arc_piece(canvas, centre, radius, from + (to - from) * i / pieces,
                  from + (to - from) * (i + 1) / pieces);
}

// Whether the corners of a box in the canvas's coordinates can be drawn to.
static bool takes_box(hai_canvas *canvas, const char *call, hai_box box)
{
    hai_box there = matrix_apply_box(&canvas->state.matrix, box);
    // The box too, as matrix_apply_box passes over what is no number.
    return CANVAS_TAKES(canvas, call, box.x, box.y, box.width, box.height, there.x, there.y,
                        hai_box_right(there), hai_box_bottom(there)) &&
           has_room(canvas, call);
}

void hai_canvas_arc(hai_canvas *canvas, double x, double y, double radius, double from, double to)
{
    hai_box around = {x - radius, y - radius, 2 * radius, 2 * radius};

    if (!CANVAS_TAKES(canvas, __func__, from, to) || !takes_box(canvas, __func__, around))
        return;
    if (radius < 0) {
        canvas_refuse(canvas, REFUSE_NUMBER, __func__);
        return;
    }
    if (fabs(to - from) > 2 * PI) // more than once around looks like once
        from = to - copysign(2 * PI, to - from);
    arc(canvas, (hai_point){x, y}, radius, from, to);
}

// Note that the path is this one shape and no more, where the sheet's axes allow to say so.
static void name_shape(hai_canvas *canvas, enum shape shape, hai_box box, double radius)
{
    const hai_matrix *matrix = &canvas->state.matrix;

    if (!matrix_is_upright(matrix) || hai_box_is_empty(box))
        return;
    if (shape == SHAPE_ROUNDED_BOX && matrix->xx != matrix->yy)
        return;
    canvas->shape = shape;
    canvas->shape_box = matrix_apply_box(matrix, box);
    canvas->shape_radius = radius * matrix->xx;
}

void hai_canvas_box(hai_canvas *canvas, hai_box box)
{
    bool is_first = canvas->points->len == 0;
    double right = hai_box_right(box), bottom = hai_box_bottom(box);

    if (!takes_box(canvas, __func__, box))
        return;
    move_to(canvas, on_sheet(canvas, box.x, box.y));
    line_to(canvas, on_sheet(canvas, right, box.y));
    line_to(canvas, on_sheet(canvas, right, bottom));
    line_to(canvas, on_sheet(canvas, box.x, bottom));
    close_path(canvas);
    if (is_first)
        name_shape(canvas, SHAPE_BOX, box, 0);
}

void hai_canvas_rounded_box(hai_canvas *canvas, hai_box box, double radius)
{
    bool is_first = canvas->points->len == 0;
    double right = hai_box_right(box), bottom = hai_box_bottom(box);

    if (!CANVAS_TAKES(canvas, __func__, radius) || !takes_box(canvas, __func__, box))
        return;
    radius = fmin(radius, fmin(box.width, box.height) / 2);
    if (!(radius > 0)) {
        hai_canvas_box(canvas, box);
        return;
    }
    canvas->has_point = false; // the first arc begins a part of its own
    arc(canvas, (hai_point){right - radius, box.y + radius}, radius, -PI / 2, 0);
    arc(canvas, (hai_point){right - radius, bottom - radius}, radius, 0, PI / 2);
    arc(canvas, (hai_point){box.x + radius, bottom - radius}, radius, PI / 2, PI);
    arc(canvas, (hai_point){box.x + radius, box.y + radius}, radius, PI, 3 * PI / 2);
    close_path(canvas);
    if (is_first)
        name_shape(canvas, SHAPE_ROUNDED_BOX, box, radius);
}

// --- Keeping ---

void canvas_drop_path(hai_canvas *canvas)
{
    g_array_set_size(canvas->points, 0);
    canvas->has_point = false;
    canvas->shape = SHAPE_PATH;
}

bool canvas_take_path(hai_canvas *canvas, struct path *path)
{
    unsigned count = canvas->points->len;

    if (count == 0)
        return false;
    path->shape = canvas->shape;
    path->shape_box = canvas->shape_box;
    path->shape_radius = canvas->shape_radius;
    path->data = arena_copy(canvas->arena, canvas->points->data, count * sizeof(cairo_path_data_t));
    path->count = (int)count;
    path->box = path_bounds(path->data, path->count);
    canvas_drop_path(canvas);
    return true;
}

// --- Bounds ---

struct range {
    double low, high;
};

static void widen(struct range *range, double value)
{
    range->low = fmin(range->low, value);
    range->high = fmax(range->high, value);
}

// A cubic Bezier's extremes in one axis: its ends, and where its derivative
// a t^2 + b t + c (over 3) is zero between them.
static void widen_by_curve(struct range *range, double p0, double p1, double p2, double p3)
{
    double a = p3 - 3 * p2 + 3 * p1 - p0, b = 2 * (p2 - 2 * p1 + p0), c = p1 - p0;
    double root = b * b - 4 * a * c;
    double at[2];
    int count = 0;

    widen(range, p3);
    if ((p1 >= range->low && p1 <= range->high && p2 >= range->low && p2 <= range->high) ||
        root < 0)
        return; // within the hull, or without a turn
    // The stable form of the quadratic's roots, which also serves where a is nearly zero.
    double q = -(b + copysign(sqrt(root), b)) / 2;
    if (a != 0)
        at[count++] = q / a;
    if (q != 0)
        at[count++] = c / q;
    for (int i = 0; i < count; i++) {
        double t = at[i], s = 1 - t;
        if (t > 0 && t < 1)
            widen(range, s * s * s * p0 + 3 * s * s * t * p1 + 3 * s * t * t * p2 + t * t * t * p3);
    }
}

hai_box path_bounds(const cairo_path_data_t *data, int count)
{
    struct range x = {INFINITY, -INFINITY}, y = x;
    double here_x = 0, here_y = 0, start_x = 0, start_y = 0;

    for (int i = 0; i < count; i += data[i].header.length) {
        const cairo_path_data_t *last = &data[i + data[i].header.length - 1];
        if (data[i].header.type == CAIRO_PATH_CLOSE_PATH) {
            here_x = start_x;
            here_y = start_y;
            continue;
        }
        if (data[i].header.type == CAIRO_PATH_CURVE_TO) {
            widen_by_curve(&x, here_x, data[i + 1].point.x, data[i + 2].point.x, last->point.x);
            widen_by_curve(&y, here_y, data[i + 1].point.y, data[i + 2].point.y, last->point.y);
        } else {
            widen(&x, last->point.x);
            widen(&y, last->point.y);
        }
        here_x = last->point.x;
        here_y = last->point.y;
        if (data[i].header.type == CAIRO_PATH_MOVE_TO) {
            start_x = here_x;
            start_y = here_y;
        }
    }
    if (x.low > x.high)
        return (hai_box){0};
    return box_between(x.low, y.low, x.high, y.high);
}
