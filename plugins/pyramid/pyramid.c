// SPDX-License-Identifier: MIT
//
// A population pyramid: two sides of bars by age group around one column of names, the youngest at
// the foot. Another year stands over it as an outline; groups of ages are summed at the right.
#include "chart-kit/chart.h"

#include <string.h>

#include "bands.h"

#define NAME_SPACE 14.0 // from the names in the middle to the bars
#define VALUE_GAP 8.0
#define MAX_NAME_SHARE 0.3
#define LEAST_NAME 84.0
#define FADED 0.62
#define OUTLINE 2.5
#define LEAST_BAR 2.0
#define MOST_LINES 3     // of a name between the sides; else names stand above their bars
#define MOST_ABOVE 40    // groups of which names stand above for the sake of values
#define LEAST_SIDE 16.0  // for bars, beside their values
#define ABOVE_GAP 3.0    // from the middle to the sides, where names are above
#define VALUED_STEP 31.0 // from bar to bar, where values have room

enum values { VALUES_NUMBER, VALUES_SHARE };
enum order { ORDER_UP, ORDER_DOWN };

struct pyramid {
    struct chart_options chart;
    int32_t values; // enum values
    int32_t order;  // enum order
    const char *compare;
    hai_list bands; // of struct pyramid_band
};

#define THICKEST 72.0 // a bar

static const struct pyramid defaults = {.chart = {CHART_DEFAULTS, .height = 760}};

static const char *const value_choices[] = {"number", "share", NULL};
static const char *const orders[] = {"up", "down", NULL};

static const hai_option options[] = {
    CHART_DATA_OPTIONS(struct pyramid, chart),
    HAI_CHOICE("values", struct pyramid, values, value_choices,
               .help_zh = "画人数,或画占两侧总数的比重",
               .help_en = "Draw the values, or their shares of both sides together"),
    HAI_CHOICE("order", struct pyramid, order, orders, .help_zh = "首行在底部,或在顶部",
               .help_en = "The first row at the foot, or at the top"),
    HAI_STRING("compare", struct pyramid, compare,
               .help_zh = "对比线的名称;对比数据是第三、第四个系列",
               .help_en = "Name of the outline, which is the third and the fourth series"),
    HAI_LIST("bands", struct pyramid, bands, &pyramid_band_item, .max_count = 12,
             .help_zh = "在右侧合计的年龄段", .help_en = "Groups that are summed at the right"),
    CHART_COLOUR_OPTIONS(struct pyramid, chart),
    CHART_SIZE_OPTIONS(struct pyramid, chart),
    CHART_LABEL_OPTION(struct pyramid, chart),
};

struct plan {
    struct chart_data *data; // values as they are drawn; NULL: no data
    struct chart_style *styles;
    hai_number_format format;
    double high;
    struct chart_frame frame;
    double zero[2], length; // where the sides begin, and how long they are
    const hai_paragraph *titles[2];
    const hai_paragraph **names; // NULL: thinned out
    const hai_paragraph *age;    // heads the names, where they lack it; or NULL
    double name_width, tallest;
    bool is_wrapped, is_above, has_values;
    bool is_counted;          // names are ages: those that are left out are filled in by the eye
    struct chart_ticks ticks; // count 0: no axis
    const hai_paragraph **tick_texts, *unit;
    struct pyramid_bands bands;
    int32_t dropped;
};

// --- Values ---

static bool is_share(const struct pyramid *pyramid)
{
    return pyramid->values == VALUES_SHARE;
}

static int32_t side_count(const struct chart_data *data)
{
    return data->series_count < 2 ? data->series_count : 2;
}

// As shares, each year of its own total.
static void divide(struct chart_data *data)
{
    for (int32_t first = 0; first < data->series_count && first < 4; first += 2) {
        double total = pyramid_total(data, first);
        for (int32_t s = first; s < first + 2 && s < data->series_count; s++)
            for (int32_t i = 0; i < data->category_count; i++)
                data->series[s].values[i] =
                    total > 0 ? data->series[s].values[i] / total : data->series[s].values[i];
    }
}

static bool is_highlit(const struct pyramid *pyramid, const struct chart_data *data, int32_t i)
{
    const char *highlight = pyramid->chart.highlight;
    if (highlight == NULL || highlight[0] == '\0' ||
        chart_is_highlit(highlight, data->categories, NULL, data->category_count, i))
        return true;
    const struct pyramid_band *bands = pyramid->bands.items;
    for (uint32_t b = 0; b < pyramid->bands.count; b++) {
        int32_t from, to;
        if (pyramid_band_rows(data, &bands[b], &from, &to) && i >= from && i <= to &&
            chart_is_highlit(highlight, &bands[b].name, NULL, 1, 0))
            return true;
    }
    return false;
}

static void check(const hai_block *block, const void *data)
{
    const struct pyramid *pyramid = data;
    struct chart_options without = pyramid->chart;
    const struct pyramid_band *bands = pyramid->bands.items;
    for (uint32_t b = 0; b < pyramid->bands.count; b++)
        if (chart_is_highlit(pyramid->chart.highlight, &bands[b].name, NULL, 1, 0))
            without.highlight = NULL; // it names groups, which the kit does not know
    chart_check(block, &without);
    if (pyramid->chart.rows == NULL || hai_table_rows(pyramid->chart.rows) == 0)
        return;
    struct chart_data *rows = chart_data_read(block, &pyramid->chart);
    if (rows->series_count == 1)
        hai_block_warn(block, "rows", "pyramid.sides", "add a second column of numbers",
                       "a pyramid has two sides, but the data has one series");
    double low, high;
    if (chart_data_extent(rows, &low, &high) && low < 0)
        hai_block_warn(block, "rows", "pyramid.negative", NULL,
                       "values below 0 have no place in a pyramid and are left out");
    pyramid_bands_check(block, pyramid->bands, rows);
}

// --- Words ---

static const hai_paragraph *caption(const hai_block *block, const char *text, const char *colour,
                                    int32_t weight)
{
    hai_text_style style = kit_type(hai_block_theme(block), "caption", colour, HAI_TEXT_LEFT);
    style.line_height = 1.2;
    style.weight = weight;
    return hai_paragraph_new(block, text, &style, 0);
}

static double width_of(const hai_paragraph *text)
{
    return text != NULL ? hai_paragraph_size(text).width : 0;
}

static void set_names(const hai_block *block, struct plan *plan, const char *const *names,
                      double width)
{
    hai_text_style style =
        kit_type(hai_block_theme(block), "caption", "ink", HAI_TEXT_TITLE_CENTRE);
    style.line_height = 1.2;
    plan->name_width = plan->tallest = 0;
    for (int32_t i = 0; i < plan->data->category_count; i++) {
        plan->names[i] = hai_paragraph_new(block, names[i], &style, width);
        plan->name_width = fmax(plan->name_width, width_of(plan->names[i]));
        plan->tallest = fmax(plan->tallest, kit_height(plan->names[i]));
    }
}

// On one line; without 岁; or wrapped.
static void plan_names(const hai_block *block, struct plan *plan, double width)
{
    const struct chart_data *data = plan->data;
    double most = fmax(width * MAX_NAME_SHARE, LEAST_NAME);
    plan->names = hai_block_alloc(block, ((size_t)data->category_count + 1) * sizeof *plan->names);
    set_names(block, plan, data->categories, 0);
    if (plan->name_width <= most)
        return;
    const char **ages = pyramid_shorten_ages(block, data);
    if (ages != NULL) {
        set_names(block, plan, ages, 0);
        plan->age = caption(block, "岁", NULL, 400);
    }
    if (plan->name_width <= most)
        return;
    set_names(block, plan, ages != NULL ? ages : data->categories, most);
    plan->is_wrapped = true;
    plan->name_width = fmin(plan->name_width, most);
    for (int32_t i = 0; i < data->category_count && data->series_count <= 2; i++)
        plan->is_above = plan->is_above || hai_paragraph_lines(plan->names[i]) > MOST_LINES;
    if (plan->is_above)
        plan->age = NULL;
}

static void plan_titles(const hai_block *block, const struct pyramid *pyramid, struct plan *plan,
                        double width)
{
    double all = pyramid_total(plan->data, 0), totals[2] = {0};
    for (int32_t s = 0; s < side_count(plan->data); s++)
        for (int32_t i = 0; i < plan->data->category_count; i++)
            totals[s] += pyramid_positive(plan->data->series[s].values[i]);
    // With as many decimals on either side.
    struct chart_series series = {.values = totals};
    struct chart_data sums = {
        .series = &series, .series_count = 1, .category_count = side_count(plan->data)};
    // Not 0.38万 of rows that are told in ones.
    bool is_small = fmin(totals[0], totals[1]) > 0 && fmin(totals[0], totals[1]) < 1e4;
    hai_number_format format = chart_data_format(&pyramid->chart, is_small ? plan->data : &sums);
    for (int32_t s = 0; s < side_count(plan->data); s++) {
        const char *name = plan->data->series[s].name;
        double total = totals[s];
        const char *colour = chart_colour_name(block, plan->styles[s].text);
        const char *share = all > 0 ? chart_share_text(block, total / all, 1) : "";
        const char *sum = chart_value_text(block, total, &format, pyramid->chart.unit);
        const char *texts[] = {is_share(pyramid) ? hai_block_printf(block, "%s %s", name, share)
                                                 : hai_block_printf(block, "%s %s", name, sum),
                               name};
        for (size_t k = 0; k < HAI_COUNT(texts); k++) {
            plan->titles[s] = caption(block, texts[k], colour, 700);
            if (width_of(plan->titles[s]) <= width / 2 - 8)
                break;
        }
        hai_text_style style =
            kit_type(hai_block_theme(block), "caption", colour, HAI_TEXT_TITLE_CENTRE);
        style.line_height = 1.2;
        style.weight = 700;
        if (width_of(plan->titles[s]) > width / 2 - 8)
            plan->titles[s] = hai_paragraph_new(block, name, &style, width / 2 - 8);
    }
}

// --- Places ---

static double x_at(const struct plan *plan, int32_t side, double value)
{
    double length = pyramid_positive(value) / plan->high * plan->length;
    return plan->zero[side] + (side == 0 ? -length : length);
}

static double widest_value(const hai_block *block, const struct plan *plan)
{
    double width = 0;
    for (int32_t s = 0; s < side_count(plan->data); s++)
        for (int32_t i = 0; i < plan->data->category_count; i++)
            width = fmax(
                width,
                width_of(caption(
                    block, chart_figure_text(block, plan->data->series[s].values[i], &plan->format),
                    "ink", 700)));
    return width;
}

// Whether they stand apart, the last pushed in where it would leave the chart.
static bool are_ticks_apart(const struct plan *plan, double room)
{
    double before = -INFINITY;
    for (int32_t i = 0; i < plan->ticks.count; i++) {
        double half = width_of(plan->tick_texts[i]) / 2;
        double at = fmin(plan->ticks.values[i] / plan->high * plan->length, room - half);
        if (at - half < before + 12)
            return false;
        before = at + half;
    }
    return plan->ticks.count > 1;
}

// Numbers below both sides, as many as stand apart; at the least the first and the last.
static void plan_ticks(const hai_block *block, const struct pyramid *pyramid, struct plan *plan)
{
    double length = plan->length;
    for (int32_t wanted = 5; wanted >= 1; wanted--) {
        bool is_last = wanted == 1;
        plan->ticks =
            chart_ticks_linear(block, 0, plan->high, is_last ? 5 : wanted, false, &plan->format,
                               is_share(pyramid) ? NULL : pyramid->chart.unit);
        plan->tick_texts =
            hai_block_alloc(block, ((size_t)plan->ticks.count + 1) * sizeof *plan->tick_texts);
        while (plan->ticks.count > 0 &&
               plan->ticks.values[plan->ticks.count - 1] > plan->high * (1 + 1e-9))
            plan->ticks.count--;
        if (is_last && plan->ticks.count > 2) {
            plan->ticks.values[1] = plan->ticks.values[plan->ticks.count - 1];
            plan->ticks.texts[1] = plan->ticks.texts[plan->ticks.count - 1];
            plan->ticks.count = 2;
        }
        double widest = 0;
        for (int32_t i = 0; i < plan->ticks.count; i++) {
            plan->tick_texts[i] = caption(block, plan->ticks.texts[i], NULL, 400);
            widest = fmax(widest, width_of(plan->tick_texts[i]));
        }
        plan->length = length - fmin(widest / 2, length / 4);
        if (are_ticks_apart(plan, length))
            return;
    }
    plan->length = length;
    plan->ticks.count = 0;
}

static bool wants_values(const struct pyramid *pyramid, const struct plan *plan)
{
    double step = pyramid->chart.height * 0.82 / fmax(plan->data->category_count, 1);
    if (pyramid->chart.labels == CHART_LABELS_NONE || plan->data->series_count > 2)
        return false;
    return plan->is_wrapped || !plan->is_counted || step >= VALUED_STEP;
}

static void place_sides(struct plan *plan)
{
    hai_box plot = plan->frame.plot;
    double middle = plot.x + plot.width / 2;
    double half = fmin(plan->name_width / 2 + NAME_SPACE, plot.width / 2 - 4);
    half = plan->is_above ? ABOVE_GAP : half;
    plan->zero[0] = middle - half;
    plan->zero[1] = middle + half;
    double rim = plan->data->series_count > 2 ? OUTLINE : 0;
    plan->length = fmax(plot.width / 2 - half - rim, 1);
}

// Whether values or an axis have room.
static bool plan_frame(const hai_block *block, const struct pyramid *pyramid, struct plan *plan,
                       hai_box box)
{
    struct chart_frame *frame = &plan->frame;
    *frame = (struct chart_frame){0};
    int32_t count = plan->data->category_count;
    double line = kit_height(caption(block, "0", NULL, 400));
    plan->has_values = wants_values(pyramid, plan);
    frame->y = (struct chart_axis){.kind = CHART_AXIS_BAND,
                                   .names = plan->data->categories,
                                   .count = count,
                                   .padding = count > 40 ? 0.1 : 0.16,
                                   .is_hidden = !plan->is_above,
                                   .wants_above = plan->is_above,
                                   .is_reversed = pyramid->order == ORDER_UP};
    double thickness = pyramid->chart.height * 0.7 / count;
    if (plan->is_wrapped)
        frame->y.thickness = fmax(plan->tallest, fmin(thickness, THICKEST));
    if (plan->is_above) {
        frame->y.padding = 0.4;
        frame->y.thickness = VALUED_STEP;
        box.height = 0;
    } else if (!plan->is_counted && thickness < VALUED_STEP * (1 - frame->y.padding)) {
        // Each name is wanted, and has a value: the chart is higher.
        frame->y.thickness = fmax(frame->y.thickness, VALUED_STEP * (1 - frame->y.padding));
    } else if (thickness > THICKEST) {
        // Of a few groups the bars stay bars, and the chart is lower than it might be.
        frame->y.thickness = fmax(plan->tallest, THICKEST);
        box.height = 0;
    }
    if (plan->data->series_count > 2 && pyramid->compare != NULL) {
        struct chart_style ink = {.colour = hai_theme_colour(hai_block_theme(block), "ink"),
                                  .text = hai_theme_colour(hai_block_theme(block), "ink")};
        frame->legend =
            chart_legend_new(block, &pyramid->compare, &ink, 1, CHART_SWATCH_LINE, box.width);
    }
    frame->title = pyramid->chart.title;
    double titles = fmax(kit_height(plan->titles[0]), kit_height(plan->titles[1]));
    frame->room.top = titles > 0 ? titles + 10 : 0;
    double foot = plan->bands.foot != NULL ? kit_height(plan->bands.foot) + 12 : 0;
    frame->room.bottom = foot;
    if (thickness > THICKEST && plan->data->series_count > 2) { // outlines go round the gaps
        frame->room.top += THICKEST * 0.1 + OUTLINE;
        frame->room.bottom += THICKEST * 0.1 + OUTLINE;
    }
    frame->room.right = plan->bands.width;
    chart_frame_plan(block, frame, box);
    place_sides(plan);
    double values = plan->has_values ? widest_value(block, plan) + VALUE_GAP : 0;
    plan->has_values = plan->has_values && values <= plan->length * (plan->is_above ? 0.75 : 0.5);
    if (plan->has_values) {
        plan->length -= values;
        return true;
    }
    plan->ticks.count = 0;
    if (!plan->is_above) // the zeros would touch
        plan_ticks(block, pyramid, plan);
    if (plan->ticks.count == 0)
        return false;
    frame->room.bottom += 8 + line; // numbers below the sides
    chart_frame_plan(block, frame, box);
    if (plan->ticks.unit != NULL)
        plan->unit = caption(block, plan->ticks.unit, NULL, 400);
    return true;
}

// Names that would touch are left out by a round stride.
static void thin_names(struct plan *plan)
{
    static const int32_t strides[] = {1, 2, 5, 10, 20, 50, 100};
    double step = fabs(chart_scale_step(&plan->frame.y.scale));
    int32_t stride = plan->data->category_count;
    for (size_t i = HAI_COUNT(strides); i-- > 0;)
        if (strides[i] * step >= plan->tallest * 0.84)
            stride = strides[i];
    for (int32_t i = 0; i < plan->data->category_count; i++)
        if (i % stride != 0 && stride > 1)
            plan->names[i] = NULL;
    if (stride > 1 && !plan->is_counted)
        plan->dropped += plan->data->category_count - (plan->data->category_count - 1) / stride - 1;
}

static struct plan plan(const hai_block *block, const struct pyramid *pyramid, hai_box box)
{
    struct plan plan = {.data = chart_data_read(block, &pyramid->chart)};
    if (chart_data_is_empty(plan.data)) {
        plan.data = NULL;
        plan.frame.box = box;
        plan.frame.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    struct chart_options sides = pyramid->chart;
    sides.highlight = NULL; // which is of ages, not of sides
    plan.styles = chart_series_styles(block, &sides, plan.data);
    char first = plan.data->categories[0][0];
    plan.is_counted = first >= '0' && first <= '9';
    plan_names(block, &plan, box.width);
    double titles = box.width - 8 - (plan.age != NULL ? width_of(plan.age) + 16 : 0);
    plan_titles(block, pyramid, &plan, titles);
    plan.format = chart_data_format(&pyramid->chart, plan.data);
    if (is_share(pyramid)) {
        divide(plan.data);
        int32_t decimals = pyramid->chart.number.decimals;
        plan.format = (hai_number_format){.size = sizeof plan.format,
                                          .decimals = decimals < 0 ? 1 : decimals,
                                          .style = HAI_NUMBER_RATIO};
        plan_titles(block, pyramid, &plan, titles);
    }
    double low;
    chart_data_extent(plan.data, &low, &plan.high);
    plan.high = plan.high > 0 ? plan.high : 1;
    plan.bands = pyramid_bands_plan(block, pyramid->bands, plan.data, box.width);
    bool is_told = plan_frame(block, pyramid, &plan, box);
    if (!is_told && plan.data->series_count <= 2 && plan.data->category_count <= MOST_ABOVE) {
        plan.is_above = true; // there is more room for values
        plan.age = NULL;
        (void)plan_frame(block, pyramid, &plan, box);
    }
    if (!plan.is_wrapped && !plan.is_above)
        thin_names(&plan);
    plan.dropped += pyramid_bands_place(block, &plan.bands, plan.data, &plan.frame);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct pyramid *pyramid = data;
    hai_box box = {0, 0, space.width, pyramid->chart.height};
    return (hai_size){space.width, plan(block, pyramid, box).frame.box.height};
}

// --- Drawing ---

static void draw_axis(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas)
{
    hai_box plot = plan->frame.plot;
    double hairline = hai_theme_length(theme, "hairline");
    for (int32_t s = 0; s < side_count(plan->data); s++)
        for (int32_t i = 0; i < plan->ticks.count; i++) {
            double x = x_at(plan, s, plan->ticks.values[i]);
            chart_frame_draw_upright(&plan->frame, canvas, x, plot.y, hai_box_bottom(plot),
                                     hai_stroke_width(hairline), hai_theme_colour(theme, "line"));
            double width = width_of(plan->tick_texts[i]);
            double left = fmin(fmax(x - width / 2, plan->frame.box.x),
                               hai_box_right(plan->frame.box) - width);
            hai_canvas_paragraph(canvas, plan->tick_texts[i], left, hai_box_bottom(plot) + 8);
        }
    // The unit between the zeros.
    double width = width_of(plan->unit);
    double room = plan->zero[1] - plan->zero[0] - 16;
    if (plan->ticks.count > 0)
        room -= width_of(plan->tick_texts[0]);
    if (plan->ticks.count > 0 && width > 0 && width <= room)
        hai_canvas_paragraph(canvas, plan->unit, (plan->zero[0] + plan->zero[1] - width) / 2,
                             hai_box_bottom(plot) + 8);
}

static void draw_side(const hai_block *block, const struct pyramid *pyramid,
                      const struct plan *plan, int32_t s, hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    double thickness = chart_scale_bandwidth(&plan->frame.y.scale);
    double radius = fmin(hai_theme_length(theme, "bar_radius"), thickness / 5);
    hai_colour surface = hai_theme_colour(theme, "surface");
    for (int32_t i = 0; i < plan->data->category_count; i++) {
        double value = plan->data->series[s].values[i];
        double end = x_at(plan, s, value), y = chart_y(&plan->frame, i);
        bool is_strong = is_highlit(pyramid, plan->data, i);
        struct chart_style style = plan->styles[s];
        if (!is_strong)
            style.colour = hai_colour_mix(style.colour, surface, FADED);
        hai_box bar = {fmin(end, plan->zero[s]), y - thickness / 2, fabs(end - plan->zero[s]),
                       thickness};
        if (value > 0 && bar.width < LEAST_BAR) {
            bar.x -= s == 0 ? LEAST_BAR - bar.width : 0;
            bar.width = LEAST_BAR;
        }
        if (bar.width > 0)
            chart_fill_bar(canvas, bar, fmin(radius, bar.width / 2),
                           s == 0 ? CHART_LEFT : CHART_RIGHT, &style);
        if (!plan->has_values)
            continue;
        bool is_bold = is_strong && pyramid->chart.highlight != NULL;
        const hai_paragraph *text =
            caption(block, isnan(value) ? "—" : chart_figure_text(block, value, &plan->format),
                    is_bold ? chart_colour_name(block, style.text) : "ink", is_bold ? 700 : 400);
        hai_canvas_paragraph(canvas, text,
                             s == 0 ? end - VALUE_GAP - width_of(text) : end + VALUE_GAP,
                             y - kit_height(text) / 2);
    }
}

// The other year: its ends as one line of steps.
static void outline_path(const struct plan *plan, int32_t side, hai_canvas *canvas)
{
    const double *values = plan->data->series[side + 2].values;
    int32_t count = plan->data->category_count;
    double half = chart_scale_step(&plan->frame.y.scale) / 2;
    double top = plan->frame.plot.y, bottom = hai_box_bottom(plan->frame.plot), y = 0;
    for (int32_t i = 0; i < count; i++) {
        double x = x_at(plan, side, values[i]), centre = chart_y(&plan->frame, i);
        y = fmin(fmax(centre - half, top), bottom);
        if (i == 0)
            hai_canvas_move_to(canvas, plan->zero[side], y);
        hai_canvas_line_to(canvas, x, y);
        y = fmin(fmax(centre + half, top), bottom);
        hai_canvas_line_to(canvas, x, y);
    }
    hai_canvas_line_to(canvas, plan->zero[side], y);
}

static void draw_outline(const hai_theme *theme, const struct plan *plan, int32_t side,
                         hai_canvas *canvas)
{
    const struct {
        double width;
        const char *colour;
    } strokes[] = {{2 * OUTLINE, "surface"}, {OUTLINE, "ink"}};
    for (size_t i = 0; i < HAI_COUNT(strokes); i++) {
        hai_colour colour = hai_theme_colour(theme, strokes[i].colour);
        outline_path(plan, side, canvas);
        hai_canvas_stroke(
            canvas, (hai_stroke){.size = sizeof(hai_stroke), .join = 1, .width = strokes[i].width},
            hai_paint_colour(i == 0 ? hai_colour_fade(colour, 0.7) : colour));
    }
}

static void draw_words(const struct plan *plan, hai_canvas *canvas)
{
    hai_box plot = plan->frame.plot;
    double middle = (plan->zero[0] + plan->zero[1]) / 2;
    for (int32_t i = 0; i < plan->data->category_count && !plan->is_above; i++)
        if (plan->names[i] != NULL)
            hai_canvas_paragraph(canvas, plan->names[i],
                                 middle -
                                     (plan->is_wrapped
                                          ? fmax(plan->frame.box.width * MAX_NAME_SHARE, LEAST_NAME)
                                          : width_of(plan->names[i])) /
                                         2,
                                 chart_y(&plan->frame, i) - kit_height(plan->names[i]) / 2);
    if (plan->age != NULL)
        hai_canvas_paragraph(canvas, plan->age, middle - width_of(plan->age) / 2,
                             plot.y - 10 - kit_height(plan->age));
    for (int32_t s = 0; s < side_count(plan->data); s++) {
        double width = width_of(plan->titles[s]);
        double x = s == 0 ? fmax(plan->zero[0] - width, plot.x)
                          : fmin(plan->zero[1], hai_box_right(plot) - width);
        double y = plot.y - 10 - kit_height(plan->titles[s]);
        hai_canvas_paragraph(canvas, plan->titles[s], x, y);
    }
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct pyramid *pyramid = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, pyramid, box);
    if (placed.data == NULL) {
        chart_empty_draw(block, canvas, placed.frame.box);
        return;
    }
    chart_frame_draw(block, &placed.frame, canvas);
    draw_axis(theme, &placed, canvas);
    for (int32_t s = 0; s < side_count(placed.data); s++)
        draw_side(block, pyramid, &placed, s, canvas);
    for (int32_t s = 0; s + 2 < placed.data->series_count && s < 2; s++)
        draw_outline(theme, &placed, s, canvas);
    draw_words(&placed, canvas);
    pyramid_bands_draw(block, &placed.bands, &placed.frame, canvas);
    chart_warn_dropped(block, placed.dropped);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct pyramid *pyramid = data;
    return chart_summary(block, "人口金字塔", &pyramid->chart, CHART_STORY_RANK);
}

CHART_PLUGIN("pyramid", struct pyramid, "人口金字塔", "Population pyramid",
             "人口金字塔:按年龄组左右对照,可与另一年对比",
             "Two sides by age group around their names, with another year as an outline");
