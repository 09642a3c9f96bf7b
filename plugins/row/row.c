// SPDX-License-Identifier: MIT
//
// Children side by side in one row of one height. Where they would become narrower than min_width,
// they stand one below the other instead.
#include <haibao/haibao.h>
#include <math.h>

struct row {
    hai_blocks children;
    double gap, min_width;
    int32_t place;
};

static const struct row defaults = {.gap = NAN, .min_width = 240};

static const char *const places[] = {"stretch", "top", "middle", "bottom", NULL};

static const hai_option options[] = {
    HAI_BLOCKS("children", struct row, children, .flags = HAI_REQUIRED, .max_count = 24,
               .help_zh = "并排的图形,span 为宽度份数",
               .help_en = "What stands side by side; span is its share of the width"),
    HAI_LENGTH("gap", struct row, gap, 0, 400, .unit = "px", .help_zh = "间距,默认随主题",
               .help_en = "Space between; the theme's gutter if not given"),
    HAI_LENGTH("min_width", struct row, min_width, 0, 4000, .unit = "px",
               .help_zh = "每份最小宽度,不足则上下排列",
               .help_en = "Least width of a share; below it children stand one below the other"),
    HAI_CHOICE("place", struct row, place, places, .help_zh = "垂直位置",
               .help_en = "Where a lower child stands in the row's height"),
};

struct plan {
    bool is_stacked;
    double gap, share, height;
};

static double width_of(const struct plan *plan, const hai_block *child)
{
    int32_t span = hai_child_span(child);
    return plan->share * span + plan->gap * (span - 1);
}

static struct plan plan(const hai_block *block, const struct row *row, double width)
{
    double gutter = hai_theme_length(hai_block_theme(block), "gutter");
    struct plan plan = {.gap = isnan(row->gap) ? gutter : row->gap};
    int32_t shares = 0;
    for (uint32_t i = 0; i < row->children.count; i++)
        shares += hai_child_span(row->children.items[i]);
    if (shares == 0)
        return plan;
    plan.share = (width - plan.gap * (shares - 1)) / shares;
    if (plan.share < fmin(row->min_width, width) && shares > 1) {
        plan.is_stacked = true;
        plan.height = hai_children_measure(row->children, plan.gap, (hai_space){width, 0}).height;
        return plan;
    }
    for (uint32_t i = 0; i < row->children.count; i++) {
        const hai_block *child = row->children.items[i];
        hai_space space = {width_of(&plan, child), 0};
        plan.height = fmax(plan.height, hai_child_measure(child, space).height);
    }
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct row *row = data;
    struct plan placed = plan(block, row, box.width);
    if (placed.is_stacked) {
        hai_children_draw(row->children, placed.gap, canvas, box);
        return;
    }
    double x = box.x;
    for (uint32_t i = 0; i < row->children.count; i++) {
        const hai_block *child = row->children.items[i];
        double width = width_of(&placed, child), height = box.height;
        if (row->place > 0)
            height = hai_child_measure(child, (hai_space){width, 0}).height;
        double above = row->place < 2    ? 0
                       : row->place == 2 ? (box.height - height) / 2
                                         : box.height - height;
        hai_child_draw(child, canvas, (hai_box){x, box.y + above, width, height});
        x += width + placed.gap;
    }
}

// Side by side it stays whole; one below the other its children go where there is room.
static bool divide(const hai_block *block, const void *data, hai_space space, hai_part *part)
{
    const struct row *row = data;
    struct plan placed = plan(block, row, space.width);
    return placed.is_stacked && hai_children_divide(row->children, placed.gap, space, part);
}

static void draw_part(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box,
                      const hai_part *part)
{
    const struct row *row = data;
    hai_children_draw_part(row->children, plan(block, row, box.width).gap, canvas, box, part);
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "row",
                                  .title_zh = "横排",
                                  .title_en = "Row",
                                  .summary_zh = "图形并排,等高",
                                  .summary_en = "Visuals side by side, of one height",
                                  .struct_size = sizeof(struct row),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .measure = measure,
                                  .draw = draw,
                                  .divide = divide,
                                  .draw_part = draw_part};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "row",
   .version = "1.0.0", .summary = "Visuals side by side, of one height",
   .licence = "MIT",   .features = {{"visual", &visual}}};
