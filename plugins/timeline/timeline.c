// SPDX-License-Identifier: MIT
//
// What happens when: dates on a line with what they bring. Across where each event has room, else
// down the page.
#include <math.h>

#include "visual-kit/surface.h"

enum direction { DIRECTION_AUTO, DIRECTION_DOWN, DIRECTION_ACROSS };

struct timeline {
    const hai_table *rows;
    int32_t date, title, text, direction;
    double min_width;
};

static const struct timeline defaults = {.date = -1, .title = -1, .text = -1, .min_width = 210};

static const char *const directions[] = {"auto", "down", "across", NULL};

static const hai_option options[] = {
    HAI_TABLE("rows", struct timeline, rows, .flags = HAI_REQUIRED, .help_zh = "数据表,按时间先后",
              .help_en = "The events, in order"),
    HAI_COLUMN("date", struct timeline, date, "date", .flags = HAI_REQUIRED, .help_zh = "时间列",
               .help_en = "Column of dates, shown as they are"),
    HAI_COLUMN("title", struct timeline, title, "title", .help_zh = "标题列",
               .help_en = "Column of titles"),
    HAI_COLUMN("text", struct timeline, text, "text", .help_zh = "说明列",
               .help_en = "Column of texts"),
    HAI_CHOICE("direction", struct timeline, direction, directions,
               .help_zh = "方向:自动、纵向、横向",
               .help_en = "Whichever has room, down the page, or across it"),
    HAI_LENGTH("min_width", struct timeline, min_width, 80, 1000, .unit = "px",
               .help_zh = "横排时每项最小宽度", .help_en = "Least width of an event across"),
};

#define DOT 13.0          // radius
#define AXIS_LEFT 17.0    // of the line, going down
#define TEXT_LEFT 64.0    // of the texts, going down
#define EVENT_GAP 32.0    // from one to the next, going down
#define EVENT_GUTTER 20.0 // going across
#define MAX_EVENTS 1000

struct event {
    const hai_paragraph *date, *title, *text;
    double height;
};

struct plan {
    bool is_across;
    double width; // of one event
    struct event *events;
    int32_t count;
    double date_height, height;
};

static const hai_paragraph *cell(const hai_block *block, const struct timeline *timeline,
                                 int32_t row, int32_t column, const hai_text_style *style,
                                 double width)
{
    const char *text = hai_table_text(timeline->rows, row, column);
    return text[0] == '\0' ? NULL : hai_paragraph_new(block, text, style, width);
}

static void plan_events(const hai_block *block, const struct timeline *timeline, struct plan *plan)
{
    const hai_theme *theme = hai_block_theme(block);
    uint32_t title_align = plan->is_across ? HAI_TEXT_TITLE_CENTRE : HAI_TEXT_TITLE;
    hai_text_style date = kit_type(theme, "value", "primary", title_align);
    date.size *= 1.25;
    hai_text_style title = kit_type(theme, "card", NULL, title_align);
    hai_text_style text =
        kit_type(theme, "note", NULL, plan->is_across ? HAI_TEXT_TITLE_CENTRE : HAI_TEXT_JUSTIFY);
    if (plan->is_across)
        title.size *= 0.8;
    for (int32_t i = 0; i < plan->count; i++) {
        struct event *event = &plan->events[i];
        event->date = cell(block, timeline, i, timeline->date, &date, plan->width);
        event->title = cell(block, timeline, i, timeline->title, &title, plan->width);
        event->text = cell(block, timeline, i, timeline->text, &text, plan->width);
        event->height = kit_height(event->title) + kit_height(event->text);
        if (event->title != NULL && event->text != NULL)
            event->height += 6;
        plan->date_height = fmax(plan->date_height, kit_height(event->date));
    }
}

// Going down, the dot stands beside the first text that there is: a date, or the first line.
static double dot_middle(const struct event *event)
{
    const hai_paragraph *first = event->title != NULL ? event->title : event->text;
    double height = kit_height(event->date);
    if (event->date == NULL && first != NULL)
        height = kit_height(first) / hai_paragraph_lines(first);
    return fmax(height, 2 * DOT) / 2;
}

// Going down; at least that of the dot.
static double event_height(const struct event *event)
{
    return fmax(kit_height(event->date) + event->height, 2 * DOT);
}

static void check(const hai_block *block, const void *data)
{
    const struct timeline *timeline = data;
    int32_t count = hai_table_rows(timeline->rows);
    if (count > MAX_EVENTS)
        hai_block_error(block, "rows", "data.limit", "take those that matter",
                        "a timeline shows at most %d events, not %d", MAX_EVENTS, (int)count);
}

static struct plan plan(const hai_block *block, const struct timeline *timeline, double width)
{
    struct plan plan = {.count = hai_table_rows(timeline->rows)};
    plan.events = hai_block_alloc(block, ((size_t)plan.count + 1) * sizeof *plan.events);
    if (plan.count == 0)
        return plan;
    double each = (width - EVENT_GUTTER * (plan.count - 1)) / plan.count;
    plan.is_across = timeline->direction == DIRECTION_ACROSS ||
                     (timeline->direction == DIRECTION_AUTO && each >= timeline->min_width);
    plan.width = plan.is_across ? fmax(each, 1) : fmax(width - TEXT_LEFT, 1);
    plan_events(block, timeline, &plan);
    if (plan.is_across) {
        double tallest = 0;
        for (int32_t i = 0; i < plan.count; i++)
            tallest = fmax(tallest, plan.events[i].height);
        plan.height = plan.date_height + 16 + 2 * DOT + 20 + tallest;
        return plan;
    }
    for (int32_t i = 0; i < plan.count; i++)
        plan.height += event_height(&plan.events[i]) + (i > 0 ? EVENT_GAP : 0);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    return (hai_size){space.width, plan(block, data, space.width).height};
}

static void draw_dot(const hai_theme *theme, hai_canvas *canvas, double x, double y)
{
    hai_colour primary = hai_theme_colour(theme, "primary");
    kit_fill_box(canvas, (hai_box){x - DOT, y - DOT, 2 * DOT, 2 * DOT}, DOT,
                 hai_colour_mix(hai_theme_colour(theme, "surface"), primary, 0.25));
    kit_fill_box(canvas, (hai_box){x - DOT / 2, y - DOT / 2, DOT, DOT}, DOT / 2, primary);
}

static void draw_event(const struct event *event, hai_canvas *canvas, double x, double y)
{
    if (event->title != NULL) {
        hai_canvas_paragraph(canvas, event->title, x, y);
        y += kit_height(event->title) + 6;
    }
    if (event->text != NULL)
        hai_canvas_paragraph(canvas, event->text, x, y);
}

static void draw_across(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas,
                        hai_box box)
{
    double axis = box.y + plan->date_height + 16 + DOT;
    hai_colour line = hai_colour_mix(hai_theme_colour(theme, "surface"),
                                     hai_theme_colour(theme, "primary"), 0.35);
    kit_rule(canvas, (hai_point){box.x, axis}, (hai_point){hai_box_right(box), axis}, 3, line);
    for (int32_t i = 0; i < plan->count; i++) {
        const struct event *event = &plan->events[i];
        double x = box.x + i * (plan->width + EVENT_GUTTER);
        if (event->date != NULL)
            hai_canvas_paragraph(canvas, event->date, x,
                                 box.y + plan->date_height - kit_height(event->date));
        draw_dot(theme, canvas, x + plan->width / 2, axis);
        draw_event(event, canvas, x, axis + DOT + 20);
    }
}

static void draw_down(const hai_theme *theme, const struct plan *plan, hai_canvas *canvas,
                      hai_box box)
{
    hai_colour line = hai_colour_mix(hai_theme_colour(theme, "surface"),
                                     hai_theme_colour(theme, "primary"), 0.35);
    double y = box.y, x = box.x + AXIS_LEFT;
    for (int32_t i = 0; i < plan->count; i++) {
        const struct event *event = &plan->events[i];
        double dot = y + dot_middle(event);
        double next = y + event_height(event) + EVENT_GAP;
        if (i + 1 < plan->count)
            kit_rule(canvas, (hai_point){x, dot + DOT + 4},
                     (hai_point){x, next + dot_middle(&plan->events[i + 1]) - DOT - 4}, 3, line);
        draw_dot(theme, canvas, x, dot);
        if (event->date != NULL)
            hai_canvas_paragraph(canvas, event->date, box.x + TEXT_LEFT, y);
        draw_event(event, canvas, box.x + TEXT_LEFT, y + kit_height(event->date));
        y = next;
    }
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    const struct timeline *timeline = data;
    const hai_theme *theme = hai_block_theme(block);
    struct plan placed = plan(block, timeline, box.width);
    if (placed.is_across)
        draw_across(theme, &placed, canvas, box);
    else
        draw_down(theme, &placed, canvas, box);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct timeline *timeline = data;
    int32_t count = hai_table_rows(timeline->rows);
    if (count == 0)
        return "时间轴,暂无数据";
    return hai_block_printf(block, "时间轴,共%d项,从%s到%s", (int)count,
                            hai_table_text(timeline->rows, 0, timeline->date),
                            hai_table_text(timeline->rows, count - 1, timeline->date));
}

static const hai_visual visual = {.size = sizeof visual,
                                  .type = "timeline",
                                  .title_zh = "时间轴",
                                  .title_en = "Timeline",
                                  .summary_zh = "按时间先后的事项",
                                  .summary_en = "Events in their order on a line",
                                  .struct_size = sizeof(struct timeline),
                                  .defaults = &defaults,
                                  .options = options,
                                  .option_size = sizeof(hai_option),
                                  .option_count = HAI_COUNT(options),
                                  .check = check,
                                  .measure = measure,
                                  .draw = draw,
                                  .summarise = summarise};

HAI_PLUGIN
= {HAI_PLUGIN_HEAD,    .name = "timeline",
   .version = "1.0.0", .summary = "Events in their order on a line",
   .licence = "MIT",   .features = {{"visual", &visual}}};
