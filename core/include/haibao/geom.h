// SPDX-License-Identifier: MIT
//
// Points, sizes, boxes and transforms.
//
// The unit is the layout pixel: 1080 of them are the width of a long image, whatever the size of
// the sheet in the end. x grows to the right, y grows downward. All values are finite.
#ifndef HAIBAO_GEOM_H
#define HAIBAO_GEOM_H

#include <stdbool.h>

typedef struct hai_point {
    double x, y;
} hai_point;

typedef struct hai_size {
    double width, height;
} hai_size;

typedef struct hai_box {
    double x, y, width, height;
} hai_box;

typedef struct hai_insets {
    double top, right, bottom, left;
} hai_insets;

// x' = xx x + xy y + x0,  y' = yx x + yy y + y0, as in cairo.
typedef struct hai_matrix {
    double xx, yx, xy, yy, x0, y0;
} hai_matrix;

// The room that a visual may fill: a width that it must keep to, and a height that is at hand,
// or 0 where the height is as the content needs.
typedef struct hai_space {
    double width, height;
} hai_space;

// A part of what is divided between pages or columns. Positions count from the top of the whole as
// it is measured at this width.
typedef struct hai_part {
    double from;   // where it begins: 0, or the `to` of the part before
    double to;     // where it ends: as far down as there is room, or the whole's height
    double height; // what it takes, edges of its own included
    double page;   // the height of an empty page, the most that a part can have
} hai_part;

static inline hai_box hai_box_inset(hai_box box, hai_insets by)
{
    double width = box.width - by.left - by.right;
    double height = box.height - by.top - by.bottom;
    return (hai_box){box.x + by.left, box.y + by.top, width > 0 ? width : 0,
                     height > 0 ? height : 0};
}

static inline hai_insets hai_insets_all(double by)
{
    return (hai_insets){by, by, by, by};
}

static inline double hai_box_right(hai_box box)
{
    return box.x + box.width;
}

static inline double hai_box_bottom(hai_box box)
{
    return box.y + box.height;
}

static inline bool hai_box_is_empty(hai_box box)
{
    return !(box.width > 0) || !(box.height > 0);
}

#endif
