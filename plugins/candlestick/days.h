// SPDX-License-Identifier: MIT
//
// The days of a market, as a candlestick chart has them.
#ifndef CANDLESTICK_DAYS_H
#define CANDLESTICK_DAYS_H

#include "chart-kit/chart.h"

struct average {
    int32_t days;
    const char *colour; // NULL: one of the theme's
};

struct candlestick {
    struct chart_options chart;
    int32_t open, close, high, low, volume; // columns; -1: none
    const char *volume_unit;
    hai_list averages; // of struct average
    int32_t rising;    // enum rising
    int32_t style;     // enum candle_style
};

enum rising { RISING_RED, RISING_GREEN };
enum candle_style { CANDLE_HOLLOW, CANDLE_SOLID };
enum price { PRICE_CLOSE, PRICE_OPEN, PRICE_HIGH, PRICE_LOW, PRICE_COUNT };

struct days {
    struct chart_data *data; // a category for each candle, a series for each enum price; high and
                             // low hold the body, whatever the table says
    double *volumes;         // NULL: there are none
    double **averages;       // one row for each of candlestick->averages
    bool *is_rise;
    int32_t span;          // rows in one candle
    const char *last_name; // the day of the last close
};

// The table's rows in its order. Where `most` > 0 and there are more, as many successive rows are
// one candle as make it at most that many.
struct days *days_read(const hai_block *block, const struct candlestick *candlestick, int32_t most);

// The words below the axis: never more than have room, the year or month told where it changes.
struct dates;
struct dates *dates_plan(const hai_block *block, const char *const *names,
                         const struct chart_frame *frame);
double dates_height(const hai_block *block, const char *const *names, int32_t count);
void dates_draw(const hai_block *block, const struct dates *dates, hai_canvas *canvas, double y);

#endif
