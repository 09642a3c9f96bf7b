// SPDX-License-Identifier: MIT
#include "sankey.h"

#include "visual-kit/unit.h"

#define LEADER_ROOM 2.0 // at either side of its middle
#define SIDE_ROOM 6.0   // between words beside each other

static const hai_paragraph *fitted(const hai_block *block, const char *text, hai_text_style style,
                                   double width)
{
    const hai_paragraph *words = hai_paragraph_new(block, text, &style, 0);
    if (hai_paragraph_size(words).width > width)
        words = hai_paragraph_new(block, text, &style, width);
    // Again in a measure as wide as its words, so that it can be aligned to them.
    return hai_paragraph_new(block, text, &style, ceil(hai_paragraph_size(words).width) + 1);
}

static double width_of(const hai_paragraph *words)
{
    return words == NULL ? 0 : ceil(hai_paragraph_size(words).width) + 1;
}

static const char *figure_text(const hai_block *block, const struct sankey *sankey,
                               const struct plan *plan, const struct node *node)
{
    if (sankey->chart.labels == CHART_LABELS_NONE)
        return NULL;
    return plan->unit == NULL
               ? chart_value_text(block, node->value, &plan->format, sankey->chart.unit)
               : chart_figure_text(block, node->value, &plan->format);
}

void write_names(const hai_block *block, const struct sankey *sankey, struct plan *plan,
                 const double *widths, bool is_short)
{
    hai_text_style style =
        kit_type(hai_block_theme(block), "caption", "ink", HAI_TEXT_TITLE_CENTRE);
    style.line_height = 1.25;
    plan->has_wide_figure = false;
    for (int32_t i = 0; i < plan->graph->node_count; i++) {
        struct node *node = &plan->graph->nodes[i];
        if (node->number < 0)
            continue;
        const char *name = plan->flows->nodes[node->number].name;
        const char *figure = figure_text(block, sankey, plan, node);
        if (!plan->is_down)
            style.align = node->layer == 0 ? HAI_TEXT_TITLE_RIGHT : HAI_TEXT_TITLE;
        hai_text_style bold = style;
        bold.weight = 700;
        const hai_paragraph *told =
            figure == NULL ? NULL : fitted(block, figure, bold, widths[node->layer]);
        bool is_wide = told != NULL && hai_paragraph_lines(told) > 1;
        plan->has_wide_figure = plan->has_wide_figure || is_wide;
        if (is_short && figure != NULL) {
            name = hai_block_printf(block, "%s %s", name, figure);
            told = NULL;
        }
        node->name = name[0] == '\0' ? NULL : fitted(block, name, style, widths[node->layer]);
        node->figure = told;
        node->label = (hai_size){fmax(width_of(node->name), width_of(node->figure)),
                                 kit_height(node->name) + kit_height(node->figure)};
        node->extent = plan->is_down ? node->label.width : node->label.height;
    }
}

// Of all figures, as they are counted: 亿元 where they are scaled.
void write_unit(const hai_block *block, const struct sankey *sankey, struct plan *plan,
                double width)
{
    hai_text_style style = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_LEFT);
    const char *unit = kit_unit_of(block, &plan->format, sankey->chart.unit);
    if (unit == NULL || unit[0] == '\0')
        return;
    plan->unit = hai_paragraph_new(block, hai_block_printf(block, "单位:%s", unit), &style, width);
}

// --- Places ---

// In rows downwards, the second one farther from the node.
static hai_box label_box(const struct plan *plan, const struct node *node, int32_t row)
{
    double along = plan->first + plan->step * node->layer, middle = plan->cross + node->centre;
    hai_size size = node->label;
    if (plan->is_down) {
        double far = LABEL_GAP + row * plan->row;
        double y = node->layer == 0 ? along - far - size.height : along + plan->thickness + far;
        // At the sides of the box it does not stand quite in the middle.
        double most = hai_box_right(plan->frame.plot) - size.width;
        double x = fmax(fmin(middle - size.width / 2, most), plan->frame.plot.x);
        return (hai_box){x, y, size.width, size.height};
    }
    double x =
        node->layer == 0 ? along - LABEL_GAP - size.width : along + plan->thickness + LABEL_GAP;
    return (hai_box){x, middle - size.height / 2, size.width, size.height};
}

static bool touches(hai_box a, hai_box b, double room)
{
    return a.x < hai_box_right(b) + room && b.x < hai_box_right(a) + room &&
           a.y < hai_box_bottom(b) && b.y < hai_box_bottom(a);
}

// What the line from a node to its label in the second row takes.
static hai_box leader_box(const struct plan *plan, const struct node *node)
{
    double along = plan->first + plan->step * node->layer, x = plan->cross + node->centre;
    double from = node->layer == 0 ? hai_box_bottom(node->box) : along + plan->thickness;
    double to = node->layer == 0 ? along : node->box.y;
    return (hai_box){x - LEADER_ROOM, from, 2 * LEADER_ROOM, to - from};
}

static bool is_crossed(const struct plan *plan, const struct node *a, const struct node *b)
{
    return (a->is_far && touches(leader_box(plan, a), b->box, 0)) ||
           (b->is_far && touches(leader_box(plan, b), a->box, 0));
}

static bool is_free(const struct plan *plan, const struct node *node)
{
    hai_box plot = plan->frame.box, box = node->box;
    if (box.x < plot.x - 0.5 || hai_box_right(box) > hai_box_right(plot) + 0.5 ||
        box.y < plot.y - 0.5 || hai_box_bottom(box) > hai_box_bottom(plot) + 0.5)
        return false;
    for (int32_t i = 0; i < plan->graph->node_count; i++)
        if (plan->graph->nodes[i].is_named && (touches(plan->graph->nodes[i].box, box, SIDE_ROOM) ||
                                               is_crossed(plan, node, &plan->graph->nodes[i])))
            return false;
    return true;
}

void place_names(struct plan *plan)
{
    struct graph *graph = plan->graph;
    // The largest first: where there is no room for all, the small ones go without.
    for (;;) {
        struct node *next = NULL;
        for (int32_t i = 0; i < graph->node_count; i++) {
            struct node *node = &graph->nodes[i];
            bool is_open = node->label.height > 0 && !node->is_tried;
            if (is_open && (next == NULL || node->value > next->value))
                next = node;
        }
        if (next == NULL)
            return;
        next->is_tried = true;
        for (int32_t row = 0; row < (plan->row > 0 ? 2 : 1) && !next->is_named; row++) {
            next->box = label_box(plan, next, row);
            next->is_far = row > 0;
            next->is_named = is_free(plan, next);
        }
        plan->dropped += next->is_named ? 0 : 1;
    }
}

void note_names(const hai_block *block, const struct sankey *sankey, struct plan *plan,
                double width)
{
    size_t room = (size_t)plan->graph->node_count + 1;
    struct chart_tree left = {.nodes = hai_block_alloc(block, room * sizeof *left.nodes),
                              .count = 1};
    const char **figures = hai_block_alloc(block, room * sizeof *figures);
    bool *is_told = hai_block_alloc(block, room * sizeof *is_told);
    for (int32_t i = 0; i < plan->graph->node_count; i++) {
        const struct node *node = &plan->graph->nodes[i];
        if (node->label.height <= 0 || node->is_named)
            continue;
        const char *figure = figure_text(block, sankey, plan, node);
        figures[left.count] = figure != NULL ? figure : "";
        is_told[left.count] = false;
        left.nodes[left.count++] = (struct chart_node){
            .name = plan->flows->nodes[node->number].name, .value = node->value};
    }
    plan->note =
        chart_tree_note(block, &left, is_told, figures, CHART_UNNAMED, width, &plan->dropped);
}

// From a node to its label in the second row.
static void draw_leader(const struct plan *plan, const struct node *node, hai_canvas *canvas)
{
    double along = plan->first + plan->step * node->layer, x = plan->cross + node->centre;
    bool is_above = node->layer == 0;
    double from = is_above ? along - 4 : along + plan->thickness + 4;
    double to = is_above ? hai_box_bottom(node->box) + 4 : node->box.y - 4;
    kit_rule(canvas, (hai_point){x, from}, (hai_point){x, to}, 2, plan->leader);
}

void draw_names(const struct plan *plan, hai_canvas *canvas)
{
    for (int32_t i = 0; i < plan->graph->node_count; i++) {
        const struct node *node = &plan->graph->nodes[i];
        if (!node->is_named)
            continue;
        double y = node->box.y;
        if (node->is_far)
            draw_leader(plan, node, canvas);
        const hai_paragraph *lines[] = {node->name, node->figure};
        for (size_t k = 0; k < HAI_COUNT(lines); k++) {
            if (lines[k] == NULL)
                continue;
            double free = node->box.width - width_of(lines[k]);
            double x = node->box.x + (plan->is_down ? free / 2 : node->layer == 0 ? free : 0);
            hai_canvas_paragraph(canvas, lines[k], x, y);
            y += kit_height(lines[k]);
        }
    }
}
