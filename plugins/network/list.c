// SPDX-License-Identifier: MIT
#include <math.h>

#include "network.h"

#define GAP 24.0

// "关联:甲(牵头)、乙"; NULL where nothing is linked.
static const char *tell_links(const hai_block *block, const struct graph *graph, int32_t at)
{
    const char *text = NULL;
    for (int32_t i = 0; i < graph->link_count; i++) {
        const struct link *link = &graph->links[i];
        if (link->from != at && link->to != at)
            continue;
        const struct node *other = &graph->nodes[link->from == at ? link->to : link->from];
        const char *name = other->item.title != NULL ? other->item.title : other->key;
        if (link->label != NULL)
            name = hai_block_printf(block, "%s(%s)", name, link->label);
        text = text == NULL ? hai_block_printf(block, "关联:%s", name)
                            : hai_block_printf(block, "%s、%s", text, name);
    }
    return text;
}

void list_plan(const hai_block *block, struct graph *graph, double width)
{
    graph->is_list = true;
    graph->height = 0;
    for (int32_t i = 0; i < graph->count; i++) {
        struct node *node = &graph->nodes[i];
        struct kit_item item = node->item;
        const char *links = tell_links(block, graph, i);
        if (links != NULL)
            item.text =
                item.text == NULL ? links : hai_block_printf(block, "%s\n%s", item.text, links);
        struct kit_look look = {.style = KIT_ITEM_PLAIN, .is_compact = true};
        if (!kit_has_mark(&item))
            look.lead = KIT_LEAD_DOT;
        node->words = kit_item_plan(block, &item, &look, width);
        graph->height += node->words.size.height + (i > 0 ? GAP : 0);
    }
}

void list_draw(const hai_block *block, const struct graph *graph, hai_canvas *canvas, hai_box box)
{
    double y = box.y;
    for (int32_t i = 0; i < graph->count; i++) {
        const struct kit_item_plan *words = &graph->nodes[i].words;
        kit_item_draw(block, words, canvas, (hai_box){box.x, y, box.width, words->size.height});
        y += words->size.height + GAP;
    }
}
