// SPDX-License-Identifier: MIT
//
// What belongs together: a number with its unit, 第 with its number, the two ends of a range.
// GB/T 15835-2011 forbids parting a figure over two lines; CLREQ asks for units to follow.
#include <glib.h>
#include <string.h>

#include "text/letters.h"

// Units as they follow figures in reports and news; the longest that fits counts. Characters for
// powers of ten (万亿), and 余 and 多, may stand before.
static const char *const units[] = {
    "元",       "美元", "港元", "欧元", "块",   "角",   "分钱", "年",     "年度",     "年期",
    "年代",     "个月", "月",   "月份", "月底", "日",   "号",   "号线",   "时",       "点",
    "分",       "分钟", "秒",   "小时", "天",   "周",   "周年", "季度",   "世纪",     "个",
    "家",       "条",   "处",   "座",   "项",   "所",   "名",   "位",     "人",       "人次",
    "次",       "户",   "届",   "期",   "轮",   "批",   "件",   "套",     "辆",       "台",
    "艘",       "架",   "列",   "部",   "本",   "篇",   "份",   "张",     "幅",       "块",
    "片",       "株",   "棵",   "头",   "只",   "匹",   "吨",   "公斤",   "千克",     "克",
    "斤",       "公里", "千米", "米",   "厘米", "毫米", "里",   "平方米", "平方公里", "立方米",
    "平米",     "公顷", "亩",   "升",   "毫升", "度",   "倍",   "成",     "岁",       "级",
    "级以上",   "层",   "楼",   "栋",   "幢",   "间",   "床",   "张床位", "路",       "班",
    "场",       "站",   "村",   "镇",   "县",   "区",   "市",   "省",     "国",       "种",
    "类",       "款",   "型",   "组",   "对",   "双",   "排",   "章",     "节",       "页",
    "字",       "步",   "门",   "科",   "局",   "班次", "趟",   "航班",   "千瓦",     "千瓦时",
    "兆瓦",     "伏",   "安",   "兆",   "比特", "像素", "英寸", "寸",     "尺",       "百分点",
    "个百分点", "股",   "票",   "席",   "强",   "大",   "点多", "周岁",   "名学生",   "卡点",
    "公分",     "标箱", "车次",
};

static bool is_han(const struct letter *letter, const char *set)
{
    return letter->class == LETTER_HAN && g_utf8_strchr(set, -1, letter->character) != NULL;
}

// How many letters of `unit` stand at `at`; 0 unless all do.
static uint32_t match_unit(const struct letter *letters, uint32_t count, uint32_t at,
                           const char *unit)
{
    uint32_t length = 0;
    for (; *unit; unit = g_utf8_next_char(unit), length++) {
        if (at + length >= count || letters[at + length].character != g_utf8_get_char(unit))
            return 0;
    }
    return length;
}

// The letters of the unit at `at`: powers of ten, 余 or 多, then a name.
static uint32_t find_unit_end(const struct letter *letters, uint32_t count, uint32_t at)
{
    uint32_t end = at;
    while (end < count && end - at < 3 && is_han(&letters[end], "十百千万亿"))
        end++;
    if (end < count && is_han(&letters[end], "余多"))
        end++;
    uint32_t longest = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
        longest = MAX(longest, match_unit(letters, count, end, units[i]));
    return end + longest;
}

static bool is_digit_at(const struct letter *letters, uint32_t count, uint32_t at)
{
    return at < count && letters[at].class == LETTER_DIGIT;
}

// The end of the number that begins at `at`: 1,234.5 and 10:30 and 3∶2 are one.
static uint32_t find_number_end(struct letter *letters, uint32_t count, uint32_t at)
{
    uint32_t end = at;
    while (end < count) {
        uint32_t c = letters[end].character;
        bool joins = c == ',' || c == '.' || c == ':' || c == 0x2236 || c == '/';
        if (!is_digit_at(letters, count, end) && !(joins && is_digit_at(letters, count, end + 1)))
            break;
        if (end > at)
            letters[end].bond = BOND_STRONG;
        end++;
    }
    return end;
}

// The unit after a number: one author's space between them does not part them.
static uint32_t bond_unit(struct letter *letters, uint32_t count, uint32_t at)
{
    uint32_t start = at;
    if (start < count && letters[start].class == LETTER_POSTFIX)
        return start + 1; // no line begins with it anyway
    if (start + 1 < count && letters[start].class == LETTER_SPACE)
        start++;
    uint32_t end = find_unit_end(letters, count, start);
    for (uint32_t i = start; i < end; i++)
        letters[i].bond = i == start ? BOND_STRONG : i == start + 1 ? BOND_FIRM : BOND_SOFT;
    return end > start ? end : at;
}

// 10℃～20℃, 5日～10日, 8-9月: the sign holds on to both ends.
static void bond_range(struct letter *letters, uint32_t count, uint32_t at)
{
    if (at >= count || !is_digit_at(letters, count, at + 1))
        return;
    uint32_t c = letters[at].character;
    if (letters[at].class == LETTER_CONNECT || letters[at].class == LETTER_DASH || c == '-') {
        letters[at].bond = BOND_STRONG;
        letters[at + 1].bond = BOND_STRONG;
    }
}

// A级, K线: short names of letters before a Chinese one.
static uint32_t bond_name(struct letter *letters, uint32_t count, uint32_t at)
{
    uint32_t end = at;
    while (end < count && letters[end].class == LETTER_LATIN)
        end++;
    if (end - at <= 3 && end < count && is_han(&letters[end], "级类线股座型口区轮字")) {
        letters[end].bond = BOND_STRONG;
        return end;
    }
    return end > at ? end - 1 : at;
}

void letters_bond(struct letter *letters, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (letters[i].class == LETTER_LATIN) {
            uint32_t end = bond_name(letters, count, i);
            // Signs and letters before a digit are part of the number's word: +3, S312.
            i = end;
            continue;
        }
        if (letters[i].class != LETTER_DIGIT)
            continue;
        if (i > 0 && is_han(&letters[i - 1], "第"))
            letters[i].bond = BOND_STRONG;
        uint32_t end = find_number_end(letters, count, i);
        end = bond_unit(letters, count, end);
        bond_range(letters, count, end);
        i = end - 1;
    }
}
