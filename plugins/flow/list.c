// SPDX-License-Identifier: MIT
#include <math.h>

#include "flow.h"

#define GAP 24.0

// "→ 甲(通过)、乙"; NULL where it leads nowhere.
static const char *tell_links(const hai_block *block, const struct graph *graph, int32_t at)
{
    const char *text = NULL;
    for (int32_t i = 0; i < graph->link_count; i++) {
        const struct link *link = &graph->links[i];
        if (link->from != at)
            continue;
        const struct vertex *to = &graph->vertices[link->to];
        const char *name = to->item.title != NULL ? to->item.title : to->key;
        if (link->label != NULL)
            name = hai_block_printf(block, "%s(%s)", name, link->label);
        text = text == NULL ? hai_block_printf(block, "→ %s", name)
                            : hai_block_printf(block, "%s、%s", text, name);
    }
    return text;
}

void list_plan(const hai_block *block, struct graph *graph, double width)
{
    graph->height = 0;
    for (int32_t i = 0; i < graph->step_count; i++) {
        struct vertex *vertex = &graph->vertices[i];
        struct kit_item item = vertex->item;
        const char *links = tell_links(block, graph, i);
        if (links != NULL)
            item.text =
                item.text == NULL ? links : hai_block_printf(block, "%s\n%s", item.text, links);
        if (item.number == NULL && item.icon == NULL)
            item.number = kit_ordinal(block, KIT_NUMERALS_PLAIN, i + 1);
        struct kit_look look = {.style = KIT_ITEM_SIDE, .is_compact = true};
        vertex->words = kit_item_plan(block, &item, &look, width);
        graph->height += vertex->words.size.height + (i > 0 ? GAP : 0);
    }
}

void list_draw(const hai_block *block, const struct graph *graph, hai_canvas *canvas, hai_box box)
{
    double y = box.y;
    for (int32_t i = 0; i < graph->step_count; i++) {
        const struct kit_item_plan *words = &graph->vertices[i].words;
        kit_item_draw(block, words, canvas, (hai_box){box.x, y, box.width, words->size.height});
        y += words->size.height + GAP;
    }
}
