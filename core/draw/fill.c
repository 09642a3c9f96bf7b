// SPDX-License-Identifier: MIT
#include "draw/fill.h"

#include <glib.h>
#include <math.h>

#include "draw/coverage.h"
#include "draw/mask.h"

struct filler {
    struct coverage coverage;
    struct mask mask;
};

struct filler *filler_new(void)
{
    return g_new0(struct filler, 1);
}

void filler_free(struct filler *filler)
{
    if (filler == NULL)
        return;
    coverage_free(&filler->coverage);
    mask_free(&filler->mask);
    g_free(filler);
}

static hai_point on_device(const cairo_matrix_t *sheet, const cairo_path_data_t *data)
{
    double x = data->point.x, y = data->point.y;

    cairo_matrix_transform_point(sheet, &x, &y);
    return (hai_point){x, y};
}

// The whole pixels around a path, within the clip.
static struct pixels path_area(const struct path *path, const cairo_matrix_t *sheet,
                               struct pixels clip)
{
    hai_matrix matrix = {sheet->xx, sheet->yx, sheet->xy, sheet->yy, sheet->x0, sheet->y0};
    hai_box box = matrix_apply_box(&matrix, path->box);
    double left = fmax(box.x, clip.left), top = fmax(box.y, clip.top);
    double right = fmin(hai_box_right(box), clip.right);
    double bottom = fmin(hai_box_bottom(box), clip.bottom);

    if (!(left < right && top < bottom))
        return (struct pixels){0};
    return (struct pixels){(int)floor(left), (int)floor(top), (int)ceil(right), (int)ceil(bottom)};
}

static void cover_path(struct coverage *coverage, const struct path *path,
                       const cairo_matrix_t *sheet)
{
    for (int i = 0; i < path->count; i += path->data[i].header.length) {
        const cairo_path_data_t *data = &path->data[i];
        switch (data->header.type) {
        case CAIRO_PATH_MOVE_TO:
            coverage_move_to(coverage, on_device(sheet, data + 1));
            break;
        case CAIRO_PATH_LINE_TO:
            coverage_line_to(coverage, on_device(sheet, data + 1));
            break;
        case CAIRO_PATH_CURVE_TO:
            coverage_curve_to(coverage, on_device(sheet, data + 1), on_device(sheet, data + 2),
                              on_device(sheet, data + 3));
            break;
        case CAIRO_PATH_CLOSE_PATH:
            coverage_close(coverage);
            break;
        }
    }
}

static void keep_run(void *data, int x, int y, int count, const uint8_t *cover, uint8_t even)
{
    struct mask *mask = data;

    coverage_keep(mask_row(mask, y) + (x - mask->area.left), count, cover, even);
}

static void paint_run(void *data, int x, int y, int count, const uint8_t *cover, uint8_t even)
{
    const struct target *target = data;

    if (cover == NULL)
        target_cover_evenly(target, x, y, count, even);
    else
        target_cover(target, x, y, count, cover);
}

bool filler_paint(struct filler *filler, cairo_t *cairo, const struct path *path,
                  const cairo_matrix_t *sheet)
{
    cairo_identity_matrix(cairo);
    cairo_new_path(cairo);
    struct target target = target_begin(cairo);
    if (!target.is_box)
        return false;
    struct pixels area = path_area(path, sheet, target.clip);
    if (area.left == area.right)
        return true;
    if (!mask_begin(&filler->mask, area) || !coverage_begin(&filler->coverage, area))
        return false;
    cover_path(&filler->coverage, path, sheet);
    if (target.is_plain) {
        coverage_end(&filler->coverage, paint_run, &target);
        target_end(&target);
    } else {
        coverage_end(&filler->coverage, keep_run, &filler->mask);
        mask_paint(&filler->mask, cairo, &target);
    }
    return true;
}
