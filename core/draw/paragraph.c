// SPDX-License-Identifier: MIT
//
// Paragraphs on a canvas: their glyphs, and the dots and lines beside them.
#include <math.h>
#include <string.h>

#include "draw/canvas.h"

#define PI 3.14159265358979323846
#define WAVE_HEIGHT 1.6 // of the pen, to each side
#define WAVE_LENGTH 8.0 // of the pen, a whole wave

static void draw_dot(hai_canvas *canvas, const struct text_mark *mark, hai_point at,
                     const hai_paint *paint)
{
    hai_canvas_arc(canvas, at.x + mark->from.x, at.y + mark->from.y, mark->width / 2, 0, 2 * PI);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, *paint);
}

// Half waves to either side in turn, as Bezier curves; as many whole waves as come nearest to the
// usual length, so that the line ends as it begins.
static void follow_wave(hai_canvas *canvas, const struct text_mark *mark, hai_point at)
{
    double x = mark->to.x - mark->from.x, y = mark->to.y - mark->from.y, length = hypot(x, y);
    int halves = (int)fmin(fmax(round(length / (WAVE_LENGTH * mark->width)), 1), 1000) * 2;
    double step_x = x / halves, step_y = y / halves;
    // Control points at this distance give a curve whose top is 3/4 as far away.
    double reach = WAVE_HEIGHT * mark->width / 0.75 / fmax(length, 1e-9);
    for (int i = 0; i < halves; i++) {
        double side = i % 2 == 0 ? reach : -reach;
        double from_x = at.x + mark->from.x + i * step_x, from_y = at.y + mark->from.y + i * step_y;
        double off_x = side * y, off_y = -side * x;
        hai_canvas_curve_to(canvas, from_x + step_x * 0.36 + off_x, from_y + step_y * 0.36 + off_y,
                            from_x + step_x * 0.64 + off_x, from_y + step_y * 0.64 + off_y,
                            from_x + step_x, from_y + step_y);
    }
}

static void draw_line(hai_canvas *canvas, const struct text_mark *mark, hai_point at,
                      const hai_paint *paint)
{
    hai_canvas_move_to(canvas, at.x + mark->from.x, at.y + mark->from.y);
    if (mark->kind == TEXT_WAVE)
        follow_wave(canvas, mark, at);
    else
        hai_canvas_line_to(canvas, at.x + mark->to.x, at.y + mark->to.y);
    hai_canvas_stroke(canvas, hai_stroke_width(mark->width), *paint);
}

// Lines of a paragraph, by where they lie in it.
struct stretch {
    double top, bottom;
};

static const struct stretch everything = {-INFINITY, INFINITY};

static bool is_within(const struct stretch *stretch, double y)
{
    return y >= stretch->top && y < stretch->bottom;
}

static void draw_marks(hai_canvas *canvas, const hai_paragraph *paragraph, hai_point at,
                       const hai_paint *paint, const struct stretch *stretch)
{
    hai_canvas kept = *canvas; // the path that a visual may be building
    if (paragraph->mark_count == 0)
        return;
    canvas->points = g_array_new(FALSE, FALSE, sizeof(cairo_path_data_t));
    for (int i = 0; i < paragraph->mark_count; i++) {
        const struct text_mark *mark = &paragraph->marks[i];
        if (!is_within(stretch, mark->from.y))
            continue;
        hai_paint own = mark->colour != NULL ? hai_paint_colour(*mark->colour) : *paint;
        canvas_drop_path(canvas);
        if (mark->kind == TEXT_DOT)
            draw_dot(canvas, mark, at, &own);
        else
            draw_line(canvas, mark, at, &own);
    }
    g_array_free(canvas->points, TRUE);
    canvas->points = kept.points;
    canvas->shape = kept.shape;
    canvas->shape_box = kept.shape_box;
    canvas->shape_radius = kept.shape_radius;
    canvas->has_point = kept.has_point;
    canvas->point = kept.point;
    canvas->start = kept.start;
}

struct emoji {
    cairo_surface_t *surface;
    hai_box box;
};

static void paint_emoji(cairo_t *cairo, void *data)
{
    const struct emoji *emoji = data;
    cairo_translate(cairo, emoji->box.x, emoji->box.y);
    cairo_scale(cairo, emoji->box.width / cairo_image_surface_get_width(emoji->surface),
                emoji->box.height / cairo_image_surface_get_height(emoji->surface));
    cairo_set_source_surface(cairo, emoji->surface, 0, 0);
    cairo_paint(cairo);
}

static void add_paragraph(hai_canvas *canvas, const char *call, const hai_paragraph *paragraph,
                          double x, double y, const hai_paint *paint, const struct stretch *stretch)
{
    if (paragraph == NULL) {
        canvas_refuse(canvas, REFUSE_CALL, call);
        return;
    }
    if (!CANVAS_TAKES(canvas, call, x, y))
        return;
    for (int i = 0; i < paragraph->run_count; i++) {
        const struct glyph_run *run = &paragraph->runs[i];
        if (run->glyph_count > 0 && !is_within(stretch, run->glyphs[0].y))
            continue;
        hai_box ink = {run->ink.x + x, run->ink.y + y, run->ink.width, run->ink.height};
        struct item item = {
            .kind = ITEM_GLYPHS,
            .glyphs = {.paragraph = paragraph, .run = run, .origin = {x, y}, .paint = *paint}};
        if (run->colour != NULL)
            item.glyphs.paint = hai_paint_colour(*run->colour);
        if (canvas_takes_area(canvas, call, ink, &item.box))
            canvas_add(canvas, &item);
    }
    draw_marks(canvas, paragraph, (hai_point){x, y}, paint, stretch);
    for (int i = 0; i < paragraph->picture_count; i++) {
        const struct text_picture *picture = &paragraph->pictures[i];
        if (!is_within(stretch, picture->box.y + picture->box.height / 2))
            continue;
        struct emoji *emoji = arena_alloc(canvas->arena, sizeof *emoji);
        hai_box box = picture->box;
        *emoji = (struct emoji){picture->surface, {box.x + x, box.y + y, box.width, box.height}};
        hai_canvas_cairo(canvas, emoji->box, paint_emoji, emoji);
    }
}

void hai_canvas_paragraph(hai_canvas *canvas, const hai_paragraph *paragraph, double x, double y)
{
    hai_paint paint = hai_paint_colour(paragraph == NULL ? (hai_colour){0} : paragraph->colour);

    add_paragraph(canvas, __func__, paragraph, x, y, &paint, &everything);
}

// Baselines, and what hangs on them, lie within the pitch of their line.
void hai_canvas_paragraph_lines(hai_canvas *canvas, const hai_paragraph *paragraph, int32_t first,
                                int32_t count, double x, double y)
{
    hai_paint paint = hai_paint_colour(paragraph == NULL ? (hai_colour){0} : paragraph->colour);
    double pitch = paragraph == NULL || paragraph->line_count < 1
                       ? 0
                       : paragraph->size.height / paragraph->line_count;
    struct stretch stretch = {first * pitch, (first + count) * pitch};
    add_paragraph(canvas, __func__, paragraph, x, y - stretch.top, &paint, &stretch);
}

void hai_canvas_paragraph_painted(hai_canvas *canvas, const hai_paragraph *paragraph, double x,
                                  double y, hai_paint paint)
{
    hai_paint taken;

    if (canvas_take_paint(canvas, __func__, &paint, &taken))
        add_paragraph(canvas, __func__, paragraph, x, y, &taken, &everything);
}
