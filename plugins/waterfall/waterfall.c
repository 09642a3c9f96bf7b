// SPDX-License-Identifier: MIT
//
// A waterfall: how one total becomes another by what was added and what was taken away. Changes
// float at the running sum and are tied to each other by hairlines; totals stand on zero. Upwards
// where names and values fit below and above the bars, else to the right.
#include "chart-kit/chart.h"
#include "visual-kit/unit.h"

#include <string.h>

#define MOST_ROWS 500 // nobody reads more
#define THICKNESS 36.0
#define PADDING_ACROSS 0.36
#define WIDEST 128.0 // of a bar upwards
#define LABEL_GAP 12.0
#define LABEL_GAP_ABOVE 6.0
#define LEAST_BAR 3.0 // so that a small change is seen
#define MAX_TOLD 60   // items of the summary
#define MAX_UPWARDS 24

enum direction { DIRECTION_AUTO, DIRECTION_UP, DIRECTION_ACROSS };

struct waterfall {
    struct chart_options chart;
    int32_t total;     // column of truth values; -1: none
    int32_t direction; // enum direction
    const char *end, *rise, *fall;
};

static const struct waterfall defaults = {
    .chart = {CHART_DEFAULTS, .height = 460}, .total = -1, .rise = "rise", .fall = "fall"};

static const char *const directions[] = {"auto", "up", "across", NULL};

static const hai_option options[] = {
    HAI_TABLE("rows", struct waterfall, chart.rows, .flags = HAI_REQUIRED, .help_zh = "数据表",
              .help_en = "The data"),
    HAI_COLUMN("label", struct waterfall, chart.label, "label", .flags = HAI_REQUIRED,
               .help_zh = "名称列", .help_en = "Column of names"),
    HAI_COLUMN("value", struct waterfall, chart.value, "value", .flags = HAI_REQUIRED,
               .help_zh = "数值列:增减量,合计行可空",
               .help_en = "Column of changes; a total may be empty"),
    HAI_COLUMN("total", struct waterfall, total, "total",
               .help_zh = "标明合计行的列:true的行从零画起,空值则取累计数",
               .help_en = "Column that is true for totals: they stand on zero, and are the running "
                          "sum where they have no value"),
    HAI_TEXT("end", struct waterfall, end, .help_zh = "在末尾加一根合计,名称如此",
             .help_en = "Name of a total that is added at the end"),
    HAI_STRING("unit", struct waterfall, chart.unit, .help_zh = "单位,写在数值后",
               .help_en = "Unit, written after each value"),
    HAI_NUMBER_OPTIONS(struct waterfall, chart.number),
    HAI_CHOICE("direction", struct waterfall, direction, directions,
               .help_zh = "方向:自动、向上、横向",
               .help_en = "Upwards, to the right, or whichever suits"),
    HAI_COLOUR("rise", struct waterfall, rise, .help_zh = "增加的颜色",
               .help_en = "Colour of what is added"),
    HAI_COLOUR("fall", struct waterfall, fall, .help_zh = "减少的颜色",
               .help_en = "Colour of what is taken away"),
    HAI_COLOUR("colour", struct waterfall, chart.colour, .help_zh = "合计的颜色",
               .help_en = "Colour of totals"),
    HAI_BOOL("decals", struct waterfall, chart.decals, .help_zh = "颜色之外再以花纹区分",
             .help_en = "Tell falls apart by a pattern, too"),
    CHART_SIZE_OPTIONS(struct waterfall, chart),
    CHART_AXIS_OPTIONS(struct waterfall, chart),
    CHART_LABEL_OPTION(struct waterfall, chart),
    CHART_ANNOTATION_OPTIONS(struct waterfall, chart),
};

enum step_kind { STEP_TOTAL, STEP_RISE, STEP_FALL, STEP_FLAT, STEP_KINDS };

struct step {
    enum step_kind kind;
    double value, from, to; // value: NAN where it is missing
    hai_box box;
};

struct plan {
    struct chart_data *data; // the values are the steps' own; NULL: no data
    struct step *steps;
    struct chart_style styles[STEP_KINDS];
    hai_number_format format;
    const char *role; // of the values
    bool is_across, has_unit, has_values;
    double low, high;
    struct chart_frame frame;
    struct chart_labels *labels;
    struct chart_notes *notes;
};

// --- Values ---

static bool is_true(const char *text)
{
    static const char *const no[] = {"", "0", "false", "no", "否", "—", "-"};
    for (size_t i = 0; i < HAI_COUNT(no); i++)
        if (strcmp(text, no[i]) == 0)
            return false;
    return true;
}

static bool is_total(const struct waterfall *waterfall, const struct chart_data *data, int32_t i)
{
    return data->rows[i] < 0 ||
           (waterfall->total >= 0 &&
            is_true(hai_table_text(waterfall->chart.rows, data->rows[i], waterfall->total)));
}

static void add_end(const hai_block *block, const char *name, struct chart_data *data)
{
    int32_t count = data->category_count;
    size_t room = (size_t)count + 2;
    const char **names = hai_block_alloc(block, room * sizeof *names);
    int32_t *rows = hai_block_alloc(block, room * sizeof *rows);
    double *values = hai_block_alloc(block, room * sizeof *values);
    for (int32_t i = 0; i < count; i++) {
        names[i] = data->categories[i];
        rows[i] = data->rows[i];
        values[i] = data->series[0].values[i];
    }
    names[count] = name;
    rows[count] = -1;
    values[count] = NAN;
    data->categories = names;
    data->rows = rows;
    data->series[0].values = values;
    data->category_count++;
}

// The data with a total at its end; no categories where there is nothing to draw.
static struct chart_data *read(const hai_block *block, const struct waterfall *waterfall)
{
    struct chart_data *data = chart_data_read(block, &waterfall->chart);
    bool has_end = waterfall->end != NULL && waterfall->end[0] != '\0';
    if (has_end && !chart_data_is_empty(data))
        add_end(block, waterfall->end, data);
    return data;
}

// Where each step begins and ends. A total that is missing becomes the running sum, in `data` too.
static struct step *run(const hai_block *block, const struct waterfall *waterfall,
                        struct chart_data *data)
{
    struct step *steps = hai_block_alloc(block, ((size_t)data->category_count + 1) * sizeof *steps);
    double sum = 0;
    for (int32_t i = 0; i < data->category_count; i++) {
        double *value = &data->series[0].values[i];
        struct step *step = &steps[i];
        if (is_total(waterfall, data, i)) {
            *value = isnan(*value) ? sum : *value;
            *step = (struct step){.kind = STEP_TOTAL, .to = *value};
        } else {
            double by = isnan(*value) ? 0 : *value;
            *step = (struct step){.kind = by < 0   ? STEP_FALL
                                          : by > 0 ? STEP_RISE
                                                   : STEP_FLAT,
                                  .from = sum,
                                  .to = sum + by};
        }
        step->value = *value;
        sum = step->to;
    }
    return steps;
}

// A total that is told and is not what the steps come to is a slip in the table.
static void check(const hai_block *block, const void *data)
{
    const struct waterfall *waterfall = data;
    chart_check(block, &waterfall->chart);
    chart_check_rows(block, &waterfall->chart, MOST_ROWS);
    if (waterfall->chart.rows == NULL || hai_table_rows(waterfall->chart.rows) == 0)
        return;
    struct chart_data *read_data = read(block, waterfall);
    struct step *steps = run(block, waterfall, read_data);
    double largest = 0;
    for (int32_t i = 0; i < read_data->category_count; i++)
        largest = fmax(largest, fmax(fabs(steps[i].to), fabs(steps[i].from)));
    for (int32_t i = 1; i < read_data->category_count; i++)
        if (steps[i].kind == STEP_TOTAL && fabs(steps[i].to - steps[i - 1].to) > largest * 1e-3) {
            hai_block_warn(block, "rows", "waterfall.total",
                           "leave the value of a total empty to have it summed",
                           "'%s' is %g, but the steps before it come to %g",
                           read_data->categories[i], steps[i].to, steps[i - 1].to);
            return;
        }
}

// --- Words ---

static const char *step_words(const hai_block *block, const struct waterfall *waterfall,
                              const struct plan *plan, const struct step *step, bool has_unit)
{
    if (isnan(step->value))
        return plan->is_across ? "暂无数据" : "—";
    hai_number_format format = plan->format;
    format.sign = step->kind == STEP_TOTAL ? format.sign : 1;
    return has_unit ? chart_value_text(block, step->value, &format, waterfall->chart.unit)
                    : chart_figure_text(block, step->value, &format);
}

static const hai_paragraph *step_text(const hai_block *block, const struct waterfall *waterfall,
                                      const struct plan *plan, const struct step *step,
                                      const char *role, bool has_unit)
{
    hai_colour colour = isnan(step->value) ? hai_theme_colour(hai_block_theme(block), "weak")
                                           : plan->styles[step->kind].text;
    hai_text_style type =
        kit_type(hai_block_theme(block), role, chart_colour_name(block, colour), HAI_TEXT_LEFT);
    type.line_height = 1.2;
    type.weight = step->kind == STEP_TOTAL ? 700
                  : isnan(step->value)     ? 400
                  : type.weight < 500      ? 500
                                           : type.weight;
    return hai_paragraph_new(block, step_words(block, waterfall, plan, step, has_unit), &type, 0);
}

// Of many values only those of the most bytes are set.
static hai_size widest(const hai_block *block, const struct waterfall *waterfall,
                       const struct plan *plan, const char *role, bool has_unit)
{
    hai_size size = {0, 0};
    size_t longest = 0;
    int32_t count = plan->data->category_count;
    size_t *lengths = hai_block_alloc(block, ((size_t)count + 1) * sizeof *lengths);
    for (int32_t i = 0; i < count; i++) {
        lengths[i] = strlen(step_words(block, waterfall, plan, &plan->steps[i], has_unit));
        longest = lengths[i] > longest ? lengths[i] : longest;
    }
    for (int32_t i = 0; i < count; i++) {
        if (count > 200 && lengths[i] + 1 < longest)
            continue;
        hai_size one =
            hai_paragraph_size(step_text(block, waterfall, plan, &plan->steps[i], role, has_unit));
        size.width = fmax(size.width, one.width);
        size.height = fmax(size.height, one.height);
    }
    return size;
}

// Whether names stand below their bars in three lines at most, and values over them.
static bool fits_upwards(const hai_block *block, const struct waterfall *waterfall,
                         const struct plan *plan, double width)
{
    int32_t count = plan->data->category_count;
    double step = width / count;
    if (count > MAX_UPWARDS || step < 48)
        return false;
    if (waterfall->chart.labels != CHART_LABELS_NONE &&
        widest(block, waterfall, plan, "caption", false).width > step - 8)
        return false;
    hai_text_style type = kit_type(hai_block_theme(block), "caption", "ink", HAI_TEXT_TITLE_CENTRE);
    for (int32_t i = 0; i < count; i++) {
        const hai_paragraph *name =
            hai_paragraph_new(block, plan->data->categories[i], &type, step - 8);
        if (hai_paragraph_lines(name) > 3 || hai_paragraph_size(name).width > step - 8 + 0.5)
            return false;
    }
    return true;
}

// --- The frame ---

static void plan_across(const hai_block *block, const struct waterfall *waterfall,
                        struct plan *plan, hai_box box)
{
    struct chart_frame *frame = &plan->frame;
    frame->x = chart_axis_values(plan->low, plan->high, true, &plan->format, waterfall->chart.unit);
    frame->x.is_hidden = frame->x.is_exact = plan->has_values;
    frame->x.has_grid = !plan->has_values;
    frame->y = (struct chart_axis){.kind = CHART_AXIS_BAND,
                                   .names = plan->data->categories,
                                   .count = plan->data->category_count,
                                   .thickness = THICKNESS,
                                   .padding = PADDING_ACROSS};
    double most = box.width * 0.4;
    plan->has_unit = widest(block, waterfall, plan, "caption", true).width <= most;
    plan->role =
        widest(block, waterfall, plan, "value", plan->has_unit).width <= most ? "value" : "caption";
    // What the figures are told in stands above them all, and not below the last.
    const char *unit = kit_unit_of(block, &plan->format, waterfall->chart.unit);
    const char *title = waterfall->chart.x_title;
    bool is_above = plan->has_values && !plan->has_unit && unit[0] != '\0' &&
                    (title == NULL || title[0] == '\0');
    frame->x.keeps_title = plan->has_values && !plan->has_unit && !is_above;
    if (plan->has_values) {
        double width = widest(block, waterfall, plan, plan->role, plan->has_unit).width;
        frame->room.right = fmin(width + LABEL_GAP, box.width * 0.5);
    }
    box.height = 0;
    chart_frame_apply(frame, &waterfall->chart);
    if (is_above && (frame->y.title == NULL || frame->y.title[0] == '\0'))
        frame->y.title = hai_block_printf(block, "单位:%s", unit);
    chart_frame_plan(block, frame, box);
}

static void plan_upwards(const hai_block *block, const struct waterfall *waterfall,
                         struct plan *plan, hai_box box)
{
    struct chart_frame *frame = &plan->frame;
    double step = box.width / plan->data->category_count;
    double room = step - 8;
    plan->has_unit = widest(block, waterfall, plan, "value", true).width <= room;
    plan->role =
        widest(block, waterfall, plan, "value", plan->has_unit).width <= room ? "value" : "caption";
    hai_size size = widest(block, waterfall, plan, plan->role, plan->has_unit);
    plan->has_values = plan->has_values && size.width <= room;
    frame->x = (struct chart_axis){.kind = CHART_AXIS_BAND,
                                   .names = plan->data->categories,
                                   .count = plan->data->category_count,
                                   .padding = fmin(fmax(0.32, 1 - WIDEST / step), 0.95)};
    frame->y = chart_axis_values(plan->low, plan->high, true, &plan->format, waterfall->chart.unit);
    frame->y.is_hidden = frame->y.is_exact = plan->has_values;
    frame->y.has_grid = !plan->has_values;
    frame->y.keeps_title = plan->has_values && !plan->has_unit;
    if (plan->has_values) {
        frame->room.top = size.height + LABEL_GAP_ABOVE;
        frame->room.bottom = plan->low < 0 ? size.height + LABEL_GAP_ABOVE : 0;
    }
    chart_frame_apply(frame, &waterfall->chart);
    chart_frame_plan(block, frame, box);
}

static void place_steps(struct plan *plan)
{
    for (int32_t i = 0; i < plan->data->category_count; i++) {
        struct step *step = &plan->steps[i];
        step->box = chart_bar_box(&plan->frame, plan->is_across, i, 0, 1, step->from, step->to);
        double *length = plan->is_across ? &step->box.width : &step->box.height;
        double *start = plan->is_across ? &step->box.x : &step->box.y;
        double more = isnan(step->value) ? 0 : fmax(LEAST_BAR - *length, 0);
        *length += more;
        // A bar that grows against the axis of the sheet ends where it did.
        bool is_back = (step->to < step->from) == plan->is_across;
        *start -= step->to == step->from ? more / 2 : is_back ? more : 0;
    }
}

static void add_labels(const hai_block *block, const struct waterfall *waterfall, struct plan *plan)
{
    for (int32_t i = 0; plan->has_values && i < plan->data->category_count; i++) {
        const struct step *step = &plan->steps[i];
        hai_box box = step->box;
        struct chart_label label = {
            .text = step_text(block, waterfall, plan, step, plan->role, plan->has_unit),
            .priority = step->kind == STEP_TOTAL ? 2 : 1};
        if (plan->is_across) {
            label.at = (hai_point){hai_box_right(box), box.y + box.height / 2};
            label.sides = CHART_RIGHT;
            label.gap = LABEL_GAP;
            // In a narrow chart there may be more room before the bar.
            if (label.at.x + LABEL_GAP + hai_paragraph_size(label.text).width >
                hai_box_right(plan->frame.box)) {
                label.at.x = box.x;
                label.sides = CHART_LEFT;
            }
        } else {
            // The middle of the bar, so that either side of it is as far.
            label.at = (hai_point){box.x + box.width / 2, box.y + box.height / 2};
            label.sides = CHART_ABOVE | CHART_BELOW;
            label.first = step->to < 0 && step->kind == STEP_TOTAL ? CHART_BELOW : CHART_ABOVE;
            label.gap = LABEL_GAP_ABOVE + box.height / 2;
        }
        chart_labels_add(plan->labels, label);
    }
}

static struct plan plan(const hai_block *block, const struct waterfall *waterfall, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    struct plan plan = {.data = read(block, waterfall)};
    if (chart_data_is_empty(plan.data)) {
        plan.data = NULL;
        plan.frame.box = box;
        plan.frame.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    plan.steps = run(block, waterfall, plan.data);
    plan.format = chart_data_format(&waterfall->chart, plan.data);
    // Totals stand back from what made them, unless told.
    bool is_default = strcmp(waterfall->chart.colour, "primary") == 0;
    const char *colours[] = {is_default ? "weak" : waterfall->chart.colour, waterfall->rise,
                             waterfall->fall, "muted"};
    for (int32_t i = 0; i < STEP_KINDS; i++) {
        hai_colour colour = hai_theme_colour(theme, colours[i]);
        plan.styles[i] =
            (struct chart_style){.colour = colour, .text = chart_readable(theme, colour)};
    }
    plan.styles[STEP_TOTAL].text = hai_theme_colour(theme, "ink");
    plan.styles[STEP_FLAT].text = hai_theme_colour(theme, "weak");
    if (waterfall->chart.decals)
        plan.styles[STEP_FALL].decal = CHART_DECAL_HATCH;
    for (int32_t i = 0; i < plan.data->category_count; i++) {
        plan.low = fmin(plan.low, plan.steps[i].to);
        plan.high = fmax(plan.high, plan.steps[i].to);
    }
    chart_notes_extent(&waterfall->chart, &plan.low, &plan.high);
    plan.has_values = waterfall->chart.labels != CHART_LABELS_NONE;
    plan.is_across = waterfall->direction == DIRECTION_ACROSS ||
                     (waterfall->direction == DIRECTION_AUTO &&
                      !fits_upwards(block, waterfall, &plan, box.width));
    if (plan.is_across)
        plan_across(block, waterfall, &plan, box);
    else
        plan_upwards(block, waterfall, &plan, box);
    place_steps(&plan);
    plan.labels = chart_labels_new(block, plan.frame.box);
    chart_frame_take_names(&plan.frame, plan.labels);
    for (int32_t i = 0; i < plan.data->category_count; i++)
        chart_labels_take_box(plan.labels, plan.steps[i].box);
    if (!plan.is_across) {
        double zero = chart_axis_zero(&plan.frame.y);
        chart_labels_take_line(plan.labels, (hai_point){plan.frame.plot.x, zero},
                               (hai_point){hai_box_right(plan.frame.plot), zero}, 2);
    } else {
        double zero = chart_axis_zero(&plan.frame.x);
        chart_labels_avoid_box(plan.labels,
                               (hai_box){zero - 2, plan.frame.plot.y, 4, plan.frame.plot.height});
    }
    // Beside bars a value has one place only, and words about a line have many.
    if (plan.is_across) {
        add_labels(block, waterfall, &plan);
        (void)chart_labels_place(plan.labels);
    }
    plan.notes = chart_notes_plan(block, &waterfall->chart, plan.data, &plan.frame, plan.labels);
    if (!plan.is_across)
        add_labels(block, waterfall, &plan);
    (void)chart_labels_place(plan.labels);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct waterfall *waterfall = data;
    hai_box box = {0, 0, space.width, waterfall->chart.height};
    return (hai_size){space.width, plan(block, waterfall, box).frame.box.height};
}

// --- Drawing ---

// From where a step ends to where the next begins.
static void draw_connectors(const hai_theme *theme, const struct plan *plan, double radius,
                            hai_canvas *canvas)
{
    hai_colour colour =
        hai_colour_mix(hai_theme_colour(theme, "line"), hai_theme_colour(theme, "weak"), 0.6);
    double width = fmax(hai_theme_length(theme, "hairline"), 1.5);
    const struct chart_axis *axis = plan->is_across ? &plan->frame.x : &plan->frame.y;
    double low = fmin(axis->scale.from, axis->scale.to);
    double high = fmax(axis->scale.from, axis->scale.to);
    for (int32_t i = 0; i + 1 < plan->data->category_count; i++) {
        double level = plan->steps[i].to;
        hai_box from = plan->steps[i].box, to = plan->steps[i + 1].box;
        if (level < low || level > high)
            continue;
        double at = chart_scale_map(&axis->scale, level);
        hai_point start = {hai_box_right(from) - radius, at}, end = {to.x + radius, at};
        if (plan->is_across) {
            start = (hai_point){at, hai_box_bottom(from) - radius};
            end = (hai_point){at, to.y + radius};
        }
        // A step that is missing has no bar: the line goes on through its place.
        double through =
            isnan(plan->steps[i + 1].value) ? plan->is_across ? to.height : to.width : 0;
        *(plan->is_across ? &end.y : &end.x) += through;
        if (plan->is_across)
            chart_frame_draw_upright(&plan->frame, canvas, at, start.y, end.y,
                                     hai_stroke_width(width), colour);
        else
            kit_rule(canvas, start, end, width, colour);
    }
}

// The foot of a total on an axis that does not begin at zero is broken.
static void draw_break(const hai_theme *theme, const struct plan *plan, hai_box box,
                       hai_canvas *canvas)
{
    hai_colour ground = hai_theme_colour(theme, "surface");
    double slant = 4;
    for (int32_t i = 0; i < 2; i++) {
        double far = 14 + i * 9;
        hai_point from = {box.x - 2, hai_box_bottom(box) - far + slant};
        hai_point to = {hai_box_right(box) + 2, hai_box_bottom(box) - far - slant};
        if (plan->is_across) {
            from = (hai_point){box.x + far - slant, hai_box_bottom(box) + 2};
            to = (hai_point){box.x + far + slant, box.y - 2};
        }
        kit_rule(canvas, from, to, 3, ground);
    }
}

static void draw_steps(const hai_theme *theme, const struct plan *plan, double radius,
                       hai_canvas *canvas)
{
    const struct chart_axis *axis = plan->is_across ? &plan->frame.x : &plan->frame.y;
    for (int32_t i = 0; i < plan->data->category_count; i++) {
        const struct step *step = &plan->steps[i];
        hai_box box = step->box;
        if (isnan(step->value) || hai_box_is_empty(box))
            continue;
        bool is_down = step->to < step->from;
        uint32_t side = plan->is_across ? (is_down ? CHART_LEFT : CHART_RIGHT)
                                        : (is_down ? CHART_BELOW : CHART_ABOVE);
        double length = plan->is_across ? box.width : box.height;
        chart_fill_bar(canvas, box, fmin(radius, length / 4), side, &plan->styles[step->kind]);
        if (step->kind == STEP_TOTAL && fmin(axis->scale.from, axis->scale.to) > 0 && length > 40)
            draw_break(theme, plan, box, canvas);
    }
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, data, box);
    if (placed.data == NULL) {
        chart_empty_draw(block, canvas, placed.frame.box);
        return;
    }
    hai_box bar = placed.steps[0].box;
    double radius = fmin(hai_theme_length(theme, "bar_radius") / 2,
                         (placed.is_across ? bar.height : bar.width) / 4);
    chart_frame_draw(block, &placed.frame, canvas);
    chart_notes_draw_under(placed.notes, canvas);
    draw_connectors(theme, &placed, radius, canvas);
    draw_steps(theme, &placed, radius, canvas);
    chart_frame_draw_zero(block, &placed.frame, canvas);
    if (!placed.is_across && placed.frame.y.scale.from > 0) {
        hai_box plot = placed.frame.plot;
        kit_rule(canvas, (hai_point){plot.x, hai_box_bottom(plot)},
                 (hai_point){hai_box_right(plot), hai_box_bottom(plot)},
                 hai_theme_length(theme, "hairline"), hai_theme_colour(theme, "weak"));
    }
    chart_notes_draw_over(placed.notes, canvas);
    chart_labels_draw(placed.labels, canvas);
}

// --- In words ---

static const char *summarise(const hai_block *block, const void *data)
{
    const struct waterfall *waterfall = data;
    struct chart_data *values = read(block, waterfall);
    if (chart_data_is_empty(values))
        return "瀑布图,暂无数据";
    const struct step *steps = run(block, waterfall, values);
    hai_number_format format = chart_data_format(&waterfall->chart, values);
    const char *text = hai_block_printf(block, "瀑布图,共%d项:", (int)values->category_count);
    for (int32_t i = 0; i < values->category_count && i < MAX_TOLD; i++) {
        double size = steps[i].kind == STEP_TOTAL ? steps[i].value : fabs(steps[i].value);
        const char *verb = steps[i].kind == STEP_TOTAL || isnan(size) ? "为"
                           : steps[i].kind == STEP_RISE               ? "增加"
                                                                      : "减少";
        text =
            hai_block_printf(block, "%s%s%s%s%s", text, i > 0 ? ";" : "", values->categories[i],
                             verb, chart_value_text(block, size, &format, waterfall->chart.unit));
    }
    return hai_block_printf(block, "%s%s", text, values->category_count > MAX_TOLD ? "……" : "。");
}

CHART_PLUGIN("waterfall", struct waterfall, "瀑布图", "Waterfall chart",
             "瀑布图:由增减各项看合计如何变化", "How one total becomes another, step by step");
