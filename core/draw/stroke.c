// SPDX-License-Identifier: MIT
#include "draw/stroke.h"

#include <math.h>

#include "draw/curve.h"
#include "draw/dash.h"

#define PI 3.14159265358979323846
#define STRAIGHT 1e-9 // sine of an angle that is none
#define SMOOTH 1.5 // 1 and the cosine of the largest angle within a curve whose sides may just meet

enum { CAP_BUTT, CAP_ROUND, CAP_SQUARE };
enum { JOIN_MITRE, JOIN_ROUND, JOIN_BEVEL };

void stroker_init(struct stroker *stroker)
{
    *stroker = (struct stroker){0};
    polylines_init(&stroker->lines);
    polylines_init(&stroker->dashes);
    polylines_init(&stroker->outline);
}

void stroker_clear(struct stroker *stroker)
{
    polylines_clear(&stroker->lines);
    polylines_clear(&stroker->dashes);
    polylines_clear(&stroker->outline);
}

// --- One side of a line ---

// A line as it is walked, there or back. The side is the one on its left as one looks at the page.
struct walk {
    const struct vertex *vertices;
    unsigned count;
    bool is_back;
};

static const struct vertex *vertex_at(const struct walk *walk, unsigned index)
{
    index %= walk->count;
    return &walk->vertices[walk->is_back ? walk->count - 1 - index : index];
}

// A piece of it.
struct piece {
    hai_point along; // of length 1
    double length;
};

static struct piece piece_from(const struct walk *walk, unsigned index)
{
    hai_point from = vertex_at(walk, index)->at, to = vertex_at(walk, index + 1)->at;
    double x = to.x - from.x, y = to.y - from.y, length = sqrt(x * x + y * y);

    if (length <= 0)
        return (struct piece){{1, 0}, 0};
    return (struct piece){{x / length, y / length}, length};
}

static void add_point(struct stroker *stroker, hai_point at)
{
    if (stroker->is_begun)
        polylines_add(&stroker->outline, at, false);
    else
        polylines_start(&stroker->outline, at);
    stroker->is_begun = true;
}

static void end_outline(struct stroker *stroker)
{
    polylines_end(&stroker->outline, true);
    stroker->is_begun = false;
}

// The side's point beside `at`, where the line runs along `along`, turned by an angle that is given
// by its cosine and sine.
static void add_beside(struct stroker *stroker, hai_point at, hai_point along, double cosine,
                       double sine)
{
    hai_point beside = {at.x + stroker->half * (along.y * cosine + along.x * sine),
                        at.y + stroker->half * (along.y * sine - along.x * cosine)};

    add_point(stroker, beside);
}

static void add_arc(struct stroker *stroker, hai_point at, hai_point along, double angle)
{
    int steps = (int)ceil(angle / stroker->step);

    for (int i = 0; i <= steps; i++)
        add_beside(stroker, at, along, cos(angle * i / steps), sin(angle * i / steps));
}

// Where the sides of two pieces meet. `straight` is 1 and the cosine of the angle between them.
static void add_meeting(struct stroker *stroker, hai_point at, hai_point one, hai_point other,
                        double straight)
{
    double by = stroker->half / straight;
    hai_point meeting = {at.x + by * (one.y + other.y), at.y - by * (one.x + other.x)};

    add_point(stroker, meeting);
}

// On the inside of a corner the sides meet, but where one of the pieces is too short for that; then
// the detour by the corner itself leaves nothing wound the wrong way.
static void add_inside(struct stroker *stroker, hai_point at, struct piece one, struct piece other,
                       double sine, double straight)
{
    if (stroker->half * -sine <= straight * fmin(one.length, other.length)) {
        add_meeting(stroker, at, one.along, other.along, straight);
        return;
    }
    add_beside(stroker, at, one.along, 1, 0);
    add_point(stroker, at);
    add_beside(stroker, at, other.along, 1, 0);
}

static void add_corner(struct stroker *stroker, const struct vertex *vertex, struct piece one,
                       struct piece other)
{
    hai_point at = vertex->at, a = one.along, b = other.along;
    double sine = a.x * b.y - a.y * b.x, straight = 1 + a.x * b.x + a.y * b.y;

    if (fabs(sine) < STRAIGHT && straight > 1) {
        add_beside(stroker, at, b, 1, 0);
    } else if (sine < 0) {
        add_inside(stroker, at, one, other, sine, straight);
    } else if (vertex->is_smooth ? straight < SMOOTH : stroker->pen->join == JOIN_ROUND) {
        add_arc(stroker, at, a, atan2(sine, straight - 1));
    } else if (vertex->is_smooth ||
               (stroker->pen->join == JOIN_MITRE && MITRE_LIMIT * MITRE_LIMIT * straight >= 2)) {
        add_meeting(stroker, at, a, b, straight);
    } else {
        add_beside(stroker, at, a, 1, 0);
        add_beside(stroker, at, b, 1, 0);
    }
}

// The end of a line, from one side to the other.
static void add_cap(struct stroker *stroker, hai_point at, hai_point along)
{
    if (stroker->pen->cap == CAP_ROUND) {
        add_arc(stroker, at, along, PI);
        return;
    }
    if (stroker->pen->cap == CAP_SQUARE) {
        at.x += stroker->half * along.x;
        at.y += stroker->half * along.y;
    }
    add_beside(stroker, at, along, 1, 0);
    add_beside(stroker, at, along, -1, 0);
}

// --- Lines ---

static void add_open_side(struct stroker *stroker, const struct walk *walk)
{
    struct piece piece = piece_from(walk, 0);

    // Seen from a dot, the way back runs the other way.
    if (walk->count == 1 && walk->is_back)
        piece.along.x = -1;
    add_beside(stroker, vertex_at(walk, 0)->at, piece.along, 1, 0);
    for (unsigned i = 1; i + 1 < walk->count; i++) {
        struct piece next = piece_from(walk, i);
        add_corner(stroker, vertex_at(walk, i), piece, next);
        piece = next;
    }
    add_cap(stroker, vertex_at(walk, walk->count - 1)->at, piece.along);
}

static void add_closed_side(struct stroker *stroker, const struct walk *walk)
{
    struct piece piece = piece_from(walk, walk->count - 1);

    for (unsigned i = 0; i < walk->count; i++) {
        struct piece next = piece_from(walk, i);
        add_corner(stroker, vertex_at(walk, i), piece, next);
        piece = next;
    }
    end_outline(stroker);
}

static void add_line(struct stroker *stroker, const struct vertex *vertices,
                     const struct polyline *line)
{
    struct walk there = {vertices, line->count, false}, back = {vertices, line->count, true};

    if (line->count == 1 && stroker->pen->cap == CAP_BUTT)
        return;
    if (line->is_closed && line->count > 1) {
        add_closed_side(stroker, &there);
        add_closed_side(stroker, &back);
        return;
    }
    add_open_side(stroker, &there);
    add_open_side(stroker, &back);
    end_outline(stroker);
}

// --- Strokes ---

static void transform(struct polylines *polylines, const cairo_matrix_t *matrix)
{
    for (unsigned i = 0; i < polylines->vertices->len; i++) {
        hai_point *at = &g_array_index(polylines->vertices, struct vertex, i).at;
        cairo_matrix_transform_point(matrix, &at->x, &at->y);
    }
}

// The pen's way to the device: its scale, and what is left of it, which turns at most where a round
// pen stays round. False where it leaves nothing to draw.
static bool split_matrix(const cairo_matrix_t *pen, double *scale, cairo_matrix_t *rest,
                         bool *is_round)
{
    double area = fabs(pen->xx * pen->yy - pen->xy * pen->yx), near = 1e-6 * area;

    if (!(area > 0))
        return false;
    *scale = sqrt(area);
    *is_round = fabs(pen->xx * pen->xx + pen->yx * pen->yx - area) <= near &&
                fabs(pen->xy * pen->xy + pen->yy * pen->yy - area) <= near;
    cairo_matrix_init(rest, pen->xx / *scale, pen->yx / *scale, pen->xy / *scale, pen->yy / *scale,
                      0, 0);
    return true;
}

// The angle between the points on a circle whose chords are as flat as that.
static double arc_step(double radius, double flatness)
{
    return 2 * acos(1 - fmin(flatness / radius, 0.5));
}

const struct polylines *stroker_outline(struct stroker *stroker, const struct path *path,
                                        const hai_stroke *pen, const cairo_matrix_t *sheet,
                                        const hai_matrix *matrix)
{
    cairo_matrix_t given = {matrix->xx, matrix->yx, matrix->xy, matrix->yy, 0, 0}, way, rest, back;
    const struct polylines *lines = &stroker->lines;
    double scale;
    bool is_round;

    polylines_empty(&stroker->outline);
    cairo_matrix_multiply(&way, &given, sheet);
    if (!split_matrix(&way, &scale, &rest, &is_round))
        return &stroker->outline;
    back = rest;
    if (cairo_matrix_invert(&back) != CAIRO_STATUS_SUCCESS)
        return &stroker->outline;
    stroker->pen = pen;
    stroker->half = pen->width * scale / 2;
    stroker->step = arc_step(stroker->half, FLATNESS / 4);
    polylines_read(&stroker->lines, path, sheet, arc_step(stroker->half, FLATNESS));
    if (!is_round)
        transform(&stroker->lines, &back);
    if (pen->dash_count > 0) {
        dash_polylines(&stroker->lines, pen, scale, &stroker->dashes);
        lines = &stroker->dashes;
    }
    for (unsigned i = 0; i < lines->lines->len; i++) {
        const struct polyline *line = &g_array_index(lines->lines, struct polyline, i);
        add_line(stroker, polyline_vertices(lines, line), line);
    }
    if (!is_round)
        transform(&stroker->outline, &rest);
    return &stroker->outline;
}
