// SPDX-License-Identifier: MIT
//
// The head of a poster: who speaks, the title, and art that says what kind of poster it is.
#include <math.h>

#include "visual-kit/ornament.h"
#include "visual-kit/surface.h"

enum style { STYLE_BAND, STYLE_EDITORIAL };
enum art { ART_RIVER, ART_RAYS, ART_NONE };

struct masthead {
    const char *title, *subtitle, *org, *date, *badge, *lead;
    const hai_image *logo;
    int32_t style, art;
    double height;
};

static const struct masthead defaults = {.style = STYLE_BAND, .art = ART_RIVER};

static const char *const styles[] = {"band", "editorial", NULL};
static const char *const arts[] = {"river", "rays", "none", NULL};

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
    HAI_CHOICE("style", struct masthead, style, styles, .help_zh = "样式:通栏、报刊",
               .help_en = "A band from edge to edge, or an editorial head"),
    HAI_CHOICE("art", struct masthead, art, arts, .help_zh = "图饰:大河、光芒、无",
               .help_en = "River waves, rays of light, or none"),
    HAI_LENGTH("height", struct masthead, height, 0, 4000, .unit = "px", .help_zh = "最小高度",
               .help_en = "Least height"),
};

#define LOGO_HEIGHT 52.0
#define LOGO_GAP 16.0
#define RIVER_DEPTH 136.0 // of the waves at the foot

struct plan {
    double margin, top, foot;
    const hai_paragraph *org, *date, *badge, *title, *subtitle, *lead;
    double logo_width, bar; // of the line at the top: height of what stands on it
    bool is_date_below;     // the publisher, where there is no room beside it
    double head, badge_height, badge_gap, subtitle_gap, lead_gap;
    hai_size size;
};

static bool is_band(const struct masthead *masthead)
{
    return masthead->style == STYLE_BAND;
}

// The line at the top: logo and publisher at the left, date at the right.
static void plan_bar(const hai_block *block, const struct masthead *masthead, double inner,
                     struct plan *plan)
{
    hai_text_style small = kit_type(hai_block_theme(block), "label",
                                    is_band(masthead) ? "on_primary" : NULL, HAI_TEXT_LEFT);
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
}

static void plan_texts(const hai_block *block, const struct masthead *masthead, double inner,
                       struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    bool band = is_band(masthead);
    const char *on = band ? "on_primary" : NULL;
    uint32_t title_align = band ? HAI_TEXT_TITLE_CENTRE : HAI_TEXT_TITLE;
    if (masthead->badge != NULL) {
        hai_text_style badge = kit_type(theme, "label", band ? "accent" : "primary", HAI_TEXT_LEFT);
        badge.tracking = 0.2;
        plan->badge = hai_paragraph_new(block, masthead->badge, &badge, 0);
    }
    hai_text_style title = kit_type(theme, "hero", on, title_align);
    title.size = hai_text_fit(block, masthead->title, &title, inner, 0, 3, title.size * 0.6);
    plan->title = hai_paragraph_new(block, masthead->title, &title, inner);
    hai_text_style subtitle = kit_type(theme, "hero_subtitle", band ? "accent" : NULL, title_align);
    if (masthead->subtitle != NULL)
        plan->subtitle = hai_paragraph_new(block, masthead->subtitle, &subtitle, inner);
    hai_text_style lead = kit_type(theme, "body", on, HAI_TEXT_JUSTIFY);
    if (masthead->lead != NULL)
        plan->lead = hai_paragraph_new(block, masthead->lead, &lead, inner);
}

static struct plan plan(const hai_block *block, const struct masthead *masthead, double width)
{
    const hai_theme *theme = hai_block_theme(block);
    bool band = is_band(masthead);
    struct plan plan = {.margin = fmin(hai_theme_length(theme, "margin"), width * 0.1),
                        .top = band ? 48 : 64,
                        .foot = band ? 72 : 24};
    if (band && masthead->art == ART_RIVER)
        plan.foot = RIVER_DEPTH + 24;
    plan_bar(block, masthead, fmax(width - 2 * plan.margin, 1), &plan);
    plan_texts(block, masthead, fmax(width - 2 * plan.margin, 1), &plan);

    bool has_head = plan.org != NULL || plan.date != NULL || masthead->logo != NULL;
    plan.head = has_head ? plan.bar + (band ? 44 : 36) : 0;
    if (plan.badge != NULL) {
        plan.badge_height = kit_height(plan.badge) + (band ? 12 : 0);
        plan.badge_gap = band ? 32 : 12;
    }
    plan.subtitle_gap = plan.subtitle == NULL ? 0 : band ? 28 : 12;
    plan.lead_gap = plan.lead == NULL ? 0 : 28;
    double height = plan.top + plan.head + plan.badge_height + plan.badge_gap +
                    kit_height(plan.title) + plan.subtitle_gap + kit_height(plan.subtitle) +
                    plan.lead_gap + kit_height(plan.lead) + plan.foot;
    plan.size = (hai_size){width, fmax(height, masthead->height)};
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return plan(block, data, space.width).size;
}

static void draw_river(const hai_theme *theme, hai_canvas *canvas, hai_box box)
{
    hai_colour accent = hai_theme_colour(theme, "accent");
    hai_colour page = hai_theme_colour(theme, "background");
    double bottom = hai_box_bottom(box);
    const struct {
        double y, amplitude, length, phase, alpha;
    } waves[] = {{104, 26, 900, 0.10, 0.2}, {62, 20, 820, 0.75, 0.45}};
    for (size_t i = 0; i < HAI_COUNT(waves); i++) {
        double y = bottom - waves[i].y;
        kit_wave_path(canvas, box, y, waves[i].amplitude, waves[i].length, waves[i].phase, true);
        hai_colour fill = hai_colour_mix(hai_theme_colour(theme, "primary"), accent, 0.3);
        hai_canvas_fill(canvas, hai_paint_colour(hai_colour_fade(fill, waves[i].alpha)));
        kit_wave_path(canvas, box, y, waves[i].amplitude, waves[i].length, waves[i].phase, false);
        hai_canvas_stroke(canvas, hai_stroke_width(2),
                          hai_paint_colour(hai_colour_fade(accent, 0.35 + waves[i].alpha)));
    }
    kit_wave_path(canvas, box, bottom - 22, 14, 980, 0.3, true);
    hai_canvas_fill(canvas, hai_paint_colour(page));
    kit_wave_path(canvas, box, bottom - 22, 14, 980, 0.3, false);
    hai_canvas_stroke(canvas, hai_stroke_width(3), hai_paint_colour(accent));
}

static void draw_ground(const hai_theme *theme, const struct masthead *masthead, hai_canvas *canvas,
                        hai_box box)
{
    hai_colour primary = hai_theme_colour(theme, "primary");
    hai_colour light = hai_theme_colour(theme, "glow");
    const hai_stop stops[] = {{0, hai_theme_colour(theme, "primary_deep")},
                              {0.35, primary},
                              {0.75, hai_colour_mix(primary, light, 0.2)},
                              {1, primary}};
    hai_canvas_save(canvas);
    hai_canvas_box(canvas, box);
    hai_canvas_clip(canvas);
    // Under the last wave there is no ground, or it would shine through along the lower edge.
    double covered = masthead->art == ART_RIVER ? 4 : 0;
    hai_canvas_box(canvas, hai_box_inset(box, (hai_insets){.bottom = covered}));
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){box.x, box.y},
                                             (hai_point){box.x, hai_box_bottom(box)}, stops,
                                             HAI_COUNT(stops)));
    if (masthead->art != ART_NONE) {
        hai_point sun = {box.x + box.width / 2, hai_box_bottom(box) - 30};
        double reach = hypot(box.width / 2, box.height) * 1.05;
        kit_rays(canvas, sun, reach, 28, hai_colour_fade(light, 0.16));
    }
    if (masthead->art == ART_RIVER)
        draw_river(theme, canvas, box);
    hai_canvas_restore(canvas);
}

// The line at the top, a hairline below it.
static void draw_head(const hai_theme *theme, const struct masthead *masthead,
                      const struct plan *plan, hai_canvas *canvas, hai_box box)
{
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
    hai_colour line = is_band(masthead) ? hai_colour_fade(hai_theme_colour(theme, "accent"), 0.6)
                                        : hai_theme_colour(theme, "ink");
    y = box.y + plan->bar + 6;
    kit_rule(canvas, (hai_point){box.x, y}, (hai_point){hai_box_right(box), y},
             is_band(masthead) ? 1.5 : 3, line);
}

static void draw_badge(const hai_theme *theme, const struct masthead *masthead,
                       const struct plan *plan, hai_canvas *canvas, hai_box box)
{
    double text_width = hai_paragraph_size(plan->badge).width;
    if (!is_band(masthead)) {
        hai_canvas_paragraph(canvas, plan->badge, box.x, box.y);
        return;
    }
    double width = text_width + 64;
    hai_box pill = {box.x + (box.width - width) / 2, box.y, width, plan->badge_height};
    hai_canvas_rounded_box(canvas, pill, pill.height / 2);
    hai_canvas_stroke(canvas, hai_stroke_width(2),
                      hai_paint_colour(hai_theme_colour(theme, "accent")));
    hai_canvas_paragraph(canvas, plan->badge, pill.x + 32,
                         pill.y + (pill.height - kit_height(plan->badge)) / 2);
}

// A band's title is set in light metal: pale above, gold below.
static void draw_title(const hai_theme *theme, const struct masthead *masthead,
                       const struct plan *plan, hai_canvas *canvas, double x, double y)
{
    hai_box box = {x, y, plan->size.width - 2 * plan->margin, kit_height(plan->title)};
    hai_canvas_heading_begin(canvas, 1, masthead->title, box);
    if (is_band(masthead)) {
        const hai_stop stops[] = {{0, hai_theme_colour(theme, "on_primary")},
                                  {0.45, hai_theme_colour(theme, "on_primary")},
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
    struct plan placed = plan(block, masthead, box.width);
    if (is_band(masthead))
        draw_ground(theme, masthead, canvas, box);

    double x = box.x + placed.margin, y = box.y + placed.top;
    double inner = box.width - 2 * placed.margin;
    y += fmax(box.height - placed.size.height, 0) / 2;
    if (placed.head > 0)
        draw_head(theme, masthead, &placed, canvas,
                  (hai_box){x, box.y + placed.top, inner, placed.bar});
    y += placed.head;
    if (placed.badge != NULL)
        draw_badge(theme, masthead, &placed, canvas, (hai_box){x, y, inner, placed.badge_height});
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
