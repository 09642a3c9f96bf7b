// SPDX-License-Identifier: MIT
//
// The arc: three quarters of a ring, the figure in its middle.
#include "gauge.h"

#define SWEEP (CHART_PI * 2 / 3) // to either side of 12 o'clock
#define THICK_SHARE 0.17         // of the radius
#define BAND_THICK 10.0
#define BAND_GAP 6.0
#define RIM_GAP 10.0
#define END_GAP 6.0
#define LINE_GAP 8.0 // between lines of words below
#define LEAST_SIZE 220.0
#define LEAST_SHARE 0.72 // of the ring's size without words, that words at the rim leave it
#define MAX_RIM 10       // names at the rim: of 8 bands and the target
#define TARGET_WIDTH 6.0
#define KEY_ROOM 18.0 // before the words of the target, for its stroke

struct rim {
    const hai_paragraph *text;
    double angle;
    hai_box box; // from the centre
};

struct arc {
    const hai_theme *theme;
    const struct gauge *gauge;
    struct gauge_words words;
    double radius, inner, outer; // of the main ring; of all
    struct rim rims[MAX_RIM];
    int32_t rim_count;
    struct chart_figure figure;
    const hai_paragraph *chip, *label; // in the middle, below the figure
    const hai_paragraph *low, *high;
    const hai_paragraph *below[4]; // lines below all
    int32_t below_count;
    const hai_paragraph *target_line; // the one of these that tells the target
    struct chart_legend *legend;      // of bands, where they found no room at the rim
    double middle_height, bottom;     // from the centre to the end of the ends' words
    hai_box bounds;                   // of all around the centre
};

static double angle_of(const struct gauge *gauge, double value)
{
    return SWEEP * (2 * gauge_share(gauge, value) - 1);
}

static const hai_paragraph *set(const hai_block *block, const char *text, const char *role,
                                uint32_t align, double width)
{
    hai_text_style style = kit_type(hai_block_theme(block), role, NULL, align);
    return hai_paragraph_new(block, text, &style, width);
}

static void set_radius(struct arc *arc, double outer)
{
    arc->outer = outer;
    arc->radius = arc->gauge->bands.count > 0 ? outer - BAND_THICK - BAND_GAP : outer;
    arc->inner = arc->radius * (1 - THICK_SHARE);
}

static bool is_free(const struct arc *arc, hai_box box, int32_t count)
{
    for (int32_t i = 0; i < count; i++) {
        hai_box other = hai_box_inset(arc->rims[i].box, hai_insets_all(-4));
        if (box.x < hai_box_right(other) && other.x < hai_box_right(box) &&
            box.y < hai_box_bottom(other) && other.y < hai_box_bottom(box))
            return false;
    }
    return true;
}

static bool place_rims(struct arc *arc)
{
    const hai_point origin = {0, 0};
    double ends = arc->outer * -cos(SWEEP) + END_GAP - 4; // words of the ends begin here
    for (int32_t i = 0; i < arc->rim_count; i++) {
        struct rim *rim = &arc->rims[i];
        rim->box = chart_polar_text(origin, arc->outer + (i == 0 ? TARGET_WIDTH : 0), rim->angle,
                                    RIM_GAP, hai_paragraph_size(rim->text));
        if (!is_free(arc, rim->box, i) || hai_box_bottom(rim->box) > ends)
            return false;
    }
    return true;
}

static void measure_bounds(struct arc *arc)
{
    double left = -arc->outer, top = -arc->outer, right = arc->outer;
    for (int32_t i = 0; i < arc->rim_count; i++) {
        left = fmin(left, arc->rims[i].box.x);
        top = fmin(top, arc->rims[i].box.y);
        right = fmax(right, hai_box_right(arc->rims[i].box));
    }
    if (!isnan(arc->gauge->target))
        top = fmin(top, -arc->outer - 6);
    arc->bounds = (hai_box){left, top, right - left, 0};
}

// The target and the bands at the rim, on the largest ring that leaves them the room.
static bool try_rims(struct arc *arc, double width)
{
    double whole = fmin(arc->gauge->size, width) / 2;
    // A small ring beside a word reads worse than a large one with the word below it.
    double least = fmax(fmin(LEAST_SIZE, arc->gauge->size) / 2, whole * LEAST_SHARE);
    for (double outer = whole; outer >= least;) {
        set_radius(arc, outer);
        bool is_placed = place_rims(arc);
        measure_bounds(arc);
        // The ring stays in the middle: both sides are as wide as the wider one.
        double taken = 2 * fmax(-arc->bounds.x, hai_box_right(arc->bounds));
        if (!is_placed)
            return false;
        if (taken <= width)
            return true;
        double next = outer - (taken - width) / 2;
        outer = outer > least && next < least ? least : fmin(next, outer - 1);
    }
    return false;
}

// The band of the value has the colour of the ring.
static hai_colour band_colour(const struct arc *arc, int32_t at)
{
    const struct gauge *gauge = arc->gauge;
    const struct gauge_band *bands = gauge->bands.items;
    if (at == gauge_band_of(gauge, gauge->value) && bands[at].colour == NULL)
        return gauge_colour(arc->theme, gauge);
    return gauge_band_colour(arc->theme, gauge, at);
}

static void plan_rims(const hai_block *block, struct arc *arc, double width)
{
    const struct gauge *gauge = arc->gauge;
    const struct gauge_band *bands = gauge->bands.items;
    if (arc->words.target != NULL)
        arc->rims[arc->rim_count++] =
            (struct rim){.text = set(block, arc->words.target, "caption", HAI_TEXT_LEFT, 0),
                         .angle = angle_of(gauge, gauge->target)};
    else
        arc->rims[arc->rim_count++] = (struct rim){.text = set(block, "", "caption", 0, 0)};
    for (uint32_t i = 0; i < gauge->bands.count; i++)
        if (bands[i].text != NULL && bands[i].text[0] != '\0')
            arc->rims[arc->rim_count++] =
                (struct rim){.text = set(block, bands[i].text, "caption", HAI_TEXT_LEFT, 0),
                             .angle = (angle_of(gauge, gauge_band_start(gauge, (int32_t)i)) +
                                       angle_of(gauge, bands[i].to)) /
                                      2};
    if (try_rims(arc, width))
        return;
    // Without names at the rim: a legend and a line below.
    if (arc->rim_count > 1) {
        const char *names[8];
        struct chart_style *styles = hai_block_alloc(block, 8 * sizeof *styles);
        for (uint32_t i = 0; i < gauge->bands.count && i < 8; i++) {
            names[i] = bands[i].text;
            styles[i].colour = band_colour(arc, (int32_t)i);
        }
        arc->legend = chart_legend_new(block, names, styles, (int32_t)gauge->bands.count,
                                       CHART_SWATCH_BOX, width);
    }
    arc->rim_count = arc->words.target != NULL ? 1 : 0;
    if (arc->rim_count > 0 && try_rims(arc, width))
        return;
    if (arc->words.target != NULL)
        arc->target_line = arc->below[arc->below_count++] = set(
            block, arc->words.target, "caption", HAI_TEXT_CENTRE, fmax(width - 2 * KEY_ROOM, 1));
    arc->rim_count = 0;
    set_radius(arc, fmin(gauge->size / 2, width / 2 - 6));
    measure_bounds(arc);
}

// The figure, below it the name of its band and what it counts.
static void plan_middle(const hai_block *block, struct arc *arc, double width)
{
    const struct gauge *gauge = arc->gauge;
    double most = hai_theme_type(arc->theme, "figure").size;
    hai_colour colour = chart_readable(arc->theme, gauge_colour(arc->theme, gauge));
    double room = arc->inner * 1.6;
    arc->figure =
        chart_figure_new(block, arc->words.figure, arc->words.unit,
                         chart_colour_name(block, colour), fmin(most, arc->inner * 0.66), room, 22);
    arc->middle_height = arc->figure.size.height;
    if (arc->words.band != NULL) {
        hai_text_style chip =
            kit_type(arc->theme, "label", chart_colour_name(block, colour), HAI_TEXT_LEFT);
        chip.weight = 700;
        arc->chip = hai_paragraph_new(block, arc->words.band, &chip, 0);
        double height = kit_height(arc->chip) + LINE_GAP;
        if (hai_paragraph_size(arc->chip).width > arc->inner * 1.3 ||
            arc->middle_height + height > arc->inner)
            arc->chip = NULL;
        else
            arc->middle_height += height;
    }
    if (gauge->label != NULL) {
        arc->label = set(block, gauge->label, "label", HAI_TEXT_LEFT, 0);
        double height = kit_height(arc->label) + LINE_GAP;
        if (hai_paragraph_size(arc->label).width > arc->inner * 1.36 ||
            arc->middle_height + height > arc->inner * 1.1) {
            arc->label = NULL;
            arc->below[arc->below_count++] =
                set(block, gauge->label, "label", HAI_TEXT_TITLE_CENTRE, width);
        } else {
            arc->middle_height += height;
        }
    }
    if (gauge->note != NULL)
        arc->below[arc->below_count++] =
            set(block, gauge->note, "caption", HAI_TEXT_TITLE_CENTRE, width);
}

// Words of the ends stand below them; in one line below all where they would touch.
static void plan_ends(const hai_block *block, struct arc *arc, double width)
{
    arc->low = set(block, arc->words.low, "caption", HAI_TEXT_LEFT, 0);
    arc->high = set(block, arc->words.high, "caption", HAI_TEXT_LEFT, 0);
    double middle = (arc->radius + arc->inner) / 2 * sin(SWEEP);
    double low = hai_paragraph_size(arc->low).width, high = hai_paragraph_size(arc->high).width;
    arc->bottom = arc->radius * -cos(SWEEP) + arc->radius * THICK_SHARE / 2;
    if ((low + high) / 2 + 16 <= 2 * middle && fmax(low, high) / 2 + middle <= width / 2) {
        arc->bottom += END_GAP + fmax(kit_height(arc->low), kit_height(arc->high));
        return;
    }
    arc->low = arc->high = NULL;
    arc->bottom += END_GAP;
    const char *text = hai_block_printf(block, "%s—%s", arc->words.low, arc->words.high);
    for (int32_t i = arc->below_count++; i > 0; i--)
        arc->below[i] = arc->below[i - 1];
    arc->below[0] = set(block, text, "caption", HAI_TEXT_CENTRE, width);
}

static double below_height(const struct arc *arc)
{
    double height = 0;
    if (arc->legend != NULL)
        height += LINE_GAP + chart_legend_height(arc->legend);
    for (int32_t i = 0; i < arc->below_count; i++)
        height += LINE_GAP + kit_height(arc->below[i]);
    return height;
}

// --- Drawing ---

static void stroke_arc(hai_canvas *canvas, hai_point centre, double radius, double width,
                       double from, double to, uint32_t cap, hai_colour colour)
{
    if (!(to > from) || !(radius > 0))
        return;
    hai_point start = chart_polar_point(centre, radius, from);
    hai_canvas_move_to(canvas, start.x, start.y);
    chart_arc_path(canvas, centre, radius, from, to);
    hai_canvas_stroke(canvas, (hai_stroke){.size = sizeof(hai_stroke), .cap = cap, .width = width},
                      hai_paint_colour(colour));
}

static void draw_ring(const struct arc *arc, hai_canvas *canvas, hai_point centre)
{
    const struct gauge *gauge = arc->gauge;
    const struct gauge_band *bands = gauge->bands.items;
    double thick = arc->radius - arc->inner, middle = (arc->radius + arc->inner) / 2;
    hai_colour track = hai_colour_mix(hai_theme_colour(arc->theme, "surface"),
                                      hai_theme_colour(arc->theme, "muted"), 0.42);
    stroke_arc(canvas, centre, middle, thick, -SWEEP, SWEEP, 1, track);
    double end = angle_of(gauge, gauge->value);
    // Round ends reach beyond the angle: the last of them must not tell more than the value.
    double cap = asin(fmin(thick / 2 / middle, 1));
    // From zero on, where the scale has values of both signs.
    double zero = gauge->low < 0 && gauge->high > 0 ? angle_of(gauge, 0) : -SWEEP;
    if (zero > -SWEEP && zero < SWEEP && end != zero)
        stroke_arc(canvas, centre, middle, thick, fmin(zero, end), fmax(zero, end), 0,
                   gauge_colour(arc->theme, gauge));
    else if (zero <= -SWEEP && end > -SWEEP)
        stroke_arc(canvas, centre, middle, thick, -SWEEP, fmax(end - cap, -SWEEP + 1e-3), 1,
                   gauge_colour(arc->theme, gauge));
    for (uint32_t i = 0; i < gauge->bands.count; i++) {
        double from = angle_of(gauge, gauge_band_start(gauge, (int32_t)i));
        double to = angle_of(gauge, bands[i].to), slit = 2 / arc->outer;
        stroke_arc(canvas, centre, arc->outer - BAND_THICK / 2, BAND_THICK,
                   from + (i > 0 ? slit : 0), to - slit, 0, band_colour(arc, (int32_t)i));
    }
    if (isnan(gauge->target))
        return;
    double at = angle_of(gauge, gauge->target);
    hai_point from = chart_polar_point(centre, arc->inner - 6, at);
    hai_point to = chart_polar_point(centre, arc->outer + 6, at);
    kit_rule(canvas, from, to, TARGET_WIDTH + 4, hai_theme_colour(arc->theme, "surface"));
    kit_rule(canvas, from, to, TARGET_WIDTH, hai_theme_colour(arc->theme, "ink"));
}

static void draw_middle(const struct arc *arc, hai_canvas *canvas, hai_point centre)
{
    // A little below the centre, where the ring is open.
    double y = centre.y - arc->middle_height / 2 + arc->inner * 0.08;
    chart_figure_draw(&arc->figure, canvas, centre.x - arc->figure.size.width / 2, y,
                      (hai_colour){0});
    y += arc->figure.size.height + LINE_GAP;
    const hai_paragraph *texts[] = {arc->chip, arc->label};
    for (size_t i = 0; i < HAI_COUNT(texts); i++) {
        if (texts[i] == NULL)
            continue;
        hai_canvas_paragraph(canvas, texts[i], centre.x - hai_paragraph_size(texts[i]).width / 2,
                             y);
        y += kit_height(texts[i]) + LINE_GAP;
    }
}

static void draw_words(const struct arc *arc, hai_canvas *canvas, hai_point centre, hai_box box)
{
    for (int32_t i = 0; i < arc->rim_count; i++)
        hai_canvas_paragraph(canvas, arc->rims[i].text, centre.x + arc->rims[i].box.x,
                             centre.y + arc->rims[i].box.y);
    if (arc->low != NULL) {
        double middle = (arc->radius + arc->inner) / 2 * sin(SWEEP);
        double y = centre.y + arc->bottom - fmax(kit_height(arc->low), kit_height(arc->high));
        hai_canvas_paragraph(canvas, arc->low,
                             centre.x - middle - hai_paragraph_size(arc->low).width / 2, y);
        hai_canvas_paragraph(canvas, arc->high,
                             centre.x + middle - hai_paragraph_size(arc->high).width / 2, y);
    }
    double y = centre.y + arc->bottom + LINE_GAP;
    if (arc->legend != NULL) {
        double left = (box.width - chart_legend_width(arc->legend)) / 2;
        chart_legend_draw(arc->legend, canvas, box.x + fmax(left, 0), y);
        y += chart_legend_height(arc->legend) + LINE_GAP;
    }
    for (int32_t i = 0; i < arc->below_count; i++) {
        bool is_target = arc->below[i] == arc->target_line;
        hai_canvas_paragraph(canvas, arc->below[i], box.x + (is_target ? KEY_ROOM : 0), y);
        if (is_target) {
            // Its stroke, as a key.
            double text = hai_paragraph_size(arc->below[i]).width;
            kit_fill_box(canvas,
                         (hai_box){box.x + (box.width - text) / 2 - KEY_ROOM, y + 8, TARGET_WIDTH,
                                   kit_height(arc->below[i]) - 16},
                         0, hai_theme_colour(arc->theme, "ink"));
        }
        y += kit_height(arc->below[i]) + LINE_GAP;
    }
}

double gauge_arc(const hai_block *block, const struct gauge *gauge, hai_canvas *canvas, hai_box box)
{
    struct arc arc = {
        .theme = hai_block_theme(block), .gauge = gauge, .words = gauge_words_of(block, gauge)};
    plan_rims(block, &arc, box.width);
    plan_middle(block, &arc, box.width);
    plan_ends(block, &arc, box.width);
    double height = -arc.bounds.y + arc.bottom + below_height(&arc);
    if (canvas == NULL)
        return height;
    double free = fmax(box.height - height, 0);
    hai_point centre = {box.x + box.width / 2,
                        box.y + chart_shared_above(block, free) - arc.bounds.y};
    draw_ring(&arc, canvas, centre);
    draw_middle(&arc, canvas, centre);
    draw_words(&arc, canvas, centre, box);
    return height;
}
