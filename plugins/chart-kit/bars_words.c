// SPDX-License-Identifier: MIT
#include "chart-kit/bars_words.h"

#include <math.h>
#include <string.h>

#include "chart-kit/shared.h"
#include "chart-kit/summary.h"
#include "visual-kit/surface.h"

#define TICK_HALF 15.0 // of the height of a word at an axis

static hai_text_style value_style(const hai_block *block, const struct chart_bars *bars,
                                  const struct chart_bar *bar)
{
    bool is_single = bars->data->series_count == 1;
    hai_text_style style = hai_theme_type(hai_block_theme(block),
                                          is_single && !bars->is_compact ? "value" : "caption");
    style.line_height = 1.2;
    style.weight = is_single ? 700 : 500;
    style.colour = is_single && !bars->is_compact ? style.colour : "ink";
    const struct chart_style *look = bar != NULL ? chart_bar_style(bars, bar) : NULL;
    if (is_single && look != NULL && look->is_highlit && bars->options->highlight != NULL)
        style.colour = chart_colour_name(block, look->text);
    return style;
}

static const hai_paragraph *end_text(const hai_block *block, const struct chart_bars *bars,
                                     const struct chart_bar *bar, bool has_unit)
{
    hai_text_style style = value_style(block, bars, bar);
    if (bar->text == NULL) {
        if (bars->data->series_count > 1)
            return NULL;
        style.colour = "weak";
        return hai_paragraph_new(block, bars->is_across ? "暂无数据" : "—", &style, 0);
    }
    const char *text = has_unit
                           ? chart_value_text(block, bar->value, &bars->format, bars->options->unit)
                           : bar->text;
    return hai_paragraph_new(block, text, &style, 0);
}

// The sum of a stack; NULL where it says nothing.
static const hai_paragraph *total_text(const hai_block *block, const struct chart_bars *bars,
                                       int32_t category, bool has_unit)
{
    const struct chart_bar *row = &bars->bars[category * bars->data->series_count];
    for (int32_t s = 0; s < bars->data->series_count; s++)
        if (row[s].to < row[s].from)
            return NULL;
    hai_text_style style = value_style(block, bars, NULL);
    style.weight = 700;
    double total = chart_category_total(bars->data, category);
    const char *text = has_unit ? chart_value_text(block, total, &bars->format, bars->options->unit)
                                : chart_figure_text(block, total, &bars->format);
    return hai_paragraph_new(block, text, &style, 0);
}

hai_size chart_bars_widest(const hai_block *block, const struct chart_bars *bars, bool has_unit)
{
    hai_size widest = {0, 0};
    int32_t count = chart_bars_are_stacked(bars) ? bars->data->category_count : bars->bar_count;
    for (int32_t i = 0; i < count; i++) {
        const hai_paragraph *text = chart_bars_are_stacked(bars)
                                        ? total_text(block, bars, i, has_unit)
                                        : end_text(block, bars, &bars->bars[i], has_unit);
        if (text == NULL)
            continue;
        widest.width = fmax(widest.width, hai_paragraph_size(text).width);
        widest.height = fmax(widest.height, kit_height(text));
    }
    return widest;
}

double chart_bars_widest_shared(const hai_block *block, const struct chart_bars *bars, double low,
                                double high)
{
    double least, most;
    if (!chart_shared_scale(block, bars->options->unit, true, &least, &most))
        return 0;
    hai_text_style style = value_style(block, bars, NULL);
    const char *ends[] = {chart_figure_text(block, low, &bars->format),
                          chart_figure_text(block, high, &bars->format)};
    return fmax(hai_paragraph_size(hai_paragraph_new(block, ends[0], &style, 0)).width,
                hai_paragraph_size(hai_paragraph_new(block, ends[1], &style, 0)).width);
}

bool chart_bars_have_ends(const struct chart_bars *bars)
{
    return !chart_bars_are_stacked(bars) || bars->mode == CHART_BARS_STACKED;
}

bool chart_bars_are_sparse(const struct chart_bars *bars)
{
    return bars->options->labels == CHART_LABELS_AUTO && chart_bars_have_ends(bars) &&
           !bars->is_across && (chart_bars_are_stacked(bars) || bars->data->series_count == 1);
}

// A bar that the author has chosen: its value is told where there is no room for all of them.
static bool is_chosen(const struct chart_bars *bars, const struct chart_bar *bar)
{
    const char *highlight = bars->options->highlight;
    return highlight != NULL && highlight[0] != '\0' && strcmp(highlight, "all") != 0 &&
           bars->data->series_count == 1 && bar->text != NULL &&
           chart_bar_style(bars, bar)->is_highlit;
}

static bool has_chosen(const struct chart_bars *bars)
{
    for (int32_t i = 0; i < bars->bar_count; i++)
        if (is_chosen(bars, &bars->bars[i]))
            return true;
    return false;
}

// A value that is wider than its column leans over to a neighbour that is lower.
static double lean(const struct chart_bars *bars, const struct chart_bar *bar, double width)
{
    double middle = bar->box.x + bar->box.width / 2, over = (width - bar->box.width) / 2;
    int32_t last = bars->data->series_count - 1;
    if (chart_bars_are_stacked(bars) || over <= 0)
        return middle;
    double far = fabs(bar->to);
    bool is_left = bar->series > 0 && fabs((bar - 1)->to) >= far;
    bool is_right = bar->series < last && fabs((bar + 1)->to) >= far;
    return middle + (is_left == is_right ? 0 : is_left ? over : -over);
}

static int32_t add_end_label(struct chart_bars *bars, const struct chart_bar *bar, hai_box box,
                             const hai_paragraph *text, double priority)
{
    bool is_negative = bar->to < 0 && !chart_bars_are_stacked(bars);
    struct chart_label label = {.text = text, .priority = priority};
    if (bars->is_across) {
        label.at = (hai_point){is_negative ? box.x : hai_box_right(box), box.y + box.height / 2};
        label.sides = is_negative ? CHART_LEFT : CHART_RIGHT;
        label.gap = BARS_GAP;
    } else {
        double width = text != NULL ? hai_paragraph_size(text).width : 0;
        label.at = (hai_point){lean(bars, bar, width), is_negative ? hai_box_bottom(box) : box.y};
        label.sides = is_negative ? CHART_BELOW : CHART_ABOVE;
        label.gap = BARS_GAP_ABOVE;
    }
    return chart_labels_add(bars->labels, label);
}

// Above its bar, inside the chart where that is at the edge, or a little to the side.
static void add_label_around(struct chart_bars *bars, hai_box box, const hai_paragraph *text,
                             bool is_negative, double priority, bool is_optional)
{
    hai_box all = bars->frame.box;
    double half = text != NULL ? hai_paragraph_size(text).width / 2 : 0;
    double x = fmin(fmax(box.x + box.width / 2, all.x + half), hai_box_right(all) - half);
    // At the side one that could be left out would seem to be of the next column.
    uint32_t beside = is_optional && priority > 0 ? 0
                      : is_negative               ? CHART_BELOW_LEFT | CHART_BELOW_RIGHT
                                                  : CHART_ABOVE_LEFT | CHART_ABOVE_RIGHT;
    chart_labels_add(bars->labels, (struct chart_label){
                                       .text = text,
                                       .at = {x, is_negative ? hai_box_bottom(box) : box.y},
                                       .gap = BARS_GAP_ABOVE,
                                       .sides = (is_negative ? CHART_BELOW : CHART_ABOVE) | beside,
                                       .priority = priority,
                                       .is_optional = is_optional});
}

// In the bar, where it is large enough.
static void add_inner_label(const hai_block *block, struct chart_bars *bars, struct chart_bar *bar)
{
    const hai_theme *theme = hai_block_theme(block);
    if (bar->text == NULL || bar->from == bar->to)
        return;
    hai_text_style style = hai_theme_type(theme, "caption");
    style.line_height = 1.2;
    style.weight = 500;
    const hai_paragraph *text = hai_paragraph_new(block, bar->text, &style, 0);
    hai_size size = hai_paragraph_size(text);
    if (size.width + (bars->is_compact ? 3 : 8) > bar->box.width ||
        size.height > bar->box.height + 1)
        return;
    const struct chart_style *look = chart_bar_style(bars, bar);
    struct chart_label label = {
        .text = text,
        .at = {bar->box.x + bar->box.width / 2, bar->box.y + bar->box.height / 2},
        .sides = CHART_CENTRE,
        .is_optional = true,
        .is_painted = true,
        .paint = chart_ink_on(theme, look->colour)};
    if (look->decal != CHART_DECAL_NONE)
        label.ground = look->colour;
    bar->label = chart_labels_add(bars->labels, label);
}

static hai_box union_box(hai_box a, hai_box b)
{
    double x = fmin(a.x, b.x), y = fmin(a.y, b.y);
    return (hai_box){x, y, fmax(hai_box_right(a), hai_box_right(b)) - x,
                     fmax(hai_box_bottom(a), hai_box_bottom(b)) - y};
}

static hai_box stack_box(const struct chart_bars *bars, int32_t category)
{
    const struct chart_bar *row = &bars->bars[category * bars->data->series_count];
    hai_box all = row[0].box;
    for (int32_t s = 1; s < bars->data->series_count; s++)
        all = union_box(all, row[s].box);
    return all;
}

static bool is_known(const struct chart_data *data, int32_t category)
{
    for (int32_t s = 0; s < data->series_count; s++)
        if (!isnan(data->series[s].values[category]))
            return true;
    return false;
}

// A value at the side of a column keeps off the words of the axis.
static void take_ticks(struct chart_bars *bars)
{
    const struct chart_axis *axis = &bars->frame.y;
    for (int32_t i = 0; i < axis->ticks.count; i++)
        chart_labels_take_box(bars->labels,
                              (hai_box){bars->frame.box.x,
                                        chart_y(&bars->frame, axis->ticks.values[i]) - TICK_HALF,
                                        bars->frame.plot.x - bars->frame.box.x, 2 * TICK_HALF});
}

// The last, the largest, the smallest and the first, in the order in which they are given room.
static void add_sparse_labels(const hai_block *block, struct chart_bars *bars)
{
    const struct chart_data *data = bars->data;
    int32_t last = -1, most = -1, least = -1, first = -1;
    for (int32_t c = 0; c < data->category_count; c++) {
        if (!is_known(data, c))
            continue;
        double total = chart_category_total(data, c);
        first = first < 0 ? c : first;
        last = c;
        most = most < 0 || total > chart_category_total(data, most) ? c : most;
        least = least < 0 || total < chart_category_total(data, least) ? c : least;
    }
    int32_t order[] = {last, most, least, first};
    for (int32_t i = 0; i < (int32_t)HAI_COUNT(order); i++) {
        bool is_told = order[i] < 0;
        for (int32_t k = 0; k < i; k++)
            is_told = is_told || order[k] == order[i];
        if (is_told)
            continue;
        const struct chart_bar *bar = &bars->bars[order[i] * data->series_count];
        bool is_whole = chart_bars_are_stacked(bars);
        add_label_around(bars, is_whole ? stack_box(bars, order[i]) : bar->box,
                         is_whole ? total_text(block, bars, order[i], false)
                                  : end_text(block, bars, bar, false),
                         !is_whole && bar->to<0, 4 - i, i> 1);
    }
    // What is missing is not nothing.
    for (int32_t i = 0; i < bars->bar_count && data->series_count == 1; i++)
        if (bars->bars[i].text == NULL)
            add_label_around(bars, bars->bars[i].box, end_text(block, bars, &bars->bars[i], false),
                             false, 0, true);
}

void chart_bars_label(const hai_block *block, struct chart_bars *bars, bool has_unit)
{
    const struct chart_data *data = bars->data;
    bool has_ends = chart_bars_have_ends(bars) && (bars->is_across || bars->frame.y.is_hidden);
    if (bars->options->labels == CHART_LABELS_NONE)
        return;
    for (int32_t i = 0; i < bars->bar_count; i++) {
        struct chart_bar *bar = &bars->bars[i];
        bar->label = -1;
        if (chart_bars_are_stacked(bars))
            add_inner_label(block, bars, bar);
        else if (has_ends)
            bar->label = add_end_label(bars, bar, bar->box, end_text(block, bars, bar, has_unit),
                                       chart_bar_style(bars, bar)->is_highlit ? 1 : 0);
        else if (is_chosen(bars, bar))
            add_label_around(bars, bar->box, end_text(block, bars, bar, false), bar->to < 0, 0,
                             true);
    }
    for (int32_t c = 0; has_ends && chart_bars_are_stacked(bars) && c < data->category_count; c++)
        (void)add_end_label(bars, &bars->bars[c * data->series_count], stack_box(bars, c),
                            total_text(block, bars, c, has_unit), 2);
    if (!has_ends && chart_bars_are_sparse(bars) && !has_chosen(bars)) {
        take_ticks(bars);
        add_sparse_labels(block, bars);
    }
}
