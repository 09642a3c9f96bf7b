// SPDX-License-Identifier: MIT
//
// Surfaces that carry content, and type in another colour than its role's own.
#ifndef VISUAL_KIT_SURFACE_H
#define VISUAL_KIT_SURFACE_H

#include <haibao/haibao.h>

// A card as the theme draws it: shadow, surface, border; then a strip along its top (length
// "edge"), brackets in its corners (length "corner" of an arm), a second frame (length "frame" from
// the edge). Colours: surface, line, shadow, edge. Lengths: radius, border, shadow too; 0: none.
void kit_surface(const hai_theme *theme, hai_canvas *canvas, hai_box box);

// A filled box with round corners.
void kit_fill_box(hai_canvas *canvas, hai_box box, double radius, hai_colour colour);

// The ground of what stands out: from the theme's primary colour down to primary_deep.
void kit_fill_primary(const hai_theme *theme, hai_canvas *canvas, hai_box box, double radius);

// The ground of a card that stands out: colours solid, solid_low; text on it is on_solid.
void kit_fill_solid(const hai_theme *theme, hai_canvas *canvas, hai_box box);

// A line of the theme's hairline width, or of any width.
void kit_rule(hai_canvas *canvas, hai_point from, hai_point to, double width, hai_colour colour);

// A role's style in another colour (a token or a literal, borrowed), and aligned in another way.
hai_text_style kit_type(const hai_theme *theme, const char *role, const char *colour,
                        uint32_t align);

// Height of a paragraph, 0 for none.
double kit_height(const hai_paragraph *paragraph);

#endif
