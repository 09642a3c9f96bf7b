// SPDX-License-Identifier: MIT
//
// Items from the rows of a table. A structure puts one `struct kit_items` into its own struct:
//
//     struct list { struct kit_items items; };
//     static const struct list defaults = {.items = {KIT_ITEMS_DEFAULTS}};
//     static const hai_option options[] = {KIT_ITEMS_OPTIONS(struct list, items), …};
//
// and calls kit_items_prepare in its `prepare`, which loads icons and images.
#ifndef ITEM_KIT_ITEMS_H
#define ITEM_KIT_ITEMS_H

#include "item-kit/item.h"

#define KIT_MAX_ITEMS 1000

enum kit_palette { KIT_PALETTE_ONE, KIT_PALETTE_EACH, KIT_PALETTE_SHADES };

extern const char *const kit_palettes[];

struct kit_items {
    const hai_table *rows;
    int32_t number, icon, image, title, text, note, value, unit_column, date, status, colour;
    const char *unit;
    hai_number_options format;
    int32_t palette;        // enum kit_palette
    const hai_icon **icons; // one for each row, as the next; made by kit_items_prepare
    const hai_image **images;
};

#define KIT_ITEMS_DEFAULTS .format = {.decimals = -1, .group = true}

// The rows of all that holds items.
#define KIT_ITEMS_OPTIONS(S, field)                                                                \
    HAI_TABLE("rows", S, field.rows, .flags = HAI_REQUIRED, .help_zh = "数据表,一行一项",          \
              .help_en = "The items, a row for each"),                                             \
        HAI_COLUMN("number", S, field.number, "number", .help_zh = "序号列",                       \
                   .help_en = "Column of numbers, as \"01\""),                                     \
        HAI_COLUMN("icon", S, field.icon, "icon", .flags = HAI_OUTSIDE,                            \
                   .help_zh = "图标列:名称、文件或表情",                                           \
                   .help_en = "Column of icons: names, files or emoji"),                           \
        HAI_COLUMN("image", S, field.image, "image", .flags = HAI_OUTSIDE,                         \
                   .help_zh = "图片文件列", .help_en = "Column of picture files"),                 \
        HAI_COLUMN("title", S, field.title, "title", .help_zh = "标题列",                          \
                   .help_en = "Column of titles"),                                                 \
        HAI_COLUMN("text", S, field.text, "text", .help_zh = "说明列",                             \
                   .help_en = "Column of texts"),                                                  \
        HAI_COLUMN("note", S, field.note, "note", .help_zh = "标题旁的小字列",                     \
                   .help_en = "Column of a few words beside the title"),                           \
        HAI_COLUMN("value", S, field.value, "value", .help_zh = "数值列",                          \
                   .help_en = "Column of figures"),                                                \
        HAI_COLUMN("unit_column", S, field.unit_column, "unit", .help_zh = "单位列",               \
                   .help_en = "Column of units, where they differ"),                               \
        HAI_COLUMN("date", S, field.date, "date", .help_zh = "时间列",                             \
                   .help_en = "Column of dates, shown as they are"),                               \
        HAI_COLUMN("status", S, field.status, "status",                                            \
                   .help_zh = "状态列:done、doing、todo、late,或“已完成”“进行中”等文字",           \
                   .help_en = "Column of states: done, doing, todo, late, or words"),              \
        HAI_COLUMN("item_colour", S, field.colour, "colour", .flags = HAI_OUTSIDE,                 \
                   .help_zh = "颜色列", .help_en = "Column of colours"),                           \
        HAI_STRING("unit", S, field.unit, .help_zh = "单位,写在数值后",                            \
                   .help_en = "Unit, written after each value"),                                   \
        HAI_INT("decimals", S, field.format.decimals, -1, 6, .help_zh = "小数位数,-1 按原数",      \
                .help_en = "Decimal places; -1: as many as the number has"),                       \
        HAI_CHOICE("scale", S, field.format.scale, HAI_NUMBER_SCALES,                              \
                   .help_zh = "数值的单位:不换算、自动、万、亿、万亿",                             \
                   .help_en = "The unit that it is counted in"),                                   \
        HAI_BOOL("group", S, field.format.group, .help_zh = "五位以上加千分撇",                    \
                 .help_en = "Commas between thousands, from five digits on"),                      \
        HAI_CHOICE("palette", S, field.palette, kit_palettes,                                      \
                   .help_zh = "配色:同色、每项一色、由深到浅",                                     \
                   .help_en = "One colour, a colour for each item, or shades from dark to light")

// More rows than `most` are an error; call it in `check`. `what` for the message: "a list".
void kit_items_check(const hai_block *block, const struct kit_items *items, const char *what,
                     int32_t most);

// Icons and images of all rows; call it in `prepare`.
void kit_items_prepare(const hai_block *block, struct kit_items *items);

int32_t kit_items_count(const struct kit_items *items);

// A row as item. Its number is the cell's alone: see kit_ordinal.
struct kit_item kit_items_get(const hai_block *block, const struct kit_items *items, int32_t row);

// The summary for those who cannot see it: "清单,共3项:甲、乙、丙".
const char *kit_items_summary(const hai_block *block, const struct kit_items *items,
                              const char *what);

// What a structure shows without rows: 暂无数据, as charts do.
double kit_no_items_height(void);
void kit_draw_no_items(const hai_block *block, hai_canvas *canvas, hai_box box);

// The rest of a structure's plugin, from what its file calls `defaults`, `options`, `check`,
// `measure`, `draw` and `summarise`; its struct holds the items as `items`.
//
//     KIT_ITEMS_PLUGIN("cycle", struct cycle, "循环图", "Cycle", "首尾相接的环节",
//                      "Stages that follow each other round a ring");
#define KIT_ITEMS_PLUGIN(name_, Struct, title_zh_, title_en_, summary_zh_, summary_en_)            \
    static void prepare(const hai_block *block, void *data)                                        \
    {                                                                                              \
        kit_items_prepare(block, &((Struct *)data)->items);                                        \
    }                                                                                              \
    static const hai_visual visual = {.size = sizeof visual,                                       \
                                      .type = (name_),                                             \
                                      .title_zh = (title_zh_),                                     \
                                      .title_en = (title_en_),                                     \
                                      .summary_zh = (summary_zh_),                                 \
                                      .summary_en = (summary_en_),                                 \
                                      .struct_size = sizeof(Struct),                               \
                                      .defaults = &defaults,                                       \
                                      .options = options,                                          \
                                      .option_size = sizeof(hai_option),                           \
                                      .option_count = HAI_COUNT(options),                          \
                                      .check = check,                                              \
                                      .prepare = prepare,                                          \
                                      .measure = measure,                                          \
                                      .draw = draw,                                                \
                                      .summarise = summarise};                                     \
    HAI_PLUGIN                                                                                     \
    = {HAI_PLUGIN_HEAD,          .name = (name_),  .version = "1.0.0",                             \
       .summary = (summary_en_), .licence = "MIT", .features = {{"visual", &visual}}}

// --- Numbers that the structure gives ---

enum kit_numerals {
    KIT_NUMERALS_AUTO,
    KIT_NUMERALS_NONE,
    KIT_NUMERALS_PLAIN,
    KIT_NUMERALS_PADDED,
    KIT_NUMERALS_HAN
};

extern const char *const kit_numerals[]; // auto none 1 01 一

#define KIT_NUMERALS_HELP_ZH "自动编号:随样式、无、1、01、一"
#define KIT_NUMERALS_HELP_EN "Numbers of the items: as the style has them, none, 1, 01, 一"

// The number of an item, counted from 1. NONE: NULL. AUTO is PADDED.
const char *kit_ordinal(const hai_block *block, int32_t numerals, int32_t number);

#endif
