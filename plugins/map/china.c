// SPDX-License-Identifier: MIT
//
// Maps that need a number. Maps that are published in China are approved beforehand and carry the
// number of their approval (地图管理条例, 2015, article 15): a poster with a map of China, of a
// part of it, or that reaches into it is not drawn without one. The article leaves out simple plans
// of parks, streets and underground lines; borders of regions are none of these.
//
// Three things tell such a map, each being enough: the name of a province-level region or of the
// country, a code of administrative divisions (GB/T 2260), and a place within the wide bounds of
// the territory. The bounds are two boxes and no borders: they hold parts of the neighbours, whose
// maps need a number all the same when they are published in China.
#include <string.h>

#include "map.h"

// Province-level regions without their kind; and as maps in English have them.
static const char *const provinces[] = {
    "北京", "天津", "河北", "山西", "内蒙古", "辽宁", "吉林", "黑龙江", "上海",
    "江苏", "浙江", "安徽", "福建", "江西",   "山东", "河南", "湖北",   "湖南",
    "广东", "广西", "海南", "重庆", "四川",   "贵州", "云南", "西藏",   "陕西",
    "甘肃", "青海", "宁夏", "新疆", "台湾",   "香港", "澳门", "中国",   NULL};
static const char *const kinds[] = {
    "", "省", "市", "自治区", "特别行政区", "壮族自治区", "回族自治区", "维吾尔自治区", NULL};
static const char *const foreign[] = {"中华人民共和国",
                                      "China",
                                      "People's Republic of China",
                                      "Beijing",
                                      "Tianjin",
                                      "Hebei",
                                      "Shanxi",
                                      "Inner Mongolia",
                                      "Liaoning",
                                      "Jilin",
                                      "Heilongjiang",
                                      "Shanghai",
                                      "Jiangsu",
                                      "Zhejiang",
                                      "Anhui",
                                      "Fujian",
                                      "Jiangxi",
                                      "Shandong",
                                      "Henan",
                                      "Hubei",
                                      "Hunan",
                                      "Guangdong",
                                      "Guangxi",
                                      "Hainan",
                                      "Chongqing",
                                      "Sichuan",
                                      "Guizhou",
                                      "Yunnan",
                                      "Tibet",
                                      "Xizang",
                                      "Shaanxi",
                                      "Gansu",
                                      "Qinghai",
                                      "Ningxia",
                                      "Xinjiang",
                                      "Taiwan",
                                      "Hong Kong",
                                      "Macau",
                                      "Macao",
                                      "CHN",
                                      NULL};
static const char *const codes[] = {"adcode",   "ad_code", "adcode99", "行政区划代码",
                                    "区划代码", "区划码",  NULL};

static bool is_one_of(const char *text, const char *const *names)
{
    for (; *names != NULL; names++)
        if (strcmp(text, *names) == 0)
            return true;
    return false;
}

static bool is_province(const char *text)
{
    for (const char *const *name = provinces; *name != NULL; name++) {
        size_t length = strlen(*name);
        if (strncmp(text, *name, length) == 0 && is_one_of(text + length, kinds))
            return true;
    }
    return is_one_of(text, foreign);
}

// Six digits or more, the first two being those of a province.
static bool is_division(double code)
{
    while (code >= 1e6)
        code = floor(code / 10);
    int32_t province = code >= 1e5 ? (int32_t)(code / 1e4) : 0;
    return (province >= 10 && province <= 15) || (province >= 21 && province <= 23) ||
           (province >= 31 && province <= 37) || (province >= 41 && province <= 46) ||
           (province >= 50 && province <= 54) || (province >= 61 && province <= 65) ||
           province == 71 || province == 81 || province == 82;
}

// The digits that a text begins with, as a number.
static double code_of(const hai_json *json)
{
    if (hai_json_kind(json) == HAI_JSON_NUMBER)
        return floor(hai_json_number(json));
    double code = 0;
    for (const char *text = hai_json_text(json); *text >= '0' && *text <= '9'; text++)
        code = fmin(code * 10 + (*text - '0'), 1e15);
    return code;
}

static const char *read_properties(const hai_block *block, const struct geo_region *region)
{
    if (is_province(region->name))
        return hai_block_printf(block, "it has the region '%s'", region->name);
    for (uint32_t i = 0; i < hai_json_count(region->properties); i++) {
        const hai_json *property = hai_json_at(region->properties, i);
        const char *key = hai_json_name(region->properties, i), *text = hai_json_text(property);
        if (is_province(text))
            return hai_block_printf(block, "it has the region '%s'", text);
        if (is_one_of(key, codes) && is_division(code_of(property)))
            return hai_block_printf(block, "it has the %s %.12g", key, code_of(property));
    }
    return NULL;
}

static bool is_within(double x, double y)
{
    bool is_mainland = x >= 73 && x <= 135.5 && y >= 17.5 && y <= 54;
    bool is_south_sea = x >= 105 && x <= 126 && y >= 3 && y <= 24;
    return is_mainland || is_south_sea;
}

const char *geo_find_china(const hai_block *block, const struct geo *geo)
{
    for (int32_t i = 0; i < geo->region_count; i++) {
        const char *why = read_properties(block, &geo->regions[i]);
        if (why != NULL)
            return why;
    }
    for (int32_t i = 0; i < geo->point_count; i++) {
        hai_point at = geo->points[i];
        if (is_within(at.x, at.y))
            return hai_block_printf(block, "it reaches %g°, %g°", at.x, at.y);
    }
    return NULL;
}

// --- The number ---

static const char *skip_digits(const char *text, int32_t least, int32_t most)
{
    int32_t count = 0;
    for (; *text >= '0' && *text <= '9'; text++)
        count++;
    return count >= least && count <= most ? text : NULL;
}

// The text after one of two marks; NULL where it begins with neither, or is NULL.
static const char *skip_mark(const char *text, const char *mark, const char *other, bool is_needed)
{
    if (text == NULL)
        return NULL;
    if (strncmp(text, mark, strlen(mark)) == 0)
        return text + strlen(mark);
    if (strncmp(text, other, strlen(other)) == 0)
        return text + strlen(other);
    return is_needed ? NULL : text;
}

// GS for the country's office and for what it leaves to provinces (GS京), a province's sign and S
// for its own; then the year in brackets, a number, and 号.
bool geo_is_approval(const char *text)
{
    const char *year = strstr(text, "(");
    year = year != NULL ? year : strstr(text, "(");
    const char *office = strchr(text, 'S');
    if (year == NULL || office == NULL || office > year || year - text > 24)
        return false;
    const char *at = skip_mark(year, "(", "(", true);
    at = at != NULL ? skip_digits(at, 4, 4) : NULL;
    at = skip_mark(at, "年", "年", false);
    at = skip_mark(at, ")", ")", true);
    at = skip_mark(at, "第", "第", false);
    at = at != NULL ? skip_digits(at, 1, 8) : NULL;
    at = skip_mark(at, "号", "号", true);
    return at != NULL && *at == '\0';
}
