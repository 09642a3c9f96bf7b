// SPDX-License-Identifier: MIT
//
// A card: the theme's surface with a title and any visuals in it.
#include "visual-kit/surface.h"
#include <math.h>

enum style { STYLE_CARD, STYLE_PLAIN, STYLE_QUOTE };

struct card {
    const char *title, *note;
    hai_blocks children;
    int32_t style;
    double inset, gap;
};

static const struct card defaults = {.inset = NAN, .gap = NAN};

static const char *const styles[] = {"card", "plain", "quote", NULL};

static const hai_option options[] = {
    HAI_TEXT("title", struct card, title, .help_zh = "标题", .help_en = "Title"),
    HAI_TEXT("note", struct card, note, .help_zh = "标题旁的说明,如单位",
             .help_en = "A few words beside the title, as a unit"),
    HAI_BLOCKS("children", struct card, children, .flags = HAI_REQUIRED, .help_zh = "卡片里的图形",
               .help_en = "What stands in it"),
    HAI_CHOICE("style", struct card, style, styles, .help_zh = "样式:卡片、无底、引文",
               .help_en = "With a surface, without, or as a quote with a bar at its side"),
    HAI_LENGTH("inset", struct card, inset, 0, 400, .unit = "px", .help_zh = "内边距,默认随主题",
               .help_en = "Space inside the edges; the theme's padding if not given"),
    HAI_LENGTH("gap", struct card, gap, 0, 400, .unit = "px", .help_zh = "内容间距,默认随主题",
               .help_en = "Space between children; the theme's gutter if not given"),
};

struct plan {
    hai_insets inset;
    double gap, title_gap;
    const hai_paragraph *title, *note;
    double head;        // height of the title and note with the space below them
    bool is_note_below; // the title, where there is no room beside it
    hai_size body;
};

// The note stands beside the title as long as it leaves it half of the width.
static void plan_head(const hai_block *block, const struct card *card, double inner,
                      struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style title = kit_type(theme, "card", NULL, HAI_TEXT_TITLE);
    hai_text_style note = kit_type(theme, "caption", NULL, HAI_TEXT_LEFT);
    double left = inner;
    if (card->note != NULL) {
        plan->note = hai_paragraph_new(block, card->note, &note, 0);
        left -= hai_paragraph_size(plan->note).width + 16;
        plan->is_note_below = card->title == NULL ? left < 0 : left < inner / 2;
    }
    if (plan->is_note_below) {
        plan->note = hai_paragraph_new(block, card->note, &note, inner);
        left = inner;
    }
    if (card->title != NULL)
        plan->title = hai_paragraph_new(block, card->title, &title, left);
    double text = kit_height(plan->title);
    if (plan->is_note_below || plan->title == NULL)
        text += kit_height(plan->note);
    plan->head = text > 0 ? text + 20 : 0;
}

static struct plan plan(const hai_block *block, const struct card *card, double width)
{
    const hai_theme *theme = hai_block_theme(block);
    double padding = hai_theme_length(theme, "padding");
    double inset = !isnan(card->inset) ? card->inset : card->style == STYLE_PLAIN ? 0 : padding;
    struct plan plan = {.inset = hai_insets_all(inset),
                        .gap = isnan(card->gap) ? hai_theme_length(theme, "gutter") : card->gap};
    if (card->style == STYLE_QUOTE)
        plan.inset.left += 12;
    double inner = fmax(width - plan.inset.left - plan.inset.right, 1);
    plan_head(block, card, inner, &plan);
    plan.body = hai_children_measure(card->children, plan.gap, (hai_space){inner, 0});
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    struct plan placed = plan(block, data, space.width);
    return (hai_size){space.width,
                      placed.inset.top + placed.head + placed.body.height + placed.inset.bottom};
}

static void draw_quote(const hai_theme *theme, hai_canvas *canvas, hai_box box)
{
    double radius = fmin(hai_theme_length(theme, "radius"), 12);
    kit_fill_box(canvas, box, radius, hai_theme_colour(theme, "quote"));
    hai_canvas_save(canvas);
    hai_canvas_rounded_box(canvas, box, radius);
    hai_canvas_clip(canvas);
    kit_fill_box(canvas, (hai_box){box.x, box.y, 10, box.height}, 0,
                 hai_theme_colour(theme, "primary"));
    hai_canvas_restore(canvas);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct card *card = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, card, box.width);
    if (card->style == STYLE_CARD)
        kit_surface(theme, canvas, box);
    if (card->style == STYLE_QUOTE)
        draw_quote(theme, canvas, box);

    hai_box inner = hai_box_inset(box, placed.inset);
    if (placed.title != NULL) {
        hai_canvas_heading_begin(canvas, 3, card->title, inner);
        hai_canvas_paragraph(canvas, placed.title, inner.x, inner.y);
        hai_canvas_heading_end(canvas);
    }
    if (placed.note != NULL) {
        double x = hai_box_right(inner) - hai_paragraph_size(placed.note).width;
        double y = inner.y;
        if (placed.is_note_below) {
            x = inner.x;
            y += kit_height(placed.title);
        } else if (placed.title != NULL)
            y += hai_paragraph_baseline(placed.title) - hai_paragraph_baseline(placed.note);
        hai_canvas_paragraph(canvas, placed.note, x, y);
    }
    inner = hai_box_inset(inner, (hai_insets){.top = placed.head});
    hai_children_draw(card->children, placed.gap, canvas, inner);
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "card",
                                  .title_zh = "卡片",
                                  .title_en = "Card",
                                  .summary_zh = "带标题的卡片,可容纳任何图形",
                                  .summary_en = "A titled surface that holds any visuals",
                                  .struct_size = sizeof(struct card),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .measure = measure,
                                  .draw = draw};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "card",
   .version = "1.0.0", .summary = "A titled surface that holds any visuals",
   .licence = "MIT",   .features = {{"visual", &visual}}};
