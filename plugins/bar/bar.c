// SPDX-License-Identifier: MIT
//
// Horizontal bars with their values written on them: no axis, no legend. The axis starts at zero,
// and negative values grow to the left of it.
#include <math.h>
#include <stdlib.h>

#include "visual-kit/surface.h"

enum sort { SORT_NONE, SORT_FALLING, SORT_RISING };
enum highlight { HIGHLIGHT_FIRST, HIGHLIGHT_LARGEST, HIGHLIGHT_ALL, HIGHLIGHT_NONE };

struct bar {
    const hai_table *rows;
    int32_t label, value;
    const char *unit, *colour;
    int32_t sort, highlight;
    double thickness;
    hai_number_options number;
};

static const struct bar defaults = {.label = -1,
                                    .value = -1,
                                    .colour = "primary",
                                    .sort = SORT_FALLING,
                                    .highlight = HIGHLIGHT_LARGEST,
                                    .thickness = 36,
                                    .number = {.decimals = -1, .group = true}};

static const char *const sorts[] = {"none", "falling", "rising", NULL};
static const char *const highlights[] = {"first", "largest", "all", "none", NULL};

static const hai_option options[] = {
    HAI_TABLE("rows", struct bar, rows, .flags = HAI_REQUIRED, .help_zh = "数据表",
              .help_en = "The data"),
    HAI_COLUMN("label", struct bar, label, "label", .flags = HAI_REQUIRED, .help_zh = "名称列",
               .help_en = "Column of names"),
    HAI_COLUMN("value", struct bar, value, "value", .flags = HAI_REQUIRED, .help_zh = "数值列",
               .help_en = "Column of values"),
    HAI_STRING("unit", struct bar, unit, .help_zh = "单位,写在数值后",
               .help_en = "Unit, written after each value"),
    HAI_COLOUR("colour", struct bar, colour, .help_zh = "主色",
               .help_en = "Colour of what matters"),
    HAI_CHOICE("sort", struct bar, sort, sorts, .help_zh = "排序:原序、降序、升序",
               .help_en = "As given, largest first, or smallest first"),
    HAI_CHOICE("highlight", struct bar, highlight, highlights,
               .help_zh = "突出哪些条:首条、最大、全部、无",
               .help_en = "Which bars stand out: the first, the largest, all, none"),
    HAI_LENGTH("thickness", struct bar, thickness, 4, 200, .unit = "px", .help_zh = "条的粗细",
               .help_en = "Thickness of a bar"),
    HAI_NUMBER_OPTIONS(struct bar, number),
};

#define LABEL_GAP 20.0

struct datum {
    double value;
    const hai_paragraph *label, *number;
    int32_t row;
};

struct plan {
    struct datum *data;
    int32_t count, largest;
    bool is_above; // labels stand above their bars
    double label_width, number_width;
    double gap;
    double low, high; // of the scale; zero lies between
    const hai_paragraph *empty;
    double height;
};

static int compare_falling(const void *a, const void *b)
{
    const struct datum *x = a, *y = b;
    if (isnan(x->value) || isnan(y->value))
        return (isnan(x->value) ? 1 : 0) - (isnan(y->value) ? 1 : 0);
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return x->row - y->row; // qsort keeps no order of its own
}

static int compare_rising(const void *a, const void *b)
{
    const struct datum *x = a, *y = b;
    if (isnan(x->value) || isnan(y->value) || x->value == y->value)
        return compare_falling(a, b);
    return x->value < y->value ? -1 : 1;
}

static void read_data(const hai_block *block, const struct bar *bar, struct plan *plan)
{
    plan->count = hai_table_rows(bar->rows);
    plan->data = hai_block_alloc(block, ((size_t)plan->count + 1) * sizeof *plan->data);
    for (int32_t i = 0; i < plan->count; i++) {
        double value = hai_table_number(bar->rows, i, bar->value);
        plan->data[i] = (struct datum){.value = value, .row = i};
        plan->low = fmin(plan->low, value);
        plan->high = fmax(plan->high, value);
    }
    if (bar->sort != SORT_NONE)
        qsort(plan->data, (size_t)plan->count, sizeof *plan->data,
              bar->sort == SORT_FALLING ? compare_falling : compare_rising);
    for (int32_t i = 1; i < plan->count; i++)
        if (plan->data[i].value > plan->data[plan->largest].value ||
            isnan(plan->data[plan->largest].value))
            plan->largest = i;
}

// The format of all values: where the scale is left to us they share one.
static hai_number_format number_format(const hai_block *block, const struct bar *bar,
                                       const struct plan *plan)
{
    hai_number_format format = hai_number_options_format(&bar->number);
    double *values = hai_block_alloc(block, ((size_t)plan->count + 1) * sizeof *values);
    for (int32_t i = 0; i < plan->count; i++)
        values[i] = plan->data[i].value;
    format.scale = hai_number_common_scale(values, (uint32_t)plan->count, &format);
    return format;
}

static bool is_highlit(const struct bar *bar, const struct plan *plan, int32_t i)
{
    switch (bar->highlight) {
    case HIGHLIGHT_FIRST:
        return i == 0;
    case HIGHLIGHT_LARGEST:
        return i == plan->largest;
    default:
        return bar->highlight == HIGHLIGHT_ALL;
    }
}

static void plan_labels(const hai_block *block, const struct bar *bar, double width,
                        struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style label = kit_type(theme, "label", "ink", HAI_TEXT_LEFT);
    for (int32_t i = 0; i < plan->count; i++) {
        const char *text = hai_table_text(bar->rows, plan->data[i].row, bar->label);
        plan->data[i].label = hai_paragraph_new(block, text, &label, 0);
        plan->label_width = fmax(plan->label_width, hai_paragraph_size(plan->data[i].label).width);
    }
    // Labels stand at the left as long as they leave the bars more than half of the width.
    plan->is_above = plan->label_width > width * 0.34;
    if (plan->is_above) {
        plan->label_width = 0;
        for (int32_t i = 0; i < plan->count; i++) {
            const char *text = hai_table_text(bar->rows, plan->data[i].row, bar->label);
            plan->data[i].label = hai_paragraph_new(block, text, &label, width);
        }
    } else {
        plan->label_width += LABEL_GAP;
    }
    hai_number_format format = number_format(block, bar, plan);
    for (int32_t i = 0; i < plan->count; i++) {
        struct datum *datum = &plan->data[i];
        hai_text_style style = kit_type(theme, "value", NULL, HAI_TEXT_LEFT);
        if (is_highlit(bar, plan, i))
            style.colour = bar->colour;
        const char *text = hai_number_text(block, datum->value, &format);
        text = isfinite(datum->value)
                   ? hai_block_printf(block, "%s%s", text, bar->unit == NULL ? "" : bar->unit)
                   : "暂无数据";
        datum->number = hai_paragraph_new(block, text, &style, 0);
        plan->number_width = fmax(plan->number_width, hai_paragraph_size(datum->number).width);
    }
}

static double row_height(const struct bar *bar, const struct plan *plan, int32_t i)
{
    double label = kit_height(plan->data[i].label);
    return plan->is_above ? label + 6 + bar->thickness : fmax(bar->thickness, label * 0.7);
}

static struct plan plan(const hai_block *block, const struct bar *bar, double width)
{
    struct plan plan = {.gap = bar->thickness * 0.72};
    read_data(block, bar, &plan);
    if (plan.count == 0) {
        hai_text_style style = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_CENTRE);
        plan.empty = hai_paragraph_new(block, "暂无数据", &style, width);
        plan.height = kit_height(plan.empty) + 2 * bar->thickness;
        return plan;
    }
    plan_labels(block, bar, width, &plan);
    for (int32_t i = 0; i < plan.count; i++)
        plan.height += row_height(bar, &plan, i) + (i > 0 ? plan.gap : 0);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw_bar(const hai_theme *theme, const struct bar *bar, const struct plan *plan,
                     hai_canvas *canvas, hai_box track, int32_t i)
{
    const struct datum *datum = &plan->data[i];
    double range = plan->high - plan->low;
    double left = plan->low < 0 ? plan->number_width + 12 : 0;
    double room = fmax(track.width - plan->number_width - 12 - left, 1);
    double zero = track.x + left + (range > 0 ? -plan->low / range * room : 0);
    double length = isfinite(datum->value) && range > 0 ? datum->value / range * room : 0;
    bool is_negative = length < 0;
    hai_colour colour = hai_theme_colour(theme, is_highlit(bar, plan, i) ? bar->colour : "muted");

    hai_box box = {is_negative ? zero + length : zero, track.y, fabs(length), bar->thickness};
    if (length != 0) {
        // A bar of a value that is not zero can be seen.
        box.width = fmax(box.width, 3);
        double radius =
            fmin(fmin(bar->thickness / 4, hai_theme_length(theme, "bar_radius")), box.width / 2);
        kit_fill_box(canvas, box, radius, colour);
        if (radius > 0) // square at the axis
            kit_fill_box(canvas,
                         (hai_box){is_negative ? hai_box_right(box) - radius : box.x, box.y, radius,
                                   box.height},
                         0, colour);
    }
    hai_size size = hai_paragraph_size(datum->number);
    double x = is_negative ? box.x - 12 - size.width : hai_box_right(box) + 12;
    hai_canvas_paragraph(canvas, datum->number, x, track.y + (bar->thickness - size.height) / 2);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct bar *bar = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, bar, box.width);
    if (placed.empty != NULL) {
        hai_canvas_paragraph(canvas, placed.empty, box.x, box.y + bar->thickness);
        return;
    }
    double y = box.y;
    for (int32_t i = 0; i < placed.count; i++) {
        const hai_paragraph *label = placed.data[i].label;
        hai_size size = hai_paragraph_size(label);
        double height = row_height(bar, &placed, i);
        hai_box track = {box.x + placed.label_width, y + height - bar->thickness,
                         box.width - placed.label_width, bar->thickness};
        if (!placed.is_above)
            track.y = y + (height - bar->thickness) / 2;
        hai_canvas_paragraph(canvas, label,
                             placed.is_above ? box.x : track.x - LABEL_GAP - size.width,
                             placed.is_above ? y : y + (height - size.height) / 2);
        draw_bar(theme, bar, &placed, canvas, track, i);
        y += height + placed.gap;
    }
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct bar *bar = data;
    struct plan summary = {0};
    read_data(block, bar, &summary);
    if (summary.count == 0)
        return "条形图,暂无数据";
    const struct datum *top = &summary.data[summary.largest];
    hai_number_format format = number_format(block, bar, &summary);
    return hai_block_printf(block, "条形图,共%d项,%s最高,为%s%s", (int)summary.count,
                            hai_table_text(bar->rows, top->row, bar->label),
                            hai_number_text(block, top->value, &format),
                            bar->unit == NULL ? "" : bar->unit);
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "bar",
                                  .title_zh = "条形图",
                                  .title_en = "Bar chart",
                                  .summary_zh = "横向条形图,数值直接标注",
                                  .summary_en = "Horizontal bars with their values written on them",
                                  .struct_size = sizeof(struct bar),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .measure = measure,
                                  .draw = draw,
                                  .summarise = summarise};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "bar",
   .version = "1.0.0", .summary = "Horizontal bars with their values written on them",
   .licence = "MIT",   .features = {{"visual", &visual}}};
