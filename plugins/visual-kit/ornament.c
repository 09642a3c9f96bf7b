// SPDX-License-Identifier: MIT
#include "visual-kit/ornament.h"

#include <math.h>

#include "visual-kit/chance.h"

#define PI 3.14159265358979323846
#define STRIP 192.0 // height of what is filled at once

void kit_rays(hai_canvas *canvas, hai_point centre, double radius, int count, hai_colour colour)
{
    double step = 2 * PI / count;
    for (int i = 0; i < count; i++) {
        // Broad and narrow wedges take turns; those below the horizon are not seen.
        double half = step * (i % 2 == 0 ? 0.17 : 0.1), angle = PI + step * (i + 0.5);
        if (sin(angle) > 0.1)
            continue;
        hai_canvas_move_to(canvas, centre.x, centre.y);
        hai_canvas_line_to(canvas, centre.x + radius * cos(angle - half),
                           centre.y + radius * sin(angle - half));
        hai_canvas_line_to(canvas, centre.x + radius * cos(angle + half),
                           centre.y + radius * sin(angle + half));
        hai_canvas_close(canvas);
    }
    hai_canvas_fill(canvas, hai_paint_colour(colour));
}

void kit_wave_path(hai_canvas *canvas, hai_box box, double y, double amplitude, double length,
                   double phase, bool closed)
{
    double half = length / 2;
    double x = box.x - half - fmod(phase, 1) * length;
    bool is_up = true;
    hai_canvas_move_to(canvas, x, y);
    for (int i = 0; x < hai_box_right(box) + half; i++) {
        double rise = amplitude * (is_up ? -1 : 1) * (1 - 0.22 * ((i * 7 + 3) % 5) / 4.0);
        double span = half * (1 + 0.18 * (((i * 5 + 1) % 4) / 3.0 - 0.5));
        hai_canvas_curve_to(canvas, x + span * 0.3642, y + rise * 1.24, x + span * 0.6358,
                            y + rise * 1.24, x + span, y);
        x += span;
        is_up = !is_up;
    }
    if (!closed)
        return;
    hai_canvas_line_to(canvas, x, hai_box_bottom(box));
    hai_canvas_line_to(canvas, box.x - half - length, hai_box_bottom(box));
    hai_canvas_close(canvas);
}

// --- Grids ---

void kit_grid(hai_canvas *canvas, hai_box box, double step, hai_colour colour)
{
    // Centred, so that both edges are cut alike.
    int across = (int)(box.width / step), down = (int)(box.height / step);
    double left = box.x + (box.width - across * step) / 2;
    for (int pass = 0; pass < 2; pass++) {
        hai_colour line = pass == 0 ? hai_colour_fade(colour, 0.55) : colour;
        for (int i = 0; i <= across; i++) {
            if ((i % 4 == 0) != (pass == 1))
                continue;
            hai_canvas_move_to(canvas, left + i * step, box.y);
            hai_canvas_line_to(canvas, left + i * step, hai_box_bottom(box));
        }
        hai_canvas_stroke(canvas, hai_stroke_width(1), hai_paint_colour(line));
    }
    for (int i = 0; i <= down; i++) {
        hai_colour line = i % 4 == 0 ? colour : hai_colour_fade(colour, 0.55);
        hai_canvas_move_to(canvas, box.x, box.y + i * step);
        hai_canvas_line_to(canvas, hai_box_right(box), box.y + i * step);
        hai_canvas_stroke(canvas, hai_stroke_width(1), hai_paint_colour(line));
    }
}

void kit_dots(hai_canvas *canvas, hai_box box, double step, double radius, hai_colour colour)
{
    double pitch = step * 0.866; // rows of a triangular grid
    int row = 0;
    for (double y = box.y + pitch / 2; y + radius < hai_box_bottom(box); y += pitch, row++) {
        double x = box.x + step * (row % 2 == 0 ? 0.25 : 0.75);
        for (; x + radius < hai_box_right(box); x += step)
            hai_canvas_rounded_box(
                canvas, (hai_box){x - radius, y - radius, 2 * radius, 2 * radius}, radius);
        hai_canvas_fill(canvas, hai_paint_colour(colour));
    }
}

void kit_corners(hai_canvas *canvas, hai_box box, double arm, double width, hai_colour colour)
{
    double inset = width / 2;
    arm = fmin(arm, fmin(box.width, box.height) / 2);
    for (int i = 0; i < 4; i++) {
        double x = i % 2 == 0 ? box.x + inset : hai_box_right(box) - inset;
        double y = i < 2 ? box.y + inset : hai_box_bottom(box) - inset;
        double dx = i % 2 == 0 ? arm : -arm, dy = i < 2 ? arm : -arm;
        hai_canvas_move_to(canvas, x, y + dy);
        hai_canvas_line_to(canvas, x, y);
        hai_canvas_line_to(canvas, x + dx, y);
    }
    hai_stroke pen = hai_stroke_width(width);
    pen.cap = 2;
    hai_canvas_stroke(canvas, pen, hai_paint_colour(colour));
}

// --- Clouds ---

// A curl: half circles that shrink, each ending where the next begins. From the point that lies at
// `angle` of the first circle around x, y; turning clockwise where `turn` is 1.
static void add_curl(hai_canvas *canvas, double x, double y, double radius, double angle,
                     double turn, int halves)
{
    for (int i = 0; i < halves; i++) {
        hai_canvas_arc(canvas, x, y, radius, angle, angle + turn * PI);
        // The next circle is smaller and shares the point where this one ended.
        double next = radius * 0.62, end = angle + turn * PI;
        x += (radius - next) * cos(end);
        y += (radius - next) * sin(end);
        radius = next;
        angle = end;
    }
}

void kit_cloud(hai_canvas *canvas, double x, double y, double width, double pen, hai_colour colour)
{
    double s = fabs(width) / 10;
    hai_canvas_save(canvas);
    hai_canvas_transform(canvas, (hai_matrix){.xx = width < 0 ? -1 : 1, .yy = 1, .x0 = x, .y0 = y});
    hai_stroke stroke = hai_stroke_width(pen);
    stroke.cap = stroke.join = 1;
    // The drift at the foot, which curls up at the left.
    hai_canvas_move_to(canvas, 5 * s, 0);
    hai_canvas_line_to(canvas, -3 * s, 0);
    add_curl(canvas, -3 * s, -1.1 * s, 1.1 * s, PI / 2, 1, 3);
    hai_canvas_stroke(canvas, stroke, hai_paint_colour(colour));
    // The head in the middle, open towards the right, and the second drift that leaves it.
    hai_canvas_move_to(canvas, -2.3 * s, -2.15 * s);
    hai_canvas_curve_to(canvas, -2.2 * s, -3.4 * s, -1.2 * s, -4.2 * s, 0, -4.2 * s);
    add_curl(canvas, 0, -2.6 * s, 1.6 * s, -PI / 2, 1, 4);
    hai_canvas_stroke(canvas, stroke, hai_paint_colour(colour));
    hai_canvas_move_to(canvas, 1.75 * s, -2.9 * s);
    hai_canvas_curve_to(canvas, 2.4 * s, -3.6 * s, 3.6 * s, -3.1 * s, 3.5 * s, -2.2 * s);
    hai_canvas_curve_to(canvas, 3.4 * s, -1.5 * s, 2.5 * s, -1.4 * s, 2.4 * s, -2 * s);
    hai_canvas_stroke(canvas, stroke, hai_paint_colour(colour));
    hai_canvas_move_to(canvas, -0.6 * s, -0.7 * s);
    hai_canvas_line_to(canvas, 3.9 * s, -0.7 * s);
    hai_canvas_stroke(canvas, stroke, hai_paint_colour(colour));
    hai_canvas_restore(canvas);
}

void kit_clouds(hai_canvas *canvas, hai_box box, hai_colour colour)
{
    uint32_t seed = 20210222;
    const double pitch = 420;
    int row = 0;
    for (double y = box.y + 260; y < hai_box_bottom(box) - 60; y += pitch * 0.62, row++) {
        // One near the left edge, one near the right, by turns: the middle belongs to the content.
        double width = 190 + 90 * kit_chance(&seed);
        double at = row % 2 == 0 ? 0.06 + 0.1 * kit_chance(&seed) : 0.84 + 0.1 * kit_chance(&seed);
        kit_cloud(canvas, box.x + at * box.width, y, row % 2 == 0 ? width : -width, 2.5, colour);
    }
}

// --- Leaves ---

void kit_leaf_path(hai_canvas *canvas, hai_point base, double angle, double length)
{
    double c = cos(angle) * length, s = sin(angle) * length, fat = 0.34;
    hai_canvas_move_to(canvas, base.x, base.y);
    hai_canvas_curve_to(canvas, base.x + 0.2 * c - fat * s, base.y + 0.2 * s + fat * c,
                        base.x + 0.75 * c - fat * 0.85 * s, base.y + 0.75 * s + fat * 0.85 * c,
                        base.x + c, base.y + s);
    hai_canvas_curve_to(canvas, base.x + 0.85 * c + fat * 0.35 * s,
                        base.y + 0.85 * s - fat * 0.35 * c, base.x + 0.3 * c + fat * 0.9 * s,
                        base.y + 0.3 * s - fat * 0.9 * c, base.x, base.y);
    hai_canvas_close(canvas);
}

void kit_twig(hai_canvas *canvas, hai_point base, double angle, double length, hai_colour colour)
{
    const int pairs = 4;
    double bend = 0.28;
    hai_point tip = base;
    hai_canvas_move_to(canvas, base.x, base.y);
    for (int i = 1; i <= pairs; i++) {
        double way = angle + bend * (i - 1) / pairs;
        tip.x += cos(way) * length / pairs;
        tip.y += sin(way) * length / pairs;
        hai_canvas_line_to(canvas, tip.x, tip.y);
    }
    hai_stroke pen = hai_stroke_width(fmax(length / 60, 2));
    pen.cap = pen.join = 1;
    hai_canvas_stroke(canvas, pen, hai_paint_colour(colour));
    tip = base;
    for (int i = 1; i <= pairs; i++) {
        double way = angle + bend * (i - 1) / pairs, leaf = length * (0.42 - 0.05 * i);
        tip.x += cos(way) * length / pairs;
        tip.y += sin(way) * length / pairs;
        kit_leaf_path(canvas, tip, way - 0.75, leaf);
        kit_leaf_path(canvas, tip, way + 0.75, leaf * 0.92);
        if (i == pairs)
            kit_leaf_path(canvas, tip, way, leaf);
    }
    hai_canvas_fill(canvas, hai_paint_colour(colour));
}

// --- Paper and seal ---

void kit_paper(hai_canvas *canvas, hai_box box, hai_colour colour)
{
    uint32_t seed = 7;
    for (double top = box.y; top < hai_box_bottom(box); top += STRIP) {
        double height = fmin(STRIP, hai_box_bottom(box) - top);
        int fibres = (int)(box.width * height / 11000);
        for (int i = 0; i < fibres; i++) {
            double x = box.x + box.width * kit_chance(&seed), y = top + height * kit_chance(&seed);
            double angle = 2 * PI * kit_chance(&seed), length = 14 + 34 * kit_chance(&seed);
            double bend = (kit_chance(&seed) - 0.5) * length * 0.7;
            double dx = cos(angle) * length, dy = sin(angle) * length;
            hai_canvas_move_to(canvas, x, y);
            hai_canvas_curve_to(canvas, x + dx * 0.3 - bend * sin(angle),
                                y + dy * 0.3 + bend * cos(angle), x + dx * 0.7 + bend * sin(angle),
                                y + dy * 0.7 - bend * cos(angle), x + dx, y + dy);
        }
        hai_canvas_stroke(canvas, hai_stroke_width(0.9), hai_paint_colour(colour));
        for (int i = 0; i < fibres; i++) {
            double x = box.x + box.width * kit_chance(&seed), y = top + height * kit_chance(&seed);
            double side = 1 + 1.6 * kit_chance(&seed);
            hai_canvas_box(canvas, (hai_box){x, y, side, side});
        }
        hai_canvas_fill(canvas, hai_paint_colour(colour));
    }
}

void kit_seal_path(hai_canvas *canvas, hai_box box)
{
    uint32_t seed = 11;
    const int steps = 9; // per side
    double wear = fmin(box.width, box.height) * 0.022;
    for (int i = 0; i < 4 * steps; i++) {
        double t = (double)(i % steps) / steps;
        int side = i / steps;
        double along = side == 0 ? t : side == 1 ? 1 : side == 2 ? 1 - t : 0;
        double down = side == 0 ? 0 : side == 1 ? t : side == 2 ? 1 : 1 - t;
        double inwards = wear * kit_chance(&seed) * (i % steps == 0 ? 2.2 : 1);
        double x = box.x + along * box.width, y = box.y + down * box.height;
        x += (along < 0.5 ? 1 : -1) * (side % 2 == 1 || i % steps == 0 ? inwards : 0);
        y += (down < 0.5 ? 1 : -1) * (side % 2 == 0 || i % steps == 0 ? inwards : 0);
        if (i == 0)
            hai_canvas_move_to(canvas, x, y);
        else
            hai_canvas_line_to(canvas, x, y);
    }
    hai_canvas_close(canvas);
}

void kit_glow(hai_canvas *canvas, hai_point centre, double radius, hai_colour colour)
{
    const hai_stop stops[] = {{0, colour},
                              {0.35, hai_colour_fade(colour, 0.5)},
                              {0.7, hai_colour_fade(colour, 0.12)},
                              {1, hai_colour_fade(colour, 0)}};
    hai_canvas_box(canvas, (hai_box){centre.x - radius, centre.y - radius, 2 * radius, 2 * radius});
    hai_canvas_fill(canvas, hai_paint_radial(centre, 0, radius, stops, HAI_COUNT(stops)));
}
