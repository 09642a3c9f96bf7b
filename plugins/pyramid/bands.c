// SPDX-License-Identifier: MIT
#include "bands.h"

#include <math.h>
#include <string.h>

#define BRACKET_GAP 12.0
#define BRACKET_FOOT 8.0
#define WORD_GAP 10.0
#define LEAST_WIDTH 560.0 // of a chart with brackets

struct pyramid_bracket {
    const hai_paragraph *name, *share; // NULL: the band is not in the table
    double top, bottom;                // of its rows
    double centre;                     // of its words
    bool is_dropped;
};

static const struct pyramid_band band_defaults = {0};
static const hai_option band_options[] = {
    HAI_STRING("from", struct pyramid_band, from, .flags = HAI_REQUIRED, .help_zh = "从哪一组起",
               .help_en = "The first group"),
    HAI_STRING("to", struct pyramid_band, to, .help_zh = "到哪一组,不写则到最末",
               .help_en = "The last group; the table's last where it is not told"),
    HAI_TEXT("name", struct pyramid_band, name, .flags = HAI_REQUIRED,
             .help_zh = "合称,如“劳动年龄人口”", .help_en = "What they are together"),
};

const hai_item pyramid_band_item = {.size = sizeof(hai_item),
                                    .struct_size = sizeof(struct pyramid_band),
                                    .defaults = &band_defaults,
                                    .options = band_options,
                                    .option_size = sizeof(hai_option),
                                    .option_count = HAI_COUNT(band_options)};

double pyramid_positive(double value)
{
    return value > 0 ? value : 0;
}

double pyramid_total(const struct chart_data *data, int32_t first)
{
    double total = 0;
    for (int32_t s = first; s < first + 2 && s < data->series_count; s++)
        for (int32_t i = 0; i < data->category_count; i++)
            total += pyramid_positive(data->series[s].values[i]);
    return total;
}

bool pyramid_band_rows(const struct chart_data *data, const struct pyramid_band *band,
                       int32_t *from, int32_t *to)
{
    bool is_open = band->to == NULL || band->to[0] == '\0';
    int32_t a = chart_data_find_category(data, band->from);
    int32_t b = is_open ? data->category_count - 1 : chart_data_find_category(data, band->to);
    *from = a < b ? a : b;
    *to = a < b ? b : a;
    return *from >= 0;
}

static double sum_of(const struct chart_data *data, int32_t from, int32_t to)
{
    double sum = 0;
    for (int32_t i = from; i <= to; i++)
        for (int32_t s = 0; s < data->series_count && s < 2; s++)
            sum += pyramid_positive(data->series[s].values[i]);
    return sum;
}

const char **pyramid_shorten_ages(const hai_block *block, const struct chart_data *data)
{
    static const char mark[] = "岁";
    const char **names = hai_block_alloc(block, ((size_t)data->category_count + 1) * sizeof *names);
    for (int32_t i = 0; i < data->category_count; i++) {
        const char *name = data->categories[i], *at = strstr(name, mark);
        if (at == NULL || name[0] < '0' || name[0] > '9')
            return NULL;
        names[i] = hai_block_printf(block, "%.*s%s", (int)(at - name), name, at + strlen(mark));
    }
    return names;
}

void pyramid_bands_check(const hai_block *block, hai_list list, const struct chart_data *data)
{
    const struct pyramid_band *bands = list.items;
    for (uint32_t b = 0; b < list.count; b++) {
        int32_t from, to;
        if (!pyramid_band_rows(data, &bands[b], &from, &to))
            hai_block_warn(block, hai_block_printf(block, "bands/%u", b), "chart.name",
                           "take the names of two groups of the table",
                           "the table has no group '%s' or '%s'", bands[b].from,
                           bands[b].to != NULL ? bands[b].to : "");
    }
}

// Each band's share of all, in per cent; of bands that are all of it, such that they add up to 100.
static double *shares_of(const hai_block *block, const struct pyramid_bands *bands,
                         const struct chart_data *data, double all)
{
    double *sums = hai_block_alloc(block, ((size_t)bands->count + 1) * sizeof *sums), total = 0;
    double *shares = hai_block_alloc(block, ((size_t)bands->count + 1) * sizeof *shares);
    for (uint32_t b = 0; b < bands->count; b++) {
        int32_t from, to;
        if (pyramid_band_rows(data, &bands->bands[b], &from, &to))
            sums[b] = sum_of(data, from, to);
        shares[b] = sums[b] / all * 100;
        total += sums[b];
    }
    if (fabs(total - all) <= all * 1e-9)
        hai_number_shares(sums, bands->count, 1, shares);
    return shares;
}

struct pyramid_bands pyramid_bands_plan(const hai_block *block, hai_list list,
                                        const struct chart_data *data, double width)
{
    struct pyramid_bands bands = {.bands = list.items, .count = list.count};
    bands.brackets = hai_block_alloc(block, ((size_t)bands.count + 1) * sizeof *bands.brackets);
    double all = pyramid_total(data, 0), widest = 0;
    const double *shares = all > 0 ? shares_of(block, &bands, data, all) : NULL;
    const char *foot = "";
    hai_text_style style = kit_type(hai_block_theme(block), "caption", "ink", HAI_TEXT_TITLE);
    hai_text_style figure = hai_theme_type(hai_block_theme(block), "value");
    style.line_height = figure.line_height = 1.2;
    for (uint32_t b = 0; b < bands.count; b++) {
        int32_t from, to;
        if (!pyramid_band_rows(data, &bands.bands[b], &from, &to) || shares == NULL)
            continue;
        const char *share = chart_share_text(block, shares[b] / 100, 1);
        const char *name = bands.bands[b].name;
        struct pyramid_bracket *bracket = &bands.brackets[b];
        bracket->name = hai_paragraph_new(block, name, &style, fmax(width * 0.2, 1));
        bracket->share = hai_paragraph_new(block, share, &figure, 0);
        widest = fmax(widest, fmax(hai_paragraph_size(bracket->name).width,
                                   hai_paragraph_size(bracket->share).width));
        foot = hai_block_printf(block, "%s%s%s %s", foot, foot[0] != '\0' ? "\n" : "", name, share);
    }
    if (foot[0] == '\0')
        return bands;
    if (width >= LEAST_WIDTH && widest <= width * 0.2 + 1) {
        bands.width = BRACKET_GAP + BRACKET_FOOT + WORD_GAP + widest;
        return bands;
    }
    style.line_height = 1.4;
    bands.foot = hai_paragraph_new(block, foot, &style, width);
    return bands;
}

int32_t pyramid_bands_place(const hai_block *block, struct pyramid_bands *bands,
                            const struct chart_data *data, const struct chart_frame *frame)
{
    if (!(bands->width > 0))
        return 0;
    double half = fabs(chart_scale_step(&frame->y.scale)) / 2;
    struct chart_spread *items = hai_block_alloc(block, ((size_t)bands->count + 1) * sizeof *items);
    for (uint32_t b = 0; b < bands->count; b++) {
        struct pyramid_bracket *bracket = &bands->brackets[b];
        int32_t from, to;
        items[b].wanted = NAN;
        if (bracket->name == NULL || !pyramid_band_rows(data, &bands->bands[b], &from, &to))
            continue;
        double first = chart_y(frame, from), last = chart_y(frame, to);
        bracket->top = fmin(first, last) - half + 3;
        bracket->bottom = fmax(first, last) + half - 3;
        items[b].wanted = (first + last) / 2;
        items[b].size = kit_height(bracket->name) + kit_height(bracket->share);
    }
    int32_t dropped = chart_spread(block, items, (int32_t)bands->count, 8, frame->plot.y,
                                   hai_box_bottom(frame->plot));
    for (uint32_t b = 0; b < bands->count; b++) {
        bands->brackets[b].centre = items[b].centre;
        bands->brackets[b].is_dropped = items[b].is_dropped;
    }
    return dropped;
}

void pyramid_bands_draw(const hai_block *block, const struct pyramid_bands *bands,
                        const struct chart_frame *frame, hai_canvas *canvas)
{
    hai_colour weak = hai_theme_colour(hai_block_theme(block), "weak");
    double x = hai_box_right(frame->plot) + BRACKET_GAP + BRACKET_FOOT;
    for (uint32_t b = 0; bands->width > 0 && b < bands->count; b++) {
        const struct pyramid_bracket *bracket = &bands->brackets[b];
        if (bracket->name == NULL || bracket->is_dropped)
            continue;
        hai_canvas_move_to(canvas, x - BRACKET_FOOT, bracket->top);
        hai_canvas_line_to(canvas, x, bracket->top);
        hai_canvas_line_to(canvas, x, bracket->bottom);
        hai_canvas_line_to(canvas, x - BRACKET_FOOT, bracket->bottom);
        hai_canvas_stroke(canvas, hai_stroke_width(2), hai_paint_colour(weak));
        double height = kit_height(bracket->name);
        double y = bracket->centre - (height + kit_height(bracket->share)) / 2;
        hai_canvas_paragraph(canvas, bracket->name, x + WORD_GAP, y);
        hai_canvas_paragraph(canvas, bracket->share, x + WORD_GAP, y + height);
    }
    if (bands->foot != NULL)
        hai_canvas_paragraph(canvas, bands->foot, frame->box.x,
                             hai_box_bottom(frame->box) - kit_height(bands->foot));
}
