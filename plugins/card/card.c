// SPDX-License-Identifier: MIT
//
// A card: the theme's surface with a title and any visuals in it.
#include <math.h>

#include "item-kit/item.h"

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

// In the order of the styles.
static const int32_t item_styles[] = {KIT_ITEM_CARD,  KIT_ITEM_PLAIN,    KIT_ITEM_QUOTE,
                                      KIT_ITEM_BADGE, KIT_ITEM_RIBBON,   KIT_ITEM_INDEXED,
                                      KIT_ITEM_GHOST, KIT_ITEM_CARD_TOP, KIT_ITEM_CORNER};

// What children stand on; NULL: what the card stands on.
static const char *const grounds[] = {
    [STYLE_CARD] = "surface",   [STYLE_QUOTE] = "quote",     [STYLE_BADGE] = "surface",
    [STYLE_RIBBON] = "surface", [STYLE_INDEXED] = "surface", [STYLE_GHOST] = "surface",
    [STYLE_TOP] = "surface",    [STYLE_CORNER] = NULL};

struct plan {
    struct kit_item_plan item;
    double gap, inner, body;
    hai_size size;
};

static struct plan plan_with(const hai_block *block, const struct card *card, bool has_head,
                             double width)
{
    struct plan plan = {.gap = isnan(card->gap) ? hai_theme_length(hai_block_theme(block), "gutter")
                                                : card->gap};
    bool is_numbered = card->style == STYLE_INDEXED || card->style == STYLE_GHOST;
    struct kit_item item = {0};
    if (has_head)
        item = (struct kit_item){.title = card->title,
                                 .note = card->note,
                                 .icon = card->icon,
                                 .number = is_numbered ? card->number : NULL};
    struct kit_look look = {.style = item_styles[card->style]};
    if (!isnan(card->inset))
        look.inset = card->inset > 0 ? card->inset : -1;
    plan.item = kit_item_plan(block, &item, &look, width);
    plan.inner = fmax(width - plan.item.inset.left - plan.item.inset.right, 1);
    hai_size body = hai_children_measure(card->children, plan.gap, (hai_space){plan.inner, 0});
    plan.body = body.height;
    plan.size = (hai_size){width, plan.item.head + body.height + plan.item.inset.bottom};
    return plan;
}

static struct plan plan(const hai_block *block, const struct card *card, double width)
{
    return plan_with(block, card, true, width);
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return plan(block, data, space.width).size;
}

// Surface and head; returns where the children stand.
static hai_box draw_head(const hai_block *block, const struct card *card, const struct plan *plan,
                         hai_canvas *canvas, hai_box box)
{
    bool has_title = plan->item.item.title != NULL;
    kit_item_surface(block, &plan->item, canvas, box);
    if (has_title)
        hai_canvas_heading_begin(canvas, 3, card->title, hai_box_inset(box, plan->item.inset));
    kit_item_words(block, &plan->item, canvas, box);
    if (has_title)
        hai_canvas_heading_end(canvas);
    if (grounds[card->style] != NULL)
        hai_canvas_set_ground(canvas,
                              hai_theme_colour(hai_block_theme(block), grounds[card->style]));
    return (hai_box){box.x + plan->item.inset.left, box.y + plan->item.head, plan->inner,
                     fmax(box.height - plan->item.head - plan->item.inset.bottom, 0)};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct card *card = data;
    struct plan placed = plan(block, card, box.width);
    hai_box inner = draw_head(block, card, &placed, canvas, box);
    hai_children_draw(card->children, placed.gap, canvas, inner);
}

// --- Parts: of what is higher than a page; each has a surface of its own ---

static bool divide(const hai_block *block, const void *data, hai_space space, hai_part *part)
{
    const struct card *card = data;
    struct plan whole = plan(block, card, space.width);
    if (part->from <= 0 && whole.size.height <= part->page)
        return false;
    struct plan placed = plan_with(block, card, part->from <= 0, space.width);
    double bottom = placed.item.inset.bottom;
    hai_space inner = {placed.inner, space.height - placed.item.head - bottom};
    hai_part body = {.from = fmax(part->from - whole.item.head, 0),
                     .page = part->page - 2 * bottom};
    if (!(inner.height > 0) || !hai_children_divide(card->children, placed.gap, inner, &body))
        return false;
    part->to = body.to >= placed.body - 0.5 ? whole.size.height : whole.item.head + body.to;
    part->height = placed.item.head + body.height + bottom;
    return true;
}

// What goes on after the first part has no title.
static void draw_part(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box,
                      const hai_part *part)
{
    const struct card *card = data;
    double above = plan(block, card, box.width).item.head;
    struct plan placed = plan_with(block, card, part->from <= 0, box.width);
    hai_box inner = draw_head(block, card, &placed, canvas, box);
    hai_part body = {.from = fmax(part->from - above, 0),
                     .to = part->to - above,
                     .page = part->page - 2 * placed.item.inset.bottom};
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
