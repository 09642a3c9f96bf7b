// SPDX-License-Identifier: MIT
//
// Where the columns and rows of a table stand, or the cards that it becomes.
#include <string.h>

#include "table.h"

#define PAD 12.0
#define SMALL_PAD 8.0
#define HEAD_PAD 10.0
#define LEAST_HEAD_EM 4.1 // heads of four characters stay whole
#define SHORT_HEAD_EM 3.1 // and most words with what is tied to them
#define TITLE_GAP 16.0
#define NOTE_GAP 16.0
#define MAX_CARDS 24 // more rows than these drop columns instead
#define CARD_PAD 16.0
#define PAIR_GAP 6.0

bool table_has_header(const struct grid_column *column)
{
    return column->said.header != NULL && column->said.header[0] != '\0';
}

static bool is_same_group(const struct grid_column *a, const struct grid_column *b)
{
    return table_has_header(a) && table_has_header(b) &&
           strcmp(a->said.header, b->said.header) == 0;
}

static hai_text_style head_type(const hai_block *block, uint32_t align)
{
    hai_text_style style = kit_type(hai_block_theme(block), "caption", "weak", align);
    style.line_height = 1.35;
    return style;
}

static double total_width(const struct table_grid *grid, bool is_least)
{
    double sum = 0;
    for (int32_t i = 0; i < grid->column_count; i++)
        if (!grid->columns[i].is_dropped)
            sum += is_least ? grid->columns[i].least : grid->columns[i].natural;
    return sum;
}

// Take so much from the columns of one priority, in proportion to what each can give.
static double shrink(struct table_grid *grid, int32_t priority, double lack)
{
    double slack = 0;
    for (int32_t i = 0; i < grid->column_count; i++) {
        const struct grid_column *column = &grid->columns[i];
        if (!column->is_dropped && column->said.priority == priority)
            slack += fmax(column->natural - column->least, 0);
    }
    double taken = fmin(slack, lack);
    for (int32_t i = 0; i < grid->column_count; i++) {
        struct grid_column *column = &grid->columns[i];
        if (!column->is_dropped && column->said.priority == priority && slack > 0)
            column->width -= fmax(column->natural - column->least, 0) * taken / slack;
    }
    return lack - taken;
}

static void share_width(struct table_grid *grid, double width)
{
    double lack = total_width(grid, false) - width, weights = 0;
    for (int32_t i = 0; i < grid->column_count; i++) {
        struct grid_column *column = &grid->columns[i];
        column->width = column->natural;
        if (!column->is_dropped)
            weights += column->said.show == TABLE_SHOW_BAR ? 3 : 1;
    }
    for (int32_t priority = 0; priority <= 100 && lack > 0; priority++)
        lack = shrink(grid, priority, lack);
    for (int32_t i = 0; i < grid->column_count && lack < 0; i++) {
        struct grid_column *column = &grid->columns[i];
        column->width -= lack * (column->said.show == TABLE_SHOW_BAR ? 3 : 1) / weights;
    }
}

// The least important column but the first, of equals the last; -1: only the first is left.
static int32_t find_least(const struct table_grid *grid)
{
    int32_t least = -1;
    for (int32_t i = 1; i < grid->column_count; i++)
        if (!grid->columns[i].is_dropped &&
            (least < 0 || grid->columns[i].said.priority <= grid->columns[least].said.priority))
            least = i;
    return least;
}

static bool fits(struct table_plan *plan)
{
    return total_width(&plan->grid, true) <= plan->box.width + 0.01;
}

// Columns below a head of several are together as wide as its words, if there is room.
static void widen_groups(const hai_block *block, struct table_grid *grid, double width)
{
    hai_text_style style = head_type(block, HAI_TEXT_LEFT);
    for (int32_t i = 0; i < grid->column_count; i++) {
        int32_t end = i + 1;
        double natural = grid->columns[i].natural;
        while (end < grid->column_count && is_same_group(&grid->columns[i], &grid->columns[end]))
            natural += grid->columns[end++].natural;
        const hai_paragraph *words =
            hai_paragraph_new(block, grid->columns[i].said.header, &style, 0);
        double lack = hai_paragraph_size(words).width + 2 * grid->pad_x + 1 - natural;
        double growth = 0;
        for (int32_t k = i; k < end; k++)
            growth += grid->columns[k].natural + fmax(lack, 0) / (end - i) - grid->columns[k].least;
        bool has_room = total_width(grid, true) + growth <= width;
        for (int32_t k = i; k < end && lack > 0 && lack < width / 4; k++)
            grid->columns[k].natural += lack / (end - i);
        for (int32_t k = i; k < end && has_room && lack > 0; k++)
            grid->columns[k].least = fmax(grid->columns[k].least, grid->columns[k].natural);
        i = end - 1;
    }
}

// Decide between a table, a smaller one, one with fewer columns, and cards.
static void choose_form(const hai_block *block, const struct table *table, struct table_plan *plan)
{
    struct table_grid *grid = &plan->grid;
    table_set(block, grid, "label", PAD, LEAST_HEAD_EM);
    if (!fits(plan))
        table_set(block, grid, "caption", SMALL_PAD, LEAST_HEAD_EM);
    if (!fits(plan))
        table_set(block, grid, "caption", SMALL_PAD, SHORT_HEAD_EM);
    if (fits(plan))
        return;
    if (table->narrow == TABLE_NARROW_CARDS ||
        (table->narrow == TABLE_NARROW_AUTO && grid->row_count <= MAX_CARDS)) {
        plan->is_cards = true;
        return;
    }
    while (!fits(plan)) {
        int32_t least = find_least(grid);
        if (least < 0)
            break;
        grid->columns[least].is_dropped = true;
        plan->dropped++;
    }
    plan->is_cards = !fits(plan) || plan->dropped == grid->column_count - 1;
    if (!plan->is_cards)
        return;
    for (int32_t i = 0; i < grid->column_count; i++)
        grid->columns[i].is_dropped = false;
    plan->dropped = 0;
}

// --- Heads ---

static void plan_groups(const hai_block *block, struct table_plan *plan)
{
    struct table_grid *grid = &plan->grid;
    plan->groups = hai_block_alloc(block, ((size_t)grid->column_count + 1) * sizeof *plan->groups);
    hai_text_style style = head_type(block, HAI_TEXT_TITLE_CENTRE);
    style.colour = "ink";
    const struct grid_column *last = NULL;
    for (int32_t i = 0; i < grid->column_count; i++) {
        const struct grid_column *column = &grid->columns[i];
        if (column->is_dropped)
            continue;
        struct table_group *group = &plan->groups[plan->group_count];
        if (last != NULL && is_same_group(last, column))
            group[-1].width = column->x + column->width - group[-1].x;
        else if (table_has_header(column)) {
            *group = (struct table_group){.x = column->x, .width = column->width};
            group->words = hai_paragraph_new(block, column->said.header, &style, 0);
            plan->group_count++;
        }
        last = column;
    }
    for (int32_t g = 0; g < plan->group_count; g++) {
        struct table_group *group = &plan->groups[g];
        const char *text = NULL;
        for (int32_t i = 0; i < grid->column_count; i++)
            if (grid->columns[i].x == group->x && !grid->columns[i].is_dropped)
                text = grid->columns[i].said.header;
        group->words = hai_paragraph_new(block, text, &style, group->width - 2 * grid->pad_x);
        plan->groups_height = fmax(plan->groups_height, kit_height(group->words) + 12);
    }
}

// Heads break between words, as titles do.
static uint32_t head_align(const struct grid_column *column)
{
    switch (column->said.align) {
    case TABLE_ALIGN_LEFT:
        return HAI_TEXT_TITLE;
    case TABLE_ALIGN_CENTRE:
        return HAI_TEXT_TITLE_CENTRE;
    case TABLE_ALIGN_RIGHT:
        return HAI_TEXT_TITLE_RIGHT;
    default:
        return !column->is_figures || column->said.show == TABLE_SHOW_BAR ? HAI_TEXT_TITLE
               : column->said.show == TABLE_SHOW_HEAT                     ? HAI_TEXT_TITLE_CENTRE
                                                                          : HAI_TEXT_TITLE_RIGHT;
    }
}

static void plan_heads(const hai_block *block, struct table_plan *plan)
{
    struct table_grid *grid = &plan->grid;
    double x = plan->box.x, alone = 0; // heads without another one above them
    for (int32_t i = 0; i < grid->column_count; i++) {
        struct grid_column *column = &grid->columns[i];
        if (column->is_dropped)
            continue;
        column->x = x;
        x += column->width;
        hai_text_style style = head_type(block, head_align(column));
        double measure = fmax(column->width - 2 * grid->pad_x, 8);
        column->head = hai_paragraph_new(block, column->title, &style, measure);
        if (column->tall != NULL && hai_paragraph_lines(column->head) > 1)
            column->head = hai_paragraph_new(block, column->tall, &style, measure);
        double *height = table_has_header(column) ? &plan->heads_height : &alone;
        *height = fmax(*height, kit_height(column->head));
    }
    plan_groups(block, plan);
    plan->heads_height = fmax(plan->heads_height, alone - plan->groups_height) + 2 * HEAD_PAD;
}

// --- Rows ---

static void plan_rows(const hai_block *block, struct table_plan *plan)
{
    struct table_grid *grid = &plan->grid;
    double y = plan->rows_y;
    for (int32_t row = 0; row < grid->row_count; row++) {
        double height = 0;
        for (int32_t i = 0; i < grid->column_count; i++) {
            struct grid_column *column = &grid->columns[i];
            struct table_cell *cell = &column->cells[row];
            if (column->is_dropped)
                continue;
            if (!column->is_figures) {
                hai_text_style style = table_type(block, grid, i, row);
                cell->words = hai_paragraph_new(block, cell->text, &style,
                                                fmax(column->width - 2 * grid->pad_x, 8));
            }
            height = fmax(height, kit_height(cell->words));
        }
        plan->row_y[row] = y;
        plan->row_height[row] = height + 2 * grid->pad_y;
        y += plan->row_height[row];
    }
    plan->note_y = y;
}

// --- Cards ---

// The room that an arrow or a swatch takes beside a value.
static double card_mark(const struct grid_column *column)
{
    return !column->is_figures                      ? 0
           : column->said.show == TABLE_SHOW_CHANGE ? 24
           : column->said.show == TABLE_SHOW_HEAT   ? 28
                                                    : 0;
}

// The title of a column at the left and the value at the right, or below each other. Returns where
// the next begins.
static double plan_pair(const hai_block *block, struct table_plan *plan, int32_t number,
                        int32_t row, double y)
{
    struct grid_column *column = &plan->grid.columns[number];
    struct table_cell *cell = &column->cells[row];
    double width = plan->box.width, value = hai_paragraph_size(cell->words).width;
    double mark = card_mark(column); // left of the value
    double indent = table_has_header(column) ? TABLE_INDENT : 0;
    double words = indent + hai_paragraph_size(plan->pairs[number]).width;
    bool is_below = words + 16 + mark + value > width;
    hai_text_style style = table_type(block, &plan->grid, number, row);
    // Words that need more lines than one begin below their title.
    style.align = value > width - mark && !column->is_figures ? HAI_TEXT_LEFT : HAI_TEXT_RIGHT;
    cell->measure = fmin(value + 0.5, width - mark);
    cell->words = hai_paragraph_new(block, cell->text, &style, cell->measure);
    double title = kit_height(plan->pairs[number]);
    // Of a card these two say where the value stands below its title, and both below the card's
    // top.
    cell->before = is_below ? title : 0;
    cell->after = y - plan->row_y[row] + PAIR_GAP;
    y += kit_height(plan->over[number]);
    bool has_bar = column->said.show == TABLE_SHOW_BAR && column->is_figures;
    return y + PAIR_GAP + fmax(title, cell->before + kit_height(cell->words)) + (has_bar ? 14 : 0);
}

// Units stand with the figures: there is no head that tells them for all.
static void write_units(const hai_block *block, struct table_grid *grid)
{
    for (int32_t i = 1; i < grid->column_count; i++)
        for (int32_t row = 0; row < grid->row_count; row++) {
            struct table_cell *cell = &grid->columns[i].cells[row];
            if (grid->columns[i].unit[0] == '\0' || !isfinite(cell->value))
                continue;
            hai_text_style style = table_type(block, grid, i, row);
            cell->text = hai_block_printf(block, "%s%s", cell->text, grid->columns[i].unit);
            cell->words = hai_paragraph_new(block, cell->text, &style, 0);
        }
}

static void plan_cards(const hai_block *block, struct table_plan *plan)
{
    struct table_grid *grid = &plan->grid;
    table_set(block, grid, "caption", 0, SHORT_HEAD_EM);
    write_units(block, grid);
    double y = plan->rows_y, width = plan->box.width;
    hai_text_style name = kit_type(hai_block_theme(block), "label", "ink", HAI_TEXT_TITLE);
    name.weight = 700;
    hai_text_style title = head_type(block, HAI_TEXT_TITLE);
    title.line_height = 1.4;
    for (int32_t i = 1; i < grid->column_count; i++) {
        const struct grid_column *column = &grid->columns[i];
        bool has_header = table_has_header(column);
        if (has_header && (i == 1 || !is_same_group(&grid->columns[i - 1], column)))
            plan->over[i] = hai_paragraph_new(block, column->said.header, &title, width);
        plan->pairs[i] =
            hai_paragraph_new(block, column->name, &title, width - (has_header ? TABLE_INDENT : 0));
    }
    for (int32_t row = 0; row < grid->row_count; row++) {
        plan->row_y[row] = y;
        plan->names[row] = hai_paragraph_new(block, grid->columns[0].cells[row].text, &name, width);
        y += CARD_PAD + kit_height(plan->names[row]);
        for (int32_t i = 1; i < grid->column_count; i++)
            y = plan_pair(block, plan, i, row, y);
        y += CARD_PAD;
        plan->row_height[row] = y - plan->row_y[row];
    }
    plan->note_y = y;
}

struct table_plan table_plan(const hai_block *block, const struct table *table, hai_box box)
{
    struct table_plan plan = {.box = box, .grid = table_read(block, table)};
    struct table_grid *grid = &plan.grid;
    if (grid->row_count == 0) {
        plan.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    size_t rows = (size_t)grid->row_count + 1, columns = (size_t)grid->column_count + 1;
    plan.row_y = hai_block_alloc(block, rows * sizeof *plan.row_y);
    plan.row_height = hai_block_alloc(block, rows * sizeof *plan.row_height);
    plan.names = hai_block_alloc(block, rows * sizeof *plan.names);
    plan.pairs = hai_block_alloc(block, columns * sizeof *plan.pairs);
    plan.over = hai_block_alloc(block, columns * sizeof *plan.over);
    double y = box.y;
    plan.title_y = y;
    if (table->chart.title != NULL && table->chart.title[0] != '\0') {
        hai_text_style style = kit_type(hai_block_theme(block), "label", "ink", HAI_TEXT_TITLE);
        style.weight = 700;
        plan.title = hai_paragraph_new(block, table->chart.title, &style, box.width);
        y += kit_height(plan.title) + TITLE_GAP;
    }
    plan.head_y = plan.rows_y = y;
    choose_form(block, table, &plan);
    if (plan.is_cards) {
        plan_cards(block, &plan);
    } else {
        widen_groups(block, grid, box.width);
        share_width(grid, box.width);
        plan_heads(block, &plan);
        plan.rows_y = y + plan.groups_height + plan.heads_height;
        plan_rows(block, &plan);
    }
    double bottom = plan.note_y;
    if (table->note != NULL && table->note[0] != '\0') {
        hai_text_style style = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_LEFT);
        plan.note = hai_paragraph_new(block, table->note, &style, box.width);
        plan.note_y += NOTE_GAP;
        bottom = plan.note_y + kit_height(plan.note);
    }
    plan.box.height = fmax(bottom - box.y + 2, box.height);
    return plan;
}
