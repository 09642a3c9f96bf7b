// SPDX-License-Identifier: MIT
//
// Ranks over time: a smooth line for each name, its rank in a dot at each time, its name at both
// ends. Who is not among the ranks shown leaves at the foot and comes back from there.
#include "chart-kit/chart.h"

#include <stdlib.h>
#include <string.h>

#define MAX_RADIUS 19.0
#define NUMBER_RADIUS 15.0 // a smaller dot holds no number
#define WRAP_SHARE 0.46    // of the width, that names at the right may take on one line
#define LEAST_ROW 34.0
#define NAME_GAP 12.0 // from a dot to a name
#define STUB 0.36     // of a step, as far as a line goes that leaves
#define LANE 0.7      // rows below the last rank, for those who leave
#define STRONG_WIDTH 8.0
#define MUTED_WIDTH 5.0
#define TIME_STEP 8.0 // times closer together than this are passed over
#define MAX_TOLD 12   // names of the summary

enum ranking { RANK_LARGEST, RANK_SMALLEST, RANK_GIVEN };

struct bump {
    struct chart_options chart;
    int32_t ranking; // enum ranking
    int32_t ranks;
};

static const struct bump defaults = {.chart = {CHART_DEFAULTS, .height = 560}, .ranks = 10};

static const char *const rankings[] = {"largest", "smallest", "given", NULL};

static const hai_option options[] = {
    CHART_DATA_OPTIONS(struct bump, chart),
    HAI_CHOICE("rank", struct bump, ranking, rankings,
               .help_zh = "名次:数值大的在前、小的在前,或数值就是名次",
               .help_en = "The largest value is first, the smallest is, or the values are ranks"),
    HAI_INT("ranks", struct bump, ranks, 0, 60, .help_zh = "只画前几名;0全画",
            .help_en = "How many ranks are shown; 0: all"),
    CHART_PLAIN_COLOUR_OPTIONS(struct bump, chart),
    CHART_SIZE_OPTIONS(struct bump, chart),
    CHART_LABEL_OPTION(struct bump, chart),
};

CHART_CHECK(struct bump)

struct plan {
    struct chart_data *data; // NULL: no data
    struct chart_style *styles;
    hai_number_format format;
    int32_t time_count, rank_count;
    int32_t *times;     // categories that are drawn
    const char **names; // of the times
    int32_t *places;    // [series * time_count + time], from 0; -1: not among the ranks
    bool has_lane;      // somebody leaves or comes
    struct chart_frame frame;
    double row, radius;
    bool has_all_dots;                   // else at the ends alone
    const hai_paragraph **left, **right; // names of series at the ends; NULL: none
    struct chart_labels *labels;         // of those without a name at an end
};

// --- Ranks ---

struct runner {
    double value;
    int32_t series;
};

static int compare_runners(const void *a, const void *b)
{
    const struct runner *x = a, *y = b;
    if (x->value != y->value)
        return x->value > y->value ? -1 : 1;
    return x->series - y->series;
}

// The places of all at one category, from 0; -1 where nothing is known. Returns how many there are.
static int32_t rank_at(const struct bump *bump, const struct chart_data *data, int32_t category,
                       struct runner *runners, int32_t *places)
{
    int32_t count = 0;
    for (int32_t s = 0; s < data->series_count; s++) {
        double value = data->series[s].values[category];
        places[s] = -1;
        if (isfinite(value))
            runners[count++] = (struct runner){bump->ranking == RANK_LARGEST ? value : -value, s};
    }
    qsort(runners, (size_t)count, sizeof *runners, compare_runners);
    for (int32_t i = 0; i < count; i++)
        places[runners[i].series] = i;
    return count;
}

static void plan_times(const hai_block *block, struct plan *plan, double width)
{
    int32_t count = plan->data->category_count;
    int32_t most = (int32_t)fmax(width / TIME_STEP, 8);
    int32_t stride = count > most ? (count + most - 1) / most : 1;
    plan->times = hai_block_alloc(block, ((size_t)count + 1) * sizeof *plan->times);
    plan->names = hai_block_alloc(block, ((size_t)count + 1) * sizeof *plan->names);
    // Counted from the last, which is what matters.
    int32_t first = (count - 1) % stride;
    for (int32_t i = first; i < count; i += stride) {
        plan->names[plan->time_count] = plan->data->categories[i];
        plan->times[plan->time_count++] = i;
    }
}

static void plan_ranks(const hai_block *block, const struct bump *bump, struct plan *plan)
{
    const struct chart_data *data = plan->data;
    size_t count = (size_t)data->series_count;
    plan->places =
        hai_block_alloc(block, (count * (size_t)plan->time_count + 1) * sizeof *plan->places);
    struct runner *runners = hai_block_alloc(block, (count + 1) * sizeof *runners);
    int32_t *at = hai_block_alloc(block, (count + 1) * sizeof *at);
    for (int32_t t = 0; t < plan->time_count; t++) {
        int32_t known = rank_at(bump, data, plan->times[t], runners, at);
        if (known > plan->rank_count)
            plan->rank_count = known;
        for (int32_t s = 0; s < data->series_count; s++)
            plan->places[s * plan->time_count + t] = at[s];
    }
    if (bump->ranks > 0 && plan->rank_count > bump->ranks)
        plan->rank_count = bump->ranks;
    for (int32_t s = 0; s < data->series_count; s++) {
        int32_t inside = 0, *places = &plan->places[s * plan->time_count];
        for (int32_t t = 0; t < plan->time_count; t++) {
            places[t] = places[t] < plan->rank_count ? places[t] : -1;
            inside += places[t] >= 0 ? 1 : 0;
        }
        plan->has_lane = plan->has_lane || (inside > 0 && inside < plan->time_count);
    }
}

static int32_t place_of(const struct plan *plan, int32_t series, int32_t time)
{
    return plan->places[series * plan->time_count + time];
}

// The first at the last time stands out, unless the author says who does.
static void plan_styles(const hai_block *block, const struct bump *bump, struct plan *plan)
{
    struct chart_options chart = bump->chart;
    bool is_open = chart.highlight == NULL || chart.highlight[0] == '\0' ||
                   strcmp(chart.highlight, "largest") == 0;
    for (int32_t s = 0; is_open && s < plan->data->series_count; s++)
        if (place_of(plan, s, plan->time_count - 1) == 0)
            chart.highlight = plan->data->series[s].name;
    plan->styles = chart_series_styles(block, &chart, plan->data);
}

static const char *number_text(const hai_block *block, const struct bump *bump,
                               const struct plan *plan, int32_t series, int32_t time)
{
    if (bump->ranking != RANK_GIVEN)
        return hai_block_printf(block, "%d", (int)place_of(plan, series, time) + 1);
    hai_number_format plain = {.size = sizeof plain, .decimals = -1};
    return hai_number_text(block, plan->data->series[series].values[plan->times[time]], &plain);
}

// --- Names at the ends ---

static const hai_paragraph *name_text(const hai_block *block, const struct plan *plan,
                                      int32_t series, const char *text, double width)
{
    const struct chart_style *style = &plan->styles[series];
    hai_text_style type = kit_type(hai_block_theme(block), "caption",
                                   chart_colour_name(block, style->text), HAI_TEXT_TITLE);
    type.line_height = 1.2;
    type.weight = style->is_highlit ? 700 : 400;
    return hai_paragraph_new(block, text, &type, width);
}

static double width_of(const hai_paragraph *text)
{
    return text != NULL ? hai_paragraph_size(text).width : 0;
}

// The names of those who have a rank at a time, each at most `width` wide (0: on one line).
static const hai_paragraph **end_names(const hai_block *block, const struct bump *bump,
                                       const struct plan *plan, int32_t time, bool has_values,
                                       double width)
{
    const struct chart_data *data = plan->data;
    const hai_paragraph **names =
        hai_block_alloc(block, ((size_t)data->series_count + 1) * sizeof *names);
    for (int32_t s = 0; s < data->series_count; s++) {
        if (place_of(plan, s, time) < 0)
            continue;
        const char *text = data->series[s].name;
        if (has_values)
            text =
                hai_block_printf(block, "%s %s", text,
                                 chart_value_text(block, data->series[s].values[plan->times[time]],
                                                  &plan->format, bump->chart.unit));
        if (text[0] != '\0')
            names[s] = name_text(block, plan, s, text, width);
    }
    return names;
}

static hai_size widest(const struct plan *plan, const hai_paragraph *const *names)
{
    hai_size size = {0, 0};
    for (int32_t s = 0; names != NULL && s < plan->data->series_count; s++) {
        size.width = fmax(size.width, width_of(names[s]));
        size.height = fmax(size.height, kit_height(names[s]));
    }
    return size;
}

// At both ends; at the right alone where that is too much; wrapped, where one name is.
static void plan_names(const hai_block *block, const struct bump *bump, struct plan *plan,
                       double width)
{
    int32_t last = plan->time_count - 1, show = bump->chart.labels;
    bool can_have = show != CHART_LABELS_NONE && bump->ranking != RANK_GIVEN;
    plan->right = end_names(block, bump, plan, last, can_have, 0);
    double most = show == CHART_LABELS_ALL ? 0.42 : 0.28;
    if (can_have && widest(plan, plan->right).width > width * most)
        plan->right = end_names(block, bump, plan, last, false, 0);
    if (widest(plan, plan->right).width > width * WRAP_SHARE)
        plan->right = end_names(block, bump, plan, last, false, fmax(width * WRAP_SHARE, 1));
    if (plan->time_count < 2)
        return;
    plan->left = end_names(block, bump, plan, 0, false, 0);
    double both = widest(plan, plan->left).width + widest(plan, plan->right).width;
    if (both > width * 0.5)
        plan->left = NULL;
}

// --- The frame ---

static double y_of(const struct plan *plan, int32_t place)
{
    return plan->frame.plot.y + (place + 0.5) * plan->row;
}

static void plan_frame(const hai_block *block, const struct bump *bump, struct plan *plan,
                       hai_box box)
{
    struct chart_frame *frame = &plan->frame;
    double rows = plan->rank_count + (plan->has_lane ? LANE : 0);
    hai_size left = widest(plan, plan->left), right = widest(plan, plan->right);
    double least = fmax(LEAST_ROW, fmax(left.height, right.height) + 4);
    frame->x = (struct chart_axis){
        .kind = CHART_AXIS_POINT, .names = plan->names, .count = plan->time_count};
    frame->min_plot_height = rows * least;
    frame->room.left = MAX_RADIUS + 2 + (left.width > 0 ? left.width + NAME_GAP : 0);
    frame->room.right = MAX_RADIUS + 2 + (right.width > 0 ? right.width + NAME_GAP : 0);
    frame->title = bump->chart.title;
    chart_frame_plan(block, frame, box);
    plan->row = frame->plot.height / rows;
    plan->radius = fmin(MAX_RADIUS, plan->row * 0.42);
    double step = chart_scale_step(&frame->x.scale);
    plan->has_all_dots = plan->time_count < 2 || step >= plan->radius * 2.6;
}

// The place of a dot; y is NAN where there is none.
static hai_point point_of(const struct plan *plan, int32_t series, int32_t time)
{
    int32_t place = place_of(plan, series, time);
    return (hai_point){chart_x(&plan->frame, time), place >= 0 ? y_of(plan, place) : NAN};
}

static bool has_dot(const struct plan *plan, int32_t series, int32_t time)
{
    return place_of(plan, series, time) >= 0 &&
           (plan->has_all_dots || time == 0 || time == plan->time_count - 1);
}

static void take_curve(const struct plan *plan, hai_point from, hai_point to)
{
    hai_point last = from;
    for (int32_t i = 1; i <= 8 && isfinite(from.y + to.y); i++) {
        double t = i / 8.0, level = t * t * (3 - 2 * t);
        double along = 1.5 * t * (1 - t) + t * t * t; // of a curve whose handles are in the middle
        hai_point next = {from.x + (to.x - from.x) * along, from.y + (to.y - from.y) * level};
        chart_labels_take_line(plan->labels, last, next, MUTED_WIDTH);
        last = next;
    }
}

// Where the line of one who leaves, or comes, bends down to the foot.
static double stub_x(const struct plan *plan, hai_point at, double side)
{
    return at.x + side * STUB * chart_scale_step(&plan->frame.x.scale);
}

static void take_stub(const struct plan *plan, hai_point at, double side)
{
    hai_point bend = {stub_x(plan, at, side), at.y}, last = at;
    double foot = hai_box_bottom(plan->frame.plot);
    for (int32_t i = 1; i <= 8; i++) {
        double t = i / 8.0, back = 1 - t, middle = 3 * back * t;
        hai_point next = {back * back * back * at.x + (middle + t * t * t) * bend.x,
                          (back * back * back + middle) * at.y + t * t * t * foot};
        chart_labels_take_line(plan->labels, last, next, MUTED_WIDTH);
        last = next;
    }
}

static void take_line(const struct plan *plan, int32_t series)
{
    for (int32_t t = 0; t < plan->time_count; t++) {
        hai_point at = point_of(plan, series, t);
        hai_point before = t > 0 ? point_of(plan, series, t - 1) : at;
        if (has_dot(plan, series, t))
            chart_labels_take_circle(plan->labels, at, plan->radius);
        if (isfinite(before.y + at.y))
            take_curve(plan, before, at);
        else if (isfinite(before.y))
            take_stub(plan, before, 1);
        else if (isfinite(at.y))
            take_stub(plan, at, -1);
    }
}

// The earliest of the best places of a series; -1: it has none.
static int32_t best_time(const struct plan *plan, int32_t series)
{
    int32_t best = -1;
    for (int32_t t = 0; t < plan->time_count; t++)
        if (place_of(plan, series, t) >= 0 &&
            (best < 0 || place_of(plan, series, t) < place_of(plan, series, best)))
            best = t;
    return best;
}

static bool name_at(struct plan *plan, const hai_paragraph *text, hai_point at, bool is_optional)
{
    int32_t number =
        chart_labels_add(plan->labels, (struct chart_label){.text = text,
                                                            .at = at,
                                                            .gap = plan->radius + 2,
                                                            .sides = CHART_AROUND,
                                                            .is_optional = is_optional});
    (void)chart_labels_place(plan->labels);
    return chart_labels_find(plan->labels, number)->is_placed;
}

// At the best place that it reached, or else at the last where there is room. A long name in two
// lines, before it reaches to the dot of another.
static void name_inside(const hai_block *block, struct plan *plan, int32_t series)
{
    const char *name = plan->data->series[series].name;
    const hai_paragraph *ways[2] = {name_text(block, plan, series, name, 0)};
    hai_size size = hai_paragraph_size(ways[0]);
    int32_t best = best_time(plan, series), count = size.width > 6 * size.height ? 2 : 1;
    if (count > 1) {
        ways[1] = ways[0];
        ways[0] = name_text(block, plan, series, name, size.width / 2 + size.height);
    }
    for (int32_t i = 0; i < count && best >= 0; i++) {
        if (name_at(plan, ways[i], point_of(plan, series, best), true))
            return;
        for (int32_t t = plan->time_count - 1; t >= 0; t--)
            if (has_dot(plan, series, t) && name_at(plan, ways[i], point_of(plan, series, t), true))
                return;
    }
    if (plan->styles[series].is_highlit && best >= 0)
        (void)name_at(plan, ways[count - 1], point_of(plan, series, best), false);
}

// Who has no name at an end; those who stand out first.
static void plan_labels(const hai_block *block, struct plan *plan)
{
    plan->labels = chart_labels_new(block, plan->frame.plot);
    for (int32_t s = 0; s < plan->data->series_count; s++)
        take_line(plan, s);
    for (int32_t pass = 0; pass < 2; pass++)
        for (int32_t s = 0; s < plan->data->series_count; s++) {
            bool is_named = plan->right[s] != NULL || (plan->left != NULL && plan->left[s] != NULL);
            if (!is_named && plan->styles[s].is_highlit == (pass == 0) &&
                plan->data->series[s].name[0] != '\0')
                name_inside(block, plan, s);
        }
}

static struct plan plan(const hai_block *block, const struct bump *bump, hai_box box)
{
    struct plan plan = {.data = chart_data_read(block, &bump->chart)};
    if (chart_data_is_empty(plan.data)) {
        plan.data = NULL;
        plan.frame.box = box;
        plan.frame.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    plan.format = chart_data_format(&bump->chart, plan.data);
    plan_times(block, &plan, box.width);
    plan_ranks(block, bump, &plan);
    plan_styles(block, bump, &plan);
    plan_names(block, bump, &plan, box.width);
    plan_frame(block, bump, &plan, box);
    plan_labels(block, &plan);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct bump *bump = data;
    hai_box box = {0, 0, space.width, bump->chart.height};
    return (hai_size){space.width, plan(block, bump, box).frame.box.height};
}

// --- Drawing ---

// Level at both ends, so that the line stays at its rank as long as it can.
static void curve(hai_canvas *canvas, hai_point from, hai_point to)
{
    double middle = (from.x + to.x) / 2;
    hai_canvas_curve_to(canvas, middle, from.y, middle, to.y, to.x, to.y);
}

static void stroke(hai_canvas *canvas, double width, hai_paint paint)
{
    hai_canvas_stroke(canvas, (hai_stroke){.size = sizeof(hai_stroke), .join = 1, .width = width},
                      paint);
}

// From a dot down to the foot, where it fades: who leaves, to the right, or comes, from the left.
// The two do not meet, for they are not the same.
static void draw_stub(const struct plan *plan, hai_point at, double side, double width,
                      hai_colour colour, hai_canvas *canvas)
{
    double foot = hai_box_bottom(plan->frame.plot);
    double x = stub_x(plan, at, side), from = y_of(plan, plan->rank_count - 1);
    hai_stop stops[] = {{0, colour}, {1, hai_colour_fade(colour, 0)}};
    hai_canvas_move_to(canvas, at.x, at.y);
    hai_canvas_curve_to(canvas, x, at.y, x, at.y, x, foot);
    stroke(canvas, width,
           hai_paint_linear((hai_point){0, from}, (hai_point){0, foot}, stops, HAI_COUNT(stops)));
}

static void draw_line(const struct plan *plan, int32_t s, hai_canvas *canvas)
{
    const struct chart_style *style = &plan->styles[s];
    double width = fmin(style->is_highlit ? STRONG_WIDTH : MUTED_WIDTH, plan->radius * 0.6);
    bool is_drawing = false;
    for (int32_t t = 1; t < plan->time_count; t++) {
        hai_point from = point_of(plan, s, t - 1), to = point_of(plan, s, t);
        if (isnan(from.y) || isnan(to.y))
            continue;
        if (t == 1 || isnan(point_of(plan, s, t - 2).y) || !is_drawing)
            hai_canvas_move_to(canvas, from.x, from.y);
        curve(canvas, from, to);
        is_drawing = true;
    }
    if (is_drawing)
        stroke(canvas, width, hai_paint_colour(style->colour));
    for (int32_t t = 1; t < plan->time_count; t++) {
        hai_point from = point_of(plan, s, t - 1), to = point_of(plan, s, t);
        if (!isnan(from.y) && isnan(to.y))
            draw_stub(plan, from, 1, width, style->colour, canvas);
        if (isnan(from.y) && !isnan(to.y))
            draw_stub(plan, to, -1, width, style->colour, canvas);
    }
}

static void draw_dots(const hai_block *block, const struct bump *bump, const struct plan *plan,
                      int32_t s, hai_canvas *canvas)
{
    const hai_theme *theme = hai_block_theme(block);
    const struct chart_style *style = &plan->styles[s];
    hai_text_style type = hai_theme_type(theme, "caption");
    type.line_height = 1.2;
    type.weight = style->is_highlit ? 700 : 500;
    type.size = fmin(type.size, 24);
    for (int32_t t = 0; t < plan->time_count; t++) {
        if (!has_dot(plan, s, t))
            continue;
        hai_point at = point_of(plan, s, t);
        hai_canvas_move_to(canvas, at.x + plan->radius, at.y);
        hai_canvas_arc(canvas, at.x, at.y, plan->radius, 0, 2 * CHART_PI);
        hai_canvas_fill(canvas, hai_paint_colour(style->colour));
        const hai_paragraph *number =
            hai_paragraph_new(block, number_text(block, bump, plan, s, t), &type, 0);
        if (plan->radius < NUMBER_RADIUS || width_of(number) > plan->radius * 2 - 2)
            continue;
        hai_canvas_paragraph_painted(canvas, number, at.x - width_of(number) / 2,
                                     at.y - kit_height(number) / 2,
                                     hai_paint_colour(chart_ink_on(theme, style->colour)));
    }
}

static void draw_names(const struct plan *plan, hai_canvas *canvas)
{
    double gap = plan->radius + NAME_GAP;
    int32_t last = plan->time_count - 1;
    for (int32_t s = 0; s < plan->data->series_count; s++) {
        const hai_paragraph *name = plan->right[s];
        if (name != NULL)
            hai_canvas_paragraph(canvas, name, chart_x(&plan->frame, last) + gap,
                                 y_of(plan, place_of(plan, s, last)) - kit_height(name) / 2);
        name = plan->left != NULL ? plan->left[s] : NULL;
        if (name != NULL)
            hai_canvas_paragraph(canvas, name, chart_x(&plan->frame, 0) - gap - width_of(name),
                                 y_of(plan, place_of(plan, s, 0)) - kit_height(name) / 2);
    }
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct bump *bump = data;
    struct plan placed = plan(block, bump, box);
    if (placed.data == NULL) {
        chart_empty_draw(block, canvas, placed.frame.box);
        return;
    }
    chart_frame_draw(block, &placed.frame, canvas);
    // What matters is drawn over the rest, and ranks over lines.
    for (int32_t pass = 0; pass < 4; pass++)
        for (int32_t s = 0; s < placed.data->series_count; s++) {
            if (placed.styles[s].is_highlit != (pass % 2 == 1))
                continue;
            if (pass < 2)
                draw_line(&placed, s, canvas);
            else
                draw_dots(block, bump, &placed, s, canvas);
        }
    draw_names(&placed, canvas);
    chart_labels_draw(placed.labels, canvas);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct bump *bump = data;
    struct plan told = {.data = chart_data_read(block, &bump->chart)};
    if (chart_data_is_empty(told.data))
        return "排名图,暂无数据";
    plan_times(block, &told, 1e9);
    plan_ranks(block, bump, &told);
    int32_t last = told.time_count - 1, count = 0;
    const char *text = hai_block_printf(block, "排名图,%s至%s,共%d名:", told.names[0],
                                        told.names[last], (int)told.rank_count);
    // In the order of the last ranks.
    for (int32_t place = 0; place < told.rank_count && count < MAX_TOLD; place++)
        for (int32_t s = 0; s < told.data->series_count; s++) {
            if (place_of(&told, s, last) != place)
                continue;
            int32_t first = place_of(&told, s, 0);
            const char *from = first < 0 ? "榜外" : hai_block_printf(block, "第%d", (int)first + 1);
            text = hai_block_printf(block, "%s%s%s由%s到第%d", text, count++ > 0 ? ";" : "",
                                    told.data->series[s].name, from, (int)place + 1);
        }
    return hai_block_printf(block, "%s。", text);
}

CHART_PLUGIN("bump", struct bump, "排名图", "Bump chart",
             "排名图:名次随时间的升降,名称在两端,进出榜一目了然",
             "Ranks over time, with the rank in each dot and names at both ends");
