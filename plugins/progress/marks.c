// SPDX-License-Identifier: MIT
#include "progress.h"

#include "visual-kit/ornament.h"

#define RING_SHARE 0.2  // of the radius
#define VESSEL_RIM 0.04 // of the radius
#define VESSEL_GAP 0.065
#define TARGET_OVER 5.0
#define LEAST_BAR 4.0      // of what is more than nothing
#define LARGE_CONTRAST 3.5 // of large digits; WCAG asks for 3

static hai_colour track_colour(const hai_theme *theme)
{
    return hai_colour_mix(hai_theme_colour(theme, "surface"), hai_theme_colour(theme, "muted"),
                          0.42);
}

double progress_liquid_inner(double radius)
{
    return radius * (1 - VESSEL_RIM - VESSEL_GAP);
}

double progress_ring_inner(double radius)
{
    return radius * (1 - RING_SHARE);
}

void progress_bar_draw(const hai_theme *theme, const struct progress_cell *cell, hai_canvas *canvas,
                       hai_box track)
{
    const uint32_t round = CHART_ABOVE | CHART_RIGHT | CHART_BELOW | CHART_LEFT;
    double radius = fmin(hai_theme_length(theme, "bar_radius"), track.height / 2);
    kit_fill_box(canvas, track, radius, track_colour(theme));
    double width = track.width * (cell->share > 0 ? cell->share : 0);
    if (width > 0 && width < 2 * radius) {
        // Within the round end of the track.
        hai_canvas_save(canvas);
        hai_canvas_rounded_box(canvas, track, radius);
        hai_canvas_clip(canvas);
        kit_fill_box(canvas, (hai_box){track.x, track.y, fmax(width, LEAST_BAR), track.height}, 0,
                     cell->style.colour);
        hai_canvas_restore(canvas);
    } else if (width > 0)
        chart_fill_bar(canvas, (hai_box){track.x, track.y, width, track.height},
                       fmin(radius, width / 2), round, &cell->style);
    if (isnan(cell->target))
        return;
    double x = track.x + track.width * cell->target - PROGRESS_TARGET_WIDTH / 2;
    x = fmin(fmax(x, track.x), hai_box_right(track) - PROGRESS_TARGET_WIDTH);
    hai_box mark = {x, track.y - TARGET_OVER, PROGRESS_TARGET_WIDTH,
                    track.height + 2 * TARGET_OVER};
    kit_fill_box(canvas, hai_box_inset(mark, (hai_insets){TARGET_OVER, -2, TARGET_OVER, -2}), 0,
                 hai_theme_colour(theme, "surface"));
    kit_fill_box(canvas, mark, 0, hai_theme_colour(theme, "ink"));
}

void progress_ring_draw(const hai_theme *theme, const struct progress_cell *cell,
                        hai_canvas *canvas, hai_point centre, double radius)
{
    double inner = progress_ring_inner(radius), whole = 2 * CHART_PI;
    struct chart_style track = {.colour = track_colour(theme)};
    chart_fill_sector(canvas, centre, inner, radius, 0, whole, &track);
    double share = cell->share > 0 ? cell->share : 0;
    // Round ends lie within the angle told; what is shorter than they are, or has a pattern, is cut
    // straight.
    double middle = (inner + radius) / 2, cap = (radius - inner) / 2;
    double turn = asin(cap / middle), end = whole * share;
    bool is_round = share < 1 && end > 2 * turn && cell->style.decal == CHART_DECAL_NONE;
    if (share > 0)
        chart_fill_sector(canvas, centre, inner, radius, is_round ? turn : 0,
                          is_round ? end - turn : end, &cell->style);
    for (int32_t i = 0; is_round && i < 2; i++) {
        hai_point at = chart_polar_point(centre, middle, i == 0 ? turn : end - turn);
        hai_canvas_arc(canvas, at.x, at.y, cap, 0, whole);
        hai_canvas_fill(canvas, hai_paint_colour(cell->style.colour));
    }
    if (isnan(cell->target))
        return;
    hai_point from = chart_polar_point(centre, inner - TARGET_OVER, whole * cell->target);
    hai_point to = chart_polar_point(centre, radius, whole * cell->target);
    kit_rule(canvas, from, to, PROGRESS_TARGET_WIDTH + 4, hai_theme_colour(theme, "surface"));
    kit_rule(canvas, from, to, PROGRESS_TARGET_WIDTH, hai_theme_colour(theme, "ink"));
}

// How high the water stands in a round vessel, 0..1 of its diameter, so that the area is the
// share: the area of a segment of a circle has no inverse in closed form.
static double water_level(double share)
{
    double low = 0, high = 1;
    for (int32_t i = 0; i < 48; i++) {
        double level = (low + high) / 2, angle = 2 * acos(1 - 2 * level);
        if ((angle - sin(angle)) / (2 * CHART_PI) < share)
            low = level;
        else
            high = level;
    }
    return (low + high) / 2;
}

// Waves are the lower the closer the vessel is to empty or full, where they would tell a lie.
static double wave_height(double level, double radius)
{
    return radius * 0.07 * fmin(1, 5 * level * (1 - level));
}

static void water_path(hai_canvas *canvas, hai_box box, double level, double height, double phase)
{
    kit_wave_path(canvas, box, box.y + box.height * (1 - level), height, box.width * 1.06, phase,
                  true);
}

static void clip_circle(hai_canvas *canvas, hai_point centre, double radius)
{
    chart_sector_path(canvas, centre, 0, radius, 0, 2 * CHART_PI);
    hai_canvas_clip(canvas);
}

static void draw_level_mark(const hai_theme *theme, hai_canvas *canvas, hai_point centre,
                            double radius, double level)
{
    double y = radius * (1 - 2 * level), half = sqrt(fmax(radius * radius - y * y, 0));
    double length = fmin(radius * 0.2, half);
    for (int32_t side = -1; side <= 1; side += 2) {
        hai_point rim = {centre.x + side * half, centre.y + y};
        hai_point inside = {rim.x - side * length, rim.y};
        kit_rule(canvas, rim, inside, PROGRESS_TARGET_WIDTH + 3,
                 hai_theme_colour(theme, "surface"));
        kit_rule(canvas, rim, inside, PROGRESS_TARGET_WIDTH, hai_theme_colour(theme, "ink"));
    }
}

// Where the figure stands: in the middle, or as far above or below it as it takes to keep off the
// water's edge, for digits in two colours are hard to read; unless the vessel has no room there.
static double figure_shift(const struct chart_figure *figure, double level, double wave,
                           double inner)
{
    double half = figure->size.height / 2, edge = inner * (1 - 2 * level);
    double gap = wave * 1.15 + inner * 0.05;
    if (level <= 0 || level >= 1 || fabs(edge) > half + gap)
        return 0;
    double up = edge - gap - half, down = edge + gap + half;
    double shift = fabs(up) <= fabs(down) ? up : down;
    bool has_room = hypot(figure->size.width / 2, fabs(shift) + half) < inner * 0.96;
    return has_room ? shift : 0;
}

// Of digits in the water: light, if these large ones are read well, for dark ones look like holes.
static hai_colour wet_colour(const hai_theme *theme, hai_colour water)
{
    const hai_colour black = {0, 0, 0, 1};
    hai_colour best = chart_ink_on(theme, water);
    hai_colour light = hai_colour_readable(black, hai_theme_colour(theme, "ink"),
                                           hai_theme_colour(theme, "surface"));
    bool is_dark = hai_colour_contrast(best, black) < hai_colour_contrast(water, black);
    return is_dark && hai_colour_contrast(light, water) >= LARGE_CONTRAST ? light : best;
}

void progress_liquid_draw(const hai_theme *theme, const struct progress_cell *cell,
                          hai_canvas *canvas, hai_point centre, double radius)
{
    hai_colour colour = cell->style.colour;
    double rim = radius * VESSEL_RIM, inner = progress_liquid_inner(radius);
    hai_canvas_arc(canvas, centre.x, centre.y, radius - rim / 2, 0, 2 * CHART_PI);
    hai_canvas_stroke(canvas, hai_stroke_width(rim), hai_paint_colour(colour));
    hai_box box = {centre.x - inner, centre.y - inner, 2 * inner, 2 * inner};
    double share = cell->share > 0 ? cell->share : 0;
    double level = share >= 1 ? 1 : water_level(share), height = wave_height(level, inner);
    const struct chart_figure *figure = &cell->figure;
    hai_point at = {centre.x - figure->size.width / 2,
                    centre.y - figure->size.height / 2 +
                        figure_shift(figure, level, height, inner)};
    // Not in the water's colour: the two parts of a digit would run into the water's edge.
    hai_colour dry = hai_theme_colour(theme, "ink");

    hai_canvas_save(canvas);
    clip_circle(canvas, centre, inner);
    hai_canvas_box(canvas, box);
    hai_canvas_fill(
        canvas, hai_paint_colour(hai_colour_mix(hai_theme_colour(theme, "surface"), colour, 0.07)));
    if (level > 0 && level < 1) {
        water_path(canvas, box, level, height * 1.15, 0.52);
        hai_canvas_fill(canvas, hai_paint_colour(hai_colour_mix(hai_theme_colour(theme, "surface"),
                                                                colour, 0.24)));
    }
    hai_canvas_restore(canvas);
    if (!cell->is_figure_outside)
        chart_figure_draw(figure, canvas, at.x, at.y, dry);
    if (!(level > 0))
        goto mark;
    hai_canvas_save(canvas);
    clip_circle(canvas, centre, inner);
    if (level < 1)
        water_path(canvas, box, level, height, 0.05);
    else
        hai_canvas_box(canvas, box);
    hai_canvas_fill(canvas, hai_paint_colour(colour));
    // The part of the figure that is in the water.
    if (level < 1)
        water_path(canvas, box, level, height, 0.05);
    else
        hai_canvas_box(canvas, box);
    hai_canvas_clip(canvas);
    if (!cell->is_figure_outside)
        chart_figure_draw(figure, canvas, at.x, at.y, wet_colour(theme, colour));
    hai_canvas_restore(canvas);
mark:
    if (!isnan(cell->target))
        draw_level_mark(theme, canvas, centre, inner, water_level(cell->target));
}
