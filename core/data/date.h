// SPDX-License-Identifier: MIT
//
// Dates as data has them, and as people write them. The calendar is the Gregorian one.
#ifndef HAIBAO_DATA_DATE_H
#define HAIBAO_DATA_DATE_H

#include <glib.h>
#include <stdbool.h>

struct date {
    int year;         // 1..9999
    int month, day;   // from 1; 0: not told
    int hour, minute; // -1: not told
};

// Read 2021-02-22, 2021/2/22, 2021.2.22, 20210222, 2021年2月22日, or these without the day, or the
// year alone; after a whole date a time may follow a blank or a T: 14:30, of which seconds and what
// stands behind them are passed over. False leaves *date alone, where it is no such date or no day
// of the calendar.
bool date_parse(const char *text, struct date *date);

// Write by a pattern (NULL: 年, 月 and 日 as far as they are known): Y year, YY its last two
// digits, M month, D day, W weekday (一…六, 日), H hour, m minute; MM, DD, HH and mm have two
// digits. YYYY, y and d mean Y and D. All else stands for itself. With `is_han` numbers are
// 二〇二一 and 二十二. NULL, or what is wrong: a text of static life, as "the date has no day".
const char *date_append(GString *text, const struct date *date, const char *pattern, bool is_han);

#endif
