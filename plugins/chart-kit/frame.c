// SPDX-License-Identifier: MIT
#include "chart-kit/frame.h"

#include <math.h>
#include <string.h>

#include "chart-kit/data.h"
#include "chart-kit/note_key.h"
#include "chart-kit/shared.h"
#include "chart-kit/texts.h"
#include "visual-kit/surface.h"

#define TITLE_GAP 8.0
#define TITLES_GAP 16.0 // between those of two axes
#define LEAST_PLOT_WIDTH 24.0
#define LEAST_ROOM 24.0 // for markers at the edges of the plot
#define LEAST_PLOT_HEIGHT 96.0
#define LEAST_KEYED 0.6 // of the height, that the plot below words of annotations keeps
#define NAME_ABOVE_GAP 6.0
#define NAMES_GAP 12.0 // between names below each other
#define LEAST_TICKS 3
#define TICK_LINES 0.95 // of words, that ticks upwards are apart at the least
#define DEFAULT_PADDING 0.3
#define CLOSE_SHARE 0.75 // of the gap between two names, that the last two have at the least
#define MINUS "−"

static bool is_values(const struct chart_axis *axis)
{
    return axis->kind == CHART_AXIS_VALUE || axis->kind == CHART_AXIS_LOG;
}

static bool has_ticks(const struct chart_axis *axis)
{
    return is_values(axis) || axis->kind == CHART_AXIS_TIME;
}

static bool has_names(const struct chart_axis *axis)
{
    return axis->kind == CHART_AXIS_BAND || axis->kind == CHART_AXIS_POINT;
}

struct chart_axis chart_axis_values(double low, double high, bool has_zero,
                                    const hai_number_format *format, const char *unit)
{
    return (struct chart_axis){.kind = CHART_AXIS_VALUE,
                               .low = low,
                               .high = high,
                               .has_zero = has_zero,
                               .format = *format,
                               .unit = unit,
                               .has_grid = true};
}

void chart_frame_apply(struct chart_frame *frame, const struct chart_options *options)
{
    struct chart_axis *values = is_values(&frame->y) ? &frame->y : &frame->x;
    frame->options = options;
    frame->title = options->title;
    frame->x.title = options->x_title;
    frame->y.title = options->y_title;
    values->has_fixed_low = isfinite(options->low);
    values->has_fixed_high = isfinite(options->high);
    values->fixed_low = options->low;
    values->fixed_high = options->high;
}

// --- Values ---

static void find_ends(const struct chart_axis *axis, double *low, double *high)
{
    *low = axis->low;
    *high = axis->high;
    if (!isfinite(*low) || !isfinite(*high) || *low > *high) {
        *low = 0;
        *high = 1;
    }
    if (axis->has_zero) {
        *low = fmin(*low, 0);
        *high = fmax(*high, 0);
    }
    if (axis->has_fixed_low)
        *low = axis->fixed_low;
    if (axis->has_fixed_high)
        *high = axis->fixed_high;
    if (*low < *high)
        return;
    // One value alone stands in the middle; nothing but zero, at the foot.
    double by = axis->kind == CHART_AXIS_TIME ? 0.5 : fabs(*low) / 2;
    if (axis->has_fixed_low || *low == 0) {
        *high = *low + (by > 0 ? by : 1);
    } else {
        *high = axis->has_fixed_high ? axis->fixed_high : *low + by;
        *low = *high - 2 * by;
    }
}

static void keep_inside(struct chart_ticks *ticks, double low, double high)
{
    double slack = (high - low) * 1e-9;
    int32_t kept = 0;
    for (int32_t i = 0; i < ticks->count; i++)
        if (ticks->values[i] >= low - slack && ticks->values[i] <= high + slack) {
            ticks->values[kept] = ticks->values[i];
            ticks->texts[kept++] = ticks->texts[i];
        }
    ticks->count = kept;
}

// An axis that ends between ticks keeps three of them where it can: with one nobody reads it.
static struct chart_ticks linear_ticks(const hai_block *block, const struct chart_axis *axis,
                                       double low, double high, int32_t wanted)
{
    double from = axis->is_exact || axis->has_fixed_low ? low : -INFINITY;
    double to = axis->is_exact || axis->has_fixed_high ? high : INFINITY;
    struct chart_ticks best = {0};
    int32_t most = -1;
    for (int32_t more = 0; more < 4; more++) {
        struct chart_ticks ticks =
            chart_ticks_linear(block, low, high, wanted + more, false, &axis->format, axis->unit);
        int32_t inside = 0;
        for (int32_t i = 0; i < ticks.count; i++)
            inside += ticks.values[i] >= from && ticks.values[i] <= to ? 1 : 0;
        if (inside > most && (most < 0 || inside <= 2 * wanted)) {
            most = inside;
            best = ticks;
        }
        if (most >= (wanted < LEAST_TICKS ? wanted : LEAST_TICKS) || !(low < high))
            break;
    }
    return best;
}

void chart_axis_plan_ticks(const hai_block *block, struct chart_axis *axis, int32_t wanted)
{
    double low, high;
    find_ends(axis, &low, &high);
    bool is_flat = axis->low == 0 && axis->high == 0;
    switch (axis->kind) {
    case CHART_AXIS_LOG:
        axis->ticks = chart_ticks_log(block,
                                      low > 0    ? low
                                      : high > 0 ? high / 1000
                                                 : 1,
                                      high > 0 ? high : 10, wanted, &axis->format, axis->unit);
        break;
    case CHART_AXIS_TIME:
        axis->ticks = chart_ticks_time(block, low, high, wanted);
        break;
    default:
        if (axis->fixed_step > 0) {
            int32_t count = (int32_t)fmin(round((high - low) / axis->fixed_step), 60) + 1;
            axis->ticks =
                chart_ticks_steps(block, low, axis->fixed_step, count, &axis->format, axis->unit);
            break;
        }
        axis->ticks = linear_ticks(block, axis, low, high, is_flat ? 2 : wanted);
    }
    if (axis->is_exact) {
        axis->ticks.low = axis->kind == CHART_AXIS_LOG ? axis->ticks.low : low;
        axis->ticks.high = axis->kind == CHART_AXIS_LOG ? axis->ticks.high : high;
    }
    if (axis->has_fixed_low && (axis->kind != CHART_AXIS_LOG || low > 0))
        axis->ticks.low = low;
    if (axis->has_fixed_high && (axis->kind != CHART_AXIS_LOG || high > 0))
        axis->ticks.high = high;
    keep_inside(&axis->ticks, axis->ticks.low, axis->ticks.high);
    for (int32_t i = 0; axis->is_unsigned && i < axis->ticks.count; i++)
        if (strncmp(axis->ticks.texts[i], MINUS, strlen(MINUS)) == 0)
            axis->ticks.texts[i] += strlen(MINUS);
    axis->scale.kind = axis->kind == CHART_AXIS_LOG    ? CHART_SCALE_LOG
                       : axis->kind == CHART_AXIS_TIME ? CHART_SCALE_TIME
                                                       : CHART_SCALE_LINEAR;
    axis->scale.from = axis->ticks.low;
    axis->scale.to = axis->ticks.high;
}

static void set_range(struct chart_axis *axis, double start, double end)
{
    axis->scale.start = axis->is_reversed ? end : start;
    axis->scale.end = axis->is_reversed ? start : end;
    if (has_names(axis)) {
        axis->scale.kind = axis->kind == CHART_AXIS_BAND ? CHART_SCALE_BAND : CHART_SCALE_POINT;
        axis->scale.count = axis->count;
        axis->scale.padding = axis->padding > 0               ? axis->padding
                              : axis->kind == CHART_AXIS_BAND ? DEFAULT_PADDING
                                                              : 0;
    } else if (axis->kind == CHART_AXIS_NONE) {
        axis->scale.from = 0;
        axis->scale.to = 1;
    }
}

// --- Words around the plot ---

static const hai_paragraph *axis_title(const hai_block *block, const struct chart_axis *axis,
                                       double width, uint32_t align)
{
    if ((axis->is_hidden && !axis->keeps_title) || axis->kind == CHART_AXIS_NONE)
        return NULL;
    const char *unit = has_ticks(axis) && axis->ticks.unit != NULL ? axis->ticks.unit : "";
    bool has_title = axis->title != NULL && axis->title[0] != '\0';
    const char *text = has_title && unit[0] != '\0'
                           ? hai_block_printf(block, "%s(%s)", axis->title, unit)
                       : has_title       ? axis->title
                       : unit[0] != '\0' ? hai_block_printf(block, "单位:%s", unit)
                                         : NULL;
    if (text == NULL)
        return NULL;
    hai_text_style style = kit_type(hai_block_theme(block), "caption", axis->colour, align);
    // The unit goes to a line of its own rather than breaking the title.
    if (has_title && unit[0] != '\0' &&
        hai_paragraph_size(hai_paragraph_new(block, text, &style, 0)).width > width)
        text = hai_block_printf(block, "%s\n(%s)", axis->title, unit);
    return hai_paragraph_new(block, text, &style, width);
}

// On one line if it can be.
static double title_width(const hai_block *block, const struct chart_axis *axis, double most)
{
    const hai_paragraph *text = axis_title(block, axis, most, HAI_TEXT_LEFT);
    return text != NULL ? ceil(hai_paragraph_size(text).width) : 0;
}

static void plan_titles(const hai_block *block, struct chart_frame *frame, double width)
{
    const struct chart_axis *y2 = &frame->y2;
    bool is_shared = y2->kind != CHART_AXIS_NONE && !y2->is_hidden;
    double half = is_shared ? width / 2 - TITLES_GAP / 2 : width;
    // Two titles have a half each, unless one leaves more to the other.
    double first = title_width(block, &frame->y, width), second = title_width(block, y2, width);
    double left = is_shared ? fmax(half, width - TITLES_GAP - second) : width;
    double right = fmax(half, width - TITLES_GAP - first);
    frame->y_title_text = axis_title(block, &frame->y, left, HAI_TEXT_TITLE);
    frame->y2_title_text = axis_title(block, y2, right, HAI_TEXT_RIGHT);
    frame->y2_title_width = right;
    frame->title_text = NULL;
    if (frame->title != NULL && frame->title[0] != '\0') {
        hai_text_style style = kit_type(hai_block_theme(block), "label", "ink", HAI_TEXT_TITLE);
        style.weight = 700;
        frame->title_text = hai_paragraph_new(block, frame->title, &style, width);
        frame->title_height = kit_height(frame->title_text);
        // Plots beside each other are of one height, and begin at one.
        uint32_t count;
        const char *const *titles = chart_shared_titles(block, &count);
        for (uint32_t i = 0; i < count; i++)
            frame->title_height =
                fmax(frame->title_height,
                     kit_height(hai_paragraph_new(block, titles[i], &style, width)));
    }
}

static double caption_height(const hai_block *block)
{
    hai_text_style style = hai_theme_type(hai_block_theme(block), "caption");
    return style.size * style.line_height;
}

// Height above the plot.
static double head_height(const hai_block *block, const struct chart_frame *frame)
{
    double height = 0;
    if (frame->title_text != NULL)
        height += frame->title_height + TITLE_GAP;
    if (frame->legend != NULL)
        height += chart_legend_height(frame->legend) + CHART_LEGEND_GAP;
    if (frame->note_key != NULL)
        height += chart_legend_height(frame->note_key) + CHART_LEGEND_GAP;
    double axes = fmax(kit_height(frame->y_title_text), kit_height(frame->y2_title_text));
    if (axes > 0)
        height += axes + TITLE_GAP;
    bool has_words = (has_ticks(&frame->y) && !frame->y.is_hidden) ||
                     (has_ticks(&frame->y2) && !frame->y2.is_hidden);
    return height + (has_words ? caption_height(block) / 2 : 0);
}

double chart_axis_words_width(const struct chart_axis *axis)
{
    return axis->texts != NULL ? axis->texts->size : 0;
}

static double texts_size(const struct chart_axis *axis, double gap)
{
    return axis->texts != NULL && axis->texts->size > 0 ? axis->texts->size + gap : 0;
}

// --- Bands downwards ---

struct rows {
    double name, gap, thickness; // `name`: of the tallest, or the mean of those above their bands
    double row;                  // band and name
};

static double name_height(const struct chart_axis *axis, bool is_mean)
{
    double tallest = 0, sum = 0;
    for (int32_t i = 0; axis->texts != NULL && i < axis->texts->count; i++) {
        hai_box box = axis->texts->items[i].box;
        bool is_one_line = hai_paragraph_lines(axis->texts->items[i].text) < 2;
        // A name on one line may reach into the gaps between bands.
        double height = axis->is_above || !is_one_line ? box.height : box.height * 0.7;
        tallest = fmax(tallest, height);
        sum += height;
    }
    return is_mean ? sum / fmax(axis->count, 1) : tallest;
}

static struct rows plan_rows(const struct chart_axis *axis, double room)
{
    double padding = axis->padding > 0 ? axis->padding : DEFAULT_PADDING;
    double name = name_height(axis, axis->is_above);
    double above = axis->is_above ? name + NAME_ABOVE_GAP : 0;
    struct rows rows = {.name = name, .thickness = axis->thickness};
    if (!(rows.thickness > 0)) {
        double step = room / fmax(axis->count, 1);
        rows.thickness = fmax((step - above) * (1 - padding), 8);
    }
    rows.gap = rows.thickness * padding / (1 - padding);
    rows.row = axis->is_above ? above + rows.thickness : fmax(rows.thickness, name);
    // Names of two lines fill the gaps between bands rather than keep them open.
    if (rows.row > rows.thickness && !axis->is_above)
        rows.gap = fmax(rows.gap - (rows.row - rows.thickness), fmin(rows.gap, NAMES_GAP));
    return rows;
}

static double rows_height(const struct chart_axis *axis, struct rows rows)
{
    return axis->count * (rows.row + rows.gap) - (axis->count > 0 ? rows.gap : 0);
}

// Above bands with names of one line and of several, each gap is the same, not each step.
static void place_rows(const hai_block *block, struct chart_axis *axis, struct rows rows,
                       double top)
{
    const struct chart_axis_texts *texts = axis->texts;
    double *places = hai_block_alloc(block, ((size_t)axis->count + 1) * sizeof *places);
    for (int32_t i = 0; i < texts->count; i++)
        places[(int32_t)texts->items[i].at] = texts->items[i].box.height;
    for (int32_t k = 0; k < axis->count; k++) {
        int32_t i = axis->is_reversed ? axis->count - 1 - k : k;
        double bottom = top + places[i] + NAME_ABOVE_GAP + rows.thickness;
        places[i] = bottom - rows.thickness / 2;
        top = bottom + rows.gap;
    }
    axis->scale.places = places;
}

static void set_rows(const hai_block *block, struct chart_axis *axis, struct rows rows, double top)
{
    double step = rows.row + rows.gap;
    double centre = axis->is_above ? rows.row - rows.thickness / 2 : rows.row / 2;
    double start = top + centre - step / 2;
    set_range(axis, start, start + step * axis->count);
    axis->scale.padding = 1 - rows.thickness / step;
    axis->scale.places = NULL;
    if (axis->is_above && name_height(axis, false) > rows.name + 0.5)
        place_rows(block, axis, rows, top);
}

// --- The plan ---

static void plan_sides(const hai_block *block, struct chart_frame *frame, double height)
{
    struct chart_axis *sides[] = {&frame->y, &frame->y2};
    int32_t wanted = (int32_t)fmin(fmax(height / 64, 3), 7);
    for (size_t i = 0; i < HAI_COUNT(sides); i++) {
        struct chart_axis *axis = sides[i];
        if (!has_ticks(axis))
            continue;
        chart_axis_plan_ticks(block, axis, axis->wanted_ticks > 0 ? axis->wanted_ticks : wanted);
        chart_texts_upwards(block, axis);
    }
    if (has_names(&frame->y))
        chart_texts_downwards(block, &frame->y, frame->box.width);
}

// A box that is too narrow for all: first what is kept free gives way, then the words of the axes.
static void fit_width(struct chart_frame *frame, double name_gap)
{
    double width = frame->box.width - LEAST_PLOT_WIDTH;
    struct chart_axis *sides[] = {&frame->y2, &frame->y};
    double rooms = frame->room.left + frame->room.right, words = 0;
    for (size_t i = 0; i <= HAI_COUNT(sides); i++) {
        words = texts_size(&frame->y, name_gap) + texts_size(&frame->y2, CHART_TICK_GAP);
        if (i == HAI_COUNT(sides) || words + fmin(rooms, LEAST_ROOM) <= width)
            break;
        if (sides[i]->texts == NULL)
            continue;
        sides[i]->dropped = sides[i]->texts->count;
        sides[i]->texts->count = 0;
        sides[i]->texts->size = 0;
    }
    double left = fmax(width - words, 0);
    if (rooms > left) {
        frame->room.left *= left / rooms;
        frame->room.right *= left / rooms;
    }
}

// Ticks that came to stand too close, because words below took the height. Their words are no wider
// than those for which there is room.
static void thin_ticks(const hai_block *block, struct chart_axis *axis, double height)
{
    if (!has_ticks(axis) || axis->texts == NULL || axis->texts->count < 2)
        return;
    double size = axis->texts->size, line = caption_height(block) * TICK_LINES;
    struct chart_axis fewer = *axis;
    for (int32_t wanted = axis->ticks.count - 1;
         wanted >= 2 && height < (axis->ticks.count - 1) * line; wanted--) {
        chart_axis_plan_ticks(block, &fewer, wanted);
        chart_texts_upwards(block, &fewer);
        if (fewer.texts->size <= size + 0.5 && fewer.ticks.count > 1) {
            *axis = fewer;
            axis->texts->size = size;
        }
    }
}

// Charts beside each other that share their scales: the axis holds what all of them hold.
static void share_scale(const hai_block *block, struct chart_frame *frame)
{
    struct chart_axis *values = is_values(&frame->y) ? &frame->y : &frame->x;
    double low, high;
    if (!is_values(values) || values->is_own ||
        !chart_shared_scale(block, values->unit, values->has_zero, &low, &high))
        return;
    values->low = fmin(values->low, low);
    values->high = fmax(values->high, high);
}

// How far the last name across was pushed in from the end, where it now stands close to the one
// before; 0: they stand evenly.
static double pushed_in(const struct chart_axis *axis)
{
    const struct chart_axis_texts *texts = axis->texts;
    if (axis->kind != CHART_AXIS_POINT || texts == NULL || texts->count < 3)
        return 0;
    const struct chart_axis_text *last = &texts->items[texts->count - 1];
    double by = last->at + last->box.width / 2 - hai_box_right(last->box);
    double gap = last->box.x - hai_box_right(last[-1].box);
    double before = last[-1].box.x - hai_box_right(last[-2].box);
    bool is_row = last->box.y == last[-1].box.y && last->box.y == last[-2].box.y;
    return is_row && by > 4 && gap < before * CLOSE_SHARE ? by : 0;
}

void chart_frame_plan(const hai_block *block, struct chart_frame *frame, hai_box box)
{
    frame->box = box;
    share_scale(block, frame);
    frame->note_key = frame->options != NULL ? chart_note_key(block, frame, box.width) : NULL;
    if (frame->note_key != NULL)
        frame->min_plot_height = fmax(frame->min_plot_height, frame->options->height * LEAST_KEYED);
    plan_sides(block, frame, fmax(box.height * 0.75, LEAST_PLOT_HEIGHT));
    plan_titles(block, frame, box.width);

    double name_gap = has_names(&frame->y) ? CHART_NAME_GAP : CHART_TICK_GAP;
    fit_width(frame, name_gap);
    double left = box.x + texts_size(&frame->y, name_gap) + frame->room.left;
    double right = hai_box_right(box) - texts_size(&frame->y2, CHART_TICK_GAP) - frame->room.right;
    if (right - left < LEAST_PLOT_WIDTH) {
        left = fmax(fmin(left, hai_box_right(box) - LEAST_PLOT_WIDTH), box.x);
        right = fmin(left + LEAST_PLOT_WIDTH, hai_box_right(box));
    }
    set_range(&frame->x, left, right);
    chart_texts_across(block, &frame->x, box.x, hai_box_right(box));
    // Names that were shortened may be whole in other places: a few rounds.
    double by = pushed_in(&frame->x), most = (right - left) / 8;
    for (int32_t round = 0; round < 3 && by > 0 && by <= most; round++) {
        right -= by;
        most -= by;
        set_range(&frame->x, left, right);
        chart_texts_across(block, &frame->x, box.x, hai_box_right(box));
        by = pushed_in(&frame->x);
    }
    frame->x_title_text = axis_title(block, &frame->x, box.width, HAI_TEXT_RIGHT);

    double words = texts_size(&frame->x, CHART_TICK_GAP);
    double head = head_height(block, frame) + (frame->x.is_on_far_side ? words : 0);
    double foot = kit_height(frame->x_title_text) + (frame->x.is_on_far_side ? 0 : words);
    head += frame->room.top;
    foot += frame->room.bottom;
    double least = frame->min_plot_height > 0 ? frame->min_plot_height : LEAST_PLOT_HEIGHT;
    struct rows rows = {0};
    if (has_names(&frame->y)) {
        rows = plan_rows(&frame->y, box.height - head - foot);
        least = rows_height(&frame->y, rows);
    }
    frame->box.height = fmax(box.height, head + least + foot);
    frame->plot = (hai_box){left, box.y + head, right - left, frame->box.height - head - foot};
    if (has_names(&frame->y) && frame->y.thickness > 0)
        frame->plot.height = least;
    thin_ticks(block, &frame->y, frame->plot.height);
    thin_ticks(block, &frame->y2, frame->plot.height);
    double bottom = hai_box_bottom(frame->plot);
    if (has_names(&frame->y))
        set_rows(block, &frame->y, rows, frame->plot.y);
    else
        set_range(&frame->y, bottom, frame->plot.y);
    set_range(&frame->y2, bottom, frame->plot.y);
}

// --- Places ---

double chart_x(const struct chart_frame *frame, double value)
{
    return chart_scale_map(&frame->x.scale, value);
}

double chart_y(const struct chart_frame *frame, double value)
{
    return chart_scale_map(&frame->y.scale, value);
}

double chart_y2(const struct chart_frame *frame, double value)
{
    return chart_scale_map(&frame->y2.scale, value);
}

double chart_axis_zero(const struct chart_axis *axis)
{
    double from = fmin(axis->scale.from, axis->scale.to);
    double to = fmax(axis->scale.from, axis->scale.to);
    return chart_scale_map(&axis->scale, fmin(fmax(0, from), to));
}
