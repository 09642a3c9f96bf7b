// SPDX-License-Identifier: MIT
//
// Days with values, read from a table; and days that are told apart by name.
#ifndef CALENDAR_DAYS_H
#define CALENDAR_DAYS_H

#include "chart-kit/chart.h"

struct calendar_holiday {
    const char *date, *to, *name;
};

struct day {
    double date;  // days since 1970-01-01
    double value; // NAN: missing
};

struct days {
    struct day *items; // rising dates, each once
    int32_t count;
    int32_t unread;  // rows whose date cannot be read
    int32_t doubled; // rows of a day that has one already; their values are summed
};

struct days days_read(const hai_block *block, const hai_table *rows, int32_t date, int32_t value);

// NAN where the day is not there.
double days_find(const struct days *days, double date);

// The format of all values.
hai_number_format days_format(const hai_block *block, const struct days *days,
                              const struct chart_options *options);

// The holiday of a date; NULL: none.
const struct calendar_holiday *days_holiday(hai_list holidays, double date);

// Monday is 0.
int32_t days_weekday(double date);
int32_t days_of_month(int32_t year, int32_t month);

#endif
