// SPDX-License-Identifier: MIT
#include <stdlib.h>

#include "sankey.h"

#define ROUNDS 24

static double needed(const struct graph *graph, int32_t layer, double gap, double scale,
                     bool by_labels)
{
    double sum = -gap;
    for (int32_t i = 0; i < graph->layer_sizes[layer]; i++) {
        const struct node *node = &graph->nodes[graph->layers[layer][i]];
        sum += fmax(node->value * scale, by_labels ? node->extent : 0) + gap;
    }
    return sum;
}

double graph_layer_length(const struct graph *graph, int32_t layer, double gap)
{
    return needed(graph, layer, gap, 0, true);
}

double graph_least_length(const struct graph *graph, double gap)
{
    double most = 0;
    for (int32_t k = 0; k < graph->layer_count; k++)
        most = fmax(most, needed(graph, k, gap, 0, true));
    return most;
}

// Labels' extents stand in `extent` before.
double graph_scale(struct graph *graph, double length, double gap, bool by_labels)
{
    double high = INFINITY, low = 0;
    for (int32_t k = 0; k < graph->layer_count; k++) {
        double sum = 0;
        for (int32_t i = 0; i < graph->layer_sizes[k]; i++)
            sum += graph->nodes[graph->layers[k][i]].value;
        high = fmin(high, length / sum);
    }
    // What a layer needs grows with the scale: halve until it just fits.
    for (int32_t round = 0; round < 60; round++) {
        double middle = (low + high) / 2;
        bool fits = true;
        for (int32_t k = 0; k < graph->layer_count && fits; k++)
            fits = needed(graph, k, gap, middle, by_labels) <= length;
        *(fits ? &low : &high) = middle;
    }
    for (int32_t i = 0; i < graph->node_count; i++) {
        struct node *node = &graph->nodes[i];
        node->size = node->value * low;
        node->extent = fmax(node->size, by_labels ? node->extent : 0);
    }
    return low;
}

// --- Where flows meet their nodes ---

struct end {
    int32_t piece, other; // the rank of the node at the other end
};

static int compare_ends(const void *a, const void *b)
{
    const struct end *x = a, *y = b;
    return x->other != y->other ? x->other - y->other : x->piece - y->piece;
}

// Flows leave and enter in the order of the nodes at their other ends.
static void place_ends(struct graph *graph, int32_t at, bool is_leaving, double scale,
                       struct end *ends)
{
    int32_t count = 0;
    double sum = 0;
    for (int32_t p = 0; p < graph->piece_count; p++) {
        struct piece *piece = &graph->pieces[p];
        if ((is_leaving ? piece->from : piece->to) != at)
            continue;
        int32_t other = is_leaving ? piece->to : piece->from;
        ends[count++] = (struct end){p, graph->nodes[other].rank};
        sum += piece->value * scale;
    }
    qsort(ends, (size_t)count, sizeof *ends, compare_ends);
    double offset = -sum / 2;
    for (int32_t i = 0; i < count; i++) {
        struct piece *piece = &graph->pieces[ends[i].piece];
        double size = piece->value * scale;
        *(is_leaving ? &piece->from_offset : &piece->to_offset) = offset + size / 2;
        offset += size;
    }
}

// --- Relaxation ---

// Places nearest to the wanted ones, by value, with nobody in another's extent and all within
// 0..length, the order kept: adjacent violators are pooled (Ayer et al. 1955).
struct pool {
    double sum, weight;
    int32_t count;
};

static void settle(struct graph *graph, int32_t layer, double length, double gap, double *offsets,
                   struct pool *pools)
{
    int32_t count = graph->layer_sizes[layer], pool_count = 0;
    const int32_t *order = graph->layers[layer];
    struct node *nodes = graph->nodes;
    for (int32_t i = 0; i < count; i++) {
        const struct node *node = &nodes[order[i]];
        offsets[i] = i == 0
                         ? node->extent / 2
                         : offsets[i - 1] + gap + (nodes[order[i - 1]].extent + node->extent) / 2;
        double weight = fmax(node->size, 1e-6);
        struct pool next = {(node->pull - offsets[i]) * weight, weight, 1};
        while (pool_count > 0 &&
               pools[pool_count - 1].sum / pools[pool_count - 1].weight > next.sum / next.weight) {
            const struct pool *last = &pools[--pool_count];
            next = (struct pool){next.sum + last->sum, next.weight + last->weight,
                                 next.count + last->count};
        }
        pools[pool_count++] = next;
    }
    double end = count > 0 ? offsets[count - 1] + nodes[order[count - 1]].extent / 2 : 0;
    for (int32_t p = 0, i = 0; p < pool_count; p++)
        for (int32_t k = 0; k < pools[p].count; k++, i++)
            nodes[order[i]].centre =
                fmax(fmin(pools[p].sum / pools[p].weight, length - end), 0) + offsets[i];
}

static void pull_layer(struct graph *graph, int32_t layer, bool by_before, double strength)
{
    for (int32_t i = 0; i < graph->layer_sizes[layer]; i++) {
        int32_t at = graph->layers[layer][i];
        struct node *node = &graph->nodes[at];
        double sum = 0, weight = 0;
        for (int32_t p = 0; p < graph->piece_count; p++) {
            const struct piece *piece = &graph->pieces[p];
            if ((by_before ? piece->to : piece->from) != at)
                continue;
            double offset = piece->from_offset - piece->to_offset;
            sum += piece->value * (by_before ? graph->nodes[piece->from].centre + offset
                                             : graph->nodes[piece->to].centre - offset);
            weight += piece->value;
        }
        node->pull = node->centre;
        if (weight > 0)
            node->pull += (sum / weight - node->centre) * strength;
    }
}

void graph_relax(const hai_block *block, struct graph *graph, double length, double gap,
                 double scale)
{
    size_t room = (size_t)graph->node_count + (size_t)graph->piece_count + 1;
    double *offsets = hai_block_alloc(block, room * sizeof *offsets);
    struct pool *pools = hai_block_alloc(block, room * sizeof *pools);
    struct end *ends = hai_block_alloc(block, room * sizeof *ends);
    for (int32_t i = 0; i < graph->node_count; i++) {
        place_ends(graph, i, true, scale, ends);
        place_ends(graph, i, false, scale, ends);
    }
    // To begin with, each layer in the middle, evenly.
    for (int32_t k = 0; k < graph->layer_count; k++) {
        double free = length - needed(graph, k, gap, scale, true);
        for (int32_t i = 0; i < graph->layer_sizes[k]; i++)
            graph->nodes[graph->layers[k][i]].pull = free / 2;
        settle(graph, k, length, gap, offsets, pools);
    }
    for (int32_t round = 0; round < ROUNDS; round++) {
        double strength = pow(0.97, round);
        for (int32_t k = graph->layer_count - 2; k >= 0; k--) {
            pull_layer(graph, k, false, strength);
            settle(graph, k, length, gap, offsets, pools);
        }
        for (int32_t k = 1; k < graph->layer_count; k++) {
            pull_layer(graph, k, true, strength);
            settle(graph, k, length, gap, offsets, pools);
        }
    }
}
