// SPDX-License-Identifier: MIT
#include "draw/polyline.h"

#include <math.h>

#include "draw/curve.h"

#define END (1.0 / 32) // of the first and the last line of a curve
#define SHORT 1e-3     // pixels: the direction of what is shorter says nothing

void polylines_init(struct polylines *polylines)
{
    polylines->vertices = g_array_new(FALSE, FALSE, sizeof(struct vertex));
    polylines->lines = g_array_new(FALSE, FALSE, sizeof(struct polyline));
}

void polylines_clear(struct polylines *polylines)
{
    g_array_free(polylines->vertices, TRUE);
    g_array_free(polylines->lines, TRUE);
    *polylines = (struct polylines){0};
}

void polylines_empty(struct polylines *polylines)
{
    g_array_set_size(polylines->vertices, 0);
    g_array_set_size(polylines->lines, 0);
}

static struct polyline *last_line(const struct polylines *polylines)
{
    return &g_array_index(polylines->lines, struct polyline, polylines->lines->len - 1);
}

static bool is_near(hai_point one, hai_point other)
{
    return fabs(one.x - other.x) < SHORT && fabs(one.y - other.y) < SHORT;
}

void polylines_start(struct polylines *polylines, hai_point at)
{
    struct polyline line = {.first = polylines->vertices->len, .count = 1};
    struct vertex vertex = {.at = at};

    g_array_append_val(polylines->lines, line);
    g_array_append_val(polylines->vertices, vertex);
}

void polylines_add(struct polylines *polylines, hai_point at, bool is_smooth)
{
    GArray *vertices = polylines->vertices;
    struct vertex vertex = {at, is_smooth};

    if (is_near(g_array_index(vertices, struct vertex, vertices->len - 1).at, at))
        return;
    g_array_append_val(vertices, vertex);
    last_line(polylines)->count++;
}

void polylines_end(struct polylines *polylines, bool is_closed)
{
    struct polyline *line = last_line(polylines);
    const struct vertex *vertices = polyline_vertices(polylines, line);

    line->is_closed = is_closed;
    if (is_closed && line->count > 1 && is_near(vertices[0].at, vertices[line->count - 1].at)) {
        line->count--;
        g_array_set_size(polylines->vertices, polylines->vertices->len - 1);
    }
}

hai_box polylines_box(const struct polylines *polylines)
{
    const GArray *vertices = polylines->vertices;

    if (vertices->len == 0)
        return (hai_box){0};
    hai_point least = g_array_index(vertices, struct vertex, 0).at, most = least;
    for (unsigned i = 1; i < vertices->len; i++) {
        hai_point at = g_array_index(vertices, struct vertex, i).at;
        least = (hai_point){MIN(least.x, at.x), MIN(least.y, at.y)};
        most = (hai_point){MAX(most.x, at.x), MAX(most.y, at.y)};
    }
    return box_between(least.x, least.y, most.x, most.y);
}

// --- Paths ---

static hai_point on_device(const cairo_matrix_t *sheet, const cairo_path_data_t *data)
{
    double x = data->point.x, y = data->point.y;

    cairo_matrix_transform_point(sheet, &x, &y);
    return (hai_point){x, y};
}

static double angle_between(hai_point a, hai_point b, hai_point c)
{
    hai_point one = {b.x - a.x, b.y - a.y}, other = {c.x - b.x, c.y - b.y};

    return atan2(fabs(one.x * other.y - one.y * other.x), one.x * other.x + one.y * other.y);
}

static void add_curve(struct polylines *polylines, hai_point from, const cairo_matrix_t *sheet,
                      const cairo_path_data_t *data, double turn)
{
    const hai_point points[4] = {from, on_device(sheet, data + 1), on_device(sheet, data + 2),
                                 on_device(sheet, data + 3)};
    struct curve curve = curve_through(points);
    double turns = angle_between(points[0], points[1], points[2]) +
                   angle_between(points[1], points[2], points[3]);
    int lines = MAX(curve_count_lines(points), (int)ceil(turns / turn));

    // A short line at each end runs as the curve does there, for what caps and corners stand on.
    polylines_add(polylines, curve_at(&curve, END / lines), true);
    for (int i = 1; i < lines; i++)
        polylines_add(polylines, curve_at(&curve, (double)i / lines), true);
    polylines_add(polylines, curve_at(&curve, 1 - END / lines), true);
    polylines_add(polylines, points[3], false);
}

// A move alone draws nothing; a line to where it starts is a dot.
void polylines_read(struct polylines *polylines, const struct path *path,
                    const cairo_matrix_t *sheet, double turn)
{
    hai_point start = {0}, at = {0};
    bool is_open = false;

    polylines_empty(polylines);
    for (int i = 0; i < path->count; i += path->data[i].header.length) {
        const cairo_path_data_t *data = &path->data[i];
        cairo_path_data_type_t type = data->header.type;
        if (type == CAIRO_PATH_MOVE_TO) {
            if (is_open)
                polylines_end(polylines, false);
            is_open = false;
            start = at = on_device(sheet, data + 1);
            continue;
        }
        if (!is_open)
            polylines_start(polylines, at);
        is_open = type != CAIRO_PATH_CLOSE_PATH;
        if (type == CAIRO_PATH_CLOSE_PATH) {
            polylines_end(polylines, true);
            at = start;
            continue;
        }
        if (type == CAIRO_PATH_LINE_TO)
            polylines_add(polylines, on_device(sheet, data + 1), false);
        else
            add_curve(polylines, at, sheet, data, turn);
        at = on_device(sheet, data + data->header.length - 1);
    }
    if (is_open)
        polylines_end(polylines, false);
}
