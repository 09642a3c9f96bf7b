// SPDX-License-Identifier: MIT
//
// Children that flow through columns of one width, as in a newspaper: down the first, then down the
// next. The columns end as evenly as they can: their height is the least that holds all, found by
// halving. Running text goes on from column to column; what cannot be divided stays whole.
#include <haibao/haibao.h>
#include <math.h>

#define MOST_COLUMNS 12
#define SLIP 0.5

struct columns {
    hai_blocks children;
    int32_t columns;
    double gap, space, min_width;
    bool has_rule;
};

static const struct columns defaults = {.gap = NAN, .space = NAN, .min_width = 400};

static const hai_option options[] = {
    HAI_BLOCKS("children", struct columns, children, .flags = HAI_REQUIRED,
               .help_zh = "依次排入各栏的图形",
               .help_en = "What flows through the columns, in this order"),
    HAI_INT("columns", struct columns, columns, 0, MOST_COLUMNS, .help_zh = "栏数,0 按宽度定",
            .help_en = "Columns; 0: as many as the width takes"),
    HAI_LENGTH("gap", struct columns, gap, 0, 400, .unit = "px", .help_zh = "栏间距,默认随主题",
               .help_en = "Space between columns; the theme's gutter if not given"),
    HAI_LENGTH("space", struct columns, space, 0, 400, .unit = "px",
               .help_zh = "栏内上下间距,默认随主题",
               .help_en = "Space between what stands in a column; the theme's gutter if not given"),
    HAI_LENGTH("min_width", struct columns, min_width, 40, 4000, .unit = "px",
               .help_zh = "每栏最小宽度", .help_en = "Least width of a column"),
    HAI_BOOL("rule", struct columns, has_rule, .help_zh = "栏间是否加线",
             .help_en = "A hairline between columns"),
};

struct plan {
    int32_t count;
    double gap, space, width;
    double total;                 // height of all in one column
    hai_part parts[MOST_COLUMNS]; // what stands in each
    double height;                // of the highest
};

static int32_t column_count(const struct columns *columns, double width, double gap)
{
    double fitting = fmax(floor((width + gap) / (columns->min_width + gap)), 1);
    double most = columns->columns > 0 ? columns->columns : MOST_COLUMNS;
    return (int32_t)fmin(fitting, most);
}

// Fill columns of a height from a position on; the position where that ends.
static double fill(const struct columns *columns, struct plan *plan, double from, double height)
{
    const hai_space space = {plan->width, height};
    plan->height = 0;
    for (int32_t i = 0; i < plan->count; i++) {
        // Nothing is higher than a page here: only what may be divided anywhere is.
        hai_part part = {.from = from, .page = INFINITY};
        plan->parts[i] = (hai_part){.from = from, .to = from};
        if (from >= plan->total - SLIP ||
            !hai_children_divide(columns->children, plan->space, space, &part))
            continue;
        plan->parts[i] = part;
        plan->height = fmax(plan->height, part.height);
        from = part.to;
    }
    return from;
}

// The least height, to a pixel and at most `high`, at which columns take all from one position to
// another. The position where that ends.
static double balance(const struct columns *columns, struct plan *plan, double from, double to,
                      double high)
{
    if (plan->count == 1)
        return fill(columns, plan, from, high);
    double low = floor((to - from) / plan->count / 2);
    for (double middle; (middle = floor((low + high) / 2)) > low && middle < high;) {
        if (fill(columns, plan, from, middle) >= to - SLIP)
            high = middle;
        else
            low = middle;
    }
    return fill(columns, plan, from, high);
}

static struct plan plan_columns(const hai_block *block, const struct columns *columns, double width)
{
    double gutter = hai_theme_length(hai_block_theme(block), "gutter");
    struct plan plan = {.gap = isnan(columns->gap) ? gutter : columns->gap,
                        .space = isnan(columns->space) ? gutter : columns->space};
    plan.count = column_count(columns, width, plan.gap);
    plan.width = fmax((width - plan.gap * (plan.count - 1)) / plan.count, 1);
    const hai_space space = {plan.width, 0};
    plan.total = ceil(hai_children_measure(columns->children, plan.space, space).height);
    return plan;
}

static struct plan plan(const hai_block *block, const struct columns *columns, double width)
{
    struct plan plan = plan_columns(block, columns, width);
    (void)balance(columns, &plan, 0, plan.total, plan.total);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw_columns(const hai_block *block, const struct columns *columns,
                         const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    for (int32_t i = 0; i < plan->count; i++) {
        hai_part part = plan->parts[i];
        hai_box at = {box.x + i * (plan->width + plan->gap), box.y, plan->width, part.height};
        if (!(part.to > part.from))
            continue;
        if (columns->has_rule && i > 0) {
            double line = hai_theme_length(theme, "hairline");
            hai_canvas_box(canvas,
                           (hai_box){at.x - (plan->gap + line) / 2, box.y, line, plan->height});
            hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(theme, "line")));
        }
        hai_children_draw_part(columns->children, plan->space, canvas, at, &part);
    }
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct plan placed = plan(block, data, box.width);
    draw_columns(block, data, &placed, canvas, box);
}

// --- Parts: columns over several pages. Positions are those in one column, in proportion. ---

static double proportion(const struct plan *plan)
{
    return plan->total > 0 && plan->height > 0 ? plan->height / plan->total : 1;
}

static struct plan plan_part(const hai_block *block, const struct columns *columns, hai_space space,
                             hai_part *part)
{
    struct plan placed = plan(block, columns, space.width);
    double scale = proportion(&placed), from = part->from / scale;
    double to = fill(columns, &placed, from, space.height);
    if (to > from)
        to = balance(columns, &placed, from, to, fmin(ceil(to - from), space.height));
    part->to = to * scale;
    part->height = placed.height;
    return placed;
}

static bool divide(const hai_block *block, const void *data, hai_space space, hai_part *part)
{
    (void)plan_part(block, data, space, part);
    return part->to > part->from && part->height > 0;
}

static void draw_part(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box,
                      const hai_part *part)
{
    hai_part again = *part;
    const struct plan placed =
        plan_part(block, data, (hai_space){box.width, box.height + SLIP}, &again);
    draw_columns(block, data, &placed, canvas, box);
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "columns",
                                  .title_zh = "分栏",
                                  .title_en = "Columns of text",
                                  .summary_zh = "内容依次排入等宽各栏,栏尾齐平",
                                  .summary_en = "A flow through columns that end evenly",
                                  .struct_size = sizeof(struct columns),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .measure = measure,
                                  .draw = draw,
                                  .divide = divide,
                                  .draw_part = draw_part};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "columns",
   .version = "1.0.0", .summary = "A flow through columns that end evenly",
   .licence = "MIT",   .features = {{"visual", &visual}}};
