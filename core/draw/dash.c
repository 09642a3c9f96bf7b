// SPDX-License-Identifier: MIT
#include "draw/dash.h"

#include <glib.h>
#include <math.h>
#include <stdbool.h>

#define MAX_PIECES 100000 // of one stroke; from there on the line is whole

// A walk along a path.
struct walk {
    cairo_t *cairo;
    const hai_stroke *pen;
    int pieces;

    uint32_t index; // of the dash at hand
    double left;    // of it
    bool is_on;
    hai_point at, start;

    // The part's first dash: where a closed part ends in a dash, they are one around the corner.
    GArray *first; // hai_point
    bool is_first;
};

static void start_part(struct walk *walk, hai_point at)
{
    walk->index = 0;
    walk->left = walk->pen->dashes[0];
    walk->is_on = true;
    walk->at = walk->start = at;
    walk->is_first = true;
    g_array_set_size(walk->first, 0);
    g_array_append_val(walk->first, at);
    cairo_move_to(walk->cairo, at.x, at.y);
}

static void draw_to(struct walk *walk, hai_point to)
{
    if (walk->is_on)
        cairo_line_to(walk->cairo, to.x, to.y);
    if (walk->is_first)
        g_array_append_val(walk->first, to);
}

// From dash to gap or back.
static void turn(struct walk *walk, hai_point at)
{
    walk->index = (walk->index + 1) % walk->pen->dash_count;
    walk->left = walk->pen->dashes[walk->index];
    walk->is_on = !walk->is_on;
    walk->is_first = false;
    if (walk->is_on)
        cairo_move_to(walk->cairo, at.x, at.y);
    walk->pieces++;
}

static void walk_line(struct walk *walk, hai_point to)
{
    hai_point from = walk->at;
    double length = hypot(to.x - from.x, to.y - from.y), done = 0;

    while (length - done > walk->left && walk->pieces < MAX_PIECES) {
        done += walk->left;
        hai_point here = {from.x + (to.x - from.x) * done / length,
                          from.y + (to.y - from.y) * done / length};
        draw_to(walk, here);
        turn(walk, here);
    }
    walk->left -= length - done;
    draw_to(walk, to);
    walk->at = to;
}

static void close_part(struct walk *walk)
{
    walk_line(walk, walk->start);
    if (!walk->is_on)
        return;
    if (walk->is_first) { // one dash all around
        cairo_close_path(walk->cairo);
        return;
    }
    for (unsigned i = 1; i < walk->first->len; i++) {
        hai_point point = g_array_index(walk->first, hai_point, i);
        cairo_line_to(walk->cairo, point.x, point.y);
    }
}

void dash_path(cairo_t *cairo, const hai_stroke *pen)
{
    cairo_path_t *flat = cairo_copy_path_flat(cairo);
    struct walk walk = {.cairo = cairo, .pen = pen};

    cairo_set_dash(cairo, NULL, 0, 0);
    cairo_new_path(cairo);
    walk.first = g_array_new(FALSE, FALSE, sizeof(hai_point));
    for (int i = 0; flat->status == CAIRO_STATUS_SUCCESS && i < flat->num_data;
         i += flat->data[i].header.length) {
        const cairo_path_data_t *data = &flat->data[i];
        hai_point to = {0};
        if (data->header.type != CAIRO_PATH_CLOSE_PATH)
            to = (hai_point){data[1].point.x, data[1].point.y};
        if (data->header.type == CAIRO_PATH_MOVE_TO)
            start_part(&walk, to);
        else if (data->header.type == CAIRO_PATH_CLOSE_PATH)
            close_part(&walk);
        else
            walk_line(&walk, to);
    }
    g_array_free(walk.first, TRUE);
    cairo_path_destroy(flat);
}
