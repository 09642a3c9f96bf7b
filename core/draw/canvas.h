// SPDX-License-Identifier: MIT
//
// The inside of a canvas, shared by the files that record.
#ifndef HAIBAO_DRAW_CANVAS_H
#define HAIBAO_DRAW_CANVAS_H

#include <glib.h>

#include "draw/items.h"

// Why a call was left out. Each reason is one warning in the end, with a count.
enum refusal {
    REFUSE_NUMBER,  // not finite, or out of all bounds
    REFUSE_CALL,    // ill-formed: too many stops, no such kind, NULL
    REFUSE_BALANCE, // an end without its begin, or a begin without its end
    REFUSAL_COUNT,
};

// What save keeps and restore brings back.
struct canvas_state {
    hai_matrix matrix;
    const struct clip *clip;
    bool is_flat; // the matrix has no inverse: nothing can be seen
    hai_colour ground;
};

enum level_kind {
    LEVEL_SAVE,
    LEVEL_FENCE,
    LEVEL_GROUP,
    LEVEL_LINK,
    LEVEL_HEADING,
    LEVEL_FIGURE,
};

// Something open: where it began, and what to go back to when it ends.
struct level {
    enum level_kind kind;
    bool has_item; // `item` is the index of its scope item
    unsigned item;
    struct canvas_state before;
};

struct hai_canvas {
    struct arena *arena;
    hai_size sheet;
    hai_colour ground;
    struct canvas_state state;
    GArray *items;  // struct item
    GArray *levels; // struct level
    unsigned group_depth;

    // The path at hand, in sheet coordinates.
    GArray *points; // cairo_path_data_t
    enum shape shape;
    hai_box shape_box;
    double shape_radius;
    bool has_point;
    hai_point point, start; // current, and of the part that is open

    struct stroker *stroker; // for measuring strokes; made when first needed

    unsigned refused[REFUSAL_COUNT];
    const char *refused_first[REFUSAL_COUNT]; // the call's name
};

// Remember that a call was left out.
void canvas_refuse(hai_canvas *canvas, enum refusal refusal, const char *call);

// Whether all numbers are finite and within DRAW_MAX; refuses the call where not.
bool canvas_takes(hai_canvas *canvas, const char *call, const double *numbers, unsigned count);

#define CANVAS_TAKES(canvas, call, ...)                                                            \
    canvas_takes((canvas), (call), (const double[]){__VA_ARGS__},                                  \
                 sizeof((const double[]){__VA_ARGS__}) / sizeof(double))

// Append an item with the state in force, cut to the clip; nothing where nothing would be seen.
// `item->box` is the ink in sheet coordinates.
void canvas_add(hai_canvas *canvas, struct item *item);

// Our own copy of a plugin's paint: what its size does not cover is nothing. False after refusing.
bool canvas_take_paint(hai_canvas *canvas, const char *call, const hai_paint *given,
                       hai_paint *paint);

// Whether a box can be drawn; `there` is where it lies on the sheet.
bool canvas_takes_area(hai_canvas *canvas, const char *call, hai_box box, hai_box *there);

// The path at hand, copied to the arena; the canvas has none afterwards. False if it was empty.
bool canvas_take_path(hai_canvas *canvas, struct path *path);
void canvas_drop_path(hai_canvas *canvas);

// The box around a path, exact for curves too.
hai_box path_bounds(const cairo_path_data_t *data, int count);

#endif
