// SPDX-License-Identifier: MIT
#include "combo.h"

#include "visual-kit/surface.h"

#define MAX_FIGURES 60 // of columns
#define LEAST_TOLD 0.6 // of the columns of a series
#define TURNS 1.3
#define SPOT_GAP 4.0 // of a figure from the ends of its column

static hai_text_style figure_style(const hai_block *block, const char *colour)
{
    hai_text_style type = kit_type(hai_block_theme(block), "caption", colour, HAI_TEXT_LEFT);
    type.line_height = 1.2;
    return type;
}

double combo_widest_figure(const hai_block *block, const struct combo_plan *plan)
{
    hai_text_style type = figure_style(block, NULL);
    double low, high, widest = 0;
    if (!chart_data_extent(plan->columns, &low, &high))
        return 0;
    for (int32_t i = 0; i < 2; i++) {
        const char *text = chart_figure_text(block, i == 0 ? low : high, &plan->column_format);
        widest = fmax(widest, hai_paragraph_size(hai_paragraph_new(block, text, &type, 0)).width);
    }
    return widest;
}

// Where in a column its figure stands; at the foot lines seldom are.
enum spot { SPOT_FOOT, SPOT_MIDDLE, SPOT_HEAD, SPOT_LOW, SPOT_HIGH, SPOT_HEIGHTS };
// The same at the left side, then at the right one, where a line takes the middle.
#define SPOT_OUTSIDE (3 * SPOT_HEIGHTS) // beyond the end of the column
#define SPOT_COUNT (SPOT_OUTSIDE + 1)

static const hai_paragraph *bar_text(const hai_block *block, const struct combo_plan *plan,
                                     int32_t series, int32_t category)
{
    double value = plan->columns->series[series].values[category];
    if (isnan(value) || value == 0)
        return NULL;
    hai_text_style type = figure_style(block, NULL);
    return hai_paragraph_new(block, chart_figure_text(block, value, &plan->column_format), &type,
                             0);
}

static hai_box spot_box(const struct combo_plan *plan, int32_t series, int32_t category,
                        hai_size size, int32_t spot)
{
    hai_box bar = plan->bars[series * plan->columns->category_count + category];
    bool is_down = plan->columns->series[series].values[category] < 0;
    // Of the free height, from the head of a rising column.
    static const double shares[] = {[SPOT_FOOT] = 1,
                                    [SPOT_MIDDLE] = 0.5,
                                    [SPOT_HEAD] = 0,
                                    [SPOT_LOW] = 0.75,
                                    [SPOT_HIGH] = 0.25};
    if (spot == SPOT_OUTSIDE)
        return (hai_box){bar.x + (bar.width - size.width) / 2,
                         is_down ? hai_box_bottom(bar) + SPOT_GAP : bar.y - SPOT_GAP - size.height,
                         size.width, size.height};
    int32_t height = spot % SPOT_HEIGHTS, side = spot / SPOT_HEIGHTS;
    double share = is_down ? 1 - shares[height] : shares[height];
    double inside = bar.height - size.height, inset = fmin(SPOT_GAP, inside / 2);
    double y = bar.y + inset + share * (inside - 2 * inset);
    double free = bar.width - size.width, gap = fmin(SPOT_GAP, free / 2);
    double x = bar.x + (side == 0 ? free / 2 : side == 1 ? gap : free - gap);
    return (hai_box){x, y, size.width, size.height};
}

// Beyond its end a figure keeps off lines and all columns.
static bool has_room_outside(const struct combo_plan *plan, const struct chart_labels *taken,
                             hai_box box)
{
    int32_t count = plan->columns->series_count * plan->columns->category_count;
    for (int32_t i = 0; i < count; i++) {
        hai_box bar = plan->bars[i];
        if (bar.x < hai_box_right(box) && hai_box_right(bar) > box.x &&
            bar.y < hai_box_bottom(box) && hai_box_bottom(bar) > box.y)
            return false;
    }
    return chart_labels_is_free(taken, box);
}

static bool has_room(const hai_block *block, const struct combo_plan *plan,
                     const struct chart_labels *taken, int32_t series, int32_t category,
                     int32_t spot)
{
    const hai_paragraph *text = bar_text(block, plan, series, category);
    if (text == NULL)
        return true;
    hai_size size = hai_paragraph_size(text);
    hai_box bar = plan->bars[series * plan->columns->category_count + category];
    if (spot == SPOT_OUTSIDE)
        return plan->stack.from == NULL &&
               has_room_outside(plan, taken, spot_box(plan, series, category, size, spot));
    // In a stack the next figure is as far as the words' own lines.
    double gap = plan->stack.from != NULL ? 0 : SPOT_GAP;
    return size.width + 4 <= bar.width && size.height + 2 * gap <= bar.height &&
           chart_labels_is_free(taken, spot_box(plan, series, category, size, spot));
}

// The first spot that a column has room at; SPOT_COUNT: none.
static int32_t find_spot(const hai_block *block, const struct combo_plan *plan,
                         const struct chart_labels *taken, int32_t series, int32_t category)
{
    int32_t spot = SPOT_FOOT;
    while (spot < SPOT_COUNT && !has_room(block, plan, taken, series, category, spot))
        spot++;
    return spot;
}

static void add_bar_label(const hai_block *block, struct combo_plan *plan,
                          struct chart_labels *taken, int32_t series, int32_t category,
                          int32_t spot)
{
    const hai_paragraph *text = bar_text(block, plan, series, category);
    if (text == NULL || spot == SPOT_COUNT)
        return;
    hai_box box = spot_box(plan, series, category, hai_paragraph_size(text), spot);
    const struct chart_style *style = &plan->column_styles[series];
    struct chart_label label = {.text = text,
                                .at = {box.x + box.width / 2, box.y + box.height / 2},
                                .sides = CHART_CENTRE,
                                .is_optional = true,
                                .is_painted = true,
                                .paint = chart_ink_on(hai_block_theme(block), style->colour)};
    if (spot == SPOT_OUTSIDE) {
        label.paint = style->text;
        chart_labels_take_box(taken, box);
    } else if (style->decal != CHART_DECAL_NONE) {
        label.ground = style->colour;
    }
    chart_labels_add(plan->labels, label);
}

// The spot at which most columns of a series have room; no line takes the middle of parted ones.
static int32_t common_spot(const hai_block *block, const struct combo_plan *plan,
                           const struct chart_labels *taken, int32_t series)
{
    int32_t best = SPOT_FOOT, most = -1;
    if (plan->is_parted)
        return SPOT_MIDDLE;
    for (int32_t spot = SPOT_FOOT; spot < SPOT_HEIGHTS; spot++) {
        int32_t count = 0;
        for (int32_t c = 0; c < plan->columns->category_count; c++)
            count += has_room(block, plan, taken, series, c, spot) ? 1 : 0;
        best = count > most ? spot : best;
        most = count > most ? count : most;
    }
    return best;
}

// Of a series the columns that have room for it have their figures, at one spot if they can. Where
// they are few, nobody would look for the others, and none has.
static void label_series(const hai_block *block, const struct combo *combo, struct combo_plan *plan,
                         struct chart_labels *taken, int32_t series)
{
    int32_t categories = plan->columns->category_count, told = 0;
    int32_t common = common_spot(block, plan, taken, series);
    int32_t *spots = hai_block_alloc(block, ((size_t)categories + 1) * sizeof *spots);
    for (int32_t c = 0; c < categories; c++) {
        spots[c] = has_room(block, plan, taken, series, c, common)
                       ? common
                       : find_spot(block, plan, taken, series, c);
        told += spots[c] < SPOT_COUNT ? 1 : 0;
    }
    bool is_told = combo->chart.labels == CHART_LABELS_ALL || told >= categories * LEAST_TOLD;
    for (int32_t c = 0; is_told && c < categories; c++)
        add_bar_label(block, plan, taken, series, c, spots[c]);
    plan->wanted += categories;
    plan->told += is_told ? told : 0;
    bool is_missing = isnan(plan->columns->series[series].values[categories - 1]);
    plan->lacks_last =
        plan->lacks_last || ((!is_told || spots[categories - 1] == SPOT_COUNT) && !is_missing);
}

// Values one after another, with their figures at points: of a line, or of columns at their ends.
struct course {
    const double *values;
    const hai_point *points;
    const hai_number_format *format;
    double gap;
    bool is_line;
};

// Figures that are wider than the step from point to point hide the line, or the next column.
static bool is_crowded(const hai_block *block, const struct combo_plan *plan,
                       const struct course *course, const hai_text_style *type)
{
    int32_t count = plan->data->category_count;
    double step = plan->frame.plot.width / fmax(count, 1), widest = 0;
    if (count > COMBO_MAX_MARKERS)
        return true;
    for (int32_t c = 0; c < count; c++) {
        double value = course->values[c];
        const char *text = isnan(value) ? "" : chart_figure_text(block, value, course->format);
        widest = fmax(widest, hai_paragraph_size(hai_paragraph_new(block, text, type, 0)).width);
    }
    // Without columns below, figures may stand above and below a line in turns.
    return widest > (plan->is_parted && course->is_line ? step * TURNS : step);
}

// The places of the first value, the last, the least and the largest; -1: there is none.
struct ends {
    int32_t first, last, least, most;
};

static struct ends find_ends(const double *values, int32_t count)
{
    struct ends ends = {-1, -1, -1, -1};
    for (int32_t c = 0; c < count; c++) {
        if (isnan(values[c]))
            continue;
        ends.first = ends.first < 0 ? c : ends.first;
        ends.last = c;
        ends.least = ends.least < 0 || values[c] < values[ends.least] ? c : ends.least;
        ends.most = ends.most < 0 || values[c] > values[ends.most] ? c : ends.most;
    }
    return ends;
}

// Columns tell above themselves, or below where they hang; beside that only what stands out.
static uint32_t sides_of(const struct course *course, int32_t category, bool is_extreme)
{
    if (course->is_line)
        return CHART_AROUND;
    if (course->values[category] < 0)
        return CHART_BELOW;
    return is_extreme ? CHART_ABOVE | CHART_ABOVE_LEFT | CHART_ABOVE_RIGHT : CHART_ABOVE;
}

// Figures at points: all where there is room, but first the ends and the extremes. Returns the
// number of the last one's label.
static int32_t label_course(const hai_block *block, const struct combo *combo,
                            struct combo_plan *plan, const struct course *course,
                            hai_text_style type)
{
    int32_t count = plan->data->category_count, last_number = -1;
    struct ends ends = find_ends(course->values, count);
    bool is_all = combo->chart.labels == CHART_LABELS_ALL && count <= COMBO_MAX_MARKERS;
    bool is_dense = !is_all && is_crowded(block, plan, course, &type);
    for (int32_t c = 0; c < count; c++) {
        double value = course->values[c];
        plan->wanted += isnan(value) ? 0 : 1;
        // The last one that the legend tells leaves its room to the extremes.
        bool is_told = plan->has_legend_values && c == ends.last;
        bool is_extreme = c == ends.most || (c == ends.least && (course->is_line || value < 0));
        bool is_notable = c == ends.first || (c == ends.last && !is_told) || is_extreme;
        bool is_spare = c == ends.first && !is_extreme && (is_dense || !course->is_line);
        if (isnan(value) || (is_dense && !is_notable))
            continue;
        const char *text = chart_figure_text(block, value, course->format);
        int32_t number = chart_labels_add(
            plan->labels,
            (struct chart_label){
                .text = hai_paragraph_new(block, text, &type, 0),
                .at = course->points[c],
                .gap = course->gap,
                .sides = sides_of(course, c, is_extreme),
                .first = c == ends.least && c != ends.most ? CHART_BELOW : CHART_ABOVE,
                .priority = is_extreme && !course->is_line ? 3
                            : is_notable                   ? 2
                                                           : 1,
                .is_optional =
                    ((!is_notable || is_spare) && combo->chart.labels != CHART_LABELS_ALL) ||
                    is_told});
        last_number = c == ends.last ? number : last_number;
    }
    return last_number;
}

static int32_t label_line(const hai_block *block, const struct combo *combo,
                          struct combo_plan *plan, int32_t series)
{
    struct course course = {.values = plan->lines->series[series].values,
                            .points = plan->points[series],
                            .format = &plan->line_format,
                            .gap = COMBO_MARKER_RADIUS + 5,
                            .is_line = true};
    hai_text_style type =
        figure_style(block, chart_colour_name(block, plan->line_styles[series].text));
    type.weight = 700;
    return label_course(block, combo, plan, &course, type);
}

// Columns of one series that no line runs through tell their values above themselves.
static int32_t label_columns(const hai_block *block, const struct combo *combo,
                             struct combo_plan *plan)
{
    int32_t count = plan->columns->category_count;
    const double *values = plan->columns->series[0].values;
    hai_point *points = hai_block_alloc(block, ((size_t)count + 1) * sizeof *points);
    for (int32_t c = 0; c < count; c++) {
        hai_box bar = plan->bars[c];
        points[c] = (hai_point){bar.x + bar.width / 2, values[c] < 0 ? hai_box_bottom(bar) : bar.y};
    }
    struct course course = {
        .values = values, .points = points, .format = &plan->column_format, .gap = SPOT_GAP};
    hai_text_style type =
        figure_style(block, chart_colour_name(block, plan->column_styles[0].text));
    type.weight = 700;
    return label_course(block, combo, plan, &course, type);
}

// What labels keep off, before any stands.
static void take_marks(struct combo_plan *plan)
{
    chart_frame_cross_grid(&plan->frame, plan->labels);
    for (int32_t s = 0; s < plan->lines->series_count; s++)
        chart_take_line(plan->labels, plan->points[s], plan->lines->category_count,
                        COMBO_LINE_WIDTH + 2 * COMBO_HALO);
    int32_t bars = plan->columns->series_count * plan->columns->category_count;
    for (int32_t i = 0; i < bars; i++)
        if (plan->is_parted)
            chart_labels_take_box(plan->labels, plan->bars[i]);
        else
            chart_labels_avoid_box(plan->labels, plan->bars[i]);
    if (!plan->is_parted)
        return;
    chart_frame_cross_grid(&plan->above, plan->labels);
    hai_box head = {plan->box.x, hai_box_bottom(plan->above.box), plan->box.width, 0};
    head.height = plan->frame.plot.y - plan->frame.room.top - head.y;
    chart_labels_take_box(plan->labels, head);
}

// Figures in the columns keep off the lines and their figures, but not off the columns.
static void label_inside(const hai_block *block, const struct combo *combo, struct combo_plan *plan,
                         hai_box bounds)
{
    struct chart_labels *taken = chart_labels_new(block, bounds);
    for (int32_t s = 0; s < plan->lines->series_count; s++)
        chart_take_line(taken, plan->points[s], plan->lines->category_count,
                        COMBO_LINE_WIDTH + 2 * COMBO_HALO);
    const struct chart_label *label;
    for (int32_t i = 0; (label = chart_labels_find(plan->labels, i)) != NULL; i++)
        if (label->is_placed)
            chart_labels_take_box(taken, label->box);
    for (int32_t s = 0; s < plan->columns->series_count; s++)
        if (plan->columns->category_count <= MAX_FIGURES)
            label_series(block, combo, plan, taken, s);
    (void)chart_labels_place(plan->labels);
}

// Of what was placed: how many figures, and whether the last of each is among them.
static void count_told(struct combo_plan *plan, const int32_t *lasts, int32_t count)
{
    const struct chart_label *label;
    for (int32_t i = 0; (label = chart_labels_find(plan->labels, i)) != NULL; i++)
        plan->told += label->is_placed ? 1 : 0;
    for (int32_t i = 0; i < count; i++) {
        label = chart_labels_find(plan->labels, lasts[i]);
        plan->lacks_last = plan->lacks_last || label == NULL || !label->is_placed;
    }
}

void combo_plan_words(const hai_block *block, const struct combo *combo, struct combo_plan *plan)
{
    const struct chart_frame *upper = plan->is_parted ? &plan->above : &plan->frame;
    hai_box bounds = plan->frame.plot;
    if (plan->is_parted) // no axis at the right
        bounds.width = hai_box_right(plan->box) - bounds.x;
    bounds.y = upper->plot.y - upper->room.top - 12;
    bounds.height = hai_box_bottom(plan->frame.plot) + plan->frame.room.bottom - bounds.y;
    plan->labels = chart_labels_new(block, bounds);
    take_marks(plan);
    plan->notes = chart_notes_plan(block, &combo->chart, plan->columns, &plan->frame, plan->labels);
    if (combo->chart.labels == CHART_LABELS_NONE) {
        (void)chart_labels_place(plan->labels);
        return;
    }
    int32_t lines = plan->lines->series_count, count = 0;
    int32_t *lasts = hai_block_alloc(block, ((size_t)lines + 2) * sizeof *lasts);
    bool is_few = lines <= 2 || combo->chart.labels == CHART_LABELS_ALL;
    for (int32_t s = 0; s < lines; s++)
        lasts[count++] = is_few ? label_line(block, combo, plan, s) : -1;
    if (!is_few)
        plan->wanted += lines * plan->data->category_count;
    bool is_above = plan->is_parted && plan->columns->series_count == 1;
    if (is_above)
        lasts[count++] = label_columns(block, combo, plan);
    (void)chart_labels_place(plan->labels);
    count_told(plan, lasts, count);
    if (!is_above)
        label_inside(block, combo, plan, bounds);
}
