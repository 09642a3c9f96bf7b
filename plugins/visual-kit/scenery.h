// SPDX-License-Identifier: MIT
//
// Scenery drawn by code, each along the foot of a box: a winding river, hills, mountains in ink, a
// skyline, a globe of dots. Clip to the box that it is for.
#ifndef VISUAL_KIT_SCENERY_H
#define VISUAL_KIT_SCENERY_H

#include <haibao/haibao.h>

// A river that winds from the horizon, the top of the box, to its foot, drawn as lines of flow.
void kit_winding(hai_canvas *canvas, hai_box box, hai_colour water, hai_colour line);

// Hills one behind the other, from `far` to `near` in colour.
void kit_hills(hai_canvas *canvas, hai_box box, int count, hai_colour far, hai_colour near);

// Ridges that fade into mist towards their foot.
void kit_mountains(hai_canvas *canvas, hai_box box, int count, hai_colour colour);

// Towers in two rows, the row behind paler.
void kit_skyline(hai_canvas *canvas, hai_box box, hai_colour colour);

// The upper part of a globe, its parallels and meridians as dots; smaller towards the rim.
void kit_globe(hai_canvas *canvas, hai_point centre, double radius, hai_colour colour);

// Lines that meet at the horizon, the top of the box, as a floor seen flat.
void kit_floor(hai_canvas *canvas, hai_box box, hai_colour colour);

#endif
