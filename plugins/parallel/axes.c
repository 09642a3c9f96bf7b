// SPDX-License-Identifier: MIT
#include "axes.h"

#include <string.h>

#include "visual-kit/unit.h"

#define MOST_DECIMALS 2   // where the data has more than are meant
#define MAX_CATEGORIES 12 // of an axis; the rest are one

static const struct axis_option axis_defaults = {.low = NAN, .high = NAN};
static const hai_option axis_options[] = {
    HAI_STRING("column", struct axis_option, column, .flags = HAI_REQUIRED, .help_zh = "列名",
               .help_en = "The column of the axis"),
    HAI_STRING("name", struct axis_option, name, .help_zh = "轴名,默认为列名",
               .help_en = "What the axis is called, if not as its column"),
    HAI_STRING("unit", struct axis_option, unit, .help_zh = "单位", .help_en = "Its unit"),
    HAI_BOOL("inverted", struct axis_option, is_inverted,
             .help_zh = "倒序:小的在上;分类的第一个在下",
             .help_en = "Small values are at the top, the first category at the bottom"),
    HAI_NUMBER("low", struct axis_option, low, -1e18, 1e18, .help_zh = "起点",
               .help_en = "Where the axis begins"),
    HAI_NUMBER("high", struct axis_option, high, -1e18, 1e18, .help_zh = "终点",
               .help_en = "Where the axis ends"),
};
const hai_item axis_item = {.size = sizeof(hai_item),
                            .struct_size = sizeof(struct axis_option),
                            .defaults = &axis_defaults,
                            .options = axis_options,
                            .option_size = sizeof(hai_option),
                            .option_count = HAI_COUNT(axis_options)};

double axis_category_share(const struct axis *axis, int32_t n)
{
    double share = (n + 0.5) / axis->count;
    return axis->is_inverted ? share : 1 - share;
}

static int32_t find_name(struct axis *axis, const char *name)
{
    for (int32_t i = 0; i < axis->count; i++)
        if (strcmp(axis->names[i], name) == 0)
            return i;
    if (axis->count == MAX_CATEGORIES) {
        axis->names[MAX_CATEGORIES - 1] = CHART_OTHERS;
        return MAX_CATEGORIES - 1;
    }
    axis->names[axis->count] = name;
    return axis->count++;
}

static bool read_categories(const hai_block *block, const hai_table *rows, int32_t column,
                            struct axis *axis)
{
    int32_t count = hai_table_rows(rows);
    axis->names = hai_block_alloc(block, (MAX_CATEGORIES + 1) * sizeof *axis->names);
    for (int32_t i = 0; i < count; i++) {
        const char *name = hai_table_text(rows, i, column);
        axis->shares[i] = name[0] == '\0' ? (double)NAN : (double)find_name(axis, name);
    }
    for (int32_t i = 0; i < count; i++)
        if (!isnan(axis->shares[i]))
            axis->shares[i] = axis_category_share(axis, (int32_t)axis->shares[i]);
    return axis->count > 0;
}

static bool read_values(const hai_block *block, const struct parallel *parallel,
                        const struct axis_option *option, int32_t column, struct axis *axis)
{
    const hai_table *rows = parallel->chart.rows;
    int32_t count = hai_table_rows(rows);
    double low = INFINITY, high = -INFINITY;
    for (int32_t i = 0; i < count; i++) {
        double value = hai_table_number(rows, i, column);
        axis->values[i] = isfinite(value) ? value : NAN;
        low = fmin(low, axis->values[i]);
        high = fmax(high, axis->values[i]);
    }
    if (low > high)
        return false;
    low = isnan(option->low) ? low : option->low;
    high = isnan(option->high) ? high : option->high;
    // As many decimals at both ends, and not more than are meant.
    struct chart_series series = {.values = axis->values};
    struct chart_data data = {.series = &series, .series_count = 1, .category_count = count};
    axis->format = chart_data_format(&parallel->chart, &data);
    if (axis->format.decimals < 0)
        axis->format.decimals = MOST_DECIMALS;
    const char *unit = option->unit != NULL ? option->unit : "";
    const char *low_text = chart_value_text(block, low, &axis->format, unit);
    const char *high_text = chart_value_text(block, high, &axis->format, unit);
    // Where all are equal there is one place, in the middle, and the value is its name.
    if (!(low < high)) {
        axis->names = hai_block_alloc(block, sizeof *axis->names);
        axis->names[axis->count++] = low_text;
        for (int32_t i = 0; i < count; i++)
            axis->shares[i] = axis->values[i] == low ? 0.5 : NAN;
        return true;
    }
    axis->low_text = option->is_inverted ? high_text : low_text;
    axis->high_text = option->is_inverted ? low_text : high_text;
    const char *low_figure = chart_figure_text(block, low, &axis->format);
    const char *high_figure = chart_figure_text(block, high, &axis->format);
    axis->low_figure = option->is_inverted ? high_figure : low_figure;
    axis->high_figure = option->is_inverted ? low_figure : high_figure;
    const char *words = kit_unit_of(block, &axis->format, unit);
    axis->name_with_unit =
        words[0] != '\0' ? hai_block_printf(block, "%s(%s)", axis->name, words) : axis->name;
    for (int32_t i = 0; i < count; i++) {
        // Halved first, so that the difference of the largest numbers is finite.
        double share = (axis->values[i] / 2 - low / 2) / (high / 2 - low / 2);
        // Outside of an axis that the author made shorter there is no place.
        bool is_inside = share >= -1e-9 && share <= 1 + 1e-9;
        axis->shares[i] = isnan(axis->values[i]) || !is_inside ? NAN
                          : option->is_inverted                ? 1 - share
                                                               : share;
    }
    return true;
}

static bool read_axis(const hai_block *block, const struct parallel *parallel,
                      const struct axis_option *option, int32_t column, struct axis *axis)
{
    const hai_table *rows = parallel->chart.rows;
    size_t size = ((size_t)hai_table_rows(rows) + 1) * sizeof(double);
    *axis = (struct axis){.is_inverted = option->is_inverted,
                          .shares = hai_block_alloc(block, size),
                          .values = hai_block_alloc(block, size)};
    const char *name = option->name != NULL && option->name[0] != '\0'
                           ? option->name
                           : hai_table_column_name(rows, column);
    axis->name = option->is_inverted ? hai_block_printf(block, "%s(倒序)", name) : name;
    if (read_values(block, parallel, option, column, axis))
        return true;
    axis->name = name;
    return read_categories(block, rows, column, axis);
}

int32_t axes_read(const hai_block *block, const struct parallel *parallel, struct axis **axes)
{
    const struct axis_option *items = parallel->axes.items;
    const hai_table *rows = parallel->chart.rows;
    int32_t count = 0;
    *axes = hai_block_alloc(block, (MAX_AXES + 1) * sizeof **axes);
    for (uint32_t i = 0; i < parallel->axes.count && count < MAX_AXES; i++) {
        int32_t column =
            items[i].column == NULL ? -1 : hai_table_find_column(rows, items[i].column);
        if (column >= 0 && read_axis(block, parallel, &items[i], column, &(*axes)[count]))
            count++;
    }
    for (int32_t column = 0;
         parallel->axes.count == 0 && column < hai_table_columns(rows) && count < MAX_AXES;
         column++)
        if (column != parallel->chart.label && column != parallel->chart.series &&
            read_axis(block, parallel, &axis_defaults, column, &(*axes)[count]))
            count++;
    return count;
}

static bool has_number(const hai_table *rows, int32_t column)
{
    for (int32_t i = 0; i < hai_table_rows(rows); i++)
        if (isfinite(hai_table_number(rows, i, column)))
            return true;
    return false;
}

struct chart_options axes_options(const hai_block *block, const struct parallel *parallel)
{
    const struct axis_option *items = parallel->axes.items;
    struct chart_options chart = parallel->chart;
    struct chart_column *columns =
        hai_block_alloc(block, ((size_t)parallel->axes.count + 1) * sizeof *columns);
    uint32_t count = 0;
    for (uint32_t i = 0; i < parallel->axes.count; i++) {
        int32_t column =
            items[i].column == NULL ? -1 : hai_table_find_column(chart.rows, items[i].column);
        if (column < 0 || !has_number(chart.rows, column))
            continue;
        const char *name = items[i].name != NULL ? items[i].name : items[i].column;
        const char *unit = items[i].unit;
        if (unit != NULL && unit[0] != '\0')
            name = hai_block_printf(block, "%s(%s)", name, unit);
        columns[count++] = (struct chart_column){.column = items[i].column, .name = name};
    }
    if (count > 0) {
        chart.columns.items = columns;
        chart.columns.count = count;
    }
    return chart;
}
