// SPDX-License-Identifier: MIT
#include "combo.h"

#include "visual-kit/surface.h"

#define MAX_FIGURES 60 // of columns

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
enum spot { SPOT_FOOT, SPOT_MIDDLE, SPOT_HEAD, SPOT_COUNT };

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
                        hai_size size, enum spot spot)
{
    hai_box bar = plan->bars[series * plan->columns->category_count + category];
    bool is_down = plan->columns->series[series].values[category] < 0;
    bool is_top = (spot == SPOT_HEAD) != is_down;
    double y = spot == SPOT_MIDDLE ? bar.y + (bar.height - size.height) / 2
               : is_top            ? bar.y + 4
                                   : hai_box_bottom(bar) - 4 - size.height;
    return (hai_box){bar.x + (bar.width - size.width) / 2, y, size.width, size.height};
}

static bool has_room(const hai_block *block, const struct combo_plan *plan,
                     const struct chart_labels *taken, int32_t series, int32_t category,
                     enum spot spot)
{
    const hai_paragraph *text = bar_text(block, plan, series, category);
    if (text == NULL)
        return true;
    hai_size size = hai_paragraph_size(text);
    hai_box bar = plan->bars[series * plan->columns->category_count + category];
    return size.width + 4 <= bar.width && size.height + 8 <= bar.height &&
           chart_labels_is_free(taken, spot_box(plan, series, category, size, spot));
}

// The first spot that a column has room at; SPOT_COUNT: none.
static enum spot find_spot(const hai_block *block, const struct combo_plan *plan,
                           const struct chart_labels *taken, int32_t series, int32_t category)
{
    enum spot spot = SPOT_FOOT;
    while (spot < SPOT_COUNT && !has_room(block, plan, taken, series, category, spot))
        spot++;
    return spot;
}

static void add_bar_label(const hai_block *block, struct combo_plan *plan, int32_t series,
                          int32_t category, enum spot spot)
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

// Of a series all columns have their figures, or none; at one spot if they can.
static void label_bars(const hai_block *block, const struct combo *combo, struct combo_plan *plan,
                       const struct chart_labels *taken)
{
    int32_t categories = plan->columns->category_count;
    bool is_all = combo->chart.labels == CHART_LABELS_ALL;
    for (int32_t s = 0; s < plan->columns->series_count && categories <= MAX_FIGURES; s++) {
        enum spot common = SPOT_FOOT;
        for (int32_t c = 0; common < SPOT_COUNT && c < categories;)
            if (has_room(block, plan, taken, s, c, common)) {
                c++;
            } else {
                common++;
                c = 0;
            }
        bool is_whole = true;
        for (int32_t c = 0; common == SPOT_COUNT && is_whole && c < categories; c++)
            is_whole = find_spot(block, plan, taken, s, c) < SPOT_COUNT;
        for (int32_t c = 0; (is_whole || is_all) && c < categories; c++)
            add_bar_label(block, plan, s, c,
                          common < SPOT_COUNT ? common : find_spot(block, plan, taken, s, c));
        bool is_missing = isnan(plan->columns->series[s].values[categories - 1]);
        plan->lacks_last = plan->lacks_last || (!is_whole && !is_all && !is_missing);
    }
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
    label_bars(block, combo, plan, taken);
    (void)chart_labels_place(plan->labels);
}
