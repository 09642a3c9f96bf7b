// SPDX-License-Identifier: MIT
#include "base/decimal.h"

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

void decimal_shortest(double value, char text[DECIMAL_BYTES])
{
    text[0] = '\0';
    if (!isfinite(value))
        return;

    // 17 significant digits always read back as the same double.
    int digits = 15;
    for (; digits < 17; digits++) {
        print_number(value, digits - 1, 'e', text);
        if (g_ascii_strtod(text, NULL) == value)
            break;
    }
    print_number(value, digits - 1, 'e', text);
    char *e = strchr(text, 'e');
    int exponent = (int)g_ascii_strtoll(e + 1, NULL, 10);

    if (value == 0 || (exponent >= -7 && exponent < 21)) {
        print_number(value, MAX(digits - 1 - exponent, 0), 'f', text);
        trim_zeros(text);
    } else {
        char tail[8];
        (void)g_strlcpy(tail, e, sizeof tail);
        *e = '\0';
        trim_zeros(text);
        (void)g_strlcat(text, tail, DECIMAL_BYTES);
    }
    drop_zero_sign(text);
}

void decimal_fixed(double value, int decimals, char text[DECIMAL_BYTES])
{
    text[0] = '\0';
    if (!isfinite(value))
        return;
    print_number(value, CLAMP(decimals, 0, 20), 'f', text);
    drop_zero_sign(text);
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
