// SPDX-License-Identifier: MIT
#include "base/decimal.h"

#include <float.h>
#include <glib.h>
#include <math.h>
#include <string.h>

// A number printed with one precision of "%.Ne" or "%.Nf".
static void print_number(double value, int precision, char letter, char text[DECIMAL_BYTES])
{
    char format[8];
    (void)g_snprintf(format, sizeof format, "%%.%d%c", precision, letter);
    (void)g_ascii_formatd(text, DECIMAL_BYTES, format, value);
}

static void trim_zeros(char *text)
{
    if (strchr(text, '.') == NULL)
        return;
    char *end = text + strlen(text);
    while (end[-1] == '0')
        *--end = '\0';
    if (end[-1] == '.')
        end[-1] = '\0';
}

// "-0.00" as "0.00".
static void drop_zero_sign(char *text)
{
    if (text[0] == '-' && strspn(text + 1, "0.") == strlen(text + 1))
        memmove(text, text + 1, strlen(text));
}

// Print "d.ddde±xx" with the fewest digits that read back as the same number (but at least 15, all
// of which a double keeps). The number of digits.
static int print_shortest(double value, char text[DECIMAL_BYTES])
{
    int digits = 15;
    for (; digits < DECIMAL_DIGITS; digits++) {
        print_number(value, digits - 1, 'e', text);
        if (g_ascii_strtod(text, NULL) == value)
            return digits;
    }
    print_number(value, digits - 1, 'e', text);
    return digits;
}

static int read_exponent(const char *text)
{
    return (int)g_ascii_strtoll(strchr(text, 'e') + 1, NULL, 10);
}

void decimal_shortest(double value, char text[DECIMAL_BYTES])
{
    text[0] = '\0';
    if (!isfinite(value))
        return;

    int digits = print_shortest(value, text);
    int exponent = read_exponent(text);
    if (value == 0 || (exponent >= -7 && exponent < 21)) {
        print_number(value, MAX(digits - 1 - exponent, 0), 'f', text);
        trim_zeros(text);
    } else {
        char tail[8];
        char *e = strchr(text, 'e');
        (void)g_strlcpy(tail, e, sizeof tail);
        *e = '\0';
        trim_zeros(text);
        (void)g_strlcat(text, tail, DECIMAL_BYTES);
    }
    drop_zero_sign(text);
}

static void drop_last_zeros(struct decimal *decimal)
{
    while (decimal->count > 0 && decimal->digits[decimal->count - 1] == '0')
        decimal->count--;
    if (decimal->count == 0)
        *decimal = (struct decimal){0};
}

struct decimal decimal_read(double value)
{
    struct decimal decimal = {.is_negative = value < 0};
    if (!isfinite(value) || value == 0)
        return (struct decimal){0};
    char text[DECIMAL_BYTES];
    int digits = print_shortest(fabs(value), text);
    decimal.digits[0] = text[0];
    memcpy(decimal.digits + 1, text + 2, (size_t)digits - 1); // after "d."
    decimal.count = digits;
    decimal.point = read_exponent(text) + 1;
    drop_last_zeros(&decimal);
    return decimal;
}

void decimal_round(struct decimal *decimal, int places)
{
    int kept = decimal->point + places; // of the digits
    if (kept >= decimal->count)
        return;
    if (kept < 0) {
        *decimal = (struct decimal){0};
        return;
    }
    bool is_up = decimal->digits[kept] >= '5';
    decimal->count = kept;
    if (is_up) {
        while (decimal->count > 0 && decimal->digits[decimal->count - 1] == '9')
            decimal->count--;
        if (decimal->count > 0) {
            decimal->digits[decimal->count - 1]++;
        } else {
            decimal->digits[decimal->count++] = '1';
            decimal->point++;
        }
    }
    drop_last_zeros(decimal);
}

// The digit that is worth 10^power.
static char digit_of(const struct decimal *decimal, int power)
{
    int index = decimal->point - 1 - power;
    return index >= 0 && index < decimal->count ? decimal->digits[index] : '0';
}

void decimal_print(const struct decimal *decimal, int places, char text[DECIMAL_BYTES])
{
    size_t length = 0;
    for (int power = CLAMP(decimal->point, 1, 330) - 1; power >= 0; power--)
        text[length++] = digit_of(decimal, power);
    places = CLAMP(MAX(places, decimal->count - decimal->point), 0, DECIMAL_MAX_PLACES);
    if (places > 0)
        text[length++] = '.';
    for (int power = -1; power >= -places; power--)
        text[length++] = digit_of(decimal, power);
    text[length] = '\0';
}

double decimal_value(const struct decimal *decimal)
{
    if (decimal->count == 0)
        return 0;
    char text[DECIMAL_BYTES];
    (void)g_snprintf(text, sizeof text, "%s0.%.*se%d", decimal->is_negative ? "-" : "",
                     decimal->count, decimal->digits, decimal->point);
    return g_ascii_strtod(text, NULL);
}

double decimal_settle(double value, double size)
{
    static const double powers[] = {1,    1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                    1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    size = fmax(fabs(size), fabs(value));
    if (!(size < 1e14 && size >= 1e-7) || value == 0)
        return value;
    int places = 14; // after the point, so that the size has 15 digits
    for (double power = 10; power <= size; power *= 10)
        places--;
    for (double power = 1; power > size; power /= 10)
        places++;

    // Short: the last two of the 15 are zeros. Near: within what two roundings can have moved it.
    double whole = round(value * powers[places]);
    double settled = whole / powers[places];
    bool is_short = fmod(whole, 100) == 0;
    bool is_near = fabs(settled - value) <= 2 * DBL_EPSILON * size;
    return is_short && is_near ? settled : value;
}

static const char *skip_digits(const char *at)
{
    while (g_ascii_isdigit(*at))
        at++;
    return at;
}

// RFC 8259, section 6: [-] int [frac] [exp]. NULL where the text has another form.
static const char *skip_number(const char *at)
{
    if (*at == '-')
        at++;
    const char *digits = at;
    at = skip_digits(at);
    if (at == digits || (digits[0] == '0' && at > digits + 1))
        return NULL;
    if (*at == '.') {
        digits = ++at;
        at = skip_digits(at);
        if (at == digits)
            return NULL;
    }
    if (*at == 'e' || *at == 'E') {
        at++;
        if (*at == '+' || *at == '-')
            at++;
        digits = at;
        at = skip_digits(at);
        if (at == digits)
            return NULL;
    }
    return at;
}

bool decimal_parse(const char *text, double *value)
{
    const char *end = skip_number(text);
    if (end == NULL || *end != '\0')
        return false;
    double number = g_ascii_strtod(text, NULL);
    if (!isfinite(number))
        return false;
    *value = number + 0.0; // -0 becomes 0
    return true;
}
