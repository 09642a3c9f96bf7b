// SPDX-License-Identifier: MIT
//
// A pull quote: one sentence that is worth reading alone, with who said it.
#include <math.h>

#include "visual-kit/surface.h"

enum style { STYLE_MARKS, STYLE_BAR, STYLE_SOLID, STYLE_RULED, STYLE_VERTICAL };

struct quote {
    const char *text, *author, *source;
    const hai_image *image;
    int32_t style;
};

static const struct quote defaults = {.style = STYLE_MARKS};

static const char *const styles[] = {"marks", "bar", "solid", "ruled", "vertical", NULL};

static const hai_option options[] = {
    HAI_TEXT("text", struct quote, text, .flags = HAI_REQUIRED, .help_zh = "引文",
             .help_en = "The words"),
    HAI_TEXT("author", struct quote, author, .help_zh = "说话的人", .help_en = "Who said them"),
    HAI_TEXT("source", struct quote, source, .help_zh = "身份或出处",
             .help_en = "What they are, or where it stands"),
    HAI_IMAGE("image", struct quote, image, .help_zh = "头像", .help_en = "A portrait"),
    HAI_CHOICE("style", struct quote, style, styles,
               .help_zh = "样式:大引号、竖条、实底、上下横线、竖排",
               .help_en = "A large quotation mark, a bar at the side, a solid ground, between two "
                          "rules, or set in columns from right to left"),
};

#define PORTRAIT 88.0
#define LARGE 1.25 // of the role's size, where the quote has a ground to itself
#define SIGN 72.0  // height of the drawn quotation mark

struct plan {
    hai_insets inset;
    const hai_paragraph *text, *author, *source;
    bool is_vertical, is_centred;
    double sign;        // height of the quotation mark and the space below it
    double body;        // height of the words
    double credit;      // height of who said it, with portrait; 0: none
    double text_left;   // of author and source
    double author_high; // height of both
    double height;
};

static bool fits_vertical(const hai_block *block, const struct quote *quote, double inner,
                          struct plan *plan)
{
    hai_text_style style = kit_type(hai_block_theme(block), "quote", NULL, HAI_TEXT_LEFT);
    style.direction = HAI_TEXT_VERTICAL;
    style.line_height = fmax(style.line_height, 1.7);
    style.size *= LARGE;
    const hai_paragraph *lines = hai_paragraph_new(block, quote->text, &style, 0);
    hai_size natural = hai_paragraph_size(lines);
    if (natural.height <= style.size * 14 && natural.width <= inner) { // as a poem is written
        plan->text = lines;
        return true;
    }
    for (double measure = style.size * 10; measure < 1600; measure *= 1.25) {
        const hai_paragraph *text = hai_paragraph_new(block, quote->text, &style, measure);
        if (hai_paragraph_size(text).width > inner)
            continue;
        plan->text = text;
        return true;
    }
    return false;
}

static void plan_credit(const hai_block *block, const struct quote *quote, double inner,
                        const char *ink, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    bool has_room = quote->image != NULL && inner > 2.5 * PORTRAIT;
    plan->text_left = has_room ? PORTRAIT + 24 : 0;
    double width = fmax(inner - plan->text_left, 1);
    uint32_t align = plan->is_centred && !has_room ? HAI_TEXT_CENTRE : HAI_TEXT_LEFT;
    if (plan->is_vertical || quote->style == STYLE_RULED)
        align = has_room ? HAI_TEXT_LEFT : plan->is_vertical ? HAI_TEXT_CENTRE : HAI_TEXT_RIGHT;
    if (quote->author != NULL) {
        hai_text_style style = kit_type(theme, "body", ink, align);
        style.weight = 700;
        style.line_height = 1.4;
        const char *dash = has_room ? "" : "—— ";
        plan->author = hai_paragraph_new(
            block, hai_block_printf(block, "%s%s", dash, quote->author), &style, width);
    }
    if (quote->source != NULL) {
        hai_text_style style = kit_type(theme, "caption", ink, align);
        plan->source = hai_paragraph_new(block, quote->source, &style, width);
    }
    plan->author_high = kit_height(plan->author) + kit_height(plan->source);
    plan->credit = fmax(plan->author_high, quote->image == NULL ? 0 : PORTRAIT);
    if (quote->image != NULL && !has_room)
        plan->credit = PORTRAIT + 12 + plan->author_high;
}

static struct plan plan(const hai_block *block, const struct quote *quote, double width)
{
    const hai_theme *theme = hai_block_theme(block);
    double padding = fmin(hai_theme_length(theme, "padding"), width / 6);
    const char *ink = quote->style == STYLE_SOLID ? "on_solid" : NULL;
    struct plan plan = {.inset = hai_insets_all(padding),
                        .is_centred = quote->style == STYLE_SOLID};
    if (quote->style == STYLE_BAR)
        plan.inset = (hai_insets){8, 0, 8, fmin(40, width / 6)};
    else if (quote->style == STYLE_RULED)
        plan.inset = (hai_insets){32, 0, 32, 0};
    double inner = fmax(width - plan.inset.left - plan.inset.right, 1);
    if (quote->style == STYLE_VERTICAL)
        plan.is_vertical = fits_vertical(block, quote, inner, &plan);
    if (!plan.is_vertical) {
        hai_text_style style =
            kit_type(theme, "quote", ink, plan.is_centred ? HAI_TEXT_TITLE_CENTRE : HAI_TEXT_TITLE);
        if (plan.inset.right > 0 && inner > 200)
            style.size *= LARGE;
        plan.text = hai_paragraph_new(block, quote->text, &style, inner);
    }
    if (quote->style == STYLE_MARKS || quote->style == STYLE_SOLID)
        plan.sign = SIGN + 24;
    plan.body = kit_height(plan.text);
    plan_credit(block, quote, inner, ink, &plan);
    plan.height = plan.inset.top + plan.sign + plan.body + plan.inset.bottom +
                  (plan.credit > 0 ? 24 + plan.credit : 0);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

// A pair of commas that open, as Latin type has them: a disc with a tail that curves up from it.
static void draw_sign(hai_canvas *canvas, double x, double y, double height, hai_colour colour)
{
    double radius = height * 0.28, pi = acos(-1.0);
    for (int i = 0; i < 2; i++) {
        double left = x + i * radius * 2.5, middle = y + height - radius;
        hai_canvas_move_to(canvas, left, middle);
        hai_canvas_curve_to(canvas, left, y + height * 0.3, left + radius * 0.6, y + height * 0.08,
                            left + radius * 1.7, y);
        hai_canvas_line_to(canvas, left + radius * 1.85, y + height * 0.12);
        hai_canvas_curve_to(canvas, left + radius * 1.15, y + height * 0.2, left + radius * 0.8,
                            y + height * 0.32, left + radius * 0.8, middle - radius * 0.98);
        hai_canvas_arc(canvas, left + radius, middle, radius, -pi / 2, pi);
        hai_canvas_close(canvas);
    }
    hai_canvas_fill(canvas, hai_paint_colour(colour));
}

static void draw_ground(const hai_theme *theme, const struct quote *quote, hai_canvas *canvas,
                        hai_box box)
{
    hai_colour primary = hai_theme_colour(theme, "primary");
    double right = hai_box_right(box), low = hai_box_bottom(box);
    switch (quote->style) {
    case STYLE_SOLID:
        kit_fill_solid(theme, canvas, box);
        break;
    case STYLE_BAR:
        kit_fill_box(canvas, (hai_box){box.x, box.y, 8, box.height}, 0, primary);
        break;
    case STYLE_RULED:
        kit_rule(canvas, (hai_point){box.x, box.y + 2}, (hai_point){right, box.y + 2}, 4, primary);
        kit_rule(canvas, (hai_point){box.x, low - 1}, (hai_point){right, low - 1}, 1,
                 hai_theme_colour(theme, "ink"));
        break;
    default:
        kit_surface(theme, canvas, box);
    }
}

static void draw_credit(const hai_theme *theme, const struct quote *quote, const struct plan *plan,
                        hai_canvas *canvas, hai_box box)
{
    double x = box.x, y = box.y, row = box.height;
    if (quote->image != NULL) {
        hai_box portrait = {box.x, box.y + (plan->text_left > 0 ? (row - PORTRAIT) / 2 : 0),
                            fmin(PORTRAIT, box.width), PORTRAIT};
        hai_canvas_save(canvas);
        hai_canvas_rounded_box(canvas, portrait, PORTRAIT / 2);
        hai_canvas_clip(canvas);
        kit_fill_box(canvas, portrait, 0, hai_theme_colour(theme, "line"));
        hai_canvas_image(canvas, quote->image, portrait, 2);
        hai_canvas_restore(canvas);
    }
    x += plan->text_left;
    y += plan->text_left > 0 ? (row - plan->author_high) / 2 : row - plan->author_high;
    if (plan->author != NULL)
        hai_canvas_paragraph(canvas, plan->author, x, y);
    if (plan->source != NULL)
        hai_canvas_paragraph(canvas, plan->source, x, y + kit_height(plan->author));
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct quote *quote = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, quote, box.width);
    draw_ground(theme, quote, canvas, box);
    hai_box inner = hai_box_inset(box, placed.inset);
    double y = inner.y + (box.height - placed.height) / 2; // in a row that is higher
    if (placed.sign > 0) {
        double width = SIGN * 0.28 * 4.5;
        double x = placed.is_centred ? inner.x + fmax(inner.width - width, 0) / 2 : inner.x;
        hai_colour colour = placed.is_centred
                                ? hai_colour_fade(hai_theme_colour(theme, "on_solid"), 0.45F)
                                : hai_colour_mix(hai_theme_colour(theme, "surface"),
                                                 hai_theme_colour(theme, "primary"), 0.3);
        draw_sign(canvas, x, y, SIGN * fmin(1, inner.width / width), colour);
        y += placed.sign;
    }
    double text = inner.x;
    if (placed.is_vertical)
        text += (inner.width - hai_paragraph_size(placed.text).width) / 2;
    hai_canvas_paragraph(canvas, placed.text, text, y);
    y += placed.body + 24;
    if (placed.credit > 0)
        draw_credit(theme, quote, &placed, canvas,
                    (hai_box){inner.x, y, inner.width, placed.credit});
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct quote *quote = data;
    return quote->author == NULL ? quote->text
                                 : hai_block_printf(block, "%s:%s", quote->author, quote->text);
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "quote",
                                  .title_zh = "引文",
                                  .title_en = "Pull quote",
                                  .summary_zh = "一句值得单独读的话,注明是谁说的",
                                  .summary_en = "A sentence worth reading alone, and who said it",
                                  .struct_size = sizeof(struct quote),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .measure = measure,
                                  .draw = draw,
                                  .summarise = summarise};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "quote",
   .version = "1.0.0", .summary = "A sentence worth reading alone, and who said it",
   .licence = "MIT",   .features = {{"visual", &visual}}};
