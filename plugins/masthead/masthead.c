// SPDX-License-Identifier: MIT
//
// The head of a poster: who speaks, the title, and art that says what kind of poster it is.
#include <math.h>

#include "masthead.h"
#include "visual-kit/ornament.h"
#include "visual-kit/seal.h"
#include "visual-kit/surface.h"

static const struct masthead defaults = {.style = STYLE_BAND, .art = KIT_ART_RIVER};

static const char *const styles[] = {"band", "editorial", "photo", "seal", "vertical", NULL};

static const hai_option options[] = {
    HAI_TEXT("title", struct masthead, title, .flags = HAI_REQUIRED, .help_zh = "主标题",
             .help_en = "The title"),
    HAI_TEXT("subtitle", struct masthead, subtitle, .help_zh = "副标题",
             .help_en = "A second line"),
    HAI_STRING("org", struct masthead, org, .help_zh = "发布单位", .help_en = "Who publishes it"),
    HAI_STRING("date", struct masthead, date, .help_zh = "日期", .help_en = "Date, as shown"),
    HAI_STRING("badge", struct masthead, badge, .help_zh = "角标,如“一图读懂”",
               .help_en = "A few words above the title, as the name of the series"),
    HAI_TEXT("lead", struct masthead, lead, .help_zh = "导语", .help_en = "An opening paragraph"),
    HAI_IMAGE("logo", struct masthead, logo, .help_zh = "标志", .help_en = "A logo before the org"),
    HAI_CHOICE("style", struct masthead, style, styles,
               .help_zh = "样式:通栏、报刊、照片、印章、竖题",
               .help_en = "A band from edge to edge, an editorial head, a photo, a seal above a "
                          "centred title, or a title that runs down"),
    HAI_CHOICE("art", struct masthead, art, kit_arts, .help_zh = KIT_ART_HELP_ZH,
               .help_en = KIT_ART_HELP_EN),
    HAI_IMAGE("photo", struct masthead, photo, .help_zh = "样式“照片”的底图",
              .help_en = "The picture behind the style \"photo\""),
    HAI_LENGTH("height", struct masthead, height, 0, 4000, .unit = "px", .help_zh = "最小高度",
               .help_en = "Least height"),
};

#define LOGO_HEIGHT 52.0
#define LOGO_GAP 16.0
#define SEAL_CELL 56.0

struct look masthead_look(const struct masthead *masthead)
{
    switch (masthead->style) {
    case STYLE_BAND:
        return (struct look){"on_hero", "on_hero_weak", true, true};
    case STYLE_PHOTO:
        return (struct look){"#ffffff", "#ffffff", false, true};
    case STYLE_SEAL:
        return (struct look){"on_hero", "on_hero_weak", true, true};
    case STYLE_VERTICAL:
        return (struct look){"on_hero", "on_hero_weak", false, true};
    default:
        return (struct look){0};
    }
}

void masthead_plan_head(const hai_block *block, const struct masthead *masthead, double inner,
                        struct plan *plan)
{
    struct look look = masthead_look(masthead);
    hai_text_style small = kit_type(hai_block_theme(block), "label", look.text, HAI_TEXT_LEFT);
    double left = inner, beside = 0;
    if (masthead->logo != NULL) {
        hai_size size = hai_image_size(masthead->logo);
        plan->logo_width = fmin(size.width * LOGO_HEIGHT / fmax(size.height, 1), inner / 2);
        left -= plan->logo_width + LOGO_GAP;
    }
    if (masthead->date != NULL) {
        plan->date = hai_paragraph_new(block, masthead->date, &small, left);
        beside = hai_paragraph_size(plan->date).width + LOGO_GAP;
    }
    if (masthead->org != NULL) {
        plan->org = hai_paragraph_new(block, masthead->org, &small, 0);
        plan->is_date_below =
            plan->date != NULL && hai_paragraph_size(plan->org).width + beside > left;
        plan->org = hai_paragraph_new(block, masthead->org, &small, left);
    }
    double texts = plan->is_date_below ? kit_height(plan->org) + kit_height(plan->date)
                                       : fmax(kit_height(plan->org), kit_height(plan->date));
    plan->bar = fmax(texts, LOGO_HEIGHT);
    bool has_head = plan->org != NULL || plan->date != NULL || masthead->logo != NULL;
    plan->head = has_head ? plan->bar + (look.is_filled ? 44 : 36) : 0;
}

static void plan_texts(const hai_block *block, const struct masthead *masthead, double inner,
                       struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    struct look look = masthead_look(masthead);
    uint32_t align = look.is_centred ? HAI_TEXT_TITLE_CENTRE : HAI_TEXT_TITLE;
    if (masthead->badge != NULL) {
        hai_text_style badge =
            kit_type(theme, "label", look.weak != NULL ? look.weak : "primary", HAI_TEXT_LEFT);
        badge.tracking = 0.2;
        plan->badge = hai_paragraph_new(block, masthead->badge, &badge, 0);
    }
    hai_text_style title = kit_type(theme, "hero", look.text, align);
    title.size = hai_text_fit(block, masthead->title, &title, inner, 0, 3, title.size * 0.6);
    plan->title = hai_paragraph_new(block, masthead->title, &title, inner);
    hai_text_style subtitle = kit_type(theme, "hero_subtitle", look.weak, align);
    if (masthead->subtitle != NULL)
        plan->subtitle = hai_paragraph_new(block, masthead->subtitle, &subtitle, inner);
    hai_text_style lead = kit_type(theme, "body", look.text, HAI_TEXT_BODY);
    if (masthead->lead != NULL)
        plan->lead = hai_paragraph_new(block, masthead->lead, &lead, inner);
}

static double content_height(const struct plan *plan)
{
    return plan->top + plan->head + plan->badge_height + plan->badge_gap + kit_height(plan->title) +
           plan->subtitle_gap + kit_height(plan->subtitle) + plan->lead_gap +
           kit_height(plan->lead) + plan->foot;
}

static struct plan plan(const hai_block *block, const struct masthead *masthead, double width)
{
    if (masthead->style == STYLE_VERTICAL)
        return vertical_plan(block, masthead, width);
    const hai_theme *theme = hai_block_theme(block);
    struct look look = masthead_look(masthead);
    struct plan plan = {.margin = fmin(hai_theme_length(theme, "margin"), width * 0.1),
                        .top = look.is_filled ? 48 : 64,
                        .foot = look.is_filled ? 72 : 24};
    if (look.is_centred)
        plan.foot = kit_scene_depth((enum kit_art)masthead->art);
    masthead_plan_head(block, masthead, fmax(width - 2 * plan.margin, 1), &plan);
    plan_texts(block, masthead, fmax(width - 2 * plan.margin, 1), &plan);

    if (plan.badge != NULL) {
        int count = kit_seal_count(masthead->badge);
        plan.is_sealed = masthead->style == STYLE_SEAL && count > 0 && count <= KIT_SEAL_MAX;
        plan.badge_height = plan.is_sealed ? kit_seal_size(masthead->badge, SEAL_CELL).height
                                           : kit_height(plan.badge) + (look.is_filled ? 12 : 0);
        plan.badge_gap = look.is_filled ? 32 : 12;
    }
    plan.subtitle_gap = plan.subtitle == NULL ? 0 : look.is_filled ? 28 : 12;
    plan.lead_gap = plan.lead == NULL ? 0 : 28;
    double height = content_height(&plan);
    if (masthead->style == STYLE_PHOTO)
        height = fmax(height, width * 0.75); // 4:3, as photos are
    plan.size = (hai_size){width, fmax(height, masthead->height)};
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return plan(block, data, space.width).size;
}

// The photo, and a shade over its foot, where the title stands, and its head.
static void draw_photo(const struct masthead *masthead, hai_canvas *canvas, hai_box box)
{
    const hai_colour dark = {0.04f, 0.04f, 0.06f, 1};
    hai_canvas_image(canvas, masthead->photo, box, 2);
    const hai_stop stops[] = {{0, hai_colour_fade(dark, 0.55)},
                              {0.22, hai_colour_fade(dark, 0.12)},
                              {0.45, hai_colour_fade(dark, 0.3)},
                              {1, hai_colour_fade(dark, 0.86)}};
    hai_canvas_box(canvas, box);
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){box.x, box.y},
                                             (hai_point){box.x, hai_box_bottom(box)}, stops,
                                             HAI_COUNT(stops)));
}

static void draw_ground(const hai_theme *theme, const struct masthead *masthead, hai_canvas *canvas,
                        hai_box box)
{
    if (masthead->style == STYLE_PHOTO && masthead->photo != NULL) {
        draw_photo(masthead, canvas, box);
        return;
    }
    kit_draw_scene(theme, canvas, box, (enum kit_art)masthead->art);
    if (masthead->style != STYLE_SEAL)
        return;
    // A double frame, as on a certificate.
    hai_colour frame = hai_theme_colour(theme, "on_hero_weak");
    for (int i = 0; i < 2; i++) {
        hai_canvas_box(canvas, hai_box_inset(box, hai_insets_all(20 + 10.0 * i)));
        hai_canvas_stroke(canvas, hai_stroke_width(i == 0 ? 3 : 1.2), hai_paint_colour(frame));
    }
}

void masthead_draw_head(const hai_theme *theme, const struct masthead *masthead,
                        const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    struct look look = masthead_look(masthead);
    double x = box.x, middle = box.y + plan->bar / 2;
    if (masthead->logo != NULL) {
        hai_canvas_image(canvas, masthead->logo,
                         (hai_box){x, middle - LOGO_HEIGHT / 2, plan->logo_width, LOGO_HEIGHT}, 1);
        x += plan->logo_width + LOGO_GAP;
    }
    double y = middle - kit_height(plan->org) / 2;
    if (plan->is_date_below) {
        y = middle - (kit_height(plan->org) + kit_height(plan->date)) / 2;
        hai_canvas_paragraph(canvas, plan->date, x, y + kit_height(plan->org));
    }
    if (plan->org != NULL)
        hai_canvas_paragraph(canvas, plan->org, x, y);
    if (plan->date != NULL && !plan->is_date_below)
        hai_canvas_paragraph(canvas, plan->date,
                             hai_box_right(box) - hai_paragraph_size(plan->date).width,
                             middle - kit_height(plan->date) / 2);
    hai_colour line = look.is_filled ? hai_colour_fade(hai_theme_colour(theme, look.weak), 0.6)
                                     : hai_theme_colour(theme, "ink");
    y = box.y + plan->bar + 6;
    kit_rule(canvas, (hai_point){box.x, y}, (hai_point){hai_box_right(box), y},
             look.is_filled ? 1.5 : 3, line);
}

static void draw_badge(const hai_block *block, const struct masthead *masthead,
                       const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    const hai_theme *theme = hai_block_theme(block);
    struct look look = masthead_look(masthead);
    if (plan->is_sealed) {
        hai_size seal = kit_seal_size(masthead->badge, SEAL_CELL);
        double x = box.x + (box.width - seal.width) / 2;
        // Red ink on a red ground is not seen: there the seal is stamped in the ground's own gold.
        hai_colour ink = hai_theme_colour(theme, "seal");
        const char *on = "on_seal";
        if (hai_colour_contrast(ink, hai_theme_colour(theme, "hero_low")) < 2) {
            ink = hai_theme_colour(theme, "on_hero_weak");
            on = "hero";
        }
        kit_draw_seal(block, canvas, masthead->badge, x, box.y, SEAL_CELL, ink, on);
        return;
    }
    if (!look.is_filled) {
        hai_canvas_paragraph(canvas, plan->badge, box.x, box.y);
        return;
    }
    double width = hai_paragraph_size(plan->badge).width + 64;
    double left = look.is_centred ? box.x + (box.width - width) / 2 : box.x;
    hai_box pill = {left, box.y, width, plan->badge_height};
    hai_canvas_rounded_box(canvas, pill, pill.height / 2);
    hai_canvas_stroke(canvas, hai_stroke_width(2),
                      hai_paint_colour(hai_theme_colour(theme, look.weak)));
    hai_canvas_paragraph(canvas, plan->badge, pill.x + 32,
                         pill.y + (pill.height - kit_height(plan->badge)) / 2);
}

// A band's title is set in metal: from the colour of the text to that of gold, going down.
static void draw_title(const hai_theme *theme, const struct masthead *masthead,
                       const struct plan *plan, hai_canvas *canvas, double x, double y)
{
    hai_box box = {x, y, plan->size.width - 2 * plan->margin, kit_height(plan->title)};
    hai_canvas_heading_begin(canvas, 1, masthead->title, box);
    if (masthead->style == STYLE_BAND) {
        const hai_stop stops[] = {{0, hai_theme_colour(theme, "on_hero")},
                                  {0.45, hai_theme_colour(theme, "on_hero")},
                                  {1, hai_theme_colour(theme, "metal")}};
        hai_canvas_paragraph_painted(canvas, plan->title, x, y,
                                     hai_paint_linear((hai_point){x, y},
                                                      (hai_point){x, y + box.height}, stops,
                                                      HAI_COUNT(stops)));
    } else {
        hai_canvas_paragraph(canvas, plan->title, x, y);
    }
    hai_canvas_heading_end(canvas);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct masthead *masthead = data;
    const hai_theme *theme = hai_block_theme(block);
    if (masthead->style == STYLE_VERTICAL) {
        vertical_draw(block, masthead, canvas, box);
        return;
    }
    struct plan placed = plan(block, masthead, box.width);
    if (masthead_look(masthead).is_filled)
        draw_ground(theme, masthead, canvas, box);

    double x = box.x + placed.margin, y = box.y + placed.top;
    double inner = box.width - 2 * placed.margin;
    // What is too much of the height goes above and below the text; on a photo, above.
    double slack = fmax(box.height - content_height(&placed), 0);
    y += masthead->style == STYLE_PHOTO ? slack : slack / 2;
    if (placed.head > 0)
        masthead_draw_head(theme, masthead, &placed, canvas,
                           (hai_box){x, box.y + placed.top, inner, placed.bar});
    y += placed.head;
    if (placed.badge != NULL)
        draw_badge(block, masthead, &placed, canvas, (hai_box){x, y, inner, placed.badge_height});
    y += placed.badge_height + placed.badge_gap;
    draw_title(theme, masthead, &placed, canvas, x, y);
    y += kit_height(placed.title) + placed.subtitle_gap;
    if (placed.subtitle != NULL)
        hai_canvas_paragraph(canvas, placed.subtitle, x, y);
    y += kit_height(placed.subtitle) + placed.lead_gap;
    if (placed.lead != NULL)
        hai_canvas_paragraph(canvas, placed.lead, x, y);
}

static const hai_visual visual = {.size = sizeof visual,
                                  .flags = HAI_VISUAL_BLEED,
                                  .type = "masthead",
                                  .title_zh = "报头",
                                  .title_en = "Masthead",
                                  .summary_zh = "海报的主标题区",
                                  .summary_en = "The head of a poster: publisher, title, art",
                                  .struct_size = sizeof(struct masthead),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .measure = measure,
                                  .draw = draw};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "masthead",
   .version = "1.0.0", .summary = "The head of a poster: publisher, title, art",
   .licence = "MIT",   .features = {{"visual", &visual}}};
