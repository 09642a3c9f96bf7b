// SPDX-License-Identifier: MIT
#include "chart-kit/data.h"

#include <glib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "chart-kit/course.h"
#include "chart-kit/read.h"
#include "chart-kit/scale.h"
#include "chart-kit/shared.h"
#include "visual-kit/unit.h"

#define MAX_DECIMALS 2
#define MOST_DECIMALS 4 // of a figure that else would read zero

// --- Names by first appearance ---

struct names {
    GHashTable *numbers; // of name: number + 1
    const char **list;
    int32_t count;
};

static struct names names_new(const hai_block *block, int32_t most)
{
    return (struct names){.numbers = g_hash_table_new(g_str_hash, g_str_equal),
                          .list = hai_block_alloc(block, ((size_t)most + 1) * sizeof(char *))};
}

static int32_t names_number(struct names *names, const char *name)
{
    gpointer known = g_hash_table_lookup(names->numbers, name);
    if (known != NULL)
        return GPOINTER_TO_INT(known) - 1;
    names->list[names->count++] = name;
    g_hash_table_insert(names->numbers, (gpointer)(uintptr_t)name, GINT_TO_POINTER(names->count));
    return names->count - 1;
}

// --- Shapes ---

enum chart_shape chart_data_shape(const struct chart_options *options)
{
    if (options->columns.count > 0 || options->value < 0)
        return CHART_SHAPE_WIDE;
    return options->series >= 0 ? CHART_SHAPE_LONG : CHART_SHAPE_SINGLE;
}

// How tables say that a figure is missing.
static bool says_missing(const char *text)
{
    static const char *const words[] = {
        "",    "-",   "--",  "—",   "——",  "–",    "…",  "……",   "...",  "/",        "*",   "NA",
        "N/A", "n/a", "NaN", "nan", "nil", "null", "无", "空缺", "暂无", "暂无数据", "不详"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strcmp(text, words[i]) == 0)
            return true;
    return false;
}

static bool is_numeric(const hai_table *table, int32_t column)
{
    bool has_number = false;
    for (int32_t row = 0; row < hai_table_rows(table); row++) {
        bool is_number = !isnan(hai_table_number(table, row, column));
        if (!is_number && !says_missing(hai_table_text(table, row, column)))
            return false;
        has_number = has_number || is_number;
    }
    return has_number;
}

struct wide_column *chart_wide_columns(const hai_block *block, const struct chart_options *options,
                                       int32_t *count)
{
    const struct chart_column *given = options->columns.items;
    const hai_table *table = options->rows;
    int32_t all = hai_table_columns(table);
    size_t most = options->columns.count > 0 ? options->columns.count : (size_t)all;
    struct wide_column *columns = hai_block_alloc(block, (most + 1) * sizeof *columns);
    *count = 0;
    for (uint32_t i = 0; i < options->columns.count; i++) {
        int32_t column =
            given[i].column != NULL ? hai_table_find_column(table, given[i].column) : -1;
        bool is_named = given[i].name != NULL && given[i].name[0] != '\0';
        if (column >= 0)
            columns[(*count)++] =
                (struct wide_column){column, is_named ? given[i].name : given[i].column};
    }
    for (int32_t i = 0; options->columns.count == 0 && i < all; i++)
        if (i != options->label && i != options->series && is_numeric(table, i))
            columns[(*count)++] = (struct wide_column){i, hai_table_column_name(table, i)};
    return columns;
}

static void add_series(const hai_block *block, struct chart_data *data, int32_t at,
                       const char *name)
{
    size_t size = ((size_t)data->category_count + 1) * sizeof(double);
    data->series[at] =
        (struct chart_series){.name = name, .values = hai_block_alloc(block, size), .order = at};
    for (int32_t i = 0; i < data->category_count; i++)
        data->series[at].values[i] = NAN;
}

static double finite(double value)
{
    return isfinite(value) ? value : NAN;
}

// A category for each row, a series for each of some columns.
static void read_columns(const hai_block *block, const struct chart_options *options,
                         const struct wide_column *columns, int32_t count, struct chart_data *data)
{
    int32_t rows = hai_table_rows(options->rows);
    data->category_count = rows;
    data->categories = hai_block_alloc(block, ((size_t)rows + 1) * sizeof(char *));
    for (int32_t row = 0; row < rows; row++)
        data->categories[row] = hai_table_text(options->rows, row, options->label);
    data->series_count = count;
    data->series = hai_block_alloc(block, ((size_t)count + 1) * sizeof *data->series);
    for (int32_t i = 0; i < count; i++) {
        add_series(block, data, i, columns[i].name);
        for (int32_t row = 0; row < rows; row++)
            data->series[i].values[row] =
                finite(hai_table_number(options->rows, row, columns[i].column));
    }
    data->rows = hai_block_alloc(block, ((size_t)rows + 1) * sizeof(int32_t));
    for (int32_t row = 0; row < rows; row++)
        data->rows[row] = row;
}

static void read_long(const hai_block *block, const struct chart_options *options,
                      struct chart_data *data)
{
    const hai_table *table = options->rows;
    int32_t rows = hai_table_rows(table);
    struct names categories = names_new(block, rows), series = names_new(block, rows);
    data->rows = hai_block_alloc(block, ((size_t)rows + 1) * sizeof(int32_t));
    for (int32_t row = 0; row < rows; row++) {
        int32_t before = categories.count;
        if (names_number(&categories, hai_table_text(table, row, options->label)) == before)
            data->rows[before] = row;
        names_number(&series, hai_table_text(table, row, options->series));
    }
    data->category_count = categories.count;
    data->categories = categories.list;
    // Two columns of 10^5 different names are a mistake, and would be 10^10 values.
    data->series_count = (int32_t)fmin(series.count, CHART_MAX_SERIES);
    data->series = hai_block_alloc(block, ((size_t)data->series_count + 1) * sizeof *data->series);
    for (int32_t i = 0; i < data->series_count; i++)
        add_series(block, data, i, series.list[i]);
    for (int32_t row = 0; row < rows; row++) {
        int32_t at = names_number(&series, hai_table_text(table, row, options->series));
        double value = finite(hai_table_number(table, row, options->value));
        if (at >= data->series_count || isnan(value))
            continue;
        double *cell =
            &data->series[at]
                 .values[names_number(&categories, hai_table_text(table, row, options->label))];
        *cell = isnan(*cell) ? value : *cell + value;
    }
    g_hash_table_destroy(categories.numbers);
    g_hash_table_destroy(series.numbers);
}

// --- Order ---

struct rank {
    double total; // NAN: nothing is known
    int32_t number;
    bool is_others;
};

static int compare_falling(const void *a, const void *b)
{
    const struct rank *x = a, *y = b;
    if (x->is_others != y->is_others)
        return x->is_others ? 1 : -1;
    if (isnan(x->total) != isnan(y->total))
        return isnan(x->total) ? 1 : -1;
    if (!isnan(x->total) && x->total != y->total)
        return x->total > y->total ? -1 : 1;
    return x->number - y->number; // qsort keeps no order of its own
}

static int compare_rising(const void *a, const void *b)
{
    const struct rank *x = a, *y = b;
    if (x->is_others != y->is_others || isnan(x->total) || isnan(y->total) || x->total == y->total)
        return compare_falling(a, b);
    return x->total < y->total ? -1 : 1;
}

static struct rank *rank_categories(const hai_block *block, const struct chart_data *data)
{
    struct rank *ranks = hai_block_alloc(block, ((size_t)data->category_count + 1) * sizeof *ranks);
    for (int32_t i = 0; i < data->category_count; i++) {
        bool is_known = false;
        for (int32_t s = 0; s < data->series_count; s++)
            is_known = is_known || !isnan(data->series[s].values[i]);
        ranks[i] = (struct rank){.total = is_known ? chart_category_total(data, i) : NAN,
                                 .number = i,
                                 .is_others = strcmp(data->categories[i], CHART_OTHERS) == 0};
    }
    return ranks;
}

// The categories in the order of ranks, the first `count` of them.
static void take_ranked(const hai_block *block, struct chart_data *data, const struct rank *ranks,
                        int32_t count)
{
    struct chart_data old = *data;
    size_t room = (size_t)data->category_count + 1;
    data->categories = hai_block_alloc(block, room * sizeof(char *));
    data->rows = hai_block_alloc(block, room * sizeof(int32_t));
    data->order = hai_block_alloc(block, room * sizeof(int32_t));
    for (int32_t i = 0; i < count; i++) {
        data->categories[i] = old.categories[ranks[i].number];
        data->rows[i] = old.rows[ranks[i].number];
        data->order[i] = old.order[ranks[i].number];
    }
    for (int32_t s = 0; s < data->series_count; s++) {
        double *values = hai_block_alloc(block, room * sizeof *values);
        for (int32_t i = 0; i < count; i++)
            values[i] = old.series[s].values[ranks[i].number];
        data->series[s].values = values;
    }
    data->category_count = count;
}

// What is not among the first `top`, in one category at the end.
static void fold_others(const hai_block *block, struct chart_data *data, int32_t top)
{
    struct rank *ranks = rank_categories(block, data);
    int32_t count = data->category_count;
    qsort(ranks, (size_t)count, sizeof *ranks, compare_falling);
    double *sums = hai_block_alloc(block, ((size_t)data->series_count + 1) * sizeof *sums);
    for (int32_t s = 0; s < data->series_count; s++) {
        sums[s] = NAN;
        for (int32_t i = top; i < count; i++) {
            double value = data->series[s].values[ranks[i].number];
            if (!isnan(value))
                sums[s] = isnan(sums[s]) ? value : sums[s] + value;
        }
    }
    bool *is_kept = hai_block_alloc(block, (size_t)count * sizeof *is_kept);
    for (int32_t i = 0; i < top; i++)
        is_kept[ranks[i].number] = true;
    int32_t kept = 0;
    for (int32_t i = 0; i < count; i++)
        if (is_kept[i])
            ranks[kept++].number = i;
    take_ranked(block, data, ranks, top);
    data->categories[top] = CHART_OTHERS;
    data->rows[top] = -1;
    // The first colours of a theme are for what is seen.
    for (int32_t i = 0; i <= top; i++)
        data->order[i] = i;
    for (int32_t s = 0; s < data->series_count; s++)
        data->series[s].values[top] = sums[s];
    data->category_count = top + 1;
}

// Dates, or months and the like, which have an order of their own.
static bool has_order(const struct chart_data *data)
{
    if (chart_is_course(data))
        return true;
    for (int32_t i = 0; i < data->category_count; i++)
        if (isnan(chart_time(data->categories[i])) &&
            strcmp(data->categories[i], CHART_OTHERS) != 0)
            return false;
    return true;
}

struct chart_data *chart_data_read_own(const hai_block *block, const struct chart_options *options)
{
    struct chart_data *data = hai_block_alloc(block, sizeof *data);
    enum chart_shape shape = chart_data_shape(options);
    if (shape == CHART_SHAPE_LONG) {
        read_long(block, options, data);
    } else {
        int32_t count = 1;
        struct wide_column single = {.column = options->value, .name = ""};
        struct wide_column *columns =
            shape == CHART_SHAPE_WIDE ? chart_wide_columns(block, options, &count) : &single;
        read_columns(block, options, columns, count, data);
    }
    data->order = hai_block_alloc(block, ((size_t)data->category_count + 1) * sizeof(int32_t));
    for (int32_t i = 0; i < data->category_count; i++)
        data->order[i] = i;
    // One thing alone is not put together with nothing.
    if (options->top > 0 && data->category_count > options->top + 1)
        fold_others(block, data, options->top);
    if (options->sort != CHART_SORT_NONE &&
        !(options->sort == CHART_SORT_AUTO && has_order(data))) {
        struct rank *ranks = rank_categories(block, data);
        qsort(ranks, (size_t)data->category_count, sizeof *ranks,
              options->sort == CHART_SORT_RISING ? compare_rising : compare_falling);
        take_ranked(block, data, ranks, data->category_count);
    }
    chart_shared_order(block, data);
    return data;
}

struct chart_data *chart_data_read(const hai_block *block, const struct chart_options *options)
{
    struct chart_data *data = chart_data_read_own(block, options);
    chart_shared_pad(block, data);
    return data;
}

struct chart_data *chart_data_read_parts(const hai_block *block,
                                         const struct chart_options *options, int32_t most)
{
    struct chart_options chart = *options;
    if (chart.top == 0 || chart.top > most)
        chart.top = most;
    struct chart_data *data = chart_data_read(block, &chart);
    double low, high;
    if (!chart_data_extent(data, &low, &high) || !(high > 0))
        return NULL;
    int32_t count = 0;
    double *values = data->series[0].values;
    for (int32_t i = 0; i < data->category_count; i++) {
        if (!(values[i] >= 0))
            continue;
        values[count] = values[i];
        data->categories[count] = data->categories[i];
        data->rows[count] = data->rows[i];
        data->order[count++] = data->order[i];
    }
    data->category_count = count;
    data->series_count = 1;
    return data;
}

// --- What is known of it ---

bool chart_data_is_empty(const struct chart_data *data)
{
    double low, high;
    return !chart_data_extent(data, &low, &high);
}

bool chart_data_extent(const struct chart_data *data, double *low, double *high)
{
    *low = INFINITY;
    *high = -INFINITY;
    for (int32_t s = 0; s < data->series_count; s++)
        for (int32_t i = 0; i < data->category_count; i++) {
            *low = fmin(*low, data->series[s].values[i]);
            *high = fmax(*high, data->series[s].values[i]);
        }
    if (*low <= *high)
        return true;
    *low = *high = 0;
    return false;
}

double chart_category_total(const struct chart_data *data, int32_t category)
{
    double total = 0;
    for (int32_t s = 0; s < data->series_count; s++)
        if (!isnan(data->series[s].values[category]))
            total += data->series[s].values[category];
    return total;
}

double chart_series_total(const struct chart_data *data, int32_t series)
{
    double total = 0;
    for (int32_t i = 0; i < data->category_count; i++)
        if (!isnan(data->series[series].values[i]))
            total += data->series[series].values[i];
    return total;
}

int32_t chart_data_find_category(const struct chart_data *data, const char *name)
{
    for (int32_t i = 0; name != NULL && i < data->category_count; i++)
        if (strcmp(data->categories[i], name) == 0)
            return i;
    return -1;
}

int32_t chart_data_find_series(const struct chart_data *data, const char *name)
{
    for (int32_t i = 0; name != NULL && i < data->series_count; i++)
        if (strcmp(data->series[i].name, name) == 0)
            return i;
    return -1;
}

const char **chart_series_names(const hai_block *block, const struct chart_data *data)
{
    const char **names = hai_block_alloc(block, ((size_t)data->series_count + 1) * sizeof *names);
    for (int32_t i = 0; i < data->series_count; i++)
        names[i] = data->series[i].name;
    return names;
}

// --- Figures ---

hai_number_format chart_format(const struct chart_options *options, const double *values,
                               int32_t count)
{
    hai_number_format format = hai_number_options_format(&options->number);
    format.scale = hai_number_common_scale(values, (uint32_t)count, &format);
    return format;
}

static int32_t count_decimals(double size)
{
    int32_t count = 0;
    while (count <= MAX_DECIMALS && isfinite(size) &&
           fabs(size * pow(10, count) - round(size * pow(10, count))) >
               1e-9 * fmax(size * pow(10, count), 1))
        count++;
    return count;
}

// As many decimal places as the figure with the most has, so that 93 beside 97.8 reads 93.0. Where
// they are too many to be meant: in 万 or 亿 those that are left after rounding, else -1.
static int32_t common_decimals(const struct chart_data *data, const hai_number_format *format)
{
    double factor = format->style == HAI_NUMBER_RATIO   ? 100
                    : format->style == HAI_NUMBER_PLAIN ? pow(10, -(double)format->scale)
                                                        : 1;
    int32_t most = 0;
    for (int32_t s = 0; s < data->series_count; s++)
        for (int32_t i = 0; i < data->category_count; i++) {
            double size = fabs(data->series[s].values[i]) * factor;
            int32_t count = count_decimals(size);
            if (count > MAX_DECIMALS && format->scale == 0)
                return -1;
            double unit = pow(10, MAX_DECIMALS);
            most =
                MAX(most, count > MAX_DECIMALS ? count_decimals(round(size * unit) / unit) : count);
        }
    return most;
}

hai_number_format chart_data_format(const struct chart_options *options,
                                    const struct chart_data *data)
{
    // The scale hangs on the largest and on the smallest that is not 0.
    double ends[2] = {NAN, NAN};
    for (int32_t s = 0; s < data->series_count; s++)
        for (int32_t i = 0; i < data->category_count; i++) {
            double size = fabs(data->series[s].values[i]);
            if (!isnan(size) && size > 0) {
                ends[0] = fmin(ends[0], size);
                ends[1] = fmax(ends[1], size);
            }
        }
    // What is a millionth of the largest has words of its own; the rest shall not be long for its
    // sake.
    bool is_wide = ends[0] < ends[1] * 1e-6;
    hai_number_format format = chart_format(options, is_wide ? &ends[1] : ends,
                                            isnan(ends[0]) ? 0
                                            : is_wide      ? 1
                                                           : 2);
    if (format.decimals < 0)
        format.decimals = common_decimals(data, &format);
    if (format.decimals < 0 && is_wide)
        format.decimals = MAX_DECIMALS;
    return format;
}

// --- What is not zero does not read zero ---

static bool reads_zero(const char *text)
{
    return strpbrk(text, "123456789") == NULL;
}

// Beside far larger figures, in their unit and with their decimals, it would.
static bool is_lost(const hai_block *block, double value, const hai_number_format *format)
{
    return value != 0 && isfinite(value) && format->style <= HAI_NUMBER_PERMILLE &&
           reads_zero(hai_number_figure(block, value, format));
}

static hai_number_format own_format(const hai_number_format *format)
{
    hai_number_format own = *format;
    own.decimals = -1;
    own.scale = own.scale > 0 ? 1 : 0;
    return own;
}

// In the unit of the others, which is told elsewhere: with more decimals, as long as they are few;
// else in 万 or 亿 of its own; else by the least that there is room for.
static const char *small_figure(const hai_block *block, double value,
                                const hai_number_format *format)
{
    hai_number_format words = *format;
    double size = fabs(value) / pow(10, words.scale);
    for (words.decimals = MAX(format->decimals, 0) + 1; words.decimals <= MOST_DECIMALS;
         words.decimals++) {
        double unit = pow(10, words.decimals);
        if (fabs(round(size * unit) / unit - size) < size * 0.05)
            return hai_number_figure(block, value, &words);
    }
    hai_number_format own = own_format(format);
    if (hai_number_unit(block, value, &own)[0] != '\0')
        return hai_number_text(block, value, &own);
    words.decimals = MAX_DECIMALS;
    words.sign = 0; // the mark before it says which side it is of
    double least = copysign(pow(10, (double)words.scale - MAX_DECIMALS), value);
    return hai_block_printf(block, "%s%s", value > 0 ? "<" : ">",
                            hai_number_figure(block, least, &words));
}

const char *chart_value_text(const hai_block *block, double value, const hai_number_format *format,
                             const char *unit)
{
    if (!isfinite(value))
        return "暂无数据";
    hai_number_format words = is_lost(block, value, format) ? own_format(format) : *format;
    return hai_block_printf(block, "%s%s", hai_number_figure(block, value, &words),
                            kit_unit(block, hai_number_unit(block, value, &words), unit));
}

const char *chart_figure_text(const hai_block *block, double value, const hai_number_format *format)
{
    bool is_small = is_lost(block, value, format);
    if (is_small && format->style == HAI_NUMBER_PLAIN && format->scale > 1)
        return small_figure(block, value, format);
    hai_number_format words = is_small ? own_format(format) : *format;
    return words.style == HAI_NUMBER_PLAIN ? hai_number_figure(block, value, &words)
                                           : hai_number_text(block, value, &words);
}

const char *chart_share_text(const hai_block *block, double share, int32_t decimals)
{
    hai_number_format format = {
        .size = sizeof format, .decimals = decimals, .style = HAI_NUMBER_RATIO};
    return hai_number_text(block, share, &format);
}
