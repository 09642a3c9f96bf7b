// SPDX-License-Identifier: MIT
#include <stdlib.h>
#include <string.h>

#include "sankey.h"

#define SWEEPS 24

// --- Layers ---

// The longest path to each node; false where flows go in a circle: nodes on it keep `waits` > 0.
static bool find_layers(const hai_block *block, const struct chart_flows *flows, int32_t *layers,
                        int32_t *waits)
{
    int32_t count = flows->node_count, done = 0, queued = 0;
    int32_t *queue = hai_block_alloc(block, ((size_t)count + 1) * sizeof *queue);
    for (int32_t i = 0; i < flows->link_count; i++)
        waits[flows->links[i].target]++;
    for (int32_t i = 0; i < count; i++)
        if (waits[i] == 0)
            queue[queued++] = i;
    for (; done < queued; done++)
        for (int32_t i = 0; i < flows->link_count; i++) {
            const struct chart_flow *link = &flows->links[i];
            if (link->source != queue[done])
                continue;
            if (layers[link->target] <= layers[link->source])
                layers[link->target] = layers[link->source] + 1;
            if (--waits[link->target] == 0)
                queue[queued++] = link->target;
        }
    return done == count;
}

// A node that waits for ever has a flow into it from another such one: back along these.
static int32_t find_waiting_source(const struct chart_flows *flows, const int32_t *waits,
                                   int32_t target)
{
    for (int32_t i = 0; i < flows->link_count; i++)
        if (flows->links[i].target == target && waits[flows->links[i].source] > 0)
            return flows->links[i].source;
    return target;
}

const char *graph_find_cycle(const hai_block *block, const struct chart_flows *flows)
{
    size_t room = (size_t)flows->node_count + 1;
    int32_t *layers = hai_block_alloc(block, room * sizeof *layers);
    int32_t *waits = hai_block_alloc(block, room * sizeof *waits);
    if (find_layers(block, flows, layers, waits))
        return NULL;
    int32_t at = 0;
    while (waits[at] <= 0)
        at++;
    // After as many steps as there are nodes one is surely on the circle.
    for (int32_t i = 0; i < flows->node_count; i++)
        at = find_waiting_source(flows, waits, at);
    const char *text = flows->nodes[at].name;
    int32_t next = find_waiting_source(flows, waits, at);
    for (int32_t told = 0; next != at && told < 12; told++) {
        text = hai_block_printf(block, "%s→%s", flows->nodes[next].name, text);
        next = find_waiting_source(flows, waits, next);
    }
    return hai_block_printf(block, "%s→%s", flows->nodes[at].name, text);
}

// --- Nodes and pieces ---

static int32_t add_node(struct graph *graph, int32_t number, double value, int32_t layer)
{
    graph->nodes[graph->node_count] =
        (struct node){.number = number, .value = value, .layer = layer};
    return graph->node_count++;
}

static void add_pieces(struct graph *graph, const struct chart_flow *link, int32_t number)
{
    int32_t from = link->source, last = graph->nodes[link->target].layer;
    for (int32_t layer = graph->nodes[from].layer + 1; layer <= last; layer++) {
        int32_t to = layer == last ? link->target : add_node(graph, -1, link->value, layer);
        graph->pieces[graph->piece_count++] =
            (struct piece){.from = from, .to = to, .link = number, .value = link->value};
        from = to;
    }
}

static void fill_layers(const hai_block *block, struct graph *graph)
{
    size_t count = (size_t)graph->layer_count + 1;
    graph->layer_sizes = hai_block_alloc(block, count * sizeof *graph->layer_sizes);
    graph->layers = hai_block_alloc(block, count * sizeof *graph->layers);
    for (int32_t i = 0; i < graph->node_count; i++)
        graph->layer_sizes[graph->nodes[i].layer]++;
    for (int32_t k = 0; k < graph->layer_count; k++) {
        size_t room = (size_t)graph->layer_sizes[k] + 1;
        graph->layers[k] = hai_block_alloc(block, room * sizeof(int32_t));
        graph->layer_sizes[k] = 0;
    }
    for (int32_t i = 0; i < graph->node_count; i++) {
        int32_t layer = graph->nodes[i].layer;
        graph->nodes[i].rank = graph->layer_sizes[layer];
        graph->layers[layer][graph->layer_sizes[layer]++] = i;
    }
}

// --- Order ---

static double crossings(const struct graph *graph)
{
    double all = 0;
    for (int32_t i = 0; i < graph->piece_count; i++)
        for (int32_t k = i + 1; k < graph->piece_count; k++) {
            const struct piece *a = &graph->pieces[i], *b = &graph->pieces[k];
            const struct node *nodes = graph->nodes;
            if (nodes[a->from].layer != nodes[b->from].layer)
                continue;
            int32_t from = nodes[a->from].rank - nodes[b->from].rank;
            int32_t to = nodes[a->to].rank - nodes[b->to].rank;
            if ((from < 0 && to > 0) || (from > 0 && to < 0))
                all += fmin(a->value, b->value);
        }
    return all;
}

struct sorting {
    double pull;
    int32_t node, rank;
};

static int compare_pulls(const void *a, const void *b)
{
    const struct sorting *x = a, *y = b;
    if (x->pull != y->pull)
        return x->pull < y->pull ? -1 : 1;
    return x->rank - y->rank;
}

// Sort a layer by where its neighbours before (or after) it are: the middle of what lies before
// them in their layer, by value.
static void sort_layer(struct graph *graph, int32_t layer, bool is_forward, const double *middles,
                       struct sorting *items)
{
    struct node *nodes = graph->nodes;
    for (int32_t i = 0; i < graph->layer_sizes[layer]; i++) {
        int32_t at = graph->layers[layer][i];
        double sum = 0, weight = 0;
        for (int32_t p = 0; p < graph->piece_count; p++) {
            const struct piece *piece = &graph->pieces[p];
            if ((is_forward ? piece->to : piece->from) != at)
                continue;
            sum += piece->value * middles[is_forward ? piece->from : piece->to];
            weight += piece->value;
        }
        items[i] = (struct sorting){weight > 0 ? sum / weight : middles[at], at, i};
    }
    qsort(items, (size_t)graph->layer_sizes[layer], sizeof *items, compare_pulls);
    for (int32_t i = 0; i < graph->layer_sizes[layer]; i++) {
        graph->layers[layer][i] = items[i].node;
        nodes[items[i].node].rank = i;
    }
}

// The middles of a layer's nodes as shares of the layer.
static void find_middles(const struct graph *graph, int32_t layer, double *middles)
{
    double all = 0, sum = 0;
    for (int32_t i = 0; i < graph->layer_sizes[layer]; i++)
        all += graph->nodes[graph->layers[layer][i]].value;
    for (int32_t i = 0; i < graph->layer_sizes[layer]; i++) {
        int32_t at = graph->layers[layer][i];
        double value = graph->nodes[at].value;
        middles[at] = (sum + value / 2) / all;
        sum += value;
    }
}

static void order_layers(const hai_block *block, struct graph *graph)
{
    size_t room = (size_t)graph->node_count + 1;
    double *middles = hai_block_alloc(block, room * sizeof *middles);
    struct sorting *items = hai_block_alloc(block, room * sizeof *items);
    int32_t *best = hai_block_alloc(block, room * sizeof *best);
    double least = crossings(graph);
    for (int32_t i = 0; i < graph->node_count; i++)
        best[i] = graph->nodes[i].rank;
    for (int32_t k = 0; k < graph->layer_count; k++)
        find_middles(graph, k, middles);
    for (int32_t sweep = 0; sweep < SWEEPS && least > 0; sweep++) {
        bool is_forward = sweep % 2 == 0;
        for (int32_t k = 1; k < graph->layer_count; k++) {
            int32_t layer = is_forward ? k : graph->layer_count - 1 - k;
            sort_layer(graph, layer, is_forward, middles, items);
            find_middles(graph, layer, middles);
        }
        double now = crossings(graph);
        if (now >= least)
            continue;
        least = now;
        for (int32_t i = 0; i < graph->node_count; i++)
            best[i] = graph->nodes[i].rank;
    }
    for (int32_t i = 0; i < graph->node_count; i++) {
        graph->nodes[i].rank = best[i];
        graph->layers[graph->nodes[i].layer][best[i]] = i;
    }
}

struct graph *graph_new(const hai_block *block, const struct chart_flows *flows)
{
    struct graph *graph = hai_block_alloc(block, sizeof *graph);
    size_t room = (size_t)flows->node_count + 1;
    int32_t *layers = hai_block_alloc(block, room * sizeof *layers);
    int32_t *waits = hai_block_alloc(block, room * sizeof *waits);
    if (!find_layers(block, flows, layers, waits))
        memset(layers, 0, room * sizeof *layers); // was refused already
    for (int32_t i = 0; i < flows->node_count; i++)
        graph->layer_count = layers[i] >= graph->layer_count ? layers[i] + 1 : graph->layer_count;
    size_t pieces = (size_t)flows->link_count * (size_t)graph->layer_count + 1;
    graph->nodes = hai_block_alloc(block, (room + pieces) * sizeof *graph->nodes);
    graph->pieces = hai_block_alloc(block, pieces * sizeof *graph->pieces);
    for (int32_t i = 0; i < flows->node_count; i++) {
        const struct chart_flow_node *node = &flows->nodes[i];
        bool is_end = !(node->out > 0);
        (void)add_node(graph, i, fmax(node->in, node->out),
                       is_end ? graph->layer_count - 1 : layers[i]);
    }
    for (int32_t i = 0; i < flows->link_count; i++)
        add_pieces(graph, &flows->links[i], i);
    fill_layers(block, graph);
    order_layers(block, graph);
    return graph;
}
