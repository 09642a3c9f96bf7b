// SPDX-License-Identifier: MIT
#include "sunburst.h"

#define SWATCH 22.0
#define SWATCH_GAP 10.0
#define BRANCH_GAP 12.0
#define MAX_BRANCHES 12
#define MAX_LEAVES 16
#define NARROW_EMS 16 // narrower than this each leaf has a line of its own

// Names and figures of the leaves of a branch, in their order, with `between` between them.
static const char *leaves_text(const hai_block *block, struct plan *plan, int32_t top,
                               const char *between)
{
    const struct chart_tree *tree = plan->tree;
    const char *text = "";
    int32_t told = 0, all = 0;
    for (int32_t i = 1; i < tree->count; i++) {
        const struct chart_node *node = &tree->nodes[i];
        if (node->count > 0 || node->top != top || node->depth < 2 || node->name[0] == '\0')
            continue;
        if (all++ >= MAX_LEAVES)
            continue;
        text = hai_block_printf(block, "%s%s%s %s", text, told++ > 0 ? between : "", node->name,
                                plan->texts[i]);
    }
    plan->dropped += all - told;
    return told < all ? hai_block_printf(block, "%s%s等%d项", text, between[0] == '\n' ? "\n" : "",
                                         (int)all)
                      : text;
}

void list_plan(const hai_block *block, struct plan *plan, double width)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct chart_node *root = &plan->tree->nodes[0];
    hai_text_style name = kit_type(theme, "caption", "ink", HAI_TEXT_LEFT);
    hai_text_style leaves = kit_type(theme, "caption", NULL, HAI_TEXT_LEFT);
    name.weight = 700;
    name.line_height = leaves.line_height = 1.4;
    double indent = SWATCH + SWATCH_GAP, y = 0;
    const char *between = width - indent < NARROW_EMS * leaves.size ? "\n" : "、";
    plan->list_count = root->count < MAX_BRANCHES ? root->count : MAX_BRANCHES;
    plan->dropped = root->count - plan->list_count;
    plan->list = hai_block_alloc(block, ((size_t)root->count + 1) * sizeof *plan->list);
    for (int32_t i = 0; i < plan->list_count; i++) {
        int32_t at = root->first + i;
        const char *text =
            hai_block_printf(block, "%s %s", plan->tree->nodes[at].name, plan->texts[at]);
        const char *below = leaves_text(block, plan, at, between);
        struct branch_text *branch = &plan->list[i];
        branch->y = y;
        branch->name = hai_paragraph_new(block, text, &name, fmax(width - indent, 48));
        y += kit_height(branch->name);
        if (below[0] != '\0')
            branch->leaves = hai_paragraph_new(block, below, &leaves, fmax(width - indent, 48));
        y += kit_height(branch->leaves) + BRANCH_GAP;
    }
    plan->list_height = y - BRANCH_GAP;
}

void list_draw(const struct plan *plan, hai_canvas *canvas, double x, double y)
{
    for (int32_t i = 0; i < plan->list_count; i++) {
        const struct branch_text *branch = &plan->list[i];
        double line = kit_height(branch->name) / hai_paragraph_lines(branch->name);
        hai_box box = {x, y + branch->y + (line - SWATCH) / 2, SWATCH, SWATCH};
        chart_fill_bar(canvas, box, 5, CHART_ABOVE | CHART_RIGHT | CHART_BELOW | CHART_LEFT,
                       &plan->styles[i]);
        hai_canvas_paragraph(canvas, branch->name, x + SWATCH + SWATCH_GAP, y + branch->y);
        if (branch->leaves != NULL)
            hai_canvas_paragraph(canvas, branch->leaves, x + SWATCH + SWATCH_GAP,
                                 y + branch->y + kit_height(branch->name));
    }
}
