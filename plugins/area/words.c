// SPDX-License-Identifier: MIT
#include "area.h"

#include <stdlib.h>

#include "visual-kit/surface.h"

#define PAD 4.0
#define ROUNDING 0.01
#define FIGURE_SHARE 0.74 // of a line: digits have no descenders
#define NAME_SHARE 0.85   // and names have air in theirs
#define EDGE_GAP 8.0
#define MARKER_RADIUS 6.0
#define VALUE_GAP (MARKER_RADIUS + 6)
#define MAX_MARKERS 24
#define MAX_NOTABLE 4

static double between(const hai_point *points, int32_t i, double x)
{
    double step = points[i + 1].x - points[i].x;
    double share = step > 0 ? (x - points[i].x) / step : 0;
    return points[i].y + share * (points[i + 1].y - points[i].y);
}

// The lowest point of the upper line and the highest of the lower one from x to x; false where the
// band has a gap there, or does not reach so far.
static bool find_free(const struct area_plan *plan, const struct area_band *band, double from,
                      double to, double *top, double *bottom)
{
    *top = -INFINITY;
    *bottom = INFINITY;
    if (from < band->upper[0].x - ROUNDING || to > band->upper[plan->count - 1].x + ROUNDING)
        return false;
    for (int32_t i = 0; i + 1 < plan->count; i++) {
        double left = fmax(from, band->upper[i].x), right = fmin(to, band->upper[i + 1].x);
        if (left > right)
            continue;
        double ends[2] = {left, right};
        for (int32_t k = 0; k < 2; k++) {
            double upper = between(band->upper, i, ends[k]);
            double lower = between(band->lower, i, ends[k]);
            if (isnan(upper) || isnan(lower))
                return false;
            *top = fmax(*top, fmin(upper, lower));
            *bottom = fmin(*bottom, fmax(upper, lower));
        }
    }
    return *top < *bottom;
}

// Within `margin` of the plot's ends there are figures.
static bool find_room(const struct area_plan *plan, int32_t series, hai_size size, double margin,
                      hai_point *centre)
{
    hai_box plot = hai_box_inset(plan->frame.plot, (hai_insets){0, margin, 0, margin});
    double best = size.height + 2 * PAD;
    bool is_found = false;
    double first = plot.x + EDGE_GAP, last = hai_box_right(plot) - EDGE_GAP - size.width;
    int32_t steps = (int32_t)fmin(fmax((last - first) / 12, 1), 80);
    for (int32_t i = 0; i <= steps && last >= first; i++) {
        double left = first + (last - first) * i / steps, top, bottom;
        if (!find_free(plan, &plan->bands[series], left, left + size.width, &top, &bottom))
            continue;
        // Of places that are about as roomy, the one nearest to the middle of the plot.
        double middle = left + size.width / 2;
        double off = fabs(middle - plot.x - plot.width / 2) / fmax(plot.width, 1);
        double room = (bottom - top) * (1 - 0.2 * off);
        if (bottom - top >= size.height + 2 * PAD && room > best * (is_found ? 1 : 0)) {
            best = room;
            *centre = (hai_point){middle, (top + bottom) / 2};
            is_found = true;
        }
    }
    return is_found;
}

bool area_find_room(const struct area_plan *plan, int32_t series, hai_size size, hai_point *centre)
{
    return find_room(plan, series, size, plan->margin, centre) ||
           find_room(plan, series, size, 0, centre);
}

// At the category where a stream's band is thickest, or as near as the plot's ends allow.
static bool find_peak(const struct area_plan *plan, int32_t series, hai_size size,
                      hai_point *centre)
{
    int32_t peak = area_peak(plan, series);
    hai_box plot = plan->frame.plot;
    double from = plot.x + EDGE_GAP, to = hai_box_right(plot) - EDGE_GAP - size.width;
    double x = chart_x(&plan->frame, chart_course_value(&plan->frame.x, plan->data, peak));
    double best = size.height * NAME_SHARE;
    bool is_found = false;
    // A little aside, where the band has more room there.
    for (int32_t step = -3; step <= 3 && to >= from; step++) {
        double left = x - size.width * (0.5 - step * 0.1), top, bottom;
        left = fmin(fmax(left, from), to);
        if (!find_free(plan, &plan->bands[series], left, left + size.width, &top, &bottom))
            continue;
        double room = (bottom - top) * (1 - 0.05 * abs(step));
        if (bottom - top < size.height * NAME_SHARE || room < best)
            continue;
        best = room;
        is_found = true;
        *centre = (hai_point){left + size.width / 2, (top + bottom) / 2};
    }
    return is_found;
}

static hai_text_style band_style(const hai_block *block)
{
    hai_text_style type = hai_theme_type(hai_block_theme(block), "caption");
    type.line_height = 1.2;
    type.weight = 700;
    return type;
}

static const hai_paragraph *band_text(const hai_block *block, const char *text)
{
    hai_text_style type = band_style(block);
    return hai_paragraph_new(block, text, &type, 0);
}

const hai_paragraph *area_name(const hai_block *block, const struct area_plan *plan, int32_t series)
{
    const char *name = plan->data->series[series].name;
    if (name[0] == '\0')
        return NULL;
    return band_text(block, name);
}

static int32_t add_inside(const hai_block *block, struct area_plan *plan, int32_t series,
                          const hai_paragraph *text, hai_point centre, bool is_optional)
{
    const struct chart_style *style = &plan->styles[series];
    hai_colour ground = {0};
    if (style->decal != CHART_DECAL_NONE)
        ground = style->colour;
    return chart_labels_add(
        plan->labels,
        (struct chart_label){.text = text,
                             .at = centre,
                             .sides = CHART_CENTRE,
                             .priority = is_optional ? 1 : 100,
                             .is_optional = is_optional,
                             .is_painted = true,
                             .ground = ground,
                             .paint = chart_ink_on(hai_block_theme(block), style->colour)});
}

static int32_t share_decimals(const struct area *area)
{
    return area->chart.number.decimals < 0 ? 0 : area->chart.number.decimals;
}

double area_values_width(const hai_block *block, const struct area *area,
                         const struct area_plan *plan)
{
    if (plan->mode == AREA_STREAM || plan->is_single || area->chart.labels == CHART_LABELS_NONE)
        return 0;
    hai_text_style type = hai_theme_type(hai_block_theme(block), "caption");
    double low, high;
    chart_data_extent(plan->data, &low, &high);
    const char *text = plan->mode == AREA_PERCENT
                           ? chart_share_text(block, 0.88, share_decimals(area))
                           : chart_figure_text(block, high, &plan->format);
    return hai_paragraph_size(hai_paragraph_new(block, text, &type, 0)).width + EDGE_GAP;
}

// --- Values ---

// The shares of one category as they are written: they sum to 100 %.
static double *shares_of(const hai_block *block, const struct area_plan *plan, int32_t category,
                         int32_t decimals)
{
    int32_t count = plan->data->series_count;
    double *sizes = hai_block_alloc(block, 2 * ((size_t)count + 1) * sizeof *sizes);
    for (int32_t s = 0; s < count; s++)
        sizes[s] = fabs(plan->data->series[s].values[category]);
    hai_number_shares(sizes, (uint32_t)count, decimals, sizes + count);
    return sizes + count;
}

const char *area_value_text(const hai_block *block, const struct area *area,
                            const struct area_plan *plan, int32_t series, int32_t category)
{
    double value = plan->data->series[series].values[category];
    int32_t decimals = share_decimals(area);
    if (isnan(value))
        return NULL;
    if (plan->mode != AREA_PERCENT)
        return chart_figure_text(block, value, &plan->format);
    return chart_share_text(block, shares_of(block, plan, category, decimals)[series] / 100,
                            decimals);
}

int32_t area_peak(const struct area_plan *plan, int32_t series)
{
    const double *values = plan->data->series[series].values;
    int32_t peak = -1;
    for (int32_t c = 0; c < plan->data->category_count; c++)
        if (!isnan(values[c]) && (peak < 0 || fabs(values[c]) > fabs(values[peak])))
            peak = c;
    return peak;
}

const char *area_peak_text(const hai_block *block, const struct area *area,
                           const struct area_plan *plan, int32_t series)
{
    int32_t peak = area_peak(plan, series);
    if (peak < 0 || area->chart.labels == CHART_LABELS_NONE)
        return NULL;
    return chart_value_text(block, plan->data->series[series].values[peak], &plan->format,
                            area->chart.unit);
}

const char *area_last_figure(const hai_block *block, const struct area *area,
                             const struct area_plan *plan, int32_t series)
{
    if (plan->mode == AREA_STREAM) {
        const char *peak = area_peak_text(block, area, plan, series);
        return peak != NULL ? hai_block_printf(block, "最高%s", peak) : NULL;
    }
    if (plan->margin <= 0)
        return NULL;
    return area_value_text(block, area, plan, series, plan->kept[plan->count - 1]);
}

// The name with the largest value: where that is, or elsewhere as such; else the name alone.
static void add_stream_name(const hai_block *block, const struct area *area, struct area_plan *plan,
                            int32_t series)
{
    const char *name = plan->data->series[series].name;
    const char *figure = area_peak_text(block, area, plan, series);
    hai_point centre;
    if (figure != NULL) {
        const hai_paragraph *text =
            band_text(block, hai_block_printf(block, "%s %s", name, figure));
        if (find_peak(plan, series, hai_paragraph_size(text), &centre)) {
            (void)add_inside(block, plan, series, text, centre, false);
            return;
        }
        hai_text_style type = band_style(block);
        type.align = HAI_TEXT_CENTRE;
        double width = fmax(hai_paragraph_size(band_text(block, name)).width,
                            hai_paragraph_size(band_text(block, figure)).width);
        text = hai_paragraph_new(block, hai_block_printf(block, "%s\n%s", name, figure), &type,
                                 ceil(width));
        if (find_peak(plan, series, hai_paragraph_size(text), &centre)) {
            (void)add_inside(block, plan, series, text, centre, false);
            return;
        }
        text = band_text(block, hai_block_printf(block, "%s 最高%s", name, figure));
        if (area_find_room(plan, series, hai_paragraph_size(text), &centre)) {
            (void)add_inside(block, plan, series, text, centre, false);
            return;
        }
        plan->lacks_last = true;
    }
    const hai_paragraph *text = band_text(block, name);
    if (area_find_room(plan, series, hai_paragraph_size(text), &centre))
        (void)add_inside(block, plan, series, text, centre, false);
}

// A name that stands about as high as a value at an end of its band stands just as high, if the
// band allows it.
static hai_point beside_value(const struct area_plan *plan, int32_t series, hai_size size,
                              hai_point centre)
{
    hai_box plot = plan->frame.plot;
    double right = hai_box_right(plot), left = centre.x - size.width / 2;
    double ends[][2] = {{right - EDGE_GAP - plan->margin, right},
                        {plot.x, plot.x + EDGE_GAP + plan->margin}};
    for (size_t k = 0; k < HAI_COUNT(ends) && plan->margin > 0; k++) {
        double top, bottom;
        if (!find_free(plan, &plan->bands[series], ends[k][0], ends[k][1], &top, &bottom))
            continue;
        double y = (top + bottom) / 2;
        if (fabs(y - centre.y) > size.height / 2 ||
            !find_free(plan, &plan->bands[series], left, left + size.width, &top, &bottom) ||
            y - size.height / 2 < top + PAD || y + size.height / 2 > bottom - PAD)
            continue;
        return (hai_point){centre.x, y};
    }
    return centre;
}

void area_add_names(const hai_block *block, const struct area *area, struct area_plan *plan)
{
    for (int32_t s = 0; s < plan->data->series_count; s++) {
        hai_point centre;
        const hai_paragraph *text = plan->is_inside[s] ? area_name(block, plan, s) : NULL;
        if (text != NULL && plan->mode == AREA_STREAM)
            add_stream_name(block, area, plan, s);
        else if (text != NULL && area_find_room(plan, s, hai_paragraph_size(text), &centre))
            (void)add_inside(block, plan, s, text,
                             beside_value(plan, s, hai_paragraph_size(text), centre), false);
        // Names in a legend have no value yet.
        if (plan->mode == AREA_STREAM && text == NULL && plan->ends[s].text == NULL &&
            area->chart.labels != CHART_LABELS_NONE)
            plan->lacks_last = true;
    }
}

// Values of the first and the last category in the bands, at the edges of the plot.
static void add_edge_values(const hai_block *block, const struct area *area, struct area_plan *plan,
                            bool is_last)
{
    hai_text_style type = hai_theme_type(hai_block_theme(block), "caption");
    type.line_height = 1.2;
    int32_t category = plan->kept[is_last ? plan->count - 1 : 0];
    for (int32_t s = 0; s < plan->data->series_count; s++) {
        const char *text = area_value_text(block, area, plan, s, category);
        // The name at the right end tells it already.
        bool is_told = is_last && plan->ends[s].text != NULL;
        if (text == NULL || is_told)
            continue;
        const hai_paragraph *set = hai_paragraph_new(block, text, &type, 0);
        hai_size size = hai_paragraph_size(set);
        hai_box plot = plan->frame.plot;
        double left = is_last ? hai_box_right(plot) - EDGE_GAP - size.width : plot.x + EDGE_GAP;
        double from = is_last ? left : plot.x,
               to = is_last ? hai_box_right(plot) : left + size.width;
        double top, bottom;
        if (size.width > plot.width / 4 ||
            !find_free(plan, &plan->bands[s], from, to, &top, &bottom) ||
            bottom - top < size.height * FIGURE_SHARE) {
            plan->lacks_last =
                plan->lacks_last || (is_last && plan->data->series[s].values[category] != 0);
            continue;
        }
        int32_t number = add_inside(block, plan, s, set,
                                    (hai_point){left + size.width / 2, (top + bottom) / 2}, true);
        if (is_last)
            plan->lasts[s] = number;
    }
}

// Higher than what stands at both sides of it.
static bool is_peak(const struct area_plan *plan, const double *values, int32_t k)
{
    return k > 0 && k + 1 < plan->count && values[plan->kept[k]] > values[plan->kept[k - 1]] &&
           values[plan->kept[k]] > values[plan->kept[k + 1]];
}

// Where the first value stands: over its point, or to the right of that where ticks are beside it.
static hai_point keep_off_ticks(const struct area_plan *plan, const hai_paragraph *text,
                                hai_point at)
{
    hai_size size = hai_paragraph_size(text);
    double above = at.y - VALUE_GAP - size.height, left = at.x - MARKER_RADIUS;
    hai_box middle = {at.x - size.width / 2, above, size.width, size.height};
    hai_box aside = {left, above, size.width, size.height};
    if (!chart_labels_is_free(plan->labels, middle) && chart_labels_is_free(plan->labels, aside))
        at.x = left + size.width / 2;
    return at;
}

// The values of one series at its line: all where there is room, but first what is notable.
static void add_line_values(const hai_block *block, const struct area *area, struct area_plan *plan)
{
    const double *values = plan->data->series[0].values;
    int32_t least = -1, most = -1, first = -1, last = -1;
    for (int32_t k = 0; k < plan->count; k++) {
        double value = values[plan->kept[k]];
        if (isnan(value))
            continue;
        first = first < 0 ? k : first;
        last = k;
        least = least < 0 || value < values[plan->kept[least]] ? k : least;
        most = most < 0 || value > values[plan->kept[most]] ? k : most;
    }
    hai_text_style type = kit_type(hai_block_theme(block), "caption",
                                   chart_colour_name(block, plan->styles[0].text), HAI_TEXT_LEFT);
    type.line_height = 1.2;
    type.weight = 700;
    bool is_crowded = plan->data->category_count > MAX_MARKERS;
    bool is_constant = least >= 0 && values[plan->kept[least]] == values[plan->kept[most]];
    hai_box plot = plan->frame.plot;
    for (int32_t i = 0; i < plan->frame.y.ticks.count; i++) {
        double y = chart_y(&plan->frame, plan->frame.y.ticks.values[i]);
        chart_labels_take_box(plan->labels, (hai_box){plot.x - 200, y - 9, 192, 18});
    }
    const uint32_t above = CHART_ABOVE | CHART_ABOVE_LEFT | CHART_ABOVE_RIGHT;
    const uint32_t below = CHART_BELOW | CHART_BELOW_LEFT | CHART_BELOW_RIGHT;
    struct chart_label *again = hai_block_alloc(block, (MAX_NOTABLE + 1) * sizeof *again);
    int32_t numbers[MAX_NOTABLE], count = 0;
    for (int32_t k = 0; k < plan->count; k++) {
        double value = values[plan->kept[k]];
        // One value over and over is told at its ends.
        bool is_notable = k == first || k == last || (!is_constant && (k == least || k == most));
        bool is_wanted = area->chart.labels == CHART_LABELS_ALL && !is_crowded;
        if (isnan(value) || ((is_crowded || is_constant) && !is_notable))
            continue;
        const char *text = chart_figure_text(block, value, &plan->format);
        const hai_paragraph *set = hai_paragraph_new(block, text, &type, 0);
        hai_point at = plan->bands[0].upper[k];
        struct chart_label label = {.text = set,
                                    .at = k == first ? keep_off_ticks(plan, set, at) : at,
                                    .gap = VALUE_GAP,
                                    .sides = value < 0 ? CHART_AROUND : above,
                                    .first = value < 0 && !is_peak(plan, values, k) ? CHART_BELOW
                                                                                    : CHART_ABOVE,
                                    .priority = k == last || k == first ? 3
                                                : is_notable            ? 2
                                                                        : 1,
                                    .is_optional = is_notable || !is_wanted};
        if (k == last && plan->hint.last_room > 0)
            label.sides |= CHART_RIGHT;
        int32_t number = chart_labels_add(plan->labels, label);
        if (k == last)
            plan->lasts[0] = number;
        if (!is_notable)
            continue;
        // On the area it has a ground of its own.
        label.sides = value < 0 ? below | above : below | CHART_LEFT | CHART_RIGHT;
        if (value >= 0)
            label.ground = hai_theme_colour(hai_block_theme(block), "surface");
        label.is_optional = false;
        again[count] = label;
        numbers[count++] = number;
    }
    (void)chart_labels_place(plan->labels);
    for (int32_t i = 0; i < count; i++) {
        if (chart_labels_find(plan->labels, numbers[i])->is_placed)
            continue;
        int32_t number = chart_labels_add(plan->labels, again[i]);
        if (numbers[i] == plan->lasts[0])
            plan->lasts[0] = number;
    }
}

// Of the upper line between two places.
static double highest(const struct area_plan *plan, const struct area_band *band, double from,
                      double to)
{
    double top = INFINITY;
    for (int32_t k = 0; k < plan->count; k++)
        if (band->upper[k].x >= from - 0.5 && band->upper[k].x <= to + 0.5)
            top = fmin(top, band->upper[k].y);
    for (int32_t k = 0; k + 1 < plan->count; k++)
        for (int32_t end = 0; end < 2; end++) {
            double x = end == 0 ? from : to;
            if (band->upper[k].x <= x && x <= band->upper[k + 1].x)
                top = fmin(top, between(band->upper, k, x));
        }
    return isfinite(top) ? top : NAN;
}

// The whole of the first and of the last category, over the uppermost band.
static void add_totals(const hai_block *block, struct area_plan *plan)
{
    const struct area_band *band = &plan->bands[plan->data->series_count - 1];
    hai_text_style type = kit_type(hai_block_theme(block), "caption", "ink", HAI_TEXT_LEFT);
    type.line_height = 1.2;
    type.weight = 700;
    chart_take_line(plan->labels, band->upper, plan->count, 4);
    for (int32_t i = 0; i < 2; i++) {
        int32_t k = i == 0 ? plan->count - 1 : 0;
        double total = chart_category_total(plan->data, plan->kept[k]);
        const hai_paragraph *text =
            hai_paragraph_new(block, chart_figure_text(block, total, &plan->format), &type, 0);
        double width = hai_paragraph_size(text).width, from = band->upper[k].x;
        from -= i == 0 ? width : 0;
        hai_point at = {from + width / 2, highest(plan, band, from, from + width)};
        chart_labels_add(plan->labels, (struct chart_label){.text = text,
                                                            .at = at,
                                                            .gap = 8,
                                                            .sides = CHART_ABOVE,
                                                            .priority = 50,
                                                            .is_optional = i > 0});
    }
}

void area_add_values(const hai_block *block, const struct area *area, struct area_plan *plan)
{
    if (area->chart.labels == CHART_LABELS_NONE || plan->count == 0)
        return;
    if (plan->is_single)
        add_line_values(block, area, plan);
    else if (plan->mode != AREA_STREAM)
        for (int32_t i = 0; i < (plan->count > 1 ? 2 : 1); i++)
            add_edge_values(block, area, plan, i == 0);
    if (!plan->is_single && plan->mode == AREA_STACKED && plan->count > 1)
        add_totals(block, plan);
}
