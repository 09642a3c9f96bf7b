// SPDX-License-Identifier: MIT
//
// Which colour, and which pattern, a series or a category has.
//
// Colours go by order of first appearance in the table, before anything is sorted, not counting
// what goes into 其他: a theme's categorical.1, .2, .3 are made to stand beside each other, which a
// hash of names would undo, and charts that show the same names in the same order agree. Where they
// do not, `colours` ties a colour to a name. From the ninth on the eight come again, lighter. 其他
// is muted.
//
// One series is in the colour of what matters as far as it is highlighted, and muted else. Several
// series have categorical colours, unless `highlight` names some: then these have the main colour
// (several: shades of it) and the rest are muted.
#ifndef CHART_KIT_COLOUR_H
#define CHART_KIT_COLOUR_H

#include "chart-kit/data.h"

enum chart_decal {
    CHART_DECAL_NONE,
    CHART_DECAL_HATCH, // /////
    CHART_DECAL_DOTS,
    CHART_DECAL_BACK_HATCH, // \\\\\.
    CHART_DECAL_CROSS,
    CHART_DECAL_LINES, // across
    CHART_DECAL_GRID,
    CHART_DECAL_UPRIGHTS,
    CHART_DECAL_COUNT
};

struct chart_style {
    hai_colour colour; // of the mark
    hai_colour text;   // of words about it on the surface: the colour itself, darkened or lightened
                       // until it has 4.5:1
    enum chart_decal decal;
    int32_t dash;    // of a line: 0 whole, else a pattern (lines.h)
    bool is_line;    // in a legend of boxes: the swatch is a line with a marker
    bool is_hollow;  // of a dot: a ring, told from a disc without its colour
    bool is_highlit; // what matters: drawn over the rest, written bold
};

// One for each series, by its name.
struct chart_style *chart_series_styles(const hai_block *block, const struct chart_options *options,
                                        const struct chart_data *data);

// Of parts that stand on or beside each other: where one stands out, the others are shades of what
// is muted, so that a legend tells which is which.
struct chart_style *chart_part_styles(const hai_block *block, const struct chart_options *options,
                                      const struct chart_data *data);

// The same for answers from 反对 to 赞成: shades of the diverging ramp, unless some stand out.
struct chart_style *chart_answer_styles(const hai_block *block, const struct chart_options *options,
                                        const struct chart_data *data);

// One for each category of the first series, by its name. `is_categorical`: a colour each (pie,
// treemap); else the main colour and muted (bars).
struct chart_style *chart_category_styles(const hai_block *block,
                                          const struct chart_options *options,
                                          const struct chart_data *data, bool is_categorical);

#define CHART_ROUND_STEP 0.13 // of lightness, from the n-th colour to that eight later

// The colour of the n-th thing, from 0.
hai_colour chart_categorical(const hai_theme *theme, int32_t n);

// Whether thin marks of two colours are hard to tell apart.
bool chart_is_alike(hai_colour a, hai_colour b);

// Whether `highlight` says that the n-th of `count` things stands out. `values` may be NULL, then
// largest and smallest are none. NULL or "" highlights nothing.
bool chart_is_highlit(const char *highlight, const char *const *names, const double *values,
                      int32_t count, int32_t n);

// The colour `text` until it reads on the theme's surface: see struct chart_style.
hai_colour chart_readable(const hai_theme *theme, hai_colour colour);

// --- Marks ---

// Fill a box in a style, its decal clipped to it. The radius is for the corners of `sides`:
// CHART_ABOVE, CHART_RIGHT, CHART_BELOW, CHART_LEFT name the side whose two corners are round.
void chart_fill_bar(hai_canvas *canvas, hai_box box, double radius, uint32_t sides,
                    const struct chart_style *style);

// Fill any mark: `path` adds its path to the canvas, and is called once more where there is a
// decal. `bounds` holds the mark.
void chart_fill_path(hai_canvas *canvas, hai_box bounds, const struct chart_style *style,
                     void (*path)(hai_canvas *canvas, const void *data), const void *data);

#endif
