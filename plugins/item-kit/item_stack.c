// SPDX-License-Identifier: MIT
//
// The lines of an item: date and title with what stands beside them, then the text.
#include <math.h>
#include <string.h>

#include "item-kit/inside.h"
#include "visual-kit/surface.h"

// --- Type ---

static uint32_t title_align(uint32_t align)
{
    return align == HAI_TEXT_CENTRE  ? HAI_TEXT_TITLE_CENTRE
           : align == HAI_TEXT_RIGHT ? HAI_TEXT_RIGHT
                                     : HAI_TEXT_TITLE;
}

const char *kit_title_colour(const hai_block *block, const struct kit_item_plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    if (plan->look.ink != NULL)
        return plan->look.ink;
    hai_colour colour = kit_item_colour(theme, &plan->item);
    if (plan->look.style == KIT_ITEM_SOLID)
        return kit_on(block, colour);
    if (kit_form_of(&plan->look) == KIT_FORM_TAB)
        return kit_on(block, colour);
    return plan->look.has_tinted_title ? kit_literal(block, colour) : NULL;
}

static const char *text_colour(const hai_block *block, const struct kit_item_plan *plan)
{
    if (plan->look.ink != NULL)
        return plan->look.ink;
    if (plan->look.style == KIT_ITEM_SOLID)
        return kit_on(block, kit_item_colour(hai_block_theme(block), &plan->item));
    return NULL;
}

// What stands out besides the title: dates and figures.
const char *kit_strong_colour(const hai_block *block, const struct kit_item_plan *plan)
{
    const char *own = text_colour(block, plan);
    if (own != NULL)
        return own;
    return plan->item.colour == NULL ? "primary" : plan->item.colour;
}

// Lines that end at the right are balanced, as titles are: their width is that of a balanced title,
// and they stand so much further to the right.
static struct kit_placed set_right(const hai_block *block, const char *text,
                                   const hai_text_style *style, double width)
{
    hai_text_style balanced = *style;
    balanced.align = HAI_TEXT_TITLE;
    double taken =
        hai_paragraph_size(hai_paragraph_new(block, text, &balanced, fmax(width, 1))).width + 0.5;
    taken = fmin(taken, width);
    return (struct kit_placed){hai_paragraph_new(block, text, style, fmax(taken, 1)), width - taken,
                               0};
}

static struct kit_placed set(const hai_block *block, const char *text, const hai_text_style *style,
                             double width)
{
    if (style->align == HAI_TEXT_RIGHT)
        return set_right(block, text, style, width);
    return (struct kit_placed){hai_paragraph_new(block, text, style, fmax(width, 1)), 0, 0};
}

static const hai_paragraph *line(const hai_block *block, const char *text,
                                 const hai_text_style *style, double width)
{
    return hai_paragraph_new(block, text, style, fmax(width, 1));
}

double kit_wide(const hai_paragraph *paragraph)
{
    return paragraph == NULL ? 0 : hai_paragraph_size(paragraph).width;
}

const hai_paragraph *kit_number(const hai_block *block, const char *text, double size,
                                const char *colour, double limit)
{
    hai_text_style style = kit_type(hai_block_theme(block), "figure", colour, HAI_TEXT_CENTRE);
    style.size = size;
    style.line_height = 1;
    const hai_paragraph *number = hai_paragraph_new(block, text, &style, 0);
    if (limit <= 0 || kit_wide(number) <= limit)
        return number;
    style.size = fmax(size * limit / kit_wide(number), fmin(size, 26));
    number = hai_paragraph_new(block, text, &style, 0);
    if (kit_wide(number) <= limit)
        return number;
    style.line_height = 1.3;
    return hai_paragraph_new(block, text, &style, fmax(limit, 1));
}

// --- The row of the title ---

// From the right edge of a row inwards, what stands beside the title; false where that leaves the
// title too little.
static bool put_beside(double width, double taken, double *left, bool has_title)
{
    double beside = *left - taken - 16;
    if (has_title ? beside < width / 2 : beside < 0)
        return false;
    *left = beside;
    return true;
}

static void plan_value(const hai_block *block, struct kit_item_plan *plan, double width)
{
    const struct kit_item *item = &plan->item;
    if (item->value == NULL)
        return;
    const hai_theme *theme = hai_block_theme(block);
    const char *colour = kit_strong_colour(block, plan);
    unsigned char first = (unsigned char)item->value[0];
    bool is_figure = (first >= '0' && first <= '9') || strchr("+-", first) != NULL ||
                     strncmp(item->value, "−", 3) == 0;
    hai_text_style figure = kit_type(theme, is_figure ? "figure" : "card", colour, HAI_TEXT_LEFT);
    figure.size = is_figure ? (plan->look.is_compact ? 48 : 60) : 40;
    if (plan->look.value_size > 0)
        figure.size = fmin(figure.size, plan->look.value_size);
    figure.line_height = 1.1;
    hai_text_style unit = kit_type(theme, "unit", colour, HAI_TEXT_LEFT);
    bool has_unit = item->unit != NULL && item->unit[0] != '\0';
    for (int step = 0; step < 6; step++) {
        unit.size = fmax(figure.size * 0.42, 24);
        plan->value.text = hai_paragraph_new(block, item->value, &figure, 0);
        plan->unit.text = has_unit ? hai_paragraph_new(block, item->unit, &unit, 0) : NULL;
        double taken = kit_wide(plan->value.text) + (has_unit ? 6 + kit_wide(plan->unit.text) : 0);
        if (taken <= width || figure.size <= 28)
            break;
        figure.size = fmax(figure.size * fmax(width / taken, 0.5) * 0.99, 28);
    }
    plan->value_size = figure.size;
    double taken = kit_wide(plan->value.text) + (has_unit ? 6 + kit_wide(plan->unit.text) : 0);
    if (taken <= width)
        return;
    // Words: in lines, the unit among them.
    const char *whole = hai_block_printf(block, "%s%s", item->value, has_unit ? item->unit : "");
    plan->unit.text = NULL;
    figure.align = title_align(plan->look.align);
    figure.line_height = 1.3;
    plan->value.text = line(block, whole, &figure, width);
}

static double value_width(const struct kit_item_plan *plan)
{
    return kit_wide(plan->value.text) +
           (plan->unit.text != NULL ? 6 + kit_wide(plan->unit.text) : 0);
}

static void place_value(struct kit_item_plan *plan, double x, double y)
{
    plan->value.x = x;
    plan->value.y = y;
    if (plan->unit.text == NULL)
        return;
    plan->unit.x = x + kit_wide(plan->value.text) + 6;
    plan->unit.y =
        y + hai_paragraph_baseline(plan->value.text) - hai_paragraph_baseline(plan->unit.text);
}

static void plan_chip(const hai_block *block, struct kit_item_plan *plan, double width)
{
    const char *text = plan->item.status_text;
    if (text == NULL || text[0] == '\0')
        return;
    hai_text_style style =
        kit_type(hai_block_theme(block), "caption", plan->look.ink, HAI_TEXT_LEFT);
    double sides = 2 * KIT_CHIP_SIDE + KIT_CHIP_DOT;
    plan->status.text = hai_paragraph_new(block, text, &style, 0);
    if (kit_wide(plan->status.text) + sides > width)
        plan->status.text = line(block, text, &style, width - sides);
    plan->chip.width = kit_wide(plan->status.text) + sides;
    plan->chip.height = kit_height(plan->status.text) + 6;
}

static void place_chip(struct kit_item_plan *plan, double x, double y)
{
    plan->chip.x = x;
    plan->chip.y = y;
    plan->status.x = x + KIT_CHIP_SIDE + KIT_CHIP_DOT;
    plan->status.y = y + 3;
}

static void plan_title(const hai_block *block, struct kit_item_plan *plan, double width,
                       uint32_t align)
{
    const struct kit_item *item = &plan->item;
    const hai_theme *theme = hai_block_theme(block);
    double scale = plan->look.title_size > 0 ? plan->look.title_size : 1;
    if (item->date != NULL) {
        hai_text_style style =
            kit_type(theme, "value", kit_strong_colour(block, plan), title_align(align));
        style.size *= plan->look.date_size > 0 ? plan->look.date_size : 1;
        plan->date = set(block, item->date, &style, width);
    }
    if (item->title != NULL) {
        hai_text_style style =
            kit_type(theme, "card", kit_title_colour(block, plan), title_align(align));
        style.size = fmax(style.size * scale, 26);
        plan->title = set(block, item->title, &style, width);
    }
}

// Where a line of its own begins, so wide, in a stack.
static double line_x(const struct kit_stack *stack, double indent, double taken)
{
    double room = stack->width - indent;
    double left = stack->x + (stack->align == HAI_TEXT_RIGHT ? 0 : indent);
    if (stack->align == HAI_TEXT_CENTRE)
        return left + (room - taken) / 2;
    return stack->align == HAI_TEXT_RIGHT ? left + room - taken : left;
}

struct row {
    double left, beside_height;
    bool is_value_beside, is_chip_beside, is_note_beside;
};

// Narrower, the title has no line more: a note is not worth one.
static bool is_as_low(const hai_block *block, struct kit_item_plan plan, double narrow, double wide)
{
    plan_title(block, &plan, wide, HAI_TEXT_LEFT);
    double low = kit_height(plan.title.text);
    plan_title(block, &plan, narrow, HAI_TEXT_LEFT);
    return kit_height(plan.title.text) <= low;
}

// What stands beside the title and what below it.
static struct row plan_sides(const hai_block *block, struct kit_item_plan *plan,
                             const struct kit_stack *stack)
{
    double room = fmax(stack->width - stack->indent, 1);
    struct row row = {.left = room};
    bool has_title = plan->item.title != NULL || plan->item.date != NULL;
    bool may = stack->align == HAI_TEXT_LEFT;
    plan_value(block, plan, room);
    plan_chip(block, plan, room);
    if (plan->item.note != NULL) {
        hai_text_style style =
            kit_type(hai_block_theme(block), "caption", text_colour(block, plan), HAI_TEXT_LEFT);
        plan->note.text = hai_paragraph_new(block, plan->item.note, &style, 0);
    }
    if (plan->value.text != NULL && may && has_title)
        row.is_value_beside = put_beside(room, value_width(plan), &row.left, has_title);
    if (plan->status.text != NULL && may)
        row.is_chip_beside = put_beside(room, plan->chip.width, &row.left, has_title);
    double left = row.left;
    if (plan->note.text != NULL && may &&
        put_beside(room, kit_wide(plan->note.text), &left, has_title) &&
        is_as_low(block, *plan, left, row.left)) {
        row.is_note_beside = true;
        row.left = left;
    }
    if (row.is_value_beside)
        row.beside_height = fmax(row.beside_height, kit_height(plan->value.text));
    if (row.is_chip_beside)
        row.beside_height = fmax(row.beside_height, plan->chip.height);
    if (row.is_note_beside && !has_title)
        row.beside_height = fmax(row.beside_height, kit_height(plan->note.text));
    return row;
}

static void place_sides(struct kit_item_plan *plan, const struct row *row,
                        const struct kit_stack *stack, double y, double height, double base)
{
    double right = stack->x + stack->width;
    if (row->is_value_beside) {
        right -= value_width(plan);
        place_value(plan, right, y + (height - kit_height(plan->value.text)) / 2);
        right -= 16;
    }
    if (row->is_chip_beside) {
        right -= plan->chip.width;
        place_chip(plan, right, y + (height - plan->chip.height) / 2);
        right -= 16;
    }
    if (row->is_note_beside) {
        plan->note.x = right - kit_wide(plan->note.text);
        plan->note.y = base > 0 ? base - hai_paragraph_baseline(plan->note.text)
                                : y + (height - kit_height(plan->note.text)) / 2;
    }
}

// Value, chip and note that have no room beside the title, each on a line of its own.
static double place_below(const hai_block *block, struct kit_item_plan *plan, const struct row *row,
                          const struct kit_stack *stack, double indent, double y)
{
    if (plan->value.text != NULL && !row->is_value_beside) {
        place_value(plan, line_x(stack, indent, value_width(plan)), y + 4);
        if (hai_paragraph_lines(plan->value.text) > 1) // its lines are aligned in their measure
            plan->value.x = stack->x + (stack->align == HAI_TEXT_RIGHT ? 0 : indent);
        y += kit_height(plan->value.text) + 4;
    }
    if (plan->note.text != NULL && !row->is_note_beside) {
        hai_text_style style = kit_type(hai_block_theme(block), "caption", text_colour(block, plan),
                                        title_align(stack->align));
        plan->note.text = line(block, plan->item.note, &style, stack->width - indent);
        plan->note.x = stack->x + (stack->align == HAI_TEXT_RIGHT ? 0 : indent);
        plan->note.y = y + 4;
        y += kit_height(plan->note.text) + 4;
    }
    if (plan->status.text != NULL && !row->is_chip_beside) {
        place_chip(plan, line_x(stack, indent, plan->chip.width), y + 8);
        y += plan->chip.height + 8;
    }
    return y;
}

// The first row: date and title after the tile, the rest beside them. Returns its foot.
double kit_plan_row(const hai_block *block, struct kit_item_plan *plan,
                    const struct kit_stack *stack, double y)
{
    struct row row = plan_sides(block, plan, stack);
    plan_title(block, plan, row.left, stack->align);
    double words = kit_height(plan->date.text) + kit_height(plan->title.text);
    double height = fmax(fmax(words, stack->row_low), row.beside_height);
    double x = stack->x + (stack->align == HAI_TEXT_RIGHT ? 0 : stack->indent);
    double top = y + (height - words) / 2;
    plan->date.x += x;
    plan->title.x += x;
    plan->date.y = top;
    plan->title.y = top + kit_height(plan->date.text);
    const hai_paragraph *first = plan->date.text != NULL ? plan->date.text : plan->title.text;
    plan->middle =
        first == NULL ? y + height / 2 : top + kit_height(first) / hai_paragraph_lines(first) / 2;
    if (stack->row_low > 0)
        plan->middle = y + height / 2;
    double base =
        plan->title.text == NULL ? 0 : plan->title.y + hai_paragraph_baseline(plan->title.text);
    place_sides(plan, &row, stack, y, height, base);
    // Beside a tile the lines below go on at the title's left; else they take the whole width.
    return place_below(block, plan, &row, stack, 0, y + height);
}

double kit_plan_text(const hai_block *block, struct kit_item_plan *plan,
                     const struct kit_stack *stack, double y, bool is_first)
{
    if (plan->item.text == NULL)
        return y;
    const char *role = plan->look.is_compact                ? "caption"
                       : plan->look.style == KIT_ITEM_QUOTE ? "quote"
                                                            : "note";
    hai_text_style style =
        kit_type(hai_block_theme(block), role, text_colour(block, plan),
                 stack->align == HAI_TEXT_LEFT ? HAI_TEXT_BODY : title_align(stack->align));
    // In narrow columns justified lines have holes; few and short lines are balanced as titles are.
    bool is_narrow = stack->width < (plan->look.is_compact ? 18 : 11) * style.size;
    if (stack->align == HAI_TEXT_LEFT && is_narrow)
        style.align = plan->look.is_compact ? HAI_TEXT_TITLE : HAI_TEXT_LEFT;
    double gap = is_first ? 0 : kit_form_of(&plan->look) == KIT_FORM_HEAD ? 16 : 8;
    if (plan->look.style == KIT_ITEM_PLAIN && plan->tile.width <= 0)
        gap = fmin(gap, 6);
    if (plan->look.is_compact)
        gap = fmin(gap, 6);
    plan->text = set(block, plan->item.text, &style, stack->width);
    plan->text.x += stack->x;
    plan->text.y = y + gap;
    if (is_first)
        plan->middle = y + kit_height(plan->text.text) / hai_paragraph_lines(plan->text.text) / 2;
    return y + gap + kit_height(plan->text.text);
}

bool kit_has_row(const struct kit_item *item)
{
    return item->title != NULL || item->date != NULL || item->value != NULL || item->note != NULL ||
           (item->status_text != NULL && item->status_text[0] != '\0');
}

// Row and text. Returns the foot.
double kit_plan_stack(const hai_block *block, struct kit_item_plan *plan,
                      const struct kit_stack *stack, double y)
{
    bool has = kit_has_row(&plan->item) || stack->row_low > 0;
    double foot = has ? kit_plan_row(block, plan, stack, y) : y;
    plan->head = foot;
    return kit_plan_text(block, plan, stack, foot, !has);
}
