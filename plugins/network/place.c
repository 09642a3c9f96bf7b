// SPDX-License-Identifier: MIT
#include <math.h>

#include "network.h"
#include "visual-kit/surface.h"

#define GAP 20.0
#define LEAST_RADIUS 26.0 // of discs with a mark; those without are smaller
#define MOST_RADIUS 44.0
#define ROUNDS 300
#define LEAST_WIDTH 300.0
#define KEY_GAP 28.0
#define KEY_LINE 40.0
#define MOST_CROWD 2.0 // as much of the square of the width
#define CROWD 2.6      // the area, in parts of what nodes take

hai_box node_box(const struct node *node)
{
    return (hai_box){node->x - node->size.width / 2, node->y - node->radius, node->size.width,
                     node->size.height};
}

// --- Sizes ---

static void size_nodes(const hai_block *block, struct graph *graph, double width)
{
    const hai_theme *theme = hai_block_theme(block);
    double most_value = 0, most_degree = 1;
    for (int32_t i = 0; i < graph->count; i++) {
        const struct node *node = &graph->nodes[i];
        if (isfinite(node->value))
            most_value = fmax(most_value, node->value);
        most_degree = fmax(most_degree, node->degree);
    }
    double measure = fmin(208, width * 0.34);
    for (int32_t i = 0; i < graph->count; i++) {
        struct node *node = &graph->nodes[i];
        double part = most_value > 0 ? fmax(isfinite(node->value) ? node->value : 0, 0) / most_value
                                     : node->degree / most_degree;
        double size = LEAST_RADIUS + (MOST_RADIUS - LEAST_RADIUS) * sqrt(part);
        node->radius = kit_has_mark(&node->item) ? size : size * 0.6;
        bool is_main = part >= 1;
        hai_text_style style = kit_type(theme, "label", "ink", HAI_TEXT_TITLE_CENTRE);
        style.weight = is_main ? 700 : style.weight;
        const char *text = node->item.title;
        if (node->item.value != NULL)
            text = hai_block_printf(block, "%s%s%s%s", text == NULL ? "" : text,
                                    text == NULL ? "" : "\n", node->item.value,
                                    node->item.unit == NULL ? "" : node->item.unit);
        node->text = text == NULL ? NULL : hai_paragraph_new(block, text, &style, measure);
        double wide = node->text == NULL ? 0 : hai_paragraph_size(node->text).width;
        node->size.width = fmax(wide + 2 * NETWORK_TEXT_SIDE, 2 * node->radius);
        node->size.height =
            2 * node->radius + kit_height(node->text) + (node->text == NULL ? 0 : NETWORK_TEXT_GAP);
    }
}

// Names of groups in lines above.
static bool place_key(const hai_block *block, struct graph *graph, double width)
{
    double x = 0, y = 0;
    hai_text_style style = kit_type(hai_block_theme(block), "label", "ink", HAI_TEXT_LEFT);
    if (graph->group_count < 2)
        return true;
    for (int32_t i = 0; i < graph->group_count; i++) {
        struct group *group = &graph->groups[i];
        group->text = hai_paragraph_new(block, group->name, &style, 0);
        double wide = NETWORK_DOT + 10 + hai_paragraph_size(group->text).width;
        if (wide > width)
            return false;
        if (x > 0 && x + wide > width) {
            x = 0;
            y += KEY_LINE;
        }
        group->x = x;
        group->y = y;
        x += wide + 32;
    }
    graph->top = y + KEY_LINE + KEY_GAP;
    return true;
}

// --- Positions ---

// From where the forces left them into the width, as high as they need.
static void scale(struct graph *graph, double width)
{
    double left = INFINITY, right = -INFINITY, top = INFINITY, low = -INFINITY;
    double area = 0, widest = 0;
    for (int32_t i = 0; i < graph->count; i++) {
        const struct node *node = &graph->nodes[i];
        left = fmin(left, node->x);
        right = fmax(right, node->x);
        top = fmin(top, node->y);
        low = fmax(low, node->y);
        widest = fmax(widest, node->size.width);
        area += (node->size.width + GAP) * (node->size.height + GAP);
    }
    double wide = right - left, high = low - top, room = fmax(width - widest, 1);
    double across = wide > 1e-6 ? fmin(room / wide, 224) : 0;
    double down = across;
    double wanted = fmin(fmax(high * across, CROWD * area / width), width * 0.64);
    wanted = fmax(wanted, 1.3 * area / width);
    if (high > 0.2)
        down = wanted / high;
    for (int32_t i = 0; i < graph->count; i++) {
        struct node *node = &graph->nodes[i];
        node->x = width / 2 + (node->x - (left + right) / 2) * across;
        node->y = (node->y - top) * down;
    }
}

// Where nodes pile up in a narrow box nobody sees which link is whose.
static bool is_crowded(const struct graph *graph, double width)
{
    double area = 0;
    for (int32_t i = 0; i < graph->count; i++) {
        const struct node *node = &graph->nodes[i];
        area += (node->size.width + GAP) * (node->size.height + GAP);
    }
    return graph->count > 6 && CROWD * area > MOST_CROWD * width * width;
}

static double overlap(double a, double a_size, double b, double b_size)
{
    return fmin(a + a_size, b + b_size) - fmax(a, b) + GAP;
}

// Two that overlap are pushed apart, the way that is shorter.
static bool push(struct node *a, struct node *b)
{
    hai_box first = node_box(a), second = node_box(b);
    double x = overlap(first.x, first.width, second.x, second.width);
    double y = overlap(first.y, first.height, second.y, second.height);
    if (x <= 0.01 || y <= 0.01)
        return false;
    if (x < y) {
        double way = first.x + first.width / 2 <= second.x + second.width / 2 ? -1 : 1;
        a->x += way * x / 2;
        b->x -= way * x / 2;
    } else {
        double way = first.y + first.height / 2 <= second.y + second.height / 2 ? -1 : 1;
        a->y += way * y / 2;
        b->y -= way * y / 2;
    }
    return true;
}

static void keep_inside(struct node *node, double width)
{
    double half = node->size.width / 2;
    node->x = fmin(fmax(node->x, half), width - half);
}

// What the pushing did not settle: from the top down, each below what is in its way.
static void sweep(struct graph *graph)
{
    bool is_placed[NETWORK_MAX_NODES] = {false};
    for (int32_t done = 0; done < graph->count; done++) {
        int32_t next = -1;
        for (int32_t i = 0; i < graph->count; i++) {
            if (!is_placed[i] && (next < 0 || graph->nodes[i].y - graph->nodes[i].radius <
                                                  graph->nodes[next].y - graph->nodes[next].radius))
                next = i;
        }
        struct node *node = &graph->nodes[next];
        for (int32_t tries = 0; tries < graph->count; tries++) {
            bool is_moved = false;
            for (int32_t i = 0; i < graph->count; i++) {
                hai_box mine = node_box(node), other = node_box(&graph->nodes[i]);
                if (!is_placed[i] || overlap(mine.x, mine.width, other.x, other.width) <= 0.02 ||
                    overlap(mine.y, mine.height, other.y, other.height) <= 0.02)
                    continue;
                node->y = hai_box_bottom(other) + GAP + node->radius;
                is_moved = true;
            }
            if (!is_moved)
                break;
        }
        is_placed[next] = true;
    }
}

static void part_nodes(struct graph *graph, double width)
{
    for (int round = 0; round < ROUNDS; round++) {
        bool is_moved = false;
        for (int32_t i = 0; i < graph->count; i++) {
            for (int32_t j = i + 1; j < graph->count; j++)
                is_moved = push(&graph->nodes[i], &graph->nodes[j]) || is_moved;
        }
        for (int32_t i = 0; i < graph->count; i++)
            keep_inside(&graph->nodes[i], width);
        if (!is_moved)
            break;
    }
    sweep(graph);
    double top = INFINITY, low = -INFINITY;
    for (int32_t i = 0; i < graph->count; i++) {
        hai_box box = node_box(&graph->nodes[i]);
        top = fmin(top, box.y);
        low = fmax(low, hai_box_bottom(box));
    }
    for (int32_t i = 0; i < graph->count; i++)
        graph->nodes[i].y += graph->top - top;
    graph->height = graph->top + low - top;
}

bool graph_place(const hai_block *block, struct graph *graph, double width)
{
    if (width < LEAST_WIDTH || !place_key(block, graph, width))
        return false;
    size_nodes(block, graph, width);
    if (is_crowded(graph, width))
        return false;
    scale(graph, width);
    for (int32_t i = 0; i < graph->count; i++) {
        if (graph->nodes[i].size.width > width)
            return false;
        keep_inside(&graph->nodes[i], width);
    }
    part_nodes(graph, width);
    return true;
}
