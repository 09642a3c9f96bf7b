// SPDX-License-Identifier: MIT
//
// Mistakes that only the options and the data together show.
#include <glib.h>
#include <math.h>
#include <string.h>

#include "chart-kit/annotate.h"
#include "chart-kit/read.h"
#include "chart-kit/scale.h"
#include "chart-kit/shared.h"

static void check_columns(const hai_block *block, const struct chart_options *options)
{
    int32_t count = 1;
    if (chart_data_shape(options) == CHART_SHAPE_WIDE)
        chart_wide_columns(block, options, &count);
    if (count == 0 && hai_table_rows(options->rows) > 0)
        hai_block_error(block, NULL, "chart.values",
                        "name a column of numbers: \"value\", or several in \"columns\"",
                        "the table has no column of values");
    const struct chart_column *columns = options->columns.items;
    for (uint32_t i = 0; i < options->columns.count; i++)
        if (columns[i].column != NULL && hai_table_columns(options->rows) > 0 &&
            hai_table_find_column(options->rows, columns[i].column) < 0)
            hai_block_error(block, hai_block_printf(block, "columns/%u/column", i), "option.column",
                            NULL, "the table has no column '%s'", columns[i].column);
    if (options->columns.count > 0 && options->series >= 0)
        hai_block_warn(block, "series", "chart.series", "take one of them away",
                       "'series' is passed over, because 'columns' gives the series");
}

// Rows that say the same thing twice.
static void check_doubles(const hai_block *block, const struct chart_options *options)
{
    if (chart_data_shape(options) != CHART_SHAPE_LONG)
        return;
    GHashTable *seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (int32_t row = 0; row < hai_table_rows(options->rows); row++) {
        const char *label = hai_table_text(options->rows, row, options->label);
        const char *series = hai_table_text(options->rows, row, options->series);
        if (g_hash_table_add(seen, g_strdup_printf("%s\n%s", label, series)))
            continue;
        hai_block_warn(block, "rows", "chart.double", "make it one row, if it is one value",
                       "several rows are of '%s' and '%s': they are summed", label, series);
        break;
    }
    g_hash_table_destroy(seen);
}

static bool is_known(const struct chart_data *data, const char *name)
{
    return chart_data_find_series(data, name) >= 0 || chart_data_find_category(data, name) >= 0;
}

void chart_check_names(const hai_block *block, const struct chart_options *options,
                       const struct chart_data *data)
{
    static const char *const words[] = {"first", "last", "largest", "smallest", "all", "none"};
    const char *rest = options->highlight, *name;
    size_t length;
    bool is_word = rest == NULL || rest[0] == '\0' || is_known(data, rest);
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        is_word = is_word || strcmp(rest, words[i]) == 0;
    while (!is_word && chart_next_name(&rest, &name, &length)) {
        const char *one = hai_block_printf(block, "%.*s", (int)length, name);
        if (!is_known(data, one))
            hai_block_warn(block, "highlight", "chart.name",
                           "take a label or a series, or first, last, largest, smallest, all, none",
                           "nothing is called '%s'", one);
    }
    const struct chart_named_colour *colours = options->colours.items;
    for (uint32_t i = 0; i < options->colours.count; i++)
        if (colours[i].name != NULL && !is_known(data, colours[i].name))
            hai_block_warn(block, hai_block_printf(block, "colours/%u/name", i), "chart.name",
                           "take the name of a label or of a series", "nothing is called '%s'",
                           colours[i].name);
}

static void check_annotations(const hai_block *block, const struct chart_options *options)
{
    const struct chart_annotation *notes = options->annotations.items;
    for (uint32_t i = 0; i < options->annotations.count; i++)
        if (isnan(notes[i].value) && notes[i].stat == CHART_STAT_NONE &&
            (notes[i].at == NULL || notes[i].at[0] == '\0'))
            hai_block_warn(block, hai_block_printf(block, "annotations/%u", i), "chart.annotation",
                           "give it a \"value\", a \"stat\" or \"at\"",
                           "the annotation does not say where it stands");
}

void chart_check(const hai_block *block, const struct chart_options *options)
{
    if (options->rows == NULL)
        return;
    chart_shared_tell_title(block, options->title);
    check_columns(block, options);
    check_doubles(block, options);
    if (hai_table_rows(options->rows) > 0) {
        const struct chart_data *data = chart_data_read_own(block, options);
        double low, high;
        chart_check_names(block, options, data);
        chart_shared_tell(block, data);
        if (chart_data_extent(data, &low, &high))
            chart_shared_tell_scale(block, options->unit, low, high);
    }
    check_annotations(block, options);
    if (options->low >= options->high)
        hai_block_error(block, "high", "chart.range", "make it larger than 'low'",
                        "the axis ends where it begins, or before");
}

void chart_check_rows(const hai_block *block, const struct chart_options *options, int32_t most)
{
    if (options->rows != NULL && hai_table_rows(options->rows) > most)
        hai_block_error(block, "rows", "chart.rows",
                        "take fewer of them (\"steps\": top, filter, group)",
                        "this chart shows at most %d rows, and there are %d", (int)most,
                        (int)hai_table_rows(options->rows));
}

void chart_check_positive(const hai_block *block, const struct chart_options *options)
{
    if (options->rows == NULL)
        return;
    struct chart_options all = *options;
    all.top = 0; // what is put together would hide it
    const struct chart_data *data = chart_data_read(block, &all);
    double low, high;
    if (!chart_data_extent(data, &low, &high) || low >= 0)
        return;
    const char *name = "";
    for (int32_t s = 0; s < data->series_count; s++)
        for (int32_t i = 0; i < data->category_count; i++)
            if (data->series[s].values[i] == low)
                name = data->categories[i];
    if (high > 0)
        hai_block_error(block, "rows", "chart.negative",
                        "leave it out, or take bars, which grow to both sides of zero",
                        "'%s' is negative, and no part of a circle can be", name);
    else
        hai_block_warn(block, "rows", "chart.negative",
                       "take bars, which grow to both sides of zero",
                       "no value is above 0: there is nothing to show in a circle");
}
