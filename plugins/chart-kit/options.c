// SPDX-License-Identifier: MIT
#include "chart-kit/options.h"

#include <math.h>

#include "chart-kit/annotate.h"
#include "chart-kit/bars.h"
#include "chart-kit/lines.h"

const char *const chart_sorts[] = {"none", "falling", "rising", "auto", NULL};
const char *const chart_label_choices[] = {"auto", "all", "none", NULL};
const char *const chart_legend_choices[] = {"auto", "top", "none", NULL};
const char *const chart_curves[] = {"straight", "smooth", "step", NULL};
const char *const chart_bar_modes[] = {"grouped", "stacked", "percent", "diverging", NULL};

static const struct chart_column column_defaults = {0};
static const hai_option column_options[] = {
    HAI_STRING("column", struct chart_column, column, .flags = HAI_REQUIRED, .help_zh = "列名",
               .help_en = "The column"),
    HAI_STRING("name", struct chart_column, name, .help_zh = "系列名,不写则用列名",
               .help_en = "Name of the series; the column's where it has none"),
};

const hai_item chart_column_item = {.size = sizeof(hai_item),
                                    .struct_size = sizeof(struct chart_column),
                                    .defaults = &column_defaults,
                                    .options = column_options,
                                    .option_size = sizeof(hai_option),
                                    .option_count = HAI_COUNT(column_options)};

static const struct chart_named_colour colour_defaults = {0};
static const hai_option colour_options[] = {
    HAI_STRING("name", struct chart_named_colour, name, .flags = HAI_REQUIRED,
               .help_zh = "系列或项的名称", .help_en = "Name of a series or a label"),
    HAI_COLOUR("colour", struct chart_named_colour, colour, .flags = HAI_REQUIRED,
               .help_zh = "颜色", .help_en = "Its colour"),
};

const hai_item chart_named_colour_item = {.size = sizeof(hai_item),
                                          .struct_size = sizeof(struct chart_named_colour),
                                          .defaults = &colour_defaults,
                                          .options = colour_options,
                                          .option_size = sizeof(hai_option),
                                          .option_count = HAI_COUNT(colour_options)};

static const char *const note_kinds[] = {"auto", "line", "band", "callout", NULL};
static const char *const stats[] = {"none", "mean", "median", "max", "min", NULL};
static const struct chart_annotation annotation_defaults = {
    .value = NAN, .value_to = NAN, .colour = "ink"};
static const hai_option annotation_options[] = {
    HAI_CHOICE("kind", struct chart_annotation, kind, note_kinds,
               .help_zh = "线、区间、标注,不写则按所给的项",
               .help_en = "What it is; else as given"),
    HAI_NUMBER("value", struct chart_annotation, value, -1e18, 1e18, .help_zh = "数值",
               .help_en = "At this value"),
    HAI_NUMBER("value_to", struct chart_annotation, value_to, -1e18, 1e18,
               .help_zh = "数值区间的另一端", .help_en = "The other end of a band of values"),
    HAI_CHOICE("stat", struct chart_annotation, stat, stats,
               .help_zh = "取全图的平均、中位、最大、最小值",
               .help_en = "At the mean, median, largest or smallest value of the chart"),
    HAI_STRING("at", struct chart_annotation, at, .help_zh = "项名、日期或横轴数值",
               .help_en = "At this label, date or number"),
    HAI_STRING("to", struct chart_annotation, to, .help_zh = "区间的另一端",
               .help_en = "The other end of a band"),
    HAI_STRING("series", struct chart_annotation, series, .help_zh = "标注哪个系列的值",
               .help_en = "The series whose value is called out"),
    HAI_TEXT("text", struct chart_annotation, text, .help_zh = "说明文字",
             .help_en = "What it says"),
    HAI_COLOUR("colour", struct chart_annotation, colour, .help_zh = "颜色", .help_en = "Colour"),
};

const hai_item chart_annotation_item = {.size = sizeof(hai_item),
                                        .struct_size = sizeof(struct chart_annotation),
                                        .defaults = &annotation_defaults,
                                        .options = annotation_options,
                                        .option_size = sizeof(hai_option),
                                        .option_count = HAI_COUNT(annotation_options)};
