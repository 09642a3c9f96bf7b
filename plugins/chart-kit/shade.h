// SPDX-License-Identifier: MIT
//
// Values as shades of colour: classes with edges, and the legend that tells them (heat maps,
// calendars, maps).
#ifndef CHART_KIT_SHADE_H
#define CHART_KIT_SHADE_H

#include <haibao/haibao.h>

enum chart_ramp_kind { CHART_RAMP_AUTO, CHART_RAMP_SEQUENTIAL, CHART_RAMP_DIVERGING };
enum chart_classing {
    CHART_CLASSES_ROUND,    // edges are round numbers; about as many classes as wanted
    CHART_CLASSES_EQUAL,    // equal intervals from the lowest to the highest
    CHART_CLASSES_QUANTILE, // about as many values in each
    CHART_CLASSES_JENKS,    // least squares within classes (Fisher 1958; Jenks 1967)
};

struct chart_shade_options {
    int32_t ramp;    // enum chart_ramp_kind
    int32_t classes; // wanted; 0: colours flow
    int32_t classing;
    double middle;      // of a diverging ramp; NAN: 0
    const char *colour; // "primary": the theme's ramp; else the dark end of one of its own
};

#define CHART_SHADE_DEFAULTS .classes = 5, .middle = NAN, .colour = "primary"

extern const char *const chart_ramp_kinds[], *const chart_classings[];

// ramp, classes, middle, colour.
#define CHART_SHADE_OPTIONS(S, field)                                                              \
    HAI_CHOICE("ramp", S, field.ramp, chart_ramp_kinds,                                            \
               .help_zh = "色阶:自动(有正有负时为双向)、单向、双向",                               \
               .help_en = "Colours: auto (diverging where values have both signs), sequential, "   \
                          "diverging"),                                                            \
        HAI_INT("classes", S, field.classes, 0, 9, .help_zh = "分几级;0为连续",                    \
                .help_en = "How many classes; 0: colours flow"),                                   \
        HAI_CHOICE("breaks", S, field.classing, chart_classings,                                   \
                   .help_zh = "分级方法:取整、等距、分位数、自然断点",                             \
                   .help_en = "Classes by round numbers, equal steps, quantiles, or natural "      \
                              "breaks"),                                                           \
        HAI_NUMBER("middle", S, field.middle, -1e18, 1e18, .help_zh = "双向色阶的中点,默认0",      \
                   .help_en = "Middle of a diverging ramp; 0 where none is told"),                 \
        HAI_COLOUR("colour", S, field.colour, .help_zh = "最深处的颜色",                           \
                   .help_en = "Colour of the dark end")

struct chart_shades {
    const hai_theme *theme;
    const struct chart_shade_options *options;
    bool is_diverging;
    bool has_missing;   // some value is not finite: told in the legend
    double low, high;   // of the values
    double middle, far; // DIVERGING: the middle, and how far it reaches to either side
    int32_t count;      // classes; 0: colours flow
    double *edges;      // count + 1
    const char **texts; // of the edges, without unit
    const char *unit;   // "亿元", "万人"; "" where there is none
};

// Classes of the values; those that are not finite are passed over. NULL where no value is finite.
const struct chart_shades *chart_shades_new(const hai_block *block,
                                            const struct chart_shade_options *options,
                                            const double *values, int32_t count,
                                            const hai_number_format *format, const char *unit);

// The colour of a value; NAN gives that of what is missing.
hai_colour chart_shade(const struct chart_shades *shades, double value);

// The legend: swatches side by side, the edges told below them, the unit after them.
struct chart_shade_legend;
struct chart_shade_legend *chart_shade_legend_new(const hai_block *block,
                                                  const struct chart_shades *shades, double width);
double chart_shade_legend_height(const struct chart_shade_legend *legend); // 0 for NULL
double chart_shade_legend_width(const struct chart_shade_legend *legend);

// Where words in the line below "暂无数据" have room; NAN: nowhere.
hai_point chart_shade_legend_below_missing(const struct chart_shade_legend *legend);

void chart_shade_legend_draw(const struct chart_shade_legend *legend, hai_canvas *canvas, double x,
                             double y);

#endif
