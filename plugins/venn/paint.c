// SPDX-License-Identifier: MIT
#include <math.h>

#include "venn.h"
#include "visual-kit/surface.h"

#define PEN 3.0

static hai_box round_box(const struct plan *plan, int32_t i, hai_box box)
{
    double r = plan->radius;
    return (hai_box){box.x + plan->centres[i].x - r, box.y + plan->centres[i].y - r, 2 * r, 2 * r};
}

static void draw_circles(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas,
                         hai_box box)
{
    for (int32_t i = 0; i < plan->count; i++)
        kit_fill_box(canvas, round_box(plan, i, box), plan->radius,
                     hai_colour_fade(plan->colours[i], 0.17));
    const struct part *core = &plan->parts[(1U << plan->count) - 1];
    if (plan->count > 1 && core->shown != SHOWN_NOTHING) { // what all have in common stands out
        hai_canvas_save(canvas);
        for (int32_t i = 1; i < plan->count; i++) {
            hai_canvas_rounded_box(canvas, round_box(plan, i, box), plan->radius);
            hai_canvas_clip(canvas);
        }
        kit_fill_box(canvas, round_box(plan, 0, box), plan->radius,
                     hai_theme_colour(theme, "primary"));
        hai_canvas_restore(canvas);
    }
    for (int32_t i = 0; i < plan->count; i++) {
        hai_canvas_rounded_box(
            canvas, hai_box_inset(round_box(plan, i, box), hai_insets_all(PEN / 2)), plan->radius);
        hai_canvas_stroke(canvas, hai_stroke_width(PEN),
                          hai_paint_colour(hai_colour_fade(plan->colours[i], 0.8)));
    }
}

static void draw_paragraph(const hai_paragraph *paragraph, const struct part *part,
                           hai_canvas *canvas, double x, double *y)
{
    if (paragraph == NULL)
        return;
    hai_canvas_paragraph(canvas, paragraph, x - part->measure / 2, *y);
    *y += kit_height(paragraph);
}

static void draw_inside(const hai_theme *theme, const struct part *part, hai_canvas *canvas,
                        hai_box box)
{
    double x = box.x + part->middle.x, y = box.y + part->middle.y - part->height / 2;
    if (part->shown == SHOWN_NUMBER) {
        hai_box ink = hai_paragraph_ink(part->title);
        hai_canvas_paragraph(canvas, part->title, x - ink.width / 2 - ink.x,
                             box.y + part->middle.y - ink.height / 2 - ink.y);
        return;
    }
    if (part->has_icon) {
        hai_canvas_icon(canvas, part->item.icon,
                        (hai_box){x - VENN_ICON / 2, y, VENN_ICON, VENN_ICON},
                        hai_colour_mix(kit_item_colour(theme, &part->item),
                                       hai_theme_colour(theme, "ink"), 0.35));
        y += VENN_ICON + VENN_ICON_GAP;
    }
    draw_paragraph(part->title, part, canvas, x, &y);
    draw_paragraph(part->value, part, canvas, x, &y);
    draw_paragraph(part->text, part, canvas, x, &y);
}

void venn_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    draw_circles(theme, plan, canvas, box);
    for (uint32_t mask = 1; mask < VENN_PARTS; mask++) {
        const struct part *part = &plan->parts[mask];
        if (part->shown == SHOWN_NOTHING)
            continue;
        draw_inside(theme, part, canvas, box);
        if (plan->has_list && part->y > 0)
            kit_item_draw(
                block, &part->words, canvas,
                (hai_box){box.x, box.y + part->y, part->words.size.width, part->words.size.height});
    }
}
