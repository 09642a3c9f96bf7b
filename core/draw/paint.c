// SPDX-License-Identifier: MIT
//
// Calls that leave ink: each checks what it is given, copies it, and appends one item.
#include <math.h>
#include <string.h>

#include "draw/canvas.h"
#include "draw/image.h"
#include "draw/replay.h"
#include "draw/shadow.h"
#include "draw/stroke.h"

#define MIN_DASH 0.01

// --- Paints and pens ---

static bool takes_colour(hai_canvas *canvas, const char *call, hai_colour *colour)
{
    float *parts[] = {&colour->r, &colour->g, &colour->b, &colour->a};

    for (unsigned i = 0; i < 4; i++) {
        if (!isfinite(*parts[i])) {
            canvas_refuse(canvas, REFUSE_NUMBER, call);
            return false;
        }
        *parts[i] = fminf(fmaxf(*parts[i], 0), 1);
    }
    return true;
}

static bool takes_stops(hai_canvas *canvas, const char *call, hai_paint *paint)
{
    if (paint->stops == NULL || paint->stop_count == 0 || paint->stop_count > MAX_STOPS) {
        canvas_refuse(canvas, REFUSE_CALL, call);
        return false;
    }

    hai_stop *stops = arena_copy(canvas->arena, paint->stops, paint->stop_count * sizeof(hai_stop));
    double before = 0;
    for (uint32_t i = 0; i < paint->stop_count; i++) {
        if (!CANVAS_TAKES(canvas, call, stops[i].at) ||
            !takes_colour(canvas, call, &stops[i].colour))
            return false;
        stops[i].at = fmin(fmax(stops[i].at, before), 1);
        before = stops[i].at;
    }
    paint->stops = stops;
    return true;
}

bool canvas_take_paint(hai_canvas *canvas, const char *call, const hai_paint *given,
                       hai_paint *paint)
{
    *paint = (hai_paint){0};
    if (given->size < offsetof(hai_paint, from)) {
        canvas_refuse(canvas, REFUSE_CALL, call);
        return false;
    }
    memcpy(paint, given, MIN(given->size, sizeof *paint));
    paint->size = sizeof *paint;

    switch (paint->kind) {
    case HAI_PAINT_COLOUR:
        return takes_colour(canvas, call, &paint->colour);
    case HAI_PAINT_RADIAL:
        paint->to = paint->from;
        if (!CANVAS_TAKES(canvas, call, paint->radius_from, paint->radius_to))
            return false;
        if (paint->radius_from < 0 || paint->radius_to < 0) {
            canvas_refuse(canvas, REFUSE_NUMBER, call);
            return false;
        }
        break;
    case HAI_PAINT_LINEAR:
        break;
    default:
        canvas_refuse(canvas, REFUSE_CALL, call);
        return false;
    }
    return CANVAS_TAKES(canvas, call, paint->from.x, paint->from.y, paint->to.x, paint->to.y) &&
           takes_stops(canvas, call, paint);
}

static bool take_pen(hai_canvas *canvas, const char *call, const hai_stroke *given, hai_stroke *pen)
{
    *pen = (hai_stroke){0};
    if (given->size < offsetof(hai_stroke, dashes)) {
        canvas_refuse(canvas, REFUSE_CALL, call);
        return false;
    }
    memcpy(pen, given, MIN(given->size, sizeof *pen));
    pen->size = sizeof *pen;
    if (!CANVAS_TAKES(canvas, call, pen->width))
        return false;
    if (pen->width < 0 || pen->cap > 2 || pen->join > 2 || pen->dash_count > MAX_DASHES ||
        (pen->dash_count > 0 && pen->dashes == NULL)) {
        canvas_refuse(canvas, REFUSE_CALL, call);
        return false;
    }
    for (uint32_t i = 0; i < pen->dash_count; i++) {
        if (!CANVAS_TAKES(canvas, call, pen->dashes[i]))
            return false;
        if (pen->dashes[i] < MIN_DASH) {
            canvas_refuse(canvas, REFUSE_NUMBER, call);
            return false;
        }
    }
    if (pen->dash_count > 0)
        pen->dashes = arena_copy(canvas->arena, pen->dashes, pen->dash_count * sizeof(double));
    return true;
}

static bool is_opaque(const hai_paint *paint)
{
    return paint->kind == HAI_PAINT_COLOUR && paint->colour.a >= 1;
}

// --- Shapes ---

// An opaque box right after a shadow hides the shadow's middle, all but what shows around rounded
// corners and half-covered pixels.
static void cover_shadow(hai_canvas *canvas, const struct item *item)
{
    const struct path *path = &item->fill.path;

    if (canvas->items->len == 0 || path->shape == SHAPE_PATH || !is_opaque(&item->fill.paint))
        return;
    struct item *last = &g_array_index(canvas->items, struct item, canvas->items->len - 1);
    if (last->kind != ITEM_SHADOW || last->clip != canvas->state.clip)
        return;
    // The largest upright box within a quarter circle's corner stands 1 - sqrt(1/2) radii inside.
    last->shadow.covered = box_outset(path->shape_box, -0.3 * path->shape_radius);
}

void hai_canvas_fill(hai_canvas *canvas, hai_paint paint)
{
    struct item item = {.kind = ITEM_FILL};

    if (!canvas_take_paint(canvas, __func__, &paint, &item.fill.paint)) {
        canvas_drop_path(canvas);
        return;
    }
    if (!canvas_take_path(canvas, &item.fill.path))
        return;
    item.box = item.fill.path.box;
    cover_shadow(canvas, &item);
    canvas_add(canvas, &item);
}

static hai_box measure_stroke(hai_canvas *canvas, const struct stroke_item *stroke)
{
    cairo_matrix_t sheet;

    if (canvas->stroker == NULL) {
        canvas->stroker = g_new(struct stroker, 1);
        stroker_init(canvas->stroker);
    }
    cairo_matrix_init_identity(&sheet);
    const struct polylines *outline = stroker_outline(canvas->stroker, &stroke->path, &stroke->pen,
                                                      &sheet, &canvas->state.matrix);
    return polylines_box(outline);
}

void hai_canvas_stroke(hai_canvas *canvas, hai_stroke stroke, hai_paint paint)
{
    struct item item = {.kind = ITEM_STROKE};
    struct stroke_item *drawn = &item.stroke;

    if (!canvas_take_paint(canvas, __func__, &paint, &drawn->paint) ||
        !take_pen(canvas, __func__, &stroke, &drawn->pen)) {
        canvas_drop_path(canvas);
        return;
    }
    if (!canvas_take_path(canvas, &drawn->path) || drawn->pen.width == 0 || canvas->state.is_flat)
        return;
    // A pen without corners reaches half its width; so do the corners of an upright box.
    bool is_simple =
        drawn->path.shape != SHAPE_PATH || (drawn->pen.join != 0 && drawn->pen.cap != 2);
    if (is_simple)
        item.box =
            box_outset(drawn->path.box, drawn->pen.width * matrix_scale(&canvas->state.matrix) / 2);
    else
        item.box = measure_stroke(canvas, drawn);
    canvas_add(canvas, &item);
}

bool canvas_takes_area(hai_canvas *canvas, const char *call, hai_box box, hai_box *there)
{
    if (!CANVAS_TAKES(canvas, call, box.x, box.y, box.width, box.height))
        return false;
    *there = matrix_apply_box(&canvas->state.matrix, box);
    return CANVAS_TAKES(canvas, call, there->x, there->y, hai_box_right(*there),
                        hai_box_bottom(*there));
}

void hai_canvas_shadow(hai_canvas *canvas, hai_box box, double radius, double blur,
                       hai_colour colour)
{
    struct item item = {.kind = ITEM_SHADOW};

    if (!CANVAS_TAKES(canvas, __func__, radius, blur) || !takes_colour(canvas, __func__, &colour))
        return;
    blur = fmin(fmax(blur, 0), 1000);
    radius = fmax(fmin(radius, fmin(box.width, box.height) / 2), 0);
    if (!canvas_takes_area(canvas, __func__, box_outset(box, SHADOW_REACH(blur)), &item.box))
        return;
    if (hai_box_is_empty(box) || colour.a <= 0)
        return;
    item.shadow =
        (struct shadow_item){.box = box, .radius = radius, .blur = blur, .colour = colour};
    canvas_add(canvas, &item);
}

// --- Pictures, text, and what the canvas lacks ---

// `focus` is the point of the image, in parts of its sides, that stays in sight.
static hai_box place_image(hai_size size, hai_box box, uint32_t fit, hai_point focus)
{
    double across = box.width / size.width, down = box.height / size.height;
    double scale = fit == 1 ? fmin(across, down) : fmax(across, down);

    if (fit == 0)
        return box;
    double width = scale * size.width, height = scale * size.height;
    double x = (box.width - width) / 2, y = (box.height - height) / 2;
    if (fit == 2) { // the focus in the middle of the box, as far as the image reaches
        x = CLAMP(box.width / 2 - focus.x * width, fmin(box.width - width, 0), 0);
        y = CLAMP(box.height / 2 - focus.y * height, fmin(box.height - height, 0), 0);
    }
    return (hai_box){box.x + x, box.y + y, width, height};
}

void hai_canvas_image(hai_canvas *canvas, const hai_image *image, hai_box box, uint32_t fit)
{
    hai_canvas_image_at(canvas, image, box, fit, (hai_point){0.5, 0.5});
}

void hai_canvas_image_at(hai_canvas *canvas, const hai_image *image, hai_box box, uint32_t fit,
                         hai_point focus)
{
    struct item item = {.kind = ITEM_IMAGE, .image.image = image};
    hai_box there;

    if (image == NULL || fit > 2) {
        canvas_refuse(canvas, REFUSE_CALL, __func__);
        return;
    }
    if (!canvas_takes_area(canvas, __func__, box, &there) || hai_box_is_empty(box))
        return;
    if (!CANVAS_TAKES(canvas, __func__, focus.x, focus.y))
        return;
    item.image.placed = place_image(hai_image_size(image), box, fit, focus);
    item.image.box = fit == 1 ? item.image.placed : box;
    item.box = matrix_apply_box(&canvas->state.matrix, item.image.box);
    canvas_add(canvas, &item);
}

void hai_canvas_image_toned(hai_canvas *canvas, const hai_image *image, hai_box box, uint32_t fit,
                            hai_colour ink, hai_colour ground)
{
    ink.a = ground.a = 1;
    hai_canvas_image(canvas, image == NULL ? NULL : image_toned(image, ink, ground), box, fit);
}

void hai_canvas_cairo(hai_canvas *canvas, hai_box box,
                      void (*draw)(struct _cairo *cairo, void *data), void *data)
{
    struct item item = {.kind = ITEM_CAIRO, .cairo = {.box = box, .draw = draw, .data = data}};

    if (draw == NULL) {
        canvas_refuse(canvas, REFUSE_CALL, __func__);
        return;
    }
    if (canvas_takes_area(canvas, __func__, box, &item.box))
        canvas_add(canvas, &item);
}
