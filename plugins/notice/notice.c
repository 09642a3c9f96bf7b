// SPDX-License-Identifier: MIT
//
// A notice 通知 or glad tidings 喜报 in its frame: title, whom it addresses, what it says, who
// signs it and when, with a seal. The signature stands alone, too.
#include <math.h>

#include "visual-kit/ornament.h"
#include "visual-kit/seal.h"
#include "visual-kit/surface.h"

enum style { STYLE_NOTICE, STYLE_GLAD, STYLE_LETTER, STYLE_SIGNATURE };

struct notice {
    const char *title, *number, *salutation, *text, *closing, *signature, *date, *seal;
    hai_blocks children;
    int32_t style;
    bool vertical;
};

static const struct notice defaults = {.style = STYLE_NOTICE};

static const char *const styles[] = {"notice", "glad", "letter", "signature", NULL};

static const hai_option options[] = {
    HAI_TEXT("title", struct notice, title, .help_zh = "标题,如“通知”“喜报”", .help_en = "Title"),
    HAI_STRING("number", struct notice, number, .help_zh = "文号,写在标题下",
               .help_en = "Reference number, below the title"),
    HAI_TEXT("salutation", struct notice, salutation, .help_zh = "称呼,如“各村(社区):”",
             .help_en = "Whom it addresses"),
    HAI_TEXT("text", struct notice, text, .help_zh = "正文,换行分段",
             .help_en = "What it says; a newline begins a paragraph"),
    HAI_BLOCKS("children", struct notice, children, .help_zh = "正文后的图形",
               .help_en = "Visuals after the text"),
    HAI_TEXT("closing", struct notice, closing, .help_zh = "结语,如“特此通知。”",
             .help_en = "Closing words"),
    HAI_TEXT("signature", struct notice, signature, .help_zh = "落款单位,换行写多个",
             .help_en = "Who signs it; a newline between several"),
    HAI_TEXT("date", struct notice, date, .help_zh = "日期", .help_en = "Date"),
    HAI_STRING("seal", struct notice, seal, .help_zh = "印章文字,最多四字",
               .help_en = "Characters of the seal, at most four"),
    HAI_CHOICE("style", struct notice, style, styles,
               .help_zh = "样式:通知边框、喜报红底、信笺横线、只有落款",
               .help_en = "In a frame, on a solid ground with rays, between two rules, or the "
                          "signature alone"),
    HAI_BOOL("vertical", struct notice, vertical, .help_zh = "标题竖排,居右",
             .help_en = "The title runs down at the right"),
};

#define FRAME 20.0     // from the edge to the inner frame
#define SEAL_CELL 52.0 // of a seal beside the signature
#define SEAL_GAP 28.0

struct placed {
    const hai_paragraph *text;
    double x, y;
};

enum part { TITLE, NUMBER, SALUTATION, TEXT, CLOSING, SIGNATURE, DATE, PARTS };

struct plan {
    hai_insets inset;
    struct placed parts[PARTS];
    const char *ink;    // of all type; NULL: as the roles say
    double title_rule;  // y of the mark below the title, 0: none
    double column_rule; // x of the line before a vertical title, 0: none
    hai_box children, seal;
    double gap, height; // of the content, without insets
};

static hai_text_style type_of(const hai_theme *theme, const struct plan *plan, const char *role,
                              uint32_t align)
{
    return kit_type(theme, role, plan->ink, align);
}

static bool is_vertical(const struct notice *notice, double width)
{
    return notice->vertical && notice->title != NULL && width >= 440;
}

static hai_text_style title_style(const hai_theme *theme, const struct notice *notice,
                                  const struct plan *plan)
{
    hai_text_style style = type_of(theme, plan, "hero", HAI_TEXT_TITLE_CENTRE);
    style.colour = notice->style == STYLE_GLAD ? "on_solid" : "primary";
    style.size *= notice->style == STYLE_GLAD ? 1 : 0.62;
    style.tracking = 0.12;
    return style;
}

// Above all the rest, in the middle; returns its foot.
static double plan_title(const hai_block *block, const struct notice *notice, double width,
                         struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    double y = 0;
    if (notice->title != NULL) {
        hai_text_style style = title_style(theme, notice, plan);
        style.size = hai_text_fit(block, notice->title, &style, width, 0, 2, 34);
        plan->parts[TITLE] =
            (struct placed){hai_paragraph_new(block, notice->title, &style, width), 0, y};
        y += kit_height(plan->parts[TITLE].text);
    }
    if (notice->number != NULL) {
        hai_text_style style = type_of(theme, plan, "caption", HAI_TEXT_CENTRE);
        plan->parts[NUMBER] =
            (struct placed){hai_paragraph_new(block, notice->number, &style, width), 0, y + 4};
        y += 4 + kit_height(plan->parts[NUMBER].text);
    }
    if (y > 0) {
        plan->title_rule = y + 20;
        y += 56;
    }
    return y;
}

// A column at the right; returns the width that it takes from the rest.
static double plan_column(const hai_block *block, const struct notice *notice, double width,
                          struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style style = title_style(theme, notice, plan);
    style.align = HAI_TEXT_LEFT;
    style.direction = HAI_TEXT_VERTICAL;
    style.size = hai_text_fit(block, notice->title, &style, 720, width / 3.5, 0, 34);
    const hai_paragraph *title = hai_paragraph_new(block, notice->title, &style, 720);
    hai_size size = hai_paragraph_size(title);
    plan->parts[TITLE] = (struct placed){title, width - size.width, 0};
    plan->column_rule = width - size.width - 28;
    return size.width + 56;
}

static double plan_part(const hai_block *block, struct plan *plan, enum part part, const char *text,
                        double indent, double width, double y)
{
    if (text == NULL)
        return y;
    hai_text_style style = type_of(hai_block_theme(block), plan, "body",
                                   part == SALUTATION ? HAI_TEXT_LEFT : HAI_TEXT_BODY);
    style.indent = indent;
    if (part == SALUTATION)
        style.weight = 700;
    plan->parts[part] = (struct placed){hai_paragraph_new(block, text, &style, width), 0, y};
    return y + kit_height(plan->parts[part].text) + 12;
}

// Signature and date centred on each other at the right, the seal before them or, where there is
// no room, above.
static double plan_signature(const hai_block *block, const struct notice *notice, double width,
                             double y, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    const char *texts[] = {notice->signature, notice->date};
    double wide = 0, high = 0;
    for (int i = 0; i < 2; i++) {
        if (texts[i] == NULL)
            continue;
        hai_text_style style = type_of(theme, plan, "body", HAI_TEXT_TITLE_CENTRE);
        style.weight = i == 0 ? 700 : style.weight;
        const hai_paragraph *natural = hai_paragraph_new(block, texts[i], &style, 0);
        double measure = fmin(hai_paragraph_size(natural).width + 1, width);
        plan->parts[SIGNATURE + i].text = hai_paragraph_new(block, texts[i], &style, measure);
        plan->parts[SIGNATURE + i].x = measure;
        wide = fmax(wide, measure);
        high += kit_height(plan->parts[SIGNATURE + i].text);
    }
    if (notice->seal != NULL && notice->seal[0] != '\0') {
        double cell = SEAL_CELL;
        hai_size size = kit_seal_size(notice->seal, cell);
        if (size.width > width)
            size = kit_seal_size(notice->seal, cell *= width / size.width);
        bool is_beside = wide + SEAL_GAP + size.width <= width;
        double line = fmax(high, size.height);
        plan->seal = (hai_box){width - size.width, y, size.width, size.height};
        if (is_beside && wide > 0) {
            plan->seal.x -= wide + SEAL_GAP;
            plan->seal.y += (line - size.height) / 2;
            y += (line - high) / 2;
        } else if (wide > 0) {
            y += size.height + 16;
        } else {
            return y + size.height;
        }
    }
    for (int i = SIGNATURE; i <= DATE; i++) {
        struct placed *part = &plan->parts[i];
        part->y = y;
        part->x = width - (wide + part->x) / 2;
        y += kit_height(part->text);
    }
    return fmax(y, hai_box_bottom(plan->seal));
}

static struct plan plan(const hai_block *block, const struct notice *notice, double width)
{
    const hai_theme *theme = hai_block_theme(block);
    double padding = fmin(hai_theme_length(theme, "padding") + FRAME, width / 8);
    struct plan plan = {.gap = hai_theme_length(theme, "gutter"),
                        .ink = notice->style == STYLE_GLAD ? "on_solid" : NULL};
    if (notice->style == STYLE_LETTER)
        plan.inset = (hai_insets){.top = 40, .bottom = 40};
    else if (notice->style != STYLE_SIGNATURE)
        plan.inset = (hai_insets){padding + 12, padding, padding + 4, padding};
    double inner = fmax(width - plan.inset.left - plan.inset.right, 1), y = 0, body = inner;
    if (notice->style != STYLE_SIGNATURE) {
        if (is_vertical(notice, inner))
            body -= plan_column(block, notice, inner, &plan);
        else
            y = plan_title(block, notice, inner, &plan);
        y = plan_part(block, &plan, SALUTATION, notice->salutation, 0, body, y);
        y = plan_part(block, &plan, TEXT, notice->text, body < 240 ? 0 : 2, body, y);
        if (notice->children.count > 0) {
            hai_size size = hai_children_measure(notice->children, plan.gap, (hai_space){body, 0});
            plan.children = (hai_box){0, y + 8, body, size.height};
            y += size.height + 28;
        }
        y = plan_part(block, &plan, CLOSING, notice->closing, body < 240 ? 0 : 2, body, y);
        if (notice->signature != NULL || notice->date != NULL || notice->seal != NULL)
            y += y > 0 ? 20 : 0;
    }
    y = plan_signature(block, notice, body, y, &plan);
    if (plan.column_rule > 0)
        y = fmax(y, kit_height(plan.parts[TITLE].text));
    plan.height = y;
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    struct plan placed = plan(block, data, space.width);
    return (hai_size){space.width, placed.height + placed.inset.top + placed.inset.bottom};
}

// Two lines, a broad and a fine one, with notched corners, as certificates have them.
static void draw_frame(const hai_theme *theme, hai_canvas *canvas, hai_box box, hai_colour colour)
{
    double notch = fmin(fmax(18, hai_theme_length(theme, "radius")), box.width / 8);
    hai_box inner = hai_box_inset(box, hai_insets_all(FRAME * 0.7));
    double left = inner.x, top = inner.y, right = hai_box_right(inner), low = hai_box_bottom(inner);
    hai_canvas_move_to(canvas, left + notch, top);
    hai_canvas_line_to(canvas, right - notch, top);
    hai_canvas_arc(canvas, right, top, notch, acos(-1.0), acos(-1.0) / 2);
    hai_canvas_line_to(canvas, right, low - notch);
    hai_canvas_arc(canvas, right, low, notch, acos(-1.0) * 1.5, acos(-1.0));
    hai_canvas_line_to(canvas, left + notch, low);
    hai_canvas_arc(canvas, left, low, notch, 0, -acos(-1.0) / 2);
    hai_canvas_line_to(canvas, left, top + notch);
    hai_canvas_arc(canvas, left, top, notch, acos(-1.0) / 2, 0);
    hai_canvas_close(canvas);
    hai_canvas_stroke(canvas, hai_stroke_width(2), hai_paint_colour(colour));
}

// Gold on the solid ground as heads have it, where it stands out.
static hai_colour gold_of(const hai_theme *theme)
{
    hai_colour metal = hai_theme_colour(theme, "metal");
    hai_colour solid = hai_theme_colour(theme, "solid");
    bool is_bright = metal.r + metal.g + metal.b > solid.r + solid.g + solid.b;
    return is_bright && hai_colour_contrast(metal, solid) >= 2.5
               ? metal
               : hai_theme_colour(theme, "on_solid");
}

static void draw_ground(const hai_theme *theme, const struct notice *notice, hai_canvas *canvas,
                        hai_box box)
{
    hai_colour primary = hai_theme_colour(theme, "primary");
    if (notice->style == STYLE_LETTER) {
        for (int i = 0; i < 2; i++) {
            double y = i == 0 ? box.y + 2 : hai_box_bottom(box) - 2, way = i == 0 ? 1 : -1;
            kit_rule(canvas, (hai_point){box.x, y}, (hai_point){hai_box_right(box), y}, 4, primary);
            kit_rule(canvas, (hai_point){box.x, y + way * 7},
                     (hai_point){hai_box_right(box), y + way * 7}, 1, primary);
        }
    } else if (notice->style == STYLE_NOTICE) {
        kit_surface(theme, canvas, box);
        draw_frame(theme, canvas, box, hai_colour_fade(primary, 0.7F));
    } else if (notice->style == STYLE_GLAD) {
        hai_colour gold = gold_of(theme);
        kit_fill_solid(theme, canvas, box);
        hai_canvas_save(canvas);
        hai_canvas_rounded_box(canvas, box, hai_theme_length(theme, "radius"));
        hai_canvas_clip(canvas);
        kit_rays(canvas, (hai_point){box.x + box.width / 2, box.y + 120},
                 hypot(box.width, box.height), 28, hai_colour_fade(gold, 0.10F));
        hai_canvas_restore(canvas);
        draw_frame(theme, canvas, box, gold);
    }
}

// A short line with a diamond in its middle.
static void draw_mark(hai_canvas *canvas, double middle, double y, double width, hai_colour colour)
{
    double arm = fmin(120, width / 3);
    for (int side = -1; side <= 1; side += 2)
        kit_rule(canvas, (hai_point){middle + side * 18, y}, (hai_point){middle + side * arm, y}, 2,
                 colour);
    hai_canvas_move_to(canvas, middle - 8, y);
    hai_canvas_line_to(canvas, middle, y - 8);
    hai_canvas_line_to(canvas, middle + 8, y);
    hai_canvas_line_to(canvas, middle, y + 8);
    hai_canvas_close(canvas);
    hai_canvas_fill(canvas, hai_paint_colour(colour));
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct notice *notice = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, notice, box.width);
    bool is_glad = notice->style == STYLE_GLAD;
    draw_ground(theme, notice, canvas, box);
    hai_box inner = hai_box_inset(box, placed.inset);
    hai_colour mark = is_glad ? gold_of(theme) : hai_theme_colour(theme, "primary");
    if (placed.title_rule > 0)
        draw_mark(canvas, inner.x + inner.width / 2, inner.y + placed.title_rule, inner.width,
                  mark);
    if (placed.column_rule > 0) {
        double x = inner.x + placed.column_rule;
        kit_rule(canvas, (hai_point){x, inner.y}, (hai_point){x, hai_box_bottom(inner)}, 1,
                 hai_colour_fade(mark, 0.6F));
    }
    for (int i = 0; i < PARTS; i++) {
        const struct placed *part = &placed.parts[i];
        if (part->text == NULL)
            continue;
        if (i == TITLE)
            hai_canvas_heading_begin(canvas, 2, notice->title, inner);
        hai_canvas_paragraph(canvas, part->text, inner.x + part->x, inner.y + part->y);
        if (i == TITLE)
            hai_canvas_heading_end(canvas);
    }
    if (placed.children.height > 0)
        hai_children_draw(notice->children, placed.gap, canvas,
                          (hai_box){inner.x, inner.y + placed.children.y, placed.children.width,
                                    placed.children.height});
    if (placed.seal.width > 0) {
        double cell = SEAL_CELL * placed.seal.width / kit_seal_size(notice->seal, SEAL_CELL).width;
        kit_draw_seal(block, canvas, notice->seal, inner.x + placed.seal.x, inner.y + placed.seal.y,
                      cell, hai_theme_colour(theme, is_glad ? "on_solid" : "seal"),
                      is_glad ? "solid" : "on_seal");
    }
}

static void check(const hai_block *block, const void *data)
{
    const struct notice *notice = data;
    if (notice->seal != NULL && kit_seal_count(notice->seal) > KIT_SEAL_MAX)
        hai_block_error(block, "seal", "option.range", "write \"seal\": \"惠济\"",
                        "a seal holds at most %d characters", KIT_SEAL_MAX);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct notice *notice = data;
    return hai_block_printf(block, "%s", notice->title == NULL ? "落款" : notice->title);
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "notice",
                                  .title_zh = "通知",
                                  .title_en = "Notice",
                                  .summary_zh = "通知、喜报、公开信,带落款、日期和印章",
                                  .summary_en = "A notice, glad tidings or a letter, signed, dated "
                                                "and sealed",
                                  .struct_size = sizeof(struct notice),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .check = check,
                                  .measure = measure,
                                  .draw = draw,
                                  .summarise = summarise};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "notice",
   .version = "1.0.0", .summary = "Notices, glad tidings, letters, signatures with a seal",
   .licence = "MIT",   .features = {{"visual", &visual}}};
