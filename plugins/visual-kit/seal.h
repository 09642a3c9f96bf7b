// SPDX-License-Identifier: MIT
//
// A seal 印章: up to four characters left white in a square of red ink, set as seals are read, from
// the right down.
#ifndef VISUAL_KIT_SEAL_H
#define VISUAL_KIT_SEAL_H

#include <haibao/haibao.h>

#define KIT_SEAL_MAX 4 // characters

// How many characters a text has, up to one more than a seal holds.
int kit_seal_count(const char *text);

// The size of a seal whose characters stand in cells of this side.
hai_size kit_seal_size(const char *text, double cell);

// Draw it with its top left corner at x, y. `on` is the colour of the characters: a token or a
// literal.
void kit_draw_seal(const hai_block *block, hai_canvas *canvas, const char *text, double x, double y,
                   double cell, hai_colour ink, const char *on);

#endif
