// SPDX-License-Identifier: MIT
#include "data/date.h"

#include <string.h>

#include "data/numerals.h"

// Read up to `most` digits; -1 where there are none.
static int read_digits(const char **at, int most)
{
    int number = -1;
    for (; most > 0 && g_ascii_isdigit(**at); most--, (*at)++)
        number = MAX(number, 0) * 10 + (**at - '0');
    return number;
}

static bool skip(const char **at, const char *text)
{
    if (!g_str_has_prefix(*at, text))
        return false;
    *at += strlen(text);
    return true;
}

// What stands between the parts of a date. Once chosen it is kept.
struct marks {
    const char *year, *month, *day;
};

static bool read_day(const char **at, struct date *date)
{
    static const struct marks all[] = {
        {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}, {"", "", ""}};
    date->year = read_digits(at, 4);
    if (date->year < 1)
        return false;
    if (**at == '\0')
        return true;
    const struct marks *marks = all;
    while (!skip(at, marks->year))
        marks++; // the last fits always
    if (marks->year[0] != '\0' && **at == '\0')
        return marks->day[0] != '\0'; // 2021年, but not "2021-"
    const char *start = *at;
    date->month = read_digits(at, 2);
    if (marks->year[0] == '\0' && *at - start != 2)
        return false; // 202112 has two digits each
    if (date->month < 1 || date->month > 12)
        return false;
    if (**at == '\0')
        return marks->day[0] == '\0';
    if (!skip(at, marks->month))
        return false;
    if (**at == '\0')
        return marks->day[0] != '\0';
    start = *at;
    date->day = read_digits(at, 2);
    if (marks->year[0] == '\0' && *at - start != 2)
        return false;
    return skip(at, marks->day) && date->day >= 1 &&
           g_date_valid_dmy((GDateDay)date->day, (GDateMonth)date->month, (GDateYear)date->year);
}

static bool read_time(const char **at, struct date *date)
{
    if (**at != ' ' && **at != 'T')
        return **at == '\0';
    (*at)++;
    date->hour = read_digits(at, 2);
    if (date->day == 0 || date->hour < 0 || date->hour > 23 || !skip(at, ":"))
        return false;
    const char *start = *at;
    date->minute = read_digits(at, 2);
    bool is_end = **at == '\0' || **at == ':' || **at == 'Z' || **at == '+' || **at == '-';
    return *at - start == 2 && date->minute < 60 && is_end;
}

bool date_parse(const char *text, struct date *date)
{
    struct date read = {.hour = -1, .minute = -1};
    if (!read_day(&text, &read) || !read_time(&text, &read))
        return false;
    *date = read;
    return true;
}

static const char *weekday(const struct date *date)
{
    static const char *const names[] = {"", "一", "二", "三", "四", "五", "六", "日"};
    GDate day;
    g_date_clear(&day, 1);
    g_date_set_dmy(&day, (GDateDay)date->day, (GDateMonth)date->month, (GDateYear)date->year);
    return names[g_date_get_weekday(&day)];
}

static void append_number(GString *text, int number, int width, bool is_han)
{
    char digits[16];
    (void)g_snprintf(digits, sizeof digits, "%0*d", is_han ? 1 : width, number);
    if (is_han)
        numerals_append_words(text, digits, false);
    else
        g_string_append(text, digits);
}

static void append_year(GString *text, int year, int width, bool is_han)
{
    char digits[16];
    (void)g_snprintf(digits, sizeof digits, width == 2 ? "%02d" : "%d",
                     width == 2 ? year % 100 : year);
    if (is_han)
        numerals_append_digits(text, digits);
    else
        g_string_append(text, digits);
}

// One letter of a pattern, which stands there `width` times.
static const char *append_part(GString *text, const struct date *date, char letter, int width,
                               bool is_han)
{
    switch (letter) {
    case 'Y':
    case 'y':
        append_year(text, date->year, width, is_han);
        return NULL;
    case 'M':
        if (date->month == 0)
            return "the date has no month";
        append_number(text, date->month, width, is_han);
        return NULL;
    case 'D':
    case 'd':
    case 'W':
        if (date->day == 0)
            return "the date has no day";
        if (letter == 'W')
            g_string_append(text, weekday(date));
        else
            append_number(text, date->day, width, is_han);
        return NULL;
    case 'H':
    case 'm':
        if (date->hour < 0)
            return "the date has no time";
        append_number(text, letter == 'H' ? date->hour : date->minute, width, is_han);
        return NULL;
    default:
        return "a pattern has the letters Y, M, D, W, H and m";
    }
}

const char *date_append(GString *text, const struct date *date, const char *pattern, bool is_han)
{
    if (pattern == NULL)
        pattern = date->day > 0 ? "Y年M月D日" : date->month > 0 ? "Y年M月" : "Y年";
    while (*pattern != '\0') {
        if (!g_ascii_isalpha(*pattern)) {
            g_string_append_c(text, *pattern++);
            continue;
        }
        const char *start = pattern;
        while (*pattern == *start)
            pattern++;
        int width = pattern - start == 2 ? 2 : 1;
        const char *wrong = append_part(text, date, *start, width, is_han);
        if (wrong != NULL)
            return wrong;
    }
    return NULL;
}
