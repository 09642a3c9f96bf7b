// SPDX-License-Identifier: MIT
//
// Swatches and names in rows: only where names cannot stand at the marks.
#ifndef CHART_KIT_LEGEND_H
#define CHART_KIT_LEGEND_H

#include <haibao/haibao.h>

struct chart_legend;
struct chart_style;

#define CHART_LEGEND_GAP 16.0 // below it, above a plot

enum chart_swatch { CHART_SWATCH_BOX, CHART_SWATCH_LINE, CHART_SWATCH_DOT };

// Names of more than half of the width wrap. Names that are "" are left out; NULL where none is
// left.
struct chart_legend *chart_legend_new(const hai_block *block, const char *const *names,
                                      const struct chart_style *styles, int32_t count,
                                      enum chart_swatch swatch, double width);

// With a figure after each name: what the marks have no room for. `when` says in a line above of
// when or of what the figures are, also where there are no names; it, `figures` and any of them may
// be NULL.
struct chart_legend *chart_legend_figures(const hai_block *block, const char *when,
                                          const char *const *names, const char *const *figures,
                                          const struct chart_style *styles, int32_t count,
                                          enum chart_swatch swatch, double width);

// The names of the series of the data.
struct chart_data;
struct chart_legend *chart_legend_series(const hai_block *block, const struct chart_data *data,
                                         const struct chart_style *styles, enum chart_swatch swatch,
                                         double width);

double chart_legend_height(const struct chart_legend *legend); // 0 for NULL
double chart_legend_width(const struct chart_legend *legend);  // of its widest row of swatches
void chart_legend_draw(const struct chart_legend *legend, hai_canvas *canvas, double x, double y);

#endif
