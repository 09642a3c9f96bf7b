// SPDX-License-Identifier: MIT
#include <math.h>

#include "tree.h"
#include "visual-kit/surface.h"

#define PEN 2.5

static hai_box moved(const struct node *node, hai_box box)
{
    return (hai_box){box.x + node->box.x, box.y + node->box.y, node->box.width, node->box.height};
}

// From the foot of a box to the head of another by an elbow half way between levels.
static void elbow_down(hai_canvas *canvas, hai_box from, hai_box to, double foot)
{
    double x = from.x + from.width / 2, end = to.x + to.width / 2, middle = (foot + to.y) / 2;
    hai_canvas_move_to(canvas, x, hai_box_bottom(from));
    if (fabs(x - end) > 0.5) {
        hai_canvas_line_to(canvas, x, middle);
        hai_canvas_line_to(canvas, end, middle);
    }
    hai_canvas_line_to(canvas, end, to.y);
}

static void curve_aside(hai_canvas *canvas, hai_box from, hai_box to, bool is_left, bool is_curved)
{
    double x = is_left ? from.x : hai_box_right(from), end = is_left ? hai_box_right(to) : to.x;
    double y = from.y + from.height / 2, low = to.y + to.height / 2, middle = (x + end) / 2;
    hai_canvas_move_to(canvas, x, y);
    if (is_curved) {
        hai_canvas_curve_to(canvas, middle, y, middle, low, end, low);
    } else {
        if (fabs(y - low) > 0.5) {
            hai_canvas_line_to(canvas, middle, y);
            hai_canvas_line_to(canvas, middle, low);
        }
        hai_canvas_line_to(canvas, end, low);
    }
}

static void draw_link(const hai_block *block, const struct forest *forest, int32_t index,
                      hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct node *node = &forest->nodes[index], *parent = &forest->nodes[node->parent];
    hai_box from = moved(parent, box), to = moved(node, box);
    if (forest->style == STYLE_DOWN) {
        double foot = box.y + forest->levels[parent->depth] + forest->lengths[parent->depth];
        elbow_down(canvas, from, to, foot);
    } else if (forest->style == STYLE_OUTLINE) {
        double x = from.x + 14, y = to.y + fmin(node->words.middle, to.height / 2);
        hai_canvas_move_to(canvas, x, hai_box_bottom(from));
        hai_canvas_line_to(canvas, x, y);
        hai_canvas_line_to(canvas, to.x, y);
    } else {
        curve_aside(canvas, from, to, node->is_left, forest->style == STYLE_MIND);
    }
    hai_colour line = forest->style == STYLE_MIND
                          ? kit_item_colour(theme, &node->item)
                          : hai_colour_mix(hai_theme_colour(theme, "surface"),
                                           hai_theme_colour(theme, "primary"), 0.55);
    hai_stroke stroke = hai_stroke_width(PEN);
    stroke.join = 1;
    hai_canvas_stroke(canvas, stroke, hai_paint_colour(line));
}

static void draw_node(const hai_block *block, const struct node *node, hai_canvas *canvas,
                      hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour colour = kit_item_colour(theme, &node->item);
    if (node->words.look.style == KIT_ITEM_SOLID) {
        kit_item_surface(block, &node->words, canvas, box);
    } else { // a tint: nodes stand on cards as well as on the page
        hai_colour tint = hai_colour_mix(hai_theme_colour(theme, "surface"), colour,
                                         node->depth == 1 ? 0.13 : 0.06);
        kit_fill_box(canvas, box, fmin(hai_theme_length(theme, "radius"), 12), tint);
        hai_canvas_rounded_box(canvas, hai_box_inset(box, hai_insets_all(0.75)),
                               fmin(hai_theme_length(theme, "radius"), 12));
        hai_canvas_stroke(canvas, hai_stroke_width(1.5),
                          hai_paint_colour(hai_colour_mix(tint, colour, 0.18)));
    }
    if (node->column == NULL) {
        box.y += (box.height - node->words.size.height) / 2;
        box.height = node->words.size.height;
        kit_item_words(block, &node->words, canvas, box);
        return;
    }
    double width = hai_paragraph_size(node->column).width;
    hai_canvas_paragraph(canvas, node->column, box.x + (box.width - width) / 2, box.y + 18);
}

void forest_draw(const hai_block *block, const struct forest *forest, hai_canvas *canvas,
                 hai_box box)
{
    for (int32_t i = 1; i < forest->count; i++)
        draw_link(block, forest, i, canvas, box);
    for (int32_t i = 0; i < forest->count; i++)
        draw_node(block, &forest->nodes[i], canvas, moved(&forest->nodes[i], box));
}
