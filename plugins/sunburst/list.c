// SPDX-License-Identifier: MIT
#include "sunburst.h"

#define SWATCH 22.0
#define SWATCH_GAP 10.0
#define BRANCH_GAP 12.0
#define MAX_BRANCHES 12
#define MAX_LEAVES 16

// Names and figures of the leaves of a branch, in their order.
static struct chart_list leaves_list(const hai_block *block, struct plan *plan, int32_t top,
                                     double width)
{
    const struct chart_tree *tree = plan->tree;
    const char *lines[MAX_LEAVES + 1];
    int32_t told = 0, all = 0;
    for (int32_t i = 1; i < tree->count; i++) {
        const struct chart_node *node = &tree->nodes[i];
        if (node->count > 0 || node->top != top || node->depth < 2 || node->name[0] == '\0')
            continue;
        if (all++ >= MAX_LEAVES)
            continue;
        const char *name = node->name;
        for (int32_t p = node->parent; tree->nodes[p].depth > 1; p = tree->nodes[p].parent)
            name = hai_block_printf(block, "%s—%s", tree->nodes[p].name, name);
        lines[told++] = hai_block_printf(block, "%s %s", name, plan->texts[i]);
    }
    plan->dropped += all - told;
    if (told < all)
        lines[told++] = hai_block_printf(block, "等%d项", (int)all);
    return chart_list_new(block, lines, told, width);
}

void list_plan(const hai_block *block, struct plan *plan, const char *total, double width)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct chart_node *root = &plan->tree->nodes[0];
    hai_text_style name = kit_type(theme, "caption", "ink", HAI_TEXT_LEFT);
    name.weight = 700;
    name.line_height = 1.4;
    plan->list_total = total == NULL ? NULL : hai_paragraph_new(block, total, &name, width);
    double indent = SWATCH + SWATCH_GAP;
    double y = total == NULL ? 0 : kit_height(plan->list_total) + BRANCH_GAP;
    plan->list_count = root->count < MAX_BRANCHES ? root->count : MAX_BRANCHES;
    plan->dropped = root->count - plan->list_count;
    plan->list = hai_block_alloc(block, ((size_t)root->count + 1) * sizeof *plan->list);
    for (int32_t i = 0; i < plan->list_count; i++) {
        int32_t at = root->first + i;
        const char *text =
            hai_block_printf(block, "%s %s", plan->tree->nodes[at].name, plan->texts[at]);
        struct branch_text *branch = &plan->list[i];
        branch->y = y;
        branch->name = hai_paragraph_new(block, text, &name, fmax(width - indent, 48));
        y += kit_height(branch->name);
        branch->leaves = leaves_list(block, plan, at, fmax(width - indent, 48));
        y += branch->leaves.height + BRANCH_GAP;
    }
    plan->list_height = y - BRANCH_GAP;
}

void list_draw(const struct plan *plan, hai_canvas *canvas, double x, double y)
{
    if (plan->list_total != NULL)
        hai_canvas_paragraph(canvas, plan->list_total, x, y);
    for (int32_t i = 0; i < plan->list_count; i++) {
        const struct branch_text *branch = &plan->list[i];
        double line = kit_height(branch->name) / hai_paragraph_lines(branch->name);
        hai_box box = {x, y + branch->y + (line - SWATCH) / 2, SWATCH, SWATCH};
        chart_fill_bar(canvas, box, 5, CHART_ABOVE | CHART_RIGHT | CHART_BELOW | CHART_LEFT,
                       &plan->styles[i]);
        hai_canvas_paragraph(canvas, branch->name, x + SWATCH + SWATCH_GAP, y + branch->y);
        chart_list_draw(&branch->leaves, canvas, x + SWATCH + SWATCH_GAP,
                        y + branch->y + kit_height(branch->name));
    }
}
