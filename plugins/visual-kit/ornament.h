// SPDX-License-Identifier: MIT
//
// Small ornament drawn by code: rays, waves, grids, dots, brackets, clouds, leaves, seals. Vectors,
// sharp at any size, and quiet. What spreads over a long sheet is filled in strips, since a sheet
// is drawn band by band.
#ifndef VISUAL_KIT_ORNAMENT_H
#define VISUAL_KIT_ORNAMENT_H

#include <haibao/haibao.h>

// Wedges of light that rise from a centre; clip to the box that they are for.
void kit_rays(hai_canvas *canvas, hai_point centre, double radius, int count, hai_colour colour);

// The crest of a river: a path along the width of the box around height y, closed along its
// bottom edge. Fill or stroke it. Slopes differ from wave to wave, so that it does not look ruled.
void kit_wave_path(hai_canvas *canvas, hai_box box, double y, double amplitude, double length,
                   double phase, bool closed);

// A fine grid, every fourth line a little stronger.
void kit_grid(hai_canvas *canvas, hai_box box, double step, hai_colour colour);

// Dots in rows that are set off against each other by half a step.
void kit_dots(hai_canvas *canvas, hai_box box, double step, double radius, hai_colour colour);

// Brackets in the four corners of a box, inside its edges.
void kit_corners(hai_canvas *canvas, hai_box box, double arm, double width, hai_colour colour);

// An auspicious cloud 祥云: a drift line that curls up, in strokes. `width` from end to end; a
// negative width mirrors it. x, y is the middle of its base.
void kit_cloud(hai_canvas *canvas, double x, double y, double width, double pen, hai_colour colour);

// Clouds at wide distances over the whole box.
void kit_clouds(hai_canvas *canvas, hai_box box, hai_colour colour);

// A leaf from its base, `angle` in radians (0: to the right), as a path to fill.
void kit_leaf_path(hai_canvas *canvas, hai_point base, double angle, double length);

// A twig with leaves in pairs.
void kit_twig(hai_canvas *canvas, hai_point base, double angle, double length, hai_colour colour);

// Fibres and specks of handmade paper.
void kit_paper(hai_canvas *canvas, hai_box box, hai_colour colour);

// A square of red ink whose edges are worn, as a seal 印章 leaves on paper: a path to fill.
void kit_seal_path(hai_canvas *canvas, hai_box box);

// A soft round light.
void kit_glow(hai_canvas *canvas, hai_point centre, double radius, hai_colour colour);

#endif
