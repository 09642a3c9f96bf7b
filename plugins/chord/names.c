// SPDX-License-Identifier: MIT
#include "chord.h"
#include "visual-kit/unit.h"

#define GAP 12.0 // from the ring to words
#define LEGEND_GAP 20.0
#define LEAST_SHARE 0.55 // of the radius without words, that words may leave
#define LEAST_RADIUS 120.0
#define MAX_LEGEND 40
#define MOST_KEYS 12      // of groups that a legend tells rather than names in columns
#define MOST_CIRCLE 420.0 // height of a circle above a legend
#define SIDE_SHARE 0.26   // of the width, for names in columns
#define RIM 30.0          // above and below the circle, for leader lines

static const char *figure_line(const hai_block *block, const struct chord *chord,
                               const struct plan *plan, const char *title, double value)
{
    return hai_block_printf(
        block, "%s%s%s", title == NULL ? "" : title, title == NULL || title[0] == '\0' ? "" : " ",
        plan->has_unit_apart ? chart_figure_text(block, value, &plan->format)
                             : chart_value_text(block, value, &plan->format, chord->chart.unit));
}

// What goes out and comes in, parted by `joint`; without direction the sum of both.
static const char *figures_text(const hai_block *block, const struct chord *chord,
                                const struct plan *plan, int32_t at, const char *joint)
{
    const struct chart_flow_node *node = &plan->flows->nodes[at];
    if (chord->chart.labels == CHART_LABELS_NONE)
        return "";
    if (!plan->is_directed)
        return figure_line(block, chord, plan, NULL, node->in + node->out);
    const char *out = figure_line(block, chord, plan, chord->out_title, node->out);
    const char *in = figure_line(block, chord, plan, chord->in_title, node->in);
    return !(node->in > 0)    ? out
           : !(node->out > 0) ? in
                              : hai_block_printf(block, "%s%s%s", out, joint, in);
}

// The same in figures alone: "27.5 / 18.3"; `pair_heading` tells once what they are.
static const char *pair_text(const hai_block *block, const struct chord *chord,
                             const struct plan *plan, int32_t at)
{
    const struct chart_flow_node *node = &plan->flows->nodes[at];
    if (chord->chart.labels == CHART_LABELS_NONE)
        return NULL;
    if (!plan->is_directed)
        return figure_line(block, chord, plan, NULL, node->in + node->out);
    return hai_block_printf(block, "%s / %s", chart_figure_text(block, node->out, &plan->format),
                            chart_figure_text(block, node->in, &plan->format));
}

static const char *pair_heading(const hai_block *block, const struct chord *chord,
                                const struct plan *plan)
{
    const char *out = chord->out_title, *in = chord->in_title;
    bool has_titles = out != NULL && out[0] != '\0' && in != NULL && in[0] != '\0';
    if (!plan->is_directed || !has_titles)
        return NULL;
    return hai_block_printf(block, "%s / %s", out, in);
}

static void write_words(const hai_block *block, const struct chord *chord, struct plan *plan,
                        const char *joint, double width, bool has_figures)
{
    hai_text_style name = kit_type(hai_block_theme(block), "caption", "ink", HAI_TEXT_TITLE);
    hai_text_style figures = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_LEFT);
    name.weight = plan->has_lines ? 400 : 700;
    name.line_height = figures.line_height = 1.25;
    for (int32_t i = 0; i < plan->flows->node_count; i++) {
        struct group *group = &plan->groups[i];
        const char *text = has_figures ? figures_text(block, chord, plan, i, joint) : "";
        const char *words = plan->flows->nodes[i].name;
        if (plan->has_lines)
            words = hai_block_printf(block, "%s %s", words, pair_text(block, chord, plan, i));
        group->name = hai_paragraph_new(block, words, &name, 0);
        if (hai_paragraph_size(group->name).width > width)
            group->name = hai_paragraph_new(block, words, &name, width);
        group->figures = text[0] == '\0' ? NULL : hai_paragraph_new(block, text, &figures, 0);
    }
}

static hai_size size_of(const struct group *group)
{
    hai_size size = hai_paragraph_size(group->name);
    if (group->figures == NULL)
        return size;
    hai_size figures = hai_paragraph_size(group->figures);
    return (hai_size){fmax(size.width, figures.width), size.height + figures.height};
}

// --- Around the ring ---

static bool touches(hai_box a, hai_box b)
{
    return a.x < hai_box_right(b) + 4 && b.x < hai_box_right(a) + 4 && a.y < hai_box_bottom(b) &&
           b.y < hai_box_bottom(a);
}

// Beside the middle of its arc, as near as its corners let it.
static hai_box box_beside(const struct plan *plan, const struct group *group, double radius)
{
    double angle = (group->from + group->to) / 2, gap = 0, away = 0;
    hai_box box = {0};
    for (; away < radius + GAP && gap < 200; gap += 3) {
        box = chart_polar_text(plan->centre, radius, angle, gap, size_of(group));
        double x = fmax(fmax(box.x - plan->centre.x, plan->centre.x - hai_box_right(box)), 0);
        double y = fmax(fmax(box.y - plan->centre.y, plan->centre.y - hai_box_bottom(box)), 0);
        away = hypot(x, y);
    }
    return box;
}

// Boxes at a radius; false where they touch each other or leave the plot.
static bool try_radius(struct plan *plan, double radius)
{
    hai_box plot = plan->frame.plot;
    for (int32_t i = 0; i < plan->flows->node_count; i++) {
        struct group *group = &plan->groups[i];
        hai_box box = box_beside(plan, group, radius);
        group->box = box;
        if (box.x < plot.x || hai_box_right(box) > hai_box_right(plot) || box.y < plot.y ||
            hai_box_bottom(box) > hai_box_bottom(plot))
            return false;
        for (int32_t k = 0; k < i; k++)
            if (touches(plan->groups[k].box, box))
                return false;
    }
    return true;
}

static bool plan_around(struct plan *plan)
{
    double whole = fmin(plan->frame.plot.width, plan->frame.plot.height) / 2;
    plan->places = PLACES_AROUND;
    for (double radius = whole; radius > fmax(whole * LEAST_SHARE, LEAST_RADIUS * 0.7);
         radius -= 4) {
        plan->radius = radius;
        if (try_radius(plan, radius))
            return true;
    }
    return false;
}

// --- In columns ---

static bool plan_sides(const hai_block *block, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_box plot = plan->frame.plot;
    int32_t count = plan->flows->node_count;
    plan->sides = hai_block_alloc(block, ((size_t)count + 1) * sizeof *plan->sides);
    for (int32_t i = 0; i < count; i++)
        plan->sides[i] = (struct chart_side_label){
            .first = plan->groups[i].name,
            .second = plan->groups[i].figures,
            .angle = (plan->groups[i].from + plan->groups[i].to) / 2,
            .priority = plan->flows->nodes[i].in + plan->flows->nodes[i].out,
            .colour = hai_theme_colour(theme, "weak")};
    plan->places = PLACES_SIDES;
    plan->radius =
        fmin(plot.height / 2 - RIM, plot.width / 2 - chart_side_width(plan->sides, count));
    if (plan->radius < LEAST_RADIUS)
        return false;
    plan->dropped = chart_side_place(block, plan->sides, count, plot, plan->centre, plan->radius);
    return true;
}

// Words in columns do not press the circle to a small one between blank bands.
static bool is_large(const struct plan *plan)
{
    hai_box plot = plan->frame.plot;
    return plan->radius >= fmin(plot.width, plot.height) / 2 * LEAST_SHARE;
}

// --- Below ---

// With the unit, which the figures leave out: "流出 / 流入(万人)".
static const char *unit_heading(const hai_block *block, const struct chord *chord,
                                const struct plan *plan)
{
    const char *pair = pair_heading(block, chord, plan);
    const char *unit = kit_unit_of(block, &plan->format, chord->chart.unit);
    if (unit[0] == '\0')
        return pair;
    return pair != NULL ? hai_block_printf(block, "%s(%s)", pair, unit)
                        : hai_block_printf(block, "单位:%s", unit);
}

static void plan_legend(const hai_block *block, const struct chord *chord, struct plan *plan,
                        hai_box box)
{
    int32_t count = plan->flows->node_count < MAX_LEGEND ? plan->flows->node_count : MAX_LEGEND;
    const char **names = hai_block_alloc(block, ((size_t)count + 1) * sizeof *names);
    const char **figures = hai_block_alloc(block, ((size_t)count + 1) * sizeof *figures);
    for (int32_t i = 0; i < count; i++) {
        names[i] = plan->flows->nodes[i].name;
        figures[i] = pair_text(block, chord, plan, i);
    }
    bool has_pairs = plan->is_directed && chord->chart.labels != CHART_LABELS_NONE;
    const char *heading = has_pairs ? unit_heading(block, chord, plan) : NULL;
    plan->places = PLACES_LEGEND;
    plan->dropped = plan->flows->node_count - count;
    plan->legend = chart_legend_figures(block, heading, names, figures, plan->styles, count,
                                        CHART_SWATCH_BOX, box.width);
    plan->frame.room.bottom = chart_legend_height(plan->legend) + LEGEND_GAP;
    plan->frame.min_plot_height = fmin(box.width, MOST_CIRCLE);
    chart_frame_plan(block, &plan->frame, box);
}

static void centre_circle(struct plan *plan)
{
    hai_box plot = plan->frame.plot;
    plan->centre = (hai_point){plot.x + plot.width / 2, plot.y + plot.height / 2};
}

static void plan_circle(const hai_block *block, struct plan *plan, hai_box box)
{
    chart_frame_plan(block, &plan->frame, box);
    centre_circle(plan);
}

// The unit above the circle, or at each figure.
static void set_unit_apart(struct plan *plan, const struct chord *chord, bool is_apart)
{
    plan->has_unit_apart = is_apart;
    plan->frame.y = (struct chart_axis){0};
    if (!is_apart)
        return;
    double most = 0;
    for (int32_t i = 0; i < plan->flows->node_count; i++)
        most = fmax(most, plan->flows->nodes[i].in + plan->flows->nodes[i].out);
    plan->frame.y = chart_axis_values(0, most, true, &plan->format, chord->chart.unit);
    plan->frame.y.is_hidden = plan->frame.y.keeps_title = true;
    plan->frame.y.has_grid = false;
}

// Words in columns may leave a circle larger than `least` where the unit is not said at each of
// them.
static bool plan_short_sides(const hai_block *block, const struct chord *chord, struct plan *plan,
                             hai_box box, double least)
{
    set_unit_apart(plan, chord, true);
    plan_circle(block, plan, box);
    write_words(block, chord, plan, "\n", box.width * SIDE_SHARE, true);
    if (plan_sides(block, plan) && plan->dropped == 0 && is_large(plan) && plan->radius > least)
        return true;
    set_unit_apart(plan, chord, false);
    plan_circle(block, plan, box);
    return false;
}

// Many tell their figures after their names, or have names alone. A few keep their figures in a
// legend, below a large circle.
static bool plan_lines(const hai_block *block, const struct chord *chord, struct plan *plan,
                       hai_box box)
{
    plan->has_lines = chord->chart.labels != CHART_LABELS_NONE;
    set_unit_apart(plan, chord, plan->has_lines);
    plan->frame.y.title = plan->has_lines ? pair_heading(block, chord, plan) : NULL;
    plan_circle(block, plan, box);
    write_words(block, chord, plan, "", box.width * SIDE_SHARE, false);
    if (plan->has_lines && plan_sides(block, plan) && plan->dropped == 0 && is_large(plan))
        return true;
    plan->has_lines = false;
    set_unit_apart(plan, chord, false);
    plan_circle(block, plan, box);
    write_words(block, chord, plan, "", box.width * SIDE_SHARE, false);
    return plan_sides(block, plan);
}

void names_plan(const hai_block *block, const struct chord *chord, struct plan *plan, hai_box box)
{
    plan->frame.min_plot_height = chord->chart.height * 0.8;
    if (box.width >= CHORD_NARROW) {
        plan_circle(block, plan, box);
        write_words(block, chord, plan, "\n", box.width * SIDE_SHARE, true);
        if (plan_around(plan))
            return;
        // Figures of two kinds stand below each other, or side by side where that is too high.
        bool fits = plan_sides(block, plan) && plan->dropped == 0 && is_large(plan);
        if (chord->chart.labels != CHART_LABELS_NONE &&
            plan_short_sides(block, chord, plan, box, fits ? plan->radius * 1.1 : 0))
            return;
        write_words(block, chord, plan, "\n", box.width * SIDE_SHARE, true);
        if (fits && plan_sides(block, plan))
            return;
        write_words(block, chord, plan, " ", box.width * SIDE_SHARE, true);
        if (plan_sides(block, plan) && plan->dropped == 0 && is_large(plan))
            return;
        if (plan->flows->node_count > MOST_KEYS && plan_lines(block, chord, plan, box))
            return;
    }
    plan_legend(block, chord, plan, box);
    centre_circle(plan);
    plan->radius = fmin(plan->frame.plot.width, plan->frame.plot.height) / 2;
}

void names_draw(const struct plan *plan, hai_canvas *canvas)
{
    if (plan->places == PLACES_SIDES)
        chart_side_draw(plan->sides, plan->flows->node_count, canvas);
    if (plan->places == PLACES_LEGEND)
        chart_legend_draw(plan->legend, canvas, plan->frame.box.x,
                          hai_box_bottom(plan->frame.plot) + LEGEND_GAP);
    for (int32_t i = 0; plan->places == PLACES_AROUND && i < plan->flows->node_count; i++) {
        const struct group *group = &plan->groups[i];
        double middle = (group->from + group->to) / 2, y = group->box.y;
        const hai_paragraph *lines[] = {group->name, group->figures};
        // Words lean to the ring: left of it they end there, above and below they are centred.
        double lean = fabs(sin(middle)) < 0.2 ? 0.5 : sin(middle) > 0 ? 0 : 1;
        for (size_t k = 0; k < HAI_COUNT(lines); k++) {
            if (lines[k] == NULL)
                continue;
            double free = group->box.width - hai_paragraph_size(lines[k]).width;
            hai_canvas_paragraph(canvas, lines[k], group->box.x + free * lean, y);
            y += kit_height(lines[k]);
        }
    }
}
