// SPDX-License-Identifier: MIT
#include "visual-kit/art.h"

#include <math.h>

#include "visual-kit/ornament.h"
#include "visual-kit/scenery.h"
#include "visual-kit/surface.h"

const char *const kit_arts[] = {"river",     "rays",    "none",   "winding", "globe", "hills",
                                "mountains", "skyline", "clouds", "grid",    "dots",  "paper",
                                "leaves",    "corners", "glow",   NULL};

double kit_scene_depth(enum kit_art art)
{
    switch (art) {
    case KIT_ART_RIVER:
        return 160;
    case KIT_ART_WINDING:
        return 380;
    case KIT_ART_GLOBE:
        return 240;
    case KIT_ART_HILLS:
        return 240;
    case KIT_ART_MOUNTAINS:
        return 260;
    case KIT_ART_SKYLINE:
        return 220;
    default:
        return 72;
    }
}

// --- Scenes ---

static hai_box foot_of(hai_box box, double height)
{
    height = fmin(height, box.height);
    return (hai_box){box.x, hai_box_bottom(box) - height, box.width, height};
}

static void draw_river(const hai_theme *theme, hai_canvas *canvas, hai_box box)
{
    hai_colour accent = hai_theme_colour(theme, "accent");
    hai_colour page = hai_theme_colour(theme, "background");
    double bottom = hai_box_bottom(box);
    const struct {
        double y, amplitude, length, phase, alpha;
    } waves[] = {{104, 26, 900, 0.10, 0.2}, {62, 20, 820, 0.75, 0.45}};
    for (size_t i = 0; i < HAI_COUNT(waves); i++) {
        double y = bottom - waves[i].y;
        kit_wave_path(canvas, box, y, waves[i].amplitude, waves[i].length, waves[i].phase, true);
        hai_colour fill = hai_colour_mix(hai_theme_colour(theme, "primary"), accent, 0.3);
        hai_canvas_fill(canvas, hai_paint_colour(hai_colour_fade(fill, waves[i].alpha)));
        kit_wave_path(canvas, box, y, waves[i].amplitude, waves[i].length, waves[i].phase, false);
        hai_canvas_stroke(canvas, hai_stroke_width(2),
                          hai_paint_colour(hai_colour_fade(accent, 0.35 + waves[i].alpha)));
    }
    kit_wave_path(canvas, box, bottom - 22, 14, 980, 0.3, true);
    hai_canvas_fill(canvas, hai_paint_colour(page));
    kit_wave_path(canvas, box, bottom - 22, 14, 980, 0.3, false);
    hai_canvas_stroke(canvas, hai_stroke_width(3), hai_paint_colour(accent));
}

// A low sun over loess hills, from which the river comes.
static void draw_winding(const hai_theme *theme, hai_canvas *canvas, hai_box box)
{
    hai_colour accent = hai_theme_colour(theme, "accent");
    hai_colour primary = hai_theme_colour(theme, "primary");
    hai_colour glow = hai_theme_colour(theme, "glow");
    hai_colour low = hai_theme_colour(theme, "hero_low");
    double bottom = hai_box_bottom(box);
    hai_box land = foot_of(box, 290);
    hai_point sun = {box.x + box.width * 0.62, land.y - 4};
    kit_rays(canvas, sun, hypot(box.width, box.height), 36, hai_colour_fade(glow, 0.3));
    kit_glow(canvas, sun, 260, hai_colour_fade(glow, 0.85));
    kit_fill_box(canvas, (hai_box){sun.x - 64, sun.y - 64, 128, 128}, 64, glow);
    // The hills stand before the sun; the plain takes their nearest colour.
    hai_box hills = {box.x, land.y - 16, box.width, 150};
    kit_hills(canvas, hills, 3, hai_colour_mix(low, accent, 0.55),
              hai_colour_mix(accent, primary, 0.32));
    hai_colour plain = hai_colour_mix(accent, primary, 0.3);
    const hai_stop stops[] = {{0, plain}, {1, hai_colour_mix(accent, primary, 0.5)}};
    hai_box flat = {box.x, land.y + 112, box.width, bottom - land.y - 112};
    hai_canvas_box(canvas, flat);
    hai_canvas_fill(
        canvas, hai_paint_linear((hai_point){box.x, flat.y}, (hai_point){box.x, bottom}, stops, 2));
    kit_winding(canvas, flat, hai_colour_mix(glow, accent, 0.35),
                hai_colour_mix(glow, primary, 0.1));
    kit_wave_path(canvas, box, bottom - 20, 14, 980, 0.3, true);
    hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(theme, "background")));
}

static void draw_planet(const hai_theme *theme, hai_canvas *canvas, hai_box box)
{
    hai_colour light = hai_theme_colour(theme, "glow");
    hai_colour accent = hai_theme_colour(theme, "accent");
    hai_colour page = hai_theme_colour(theme, "background");
    double bottom = hai_box_bottom(box), middle = box.x + box.width / 2;
    kit_grid(canvas, box, 54, hai_colour_fade(light, 0.1));
    double radius = fmin(box.width * 0.46, 520);
    hai_point centre = {middle, bottom + radius * 0.62};
    kit_glow(canvas, (hai_point){middle, bottom - 40}, radius * 1.25, hai_colour_fade(light, 0.42));
    hai_canvas_arc(canvas, centre.x, centre.y, radius, 0, 6.2831853);
    const hai_stop sea[] = {{0, hai_colour_mix(page, light, 0.3)}, {1, page}};
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){middle, centre.y - radius},
                                             (hai_point){middle, bottom}, sea, 2));
    kit_globe(canvas, centre, radius * 0.985, hai_colour_fade(accent, 0.75));
    hai_canvas_arc(canvas, centre.x, centre.y, radius, 0, 6.2831853);
    hai_canvas_stroke(canvas, hai_stroke_width(2.5),
                      hai_paint_colour(hai_colour_mix(light, accent, 0.4)));
    for (int i = 1; i <= 2; i++) { // orbits
        hai_canvas_arc(canvas, centre.x, centre.y, radius + 46.0 * i, 0, 6.2831853);
        hai_canvas_stroke(canvas, hai_stroke_width(1.5),
                          hai_paint_colour(hai_colour_fade(light, 0.36 - 0.12 * i)));
        double angle = i == 1 ? -2.25 : -0.82, orbit = radius + 46.0 * i;
        hai_point star = {centre.x + cos(angle) * orbit, centre.y + sin(angle) * orbit};
        kit_glow(canvas, star, 26, hai_colour_fade(accent, 0.6));
        kit_fill_box(canvas, (hai_box){star.x - 6, star.y - 6, 12, 12}, 6, accent);
    }
    // The scene goes over into the page.
    const hai_stop fade[] = {{0, hai_colour_fade(page, 0)}, {1, page}};
    hai_box last = foot_of(box, 110);
    hai_canvas_box(canvas, last);
    hai_canvas_fill(
        canvas, hai_paint_linear((hai_point){box.x, last.y}, (hai_point){box.x, bottom}, fade, 2));
}

static void draw_country(const hai_theme *theme, hai_canvas *canvas, hai_box box)
{
    hai_colour primary = hai_theme_colour(theme, "primary");
    hai_colour accent = hai_theme_colour(theme, "accent");
    hai_colour low = hai_theme_colour(theme, "hero_low");
    double bottom = hai_box_bottom(box);
    hai_point sun = {hai_box_right(box) - 150, box.y + 190};
    for (int i = 3; i > 0; i--) {
        double radius = 46 + 44.0 * i;
        kit_fill_box(canvas, (hai_box){sun.x - radius, sun.y - radius, 2 * radius, 2 * radius},
                     radius, hai_colour_fade(accent, 0.13));
    }
    kit_fill_box(canvas, (hai_box){sun.x - 62, sun.y - 62, 124, 124}, 62,
                 hai_colour_mix(low, accent, 0.7));
    hai_box land = foot_of(box, 250);
    kit_hills(canvas, land, 4, hai_colour_mix(low, primary, 0.2),
              hai_colour_mix(primary, low, 0.12));
    hai_colour leaf = hai_theme_colour(theme, "primary_deep");
    kit_twig(canvas, (hai_point){box.x - 8, bottom - 10}, -1.15, 250, leaf);
    kit_twig(canvas, (hai_point){box.x + 40, bottom}, -0.75, 170,
             hai_colour_mix(primary, low, 0.25));
    hai_canvas_save(canvas);
    hai_canvas_transform(canvas, (hai_matrix){.xx = -1, .yy = 1, .x0 = 2 * box.x + box.width});
    kit_twig(canvas, (hai_point){box.x + 10, bottom - 6}, -1.2, 220, leaf);
    hai_canvas_restore(canvas);
    kit_wave_path(canvas, box, bottom - 22, 16, 1080, 0.55, true);
    hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(theme, "background")));
}

static void draw_peaks(const hai_theme *theme, hai_canvas *canvas, hai_box box)
{
    hai_colour ink = hai_theme_colour(theme, "ink");
    hai_point sun = {box.x + box.width * 0.27, hai_box_bottom(box) - fmin(258, box.height * 0.5)};
    kit_fill_box(canvas, (hai_box){sun.x - 66, sun.y - 66, 132, 132}, 66,
                 hai_colour_fade(hai_theme_colour(theme, "glow"), 0.82));
    kit_mountains(canvas, foot_of(box, 360), 3, ink);
    // A few birds, in two strokes each; sun and birds stay below the words.
    const double birds[][3] = {{0.16, 322, 1}, {0.195, 344, 0.8}, {0.22, 316, 0.66}};
    hai_stroke pen = hai_stroke_width(2.5);
    pen.cap = pen.join = 1;
    for (size_t i = 0; i < HAI_COUNT(birds); i++) {
        double x = box.x + birds[i][0] * box.width, s = 14 * birds[i][2];
        double y = hai_box_bottom(box) - fmin(birds[i][1], box.height * 0.6);
        hai_canvas_move_to(canvas, x - 1.5 * s, y - 0.5 * s);
        hai_canvas_curve_to(canvas, x - s, y - s, x - 0.4 * s, y - 0.7 * s, x, y);
        hai_canvas_curve_to(canvas, x + 0.4 * s, y - 0.8 * s, x + s, y - 1.1 * s, x + 1.6 * s,
                            y - 0.7 * s);
    }
    hai_canvas_stroke(canvas, pen, hai_paint_colour(hai_colour_fade(ink, 0.6)));
}

static void draw_city(const hai_theme *theme, hai_canvas *canvas, hai_box box)
{
    hai_colour accent = hai_theme_colour(theme, "accent");
    hai_colour dark = hai_theme_colour(theme, "primary_dark");
    kit_glow(canvas, (hai_point){box.x + box.width / 2, hai_box_bottom(box)}, box.width * 0.6,
             hai_colour_fade(hai_theme_colour(theme, "glow"), 0.5));
    kit_skyline(canvas, foot_of(box, 250), hai_colour_fade(dark, 0.6));
    kit_wave_path(canvas, box, hai_box_bottom(box) - 22, 14, 980, 0.3, true);
    hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(theme, "background")));
    kit_wave_path(canvas, box, hai_box_bottom(box) - 22, 14, 980, 0.3, false);
    hai_canvas_stroke(canvas, hai_stroke_width(3), hai_paint_colour(accent));
}

static void draw_ground(const hai_theme *theme, hai_canvas *canvas, hai_box box)
{
    hai_colour low = hai_theme_colour(theme, "hero_low");
    const hai_stop stops[] = {{0, hai_theme_colour(theme, "hero")}, {0.7, low}, {1, low}};
    hai_canvas_box(canvas, box);
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){box.x, box.y},
                                             (hai_point){box.x, hai_box_bottom(box)}, stops,
                                             HAI_COUNT(stops)));
}

// What ends under a wave in the page's colour.
static bool is_covered(enum kit_art art)
{
    return art == KIT_ART_RIVER || art == KIT_ART_WINDING || art == KIT_ART_HILLS ||
           art == KIT_ART_SKYLINE;
}

#define SEAM 3.0 // from the lower edge, below the lowest point of a wave

void kit_draw_scene(const hai_theme *theme, hai_canvas *canvas, hai_box box, enum kit_art art)
{
    hai_colour light = hai_theme_colour(theme, "glow");
    // The edge of a clip that lies between pixels lets each layer shine through the next: there it
    // is drawn over.
    double seam = is_covered(art) ? SEAM : 0;
    hai_canvas_save(canvas);
    hai_canvas_box(canvas, hai_box_inset(box, (hai_insets){.bottom = seam}));
    hai_canvas_clip(canvas);
    draw_ground(theme, canvas, box);
    if (art == KIT_ART_RIVER || art == KIT_ART_RAYS) {
        hai_point sun = {box.x + box.width / 2, hai_box_bottom(box) - 30};
        double reach = hypot(box.width / 2, box.height) * 1.05;
        kit_rays(canvas, sun, reach, 28, hai_colour_fade(light, 0.16));
    }
    if (art == KIT_ART_RIVER)
        draw_river(theme, canvas, box);
    else if (art == KIT_ART_WINDING)
        draw_winding(theme, canvas, box);
    else if (art == KIT_ART_GLOBE)
        draw_planet(theme, canvas, box);
    else if (art == KIT_ART_HILLS)
        draw_country(theme, canvas, box);
    else if (art == KIT_ART_MOUNTAINS)
        draw_peaks(theme, canvas, box);
    else if (art == KIT_ART_SKYLINE)
        draw_city(theme, canvas, box);
    else if (art != KIT_ART_RAYS)
        kit_draw_art(theme, canvas, box, art, light, 0.22);
    hai_canvas_restore(canvas);
    if (seam > 0)
        kit_fill_box(canvas, foot_of(box, seam + 2), 0, hai_theme_colour(theme, "background"));
}

// --- On a ground ---

static void draw_waves(hai_canvas *canvas, hai_box box, hai_colour colour)
{
    double height = fmin(box.height, 220);
    hai_box foot = foot_of(box, height);
    for (int i = 0; i < 4; i++) {
        double y = foot.y + height * (0.25 + 0.22 * i);
        kit_wave_path(canvas, foot, y, height * 0.11, 760 + 90 * i, 0.31 * i, false);
        hai_canvas_stroke(canvas, hai_stroke_width(2), hai_paint_colour(colour));
    }
}

static void draw_leaves(hai_canvas *canvas, hai_box box, hai_colour colour)
{
    double size = fmin(box.width * 0.26, 280);
    const double pitch = 1500;
    for (int i = 0; i * pitch + size < box.height; i++) {
        bool is_left = i % 2 == 1;
        hai_canvas_save(canvas);
        hai_canvas_transform(canvas, (hai_matrix){.xx = is_left ? 1 : -1,
                                                  .yy = 1,
                                                  .x0 = is_left ? box.x : hai_box_right(box),
                                                  .y0 = box.y + i * pitch + size});
        kit_twig(canvas, (hai_point){-size * 0.1, 0}, -0.95, size, colour);
        hai_canvas_restore(canvas);
    }
}

void kit_draw_art(const hai_theme *theme, hai_canvas *canvas, hai_box box, enum kit_art art,
                  hai_colour colour, double strength)
{
    (void)theme;
    if (hai_box_is_empty(box) || art == KIT_ART_NONE)
        return;
    colour = hai_colour_fade(colour, strength);
    double bottom = hai_box_bottom(box), middle = box.x + box.width / 2;
    hai_canvas_save(canvas);
    hai_canvas_box(canvas, box);
    hai_canvas_clip(canvas);
    switch (art) {
    case KIT_ART_RIVER:
        draw_waves(canvas, box, colour);
        break;
    case KIT_ART_RAYS:
        kit_rays(canvas, (hai_point){middle, bottom}, hypot(box.width, box.height), 36, colour);
        break;
    case KIT_ART_WINDING:
        kit_winding(canvas, foot_of(box, box.width * 0.5), hai_colour_fade(colour, 0.4), colour);
        break;
    case KIT_ART_GLOBE:
        kit_globe(canvas, (hai_point){middle, bottom}, fmin(box.width * 0.46, box.height * 0.95),
                  colour);
        break;
    case KIT_ART_HILLS:
        kit_hills(canvas, foot_of(box, 260), 3, hai_colour_fade(colour, 0.5), colour);
        break;
    case KIT_ART_MOUNTAINS:
        kit_mountains(canvas, foot_of(box, 420), 3, colour);
        break;
    case KIT_ART_SKYLINE:
        kit_skyline(canvas, foot_of(box, 260), colour);
        break;
    case KIT_ART_CLOUDS:
        kit_clouds(canvas, box, colour);
        break;
    case KIT_ART_GRID:
        kit_grid(canvas, box, 54, colour);
        break;
    case KIT_ART_DOTS:
        kit_dots(canvas, box, 36, 2.2, colour);
        break;
    case KIT_ART_PAPER:
        kit_paper(canvas, box, colour);
        break;
    case KIT_ART_LEAVES:
        draw_leaves(canvas, box, colour);
        break;
    case KIT_ART_CORNERS:
        kit_corners(canvas, hai_box_inset(box, hai_insets_all(24)), 72, 3, colour);
        break;
    case KIT_ART_GLOW:
        kit_glow(canvas, (hai_point){middle, box.y + box.height / 2},
                 fmax(box.width, box.height) / 2, colour);
        break;
    case KIT_ART_NONE:
        break;
    }
    hai_canvas_restore(canvas);
}
