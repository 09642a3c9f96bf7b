// SPDX-License-Identifier: MIT
//
// Candles of a market: the body from open to close, the wick from low to high; red where the price
// rose, green where it fell, as in China, and hollow where it rose, so that it is told without
// colour too. A candle follows the other: days on which the market was closed leave no gap.
#include "days.h"

#define BODY_SHARE 0.68 // of the step
#define SCALE_NONE 0    // of HAI_NUMBER_SCALES
#define SCALE_AUTO 1
#define MOST_WHOLE 1e6   // prices below are not counted in 万
#define LEAST_STEP 4.0   // narrower candles are merged
#define LEAST_HOLLOW 7.0 // narrower bodies are solid
#define MOST_BODY 48.0
#define LEAST_PLOT 0.35   // of the height, below a legend
#define MOST_ENDS 0.25    // of the width, for words at line ends
#define VOLUME_SHARE 0.15 // of the height
#define LEAST_VOLUME 40.0
#define PART_GAP 12.0
#define TALL 480.0 // from this height on more hairlines would be found than thin candles bear
#define TALL_TICKS 5
#define AVERAGE_WIDTH 2.5

static const struct candlestick defaults = {.chart = {CHART_DEFAULTS, .height = 640},
                                            .open = -1,
                                            .close = -1,
                                            .high = -1,
                                            .low = -1,
                                            .volume = -1};

static const struct average average_defaults = {.days = 5};
static const hai_option average_options[] = {
    HAI_INT("days", struct average, days, 2, 1000, .help_zh = "几日(行)的均线",
            .help_en = "The mean of so many days (rows)"),
    HAI_COLOUR("colour", struct average, colour, .help_zh = "颜色", .help_en = "Its colour"),
};
static const hai_item average_item = {.size = sizeof(hai_item),
                                      .struct_size = sizeof(struct average),
                                      .defaults = &average_defaults,
                                      .options = average_options,
                                      .option_size = sizeof(hai_option),
                                      .option_count = HAI_COUNT(average_options)};

static const char *const risings[] = {"red", "green", NULL};
static const char *const candle_styles[] = {"hollow", "solid", NULL};

static const hai_option options[] = {
    HAI_TABLE("rows", struct candlestick, chart.rows, .flags = HAI_REQUIRED,
              .help_zh = "数据表,一行一个交易日,由早到晚",
              .help_en = "The data, one row for each trading day, the earliest first"),
    HAI_COLUMN("label", struct candlestick, chart.label, "label", .flags = HAI_REQUIRED,
               .help_zh = "日期列", .help_en = "Column of dates"),
    HAI_COLUMN("open", struct candlestick, open, "open", .flags = HAI_REQUIRED,
               .help_zh = "开盘价列", .help_en = "Column of opening prices"),
    HAI_COLUMN("close", struct candlestick, close, "close", .flags = HAI_REQUIRED,
               .help_zh = "收盘价列", .help_en = "Column of closing prices"),
    HAI_COLUMN("highest", struct candlestick, high, "high", .help_zh = "最高价列",
               .help_en = "Column of highest prices"),
    HAI_COLUMN("lowest", struct candlestick, low, "low", .help_zh = "最低价列",
               .help_en = "Column of lowest prices"),
    HAI_COLUMN("volume", struct candlestick, volume, "volume", .help_zh = "成交量列;有则画在下方",
               .help_en = "Column of volumes, drawn below where there is one"),
    HAI_STRING("unit", struct candlestick, chart.unit, .help_zh = "价格的单位",
               .help_en = "Unit of prices"),
    HAI_STRING("volume_unit", struct candlestick, volume_unit, .help_zh = "成交量的单位",
               .help_en = "Unit of volumes"),
    HAI_NUMBER_OPTIONS(struct candlestick, chart.number),
    HAI_LIST("averages", struct candlestick, averages, &average_item, .max_count = 4,
             .help_zh = "收盘价的移动平均线", .help_en = "Moving averages of closing prices"),
    HAI_CHOICE("rising", struct candlestick, rising, risings,
               .help_zh = "涨的颜色:红(红涨绿跌)、绿(绿涨红跌)",
               .help_en = "Colour of what rises: red, as in China, or green"),
    HAI_CHOICE("style", struct candlestick, style, candle_styles, .help_zh = "阳线:空心、实心",
               .help_en = "Rising candles: hollow or solid"),
    CHART_SIZE_OPTIONS(struct candlestick, chart),
    CHART_AXIS_OPTIONS(struct candlestick, chart),
    CHART_LABEL_OPTION(struct candlestick, chart),
    CHART_LEGEND_OPTION(struct candlestick, chart),
    CHART_ANNOTATION_OPTIONS(struct candlestick, chart),
};

struct plan {
    struct days *days; // NULL: no data
    const struct chart_options *options;
    const double *prices[PRICE_COUNT];
    hai_number_format format, volume_format;
    struct chart_frame frame;
    struct chart_style up, down;
    struct chart_style *styles; // of the averages
    hai_point **lines;
    struct chart_end_label *ends; // the last close, then the averages
    int32_t end_count;
    hai_box volume;
    const hai_paragraph *volume_text;
    const char *close_text;  // above the legend; or NULL
    bool has_extremes_above; // beside it: in the plot they have found no room
    bool lacks_extreme;
    double most_volume;
    double body; // width
    struct dates *dates;
    struct chart_labels *labels;
    struct chart_notes *notes;
    int32_t dropped;
};

static void check(const hai_block *block, const void *data)
{
    const struct candlestick *candlestick = data;
    const struct chart_options *chart = &candlestick->chart;
    if (chart->rows == NULL)
        return;
    if (chart->low >= chart->high)
        hai_block_error(block, "high", "chart.range", "make it larger than 'low'",
                        "the axis ends where it begins, or before");
    for (int32_t i = 0; i < hai_table_rows(chart->rows); i++) {
        double open = hai_table_number(chart->rows, i, candlestick->open);
        double close = hai_table_number(chart->rows, i, candlestick->close);
        if (hai_table_number(chart->rows, i, candlestick->high) < fmax(open, close) ||
            hai_table_number(chart->rows, i, candlestick->low) > fmin(open, close)) {
            hai_block_warn(block, "rows", "candlestick.price", "look at the row again",
                           "'%s' opened or closed outside of its lowest and highest price",
                           hai_table_text(chart->rows, i, chart->label));
            break;
        }
    }
    for (int32_t i = 1; i < hai_table_rows(chart->rows); i++)
        if (chart_time(hai_table_text(chart->rows, i, chart->label)) <
            chart_time(hai_table_text(chart->rows, i - 1, chart->label))) {
            hai_block_warn(block, "rows", "candlestick.order", "sort the rows by date",
                           "'%s' stands after a later day",
                           hai_table_text(chart->rows, i, chart->label));
            break;
        }
}

// --- The frame ---

static const char *close_text(const hai_block *block, const struct plan *plan, int32_t i)
{
    return hai_block_printf(block, "收盘 %s",
                            chart_figure_text(block, plan->prices[PRICE_CLOSE][i], &plan->format));
}

static int32_t last_day(const double *values, int32_t count)
{
    int32_t last = count - 1;
    while (last >= 0 && isnan(values[last]))
        last--;
    return last;
}

// Far from each other in every theme, from the first, which is often red, and from the candles.
static hai_colour next_colour(const hai_theme *theme, const struct plan *plan, int32_t *turn)
{
    static const int32_t turns[] = {1, 3, 4, 7};
    hai_colour colour;
    for (size_t i = 0; i < HAI_COUNT(turns); i++) {
        colour = chart_categorical(theme, turns[*turn % (int32_t)HAI_COUNT(turns)]);
        ++*turn;
        if (!chart_is_alike(colour, plan->up.colour) && !chart_is_alike(colour, plan->down.colour))
            break;
    }
    return colour;
}

static void plan_styles(const hai_block *block, const struct candlestick *candlestick,
                        struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct average *averages = candlestick->averages.items;
    bool is_red = candlestick->rising == RISING_RED;
    plan->up.colour = hai_theme_colour(theme, is_red ? "rise" : "fall");
    plan->down.colour = hai_theme_colour(theme, is_red ? "fall" : "rise");
    plan->up.text = chart_readable(theme, plan->up.colour);
    plan->down.text = chart_readable(theme, plan->down.colour);
    uint32_t count = candlestick->averages.count;
    plan->styles = hai_block_alloc(block, ((size_t)count + 1) * sizeof *plan->styles);
    int32_t turn = 0;
    for (uint32_t a = 0; a < count; a++) {
        plan->styles[a].colour = averages[a].colour != NULL
                                     ? hai_theme_colour(theme, averages[a].colour)
                                     : next_colour(theme, plan, &turn);
        plan->styles[a].text = chart_readable(theme, plan->styles[a].colour);
    }
}

static double extreme(const struct plan *plan, enum price price, double sign)
{
    double found = NAN;
    for (int32_t i = 0; i < plan->days->data->category_count; i++) {
        double value = plan->prices[price][i];
        found = isnan(found) || value * sign > found * sign ? value : found;
    }
    return found;
}

static const char *extremes_text(const hai_block *block, const struct plan *plan)
{
    return hai_block_printf(block, "最高 %s,最低 %s",
                            chart_figure_text(block, extreme(plan, PRICE_HIGH, 1), &plan->format),
                            chart_figure_text(block, extreme(plan, PRICE_LOW, -1), &plan->format));
}

// In a narrow chart the last close stands above the legend.
static void plan_legend(const hai_block *block, const struct candlestick *candlestick,
                        struct plan *plan, const char *const *names, double width)
{
    const struct chart_data *data = plan->days->data;
    int32_t last = last_day(plan->prices[PRICE_CLOSE], data->category_count);
    bool has_close = candlestick->chart.labels != CHART_LABELS_NONE && plan->end_count == 0;
    if (has_close)
        plan->close_text =
            hai_block_printf(block, "%s%s", plan->days->last_name, close_text(block, plan, last));
    if (has_close && plan->has_extremes_above)
        plan->close_text =
            hai_block_printf(block, "%s,%s", plan->close_text, extremes_text(block, plan));
    if (candlestick->chart.legend != CHART_LEGEND_NONE)
        plan->frame.legend =
            chart_legend_figures(block, plan->close_text, names, NULL, plan->styles,
                                 (int32_t)candlestick->averages.count, CHART_SWATCH_LINE, width);
}

// The last close and the names of averages; these in a legend where the chart is narrow.
static void plan_ends(const hai_block *block, const struct candlestick *candlestick,
                      struct plan *plan, double width)
{
    const struct average *averages = candlestick->averages.items;
    int32_t count = (int32_t)candlestick->averages.count, days = plan->days->data->category_count;
    const char **names = hai_block_alloc(block, ((size_t)count + 1) * sizeof *names);
    plan->ends = hai_block_alloc(block, ((size_t)count + 1) * sizeof *plan->ends);
    plan->end_count = count + 1;
    int32_t last = last_day(plan->prices[PRICE_CLOSE], days);
    struct chart_style style = plan->days->is_rise[last] ? plan->up : plan->down;
    style.is_highlit = true;
    if (candlestick->chart.labels != CHART_LABELS_NONE)
        plan->ends[0] = chart_end_label_new(block, close_text(block, plan, last), &style);
    for (int32_t a = 0; a < count; a++) {
        names[a] = hai_block_printf(block, "%d日均线", (int)averages[a].days);
        if (last_day(plan->days->averages[a], days) >= 0)
            plan->ends[a + 1] = chart_end_label_new(block, names[a], &plan->styles[a]);
    }
    bool has_room = chart_ends_width(plan->ends, count + 1) <= width * MOST_ENDS &&
                    candlestick->chart.legend == CHART_LEGEND_AUTO;
    if (!has_room) {
        plan->end_count = chart_ends_width(plan->ends, 1) <= width * MOST_ENDS ? 1 : 0;
        plan_legend(block, candlestick, plan, names, width);
    } else if (plan->has_extremes_above) {
        plan->frame.legend = chart_legend_figures(block, extremes_text(block, plan), NULL, NULL,
                                                  NULL, 0, CHART_SWATCH_LINE, width);
    }
    if (plan->close_text != NULL)
        plan->frame.min_plot_height = candlestick->chart.height * LEAST_PLOT;
    plan->frame.room.right = fmax(chart_ends_width(plan->ends, plan->end_count), 4);
}

static void plan_volume_text(const hai_block *block, const struct candlestick *candlestick,
                             struct plan *plan, double width)
{
    const struct days *days = plan->days;
    struct chart_options plain = candlestick->chart;
    plain.number = (hai_number_options){.decimals = -1, .scale = 1, .group = true};
    for (int32_t i = 0; days->volumes != NULL && i < days->data->category_count; i++)
        plan->most_volume = fmax(plan->most_volume, days->volumes[i]);
    if (!(plan->most_volume > 0))
        return;
    plan->volume_format = chart_format(&plain, &plan->most_volume, 1);
    const char *most =
        chart_value_text(block, plan->most_volume, &plan->volume_format, candlestick->volume_unit);
    hai_text_style type = kit_type(hai_block_theme(block), "caption", "weak", HAI_TEXT_LEFT);
    type.line_height = 1.2;
    plan->volume_text =
        hai_paragraph_new(block, hai_block_printf(block, "成交量(最高%s)", most), &type, 0);
    // The line breaks before the bracket rather than in it.
    if (hai_paragraph_size(plan->volume_text).width > width)
        plan->volume_text = hai_paragraph_new(
            block, hai_block_printf(block, "成交量\n(最高%s)", most), &type, width);
}

static void plan_frame(const hai_block *block, const struct candlestick *candlestick,
                       struct plan *plan, hai_box box)
{
    const struct chart_options *chart = &candlestick->chart;
    const struct chart_data *data = plan->days->data;
    struct chart_frame *frame = &plan->frame;
    double low, high, volume = 0;
    chart_data_extent(data, &low, &high);
    chart_notes_extent(chart, &low, &high);
    frame->x = (struct chart_axis){.kind = CHART_AXIS_BAND,
                                   .names = data->categories,
                                   .count = data->category_count,
                                   .padding = 1 - BODY_SHARE,
                                   .is_hidden = true,
                                   .keeps_title = true};
    frame->y = chart_axis_values(low, high, false, &plan->format, chart->unit);
    if (chart->height >= TALL)
        frame->y.wanted_ticks = TALL_TICKS;
    plan_ends(block, candlestick, plan, box.width);
    plan_volume_text(block, candlestick, plan, box.width);
    // By the height that is wanted: by that which is got, a chart that had to grow would grow
    // again.
    if (plan->volume_text != NULL)
        volume = PART_GAP + kit_height(plan->volume_text) + 4 +
                 fmax(chart->height * VOLUME_SHARE, LEAST_VOLUME);
    double words = 8 + dates_height(block, data->categories, data->category_count);
    if (chart->labels != CHART_LABELS_NONE)
        frame->room.top = 26;
    double note = frame->room.top / 2; // the lowest price seldom is at the end of the axis
    frame->room.bottom = note + volume + words;
    chart_frame_apply(frame, chart);
    chart_frame_plan(block, frame, box);
    hai_box plot = frame->plot;
    double bottom = hai_box_bottom(plot) + note + volume;
    double top = bottom - (volume - PART_GAP - kit_height(plan->volume_text) - 4);
    plan->volume = (hai_box){plot.x, top, plot.width, bottom - top};
    plan->body = fmin(fmax(chart_scale_bandwidth(&frame->x.scale), 1), MOST_BODY);
    plan->dates = dates_plan(block, data->categories, frame);
}

// --- Words ---

static hai_box candle_box(const struct plan *plan, int32_t i, enum price from, enum price to)
{
    double x = chart_x(&plan->frame, i), a = chart_y(&plan->frame, plan->prices[from][i]),
           b = chart_y(&plan->frame, plan->prices[to][i]);
    return (hai_box){x - plan->body / 2, fmin(a, b), plan->body, fabs(a - b)};
}

static int32_t add_extreme(const hai_block *block, struct plan *plan, int32_t i, enum price price,
                           const char *word, uint32_t side)
{
    hai_text_style type = kit_type(hai_block_theme(block), "caption", "ink", HAI_TEXT_LEFT);
    type.line_height = 1.2;
    type.weight = 700;
    const char *text = hai_block_printf(
        block, "%s %s", word, chart_figure_text(block, plan->prices[price][i], &plan->format));
    hai_point at = {chart_x(&plan->frame, i), chart_y(&plan->frame, plan->prices[price][i])};
    uint32_t around = side | CHART_LEFT | CHART_RIGHT |
                      (side == CHART_ABOVE ? CHART_ABOVE_LEFT | CHART_ABOVE_RIGHT
                                           : CHART_BELOW_LEFT | CHART_BELOW_RIGHT);
    return chart_labels_add(plan->labels,
                            (struct chart_label){.text = hai_paragraph_new(block, text, &type, 0),
                                                 .at = at,
                                                 .gap = 6,
                                                 .sides = around,
                                                 .first = side,
                                                 .priority = 2,
                                                 .is_optional = true});
}

static void plan_labels(const hai_block *block, const struct candlestick *candlestick,
                        struct plan *plan)
{
    const struct chart_data *data = plan->days->data;
    int32_t most = -1, least = -1;
    hai_box bounds = plan->frame.plot;
    bounds.y -= plan->frame.room.top + 4;
    bounds.height += 1.5 * plan->frame.room.top + 8;
    plan->labels = chart_labels_new(block, bounds);
    for (int32_t i = 0; i < data->category_count; i++) {
        double high = plan->prices[PRICE_HIGH][i], low = plan->prices[PRICE_LOW][i];
        if (isnan(high))
            continue;
        hai_box wick = candle_box(plan, i, PRICE_LOW, PRICE_HIGH);
        chart_labels_take_box(plan->labels, candle_box(plan, i, PRICE_OPEN, PRICE_CLOSE));
        chart_labels_take_box(plan->labels,
                              (hai_box){wick.x + wick.width / 2 - 1.5, wick.y, 3, wick.height});
        most = most < 0 || high > plan->prices[PRICE_HIGH][most] ? i : most;
        least = least < 0 || low < plan->prices[PRICE_LOW][least] ? i : least;
    }
    plan->notes = chart_notes_plan(block, plan->options, data, &plan->frame, plan->labels);
    bool is_flat = most >= 0 && plan->prices[PRICE_HIGH][most] == plan->prices[PRICE_LOW][least];
    if (candlestick->chart.labels == CHART_LABELS_NONE || most < 0 || is_flat ||
        plan->has_extremes_above) {
        (void)chart_labels_place(plan->labels);
        return;
    }
    chart_frame_cross_grid(&plan->frame, plan->labels);
    int32_t numbers[] = {add_extreme(block, plan, most, PRICE_HIGH, "最高", CHART_ABOVE),
                         add_extreme(block, plan, least, PRICE_LOW, "最低", CHART_BELOW)};
    (void)chart_labels_place(plan->labels);
    for (size_t i = 0; i < HAI_COUNT(numbers); i++)
        plan->lacks_extreme =
            plan->lacks_extreme || !chart_labels_find(plan->labels, numbers[i])->is_placed;
}

static void plan_lines(const hai_block *block, const struct candlestick *candlestick,
                       struct plan *plan)
{
    int32_t days = plan->days->data->category_count;
    uint32_t count = candlestick->averages.count;
    plan->lines = hai_block_alloc(block, ((size_t)count + 1) * sizeof *plan->lines);
    for (uint32_t a = 0; a <= count; a++) {
        const double *values = a == 0 ? plan->prices[PRICE_CLOSE] : plan->days->averages[a - 1];
        hai_point *points = hai_block_alloc(block, ((size_t)days + 1) * sizeof *points);
        for (int32_t i = 0; i < days; i++) {
            double y = chart_y(&plan->frame, values[i]);
            bool is_inside =
                y >= plan->frame.plot.y - 0.5 && y <= hai_box_bottom(plan->frame.plot) + 0.5;
            points[i] = (hai_point){chart_x(&plan->frame, i), is_inside ? y : NAN};
        }
        plan->lines[a] = points;
        int32_t last = last_day(values, days);
        if (last < 0)
            continue;
        plan->ends[a].x = fmin(points[last].x + plan->body / 2, hai_box_right(plan->frame.plot));
        plan->ends[a].y = points[last].y;
        if (isnan(points[last].y))
            plan->ends[a].text = NULL;
    }
    plan->dropped = chart_ends_place(block, plan->ends, plan->end_count, plan->frame.plot.y - 12,
                                     hai_box_bottom(plan->frame.plot) + 12);
}

// Prices of five and six digits are quoted whole: in 万 with two places 16,676元/吨 would lose what
// the day's trade was about.
static const struct chart_options *options_whole(const hai_block *block,
                                                 const struct candlestick *candlestick,
                                                 const struct plan *plan)
{
    struct chart_options *chart = hai_block_alloc(block, sizeof *chart);
    double most = fmax(fabs(extreme(plan, PRICE_HIGH, 1)), fabs(extreme(plan, PRICE_LOW, -1)));
    *chart = candlestick->chart;
    if (chart->number.scale == SCALE_AUTO && most < MOST_WHOLE)
        chart->number.scale = SCALE_NONE;
    return chart;
}

static struct plan plan_with(const hai_block *block, const struct candlestick *candlestick,
                             hai_box box, bool has_extremes_above)
{
    int32_t most = (int32_t)fmin(fmax(box.width * 0.85 / LEAST_STEP, 8), 100000);
    struct plan plan = {.days = days_read(block, candlestick, most),
                        .has_extremes_above = has_extremes_above};
    if (chart_data_is_empty(plan.days->data)) {
        plan.days = NULL;
        plan.frame.box = box;
        plan.frame.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    for (int32_t p = 0; p < PRICE_COUNT; p++)
        plan.prices[p] = plan.days->data->series[p].values;
    plan.options = options_whole(block, candlestick, &plan);
    plan.format = chart_data_format(plan.options, plan.days->data);
    plan_styles(block, candlestick, &plan);
    plan_frame(block, candlestick, &plan, box);
    plan_labels(block, candlestick, &plan);
    plan_lines(block, candlestick, &plan);
    return plan;
}

// By the height that is wanted: what is drawn higher, because it is measured so, is drawn alike.
static struct plan plan(const hai_block *block, const struct candlestick *candlestick, hai_box box)
{
    hai_box wanted = {box.x, box.y, box.width, candlestick->chart.height};
    struct plan first = plan_with(block, candlestick, wanted, false);
    return plan_with(block, candlestick, box,
                     first.lacks_extreme &&
                         (first.close_text != NULL || first.frame.legend == NULL));
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct candlestick *candlestick = data;
    hai_box box = {0, 0, space.width, candlestick->chart.height};
    return (hai_size){space.width, plan(block, candlestick, box).frame.box.height};
}

// --- Drawing ---

// Both ends cut to the plot, for an axis that the author made shorter.
static hai_box cut(hai_box box, hai_box plot)
{
    double top = fmin(fmax(box.y, plot.y), hai_box_bottom(plot));
    double bottom = fmin(fmax(hai_box_bottom(box), plot.y), hai_box_bottom(plot));
    return (hai_box){box.x, top, box.width, bottom - top};
}

static void draw_candle(const struct plan *plan, enum candle_style style, int32_t i,
                        hai_canvas *canvas)
{
    hai_box plot = plan->frame.plot;
    bool is_rise = plan->days->is_rise[i];
    hai_colour colour = is_rise ? plan->up.colour : plan->down.colour;
    double thin = fmin(fmax(plan->body / 5, 1), 2.5), x = chart_x(&plan->frame, i);
    hai_box wick = cut(candle_box(plan, i, PRICE_LOW, PRICE_HIGH), plot);
    hai_box body = cut(candle_box(plan, i, PRICE_OPEN, PRICE_CLOSE), plot);
    // A body of no height is a dash.
    if (body.height < thin) {
        body.y =
            fmin(fmax(body.y + body.height / 2 - thin / 2, plot.y), hai_box_bottom(plot) - thin);
        body.height = thin;
    }
    bool is_hollow =
        is_rise && style == CANDLE_HOLLOW && plan->body >= LEAST_HOLLOW && body.height > 2 * thin;
    hai_paint paint = hai_paint_colour(colour);
    if (wick.y < body.y)
        hai_canvas_box(canvas, (hai_box){x - thin / 2, wick.y, thin, body.y - wick.y});
    if (hai_box_bottom(wick) > hai_box_bottom(body))
        hai_canvas_box(canvas, (hai_box){x - thin / 2, hai_box_bottom(body), thin,
                                         hai_box_bottom(wick) - hai_box_bottom(body)});
    if (!is_hollow)
        hai_canvas_box(canvas, body);
    hai_canvas_fill(canvas, paint);
    if (!is_hollow)
        return;
    hai_canvas_box(canvas, (hai_box){body.x + thin / 2, body.y + thin / 2, body.width - thin,
                                     body.height - thin});
    hai_canvas_stroke(canvas, hai_stroke_width(thin), paint);
}

static void draw_volumes(const hai_block *block, const struct plan *plan, hai_canvas *canvas)
{
    if (plan->volume_text == NULL)
        return;
    const hai_theme *theme = hai_block_theme(block);
    hai_box box = plan->volume;
    double bottom = hai_box_bottom(box);
    hai_canvas_paragraph(canvas, plan->volume_text, plan->frame.box.x,
                         box.y - 4 - kit_height(plan->volume_text));
    for (int32_t i = 0; i < plan->days->data->category_count; i++) {
        double height = box.height * fmax(plan->days->volumes[i], 0) / plan->most_volume;
        if (!(height > 0))
            continue;
        hai_colour colour = plan->days->is_rise[i] ? plan->up.colour : plan->down.colour;
        kit_fill_box(canvas,
                     (hai_box){chart_x(&plan->frame, i) - plan->body / 2, bottom - height,
                               plan->body, height},
                     0, colour);
    }
    kit_rule(canvas, (hai_point){box.x, bottom}, (hai_point){hai_box_right(box), bottom},
             hai_theme_length(theme, "hairline"), hai_theme_colour(theme, "weak"));
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct candlestick *candlestick = data;
    struct plan placed = plan(block, candlestick, box);
    if (placed.days == NULL) {
        chart_empty_draw(block, canvas, placed.frame.box);
        return;
    }
    chart_frame_draw(block, &placed.frame, canvas);
    chart_notes_draw_under(placed.notes, canvas);
    draw_volumes(block, &placed, canvas);
    for (int32_t i = 0; i < placed.days->data->category_count; i++)
        if (!isnan(placed.prices[PRICE_CLOSE][i]))
            draw_candle(&placed, (enum candle_style)candlestick->style, i, canvas);
    for (uint32_t a = 0; a < candlestick->averages.count; a++)
        chart_draw_line(canvas, placed.lines[a + 1], placed.days->data->category_count,
                        CHART_CURVE_STRAIGHT, AVERAGE_WIDTH, placed.styles[a].colour);
    chart_notes_draw_over(placed.notes, canvas);
    chart_labels_draw(placed.labels, canvas);
    chart_ends_draw(placed.ends, placed.end_count, hai_box_right(placed.frame.plot), false, canvas);
    dates_draw(block, placed.dates, canvas, hai_box_bottom(placed.volume) + 8);
    chart_warn_dropped(block, placed.dropped);
    if (placed.days->span > 1)
        hai_block_warn(block, "rows", "candlestick.merged", "make the chart wider, or take fewer",
                       "there are more days than have room: each candle is of %d",
                       (int)placed.days->span);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct candlestick *candlestick = data;
    return chart_summary_of(block, "K线图", &candlestick->chart,
                            days_read(block, candlestick, 0)->data, CHART_STORY_TREND);
}

CHART_PLUGIN("candlestick", struct candlestick, "K线图", "Candlestick chart",
             "K线图:开盘、收盘、最高、最低,可带成交量与均线",
             "Opening, closing, highest and lowest prices, with volumes and averages");
