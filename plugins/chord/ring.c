// SPDX-License-Identifier: MIT
#include <stdlib.h>

#include "chord.h"

#define GAP 0.035 // between groups, radians
#define FOOT_GAP 5.0
#define HEAD 14.0      // of the arrow at the end of a flow
#define HEAD_STEP 0.06 // radians, of its sides
#define RIBBON_ALPHA 0.62
#define PALER 0.3

// --- Angles ---

struct end {
    int32_t ribbon;
    bool is_source;
    int32_t steps; // backwards along the ring to the group at the other end
    int32_t turn;  // of two flows between the same groups
    double value;
};

static int compare_ends(const void *a, const void *b)
{
    const struct end *x = a, *y = b;
    if (x->steps != y->steps)
        return x->steps - y->steps;
    if (x->turn != y->turn)
        return x->turn - y->turn;
    return x->ribbon != y->ribbon ? x->ribbon - y->ribbon : x->is_source - y->is_source;
}

static struct end end_of(const struct plan *plan, int32_t ribbon, bool is_source)
{
    const struct chart_flow *flow = &plan->flows->links[plan->ribbons[ribbon].link];
    int32_t count = plan->flows->node_count;
    int32_t here = is_source ? flow->source : flow->target;
    int32_t there = is_source ? flow->target : flow->source;
    bool is_upward = flow->source < flow->target;
    return (struct end){.ribbon = ribbon,
                        .is_source = is_source,
                        .steps = (here - there + count) % count,
                        // At one end the first is where at the other end the last is.
                        .turn = (here < there) == is_upward ? 0 : 1,
                        .value = flow->value};
}

static void place_feet(const hai_block *block, struct plan *plan, double scale)
{
    int32_t links = plan->flows->link_count;
    struct end *ends = hai_block_alloc(block, ((size_t)links * 2 + 1) * sizeof *ends);
    for (int32_t g = 0; g < plan->flows->node_count; g++) {
        int32_t count = 0;
        for (int32_t i = 0; i < links; i++) {
            const struct chart_flow *flow = &plan->flows->links[plan->ribbons[i].link];
            if (flow->source == g)
                ends[count++] = end_of(plan, i, true);
            if (flow->target == g)
                ends[count++] = end_of(plan, i, false);
        }
        qsort(ends, (size_t)count, sizeof *ends, compare_ends);
        double at = plan->groups[g].from;
        for (int32_t i = 0; i < count; i++) {
            struct ribbon *ribbon = &plan->ribbons[ends[i].ribbon];
            struct foot foot = {at, at + ends[i].value * scale};
            *(ends[i].is_source ? &ribbon->source : &ribbon->target) = foot;
            at = foot.to;
        }
    }
}

static int compare_ribbons(const void *a, const void *b)
{
    const struct chart_flow *x = *(const struct chart_flow *const *)a;
    const struct chart_flow *y = *(const struct chart_flow *const *)b;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return (x > y) - (x < y);
}

void ring_plan(const hai_block *block, struct plan *plan)
{
    const struct chart_flows *flows = plan->flows;
    int32_t count = flows->node_count;
    plan->groups = hai_block_alloc(block, ((size_t)count + 1) * sizeof *plan->groups);
    plan->ribbons = hai_block_alloc(block, ((size_t)flows->link_count + 1) * sizeof *plan->ribbons);
    const struct chart_flow **order =
        hai_block_alloc(block, ((size_t)flows->link_count + 1) * sizeof *order);
    double all = 0;
    for (int32_t i = 0; i < flows->link_count; i++)
        order[i] = &flows->links[i];
    qsort(order, (size_t)flows->link_count, sizeof *order, compare_ribbons);
    for (int32_t i = 0; i < flows->link_count; i++)
        plan->ribbons[i].link = (int32_t)(order[i] - flows->links);
    for (int32_t i = 0; i < count; i++)
        all += flows->nodes[i].in + flows->nodes[i].out;
    double gap = count > 1 ? fmin(GAP, CHART_PI / 2 / count) : 0;
    double scale = (2 * CHART_PI - gap * count) / all, at = gap / 2;
    for (int32_t i = 0; i < count; i++) {
        plan->groups[i].from = at;
        plan->groups[i].to = at + (flows->nodes[i].in + flows->nodes[i].out) * scale;
        at = plan->groups[i].to + gap;
    }
    place_feet(block, plan, scale);
}

// --- Ribbons ---

// From a point of the circle to another, bent towards the centre: those far apart go through it,
// neighbours keep to the rim.
static void bend(hai_canvas *canvas, hai_point centre, hai_point from, hai_point to, double apart)
{
    double keep = 0.04 + 0.84 * exp(-1.5 * apart);
    hai_point a = {centre.x + (from.x - centre.x) * keep, centre.y + (from.y - centre.y) * keep};
    hai_point b = {centre.x + (to.x - centre.x) * keep, centre.y + (to.y - centre.y) * keep};
    hai_canvas_curve_to(canvas, a.x, a.y, b.x, b.y, to.x, to.y);
}

static double apart(double a, double b)
{
    return fabs(remainder(a - b, 2 * CHART_PI));
}

// The end of a flow: an arrow head whose sides follow the ring, however wide the foot is.
static void head_path(const struct plan *plan, const struct foot *foot, double radius, double head,
                      hai_canvas *canvas)
{
    double span = foot->to - foot->from;
    int32_t steps = 2 * (int32_t)ceil(span / 2 / HEAD_STEP);
    steps = steps < 2 ? 2 : steps;
    for (int32_t i = 1; i <= steps; i++) {
        double share = (double)i / steps;
        double at = radius - head * fabs(2 * share - 1);
        hai_point point = chart_polar_point(plan->centre, at, foot->from + span * share);
        hai_canvas_line_to(canvas, point.x, point.y);
    }
}

static void ribbon_path(const struct plan *plan, const struct ribbon *ribbon, hai_canvas *canvas)
{
    hai_point centre = plan->centre;
    double radius = fmax(plan->radius - RING - FOOT_GAP, 1);
    double head = plan->is_directed ? fmin(HEAD, radius * 0.2) : 0;
    const struct foot *a = &ribbon->source, *b = &ribbon->target;
    hai_point start = chart_polar_point(centre, radius, a->from);
    hai_point first = chart_polar_point(centre, radius - head, b->from);
    hai_point last = chart_polar_point(centre, radius - head, b->to);
    hai_canvas_move_to(canvas, start.x, start.y);
    chart_arc_path(canvas, centre, radius, a->from, a->to);
    bend(canvas, centre, chart_polar_point(centre, radius, a->to), first, apart(a->to, b->from));
    if (plan->is_directed)
        head_path(plan, b, radius, head, canvas);
    else
        chart_arc_path(canvas, centre, radius, b->from, b->to);
    bend(canvas, centre, last, start, apart(b->to, a->from));
    hai_canvas_close(canvas);
}

// A flow has the colour of where it comes from; without direction, that of the larger group. What
// flows into a group that stands out does so, too, a little paler than what flows out of it.
static struct chart_style ribbon_style(const struct plan *plan, const struct ribbon *ribbon,
                                       hai_colour surface)
{
    const struct chart_flow *flow = &plan->flows->links[ribbon->link];
    const struct chart_style *a = &plan->styles[flow->source], *b = &plan->styles[flow->target];
    const struct chart_flow_node *nodes = plan->flows->nodes;
    double source = nodes[flow->source].in + nodes[flow->source].out;
    double target = nodes[flow->target].in + nodes[flow->target].out;
    if (plan->is_directed && b->is_highlit && !a->is_highlit) {
        struct chart_style style = *b;
        style.colour = hai_colour_mix(style.colour, surface, PALER);
        return style;
    }
    if (plan->is_directed)
        return *a;
    if (a->is_highlit != b->is_highlit)
        return a->is_highlit ? *a : *b;
    return source >= target ? *a : *b;
}

void ring_draw(const hai_block *block, const struct chord *chord, const struct plan *plan,
               hai_canvas *canvas)
{
    hai_colour surface = hai_theme_colour(hai_block_theme(block), "surface");
    hai_colour rim = hai_colour_fade(surface, 0.9);
    // What matters is drawn over the rest, small flows over large ones.
    for (int32_t pass = 0; pass < 2; pass++)
        for (int32_t i = 0; i < plan->flows->link_count; i++) {
            struct chart_style style = ribbon_style(plan, &plan->ribbons[i], surface);
            if (style.is_highlit != (pass == 1))
                continue;
            ribbon_path(plan, &plan->ribbons[i], canvas);
            hai_canvas_fill(canvas, hai_paint_colour(hai_colour_fade(style.colour, RIBBON_ALPHA)));
            if (plan->flows->link_count > 120)
                continue;
            ribbon_path(plan, &plan->ribbons[i], canvas);
            hai_canvas_stroke(canvas, hai_stroke_width(1), hai_paint_colour(rim));
        }
    for (int32_t i = 0; i < plan->flows->node_count; i++) {
        struct chart_style style = plan->styles[i];
        if (!chord->chart.decals)
            style.decal = CHART_DECAL_NONE;
        chart_fill_sector(canvas, plan->centre, fmax(plan->radius - RING, 1), plan->radius,
                          plan->groups[i].from, plan->groups[i].to, &style);
    }
}
