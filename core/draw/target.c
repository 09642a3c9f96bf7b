// SPDX-License-Identifier: MIT
#include "draw/target.h"

#include <glib.h>
#include <math.h>

#include "draw/blend.h"

struct pixels pixels_common(struct pixels a, struct pixels b)
{
    struct pixels both = {MAX(a.left, b.left), MAX(a.top, b.top), MIN(a.right, b.right),
                          MIN(a.bottom, b.bottom)};

    if (both.left >= both.right || both.top >= both.bottom)
        return (struct pixels){0};
    return both;
}

// --- Which pixels ---

static struct pixels clip_extents(cairo_t *cairo)
{
    double left, top, right, bottom;

    cairo_clip_extents(cairo, &left, &top, &right, &bottom);
    return (struct pixels){(int)floor(left), (int)floor(top), (int)ceil(right), (int)ceil(bottom)};
}

// cairo lists the boxes of a clip only where their edges lie between pixels.
static bool clip_is_box(cairo_t *cairo)
{
    cairo_rectangle_list_t *list = cairo_copy_clip_rectangle_list(cairo);
    bool is_box = list->status == CAIRO_STATUS_SUCCESS && list->num_rectangles == 1;

    cairo_rectangle_list_destroy(list);
    return is_box;
}

static bool find_surface(cairo_t *cairo, struct target *target)
{
    cairo_surface_t *surface = cairo_get_group_target(cairo);
    double left, top;

    if (cairo_surface_get_type(surface) != CAIRO_SURFACE_TYPE_IMAGE)
        return false;
    cairo_format_t format = cairo_image_surface_get_format(surface);
    if (format != CAIRO_FORMAT_RGB24 && format != CAIRO_FORMAT_ARGB32)
        return false;
    cairo_surface_get_device_offset(surface, &left, &top);
    if (left != floor(left) || top != floor(top))
        return false;
    cairo_surface_flush(surface);
    target->surface = surface;
    target->data = cairo_image_surface_get_data(surface);
    target->stride = cairo_image_surface_get_stride(surface);
    target->left = -(int)left;
    target->top = -(int)top;
    return target->data != NULL;
}

struct target target_begin(cairo_t *cairo, const struct brush *brush)
{
    struct target target = {.clip = clip_extents(cairo), .is_box = clip_is_box(cairo)};

    target.is_plain = target.is_box && brush->is_even &&
                      cairo_get_operator(cairo) == CAIRO_OPERATOR_OVER &&
                      find_surface(cairo, &target);
    target.brush = brush;
    target.row = target.clip.top;
    if (target.is_plain)
        target.ink = brush_ink(brush, target.row);
    return target;
}

void target_end(const struct target *target)
{
    if (target->is_plain)
        cairo_surface_mark_dirty(target->surface);
}

static uint32_t *pixel_at(const struct target *target, int x, int y)
{
    uint8_t *row = target->data + (ptrdiff_t)(y - target->top) * target->stride;
    return (uint32_t *)(void *)row + (x - target->left);
}

// --- Painting ---

static uint32_t ink_at(struct target *target, int y)
{
    if (y != target->row) {
        target->row = y;
        target->ink = brush_ink(target->brush, y);
    }
    return target->ink;
}

void target_cover(struct target *target, int x, int y, int count, const uint8_t *cover)
{
    blend_cover(pixel_at(target, x, y), ink_at(target, y), cover, (size_t)count);
}

void target_cover_evenly(struct target *target, int x, int y, int count, uint8_t cover)
{
    blend_evenly(pixel_at(target, x, y), ink_at(target, y), cover, (size_t)count);
}
