// SPDX-License-Identifier: MIT
//
// Paths as straight lines, curves and all.
#ifndef HAIBAO_DRAW_POLYLINE_H
#define HAIBAO_DRAW_POLYLINE_H

#include <cairo.h>
#include <glib.h>
#include <stdbool.h>

#include "draw/items.h"

struct vertex {
    hai_point at;
    bool is_smooth; // within a curve, which has no corner there
};

struct polyline {
    unsigned first, count; // of the vertices; at least 1
    bool is_closed;        // from the last vertex back to the first, which is not repeated
};

// Several, of which the last may be under way.
struct polylines {
    GArray *vertices; // struct vertex
    GArray *lines;    // struct polyline
};

void polylines_init(struct polylines *polylines);
void polylines_clear(struct polylines *polylines); // free what it holds

// Take a path in place of what was there, through the matrix, to device pixels. Steps that no pixel
// shows are left out. Of a curve no line turns from the one before by more than about `turn`, in
// radians.
void polylines_read(struct polylines *polylines, const struct path *path,
                    const cairo_matrix_t *sheet, double turn);

// Call by call: a start, vertices, an end.
void polylines_empty(struct polylines *polylines);
void polylines_start(struct polylines *polylines, hai_point at);
void polylines_add(struct polylines *polylines, hai_point at, bool is_smooth);
void polylines_end(struct polylines *polylines, bool is_closed);

hai_box
polylines_box(const struct polylines *polylines); // around all of it; empty if there is none

static inline const struct vertex *polyline_vertices(const struct polylines *polylines,
                                                     const struct polyline *line)
{
    return &g_array_index(polylines->vertices, struct vertex, line->first);
}

#endif
