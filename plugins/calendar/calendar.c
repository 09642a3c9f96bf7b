// SPDX-License-Identifier: MIT
//
// Days as cells. A year is weeks by weekdays, with the borders of its months, in as many strips as
// the width asks for; a month is a page of a calendar with the numbers of its days. Weeks begin on
// Monday.
#include "days.h"

#define LEGEND_GAP 20.0
#define LEAST_CELL 18.0 // of a year, before it is parted into strips
#define MOST_CELL 40.0
#define CELL_GAP 2.0
#define HIDDEN 1.6      // contrast of a frame with its day
#define FRAME_ROOM 30.0 // of a frame in the legend
#define STRIP_GAP 16.0
#define BLOCK_GAP 28.0
#define MAX_YEARS 10
#define MAX_MONTHS 12
#define MONTH_WIDTH 440.0 // months stand side by side where each has so much
#define ROOMY_DAY 84.0    // a day of a month has a value from so much width on

enum view { VIEW_AUTO, VIEW_YEAR, VIEW_MONTH };

struct calendar {
    struct chart_options chart;
    struct chart_shade_options shade;
    int32_t date, view;
    hai_list holidays; // of struct calendar_holiday
};

static const struct calendar_holiday holiday_defaults = {0};
static const hai_option holiday_options[] = {
    HAI_STRING("date", struct calendar_holiday, date, .flags = HAI_REQUIRED, .help_zh = "日期",
               .help_en = "The day, or the first of several"),
    HAI_STRING("to", struct calendar_holiday, to, .help_zh = "止于", .help_en = "The last day"),
    HAI_TEXT("name", struct calendar_holiday, name, .help_zh = "名称", .help_en = "Its name"),
};
static const hai_item holiday_item = {.size = sizeof(hai_item),
                                      .struct_size = sizeof(struct calendar_holiday),
                                      .defaults = &holiday_defaults,
                                      .options = holiday_options,
                                      .option_size = sizeof(hai_option),
                                      .option_count = HAI_COUNT(holiday_options)};

static const struct calendar defaults = {
    .chart = {CHART_DEFAULTS}, .shade = {CHART_SHADE_DEFAULTS}, .date = -1};

static const char *const views[] = {"auto", "year", "month", NULL};

static const hai_option options[] = {
    HAI_TABLE("rows", struct calendar, chart.rows, .flags = HAI_REQUIRED, .help_zh = "数据表",
              .help_en = "The data"),
    HAI_COLUMN("date", struct calendar, date, "date", .flags = HAI_REQUIRED, .help_zh = "日期列",
               .help_en = "Column of dates"),
    HAI_COLUMN("value", struct calendar, chart.value, "value", .flags = HAI_REQUIRED,
               .help_zh = "数值列", .help_en = "Column of values"),
    HAI_STRING("unit", struct calendar, chart.unit, .help_zh = "单位", .help_en = "Unit"),
    HAI_NUMBER_OPTIONS(struct calendar, chart.number),
    HAI_CHOICE("view", struct calendar, view, views,
               .help_zh = "自动(只有一个月时为月历)、年历、月历",
               .help_en = "Auto (a month where there is but one), whole years, or months"),
    HAI_LIST("holidays", struct calendar, holidays, &holiday_item, .max_count = 366,
             .help_zh = "要标出的节假日", .help_en = "Days that are marked"),
    CHART_SHADE_OPTIONS(struct calendar, shade),
    CHART_TITLE_OPTION(struct calendar, chart),
    CHART_LABEL_OPTION(struct calendar, chart),
    CHART_LEGEND_OPTION(struct calendar, chart),
};

// Some months of a year side by side as weeks by weekdays, or one month as a page.
struct strip {
    int32_t year, first, last; // months
    double x, y, width;        // y: of its head
    double monday;             // the first day of the first week
    int32_t weeks;
    bool has_title; // the year, or the month, above it
};

struct plan {
    hai_box box;
    struct days days;
    bool is_month, is_empty;
    hai_number_format format;
    const struct chart_shades *shades;
    struct chart_shade_legend *legend;
    const hai_paragraph *title;
    struct strip *strips;
    int32_t strip_count, left_out; // years or months that are not shown
    double cell, cell_height;      // of days, their gap included
    double left;                   // room for the names of weekdays
    double title_height, head_height;
    double legend_y;
    const hai_paragraph *holidays; // of the legend
    double holidays_x, holidays_y;
    bool has_values; // in the cells of a month
};

static void check(const hai_block *block, const void *data)
{
    const struct calendar *calendar = data;
    struct days days =
        days_read(block, calendar->chart.rows, calendar->date, calendar->chart.value);
    if (days.unread > 0 && calendar->date >= 0)
        hai_block_warn(block, "date", "calendar.date", "write dates as 2024-03-05",
                       "%d rows have no date that can be read, and are left out", (int)days.unread);
    if (days.doubled > 0)
        hai_block_warn(block, "rows", "chart.double", "make it one row, if it is one value",
                       "%d rows are of a day that has a row already: they are summed",
                       (int)days.doubled);
    const struct calendar_holiday *items = calendar->holidays.items;
    for (uint32_t i = 0; i < calendar->holidays.count; i++)
        if (isnan(chart_time(items[i].date)) ||
            (items[i].to != NULL && isnan(chart_time(items[i].to))))
            hai_block_error(block, hai_block_printf(block, "holidays/%u", i), "calendar.date",
                            "write dates as 2024-03-05", "this is no date");
}

static double pitch(const hai_block *block, const char *role)
{
    hai_text_style style = hai_theme_type(hai_block_theme(block), role);
    return style.size * style.line_height;
}

static int32_t month_number(double date)
{
    int32_t year, month, day;
    chart_time_split(date, &year, &month, &day);
    return year * 12 + month - 1;
}

static void add_strip(struct plan *plan, int32_t year, int32_t first, int32_t last)
{
    double from = chart_time_join(year, first, 1);
    double to = chart_time_join(year, last, days_of_month(year, last));
    double monday = from - days_weekday(from);
    plan->strips[plan->strip_count++] = (struct strip){.year = year,
                                                       .first = first,
                                                       .last = last,
                                                       .monday = monday,
                                                       .weeks = (int32_t)((to - monday) / 7) + 1};
}

// Returns the y below the last strip.
static double plan_years(const hai_block *block, struct plan *plan, int32_t from, int32_t to,
                         double y)
{
    static const int32_t parts[] = {1, 2, 3, 4, 6, 12};
    static const int32_t most_weeks[] = {54, 28, 19, 15, 10, 6};
    size_t part = 0;
    double room = plan->box.width - plan->left;
    while (part + 1 < HAI_COUNT(parts) && room / most_weeks[part] < LEAST_CELL)
        part++;
    int32_t months = 12 / parts[part];
    plan->cell = plan->cell_height = fmin(floor(room / most_weeks[part] * 2) / 2, MOST_CELL);
    plan->strips = hai_block_alloc(block, (size_t)(to - from + 1) * 12 * sizeof *plan->strips);
    for (int32_t year = from; year <= to; year++) {
        for (int32_t first = 1; first <= 12; first += months) {
            add_strip(plan, year, first, first + months - 1);
            struct strip *strip = &plan->strips[plan->strip_count - 1];
            strip->has_title = first == 1;
            strip->x = plan->box.x + plan->left;
            strip->y = y + (strip->has_title ? plan->title_height : 0);
            y = strip->y + plan->head_height + 7 * plan->cell + STRIP_GAP;
        }
        y += BLOCK_GAP - STRIP_GAP;
    }
    return y - BLOCK_GAP;
}

// The room of a day's words in the cell of a month.
static bool has_room(const hai_block *block, const struct plan *plan)
{
    if (plan->cell < ROOMY_DAY)
        return false;
    for (int32_t i = 0; i < plan->days.count; i++) {
        double value = plan->days.items[i].value;
        if (isnan(value))
            continue;
        const char *text = chart_figure_text(block, value, &plan->format);
        const hai_paragraph *words = chart_text(block, text, "value", "ink");
        if (hai_paragraph_size(words).width + 16 > plan->cell - CELL_GAP)
            return false;
    }
    return true;
}

static double plan_months(const hai_block *block, const struct calendar *calendar,
                          struct plan *plan, int32_t from, int32_t to, double y)
{
    int32_t count = to - from + 1;
    int32_t columns = (int32_t)((plan->box.width + BLOCK_GAP) / (MONTH_WIDTH + BLOCK_GAP));
    columns = columns < 1 ? 1 : columns > count ? count : columns;
    double width = (plan->box.width - (columns - 1) * BLOCK_GAP) / columns;
    plan->left = 0;
    plan->cell = width / 7;
    plan->has_values = calendar->chart.labels != CHART_LABELS_NONE && has_room(block, plan);
    double words = pitch(block, "caption") + pitch(block, "value") + 8;
    plan->cell_height = plan->has_values ? words + CELL_GAP : fmin(fmax(plan->cell, 44), 72);
    plan->strips = hai_block_alloc(block, ((size_t)count + 1) * sizeof *plan->strips);
    double row_height = 0;
    for (int32_t i = 0; i < count; i++) {
        add_strip(plan, (from + i) / 12, (from + i) % 12 + 1, (from + i) % 12 + 1);
        struct strip *strip = &plan->strips[i];
        if (i % columns == 0 && i > 0) {
            y += row_height + BLOCK_GAP;
            row_height = 0;
        }
        strip->has_title = true;
        strip->x = plan->box.x + (i % columns) * (width + BLOCK_GAP);
        strip->y = y + plan->title_height;
        row_height = fmax(row_height, plan->title_height + plan->head_height +
                                          strip->weeks * plan->cell_height);
    }
    return y + row_height;
}

// Values of all days that are shown, those without one as missing.
static void plan_shades(const hai_block *block, const struct calendar *calendar, struct plan *plan,
                        int32_t from, int32_t to)
{
    double start = chart_time_join(from / 12, from % 12 + 1, 1);
    double end = chart_time_join(to / 12, to % 12 + 2, 1);
    int32_t count = (int32_t)(end - start);
    double *values = hai_block_alloc(block, ((size_t)count + 1) * sizeof *values);
    for (int32_t i = 0; i < count; i++)
        values[i] = days_find(&plan->days, start + i);
    plan->shades = chart_shades_new(block, &calendar->shade, values, count, &plan->format,
                                    calendar->chart.unit);
    if (calendar->chart.legend != CHART_LEGEND_NONE)
        plan->legend = chart_shade_legend_new(block, plan->shades, plan->box.width);
}

static bool has_value(const struct days *days)
{
    for (int32_t i = 0; i < days->count; i++)
        if (isfinite(days->items[i].value))
            return true;
    return false;
}

static void decide_span(const struct calendar *calendar, struct plan *plan, int32_t *from,
                        int32_t *to)
{
    *from = month_number(plan->days.items[0].date);
    *to = month_number(plan->days.items[plan->days.count - 1].date);
    plan->is_month = calendar->view == VIEW_MONTH || (calendar->view == VIEW_AUTO && *from == *to);
    if (!plan->is_month) {
        *from = *from / 12 * 12;
        *to = *to / 12 * 12 + 11;
    }
    int32_t most = plan->is_month ? MAX_MONTHS : MAX_YEARS * 12;
    if (*to - *from + 1 <= most)
        return;
    plan->left_out = (*to - *from + 1 - most) / (plan->is_month ? 1 : 12);
    *from = *to - most + 1;
}

// What a frame means, beside the legend, below the other swatch or below it all. Returns the height
// below it.
static double plan_holidays(const hai_block *block, struct plan *plan)
{
    plan->holidays = chart_text(block, "节假日", "caption", NULL);
    double beside = chart_shade_legend_width(plan->legend) + 32;
    hai_size size = hai_paragraph_size(plan->holidays);
    bool is_beside = beside + FRAME_ROOM + size.width <= plan->box.width;
    plan->holidays_x = plan->box.x + (is_beside ? beside : 0);
    plan->holidays_y = plan->legend_y +
                       (is_beside ? 9 - size.height / 2 : chart_shade_legend_height(plan->legend));
    hai_point below = chart_shade_legend_below_missing(plan->legend);
    if (is_beside || isnan(below.x))
        return is_beside ? 0 : size.height;
    plan->holidays_x = plan->box.x + below.x;
    plan->holidays_y = plan->legend_y + below.y;
    return 0;
}

static struct plan plan(const hai_block *block, const struct calendar *calendar, hai_box box)
{
    struct plan plan = {.box = box};
    plan.days = days_read(block, calendar->chart.rows, calendar->date, calendar->chart.value);
    plan.is_empty = !has_value(&plan.days);
    if (plan.is_empty) {
        plan.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    plan.format = days_format(block, &plan.days, &calendar->chart);
    double y = box.y;
    if (calendar->chart.title != NULL && calendar->chart.title[0] != '\0') {
        hai_text_style style = kit_type(hai_block_theme(block), "label", "ink", HAI_TEXT_TITLE);
        style.weight = 700;
        plan.title = hai_paragraph_new(block, calendar->chart.title, &style, box.width);
        y += kit_height(plan.title) + 12;
    }
    int32_t from, to;
    decide_span(calendar, &plan, &from, &to);
    plan.title_height = pitch(block, "label") + 4;
    plan.head_height = pitch(block, "caption") + 4;
    plan.left = hai_theme_type(hai_block_theme(block), "caption").size + 12;
    plan_shades(block, calendar, &plan, from, to);
    y = plan.is_month ? plan_months(block, calendar, &plan, from, to, y)
                      : plan_years(block, &plan, from / 12, to / 12, y);
    plan.legend_y = y + LEGEND_GAP;
    if (plan.legend != NULL)
        y = plan.legend_y + chart_shade_legend_height(plan.legend);
    if (calendar->holidays.count > 0 && plan.legend != NULL)
        y += plan_holidays(block, &plan);
    plan.box.height = fmax(y - box.y, box.height);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    hai_box box = {0, 0, space.width, 0};
    return (hai_size){space.width, plan(block, data, box).box.height};
}

// --- Drawing ---

struct pen {
    const hai_block *block;
    const hai_theme *theme;
    const struct calendar *calendar;
    const struct plan *plan;
    hai_canvas *canvas;
    hai_colour ink;
};

static const char *const weekdays[] = {"一", "二", "三", "四", "五", "六", "日"};

static hai_box day_box(const struct plan *plan, const struct strip *strip, double date)
{
    double top = strip->y + plan->head_height;
    int32_t week = (int32_t)floor((date - strip->monday) / 7), weekday = days_weekday(date);
    int32_t column = plan->is_month ? weekday : week, row = plan->is_month ? week : weekday;
    return (hai_box){strip->x + column * plan->cell, top + row * plan->cell_height,
                     plan->cell - CELL_GAP, plan->cell_height - CELL_GAP};
}

static void frame_box(const struct pen *pen, hai_box box, double width, double radius)
{
    hai_canvas_rounded_box(pen->canvas, hai_box_inset(box, hai_insets_all(width / 2)), radius);
    hai_canvas_stroke(pen->canvas, hai_stroke_width(width), hai_paint_colour(pen->ink));
}

// A frame that is as dark as its day has a light one inside.
static void frame_day(const struct pen *pen, hai_box box, hai_colour ground, double radius)
{
    double width = pen->plan->is_month ? 3 : 2;
    frame_box(pen, box, width, radius);
    if (hai_colour_contrast(pen->ink, ground) > HIDDEN)
        return;
    hai_box inner = hai_box_inset(box, hai_insets_all(width * 1.5));
    hai_canvas_rounded_box(pen->canvas, inner, fmax(radius - width, 0));
    hai_canvas_stroke(pen->canvas, hai_stroke_width(width),
                      hai_paint_colour(hai_theme_colour(pen->theme, "surface")));
}

// The number of a day, its value, and the name of a holiday where there is room for it.
static void draw_words(const struct pen *pen, hai_box box, int32_t day, double value,
                       hai_colour ground, const char *holiday)
{
    const char *ink = chart_colour_name(pen->block, chart_ink_on(pen->theme, ground));
    const hai_paragraph *number =
        chart_text(pen->block, hai_block_printf(pen->block, "%d", (int)day), "caption", ink);
    hai_size size = hai_paragraph_size(number);
    if (!pen->plan->has_values) {
        hai_canvas_paragraph(pen->canvas, number, box.x + (box.width - size.width) / 2,
                             box.y + (box.height - size.height) / 2);
        return;
    }
    hai_canvas_paragraph(pen->canvas, number, box.x + 8, box.y + 2);
    if (holiday != NULL && holiday[0] != '\0') {
        const hai_paragraph *name = chart_text(pen->block, holiday, "caption", ink);
        double width = hai_paragraph_size(name).width;
        if (size.width + width + 24 <= box.width)
            hai_canvas_paragraph(pen->canvas, name, hai_box_right(box) - 8 - width, box.y + 2);
    }
    if (isnan(value))
        return;
    const hai_paragraph *words = chart_text(
        pen->block, chart_figure_text(pen->block, value, &pen->plan->format), "value", ink);
    hai_size taken = hai_paragraph_size(words);
    hai_canvas_paragraph(pen->canvas, words, hai_box_right(box) - 8 - taken.width,
                         hai_box_bottom(box) - 4 - taken.height);
}

static void draw_days(const struct pen *pen, const struct strip *strip)
{
    const struct plan *plan = pen->plan;
    double radius = hai_theme_length(pen->theme, "bar_radius") > 0
                        ? fmin(plan->cell / 6, plan->is_month ? 8 : 3)
                        : 0;
    double date = chart_time_join(strip->year, strip->first, 1);
    for (int32_t month = strip->first; month <= strip->last; month++)
        for (int32_t day = 1; day <= days_of_month(strip->year, month); day++, date++) {
            hai_box box = day_box(plan, strip, date);
            double value = days_find(&plan->days, date);
            hai_colour ground = chart_shade(plan->shades, value);
            const struct calendar_holiday *holiday = days_holiday(pen->calendar->holidays, date);
            kit_fill_box(pen->canvas, box, radius, ground);
            if (holiday != NULL)
                frame_day(pen, box, ground, radius);
            if (plan->is_month)
                draw_words(pen, box, day, value, ground, holiday != NULL ? holiday->name : NULL);
        }
}

// The border before a month: down the left of its first week, and up the left of the next.
static void draw_border(const struct pen *pen, const struct strip *strip, int32_t month)
{
    const struct plan *plan = pen->plan;
    double first = chart_time_join(strip->year, month, 1), half = CELL_GAP / 2;
    hai_box box = day_box(plan, strip, first);
    double top = strip->y + plan->head_height - half, x = box.x - half, y = box.y - half;
    hai_canvas_move_to(pen->canvas, x, top + 7 * plan->cell_height);
    hai_canvas_line_to(pen->canvas, x, y);
    if (days_weekday(first) > 0) {
        hai_canvas_line_to(pen->canvas, x + plan->cell, y);
        hai_canvas_line_to(pen->canvas, x + plan->cell, top);
    }
    hai_canvas_stroke(pen->canvas, hai_stroke_width(1.5),
                      hai_paint_colour(hai_theme_colour(pen->theme, "weak")));
}

static void draw_title(const struct pen *pen, const struct strip *strip)
{
    hai_text_style style = kit_type(pen->theme, "label", "ink", HAI_TEXT_LEFT);
    style.weight = 700;
    const char *text = pen->plan->is_month ? hai_block_printf(pen->block, "%d年%d月",
                                                              (int)strip->year, (int)strip->first)
                                           : hai_block_printf(pen->block, "%d年", (int)strip->year);
    const hai_paragraph *words = hai_paragraph_new(pen->block, text, &style, 0);
    hai_canvas_paragraph(pen->canvas, words, strip->x - pen->plan->left,
                         strip->y - pen->plan->title_height);
}

static void draw_heads(const struct pen *pen, const struct strip *strip)
{
    const struct plan *plan = pen->plan;
    if (strip->has_title)
        draw_title(pen, strip);
    for (int32_t i = 0; i < 7; i++) {
        const hai_paragraph *words = chart_text(pen->block, weekdays[i], "caption", NULL);
        hai_size size = hai_paragraph_size(words);
        if (plan->is_month)
            hai_canvas_paragraph(
                pen->canvas, words,
                strip->x + i * plan->cell + (plan->cell - CELL_GAP - size.width) / 2, strip->y);
        else if (i % 2 == 0 || plan->cell >= size.height)
            hai_canvas_paragraph(pen->canvas, words, strip->x - plan->left,
                                 strip->y + plan->head_height + (i + 0.5) * plan->cell -
                                     size.height / 2);
    }
    // The name of a month stands above its first whole week, as far as the one before leaves room.
    double end = -INFINITY;
    for (int32_t month = strip->first; month <= strip->last && !plan->is_month; month++) {
        double first = chart_time_join(strip->year, month, 1);
        double week = floor((first + 6 - strip->monday) / 7);
        const hai_paragraph *words = chart_text(
            pen->block, hai_block_printf(pen->block, "%d月", (int)month), "caption", NULL);
        double width = hai_paragraph_size(words).width;
        double x = fmin(strip->x + week * plan->cell, hai_box_right(plan->box) - width);
        if (x < end + 4)
            continue;
        hai_canvas_paragraph(pen->canvas, words, x, strip->y);
        end = x + width;
    }
}

static void draw_legend(const struct pen *pen)
{
    const struct plan *plan = pen->plan;
    if (plan->legend == NULL)
        return;
    chart_shade_legend_draw(plan->legend, pen->canvas, plan->box.x, plan->legend_y);
    if (plan->holidays == NULL)
        return;
    double middle = plan->holidays_y + kit_height(plan->holidays) / 2;
    frame_box(pen, (hai_box){plan->holidays_x, middle - 10, 20, 20}, 2, 3);
    hai_canvas_paragraph(pen->canvas, plan->holidays, plan->holidays_x + FRAME_ROOM,
                         plan->holidays_y);
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct plan placed = plan(block, data, box);
    if (placed.is_empty) {
        chart_empty_draw(block, canvas, placed.box);
        return;
    }
    const hai_theme *theme = hai_block_theme(block);
    struct pen pen = {block, theme, data, &placed, canvas, hai_theme_colour(theme, "ink")};
    if (placed.title != NULL)
        hai_canvas_paragraph(canvas, placed.title, placed.box.x, placed.box.y);
    for (int32_t i = 0; i < placed.strip_count; i++) {
        const struct strip *strip = &placed.strips[i];
        draw_heads(&pen, strip);
        draw_days(&pen, strip);
        for (int32_t month = strip->first + 1; month <= strip->last; month++)
            draw_border(&pen, strip, month);
    }
    draw_legend(&pen);
    if (placed.left_out > 0)
        hai_block_warn(block, "rows", "calendar.span", "show fewer, or a chart of lines",
                       "%d %s are left out; the last ones are shown", (int)placed.left_out,
                       placed.is_month ? "months" : "years");
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct calendar *calendar = data;
    struct days days =
        days_read(block, calendar->chart.rows, calendar->date, calendar->chart.value);
    const char **names = hai_block_alloc(block, ((size_t)days.count + 1) * sizeof *names);
    double *values = hai_block_alloc(block, ((size_t)days.count + 1) * sizeof *values);
    for (int32_t i = 0; i < days.count; i++) {
        int32_t year, month, day;
        chart_time_split(days.items[i].date, &year, &month, &day);
        names[i] = hai_block_printf(block, "%d年%d月%d日", (int)year, (int)month, (int)day);
        values[i] = days.items[i].value;
    }
    struct chart_series series = {.name = "", .values = values};
    struct chart_data told = {
        .category_count = days.count, .series_count = 1, .categories = names, .series = &series};
    return chart_summary_of(block, "日历图", &calendar->chart, &told, CHART_STORY_RANK);
}

CHART_PLUGIN("calendar", struct calendar, "日历图", "Calendar",
             "逐日数值的年历或月历,以颜色深浅表示",
             "The values of days as a calendar of a year or a month");
