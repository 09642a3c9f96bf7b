// SPDX-License-Identifier: MIT
//
// Ornament as a block: behind a whole sheet as a theme's backdrop, or in the flow as a rest between
// two parts.
#include <math.h>

#include "visual-kit/art.h"

struct ornament {
    int32_t art;
    const char *colour;
    double strength, height, top;
};

static const struct ornament defaults = {
    .art = KIT_ART_RIVER, .colour = "primary", .strength = 0.12, .height = 120};

static const hai_option options[] = {
    HAI_CHOICE("art", struct ornament, art, kit_arts, .help_zh = KIT_ART_HELP_ZH,
               .help_en = KIT_ART_HELP_EN),
    HAI_COLOUR("colour", struct ornament, colour, .help_zh = "颜色", .help_en = "Its colour"),
    HAI_NUMBER("strength", struct ornament, strength, 0, 1, .help_zh = "浓淡,0到1",
               .help_en = "Opacity of its marks, 0 to 1"),
    HAI_LENGTH("height", struct ornament, height, 8, 4000, .unit = "px", .help_zh = "高度",
               .help_en = "Height in the flow; as a backdrop, how far it reaches from the top"),
    HAI_LENGTH("top", struct ornament, top, 0, 4000, .unit = "px", .help_zh = "上方留空",
               .help_en = "Space left above it"),
};

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    const struct ornament *ornament = data;
    (void)block;
    return (hai_size){space.width, ornament->top + ornament->height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct ornament *ornament = data;
    const hai_theme *theme = hai_block_theme(block);
    box = hai_box_inset(box, (hai_insets){.top = ornament->top});
    kit_draw_art(theme, canvas, box, (enum kit_art)ornament->art,
                 hai_theme_colour(theme, ornament->colour), ornament->strength);
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "ornament",
                                  .title_zh = "图饰",
                                  .title_en = "Ornament",
                                  .summary_zh = "水波、祥云、远山等图饰,用作底纹或间隔",
                                  .summary_en = "Waves, clouds, mountains: a backdrop or a rest",
                                  .struct_size = sizeof(struct ornament),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .measure = measure,
                                  .draw = draw};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "ornament",
   .version = "1.0.0", .summary = "Waves, clouds, mountains: a backdrop or a rest",
   .licence = "MIT",   .features = {{"visual", &visual}}};
