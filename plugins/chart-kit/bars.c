// SPDX-License-Identifier: MIT
#include "chart-kit/bars.h"

#include <math.h>
#include <string.h>

#include "chart-kit/shared.h"
#include "chart-kit/stack.h"
#include "chart-kit/summary.h"
#include "visual-kit/surface.h"

#define NARROW 480.0          // words are smaller
#define LABEL_GAP 12.0        // from a bar's end to its value, across
#define LABEL_GAP_ABOVE 6.0   // and above it
#define THICKNESS 36.0        // of a bar across
#define WIDEST 120.0          // of a column
#define MOST_TURNED 30        // columns that lie down where their names find no room below them
#define MOST_TIGHT 60         // columns in groups whose values may lean over to lower ones
#define LEAST_PLOT 0.4        // of the height, below a legend
#define TICK_HALF 15.0        // of the height of a word at an axis
#define PADDING_ACROSS 0.4186 // a gap of 0.72 bars

static bool is_stacked(const struct chart_bars *bars)
{
    return bars->mode != CHART_BARS_GROUPED && bars->data->series_count > 1;
}

static int32_t slots_of(const struct chart_bars *bars)
{
    return is_stacked(bars) || bars->data->series_count < 1 ? 1 : bars->data->series_count;
}

const struct chart_style *chart_bar_style(const struct chart_bars *bars,
                                          const struct chart_bar *bar)
{
    return bars->category_styles != NULL ? &bars->category_styles[bar->category]
                                         : &bars->styles[bar->series];
}

hai_box chart_bar_box(const struct chart_frame *frame, bool is_across, int32_t category,
                      int32_t slot, int32_t slots, double from, double to)
{
    const struct chart_axis *names = is_across ? &frame->y : &frame->x;
    const struct chart_axis *values = is_across ? &frame->x : &frame->y;
    double band = chart_scale_bandwidth(&names->scale), width = band / slots;
    double gap = slots > 1 ? fmin(width * 0.1, 4) : 0;
    double start = chart_scale_map(&names->scale, category) - band / 2 + slot * width + gap / 2;
    double a = chart_scale_map(&values->scale, from), b = chart_scale_map(&values->scale, to);
    if (!isfinite(a) || !isfinite(b))
        a = b = chart_axis_zero(values);
    // An axis that the author has cut cuts the bars.
    double low = fmin(values->scale.start, values->scale.end);
    double high = fmax(values->scale.start, values->scale.end);
    a = fmin(fmax(a, low), high);
    b = fmin(fmax(b, low), high);
    return is_across ? (hai_box){fmin(a, b), start, fabs(b - a), width - gap}
                     : (hai_box){start, fmin(a, b), width - gap, fabs(b - a)};
}

// --- Values ---

// Answers from one side to the other: the middle of the series is at zero.
static void diverge(const struct chart_data *data, int32_t category, struct chart_bar *bars)
{
    double left = 0;
    for (int32_t s = 0; s < data->series_count; s++) {
        double value = data->series[s].values[category];
        double share = 2 * s + 1 < data->series_count    ? 1
                       : 2 * s + 1 == data->series_count ? 0.5
                                                         : 0;
        left += isfinite(value) ? fabs(value) * share : 0;
    }
    for (int32_t s = 0; s < data->series_count; s++) {
        double value = data->series[s].values[category];
        bars[s].from = -left;
        left -= isfinite(value) ? fabs(value) : 0;
        bars[s].to = -left;
    }
}

static void find_ends(const struct chart_bars *bars, struct chart_bar *of_category)
{
    int32_t up = -1, down = -1, count = bars->data->series_count;
    for (int32_t s = 0; s < count; s++) {
        const struct chart_bar *bar = &of_category[s];
        if (bar->from == bar->to)
            continue;
        up = fmax(bar->from, bar->to) > 0 ? s : up;
        bool is_first = down < 0 || bars->mode != CHART_BARS_DIVERGING;
        down = fmin(bar->from, bar->to) < 0 && is_first ? s : down;
    }
    for (int32_t s = 0; s < count; s++)
        of_category[s].is_end = !is_stacked(bars) || s == up || s == down;
}

static const char *bar_text(const hai_block *block, const struct chart_bars *bars, double value)
{
    if (!isfinite(value))
        return NULL;
    return chart_figure_text(block, value, &bars->format);
}

static void write_shares(const hai_block *block, const struct chart_bars *bars,
                         struct chart_bar *of_category)
{
    int32_t count = bars->data->series_count;
    int32_t decimals = bars->options->number.decimals < 0 ? 0 : bars->options->number.decimals;
    double *sizes = hai_block_alloc(block, 2 * ((size_t)count + 1) * sizeof *sizes);
    double *shares = sizes + count + 1;
    for (int32_t s = 0; s < count; s++)
        sizes[s] = fabs(of_category[s].value);
    hai_number_shares(sizes, (uint32_t)count, decimals, shares);
    for (int32_t s = 0; s < count; s++)
        if (isfinite(of_category[s].value))
            of_category[s].text = chart_share_text(block, shares[s] / 100, decimals);
}

// The values between which each bar lies, in rows of series for each category.
static void plan_values(const hai_block *block, struct chart_bars *bars, double *low, double *high)
{
    const struct chart_data *data = bars->data;
    bars->bar_count = data->series_count * data->category_count;
    bars->bars = hai_block_alloc(block, ((size_t)bars->bar_count + 1) * sizeof *bars->bars);
    bool is_percent = bars->mode == CHART_BARS_PERCENT && is_stacked(bars);
    struct chart_stack stack =
        chart_stack_new(block, data, is_percent ? CHART_OFFSET_PERCENT : CHART_OFFSET_DIVERGING);
    *low = *high = 0;
    for (int32_t c = 0; c < data->category_count; c++) {
        struct chart_bar *row = &bars->bars[c * data->series_count];
        for (int32_t s = 0; s < data->series_count; s++) {
            double value = data->series[s].values[c];
            int32_t cell = s * data->category_count + c;
            row[s] = (struct chart_bar){.value = value, .series = s, .category = c};
            row[s].text = bar_text(block, bars, value);
            row[s].from = is_stacked(bars) ? stack.from[cell] : 0;
            row[s].to = is_stacked(bars) ? stack.to[cell] : isfinite(value) ? value : 0;
        }
        if (is_stacked(bars) && bars->mode == CHART_BARS_DIVERGING)
            diverge(data, c, row);
        if (is_percent)
            write_shares(block, bars, row);
        find_ends(bars, row);
        for (int32_t s = 0; s < data->series_count; s++) {
            *low = fmin(*low, fmin(row[s].from, row[s].to));
            *high = fmax(*high, fmax(row[s].from, row[s].to));
        }
    }
}

// --- Words at the bars ---

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

static hai_size widest_text(const hai_block *block, const struct chart_bars *bars, bool has_unit)
{
    hai_size widest = {0, 0};
    int32_t count = is_stacked(bars) ? bars->data->category_count : bars->bar_count;
    for (int32_t i = 0; i < count; i++) {
        const hai_paragraph *text = is_stacked(bars)
                                        ? total_text(block, bars, i, has_unit)
                                        : end_text(block, bars, &bars->bars[i], has_unit);
        if (text == NULL)
            continue;
        widest.width = fmax(widest.width, hai_paragraph_size(text).width);
        widest.height = fmax(widest.height, kit_height(text));
    }
    return widest;
}

static bool has_end_texts(const struct chart_bars *bars)
{
    return !is_stacked(bars) || bars->mode == CHART_BARS_STACKED;
}

// Where there is no room for all of them, the values that are read first have it: of single bars,
// and of whole stacks.
static bool has_sparse_values(const struct chart_bars *bars)
{
    return bars->options->labels == CHART_LABELS_AUTO && has_end_texts(bars) && !bars->is_across &&
           (is_stacked(bars) || bars->data->series_count == 1);
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

// --- The frame ---

static struct chart_axis value_axis(const struct chart_bars *bars, double low, double high)
{
    hai_number_format format = bars->format;
    bool is_percent = bars->mode == CHART_BARS_PERCENT && is_stacked(bars);
    if (is_percent)
        format = (hai_number_format){.size = sizeof format, .style = HAI_NUMBER_RATIO};
    struct chart_axis axis =
        chart_axis_values(low, high, true, &format, is_percent ? NULL : bars->options->unit);
    axis.is_own = is_percent;
    axis.is_unsigned = bars->mode == CHART_BARS_DIVERGING && is_stacked(bars);
    return axis;
}

static void plan_across(const hai_block *block, struct chart_bars *bars, double low, double high,
                        hai_box box)
{
    struct chart_frame *frame = &bars->frame;
    const struct chart_data *data = bars->data;
    frame->x = value_axis(bars, low, high);
    frame->x.is_hidden = bars->options->labels != CHART_LABELS_NONE;
    frame->x.has_grid = !frame->x.is_hidden;
    frame->x.is_exact = frame->x.is_hidden;
    double thickness = bars->thickness > 0 ? bars->thickness : THICKNESS;
    frame->y = (struct chart_axis){.kind = CHART_AXIS_BAND,
                                   .names = data->categories,
                                   .count = data->category_count,
                                   .thickness = thickness * fmin(slots_of(bars), 24),
                                   .padding = PADDING_ACROSS};
    if (slots_of(bars) > 1)
        frame->y.padding = PADDING_ACROSS / sqrt(slots_of(bars));
    if (bars->options->labels != CHART_LABELS_NONE && has_end_texts(bars)) {
        hai_size text = widest_text(block, bars, true);
        double width = text.width + LABEL_GAP;
        // In a narrow box the names stand above the bars, and the bars keep a third of it; values
        // that even then lack room are dropped.
        frame->y.wants_above = width > box.width * 0.4;
        double room = fmin(width, box.width * (low < 0 && high > 0 ? 0.4 : 0.74));
        frame->room.right = high > 0 || low == 0 ? room : 0;
        frame->room.left = low < 0 ? room : 0;
        // Values beside the first and the last bar are higher than thin bars are.
        frame->room.top = fmax((text.height - thickness) / 2, 0);
        frame->room.bottom = frame->room.top;
    }
    box.height = 0;
    chart_frame_apply(frame, bars->options);
    chart_frame_plan(block, frame, box);
}

// `is_tight`: values stand at columns that are narrower than they are.
static void plan_upwards(const hai_block *block, struct chart_bars *bars, double low, double high,
                         hai_box box, bool is_tight, bool *has_unit)
{
    struct chart_frame *frame = &bars->frame;
    const struct chart_data *data = bars->data;
    int32_t labels = bars->options->labels;
    double step = box.width / fmax(data->category_count, 1);
    double cap = WIDEST * slots_of(bars);
    // Wide columns have room for the values of their parts.
    double least = slots_of(bars) > 1 ? 0.22 : bars->is_compact && is_stacked(bars) ? 0.2 : 0.3;
    double padding = fmin(fmax(least, 1 - cap / step), 0.95);
    double room = slots_of(bars) > 1 ? step * (1 - padding) / slots_of(bars) : step - 8;
    hai_size with_unit = widest_text(block, bars, true), plain = widest_text(block, bars, false);
    *has_unit = with_unit.width <= room;
    bool is_labelled = labels != CHART_LABELS_NONE && has_end_texts(bars) &&
                       (plain.width <= room || is_tight || labels == CHART_LABELS_ALL);
    frame->x = (struct chart_axis){.kind = CHART_AXIS_BAND,
                                   .names = data->categories,
                                   .count = data->category_count,
                                   .padding = padding};
    frame->y = value_axis(bars, low, high);
    frame->y.is_hidden = is_labelled;
    frame->y.has_grid = !is_labelled;
    frame->y.is_exact = is_labelled;
    frame->y.keeps_title = is_labelled && !*has_unit;
    if (is_labelled || has_sparse_values(bars)) {
        frame->room.top = high > 0 || low == 0 ? plain.height + LABEL_GAP_ABOVE : 0;
        frame->room.bottom = low < 0 ? plain.height + LABEL_GAP_ABOVE : 0;
    }
    if (bars->is_compact && frame->legend != NULL)
        frame->min_plot_height = bars->options->height * LEAST_PLOT;
    chart_frame_apply(frame, bars->options);
    chart_frame_plan(block, frame, box);
}

// --- Labels ---

// A value that is wider than its column leans over to a neighbour that is lower.
static double lean(const struct chart_bars *bars, const struct chart_bar *bar, double width)
{
    double middle = bar->box.x + bar->box.width / 2, over = (width - bar->box.width) / 2;
    int32_t last = bars->data->series_count - 1;
    if (is_stacked(bars) || over <= 0)
        return middle;
    double far = fabs(bar->to);
    bool is_left = bar->series > 0 && fabs((bar - 1)->to) >= far;
    bool is_right = bar->series < last && fabs((bar + 1)->to) >= far;
    return middle + (is_left == is_right ? 0 : is_left ? over : -over);
}

static void add_end_label(struct chart_bars *bars, const struct chart_bar *bar, hai_box box,
                          const hai_paragraph *text, double priority)
{
    bool is_negative = bar->to < 0 && !is_stacked(bars);
    struct chart_label label = {.text = text, .priority = priority};
    if (bars->is_across) {
        label.at = (hai_point){is_negative ? box.x : hai_box_right(box), box.y + box.height / 2};
        label.sides = is_negative ? CHART_LEFT : CHART_RIGHT;
        label.gap = LABEL_GAP;
    } else {
        double width = text != NULL ? hai_paragraph_size(text).width : 0;
        label.at = (hai_point){lean(bars, bar, width), is_negative ? hai_box_bottom(box) : box.y};
        label.sides = is_negative ? CHART_BELOW : CHART_ABOVE;
        label.gap = LABEL_GAP_ABOVE;
    }
    chart_labels_add(bars->labels, label);
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
                                       .gap = LABEL_GAP_ABOVE,
                                       .sides = (is_negative ? CHART_BELOW : CHART_ABOVE) | beside,
                                       .priority = priority,
                                       .is_optional = is_optional});
}

// In the bar, where it is large enough.
static void add_inner_label(const hai_block *block, struct chart_bars *bars,
                            const struct chart_bar *bar)
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
    chart_labels_add(bars->labels, label);
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
        bool is_whole = is_stacked(bars);
        add_label_around(bars, is_whole ? stack_box(bars, order[i]) : bar->box,
                         is_whole ? total_text(block, bars, order[i], false)
                                  : end_text(block, bars, bar, false),
                         !is_whole && bar->to<0, 4 - i, i> 1);
    }
}

static void label_bars(const hai_block *block, struct chart_bars *bars, bool has_unit)
{
    const struct chart_data *data = bars->data;
    bool has_ends = has_end_texts(bars) && (bars->is_across || bars->frame.y.is_hidden);
    if (bars->options->labels == CHART_LABELS_NONE)
        return;
    for (int32_t i = 0; i < bars->bar_count; i++) {
        const struct chart_bar *bar = &bars->bars[i];
        if (is_stacked(bars))
            add_inner_label(block, bars, bar);
        else if (has_ends)
            add_end_label(bars, bar, bar->box, end_text(block, bars, bar, has_unit),
                          chart_bar_style(bars, bar)->is_highlit ? 1 : 0);
        else if (is_chosen(bars, bar))
            add_label_around(bars, bar->box, end_text(block, bars, bar, false), bar->to < 0, 0,
                             true);
    }
    for (int32_t c = 0; has_ends && is_stacked(bars) && c < data->category_count; c++)
        add_end_label(bars, &bars->bars[c * data->series_count], stack_box(bars, c),
                      total_text(block, bars, c, has_unit), 2);
    if (!has_ends && has_sparse_values(bars) && !has_chosen(bars)) {
        take_ticks(bars);
        add_sparse_labels(block, bars);
    }
}

static void place_bars(struct chart_bars *bars)
{
    for (int32_t i = 0; i < bars->bar_count; i++) {
        struct chart_bar *bar = &bars->bars[i];
        bar->box =
            chart_bar_box(&bars->frame, bars->is_across, bar->category,
                          is_stacked(bars) ? 0 : bar->series, slots_of(bars), bar->from, bar->to);
        // A bar of a value that is not zero can be seen.
        if (!is_stacked(bars) && bar->from != bar->to) {
            double *length = bars->is_across ? &bar->box.width : &bar->box.height;
            double *start = bars->is_across ? &bar->box.x : &bar->box.y;
            double more = fmax(3 - *length, 0);
            *length += more;
            if ((bar->to < 0) == bars->is_across)
                *start -= more;
        }
    }
}

void chart_bars_check(const hai_block *block, const struct chart_options *options,
                      enum chart_bar_mode mode)
{
    chart_check(block, options);
    if (options->rows == NULL || mode == CHART_BARS_GROUPED)
        return;
    struct chart_bars bars = {
        .mode = mode, .options = options, .data = chart_data_read(block, options)};
    double low, high;
    if (!is_stacked(&bars) || chart_data_is_empty(bars.data))
        return;
    bars.format = chart_data_format(options, bars.data);
    plan_values(block, &bars, &low, &high);
    chart_shared_tell_scale(block, options->unit, low, high);
}

// --- The plan ---

// The frame, the bars in it and the words at them. Returns how many values found no room.
static int32_t set_out(const hai_block *block, struct chart_bars *bars, double low, double high,
                       hai_box box, bool is_tight)
{
    bool has_unit = true;
    bars->frame = (struct chart_frame){.legend = bars->frame.legend};
    if (bars->is_across)
        plan_across(block, bars, low, high, box);
    else
        plan_upwards(block, bars, low, high, box, is_tight, &has_unit);
    place_bars(bars);
    bars->labels = chart_labels_new(block, bars->frame.box);
    chart_frame_take_names(&bars->frame, bars->labels);
    for (int32_t i = 0; i < bars->bar_count; i++)
        chart_labels_take_box(bars->labels, bars->bars[i].box);
    bars->notes = chart_notes_plan(block, bars->options, bars->data, &bars->frame, bars->labels);
    label_bars(block, bars, has_unit);
    return chart_labels_place(bars->labels);
}

// Columns whose names find no room below them lie down: their names stand beside them.
static void turn(const hai_block *block, struct chart_bars *bars, double low, double high,
                 hai_box box)
{
    struct chart_options *turned = hai_block_alloc(block, sizeof *turned);
    *turned = *bars->options;
    turned->x_title = bars->options->y_title;
    turned->y_title = bars->options->x_title;
    bars->options = turned;
    bars->is_across = true;
    (void)set_out(block, bars, low, high, box, false);
}

void chart_bars_plan(const hai_block *block, struct chart_bars *bars,
                     const struct chart_options *options, hai_box box)
{
    bars->data = chart_data_read(block, options);
    bool is_plain = options->highlight == NULL || options->highlight[0] == '\0';
    if (bars->is_across && is_plain && bars->data->series_count == 1) {
        struct chart_options *chosen = hai_block_alloc(block, sizeof *chosen);
        *chosen = *options;
        chosen->highlight = "largest";
        options = chosen;
    }
    bars->options = options;
    bars->is_compact = box.width < NARROW;
    if (chart_data_is_empty(bars->data)) {
        bars->is_empty = true;
        bars->frame.box = box;
        bars->frame.box.height = chart_empty_height(block, box.width);
        return;
    }
    bars->format = chart_data_format(options, bars->data);
    bars->styles = is_stacked(bars) && bars->mode == CHART_BARS_DIVERGING
                       ? chart_answer_styles(block, options, bars->data)
                       : chart_series_styles(block, options, bars->data);
    if (bars->data->series_count == 1)
        bars->category_styles = chart_category_styles(block, options, bars->data, false);
    else if (options->legend != CHART_LEGEND_NONE)
        bars->frame.legend =
            chart_legend_series(block, bars->data, bars->styles, CHART_SWATCH_BOX, box.width);
    double low, high;
    plan_values(block, bars, &low, &high);
    double least, most;
    if (!(bars->mode == CHART_BARS_PERCENT && is_stacked(bars)) &&
        chart_shared_scale(block, options->unit, true, &least, &most)) {
        // So that all have room for labels on the same sides.
        low = fmin(low, least);
        high = fmax(high, most);
    }
    chart_notes_extent(options, &low, &high);
    bool is_tight = !bars->is_across && bars->options->labels == CHART_LABELS_AUTO &&
                    slots_of(bars) > 1 && bars->bar_count <= MOST_TIGHT;
    int32_t dropped = set_out(block, bars, low, high, box, is_tight);
    if (is_tight && dropped > 0)
        (void)set_out(block, bars, low, high, box, false);
    if (!bars->is_across && bars->frame.x.dropped > 0 && bars->data->category_count <= MOST_TURNED)
        turn(block, bars, low, high, box);
}

void chart_bars_draw(const hai_block *block, const struct chart_bars *bars, hai_canvas *canvas)
{
    if (bars->is_empty) {
        chart_empty_draw(block, canvas, bars->frame.box);
        return;
    }
    double radius = hai_theme_length(hai_block_theme(block), "bar_radius");
    chart_frame_draw(block, &bars->frame, canvas);
    chart_notes_draw_under(bars->notes, canvas);
    for (int32_t i = 0; i < bars->bar_count; i++) {
        const struct chart_bar *bar = &bars->bars[i];
        bool is_negative = bar->to < 0 || (bar->to == 0 && bar->from < 0);
        uint32_t end = bars->is_across ? (is_negative ? CHART_LEFT : CHART_RIGHT)
                                       : (is_negative ? CHART_BELOW : CHART_ABOVE);
        double thickness = bars->is_across ? bar->box.height : bar->box.width;
        chart_fill_bar(canvas, bar->box, fmin(radius, thickness / 4), bar->is_end ? end : 0,
                       chart_bar_style(bars, bar));
    }
    if (bars->mode != CHART_BARS_DIVERGING)
        chart_frame_draw_zero(block, &bars->frame, canvas);
    chart_notes_draw_over(bars->notes, canvas);
    chart_labels_draw(bars->labels, canvas);
}
