// SPDX-License-Identifier: MIT
//
// Items one after the other, in columns where there is room: points, checklists, questions with
// answers, people.
#include "list.h"

#include <math.h>

#include "visual-kit/surface.h"

static const struct list defaults = {
    .items = {KIT_ITEMS_DEFAULTS}, .style = KIT_ITEM_SIDE, .min_width = 0, .gap = NAN};

static const char *const marks[] = {"auto",    "dot", "number", "check",
                                    "initial", "faq", "none",   NULL};

static const hai_option options[] = {
    KIT_ITEMS_OPTIONS(struct list, items),
    HAI_CHOICE("style", struct list, style, kit_item_styles, .help_zh = KIT_ITEM_STYLE_HELP_ZH,
               .help_en = KIT_ITEM_STYLE_HELP_EN),
    HAI_CHOICE("mark", struct list, mark, marks,
               .help_zh = "项目符号:随数据、圆点、编号、勾选框、首字、问答、无",
               .help_en = "What stands before each: as the rows have it, a dot, a number, a box "
                          "that is ticked, the first character, question and answer, nothing"),
    HAI_CHOICE("numerals", struct list, numerals, kit_numerals, .help_zh = KIT_NUMERALS_HELP_ZH,
               .help_en = KIT_NUMERALS_HELP_EN),
    HAI_INT("columns", struct list, columns, 0, 12, .help_zh = "列数,0 按宽度",
            .help_en = "Columns; 0: as many as have room"),
    HAI_LENGTH("min_width", struct list, min_width, 0, 2000, .unit = "px",
               .help_zh = "每项最小宽度,0 随样式",
               .help_en = "Least width of an item; 0: by style"),
    HAI_LENGTH("gap", struct list, gap, 0, 400, .unit = "px", .help_zh = "间距,默认随主题",
               .help_en = "Space between items; the theme's gutter if not given"),
    HAI_BOOL("divider", struct list, divider, .help_zh = "行间加细线",
             .help_en = "Hairlines between the rows"),
    HAI_BOOL("compact", struct list, compact, .help_zh = "小字号", .help_en = "Smaller type"),
};

struct cell {
    struct kit_item_plan item;
    struct faq faq;
};

struct plan {
    int32_t count, columns, rows;
    double width, gap, row_gap;
    bool is_faq, has_surface;
    struct cell *cells;
    double *heights; // of rows
    double height;
};

static bool is_carded(int32_t style)
{
    switch (style) {
    case KIT_ITEM_PLAIN:
    case KIT_ITEM_SIDE:
    case KIT_ITEM_TOP:
    case KIT_ITEM_RULED:
    case KIT_ITEM_BRACKET:
        return false;
    default:
        return true;
    }
}

static double min_width(const struct list *list)
{
    if (list->min_width > 0)
        return list->min_width;
    switch (list->style) {
    case KIT_ITEM_TOP:
    case KIT_ITEM_CARD_TOP:
        return 220;
    case KIT_ITEM_PLAIN:
    case KIT_ITEM_SIDE:
    case KIT_ITEM_QUOTE:
    case KIT_ITEM_RULED:
        return 10000; // one below the other
    default:
        return 380;
    }
}

// No more columns than fill the rows evenly: four items in three columns stand in two by two.
static int32_t count_columns(const struct list *list, int32_t count, double width, double gap)
{
    if (list->columns > 0) // each wide enough for a word
        return (int32_t)fmax(fmin(list->columns, (width + gap) / (180 + gap)), 1);
    int32_t most = (int32_t)fmin((width + gap) / (min_width(list) + gap), 6);
    if (list->mark == MARK_FAQ || most < 1)
        return 1;
    if (most > count)
        most = count > 0 ? count : 1;
    int32_t rows = (count + most - 1) / most;
    return rows > 0 ? (count + rows - 1) / rows : 1;
}

// The first character of a name.
static const char *initial(const hai_block *block, const char *name)
{
    size_t bytes = 1;
    if (name == NULL || name[0] == '\0')
        return NULL;
    while (((unsigned char)name[bytes] & 0xc0) == 0x80)
        bytes++;
    return hai_block_printf(block, "%.*s", (int)bytes, name);
}

static bool is_checklist(const struct list *list)
{
    const struct kit_items *items = &list->items;
    return list->mark == MARK_CHECK || (list->mark == MARK_AUTO && items->status >= 0 &&
                                        items->icon < 0 && items->image < 0 && items->number < 0);
}

// Styles that are nothing without their number.
static bool wants_number(int32_t style)
{
    return style == KIT_ITEM_INDEXED || style == KIT_ITEM_GHOST || style == KIT_ITEM_SEAL ||
           style == KIT_ITEM_RULED;
}

static struct kit_item read_item(const hai_block *block, const struct list *list, int32_t row,
                                 struct kit_look *look)
{
    struct kit_item item = kit_items_get(block, &list->items, row);
    bool is_check = is_checklist(list);
    if (is_check) {
        look->lead = KIT_LEAD_CHECK;
        // The box says it all but for what is neither done nor to be done.
        if (item.status == KIT_STATUS_NONE)
            item.status = KIT_STATUS_TODO;
        if (item.status == KIT_STATUS_DONE || item.status == KIT_STATUS_TODO)
            item.status_text = NULL;
    } else if (list->mark == MARK_NUMBER ||
               (item.number == NULL && wants_number(list->style) && list->mark == MARK_AUTO)) {
        if (item.number == NULL)
            item.number = kit_ordinal(block, list->numerals, row + 1);
        if (list->mark == MARK_NUMBER)
            item.icon = NULL;
    } else if (list->mark == MARK_INITIAL && item.image == NULL) {
        item.number = initial(block, item.title != NULL ? item.title : item.text);
        item.icon = NULL;
    } else if (list->mark == MARK_NONE) {
        look->lead = KIT_LEAD_NONE;
    }
    if (list->mark == MARK_DOT || (list->mark == MARK_AUTO && !is_check && !kit_has_mark(&item) &&
                                   !is_carded(list->style) && list->style != KIT_ITEM_TOP))
        look->lead = KIT_LEAD_DOT;
    look->is_round = list->mark == MARK_INITIAL;
    return item;
}

static void plan_cell(const hai_block *block, const struct list *list, struct plan *plan,
                      int32_t row)
{
    struct kit_look look = {.style = list->style, .is_compact = list->compact};
    if (plan->columns > 2)
        look.title_size = 0.85;
    struct kit_item item = read_item(block, list, row, &look);
    if (item.title == NULL && item.number == NULL && look.lead == KIT_LEAD_DOT)
        look.title_size = 0;
    struct cell *cell = &plan->cells[row];
    double height;
    if (plan->is_faq) {
        cell->faq = faq_plan(block, &item, plan->has_surface, plan->width);
        height = cell->faq.size.height;
    } else {
        cell->item = kit_item_plan(block, &item, &look, plan->width);
        height = cell->item.size.height;
    }
    double *tallest = &plan->heights[row / plan->columns];
    *tallest = fmax(*tallest, height);
}

// Without a surface, what stands at the right of a column, a note or a state, would read as the
// next column's.
static double find_gap(const struct list *list, double gutter)
{
    if (is_carded(list->style))
        return gutter;
    bool has_sides = list->items.note >= 0 || list->items.status >= 0;
    return has_sides ? fmax(2 * gutter, 56) : fmax(gutter, 32);
}

static struct plan plan(const hai_block *block, const struct list *list, double width)
{
    struct plan plan = {.count = kit_items_count(&list->items),
                        .is_faq = list->mark == MARK_FAQ,
                        .has_surface = is_carded(list->style)};
    double gutter = hai_theme_length(hai_block_theme(block), "gutter");
    plan.gap = isnan(list->gap) ? find_gap(list, gutter) : list->gap;
    plan.row_gap = isnan(list->gap) ? gutter : list->gap;
    if (list->divider)
        plan.row_gap = fmax(plan.row_gap * 1.5, 32);
    plan.columns = count_columns(list, plan.count, width, plan.gap);
    plan.rows = (plan.count + plan.columns - 1) / plan.columns;
    plan.width = fmax((width - plan.gap * (plan.columns - 1)) / plan.columns, 1);
    plan.cells = hai_block_alloc(block, ((size_t)plan.count + 1) * sizeof *plan.cells);
    plan.heights = hai_block_alloc(block, ((size_t)plan.rows + 1) * sizeof *plan.heights);
    for (int32_t i = 0; i < plan.count; i++)
        plan_cell(block, list, &plan, i);
    for (int32_t i = 0; i < plan.rows; i++)
        plan.height += plan.heights[i] + (i > 0 ? plan.row_gap : 0);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    struct plan placed = plan(block, data, space.width);
    return (hai_size){space.width, placed.count == 0 ? kit_no_items_height() : placed.height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct list *list = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, list, box.width);
    if (placed.count == 0)
        kit_draw_no_items(block, canvas, box);
    double y = box.y;
    for (int32_t row = 0; row < placed.rows; row++) {
        if (row > 0 && list->divider) {
            double rule = y - placed.row_gap / 2;
            kit_rule(canvas, (hai_point){box.x, rule}, (hai_point){hai_box_right(box), rule},
                     hai_theme_length(theme, "hairline"), hai_theme_colour(theme, "line"));
        }
        for (int32_t i = row * placed.columns; i < (row + 1) * placed.columns; i++) {
            if (i >= placed.count)
                break;
            hai_box at = {box.x + i % placed.columns * (placed.width + placed.gap), y, placed.width,
                          placed.heights[row]};
            if (placed.is_faq)
                faq_draw(block, &placed.cells[i].faq, placed.has_surface, canvas, at);
            else
                kit_item_draw(block, &placed.cells[i].item, canvas, at);
        }
        y += placed.heights[row] + placed.row_gap;
    }
}

static void check(const hai_block *block, const void *data)
{
    const struct list *list = data;
    kit_items_check(block, &list->items, "a list", KIT_MAX_ITEMS);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct list *list = data;
    return kit_items_summary(block, &list->items, "列表");
}

KIT_ITEMS_PLUGIN("list", struct list, "列表", "List", "要点、清单、问答、人员,可分列",
                 "Points, checklists, questions with answers, people");
