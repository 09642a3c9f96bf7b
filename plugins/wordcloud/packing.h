// SPDX-License-Identifier: MIT
//
// Boxes packed around a middle, the first of them in it, none on another.
//
// Each box walks outwards along a spiral until it finds a free place (the way of Jonathan
// Feinberg's Wordle, 2009), then slides back towards the middle until it touches. A word's ink
// fills its box in Chinese nearly as a square stone does, so that boxes are tested, and not pixels.
#ifndef WORDCLOUD_PACKING_H
#define WORDCLOUD_PACKING_H

#include <haibao/haibao.h>

// The ellipse is a full one, of the exponent 3 (Piet Hein's superellipse): words are boxes, and
// leave much of a true one's rim empty.
#define PACKING_ELLIPSE_AREA 0.883 // of its bounds
enum packing_shape { PACKING_ELLIPSE, PACKING_RECTANGLE };

struct packing {
    hai_box bounds;
    enum packing_shape shape;
    uint32_t seed;
    hai_box *boxes; // placed
    int32_t count;
    int32_t last_hit; // the box that was in the way before is asked first
};

// For so many boxes at most.
struct packing packing_new(const hai_block *block, hai_box bounds, enum packing_shape shape,
                           uint32_t seed, int32_t most);

// Where a box of a size goes. False where there is no place for it.
bool packing_place(struct packing *packing, hai_size size, hai_box *box);

// In a narrow place: boxes in rows, as many beside each other as there is room for, the first row
// in the middle and each next one at the shorter end. Returns the height; the boxes are placed in
// it, from 0. A box that is less than half as high as a row goes into another one.
double packing_rows(const hai_block *block, const hai_size *sizes, hai_box *boxes, int32_t count,
                    double width);

// The next of a row of numbers in 0..1 that look random, and are the same every time.
double packing_noise(uint32_t seed, uint32_t number);

#endif
