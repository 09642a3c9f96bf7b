// SPDX-License-Identifier: MIT
//
// The head of a section.
#include <math.h>

#include "visual-kit/ornament.h"
#include "visual-kit/seal.h"
#include "visual-kit/surface.h"

enum style {
    STYLE_RIBBON,
    STYLE_BAR,
    STYLE_HAIRLINE,
    STYLE_GHOST,
    STYLE_NUMBER,
    STYLE_PILL,
    STYLE_WAVE,
    STYLE_SLASH,
    STYLE_SEAL
};

struct section {
    const char *title, *subtitle, *number;
    int32_t style;
};

static const struct section defaults = {.style = STYLE_BAR};

static const char *const styles[] = {"ribbon", "bar",  "hairline", "ghost", "number",
                                     "pill",   "wave", "slash",    "seal",  NULL};

static const hai_option options[] = {
    HAI_TEXT("title", struct section, title, .flags = HAI_REQUIRED, .help_zh = "章节标题",
             .help_en = "Title"),
    HAI_TEXT("subtitle", struct section, subtitle, .help_zh = "副标题",
             .help_en = "A line below the title"),
    HAI_STRING("number", struct section, number, .help_zh = "序号,如“壹”“01”",
               .help_en = "Its number, as \"01\""),
    HAI_CHOICE("style", struct section, style, styles,
               .help_zh = "样式:飘带、竖条、细线、衬底大字、序号、圆签、水波、斜杠、印章",
               .help_en = "A ribbon, a bar at the left, a hairline above, a ghost numeral behind, "
                          "a number in a box, a pill, waves at both sides, slashes, a seal"),
};

#define RIBBON_SIDE 56.0  // from the title to the ribbon's edge, in a wide box
#define RIBBON_TAIL 46.0  // of the tail behind the ribbon, in a wide box
#define RIBBON_DROP 12.0  // by which the tail hangs lower
#define GHOST_INDENT 24.0 // of the title, before which the numeral begins
#define NUMBER_BOX 72.0
#define SEAL_CELL 44.0
#define RIBBON_ROOM 700.0 // width from which on a box is wide

struct plan {
    const hai_paragraph *title, *subtitle, *number;
    double above, band; // space above; height of the title's band
    double side, tail;  // of the ribbon
    double left, number_width;
    double subtitle_gap;
    hai_size size;
};

static double subtitle_left(const struct section *section)
{
    return section->style == STYLE_BAR ? 32 : section->style == STYLE_SLASH ? 76 : 0;
}

static bool is_centred(const struct section *section)
{
    return section->style == STYLE_RIBBON || section->style == STYLE_PILL ||
           section->style == STYLE_WAVE;
}

// Where the title begins from the left, past the mark of the style; the number comes on top.
static double mark_width(const struct section *section)
{
    switch (section->style) {
    case STYLE_BAR:
        return 32;
    case STYLE_SLASH:
        return 76;
    case STYLE_SEAL:
        return section->number == NULL ? 48 : kit_seal_size(section->number, SEAL_CELL).width + 24;
    default:
        return 0;
    }
}

static void plan_number(const hai_block *block, const struct section *section, struct plan *plan)
{
    if (section->number == NULL || is_centred(section) || section->style == STYLE_SEAL)
        return;
    bool is_boxed = section->style == STYLE_NUMBER;
    hai_text_style number = kit_type(hai_block_theme(block), "figure",
                                     is_boxed ? "on_primary" : "primary", HAI_TEXT_LEFT);
    number.size = section->style == STYLE_GHOST ? 150 : is_boxed ? 46 : 64;
    number.line_height = 1;
    plan->number = hai_paragraph_new(block, section->number, &number, 0);
    plan->number_width = hai_paragraph_size(plan->number).width;
    if (is_boxed)
        plan->number_width = fmax(plan->number_width + 28, NUMBER_BOX);
}

static struct plan plan(const hai_block *block, const struct section *section, double width)
{
    const hai_theme *theme = hai_block_theme(block);
    bool is_ribbon = section->style == STYLE_RIBBON, is_pill = section->style == STYLE_PILL;
    double gap = hai_theme_length(theme, "gap");
    struct plan plan = {.above = fmax(hai_theme_length(theme, "section_space") - gap, 0)};

    double narrow = fmin(width / RIBBON_ROOM, 1);
    plan.side = RIBBON_SIDE * narrow;
    plan.tail = RIBBON_TAIL * narrow;
    plan.left = mark_width(section);
    double inner = width - plan.left;
    if (is_centred(section))
        inner -= 2 * (plan.side + plan.tail);
    plan_number(block, section, &plan);
    if (plan.number != NULL)
        inner -= section->style == STYLE_GHOST ? GHOST_INDENT : plan.number_width + 20;
    const char *colour = is_ribbon || is_pill ? "on_primary" : NULL;
    uint32_t align = is_centred(section) ? HAI_TEXT_TITLE_CENTRE : HAI_TEXT_TITLE;
    hai_text_style title = kit_type(theme, "section", colour, align);
    plan.title = hai_paragraph_new(block, section->title, &title, fmax(inner, 1));
    plan.band = kit_height(plan.title) + (is_ribbon ? 32 : is_pill ? 20 : 0);
    if (section->style == STYLE_HAIRLINE)
        plan.band += 24;
    if (section->style == STYLE_NUMBER && plan.number != NULL)
        plan.band = fmax(plan.band, NUMBER_BOX);
    if (section->style == STYLE_SEAL)
        plan.band =
            fmax(plan.band,
                 section->number == NULL ? 0 : kit_seal_size(section->number, SEAL_CELL).height) +
            20;
    if (section->style == STYLE_GHOST && plan.number != NULL)
        plan.band = fmax(plan.band, 132);
    double height = plan.above + plan.band;
    if (section->subtitle != NULL) {
        hai_text_style subtitle = kit_type(theme, "subtitle", NULL, align);
        plan.subtitle = hai_paragraph_new(block, section->subtitle, &subtitle,
                                          fmax(width - subtitle_left(section), 1));
        plan.subtitle_gap = is_ribbon ? 24 : is_pill ? 16 : section->style == STYLE_SEAL ? 12 : 6;
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

// The box around a centred title's ink, as wide as its lines.
static hai_box title_box(const struct plan *plan, hai_box box)
{
    double width = hai_paragraph_size(plan->title).width;
    return (hai_box){box.x + (box.width - width) / 2, box.y, width, plan->band};
}

static void draw_pill(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas,
                      hai_box box)
{
    hai_box title = title_box(plan, box);
    hai_box pill = {title.x - plan->side, box.y, title.width + 2 * plan->side, plan->band};
    // A pair of leaves at either end, behind it.
    hai_colour leaf = hai_colour_mix(hai_theme_colour(theme, "primary"),
                                     hai_theme_colour(theme, "background"), 0.45);
    double middle = pill.y + pill.height / 2, length = plan->tail * 1.5;
    for (int i = 0; i < 2 && length > 12; i++) {
        hai_point base = {i == 0 ? pill.x + 12 : hai_box_right(pill) - 12, middle + 6};
        double out = i == 0 ? 3.14159265 : 0, turn = i == 0 ? 1 : -1;
        kit_leaf_path(canvas, base, out + turn * 0.42, length);
        hai_canvas_fill(canvas, hai_paint_colour(leaf));
        kit_leaf_path(canvas, base, out - turn * 0.22, length * 0.8);
        hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(theme, "accent")));
    }
    kit_fill_primary(theme, canvas, pill, pill.height / 2);
    hai_canvas_paragraph(canvas, plan->title, box.x + plan->side + plan->tail,
                         box.y + (plan->band - kit_height(plan->title)) / 2);
}

// Three lines of water at either side, which fade outwards.
static void draw_wave(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas,
                      hai_box box)
{
    hai_box title = title_box(plan, box);
    hai_colour accent = hai_theme_colour(theme, "accent");
    double room = title.x - box.x - 28, middle = box.y + plan->band / 2;
    double length = fmin(room, 220);
    for (int i = 0; i < 2 && length > 40; i++) {
        double near = i == 0 ? title.x - 28 : hai_box_right(title) + 28;
        double far = i == 0 ? near - length : near + length;
        const hai_stop fade[] = {{0, accent}, {1, hai_colour_fade(accent, 0)}};
        for (int j = -1; j <= 1; j++) {
            hai_box water = {fmin(near, far), middle - 30, length, 60};
            hai_canvas_save(canvas);
            hai_canvas_box(canvas, water);
            hai_canvas_clip(canvas);
            kit_wave_path(canvas, water, middle + 13 * j, 5, 74, 0.2 * j + 0.5 * i + 0.4, false);
            hai_canvas_stroke(
                canvas, hai_stroke_width(j == 0 ? 3.5 : 2),
                hai_paint_linear((hai_point){near, middle}, (hai_point){far, middle}, fade, 2));
            hai_canvas_restore(canvas);
        }
    }
    hai_canvas_paragraph(canvas, plan->title, box.x + plan->side + plan->tail, box.y);
}

// Two slanted bars, and a line that runs out to the right.
static void draw_slash(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas,
                       hai_box box)
{
    double height = kit_height(plan->title) * 0.62;
    double top = box.y + (kit_height(plan->title) - height) / 2, lean = height * 0.36;
    const char *tokens[] = {"accent", "primary"};
    for (int i = 0; i < 2; i++) {
        double x = box.x + 22.0 * i;
        hai_canvas_move_to(canvas, x + lean, top);
        hai_canvas_line_to(canvas, x + lean + 13, top);
        hai_canvas_line_to(canvas, x + 13, top + height);
        hai_canvas_line_to(canvas, x, top + height);
        hai_canvas_close(canvas);
        hai_canvas_fill(canvas, hai_paint_colour(hai_theme_colour(theme, tokens[i])));
    }
    double from = box.x + plan->left + hai_paragraph_size(plan->title).width + 28;
    if (plan->number != NULL)
        from += plan->number_width + 20;
    double to = hai_box_right(box), y = top + height / 2;
    if (to - from < 60)
        return;
    hai_colour edge = hai_theme_colour(theme, "primary");
    const hai_stop fade[] = {{0, edge}, {1, hai_colour_fade(edge, 0.1)}};
    hai_canvas_move_to(canvas, from, y);
    hai_canvas_line_to(canvas, to, y);
    hai_canvas_stroke(canvas, hai_stroke_width(2),
                      hai_paint_linear((hai_point){from, y}, (hai_point){to, y}, fade, 2));
    kit_fill_box(canvas, (hai_box){from - 4, y - 4, 8, 8}, 4, edge);
}

static void draw_sealed(const hai_block *block, const struct section *section,
                        const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour red = hai_theme_colour(theme, "seal");
    double middle = box.y + (plan->band - 20) / 2;
    if (section->number != NULL) {
        hai_size seal = kit_seal_size(section->number, SEAL_CELL);
        kit_draw_seal(block, canvas, section->number, box.x, middle - seal.height / 2, SEAL_CELL,
                      red, "on_seal");
    } else {
        kit_seal_path(canvas, (hai_box){box.x, middle - 14, 28, 28});
        hai_canvas_fill(canvas, hai_paint_colour(red));
    }
    // Two lines below, as letter paper has them.
    double y = box.y + plan->band;
    hai_colour ink = hai_theme_colour(theme, "ink");
    kit_rule(canvas, (hai_point){box.x, y - 5}, (hai_point){hai_box_right(box), y - 5}, 2.5, ink);
    kit_rule(canvas, (hai_point){box.x, y}, (hai_point){hai_box_right(box), y}, 1, ink);
}

static void draw_number(const hai_theme *theme, const struct section *section,
                        const struct plan *plan, hai_canvas *canvas, double x, double y)
{
    hai_box ink = hai_paragraph_ink(plan->number);
    if (section->style == STYLE_GHOST) {
        hai_colour pale = hai_colour_mix(hai_theme_colour(theme, "background"),
                                         hai_theme_colour(theme, "primary"), 0.12);
        hai_canvas_paragraph_painted(canvas, plan->number, x - ink.x, y - ink.y,
                                     hai_paint_colour(pale));
    } else if (section->style == STYLE_NUMBER) {
        hai_box tile = {x, y + (plan->band - NUMBER_BOX) / 2, plan->number_width, NUMBER_BOX};
        kit_fill_primary(theme, canvas, tile, fmin(hai_theme_length(theme, "radius") / 2, 36));
        hai_canvas_paragraph(canvas, plan->number, tile.x + (tile.width - ink.width) / 2 - ink.x,
                             tile.y + (tile.height - ink.height) / 2 - ink.y);
    } else {
        hai_canvas_paragraph(canvas, plan->number, x,
                             y + hai_paragraph_baseline(plan->title) -
                                 hai_paragraph_baseline(plan->number));
    }
}

static void draw_left(const hai_block *block, const struct section *section,
                      const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_colour primary = hai_theme_colour(theme, "primary");
    double x = box.x + plan->left, y = box.y;
    double title_height = kit_height(plan->title);
    if (section->style == STYLE_BAR)
        kit_fill_box(canvas, (hai_box){box.x, y + title_height * 0.16, 10, title_height * 0.68}, 5,
                     primary);
    if (section->style == STYLE_HAIRLINE) {
        kit_fill_box(canvas, (hai_box){x, y, box.width, 2}, 0, hai_theme_colour(theme, "ink"));
        kit_fill_box(canvas, (hai_box){x, y, 96, 8}, 0, primary);
        y += 24;
    }
    if (section->style == STYLE_SLASH)
        draw_slash(theme, plan, canvas, box);
    if (section->style == STYLE_SEAL) {
        draw_sealed(block, section, plan, canvas, box);
        y += (plan->band - 20 - title_height) / 2;
    }
    if (plan->number != NULL) {
        draw_number(theme, section, plan, canvas, x, y);
        x += section->style == STYLE_GHOST ? GHOST_INDENT : plan->number_width + 20;
        if (section->style == STYLE_GHOST)
            y += plan->band - title_height;
        if (section->style == STYLE_NUMBER)
            y += (plan->band - title_height) / 2;
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
    else if (section->style == STYLE_PILL)
        draw_pill(theme, &placed, canvas, box);
    else if (section->style == STYLE_WAVE)
        draw_wave(theme, &placed, canvas, box);
    else
        draw_left(block, section, &placed, canvas, box);
    hai_canvas_heading_end(canvas);
    if (placed.subtitle != NULL)
        hai_canvas_paragraph(canvas, placed.subtitle, box.x + subtitle_left(section),
                             box.y + placed.band + placed.subtitle_gap);
}

static const hai_visual visual = {.size = sizeof visual,
                                  .flags = HAI_VISUAL_HEAD,
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
