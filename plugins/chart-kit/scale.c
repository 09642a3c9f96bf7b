// SPDX-License-Identifier: MIT
#include "chart-kit/scale.h"

#include <math.h>
#include <string.h>

static double log_of(const struct chart_scale *scale, double value)
{
    switch (scale->kind) {
    case CHART_SCALE_LOG:
        return value > 0 ? log10(value) : NAN;
    case CHART_SCALE_SYMLOG:
        return copysign(log10(1 + fabs(value) / (scale->constant > 0 ? scale->constant : 1)),
                        value);
    case CHART_SCALE_SQRT:
        return copysign(sqrt(fabs(value)), value);
    default:
        return value;
    }
}

static double value_of(const struct chart_scale *scale, double at)
{
    switch (scale->kind) {
    case CHART_SCALE_LOG:
        return pow(10, at);
    case CHART_SCALE_SYMLOG:
        return copysign((pow(10, fabs(at)) - 1) * (scale->constant > 0 ? scale->constant : 1), at);
    case CHART_SCALE_SQRT:
        return copysign(at * at, at);
    default:
        return at;
    }
}

static bool is_category(const struct chart_scale *scale)
{
    return scale->kind == CHART_SCALE_BAND || scale->kind == CHART_SCALE_POINT;
}

double chart_scale_step(const struct chart_scale *scale)
{
    if (!is_category(scale) || scale->count < 1)
        return 0;
    double steps =
        scale->kind == CHART_SCALE_BAND ? scale->count : scale->count - 1 + 2 * scale->padding;
    return steps > 0 ? (scale->end - scale->start) / steps : 0;
}

double chart_scale_bandwidth(const struct chart_scale *scale)
{
    return scale->kind == CHART_SCALE_BAND ? fabs(chart_scale_step(scale)) * (1 - scale->padding)
                                           : 0;
}

// Between two of the places, or a step beyond the outermost.
static double place_of(const struct chart_scale *scale, double value)
{
    int32_t last = scale->count - 1;
    if (isnan(value) || last < 0)
        return NAN;
    if (value <= 0 || last == 0)
        return scale->places[0] + value * chart_scale_step(scale);
    if (value >= last)
        return scale->places[last] + (value - last) * chart_scale_step(scale);
    int32_t before = (int32_t)value;
    return scale->places[before] +
           (value - before) * (scale->places[before + 1] - scale->places[before]);
}

double chart_scale_map(const struct chart_scale *scale, double value)
{
    if (is_category(scale) && scale->places != NULL)
        return place_of(scale, value);
    if (is_category(scale)) {
        double step = chart_scale_step(scale);
        if (step == 0) // one point in the middle
            return isnan(value) ? NAN : (scale->start + scale->end) / 2;
        double first = scale->kind == CHART_SCALE_BAND ? 0.5 : scale->padding;
        return scale->start + (value + first) * step;
    }
    double from = log_of(scale, scale->from), to = log_of(scale, scale->to);
    double at = log_of(scale, value);
    if (from == to)
        return isnan(at) ? NAN : (scale->start + scale->end) / 2;
    return scale->start + (at - from) / (to - from) * (scale->end - scale->start);
}

double chart_scale_invert(const struct chart_scale *scale, double place)
{
    if (is_category(scale)) {
        double step = chart_scale_step(scale);
        double first = scale->kind == CHART_SCALE_BAND ? 0.5 : scale->padding;
        return step == 0 ? 0 : (place - scale->start) / step - first;
    }
    double from = log_of(scale, scale->from), to = log_of(scale, scale->to);
    if (scale->start == scale->end)
        return scale->from;
    return value_of(scale,
                    from + (place - scale->start) / (scale->end - scale->start) * (to - from));
}

// --- Dates ---

// Days of a civil date (Howard Hinnant, "chrono-compatible low-level date algorithms", 2013).
double chart_time_join(int32_t year, int32_t month, int32_t day)
{
    int32_t months = month - 1;
    int32_t carry = months >= 0 ? months / 12 : -((11 - months) / 12);
    year += carry;
    month = months - carry * 12 + 1;
    year -= month <= 2;
    int32_t era = (year >= 0 ? year : year - 399) / 400;
    int32_t of_era = year - era * 400;
    int32_t of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int32_t days = of_era * 365 + of_era / 4 - of_era / 100 + of_year;
    return era * 146097.0 + days - 719468.0;
}

void chart_time_split(double days, int32_t *year, int32_t *month, int32_t *day)
{
    // What no calendar holds is bounded, so that the integers below hold it.
    double whole = fmin(fmax(floor(isfinite(days) ? days : 0), -7e8), 7e8) + 719468;
    int32_t era = (int32_t)floor(whole / 146097);
    int32_t of_era = (int32_t)(whole - era * 146097.0);
    int32_t year_of_era = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int32_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int32_t shifted = (5 * of_year + 2) / 153;
    *day = of_year - (153 * shifted + 2) / 5 + 1;
    *month = shifted < 10 ? shifted + 3 : shifted - 9;
    *year = year_of_era + era * 400 + (*month <= 2 ? 1 : 0);
}

static int32_t read_digits(const char **at, int most)
{
    int32_t number = -1;
    for (; most > 0 && **at >= '0' && **at <= '9'; most--, (*at)++)
        number = (number < 0 ? 0 : number) * 10 + (**at - '0');
    return number;
}

static bool skip(const char **at, const char *text)
{
    size_t length = strlen(text);
    if (strncmp(*at, text, length) != 0)
        return false;
    *at += length;
    return true;
}

static double read_quarter(const char *at, int32_t year)
{
    static const char *const names[] = {"一", "二", "三", "四"};
    int32_t quarter = -1;
    bool is_letter = skip(&at, "Q") || skip(&at, "q") || skip(&at, "-Q");
    if (is_letter)
        quarter = read_digits(&at, 1);
    else if (skip(&at, "年")) {
        skip(&at, "第");
        for (int32_t i = 0; i < 4 && quarter < 0; i++)
            if (skip(&at, names[i]))
                quarter = i + 1;
        if (quarter < 0)
            quarter = read_digits(&at, 1);
        if (!skip(&at, "季度"))
            return NAN;
    }
    return quarter >= 1 && quarter <= 4 && *at == '\0' ? chart_time_join(year, quarter * 3 - 2, 1)
                                                       : NAN;
}

static double read_clock(const char *at, double days)
{
    if (*at == '\0')
        return days;
    if (*at != ' ' && *at != 'T')
        return NAN;
    at++;
    int32_t hour = read_digits(&at, 2);
    bool has_minute = skip(&at, ":");
    int32_t minute = has_minute ? read_digits(&at, 2) : -1;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
        return NAN;
    int32_t second = skip(&at, ":") ? read_digits(&at, 2) : 0;
    return days + (hour * 3600 + minute * 60 + (second > 0 ? second : 0)) / 86400.0;
}

double chart_time(const char *text)
{
    static const char *const marks[][3] = {
        {"-", "-", ""}, {"/", "/", ""}, {".", ".", ""}, {"年", "月", "日"}, {"", "", ""}};
    if (text == NULL)
        return NAN;
    const char *at = text;
    int32_t year = read_digits(&at, 4);
    if (year < 1 || at - text != 4)
        return NAN;
    if (*at == '\0' || strcmp(at, "年") == 0)
        return chart_time_join(year, 1, 1);
    double quarter = read_quarter(at, year);
    if (!isnan(quarter))
        return quarter;
    size_t kind = 0;
    while (!skip(&at, marks[kind][0]))
        kind++; // the last fits always
    const char *start = at;
    int32_t month = read_digits(&at, 2);
    if (month < 1 || month > 12 || (kind == 4 && at - start != 2))
        return NAN;
    if (*at == '\0' || strcmp(at, "月") == 0)
        return chart_time_join(year, month, 1);
    if (!skip(&at, marks[kind][1]))
        return NAN;
    int32_t day = read_digits(&at, 2);
    int32_t y, m, d;
    double days = day < 1 ? NAN : chart_time_join(year, month, day);
    chart_time_split(days, &y, &m, &d);
    if (day < 1 || d != day || !skip(&at, marks[kind][2]))
        return NAN;
    return read_clock(at, days);
}

// --- Colours ---

static double bounded(double t)
{
    return fmin(fmax(t, 0), 1);
}

hai_colour chart_ramp(const hai_theme *theme, double t)
{
    static const char *const tokens[] = {"sequential.1", "sequential.2", "sequential.3",
                                         "sequential.4", "sequential.5"};
    if (isnan(t))
        return hai_theme_colour(theme, "line");
    double at = bounded(t) * 4;
    int32_t below = at >= 4 ? 3 : (int32_t)at;
    return hai_colour_mix(hai_theme_colour(theme, tokens[below]),
                          hai_theme_colour(theme, tokens[below + 1]), at - below);
}

hai_colour chart_diverging_ramp(const hai_theme *theme, double t)
{
    if (isnan(t))
        return hai_theme_colour(theme, "line");
    hai_colour end = hai_theme_colour(theme, t < 0.5 ? "fall" : "rise");
    // A pale middle of the end's own hue on the ground: no hue from in between shows.
    hai_colour middle =
        hai_colour_mix(hai_theme_colour(theme, "surface"), hai_theme_colour(theme, "line"), 0.6);
    hai_colour between = hai_colour_mix(middle, end, 0.5);
    double far = fabs(bounded(t) - 0.5) * 2;
    return far < 0.5 ? hai_colour_mix(middle, between, far * 2)
                     : hai_colour_mix(between, end, far * 2 - 1);
}
