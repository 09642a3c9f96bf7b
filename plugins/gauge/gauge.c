// SPDX-License-Identifier: MIT
#include "gauge.h"
#include "visual-kit/unit.h"

static const struct gauge defaults = {.value = NAN,
                                      .high = 100,
                                      .target = NAN,
                                      .target_label = "目标",
                                      .colour = "primary",
                                      .size = 380,
                                      .number = {.decimals = -1, .scale = 1, .group = true}};

static const char *const styles[] = {"arc", "bullet", NULL};

static const struct gauge_band band_defaults = {.to = NAN};
static const hai_option band_options[] = {
    HAI_NUMBER("to", struct gauge_band, to, -1e18, 1e18, .flags = HAI_REQUIRED,
               .help_zh = "区间的终点", .help_en = "Where the band ends"),
    HAI_TEXT("text", struct gauge_band, text, .help_zh = "区间名称", .help_en = "Its name"),
    HAI_COLOUR("colour", struct gauge_band, colour, .help_zh = "颜色;数值落在其中时也用它",
               .help_en = "Its colour, and the value's while it is in the band"),
};
static const hai_item band_item = {.size = sizeof(hai_item),
                                   .struct_size = sizeof(struct gauge_band),
                                   .defaults = &band_defaults,
                                   .options = band_options,
                                   .option_size = sizeof(hai_option),
                                   .option_count = HAI_COUNT(band_options)};

static const hai_option options[] = {
    HAI_NUMBER("value", struct gauge, value, -1e18, 1e18, .flags = HAI_REQUIRED, .help_zh = "数值",
               .help_en = "The value"),
    HAI_TEXT("label", struct gauge, label, .help_zh = "指标名称",
             .help_en = "What the value counts"),
    HAI_TEXT("note", struct gauge, note, .help_zh = "说明", .help_en = "What it means"),
    HAI_STRING("unit", struct gauge, unit, .help_zh = "单位", .help_en = "Unit"),
    HAI_CHOICE("style", struct gauge, style, styles, .help_zh = "样式:弧形仪表、子弹图",
               .help_en = "An arc or a bullet"),
    HAI_NUMBER("low", struct gauge, low, -1e18, 1e18, .help_zh = "起点",
               .help_en = "Where the scale begins"),
    HAI_NUMBER("high", struct gauge, high, -1e18, 1e18, .help_zh = "终点",
               .help_en = "Where the scale ends"),
    HAI_NUMBER("target", struct gauge, target, -1e18, 1e18, .help_zh = "目标值",
               .help_en = "The value that is wanted"),
    HAI_TEXT("target_label", struct gauge, target_label, .help_zh = "目标的名称",
             .help_en = "What the target is called"),
    HAI_LIST("bands", struct gauge, bands, &band_item, .max_count = 8, .help_zh = "分段,由低到高",
             .help_en = "Bands of the scale, from low to high"),
    HAI_COLOUR("colour", struct gauge, colour, .help_zh = "主色", .help_en = "Colour of the value"),
    HAI_TEXT("title", struct gauge, title, .help_zh = "图上方的小标题",
             .help_en = "Small title above the chart"),
    HAI_LENGTH("size", struct gauge, size, 80, 2000, .unit = "px", .help_zh = "弧的直径",
               .help_en = "Diameter of the arc"),
    HAI_NUMBER_OPTIONS(struct gauge, number),
};

static const struct gauge_band *bands_of(const struct gauge *gauge)
{
    return gauge->bands.items;
}

static void check(const hai_block *block, const void *data)
{
    const struct gauge *gauge = data;
    if (!(gauge->low < gauge->high)) {
        hai_block_error(block, "high", "chart.range", "make it larger than 'low'",
                        "the scale ends where it begins, or before");
        return;
    }
    double before = gauge->low;
    for (uint32_t i = 0; i < gauge->bands.count; i++) {
        double to = bands_of(gauge)[i].to;
        if (!(to > before && to <= gauge->high)) {
            hai_block_error(block, hai_block_printf(block, "bands/%u/to", i), "gauge.bands",
                            "let bands rise from 'low' to 'high'",
                            "the band ends before it begins, or beyond the scale");
            return;
        }
        before = to;
    }
    if (gauge->target < gauge->low || gauge->target > gauge->high)
        hai_block_warn(block, "target", "gauge.target", "widen the scale by 'low' and 'high'",
                       "the target is beyond the ends of the scale, and drawn at the end");
    if (gauge->value < gauge->low || gauge->value > gauge->high)
        hai_block_warn(block, "value", "gauge.value", "widen the scale by 'low' and 'high'",
                       "the value is beyond the ends of the scale, and drawn at the end");
}

double gauge_share(const struct gauge *gauge, double value)
{
    double span = gauge->high - gauge->low;
    return span > 0 ? fmin(fmax((value - gauge->low) / span, 0), 1) : 0;
}

double gauge_band_start(const struct gauge *gauge, int32_t band)
{
    return band == 0 ? gauge->low : bands_of(gauge)[band - 1].to;
}

int32_t gauge_band_of(const struct gauge *gauge, double value)
{
    int32_t count = (int32_t)gauge->bands.count;
    for (int32_t i = 0; i < count; i++)
        if (value < bands_of(gauge)[i].to || (i == count - 1 && value <= bands_of(gauge)[i].to))
            return i;
    return -1;
}

hai_colour gauge_band_colour(const hai_theme *theme, const struct gauge *gauge, int32_t band)
{
    const char *own = bands_of(gauge)[band].colour;
    if (own != NULL)
        return hai_theme_colour(theme, own);
    double step = gauge->bands.count > 1 ? band / (gauge->bands.count - 1.0) : 0.5;
    return hai_colour_mix(hai_theme_colour(theme, "surface"), hai_theme_colour(theme, "muted"),
                          0.35 + 0.65 * step);
}

hai_colour gauge_colour(const hai_theme *theme, const struct gauge *gauge)
{
    int32_t band = gauge_band_of(gauge, gauge->value);
    if (band >= 0 && bands_of(gauge)[band].colour != NULL)
        return hai_theme_colour(theme, bands_of(gauge)[band].colour);
    return hai_theme_colour(theme, gauge->colour);
}

// One scale (万, 亿) for the value, the target and the ends.
static hai_number_format format_of(const struct gauge *gauge)
{
    double values[4] = {gauge->value, gauge->low, gauge->high,
                        isnan(gauge->target) ? gauge->value : gauge->target};
    hai_number_format format = hai_number_options_format(&gauge->number);
    format.scale = hai_number_common_scale(values, 4, &format);
    return format;
}

const char *gauge_value_text(const hai_block *block, const struct gauge *gauge, double value)
{
    hai_number_format format = format_of(gauge);
    return chart_value_text(block, value, &format, gauge->unit);
}

struct gauge_words gauge_words_of(const hai_block *block, const struct gauge *gauge)
{
    hai_number_format format = format_of(gauge);
    const char *unit = gauge->unit == NULL ? "" : gauge->unit;
    int32_t band = gauge_band_of(gauge, gauge->value);
    const char *name = gauge->target_label == NULL ? "" : gauge->target_label;
    // Unlike the figure, the ends of the scale are wanted short.
    hai_number_format ends = format;
    ends.decimals = -1;
    return (struct gauge_words){
        .figure = hai_number_figure(block, gauge->value, &format),
        .unit = kit_unit(block, hai_number_unit(block, gauge->value, &format), unit),
        .low = gauge->low == 0 ? "0" : hai_number_text(block, gauge->low, &ends),
        .high = gauge->high == 0 ? "0" : hai_number_text(block, gauge->high, &ends),
        .target = isnan(gauge->target)
                      ? NULL
                      : hai_block_printf(block, "%s%s%s", name, name[0] != '\0' ? " " : "",
                                         gauge_value_text(block, gauge, gauge->target)),
        .band = band >= 0 ? bands_of(gauge)[band].text : NULL};
}

// --- The visual ---

static double lay_out(const hai_block *block, const struct gauge *gauge, hai_canvas *canvas,
                      hai_box box)
{
    const hai_paragraph *title = chart_title(block, gauge->title, box.width);
    double head = title != NULL ? kit_height(title) + CHART_TITLE_GAP : 0;
    if (canvas != NULL && title != NULL)
        hai_canvas_paragraph(canvas, title, box.x, box.y);
    box = hai_box_inset(box, (hai_insets){.top = head});
    return head + (gauge->style == GAUGE_BULLET ? gauge_bullet(block, gauge, canvas, box)
                                                : gauge_arc(block, gauge, canvas, box));
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    hai_box box = {0, 0, space.width, 0};
    return (hai_size){space.width, lay_out(block, data, NULL, box)};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    (void)lay_out(block, data, canvas, box);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct gauge *gauge = data;
    struct gauge_words words = gauge_words_of(block, gauge);
    const char *text = hai_block_printf(block, "仪表图,%s%s%s%s",
                                        gauge->label != NULL   ? gauge->label
                                        : gauge->title != NULL ? gauge->title
                                                               : "",
                                        gauge->label != NULL || gauge->title != NULL ? "为" : "",
                                        words.figure, words.unit);
    if (words.target != NULL)
        text = hai_block_printf(block, "%s,%s", text, words.target);
    if (words.band != NULL)
        text = hai_block_printf(block, "%s,属“%s”", text, words.band);
    return hai_block_printf(block, "%s。刻度由%s至%s。", text, words.low, words.high);
}

CHART_PLUGIN("gauge", struct gauge, "仪表图", "Gauge",
             "一个数值在量程中的位置:弧形或子弹图,带目标与分段",
             "One value on its scale, as an arc or a bullet, with target and bands");
