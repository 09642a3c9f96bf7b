// SPDX-License-Identifier: MIT
#include "draw/outline.h"

#include <glib.h>
#include <math.h>

#define MAX_REACH 3000.0 // pixels from a glyph's origin to its ink

// Where the pen goes, in pixels.
struct step {
    enum step_kind { MOVE, LINE, CONIC, CURVE } kind;
    hai_point points[3]; // the last is where it goes
};

struct outline {
    hb_draw_funcs_t *pen;
    GArray *steps; // struct step
};

// What HarfBuzz draws on.
struct pen {
    GArray *steps;
    cairo_matrix_t shape;
};

static hai_point in_pixels(const struct pen *pen, float x, float y)
{
    double across = (double)x, up = (double)y;
    cairo_matrix_transform_distance(&pen->shape, &across, &up);
    return (hai_point){across, up};
}

static void move_pen(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                     void *unused)
{
    struct pen *pen = data;
    struct step step = {MOVE, {in_pixels(pen, x, y)}};

    (void)funcs, (void)state, (void)unused;
    g_array_append_val(pen->steps, step);
}

static void draw_line(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x, float y,
                      void *unused)
{
    struct pen *pen = data;
    struct step step = {LINE, {in_pixels(pen, x, y)}};

    (void)funcs, (void)state, (void)unused;
    g_array_append_val(pen->steps, step);
}

static void draw_conic(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1,
                       float y1, float x, float y, void *unused)
{
    struct pen *pen = data;
    struct step step = {CONIC, {in_pixels(pen, x1, y1), in_pixels(pen, x, y)}};

    (void)funcs, (void)state, (void)unused;
    g_array_append_val(pen->steps, step);
}

static void draw_curve(hb_draw_funcs_t *funcs, void *data, hb_draw_state_t *state, float x1,
                       float y1, float x2, float y2, float x, float y, void *unused)
{
    struct pen *pen = data;
    struct step step = {CURVE,
                        {in_pixels(pen, x1, y1), in_pixels(pen, x2, y2), in_pixels(pen, x, y)}};

    (void)funcs, (void)state, (void)unused;
    g_array_append_val(pen->steps, step);
}

static hb_draw_funcs_t *new_pen(void)
{
    hb_draw_funcs_t *pen = hb_draw_funcs_create();

    hb_draw_funcs_set_move_to_func(pen, move_pen, NULL, NULL);
    hb_draw_funcs_set_line_to_func(pen, draw_line, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(pen, draw_conic, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(pen, draw_curve, NULL, NULL);
    hb_draw_funcs_make_immutable(pen);
    return pen;
}

struct outline *outline_new(void)
{
    struct outline *outline = g_new(struct outline, 1);

    outline->pen = new_pen();
    outline->steps = g_array_new(FALSE, FALSE, sizeof(struct step));
    return outline;
}

void outline_free(struct outline *outline)
{
    hb_draw_funcs_destroy(outline->pen);
    g_array_free(outline->steps, TRUE);
    g_free(outline);
}

void outline_read(struct outline *outline, hb_font_t *font, uint32_t glyph,
                  const cairo_matrix_t *shape)
{
    struct pen pen = {outline->steps, *shape};

    g_array_set_size(outline->steps, 0);
    hb_font_get_glyph_shape(font, glyph, outline->pen, &pen);
}

bool outline_area(const struct outline *outline, struct pixels *area)
{
    double left = MAX_REACH, top = MAX_REACH, right = -MAX_REACH, bottom = -MAX_REACH;

    for (unsigned i = 0; i < outline->steps->len; i++) {
        const struct step *step = &g_array_index(outline->steps, struct step, i);
        for (int j = 0; j < (step->kind == CURVE ? 3 : step->kind == CONIC ? 2 : 1); j++) {
            hai_point point = step->points[j];
            if (!(fabs(point.x) <= MAX_REACH && fabs(point.y) <= MAX_REACH))
                return false;
            left = MIN(left, point.x);
            top = MIN(top, point.y);
            right = MAX(right, point.x);
            bottom = MAX(bottom, point.y);
        }
    }
    *area = (struct pixels){0};
    if (left < right && top < bottom)
        *area =
            (struct pixels){(int)floor(left), (int)floor(top), (int)ceil(right), (int)ceil(bottom)};
    return true;
}

void outline_cover(const struct outline *outline, struct coverage *coverage)
{
    for (unsigned i = 0; i < outline->steps->len; i++) {
        const struct step *step = &g_array_index(outline->steps, struct step, i);
        const hai_point *points = step->points;
        switch (step->kind) {
        case MOVE:
            coverage_move_to(coverage, points[0]);
            break;
        case LINE:
            coverage_line_to(coverage, points[0]);
            break;
        case CONIC:
            coverage_conic_to(coverage, points[0], points[1]);
            break;
        case CURVE:
            coverage_curve_to(coverage, points[0], points[1], points[2]);
            break;
        }
    }
}
