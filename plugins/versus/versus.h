// SPDX-License-Identifier: MIT
//
// Two sides beside each other: one against the other, before and after, for and against.
#ifndef VERSUS_VERSUS_H
#define VERSUS_VERSUS_H

#include "item-kit/items.h"

#define VERSUS_MAX_ROWS 60

enum style { STYLE_VERSUS, STYLE_CHANGE, STYLE_PROS, STYLE_TABLE };

struct versus {
    const char *titles[2], *notes[2], *badge;
    const hai_icon *icons[2];
    const hai_image *images[2];
    const hai_table *rows;
    int32_t label, icon, columns[2];
    const hai_icon **row_icons; // one for each row; made by prepare
    int32_t style;
};

// One side as a panel: a picture, a head in its colour, and a point for each row.
struct side {
    hai_colour colour;
    int mark;     // before each point: 1 a tick, -1 a cross, 0 none
    bool is_head; // without a surface: what is below is drawn by others
    const hai_icon *icon;
    const hai_image *image;
    const hai_paragraph *title, *note;
    struct kit_item_plan *points;
    double *heights; // of the points; 0: the row says nothing on this side
    double picture, head, body, height;
};

// What a cell says first where it begins with a figure: "86", "个" and "消防通道常被占" of
// "86个,消防通道常被占". False for other texts.
struct told {
    const char *figure, *unit, *rest; // rest: "" or what follows a comma
};
bool versus_told(const hai_block *block, const char *text, struct told *told);

// The same where neither side of a row says anything else, so that figures stand beside figures.
bool versus_row_told(const hai_block *block, const struct versus *versus, int32_t row,
                     struct told told[2]);

hai_colour versus_colour(const hai_block *block, const struct versus *versus, int which);

// `sizes`: of the rows' figures at the most; NULL: as large as items have them.
struct side side_plan(const hai_block *block, const struct versus *versus, int which, double width,
                      const double *sizes);
void side_sum(struct side *side, int32_t rows); // its height from those of its points
void side_draw(const hai_block *block, const struct side *side, int32_t rows, hai_canvas *canvas,
               hai_box box);

#define SIDE_GAP 20.0 // between points
#define SIDE_PADDING 28.0

#endif
