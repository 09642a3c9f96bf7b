// SPDX-License-Identifier: MIT
#include "visual-kit/ornament.h"

#include <math.h>

#define PI 3.14159265358979323846

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
