// SPDX-License-Identifier: MIT
#include "draw/fill.h"

#include <glib.h>
#include <math.h>

#include "draw/coverage.h"
#include "draw/mask.h"
#include "draw/stroke.h"

struct filler {
    struct coverage coverage;
    struct mask mask;
    struct stroker stroker;
};

struct filler *filler_new(void)
{
    struct filler *filler = g_new0(struct filler, 1);

    stroker_init(&filler->stroker);
    return filler;
}

void filler_free(struct filler *filler)
{
    if (filler == NULL)
        return;
    coverage_free(&filler->coverage);
    mask_free(&filler->mask);
    stroker_clear(&filler->stroker);
    g_free(filler);
}

static hai_point on_device(const cairo_matrix_t *sheet, const cairo_path_data_t *data)
{
    double x = data->point.x, y = data->point.y;

    cairo_matrix_transform_point(sheet, &x, &y);
    return (hai_point){x, y};
}

// The whole pixels around a box, within the clip.
static struct pixels pixels_around(hai_box box, struct pixels clip)
{
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

static bool begin_shape(struct filler *filler, struct pixels area)
{
    return mask_begin(&filler->mask, area) && coverage_begin(&filler->coverage, area);
}

static void end_shape(struct filler *filler, cairo_t *cairo, struct target *target)
{
    if (target->is_plain) {
        coverage_end(&filler->coverage, mask_paint_run, target);
        target_end(target);
    } else {
        coverage_end(&filler->coverage, mask_keep_run, &filler->mask);
        mask_paint(&filler->mask, cairo, target);
    }
}

bool filler_paint(struct filler *filler, cairo_t *cairo, const struct brush *brush,
                  const struct path *path, const cairo_matrix_t *sheet)
{
    hai_matrix matrix = {sheet->xx, sheet->yx, sheet->xy, sheet->yy, sheet->x0, sheet->y0};

    cairo_identity_matrix(cairo);
    cairo_new_path(cairo);
    struct target target = target_begin(cairo, brush);
    if (!target.is_box)
        return false;
    struct pixels area = pixels_around(matrix_apply_box(&matrix, path->box), target.clip);
    if (area.left == area.right)
        return true;
    if (!begin_shape(filler, area))
        return false;
    cover_path(&filler->coverage, path, sheet);
    end_shape(filler, cairo, &target);
    return true;
}

// --- Strokes ---

static void cover_outline(struct coverage *coverage, const struct polylines *outline)
{
    for (unsigned i = 0; i < outline->lines->len; i++) {
        const struct polyline *line = &g_array_index(outline->lines, struct polyline, i);
        const struct vertex *vertices = polyline_vertices(outline, line);
        coverage_move_to(coverage, vertices[0].at);
        for (unsigned j = 1; j < line->count; j++)
            coverage_line_to(coverage, vertices[j].at);
    }
}

static void fill_by_cairo(cairo_t *cairo, const struct polylines *outline)
{
    for (unsigned i = 0; i < outline->lines->len; i++) {
        const struct polyline *line = &g_array_index(outline->lines, struct polyline, i);
        const struct vertex *vertices = polyline_vertices(outline, line);
        cairo_move_to(cairo, vertices[0].at.x, vertices[0].at.y);
        for (unsigned j = 1; j < line->count; j++)
            cairo_line_to(cairo, vertices[j].at.x, vertices[j].at.y);
        cairo_close_path(cairo);
    }
    cairo_fill(cairo);
}

void filler_stroke(struct filler *filler, cairo_t *cairo, const struct brush *brush,
                   const struct stroke_item *stroke, const hai_matrix *matrix,
                   const cairo_matrix_t *sheet)
{
    const struct polylines *outline =
        stroker_outline(&filler->stroker, &stroke->path, &stroke->pen, sheet, matrix);

    cairo_identity_matrix(cairo);
    cairo_new_path(cairo);
    struct target target = target_begin(cairo, brush);
    struct pixels area = pixels_around(polylines_box(outline), target.clip);
    if (area.left == area.right)
        return;
    if (!target.is_box || !begin_shape(filler, area)) {
        fill_by_cairo(cairo, outline);
        return;
    }
    cover_outline(&filler->coverage, outline);
    end_shape(filler, cairo, &target);
}
