// SPDX-License-Identifier: MIT
#include "days.h"

// The mean of so many rows up to each one; NAN where one of them is missing.
static double *read_average(const hai_block *block, const double *values, int32_t count,
                            int32_t days)
{
    double *means = hai_block_alloc(block, ((size_t)count + 1) * sizeof *means);
    for (int32_t i = 0; i < count; i++) {
        means[i] = NAN;
        if (i < days - 1)
            continue;
        // Summed anew: a running sum carries the error of 1e15 into what comes after it.
        double sum = 0;
        for (int32_t k = i - days + 1; k <= i; k++)
            sum += values[k] / days;
        means[i] = sum;
    }
    return means;
}

static double *read_column(const hai_block *block, const hai_table *rows, int32_t column)
{
    int32_t count = hai_table_rows(rows);
    double *values = hai_block_alloc(block, ((size_t)count + 1) * sizeof *values);
    for (int32_t i = 0; i < count; i++) {
        values[i] = hai_table_number(rows, i, column);
        values[i] = isfinite(values[i]) ? values[i] : NAN;
    }
    return values;
}

static double *new_values(const hai_block *block, int32_t count)
{
    double *values = hai_block_alloc(block, ((size_t)count + 1) * sizeof *values);
    for (int32_t i = 0; i < count; i++)
        values[i] = NAN;
    return values;
}

// Rows from `first` to before `end` as one candle.
static void merge_rows(double *const *from, int32_t first, int32_t end, double *const *into,
                       int32_t candle)
{
    double open = NAN, close = NAN, high = NAN, low = NAN;
    for (int32_t i = first; i < end; i++) {
        double a = from[PRICE_OPEN][i], b = from[PRICE_CLOSE][i];
        // Where one of both is missing the day is known by the other.
        a = isnan(a) ? b : a;
        b = isnan(b) ? a : b;
        if (isnan(b))
            continue;
        open = isnan(open) ? a : open;
        close = b;
        high = fmax(fmax(high, from[PRICE_HIGH][i]), fmax(a, b));
        low = fmin(fmin(low, from[PRICE_LOW][i]), fmin(a, b));
    }
    into[PRICE_OPEN][candle] = open;
    into[PRICE_CLOSE][candle] = close;
    into[PRICE_HIGH][candle] = high;
    into[PRICE_LOW][candle] = low;
}

static double sum_rows(const double *values, int32_t first, int32_t end)
{
    double sum = NAN;
    for (int32_t i = first; i < end; i++)
        if (!isnan(values[i]))
            sum = (isnan(sum) ? 0 : sum) + values[i];
    return sum;
}

// A day that ends where it began is told by the day before.
static void tell_rises(struct days *days, double *const *prices)
{
    double before = NAN;
    for (int32_t i = 0; i < days->data->category_count; i++) {
        double open = prices[PRICE_OPEN][i], close = prices[PRICE_CLOSE][i];
        days->is_rise[i] = close > open || (close == open && !(close < before));
        before = isnan(close) ? before : close;
    }
}

static struct chart_data *new_data(const hai_block *block, const struct candlestick *candlestick,
                                   int32_t span, double *const *prices)
{
    static const char *const names[PRICE_COUNT] = {"收盘", "开盘", "最高", "最低"};
    const struct chart_options *chart = &candlestick->chart;
    struct chart_data *data = hai_block_alloc(block, sizeof *data);
    int32_t rows = hai_table_rows(chart->rows), count = (rows + span - 1) / span;
    data->category_count = count;
    data->series_count = PRICE_COUNT;
    data->categories = hai_block_alloc(block, ((size_t)count + 1) * sizeof *data->categories);
    data->rows = hai_block_alloc(block, ((size_t)count + 1) * sizeof *data->rows);
    data->order = hai_block_alloc(block, ((size_t)count + 1) * sizeof *data->order);
    data->series = hai_block_alloc(block, PRICE_COUNT * sizeof *data->series);
    for (int32_t i = 0; i < count; i++) {
        data->rows[i] = i * span;
        data->order[i] = i;
        data->categories[i] = hai_table_text(chart->rows, i * span, chart->label);
    }
    for (int32_t p = 0; p < PRICE_COUNT; p++)
        data->series[p] = (struct chart_series){.name = names[p], .values = prices[p], .order = p};
    return data;
}

struct days *days_read(const hai_block *block, const struct candlestick *candlestick, int32_t most)
{
    const hai_table *rows = candlestick->chart.rows;
    int32_t count = hai_table_rows(rows);
    const int32_t columns[PRICE_COUNT] = {candlestick->close, candlestick->open, candlestick->high,
                                          candlestick->low};
    struct days *days = hai_block_alloc(block, sizeof *days);
    days->span = most > 0 && count > most ? (count + most - 1) / most : 1;
    int32_t candles = (count + days->span - 1) / days->span;
    double *from[PRICE_COUNT], *prices[PRICE_COUNT];
    for (int32_t p = 0; p < PRICE_COUNT; p++) {
        from[p] = read_column(block, rows, columns[p]);
        prices[p] = new_values(block, candles);
    }
    double *volumes = read_column(block, rows, candlestick->volume);
    days->volumes = candlestick->volume >= 0 ? new_values(block, candles) : NULL;
    const struct average *averages = candlestick->averages.items;
    days->averages =
        hai_block_alloc(block, ((size_t)candlestick->averages.count + 1) * sizeof *days->averages);
    double **means =
        hai_block_alloc(block, ((size_t)candlestick->averages.count + 1) * sizeof *means);
    for (uint32_t a = 0; a < candlestick->averages.count; a++) {
        means[a] = read_average(block, from[PRICE_CLOSE], count, averages[a].days);
        days->averages[a] = new_values(block, candles);
    }
    for (int32_t i = 0; i < candles; i++) {
        int32_t first = i * days->span,
                end = first + days->span < count ? first + days->span : count;
        merge_rows(from, first, end, prices, i);
        if (days->volumes != NULL)
            days->volumes[i] = sum_rows(volumes, first, end);
        for (uint32_t a = 0; a < candlestick->averages.count; a++)
            days->averages[a][i] = means[a][end - 1];
    }
    // A candle has the name of its first day, but closes on its last one.
    int32_t last = count - 1;
    while (last > 0 && isnan(from[PRICE_CLOSE][last]) && isnan(from[PRICE_OPEN][last]))
        last--;
    days->last_name = hai_table_text(rows, last, candlestick->chart.label);
    days->data = new_data(block, candlestick, days->span, prices);
    days->is_rise = hai_block_alloc(block, (size_t)candles + 1);
    tell_rises(days, prices);
    return days;
}
