// SPDX-License-Identifier: MIT
#include "data/number.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "data/numerals.h"

#define MAX_FREE_DECIMALS 6   // of a number that has as many as it has
#define MAX_SCALED_DECIMALS 2 // of such a number in 万 or 亿
#define MIN_FREE_DIGITS 2     // that such a number below 1 shows, whatever decimals that takes
#define MAX_MONEY_DECIMALS 2
#define MAX_SHARE_DECIMALS 9
#define MINUS "−" // U+2212

// A number on its way to text.
struct written {
    bool is_negative, is_zero;
    char digits[DECIMAL_BYTES]; // of the size, rounded and scaled
    int scale;                  // power of ten of the unit: 0, 4, 8, 12
    const char *unit;           // what follows the digits
    uint32_t style;
};

static hai_number_format read_format(const hai_number_format *format)
{
    hai_number_format known = {.decimals = -1};
    if (format != NULL)
        memcpy(&known, format, MIN(sizeof known, format->size));
    if (known.style > HAI_NUMBER_MONEY)
        known.style = HAI_NUMBER_PLAIN;
    bool has_scale = known.style == HAI_NUMBER_PLAIN || known.style == HAI_NUMBER_HAN ||
                     known.style == HAI_NUMBER_FORMAL;
    bool is_scale = known.scale == 1 || known.scale == 4 || known.scale == 8 || known.scale == 12;
    if (!has_scale || !is_scale)
        known.scale = 0;
    if (known.style == HAI_NUMBER_MONEY)
        known.decimals =
            known.decimals < 0 ? MAX_MONEY_DECIMALS : MIN(known.decimals, MAX_MONEY_DECIMALS);
    return known;
}

// Round a scaled number as its format says; the places that are written at least.
static int round_number(struct decimal *decimal, const hai_number_format *format, bool is_scaled)
{
    int places = MIN(format->decimals, DECIMAL_MAX_PLACES);
    if (format->decimals < 0) {
        places = is_scaled ? MAX_SCALED_DECIMALS : MAX_FREE_DECIMALS;
        if (decimal->point <= 0)
            places = MAX(places, MIN(MIN_FREE_DIGITS - decimal->point, DECIMAL_MAX_PLACES));
    }
    decimal_round(decimal, places);
    return format->decimals < 0 ? 0 : places;
}

// The number in its unit. Where any unit suits it is the first in which the rounded figure stays
// below 10000, so that 99999999 reads 1亿 and not 10000万.
static struct decimal scale_number(double value, const hai_number_format *format, int *scale,
                                   int *places)
{
    *scale = format->scale == 1 ? 0 : (int)format->scale;
    for (;; *scale += 4) {
        struct decimal decimal = decimal_read(value);
        if (decimal.count > 0)
            decimal.point += (format->style == HAI_NUMBER_RATIO ? 2 : 0) - *scale;
        *places = round_number(&decimal, format, *scale > 0);
        if (format->scale != 1 || *scale == 12 || decimal.point <= 4)
            return decimal;
    }
}

static const char *unit_of(uint32_t style, int scale)
{
    switch (style) {
    case HAI_NUMBER_PERCENT:
    case HAI_NUMBER_RATIO:
        return "%";
    case HAI_NUMBER_PERMILLE:
        return "‰";
    case HAI_NUMBER_POINTS:
        return "个百分点";
    default:
        return scale == 12 ? "万亿" : scale == 8 ? "亿" : scale == 4 ? "万" : "";
    }
}

static struct written write_number(double value, const hai_number_format *format)
{
    struct written written = {.style = format->style};
    int places;
    struct decimal decimal = scale_number(value, format, &written.scale, &places);
    decimal_print(&decimal, places, written.digits);
    written.is_negative = decimal.is_negative;
    written.is_zero = decimal.count == 0;
    if (strcspn(written.digits, ".") > NUMERALS_MAX_DIGITS && format->style >= HAI_NUMBER_HAN)
        written.style = HAI_NUMBER_PLAIN;
    written.unit = unit_of(written.style, written.scale);
    if (written.style != format->style && format->style == HAI_NUMBER_MONEY)
        written.unit = "元";
    return written;
}

// Append digits, with a comma before each three of a whole part of at least five.
static void append_grouped(GString *text, const char *digits)
{
    size_t whole = strcspn(digits, ".");
    for (size_t i = 0; i < whole; i++) {
        if (i > 0 && whole >= 5 && (whole - i) % 3 == 0)
            g_string_append_c(text, ',');
        g_string_append_c(text, digits[i]);
    }
    g_string_append(text, digits + whole);
}

static void append_digits(GString *text, const struct written *written,
                          const hai_number_format *format)
{
    switch (written->style) {
    case HAI_NUMBER_HAN:
        numerals_append_words(text, written->digits, false);
        break;
    case HAI_NUMBER_FORMAL:
        numerals_append_words(text, written->digits, true);
        break;
    case HAI_NUMBER_HAN_DIGITS:
        numerals_append_digits(text, written->digits);
        break;
    case HAI_NUMBER_MONEY:
        numerals_append_money(text, written->digits);
        break;
    default:
        if (format->group == 1)
            append_grouped(text, written->digits);
        else
            g_string_append(text, written->digits);
    }
}

static const char *print_parts(struct arena *arena, double value, const hai_number_format *format,
                               bool figure, bool unit)
{
    if (!isfinite(value))
        return "";
    hai_number_format known = read_format(format);
    struct written written = write_number(value, &known);
    bool is_numerals = written.style >= HAI_NUMBER_HAN;
    // Numerals and the names of their scale are one word.
    if (is_numerals && !figure)
        return "";
    GString *text = g_string_new(NULL);
    if (figure) {
        if (written.is_negative)
            g_string_append(text, is_numerals ? "负" : MINUS);
        else if (known.sign == 1 && !is_numerals && !written.is_zero)
            g_string_append_c(text, '+');
        append_digits(text, &written, &known);
    }
    if (unit || is_numerals)
        g_string_append(text, written.unit);
    const char *kept = arena_strndup(arena, text->str, text->len);
    g_string_free(text, TRUE);
    return kept;
}

const char *number_text(struct arena *arena, double value, const hai_number_format *format)
{
    return print_parts(arena, value, format, true, true);
}

const char *number_figure(struct arena *arena, double value, const hai_number_format *format)
{
    return print_parts(arena, value, format, true, false);
}

const char *number_unit(struct arena *arena, double value, const hai_number_format *format)
{
    return print_parts(arena, value, format, false, true);
}

bool number_has_numerals(double value, const hai_number_format *format)
{
    hai_number_format known = read_format(format);
    return isfinite(value) && write_number(value, &known).style == known.style;
}

// The power of ten of the first digit.
static int power_of(double value)
{
    struct decimal decimal = decimal_read(value);
    return decimal.point - 1;
}

uint32_t hai_number_common_scale(const double *values, uint32_t count,
                                 const hai_number_format *format)
{
    hai_number_format known = read_format(format);
    if (known.scale != 1)
        return known.scale;
    double largest = 0, smallest = 0;
    for (uint32_t i = 0; i < count; i++) {
        double size = fabs(values[i]);
        if (!isfinite(size) || size == 0)
            continue;
        largest = fmax(largest, size);
        smallest = smallest > 0 ? fmin(smallest, size) : size;
    }
    int scale = write_number(largest, &known).scale;
    // The smallest is at least a tenth of the unit: 0.1万 beside 9000万.
    while (scale > 0 && power_of(smallest) < scale - 1)
        scale -= 4;
    return (uint32_t)scale;
}

// A share in whole units of the last place, and what was cut off.
struct share {
    double units, rest;
    uint32_t index;
};

// The largest rest first; of equal ones the first in the list.
static gint compare_rests(gconstpointer left, gconstpointer right)
{
    const struct share *a = left, *b = right;
    if (a->rest != b->rest)
        return a->rest > b->rest ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

// A part that counts, made small enough that no sum overflows.
static double part_of(double value, double largest)
{
    return isfinite(value) && value > 0 ? value / largest : 0;
}

void hai_number_shares(const double *values, uint32_t count, int32_t decimals, double *shares)
{
    double scale = pow(10, CLAMP(decimals, 0, MAX_SHARE_DECIMALS));
    double largest = 0, total = 0;
    for (uint32_t i = 0; i < count; i++)
        if (isfinite(values[i]))
            largest = MAX(largest, values[i]);
    for (uint32_t i = 0; i < count; i++) {
        if (largest <= 0)
            shares[i] = 0;
        else
            total += part_of(values[i], largest);
    }
    if (largest <= 0)
        return;

    // `shares` is written last, so that it may be `values`.
    GArray *sorted = g_array_sized_new(FALSE, FALSE, sizeof(struct share), count);
    double left = 100 * scale;
    for (uint32_t i = 0; i < count; i++) {
        double quota = part_of(values[i], largest) / total * 100 * scale;
        struct share share = {floor(quota), quota - floor(quota), i};
        left -= share.units;
        g_array_append_val(sorted, share);
    }
    g_array_sort(sorted, compare_rests);
    for (uint32_t i = 0; i < count; i++) {
        const struct share *share = &g_array_index(sorted, struct share, i);
        shares[share->index] = (share->units + (i < left ? 1 : 0)) / scale;
    }
    g_array_free(sorted, TRUE);
}
