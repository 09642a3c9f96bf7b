// SPDX-License-Identifier: MIT
//
// The order of each layer: by barycentres, sweeping down and up, then by exchanging neighbours
// where that saves crossings (Gansner, Koutsofios, North, Vo, "A technique for drawing directed
// graphs", 1993).
#include <string.h>

#include "flow.h"

#define SWEEPS 12

static int32_t count_crossings(const struct graph *graph)
{
    int32_t count = 0;
    for (int32_t i = 0; i < graph->piece_count; i++) {
        const struct vertex *a = &graph->vertices[graph->pieces[i].from];
        const struct vertex *b = &graph->vertices[graph->pieces[i].to];
        for (int32_t j = i + 1; j < graph->piece_count; j++) {
            const struct vertex *c = &graph->vertices[graph->pieces[j].from];
            const struct vertex *d = &graph->vertices[graph->pieces[j].to];
            if (a->layer == c->layer && (a->order - c->order) * (b->order - d->order) < 0)
                count++;
        }
    }
    return count;
}

static void number(struct graph *graph, int32_t layer)
{
    for (int32_t i = 0; i < graph->sizes[layer]; i++)
        graph->vertices[graph->layers[layer][i]].order = i;
}

// The mean place of what a vertex is linked to above or below; its own where there is nothing.
static double barycentre(const struct graph *graph, int32_t at, bool is_down)
{
    double sum = 0;
    int32_t count = 0;
    for (int32_t i = 0; i < graph->piece_count; i++) {
        const struct piece *piece = &graph->pieces[i];
        if ((is_down ? piece->to : piece->from) != at)
            continue;
        sum += graph->vertices[is_down ? piece->from : piece->to].order;
        count++;
    }
    return count == 0 ? graph->vertices[at].order : sum / count;
}

// Equal ones keep their order: an insertion sort.
static void sort_layer(struct graph *graph, int32_t layer, double *keys, bool is_down)
{
    int32_t *vertices = graph->layers[layer];
    for (int32_t i = 0; i < graph->sizes[layer]; i++)
        keys[i] = barycentre(graph, vertices[i], is_down);
    for (int32_t i = 1; i < graph->sizes[layer]; i++) {
        double key = keys[i];
        int32_t vertex = vertices[i], j = i;
        for (; j > 0 && keys[j - 1] > key; j--) {
            keys[j] = keys[j - 1];
            vertices[j] = vertices[j - 1];
        }
        keys[j] = key;
        vertices[j] = vertex;
    }
    number(graph, layer);
}

static void exchange(struct graph *graph, int32_t layer, int32_t at)
{
    int32_t *vertices = graph->layers[layer], kept = vertices[at];
    vertices[at] = vertices[at + 1];
    vertices[at + 1] = kept;
    number(graph, layer);
}

static void improve(struct graph *graph)
{
    int32_t best = count_crossings(graph);
    for (int32_t round = 0; round < 4 && best > 0; round++) {
        int32_t before = best;
        for (int32_t layer = 0; layer < graph->layer_count; layer++) {
            for (int32_t i = 0; i + 1 < graph->sizes[layer]; i++) {
                exchange(graph, layer, i);
                int32_t now = count_crossings(graph);
                if (now < best)
                    best = now;
                else
                    exchange(graph, layer, i);
            }
        }
        if (best == before)
            break;
    }
}

static void fill_layers(const hai_block *block, struct graph *graph)
{
    size_t layers = (size_t)graph->layer_count + 1;
    graph->layers = hai_block_alloc(block, layers * sizeof *graph->layers);
    graph->sizes = hai_block_alloc(block, layers * sizeof *graph->sizes);
    for (int32_t i = 0; i < graph->count; i++)
        graph->sizes[graph->vertices[i].layer]++;
    for (int32_t i = 0; i < graph->layer_count; i++) {
        graph->layers[i] =
            hai_block_alloc(block, ((size_t)graph->sizes[i] + 1) * sizeof *graph->layers[i]);
        graph->sizes[i] = 0;
    }
    for (int32_t i = 0; i < graph->count; i++) {
        struct vertex *vertex = &graph->vertices[i];
        vertex->order = graph->sizes[vertex->layer];
        graph->layers[vertex->layer][graph->sizes[vertex->layer]++] = i;
    }
}

void graph_order(const hai_block *block, struct graph *graph)
{
    fill_layers(block, graph);
    double *keys = hai_block_alloc(block, ((size_t)graph->count + 1) * sizeof *keys);
    int32_t *best = hai_block_alloc(block, ((size_t)graph->count + 1) * sizeof *best);
    int32_t fewest = INT32_MAX;
    for (int32_t sweep = 0; sweep <= SWEEPS && fewest > 0; sweep++) {
        int32_t now = count_crossings(graph);
        if (now < fewest) {
            fewest = now;
            for (int32_t i = 0; i < graph->count; i++)
                best[i] = graph->vertices[i].order;
        }
        for (int32_t i = 1; i < graph->layer_count; i++) {
            bool is_down = sweep % 2 == 0;
            sort_layer(graph, is_down ? i : graph->layer_count - 1 - i, keys, is_down);
        }
    }
    for (int32_t i = 0; i < graph->count; i++) {
        struct vertex *vertex = &graph->vertices[i];
        vertex->order = best[i];
        graph->layers[vertex->layer][vertex->order] = i;
    }
    improve(graph);
}
