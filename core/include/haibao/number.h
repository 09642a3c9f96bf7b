// SPDX-License-Identifier: MIT
//
// Numbers as people in China read them (GB/T 15835-2011). Every text lives as long as the poster.
#ifndef HAIBAO_NUMBER_H
#define HAIBAO_NUMBER_H

#include <haibao/abi.h>
#include <haibao/block.h>
#include <haibao/option.h>

// What the number says, and in which numerals.
#define HAI_NUMBER_PLAIN UINT32_C(0)    // 306.8
#define HAI_NUMBER_PERCENT UINT32_C(1)  // 3.1 reads 3.1%: the value is in per cent
#define HAI_NUMBER_RATIO UINT32_C(2)    // 0.031 reads 3.1%: the value is a share of 1
#define HAI_NUMBER_PERMILLE UINT32_C(3) // 6.8 reads 6.8‰: the value is in per mille
#define HAI_NUMBER_POINTS UINT32_C(4)   // 1.2 reads 1.2个百分点: between two values in per cent
#define HAI_NUMBER_HAN UINT32_C(5)      // 320 reads 三百二十
#define HAI_NUMBER_HAN_DIGITS UINT32_C(6) // 2021 reads 二〇二一, digit by digit
#define HAI_NUMBER_FORMAL UINT32_C(7)     // 320 reads 叁佰贰拾
#define HAI_NUMBER_MONEY UINT32_C(8)      // 10203.04 reads 壹万零贰佰零叁元零肆分

typedef struct hai_number_format {
    uint32_t size;    // of this record
    int32_t decimals; // -1: as many as the number has, at most 6
    uint32_t group;   // 1: thousands are parted by a comma from five digits on
    uint32_t sign;    // 1: plus sign before positive numbers, too; minus is always U+2212
    uint32_t scale;   // 0 none; 4: in 万, 8: in 亿, 12: in 万亿; 1: whichever suits
    uint32_t style;   // HAI_NUMBER_…
} hai_number_format;

// The number in words of a format (NULL: as it is), its unit appended: 3068亿, +1.2个百分点. ""
// where the value is not finite.
//
// Rounded from the digits as one writes the number, halves away from zero (四舍五入), and only
// then scaled: 99999999 in "whichever suits" reads 1亿. Decimals -1 gives at most two places to a
// scaled number, and to a number below 1 as many as show two digits, so that nothing but 0 reads 0.
// Percentages have no scale; numerals have neither commas nor a plus sign, and minus is 负.
// Money is in 元, has at most 角 and 分, and no scale. From 1e16 on, where a double no longer holds
// single units, numerals are Arabic.
HAI_API const char *hai_number_text(const hai_block *block, double value,
                                    const hai_number_format *format);

// The same text in two parts, for those who set a unit smaller: 3068 and 亿, 3.1 and %. Numerals
// are one part: 叁仟零陆拾捌亿 and "".
HAI_API const char *hai_number_figure(const hai_block *block, double value,
                                      const hai_number_format *format);
HAI_API const char *hai_number_unit(const hai_block *block, double value,
                                    const hai_number_format *format);

// One scale for figures that are read side by side: for a format of scale 1, the one that suits the
// largest, or a smaller one for the sake of the smallest that is not 0; else the format's own.
HAI_API uint32_t hai_number_common_scale(const double *values, uint32_t count,
                                         const hai_number_format *format);

// What a visual's user can say about its figures: a field of the visual's struct, its defaults
// given with those of the struct, and HAI_NUMBER_OPTIONS for the table of options.
//
//     struct stamp { double value; hai_number_options number; };
//     static const struct stamp defaults = {.value = NAN, .number = {.decimals = -1}};
//     static const hai_option options[] = {
//         HAI_NUMBER("value", struct stamp, value, -1e15, 1e15),
//         HAI_NUMBER_OPTIONS(struct stamp, number),
//     };
//     ...
//     hai_number_format format = hai_number_options_format(&stamp->number);
//     const char *text = hai_number_text(block, stamp->value, &format);
typedef struct hai_number_options {
    int32_t decimals, scale, style; // choices count from 0
    bool group, sign;
} hai_number_options;

#define HAI_NUMBER_SCALES                                                                          \
    (const char *const[])                                                                          \
    {                                                                                              \
        "none", "auto", "万", "亿", "万亿", NULL                                                   \
    }
#define HAI_NUMBER_STYLES                                                                          \
    (const char *const[])                                                                          \
    {                                                                                              \
        "plain", "percent", "ratio", "permille", "points", "han", "han_digits", "formal", "money", \
            NULL                                                                                   \
    }

#define HAI_NUMBER_OPTIONS(S, field)                                                               \
    HAI_INT("decimals", S, field.decimals, -1, 6, .help_zh = "小数位数,-1 按原数",                 \
            .help_en = "Decimal places; -1: as many as the number has"),                           \
        HAI_CHOICE("scale", S, field.scale, HAI_NUMBER_SCALES,                                     \
                   .help_zh = "数值的单位:不换算、自动、万、亿、万亿",                             \
                   .help_en = "The unit that it is counted in"),                                   \
        HAI_BOOL("group", S, field.group, .help_zh = "五位以上加千分撇",                           \
                 .help_en = "Commas between thousands, from five digits on"),                      \
        HAI_BOOL("sign", S, field.sign, .help_zh = "正数前加“+”",                                  \
                 .help_en = "A plus sign before positive numbers"),                                \
        HAI_CHOICE("number", S, field.style, HAI_NUMBER_STYLES,                                    \
                   .help_zh = "写法:3.1,3.1%,0.031写作3.1%,3.1‰,个百分点,"               \
                              "三百二十,二〇二一,叁佰贰拾,大写金额",                               \
                   .help_en = "3.1, 3.1%, 0.031 as 3.1%, 3.1‰, 3.1个百分点, "                \
                              "三百二十, 二〇二一, 叁佰贰拾, or money in capitals")

static inline hai_number_format hai_number_options_format(const hai_number_options *options)
{
    return (hai_number_format){.size = sizeof(hai_number_format),
                               .decimals = options->decimals,
                               .group = options->group ? 1 : 0,
                               .sign = options->sign ? 1 : 0,
                               .scale = options->scale == 1  ? 1
                                        : options->scale > 1 ? (uint32_t)(options->scale - 1) * 4
                                                             : 0,
                               .style = (uint32_t)options->style};
}

// Shares of a whole in per cent with `decimals` places that sum to exactly 100 (largest
// remainder, Hamilton's method). Values below zero or not finite count as 0; all zero gives zeros.
HAI_API void hai_number_shares(const double *values, uint32_t count, int32_t decimals,
                               double *shares);

#endif
