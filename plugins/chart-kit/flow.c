// SPDX-License-Identifier: MIT
#include "chart-kit/flow.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>

struct reading {
    const hai_block *block;
    struct chart_flows *flows;
    int32_t node_room, link_room;
    GHashTable *nodes, *links; // number + 1 by name; by "source target"
};

static void *grow(const hai_block *block, void *old, size_t size, int32_t *room, int32_t count)
{
    if (count < *room)
        return old;
    int32_t wanted = *room * 2 + 64;
    char *all = hai_block_alloc(block, (size_t)wanted * size);
    for (size_t i = 0; i < (size_t)count * size; i++)
        all[i] = ((const char *)old)[i];
    *room = wanted;
    return all;
}

static int32_t find_node(struct reading *reading, const char *name)
{
    struct chart_flows *flows = reading->flows;
    gpointer known = g_hash_table_lookup(reading->nodes, name);
    if (known != NULL)
        return GPOINTER_TO_INT(known) - 1;
    flows->nodes = grow(reading->block, flows->nodes, sizeof *flows->nodes, &reading->node_room,
                        flows->node_count);
    flows->nodes[flows->node_count++] = (struct chart_flow_node){.name = name};
    g_hash_table_insert(reading->nodes, g_strdup(name), GINT_TO_POINTER(flows->node_count));
    return flows->node_count - 1;
}

static void add_flow(struct reading *reading, const char *source, const char *target, double value)
{
    struct chart_flows *flows = reading->flows;
    if (!(value > 0) || !isfinite(value)) {
        flows->passed_over += value < 0 ? 1 : 0;
        return;
    }
    int32_t from = find_node(reading, source), to = find_node(reading, target);
    char *key = g_strdup_printf("%d %d", (int)from, (int)to);
    gpointer known = g_hash_table_lookup(reading->links, key);
    if (known != NULL) {
        flows->links[GPOINTER_TO_INT(known) - 1].value += value;
        flows->doubled++;
        g_free(key);
        return;
    }
    flows->links = grow(reading->block, flows->links, sizeof *flows->links, &reading->link_room,
                        flows->link_count);
    flows->links[flows->link_count++] = (struct chart_flow){from, to, value};
    g_hash_table_insert(reading->links, key, GINT_TO_POINTER(flows->link_count));
}

static void read_matrix(struct reading *reading, const struct chart_flow_source *source)
{
    const hai_table *table = source->rows;
    for (int32_t row = 0; row < hai_table_rows(table); row++)
        for (int32_t i = 0; i < hai_table_columns(table); i++)
            if (i != source->source)
                add_flow(reading, hai_table_text(table, row, source->source),
                         hai_table_column_name(table, i), hai_table_number(table, row, i));
}

// --- Too many ---

static int compare_links(const void *a, const void *b)
{
    const struct chart_flow *x = *(struct chart_flow *const *)a;
    const struct chart_flow *y = *(struct chart_flow *const *)b;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return (x > y) - (x < y);
}

static void keep_largest(const hai_block *block, struct chart_flows *flows, int32_t most)
{
    int32_t count = flows->link_count, kept = 0, nodes = 0;
    if (count <= most)
        return;
    struct chart_flow **order = hai_block_alloc(block, (size_t)count * sizeof(void *));
    int32_t *numbers = hai_block_alloc(block, (size_t)flows->node_count * sizeof *numbers);
    for (int32_t i = 0; i < count; i++)
        order[i] = &flows->links[i];
    qsort(order, (size_t)count, sizeof(void *), compare_links);
    for (int32_t i = most; i < count; i++)
        order[i]->value = 0;
    for (int32_t i = 0; i < count; i++)
        if (flows->links[i].value > 0)
            flows->links[kept++] = flows->links[i];
    flows->left_out = count - kept;
    flows->link_count = kept;
    for (int32_t i = 0; i < kept; i++)
        numbers[flows->links[i].source] = numbers[flows->links[i].target] = 1;
    for (int32_t i = 0; i < flows->node_count; i++) {
        if (numbers[i] == 0)
            continue;
        flows->nodes[nodes] = flows->nodes[i];
        numbers[i] = nodes++;
    }
    flows->node_count = nodes;
    for (int32_t i = 0; i < kept; i++) {
        flows->links[i].source = numbers[flows->links[i].source];
        flows->links[i].target = numbers[flows->links[i].target];
    }
}

struct chart_flows *chart_flows_read(const hai_block *block, const struct chart_flow_source *source)
{
    struct reading reading = {.block = block,
                              .flows = hai_block_alloc(block, sizeof *reading.flows),
                              .nodes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                              .links =
                                  g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL)};
    struct chart_flows *flows = reading.flows;
    bool is_matrix = source->target < 0 || source->value < 0;
    int32_t rows = source->rows == NULL || source->source < 0 ? 0 : hai_table_rows(source->rows);
    if (is_matrix && rows > 0)
        read_matrix(&reading, source);
    for (int32_t row = 0; !is_matrix && row < rows; row++)
        add_flow(&reading, hai_table_text(source->rows, row, source->source),
                 hai_table_text(source->rows, row, source->target),
                 hai_table_number(source->rows, row, source->value));
    g_hash_table_destroy(reading.nodes);
    g_hash_table_destroy(reading.links);
    keep_largest(block, flows, source->most);
    for (int32_t i = 0; i < flows->link_count; i++) {
        flows->nodes[flows->links[i].source].out += flows->links[i].value;
        flows->nodes[flows->links[i].target].in += flows->links[i].value;
    }
    return flows;
}

// --- For colours and words ---

static struct chart_data *new_data(const hai_block *block, int32_t count)
{
    struct chart_data *data = hai_block_alloc(block, sizeof *data);
    size_t room = (size_t)count + 1;
    data->category_count = count;
    data->categories = hai_block_alloc(block, room * sizeof(char *));
    data->rows = hai_block_alloc(block, room * sizeof(int32_t));
    data->order = hai_block_alloc(block, room * sizeof(int32_t));
    data->series_count = 1;
    data->series = hai_block_alloc(block, sizeof *data->series);
    data->series[0] =
        (struct chart_series){.name = "", .values = hai_block_alloc(block, room * sizeof(double))};
    for (int32_t i = 0; i < count; i++)
        data->order[i] = i;
    return data;
}

struct chart_data *chart_flow_nodes(const hai_block *block, const struct chart_flows *flows)
{
    struct chart_data *data = new_data(block, flows->node_count);
    for (int32_t i = 0; i < flows->node_count; i++) {
        data->categories[i] = flows->nodes[i].name;
        data->series[0].values[i] = fmax(flows->nodes[i].in, flows->nodes[i].out);
    }
    return data;
}

struct chart_data *chart_flow_links(const hai_block *block, const struct chart_flows *flows)
{
    struct chart_data *data = new_data(block, flows->link_count);
    for (int32_t i = 0; i < flows->link_count; i++) {
        data->categories[i] =
            hai_block_printf(block, "%s→%s", flows->nodes[flows->links[i].source].name,
                             flows->nodes[flows->links[i].target].name);
        data->series[0].values[i] = flows->links[i].value;
    }
    return data;
}

void chart_flows_warn(const hai_block *block, const struct chart_flows *flows)
{
    if (flows->passed_over > 0)
        hai_block_warn(block, "rows", "chart.negative", "turn source and target round",
                       "%d values below zero are no flows: they are not drawn",
                       (int)flows->passed_over);
    if (flows->doubled > 0)
        hai_block_warn(block, "rows", "chart.double", "make it one row, if it is one value",
                       "%d rows name what another row names: they are summed", (int)flows->doubled);
    if (flows->left_out > 0)
        hai_block_warn(block, "rows", "chart.many", "put the small ones together",
                       "the %d smallest flows are left out", (int)flows->left_out);
}
