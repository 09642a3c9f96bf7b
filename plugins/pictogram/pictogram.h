// SPDX-License-Identifier: MIT
//
// Figures counted out in icons (after Otto Neurath's Isotype, 1925): a greater number is more
// icons of one size, never a larger icon.
#ifndef PICTOGRAM_H
#define PICTOGRAM_H

#include "chart-kit/chart.h"

enum pictogram_style { PICTOGRAM_ROWS, PICTOGRAM_ARRAY, PICTOGRAM_FILL, PICTOGRAM_PEOPLE };

struct pictogram {
    struct chart_options chart;
    int32_t max;   // column; -1: none
    int32_t style; // enum pictogram_style
    int32_t across;
    double per, whole, size; // 0: by what there is
    const hai_icon *icon;    // NULL: a disc
    hai_list icons;          // of struct pictogram_named_icon
};

struct pictogram_named_icon {
    const char *name;
    const hai_icon *icon;
};

// Many icons in lines of `across`, each `pitch` after the other; `filled` of `count` are in
// colour, the last of them in part, cut upright. What is not filled is pale, as far as `has_rest`
// wants it.
struct pictogram_icons {
    const hai_icon *icon;
    double filled;
    int32_t count, across;
    double size, pitch; // size: the height; the width, too, but of people
    double line;        // from one line to the next; 0: pitch
    bool has_rest, is_people;
    hai_colour colour;
};

#define PICTOGRAM_PERSON 0.42     // width of a person by the height
#define PICTOGRAM_BESIDE 220.0    // least width of words at the right
#define PICTOGRAM_BESIDE_GAP 40.0 // before them

void pictogram_icons_draw(const hai_theme *theme, const struct pictogram_icons *icons,
                          hai_canvas *canvas, double x, double y);

// One icon that is filled from its foot up to a share of its height.
void pictogram_vessel_draw(const hai_theme *theme, const hai_icon *icon, double share,
                           hai_colour colour, hai_canvas *canvas, hai_box box);

bool pictogram_is_array(const struct pictogram *pictogram);

// The colour of a row, or a deeper one where that is hardly told from what is not filled.
hai_colour pictogram_colour(const hai_theme *theme, hai_colour colour);

// How much of icons is drawn in colour, that is seen to be.
double pictogram_seen(double filled);

// "每100人中有37人经常锻炼", with `between` before the name, both numbers `scale` times what they
// are; and the share that it tells: "37".
double pictogram_scale(const double *values, int32_t count, double value, double whole);
const char *pictogram_sentence(const hai_block *block, const struct pictogram *pictogram,
                               const char *name, const char *between, double value, double whole,
                               double scale);
bool pictogram_is_whole_percent(double value, double whole);
const char *pictogram_percent(const hai_block *block, double value, double whole, bool has_tenths);

// ARRAY, PEOPLE and FILL: a thing with its figure, name and icons.
struct pictogram_cell {
    struct pictogram_icons icons;
    double share;
    hai_colour text;
    struct chart_figure figure;
    const hai_paragraph *label;
    bool is_beside; // the words stand at the right of the icons
    hai_size size, picture;
    double words_height; // before the icons below
};

// `words`: name, figure, unit, and the name as it is where it takes several lines, or NULL.
void pictogram_cell_plan(const hai_block *block, const struct pictogram *pictogram,
                         struct pictogram_cell *cell, const char *const words[4], double width,
                         bool may_be_beside);
// Cells of a row: their icons begin on one line, whatever the lines of their names.
void pictogram_cells_align(struct pictogram_cell *cells, int32_t count);
void pictogram_cell_draw(const hai_block *block, const struct pictogram *pictogram,
                         const struct pictogram_cell *cell, hai_canvas *canvas, hai_box box);

#endif
