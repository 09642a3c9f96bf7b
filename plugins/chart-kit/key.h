// SPDX-License-Identifier: MIT
//
// A list of swatches, names and figures: what a circle's labels become where they find no room
// around it.
#ifndef CHART_KIT_KEY_H
#define CHART_KIT_KEY_H

#include <haibao/haibao.h>

#include "chart-kit/colour.h"

struct chart_key;

// One row each, in as many columns of rows as suit the width, read downwards. Names wrap; a figure
// stands at the right of its row, below the name where that leaves the name too little; notes, in
// small type, stand before the figures. `notes` may be NULL.
struct chart_key *chart_key_new(const hai_block *block, const char *const *names,
                                const char *const *figures, const char *const *notes,
                                const struct chart_style *styles, int32_t count, double width);
double chart_key_height(const struct chart_key *key);
void chart_key_draw(const struct chart_key *key, hai_canvas *canvas, double x, double y);

#endif
