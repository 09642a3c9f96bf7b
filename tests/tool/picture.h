// SPDX-License-Identifier: MIT
//
// Pictures in memory, and how much two of them differ to the eye.
//
// Differences of at most 2 in a channel are none: rounding. For the others the distance in OKLab
// (Björn Ottosson, "A perceptual color space for image processing", 2020) decides whether a pixel
// counts; a picture fails by too many such pixels anywhere, or by a patch of them that hang
// together, which is what a moved or missing stroke makes and rounding does not.
#ifndef HAIBAO_TESTS_PICTURE_H
#define HAIBAO_TESTS_PICTURE_H

#include <stdbool.h>
#include <stdint.h>

#define PICTURE_MAX_SIDE 65535u
#define PICTURE_MAX_PIXELS (100u << 20)

struct picture {
    uint32_t width, height;
    uint8_t *pixels; // RGBA, not premultiplied, rows without gaps; owned
};

struct difference {
    bool same_size;
    uint32_t count;            // of pixels that differ to the eye
    uint32_t patch;            // pixels of the largest connected patch of them
    double worst;              // largest OKLab distance
    uint32_t patch_x, patch_y; // a pixel of that patch
};

// False, after a line on stderr, when the file cannot be read or written or is too large.
bool picture_read(struct picture *picture, const char *path);
bool picture_write(const struct picture *picture, const char *path);

// All transparent black. False when there is no memory.
bool picture_init(struct picture *picture, uint32_t width, uint32_t height);
void picture_finish(struct picture *picture);

// The mean of each factor x factor square; a rest at the right and bottom gives pixels of its own.
bool picture_shrink(struct picture *small, const struct picture *picture, uint32_t factor);

// `marks` (may be NULL) becomes a grey copy of `actual` with what differs in red. With pictures of
// unlike sizes only same_size is set, and `marks` covers both. False when there is no memory.
bool picture_compare(const struct picture *expected, const struct picture *actual,
                     struct difference *difference, struct picture *marks);

// Whether the difference is one that nobody would see.
bool difference_is_small(const struct difference *difference, const struct picture *picture);

// `left`, `middle` and `right` side by side on a mid grey.
bool picture_beside(struct picture *all, const struct picture *left, const struct picture *middle,
                    const struct picture *right);

#endif
