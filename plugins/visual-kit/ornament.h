// SPDX-License-Identifier: MIT
//
// Ornament drawn by code: rays and river waves. Vectors, sharp at any size, and
// quiet.
#ifndef VISUAL_KIT_ORNAMENT_H
#define VISUAL_KIT_ORNAMENT_H

#include <haibao/haibao.h>

// Wedges of light that rise from a centre; clip to the box that they are for.
void kit_rays(hai_canvas *canvas, hai_point centre, double radius, int count, hai_colour colour);

// The crest of a river: a path along the width of the box around height y, closed along its
// bottom edge. Fill or stroke it. Slopes differ from wave to wave, so that it does not look ruled.
void kit_wave_path(hai_canvas *canvas, hai_box box, double y, double amplitude, double length,
                   double phase, bool closed);

#endif
