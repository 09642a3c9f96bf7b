// SPDX-License-Identifier: MIT
#include <math.h>

#include "network.h"
#include "visual-kit/surface.h"

hai_colour node_colour(const hai_theme *theme, const struct node *node)
{
    return kit_item_colour(theme, &node->item);
}

static void draw_tip(hai_canvas *canvas, hai_point to, double x, double y, hai_colour colour)
{
    hai_canvas_move_to(canvas, to.x, to.y);
    hai_canvas_line_to(canvas, to.x - NETWORK_TIP * x - NETWORK_TIP * 0.5 * y,
                       to.y - NETWORK_TIP * y + NETWORK_TIP * 0.5 * x);
    hai_canvas_line_to(canvas, to.x - NETWORK_TIP * x + NETWORK_TIP * 0.5 * y,
                       to.y - NETWORK_TIP * y - NETWORK_TIP * 0.5 * x);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(colour));
}

static void draw_link(const hai_theme *theme, const struct network *network,
                      const struct graph *graph, const struct link *link, double most,
                      hai_canvas *canvas, hai_box box)
{
    if (link->stop <= link->start)
        return;
    hai_point at[3];
    link_curve(graph, link, at);
    for (int i = 0; i < 3; i++)
        at[i] = (hai_point){at[i].x + box.x, at[i].y + box.y};
    double length = hypot(at[2].x - at[0].x, at[2].y - at[0].y);
    double last = fmax(hypot(at[2].x - at[1].x, at[2].y - at[1].y), 1e-6);
    double x = (at[2].x - at[1].x) / last, y = (at[2].y - at[1].y) / last;
    double width =
        most > 0 && isfinite(link->weight) ? 1.5 + 6.5 * fmax(link->weight, 0) / most : 2.5;
    hai_colour colour =
        hai_colour_mix(hai_theme_colour(theme, "surface"), hai_theme_colour(theme, "weak"), 0.5);
    if (network->directed && length > 1.5 * NETWORK_TIP) {
        draw_tip(canvas, at[2], x, y, colour);
        at[2] = (hai_point){at[2].x - x * (NETWORK_TIP - 2), at[2].y - y * (NETWORK_TIP - 2)};
    }
    hai_canvas_move_to(canvas, at[0].x, at[0].y);
    hai_canvas_curve_to(canvas, (at[0].x + 2 * at[1].x) / 3, (at[0].y + 2 * at[1].y) / 3,
                        (at[2].x + 2 * at[1].x) / 3, (at[2].y + 2 * at[1].y) / 3, at[2].x, at[2].y);
    hai_canvas_stroke(canvas, hai_stroke_width(width), hai_paint_colour(colour));
}

static void draw_links(const hai_theme *theme, const struct network *network,
                       const struct graph *graph, hai_canvas *canvas, hai_box box)
{
    double most = 0;
    for (int32_t i = 0; i < graph->link_count; i++) {
        if (isfinite(graph->links[i].weight))
            most = fmax(most, graph->links[i].weight);
    }
    for (int32_t i = 0; i < graph->link_count; i++)
        draw_link(theme, network, graph, &graph->links[i], most, canvas, box);
    for (int32_t i = 0; i < graph->link_count; i++) {
        const struct link *link = &graph->links[i];
        if (link->text == NULL)
            continue;
        hai_box at = {box.x + link->box.x, box.y + link->box.y, link->box.width, link->box.height};
        kit_fill_box(canvas, at, 8, hai_theme_colour(theme, "surface"));
        double measure = hai_paragraph_size(link->text).width;
        hai_canvas_paragraph(canvas, link->text, at.x + (at.width - measure) / 2, at.y);
    }
}

static void draw_node(const hai_block *block, const struct node *node, hai_canvas *canvas,
                      hai_box all)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour surface = hai_theme_colour(theme, "surface");
    double x = all.x + node->x, y = all.y + node->y, r = node->radius;
    hai_box disc = {x - r, y - r, 2 * r, 2 * r};
    if (node->text != NULL) { // links that pass below the words are dimmed there
        hai_size size = hai_paragraph_size(node->text);
        kit_fill_box(canvas,
                     (hai_box){x - size.width / 2 - NETWORK_TEXT_SIDE, y + r + NETWORK_TEXT_GAP,
                               size.width + 2 * NETWORK_TEXT_SIDE, size.height},
                     8, hai_colour_fade(surface, 0.85));
    }
    if (kit_has_mark(&node->item)) {
        struct kit_tile tile = {.is_round = true, .is_solid = true};
        kit_draw_tile(block, &node->item, &tile, canvas, disc);
    } else {
        kit_fill_box(canvas, disc, r, node_colour(theme, node));
    }
}

// Lines are centred in the measure that the paragraph was set to: its ink tells where that is.
static void draw_text(const struct node *node, hai_canvas *canvas, hai_box all)
{
    if (node->text == NULL)
        return;
    hai_box ink = hai_paragraph_ink(node->text);
    hai_canvas_paragraph(canvas, node->text, all.x + node->x - ink.x - ink.width / 2,
                         all.y + node->y + node->radius + NETWORK_TEXT_GAP);
}

void graph_draw(const hai_block *block, const struct network *network, const struct graph *graph,
                hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    draw_links(theme, network, graph, canvas, box);
    for (int32_t i = 0; i < graph->count; i++)
        draw_node(block, &graph->nodes[i], canvas, box);
    for (int32_t i = 0; i < graph->count; i++)
        draw_text(&graph->nodes[i], canvas, box);
    for (int32_t i = 0; i < graph->group_count && graph->top > 0; i++) {
        const struct group *group = &graph->groups[i];
        double middle = kit_height(group->text) / 2;
        const char *colour = hai_block_printf(block, "categorical.%d", (int)(i % 8) + 1);
        kit_fill_box(canvas,
                     (hai_box){box.x + group->x, box.y + group->y + middle - NETWORK_DOT / 2,
                               NETWORK_DOT, NETWORK_DOT},
                     NETWORK_DOT / 2, hai_theme_colour(theme, colour));
        hai_canvas_paragraph(canvas, group->text, box.x + group->x + NETWORK_DOT + 10,
                             box.y + group->y);
    }
}
