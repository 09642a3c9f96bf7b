// SPDX-License-Identifier: MIT
//
// What colour-blind readers see, and how far apart colours are.
#ifndef HAIBAO_STYLE_VISION_H
#define HAIBAO_STYLE_VISION_H

#include <haibao/theme.h>

enum vision { VISION_COMMON, VISION_PROTAN, VISION_DEUTAN, VISION_TRITAN, VISION_COUNT };

// A colour as seen without one kind of cone: Machado, Oliveira, Fernandes, "A Physiologically-based
// Model for Simulation of Color Vision Deficiency" (2009), severity 1, on linear light.
hai_colour vision_see(hai_colour colour, enum vision vision);

// The distance in OKLab: 0.02 is just seen side by side; 0.06 tells marks apart across a chart.
double vision_distance(hai_colour a, hai_colour b);

const char *vision_name(enum vision vision); // for messages: "readers without red cones"

#endif
