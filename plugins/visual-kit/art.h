// SPDX-License-Identifier: MIT
//
// Ornament by name, as themes and specs choose it: as the scene of a head, or quietly on a ground.
#ifndef VISUAL_KIT_ART_H
#define VISUAL_KIT_ART_H

#include <haibao/haibao.h>

enum kit_art {
    KIT_ART_RIVER,
    KIT_ART_RAYS,
    KIT_ART_NONE,
    KIT_ART_WINDING,
    KIT_ART_GLOBE,
    KIT_ART_HILLS,
    KIT_ART_MOUNTAINS,
    KIT_ART_SKYLINE,
    KIT_ART_CLOUDS,
    KIT_ART_GRID,
    KIT_ART_DOTS,
    KIT_ART_PAPER,
    KIT_ART_LEAVES,
    KIT_ART_CORNERS,
    KIT_ART_GLOW,
};

extern const char *const kit_arts[]; // in the order above, NULL at the end

#define KIT_ART_HELP_ZH                                                                            \
    "图饰:大河、光芒、无、曲流、星球、丘陵、远山、城市、祥云、方格、圆点、纸纹、枝叶、角线、光晕"
#define KIT_ART_HELP_EN                                                                            \
    "River waves, rays of light, none, a winding river, a globe of dots, hills, mountains in "     \
    "ink, "                                                                                        \
    "a skyline, auspicious clouds, a grid, dots, paper, leaves, corner brackets, a glow"

// The ground of a head with its scene. Tokens: hero, hero_low (the ground, from top to foot), glow,
// accent, primary, background.
void kit_draw_scene(const hai_theme *theme, hai_canvas *canvas, hai_box box, enum kit_art art);

// The room at the foot of a head that belongs to the scene and not to the text.
double kit_scene_depth(enum kit_art art);

// The same on any ground, in one colour and quiet: `strength` is the opacity of its marks.
void kit_draw_art(const hai_theme *theme, hai_canvas *canvas, hai_box box, enum kit_art art,
                  hai_colour colour, double strength);

#endif
