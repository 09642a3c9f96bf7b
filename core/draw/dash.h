// SPDX-License-Identifier: MIT
//
// Lines cut into dashes.
#ifndef HAIBAO_DRAW_DASH_H
#define HAIBAO_DRAW_DASH_H

#include "draw/polyline.h"

// Put into `dashed`, in place of what was there, the dashes of the lines. `scale` is the pixels of
// one unit of the pen's.
void dash_polylines(const struct polylines *polylines, const hai_stroke *pen, double scale,
                    struct polylines *dashed);

#endif
