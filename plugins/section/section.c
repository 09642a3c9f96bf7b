// SPDX-License-Identifier: MIT
//
// The head of a section.
#include <math.h>

#include "visual-kit/ornament.h"
#include "visual-kit/surface.h"

enum style { STYLE_RIBBON, STYLE_BAR, STYLE_HAIRLINE, STYLE_GHOST };

struct section {
    const char *title, *subtitle, *number;
    int32_t style;
};

static const struct section defaults = {.style = STYLE_BAR};

static const char *const styles[] = {"ribbon", "bar", "hairline", "ghost", NULL};

static const hai_option options[] = {
    HAI_TEXT("title", struct section, title, .flags = HAI_REQUIRED, .help_zh = "章节标题",
             .help_en = "Title"),
    HAI_TEXT("subtitle", struct section, subtitle, .help_zh = "副标题",
             .help_en = "A line below the title"),
    HAI_STRING("number", struct section, number, .help_zh = "序号,如“壹”“01”",
               .help_en = "Its number, as \"01\""),
    HAI_CHOICE("style", struct section, style, styles, .help_zh = "样式:飘带、竖条、细线、衬底大字",
               .help_en = "A ribbon, a bar at the left, a hairline above, a ghost numeral behind"),
};

#define RIBBON_SIDE 56.0  // from the title to the ribbon's edge, in a wide box
#define RIBBON_TAIL 46.0  // of the tail behind the ribbon, in a wide box
#define RIBBON_DROP 12.0  // by which the tail hangs lower
#define RIBBON_ROOM 700.0 // width from which on a box is wide
#define GHOST_INDENT 24.0 // of the title, before which the numeral begins

struct plan {
    const hai_paragraph *title, *subtitle, *number;
    double above, band; // space above; height of the title's band
    double side, tail;  // of the ribbon
    double subtitle_gap;
    hai_size size;
};

static struct plan plan(const hai_block *block, const struct section *section, double width)
{
    const hai_theme *theme = hai_block_theme(block);
    bool is_ribbon = section->style == STYLE_RIBBON;
    double gap = hai_theme_length(theme, "gap");
    struct plan plan = {.above = fmax(hai_theme_length(theme, "section_space") - gap, 0)};

    double narrow = fmin(width / RIBBON_ROOM, 1);
    plan.side = RIBBON_SIDE * narrow;
    plan.tail = RIBBON_TAIL * narrow;
    double inner = width;
    if (is_ribbon)
        inner -= 2 * (plan.side + plan.tail);
    if (section->style == STYLE_BAR)
        inner -= 32;
    const char *colour = is_ribbon ? "on_primary" : NULL;
    uint32_t align = is_ribbon ? HAI_TEXT_TITLE_CENTRE : HAI_TEXT_TITLE;
    if (section->number != NULL && section->style != STYLE_RIBBON) {
        hai_text_style number = kit_type(theme, "figure", "primary", HAI_TEXT_LEFT);
        number.size = section->style == STYLE_GHOST ? 150 : 64;
        number.line_height = 1;
        plan.number = hai_paragraph_new(block, section->number, &number, 0);
        inner -= section->style == STYLE_GHOST ? GHOST_INDENT
                                               : hai_paragraph_size(plan.number).width + 20;
    }
    hai_text_style title = kit_type(theme, "section", colour, align);
    plan.title = hai_paragraph_new(block, section->title, &title, fmax(inner, 1));
    plan.band = kit_height(plan.title) + (is_ribbon ? 32 : 0);
    if (section->style == STYLE_HAIRLINE)
        plan.band += 24;
    if (section->style == STYLE_GHOST && plan.number != NULL)
        plan.band = fmax(plan.band, 132);
    double height = plan.above + plan.band;
    if (section->subtitle != NULL) {
        hai_text_style subtitle =
            kit_type(theme, "subtitle", NULL, is_ribbon ? HAI_TEXT_TITLE_CENTRE : HAI_TEXT_TITLE);
        plan.subtitle = hai_paragraph_new(block, section->subtitle, &subtitle, width);
        plan.subtitle_gap = is_ribbon ? 24 : 6;
        height += plan.subtitle_gap + kit_height(plan.subtitle);
    }
    plan.size = (hai_size){width, height};
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return plan(block, data, space.width).size;
}

// A tail behind the ribbon, swallow-tailed, on the left (side -1) or right (1).
static void draw_tail(const hai_theme *theme, hai_canvas *canvas, hai_box ribbon, double tail,
                      double side)
{
    hai_colour deep = hai_theme_colour(theme, "primary_deep");
    double edge = side < 0 ? ribbon.x : hai_box_right(ribbon);
    double inside = edge - side * tail * 0.56, outside = edge + side * tail;
    double top = ribbon.y + RIBBON_DROP, bottom = hai_box_bottom(ribbon) + RIBBON_DROP;
    hai_canvas_move_to(canvas, inside, top);
    hai_canvas_line_to(canvas, outside, top);
    hai_canvas_line_to(canvas, outside - side * tail * 0.4, (top + bottom) / 2);
    hai_canvas_line_to(canvas, outside, bottom);
    hai_canvas_line_to(canvas, inside, bottom);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(theme, "primary_dark")));
    // The fold, where the tail goes behind.
    hai_canvas_move_to(canvas, edge, hai_box_bottom(ribbon));
    hai_canvas_line_to(canvas, inside, hai_box_bottom(ribbon));
    hai_canvas_line_to(canvas, inside, bottom);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(hai_colour_lighten(deep, -0.14)));
}

// A gold line from the edge of the box to the ribbon on the left (side -1) or right (1), if it has
// room.
static void draw_wing(const hai_theme *theme, hai_canvas *canvas, double from, double to, double y,
                      double side)
{
    if (side * (from - to) < 60)
        return;
    hai_colour accent = hai_theme_colour(theme, "accent");
    const hai_stop fade[] = {{0, hai_colour_fade(accent, 0)}, {1, accent}};
    hai_canvas_move_to(canvas, from, y);
    hai_canvas_line_to(canvas, to, y);
    hai_canvas_stroke(canvas, hai_stroke_width(2),
                      hai_paint_linear((hai_point){from, y}, (hai_point){to, y}, fade, 2));
    hai_canvas_move_to(canvas, to - 7, y);
    hai_canvas_line_to(canvas, to, y - 7);
    hai_canvas_line_to(canvas, to + 7, y);
    hai_canvas_line_to(canvas, to, y + 7);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(accent));
}

static void draw_ribbon(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas,
                        hai_box box)
{
    double width = hai_paragraph_size(plan->title).width + 2 * plan->side;
    width = fmax(width, fmin(280, box.width - 2 * plan->tail));
    hai_box ribbon = {round(box.x + (box.width - width) / 2), box.y, width, plan->band};
    double middle = ribbon.y + ribbon.height / 2 + RIBBON_DROP;
    double reach = plan->tail + 20;
    draw_wing(theme, canvas, box.x, ribbon.x - reach, middle, -1);
    draw_wing(theme, canvas, hai_box_right(box), hai_box_right(ribbon) + reach, middle, 1);
    draw_tail(theme, canvas, ribbon, plan->tail, -1);
    draw_tail(theme, canvas, ribbon, plan->tail, 1);

    hai_colour accent = hai_theme_colour(theme, "accent");
    kit_fill_primary(theme, canvas, ribbon, 4);
    for (int i = 0; i < 2; i++) {
        double y = i == 0 ? ribbon.y + 8 : hai_box_bottom(ribbon) - 8;
        kit_rule(canvas, (hai_point){ribbon.x + 14, y}, (hai_point){hai_box_right(ribbon) - 14, y},
                 1.5, hai_colour_fade(accent, 0.75));
    }
    // The title is centred in its measure, which begins beside the tail.
    hai_canvas_paragraph(canvas, plan->title, box.x + plan->side + plan->tail, ribbon.y + 16);
}

static void draw_left(const hai_theme *theme, const struct section *section,
                      const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    hai_colour primary = hai_theme_colour(theme, "primary");
    double x = box.x, y = box.y;
    double title_height = kit_height(plan->title);
    if (section->style == STYLE_BAR) {
        kit_fill_box(canvas, (hai_box){x, y + title_height * 0.16, 10, title_height * 0.68}, 5,
                     primary);
        x += 32;
    }
    if (section->style == STYLE_HAIRLINE) {
        kit_fill_box(canvas, (hai_box){x, y, box.width, 2}, 0, hai_theme_colour(theme, "ink"));
        kit_fill_box(canvas, (hai_box){x, y, 96, 8}, 0, primary);
        y += 24;
    }
    if (section->style == STYLE_GHOST && plan->number != NULL) {
        hai_colour pale = hai_colour_mix(hai_theme_colour(theme, "background"), primary, 0.12);
        hai_box ink = hai_paragraph_ink(plan->number);
        hai_canvas_paragraph_painted(canvas, plan->number, x - ink.x, y - ink.y,
                                     hai_paint_colour(pale));
        y += plan->band - title_height;
        x += GHOST_INDENT;
    } else if (plan->number != NULL) {
        hai_canvas_paragraph(canvas, plan->number, x,
                             y + hai_paragraph_baseline(plan->title) -
                                 hai_paragraph_baseline(plan->number));
        x += hai_paragraph_size(plan->number).width + 20;
    }
    hai_canvas_paragraph(canvas, plan->title, x, y);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct section *section = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, section, box.width);
    box = hai_box_inset(box, (hai_insets){.top = placed.above});
    hai_canvas_heading_begin(canvas, 2, section->title, box);
    if (section->style == STYLE_RIBBON)
        draw_ribbon(theme, &placed, canvas, box);
    else
        draw_left(theme, section, &placed, canvas, box);
    hai_canvas_heading_end(canvas);
    if (placed.subtitle == NULL)
        return;
    double x = box.x;
    if (section->style == STYLE_BAR)
        x += 32;
    hai_canvas_paragraph(canvas, placed.subtitle, x, box.y + placed.band + placed.subtitle_gap);
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "section",
                                  .title_zh = "章节标题",
                                  .title_en = "Section head",
                                  .summary_zh = "章节的标题",
                                  .summary_en = "The head of a section",
                                  .struct_size = sizeof(struct section),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .measure = measure,
                                  .draw = draw};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "section",
   .version = "1.0.0", .summary = "The head of a section",
   .licence = "MIT",   .features = {{"visual", &visual}}};
