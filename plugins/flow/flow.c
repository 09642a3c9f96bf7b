// SPDX-License-Identifier: MIT
//
// A process with branches: steps, decisions, and the links between them.
#include "flow.h"

static const struct flow defaults = {.items = {KIT_ITEMS_DEFAULTS}};

static const hai_option options[] = {
    KIT_ITEMS_OPTIONS(struct flow, items),
    HAI_COLUMN("key", struct flow, key, "id", .help_zh = "步骤的代号列,没有时以标题为代号",
               .help_en = "Column of keys that links refer to; without one, titles are"),
    HAI_COLUMN("shape", struct flow, shape, "shape",
               .help_zh = "形状列:start、step、decision、end,空着则按连线定",
               .help_en = "Column of shapes: start, step, decision, end; else as links have it"),
    HAI_TABLE("links", struct flow, links, .help_zh = "连线表;没有时各步首尾相接",
              .help_en = "The links; without them, one step follows the other"),
    HAI_COLUMN("source", struct flow, source, "source", .of = "links", .flags = HAI_REQUIRED,
               .help_zh = "连线的起点列", .help_en = "Column of what they come from"),
    HAI_COLUMN("target", struct flow, target, "target", .of = "links", .flags = HAI_REQUIRED,
               .help_zh = "连线的终点列", .help_en = "Column of what they lead to"),
    HAI_COLUMN("label", struct flow, label, "label", .of = "links", .help_zh = "连线的文字列",
               .help_en = "Column of words at their beginnings"),
};

static struct graph plan(const hai_block *block, const struct flow *flow, double width)
{
    struct graph graph = graph_read(block, flow);
    if (graph.count == 0) {
        graph.height = kit_no_items_height();
        return graph;
    }
    graph_layer(block, &graph);
    graph_order(block, &graph);
    graph_place(block, &graph, width);
    if (graph.is_list)
        list_plan(block, &graph, width);
    else
        graph_route(block, &graph);
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
        graph_draw(block, &placed, canvas, box);
}

static void check(const hai_block *block, const void *data)
{
    const struct flow *flow = data;
    kit_items_check(block, &flow->items, "a flow", KIT_MAX_ITEMS);
    if (graph_read(block, flow).is_full)
        hai_block_error(block, "rows", "data.limit", "part it into several",
                        "a flow shows at most %d steps and %d links", FLOW_MAX_NODES,
                        FLOW_MAX_LINKS);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct flow *flow = data;
    return kit_items_summary(block, &flow->items, "流程图");
}

KIT_ITEMS_PLUGIN("flow", struct flow, "流程图", "Flow", "有分支、有回路的流程",
                 "A process with branches and loops");
