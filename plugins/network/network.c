// SPDX-License-Identifier: MIT
//
// Who has to do with whom: nodes and links.
#include "network.h"

#include "visual-kit/surface.h"

static const struct network defaults = {.items = {KIT_ITEMS_DEFAULTS}};

static const hai_option options[] = {
    KIT_ITEMS_OPTIONS(struct network, items),
    HAI_COLUMN("key", struct network, key, "id", .help_zh = "节点的代号列,没有时以标题为代号",
               .help_en = "Column of keys that links refer to; without one, titles are"),
    HAI_COLUMN("series", struct network, group, "series", .help_zh = "分组列,各组一色",
               .help_en = "Column of groups, each in its colour"),
    HAI_TABLE("links", struct network, links, .help_zh = "连线表", .help_en = "The links"),
    HAI_COLUMN("source", struct network, source, "source", .of = "links", .flags = HAI_REQUIRED,
               .help_zh = "连线的起点列", .help_en = "Column of what they come from"),
    HAI_COLUMN("target", struct network, target, "target", .of = "links", .flags = HAI_REQUIRED,
               .help_zh = "连线的终点列", .help_en = "Column of what they lead to"),
    HAI_COLUMN("label", struct network, label, "label", .of = "links", .help_zh = "连线的文字列",
               .help_en = "Column of words on them"),
    HAI_COLUMN("weight", struct network, weight, "weight", .of = "links", .help_zh = "连线的粗细列",
               .help_en = "Column of how strong they are"),
    HAI_BOOL("directed", struct network, directed, .help_zh = "连线带箭头",
             .help_en = "Links have arrows"),
};

static struct graph plan(const hai_block *block, const struct network *network, double width)
{
    struct graph graph = graph_read(block, network);
    graph.height = kit_no_items_height();
    if (graph.count == 0)
        return graph;
    graph_settle(block, &graph);
    if (graph_place(block, &graph, width))
        graph_route(block, &graph, width);
    else
        list_plan(block, &graph, width);
    return graph;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct graph placed = plan(block, data, box.width);
    if (placed.count == 0)
        kit_draw_no_items(block, canvas, box);
    else if (placed.is_list)
        list_draw(block, &placed, canvas, box);
    else
        graph_draw(block, data, &placed, canvas, box);
}

static void check(const hai_block *block, const void *data)
{
    const struct network *network = data;
    kit_items_check(block, &network->items, "a network", KIT_MAX_ITEMS);
    if (graph_read(block, network).is_full)
        hai_block_error(block, "rows", "data.limit", "take those that matter",
                        "a network shows at most %d nodes and %d links", NETWORK_MAX_NODES,
                        NETWORK_MAX_LINKS);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct network *network = data;
    return kit_items_summary(block, &network->items, "关系网络");
}

KIT_ITEMS_PLUGIN("network", struct network, "关系网络", "Network", "节点与连线,看谁与谁有关",
                 "Nodes and links: who has to do with whom");
