// SPDX-License-Identifier: MIT
//
// Widths and positions across. In each layer, in turn from above and from below, vertices go to the
// mean of what they are linked to, as near as the room between neighbours lets them: with the room
// taken off this is isotonic regression, solved by pooling adjacent violators (Ayer and others,
// 1955); bounds are kept by cutting its solution off at them.
#include <math.h>

#include "flow.h"

#define GAP 36.0
#define PASS 28.0       // width of a vertex that a long link passes
#define PASS_WEIGHT 3.0 // long links are straight rather than steps in the middle
#define ROUNDS 14
#define MOST 360.0
#define LEAST 116.0
#define LANE 36.0 // of a link that goes back, without its label
#define LABEL_MOST 108.0
#define AXIS_REACH 90.0

static double gap_of(const struct graph *graph)
{
    return graph->width < 500 ? 20 : GAP;
}

// --- Links that go back ---

static double lane_width(const hai_block *block, struct link *link)
{
    if (link->label == NULL)
        return LANE;
    hai_text_style style = hai_theme_type(hai_block_theme(block), "caption");
    style.align = HAI_TEXT_LEFT;
    link->text = hai_paragraph_new(block, link->label, &style, 0);
    if (hai_paragraph_size(link->text).width > LABEL_MOST)
        link->text = hai_paragraph_new(block, link->label, &style, LABEL_MOST);
    return LANE + 12 + hai_paragraph_size(link->text).width;
}

static bool is_end(const struct graph *graph, int32_t at, bool is_left)
{
    const struct vertex *vertex = &graph->vertices[at];
    return is_left ? vertex->order == 0 : vertex->order == graph->sizes[vertex->layer] - 1;
}

// At the right, or at the left where that alone has nothing in the way.
static void choose_side(const struct graph *graph, struct link *link)
{
    bool is_right = is_end(graph, link->from, false) && is_end(graph, link->to, false);
    link->is_left = !is_right && is_end(graph, link->from, true) && is_end(graph, link->to, true);
    link->span =
        fabs((double)(graph->vertices[link->from].layer - graph->vertices[link->to].layer));
}

// Lanes of one side, the shortest way innermost. Returns the room that all take.
static double plan_lanes(const hai_block *block, struct graph *graph, bool is_left)
{
    double room = 0;
    for (int32_t i = 0; i < graph->link_count; i++)
        choose_side(graph, &graph->links[i]);
    for (int32_t span = 0; span <= graph->layer_count; span++) {
        for (int32_t i = 0; i < graph->link_count; i++) {
            struct link *link = &graph->links[i];
            if (!link->is_back || link->is_left != is_left || link->span < span ||
                link->span >= span + 1)
                continue;
            link->lane = room + LANE - 8; // from where steps end; the label stands beyond it
            room += lane_width(block, link);
        }
    }
    return room;
}

// --- Widths ---

// As wide as the fullest layer lets them be, all alike. False where that is too little.
static bool plan_widths(struct graph *graph)
{
    double gap = gap_of(graph), most = MOST;
    double room = graph->right - graph->left;
    for (int32_t i = 0; i < graph->layer_count; i++) {
        int32_t steps = 0;
        for (int32_t j = 0; j < graph->sizes[i]; j++)
            steps += graph->vertices[graph->layers[i][j]].is_passed ? 0 : 1;
        double taken = (graph->sizes[i] - steps) * PASS + (graph->sizes[i] - 1) * gap;
        if (steps > 0)
            most = fmin(most, (room - taken) / steps);
    }
    for (int32_t i = 0; i < graph->count; i++)
        graph->vertices[i].width = graph->vertices[i].is_passed ? PASS : most;
    return most >= LEAST;
}

// --- Positions ---

struct pool {
    double sum, weight;
    int32_t count;
};

// The room that stands between the middles of a vertex and the one before it.
static double separation(const struct graph *graph, int32_t layer, int32_t at)
{
    const struct vertex *a = &graph->vertices[graph->layers[layer][at - 1]];
    const struct vertex *b = &graph->vertices[graph->layers[layer][at]];
    return (a->width + b->width) / 2 + gap_of(graph);
}

static double wanted_x(const struct graph *graph, int32_t at, int32_t direction)
{
    double sum = 0, weight = 0;
    for (int32_t i = 0; i < graph->piece_count; i++) {
        const struct piece *piece = &graph->pieces[i];
        bool is_above = piece->to == at && direction >= 0;
        bool is_below = piece->from == at && direction <= 0;
        if (!is_above && !is_below)
            continue;
        int32_t other = is_above ? piece->from : piece->to;
        double pull =
            graph->vertices[other].is_passed && graph->vertices[at].is_passed ? PASS_WEIGHT : 1;
        sum += pull * graph->vertices[other].x;
        weight += pull;
    }
    return weight > 0 ? sum / weight : graph->vertices[at].x;
}

// direction 1: by what is above, -1: by what is below, 0: by both.
static void place_layer(struct graph *graph, int32_t layer, int32_t direction, struct pool *pools)
{
    int32_t size = graph->sizes[layer], pool_count = 0;
    const int32_t *vertices = graph->layers[layer];
    double shift = 0;
    if (size == 0)
        return;
    for (int32_t i = 0; i < size; i++) {
        const struct vertex *vertex = &graph->vertices[vertices[i]];
        shift += i > 0 ? separation(graph, layer, i) : 0;
        double weight = vertex->is_passed ? PASS_WEIGHT : 1;
        double wanted = wanted_x(graph, vertices[i], direction) - shift;
        pools[pool_count++] = (struct pool){wanted * weight, weight, 1};
        while (pool_count > 1 && pools[pool_count - 2].sum / pools[pool_count - 2].weight >
                                     pools[pool_count - 1].sum / pools[pool_count - 1].weight) {
            pool_count--;
            pools[pool_count - 1].sum += pools[pool_count].sum;
            pools[pool_count - 1].weight += pools[pool_count].weight;
            pools[pool_count - 1].count += pools[pool_count].count;
        }
    }
    double low = graph->left + graph->vertices[vertices[0]].width / 2;
    double high = graph->right - graph->vertices[vertices[size - 1]].width / 2 - shift;
    shift = 0;
    for (int32_t i = 0, pool = 0, left = pools[0].count; i < size; i++) {
        if (left == 0)
            left = pools[++pool].count;
        left--;
        shift += i > 0 ? separation(graph, layer, i) : 0;
        double x = pools[pool].sum / pools[pool].weight;
        graph->vertices[vertices[i]].x = fmax(low, fmin(x, high)) + shift;
    }
}

static void place_all(const hai_block *block, struct graph *graph)
{
    struct pool *pools = hai_block_alloc(block, ((size_t)graph->count + 1) * sizeof *pools);
    for (int32_t i = 0; i < graph->layer_count; i++) { // each packed in the middle
        double x = 0;
        for (int32_t j = 0; j < graph->sizes[i]; j++) {
            x += j > 0 ? separation(graph, i, j) : 0;
            graph->vertices[graph->layers[i][j]].x = x;
        }
        for (int32_t j = 0; j < graph->sizes[i]; j++)
            graph->vertices[graph->layers[i][j]].x += (graph->left + graph->right) / 2 - x / 2;
    }
    for (int32_t round = 0; round < ROUNDS; round++) {
        for (int32_t i = 0; i < graph->layer_count; i++)
            place_layer(graph, i, round < ROUNDS - 3 ? 1 : 0, pools);
        for (int32_t i = graph->layer_count; i-- > 0;)
            place_layer(graph, i, round < ROUNDS - 3 ? -1 : 0, pools);
    }
}

// Layers that stand alone share one axis, and others that nearly do stand in the middle of it.
static void share_axis(struct graph *graph)
{
    double sum = 0;
    int32_t count = 0;
    for (int32_t i = 0; i < graph->layer_count; i++) {
        if (graph->sizes[i] != 1)
            continue;
        sum += graph->vertices[graph->layers[i][0]].x;
        count++;
    }
    double axis = count > 0 ? sum / count : (graph->left + graph->right) / 2;
    for (int32_t i = 0; i < graph->layer_count; i++) {
        const struct vertex *first = &graph->vertices[graph->layers[i][0]];
        const struct vertex *last = &graph->vertices[graph->layers[i][graph->sizes[i] - 1]];
        double low = first->x - first->width / 2, high = last->x + last->width / 2;
        double by = axis - (low + high) / 2;
        bool is_plain = fabs(by) < AXIS_REACH && low + by >= graph->left - 0.5 &&
                        high + by <= graph->right + 0.5;
        for (int32_t j = 0; j < graph->sizes[i]; j++)
            is_plain = is_plain && !graph->vertices[graph->layers[i][j]].is_passed;
        for (int32_t j = 0; j < graph->sizes[i] && is_plain; j++)
            graph->vertices[graph->layers[i][j]].x += by;
    }
}

// What all take, lanes and labels included, stands in the middle of the width.
static void centre_all(struct graph *graph)
{
    double low = INFINITY, high = -INFINITY;
    for (int32_t i = 0; i < graph->count; i++) {
        low = fmin(low, graph->vertices[i].x - graph->vertices[i].width / 2);
        high = fmax(high, graph->vertices[i].x + graph->vertices[i].width / 2);
    }
    double before = graph->left, after = graph->width - graph->right;
    double by = (graph->width - (high + after) - (low - before)) / 2;
    for (int32_t i = 0; i < graph->count; i++)
        graph->vertices[i].x += by;
    graph->left = low + by;
    graph->right = high + by;
}

void graph_place(const hai_block *block, struct graph *graph, double width)
{
    graph->width = width;
    graph->left = plan_lanes(block, graph, true);
    graph->right = width - plan_lanes(block, graph, false);
    if (!plan_widths(graph)) {
        graph->is_list = true;
        return;
    }
    place_all(block, graph);
    share_axis(graph);
    centre_all(graph);
    for (int32_t i = 0; i < graph->link_count; i++) {
        struct link *link = &graph->links[i];
        link->lane = link->is_left ? graph->left - link->lane : graph->right + link->lane;
    }
}
