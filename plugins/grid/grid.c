// SPDX-License-Identifier: MIT
//
// Children in columns of one width and rows of one height each. The number of columns follows from
// the width, so that a sheet of another size lays itself out anew.
#include <haibao/haibao.h>
#include <math.h>

struct grid {
    hai_blocks children;
    int32_t columns;
    double gap, min_width;
    bool fills_last;
};

static const struct grid defaults = {.gap = NAN, .min_width = 400, .fills_last = true};

static const hai_option options[] = {
    HAI_BLOCKS("children", struct grid, children, .flags = HAI_REQUIRED,
               .help_zh = "格子里的图形,span 为所占列数",
               .help_en = "What stands in the cells; span is the columns it takes"),
    HAI_INT("columns", struct grid, columns, 0, 24, .help_zh = "列数,0 按宽度定",
            .help_en = "Columns; 0: as many as the width takes"),
    HAI_LENGTH("gap", struct grid, gap, 0, 400, .unit = "px", .help_zh = "间距,默认随主题",
               .help_en = "Space between; the theme's gutter if not given"),
    HAI_LENGTH("min_width", struct grid, min_width, 40, 4000, .unit = "px",
               .help_zh = "每列最小宽度", .help_en = "Least width of a column"),
    HAI_BOOL("fill", struct grid, fills_last, .help_zh = "最后一行不满时拉宽",
             .help_en = "Widen the cells of a last row that is not full"),
};

struct cell {
    int32_t column, span, row;
    double width;
};

struct plan {
    double gap, column_width, height;
    int32_t columns, rows;
    struct cell *cells;
    double *row_heights;
};

static int32_t column_count(const struct grid *grid, double width, double gap)
{
    int32_t fitting = (int32_t)fmin(24, floor((width + gap) / (grid->min_width + gap)));
    if (fitting < 1)
        fitting = 1;
    if (grid->columns == 0)
        return fitting;
    // A number of columns is kept as long as they are at least half as wide as they should be.
    double width_each = (width - gap * (grid->columns - 1)) / grid->columns;
    return width_each * 2 >= grid->min_width || grid->columns <= fitting ? grid->columns : fitting;
}

// A last row that is not full shares the width among its cells.
static void widen_last_row(struct plan *plan, uint32_t count, int32_t used, double width)
{
    if (used == 0 || used == plan->columns)
        return;
    uint32_t first = count;
    while (first > 0 && plan->cells[first - 1].row == plan->rows - 1)
        first--;
    int32_t cells = (int32_t)(count - first);
    for (uint32_t i = first; i < count; i++) {
        plan->cells[i].column = (int32_t)(i - first);
        plan->cells[i].width = (width - plan->gap * (cells - 1)) / cells;
    }
}

static struct plan plan(const hai_block *block, const struct grid *grid, double width)
{
    double gutter = hai_theme_length(hai_block_theme(block), "gutter");
    struct plan plan = {.gap = isnan(grid->gap) ? gutter : grid->gap};
    uint32_t count = grid->children.count;
    if (count == 0)
        return plan;
    plan.columns = column_count(grid, width, plan.gap);
    plan.column_width = (width - plan.gap * (plan.columns - 1)) / plan.columns;
    plan.cells = hai_block_alloc(block, count * sizeof *plan.cells);
    plan.row_heights = hai_block_alloc(block, count * sizeof *plan.row_heights);

    int32_t column = 0;
    plan.rows = 1;
    for (uint32_t i = 0; i < count; i++) {
        int32_t span = hai_child_span(grid->children.items[i]);
        span = span < plan.columns ? span : plan.columns;
        if (column + span > plan.columns) {
            plan.rows++;
            column = 0;
        }
        plan.cells[i] = (struct cell){.column = column,
                                      .span = span,
                                      .row = plan.rows - 1,
                                      .width = plan.column_width * span + plan.gap * (span - 1)};
        column += span;
    }
    if (grid->fills_last)
        widen_last_row(&plan, count, column, width);

    for (uint32_t i = 0; i < count; i++) {
        hai_space space = {plan.cells[i].width, 0};
        double *height = &plan.row_heights[plan.cells[i].row];
        *height = fmax(*height, hai_child_measure(grid->children.items[i], space).height);
    }
    for (int32_t i = 0; i < plan.rows; i++)
        plan.height += plan.row_heights[i] + (i > 0 ? plan.gap : 0);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw_rows(const struct grid *grid, const struct plan *placed, hai_canvas *canvas,
                      hai_box box, const hai_part *part)
{
    double y = box.y - part->from;
    int32_t row = 0;
    for (uint32_t i = 0; i < grid->children.count; i++) {
        const struct cell *cell = &placed->cells[i];
        for (; row < cell->row; row++)
            y += placed->row_heights[row] + placed->gap;
        double step = cell->width + placed->gap, top = y - box.y + part->from;
        if (top < part->from - 0.5 || top >= part->to - 0.5)
            continue;
        if (cell->span > 1 || cell->width == placed->column_width)
            step = placed->column_width + placed->gap;
        hai_box at = {box.x + cell->column * step, y, cell->width, placed->row_heights[cell->row]};
        hai_child_draw(grid->children.items[i], canvas, at);
    }
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct plan placed = plan(block, data, box.width);
    const hai_part whole = {.to = INFINITY};
    draw_rows(data, &placed, canvas, box, &whole);
}

// --- Parts: pages end between rows ---

static bool divide(const hai_block *block, const void *data, hai_space space, hai_part *part)
{
    struct plan placed = plan(block, data, space.width);
    double y = 0, end = part->from;
    for (int32_t i = 0; i < placed.rows; i++) {
        double bottom = y + placed.row_heights[i];
        if (y > part->from - 0.5 && bottom - part->from > space.height + 0.5)
            break;
        y = bottom + placed.gap;
        if (bottom > part->from)
            end = i + 1 < placed.rows ? y : bottom;
    }
    part->to = end;
    part->height = end - part->from - (end < placed.height - 0.5 ? placed.gap : 0);
    return end > part->from;
}

static void draw_part(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box,
                      const hai_part *part)
{
    struct plan placed = plan(block, data, box.width);
    draw_rows(data, &placed, canvas, box, part);
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "grid",
                                  .title_zh = "网格",
                                  .title_en = "Grid",
                                  .summary_zh = "等宽多列,每行等高",
                                  .summary_en = "Columns of one width, rows of one height each",
                                  .struct_size = sizeof(struct grid),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .measure = measure,
                                  .draw = draw,
                                  .divide = divide,
                                  .draw_part = draw_part};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "grid",
   .version = "1.0.0", .summary = "Columns of one width, rows of one height each",
   .licence = "MIT",   .features = {{"visual", &visual}}};
