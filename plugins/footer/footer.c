// SPDX-License-Identifier: MIT
//
// The foot of a poster: source, publisher, date, and a QR code (ISO/IEC 18004, by libqrencode).
#include <errno.h>
#include <math.h>
#include <qrencode.h>
#include <string.h>

#include "visual-kit/art.h"
#include "visual-kit/ornament.h"
#include "visual-kit/scenery.h"
#include "visual-kit/surface.h"

enum style { STYLE_BAND, STYLE_PLAIN };

// What one code holds at the level of correction that is used.
#define QR_MAX_BYTES 600

struct footer {
    const char *source, *org, *date, *note, *qr, *qr_note;
    int32_t style, art;
    // Made by prepare: a square of size * size modules, 1 is dark.
    const uint8_t *modules;
    int32_t size;
};

static const struct footer defaults = {.style = STYLE_BAND, .art = KIT_ART_RIVER};

static const char *const styles[] = {"band", "plain", NULL};

static const hai_option options[] = {
    HAI_TEXT("source", struct footer, source, .help_zh = "资料来源", .help_en = "Where it is from"),
    HAI_TEXT("org", struct footer, org, .help_zh = "发布单位", .help_en = "Who publishes it"),
    HAI_STRING("date", struct footer, date, .help_zh = "日期", .help_en = "Date, as shown"),
    HAI_TEXT("note", struct footer, note, .help_zh = "备注", .help_en = "A note"),
    HAI_STRING("qr", struct footer, qr, .help_zh = "二维码内容,通常是网址",
               .help_en = "What the QR code says, as a rule an address"),
    HAI_TEXT("qr_note", struct footer, qr_note, .help_zh = "二维码下的文字",
             .help_en = "Words below the code"),
    HAI_CHOICE("style", struct footer, style, styles, .help_zh = "样式:通栏、朴素",
               .help_en = "A band in the theme's colour, or plain on the page"),
    HAI_CHOICE("art", struct footer, art, kit_arts, .help_zh = KIT_ART_HELP_ZH,
               .help_en = KIT_ART_HELP_EN),
};

#define QR_SIZE 168.0
#define QR_QUIET 4 // modules of margin that the standard asks for

struct plan {
    double margin, top, bottom, text_width;
    const hai_paragraph *lines[4], *qr_note;
    double text_height, qr_side, qr_height;
    hai_size size;
};

static void check(const hai_block *block, const void *data)
{
    const struct footer *footer = data;
    if (footer->qr != NULL && (footer->qr[0] == '\0' || strlen(footer->qr) > QR_MAX_BYTES))
        hai_block_error(block, "qr", "option.range", "link to a page instead",
                        "a QR code holds 1 to %d bytes here", QR_MAX_BYTES);
}

static void prepare(const hai_block *block, void *data)
{
    struct footer *footer = data;
    if (footer->qr == NULL)
        return;
    QRcode *code = QRcode_encodeString8bit(footer->qr, 0, QR_ECLEVEL_M);
    if (code == NULL) {
        hai_block_error(block, "qr", "footer.qr", "make the text shorter",
                        "no QR code can be made: %s", strerror(errno));
        return;
    }
    size_t count = (size_t)code->width * (size_t)code->width;
    uint8_t *modules = hai_block_alloc(block, count);
    for (size_t i = 0; i < count; i++)
        modules[i] = code->data[i] & 1;
    footer->modules = modules;
    footer->size = code->width;
    QRcode_free(code);
}

// How far down a band's text begins: below what the art draws along its upper edge.
static double band_top(enum kit_art art)
{
    return art == KIT_ART_RIVER         ? 84
           : art == KIT_ART_HILLS       ? 128
           : kit_scene_depth(art) > 100 ? 176
                                        : 56;
}

static struct plan plan(const hai_block *block, const struct footer *footer, double width)
{
    const hai_theme *theme = hai_block_theme(block);
    bool band = footer->style == STYLE_BAND;
    struct plan plan = {.margin = fmin(hai_theme_length(theme, "margin"), width * 0.1),
                        .top = band ? band_top((enum kit_art)footer->art) : 32,
                        .bottom = band ? 56 : 48};
    double inner = fmax(width - 2 * plan.margin, 1);
    plan.qr_side = fmin(QR_SIZE, inner);
    plan.text_width = inner - (footer->size > 0 ? QR_SIZE + 48 : 0);
    if (plan.text_width < inner / 3)
        plan.text_width = inner;

    const char *colour = band ? "on_foot" : NULL;
    const char *texts[] = {footer->org, footer->source, footer->date, footer->note};
    const char *roles[] = {"card", "caption", "caption", "caption"};
    for (size_t i = 0; i < HAI_COUNT(texts); i++) {
        if (texts[i] == NULL)
            continue;
        hai_text_style style = kit_type(theme, roles[i], colour, HAI_TEXT_LEFT);
        plan.lines[i] = hai_paragraph_new(block, texts[i], &style, plan.text_width);
        plan.text_height += kit_height(plan.lines[i]) + (plan.text_height > 0 ? 8 : 0);
    }
    if (footer->size > 0) {
        plan.qr_height = plan.qr_side;
        hai_text_style style = kit_type(theme, "caption", colour, HAI_TEXT_CENTRE);
        style.size = 22;
        if (footer->qr_note != NULL) {
            plan.qr_note = hai_paragraph_new(block, footer->qr_note, &style, plan.qr_side);
            plan.qr_height += 8 + kit_height(plan.qr_note);
        }
    }
    bool is_stacked = plan.text_width == inner && footer->size > 0;
    double height = is_stacked ? plan.text_height + 24 + plan.qr_height
                               : fmax(plan.text_height, plan.qr_height);
    plan.size = (hai_size){width, plan.top + height + plan.bottom};
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return plan(block, data, space.width).size;
}

// Modules in a row are one box, so that no seam shows between them.
static void draw_code(const struct footer *footer, hai_canvas *canvas, hai_box box)
{
    const hai_colour white = {1, 1, 1, 1}, black = {0.07f, 0.07f, 0.07f, 1};
    kit_fill_box(canvas, box, 10, white);
    double module = box.width / (footer->size + 2 * QR_QUIET);
    double x0 = box.x + QR_QUIET * module, y0 = box.y + QR_QUIET * module;
    for (int32_t row = 0; row < footer->size; row++) {
        const uint8_t *line = footer->modules + (ptrdiff_t)row * footer->size;
        for (int32_t column = 0; column < footer->size; column++) {
            int32_t first = column;
            while (column < footer->size && line[column] != 0)
                column++;
            if (column > first)
                hai_canvas_box(canvas, (hai_box){x0 + first * module, y0 + row * module,
                                                 (column - first) * module, module * 1.02});
        }
    }
    hai_canvas_fill(canvas, hai_paint_colour(black));
}

static void draw_river(const hai_theme *theme, hai_canvas *canvas, hai_box box, hai_paint ground)
{
    hai_colour accent = hai_theme_colour(theme, "accent");
    kit_wave_path(canvas, box, box.y + 36, 12, 860, 0.6, true);
    hai_canvas_fill(canvas, hai_paint_colour(hai_colour_fade(accent, 0.5)));
    kit_wave_path(canvas, box, box.y + 46, 16, 960, 0.15, true);
    hai_canvas_fill(canvas, ground);
    // A river in the dusk: two slopes, quieter than the ground by a tenth.
    for (int i = 0; i < 2; i++) {
        kit_wave_path(canvas, box, hai_box_bottom(box) - 64 + 34 * i, 14, 780 + 160 * i, 0.35 * i,
                      true);
        hai_canvas_fill(canvas, hai_paint_colour(hai_colour_fade(accent, 0.05)));
    }
}

// The band below whatever stands along its upper edge.
static void draw_band(const hai_theme *theme, enum kit_art art, hai_canvas *canvas, hai_box box)
{
    hai_colour top = hai_theme_colour(theme, "foot");
    const hai_stop stops[] = {{0, top}, {1, hai_theme_colour(theme, "foot_low")}};
    hai_paint ground = hai_paint_linear((hai_point){box.x, box.y + 30},
                                        (hai_point){box.x, hai_box_bottom(box)}, stops, 2);
    double edge = band_top(art) - 56;
    hai_canvas_save(canvas);
    hai_canvas_box(canvas, box);
    hai_canvas_clip(canvas);
    if (art == KIT_ART_RIVER) {
        draw_river(theme, canvas, box, ground);
    } else if (art == KIT_ART_HILLS) {
        hai_colour page = hai_theme_colour(theme, "background");
        kit_hills(canvas, (hai_box){box.x, box.y + 4, box.width, fmin(box.height, 320)}, 3,
                  hai_colour_mix(page, top, 0.35), hai_colour_mix(page, top, 0.8));
        kit_wave_path(canvas, box, box.y + edge + 8, 18, 1060, 0.2, true);
        hai_canvas_fill(canvas, ground);
    } else {
        double fade = art == KIT_ART_MOUNTAINS ? 0.5 : 0.3;
        hai_box scene = {box.x, box.y, box.width, edge + 24};
        kit_draw_art(theme, canvas, scene, art, top, fade);
        hai_canvas_box(canvas, hai_box_inset(box, (hai_insets){.top = edge}));
        hai_canvas_fill(canvas, ground);
        kit_fill_box(canvas, (hai_box){box.x, box.y + edge, box.width, 3}, 0,
                     hai_theme_colour(theme, "edge"));
    }
    hai_canvas_restore(canvas);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct footer *footer = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, footer, box.width);
    if (footer->style == STYLE_BAND)
        draw_band(theme, (enum kit_art)footer->art, canvas, box);
    else
        kit_fill_box(canvas,
                     (hai_box){box.x + placed.margin, box.y, box.width - 2 * placed.margin, 3}, 0,
                     hai_theme_colour(theme, "ink"));

    double x = box.x + placed.margin, y = box.y + placed.top;
    double inner = box.width - 2 * placed.margin;
    bool is_beside = placed.text_width < inner;
    double text_y = y;
    if (is_beside)
        text_y += fmax(placed.qr_height - placed.text_height, 0) / 2;
    for (size_t i = 0; i < HAI_COUNT(placed.lines); i++) {
        if (placed.lines[i] == NULL)
            continue;
        hai_canvas_paragraph(canvas, placed.lines[i], x, text_y);
        text_y += kit_height(placed.lines[i]) + 8;
    }
    if (footer->size == 0)
        return;
    hai_box code = {is_beside ? hai_box_right(box) - placed.margin - QR_SIZE : x,
                    is_beside ? y : text_y + 16, placed.qr_side, placed.qr_side};
    hai_colour page = hai_theme_colour(theme, "background");
    bool is_white = footer->style != STYLE_BAND && fmin(page.r, fmin(page.g, page.b)) > 0.99;
    if (is_white && is_beside) // its rim is not seen: its dots end at the margin
        code.x += QR_QUIET * code.width / (footer->size + 2 * QR_QUIET);
    hai_canvas_link_begin(canvas, footer->qr, code);
    draw_code(footer, canvas, code);
    hai_canvas_link_end(canvas);
    if (placed.qr_note != NULL)
        hai_canvas_paragraph(canvas, placed.qr_note, code.x, hai_box_bottom(code) + 8);
}

static const hai_visual visual = {.size = sizeof visual,
                                  .flags = HAI_VISUAL_BLEED,
                                  .type = "footer",
                                  .title_zh = "页脚",
                                  .title_en = "Footer",
                                  .summary_zh = "来源、日期与二维码",
                                  .summary_en = "Source, publisher, date and a QR code",
                                  .struct_size = sizeof(struct footer),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .check = check,
                                  .prepare = prepare,
                                  .measure = measure,
                                  .draw = draw};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "footer",
   .version = "1.0.0", .summary = "Source, publisher, date and a QR code",
   .licence = "MIT",   .features = {{"visual", &visual}}};
