// SPDX-License-Identifier: MIT
//
// The options that charts share, under one name and one explanation each. A chart puts one
// `struct chart_options` into its own struct, and takes those groups of rows that it honours:
//
//     struct slope { struct chart_options chart; };
//     static const struct slope defaults = {.chart = {CHART_DEFAULTS, .height = 480}};
//     static const hai_option options[] = {
//         CHART_DATA_OPTIONS(struct slope, chart),
//         CHART_COLOUR_OPTIONS(struct slope, chart),
//         CHART_SIZE_OPTIONS(struct slope, chart),
//     };
//
// Fields without a row keep their defaults, and the kit's functions read them all the same.
#ifndef CHART_KIT_OPTIONS_H
#define CHART_KIT_OPTIONS_H

#include <haibao/haibao.h>

// AUTO: falling, but dates keep their order.
enum chart_sort { CHART_SORT_NONE, CHART_SORT_FALLING, CHART_SORT_RISING, CHART_SORT_AUTO };
enum chart_label_show { CHART_LABELS_AUTO, CHART_LABELS_ALL, CHART_LABELS_NONE };
enum chart_legend_show { CHART_LEGEND_AUTO, CHART_LEGEND_TOP, CHART_LEGEND_NONE };

struct chart_options {
    // The data: see data.h.
    const hai_table *rows;
    int32_t label, value, series; // columns; -1: none
    hai_list columns;             // of struct chart_column: one series each
    const char *unit;             // after each value, once at an axis; or NULL
    hai_number_options number;
    int32_t sort; // enum chart_sort
    int32_t top;  // keep so many categories, the rest as 其他; 0: all

    // Colours: see colour.h.
    const char *colour; // of what matters
    hai_list colours;   // of struct chart_named_colour
    const char *highlight;
    bool decals;

    // Size and words around the plot: see frame.h.
    const char *title; // above the chart, or NULL
    double height;     // wanted, of the whole chart
    double low, high;  // ends of the value axis; NAN: as the data and round ticks have it
    const char *x_title, *y_title;
    int32_t legend; // enum chart_legend_show
    int32_t labels; // enum chart_label_show: values on the marks

    hai_list annotations; // of struct chart_annotation: see annotate.h
};

// What every chart's defaults begin with; sort, top, height, highlight, legend and labels are
// yours. Figures are counted in 万 or 亿 where that suits, all of a chart in the same.
#define CHART_DEFAULTS                                                                             \
    .label = -1, .value = -1, .series = -1, .colour = "primary", .low = NAN, .high = NAN,          \
    .number = {.decimals = -1, .scale = 1, .group = true}

// A series that is a column of its own.
struct chart_column {
    const char *column; // its name in the table
    const char *name;   // of the series; NULL: the column's
};

struct chart_named_colour {
    const char *name, *colour;
};

extern const hai_item chart_column_item, chart_named_colour_item, chart_annotation_item;
extern const char *const chart_sorts[], *const chart_label_choices[], *const chart_legend_choices[];

// rows, label, value, series, columns, unit and the options of figures.
#define CHART_DATA_OPTIONS(S, field)                                                               \
    HAI_TABLE("rows", S, field.rows, .flags = HAI_REQUIRED, .help_zh = "数据表",                   \
              .help_en = "The data"),                                                              \
        HAI_COLUMN("label", S, field.label, "label", .flags = HAI_REQUIRED, .help_zh = "名称列",   \
                   .help_en = "Column of names"),                                                  \
        HAI_COLUMN("value", S, field.value, "value",                                               \
                   .help_zh = "数值列;没有时,其他各数字列各成一个系列",                            \
                   .help_en = "Column of values; without one, each other column of numbers is a "  \
                              "series"),                                                           \
        HAI_COLUMN("series", S, field.series, "series", .help_zh = "系列列,一行一值时用",          \
                   .help_en = "Column that names the series of each row"),                         \
        HAI_LIST("columns", S, field.columns, &chart_column_item, .max_count = 64,                 \
                 .help_zh = "各系列所在的列,一行多值时用",                                         \
                 .help_en = "The columns that are series, where a row has several values"),        \
        HAI_STRING("unit", S, field.unit, .help_zh = "单位,写在数值后",                            \
                   .help_en = "Unit, written after each value"),                                   \
        HAI_NUMBER_OPTIONS(S, field.number)

// rows, label, value, unit and the options of figures: charts of one series.
#define CHART_SINGLE_DATA_OPTIONS(S, field)                                                        \
    HAI_TABLE("rows", S, field.rows, .flags = HAI_REQUIRED, .help_zh = "数据表",                   \
              .help_en = "The data"),                                                              \
        HAI_COLUMN("label", S, field.label, "label", .flags = HAI_REQUIRED, .help_zh = "名称列",   \
                   .help_en = "Column of names"),                                                  \
        HAI_COLUMN("value", S, field.value, "value", .flags = HAI_REQUIRED, .help_zh = "数值列",   \
                   .help_en = "Column of values"),                                                 \
        HAI_STRING("unit", S, field.unit, .help_zh = "单位,写在数值后",                            \
                   .help_en = "Unit, written after each value"),                                   \
        HAI_NUMBER_OPTIONS(S, field.number)

// sort, top: where the order of categories says nothing.
#define CHART_SORT_OPTIONS(S, field)                                                               \
    HAI_CHOICE("sort", S, field.sort, chart_sorts,                                                 \
               .help_zh = "排序:原序、降序、升序、自动(日期不动)",                                 \
               .help_en = "As given, largest first, smallest first, or auto: dates stay"),         \
        HAI_INT("top", S, field.top, 0, 1000, .help_zh = "只留最大的几项,其余合为“其他”;0全留",    \
                .help_en = "Keep so many of the largest, the rest together as 其他; 0: all")

// colour, colours, highlight: charts whose marks take no patterns.
#define CHART_PLAIN_COLOUR_OPTIONS(S, field)                                                                       \
    HAI_COLOUR("colour", S, field.colour, .help_zh = "主色", .help_en = "Colour of what matters"),                 \
        HAI_LIST("colours", S, field.colours, &chart_named_colour_item, .max_count = 256,                          \
                 .help_zh = "按名称指定颜色", .help_en = "Colours by name of series or label"),                    \
        HAI_STRING("highlight", S, field.highlight,                                                                \
                   .help_zh = "突出谁:first首项、last末项、largest最大、smallest最小、all全部、" \
                              "none无,或名称,以顿号分开",                                                          \
                   .help_en = "What stands out: first, last, largest, smallest, all, none, or "                    \
                              "names parted by 、")

// colour, colours, highlight, decals.
#define CHART_COLOUR_OPTIONS(S, field)                                                             \
    CHART_PLAIN_COLOUR_OPTIONS(S, field),                                                          \
        HAI_BOOL("decals", S, field.decals, .help_zh = "颜色之外再以花纹区分",                     \
                 .help_en = "Tell series apart by patterns, too")

// title: alone where the height follows from the data.
#define CHART_TITLE_OPTION(S, field)                                                               \
    HAI_TEXT("title", S, field.title, .help_zh = "图上方的小标题",                                 \
             .help_en = "Small title above the chart")

// title, height.
#define CHART_SIZE_OPTIONS(S, field)                                                               \
    CHART_TITLE_OPTION(S, field),                                                                  \
        HAI_LENGTH("height", S, field.height, 80, 4000, .unit = "px", .help_zh = "图的高度",       \
                   .help_en = "Height of the chart")

// low, high, x_title, y_title: charts with axes.
#define CHART_AXIS_OPTIONS(S, field)                                                               \
    HAI_NUMBER("low", S, field.low, -1e18, 1e18, .help_zh = "数值轴起点",                          \
               .help_en = "Where the axis of values begins"),                                      \
        HAI_NUMBER("high", S, field.high, -1e18, 1e18, .help_zh = "数值轴终点",                    \
                   .help_en = "Where the axis of values ends"),                                    \
        HAI_TEXT("x_title", S, field.x_title, .help_zh = "横轴名称",                               \
                 .help_en = "What the axis across says"),                                          \
        HAI_TEXT("y_title", S, field.y_title, .help_zh = "纵轴名称",                               \
                 .help_en = "What the axis upwards says")

#define CHART_LABEL_OPTION(S, field)                                                               \
    HAI_CHOICE("labels", S, field.labels, chart_label_choices,                                     \
               .help_zh = "数值标注:放得下就标、尽量全标、不标",                                   \
               .help_en = "Values on the marks: where there is room, all, none")

#define CHART_LEGEND_OPTION(S, field)                                                              \
    HAI_CHOICE("legend", S, field.legend, chart_legend_choices,                                    \
               .help_zh = "图例:直接标注不下时、在上方、无",                                       \
               .help_en = "Legend: where direct labels fail, at the top, none")

// annotations: reference lines, bands and callouts.
#define CHART_ANNOTATION_OPTIONS(S, field)                                                         \
    HAI_LIST("annotations", S, field.annotations, &chart_annotation_item, .max_count = 64,         \
             .help_zh = "参考线、区间和标注", .help_en = "Reference lines, bands and callouts")

#endif
