// SPDX-License-Identifier: MIT
//
// So many days to go, its digits on tiles like those of a flip calendar. The days are given, or lie
// between two dates of the spec: never the clock, so that the same spec is the same poster
// tomorrow.
#include <math.h>
#include <string.h>

#include "chart-kit/scale.h"
#include "visual-kit/surface.h"

#define MOST_DAYS 99999
#define TILE_WIDTH 0.78   // of the size of the figure
#define TILE_PADDING 0.28 // the same: beside a wide digit
#define TILE_HEIGHT 1.2   // the same
#define TILE_GAP 0.1      // the same
#define TILE_RADIUS 0.09  // the same
#define UNIT_SIZE 0.36    // the same
#define UNIT_GAP 0.16     // the same
#define SMALLEST 28.0
#define LEAD_GAP 28.0

enum style { STYLE_CARD, STYLE_SOLID, STYLE_PLAIN };

struct countdown {
    double value;
    const char *date, *today, *event, *lead, *unit, *note;
    int32_t style, digits;
};

static const struct countdown defaults = {.value = NAN, .unit = "天"};

static const char *const styles[] = {"card", "solid", "plain", NULL};

static const hai_option options[] = {
    HAI_NUMBER("value", struct countdown, value, 0, MOST_DAYS, .help_zh = "还有几天",
               .help_en = "The days to go"),
    HAI_STRING("date", struct countdown, date, .help_zh = "到哪一天,与today一起代替value",
               .help_en = "The day that it counts to; with \"today\", in place of the value"),
    HAI_STRING("today", struct countdown, today, .help_zh = "从哪一天算起:不取时钟",
               .help_en = "The day that it counts from; the clock is never asked"),
    HAI_TEXT("event", struct countdown, event, .help_zh = "事件,写作“距…还有”",
             .help_en = "What comes, set into the line above"),
    HAI_TEXT("lead", struct countdown, lead, .help_zh = "上方的整句,代替由event生成的",
             .help_en = "The whole line above, in place of the one made of the event"),
    HAI_STRING("unit", struct countdown, unit, .help_zh = "单位", .help_en = "Unit"),
    HAI_TEXT("note", struct countdown, note, .help_zh = "下方的小字,如时间地点",
             .help_en = "A line below, as time and place"),
    HAI_INT("digits", struct countdown, digits, 0, 5, .help_zh = "至少几位,不足补零",
            .help_en = "At least so many digits, with zeros before them"),
    HAI_CHOICE("style", struct countdown, style, styles, .help_zh = "样式:卡片、实底、无底",
               .help_en = "On the theme's surface, on a solid ground, or without"),
};

#define MOST_TILES 8

struct plan {
    const hai_paragraph *lead, *note, *unit;
    const hai_paragraph *digits[MOST_TILES];
    int32_t count;
    double size;          // of the figure
    double inset, tiles;  // tiles: y of their top
    double tile;          // width of one
    double width, height; // width: of tiles and unit; height: of all
};

static double tile_height(const struct plan *plan)
{
    return plan->size * TILE_HEIGHT;
}

// Days to go; below 0: since then. NAN: not told.
static double days_of(const struct countdown *countdown)
{
    if (isfinite(countdown->value))
        return floor(countdown->value);
    if (countdown->date == NULL || countdown->today == NULL)
        return NAN;
    return floor(chart_time(countdown->date)) - floor(chart_time(countdown->today));
}

static const char *lead_text(const hai_block *block, const struct countdown *countdown)
{
    if (countdown->lead != NULL)
        return countdown->lead;
    double days = days_of(countdown);
    if (countdown->event == NULL)
        return days < 0 ? "已过去" : days == 0 ? NULL : "还有";
    return hai_block_printf(block,
                            days > 0   ? "距%s还有"
                            : days < 0 ? "%s已有"
                                       : "%s",
                            countdown->event);
}

// What stands on the tiles, character by character: 今天 on the day itself.
static const char *digits_text(const hai_block *block, const struct countdown *countdown)
{
    double days = fmin(fabs(days_of(countdown)), MOST_DAYS);
    return days == 0 ? "今天" : hai_block_printf(block, "%0*d", (int)countdown->digits, (int)days);
}

static const char *unit_of(const struct countdown *countdown)
{
    return days_of(countdown) == 0 || countdown->unit == NULL ? "" : countdown->unit;
}

static const char *ink_of(const struct countdown *countdown, const char *other)
{
    return countdown->style == STYLE_SOLID ? "on_solid" : other;
}

static void set_digits(const hai_block *block, const struct countdown *countdown, const char *text,
                       struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    hai_text_style style =
        kit_type(theme, "figure_hero", countdown->style == STYLE_SOLID ? "solid" : "on_solid",
                 HAI_TEXT_LEFT);
    bool is_figure = (text[0] & 0x80) == 0;
    style.size = plan->size * (is_figure ? 1 : 0.62);
    double widest = 0;
    for (plan->count = 0; *text != '\0' && plan->count < MOST_TILES; plan->count++) {
        size_t bytes = 1;
        while (((unsigned char)text[bytes] & 0xc0) == 0x80)
            bytes++;
        plan->digits[plan->count] =
            hai_paragraph_new(block, hai_block_printf(block, "%.*s", (int)bytes, text), &style, 0);
        widest = fmax(widest, hai_paragraph_ink(plan->digits[plan->count]).width);
        text += bytes;
    }
    plan->tile = fmax(plan->size * TILE_WIDTH, widest + plan->size * TILE_PADDING);
    hai_text_style unit = kit_type(theme, "unit", ink_of(countdown, "ink"), HAI_TEXT_LEFT);
    unit.size = plan->size * UNIT_SIZE;
    unit.weight = 700;
    plan->unit = hai_paragraph_new(block, unit_of(countdown), &unit, 0);
    double room = hai_paragraph_size(plan->unit).width;
    plan->width = plan->count * plan->tile + (plan->count - 1) * plan->size * TILE_GAP +
                  (room > 0 ? room + plan->size * UNIT_GAP : 0);
}

static struct plan plan(const hai_block *block, const struct countdown *countdown, double width)
{
    const hai_theme *theme = hai_block_theme(block);
    struct plan plan = {.size = hai_theme_type(theme, "figure_hero").size};
    if (countdown->style != STYLE_PLAIN)
        plan.inset = fmin(hai_theme_length(theme, "padding"), width / 10);
    double inner = fmax(width - 2 * plan.inset, 1);
    hai_text_style lead = kit_type(theme, "card", ink_of(countdown, "ink"), HAI_TEXT_TITLE_CENTRE);
    hai_text_style note =
        kit_type(theme, "label", ink_of(countdown, "weak"), HAI_TEXT_TITLE_CENTRE);
    plan.lead = hai_paragraph_new(block, lead_text(block, countdown), &lead, inner);
    plan.note = hai_paragraph_new(block, countdown->note, &note, inner);
    const char *text = digits_text(block, countdown);
    for (int step = 0; step < 8; step++) {
        set_digits(block, countdown, text, &plan);
        if (plan.width <= inner || plan.size <= SMALLEST)
            break;
        plan.size = fmax(plan.size * fmax(inner / plan.width, 0.4) * 0.99, SMALLEST);
    }
    plan.tiles = plan.inset + (plan.lead != NULL ? kit_height(plan.lead) : 0);
    plan.tiles += kit_height(plan.lead) > 0 ? LEAD_GAP * 0.75 : 0;
    plan.height = plan.tiles + tile_height(&plan) + plan.inset;
    if (kit_height(plan.note) > 0)
        plan.height += LEAD_GAP + kit_height(plan.note);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

// A leaf of a flip calendar: the upper half a little lighter, a gap at the hinge, and its pins.
static void draw_tile(const hai_theme *theme, const struct countdown *countdown,
                      const struct plan *plan, int32_t i, hai_canvas *canvas, hai_box tile)
{
    bool is_solid = countdown->style == STYLE_SOLID;
    double radius = plan->size * TILE_RADIUS, middle = tile.y + tile.height / 2;
    hai_colour low = hai_theme_colour(theme, is_solid ? "on_solid" : "solid_low");
    hai_colour high = is_solid ? low : hai_theme_colour(theme, "solid");
    const hai_stop stops[] = {{0, high}, {1, low}};
    hai_canvas_rounded_box(canvas, tile, radius);
    hai_canvas_fill(canvas, hai_paint_linear((hai_point){tile.x, tile.y},
                                             (hai_point){tile.x, hai_box_bottom(tile)}, stops, 2));
    hai_box ink = hai_paragraph_ink(plan->digits[i]);
    hai_canvas_paragraph(canvas, plan->digits[i], tile.x + (tile.width - ink.width) / 2 - ink.x,
                         tile.y + (tile.height - ink.height) / 2 - ink.y);
    double hinge = fmax(plan->size * 0.02, 1.5), pin = plan->size * 0.05;
    hai_colour ground = hai_theme_colour(theme, is_solid                         ? "solid"
                                                : countdown->style == STYLE_CARD ? "surface"
                                                                                 : "background");
    hai_canvas_box(canvas, (hai_box){tile.x, middle - hinge / 2, tile.width, hinge});
    hai_canvas_box(canvas, (hai_box){tile.x, middle - pin, pin, 2 * pin});
    hai_canvas_box(canvas, (hai_box){hai_box_right(tile) - pin, middle - pin, pin, 2 * pin});
    hai_canvas_fill(canvas, hai_paint_colour(ground));
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct countdown *countdown = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, countdown, box.width);
    if (countdown->style == STYLE_CARD)
        kit_surface(theme, canvas, box);
    else if (countdown->style == STYLE_SOLID)
        kit_fill_solid(theme, canvas, box);
    double top = box.y + (box.height - placed.height) / 2, left = box.x + placed.inset;
    hai_canvas_paragraph(canvas, placed.lead, left, top + placed.inset);
    double x = box.x + (box.width - placed.width) / 2, y = top + placed.tiles;
    for (int32_t i = 0; i < placed.count; i++) {
        hai_box tile = {x, y, placed.tile, tile_height(&placed)};
        draw_tile(theme, countdown, &placed, i, canvas, tile);
        x += tile.width + placed.size * TILE_GAP;
    }
    y += tile_height(&placed);
    x += placed.size * (UNIT_GAP - TILE_GAP);
    hai_box unit = hai_paragraph_ink(placed.unit); // its foot on that of the digits
    hai_box digit = hai_paragraph_ink(placed.digits[0]);
    double foot = y - (tile_height(&placed) - digit.height) / 2;
    hai_canvas_paragraph(canvas, placed.unit, x, foot - unit.y - unit.height);
    hai_canvas_paragraph(canvas, placed.note, left, y + LEAD_GAP);
}

static void check_date(const hai_block *block, const char *option, const char *date)
{
    if (date != NULL && isnan(chart_time(date)))
        hai_block_error(block, option, "countdown.date", "write it as 2026-06-30",
                        "'%s' is no date", date);
}

static void check(const hai_block *block, const void *data)
{
    const struct countdown *countdown = data;
    bool has_value = isfinite(countdown->value);
    check_date(block, "date", countdown->date);
    check_date(block, "today", countdown->today);
    if (has_value && (countdown->date != NULL || countdown->today != NULL))
        hai_block_error(block, "value", "option.conflict",
                        "leave out \"value\", or \"date\" and \"today\"",
                        "the days are both given and to be counted");
    else if (!has_value && countdown->date != NULL && countdown->today == NULL)
        hai_block_error(block, "today", "option.required",
                        "write \"today\": \"2026-03-01\": the clock is never asked",
                        "'date' needs the day that it is counted from");
    else if (!has_value && countdown->date == NULL)
        hai_block_error(block, NULL, "option.required",
                        "write \"value\": 98, or \"date\" and \"today\"",
                        "a countdown needs its days");
    if (!has_value && fabs(days_of(countdown)) > MOST_DAYS)
        hai_block_error(block, "date", "data.limit", "count in years, as a 'kpi'",
                        "there are more than %d days between the dates", MOST_DAYS);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct countdown *countdown = data;
    const char *lead = lead_text(block, countdown);
    return hai_block_printf(block, "%s%s%s%s%s", lead != NULL ? lead : "",
                            digits_text(block, countdown), unit_of(countdown),
                            countdown->note != NULL && countdown->note[0] != '\0' ? "," : "",
                            countdown->note != NULL ? countdown->note : "");
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "countdown",
                                  .title_zh = "倒计时",
                                  .title_en = "Countdown",
                                  .summary_zh = "距某事还有多少天,数字如翻页日历",
                                  .summary_en = "Days to go, on tiles of a flip calendar",
                                  .struct_size = sizeof(struct countdown),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .check = check,
                                  .measure = measure,
                                  .draw = draw,
                                  .summarise = summarise};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "countdown",
   .version = "1.0.0", .summary = "Days to go, on tiles of a flip calendar",
   .licence = "MIT",   .features = {{"visual", &visual}}};
