// SPDX-License-Identifier: MIT
//
// Words of charts without axes: a small title, and a large figure with a smaller unit, as in the
// middle of a ring.
#ifndef CHART_KIT_FIGURE_H
#define CHART_KIT_FIGURE_H

#include <haibao/haibao.h>

// The title above a chart, as frames have it; NULL where there is none.
const hai_paragraph *chart_title(const hai_block *block, const char *title, double width);

#define CHART_TITLE_GAP 8.0 // between a title and what it stands above

// A figure in the face of figures, its unit at 0.38 of it on the same baseline.
struct chart_figure {
    const hai_paragraph *figure, *unit; // unit may be NULL
    double gap;                         // between them
    hai_size size;                      // of the ink: both side by side, the height of the digits
    double text_size;                   // of the figure
};

// As large as `size`, or smaller so that it is no wider than `width`, but never below `smallest`:
// look at size.width where that matters. `unit` may be NULL; `colour` is a token or literal.
struct chart_figure chart_figure_new(const hai_block *block, const char *figure, const char *unit,
                                     const char *colour, double size, double width,
                                     double smallest);

// The number at the beginning of a text ("306.8" of "306.8亿元") and what follows. False where the
// text begins with no digit or sign.
bool chart_figure_split(const hai_block *block, const char *text, const char **figure,
                        const char **unit);

// Draw with the top left corner of its ink at x, y. Painted in `colour` where its alpha is not 0.
void chart_figure_draw(const struct chart_figure *figure, hai_canvas *canvas, double x, double y,
                       hai_colour colour);

#endif
