// SPDX-License-Identifier: MIT
#include <math.h>

#include "hub.h"
#include "visual-kit/surface.h"

#define ICON 56.0
#define ICON_GAP 8.0

static const char *ink(const hai_block *block)
{
    const hai_theme *theme = hai_block_theme(block);
    return kit_on(block, hai_colour_mix(hai_theme_colour(theme, "primary"),
                                        hai_theme_colour(theme, "primary_deep"), 0.5));
}

static double words_height(const struct plan *plan)
{
    return plan->icon + (plan->icon > 0 && plan->title != NULL ? ICON_GAP : 0) +
           kit_height(plan->title) + kit_height(plan->note);
}

bool centre_plan_disc(const hai_block *block, const struct hub *hub, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    double most = 1.36 * plan->radius;
    plan->room = 1.5 * plan->radius;
    plan->icon = hub->icon == NULL ? 0 : hub->title == NULL ? plan->radius * 0.9 : ICON;
    if (hub->title == NULL)
        return true;
    hai_text_style style = kit_type(theme, "section", ink(block), HAI_TEXT_TITLE_CENTRE);
    style.tracking = 0;
    style.size = fmin(style.size, 46);
    hai_text_style small = kit_type(theme, "caption", ink(block), HAI_TEXT_TITLE_CENTRE);
    plan->note =
        hub->note == NULL ? NULL : hai_paragraph_new(block, hub->note, &small, plan->room * 0.9);
    double left = most - kit_height(plan->note) - (plan->icon > 0 ? plan->icon + ICON_GAP : 0);
    if (left < 32)
        return false;
    style.size = fmin(style.size, hai_text_fit(block, hub->title, &style, plan->room, left, 0, 26));
    plan->title = hai_paragraph_new(block, hub->title, &style, plan->room);
    return words_height(plan) <= most && hai_paragraph_size(plan->title).width <= plan->room &&
           (plan->note == NULL || hai_paragraph_size(plan->note).width <= plan->room);
}

void centre_plan_band(const hai_block *block, const struct hub *hub, struct plan *plan,
                      double width)
{
    const hai_theme *theme = hai_block_theme(block);
    double inset = fmin(32, width / 8);
    plan->room = fmax(width - 2 * inset, 1);
    plan->icon = hub->icon == NULL ? 0 : fmin(ICON, plan->room);
    plan->title = plan->note = NULL;
    if (hub->title == NULL && hub->icon == NULL)
        return;
    hai_text_style style = kit_type(theme, "card", ink(block), HAI_TEXT_TITLE_CENTRE);
    hai_text_style small = kit_type(theme, "caption", ink(block), HAI_TEXT_CENTRE);
    if (hub->title != NULL)
        plan->title = hai_paragraph_new(block, hub->title, &style, plan->room);
    if (hub->note != NULL)
        plan->note = hai_paragraph_new(block, hub->note, &small, plan->room);
    plan->band = (hai_box){0, 0, width, words_height(plan) + 40};
}

// --- Drawing ---

static void draw_words(const hai_block *block, const struct hub *hub, const struct plan *plan,
                       hai_canvas *canvas, hai_point middle)
{
    const hai_theme *theme = hai_block_theme(block);
    double y = middle.y - words_height(plan) / 2;
    if (plan->icon > 0) {
        hai_canvas_icon(canvas, hub->icon,
                        (hai_box){middle.x - plan->icon / 2, y, plan->icon, plan->icon},
                        hai_theme_colour(theme, ink(block)));
        y += plan->icon + ICON_GAP;
    }
    if (plan->title != NULL)
        hai_canvas_paragraph(canvas, plan->title, middle.x - plan->room / 2, y);
    y += kit_height(plan->title);
    if (plan->note != NULL) {
        double measure = plan->is_list ? plan->room : plan->room * 0.9;
        hai_canvas_paragraph(canvas, plan->note, middle.x - measure / 2, y);
    }
}

void centre_draw(const hai_block *block, const struct hub *hub, const struct plan *plan,
                 hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    if (plan->is_list) {
        hai_box band = {box.x, box.y, plan->band.width, plan->band.height};
        if (band.height <= 0)
            return;
        kit_fill_primary(theme, canvas, band, fmin(hai_theme_length(theme, "radius"), 24));
        draw_words(block, hub, plan, canvas,
                   (hai_point){box.x + band.width / 2, box.y + band.height / 2});
        return;
    }
    hai_point middle = {box.x + plan->middle.x, box.y + plan->middle.y};
    double radius = plan->radius;
    kit_fill_primary(theme, canvas,
                     (hai_box){middle.x - radius, middle.y - radius, 2 * radius, 2 * radius},
                     radius);
    draw_words(block, hub, plan, canvas, middle);
}
