// SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "item-kit/inside.h"
#include "visual-kit/seal.h"
#include "visual-kit/surface.h"

#define GHOST_SIZE 120.0
#define GHOST_HEIGHT 84.0 // of its ink

const char *const kit_item_styles[] = {
    "plain", "side",   "top",     "card",  "card_side", "card_top", "badge", "ribbon", "indexed",
    "ghost", "corner", "bracket", "quote", "ruled",     "seal",     "solid", NULL};

enum kit_form kit_form_of(const struct kit_look *look)
{
    switch (look->style) {
    case KIT_ITEM_SIDE:
    case KIT_ITEM_CARD_SIDE:
        return KIT_FORM_SIDE;
    case KIT_ITEM_TOP:
    case KIT_ITEM_CARD_TOP:
        return KIT_FORM_TOP;
    case KIT_ITEM_BADGE:
    case KIT_ITEM_RIBBON:
        return KIT_FORM_TAB;
    default:
        return KIT_FORM_HEAD;
    }
}

bool kit_has_surface(int32_t style)
{
    switch (style) {
    case KIT_ITEM_CARD:
    case KIT_ITEM_CARD_SIDE:
    case KIT_ITEM_CARD_TOP:
    case KIT_ITEM_BADGE:
    case KIT_ITEM_RIBBON:
    case KIT_ITEM_INDEXED:
    case KIT_ITEM_GHOST:
    case KIT_ITEM_SEAL:
        return true;
    default:
        return false;
    }
}

bool kit_is_tile_number(int32_t style)
{
    return style == KIT_ITEM_INDEXED || style == KIT_ITEM_SEAL;
}

bool kit_has_mark(const struct kit_item *item)
{
    return item->icon != NULL || item->image != NULL || item->number != NULL;
}

// --- Insets ---

static hai_insets insets_of(const hai_block *block, const struct kit_look *look, double width)
{
    double padding = hai_theme_length(hai_block_theme(block), "padding");
    if (look->is_compact)
        padding *= 0.75;
    if (look->inset != 0)
        padding = fmax(look->inset, 0);
    padding = fmin(padding, width * 0.16);
    hai_insets insets = hai_insets_all(padding);
    switch (look->style) {
    case KIT_ITEM_PLAIN:
    case KIT_ITEM_SIDE:
    case KIT_ITEM_TOP:
        return hai_insets_all(look->inset > 0 ? padding : 0);
    case KIT_ITEM_RULED:
        return (hai_insets){.top = padding * 0.75, .bottom = padding * 0.5};
    case KIT_ITEM_BRACKET:
        return (hai_insets){.top = 4, .left = fmin(24, padding), .bottom = fmin(20, padding)};
    case KIT_ITEM_QUOTE:
        insets.left += 12;
        return insets;
    case KIT_ITEM_RIBBON:
        insets.left += KIT_FOLD;
        return insets;
    default:
        return insets;
    }
}

// --- Tiles ---

// Whether a picture stands above all, as wide as the item.
static bool has_photo(const struct kit_item_plan *plan)
{
    enum kit_form form = kit_form_of(&plan->look);
    return plan->item.image != NULL && (form == KIT_FORM_HEAD || form == KIT_FORM_TAB);
}

static bool is_bleeding(const struct kit_item_plan *plan)
{
    return plan->look.style == KIT_ITEM_CARD || plan->look.style == KIT_ITEM_GHOST ||
           plan->look.style == KIT_ITEM_SOLID || plan->look.style == KIT_ITEM_SEAL;
}

static double plan_photo(struct kit_item_plan *plan, double width)
{
    double across = is_bleeding(plan) ? width : width - plan->inset.left - plan->inset.right;
    double height = plan->look.image_height > 0 ? plan->look.image_height : across * 9 / 16;
    plan->image = (hai_box){is_bleeding(plan) ? 0 : plan->inset.left,
                            is_bleeding(plan) ? 0 : plan->inset.top, across, height};
    return hai_box_bottom(plan->image) + (plan->look.style == KIT_ITEM_CARD ? 24 : 20);
}

static const char *seal_text(const hai_block *block, const char *number)
{
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    int value = 0;
    for (const char *c = number; *c != '\0'; c++) {
        if (*c < '0' || *c > '9' || value > 99)
            return number;
        value = value * 10 + (*c - '0');
    }
    if (value < 1 || value > 99)
        return number;
    return hai_block_printf(block, "%s%s%s", value >= 20 ? digits[value / 10] : "",
                            value >= 10 ? "十" : "", digits[value % 10]);
}

// The tile of a number before a title, by style. Returns the indent that it takes.
static double plan_number_tile(const hai_block *block, struct kit_item_plan *plan, double inner)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct kit_item *item = &plan->item;
    if (plan->look.style == KIT_ITEM_SEAL) {
        plan->seal = seal_text(block, item->number);
        if (kit_seal_count(plan->seal) <= KIT_SEAL_MAX) {
            hai_size size = kit_seal_size(plan->seal, KIT_SEAL_CELL);
            plan->tile = (hai_box){0, 0, size.width, size.height};
            return size.width + 20;
        }
        plan->seal = NULL;
    }
    hai_colour colour = kit_item_colour(theme, item);
    bool is_tile = kit_is_tile_number(plan->look.style);
    const char *ink = is_tile ? kit_on(block, colour) : kit_strong_colour(block, plan);
    plan->number.text =
        kit_number(block, item->number, is_tile ? 38 : 48, ink, fmax(inner * 0.3, 40));
    hai_size size = hai_paragraph_size(plan->number.text);
    double side = is_tile ? KIT_NUMBER_TILE : 0;
    plan->tile = (hai_box){0, 0, fmax(side, size.width + (is_tile ? 20 : 0)),
                           fmax(side, size.height + (is_tile ? 12 : 0))};
    return plan->tile.width + KIT_NUMBER_GAP;
}

// A number too long to be a ghost stands before the title.
static bool plan_ghost(const hai_block *block, struct kit_item_plan *plan, double width)
{
    const hai_paragraph *ghost = kit_number(block, plan->item.number, GHOST_SIZE, "primary", 0);
    hai_box ink = hai_paragraph_ink(ghost);
    if (ink.height > GHOST_HEIGHT) { // beside the title alone, above the text
        double size = floor(GHOST_SIZE * GHOST_HEIGHT / ink.height);
        ghost = kit_number(block, plan->item.number, size, "primary", 0);
        ink = hai_paragraph_ink(ghost);
    }
    if (ink.width > width * 0.6)
        return false;
    plan->number = (struct kit_placed){ghost, width - 20 - ink.width - ink.x, 16 - ink.y};
    return true;
}

// --- The forms ---

static bool is_mark_wanted(const struct kit_item_plan *plan)
{
    return plan->look.lead != KIT_LEAD_NONE;
}

static double mark_size(const struct kit_item_plan *plan)
{
    return plan->look.lead == KIT_LEAD_DOT     ? 12
           : plan->look.lead == KIT_LEAD_CHECK ? 40
           : plan->look.is_compact             ? 52
                                               : KIT_TILE;
}

static bool has_lead(const struct kit_item_plan *plan)
{
    return plan->look.lead >= KIT_LEAD_DOT || (is_mark_wanted(plan) && kit_has_mark(&plan->item));
}

// Styles that are made of their number.
static bool is_number_first(int32_t style)
{
    return style == KIT_ITEM_INDEXED || style == KIT_ITEM_SEAL || style == KIT_ITEM_RULED;
}

// In type the number stands on the title's baseline, in a tile in its middle by its ink: the em box
// says little about where digits are.
static void place_number(struct kit_item_plan *plan)
{
    if (plan->number.text == NULL || plan->tile.width <= 0)
        return;
    hai_box ink = hai_paragraph_ink(plan->number.text);
    plan->number.x = plan->tile.x + (plan->tile.width - ink.width) / 2 - ink.x;
    plan->number.y = plan->tile.y + (plan->tile.height - ink.height) / 2 - ink.y;
    bool is_line = plan->title.text != NULL && hai_paragraph_lines(plan->title.text) == 1 &&
                   plan->date.text == NULL && hai_paragraph_lines(plan->number.text) == 1;
    if (kit_is_tile_number(plan->look.style) || !is_line || plan->look.align == HAI_TEXT_CENTRE)
        return;
    plan->number.y = plan->title.y + hai_paragraph_baseline(plan->title.text) -
                     hai_paragraph_baseline(plan->number.text);
}

// Tile, then title; text below both.
static double plan_head(const hai_block *block, struct kit_item_plan *plan, double width, double y)
{
    double inner = fmax(width - plan->inset.left - plan->inset.right, 1);
    struct kit_stack stack = {plan->inset.left, inner, 0, 0, plan->look.align};
    const struct kit_item *item = &plan->item;
    bool is_centred = plan->look.align == HAI_TEXT_CENTRE;
    bool has_number = item->number != NULL && plan->look.lead == KIT_LEAD_AUTO;
    if (has_number && plan->look.style == KIT_ITEM_GHOST && plan_ghost(block, plan, width))
        has_number = false;
    bool has_icon = item->icon != NULL && plan->look.lead == KIT_LEAD_AUTO;
    if (has_number && is_number_first(plan->look.style))
        has_icon = false;
    if (plan->look.lead >= KIT_LEAD_DOT || has_icon) {
        double side = mark_size(plan);
        plan->tile = (hai_box){0, 0, side, side};
        stack.indent = side + KIT_TILE_GAP;
    } else if (has_number) {
        stack.indent = plan_number_tile(block, plan, inner);
    }
    if (plan->tile.width > 0 && (is_centred || inner - stack.indent < 100)) { // above
        plan->tile.x =
            is_centred ? plan->inset.left + (inner - plan->tile.width) / 2 : plan->inset.left;
        plan->tile.y = y;
        stack.indent = 0;
        if (has_number && !has_icon)
            place_number(plan);
        return kit_plan_stack(block, plan, &stack, y + plan->tile.height + 12);
    }
    stack.row_low = plan->tile.height;
    double foot = kit_plan_stack(block, plan, &stack, y);
    if (plan->tile.width <= 0)
        return foot;
    plan->tile.x = plan->look.align == HAI_TEXT_RIGHT ? width - plan->inset.right - plan->tile.width
                                                      : plan->inset.left;
    plan->tile.y = plan->middle - plan->tile.height / 2;
    if (has_number && !has_icon)
        place_number(plan);
    return foot;
}

// Lines lower than the tile stand at its middle. Beside two lines the tile stands at theirs, beside
// more at the top.
static void centre_sides(struct kit_item_plan *plan, double y, double foot)
{
    double side = plan->tile.height, rest = foot - y - side;
    struct kit_placed *all[] = {&plan->date,  &plan->title, &plan->note,  &plan->text,
                                &plan->value, &plan->unit,  &plan->status};
    for (size_t i = 0; i < HAI_COUNT(all) && rest < 0; i++)
        all[i]->y -= rest / 2;
    if (rest < 0)
        plan->chip.y -= rest / 2;
    if (rest > 0 && rest < 40)
        plan->tile.y += rest / 2;
    plan->middle = plan->tile.y + side / 2;
}

// Tile at the side of all lines.
static double plan_side(const hai_block *block, struct kit_item_plan *plan, double width, double y)
{
    double inner = fmax(width - plan->inset.left - plan->inset.right, 1);
    struct kit_stack stack = {plan->inset.left, inner, 0, 0, plan->look.align};
    if (!has_lead(plan))
        return kit_plan_stack(block, plan, &stack, y);
    bool is_thumb = plan->item.image != NULL && plan->look.lead == KIT_LEAD_AUTO;
    bool has_both = kit_has_row(&plan->item) && plan->item.text != NULL;
    double side = is_thumb ? (plan->look.is_compact ? 88 : 112) : mark_size(plan);
    if (!is_thumb && has_both && plan->look.lead == KIT_LEAD_AUTO)
        side *= 1.25;
    if (is_thumb && plan->look.thumb > 0)
        side = plan->look.thumb;
    side = fmin(side, inner);
    double high = is_thumb && plan->look.thumb > 0 ? side * 2 / 3 : side;
    double gap = plan->look.lead == KIT_LEAD_DOT ? 16 : is_thumb ? 24 : KIT_TILE_GAP;
    plan->tile = (hai_box){plan->inset.left, y, side, high};
    if (inner - side - gap < 140 && plan->look.lead == KIT_LEAD_AUTO) // no room: above
        return kit_plan_stack(block, plan, &stack, y + high + 12);
    stack.width = fmax(inner - side - gap, 1);
    if (plan->look.align == HAI_TEXT_RIGHT)
        plan->tile.x = width - plan->inset.right - side;
    else
        stack.x += side + gap;
    double foot = kit_plan_stack(block, plan, &stack, y);
    // A small mark stands at the middle of the first line.
    if (plan->look.lead != KIT_LEAD_AUTO) {
        plan->tile.y = plan->middle - side / 2;
        return fmax(foot, hai_box_bottom(plan->tile));
    }
    if (plan->look.thumb <= 0)
        centre_sides(plan, y, foot);
    return fmax(foot, y + high);
}

static double plan_top(const hai_block *block, struct kit_item_plan *plan, double width, double y)
{
    double inner = fmax(width - plan->inset.left - plan->inset.right, 1);
    struct kit_stack stack = {plan->inset.left, inner, 0, 0, HAI_TEXT_CENTRE};
    if (has_lead(plan)) {
        bool is_photo = plan->item.image != NULL && plan->look.lead == KIT_LEAD_AUTO;
        double side = plan->look.lead != KIT_LEAD_AUTO ? mark_size(plan)
                      : is_photo                       ? 144
                      : plan->look.is_compact          ? 72
                                                       : KIT_TOP_TILE;
        side = fmin(side, inner);
        plan->tile = (hai_box){plan->inset.left + (inner - side) / 2, y, side, side};
        y += side + (plan->look.is_compact ? 12 : 16);
    }
    double foot = kit_plan_stack(block, plan, &stack, y);
    if (plan->tile.width > 0)
        plan->middle = plan->tile.y + plan->tile.height / 2;
    return foot;
}

// The title on a tab, the rest below it.
static double plan_tab(const hai_block *block, struct kit_item_plan *plan, double width, double y)
{
    bool is_badge = plan->look.style == KIT_ITEM_BADGE;
    double inner = fmax(width - plan->inset.left - plan->inset.right, 1);
    struct kit_item *item = &plan->item;
    if (item->title == NULL)
        return plan_head(block, plan, width, y);
    double icon = item->icon != NULL && is_mark_wanted(plan) ? 48 : 0;
    const char *title = item->title, *date = item->date;
    hai_text_style style =
        kit_type(hai_block_theme(block), "card", kit_title_colour(block, plan), HAI_TEXT_TITLE);
    style.size = fmax(style.size * (plan->look.title_size > 0 ? plan->look.title_size : 1), 26);
    double sides = fmin(64, inner * 0.3);
    if (item->number != NULL && is_mark_wanted(plan) && icon <= 0)
        title = hai_block_printf(block, "%s %s", item->number, title);
    const hai_paragraph *words =
        hai_paragraph_new(block, title, &style, fmax(inner - sides - icon, 1));
    double height = kit_height(words) + 20;
    plan->lift = is_badge ? height / 2 : 0;
    plan->tab = (hai_box){
        is_badge ? plan->inset.left : 0, is_badge ? 0 : y,
        fmin(kit_wide(words) + sides + icon, width - (is_badge ? plan->inset.left : 0)), height};
    double left = plan->tab.x + (is_badge ? sides / 2 : sides * 0.4);
    if (icon > 0)
        plan->tile = (hai_box){left, plan->tab.y + (height - 36) / 2, 36, 36};
    // What is beside the title stands in the row of the tab's lower half.
    double top = is_badge ? height : y;
    struct kit_stack stack = {plan->inset.left, inner, 0, 0, HAI_TEXT_LEFT};
    item->title = item->date = NULL;
    double note = 0;
    if (item->note != NULL) {
        hai_text_style caption = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_LEFT);
        plan->note.text = hai_paragraph_new(block, item->note, &caption, 0);
        note = kit_wide(plan->note.text);
    }
    bool is_beside = note > 0 && hai_box_right(plan->tab) + 16 + note <= width - plan->inset.right;
    const char *kept = item->note;
    struct kit_placed placed = plan->note;
    if (is_beside)
        item->note = NULL;
    plan->note.text = NULL;
    item->date = date;
    double begin = is_badge ? top : hai_box_bottom(plan->tab);
    if (is_beside && is_badge)
        begin = fmax(begin, plan->lift + 8 + kit_height(placed.text));
    double foot = kit_has_row(item) ? kit_plan_row(block, plan, &stack, begin + 12) : begin;
    plan->head = foot;
    foot = kit_plan_text(block, plan, &stack, foot, false);
    item->title = title;
    item->note = kept;
    plan->title = (struct kit_placed){words, left + icon, plan->tab.y + 10};
    if (is_beside) {
        placed.x = width - plan->inset.right - note;
        placed.y = is_badge ? plan->lift + 8
                            : plan->title.y + hai_paragraph_baseline(words) -
                                  hai_paragraph_baseline(placed.text);
        plan->note = placed;
    }
    plan->middle = plan->tab.y + height / 2;
    return foot;
}

struct kit_item_plan kit_item_plan(const hai_block *block, const struct kit_item *item,
                                   const struct kit_look *look, double width)
{
    struct kit_item_plan plan = {.item = *item, .look = *look};
    plan.inset = insets_of(block, look, width);
    double y = has_photo(&plan) ? plan_photo(&plan, width) : plan.inset.top, foot = y;
    switch (kit_form_of(look)) {
    case KIT_FORM_SIDE:
        foot = plan_side(block, &plan, width, y);
        break;
    case KIT_FORM_TOP:
        foot = plan_top(block, &plan, width, y);
        break;
    case KIT_FORM_TAB:
        foot = plan_tab(block, &plan, width, y);
        break;
    default:
        foot = plan_head(block, &plan, width, y);
    }
    bool has_head = plan.head > y || foot > y;
    plan.head = has_head ? fmax(plan.head, foot) + 20 : y;
    plan.size = (hai_size){width, foot + plan.inset.bottom};
    return plan;
}
