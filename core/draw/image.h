// SPDX-License-Identifier: MIT
//
// Photographs and logos: PNG (libpng) and JPEG (libjpeg-turbo), size read from the header before
// decoding.
#ifndef HAIBAO_DRAW_IMAGE_H
#define HAIBAO_DRAW_IMAGE_H

#include <cairo.h>

#include <haibao/canvas.h>

#include "base/arena.h"
#include "base/report.h"

#define IMAGE_MAX_BYTES (32u << 20)
#define IMAGE_MAX_PIXELS 50000000.0

// Read and decode a file. NULL after reporting ("image.read", "image.format", "image.limit",
// "image.broken"). EXIF orientation is applied. Freed by image_free.
hai_image *image_load(struct report *report, const char *path, struct place place);
void image_free(hai_image *image);

cairo_surface_t *image_surface(const hai_image *image); // borrowed

#endif
