// SPDX-License-Identifier: MIT
//
// Dashes cut by ourselves. cairo 1.16 drops a dash that crosses the surface or the clip from edge
// to edge, as dashes often cross a band: its test of a line against a box takes a line that is
// within the box in one axis, and ends outside it in the other, for one outside.
#ifndef HAIBAO_DRAW_DASH_H
#define HAIBAO_DRAW_DASH_H

#include <cairo.h>

#include <haibao/canvas.h>

// Replace the context's path by its dashes, and its dashes by none. Lengths are in the context's
// user space.
void dash_path(cairo_t *cairo, const hai_stroke *pen);

#endif
