// SPDX-License-Identifier: MIT
//
// Measure words and units as they follow figures in reports and news. Sorted by code point, so that
// each is found by halving; a test checks the order.
#include "text/units.h"

#include <uchar.h>

// One character that counts or measures.
static const char32_t measures[] =
    U"丈丝两个串井亩人代件任份伏伙位例倍元兆克兹册军出刀分列则刻剂剧副包匹区升卢卷厘县双发口句"
    U"只台号合吊名吨听周回团国场块垄型堂堆声处夜大天头套字季安宗家宿寸对尊尔尺尾局层届岁峰市师"
    U"帕帖帧席帮幅幕幢年床度座张强微成户所扇手批把担拨拳挂捆排摩支斤旅日旬时晚曲月服期本杆村束"
    U"条杯枚枝枪架柱栋栏株根格案桌桩桶棵楼次欧款步段毛毫派港滩滴炉炮点焦熟片版牛班瓦瓶畜畦盎盒"
    U"盘省眼码碗碟磅票种科秒程窝站章笔筐筒箭箱篇篮米类粒系级纳组维缸罐美群羽股胎脚航舰船艘节英"
    U"茬营行袋角讲课赫起趟路车轮载辆连道部里重钱锅镇镑门间队集面韩页顶顷项顿颗餐首";

// Units of several characters.
enum { LONGEST_UNIT = 5 };
static const char32_t long_units[][LONGEST_UNIT + 1] = {
    U"万分点", U"世纪",     U"个世纪",   U"个基点",   U"个季度",   U"个学位",   U"个小时",
    U"个岗位", U"个床位",   U"个星期",   U"个月",     U"个百分点", U"个车位",   U"人份",
    U"人天",   U"人次",     U"件次",     U"伏特",     U"例次",     U"倍多",     U"像素",
    U"元钱",   U"兆字节",   U"兆帕",     U"兆瓦",     U"兆瓦时",   U"兆赫",     U"光年",
    U"克拉",   U"公亩",     U"公升",     U"公吨",     U"公担",     U"公斤",     U"公里",
    U"公顷",   U"分米",     U"分贝",     U"分钟",     U"分钱",     U"加仑",     U"千伏",
    U"千克",   U"千卡",     U"千帕",     U"千焦",     U"千瓦",     U"千瓦时",   U"千米",
    U"千赫",   U"华氏度",   U"卡路里",   U"卢布",     U"厘米",     U"台套",     U"台次",
    U"号令",   U"号文",     U"号楼",     U"号线",     U"号门",     U"号院",     U"吉瓦",
    U"吉瓦时", U"吉赫",     U"周内",     U"周岁",     U"周年",     U"场次",     U"块钱",
    U"基点",   U"大卡",     U"天内",     U"天前",     U"天后",     U"天来",     U"字节",
    U"季度",   U"学位",     U"学分",     U"学年",     U"学时",     U"学期",     U"安培",
    U"小时",   U"层楼",     U"居室",     U"工时",     U"市斤",     U"帕斯卡",   U"席位",
    U"平方",   U"平方公里", U"平方千米", U"平方厘米", U"平方毫米", U"平方米",   U"平方英尺",
    U"平米",   U"年代",     U"年内",     U"年初",     U"年前",     U"年半",     U"年后",
    U"年多",   U"年底",     U"年度",     U"年期",     U"年末",     U"年来",     U"年级",
    U"年间",   U"床位",     U"度电",     U"微克",     U"微米",     U"成多",     U"户次",
    U"批次",   U"折起",     U"摄氏度",   U"日元",     U"时许",     U"星期",     U"月中",
    U"月份",   U"月内",     U"月初",     U"月前",     U"月后",     U"月底",     U"月末",
    U"架次",   U"标准箱",   U"标箱",     U"欧元",     U"比特",     U"毛钱",     U"毫克",
    U"毫升",   U"毫安",     U"毫安时",   U"毫米",     U"泊位",     U"海里",     U"港元",
    U"点半",   U"点多",     U"点整",     U"点钟",     U"牛顿",     U"班列",     U"班次",
    U"瓦时",   U"百分点",   U"盎司",     U"秒钟",     U"立方",     U"立方公里", U"立方厘米",
    U"立方米", U"立米",     U"纳米",     U"美元",     U"航班",     U"艘次",     U"英亩",
    U"英寸",   U"英尺",     U"英里",     U"英镑",     U"课时",     U"赫兹",     U"车位",
    U"车次",   U"车皮",     U"车道",     U"里地",     U"韩元",     U"马力",
};

enum {
    MEASURE_COUNT = sizeof(measures) / sizeof(measures[0]) - 1,
    LONG_COUNT = sizeof(long_units) / sizeof(long_units[0]),
};

static bool is_measure(uint32_t character)
{
    int low = 0, high = MEASURE_COUNT;
    while (low < high) {
        int middle = (low + high) / 2;
        if (measures[middle] < character)
            low = middle + 1;
        else
            high = middle;
    }
    return low < MEASURE_COUNT && measures[low] == character;
}

// How many letters of `unit` stand at `letters`; 0 unless all do.
static uint32_t match_unit(const struct letter *letters, uint32_t count, const char32_t *unit)
{
    uint32_t length = 0;
    for (; unit[length]; length++) {
        if (length >= count || letters[length].character != unit[length])
            return 0;
    }
    return length;
}

// The longest of those units that begin as the text does.
static uint32_t find_long(const struct letter *letters, uint32_t count)
{
    int low = 0, high = LONG_COUNT;
    while (low < high) {
        int middle = (low + high) / 2;
        if (long_units[middle][0] < letters[0].character)
            low = middle + 1;
        else
            high = middle;
    }
    uint32_t longest = 0;
    for (; low < LONG_COUNT && long_units[low][0] == letters[0].character; low++) {
        uint32_t length = match_unit(letters, count, long_units[low]);
        longest = length > longest ? length : longest;
    }
    return longest;
}

uint32_t unit_length(const struct letter *letters, uint32_t count)
{
    if (count == 0 || letters[0].class != LETTER_HAN)
        return 0;
    uint32_t length = find_long(letters, count);
    return length > 0 ? length : is_measure(letters[0].character);
}

bool units_are_sorted(void)
{
    for (int i = 1; i < MEASURE_COUNT; i++) {
        if (measures[i - 1] >= measures[i])
            return false;
    }
    for (int i = 1; i < LONG_COUNT; i++) {
        int at = 0;
        while (long_units[i][at] && long_units[i - 1][at] == long_units[i][at])
            at++;
        if (long_units[i - 1][at] >= long_units[i][at])
            return false;
    }
    return true;
}
