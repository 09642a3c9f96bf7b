// SPDX-License-Identifier: MIT
#include "kpi.h"

#include <math.h>
#include <string.h>

#include "visual-kit/surface.h"
#include "visual-kit/unit.h"

static const struct kpi defaults = {.value = NAN,
                                    .delta = NAN,
                                    .target = NAN,
                                    .target_label = "目标",
                                    .delta_unit = "%",
                                    .style = STYLE_CARD,
                                    .number = {.decimals = -1, .group = true}};

static const char *const styles[] = {"card", "plain", "hero", "ring", "trend", "target", NULL};

static const hai_option options[] = {
    HAI_NUMBER("value", struct kpi, value, -1e15, 1e15, .help_zh = "数值", .help_en = "The figure"),
    HAI_STRING("text", struct kpi, text, .help_zh = "代替数值的文字,如“第2”",
               .help_en = "Words in place of the figure, as \"No. 2\""),
    HAI_STRING("unit", struct kpi, unit, .help_zh = "单位", .help_en = "Unit after the figure"),
    HAI_TEXT("label", struct kpi, label, .flags = HAI_REQUIRED, .help_zh = "指标名称",
             .help_en = "What the figure counts"),
    HAI_TEXT("note", struct kpi, note, .help_zh = "说明", .help_en = "What it means"),
    HAI_NUMBER("delta", struct kpi, delta, -1e15, 1e15, .help_zh = "增减",
               .help_en = "Change against the time before"),
    HAI_STRING("delta_unit", struct kpi, delta_unit, .help_zh = "增减的单位",
               .help_en = "Unit of the change"),
    HAI_STRING("delta_label", struct kpi, delta_label, .help_zh = "增减前的文字,如“同比”",
               .help_en = "Words before the change, as \"year on year\""),
    HAI_NUMBER("target", struct kpi, target, -1e15, 1e15, .help_zh = "目标值;用于圆环时默认 100",
               .help_en = "What is aimed at; of a ring the whole, 100 if not given"),
    HAI_STRING("target_label", struct kpi, target_label, .help_zh = "目标值前的文字",
               .help_en = "Words before the target"),
    HAI_TABLE("rows", struct kpi, rows, .help_zh = "走势的数据表,按时间先后",
              .help_en = "The trend, a row for each time"),
    HAI_COLUMN("trend", struct kpi, trend, "value", .help_zh = "走势的数值列",
               .help_en = "Column of the trend's values"),
    HAI_CHOICE("style", struct kpi, style, styles,
               .help_zh = "样式:卡片、无底、主推、圆环占比、带走势线、对比目标",
               .help_en = "A card, no surface, the one that stands out, with a ring of its share, "
                          "with its trend, or against a target"),
    HAI_NUMBER_OPTIONS(struct kpi, number),
};

struct plan {
    hai_insets inset;
    const hai_paragraph *label, *before, *figure, *unit, *delta, *note;
    const char *rule_colour, *delta_colour;
    struct extra extra;
    double label_height, figure_height, figure_line, figure_base, note_gap;
    bool is_chip_below; // the label, where there is no room beside it
    hai_size size;
};

static const char *figure_text(const hai_block *block, const struct kpi *kpi)
{
    if (kpi->text != NULL)
        return kpi->text;
    hai_number_format format = hai_number_options_format(&kpi->number);
    return hai_number_figure(block, kpi->value, &format);
}

// What is set smaller after the figure: 亿 of the number and 元 of the option; "" for nothing.
static const char *unit_text(const hai_block *block, const struct kpi *kpi)
{
    const char *unit = kpi->unit == NULL ? "" : kpi->unit;
    if (kpi->text != NULL)
        return unit;
    hai_number_format format = hai_number_options_format(&kpi->number);
    return kit_unit(block, hai_number_unit(block, kpi->value, &format), unit);
}

#define LINE_KEPT 0.7 // of the role's size
#define BEFORE 12     // bytes: four Chinese characters

// How many bytes of a text stand before its digits, as of "第2", and are set as units are: beside
// digits of a narrow face Chinese characters of one size with them look larger. 0 for other texts.
static size_t count_before(const char *text)
{
    size_t before = 0;
    if ((unsigned char)text[0] < 0xe3) // ASCII, and signs, as that of −3
        return 0;
    while ((unsigned char)text[before] >= 0x80 && before <= BEFORE)
        before++;
    return text[before] >= '0' && text[before] <= '9' && before <= BEFORE ? before : 0;
}

static double width_of(const hai_paragraph *paragraph)
{
    return paragraph == NULL ? 0 : hai_paragraph_size(paragraph).width;
}

// The figure as large as its role says, and smaller only where it would not fit beside its unit.
static void plan_figure(const hai_block *block, const struct kpi *kpi, double width,
                        struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    bool is_hero = kpi->style == STYLE_HERO;
    hai_text_style figure = kit_type(theme, is_hero ? "figure_hero" : "figure",
                                     is_hero ? "on_solid" : NULL, HAI_TEXT_LEFT);
    hai_text_style unit = kit_type(theme, "unit", is_hero ? "on_solid" : NULL, HAI_TEXT_LEFT);
    unit.size = figure.size * 0.38;
    const char *text = figure_text(block, kpi), *words = unit_text(block, kpi);
    size_t before = kpi->text == NULL ? 0 : count_before(text);
    size_t digits = strspn(text + before, "0123456789.,");
    if (kpi->text != NULL && words[0] == '\0' && digits > 0 &&
        (unsigned char)text[before + digits] >= 0x80) { // 位 of "第2位"
        words = text + before + digits;
        text = hai_block_printf(block, "%.*s", (int)(before + digits), text);
    }
    double size = figure.size;
    for (int step = 0; step < 8; step++) {
        plan->figure = hai_paragraph_new(block, text + before, &figure, 0);
        if (before > 0)
            plan->before = hai_paragraph_new(
                block, hai_block_printf(block, "%.*s", (int)before, text), &unit, 0);
        if (step == 0)
            plan->figure_base = hai_paragraph_baseline(plan->figure);
        plan->unit = words[0] == '\0' ? NULL : hai_paragraph_new(block, words, &unit, 0);
        double taken = width_of(plan->figure) + figure.size * 0.08 * (before > 0 ? 2 : 1) +
                       width_of(plan->before) + width_of(plan->unit);
        if (taken <= width || figure.size < 24)
            break;
        double scale = fmax(width / taken, 0.5) * 0.99;
        figure.size *= scale;
        unit.size *= scale;
    }
    // A figure that is a little smaller keeps the line of those beside it.
    if (figure.size < size * LINE_KEPT) {
        size = figure.size;
        plan->figure_base = hai_paragraph_baseline(plan->figure);
    }
    plan->figure_height = plan->figure_line = size * figure.line_height;
}

#define CHIP_PADDING 14.0
#define CHIP_HEIGHT 46.0
#define ARROW 16.0
#define CHIP_SIDES (ARROW + 8 + 2 * CHIP_PADDING) // all but the text

static double chip_width(const struct plan *plan)
{
    return hai_paragraph_size(plan->delta).width + CHIP_SIDES;
}

static double chip_height(const struct plan *plan)
{
    return fmax(kit_height(plan->delta) + (hai_paragraph_lines(plan->delta) > 1 ? 8 : 0),
                CHIP_HEIGHT);
}

static void plan_delta(const hai_block *block, const struct kpi *kpi, double width,
                       struct plan *plan)
{
    if (!isfinite(kpi->delta))
        return;
    const hai_theme *theme = hai_block_theme(block);
    bool is_hero = kpi->style == STYLE_HERO;
    plan->delta_colour = is_hero          ? "on_solid"
                         : kpi->delta > 0 ? "rise"
                         : kpi->delta < 0 ? "fall"
                                          : "weak";
    hai_number_format format = {.size = sizeof format, .decimals = -1};
    const char *number = hai_number_text(block, fabs(kpi->delta), &format);
    const char *text = hai_block_printf(block, "%s%s", number, kpi->delta_unit);
    if (kpi->delta_label != NULL)
        text = hai_block_printf(block, "%s%s", kpi->delta_label, text);
    hai_text_style style = kit_type(theme, "label", plan->delta_colour, HAI_TEXT_LEFT);
    plan->delta = hai_paragraph_new(block, text, &style, 0);
    plan->is_chip_below = width - chip_width(plan) - 16 < width / 3;
    if (plan->is_chip_below && chip_width(plan) > width)
        plan->delta = hai_paragraph_new(block, text, &style, fmax(width - CHIP_SIDES, 1));
}

static struct plan plan(const hai_block *block, const struct kpi *kpi, double width)
{
    const hai_theme *theme = hai_block_theme(block);
    bool is_hero = kpi->style == STYLE_HERO;
    double padding = kpi->style == STYLE_PLAIN ? 0 : hai_theme_length(theme, "padding");
    struct plan plan = {.inset = hai_insets_all(padding),
                        .rule_colour = is_hero ? "on_solid" : "line"};
    double inner = fmax(width - 2 * padding, 1);

    plan_delta(block, kpi, inner, &plan);
    double beside =
        plan.delta == NULL || plan.is_chip_below ? inner : inner - chip_width(&plan) - 16;
    hai_text_style label = kit_type(theme, "card", is_hero ? "on_solid" : NULL, HAI_TEXT_TITLE);
    plan.label = hai_paragraph_new(block, kpi->label, &label, beside);
    plan.label_height = kit_height(plan.label);
    if (plan.is_chip_below)
        plan.label_height += 8 + chip_height(&plan);
    plan.extra = extra_plan(block, kpi, inner);
    plan_figure(block, kpi, fmax(inner - plan.extra.beside, 1), &plan);
    if (plan.extra.beside > 0) // the ring stands beside the figure
        plan.figure_height = fmax(plan.figure_height, EXTRA_RING);

    double height = plan.label_height + 8 + plan.figure_height + plan.extra.height;
    if (kpi->note != NULL) {
        hai_text_style note = kit_type(theme, "note", is_hero ? "on_solid" : NULL, HAI_TEXT_BODY);
        plan.note = hai_paragraph_new(block, kpi->note, &note, inner);
        plan.note_gap = 28;
        height += plan.note_gap + kit_height(plan.note);
    }
    plan.size = (hai_size){width, height + 2 * padding};
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return plan(block, data, space.width).size;
}

static void draw_delta(const hai_theme *theme, const struct kpi *kpi, const struct plan *plan,
                       hai_canvas *canvas, double left, double right, double top)
{
    hai_colour colour = hai_theme_colour(theme, plan->delta_colour);
    double width = chip_width(plan), height = fmin(plan->label_height, CHIP_HEIGHT);
    hai_box chip = {right - width, top + (plan->label_height - height) / 2, width, height};
    if (plan->label_height > 60)
        chip.y = top; // beside the first line of a label of several
    if (plan->is_chip_below) {
        height = chip_height(plan);
        chip = (hai_box){left, top + plan->label_height - height, width, height};
    }
    kit_fill_box(canvas, chip, fmin(height, CHIP_HEIGHT) / 2, hai_colour_fade(colour, 0.1));
    double x = chip.x + CHIP_PADDING, middle = chip.y + height / 2;
    double tip = kpi->delta >= 0 ? -1 : 1;
    if (kpi->delta != 0) {
        hai_canvas_move_to(canvas, x, middle - tip * 6);
        hai_canvas_line_to(canvas, x + ARROW / 2, middle + tip * 7);
        hai_canvas_line_to(canvas, x + ARROW, middle - tip * 6);
        hai_canvas_close(canvas);
    } else {
        hai_canvas_box(canvas, (hai_box){x, middle - 2, ARROW, 4});
    }
    hai_canvas_fill(canvas, hai_paint_colour(colour));
    double text_height = kit_height(plan->delta);
    hai_canvas_paragraph(canvas, plan->delta, x + ARROW + 8, middle - text_height / 2);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct kpi *kpi = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, kpi, box.width);
    if (kpi->style != STYLE_PLAIN && kpi->style != STYLE_HERO)
        kit_surface(theme, canvas, box);
    if (kpi->style == STYLE_HERO)
        kit_fill_solid(theme, canvas, box);

    hai_box inner = hai_box_inset(box, placed.inset);
    double y = inner.y;
    hai_canvas_paragraph(canvas, placed.label, inner.x, y);
    if (placed.delta != NULL)
        draw_delta(theme, kpi, &placed, canvas, inner.x, hai_box_right(inner), y);
    y += placed.label_height + 8;

    double drop = placed.figure_height - placed.figure_line; // beside a ring, in its middle
    double base = y + drop / 2 + placed.figure_base;
    // Set by its ink: the blank beside a narrow digit would look like an indent.
    double left = inner.x - hai_paragraph_ink(placed.figure).x;
    if (placed.before != NULL) {
        hai_canvas_paragraph(canvas, placed.before, inner.x,
                             base - hai_paragraph_baseline(placed.before));
        left += width_of(placed.before) + hai_paragraph_size(placed.figure).height * 0.07;
    }
    hai_canvas_paragraph(canvas, placed.figure, left, base - hai_paragraph_baseline(placed.figure));
    if (placed.unit != NULL) {
        hai_size figure = hai_paragraph_size(placed.figure);
        hai_canvas_paragraph(canvas, placed.unit, left + figure.width + figure.height * 0.07,
                             base - hai_paragraph_baseline(placed.unit));
    }
    const struct extra *extra = &placed.extra;
    if (extra->beside > 0)
        extra_draw(block, kpi, extra, canvas,
                   (hai_box){hai_box_right(inner) - EXTRA_RING,
                             y + (placed.figure_height - EXTRA_RING) / 2, EXTRA_RING, EXTRA_RING});
    y += placed.figure_height;
    if (extra->height > 0)
        extra_draw(block, kpi, extra, canvas,
                   (hai_box){inner.x, y + EXTRA_GAP, inner.width, extra->height - EXTRA_GAP});
    y += extra->height;
    if (placed.note == NULL)
        return;
    double rule = y + placed.note_gap / 2 - 2;
    hai_colour line = hai_theme_colour(theme, placed.rule_colour);
    if (kpi->style == STYLE_HERO)
        line = hai_colour_fade(line, 0.35);
    kit_rule(canvas, (hai_point){inner.x, rule}, (hai_point){hai_box_right(inner), rule},
             hai_theme_length(theme, "hairline"), line);
    hai_canvas_paragraph(canvas, placed.note, inner.x, y + placed.note_gap);
}

static void check(const hai_block *block, const void *data)
{
    const struct kpi *kpi = data;
    if (!isfinite(kpi->value) && kpi->text == NULL)
        hai_block_error(block, NULL, "option.required", "write \"value\": 306.8",
                        "a figure needs 'value' or 'text'");
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct kpi *kpi = data;
    return hai_block_printf(block, "%s:%s%s", kpi->label, figure_text(block, kpi),
                            unit_text(block, kpi));
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "kpi",
                                  .title_zh = "指标",
                                  .title_en = "Key figure",
                                  .summary_zh = "一个重要数字及其说明",
                                  .summary_en = "One figure with unit, label, change and note",
                                  .struct_size = sizeof(struct kpi),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .check = check,
                                  .measure = measure,
                                  .draw = draw,
                                  .summarise = summarise};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "kpi",
   .version = "1.0.0", .summary = "One figure with unit, label, change and note",
   .licence = "MIT",   .features = {{"visual", &visual}}};
