// SPDX-License-Identifier: MIT
#include "visual-kit/scenery.h"

#include <math.h>

#include "visual-kit/chance.h"
#include "visual-kit/ornament.h"

#define PI 3.14159265358979323846

// --- Rivers ---

// The middle of the river at t, 0 at the horizon and 1 at the foot, and half its width there.
static hai_point river_at(hai_box box, double t, double side)
{
    double near = pow(t, 1.7);
    double half = 6 * fmin(t * 8, 1) + box.width * 0.5 * pow(t, 2.2); // from a point
    double swing = box.width * (0.03 + 0.3 * t * (1 - t * 0.75));
    double x = box.x + box.width * (0.6 - 0.1 * t) + swing * sin(1.1 + 2.3 * PI * pow(t, 0.62));
    return (hai_point){x + side * half * (1 + 0.12 * sin(5 * t + side)), box.y + box.height * near};
}

#define RIVER_STEPS 28
#define SPRING 0.03 // where it begins to be seen; nearer to the horizon it would turn back

// A smooth line through points of the river, by the tangents of Catmull and Rom (1974).
static void add_flow(hai_canvas *canvas, hai_box box, double side, bool is_back, bool is_first)
{
    hai_point points[RIVER_STEPS + 1];
    for (int i = 0; i <= RIVER_STEPS; i++) {
        double part = (double)(is_back ? RIVER_STEPS - i : i) / RIVER_STEPS;
        points[i] = river_at(box, SPRING + (1 - SPRING) * part, side);
    }
    if (is_first)
        hai_canvas_move_to(canvas, points[0].x, points[0].y);
    else
        hai_canvas_line_to(canvas, points[0].x, points[0].y);
    for (int i = 0; i < RIVER_STEPS; i++) {
        hai_point a = points[i > 0 ? i - 1 : 0], b = points[i], c = points[i + 1];
        hai_point d = points[i + 2 <= RIVER_STEPS ? i + 2 : RIVER_STEPS];
        hai_canvas_curve_to(canvas, b.x + (c.x - a.x) / 6, b.y + (c.y - a.y) / 6,
                            c.x - (d.x - b.x) / 6, c.y - (d.y - b.y) / 6, c.x, c.y);
    }
}

void kit_winding(hai_canvas *canvas, hai_box box, hai_colour water, hai_colour line)
{
    add_flow(canvas, box, -1, false, true);
    add_flow(canvas, box, 1, true, false);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(water));
    const int lines = 9;
    for (int i = 1; i < lines; i++) {
        add_flow(canvas, box, -1 + 2.0 * i / lines, false, true);
        hai_canvas_stroke(canvas, hai_stroke_width(1.6),
                          hai_paint_colour(hai_colour_fade(line, 0.55)));
    }
    // The banks in one, around the spring.
    hai_stroke pen = hai_stroke_width(3);
    pen.join = 1;
    add_flow(canvas, box, -1, true, true);
    add_flow(canvas, box, 1, false, false);
    hai_canvas_stroke(canvas, pen, hai_paint_colour(line));
}

// --- Hills and mountains ---

void kit_hills(hai_canvas *canvas, hai_box box, int count, hai_colour far, hai_colour near)
{
    for (int i = 0; i < count; i++) {
        double t = count > 1 ? (double)i / (count - 1) : 1;
        double top = box.y + box.height * (0.2 + 0.55 * t);
        hai_colour colour = hai_colour_mix(far, near, t);
        const hai_stop stops[] = {{0, hai_colour_lighten(colour, 0.03)},
                                  {1, hai_colour_lighten(colour, -0.02)}};
        kit_wave_path(canvas, box, top, box.height * (0.2 - 0.07 * t), 1250 - 260 * (i % 2),
                      0.13 + 0.37 * i, true);
        hai_canvas_fill(canvas,
                        hai_paint_linear((hai_point){box.x, top - box.height * 0.2},
                                         (hai_point){box.x, hai_box_bottom(box)}, stops, 2));
    }
}

// Height of a ridge at x, 0..1: noise in five octaves, each with its crests sharpened.
static double ridge(uint32_t seed, double x)
{
    double sum = 0, part = 0.5, frequency = 1;
    for (uint32_t octave = 0; octave < 5; octave++) {
        double noise = kit_noise(seed + 97 * octave, x * frequency);
        sum += part * (octave == 0 ? noise : 1 - fabs(2 * noise - 1));
        part *= 0.46;
        frequency *= 2.1;
    }
    return fmin(sum, 1);
}

void kit_mountains(hai_canvas *canvas, hai_box box, int count, hai_colour colour)
{
    for (int i = 0; i < count; i++) {
        double t = count > 1 ? (double)i / (count - 1) : 1;
        double base = box.y + box.height * (0.55 + 0.45 * t),
               height = box.height * (0.62 - 0.1 * t);
        double step = 6, bottom = fmin(base + height * 0.25, hai_box_bottom(box));
        hai_canvas_move_to(canvas, box.x - step, bottom);
        for (double x = -step; x <= box.width + step; x += step) {
            // Valleys towards the middle of the sheet, so that the title has air.
            double dip = 0.55 + 0.45 * fabs(2 * x / fmax(box.width, 1) - 1);
            double up = height * ridge(UINT32_C(40) + 13 * (uint32_t)i, 3.3 + x / (300 - 50 * t));
            hai_canvas_line_to(canvas, box.x + x, base - up * dip);
        }
        hai_canvas_line_to(canvas, hai_box_right(box) + step, bottom);
        hai_canvas_close(canvas);
        double strength = 0.2 + 0.42 * t * t;
        const hai_stop stops[] = {{0, hai_colour_fade(colour, strength)},
                                  {0.45, hai_colour_fade(colour, strength * 0.55)},
                                  {1, hai_colour_fade(colour, 0)}};
        hai_canvas_fill(canvas, hai_paint_linear((hai_point){box.x, base - height * 0.85},
                                                 (hai_point){box.x, bottom}, stops, 3));
    }
}

// --- Towers ---

static void add_tower(hai_canvas *canvas, hai_box box, int kind)
{
    double x = box.x, y = box.y, w = box.width, bottom = hai_box_bottom(box);
    hai_canvas_move_to(canvas, x, bottom);
    if (kind == 0) { // a slanting roof
        hai_canvas_line_to(canvas, x, y + w * 0.3);
        hai_canvas_line_to(canvas, x + w, y);
    } else if (kind == 1) { // steps, and a mast
        hai_canvas_line_to(canvas, x, y + w * 0.55);
        hai_canvas_line_to(canvas, x + w * 0.22, y + w * 0.55);
        hai_canvas_line_to(canvas, x + w * 0.22, y + w * 0.2);
        hai_canvas_line_to(canvas, x + w * 0.46, y + w * 0.2);
        hai_canvas_line_to(canvas, x + w * 0.5, y - w * 0.7);
        hai_canvas_line_to(canvas, x + w * 0.54, y + w * 0.2);
        hai_canvas_line_to(canvas, x + w * 0.78, y + w * 0.2);
        hai_canvas_line_to(canvas, x + w * 0.78, y + w * 0.55);
        hai_canvas_line_to(canvas, x + w, y + w * 0.55);
    } else if (kind == 2) { // a rounded top
        hai_canvas_line_to(canvas, x, y + w * 0.5);
        hai_canvas_curve_to(canvas, x, y - w * 0.12, x + w, y - w * 0.12, x + w, y + w * 0.5);
    } else {
        hai_canvas_line_to(canvas, x, y);
        hai_canvas_line_to(canvas, x + w, y);
    }
    hai_canvas_line_to(canvas, x + w, bottom);
    hai_canvas_close(canvas);
}

void kit_skyline(hai_canvas *canvas, hai_box box, hai_colour colour)
{
    for (int row = 0; row < 2; row++) {
        uint32_t seed = 31 + 8 * (uint32_t)row;
        double x = box.x - 20;
        while (x < hai_box_right(box)) {
            double width = 44 + 56 * kit_chance(&seed);
            double tall =
                row == 0 ? 0.45 + 0.5 * kit_chance(&seed) : 0.2 + 0.42 * kit_chance(&seed);
            int kind = (int)(kit_chance(&seed) * 5);
            double height = box.height * tall;
            add_tower(canvas, (hai_box){x, hai_box_bottom(box) - height, width, height}, kind);
            x += width + (row == 0 ? 26 : 8) * kit_chance(&seed);
        }
        hai_canvas_fill(canvas, hai_paint_colour(hai_colour_fade(colour, row == 0 ? 0.45 : 1)));
    }
}

// --- Globe and floor ---

void kit_globe(hai_canvas *canvas, hai_point centre, double radius, hai_colour colour)
{
    const int parallels = 26;
    for (int i = 1; i <= parallels; i++) {
        double latitude = PI / 2 * i / parallels * 1.15 - 0.15; // from the equator to the pole
        double ring = cos(latitude) * radius, y = centre.y - sin(latitude) * radius;
        int count = (int)(ring * PI / (radius * 0.05));
        for (int j = 0; j <= count; j++) {
            double longitude = PI * j / fmax(count, 1);
            double x = centre.x + cos(longitude) * ring;
            double facing = sin(longitude) * cos(latitude * 0.6); // 0 at the rim
            double dot = radius * (0.0035 + 0.0075 * facing);
            // Some are left out, in patches: land and sea of no world in particular.
            double here = kit_noise(5, latitude * 3.1 + 40) + kit_noise(9, longitude * 2.7 + 7) +
                          kit_noise(3, longitude * 6 + latitude * 8);
            if (here < 1.25)
                dot *= 0.42;
            hai_canvas_rounded_box(canvas, (hai_box){x - dot, y - dot, 2 * dot, 2 * dot}, dot);
        }
        hai_canvas_fill(canvas, hai_paint_colour(colour));
    }
}

void kit_floor(hai_canvas *canvas, hai_box box, hai_colour colour)
{
    hai_point vanish = {box.x + box.width / 2, box.y - box.height * 0.35};
    const int lines = 18;
    const hai_stop fade[] = {{0, hai_colour_fade(colour, 0)}, {1, colour}};
    hai_paint paint = hai_paint_linear((hai_point){box.x, box.y},
                                       (hai_point){box.x, hai_box_bottom(box)}, fade, 2);
    for (int i = -lines; i <= lines; i++) {
        double foot = vanish.x + i * box.width * 0.09;
        double t = (box.y - vanish.y) / (hai_box_bottom(box) - vanish.y);
        hai_canvas_move_to(canvas, vanish.x + (foot - vanish.x) * t, box.y);
        hai_canvas_line_to(canvas, foot, hai_box_bottom(box));
    }
    hai_canvas_stroke(canvas, hai_stroke_width(1.5), paint);
    for (int i = 1; i <= 7; i++) {
        double y = box.y + box.height * pow(i / 7.0, 2);
        hai_canvas_move_to(canvas, box.x, y);
        hai_canvas_line_to(canvas, hai_box_right(box), y);
    }
    hai_canvas_stroke(canvas, hai_stroke_width(1.5), paint);
}
