// SPDX-License-Identifier: MIT
#include <math.h>

#include "network.h"
#include "visual-kit/surface.h"

#define STEPS 200
#define PROBES 28
#define CLEAR 6.0 // from a link to what it goes round
#define TOUCH 4.0 // from its end to a disc

// --- Curves ---

static void whole_curve(const struct graph *graph, const struct link *link, double bend,
                        hai_point curve[3])
{
    const struct node *from = &graph->nodes[link->from], *to = &graph->nodes[link->to];
    double length = fmax(hypot(to->x - from->x, to->y - from->y), 1);
    double x = (to->x - from->x) / length, y = (to->y - from->y) / length;
    curve[0] = (hai_point){from->x, from->y};
    curve[1] =
        (hai_point){(from->x + to->x) / 2 - 2 * bend * y, (from->y + to->y) / 2 + 2 * bend * x};
    curve[2] = (hai_point){to->x, to->y};
}

// The blossom of the curve: with s = t its point at t, else what a part from s to t is drawn
// towards.
static hai_point blossom(const hai_point curve[3], double s, double t)
{
    double a = (1 - s) * (1 - t), b = (1 - s) * t + s * (1 - t), c = s * t;
    return (hai_point){a * curve[0].x + b * curve[1].x + c * curve[2].x,
                       a * curve[0].y + b * curve[1].y + c * curve[2].y};
}

void link_curve(const struct graph *graph, const struct link *link, hai_point curve[3])
{
    hai_point whole[3];
    whole_curve(graph, link, link->bend, whole);
    curve[0] = blossom(whole, link->start, link->start);
    curve[1] = blossom(whole, link->start, link->stop);
    curve[2] = blossom(whole, link->stop, link->stop);
}

// --- Ways ---

static bool is_on(const struct node *node, hai_point at, double clear)
{
    double x = at.x - node->x, y = at.y - node->y;
    double reach = node->radius + clear;
    if (x * x + y * y < reach * reach)
        return true;
    if (node->text == NULL)
        return false;
    hai_size size = hai_paragraph_size(node->text);
    return fabs(x) < size.width / 2 + NETWORK_TEXT_SIDE && y > node->radius &&
           y < node->radius + NETWORK_TEXT_GAP + size.height + 2;
}

// How much of a link lies on nodes that are not its ends.
static int32_t count_hits(const struct graph *graph, const struct link *link, double bend,
                          double width)
{
    int32_t hits = 0;
    hai_point curve[3];
    whole_curve(graph, link, bend, curve);
    for (int32_t step = 1; step < PROBES; step++) {
        double t = (double)step / PROBES;
        hai_point at = blossom(curve, t, t);
        if (at.x < 4 || at.x > width - 4 || at.y < graph->top + 4 || at.y > graph->height - 4)
            return INT32_MAX;
        for (int32_t i = 0; i < graph->count; i++)
            hits += i != link->from && i != link->to && is_on(&graph->nodes[i], at, CLEAR);
    }
    return hits;
}

static void bend_link(struct graph *graph, struct link *link, double width)
{
    static const double bends[] = {0.1, -0.1, 0.2, -0.2, 0.32, -0.32};
    const struct node *from = &graph->nodes[link->from], *to = &graph->nodes[link->to];
    double length = hypot(to->x - from->x, to->y - from->y);
    int32_t least = count_hits(graph, link, 0, width);
    link->bend = 0;
    for (size_t i = 0; i < HAI_COUNT(bends) && least > 0; i++) {
        int32_t hits = count_hits(graph, link, bends[i] * length, width);
        if (hits >= least)
            continue;
        least = hits;
        link->bend = bends[i] * length;
    }
}

static void cut_ends(struct graph *graph, struct link *link)
{
    hai_point curve[3];
    whole_curve(graph, link, link->bend, curve);
    int32_t first = 0, last = STEPS;
    for (int32_t i = 0; i <= STEPS; i++) {
        double t = (double)i / STEPS;
        if (is_on(&graph->nodes[link->from], blossom(curve, t, t), TOUCH))
            first = i;
        t = 1 - t;
        if (is_on(&graph->nodes[link->to], blossom(curve, t, t), TOUCH))
            last = STEPS - i;
    }
    link->start = fmin((first + 1.0) / STEPS, 1);
    link->stop = fmax((last - 1.0) / STEPS, 0);
}

// --- Words ---

static bool is_apart(hai_box a, hai_box b)
{
    return a.x >= hai_box_right(b) + 4 || b.x >= hai_box_right(a) + 4 ||
           a.y >= hai_box_bottom(b) + 4 || b.y >= hai_box_bottom(a) + 4;
}

static bool is_free(const struct graph *graph, int32_t before, hai_box box, double width)
{
    if (box.x < 0 || hai_box_right(box) > width || box.y < graph->top ||
        hai_box_bottom(box) > graph->height)
        return false;
    for (int32_t i = 0; i < graph->count; i++) {
        if (!is_apart(box, node_box(&graph->nodes[i])))
            return false;
    }
    for (int32_t i = 0; i < before; i++) {
        if (graph->links[i].text != NULL && !is_apart(box, graph->links[i].box))
            return false;
    }
    return true;
}

// On the line, or beside it where it is too short; false where neither is free.
static bool find_label(const struct graph *graph, int32_t index, hai_size size, double width,
                       hai_box *found)
{
    static const double parts[] = {0.5, 0.42, 0.58, 0.34, 0.66};
    static const double sides[] = {0, -1, 1};
    hai_point curve[3];
    link_curve(graph, &graph->links[index], curve);
    double length = hypot(curve[2].x - curve[0].x, curve[2].y - curve[0].y);
    if (length < 1 || graph->links[index].stop <= graph->links[index].start)
        return false;
    double x = (curve[2].x - curve[0].x) / length, y = (curve[2].y - curve[0].y) / length;
    double along =
        fmin(size.width / 2 / fmax(fabs(x), 1e-9), size.height / 2 / fmax(fabs(y), 1e-9));
    double away = fabs(y) * size.width / 2 + fabs(x) * size.height / 2 + 4;
    for (size_t i = 0; i < HAI_COUNT(sides) * HAI_COUNT(parts); i++) {
        double side = sides[i / HAI_COUNT(parts)], part = parts[i % HAI_COUNT(parts)];
        double rest = length - NETWORK_TIP; // the tip stays in sight
        if (side == 0 && (part * rest - along < 8 || part * rest + along > rest - 4))
            continue;
        hai_point at = blossom(curve, part * rest / length, part * rest / length);
        *found = (hai_box){at.x - y * side * away - size.width / 2,
                           at.y + x * side * away - size.height / 2, size.width, size.height};
        if (is_free(graph, index, *found, width))
            return true;
    }
    return false;
}

static void place_label(const hai_block *block, struct graph *graph, int32_t index, double width)
{
    struct link *link = &graph->links[index];
    link->text = NULL;
    if (link->label == NULL)
        return;
    hai_text_style style = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_CENTRE);
    const hai_paragraph *text = hai_paragraph_new(block, link->label, &style, 0);
    hai_size size = hai_paragraph_size(text);
    size.width += 12;
    if (find_label(graph, index, size, width, &link->box))
        link->text = text;
    else
        hai_block_warn(block, "label", "layout.label", "give it more width, or shorten the words",
                       "\"%s\" has no room on its link, and is left out", link->label);
}

void graph_route(const hai_block *block, struct graph *graph, double width)
{
    for (int32_t i = 0; i < graph->link_count; i++) {
        bend_link(graph, &graph->links[i], width);
        cut_ends(graph, &graph->links[i]);
    }
    for (int32_t i = 0; i < graph->link_count; i++)
        place_label(block, graph, i, width);
}
