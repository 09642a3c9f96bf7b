// SPDX-License-Identifier: MIT
#include "chart-kit/bars.h"

#include <math.h>

#include "chart-kit/bars_words.h"
#include "chart-kit/course.h"
#include "chart-kit/shared.h"
#include "chart-kit/stack.h"
#include "chart-kit/summary.h"
#include "visual-kit/surface.h"

#define BARS_UNIT_GAP 8.0     // between the unit above the plot and a value below it
#define NARROW 480.0          // words are smaller
#define THICKNESS 36.0        // of a bar across
#define WIDEST 120.0          // of a column
#define MOST_TURNED 34        // columns that lie down where their names find no room below them
#define MOST_LEVEL 30         // and those that lie down before their names are set upright
#define MOST_TIGHT 60         // columns in groups whose values may lean over to lower ones
#define LEAST_PLOT 0.4        // of the height, below a legend
#define WIDE_PLOT 0.5         // the same, where it is wide
#define REST_GAP 12.0         // from values below a bar to the next bar
#define PADDING_ACROSS 0.4186 // a gap of 0.72 bars

static int32_t slots_of(const struct chart_bars *bars)
{
    return chart_bars_are_stacked(bars) || bars->data->series_count < 1 ? 1
                                                                        : bars->data->series_count;
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
        of_category[s].is_end = !chart_bars_are_stacked(bars) || s == up || s == down;
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
    bool is_percent = bars->mode == CHART_BARS_PERCENT && chart_bars_are_stacked(bars);
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
            row[s].from = chart_bars_are_stacked(bars) ? stack.from[cell] : 0;
            row[s].to = chart_bars_are_stacked(bars) ? stack.to[cell] : isfinite(value) ? value : 0;
        }
        if (chart_bars_are_stacked(bars) && bars->mode == CHART_BARS_DIVERGING)
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

// --- The frame ---

static struct chart_axis value_axis(const struct chart_bars *bars, double low, double high)
{
    hai_number_format format = bars->format;
    bool is_percent = bars->mode == CHART_BARS_PERCENT && chart_bars_are_stacked(bars);
    if (is_percent)
        format = (hai_number_format){.size = sizeof format, .style = HAI_NUMBER_RATIO};
    struct chart_axis axis =
        chart_axis_values(low, high, true, &format, is_percent ? NULL : bars->options->unit);
    axis.is_own = is_percent;
    axis.is_unsigned = bars->mode == CHART_BARS_DIVERGING && chart_bars_are_stacked(bars);
    return axis;
}

static void plan_across(const hai_block *block, struct chart_bars *bars, double low, double high,
                        hai_box box, bool *has_unit)
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
    frame->y.wants_above = bars->has_names_above;
    double below = bars->has_rest_below ? chart_bars_rest_height(block) : 0;
    if (below > 0)
        frame->y.padding = (below + REST_GAP) / (below + REST_GAP + thickness);
    if (bars->options->labels != CHART_LABELS_NONE && chart_bars_have_ends(bars)) {
        hai_size text = chart_bars_widest(block, bars, true);
        // On both sides of zero two values leave little to bars: the unit is told once.
        double most = box.width * (low < 0 && high > 0 ? 0.4 : 0.74);
        *has_unit = text.width + BARS_GAP <= most || bars->options->unit == NULL;
        if (!*has_unit) {
            text = chart_bars_widest(block, bars, false);
            frame->x.keeps_title = true;
        }
        double width = text.width + BARS_GAP;
        // In a narrow box the names stand above the bars, and the bars keep a third of it; values
        // that even then lack room are dropped.
        frame->y.wants_above = bars->has_names_above || width > box.width * 0.4;
        double room = fmin(width, most);
        frame->room.right = high > 0 || low == 0 ? room : 0;
        frame->room.left = low < 0 ? room : 0;
        // Values beside the first and the last bar are higher than thin bars are.
        frame->room.top = fmax((text.height - thickness) / 2, 0);
        frame->room.bottom = frame->room.top;
    }
    frame->room.bottom = fmax(frame->room.bottom, below);
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
    double least = slots_of(bars) > 1                                 ? 0.22
                   : bars->is_compact && chart_bars_are_stacked(bars) ? 0.2
                                                                      : 0.3;
    double padding = fmin(fmax(least, 1 - cap / step), 0.95);
    double room = slots_of(bars) > 1 ? step * (1 - padding) / slots_of(bars) : step - 8;
    hai_size with_unit = chart_bars_widest(block, bars, true),
             plain = chart_bars_widest(block, bars, false);
    plain.width = fmax(plain.width, chart_bars_widest_shared(block, bars, low, high));
    *has_unit = with_unit.width <= room && plain.width <= room;
    bool is_labelled = labels != CHART_LABELS_NONE && chart_bars_have_ends(bars) &&
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
    if (is_labelled || chart_bars_are_sparse(bars)) {
        frame->room.top = high > 0 || low == 0 ? plain.height + BARS_GAP_ABOVE : 0;
        frame->room.bottom = low < 0 ? plain.height + BARS_GAP_ABOVE : 0;
        // The unit above the plot and a value of the first column are two lines, not one text.
        if (frame->y.keeps_title && frame->room.top > 0)
            frame->room.top += BARS_UNIT_GAP;
    }
    // In the gap after the last column, which is half of one, as between two.
    double gap = bars->rest_right > 0 ? step * padding / 2 : 0;
    frame->room.right = fmax(bars->rest_right - gap, 0);
    if (frame->legend != NULL)
        frame->min_plot_height =
            bars->options->height * (bars->is_compact ? LEAST_PLOT : WIDE_PLOT);
    chart_frame_apply(frame, bars->options);
    chart_frame_plan(block, frame, box);
}

// --- Labels ---

static void place_bars(struct chart_bars *bars)
{
    for (int32_t i = 0; i < bars->bar_count; i++) {
        struct chart_bar *bar = &bars->bars[i];
        bar->box = chart_bar_box(&bars->frame, bars->is_across, bar->category,
                                 chart_bars_are_stacked(bars) ? 0 : bar->series, slots_of(bars),
                                 bar->from, bar->to);
        // A bar of a value that is not zero can be seen.
        if (!chart_bars_are_stacked(bars) && bar->from != bar->to) {
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
    if (!chart_bars_are_stacked(&bars) || chart_data_is_empty(bars.data))
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
        plan_across(block, bars, low, high, box, &has_unit);
    else
        plan_upwards(block, bars, low, high, box, is_tight, &has_unit);
    place_bars(bars);
    bars->labels = chart_labels_new(block, bars->frame.box);
    chart_frame_take_names(&bars->frame, bars->labels);
    chart_frame_cross_grid(&bars->frame, bars->labels);
    for (int32_t i = 0; i < bars->bar_count; i++)
        chart_labels_take_box(bars->labels, bars->bars[i].box);
    bars->notes = chart_notes_plan(block, bars->options, bars->data, &bars->frame, bars->labels);
    chart_bars_label(block, bars, has_unit);
    int32_t dropped = chart_labels_place(bars->labels);
    chart_bars_add_rest(block, bars);
    return dropped;
}

// Across, values that find no room in their parts have it below the bars.
static void set_across(const hai_block *block, struct chart_bars *bars, double low, double high,
                       hai_box box)
{
    bars->has_rest_below = bars->has_names_above = false;
    (void)set_out(block, bars, low, high, box, false);
    if (!chart_bars_are_stacked(bars) || bars->options->labels == CHART_LABELS_NONE ||
        chart_bars_untold(bars, -1) == 0)
        return;
    // Of one bar the legend tells all.
    if (bars->frame.legend != NULL && bars->data->category_count == 1)
        bars->frame.legend = chart_bars_legend(block, bars, 0, box.width);
    else
        bars->has_rest_below = true;
    (void)set_out(block, bars, low, high, box, false);
    bars->has_names_above =
        bars->is_compact && bars->has_rest_below && chart_bars_untold(bars, -1) > 0;
    if (bars->has_names_above)
        (void)set_out(block, bars, low, high, box, false);
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
    bars->frame.legend = bars->options->legend != CHART_LEGEND_NONE && bars->styles != NULL &&
                                 bars->data->series_count > 1
                             ? chart_bars_legend(block, bars, -1, box.width)
                             : NULL;
    set_across(block, bars, low, high, box);
}

// Decides whether values lean over to lower columns, and what room they have beside columns.
static void set_upwards(const hai_block *block, struct chart_bars *bars, double low, double high,
                        hai_box box)
{
    bars->rest_right = 0;
    bars->is_tight = bars->options->labels == CHART_LABELS_AUTO && slots_of(bars) > 1 &&
                     bars->bar_count <= MOST_TIGHT;
    bool is_tight = bars->is_tight;
    if (set_out(block, bars, low, high, box, is_tight) > 0 && is_tight) {
        bars->is_tight = false;
        (void)set_out(block, bars, low, high, box, false);
    }
    bars->rest_right = chart_bars_rest_width(block, bars);
    if (bars->rest_right > 0)
        (void)set_out(block, bars, low, high, box, bars->is_tight);
}

// What to do about values that columns of the wanted height do not tell: those of the last category
// stand in the legend, where it is the last of a course; else columns lie down, wide ones if most
// values are not told.
enum remedy { REMEDY_NONE, REMEDY_LEGEND, REMEDY_TURN };

static enum remedy find_remedy(const hai_block *block, const struct chart_bars *tried)
{
    const struct chart_options *options = tried->options;
    const struct chart_data *data = tried->data;
    double least, most;
    if ((tried->frame.x.dropped > 0 && data->category_count <= MOST_TURNED) ||
        (tried->frame.x.is_upright && data->category_count <= MOST_LEVEL))
        return REMEDY_TURN;
    if (data->series_count < 2 || options->labels == CHART_LABELS_NONE ||
        options->legend == CHART_LEGEND_NONE ||
        chart_shared_scale(block, options->unit, true, &least, &most))
        return REMEDY_NONE;
    bool is_course = options->sort == CHART_SORT_NONE && chart_is_course(data);
    if (is_course || data->category_count == 1)
        return chart_bars_untold(tried, data->category_count - 1) > 0 ? REMEDY_LEGEND : REMEDY_NONE;
    int32_t untold = chart_bars_untold(tried, -1);
    bool is_poor = tried->is_compact ? untold > 0 : untold > tried->bar_count / 2;
    return is_poor && tried->bar_count <= MOST_TIGHT ? REMEDY_TURN : REMEDY_NONE;
}

// By the height that is wanted: what is drawn higher, because it is measured so, is drawn alike.
static void plan_columns(const hai_block *block, struct chart_bars *bars, double low, double high,
                         hai_box box)
{
    struct chart_bars tried = *bars;
    hai_box wanted = {box.x, box.y, box.width, bars->options->height};
    set_upwards(block, &tried, low, high, wanted);
    if (tried.frame.box.height > wanted.height) {
        wanted.height = tried.frame.box.height;
        set_upwards(block, &tried, low, high, wanted);
    }
    box.height = fmax(box.height, wanted.height);
    enum remedy remedy = find_remedy(block, &tried);
    if (remedy == REMEDY_TURN) {
        turn(block, bars, low, high, box);
        return;
    }
    *bars = tried;
    if (remedy == REMEDY_LEGEND) {
        bars->has_legend_values = true;
        bars->frame.legend =
            chart_bars_legend(block, bars, bars->data->category_count - 1, box.width);
    }
    // Higher charts may have more and wider ticks, and names that then take turns in two rows.
    bool is_settled = remedy != REMEDY_LEGEND && box.height == wanted.height;
    for (int32_t round = 0; !is_settled && round < 3; round++) {
        (void)set_out(block, bars, low, high, box, bars->is_tight);
        is_settled = bars->frame.box.height <= box.height;
        box.height = bars->frame.box.height;
    }
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
    bars->styles = chart_bars_are_stacked(bars) && bars->mode == CHART_BARS_DIVERGING
                       ? chart_answer_styles(block, options, bars->data)
                       : chart_part_styles(block, options, bars->data);
    if (bars->data->series_count == 1)
        bars->category_styles = chart_category_styles(block, options, bars->data, false);
    else if (options->legend != CHART_LEGEND_NONE)
        bars->frame.legend = chart_bars_legend(block, bars, -1, box.width);
    double low, high;
    plan_values(block, bars, &low, &high);
    double least, most;
    if (!(bars->mode == CHART_BARS_PERCENT && chart_bars_are_stacked(bars)) &&
        chart_shared_scale(block, options->unit, true, &least, &most)) {
        // So that all have room for labels on the same sides.
        low = fmin(low, least);
        high = fmax(high, most);
    }
    chart_notes_extent(options, &low, &high);
    if (bars->is_across)
        set_across(block, bars, low, high, box);
    else
        plan_columns(block, bars, low, high, box);
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
