// SPDX-License-Identifier: MIT
//
// Numbers that look like chance and are the same on every run: ornament is seeded by constants.
#ifndef VISUAL_KIT_CHANCE_H
#define VISUAL_KIT_CHANCE_H

#include <math.h>
#include <stdint.h>

// The next of a sequence, 0..1 (the linear congruence of "Numerical Recipes", 1992, chapter 7).
static inline double kit_chance(uint32_t *seed)
{
    *seed = *seed * UINT32_C(1664525) + UINT32_C(1013904223);
    return (*seed >> 8) / 16777216.0;
}

// Noise on a line, 0..1: chance at whole numbers, smooth between them.
static inline double kit_noise(uint32_t seed, double x)
{
    double whole = floor(x), part = x - whole;
    uint32_t left = seed ^ ((uint32_t)(int32_t)whole * UINT32_C(2654435761));
    uint32_t right = seed ^ ((uint32_t)(int32_t)(whole + 1) * UINT32_C(2654435761));
    double a = kit_chance(&left), b = kit_chance(&right);
    a = kit_chance(&left);
    b = kit_chance(&right);
    return a + (b - a) * part * part * (3 - 2 * part);
}

#endif
