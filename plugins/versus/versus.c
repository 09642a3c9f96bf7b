// SPDX-License-Identifier: MIT
#include "versus.h"

#include <math.h>

#include "chart-kit/figure.h"
#include "visual-kit/pictures.h"
#include "visual-kit/surface.h"

static const struct versus defaults = {.style = STYLE_VERSUS};

static const char *const styles[] = {"versus", "change", "pros", "table", NULL};

static const hai_option options[] = {
    HAI_TABLE("rows", struct versus, rows, .flags = HAI_REQUIRED, .help_zh = "数据表,一行比一件事",
              .help_en = "What is compared, a row for each"),
    HAI_COLUMN("label", struct versus, label, "label", .help_zh = "比什么的列",
               .help_en = "Column of what is compared"),
    HAI_COLUMN("icon", struct versus, icon, "icon", .flags = HAI_OUTSIDE,
               .help_zh = "图标列:名称、文件或表情",
               .help_en = "Column of icons: names, files or emoji"),
    HAI_COLUMN("left", struct versus, columns[0], "left", .help_zh = "左边内容列",
               .help_en = "Column of the left side"),
    HAI_COLUMN("right", struct versus, columns[1], "right", .help_zh = "右边内容列",
               .help_en = "Column of the right side"),
    HAI_TEXT("left_title", struct versus, titles[0], .help_zh = "左边标题",
             .help_en = "Title of the left side"),
    HAI_TEXT("right_title", struct versus, titles[1], .help_zh = "右边标题",
             .help_en = "Title of the right side"),
    HAI_TEXT("left_note", struct versus, notes[0], .help_zh = "左边小字",
             .help_en = "A few words below the left title"),
    HAI_TEXT("right_note", struct versus, notes[1], .help_zh = "右边小字",
             .help_en = "A few words below the right title"),
    HAI_ICON("left_icon", struct versus, icons[0], .help_zh = "左边图标",
             .help_en = "Icon of the left side"),
    HAI_ICON("right_icon", struct versus, icons[1], .help_zh = "右边图标",
             .help_en = "Icon of the right side"),
    HAI_IMAGE("left_image", struct versus, images[0], .help_zh = "左边照片",
              .help_en = "Photo of the left side"),
    HAI_IMAGE("right_image", struct versus, images[1], .help_zh = "右边照片",
              .help_en = "Photo of the right side"),
    HAI_STRING("badge", struct versus, badge, .help_zh = "中间的字,默认“VS”,空则不写",
               .help_en = "Between the two, \"VS\" if not given; empty: nothing"),
    HAI_CHOICE("style", struct versus, style, styles,
               .help_zh = "样式:两方对比、前后变化、利弊、对照表",
               .help_en = "One against the other, before and after, for and against, or a table "
                          "with what is compared in the middle"),
};

#define GAP 24.0
#define BADGE 104.0 // with its rim
#define RIM 8.0
#define ROW_PADDING 18.0
#define FIGURE 64.0 // of a table's cell
#define FIGURE_LEAST 28.0
#define FIGURE_SPACE 12.0 // above and below, beside what rows of text have

struct line { // of the table
    const hai_paragraph *label, *cells[2];
    struct chart_figure figures[2]; // in place of cells
    bool has_figures;
    double height;
};

struct plan {
    int32_t rows;
    bool is_stacked, is_table;
    double width; // of a side
    struct side sides[2];
    struct line *lines;
    double middle; // width of the column of labels; 0: they stand above
    const hai_paragraph *badge;
    double height;
};

static void plan_badge(const hai_block *block, const struct versus *versus, struct plan *plan)
{
    const char *text = versus->badge == NULL ? "VS" : versus->badge;
    if (text[0] == '\0' || versus->style != STYLE_VERSUS || plan->is_stacked)
        return;
    plan->badge = kit_number(block, text, 46, "on_primary", BADGE - 36);
    if (kit_height(plan->badge) > BADGE - 12)
        plan->badge = NULL;
}

// The size of each row's figures that both sides have room for; NULL where they agree as they are.
static const double *common_sizes(const hai_block *block, const struct plan *plan)
{
    double *sizes = hai_block_alloc(block, ((size_t)plan->rows + 1) * sizeof *sizes);
    bool agree = true;
    for (int32_t i = 0; i < plan->rows; i++) {
        double left = plan->sides[0].points[i].value_size;
        double right = plan->sides[1].points[i].value_size;
        if (left > 0 && right > 0 && left != right) {
            sizes[i] = fmin(left, right);
            agree = false;
        }
    }
    return agree ? NULL : sizes;
}

static void plan_sides(const hai_block *block, const struct versus *versus, double width,
                       struct plan *plan)
{
    plan->is_stacked = width < 480;
    double gap = versus->style == STYLE_CHANGE ? 56 : GAP;
    plan->width = plan->is_stacked ? width : (width - gap) / 2;
    for (int i = 0; i < 2; i++)
        plan->sides[i] = side_plan(block, versus, i, plan->width, NULL);
    const double *sizes = common_sizes(block, plan);
    for (int i = 0; i < 2 && sizes != NULL; i++)
        plan->sides[i] = side_plan(block, versus, i, plan->width, sizes);
    struct side *left = &plan->sides[0], *right = &plan->sides[1];
    if (plan->is_stacked) {
        plan->height = left->height + right->height + gap;
        return;
    }
    left->head = right->head = fmax(left->head, right->head);
    // What is compared stands at one height, unless each side has points of its own.
    for (int32_t i = 0; i < plan->rows && versus->style != STYLE_PROS; i++)
        left->heights[i] = right->heights[i] = fmax(left->heights[i], right->heights[i]);
    side_sum(left, plan->rows);
    side_sum(right, plan->rows);
    plan->height = fmax(left->height, right->height);
}

// In the face of figures where both sides say one and no more. False where they have no room.
static bool plan_figures(const hai_block *block, const struct versus *versus, int32_t row,
                         double room, struct line *line)
{
    struct told told[2];
    if (!versus_row_told(block, versus, row, told))
        return false;
    double size = FIGURE;
    for (int pass = 0; pass < 2; pass++) { // the second in the size of the smaller
        for (int side = 0; side < 2; side++) {
            if (told[side].figure == NULL || told[side].rest[0] != '\0')
                return false;
            line->figures[side] = chart_figure_new(block, told[side].figure, told[side].unit, "ink",
                                                   size, room, FIGURE_LEAST);
            if (line->figures[side].size.width > room)
                return false;
        }
        size = fmin(line->figures[0].text_size, line->figures[1].text_size);
        if (size >= FIGURE)
            break;
    }
    return true;
}

// Height of the higher of a row's cells.
static double plan_cells(const hai_block *block, const struct versus *versus, int32_t row,
                         double room, struct line *line)
{
    line->has_figures = plan_figures(block, versus, row, room, line);
    if (line->has_figures)
        return fmax(line->figures[0].size.height, line->figures[1].size.height) + FIGURE_SPACE;
    hai_text_style cell = kit_type(hai_block_theme(block), "body", NULL, HAI_TEXT_TITLE_CENTRE);
    cell.weight = 700;
    cell.line_height = 1.4;
    for (int side = 0; side < 2; side++) {
        const char *text = hai_table_text(versus->rows, row, versus->columns[side]);
        line->cells[side] = hai_paragraph_new(block, text[0] == '\0' ? "—" : text, &cell, room);
    }
    return fmax(kit_height(line->cells[0]), kit_height(line->cells[1]));
}

static void plan_table(const hai_block *block, const struct versus *versus, double width,
                       struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    plan->middle = width >= 480 ? fmax(width * 0.22, 130) : 0;
    plan->width = (width - plan->middle) / 2;
    for (int i = 0; i < 2; i++)
        plan->sides[i] = side_plan(block, versus, i, plan->width, NULL);
    double head = fmax(plan->sides[0].head, plan->sides[1].head);
    double picture = plan->sides[0].picture, pad = fmin(20, plan->width / 10);
    plan->sides[0].head = plan->sides[1].head = head;
    plan->lines = hai_block_alloc(block, ((size_t)plan->rows + 1) * sizeof *plan->lines);
    plan->height = head + picture;
    for (int32_t i = 0; i < plan->rows; i++) {
        struct line *line = &plan->lines[i];
        hai_text_style style = kit_type(theme, "caption", NULL, HAI_TEXT_CENTRE);
        double wide = plan->middle > 0 ? plan->middle : width;
        line->label = hai_paragraph_new(block, hai_table_text(versus->rows, i, versus->label),
                                        &style, fmax(wide - 2 * pad, 1));
        double cells = plan_cells(block, versus, i, fmax(plan->width - 2 * pad, 1), line);
        double label = kit_height(line->label);
        line->height = 2 * ROW_PADDING + (plan->middle > 0 ? fmax(cells, label) : cells + label);
        plan->height += line->height;
    }
}

static struct plan plan(const hai_block *block, const struct versus *versus, double width)
{
    struct plan plan = {.rows = hai_table_rows(versus->rows),
                        .is_table = versus->style == STYLE_TABLE};
    if (plan.is_table)
        plan_table(block, versus, width, &plan);
    else
        plan_sides(block, versus, width, &plan);
    plan_badge(block, versus, &plan);
    if (plan.height <= 0 || (plan.rows == 0 && plan.sides[0].height + plan.sides[1].height <= 0))
        plan.height = kit_no_items_height();
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw_arrow(hai_canvas *canvas, hai_point at, bool is_down, hai_colour colour)
{
    double way = 14;
    for (int i = -1; i <= 1; i += 2) {
        double along = at.x + i * 9.0 - way / 2, across = at.y + i * 9.0 - way / 2;
        if (is_down) {
            hai_canvas_move_to(canvas, at.x - way, across);
            hai_canvas_line_to(canvas, at.x, across + way);
            hai_canvas_line_to(canvas, at.x + way, across);
        } else {
            hai_canvas_move_to(canvas, along, at.y - way);
            hai_canvas_line_to(canvas, along + way, at.y);
            hai_canvas_line_to(canvas, along, at.y + way);
        }
        hai_stroke stroke = hai_stroke_width(5);
        stroke.cap = stroke.join = 1;
        hai_canvas_stroke(canvas, stroke, hai_paint_colour(colour));
    }
}

static void draw_badge(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas,
                       hai_point middle)
{
    hai_box disc = {middle.x - BADGE / 2, middle.y - BADGE / 2, BADGE, BADGE};
    kit_fill_box(canvas, disc, BADGE / 2, hai_theme_colour(theme, "surface"));
    disc = hai_box_inset(disc, hai_insets_all(RIM));
    kit_fill_primary(theme, canvas, disc, disc.width / 2);
    hai_box ink = hai_paragraph_ink(plan->badge);
    hai_canvas_paragraph(canvas, plan->badge, middle.x - ink.width / 2 - ink.x,
                         middle.y - ink.height / 2 - ink.y);
}

static void draw_sides(const hai_block *block, const struct versus *versus, const struct plan *plan,
                       hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    double y = box.y, gap = versus->style == STYLE_CHANGE ? 56 : GAP;
    hai_colour colour = hai_theme_colour(theme, "primary");
    for (int i = 0; i < 2; i++) {
        const struct side *side = &plan->sides[i];
        double x = plan->is_stacked ? box.x : box.x + i * (plan->width + gap);
        double high = plan->is_stacked ? side->height : box.height;
        side_draw(block, side, plan->rows, canvas, (hai_box){x, y, plan->width, high});
        if (plan->is_stacked)
            y += high + gap;
        if (i == 0 && versus->style == STYLE_CHANGE) {
            hai_point at = {box.x + box.width / 2,
                            plan->is_stacked ? y - gap / 2 : box.y + box.height / 2};
            draw_arrow(canvas, at, plan->is_stacked, colour);
        }
    }
    if (plan->badge != NULL && plan->sides[0].head > 0)
        draw_badge(theme, plan, canvas,
                   (hai_point){box.x + box.width / 2,
                               box.y + plan->sides[0].picture + plan->sides[0].head / 2});
}

static void draw_cell(const struct line *line, int side, hai_canvas *canvas, hai_box box)
{
    const struct chart_figure *figure = &line->figures[side];
    if (line->has_figures)
        chart_figure_draw(figure, canvas, box.x + (box.width - figure->size.width) / 2,
                          box.y + (box.height - figure->size.height) / 2, (hai_colour){0});
    else
        hai_canvas_paragraph(canvas, line->cells[side], box.x,
                             box.y + (box.height - kit_height(line->cells[side])) / 2);
}

static void draw_table(const hai_block *block, const struct plan *plan, hai_canvas *canvas,
                       hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    double y = box.y, right = box.x + plan->width + plan->middle;
    double pad = fmin(20, plan->width / 10);
    for (int i = 0; i < 2; i++) { // heads alone: the sides' points are the table's cells
        struct side head = plan->sides[i];
        head.height = head.picture + head.head;
        head.is_head = true;
        hai_box at = {i == 0 ? box.x : right, y, plan->width, head.height};
        if (head.height > 0)
            side_draw(block, &head, 0, canvas, at);
    }
    y += plan->sides[0].picture + plan->sides[0].head;
    for (int32_t i = 0; i < plan->rows; i++) {
        const struct line *line = &plan->lines[i];
        double label = kit_height(line->label), top = y + ROW_PADDING;
        double inner = line->height - 2 * ROW_PADDING;
        bool is_above = plan->middle <= 0;
        if (is_above)
            hai_canvas_paragraph(canvas, line->label, box.x + pad, top);
        else
            hai_canvas_paragraph(canvas, line->label, box.x + plan->width + pad,
                                 top + (inner - label) / 2);
        if (is_above) {
            top += label;
            inner -= label;
        }
        for (int side = 0; side < 2; side++)
            draw_cell(
                line, side, canvas,
                (hai_box){(side == 0 ? box.x : right) + pad, top, plan->width - 2 * pad, inner});
        y += line->height;
        kit_rule(canvas, (hai_point){box.x, y - 0.5}, (hai_point){hai_box_right(box), y - 0.5},
                 hai_theme_length(theme, "hairline"), hai_theme_colour(theme, "line"));
    }
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct versus *versus = data;
    struct plan placed = plan(block, versus, box.width);
    if (placed.rows == 0 && placed.sides[0].height + placed.sides[1].height <= 0)
        kit_draw_no_items(block, canvas, box);
    else if (placed.is_table)
        draw_table(block, &placed, canvas, box);
    else
        draw_sides(block, versus, &placed, canvas, box);
}

static void check(const hai_block *block, const void *data)
{
    const struct versus *versus = data;
    int32_t rows = hai_table_rows(versus->rows);
    if (rows > VERSUS_MAX_ROWS)
        hai_block_error(block, "rows", "data.limit", "take those that matter",
                        "a comparison shows at most %d rows, not %d", VERSUS_MAX_ROWS, (int)rows);
    if (rows > 0 && versus->columns[0] < 0 && versus->columns[1] < 0)
        hai_block_error(block, "rows", "option.column", "name them with \"left\" and \"right\"",
                        "a comparison needs columns of its two sides");
}

static void prepare(const hai_block *block, void *data)
{
    struct versus *versus = data;
    versus->row_icons =
        kit_row_icons(block, versus->rows, versus->icon, hai_table_rows(versus->rows));
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct versus *versus = data;
    const char *left = versus->titles[0], *right = versus->titles[1];
    return hai_block_printf(block, "对比:%s与%s", left == NULL ? "左" : left,
                            right == NULL ? "右" : right);
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "versus",
                                  .title_zh = "对比",
                                  .title_en = "Comparison of two",
                                  .summary_zh = "两方对比、前后变化、利弊、对照表",
                                  .summary_en = "One against the other, before and after, for and "
                                                "against, a table of two",
                                  .struct_size = sizeof(struct versus),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .check = check,
                                  .prepare = prepare,
                                  .measure = measure,
                                  .draw = draw,
                                  .summarise = summarise};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "versus",
   .version = "1.0.0", .summary = "Two sides: against each other, before and after, pros and cons",
   .licence = "MIT",   .features = {{"visual", &visual}}};
