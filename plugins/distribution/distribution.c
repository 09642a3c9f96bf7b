// SPDX-License-Identifier: MIT
//
// How values are spread: a histogram (bins by Freedman and Diaconis, 1981), boxes (Tukey, 1977),
// violins (Gaussian kernel, Silverman's bandwidth, 1986) or dots in stacks (Wilkinson, 1999); of
// all rows, or by groups below each other on one axis. The median of each is written.
#include "chart-kit/chart.h"

#include "paint.h"

#define MEDIAN_GAP 5.0 // of a count from the line of the median
#define LABEL_GAP 6.0

#define ROW_HEIGHT 72.0
#define STRIP_HEIGHT 104.0
#define MAX_RADIUS 9.0

#define DENSITY_MOST 2000 // values that tell a density
#define NAMED_OUTLIERS 6  // of a group
#define MAX_TOLD 20       // groups of the summary

struct distribution {
    struct chart_options chart;
    int32_t style; // enum style
    int32_t point; // column of the names of rows; -1: none
    int32_t bins;
    double adjust, thickness;
};

static const struct distribution defaults = {
    .chart = {CHART_DEFAULTS, .height = 420}, .point = -1, .adjust = 1};

static const char *const styles[] = {"auto", "histogram", "box", "violin", "strip", NULL};

static const hai_option options[] = {
    HAI_TABLE("rows", struct distribution, chart.rows, .flags = HAI_REQUIRED,
              .help_zh = "数据表,一行一个观测值", .help_en = "The data, one row for each value"),
    HAI_COLUMN("value", struct distribution, chart.value, "value", .flags = HAI_REQUIRED,
               .help_zh = "数值列", .help_en = "Column of values"),
    HAI_COLUMN("label", struct distribution, chart.label, "label",
               .help_zh = "分组列;没有则全部为一组",
               .help_en = "Column of groups; without one, all rows are one"),
    HAI_COLUMN("point", struct distribution, point, "point",
               .help_zh = "每行的名称列,用来标出离群值",
               .help_en = "Column that names each row, for outliers"),
    HAI_CHOICE("style", struct distribution, style, styles,
               .help_zh = "样式:自动、直方图、箱线图、小提琴图、散点条",
               .help_en = "Histogram, box plot, violins, or dots; by itself: a histogram of one "
                          "group, boxes of several"),
    HAI_INT("bins", struct distribution, bins, 0, 100,
            .help_zh = "直方图约分几段;0按弗里德曼—迪亚科尼斯法则",
            .help_en = "About how many bins; 0: by the rule of Freedman and Diaconis"),
    HAI_NUMBER("adjust", struct distribution, adjust, 0.1, 10,
               .help_zh = "小提琴图的平滑程度,1为西尔弗曼带宽的一倍",
               .help_en = "Smoothness of violins, in bandwidths of Silverman"),
    HAI_LENGTH("thickness", struct distribution, thickness, 0, 400, .unit = "px",
               .help_zh = "每组的高度", .help_en = "Height of a group"),
    HAI_STRING("unit", struct distribution, chart.unit, .help_zh = "单位,写在数值后",
               .help_en = "Unit, written after each value"),
    HAI_NUMBER_OPTIONS(struct distribution, chart.number),
    HAI_CHOICE("sort", struct distribution, chart.sort, chart_sorts,
               .help_zh = "各组按中位数排序:原序、降序、升序",
               .help_en = "Groups by median: as given, largest first, or smallest first"),
    CHART_PLAIN_COLOUR_OPTIONS(struct distribution, chart),
    CHART_SIZE_OPTIONS(struct distribution, chart),
    CHART_AXIS_OPTIONS(struct distribution, chart),
    CHART_LABEL_OPTION(struct distribution, chart),
    CHART_ANNOTATION_OPTIONS(struct distribution, chart),
};

CHART_CHECK(struct distribution)

// --- The frame ---

static hai_text_style label_type(const hai_block *block, hai_colour colour, int32_t weight)
{
    hai_text_style type = kit_type(hai_block_theme(block), "caption",
                                   chart_colour_name(block, colour), HAI_TEXT_LEFT);
    type.line_height = 1.2;
    type.weight = weight;
    return type;
}

static double label_height(const hai_block *block)
{
    hai_text_style type = label_type(block, hai_theme_colour(hai_block_theme(block), "ink"), 400);
    return type.size * type.line_height + LABEL_GAP;
}

static void plan_frame(const hai_block *block, const struct distribution *distribution,
                       struct plan *plan, hai_box box)
{
    const struct chart_options *chart = &distribution->chart;
    struct chart_frame *frame = &plan->frame;
    int32_t count = plan->groups.count;
    double low = plan->groups.all[0], high = plan->groups.all[plan->groups.all_count - 1];
    if (plan->style == STYLE_HISTOGRAM) {
        low = plan->bins.first;
        high = plan->bins.first + plan->bins.width * plan->bins.count;
    }
    chart_notes_extent(chart, &low, &high);
    const char **names = hai_block_alloc(block, ((size_t)count + 1) * sizeof *names);
    for (int32_t g = 0; g < count; g++)
        names[g] = plan->groups.items[g].name;
    frame->x = chart_axis_values(low, high, false, &plan->format, chart->unit);
    if (plan->is_one_value) {
        const char **value = hai_block_alloc(block, sizeof *value);
        value[0] = chart_value_text(block, plan->groups.all[0], &plan->format, chart->unit);
        frame->x = (struct chart_axis){.kind = CHART_AXIS_BAND, .names = value, .count = 1};
    }
    frame->x.is_exact = plan->style == STYLE_HISTOGRAM;
    frame->x.has_grid = plan->style != STYLE_HISTOGRAM || !plan_is_single(plan);
    frame->y = (struct chart_axis){
        .kind = CHART_AXIS_BAND, .names = names, .count = count, .is_hidden = plan_is_single(plan)};
    // The words about a median stand in the gap above its row.
    double label = chart->labels == CHART_LABELS_NONE ? 12 : label_height(block) + 4;
    double height = distribution->thickness > 0  ? distribution->thickness
                    : plan->style == STYLE_BOX   ? BOX_HEIGHT
                    : plan->style == STYLE_STRIP ? STRIP_HEIGHT
                                                 : ROW_HEIGHT;
    frame->room.top = label;
    if (plan->style == STYLE_HISTOGRAM && plan_is_single(plan) &&
        chart->labels != CHART_LABELS_NONE)
        frame->room.top += COUNT_ROOM;
    if (plan_is_single(plan)) {
        frame->y.padding = 0.001;
        if (distribution->thickness > 0 || plan->style == STYLE_BOX) {
            frame->y.thickness = height;
            box.height = 0;
        }
    } else {
        frame->y.thickness = height;
        frame->y.padding = (label + 6) / (label + 6 + height);
        box.height = 0;
    }
    // Dots and numbers at the ends of the axis.
    frame->room.right = 2 * MAX_RADIUS;
    frame->room.left = MAX_RADIUS;
    chart_frame_apply(frame, chart);
    if (plan_is_single(plan) && (frame->title == NULL || frame->title[0] == '\0'))
        frame->title = names[0];
    chart_frame_plan(block, frame, box);
    // Where names are in the gaps above the rows, the medians are in those below them.
    if (!frame->y.is_above || chart->labels == CHART_LABELS_NONE || plan->style == STYLE_HISTOGRAM)
        return;
    frame->room.top = 0;
    frame->room.bottom = label;
    chart_frame_plan(block, frame, box);
}

// --- Shapes ---

static void count_bins(const hai_block *block, struct plan *plan)
{
    const struct chart_bins *bins = &plan->bins;
    for (int32_t g = 0; g < plan->groups.count; g++) {
        const struct group *group = &plan->groups.items[g];
        double *counts = hai_block_alloc(block, ((size_t)bins->count + 1) * sizeof *counts);
        for (int32_t i = 0; i < group->count; i++) {
            // As the kit does it: an edge that is not a number of base two does not fall left.
            double bin = floor((group->values[i] - bins->first) / bins->width + 1e-9);
            counts[(int32_t)fmin(fmax(bin, 0), bins->count - 1)]++;
        }
        for (int32_t b = 0; b < bins->count; b++)
            plan->most = fmax(plan->most, counts[b]);
        plan->shapes[g].counts = counts;
    }
}

static int32_t bin_of(const struct plan *plan, double value)
{
    double bin = floor((value - plan->bins.first) / plan->bins.width + 1e-9);
    return (int32_t)fmin(fmax(bin, 0), plan->bins.count - 1);
}

// All violins have the same area, so that the widest of all fills its row.
static void plan_violins(const hai_block *block, const struct distribution *distribution,
                         struct plan *plan)
{
    double most = 0;
    for (int32_t g = 0; g < plan->groups.count; g++) {
        const struct group *group = &plan->groups.items[g];
        struct shape *shape = &plan->shapes[g];
        const double *values;
        int32_t count = thin_sorted(block, group->values, group->count, DENSITY_MOST, &values);
        double low = values[0], high = values[count - 1];
        chart_density(values, count, distribution->adjust, low, high, shape->half, DENSITY_PLACES);
        for (int32_t p = 0; p < DENSITY_PLACES; p++) {
            shape->x[p] = plan_x(plan, low + (high - low) * p / (DENSITY_PLACES - 1));
            // Of equal values there is no density to compare.
            most = high > low ? fmax(most, shape->half[p]) : most;
        }
    }
    for (int32_t g = 0; g < plan->groups.count; g++) {
        struct shape *shape = &plan->shapes[g];
        for (int32_t p = 0; p < DENSITY_PLACES; p++)
            shape->half[p] =
                most > 0 ? fmin(shape->half[p] / most, 1) * shape->height / 2 : shape->height / 4;
    }
}

static double plan_swarm(const hai_block *block, struct plan *plan, int32_t g, double most)
{
    const struct group *group = &plan->groups.items[g];
    struct shape *shape = &plan->shapes[g];
    double *x = hai_block_alloc(block, ((size_t)group->count + 1) * sizeof *x);
    for (int32_t i = 0; i < group->count; i++)
        x[i] = plan_x(plan, group->values[i]);
    shape->swarm = swarm_new(block, x, group->count, shape->height, most);
    return shape->swarm.radius;
}

// How far the shape reaches up where its median is.
static double median_top(const struct plan *plan, const struct group *group,
                         const struct shape *shape)
{
    if (plan->style == STYLE_HISTOGRAM)
        return plan_bin(plan, shape, bin_of(plan, group->stats.median)).y;
    if (plan->style == STYLE_VIOLIN) {
        int32_t p = 0;
        while (p + 1 < DENSITY_PLACES && shape->x[p] < plan_x(plan, group->stats.median))
            p++;
        return shape->centre - shape->half[p];
    }
    if (plan->style == STYLE_BOX)
        return shape->centre - fmin(shape->height, BOX_HEIGHT) / 2;
    return shape->centre - shape->height / 2;
}

static void plan_shapes(const hai_block *block, const struct distribution *distribution,
                        struct plan *plan)
{
    double height = chart_scale_bandwidth(&plan->frame.y.scale);
    for (int32_t g = 0; g < plan->groups.count; g++) {
        plan->shapes[g].centre = chart_y(&plan->frame, g);
        plan->shapes[g].height = height;
    }
    // Dots are of one size in all groups: the second round takes the least of the first.
    double radius = MAX_RADIUS;
    for (int32_t round = 0; plan->style == STYLE_STRIP && round < 2; round++)
        for (int32_t g = 0; g < plan->groups.count; g++)
            radius = fmin(radius, plan_swarm(block, plan, g, radius));
    if (plan->style == STYLE_VIOLIN)
        plan_violins(block, distribution, plan);
    for (int32_t g = 0; g < plan->groups.count; g++) {
        const struct group *group = &plan->groups.items[g];
        plan->shapes[g].median = (hai_point){plan_x(plan, group->stats.median),
                                             median_top(plan, group, &plan->shapes[g])};
    }
}

// --- Labels ---

static void take_shape(struct plan *plan, const struct group *group, const struct shape *shape)
{
    double half = shape->height / 2, y = shape->centre;
    if (plan->style == STYLE_HISTOGRAM) {
        for (int32_t b = 0; b < plan->bins.count; b++)
            chart_labels_take_box(plan->labels, plan_bin(plan, shape, b));
        return;
    }
    if (plan->style == STYLE_VIOLIN) {
        for (int32_t p = 0; p + 1 < DENSITY_PLACES; p++)
            chart_labels_take_box(plan->labels,
                                  (hai_box){shape->x[p], y - shape->half[p],
                                            shape->x[p + 1] - shape->x[p], 2 * shape->half[p]});
        return;
    }
    double left = plan_x(plan, group->values[0]);
    double right = plan_x(plan, group->values[group->count - 1]);
    if (plan->style == STYLE_BOX) {
        half = fmin(half, BOX_HEIGHT / 2);
        chart_labels_take_line(plan->labels, (hai_point){plan_x(plan, group->stats.low), y},
                               (hai_point){plan_x(plan, group->stats.high), y}, half);
        left = plan_x(plan, group->stats.q1);
        right = plan_x(plan, group->stats.q3);
    }
    chart_labels_take_box(plan->labels, (hai_box){left, y - half, right - left, 2 * half});
}

static void label_medians(const hai_block *block, const struct distribution *distribution,
                          struct plan *plan)
{
    // On the scale of the axis, but with as many decimals each: 3.10 beside 2.91.
    hai_number_format format = plan->format,
                      of_medians = chart_data_format(&distribution->chart,
                                                     groups_medians(block, &plan->groups));
    if (of_medians.scale == format.scale)
        format = of_medians;
    for (int32_t g = 0; g < plan->groups.count; g++) {
        const struct group *group = &plan->groups.items[g];
        const struct shape *shape = &plan->shapes[g];
        hai_text_style type = label_type(block, plan->styles[g].text, 700);
        // The first one says what it is; the axis says the unit.
        const char *figure = chart_figure_text(block, group->stats.median, &format);
        const char *text =
            plan_is_single(plan)
                ? hai_block_printf(block, "中位数 %s",
                                   chart_value_text(block, group->stats.median, &format,
                                                    distribution->chart.unit))
            : g == 0 ? hai_block_printf(block, "中位数 %s", figure)
                     : figure;
        const hai_paragraph *word = hai_paragraph_new(block, text, &type, 0);
        hai_size size = hai_paragraph_size(word);
        // Beside the line where the sheet ends.
        double left = fmin(fmax(shape->median.x - size.width / 2, plan->frame.box.x),
                           hai_box_right(plan->frame.box) - size.width);
        double top = shape->median.y;
        if (plan->style == STYLE_HISTOGRAM)
            top = shape->centre - shape->height / 2 - (plan_is_single(plan) ? COUNT_ROOM : 0);
        bool is_below = plan->frame.y.is_above && plan->style != STYLE_HISTOGRAM;
        top = is_below ? 2 * shape->centre - top : top;
        chart_labels_add(plan->labels,
                         (struct chart_label){.text = word,
                                              .at = {left + size.width / 2, top},
                                              .gap = LABEL_GAP,
                                              .sides = is_below ? CHART_BELOW : CHART_ABOVE,
                                              .priority = 2});
    }
}

// The counts of a histogram, all or that of the highest alone.
static void label_bins(const hai_block *block, struct plan *plan)
{
    hai_text_style type = label_type(block, hai_theme_colour(hai_block_theme(block), "ink"), 400);
    const struct shape *shape = &plan->shapes[0];
    hai_number_format whole = {.size = sizeof whole, .decimals = 0, .group = 1};
    double widest = 0;
    for (int32_t b = 0; b < plan->bins.count; b++)
        widest =
            fmax(widest, hai_paragraph_size(
                             hai_paragraph_new(
                                 block, hai_number_text(block, shape->counts[b], &whole), &type, 0))
                             .width);
    bool has_all = widest + 4 <= plan_bin(plan, shape, 0).width;
    for (int32_t b = 0; b < plan->bins.count; b++) {
        hai_box box = plan_bin(plan, shape, b);
        double x = box.x + box.width / 2, off = x - shape->median.x, half = widest / 2 + MEDIAN_GAP;
        // Wider than its bar, it keeps off the line of the median in the next one.
        if (!has_all && fabs(off) > box.width / 2 && fabs(off) < half)
            x = shape->median.x + copysign(half, off);
        if (shape->counts[b] > 0 && (has_all || shape->counts[b] >= plan->most))
            chart_labels_add(
                plan->labels,
                (struct chart_label){
                    .text = hai_paragraph_new(
                        block, hai_number_text(block, shape->counts[b], &whole), &type, 0),
                    .at = {x, box.y},
                    .gap = 2,
                    .sides = CHART_ABOVE,
                    .is_optional = true,
                    .priority = 1});
    }
}

// The farthest outliers, by the names of their rows.
static void label_outliers(const hai_block *block, const struct distribution *distribution,
                           struct plan *plan, int32_t g)
{
    const struct group *group = &plan->groups.items[g];
    hai_text_style type = label_type(block, hai_theme_colour(hai_block_theme(block), "weak"), 400);
    for (int32_t k = 0; k < NAMED_OUTLIERS; k++) {
        // From both ends in turn.
        int32_t i = k % 2 == 0 ? group->count - 1 - k / 2 : k / 2;
        if (i < 0 || i >= group->count ||
            (i >= group->stats.first_inside && i <= group->stats.last_inside))
            continue;
        const char *name =
            hai_table_text(distribution->chart.rows, group->rows[i], distribution->point);
        chart_labels_add(
            plan->labels,
            (struct chart_label){.text = hai_paragraph_new(block, name, &type, 0),
                                 .at = {plan_x(plan, group->values[i]), plan->shapes[g].centre},
                                 .gap = 10,
                                 .sides = CHART_AROUND,
                                 .first = CHART_ABOVE,
                                 .is_optional = true});
    }
}

static void plan_labels(const hai_block *block, const struct distribution *distribution,
                        struct plan *plan)
{
    plan->labels = chart_labels_new(block, plan->frame.box);
    chart_frame_take_names(&plan->frame, plan->labels);
    for (int32_t g = 0; g < plan->groups.count; g++)
        take_shape(plan, &plan->groups.items[g], &plan->shapes[g]);
    bool has_stat = distribution->chart.annotations.count > 0;
    plan->notes = chart_notes_plan(block, &distribution->chart,
                                   has_stat ? groups_pooled(block, &plan->groups) : NULL,
                                   &plan->frame, plan->labels);
    if (distribution->chart.labels == CHART_LABELS_NONE)
        return;
    if (!plan->is_one_value) // which the axis names
        label_medians(block, distribution, plan);
    if (plan->style == STYLE_HISTOGRAM && plan_is_single(plan))
        label_bins(block, plan);
    for (int32_t g = 0; g < plan->groups.count && distribution->point >= 0; g++)
        if (plan->style == STYLE_BOX)
            label_outliers(block, distribution, plan, g);
    (void)chart_labels_place(plan->labels);
}

static struct plan plan(const hai_block *block, const struct distribution *distribution,
                        hai_box box)
{
    struct plan plan = {.groups = groups_read(block, &distribution->chart),
                        .style = (enum style)distribution->style};
    if (plan.groups.count == 0) {
        plan.frame.box = box;
        plan.frame.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    if (plan.style == STYLE_AUTO)
        plan.style = plan.groups.count > 1 ? STYLE_BOX : STYLE_HISTOGRAM;
    plan.styles = chart_category_styles(block, &distribution->chart,
                                        groups_medians(block, &plan.groups), false);
    plan.format = chart_format(&distribution->chart, plan.groups.all, plan.groups.all_count);
    plan.shapes = hai_block_alloc(block, ((size_t)plan.groups.count + 1) * sizeof *plan.shapes);
    if (plan.style == STYLE_HISTOGRAM) {
        plan.bins =
            chart_bins_new(block, plan.groups.all, plan.groups.all_count, distribution->bins);
        count_bins(block, &plan);
        const struct chart_options *chart = &distribution->chart;
        plan.is_one_value = plan.groups.all[0] == plan.groups.all[plan.groups.all_count - 1] &&
                            chart->annotations.count == 0 && !isfinite(chart->low) &&
                            !isfinite(chart->high);
    }
    plan_frame(block, distribution, &plan, box);
    plan_shapes(block, distribution, &plan);
    plan_labels(block, distribution, &plan);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct distribution *distribution = data;
    hai_box box = {0, 0, space.width, distribution->chart.height};
    return (hai_size){space.width, plan(block, distribution, box).frame.box.height};
}

// --- Drawing ---

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct plan placed = plan(block, data, box);
    if (placed.groups.count == 0) {
        chart_empty_draw(block, canvas, placed.frame.box);
        return;
    }
    chart_frame_draw(block, &placed.frame, canvas);
    chart_notes_draw_under(placed.notes, canvas);
    for (int32_t g = 0; g < placed.groups.count; g++)
        paint_group(hai_block_theme(block), &placed, g, canvas);
    chart_notes_draw_over(placed.notes, canvas);
    chart_labels_draw(placed.labels, canvas);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct distribution *distribution = data;
    const struct chart_options *chart = &distribution->chart;
    struct groups groups = groups_read(block, chart);
    if (groups.count == 0)
        return "分布图,暂无数据";
    hai_number_format format = chart_format(chart, groups.all, groups.all_count);
    const char *text = hai_block_printf(block, "分布图,共%d个数值。", (int)groups.all_count);
    for (int32_t g = 0; g < groups.count && g < MAX_TOLD; g++) {
        const struct group *group = &groups.items[g];
        text = hai_block_printf(
            block, "%s%s%s中位数%s,半数在%s至%s之间,最低%s,最高%s。", text, group->name,
            group->name[0] != '\0' ? ":" : "",
            chart_value_text(block, group->stats.median, &format, chart->unit),
            chart_value_text(block, group->stats.q1, &format, chart->unit),
            chart_value_text(block, group->stats.q3, &format, chart->unit),
            chart_value_text(block, group->values[0], &format, chart->unit),
            chart_value_text(block, group->values[group->count - 1], &format, chart->unit));
    }
    return text;
}

CHART_PLUGIN("distribution", struct distribution, "分布图", "Distribution",
             "分布图:直方图、箱线图、小提琴图、散点条,可分组,标出中位数",
             "How values are spread: histogram, box plot, violins or dots, by groups");
