// SPDX-License-Identifier: MIT
#include "chart-kit/ticks.h"

#include <math.h>

#include "visual-kit/unit.h"

// --- Extended Wilkinson ---

static const double nice[] = {1, 5, 2, 2.5, 4, 3};
#define NICE_COUNT 6
#define MAX_TICKS 60
#define MAX_SKIP 20
#define FARTHEST 1e100
#define OVERHANG 0.3 // of a step, without a tick

struct wanted {
    double low, high;
    int32_t count;
    bool is_loose;
};

struct choice {
    double score, first, step;
    int32_t count;
};

static double weigh(double simplicity, double coverage, double density)
{
    return 0.25 * simplicity + 0.2 * coverage + 0.5 * density + 0.05;
}

static double simplicity(int32_t q, int32_t j, bool has_zero)
{
    return 1 - (double)q / (NICE_COUNT - 1) - j + (has_zero ? 1 : 0);
}

static double coverage(const struct wanted *wanted, double first, double last)
{
    double unit = 0.1 * (wanted->high - wanted->low);
    double above = wanted->high - last, below = wanted->low - first;
    return 1 - 0.5 * (above * above + below * below) / (unit * unit);
}

static double coverage_most(const struct wanted *wanted, double span)
{
    double range = wanted->high - wanted->low;
    if (span <= range)
        return 1;
    double half = (span - range) / 2, unit = 0.1 * range;
    return 1 - half * half / (unit * unit);
}

static double density(const struct wanted *wanted, int32_t count, double first, double last)
{
    double is = (count - 1) / (last - first);
    double should = (wanted->count - 1) / (fmax(last, wanted->high) - fmin(first, wanted->low));
    return 2 - fmax(is / should, should / is);
}

static double density_most(const struct wanted *wanted, int32_t count)
{
    return count >= wanted->count ? 2 - (count - 1.0) / (wanted->count - 1) : 1;
}

// All places for `count` ticks of one step: j-th parts of the step.
static void try_starts(const struct wanted *wanted, int32_t q, int32_t j, int32_t count,
                       double step, struct choice *best)
{
    double from = floor(wanted->high / step) * j - (count - 1.0) * j;
    double to = ceil(wanted->low / step) * j;
    if (!(to - from < 1000))
        return; // ends so close that a double cannot tell the ticks apart
    for (double start = from; start <= to; start++) {
        double first = start * (step / j), last = first + step * (count - 1);
        double rest = fabs(remainder(first, step));
        bool has_zero = rest < 1e-10 * step && first <= 0 && last >= 0;
        if (first < 0 && last > 0 && !has_zero)
            continue; // the line that tells gains from losses is named
        double score = weigh(simplicity(q, j, has_zero), coverage(wanted, first, last),
                             density(wanted, count, first, last));
        double slack = 1e-9 * step;
        if (wanted->is_loose && (first > wanted->low + slack || last < wanted->high - slack))
            continue;
        if (score > best->score)
            *best = (struct choice){score, first, step, count};
    }
}

static void try_counts(const struct wanted *wanted, int32_t q, int32_t j, struct choice *best)
{
    double simple = simplicity(q, j, true);
    for (int32_t count = 2; count <= MAX_TICKS; count++) {
        double dense = density_most(wanted, count);
        if (weigh(simple, 1, dense) < best->score)
            break;
        double delta = (wanted->high - wanted->low) / (count + 1) / j / nice[q];
        for (double z = ceil(log10(delta));; z++) {
            double step = j * nice[q] * pow(10, z);
            double cover = coverage_most(wanted, step * (count - 1));
            if (!(weigh(simple, cover, dense) >= best->score))
                break;
            try_starts(wanted, q, j, count, step, best);
        }
    }
}

int32_t chart_wilkinson(double low, double high, int32_t count, bool is_loose, double *first,
                        double *step)
{
    if (!isfinite(low) || !isfinite(high) || low > high) {
        low = 0;
        high = 1;
    }
    // Squares of these are still numbers.
    low = fmax(low, -FARTHEST);
    high = fmin(high, FARTHEST);
    // Less than what a double can divide into ticks.
    if (!(high - low > 1e-9 * fmax(fabs(low), fabs(high))) || !(high - low > 1 / FARTHEST)) {
        *first = low;
        *step = low == 0 ? 1 : fabs(low);
        return 1;
    }
    struct wanted wanted = {low, high, count < 2 ? 2 : count > 30 ? 30 : count, is_loose};
    struct choice best = {-2, low, high - low, 2};
    for (int32_t j = 1; j <= MAX_SKIP; j++)
        for (int32_t q = 0; q < NICE_COUNT; q++) {
            if (weigh(simplicity(q, j, true), 1, 1) < best.score) {
                j = MAX_SKIP;
                break;
            }
            try_counts(&wanted, q, j, &best);
        }
    *first = best.first;
    *step = best.step;
    return best.count;
}

// --- Words ---

// Decimal places with which a number is written whole, at most 6; -1: more.
static int32_t places(double number)
{
    double scaled = fabs(number);
    if (number == 0)
        return 0;
    for (int32_t i = 0; i <= 6; i++, scaled *= 10)
        if (scaled > 0.5 && fabs(scaled - round(scaled)) <= 1e-6 * scaled)
            return i;
    return -1;
}

static bool is_plain(const hai_number_format *format)
{
    return format->style == HAI_NUMBER_PLAIN;
}

static struct chart_ticks ticks_new(const hai_block *block, int32_t count)
{
    return (struct chart_ticks){
        .values = hai_block_alloc(block, ((size_t)count + 1) * sizeof(double)),
        .texts = hai_block_alloc(block, ((size_t)count + 1) * sizeof(char *)),
        .unit = ""};
}

static void add_tick(struct chart_ticks *ticks, double value, const char *text)
{
    ticks->values[ticks->count] = value;
    ticks->texts[ticks->count++] = text;
}

static const char *figure(const hai_block *block, double value, const hai_number_format *format)
{
    return is_plain(format) ? hai_number_figure(block, value, format)
                            : hai_number_text(block, value, format);
}

static hai_number_format tick_format(const hai_number_format *format, double low, double high)
{
    hai_number_format words = {.size = sizeof words, .decimals = -1};
    if (format != NULL && format->size >= sizeof words)
        words = *format;
    double largest = fmax(fabs(low), fabs(high));
    if (words.scale == 1)
        words.scale = hai_number_common_scale(&largest, 1, &words);
    // Numerals and money are for single figures.
    if (words.style >= HAI_NUMBER_POINTS)
        words.style = HAI_NUMBER_PLAIN;
    words.size = sizeof words;
    words.sign = 0;
    return words;
}

static double divisor_of(const hai_number_format *words)
{
    return is_plain(words) ? pow(10, words->scale) : words->style == HAI_NUMBER_RATIO ? 0.01 : 1;
}

// First tick and step are in the unit of the words.
static struct chart_ticks write_ticks(const hai_block *block, double first, double step,
                                      int32_t count, hai_number_format words, const char *unit)
{
    double divisor = divisor_of(&words);
    struct chart_ticks ticks = ticks_new(block, count);
    words.decimals = count > 1 ? places(step) : places(first);
    if (count > 1 && words.decimals >= 0) {
        int32_t of_first = places(first);
        words.decimals = of_first > words.decimals ? of_first : words.decimals;
    }
    for (int32_t i = 0; i < count; i++) {
        double value = first + i * step;
        if (fabs(value) < 1e-9 * step)
            value = 0;
        add_tick(&ticks, value * divisor, figure(block, value * divisor, &words));
    }
    ticks.unit = kit_unit_of(block, &words, unit);
    return ticks;
}

struct chart_ticks chart_ticks_linear(const hai_block *block, double low, double high,
                                      int32_t wanted, bool is_loose,
                                      const hai_number_format *format, const char *unit)
{
    hai_number_format words = tick_format(format, low, high);
    double divisor = divisor_of(&words), first, step;
    int32_t count = chart_wilkinson(low / divisor, high / divisor, wanted, is_loose, &first, &step);
    // Data that sticks out far beyond the last tick has another one.
    if (count > 1 && first - low / divisor > OVERHANG * step) {
        first -= step;
        count++;
    }
    if (count > 1 && high / divisor - (first + (count - 1) * step) > OVERHANG * step)
        count++;
    struct chart_ticks ticks = write_ticks(block, first, step, count, words, unit);
    ticks.low = fmin(low, ticks.values[0]);
    ticks.high = fmax(high, ticks.values[count - 1]);
    return ticks;
}

struct chart_ticks chart_ticks_steps(const hai_block *block, double first, double step,
                                     int32_t count, const hai_number_format *format,
                                     const char *unit)
{
    hai_number_format words = tick_format(format, first, first + step * (count - 1));
    double divisor = divisor_of(&words);
    struct chart_ticks ticks =
        write_ticks(block, first / divisor, step / divisor, count, words, unit);
    ticks.low = first;
    ticks.high = first + step * (count - 1);
    return ticks;
}

struct chart_ticks chart_ticks_log(const hai_block *block, double low, double high, int32_t wanted,
                                   const hai_number_format *format, const char *unit)
{
    if (!(low > 0) || !isfinite(high) || high < low) {
        low = 1;
        high = 10;
    }
    hai_number_format words = tick_format(format, low, high);
    int32_t from = (int32_t)floor(log10(low) + 1e-9), to = (int32_t)ceil(log10(high) - 1e-9);
    if (to <= from)
        to = from + 1;
    bool has_between = to - from < 3;
    int32_t stride =
        has_between ? 1 : (to - from + (wanted > 1 ? wanted : 2) - 1) / (wanted > 1 ? wanted : 2);
    struct chart_ticks ticks = ticks_new(block, 3 * (to - from + 1));
    words.decimals = -1;
    for (int32_t power = from; power <= to; power += stride)
        for (int32_t i = 0; i < (has_between && power < to ? 3 : 1); i++) {
            double value = (i == 0 ? 1 : i == 1 ? 2 : 5) * pow(10, power);
            add_tick(&ticks, value, figure(block, value, &words));
        }
    ticks.low = pow(10, from);
    ticks.high = pow(10, to);
    ticks.unit = kit_unit_of(block, &words, unit);
    return ticks;
}

// --- Dates ---

// Steps in months; below, in days.
static const int32_t month_steps[] = {1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200};
static const int32_t day_steps[] = {1, 2, 5, 10};

static int32_t year_of(double days)
{
    int32_t year, month, day;
    chart_time_split(days, &year, &month, &day);
    return year;
}

static const char *time_text(const hai_block *block, double days, int32_t months, bool is_year_told)
{
    int32_t year, month, day;
    chart_time_split(days, &year, &month, &day);
    if (months >= 12)
        return hai_block_printf(block, "%d年", (int)year);
    if (months > 0)
        return is_year_told ? hai_block_printf(block, "%d年%d月", (int)year, (int)month)
                            : hai_block_printf(block, "%d月", (int)month);
    return is_year_told || day == 1 ? hai_block_printf(block, "%d月%d日", (int)month, (int)day)
                                    : hai_block_printf(block, "%d日", (int)day);
}

// The year alone where both ends begin one.
static const char *end_text(const hai_block *block, double days, double other, int32_t months)
{
    double first = chart_time_join(year_of(days), 1, 1);
    bool are_years = days == first && other == chart_time_join(year_of(other), 1, 1);
    return time_text(block, days, are_years ? 12 : months > 0 ? 1 : 0, true);
}

static double next_tick(double days, int32_t months, int32_t step)
{
    int32_t year, month, day;
    chart_time_split(days, &year, &month, &day);
    if (months > 0)
        return chart_time_join(year, month + months, 1);
    double next = day + step + step / 2 > 30 || (step > 1 && day == 1) ? NAN : days + step;
    if (step > 1 && day == 1)
        next = days + step - 1; // 1, 5, 10, 15
    int32_t next_year, next_month, next_day;
    chart_time_split(next, &next_year, &next_month, &next_day);
    return isnan(next) || next_month != month ? chart_time_join(year, month + 1, 1) : next;
}

struct chart_ticks chart_ticks_time(const hai_block *block, double low, double high, int32_t wanted)
{
    if (!isfinite(low) || !isfinite(high) || low > high)
        low = high = 0;
    low = fmin(fmax(low, -7e5), 3e6);
    high = fmin(fmax(high, low), 3e6);
    double ideal = (high - low) / (wanted > 1 ? wanted : 2);
    int32_t months = 0, step = 10;
    for (size_t i = 0; ideal > 12 && i < HAI_COUNT(month_steps); i++) {
        months = month_steps[i];
        if (months * 30.4 >= ideal * 0.8)
            break;
    }
    for (size_t i = 0; months == 0 && i < HAI_COUNT(day_steps); i++) {
        step = day_steps[i];
        if (step >= ideal * 0.8)
            break;
    }
    int32_t year, month, day;
    chart_time_split(low, &year, &month, &day);
    int32_t years = months / 12;
    double at = years > 0    ? chart_time_join(year - year % years, 1, 1)
                : months > 0 ? chart_time_join(year, 1, 1)
                             : chart_time_join(year, month, 1);
    struct chart_ticks ticks = ticks_new(block, 400);
    int32_t told = -1;
    for (; at <= high + 1e-9 && ticks.count < 400; at = next_tick(at, months, step)) {
        if (at < low - 1e-9)
            continue;
        chart_time_split(at, &year, &month, &day);
        int32_t period = months > 0 ? year : month;
        add_tick(&ticks, at, time_text(block, at, months, period != told));
        told = period;
    }
    // One alone says of nothing else when it is: the two ends do. So they do of a few weeks, for
    // which the names of two months are long and tell little.
    bool is_short = months > 0 && high - low < 100;
    if (ticks.count < (is_short ? 3 : 2)) {
        ticks.count = 0;
        months = is_short ? 0 : months;
        add_tick(&ticks, low, end_text(block, low, high, months));
        if (high > low)
            add_tick(&ticks, high, end_text(block, high, low, months));
    }
    ticks.low = low;
    ticks.high = high;
    return ticks;
}
