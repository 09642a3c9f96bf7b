// SPDX-License-Identifier: MIT
#include <math.h>

#include "fishbone.h"
#include "visual-kit/surface.h"

#define BRANCH 28.0 // from the spine to a tag
#define SPINE 10.0
#define GAP 24.0
#define CAUSE_GAP 10.0
#define DOT 24.0 // before a cause

void list_plan(const hai_block *block, const struct fishbone *fishbone, struct plan *plan,
               double width)
{
    double left = width < 160 ? 0 : SPINE + BRANCH, y = 0;
    plan->is_list = true;
    plan->left = left;
    plan->head = (hai_box){0};
    head_plan(block, fishbone, plan, width - 2 * fmin(24, width / 8));
    if (plan->effect != NULL || plan->note != NULL) {
        plan->head = (hai_box){0, 0, width, kit_height(plan->effect) + kit_height(plan->note) + 36};
        y = plan->head.height + GAP;
    }
    fishbone_set(block, plan, width - left - 2 * TAG_SIDE, width - left - DOT);
    for (int32_t i = 0; i < plan->count; i++) {
        struct category *category = &plan->categories[i];
        category->tag.x = left;
        category->tag.y = y;
        plan->spine = y + category->tag.height / 2;
        y += category->tag.height + 12;
        for (int32_t j = 0; j < plan->cause_count; j++) {
            struct cause *cause = &plan->causes[j];
            if (cause->category != i)
                continue;
            cause->at = (hai_point){left + DOT, y};
            y += kit_height(cause->text) + CAUSE_GAP;
        }
        y += GAP - (category->count > 0 ? CAUSE_GAP : 12);
    }
    plan->height = y - GAP;
}

void list_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour primary = hai_theme_colour(theme, "primary");
    hai_colour line = hai_colour_mix(hai_theme_colour(theme, "surface"), primary, 0.6);
    hai_point origin = {box.x, box.y};
    if (plan->left > 0) {
        double first = plan->head.height > 0
                           ? plan->head.height - 4
                           : plan->categories[0].tag.y + plan->categories[0].tag.height / 2;
        kit_rule(canvas, (hai_point){box.x + SPINE, box.y + first},
                 (hai_point){box.x + SPINE, box.y + plan->spine + 1.5}, 4, line);
    }
    for (int32_t i = 0; i < plan->count; i++) {
        const struct category *category = &plan->categories[i];
        double y = box.y + category->tag.y + category->tag.height / 2;
        if (plan->left > 0)
            kit_rule(canvas, (hai_point){box.x + SPINE, y}, (hai_point){box.x + plan->left, y}, 3,
                     line);
        tag_draw(block, category, canvas, origin);
    }
    for (int32_t i = 0; i < plan->cause_count; i++) {
        const struct cause *cause = &plan->causes[i];
        double line_height = kit_height(cause->text) / fmax(hai_paragraph_lines(cause->text), 1);
        kit_fill_box(canvas,
                     (hai_box){box.x + cause->at.x - DOT + 4,
                               box.y + cause->at.y + line_height / 2 - 4, 8, 8},
                     4, line);
        hai_canvas_paragraph(canvas, cause->text, box.x + cause->at.x, box.y + cause->at.y);
    }
    if (plan->head.height > 0) {
        hai_box head = {box.x, box.y, plan->head.width, plan->head.height};
        kit_fill_primary(theme, canvas, head, fmin(hai_theme_length(theme, "radius"), 24));
        double side = fmin(24, box.width / 8);
        head_words(block, plan, canvas,
                   hai_box_inset(head, (hai_insets){.left = side, .right = side}));
    }
}
