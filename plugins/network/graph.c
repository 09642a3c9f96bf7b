// SPDX-License-Identifier: MIT
//
// Nodes as far from each other as links are between them: the layout of least stress, found by
// majorization (Gansner, Koren, North, "Graph drawing by stress majorization", 2004).
#include <math.h>
#include <string.h>

#include "network.h"
#include "visual-kit/chance.h"

#define SEED UINT32_C(20240607)
#define ROUNDS 200
#define APART 2.5 // between parts that no link joins, in links

static int32_t find_node(const struct graph *graph, const char *key)
{
    for (int32_t i = 0; i < graph->count; i++) {
        if (strcmp(graph->nodes[i].key, key) == 0)
            return i;
    }
    return -1;
}

// A node that only links name is one all the same.
static int32_t need_node(struct graph *graph, const char *key)
{
    int32_t found = find_node(graph, key);
    if (found >= 0)
        return found;
    if (graph->count >= NETWORK_MAX_NODES) {
        graph->is_full = true;
        return -1;
    }
    graph->nodes[graph->count] =
        (struct node){.item = {.title = key}, .key = key, .group = -1, .value = NAN};
    return graph->count++;
}

static int32_t find_group(struct graph *graph, const char *name)
{
    if (name[0] == '\0')
        return -1;
    for (int32_t i = 0; i < graph->group_count; i++) {
        if (strcmp(graph->groups[i].name, name) == 0)
            return i;
    }
    graph->groups[graph->group_count].name = name;
    return graph->group_count++;
}

static void read_nodes(const hai_block *block, const struct network *network, struct graph *graph)
{
    const struct kit_items *items = &network->items;
    int32_t rows = kit_items_count(items);
    for (int32_t i = 0; i < rows; i++) {
        if (graph->count >= NETWORK_MAX_NODES) {
            graph->is_full = true;
            return;
        }
        struct node *node = &graph->nodes[graph->count++];
        node->item = kit_items_get(block, items, i);
        node->key = hai_table_text(items->rows, i, network->key);
        if (node->key[0] == '\0')
            node->key = hai_table_text(items->rows, i, items->title);
        node->group = find_group(graph, hai_table_text(items->rows, i, network->group));
        node->value = hai_table_number(items->rows, i, items->value);
        if (node->group >= 0 && hai_table_text(items->rows, i, items->colour)[0] == '\0')
            node->item.colour =
                hai_block_printf(block, "categorical.%d", (int)(node->group % 8) + 1);
    }
}

static void read_links(const struct network *network, struct graph *graph)
{
    int32_t rows = network->links == NULL ? 0 : hai_table_rows(network->links);
    for (int32_t i = 0; i < rows; i++) {
        const char *source = hai_table_text(network->links, i, network->source);
        const char *target = hai_table_text(network->links, i, network->target);
        if (source[0] == '\0' || target[0] == '\0' || strcmp(source, target) == 0)
            continue;
        if (graph->link_count >= NETWORK_MAX_LINKS) {
            graph->is_full = true;
            return;
        }
        int32_t from = need_node(graph, source), to = need_node(graph, target);
        if (from < 0 || to < 0)
            continue;
        const char *label = hai_table_text(network->links, i, network->label);
        graph->links[graph->link_count++] =
            (struct link){.from = from,
                          .to = to,
                          .weight = hai_table_number(network->links, i, network->weight),
                          .label = label[0] == '\0' ? NULL : label};
        graph->nodes[from].degree++;
        graph->nodes[to].degree++;
    }
}

struct graph graph_read(const hai_block *block, const struct network *network)
{
    struct graph graph = {0};
    graph.nodes = hai_block_alloc(block, NETWORK_MAX_NODES * sizeof *graph.nodes);
    graph.links = hai_block_alloc(block, NETWORK_MAX_LINKS * sizeof *graph.links);
    graph.groups = hai_block_alloc(block, NETWORK_MAX_NODES * sizeof *graph.groups);
    read_nodes(block, network, &graph);
    read_links(network, &graph);
    return graph;
}

// --- Forces ---

// Links between each two, by breadth first from each (n is small).
static double *find_distances(const hai_block *block, const struct graph *graph)
{
    int32_t n = graph->count;
    double *far = hai_block_alloc(block, (size_t)n * (size_t)n * sizeof *far);
    for (int32_t i = 0; i < n * n; i++)
        far[i] = INFINITY;
    for (int32_t i = 0; i < graph->link_count; i++) {
        const struct link *link = &graph->links[i];
        far[link->from * n + link->to] = far[link->to * n + link->from] = 1;
    }
    for (int32_t k = 0; k < n; k++) {
        for (int32_t i = 0; i < n; i++) {
            for (int32_t j = 0; j < n; j++)
                far[i * n + j] = fmin(far[i * n + j], far[i * n + k] + far[k * n + j]);
        }
    }
    for (int32_t i = 0; i < n * n; i++)
        far[i] = isinf(far[i]) ? APART : far[i];
    return far;
}

// Returns how far it went.
static double move_node(struct graph *graph, const double *far, int32_t i)
{
    double x = 0, y = 0, weights = 0;
    struct node *node = &graph->nodes[i];
    for (int32_t j = 0; j < graph->count; j++) {
        if (j == i)
            continue;
        const struct node *other = &graph->nodes[j];
        double wanted = far[i * graph->count + j], weight = 1 / (wanted * wanted);
        double dx = node->x - other->x, dy = node->y - other->y;
        double part = wanted / fmax(sqrt(dx * dx + dy * dy), 1e-9);
        x += weight * (other->x + dx * part);
        y += weight * (other->y + dy * part);
        weights += weight;
    }
    if (weights <= 0)
        return 0;
    double way = hypot(x / weights - node->x, y / weights - node->y);
    node->x = x / weights;
    node->y = y / weights;
    return way;
}

// Turned so that the longest way lies across: boxes are wider than high.
static void turn(struct graph *graph)
{
    double x = 0, y = 0, xx = 0, xy = 0, yy = 0;
    for (int32_t i = 0; i < graph->count; i++) {
        x += graph->nodes[i].x / graph->count;
        y += graph->nodes[i].y / graph->count;
    }
    for (int32_t i = 0; i < graph->count; i++) {
        struct node *node = &graph->nodes[i];
        node->x -= x;
        node->y -= y;
        xx += node->x * node->x;
        xy += node->x * node->y;
        yy += node->y * node->y;
    }
    double angle = atan2(2 * xy, xx - yy) / 2, c = cos(angle), s = sin(angle);
    // The first row stands in the left half.
    double side = graph->nodes[0].x * c + graph->nodes[0].y * s > 0 ? -1 : 1;
    for (int32_t i = 0; i < graph->count; i++) {
        struct node *node = &graph->nodes[i];
        double across = node->x * c + node->y * s, down = node->y * c - node->x * s;
        node->x = side * across;
        node->y = side * down;
    }
}

void graph_settle(const hai_block *block, struct graph *graph)
{
    uint32_t seed = SEED;
    const double *far = find_distances(block, graph);
    for (int32_t i = 0; i < graph->count; i++) {
        graph->nodes[i].x = kit_chance(&seed) * 4 - 2;
        graph->nodes[i].y = kit_chance(&seed) * 4 - 2;
    }
    double moved = INFINITY;
    for (int round = 0; round < ROUNDS && moved > 1e-5; round++) {
        moved = 0;
        for (int32_t i = 0; i < graph->count; i++)
            moved = fmax(moved, move_node(graph, far, i));
    }
    turn(graph);
}
