// SPDX-License-Identifier: MIT
//
// A few figures in one band: all of one size, on common baselines, with hairlines between.
#include <math.h>

#include "chart-kit/figure.h"
#include "item-kit/items.h"
#include "visual-kit/surface.h"

#define MAX_FIGURES 60
#define LEAST_CELL 150.0
#define MOST_COLUMNS 6
#define SMALLEST 12.0  // where one in a row is too wide
#define UNIT_SHARE 0.6 // of a cell: a wider unit is told with the name
#define WANTED 48.0    // smaller figures stand in more rows
#define CELL_PADDING 20.0
#define ICON 56.0
#define ICON_GAP 20.0
#define LABEL_GAP 14.0
#define NOTE_GAP 6.0
#define ROW_PADDING 28.0

enum style { STYLE_BAND, STYLE_SOLID, STYLE_PLAIN };
enum align { ALIGN_CENTRE, ALIGN_LEFT };

struct figures {
    struct kit_items items;
    int32_t style, align, columns;
};

static const struct figures defaults = {.items = {KIT_ITEMS_DEFAULTS}};

static const char *const styles[] = {"band", "solid", "plain", NULL};
static const char *const aligns[] = {"centre", "left", NULL};

static const hai_option options[] = {
    KIT_ITEMS_OPTIONS(struct figures, items),
    HAI_CHOICE("style", struct figures, style, styles, .help_zh = "样式:卡片底、实底、无底",
               .help_en = "On the theme's surface, on a solid ground, or without"),
    HAI_CHOICE("text_align", struct figures, align, aligns, .help_zh = "对齐:居中、居左",
               .help_en = "In the middle of their cells, or at the left"),
    HAI_INT("columns", struct figures, columns, 0, 12, .help_zh = "列数,0 按宽度",
            .help_en = "Columns; 0: as many as have room"),
};

struct cell {
    struct kit_item item;
    struct chart_figure figure;
    const hai_paragraph *label, *note;
};

struct row {
    int32_t count;
    double width;               // of a cell
    double figure, label, note; // heights: of figures above their baseline, of the texts
    double height;
    bool has_icon;
};

struct plan {
    int32_t count, columns, rows;
    struct cell *cells;
    struct row *lines;
    double inset, width, padding; // inset: of the band; width: of a cell; padding: at its sides
    double hang; // so far the first cell begins before the band, that its text stands at the edge
    double height;
};

static const char *ink_of(const struct figures *figures, const char *other)
{
    return figures->style == STYLE_SOLID ? "on_solid" : other;
}

// As even as can be: four of at most three stand two by two.
static int32_t even_columns(int32_t count, int32_t most)
{
    int32_t rows = (count + most - 1) / most;
    return (count + rows - 1) / rows;
}

static int32_t count_columns(const struct figures *figures, int32_t count, double width)
{
    if (figures->columns > 0) // each wide enough for a word
        return (int32_t)fmax(fmin(fmin(figures->columns, count), width / 120), 1);
    double most = fmin(fmin(width / LEAST_CELL, MOST_COLUMNS), count);
    return even_columns(count, (int32_t)fmax(most, 1));
}

static struct chart_figure set_figure(const hai_block *block, const struct figures *figures,
                                      const struct kit_item *item, double size)
{
    const hai_theme *theme = hai_block_theme(block);
    const char *own = item->colour != NULL ? item->colour : hai_theme_type(theme, "figure").colour;
    return chart_figure_new(block, item->value != NULL ? item->value : "—", item->unit,
                            ink_of(figures, own), size, INFINITY, size);
}

// A unit of many words leaves the figure no room: it goes behind the name.
static void move_long_units(const hai_block *block, struct plan *plan)
{
    hai_text_style style = hai_theme_type(hai_block_theme(block), "caption");
    for (int32_t i = 0; i < plan->count; i++) {
        struct kit_item *item = &plan->cells[i].item;
        if (item->unit == NULL ||
            hai_paragraph_size(hai_paragraph_new(block, item->unit, &style, 0)).width <=
                plan->width * UNIT_SHARE)
            continue;
        item->title = item->title == NULL
                          ? item->unit
                          : hai_block_printf(block, "%s（%s）", item->title, item->unit);
        item->unit = NULL;
    }
}

// One size for all: the role's, or the largest at which the widest fits.
static double plan_figures(const hai_block *block, const struct figures *figures, struct plan *plan)
{
    double size = hai_theme_type(hai_block_theme(block), "figure").size;
    double room = fmax(plan->width - 2 * plan->padding, 1);
    for (int32_t step = 0; step < 8; step++) {
        double widest = 0;
        for (int32_t i = 0; i < plan->count; i++) {
            struct cell *cell = &plan->cells[i];
            cell->figure = set_figure(block, figures, &cell->item, size);
            widest = fmax(widest, cell->figure.size.width);
        }
        if (widest <= room || size <= SMALLEST)
            break;
        size = fmax(size * fmax(room / widest, 0.4) * 0.99, SMALLEST);
    }
    return size;
}

// Columns, and with them cells and figures: fewer where figures would be too small to be read.
static void plan_columns(const hai_block *block, const struct figures *figures, double inner,
                         struct plan *plan)
{
    plan->columns = count_columns(figures, plan->count, inner);
    for (;;) {
        plan->width = inner / plan->columns;
        plan->padding = fmin(CELL_PADDING, plan->width / 12);
        if (figures->style == STYLE_PLAIN && figures->align != ALIGN_CENTRE)
            plan->hang = plan->padding;
        plan->width += plan->hang / plan->columns;
        if (plan->columns == 1 || figures->columns > 0)
            move_long_units(block, plan);
        double size = plan_figures(block, figures, plan);
        if (plan->columns == 1 || figures->columns > 0 || size >= WANTED)
            break;
        plan->columns = even_columns(plan->count, plan->columns - 1);
    }
    plan->rows = (plan->count + plan->columns - 1) / plan->columns;
    plan->lines = hai_block_alloc(block, (size_t)plan->rows * sizeof *plan->lines);
    for (int32_t row = 0; row < plan->rows; row++) {
        struct row *line = &plan->lines[row];
        line->count = (int32_t)fmin(plan->columns, plan->count - row * plan->columns);
        // In the middle of their cells, a few of a last row share its width.
        line->width = figures->align == ALIGN_CENTRE ? inner / line->count : plan->width;
    }
}

// From the top of the ink to the baseline: all figures of a row stand on one.
static double rise_of(const struct cell *cell)
{
    return hai_paragraph_baseline(cell->figure.figure) - hai_paragraph_ink(cell->figure.figure).y;
}

static void plan_texts(const hai_block *block, const struct figures *figures, struct plan *plan,
                       int32_t i)
{
    const hai_theme *theme = hai_block_theme(block);
    struct cell *cell = &plan->cells[i];
    struct row *line = &plan->lines[i / plan->columns];
    uint32_t align = figures->align == ALIGN_CENTRE ? HAI_TEXT_TITLE_CENTRE : HAI_TEXT_TITLE;
    double room = fmax(line->width - 2 * plan->padding, 1);
    hai_text_style label = kit_type(theme, "label", ink_of(figures, "ink"), align);
    hai_text_style note = kit_type(theme, "caption", ink_of(figures, NULL), align);
    label.line_height = note.line_height = 1.35;
    cell->label = hai_paragraph_new(block, cell->item.title, &label, room);
    const char *text = cell->item.text != NULL ? cell->item.text : cell->item.note;
    cell->note = hai_paragraph_new(block, text, &note, room);
    line->figure = fmax(line->figure, rise_of(cell));
    line->label = fmax(line->label, kit_height(cell->label));
    line->note = fmax(line->note, kit_height(cell->note));
    line->has_icon |= cell->item.icon != NULL;
}

static struct plan plan(const hai_block *block, const struct figures *figures, double width)
{
    const hai_theme *theme = hai_block_theme(block);
    struct plan plan = {.count = kit_items_count(&figures->items)};
    if (plan.count == 0) {
        plan.height = kit_no_items_height();
        return plan;
    }
    if (figures->style != STYLE_PLAIN)
        plan.inset = fmin(hai_theme_length(theme, "padding") / 2, width / 16);
    plan.cells = hai_block_alloc(block, (size_t)plan.count * sizeof *plan.cells);
    for (int32_t i = 0; i < plan.count; i++)
        plan.cells[i].item = kit_items_get(block, &figures->items, i);
    plan_columns(block, figures, fmax(width - 2 * plan.inset, 1), &plan);
    for (int32_t i = 0; i < plan.count; i++)
        plan_texts(block, figures, &plan, i);
    plan.height = 2 * (plan.inset > 0 ? fmax(plan.inset - ROW_PADDING / 2, 6) : 0);
    for (int32_t i = 0; i < plan.rows; i++) {
        struct row *line = &plan.lines[i];
        line->height = 2 * ROW_PADDING + line->figure + (line->has_icon ? ICON + ICON_GAP : 0) +
                       (line->label > 0 ? LABEL_GAP + line->label : 0) +
                       (line->note > 0 ? NOTE_GAP + line->note : 0);
        plan.height += line->height;
    }
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw_cell(const hai_block *block, const struct figures *figures,
                      const struct plan *plan, const struct cell *cell, hai_canvas *canvas,
                      hai_box box)
{
    const struct row *line = &plan->lines[(cell - plan->cells) / plan->columns];
    double x = box.x + plan->padding, y = box.y + ROW_PADDING;
    double room = box.width - 2 * plan->padding;
    double shift = figures->align == ALIGN_CENTRE ? 0.5 : 0;
    if (cell->item.icon != NULL) {
        hai_colour colour = figures->style == STYLE_SOLID
                                ? hai_theme_colour(hai_block_theme(block), "on_solid")
                                : kit_item_colour(hai_block_theme(block), &cell->item);
        hai_canvas_icon(canvas, cell->item.icon,
                        (hai_box){x + (room - ICON) * shift, y, ICON, ICON}, colour);
    }
    y += line->has_icon ? ICON + ICON_GAP : 0;
    chart_figure_draw(&cell->figure, canvas, x + (room - cell->figure.size.width) * shift,
                      y + line->figure - rise_of(cell), (hai_colour){0});
    y += line->figure + LABEL_GAP;
    hai_canvas_paragraph(canvas, cell->label, x, y);
    hai_canvas_paragraph(canvas, cell->note, x, y + line->label + NOTE_GAP);
}

static void draw_lines(const hai_theme *theme, const struct figures *figures,
                       const struct plan *plan, int32_t row, hai_canvas *canvas, hai_box box)
{
    hai_colour colour = hai_theme_colour(theme, ink_of(figures, "line"));
    if (figures->style == STYLE_SOLID)
        colour = hai_colour_fade(colour, 0.3F);
    double width = fmax(hai_theme_length(theme, "hairline"), 1.5);
    for (int32_t i = 1; i < plan->lines[row].count; i++) {
        double x = box.x + i * plan->lines[row].width;
        kit_rule(canvas, (hai_point){x, box.y + ROW_PADDING},
                 (hai_point){x, hai_box_bottom(box) - ROW_PADDING}, width, colour);
    }
    // Without a ground the band is made by the lines that it stands between.
    bool is_plain = figures->style == STYLE_PLAIN;
    double left = box.x + (is_plain ? plan->hang : plan->padding);
    double right = hai_box_right(box) - (is_plain ? 0 : plan->padding);
    for (int end = 0; end < 2; end++) {
        double y = end == 0 ? box.y : hai_box_bottom(box);
        if (end == 0 ? row > 0 || is_plain : is_plain && row == plan->rows - 1)
            kit_rule(canvas, (hai_point){left, y}, (hai_point){right, y}, width, colour);
    }
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct figures *figures = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, figures, box.width);
    if (placed.count == 0) {
        kit_draw_no_items(block, canvas, box);
        return;
    }
    if (figures->style == STYLE_BAND)
        kit_surface(theme, canvas, box);
    else if (figures->style == STYLE_SOLID)
        kit_fill_solid(theme, canvas, box);
    double y = box.y + (box.height - placed.height) / 2;
    y += placed.inset > 0 ? fmax(placed.inset - ROW_PADDING / 2, 6) : 0;
    for (int32_t row = 0; row < placed.rows; row++) {
        hai_box line = {box.x + placed.inset - placed.hang, y,
                        box.width - 2 * placed.inset + placed.hang, placed.lines[row].height};
        draw_lines(theme, figures, &placed, row, canvas, line);
        const struct row *cells = &placed.lines[row];
        for (int32_t i = 0; i < cells->count; i++)
            draw_cell(block, figures, &placed, &placed.cells[row * placed.columns + i], canvas,
                      (hai_box){line.x + i * cells->width, y, cells->width, line.height});
        y += line.height;
    }
}

static void check(const hai_block *block, const void *data)
{
    const struct figures *figures = data;
    kit_items_check(block, &figures->items, "a band of figures", MAX_FIGURES);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct figures *figures = data;
    int32_t count = kit_items_count(&figures->items);
    if (count == 0)
        return kit_items_summary(block, &figures->items, "数字带");
    const char *text = "";
    for (int32_t i = 0; i < count; i++) {
        struct kit_item item = kit_items_get(block, &figures->items, i);
        text = hai_block_printf(
            block, "%s%s%s%s%s", text, i > 0 ? "," : "", item.title != NULL ? item.title : "",
            item.value != NULL ? item.value : "—", item.unit != NULL ? item.unit : "");
    }
    return text;
}

KIT_ITEMS_PLUGIN("figures", struct figures, "数字带", "Figures", "几个数字排成一带,同号、同基线",
                 "A few figures in one band, of one size, on one line");
