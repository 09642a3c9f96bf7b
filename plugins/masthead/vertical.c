// SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "masthead.h"
#include "visual-kit/ornament.h"
#include "visual-kit/seal.h"
#include "visual-kit/surface.h"

#define MEASURE 780.0      // length of the title's columns at most
#define SUBTITLE_GAP 40.0  // from the title to the subtitle at its left
#define SUBTITLE_DROP 96.0 // by which the subtitle begins lower
#define SEAL_CELL 46.0
#define SHORT_TITLE 460.0 // length to which a title of a few characters grows
#define MOST_GROWN 2.2    // by how much at most

static hai_text_style vertical_type(const hai_theme *theme, const char *role, const char *colour)
{
    hai_text_style style = kit_type(theme, role, colour, HAI_TEXT_TITLE);
    style.direction = HAI_TEXT_VERTICAL;
    return style;
}

// The title in one column or those that its author gave, if that keeps it large; a name of two or
// three characters, as festivals have, grows until its column is as long as other titles' are.
static double title_size(const hai_block *block, const char *text, const hai_text_style *style,
                         double measure, double inner)
{
    int32_t columns = 1;
    for (const char *c = text; *c != '\0'; c++)
        columns += *c == '\n';
    double least = style->size * 0.4;
    double fitted = hai_text_fit(block, text, style, measure, inner * 0.55, columns, least);
    if (fitted < style->size * 0.7)
        return hai_text_fit(block, text, style, measure, inner * 0.55, 0, least);
    if (fitted < style->size)
        return fitted;
    hai_size size = hai_paragraph_size(hai_paragraph_new(block, text, style, measure));
    double grown = SHORT_TITLE / fmax(size.height, 1);
    grown = fmin(grown, inner * 0.3 / fmax(size.width, 1));
    return style->size * fmin(fmax(grown, 1), MOST_GROWN);
}

// How long the subtitle's columns may be: as the title's, a little lower; an author's own lines, as
// of verse, stay whole.
static double subtitle_measure(const struct masthead *masthead, double title_height, double size)
{
    double most = MEASURE - SUBTITLE_DROP;
    if (strchr(masthead->subtitle, '\n') != NULL)
        return most;
    return fmin(fmax(title_height - SUBTITLE_DROP, size * 4), most);
}

struct plan vertical_plan(const hai_block *block, const struct masthead *masthead, double width)
{
    const hai_theme *theme = hai_block_theme(block);
    struct plan plan = {.margin = fmin(hai_theme_length(theme, "margin"), width * 0.1), .top = 48};
    struct look look = masthead_look(masthead);
    double inner = fmax(width - 2 * plan.margin, 1);
    masthead_plan_head(block, masthead, inner, &plan);
    plan.foot = kit_scene_depth((enum kit_art)masthead->art) * 1.2;

    hai_text_style title = vertical_type(theme, "hero", look.text);
    double measure = fmin(MEASURE, fmax(width * 0.8, 200));
    title.size = title_size(block, masthead->title, &title, measure, inner);
    plan.title = hai_paragraph_new(block, masthead->title, &title, measure);
    plan.title_width = hai_paragraph_size(plan.title).width;
    double taken = plan.title_width, height = kit_height(plan.title);
    if (masthead->subtitle != NULL) {
        hai_text_style subtitle = vertical_type(theme, "hero_subtitle", look.weak);
        double below = subtitle_measure(masthead, height, subtitle.size);
        plan.subtitle = hai_paragraph_new(block, masthead->subtitle, &subtitle, below);
        taken += SUBTITLE_GAP + hai_paragraph_size(plan.subtitle).width;
        height = fmax(height, SUBTITLE_DROP + kit_height(plan.subtitle));
    }
    if (masthead->badge != NULL) {
        int count = kit_seal_count(masthead->badge);
        plan.is_sealed = count > 0 && count <= KIT_SEAL_MAX;
        hai_text_style badge = vertical_type(theme, "label", "primary");
        badge.tracking = 0.2;
        if (!plan.is_sealed)
            plan.badge = hai_paragraph_new(block, masthead->badge, &badge, MEASURE / 2);
    }
    plan.beside = inner - taken - 64;
    if (masthead->lead != NULL) {
        hai_text_style lead = kit_type(theme, "body", look.text, HAI_TEXT_JUSTIFY);
        bool has_room = plan.beside >= 240;
        plan.lead = hai_paragraph_new(block, masthead->lead, &lead,
                                      has_room ? fmin(plan.beside, 420) : inner);
        plan.lead_gap = has_room ? 0 : 32 + kit_height(plan.lead);
        if (has_room)
            height = fmax(height, kit_height(plan.lead) + 2 * SEAL_CELL + 48);
    }
    height += plan.top + plan.head + plan.lead_gap + plan.foot;
    plan.size = (hai_size){width, fmax(height, masthead->height)};
    return plan;
}

void vertical_draw(const hai_block *block, const struct masthead *masthead, hai_canvas *canvas,
                   hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    struct plan plan = vertical_plan(block, masthead, box.width);
    kit_draw_scene(theme, canvas, box, (enum kit_art)masthead->art);
    double inner = box.width - 2 * plan.margin;
    if (plan.head > 0)
        masthead_draw_head(theme, masthead, &plan, canvas,
                           (hai_box){box.x + plan.margin, box.y + plan.top, inner, plan.bar});
    double right = hai_box_right(box) - plan.margin, top = box.y + plan.top + plan.head;
    hai_canvas_heading_begin(
        canvas, 1, masthead->title,
        (hai_box){right - plan.title_width, top, plan.title_width, kit_height(plan.title)});
    hai_canvas_paragraph(canvas, plan.title, right - plan.title_width, top);
    hai_canvas_heading_end(canvas);
    double left = right - plan.title_width;
    if (plan.subtitle != NULL) {
        left -= SUBTITLE_GAP + hai_paragraph_size(plan.subtitle).width;
        hai_canvas_paragraph(canvas, plan.subtitle, left, top + SUBTITLE_DROP);
    }
    if (plan.is_sealed) { // above the subtitle's column end, or at its head where that is free
        hai_size seal = kit_seal_size(masthead->badge, SEAL_CELL);
        double x = left - 40 - seal.width;
        if (x < box.x + plan.margin)
            x = box.x + plan.margin;
        kit_draw_seal(block, canvas, masthead->badge, x, top + 8, SEAL_CELL,
                      hai_theme_colour(theme, "seal"), "on_seal");
    } else if (plan.badge != NULL) {
        hai_canvas_paragraph(canvas, plan.badge, left - 40 - hai_paragraph_size(plan.badge).width,
                             top + 8);
    }
    if (plan.lead == NULL)
        return;
    double y = plan.lead_gap > 0 ? hai_box_bottom(box) - plan.foot - kit_height(plan.lead)
                                 : top + 2 * SEAL_CELL + 48;
    hai_canvas_paragraph(canvas, plan.lead, box.x + plan.margin, y);
}
