// SPDX-License-Identifier: MIT
//
// Drawing a table, or its cards.
#include "table.h"

#define BAR_HEIGHT 16.0
#define CARD_BAR 8.0
#define ARROW 14.0

struct pen {
    const hai_block *block;
    const hai_theme *theme;
    const struct table *table;
    const struct table_plan *plan;
    hai_canvas *canvas;
    hai_colour ink, weak, line, main;
    double hairline;
};

static void rule(const struct pen *pen, double from, double to, double y, double width,
                 hai_colour colour)
{
    kit_rule(pen->canvas, (hai_point){from, y}, (hai_point){to, y}, width, colour);
}

static void put(const struct pen *pen, const hai_paragraph *words, double x, double y,
                hai_colour colour)
{
    hai_canvas_paragraph_painted(pen->canvas, words, x, y, hai_paint_colour(colour));
}

// --- Cells ---

static hai_colour change_colour(const struct pen *pen, double value)
{
    if (!(value > 0) && !(value < 0))
        return pen->weak;
    return chart_readable(pen->theme, hai_theme_colour(pen->theme, value > 0 ? "rise" : "fall"));
}

static hai_colour cell_colour(const struct pen *pen, const struct grid_column *column, int32_t row)
{
    const struct table_cell *cell = &column->cells[row];
    if (column->said.show == TABLE_SHOW_CHANGE && column->is_figures)
        return change_colour(pen, cell->value);
    if (column->is_figures && !isfinite(cell->value))
        return pen->weak;
    return pen->plan->grid.lit[row] ? chart_readable(pen->theme, pen->main) : pen->ink;
}

static void draw_arrow(const struct pen *pen, double x, double middle, double value)
{
    if (!(value > 0) && !(value < 0))
        return;
    double half = ARROW * 0.43 * (value > 0 ? 1 : -1);
    hai_canvas_move_to(pen->canvas, x, middle + half);
    hai_canvas_line_to(pen->canvas, x + ARROW, middle + half);
    hai_canvas_line_to(pen->canvas, x + ARROW / 2, middle - half);
    hai_canvas_close(pen->canvas);
    hai_canvas_fill(pen->canvas, hai_paint_colour(change_colour(pen, value)));
}

static void draw_bar(const struct pen *pen, const struct grid_column *column, int32_t row,
                     hai_box box)
{
    double low = fmin(column->low, 0), high = fmax(column->high, 0);
    double value = column->cells[row].value;
    if (row == pen->plan->grid.total_row || !isfinite(value) || !(high > low) || box.width < 8)
        return;
    double zero = box.x + box.width * (0 - low) / (high - low);
    double end = box.x + box.width * (value - low) / (high - low);
    bool is_strong = pen->plan->grid.lit[row] || !pen->plan->grid.is_any_lit;
    struct chart_style style = {.colour =
                                    is_strong ? pen->main : hai_theme_colour(pen->theme, "muted")};
    hai_box bar = {fmin(zero, end), box.y, fmax(fabs(end - zero), 1), box.height};
    // Of a short bar the end is cut rather than a drop.
    double radius = fmin(hai_theme_length(pen->theme, "bar_radius"), bar.width / 4);
    radius = fmin(radius, box.height / 2);
    chart_fill_bar(pen->canvas, bar, radius, value < 0 ? CHART_LEFT : CHART_RIGHT, &style);
    if (low < 0)
        kit_rule(pen->canvas, (hai_point){zero, box.y - 6},
                 (hai_point){zero, hai_box_bottom(box) + 6}, pen->hairline, pen->weak);
}

// Heat around zero where values are on both sides of it, else from the lowest to the highest.
static hai_colour heat_colour(const struct pen *pen, const struct grid_column *column, double value)
{
    if (column->low < 0 && column->high > 0) {
        double far = fmax(-column->low, column->high);
        return chart_diverging_ramp(pen->theme, 0.5 + 0.5 * value / far);
    }
    double span = column->high - column->low;
    return chart_ramp(pen->theme, span > 0 ? 0.04 + 0.9 * (value - column->low) / span : 0.4);
}

static hai_colour draw_heat(const struct pen *pen, const struct grid_column *column, int32_t row,
                            hai_box box)
{
    double value = column->cells[row].value;
    if (row == pen->plan->grid.total_row || !isfinite(value))
        return cell_colour(pen, column, row);
    hai_colour ground = heat_colour(pen, column, value);
    double radius = hai_theme_length(pen->theme, "bar_radius") > 0 ? 6 : 0;
    kit_fill_box(pen->canvas, box, radius, ground);
    return chart_ink_on(pen->theme, ground);
}

// Where the point of the figures of a column stands.
static double point_of(const struct table_grid *grid, const struct grid_column *column)
{
    double left = column->x + grid->pad_x, right = column->x + column->width - grid->pad_x;
    double all = column->before + column->after;
    int32_t align = column->said.align;
    if (align == TABLE_ALIGN_AUTO)
        align = column->said.show == TABLE_SHOW_BAR    ? TABLE_ALIGN_LEFT
                : column->said.show == TABLE_SHOW_HEAT ? TABLE_ALIGN_CENTRE
                                                       : TABLE_ALIGN_RIGHT;
    if (column->said.show == TABLE_SHOW_BAR || align == TABLE_ALIGN_LEFT)
        return left + column->before + (column->said.show == TABLE_SHOW_CHANGE ? ARROW + 10 : 0);
    if (align == TABLE_ALIGN_CENTRE)
        return (left + right - all) / 2 + column->before;
    return right - column->after;
}

static void draw_cell(const struct pen *pen, int32_t number, int32_t row)
{
    const struct table_grid *grid = &pen->plan->grid;
    const struct grid_column *column = &grid->columns[number];
    const struct table_cell *cell = &column->cells[row];
    double y = pen->plan->row_y[row], height = pen->plan->row_height[row];
    double middle = y + height / 2, top = middle - kit_height(cell->words) / 2;
    hai_colour colour = cell_colour(pen, column, row);
    if (!column->is_figures) {
        put(pen, cell->words, column->x + grid->pad_x, top, colour);
        return;
    }
    double point = point_of(grid, column);
    if (column->said.show == TABLE_SHOW_HEAT)
        colour = draw_heat(pen, column, row,
                           (hai_box){column->x + 2, y + 2, column->width - 4, height - 4});
    if (column->said.show == TABLE_SHOW_CHANGE)
        draw_arrow(pen, point - column->before - ARROW - 8, middle, cell->value);
    if (column->said.show == TABLE_SHOW_BAR) {
        double from = point + column->after + 12;
        double to = column->x + column->width - grid->pad_x;
        draw_bar(pen, column, row, (hai_box){from, middle - BAR_HEIGHT / 2, to - from, BAR_HEIGHT});
    }
    double x =
        isfinite(cell->value) ? point - cell->before : point - fmin(column->before, cell->before);
    put(pen, cell->words, x, top, colour);
}

// --- The table ---

static void draw_heads(const struct pen *pen)
{
    const struct table_plan *plan = pen->plan;
    const struct table_grid *grid = &plan->grid;
    double left = plan->box.x, right = hai_box_right(plan->box);
    rule(pen, left, right, plan->head_y + 1, 2, pen->main);
    for (int32_t i = 0; i < plan->group_count; i++) {
        const struct table_group *group = &plan->groups[i];
        hai_canvas_paragraph(pen->canvas, group->words, group->x + grid->pad_x, plan->head_y + 10);
        rule(pen, group->x + grid->pad_x, group->x + group->width - grid->pad_x,
             plan->head_y + plan->groups_height + 2, pen->hairline, pen->weak);
    }
    double bottom = plan->rows_y;
    for (int32_t i = 0; i < grid->column_count; i++) {
        const struct grid_column *column = &grid->columns[i];
        if (!column->is_dropped)
            hai_canvas_paragraph(pen->canvas, column->head, column->x + grid->pad_x,
                                 bottom - 8 - kit_height(column->head));
    }
    rule(pen, left, right, bottom, pen->hairline, pen->weak);
}

static void draw_row_ground(const struct pen *pen, int32_t row)
{
    const struct table_plan *plan = pen->plan;
    const struct table_grid *grid = &plan->grid;
    double y = plan->row_y[row], left = plan->box.x, right = hai_box_right(plan->box);
    hai_box box = {left, y, plan->box.width, plan->row_height[row]};
    hai_colour surface = hai_theme_colour(pen->theme, "surface");
    if (grid->lit[row])
        kit_fill_box(pen->canvas, box, 0, hai_colour_mix(surface, pen->main, 0.08));
    else if (pen->table->lines == TABLE_LINES_ZEBRA && row % 2 == 1 && row != grid->total_row)
        kit_fill_box(pen->canvas, box, 0, hai_colour_mix(surface, pen->line, 0.4));
    if (row == grid->total_row && row > 0)
        rule(pen, left, right, y, pen->hairline, pen->weak);
    else if (pen->table->lines == TABLE_LINES_HAIRLINE && row > 0)
        rule(pen, left, right, y, pen->hairline, pen->line);
}

static void draw_table(const struct pen *pen)
{
    const struct table_grid *grid = &pen->plan->grid;
    for (int32_t row = 0; row < grid->row_count; row++)
        draw_row_ground(pen, row);
    draw_heads(pen);
    int32_t last = grid->row_count - 1;
    double bottom = pen->plan->row_y[last] + pen->plan->row_height[last];
    rule(pen, pen->plan->box.x, hai_box_right(pen->plan->box), bottom + 1, 2, pen->main);
    for (int32_t row = 0; row < grid->row_count; row++)
        for (int32_t i = 0; i < grid->column_count; i++)
            if (!grid->columns[i].is_dropped)
                draw_cell(pen, i, row);
}

// --- Cards ---

static void draw_pair(const struct pen *pen, int32_t number, int32_t row)
{
    const struct table_plan *plan = pen->plan;
    const struct grid_column *column = &plan->grid.columns[number];
    const struct table_cell *cell = &column->cells[row];
    hai_size size = hai_paragraph_size(cell->words);
    double y = plan->row_y[row] + cell->after, right = hai_box_right(plan->box);
    if (plan->over[number] != NULL)
        hai_canvas_paragraph(pen->canvas, plan->over[number], plan->box.x, y);
    y += kit_height(plan->over[number]);
    double indent = table_has_header(column) ? TABLE_INDENT : 0;
    hai_canvas_paragraph(pen->canvas, plan->pairs[number], plan->box.x + indent, y);
    hai_colour colour = cell_colour(pen, column, row);
    double top = y + cell->before, x = right - cell->measure;
    if (column->is_figures && column->said.show == TABLE_SHOW_HEAT && isfinite(cell->value) &&
        row != plan->grid.total_row) {
        double swatch = 20;
        kit_fill_box(pen->canvas,
                     (hai_box){fmax(x - swatch - 8, plan->box.x), top + (size.height - swatch) / 2,
                               swatch, swatch},
                     4, heat_colour(pen, column, cell->value));
    }
    if (column->is_figures && column->said.show == TABLE_SHOW_CHANGE)
        draw_arrow(pen, fmax(x - ARROW - 8, plan->box.x), top + size.height / 2, cell->value);
    if (column->is_figures && column->said.show == TABLE_SHOW_BAR)
        draw_bar(pen, column, row,
                 (hai_box){plan->box.x, top + size.height + 4, plan->box.width, CARD_BAR});
    put(pen, cell->words, x, top, colour);
}

static void draw_cards(const struct pen *pen)
{
    const struct table_plan *plan = pen->plan;
    double left = plan->box.x, right = hai_box_right(plan->box);
    for (int32_t row = 0; row < plan->grid.row_count; row++) {
        double y = plan->row_y[row];
        bool is_first = row == 0;
        rule(pen, left, right, y + (is_first ? 1 : 0), is_first ? 2 : pen->hairline,
             is_first ? pen->main : pen->line);
        hai_colour colour = plan->grid.lit[row] ? chart_readable(pen->theme, pen->main) : pen->ink;
        put(pen, plan->names[row], left, y + 12, colour);
        for (int32_t i = 1; i < plan->grid.column_count; i++)
            draw_pair(pen, i, row);
    }
    int32_t last = plan->grid.row_count - 1;
    rule(pen, left, right, plan->row_y[last] + plan->row_height[last] + 1, 2, pen->main);
}

void table_draw(const hai_block *block, const struct table *table, const struct table_plan *plan,
                hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    if (plan->grid.row_count == 0) {
        chart_empty_draw(block, canvas, plan->box);
        return;
    }
    struct pen pen = {.block = block,
                      .theme = theme,
                      .table = table,
                      .plan = plan,
                      .canvas = canvas,
                      .ink = hai_theme_colour(theme, "ink"),
                      .weak = hai_theme_colour(theme, "weak"),
                      .line = hai_theme_colour(theme, "line"),
                      .main = hai_theme_colour(theme, table->chart.colour),
                      .hairline = hai_theme_length(theme, "hairline")};
    if (plan->title != NULL)
        hai_canvas_paragraph(canvas, plan->title, plan->box.x, plan->title_y);
    plan->is_cards ? draw_cards(&pen) : draw_table(&pen);
    if (plan->note != NULL)
        hai_canvas_paragraph(canvas, plan->note, plan->box.x, plan->note_y);
    if (plan->dropped > 0)
        hai_block_warn(block, "columns", "table.dropped",
                       "make the table wider, shorten its heads, or give columns a 'priority'",
                       "%d columns found no room and were left out", (int)plan->dropped);
    if (plan->grid.rows_left > 0)
        hai_block_warn(block, "rows", "table.rows", "show the most important, or split the table",
                       "%d rows beyond the first %d are left out", (int)plan->grid.rows_left,
                       (int)(plan->grid.row_count - (table->total == TABLE_TOTAL_SUM ? 1 : 0)));
}
