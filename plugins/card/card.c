// SPDX-License-Identifier: MIT
//
// A card: the theme's surface with a title and any visuals in it.
#include <math.h>

#include "visual-kit/ornament.h"
#include "visual-kit/surface.h"

enum style {
    STYLE_CARD,
    STYLE_PLAIN,
    STYLE_QUOTE,
    STYLE_BADGE,
    STYLE_RIBBON,
    STYLE_INDEXED,
    STYLE_GHOST,
    STYLE_TOP,
    STYLE_CORNER
};

struct card {
    const char *title, *note, *number;
    const hai_icon *icon;
    hai_blocks children;
    int32_t style;
    double inset, gap;
};

static const struct card defaults = {.inset = NAN, .gap = NAN};

static const char *const styles[] = {"card",    "plain", "quote", "badge",  "ribbon",
                                     "indexed", "ghost", "top",   "corner", NULL};

static const hai_option options[] = {
    HAI_TEXT("title", struct card, title, .help_zh = "标题", .help_en = "Title"),
    HAI_TEXT("note", struct card, note, .help_zh = "标题旁的说明,如单位",
             .help_en = "A few words beside the title, as a unit"),
    HAI_STRING("number", struct card, number, .help_zh = "序号,用于“indexed”“ghost”",
               .help_en = "Its number, for the styles \"indexed\" and \"ghost\""),
    HAI_ICON("icon", struct card, icon, .help_zh = "图标:名称、文件或表情",
             .help_en = "An icon beside the title: a name, a file or an emoji"),
    HAI_BLOCKS("children", struct card, children, .flags = HAI_REQUIRED, .help_zh = "卡片里的图形",
               .help_en = "What stands in it"),
    HAI_CHOICE("style", struct card, style, styles,
               .help_zh = "样式:卡片、无底、引文、标签、缎带、编号、衬底大字、图标居上、角框",
               .help_en = "With a surface, without, a quote with a bar at its side, its title on a "
                          "tab, on a ribbon, a number in the corner, a ghost numeral, icon and "
                          "title centred above, or corner brackets alone"),
    HAI_LENGTH("inset", struct card, inset, 0, 400, .unit = "px", .help_zh = "内边距,默认随主题",
               .help_en = "Space inside the edges; the theme's padding if not given"),
    HAI_LENGTH("gap", struct card, gap, 0, 400, .unit = "px", .help_zh = "内容间距,默认随主题",
               .help_en = "Space between children; the theme's gutter if not given"),
};

#define TILE 64.0     // side of the icon's ground, and of the number's
#define TOP_TILE 96.0 // of an icon above
#define FOLD 14.0     // by which a ribbon stands out at the left

struct plan {
    hai_insets inset;
    double gap;
    const hai_paragraph *title, *note, *number;
    double title_left;  // of the title, from the inner edge
    double lift;        // of a tab's middle: the surface begins as much lower
    double tab;         // height of the tab or ribbon, 0: none
    double row;         // height of the title's row, of what stands above the note
    double head;        // height of the title and note with the space below them
    bool is_note_below; // the title, where there is no room beside it
    hai_size body;
};

static bool has_tile(const struct card *card)
{
    return card->icon != NULL && card->style != STYLE_TOP;
}

static void plan_number(const hai_block *block, const struct card *card, struct plan *plan)
{
    bool is_ghost = card->style == STYLE_GHOST;
    if (card->number == NULL || (!is_ghost && card->style != STYLE_INDEXED))
        return;
    hai_text_style style = kit_type(hai_block_theme(block), "figure",
                                    is_ghost ? "primary" : "on_primary", HAI_TEXT_LEFT);
    style.size = is_ghost ? 120 : 40;
    style.line_height = 1;
    plan->number = hai_paragraph_new(block, card->number, &style, 0);
}

// The title's measure is what note, icon and number leave.
static void plan_head(const hai_block *block, const struct card *card, double inner,
                      struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    bool is_tab = card->style == STYLE_BADGE || card->style == STYLE_RIBBON;
    bool is_top = card->style == STYLE_TOP;
    plan_number(block, card, plan);
    if (has_tile(card) && !is_tab)
        plan->title_left = TILE + 20;
    if (card->style == STYLE_INDEXED && plan->number != NULL)
        plan->title_left += fmax(TILE, hai_paragraph_size(plan->number).width + 24) + 20;
    double sides = plan->title_left + (is_tab ? 64 + (has_tile(card) ? 48 : 0) : 0);
    double left = fmax(inner - sides, 1);
    if (card->note != NULL) { // beside the title as long as it leaves it half of the width
        hai_text_style style = kit_type(theme, "caption", NULL, HAI_TEXT_LEFT);
        plan->note = hai_paragraph_new(block, card->note, &style, 0);
        double beside = left - hai_paragraph_size(plan->note).width - 16;
        plan->is_note_below = is_top || (card->title == NULL ? beside < 0 : beside < left / 2);
        if (plan->is_note_below)
            plan->note = hai_paragraph_new(block, card->note, &style, inner);
        else
            left = beside;
    }
    plan->row = plan->title_left > 0 ? TILE : 0;
    if (card->title != NULL) {
        hai_text_style style = kit_type(theme, "card", is_tab ? "on_primary" : NULL,
                                        is_top ? HAI_TEXT_TITLE_CENTRE : HAI_TEXT_TITLE);
        plan->title = hai_paragraph_new(block, card->title, &style, is_top ? inner : fmax(left, 1));
        plan->row = fmax(plan->row, kit_height(plan->title));
    }
    if (plan->title == NULL && !plan->is_note_below)
        plan->row = fmax(plan->row, kit_height(plan->note));
    if (is_tab && plan->title != NULL) {
        plan->tab = kit_height(plan->title) + 20;
        plan->lift = card->style == STYLE_BADGE ? plan->tab / 2 : 0;
        plan->row = plan->tab - plan->lift;
        if (plan->lift > 0 && !plan->is_note_below)
            plan->row = fmax(plan->row, kit_height(plan->note));
    }
    if (is_top && card->icon != NULL)
        plan->row += TOP_TILE + 16;
    double height = plan->row + (plan->is_note_below ? kit_height(plan->note) + 4 : 0);
    plan->head = height > 0 ? height + 20 : 0;
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
    if (card->style == STYLE_RIBBON)
        plan.inset.left += FOLD;
    double inner = fmax(width - plan.inset.left - plan.inset.right, 1);
    plan_head(block, card, inner, &plan);
    plan.inset.top += plan.lift;
    if (plan.lift > 0) // the tab's lower half stands inside, and needs no more space above it
        plan.inset.top = plan.lift;
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

static void draw_surface(const hai_theme *theme, const struct card *card, const struct plan *plan,
                         hai_canvas *canvas, hai_box box)
{
    box = hai_box_inset(
        box, (hai_insets){.top = plan->lift, .left = card->style == STYLE_RIBBON ? FOLD : 0});
    if (card->style == STYLE_QUOTE)
        draw_quote(theme, canvas, box);
    else if (card->style == STYLE_CORNER)
        kit_corners(canvas, box, 36, 4, hai_theme_colour(theme, "primary"));
    else if (card->style != STYLE_PLAIN)
        kit_surface(theme, canvas, box);
    if (card->style != STYLE_GHOST || plan->number == NULL)
        return;
    hai_box ink = hai_paragraph_ink(plan->number);
    hai_colour pale = hai_colour_mix(hai_theme_colour(theme, "surface"),
                                     hai_theme_colour(theme, "primary"), 0.09);
    hai_canvas_paragraph_painted(canvas, plan->number, hai_box_right(box) - 20 - ink.width - ink.x,
                                 box.y + 16 - ink.y, hai_paint_colour(pale));
}

// A tab across the upper edge, or a ribbon that comes from behind the left one.
static void draw_tab(const hai_theme *theme, const struct card *card, const struct plan *plan,
                     hai_canvas *canvas, hai_box box)
{
    double width = hai_paragraph_size(plan->title).width + 64;
    bool is_ribbon = card->style == STYLE_RIBBON;
    double left = box.x + (is_ribbon ? 0 : plan->inset.left);
    double top = box.y + (is_ribbon ? plan->inset.top : 0);
    if (has_tile(card))
        width += 48;
    hai_box tab = {left, top, fmin(width, hai_box_right(box) - left), plan->tab};
    double text = tab.x + 32;
    if (is_ribbon) {
        double right = hai_box_right(tab), low = hai_box_bottom(tab);
        hai_canvas_move_to(canvas, tab.x, low);
        hai_canvas_line_to(canvas, tab.x + FOLD, low);
        hai_canvas_line_to(canvas, tab.x + FOLD, low + FOLD);
        hai_canvas_close(canvas);
        hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(theme, "primary_dark")));
        hai_canvas_move_to(canvas, tab.x, tab.y);
        hai_canvas_line_to(canvas, right, tab.y);
        hai_canvas_line_to(canvas, right - fmin(fmin(tab.height * 0.34, 24), tab.width / 4),
                           (tab.y + low) / 2);
        hai_canvas_line_to(canvas, right, low);
        hai_canvas_line_to(canvas, tab.x, low);
        hai_canvas_close(canvas);
        hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(theme, "primary")));
        text = tab.x + 26;
    } else {
        kit_fill_primary(theme, canvas, tab,
                         fmin(hai_theme_length(theme, "radius"), tab.height / 2));
    }
    if (has_tile(card)) {
        hai_box icon = {text, tab.y + (tab.height - 36) / 2, 36, 36};
        hai_canvas_icon(canvas, card->icon, icon, hai_theme_colour(theme, "on_primary"));
        text += 48;
    }
    hai_canvas_paragraph(canvas, plan->title, text, tab.y + 10);
}

// What stands before the title: the icon on a pale tile, the number on a solid one.
static void draw_tiles(const hai_theme *theme, const struct card *card, const struct plan *plan,
                       hai_canvas *canvas, hai_box inner)
{
    double x = inner.x, y = inner.y + (plan->row - TILE) / 2;
    double radius = fmin(hai_theme_length(theme, "radius") * 0.75, TILE / 2);
    if (card->style == STYLE_INDEXED && plan->number != NULL) {
        hai_box ink = hai_paragraph_ink(plan->number);
        double width = fmax(TILE, hai_paragraph_size(plan->number).width + 24);
        kit_fill_primary(theme, canvas, (hai_box){x, y, width, TILE}, radius);
        hai_canvas_paragraph(canvas, plan->number, x + (width - ink.width) / 2 - ink.x,
                             y + (TILE - ink.height) / 2 - ink.y);
        x += width + 20;
    }
    if (!has_tile(card))
        return;
    hai_colour primary = hai_theme_colour(theme, "primary");
    hai_box tile = {x, y, TILE, TILE};
    kit_fill_box(canvas, tile, radius,
                 hai_colour_mix(hai_theme_colour(theme, "surface"), primary, 0.12));
    hai_canvas_icon(canvas, card->icon, hai_box_inset(tile, hai_insets_all(14)), primary);
}

static void draw_top(const hai_theme *theme, const struct card *card, const struct plan *plan,
                     hai_canvas *canvas, hai_box inner)
{
    double y = inner.y;
    if (card->icon != NULL) {
        hai_colour primary = hai_theme_colour(theme, "primary");
        hai_box tile = {inner.x + (inner.width - TOP_TILE) / 2, y, TOP_TILE, TOP_TILE};
        kit_fill_box(canvas, tile, TOP_TILE / 2,
                     hai_colour_mix(hai_theme_colour(theme, "surface"), primary, 0.12));
        hai_canvas_icon(canvas, card->icon, hai_box_inset(tile, hai_insets_all(24)), primary);
        y += TOP_TILE + 16;
    }
    if (plan->title != NULL)
        hai_canvas_paragraph(canvas, plan->title, inner.x, y);
    y += kit_height(plan->title) + 4;
    if (plan->note != NULL)
        hai_canvas_paragraph(canvas, plan->note,
                             inner.x + (inner.width - hai_paragraph_size(plan->note).width) / 2, y);
}

static void draw_title(const hai_theme *theme, const struct card *card, const struct plan *plan,
                       hai_canvas *canvas, hai_box inner, hai_box box)
{
    if (card->style == STYLE_TOP) {
        draw_top(theme, card, plan, canvas, inner);
        return;
    }
    if (plan->tab > 0) {
        draw_tab(theme, card, plan, canvas, box);
    } else {
        draw_tiles(theme, card, plan, canvas, inner);
        double y = inner.y + (plan->row - kit_height(plan->title)) / 2;
        if (plan->title != NULL)
            hai_canvas_paragraph(canvas, plan->title, inner.x + plan->title_left, y);
    }
    if (plan->note == NULL)
        return;
    double x = hai_box_right(inner) - hai_paragraph_size(plan->note).width;
    double y = inner.y + (plan->lift > 0 ? 8 : 0);
    if (plan->is_note_below) {
        x = inner.x;
        y = inner.y + plan->row + 4;
    } else if (plan->title != NULL && plan->lift <= 0) {
        y += (plan->tab > 0 ? 10 : (plan->row - kit_height(plan->title)) / 2) +
             hai_paragraph_baseline(plan->title) - hai_paragraph_baseline(plan->note);
    }
    hai_canvas_paragraph(canvas, plan->note, x, y);
}

static void draw_heading(const hai_theme *theme, const struct card *card, const struct plan *plan,
                         hai_canvas *canvas, hai_box inner, hai_box box)
{
    if (card->title != NULL)
        hai_canvas_heading_begin(canvas, 3, card->title, inner);
    draw_title(theme, card, plan, canvas, inner, box);
    if (card->title != NULL)
        hai_canvas_heading_end(canvas);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct card *card = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, card, box.width);
    draw_surface(theme, card, &placed, canvas, box);
    hai_box inner = hai_box_inset(box, placed.inset);
    draw_heading(theme, card, &placed, canvas, inner, box);
    inner = hai_box_inset(inner, (hai_insets){.top = placed.head});
    hai_children_draw(card->children, placed.gap, canvas, inner);
}

// --- Parts: of what is higher than a page; each has a surface of its own ---

// What goes on after the first part has no title.
static struct plan plan_part(const hai_block *block, const struct card *card, double width,
                             const hai_part *part, double *above)
{
    struct plan placed = plan(block, card, width);
    *above = placed.inset.top + placed.head;
    if (part->from > 0) {
        placed.inset.top = placed.inset.bottom;
        placed.lift = placed.tab = placed.head = 0;
        placed.number = NULL;
    }
    return placed;
}

static bool divide(const hai_block *block, const void *data, hai_space space, hai_part *part)
{
    const struct card *card = data;
    double above, whole = measure(block, data, (hai_space){space.width, 0}).height;
    if (part->from <= 0 && whole <= part->page)
        return false;
    struct plan placed = plan_part(block, card, space.width, part, &above);
    hai_insets inset = placed.inset;
    double top = inset.top + placed.head, bottom = inset.bottom;
    hai_space inner = {fmax(space.width - inset.left - inset.right, 1),
                       space.height - top - bottom};
    hai_part body = {.from = fmax(part->from - above, 0), .page = part->page - 2 * bottom};
    if (!(inner.height > 0) || !hai_children_divide(card->children, placed.gap, inner, &body))
        return false;
    part->to = body.to >= placed.body.height - 0.5 ? whole : above + body.to;
    part->height = top + body.height + bottom;
    return true;
}

static void draw_part(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box,
                      const hai_part *part)
{
    const struct card *card = data;
    const hai_theme *theme = hai_block_theme(block);
    double above;
    struct plan placed = plan_part(block, card, box.width, part, &above);
    draw_surface(theme, card, &placed, canvas, box);
    hai_box inner = hai_box_inset(box, placed.inset);
    if (part->from <= 0)
        draw_heading(theme, card, &placed, canvas, inner, box);
    inner = hai_box_inset(inner, (hai_insets){.top = placed.head});
    hai_part body = {.from = fmax(part->from - above, 0),
                     .to = part->to - above,
                     .page = part->page - 2 * placed.inset.bottom};
    hai_children_draw_part(card->children, placed.gap, canvas, inner, &body);
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
                                  .draw = draw,
                                  .divide = divide,
                                  .draw_part = draw_part};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "card",
   .version = "1.0.0", .summary = "A titled surface that holds any visuals",
   .licence = "MIT",   .features = {{"visual", &visual}}};
