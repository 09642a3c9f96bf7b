// SPDX-License-Identifier: MIT
#include "chart-kit/shade.h"

#include <math.h>
#include <string.h>

#include "chart-kit/label.h"
#include "chart-kit/scale.h"
#include "chart-kit/stats.h"
#include "chart-kit/ticks.h"
#include "visual-kit/surface.h"
#include "visual-kit/unit.h"

#define MAX_CLASSES 12
#define MAX_JENKS 600 // values; more are thinned by rank, which moves no break that shows
#define PALEST 0.1    // of the ramp: what is low is not taken for what is missing
#define SWATCH_WIDTH 64.0
#define SWATCH_HEIGHT 18.0
#define EDGE_GAP 12.0 // between the words of two edges
#define UNIT_GAP 16.0

const char *const chart_ramp_kinds[] = {"auto", "sequential", "diverging", NULL};
const char *const chart_classings[] = {"round", "equal", "quantile", "jenks", NULL};

// --- Colours ---

static hai_colour ramp_at(const struct chart_shades *shades, double t)
{
    const char *name = shades->options->colour;
    if (name == NULL || strcmp(name, "primary") == 0 || isnan(t))
        return chart_ramp(shades->theme, t);
    hai_colour dark = hai_theme_colour(shades->theme, name);
    hai_colour pale = hai_colour_mix(hai_theme_colour(shades->theme, "surface"), dark, 0.1);
    return hai_colour_mix(pale, dark, fmin(fmax(t, 0), 1));
}

// Of values that are all the same: nothing is pale.
static double lone_share(const struct chart_shades *shades)
{
    return shades->low == 0 && shades->high == 0 ? PALEST : 0.6;
}

static double diverging_share(const struct chart_shades *shades, double value)
{
    return shades->far > 0 ? 0.5 + 0.5 * (value - shades->middle) / shades->far : 0.5;
}

static hai_colour class_colour(const struct chart_shades *shades, int32_t class)
{
    if (shades->is_diverging)
        return chart_diverging_ramp(
            shades->theme,
            diverging_share(shades, (shades->edges[class] + shades->edges[class + 1]) / 2));
    return ramp_at(shades, shades->count > 1 ? PALEST + (1 - PALEST) * class / (shades->count - 1)
                                             : lone_share(shades));
}

hai_colour chart_shade(const struct chart_shades *shades, double value)
{
    if (!isfinite(value))
        return hai_colour_mix(hai_theme_colour(shades->theme, "surface"),
                              hai_theme_colour(shades->theme, "line"), 0.5);
    if (shades->count > 0) {
        int32_t class = 0;
        while (class + 1 < shades->count && value >= shades->edges[class + 1])
            class ++;
        return class_colour(shades, class);
    }
    if (shades->is_diverging)
        return chart_diverging_ramp(shades->theme, diverging_share(shades, value));
    double span = shades->high - shades->low;
    return ramp_at(shades, span > 0 ? PALEST + (1 - PALEST) * (value - shades->low) / span
                                    : lone_share(shades));
}

// --- Classes ---

static double square_error(const double *sums, const double *squares, int32_t from, int32_t to)
{
    double sum = sums[to] - sums[from], count = to - from;
    return fmax(squares[to] - squares[from] - sum * sum / count, 0);
}

// Natural breaks by dynamic programming (Walter D. Fisher, "On grouping for maximum homogeneity",
// 1958): edges[1..count-1] are the first values of the classes after the first.
static void find_jenks(const hai_block *block, const double *sorted, int32_t size, int32_t count,
                       double *edges)
{
    size_t row = (size_t)size + 1;
    double *sums = hai_block_alloc(block, row * sizeof *sums);
    double *squares = hai_block_alloc(block, row * sizeof *squares);
    double *costs = hai_block_alloc(block, row * (size_t)(count + 1) * sizeof *costs);
    int32_t *starts = hai_block_alloc(block, row * (size_t)(count + 1) * sizeof *starts);
    double shift = sorted[size / 2], span = fmax(sorted[size - 1] - sorted[0], 1e-300);
    for (int32_t i = 0; i < size; i++) {
        double value = (sorted[i] - shift) / span;
        sums[i + 1] = sums[i] + value;
        squares[i + 1] = squares[i] + value * value;
    }
    for (int32_t end = 1; end <= size; end++)
        costs[(size_t)end] = square_error(sums, squares, 0, end);
    for (int32_t k = 1; k < count; k++)
        for (int32_t end = k + 1; end <= size; end++) {
            double best = INFINITY;
            for (int32_t start = k; start < end; start++) {
                double cost = costs[(size_t)(k - 1) * row + (size_t)start] +
                              square_error(sums, squares, start, end);
                if (cost < best) {
                    best = cost;
                    starts[(size_t)k * row + (size_t)end] = start;
                }
            }
            costs[(size_t)k * row + (size_t)end] = best;
        }
    for (int32_t k = count - 1, end = size; k > 0; k--) {
        end = starts[(size_t)k * row + (size_t)end];
        edges[k] = sorted[end];
    }
}

static const double *thin_sorted(const hai_block *block, const double *sorted, int32_t *size)
{
    if (*size <= MAX_JENKS)
        return sorted;
    double *thinned = hai_block_alloc(block, MAX_JENKS * sizeof *thinned);
    for (int32_t i = 0; i < MAX_JENKS; i++)
        thinned[i] = sorted[(int64_t)i * (*size - 1) / (MAX_JENKS - 1)];
    *size = MAX_JENKS;
    return thinned;
}

static void find_edges(const hai_block *block, struct chart_shades *shades, const double *sorted,
                       int32_t size)
{
    int32_t wanted = shades->options->classes;
    double *edges = shades->edges;
    edges[0] = shades->low;
    edges[wanted] = shades->high;
    if (shades->options->classing == CHART_CLASSES_JENKS && size > wanted) {
        sorted = thin_sorted(block, sorted, &size);
        find_jenks(block, sorted, size, wanted, edges);
    } else {
        for (int32_t k = 1; k < wanted; k++)
            edges[k] = shades->options->classing == CHART_CLASSES_EQUAL
                           ? shades->low + (shades->high - shades->low) * k / wanted
                           : chart_quantile(sorted, size, (double)k / wanted);
    }
    // Ties make classes of nothing.
    int32_t kept = 0;
    for (int32_t k = 1; k <= wanted; k++)
        if (edges[k] > edges[kept])
            edges[++kept] = edges[k];
    shades->count = kept > 0 ? kept : 1;
    edges[shades->count] = shades->high;
}

static void write_edges(const hai_block *block, struct chart_shades *shades,
                        const hai_number_format *format, const char *unit)
{
    shades->unit = kit_unit_of(block, format, unit);
    for (int32_t k = 0; k <= shades->count; k++)
        shades->texts[k] = format->style == HAI_NUMBER_PLAIN
                               ? hai_number_figure(block, shades->edges[k], format)
                               : hai_number_text(block, shades->edges[k], format);
}

static void use_ticks(struct chart_shades *shades, const struct chart_ticks *ticks, bool is_flow)
{
    int32_t last = ticks->count - 1 < MAX_CLASSES ? ticks->count - 1 : MAX_CLASSES;
    for (int32_t k = 0; k <= last; k++) {
        shades->edges[k] = ticks->values[k];
        shades->texts[k] = ticks->texts[k];
    }
    shades->count = is_flow ? 0 : last;
    shades->unit = ticks->unit != NULL ? ticks->unit : "";
}

static void decide_ramp(struct chart_shades *shades)
{
    const struct chart_shade_options *options = shades->options;
    bool has_middle = !isnan(options->middle);
    shades->middle = has_middle ? options->middle : 0;
    shades->is_diverging =
        options->ramp == CHART_RAMP_DIVERGING ||
        (options->ramp == CHART_RAMP_AUTO && (has_middle || (shades->low < 0 && shades->high > 0)));
    shades->far = fmax(fabs(shades->low - shades->middle), fabs(shades->high - shades->middle));
}

const struct chart_shades *chart_shades_new(const hai_block *block,
                                            const struct chart_shade_options *options,
                                            const double *values, int32_t count,
                                            const hai_number_format *format, const char *unit)
{
    int32_t size = count;
    double *sorted = chart_sorted(block, values, &size);
    if (size == 0)
        return NULL;
    struct chart_shades *shades = hai_block_alloc(block, sizeof *shades);
    *shades = (struct chart_shades){.theme = hai_block_theme(block),
                                    .options = options,
                                    .has_missing = size < count,
                                    .low = sorted[0],
                                    .high = sorted[size - 1]};
    shades->edges = hai_block_alloc(block, (MAX_CLASSES + 2) * sizeof *shades->edges);
    shades->texts = hai_block_alloc(block, (MAX_CLASSES + 2) * sizeof *shades->texts);
    decide_ramp(shades);
    if (!(shades->high > shades->low)) {
        shades->count = 1;
        shades->edges[0] = shades->edges[1] = shades->low;
        write_edges(block, shades, format, unit);
    } else if (options->classes == 0 || options->classing == CHART_CLASSES_ROUND) {
        int32_t wanted = options->classes > 0 ? options->classes + 1 : 3;
        struct chart_ticks ticks =
            chart_ticks_linear(block, shades->low, shades->high, wanted, true, format, unit);
        use_ticks(shades, &ticks, options->classes == 0);
        if (options->classes == 0) {
            shades->edges[0] = shades->low;
            shades->edges[1] = shades->high;
            shades->count = 1;
            write_edges(block, shades, format, unit);
            shades->count = 0;
        }
    } else {
        find_edges(block, shades, sorted, size);
        write_edges(block, shades, format, unit);
    }
    return shades;
}

// --- The legend ---

struct chart_shade_legend {
    const struct chart_shades *shades;
    double swatch, width, height, words_y, unit_x, unit_y, missing_x, missing_y;
    const hai_paragraph *unit, *missing;
    const hai_paragraph *edges[MAX_CLASSES + 2]; // NULL: not told
    double edge_x[MAX_CLASSES + 2];
};

static int32_t swatch_count(const struct chart_shades *shades)
{
    return shades->count > 0 ? shades->count : 1;
}

// The edge at which colours turn; 0, from which others are counted, where there is none.
static int32_t turning_edge(const struct chart_shades *shades, int32_t last)
{
    for (int32_t k = 1; k < last && shades->is_diverging; k++)
        if (fabs(shades->edges[k] - shades->middle) <= shades->far * 1e-9)
            return k;
    return 0;
}

// Tell every edge, or every second, ... from that at which colours turn, and both ends, so that
// they do not touch; words that are wider than all are not told.
static void place_edges(struct chart_shade_legend *legend, const hai_paragraph *const *words,
                        int32_t last, double left, double width)
{
    int32_t turn = turning_edge(legend->shades, last);
    for (int32_t step = 1; step <= last + 2; step++) {
        double end = -INFINITY;
        bool is_fine = true;
        for (int32_t k = 0; k <= last; k++) {
            double size = hai_paragraph_size(words[k]).width;
            bool is_told = k == last ? step <= last + 1
                                     : (k - turn) % step == 0 && k >= step && last - k >= step;
            is_told = is_told || k == 0;
            legend->edges[k] = is_told && size <= width ? words[k] : NULL;
            if (legend->edges[k] == NULL)
                continue;
            double x = left + k * legend->swatch - size / 2;
            legend->edge_x[k] = fmax(fmin(x, width - size), 0);
            is_fine = is_fine && legend->edge_x[k] >= end + EDGE_GAP;
            end = legend->edge_x[k] + size;
        }
        if (is_fine)
            return;
    }
}

static void place_others(const hai_block *block, struct chart_shade_legend *legend, double end,
                         double width)
{
    const struct chart_shades *shades = legend->shades;
    hai_text_style style = kit_type(legend->shades->theme, "caption", NULL, HAI_TEXT_LEFT);
    double pitch = style.size * style.line_height;
    if (shades->unit[0] != '\0') {
        legend->unit = hai_paragraph_new(block, hai_block_printf(block, "单位:%s", shades->unit),
                                         &style, width);
        double taken = hai_paragraph_size(legend->unit).width;
        bool is_beside = end + UNIT_GAP + taken <= width;
        legend->unit_x = is_beside ? end + UNIT_GAP : 0;
        legend->unit_y = is_beside ? (SWATCH_HEIGHT - pitch) / 2 : legend->height;
        legend->height += is_beside ? 0 : kit_height(legend->unit);
        end = is_beside ? legend->unit_x + taken : width;
    }
    if (shades->has_missing) {
        legend->missing = hai_paragraph_new(block, "暂无数据", &style, 0);
        double taken = hai_paragraph_size(legend->missing).width + 30;
        bool is_beside = end + 2 * UNIT_GAP + taken <= width;
        legend->missing_x = is_beside ? end + 2 * UNIT_GAP : 0;
        legend->missing_y = is_beside ? (SWATCH_HEIGHT - pitch) / 2 : legend->height;
        legend->height += is_beside ? 0 : pitch;
        end = is_beside ? legend->missing_x + taken : width;
    }
    legend->width = fmin(fmax(end, legend->width), width);
}

struct chart_shade_legend *chart_shade_legend_new(const hai_block *block,
                                                  const struct chart_shades *shades, double width)
{
    if (shades == NULL)
        return NULL;
    struct chart_shade_legend *legend = hai_block_alloc(block, sizeof *legend);
    legend->shades = shades;
    int32_t swatches = swatch_count(shades), last = swatches;
    bool is_one = !(shades->high > shades->low);
    const hai_paragraph *words[MAX_CLASSES + 2] = {0};
    double widest = 0;
    for (int32_t k = 0; k <= last; k++) {
        words[k] = chart_text(block, shades->texts[k], "caption", NULL);
        widest = fmax(widest, hai_paragraph_size(words[k]).width);
    }
    double first = hai_paragraph_size(words[0]).width / 2;
    double final = hai_paragraph_size(words[last]).width / 2;
    double room = fmax(width - first - final, 24);
    // The first stands where the scale begins, not in the middle of its edge: where all then have
    // room, classes are wider for it.
    double begin = last > 1 ? 2 * first + hai_paragraph_size(words[1]).width / 2 : 0;
    if (begin > widest && begin + EDGE_GAP <= room / swatches)
        widest = begin;
    legend->swatch =
        fmin(shades->count > 0 ? fmax(widest + EDGE_GAP, SWATCH_WIDTH) : 4 * SWATCH_WIDTH,
             room / swatches);
    legend->words_y = SWATCH_HEIGHT + 2;
    legend->height = legend->words_y + kit_height(words[0]);
    if (is_one) {
        legend->edges[0] = widest <= width ? words[0] : NULL;
        legend->edge_x[0] = fmax((legend->swatch - 2 * first) / 2, 0);
    } else {
        place_edges(legend, words, last, 0, width);
    }
    double end = legend->swatch * swatches;
    for (int32_t k = 0; k <= last; k++)
        if (legend->edges[k] != NULL)
            legend->width =
                fmax(legend->width, legend->edge_x[k] + hai_paragraph_size(legend->edges[k]).width);
    place_others(block, legend, end, width);
    return legend;
}

double chart_shade_legend_height(const struct chart_shade_legend *legend)
{
    return legend == NULL ? 0 : legend->height;
}

double chart_shade_legend_width(const struct chart_shade_legend *legend)
{
    return legend == NULL ? 0 : legend->width;
}

hai_point chart_shade_legend_below_missing(const struct chart_shade_legend *legend)
{
    if (legend == NULL || legend->missing == NULL || legend->missing_y >= 0)
        return (hai_point){NAN, NAN};
    for (int32_t k = 0; k <= swatch_count(legend->shades); k++)
        if (legend->edges[k] != NULL &&
            legend->edge_x[k] + hai_paragraph_size(legend->edges[k]).width + UNIT_GAP >
                legend->missing_x)
            return (hai_point){NAN, NAN};
    return (hai_point){legend->missing_x, legend->words_y};
}

static void draw_flow(const struct chart_shade_legend *legend, hai_canvas *canvas, hai_box box)
{
    hai_stop stops[17];
    const struct chart_shades *shades = legend->shades;
    for (int32_t i = 0; i < 17; i++)
        stops[i] = (hai_stop){
            i / 16.0, chart_shade(shades, shades->low + (shades->high - shades->low) * i / 16)};
    hai_canvas_box(canvas, box);
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){box.x, box.y},
                                             (hai_point){hai_box_right(box), box.y}, stops, 17));
}

void chart_shade_legend_draw(const struct chart_shade_legend *legend, hai_canvas *canvas, double x,
                             double y)
{
    if (legend == NULL)
        return;
    const struct chart_shades *shades = legend->shades;
    int32_t swatches = swatch_count(shades);
    if (shades->count == 0)
        draw_flow(legend, canvas, (hai_box){x, y, legend->swatch, SWATCH_HEIGHT});
    for (int32_t k = 0; k < shades->count; k++)
        kit_fill_box(canvas,
                     (hai_box){x + k * legend->swatch, y, legend->swatch - 1, SWATCH_HEIGHT}, 0,
                     class_colour(shades, k));
    for (int32_t k = 0; k <= swatches; k++)
        if (legend->edges[k] != NULL)
            hai_canvas_paragraph(canvas, legend->edges[k], x + legend->edge_x[k],
                                 y + legend->words_y);
    if (legend->unit != NULL)
        hai_canvas_paragraph(canvas, legend->unit, x + legend->unit_x, y + legend->unit_y);
    if (legend->missing == NULL)
        return;
    double top = y + legend->missing_y, middle = top + kit_height(legend->missing) / 2;
    kit_fill_box(canvas,
                 (hai_box){x + legend->missing_x, middle - SWATCH_HEIGHT / 2, 22, SWATCH_HEIGHT}, 0,
                 chart_shade(shades, NAN));
    hai_canvas_paragraph(canvas, legend->missing, x + legend->missing_x + 30, top);
}
