// SPDX-License-Identifier: MIT
//
// A plugin that lists the rows of a table, one below the other, and keeps the contract but for the
// one clause that the build names: hard data or a narrow box brings it out.
#include <math.h>
#include <signal.h>

#include <haibao/haibao.h>

struct list {
    const hai_table *rows;
    int32_t label, value;
};

#define LINE 48.0
#ifdef HARD_HANG
#define MOST INT32_MAX
#else
#define MOST 500
#endif

static const struct list defaults = {.label = -1, .value = -1};
static const hai_option options[] = {
    HAI_TABLE("rows", struct list, rows, .flags = HAI_REQUIRED, .help_zh = "数据表",
              .help_en = "The data"),
    HAI_COLUMN("label", struct list, label, "label", .flags = HAI_REQUIRED, .help_zh = "名称列",
               .help_en = "Column of names"),
    HAI_COLUMN("value", struct list, value, "value", .flags = HAI_REQUIRED, .help_zh = "数值列",
               .help_en = "Column of values"),
};

static int32_t count_of(const struct list *list)
{
    int32_t count = hai_table_rows(list->rows);
    return count < MOST ? count : MOST;
}

static double step_of(const struct list *list)
{
#ifdef HARD_OVERLAP
    // All rows are pressed into one height.
    return fmin(LINE, 1200.0 / fmax(count_of(list), 1));
#else
    (void)list;
    return LINE;
#endif
}

static void check(const hai_block *block, const void *data)
{
    const struct list *list = data;
    (void)block;
    (void)list;
#ifdef HARD_REFUSED
    if (hai_table_rows(list->rows) == 1)
        hai_block_error(block, "rows", "sample.few", NULL, "there are too few rows");
#endif
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct list *list = data;
    (void)block;
    double height = fmax(count_of(list), 1) * step_of(list);
#ifdef HARD_TURNED
    height = fmax(height, 160);
#endif
#ifdef HARD_CRASH
    if (hai_table_rows(list->rows) == 0)
        (void)raise(SIGSEGV);
#endif
#ifdef HARD_HANG
    for (volatile int32_t i = 0; count_of(list) > 5000; i = !i)
        ;
#endif
#ifdef HARD_HEIGHT
    height /= hai_table_number(list->rows, 0, list->value) == 0 ? 0 : 1;
#endif
    return (hai_size){space.width, height};
}

static const hai_paragraph *set_label(const hai_block *block, const struct list *list, int32_t row,
                                      double width)
{
    hai_text_style style = hai_theme_type(hai_block_theme(block), "label");
    style.max_lines = 1;
    style.line_height = 1.4;
#ifdef HARD_SMALL
    style.size = 15;
#endif
#ifdef HARD_OUTSIDE
    width = fmax(width, 260); // whatever there is
#endif
#ifdef HARD_CUT
    width = 0;
#endif
    return hai_paragraph_new(block, hai_table_text(list->rows, row, list->label), &style, width);
}

#ifdef HARD_TURNED
// Side by side at an angle: their upright boxes lie on each other, they do not.
static void draw_names(const hai_block *block, const struct list *list, hai_canvas *canvas,
                       hai_box box)
{
    for (int32_t i = 0; i < count_of(list) && 120 + i * 50 < box.width; i++) {
        hai_canvas_save(canvas);
        const hai_matrix turn = {.xx = 0.6,
                                 .yx = 0.8,
                                 .xy = -0.8,
                                 .yy = 0.6,
                                 .x0 = box.x + 50 + i * 50,
                                 .y0 = box.y + 20};
        hai_canvas_transform(canvas, turn);
        hai_canvas_paragraph(canvas, set_label(block, list, i, 60), 0, 0);
        hai_canvas_restore(canvas);
    }
}
#else
static void draw_names(const hai_block *block, const struct list *list, hai_canvas *canvas,
                       hai_box box)
{
    for (int32_t i = 0; i < count_of(list); i++) {
        const hai_paragraph *label = set_label(block, list, i, box.width);
        hai_canvas_paragraph(canvas, label, box.x, box.y + i * step_of(list));
#ifdef HARD_COVERED
        hai_canvas_box(canvas, (hai_box){box.x, box.y + i * step_of(list), 300, step_of(list)});
        hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(hai_block_theme(block), "line")));
#endif
#ifdef HARD_HALO
        hai_canvas_paragraph(canvas, label, box.x, box.y + i * step_of(list) + 1.5);
#endif
    }
}
#endif

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct list *list = data;
    hai_canvas_save(canvas);
#ifdef HARD_CUT
    hai_canvas_box(canvas, box);
    hai_canvas_clip(canvas);
#endif
#ifdef HARD_SPLIT
    // Each name in two colours, which meet in the middle of a letter.
    hai_canvas_box(canvas, (hai_box){box.x, box.y, 40, box.height});
    hai_canvas_clip(canvas);
    draw_names(block, list, canvas, box);
    hai_canvas_restore(canvas);
    hai_canvas_save(canvas);
    hai_canvas_box(canvas, (hai_box){box.x + 40, box.y, box.width - 40, box.height});
    hai_canvas_clip(canvas);
#endif
    draw_names(block, list, canvas, box);
    hai_canvas_restore(canvas);
}

static const hai_visual visual = {
    .size = sizeof visual,
    .type = HARD_NAME,
    .title_zh = "样品",
    .title_en = "Sample",
    .summary_zh = "一列名称",
    .summary_en = "Names in a column",
    .struct_size = sizeof(struct list),
    .defaults = &defaults,
    .options = options,
    .option_size = sizeof options[0],
    .option_count = HAI_COUNT(options),
    .check = check,
    .measure = measure,
    .draw = draw,
};

HAI_PLUGIN
= {
    HAI_PLUGIN_HEAD,
    .name = HARD_NAME,
    .version = "1.0.0",
    .licence = "MIT",
    .summary = "Names in a column",
    .features = {{"visual", &visual}},
};
