// SPDX-License-Identifier: MIT
#include "draw/mask.h"

#include <glib.h>
#include <math.h>

struct pixels pixels_common(struct pixels a, struct pixels b)
{
    struct pixels both = {MAX(a.left, b.left), MAX(a.top, b.top), MIN(a.right, b.right),
                          MIN(a.bottom, b.bottom)};

    if (both.left >= both.right || both.top >= both.bottom)
        return (struct pixels){0};
    return both;
}

struct pixels pixels_of_clip(cairo_t *cairo)
{
    double left, top, right, bottom;

    cairo_clip_extents(cairo, &left, &top, &right, &bottom);
    return (struct pixels){(int)floor(left), (int)floor(top), (int)ceil(right), (int)ceil(bottom)};
}

bool mask_begin(struct mask *mask, struct pixels area)
{
    int stride = cairo_format_stride_for_width(CAIRO_FORMAT_A8, area.right - area.left);
    size_t size = (size_t)stride * (size_t)(area.bottom - area.top);

    if (size > mask->room) {
        g_free(mask->bytes);
        mask->bytes = g_try_malloc(size);
        mask->room = mask->bytes == NULL ? 0 : size;
    }
    mask->area = area;
    mask->stride = stride;
    return mask->bytes != NULL;
}

uint8_t *mask_row(struct mask *mask, int y)
{
    return mask->bytes + (size_t)(y - mask->area.top) * (size_t)mask->stride;
}

void mask_paint(struct mask *mask, cairo_t *cairo)
{
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        mask->bytes, CAIRO_FORMAT_A8, mask->area.right - mask->area.left,
        mask->area.bottom - mask->area.top, mask->stride);

    cairo_mask_surface(cairo, surface, mask->area.left, mask->area.top);
    // Our bytes change next: whatever cairo may keep of them is finished.
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
}

void mask_free(struct mask *mask)
{
    g_free(mask->bytes);
    *mask = (struct mask){0};
}
