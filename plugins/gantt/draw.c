// SPDX-License-Identifier: MIT
//
// Drawing the plan of tasks.
#include "gantt.h"

#define ARROW_WIDTH 2.0
#define ARROW_HEAD 9.0

struct pen {
    const hai_theme *theme;
    const struct plan *plan;
    hai_canvas *canvas;
    hai_colour ink, weak, line;
    double hairline;
};

#define HIDDEN 1.6    // contrast of a line with a bar
#define NOTE_SIDE 6.0 // that lines keep from a note

static void rule_down(const struct pen *pen, double x, double top, double bottom, hai_colour colour)
{
    if (bottom > top)
        kit_rule(pen->canvas, (hai_point){x, top}, (hai_point){x, bottom}, pen->hairline, colour);
}

// Words that stand in the way of a line of the grid: it is drawn down to them, and goes on below.
static void stop_at(const struct pen *pen, const hai_paragraph *words, hai_point at, double x,
                    double *top, double bottom, hai_colour colour)
{
    if (words == NULL)
        return;
    hai_size size = hai_paragraph_size(words);
    if (x < at.x - NOTE_SIDE || x > at.x + size.width + NOTE_SIDE || at.y + size.height <= *top ||
        at.y >= bottom)
        return;
    rule_down(pen, x, *top, at.y, colour);
    *top = at.y + size.height;
}

// A line of the grid. Tasks follow each other down.
static void upright(const struct pen *pen, double x, double top, double bottom, hai_colour colour)
{
    for (int32_t i = 0; i < pen->plan->tasks.count; i++) {
        const struct task *task = &pen->plan->tasks.items[i];
        double left = pen->plan->box.x;
        stop_at(pen, task->head, (hai_point){left, task->head_y}, x, &top, bottom, colour);
        if (pen->plan->is_above)
            stop_at(pen, task->words, (hai_point){left, task->y}, x, &top, bottom, colour);
        double below = task->y + kit_height(task->words);
        stop_at(pen, task->follows, (hai_point){left, below}, x, &top, bottom, colour);
        if (!task->is_note_inside)
            stop_at(pen, task->note, task->note_at, x, &top, bottom, colour);
    }
    rule_down(pen, x, top, bottom, colour);
}

static void draw_axis(const struct pen *pen)
{
    const struct plan *plan = pen->plan;
    const struct axis *axis = &plan->axis;
    double bottom = hai_box_bottom(plan->plot), lower = plan->head_y + plan->upper_height;
    for (int32_t i = 0; i < axis->lower_count; i++) {
        const struct axis_cell *cell = &axis->lower[i];
        double x = plan_x(plan, cell->from), end = plan_x(plan, cell->to);
        if (i > 0)
            upright(pen, x, plan->plot.y, bottom, pen->line);
        if (cell->text == NULL)
            continue;
        double middle = (x + end - hai_paragraph_size(cell->text).width) / 2;
        hai_canvas_paragraph(pen->canvas, cell->text, cell->is_at_start ? x : middle, lower);
    }
    for (int32_t i = 0; i < axis->upper_count; i++) {
        const struct axis_cell *cell = &axis->upper[i];
        double x = plan_x(plan, cell->from);
        hai_colour colour = hai_colour_mix(pen->line, pen->weak, 0.4);
        // Names that stand at their lines may cross this one.
        bool is_broken = axis->lower_count > 0 && axis->lower[0].is_at_start;
        if (i > 0 && is_broken)
            upright(pen, x, plan->head_y, lower, colour);
        if (i > 0)
            upright(pen, x, is_broken ? plan->plot.y : plan->head_y, bottom, colour);
        if (cell->text != NULL)
            hai_canvas_paragraph(pen->canvas, cell->text, x + (i > 0 ? 8 : 0), plan->head_y);
    }
    kit_rule(pen->canvas, (hai_point){plan->plot.x, plan->plot.y},
             (hai_point){hai_box_right(plan->plot), plan->plot.y}, pen->hairline, pen->weak);
}

static void draw_dashes(const struct pen *pen, double x, double top, double bottom,
                        hai_colour colour)
{
    static const double dashes[] = {8, 5};
    hai_stroke stroke = hai_stroke_width(2.5);
    stroke.dashes = dashes;
    stroke.dash_count = 2;
    hai_canvas_move_to(pen->canvas, x, top);
    hai_canvas_line_to(pen->canvas, x, bottom);
    hai_canvas_stroke(pen->canvas, stroke, hai_paint_colour(colour));
}

// The line again, where it crosses what is done in a colour that hides it.
static void lighten_today(const struct pen *pen, double x, double top, double bottom)
{
    for (int32_t i = 0; i < pen->plan->tasks.count; i++) {
        const struct task *task = &pen->plan->tasks.items[i];
        hai_box done = task->bar;
        done.width *= tasks_done(task);
        if (task->is_milestone || x + 2 < done.x || x - 2 > hai_box_right(done) ||
            hai_colour_contrast(pen->ink, task->style.colour) > HIDDEN)
            continue;
        hai_canvas_save(pen->canvas);
        hai_canvas_box(pen->canvas, done);
        hai_canvas_clip(pen->canvas);
        draw_dashes(pen, x, pen->plan->is_above ? done.y - 2 : top,
                    pen->plan->is_above ? hai_box_bottom(done) + 2 : bottom,
                    chart_ink_on(pen->theme, task->style.colour));
        hai_canvas_restore(pen->canvas);
    }
}

static void draw_today(const struct pen *pen)
{
    const struct plan *plan = pen->plan;
    if (!isfinite(plan->today))
        return;
    double x = plan_x(plan, plan->today), bottom = hai_box_bottom(plan->plot);
    if (!plan->is_above)
        draw_dashes(pen, x, plan->plot.y, bottom + 6, pen->ink);
    // Among names the line stands beside bars only.
    for (int32_t i = 0; i < plan->tasks.count && plan->is_above; i++) {
        hai_box bar = plan->tasks.items[i].bar;
        draw_dashes(pen, x, bar.y - 2, hai_box_bottom(bar) + 2, pen->ink);
    }
    lighten_today(pen, x, plan->plot.y, bottom + 6);
    double width = hai_paragraph_size(plan->today_words).width;
    double left = fmin(fmax(x - width / 2, plan->box.x), hai_box_right(plan->box) - width);
    hai_canvas_paragraph(pen->canvas, plan->today_words, left, plan->foot_y);
}

// --- Bars ---

static void bar_box(const struct pen *pen, hai_box box, double radius, hai_colour colour)
{
    kit_fill_box(pen->canvas, box, fmin(radius, box.width / 2), colour);
}

// Of what is not done yet.
static hai_colour open_colour(const struct pen *pen, const struct task *task)
{
    return hai_colour_mix(hai_theme_colour(pen->theme, "surface"), task->style.colour, 0.32);
}

static void draw_task(const struct pen *pen, const struct task *task)
{
    hai_box bar = task->bar;
    hai_colour colour = task->style.colour;
    if (task->is_milestone) {
        double x = bar.x + bar.width / 2, y = bar.y + bar.height / 2;
        hai_canvas_move_to(pen->canvas, x, bar.y);
        hai_canvas_line_to(pen->canvas, hai_box_right(bar), y);
        hai_canvas_line_to(pen->canvas, x, hai_box_bottom(bar));
        hai_canvas_line_to(pen->canvas, bar.x, y);
        hai_canvas_close(pen->canvas);
        hai_canvas_fill(pen->canvas, hai_paint_colour(pen->ink));
        return;
    }
    double radius = fmin(hai_theme_length(pen->theme, "bar_radius"), bar.height / 2);
    if (isnan(task->progress)) {
        bar_box(pen, bar, radius, colour);
        return;
    }
    // What is done is cut out of the same bar, so that both have its corners.
    bar_box(pen, bar, radius, open_colour(pen, task));
    hai_box done = {bar.x, bar.y, bar.width * task->progress, bar.height};
    if (hai_box_is_empty(done))
        return;
    hai_canvas_save(pen->canvas);
    hai_canvas_box(pen->canvas, done);
    hai_canvas_clip(pen->canvas);
    bar_box(pen, bar, radius, colour);
    hai_canvas_restore(pen->canvas);
}

static void draw_note(const struct pen *pen, const struct task *task)
{
    if (task->note == NULL)
        return;
    if (!task->is_note_inside) {
        hai_canvas_paragraph(pen->canvas, task->note, task->note_at.x, task->note_at.y);
        return;
    }
    bool is_on_done = task->note_at.x < task->bar.x + task->bar.width * tasks_done(task);
    hai_colour ground = is_on_done ? task->style.colour : open_colour(pen, task);
    hai_canvas_paragraph_painted(pen->canvas, task->note, task->note_at.x, task->note_at.y,
                                 hai_paint_colour(chart_ink_on(pen->theme, ground)));
}

// --- What follows what ---

static void draw_arrow(const struct pen *pen, const struct arrow *arrow)
{
    const hai_point *points = arrow->points;
    int32_t last = arrow->count - 1;
    hai_point tip = points[last], before = points[last - 1];
    double length = fmax(hypot(tip.x - before.x, tip.y - before.y), 0.01);
    double turn_x = (tip.x - before.x) / length, turn_y = (tip.y - before.y) / length;
    hai_point back = {tip.x - turn_x * ARROW_HEAD, tip.y - turn_y * ARROW_HEAD};
    double half = ARROW_HEAD * 0.55;
    hai_canvas_move_to(pen->canvas, points[0].x, points[0].y);
    for (int32_t i = 1; i < last; i++)
        hai_canvas_line_to(pen->canvas, points[i].x, points[i].y);
    hai_canvas_line_to(pen->canvas, back.x, back.y);
    hai_canvas_stroke(pen->canvas, hai_stroke_width(ARROW_WIDTH), hai_paint_colour(pen->weak));
    hai_canvas_move_to(pen->canvas, tip.x, tip.y);
    hai_canvas_line_to(pen->canvas, back.x + turn_y * half, back.y + turn_x * half);
    hai_canvas_line_to(pen->canvas, back.x - turn_y * half, back.y - turn_x * half);
    hai_canvas_close(pen->canvas);
    hai_canvas_fill(pen->canvas, hai_paint_colour(pen->weak));
}

void gantt_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    struct pen pen = {theme,
                      plan,
                      canvas,
                      hai_theme_colour(theme, "ink"),
                      hai_theme_colour(theme, "weak"),
                      hai_theme_colour(theme, "line"),
                      hai_theme_length(theme, "hairline")};
    if (plan->title != NULL)
        hai_canvas_paragraph(canvas, plan->title, plan->box.x, plan->box.y);
    draw_axis(&pen);
    for (int32_t i = 0; i < plan->tasks.count; i++) {
        const struct task *task = &plan->tasks.items[i];
        if (task->has_head && i > 0)
            kit_rule(canvas, (hai_point){plan->box.x, task->head_y - 6},
                     (hai_point){hai_box_right(plan->box), task->head_y - 6}, pen.hairline,
                     pen.line);
    }
    for (int32_t i = 0; i < plan->arrow_count; i++)
        draw_arrow(&pen, &plan->arrows[i]);
    for (int32_t i = 0; i < plan->tasks.count; i++) {
        const struct task *task = &plan->tasks.items[i];
        if (task->has_head)
            hai_canvas_paragraph(canvas, task->head, plan->box.x, task->head_y);
        draw_task(&pen, task);
        double top =
            plan->is_above ? task->y : task->y + (task->height - kit_height(task->words)) / 2;
        hai_canvas_paragraph(canvas, task->words, plan->box.x, top);
        if (task->follows != NULL)
            hai_canvas_paragraph(canvas, task->follows, plan->box.x, top + kit_height(task->words));
        draw_note(&pen, task);
    }
    // Over the bars: what is done is read against it.
    draw_today(&pen);
}
