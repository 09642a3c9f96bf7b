// SPDX-License-Identifier: MIT
#include "data/numerals.h"

#include <string.h>

// The signs of one way to write; index by digit, and by place within four.
struct signs {
    const char *digits[10], *places[4];
};

static const struct signs common = {{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"},
                                    {"", "十", "百", "千"}};
static const struct signs formal = {{"零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"},
                                    {"", "拾", "佰", "仟"}};

// True if any digit is not 0 among those from the one worth 10^high down to 10^low.
static bool any_between(const char *digits, int length, int high, int low)
{
    for (int power = MIN(high, length - 1); power >= low; power--)
        if (digits[length - 1 - power] != '0')
            return true;
    return false;
}

// 万 of the fourth and second four, 亿 of all eight that stand above it.
static void append_group_name(GString *text, const char *digits, int length, int power)
{
    if ((power == 12 || power == 4) && any_between(digits, length, power + 3, power))
        g_string_append(text, "万");
    if (power == 8 && any_between(digits, length, 15, 8))
        g_string_append(text, "亿");
}

// Whether the 0 before the digit worth 10^power is read.
static bool is_zero_read(const char *digits, int length, int power)
{
    bool is_thousand = power % 4 == 3;
    return !is_thousand || !any_between(digits, length, power + 4, power + 1);
}

static void append_whole(GString *text, const char *digits, int length, const struct signs *signs)
{
    while (length > 1 && *digits == '0')
        digits++, length--;
    if (length == 1 && *digits == '0')
        g_string_append(text, signs->digits[0]);
    bool was_zero = false, is_first = true;
    for (int power = length - 1; power >= 0; power--) {
        int digit = digits[length - 1 - power] - '0';
        if (digit > 0) {
            if (was_zero && is_zero_read(digits, length, power))
                g_string_append(text, signs->digits[0]);
            bool is_ten = is_first && digit == 1 && power % 4 == 1 && signs == &common;
            g_string_append(text, is_ten ? "" : signs->digits[digit]);
            g_string_append(text, signs->places[power % 4]);
            is_first = false;
        }
        was_zero = digit == 0;
        append_group_name(text, digits, length, power);
    }
}

static void append_each(GString *text, const char *digits, const char *zero)
{
    for (; *digits != '\0'; digits++)
        g_string_append(text, *digits == '0' ? zero : common.digits[*digits - '0']);
}

void numerals_append_words(GString *text, const char *digits, bool is_formal)
{
    const struct signs *signs = is_formal ? &formal : &common;
    size_t whole = strcspn(digits, ".");
    append_whole(text, digits, (int)whole, signs);
    if (digits[whole] == '\0')
        return;
    g_string_append(text, "点");
    for (const char *digit = digits + whole + 1; *digit != '\0'; digit++)
        g_string_append(text, signs->digits[*digit - '0']);
}

void numerals_append_digits(GString *text, const char *digits)
{
    char **parts = g_strsplit(digits, ".", 2);
    append_each(text, parts[0], "〇");
    if (parts[1] != NULL) {
        g_string_append(text, "点");
        append_each(text, parts[1], "〇");
    }
    g_strfreev(parts);
}

void numerals_append_money(GString *text, const char *digits)
{
    size_t whole = strcspn(digits, ".");
    const char *rest = digits[whole] == '.' ? digits + whole + 1 : "";
    int tenths = rest[0] != '\0' ? rest[0] - '0' : 0;
    int hundredths = rest[0] != '\0' && rest[1] != '\0' ? rest[1] - '0' : 0;

    bool has_yuan = strspn(digits, "0") < whole;
    if (has_yuan || (tenths == 0 && hundredths == 0)) {
        append_whole(text, digits, (int)whole, &formal);
        g_string_append(text, "元");
    }
    if (tenths == 0 && hundredths == 0) {
        g_string_append(text, "整");
        return;
    }
    if (has_yuan && (tenths == 0 || digits[whole - 1] == '0'))
        g_string_append(text, formal.digits[0]);
    if (tenths > 0)
        g_string_append_printf(text, "%s角", formal.digits[tenths]);
    if (hundredths > 0)
        g_string_append_printf(text, "%s分", formal.digits[hundredths]);
}
