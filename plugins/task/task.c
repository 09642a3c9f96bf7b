// SPDX-License-Identifier: MIT
//
// A numbered card: a number, a title, and what is to be done.
#include <math.h>

#include "visual-kit/seal.h"
#include "visual-kit/surface.h"

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

#define BADGE 60.0
#define SEAL_CELL 40.0

struct plan {
    hai_insets inset;
    const hai_paragraph *number, *title, *text;
    const char *seal; // the number as characters, or NULL
    double title_left, head, text_gap;
    hai_size size;
};

// 一, 十二, 三十: as a seal has it; above 99 in digits.
static const char *numeral(const hai_block *block, int32_t number)
{
    static const char *const digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    if (number > 99)
        return hai_block_printf(block, "%d", (int)number);
    const char *tens = number >= 20 ? digits[number / 10] : "";
    return hai_block_printf(block, "%s%s%s", tens, number >= 10 ? "十" : "", digits[number % 10]);
}

static struct plan plan(const hai_block *block, const struct task *task, double width)
{
    const hai_theme *theme = hai_block_theme(block);
    double padding = hai_theme_length(theme, "padding");
    struct plan plan = {.inset = hai_insets_all(padding)};
    if (task->style == STYLE_PLAIN)
        plan.inset = (hai_insets){.top = padding * 0.75, .bottom = padding * 0.5};
    double inner = fmax(width - plan.inset.left - plan.inset.right, 1);

    if (task->number > 0 && task->style == STYLE_SEAL) {
        plan.seal = numeral(block, task->number);
        plan.title_left = kit_seal_size(plan.seal, SEAL_CELL).width + 20;
    } else if (task->number > 0) {
        const char *text = hai_block_printf(block, "%0*d", (int)task->digits, (int)task->number);
        const char *colour = task->style == STYLE_BADGE ? "on_primary" : "primary";
        hai_text_style style = kit_type(theme, "figure", colour, HAI_TEXT_LEFT);
        style.size = task->style == STYLE_GHOST ? 120 : task->style == STYLE_BADGE ? 38 : 48;
        style.line_height = 1;
        plan.number = hai_paragraph_new(block, text, &style, 0);
        if (task->style == STYLE_BADGE)
            plan.title_left = BADGE + 18;
        if (task->style == STYLE_PLAIN)
            plan.title_left = hai_paragraph_size(plan.number).width + 18;
    }
    hai_text_style title = kit_type(theme, "card", NULL, HAI_TEXT_TITLE);
    plan.title = hai_paragraph_new(block, task->title, &title, fmax(inner - plan.title_left, 1));
    plan.head = kit_height(plan.title);
    if (task->style == STYLE_BADGE && plan.number != NULL)
        plan.head = fmax(plan.head, BADGE);
    if (plan.seal != NULL)
        plan.head = fmax(plan.head, kit_seal_size(plan.seal, SEAL_CELL).height);
    double height = plan.head;
    if (task->text != NULL) {
        hai_text_style text = kit_type(theme, "note", NULL, HAI_TEXT_JUSTIFY);
        plan.text = hai_paragraph_new(block, task->text, &text, inner);
        plan.text_gap = 16;
        height += plan.text_gap + kit_height(plan.text);
    }
    plan.size = (hai_size){width, height + plan.inset.top + plan.inset.bottom};
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return plan(block, data, space.width).size;
}

// Digits are centred by their ink: their em box says little about where they are.
static void draw_badge(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas,
                       double x, double y)
{
    double radius = fmin(hai_theme_length(theme, "radius") * 0.75, BADGE / 2);
    kit_fill_primary(theme, canvas, (hai_box){x, y, BADGE, BADGE}, radius);
    hai_box ink = hai_paragraph_ink(plan->number);
    hai_canvas_paragraph(canvas, plan->number, x + (BADGE - ink.width) / 2 - ink.x,
                         y + (BADGE - ink.height) / 2 - ink.y);
}

static void draw_ghost(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas,
                       hai_box box)
{
    hai_box ink = hai_paragraph_ink(plan->number);
    hai_colour pale = hai_colour_mix(hai_theme_colour(theme, "surface"),
                                     hai_theme_colour(theme, "primary"), 0.09);
    hai_canvas_paragraph_painted(canvas, plan->number, hai_box_right(box) - 20 - ink.width - ink.x,
                                 box.y + 16 - ink.y, hai_paint_colour(pale));
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct task *task = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, task, box.width);
    if (task->style != STYLE_PLAIN)
        kit_surface(theme, canvas, box);
    else
        kit_rule(canvas, (hai_point){box.x, box.y}, (hai_point){hai_box_right(box), box.y},
                 hai_theme_length(theme, "hairline"), hai_theme_colour(theme, "ink"));

    hai_box inner = hai_box_inset(box, placed.inset);
    double title_y = inner.y + (placed.head - kit_height(placed.title)) / 2;
    if (placed.number != NULL && task->style == STYLE_GHOST)
        draw_ghost(theme, &placed, canvas, box);
    if (placed.number != NULL && task->style == STYLE_BADGE)
        draw_badge(theme, &placed, canvas, inner.x, inner.y + (placed.head - BADGE) / 2);
    if (placed.number != NULL && task->style == STYLE_PLAIN)
        hai_canvas_paragraph(canvas, placed.number, inner.x,
                             title_y + hai_paragraph_baseline(placed.title) -
                                 hai_paragraph_baseline(placed.number));
    if (placed.seal != NULL)
        kit_draw_seal(block, canvas, placed.seal, inner.x,
                      inner.y + (placed.head - kit_seal_size(placed.seal, SEAL_CELL).height) / 2,
                      SEAL_CELL, hai_theme_colour(theme, "seal"), "on_seal");
    hai_canvas_heading_begin(canvas, 3, task->title, box);
    hai_canvas_paragraph(canvas, placed.title, inner.x + placed.title_left, title_y);
    hai_canvas_heading_end(canvas);
    if (placed.text != NULL)
        hai_canvas_paragraph(canvas, placed.text, inner.x, inner.y + placed.head + placed.text_gap);
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
