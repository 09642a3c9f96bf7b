// SPDX-License-Identifier: MIT
#include "combo.h"

#include "visual-kit/surface.h"

#define MAX_FIGURES 60 // of columns
#define LEAST_TOLD 0.6 // of the columns of a series
#define SPOT_GAP 4.0   // of a figure from the ends of its column

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
#define SPOT_COUNT (3 * SPOT_HEIGHTS)

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
    int32_t height = spot % SPOT_HEIGHTS, side = spot / SPOT_HEIGHTS;
    double share = is_down ? 1 - shares[height] : shares[height];
    double y = bar.y + SPOT_GAP + share * (bar.height - 2 * SPOT_GAP - size.height);
    double free = bar.width - size.width, gap = fmin(SPOT_GAP, free / 2);
    double x = bar.x + (side == 0 ? free / 2 : side == 1 ? gap : free - gap);
    return (hai_box){x, y, size.width, size.height};
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
    return size.width + 4 <= bar.width && size.height + 2 * SPOT_GAP <= bar.height &&
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

static void add_bar_label(const hai_block *block, struct combo_plan *plan, int32_t series,
                          int32_t category, int32_t spot)
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
    if (style->decal != CHART_DECAL_NONE)
        label.ground = style->colour;
    chart_labels_add(plan->labels, label);
}

// The spot at which most columns of a series have room.
static int32_t common_spot(const hai_block *block, const struct combo_plan *plan,
                           const struct chart_labels *taken, int32_t series)
{
    int32_t best = SPOT_FOOT, most = -1;
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
                         const struct chart_labels *taken, int32_t series)
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
        add_bar_label(block, plan, series, c, spots[c]);
    bool is_missing = isnan(plan->columns->series[series].values[categories - 1]);
    plan->lacks_last =
        plan->lacks_last || ((!is_told || spots[categories - 1] == SPOT_COUNT) && !is_missing);
}

// Figures that are wider than the step from point to point hide the line.
static bool is_crowded(const hai_block *block, const struct combo_plan *plan, const double *values,
                       const hai_text_style *type)
{
    int32_t count = plan->lines->category_count;
    double step = plan->frame.plot.width / fmax(count, 1), widest = 0;
    if (count > COMBO_MAX_MARKERS)
        return true;
    for (int32_t c = 0; c < count; c++) {
        const char *text =
            isnan(values[c]) ? "" : chart_figure_text(block, values[c], &plan->line_format);
        widest = fmax(widest, hai_paragraph_size(hai_paragraph_new(block, text, type, 0)).width);
    }
    return widest > step;
}

// Figures at the points of a line: all where there is room, but first the ends and the extremes.
// Returns the number of the last one's label.
static int32_t label_line(const hai_block *block, const struct combo *combo,
                          struct combo_plan *plan, int32_t series)
{
    const double *values = plan->lines->series[series].values;
    int32_t count = plan->lines->category_count, first = -1, last = -1, least = -1, most = -1;
    int32_t last_number = -1;
    for (int32_t c = 0; c < count; c++) {
        if (isnan(values[c]))
            continue;
        first = first < 0 ? c : first;
        last = c;
        least = least < 0 || values[c] < values[least] ? c : least;
        most = most < 0 || values[c] > values[most] ? c : most;
    }
    hai_text_style type =
        figure_style(block, chart_colour_name(block, plan->line_styles[series].text));
    type.weight = 700;
    bool is_all = combo->chart.labels == CHART_LABELS_ALL && count <= COMBO_MAX_MARKERS;
    bool is_dense = !is_all && is_crowded(block, plan, values, &type);
    for (int32_t c = 0; c < count; c++) {
        // The last one that the legend tells leaves its room to the extremes.
        bool is_told = plan->has_legend_values && c == last;
        bool is_notable = c == first || (c == last && !is_told) || c == least || c == most;
        bool is_spare = is_dense && c == first && c != least && c != most;
        if (isnan(values[c]) || (is_dense && !is_notable))
            continue;
        const char *text = chart_figure_text(block, values[c], &plan->line_format);
        int32_t number = chart_labels_add(
            plan->labels,
            (struct chart_label){.text = hai_paragraph_new(block, text, &type, 0),
                                 .at = plan->points[series][c],
                                 .gap = COMBO_MARKER_RADIUS + 5,
                                 .sides = CHART_AROUND,
                                 .first = c == least && c != most ? CHART_BELOW : CHART_ABOVE,
                                 .priority = is_notable ? 2 : 1,
                                 .is_optional = ((!is_notable || is_spare) &&
                                                 combo->chart.labels != CHART_LABELS_ALL) ||
                                                is_told});
        last_number = c == last ? number : last_number;
    }
    return last_number;
}

void combo_plan_words(const hai_block *block, const struct combo *combo, struct combo_plan *plan)
{
    hai_box bounds = plan->frame.plot;
    double above = plan->frame.room.top + 12;
    bounds.y -= above;
    bounds.height += above + plan->frame.room.bottom;
    plan->labels = chart_labels_new(block, bounds);
    chart_frame_cross_grid(&plan->frame, plan->labels);
    for (int32_t s = 0; s < plan->lines->series_count; s++)
        chart_take_line(plan->labels, plan->points[s], plan->lines->category_count,
                        COMBO_LINE_WIDTH + 2 * COMBO_HALO);
    int32_t bars = plan->columns->series_count * plan->columns->category_count;
    for (int32_t i = 0; i < bars; i++)
        chart_labels_avoid_box(plan->labels, plan->bars[i]);
    plan->notes = chart_notes_plan(block, &combo->chart, plan->columns, &plan->frame, plan->labels);
    bool is_few = plan->lines->series_count <= 2 || combo->chart.labels == CHART_LABELS_ALL;
    size_t room = (size_t)plan->lines->series_count + 1;
    int32_t *lasts = hai_block_alloc(block, room * sizeof *lasts);
    for (int32_t s = 0; s < plan->lines->series_count; s++)
        if (combo->chart.labels != CHART_LABELS_NONE && is_few)
            lasts[s] = label_line(block, combo, plan, s);
    (void)chart_labels_place(plan->labels);
    if (combo->chart.labels == CHART_LABELS_NONE)
        return;
    for (int32_t s = 0; s < plan->lines->series_count; s++) {
        const struct chart_label *last = chart_labels_find(plan->labels, is_few ? lasts[s] : -1);
        plan->lacks_last = plan->lacks_last || last == NULL || !last->is_placed;
    }
    // Figures in the columns keep off the lines and their figures, but not off the columns.
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
