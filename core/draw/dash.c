// SPDX-License-Identifier: MIT
#include "draw/dash.h"

#include <math.h>

#define MAX_PIECES 100000 // of one stroke; from there on the line is whole

// A walk along a line.
struct walk {
    struct polylines *dashed;
    const hai_stroke *pen;
    double scale;
    int pieces;

    uint32_t index; // of the dash at hand
    double left;    // of it
    bool is_on;
    hai_point at;

    // The line's first dash: where a closed one ends in a dash, they are one around the corner.
    GArray *first; // struct vertex
    bool is_first;
};

static void start_line(struct walk *walk, hai_point at)
{
    struct vertex vertex = {.at = at};

    walk->index = 0;
    walk->left = walk->pen->dashes[0] * walk->scale;
    walk->is_on = true;
    walk->at = at;
    walk->is_first = true;
    g_array_set_size(walk->first, 0);
    g_array_append_val(walk->first, vertex);
    polylines_start(walk->dashed, at);
}

static void draw_to(struct walk *walk, struct vertex to)
{
    if (walk->is_on)
        polylines_add(walk->dashed, to.at, to.is_smooth);
    if (walk->is_first)
        g_array_append_val(walk->first, to);
}

// From dash to gap or back.
static void turn(struct walk *walk, hai_point at)
{
    if (walk->is_on)
        polylines_end(walk->dashed, false);
    walk->index = (walk->index + 1) % walk->pen->dash_count;
    walk->left = walk->pen->dashes[walk->index] * walk->scale;
    walk->is_on = !walk->is_on;
    walk->is_first = false;
    if (walk->is_on)
        polylines_start(walk->dashed, at);
    walk->pieces++;
}

static void walk_to(struct walk *walk, struct vertex to)
{
    hai_point from = walk->at;
    double length = hypot(to.at.x - from.x, to.at.y - from.y), done = 0;

    while (length - done > walk->left && walk->pieces < MAX_PIECES) {
        done += walk->left;
        struct vertex here = {.at = {from.x + (to.at.x - from.x) * done / length,
                                     from.y + (to.at.y - from.y) * done / length}};
        draw_to(walk, here);
        turn(walk, here.at);
    }
    walk->left -= length - done;
    draw_to(walk, to);
    walk->at = to.at;
}

static void end_closed(struct walk *walk, struct vertex start)
{
    walk_to(walk, start);
    if (!walk->is_on)
        return;
    for (unsigned i = 1; !walk->is_first && i < walk->first->len; i++) {
        struct vertex vertex = g_array_index(walk->first, struct vertex, i);
        polylines_add(walk->dashed, vertex.at, vertex.is_smooth);
    }
    polylines_end(walk->dashed, walk->is_first); // else one dash all around
}

void dash_polylines(const struct polylines *polylines, const hai_stroke *pen, double scale,
                    struct polylines *dashed)
{
    struct walk walk = {.dashed = dashed, .pen = pen, .scale = scale};

    polylines_empty(dashed);
    walk.first = g_array_new(FALSE, FALSE, sizeof(struct vertex));
    for (unsigned i = 0; i < polylines->lines->len; i++) {
        const struct polyline *line = &g_array_index(polylines->lines, struct polyline, i);
        const struct vertex *vertices = polyline_vertices(polylines, line);
        start_line(&walk, vertices[0].at);
        for (unsigned j = 1; j < line->count; j++)
            walk_to(&walk, vertices[j]);
        if (line->is_closed)
            end_closed(&walk, vertices[0]);
        else if (walk.is_on)
            polylines_end(dashed, false);
    }
    g_array_free(walk.first, TRUE);
}
