// SPDX-License-Identifier: MIT
#include <string.h>

#include "flow.h"

static int32_t find_vertex(const struct graph *graph, const char *key)
{
    for (int32_t i = 0; i < graph->step_count; i++)
        if (strcmp(graph->vertices[i].key, key) == 0)
            return i;
    return -1;
}

static int32_t add_vertex(struct graph *graph, struct vertex vertex)
{
    if (graph->count == FLOW_MAX_NODES) {
        graph->is_full = true;
        return -1;
    }
    graph->vertices[graph->count++] = vertex;
    graph->step_count = graph->count;
    return graph->count - 1;
}

static int32_t read_shape(const char *text)
{
    static const struct {
        const char *word;
        int32_t shape;
    } words[] = {{"start", SHAPE_START},       {"end", SHAPE_START},    {"开始", SHAPE_START},
                 {"结束", SHAPE_START},        {"step", SHAPE_STEP},    {"步骤", SHAPE_STEP},
                 {"decision", SHAPE_DECISION}, {"判断", SHAPE_DECISION}};
    for (size_t i = 0; i < HAI_COUNT(words); i++)
        if (strcmp(words[i].word, text) == 0)
            return words[i].shape;
    return SHAPE_AUTO;
}

static void read_steps(const hai_block *block, const struct flow *flow, struct graph *graph)
{
    for (int32_t i = 0; i < kit_items_count(&flow->items); i++) {
        struct vertex vertex = {.item = kit_items_get(block, &flow->items, i)};
        const char *title = vertex.item.title != NULL ? vertex.item.title : vertex.item.text;
        vertex.key = hai_table_text(flow->items.rows, i, flow->key);
        if (vertex.key[0] == '\0')
            vertex.key = title == NULL ? "" : title;
        vertex.shape = read_shape(hai_table_text(flow->items.rows, i, flow->shape));
        (void)add_vertex(graph, vertex);
    }
}

// A step that only links name is called by its name.
static int32_t step_of(struct graph *graph, const char *name)
{
    int32_t found = find_vertex(graph, name);
    if (found >= 0 || name[0] == '\0')
        return found;
    return add_vertex(graph, (struct vertex){.item = {.title = name}, .key = name});
}

static void add_link(struct graph *graph, int32_t from, int32_t to, const char *label)
{
    if (from < 0 || to < 0 || from == to)
        return;
    for (int32_t i = 0; i < graph->link_count; i++)
        if (graph->links[i].from == from && graph->links[i].to == to)
            return;
    if (graph->link_count == FLOW_MAX_LINKS) {
        graph->is_full = true;
        return;
    }
    graph->links[graph->link_count++] =
        (struct link){.from = from, .to = to, .label = label[0] == '\0' ? NULL : label};
}

// --- Links that go back ---

// Whether the links that are taken so far lead from one step to another.
static bool leads_to(const struct graph *graph, const bool *is_taken, int32_t from, int32_t to)
{
    bool is_seen[FLOW_MAX_NODES] = {false}, is_changed = true;
    is_seen[from] = true;
    while (is_changed && !is_seen[to]) {
        is_changed = false;
        for (int32_t i = 0; i < graph->link_count; i++) {
            const struct link *link = &graph->links[i];
            if (!is_taken[i] || !is_seen[link->from] || is_seen[link->to])
                continue;
            is_seen[link->to] = is_changed = true;
        }
    }
    return is_seen[to];
}

// Rows are written in the order in which things are done: links along it are taken first, and what
// then would close a circle goes back.
static void find_back_links(struct graph *graph)
{
    bool is_taken[FLOW_MAX_LINKS] = {false};
    for (int32_t pass = 0; pass < 2; pass++) {
        for (int32_t i = 0; i < graph->link_count; i++) {
            struct link *link = &graph->links[i];
            if ((link->from < link->to) != (pass == 0))
                continue;
            link->is_back = leads_to(graph, is_taken, link->to, link->from);
            is_taken[i] = !link->is_back;
        }
    }
}

struct graph graph_read(const hai_block *block, const struct flow *flow)
{
    struct graph graph = {.count = 0};
    graph.vertices = hai_block_alloc(block, FLOW_MAX_NODES * sizeof *graph.vertices);
    graph.links = hai_block_alloc(block, FLOW_MAX_LINKS * sizeof *graph.links);
    read_steps(block, flow, &graph);
    int32_t rows = flow->links == NULL ? 0 : hai_table_rows(flow->links);
    for (int32_t i = 0; i < rows; i++) {
        int32_t from = step_of(&graph, hai_table_text(flow->links, i, flow->source));
        int32_t to = step_of(&graph, hai_table_text(flow->links, i, flow->target));
        add_link(&graph, from, to, hai_table_text(flow->links, i, flow->label));
    }
    if (flow->links == NULL) // one step after the other
        for (int32_t i = 0; i + 1 < graph.step_count; i++)
            add_link(&graph, i, i + 1, "");
    find_back_links(&graph);
    return graph;
}

// --- Layers ---

// The longest path from above; then what nothing leads to goes down to just above its next.
static void find_layers(struct graph *graph)
{
    bool is_changed = true;
    while (is_changed) {
        is_changed = false;
        for (int32_t i = 0; i < graph->link_count; i++) {
            const struct link *link = &graph->links[i];
            int32_t wanted = graph->vertices[link->from].layer + 1;
            if (link->is_back || graph->vertices[link->to].layer >= wanted)
                continue;
            graph->vertices[link->to].layer = wanted;
            is_changed = true;
        }
    }
    for (int32_t i = 0; i < graph->link_count; i++) {
        const struct link *link = &graph->links[i];
        if (link->is_back)
            continue;
        graph->vertices[link->from].out++;
        graph->vertices[link->to].in++;
    }
    for (int32_t i = 0; i < graph->step_count; i++) {
        int32_t nearest = INT32_MAX;
        for (int32_t j = 0; j < graph->link_count; j++)
            if (!graph->links[j].is_back && graph->links[j].from == i &&
                graph->vertices[graph->links[j].to].layer < nearest)
                nearest = graph->vertices[graph->links[j].to].layer;
        if (graph->vertices[i].in == 0 && nearest != INT32_MAX)
            graph->vertices[i].layer = nearest - 1;
    }
}

static void add_pieces(struct graph *graph, int32_t at)
{
    const struct link *link = &graph->links[at];
    int32_t from = link->from, last = graph->vertices[link->to].layer;
    for (int32_t layer = graph->vertices[from].layer + 1; layer <= last; layer++) {
        int32_t to = link->to;
        if (layer < last) {
            to = graph->count++;
            graph->vertices[to] = (struct vertex){.layer = layer, .is_passed = true};
        }
        graph->pieces[graph->piece_count++] = (struct piece){.from = from, .to = to, .link = at};
        from = to;
    }
}

// A decision is what has links to choose from, told by their labels.
static int32_t shape_of(const struct graph *graph, int32_t at)
{
    int32_t out = 0;
    bool has_label = false;
    for (int32_t i = 0; i < graph->link_count; i++) {
        const struct link *link = &graph->links[i];
        out += link->from == at ? 1 : 0;
        has_label = has_label || (link->from == at && link->label != NULL);
    }
    if (out > 1 && has_label)
        return SHAPE_DECISION;
    return graph->step_count > 1 && (graph->vertices[at].in == 0 || out == 0) ? SHAPE_START
                                                                              : SHAPE_STEP;
}

void graph_layer(const hai_block *block, struct graph *graph)
{
    size_t pieces = 1;
    find_layers(graph);
    for (int32_t i = 0; i < graph->step_count; i++)
        if (graph->vertices[i].shape == SHAPE_AUTO)
            graph->vertices[i].shape = shape_of(graph, i);
    for (int32_t i = 0; i < graph->link_count; i++) {
        const struct link *link = &graph->links[i];
        if (!link->is_back)
            pieces += (size_t)(graph->vertices[link->to].layer - graph->vertices[link->from].layer);
    }
    struct vertex *steps = graph->vertices;
    graph->vertices =
        hai_block_alloc(block, ((size_t)graph->step_count + pieces) * sizeof *graph->vertices);
    memcpy(graph->vertices, steps, (size_t)graph->step_count * sizeof *steps);
    graph->pieces = hai_block_alloc(block, pieces * sizeof *graph->pieces);
    for (int32_t i = 0; i < graph->link_count; i++)
        if (!graph->links[i].is_back)
            add_pieces(graph, i);
    for (int32_t i = 0; i < graph->count; i++)
        if (graph->vertices[i].layer >= graph->layer_count)
            graph->layer_count = graph->vertices[i].layer + 1;
}
