// SPDX-License-Identifier: MIT
#include "chart-kit/summary.h"

#include <glib.h>
#include <math.h>

#include "visual-kit/surface.h"

#define MAX_VALUES 200
#define MAX_TOLD_SERIES 8
#define EMPTY_SPACE 36.0

struct story {
    const hai_block *block;
    const struct chart_options *options;
    const struct chart_data *data;
    hai_number_format format;
    GString *text;
};

static const char *value_text(const struct story *story, const struct chart_series *series,
                              double value)
{
    if (series->unit == NULL)
        return chart_value_text(story->block, value, &story->format, story->options->unit);
    static const struct chart_options plain = {
        .number = {.decimals = -1, .scale = 1, .group = true}};
    struct chart_data alone = *story->data;
    struct chart_series copy = *series;
    alone.series = &copy;
    alone.series_count = 1;
    hai_number_format format = chart_data_format(&plain, &alone);
    return chart_value_text(story->block, value, &format, series->unit);
}

// The first and last category with a value, and those of the extremes; -1: none.
struct turning {
    int32_t first, last, lowest, highest;
};

static struct turning find_turning(const struct chart_data *data, const double *values)
{
    struct turning turning = {-1, -1, -1, -1};
    for (int32_t i = 0; i < data->category_count; i++) {
        if (isnan(values[i]))
            continue;
        turning.first = turning.first < 0 ? i : turning.first;
        turning.last = i;
        if (turning.lowest < 0 || values[i] < values[turning.lowest])
            turning.lowest = i;
        if (turning.highest < 0 || values[i] > values[turning.highest])
            turning.highest = i;
    }
    return turning;
}

static void tell_rank(const struct story *story, const struct chart_series *series)
{
    const double *values = series->values;
    const struct chart_data *data = story->data;
    struct turning at = find_turning(data, values);
    if (at.highest < 0)
        return;
    if (at.highest == at.lowest)
        g_string_append_printf(story->text, "%s为%s。", data->categories[at.highest],
                               value_text(story, series, values[at.highest]));
    else
        g_string_append_printf(
            story->text, "%s最高,为%s;%s最低,为%s。", data->categories[at.highest],
            value_text(story, series, values[at.highest]), data->categories[at.lowest],
            value_text(story, series, values[at.lowest]));
}

static void tell_trend(const struct story *story, const struct chart_series *series)
{
    const double *values = series->values;
    const struct chart_data *data = story->data;
    struct turning at = find_turning(data, values);
    if (at.first < 0 || at.first == at.last) {
        tell_rank(story, series);
        return;
    }
    double from = values[at.first], to = values[at.last];
    g_string_append_printf(story->text, "由%s的%s%s%s的%s", data->categories[at.first],
                           value_text(story, series, from),
                           to > from   ? "升至"
                           : to < from ? "降至"
                                       : ",到",
                           data->categories[at.last], value_text(story, series, to));
    if (at.highest != at.first && at.highest != at.last)
        g_string_append_printf(story->text, ",最高为%s的%s", data->categories[at.highest],
                               value_text(story, series, values[at.highest]));
    if (at.lowest != at.first && at.lowest != at.last)
        g_string_append_printf(story->text, ",最低为%s的%s", data->categories[at.lowest],
                               value_text(story, series, values[at.lowest]));
    g_string_append(story->text, "。");
}

static void tell_shares(const struct story *story, const double *values)
{
    const struct chart_data *data = story->data;
    int32_t count = data->category_count;
    double *shares = hai_block_alloc(story->block, ((size_t)count + 1) * sizeof *shares);
    hai_number_shares(values, (uint32_t)count, 1, shares);
    for (int32_t i = 0; i < count && i < 12; i++)
        g_string_append_printf(story->text, "%s%s占%s", i > 0 ? "," : "", data->categories[i],
                               chart_share_text(story->block, shares[i] / 100, 1));
    g_string_append(story->text, count > 12 ? "等。" : "。");
}

static void tell_data(const struct story *story)
{
    const struct chart_data *data = story->data;
    int32_t told = 0;
    g_string_append(story->text, "\n数据:");
    for (int32_t i = 0; i < data->category_count && told < MAX_VALUES; i++) {
        g_string_append_printf(story->text, "%s%s", i > 0 ? ";" : "", data->categories[i]);
        for (int32_t s = 0; s < data->series_count && told < MAX_VALUES; s++, told++)
            g_string_append_printf(story->text, ",%s%s", data->series[s].name,
                                   value_text(story, &data->series[s], data->series[s].values[i]));
    }
    double all = (double)data->category_count * data->series_count;
    g_string_append(story->text, all > told ? "……" : "。");
}

const char *chart_summary_of(const hai_block *block, const char *kind,
                             const struct chart_options *options, const struct chart_data *data,
                             enum chart_story story)
{
    if (chart_data_is_empty(data))
        return hai_block_printf(block, "%s,暂无数据", kind);
    struct story told = {.block = block,
                         .options = options,
                         .data = data,
                         .format = chart_data_format(options, data),
                         .text = g_string_new(kind)};
    if (options->title != NULL && options->title[0] != '\0')
        g_string_append_printf(told.text, "“%s”", options->title);
    if (data->series_count > 1)
        g_string_append_printf(told.text, ",共%d个系列、%d项。", (int)data->series_count,
                               (int)data->category_count);
    else
        g_string_append_printf(told.text, ",共%d项。", (int)data->category_count);
    for (int32_t s = 0; s < data->series_count && s < MAX_TOLD_SERIES; s++) {
        const struct chart_series *series = &data->series[s];
        if (series->name[0] != '\0')
            g_string_append_printf(told.text, "%s:", series->name);
        if (story == CHART_STORY_TREND)
            tell_trend(&told, series);
        else if (story == CHART_STORY_SHARE)
            tell_shares(&told, series->values);
        else
            tell_rank(&told, series);
    }
    tell_data(&told);
    const char *text = hai_block_printf(block, "%s", told.text->str);
    g_string_free(told.text, TRUE);
    return text;
}

const char *chart_summary(const hai_block *block, const char *kind,
                          const struct chart_options *options, enum chart_story story)
{
    return chart_summary_of(block, kind, options, chart_data_read(block, options), story);
}

// --- Without data ---

static const hai_paragraph *empty_text(const hai_block *block, double width)
{
    hai_text_style style = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_CENTRE);
    return hai_paragraph_new(block, "暂无数据", &style, width);
}

double chart_empty_height(const hai_block *block, double width)
{
    return kit_height(empty_text(block, width)) + 2 * EMPTY_SPACE;
}

void chart_empty_draw(const hai_block *block, hai_canvas *canvas, hai_box box)
{
    const hai_paragraph *text = empty_text(block, box.width);
    hai_canvas_paragraph(canvas, text, box.x, box.y + (box.height - kit_height(text)) / 2);
}
