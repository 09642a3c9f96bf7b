// SPDX-License-Identifier: MIT
//
// Photographs and logos: PNG (libpng) and JPEG (libjpeg-turbo), size read from the header before
// decoding; SVG (librsvg), which stays a vector.
#ifndef HAIBAO_DRAW_IMAGE_H
#define HAIBAO_DRAW_IMAGE_H

#include <cairo.h>

#include <haibao/canvas.h>

#include "base/arena.h"
#include "base/report.h"
#include "draw/vector.h"

#define IMAGE_MAX_BYTES (32u << 20)
#define IMAGE_MAX_SVG (4u << 20)
#define IMAGE_MAX_PIXELS 50000000.0

// Read and decode a file. NULL after reporting ("image.read", "image.format", "image.limit",
// "image.broken"). EXIF orientation is applied. Freed by image_free.
hai_image *image_load(struct report *report, const char *path, struct place place);
void image_free(hai_image *image);

// The pixels, borrowed; NULL for an image of vectors, which has the other.
cairo_surface_t *image_surface(const hai_image *image);
const struct vector *image_vector(const hai_image *image);

// The bytes of a JPEG file, borrowed, where they give the pixels as they are: it needs no turning.
// NULL for any other.
struct jpeg {
    const uint8_t *bytes;
    size_t size;
    bool is_grey; // of one part a pixel, else three
};
struct jpeg image_jpeg(const hai_image *image);

// The image in other colours: made once, as a document's style cannot change once it is drawn, and
// kept with it. The image itself where that fails.
//
// What an SVG calls "currentColor" in this colour; other images are as they were.
const hai_image *image_tinted(const hai_image *image, hai_colour colour);
// All of it in the tones between two colours.
const hai_image *image_toned(const hai_image *image, hai_colour ink, hai_colour ground);

#endif
