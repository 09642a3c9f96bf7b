// SPDX-License-Identifier: MIT
#include "data/number.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/decimal.h"

#define MAX_FREE_DECIMALS 6   // of a number that has as many as it has
#define MAX_SCALED_DECIMALS 2 // of such a number in 万 or 亿
#define MAX_SHARE_DECIMALS 9
#define MINUS "−" // U+2212

static hai_number_format read_format(const hai_number_format *format)
{
    hai_number_format known = {.decimals = -1};
    if (format != NULL)
        memcpy(&known, format, MIN(sizeof known, format->size));
    return known;
}

static void trim_zeros(char *digits)
{
    char *point = strchr(digits, '.');
    if (point == NULL)
        return;
    char *end = digits + strlen(digits);
    while (end[-1] == '0')
        end--;
    if (end - 1 == point)
        end--;
    *end = '\0';
}

static void print_digits(double value, const hai_number_format *format, bool scaled,
                         char digits[DECIMAL_BYTES])
{
    int most = scaled ? MAX_SCALED_DECIMALS : MAX_FREE_DECIMALS;
    decimal_fixed(value, format->decimals < 0 ? most : format->decimals, digits);
    if (format->decimals < 0)
        trim_zeros(digits);
}

// Print a size in the unit of a format and return the unit's power of ten. Where any unit suits it
// is the first in which the rounded figure stays below 10000, so that 99999999 reads 1亿 and not
// 10000万.
static int print_scaled(double size, const hai_number_format *format, char digits[DECIMAL_BYTES])
{
    bool chosen = format->scale == 4 || format->scale == 8;
    int scale = chosen ? (int)format->scale : 0;
    for (;; scale += 4) {
        print_digits(scale == 8   ? size / 1e8
                     : scale == 4 ? size / 1e4
                                  : size,
                     format, scale > 0, digits);
        if (format->scale != 1 || scale == 8 || g_ascii_strtod(digits, NULL) < 1e4)
            return scale;
    }
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

const char *number_text(struct arena *arena, double value, const hai_number_format *format)
{
    if (!isfinite(value))
        return "";
    hai_number_format known = read_format(format);
    char digits[DECIMAL_BYTES];
    int scale = print_scaled(fabs(value), &known, digits);

    GString *text = g_string_new(NULL);
    bool is_zero = strspn(digits, "0.") == strlen(digits);
    if (value < 0 && !is_zero)
        g_string_append(text, MINUS);
    else if (value > 0 && !is_zero && known.sign == 1)
        g_string_append_c(text, '+');
    if (known.group == 1)
        append_grouped(text, digits);
    else
        g_string_append(text, digits);
    g_string_append(text, scale == 8 ? "亿" : scale == 4 ? "万" : "");
    const char *kept = arena_strndup(arena, text->str, text->len);
    g_string_free(text, TRUE);
    return kept;
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
