// SPDX-License-Identifier: MIT
#include "draw/mask.h"

#include <glib.h>

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

void mask_keep_run(void *data, int x, int y, int count, const uint8_t *cover, uint8_t even)
{
    struct mask *mask = data;

    coverage_keep(mask_row(mask, y) + (x - mask->area.left), count, cover, even);
}

void mask_paint_run(void *data, int x, int y, int count, const uint8_t *cover, uint8_t even)
{
    struct target *target = data;

    if (cover == NULL)
        target_cover_evenly(target, x, y, count, even);
    else
        target_cover(target, x, y, count, cover);
}

static void paint_by_cairo(struct mask *mask, cairo_t *cairo)
{
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        mask->bytes, CAIRO_FORMAT_A8, mask->area.right - mask->area.left,
        mask->area.bottom - mask->area.top, mask->stride);

    cairo_mask_surface(cairo, surface, mask->area.left, mask->area.top);
    // Our bytes change next: whatever cairo may keep of them is finished.
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
}

void mask_paint(struct mask *mask, cairo_t *cairo, struct target *target)
{
    const struct pixels *area = &mask->area;

    if (!target->is_plain) {
        paint_by_cairo(mask, cairo);
        return;
    }
    for (int y = area->top; y < area->bottom; y++)
        target_cover(target, area->left, y, area->right - area->left, mask_row(mask, y));
}

void mask_free(struct mask *mask)
{
    g_free(mask->bytes);
    *mask = (struct mask){0};
}
