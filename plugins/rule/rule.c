// SPDX-License-Identifier: MIT
//
// White space, or a line in it.
#include <haibao/haibao.h>

enum style { STYLE_SPACE, STYLE_LINE, STYLE_DASHED, STYLE_DOUBLE, STYLE_DIAMOND };

struct rule {
    double height;
    int32_t style;
    const char *colour;
};

static const struct rule defaults = {.height = 32, .style = STYLE_LINE, .colour = "line"};

static const char *const styles[] = {"space", "line", "dashed", "double", "diamond", NULL};

static const hai_option options[] = {
    HAI_LENGTH("height", struct rule, height, 0, 2000, .unit = "px", .help_zh = "所占高度",
               .help_en = "Height that it takes"),
    HAI_CHOICE("style", struct rule, style, styles, .help_zh = "样式:留白、线、虚线、双线、菱形",
               .help_en = "Nothing but space, a line, dashes, two lines, a line with a diamond"),
    HAI_COLOUR("colour", struct rule, colour, .help_zh = "线色", .help_en = "Colour of the line"),
};

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    (void)block;
    const struct rule *rule = data;
    return (hai_size){space.width, rule->height};
}

static void line(hai_canvas *canvas, double from, double to, double y, hai_stroke stroke,
                 hai_colour colour)
{
    hai_canvas_move_to(canvas, from, y);
    hai_canvas_line_to(canvas, to, y);
    hai_canvas_stroke(canvas, stroke, hai_paint_colour(colour));
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct rule *rule = data;
    const hai_theme *theme = hai_block_theme(block);
    hai_colour colour = hai_theme_colour(theme, rule->colour);
    hai_stroke stroke = hai_stroke_width(hai_theme_length(theme, "hairline"));
    double left = box.x, right = hai_box_right(box), y = box.y + box.height / 2;
    const double dashes[] = {8, 8};
    const double size = 7, gap = 20;

    switch (rule->style) {
    case STYLE_SPACE:
        return;
    case STYLE_DASHED:
        stroke.dashes = dashes;
        stroke.dash_count = HAI_COUNT(dashes);
        line(canvas, left, right, y, stroke, colour);
        return;
    case STYLE_DOUBLE:
        line(canvas, left, right, y - 3, stroke, colour);
        line(canvas, left, right, y + 3, stroke, colour);
        return;
    case STYLE_DIAMOND:
        line(canvas, left, left + box.width / 2 - gap, y, stroke, colour);
        line(canvas, left + box.width / 2 + gap, right, y, stroke, colour);
        hai_canvas_move_to(canvas, left + box.width / 2 - size, y);
        hai_canvas_line_to(canvas, left + box.width / 2, y - size);
        hai_canvas_line_to(canvas, left + box.width / 2 + size, y);
        hai_canvas_line_to(canvas, left + box.width / 2, y + size);
        hai_canvas_close(canvas);
        hai_canvas_fill(canvas, hai_paint_colour(colour));
        return;
    default:
        line(canvas, left, right, y, stroke, colour);
    }
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "rule",
                                  .title_zh = "分隔",
                                  .title_en = "Rule",
                                  .summary_zh = "留白或分隔线",
                                  .summary_en = "White space, or a line in it",
                                  .struct_size = sizeof(struct rule),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .measure = measure,
                                  .draw = draw};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "rule",
   .version = "1.0.0", .summary = "White space, or a line in it",
   .licence = "MIT",   .features = {{"visual", &visual}}};
