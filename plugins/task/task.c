// SPDX-License-Identifier: MIT
//
// A numbered card: a number, a title, and what is to be done.
#include "item-kit/item.h"

enum style { STYLE_BADGE, STYLE_GHOST, STYLE_PLAIN, STYLE_SEAL };

struct task {
    int32_t number, digits, style;
    const char *title, *text;
};

static const struct task defaults = {.number = 0, .digits = 2, .style = STYLE_BADGE};

static const char *const styles[] = {"badge", "ghost", "plain", "seal", NULL};

static const hai_option options[] = {
    HAI_INT("number", struct task, number, 0, 9999, .help_zh = "序号,0 不显示",
            .help_en = "Its number; 0: none"),
    HAI_INT("digits", struct task, digits, 1, 4, .help_zh = "序号位数,不足补零",
            .help_en = "Digits of the number, filled with zeros"),
    HAI_TEXT("title", struct task, title, .flags = HAI_REQUIRED, .help_zh = "标题",
             .help_en = "Title"),
    HAI_TEXT("text", struct task, text, .help_zh = "内容", .help_en = "What is to be done"),
    HAI_CHOICE("style", struct task, style, styles,
               .help_zh = "样式:序号徽章、衬底大字、朴素、印章",
               .help_en = "Number as a badge, as a ghost numeral, as plain type, or as a seal"),
};

// In the order of the styles.
static const int32_t item_styles[] = {KIT_ITEM_INDEXED, KIT_ITEM_GHOST, KIT_ITEM_RULED,
                                      KIT_ITEM_SEAL};

static struct kit_item_plan plan(const hai_block *block, const struct task *task, double width)
{
    struct kit_item item = {.title = task->title, .text = task->text};
    if (task->number > 0)
        item.number = hai_block_printf(block, "%0*d", (int)task->digits, (int)task->number);
    struct kit_look look = {.style = item_styles[task->style]};
    return kit_item_plan(block, &item, &look, width);
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return plan(block, data, space.width).size;
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct task *task = data;
    struct kit_item_plan placed = plan(block, task, box.width);
    kit_item_surface(block, &placed, canvas, box);
    hai_canvas_heading_begin(canvas, 3, task->title, box);
    kit_item_words(block, &placed, canvas, box);
    hai_canvas_heading_end(canvas);
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "task",
                                  .title_zh = "任务",
                                  .title_en = "Numbered card",
                                  .summary_zh = "带序号的任务卡片",
                                  .summary_en = "A numbered card with title and text",
                                  .struct_size = sizeof(struct task),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .measure = measure,
                                  .draw = draw};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "task",
   .version = "1.0.0", .summary = "A numbered card with title and text",
   .licence = "MIT",   .features = {{"visual", &visual}}};
