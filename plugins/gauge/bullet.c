// SPDX-License-Identifier: MIT
//
// The bullet: a bar on bands, across; the target is a stroke over both.
#include "gauge.h"

#define FIGURE_SIZE 64.0
#define HEAD_GAP 14.0
#define BAND_HEIGHT 48.0
#define BAR_HEIGHT 20.0
#define TARGET_WIDTH 6.0
#define TARGET_OVER 6.0
#define WORD_GAP 8.0
#define MAX_BANDS 8

struct bullet {
    const hai_theme *theme;
    const struct gauge *gauge;
    struct gauge_words words;
    const hai_paragraph *label, *target, *note;
    struct chart_figure figure;
    bool is_stacked; // the figure stands below the label
    double head, foot;
    struct chart_labels *ticks;
    double words_top, target_x, legend_y; // legend_y: below the bar
    struct chart_legend *legend;          // of bands, where their names find no room below them
};

static double x_of(const struct bullet *bullet, hai_box bar, double value)
{
    return bar.x + bar.width * gauge_share(bullet->gauge, value);
}

static void plan_head(const hai_block *block, struct bullet *bullet, double width)
{
    const struct gauge *gauge = bullet->gauge;
    hai_text_style label = kit_type(bullet->theme, "label", NULL, HAI_TEXT_TITLE);
    hai_colour colour = chart_readable(bullet->theme, gauge_colour(bullet->theme, gauge));
    double most = hai_theme_type(bullet->theme, "figure").size;
    bullet->figure =
        chart_figure_new(block, bullet->words.figure, bullet->words.unit,
                         chart_colour_name(block, colour), fmin(FIGURE_SIZE, most), width, 22);
    bullet->head = bullet->figure.size.height + HEAD_GAP;
    if (gauge->label == NULL)
        return;
    double beside = width - bullet->figure.size.width - 24;
    bullet->label = hai_paragraph_new(block, gauge->label, &label, 0);
    if (hai_paragraph_size(bullet->label).width > beside) {
        bullet->is_stacked = beside < 6 * label.size;
        bullet->label =
            hai_paragraph_new(block, gauge->label, &label, bullet->is_stacked ? width : beside);
    }
    double height = kit_height(bullet->label);
    bullet->head = HEAD_GAP + (bullet->is_stacked ? height + WORD_GAP + bullet->figure.size.height
                                                  : fmax(height, bullet->figure.size.height));
}

static void add_tick(const hai_block *block, struct bullet *bullet, double x, const char *text,
                     uint32_t side, double priority)
{
    hai_text_style style = kit_type(bullet->theme, "caption", NULL, HAI_TEXT_LEFT);
    style.line_height = 1.3;
    chart_labels_add(bullet->ticks,
                     (struct chart_label){.text = hai_paragraph_new(block, text, &style, 0),
                                          .at = {x, bullet->words_top},
                                          .sides = side,
                                          .priority = priority,
                                          .is_optional = true});
}

static void plan_target(const hai_block *block, struct bullet *bullet, hai_box bar)
{
    hai_text_style style = kit_type(bullet->theme, "caption", "ink", HAI_TEXT_LEFT);
    style.line_height = 1.3;
    bullet->target = hai_paragraph_new(block, bullet->words.target, &style, 0);
    if (hai_paragraph_size(bullet->target).width > bar.width)
        bullet->target = hai_paragraph_new(block, bullet->words.target, &style, bar.width);
    hai_size size = hai_paragraph_size(bullet->target);
    // Under its stroke, as far as the bar's ends let it.
    double x = x_of(bullet, bar, bullet->gauge->target) - size.width / 2;
    bullet->target_x = fmin(fmax(x, bar.x), hai_box_right(bar) - size.width);
    bullet->foot = fmax(bullet->foot, TARGET_OVER + 2 + size.height);
    chart_labels_take_box(bullet->ticks, (hai_box){bullet->target_x - 12, bullet->words_top,
                                                   size.width + 24, size.height});
}

// Words below the bar: the target first, then the ends, zero, and the names of bands. False where
// one of these names found no room.
static bool plan_ticks(const hai_block *block, struct bullet *bullet, hai_box bar, bool has_bands)
{
    const struct gauge *gauge = bullet->gauge;
    const struct gauge_band *bands = gauge->bands.items;
    hai_text_style style = hai_theme_type(bullet->theme, "caption");
    double height = style.size * 1.3 + 4;
    bullet->words_top = hai_box_bottom(bar) + TARGET_OVER + 2;
    bullet->foot = TARGET_OVER + 2 + height;
    bullet->ticks = chart_labels_new(block, (hai_box){bar.x, bullet->words_top, bar.width, height});
    if (bullet->words.target != NULL)
        plan_target(block, bullet, bar);
    add_tick(block, bullet, bar.x, bullet->words.low, CHART_BELOW_RIGHT, 2);
    add_tick(block, bullet, hai_box_right(bar), bullet->words.high, CHART_BELOW_LEFT, 2);
    if (gauge->low < 0 && gauge->high > 0)
        add_tick(block, bullet, x_of(bullet, bar, 0), "0", CHART_BELOW, 2);
    (void)chart_labels_place(bullet->ticks);
    if (!has_bands)
        return true;
    for (uint32_t i = 0; i < gauge->bands.count; i++) {
        double from = x_of(bullet, bar, gauge_band_start(gauge, (int32_t)i));
        double middle = (from + x_of(bullet, bar, bands[i].to)) / 2;
        struct chart_label label = {.text = NULL};
        if (bands[i].text == NULL || bands[i].text[0] == '\0')
            continue;
        label.text = chart_text(block, bands[i].text, "caption", NULL);
        label.at = (hai_point){middle, bullet->words_top};
        label.sides = CHART_BELOW;
        chart_labels_add(bullet->ticks, label);
    }
    return chart_labels_place(bullet->ticks) == 0;
}

// Names of bands at their middles; all of them in a legend where one finds no room.
static void plan_words(const hai_block *block, struct bullet *bullet, hai_box bar)
{
    const struct gauge *gauge = bullet->gauge;
    const struct gauge_band *bands = gauge->bands.items;
    if (plan_ticks(block, bullet, bar, true))
        return;
    (void)plan_ticks(block, bullet, bar, false);
    const char *names[MAX_BANDS] = {NULL};
    struct chart_style *styles = hai_block_alloc(block, MAX_BANDS * sizeof *styles);
    for (uint32_t i = 0; i < gauge->bands.count && i < MAX_BANDS; i++) {
        names[i] = bands[i].text;
        styles[i].colour = gauge_band_colour(bullet->theme, gauge, (int32_t)i);
    }
    bullet->legend = chart_legend_new(block, names, styles, (int32_t)gauge->bands.count,
                                      CHART_SWATCH_BOX, bar.width);
    bullet->legend_y = bullet->foot + WORD_GAP;
    bullet->foot += WORD_GAP + chart_legend_height(bullet->legend);
}

static void draw_bar(const struct bullet *bullet, hai_canvas *canvas, hai_box bar)
{
    const struct gauge *gauge = bullet->gauge;
    const struct gauge_band *bands = gauge->bands.items;
    hai_colour track = hai_colour_mix(hai_theme_colour(bullet->theme, "surface"),
                                      hai_theme_colour(bullet->theme, "muted"), 0.35);
    kit_fill_box(canvas, bar, 0, track);
    for (uint32_t i = 0; i < gauge->bands.count; i++) {
        double from = x_of(bullet, bar, gauge_band_start(gauge, (int32_t)i));
        double to = x_of(bullet, bar, bands[i].to);
        kit_fill_box(canvas, (hai_box){from, bar.y, to - from, bar.height}, 0,
                     gauge_band_colour(bullet->theme, gauge, (int32_t)i));
    }
    // From zero, where the scale has it.
    double zero = x_of(bullet, bar, fmin(fmax(0, gauge->low), gauge->high));
    double end = x_of(bullet, bar, gauge->value);
    hai_box mark = {fmin(zero, end), bar.y + (bar.height - BAR_HEIGHT) / 2, fabs(end - zero),
                    BAR_HEIGHT};
    if (mark.width > 0)
        kit_fill_box(canvas, mark, 0, gauge_colour(bullet->theme, gauge));
    if (gauge->low < 0 && gauge->high > 0)
        kit_rule(canvas, (hai_point){zero, bar.y}, (hai_point){zero, hai_box_bottom(bar)}, 2,
                 hai_theme_colour(bullet->theme, "weak"));
    if (isnan(gauge->target))
        return;
    double x = fmin(fmax(x_of(bullet, bar, gauge->target), bar.x + TARGET_WIDTH / 2),
                    hai_box_right(bar) - TARGET_WIDTH / 2);
    hai_box target = {x - TARGET_WIDTH / 2, bar.y - TARGET_OVER, TARGET_WIDTH,
                      bar.height + 2 * TARGET_OVER};
    // As the stroke over an arc: told from a bar as dark as itself.
    kit_fill_box(canvas, (hai_box){target.x - 2, mark.y, target.width + 4, mark.height}, 0,
                 hai_theme_colour(bullet->theme, "surface"));
    kit_fill_box(canvas, target, 0, hai_theme_colour(bullet->theme, "ink"));
}

static void draw_words(const struct bullet *bullet, hai_canvas *canvas, hai_box box, hai_box bar)
{
    double label = kit_height(bullet->label), figure = bullet->figure.size.height;
    double head = bullet->head - HEAD_GAP, y = box.y, figure_y = y + head - figure;
    double x = hai_box_right(box) - bullet->figure.size.width;
    if (bullet->is_stacked || bullet->label == NULL)
        x = box.x;
    if (bullet->label != NULL)
        hai_canvas_paragraph(canvas, bullet->label, box.x,
                             bullet->is_stacked ? y : y + head - label + label * 0.12);
    chart_figure_draw(&bullet->figure, canvas, x, figure_y, (hai_colour){0});
    chart_labels_draw(bullet->ticks, canvas);
    if (bullet->target != NULL)
        hai_canvas_paragraph(canvas, bullet->target, bullet->target_x, bullet->words_top);
    chart_legend_draw(bullet->legend, canvas, box.x, hai_box_bottom(bar) + bullet->legend_y);
    if (bullet->note != NULL)
        hai_canvas_paragraph(canvas, bullet->note, box.x,
                             hai_box_bottom(bar) + bullet->foot + WORD_GAP);
}

double gauge_bullet(const hai_block *block, const struct gauge *gauge, hai_canvas *canvas,
                    hai_box box)
{
    struct bullet bullet = {
        .theme = hai_block_theme(block), .gauge = gauge, .words = gauge_words_of(block, gauge)};
    plan_head(block, &bullet, box.width);
    if (gauge->note != NULL) {
        hai_text_style note = kit_type(bullet.theme, "caption", NULL, HAI_TEXT_LEFT);
        bullet.note = hai_paragraph_new(block, gauge->note, &note, box.width);
    }
    hai_box bar = {box.x, box.y + bullet.head + TARGET_OVER, box.width, BAND_HEIGHT};
    plan_words(block, &bullet, bar);
    double height = bullet.head + TARGET_OVER + BAND_HEIGHT + bullet.foot +
                    (bullet.note != NULL ? WORD_GAP + kit_height(bullet.note) : 0);
    if (canvas == NULL)
        return height;
    double free = fmax(box.height - height, 0) / 2;
    box.y += free;
    bar.y += free;
    plan_words(block, &bullet, bar);
    draw_bar(&bullet, canvas, bar);
    draw_words(&bullet, canvas, box, bar);
    return height;
}
