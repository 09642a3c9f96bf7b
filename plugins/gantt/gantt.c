// SPDX-License-Identifier: MIT
//
// Tasks as bars over time: groups, progress, milestones, which task follows which, and a line at a
// day that the spec names. Nothing here asks a clock.
#include "gantt.h"

#define NAME_SHARE 0.36  // of the width, at most
#define LEAST_PLOT 260.0 // else names stand above their bars
#define NAME_GAP 20.0
#define ROW_GAP 14.0
#define GROUP_GAP 12.0
#define NOTE_GAP 8.0
#define PAST_ARROW 16.0 // beyond an arrow that leaves at the right
#define PAST_TODAY 72.0 // beyond the line at today, if that is near
#define BESIDE_GAP 4.0  // least between a name and what stands at the right of its line
#define MILESTONE 24.0

static const struct gantt defaults = {.chart = {CHART_DEFAULTS},
                                      .start = -1,
                                      .end = -1,
                                      .progress = -1,
                                      .group = -1,
                                      .after = -1,
                                      .today_text = "今天",
                                      .thickness = 26};

static const hai_option options[] = {
    HAI_TABLE("rows", struct gantt, chart.rows, .flags = HAI_REQUIRED, .help_zh = "数据表",
              .help_en = "The data"),
    HAI_COLUMN("label", struct gantt, chart.label, "label", .flags = HAI_REQUIRED,
               .help_zh = "任务名称列", .help_en = "Column of the names of tasks"),
    HAI_COLUMN("start", struct gantt, start, "start", .flags = HAI_REQUIRED,
               .help_zh = "开始日期列,可只写年、季、月",
               .help_en = "Column of dates, quarters, months or years when they start"),
    HAI_COLUMN("end", struct gantt, end, "end", .help_zh = "结束日期列,含当日、当月;空的是里程碑",
               .help_en = "Column of their ends, the day or month included; empty: a milestone"),
    HAI_COLUMN("progress", struct gantt, progress, "progress",
               .help_zh = "完成度列:0到100,或都不超过1",
               .help_en = "Column of what is done: 0 to 100, or none above 1"),
    HAI_COLUMN("group_by", struct gantt, group, "group", .help_zh = "分组列",
               .help_en = "Column of groups"),
    HAI_COLUMN("after", struct gantt, after, "after",
               .help_zh = "前置任务列,画出箭头,几个以顿号分开",
               .help_en = "Column of the tasks that it follows, parted by 、; drawn as arrows"),
    HAI_STRING("today", struct gantt, today, .help_zh = "在这一天画竖线",
               .help_en = "The day at which a line stands"),
    HAI_TEXT("today_text", struct gantt, today_text, .help_zh = "竖线旁的文字",
             .help_en = "What it says, before its date"),
    HAI_COLOUR("colour", struct gantt, chart.colour, .help_zh = "主色",
               .help_en = "Colour of what matters"),
    HAI_STRING("highlight", struct gantt, chart.highlight,
               .help_zh = "突出哪些任务:名称,以顿号分开,first首项、last末项",
               .help_en = "Tasks that stand out: names parted by 、, first, last"),
    HAI_LENGTH("thickness", struct gantt, thickness, 8, 100, .unit = "px", .help_zh = "条的粗细",
               .help_en = "Thickness of a bar"),
    CHART_TITLE_OPTION(struct gantt, chart),
    CHART_LABEL_OPTION(struct gantt, chart),
};

static void check_after(const hai_block *block, const struct tasks *tasks)
{
    for (int32_t i = 0; i < tasks->count; i++) {
        const char *rest = tasks->items[i].after, *name;
        size_t length;
        while (tasks_next_name(&rest, &name, &length))
            if (tasks_find(tasks, name, length) == NULL)
                hai_block_warn(block, "after", "gantt.after", "take the name of another row",
                               "'%s' follows '%.*s', which is no task", tasks->items[i].name,
                               (int)length, name);
    }
}

static void check(const hai_block *block, const void *data)
{
    const struct gantt *gantt = data;
    struct tasks tasks = tasks_read(block, gantt);
    if (gantt->today != NULL && isnan(chart_time(gantt->today)))
        hai_block_error(block, "today", "gantt.date", "write it as 2024-06-30", "'%s' is no date",
                        gantt->today);
    if (tasks.unread > 0)
        hai_block_warn(block, "rows", "gantt.date", "write dates as 2024-06-30 or 2024-06",
                       "%d rows have no start that can be read, and are left out",
                       (int)tasks.unread);
    if (tasks.turned > 0)
        hai_block_warn(block, "rows", "gantt.order", "swap their dates",
                       "%d rows end before they start", (int)tasks.turned);
    if (tasks.beyond > 0)
        hai_block_warn(block, "progress", "gantt.progress", "write 0 to 100",
                       "%d rows are done by less than nothing or more than all", (int)tasks.beyond);
    check_after(block, &tasks);
}

double plan_x(const struct plan *plan, double date)
{
    double span = plan->axis.to - plan->axis.from;
    return plan->plot.x + plan->plot.width * (date - plan->axis.from) / span;
}

// --- Rows ---

// "前置:立项、勘察": the names that it gives, as far as there are such tasks.
static const hai_paragraph *follows_of(const hai_block *block, const struct plan *plan,
                                       const struct task *task)
{
    const char *rest = task->after, *name, *text = NULL;
    size_t length;
    while (tasks_next_name(&rest, &name, &length)) {
        const struct task *from = tasks_find(&plan->tasks, name, length);
        if (from != NULL && from != task)
            text = text == NULL ? hai_block_printf(block, "前置:%s", from->name)
                                : hai_block_printf(block, "%s、%s", text, from->name);
    }
    if (text == NULL)
        return NULL;
    hai_text_style style = kit_type(hai_block_theme(block), "caption", NULL, HAI_TEXT_TITLE);
    style.line_height = 1.3;
    return hai_paragraph_new(block, text, &style, plan->box.width);
}

static double plan_names(const hai_block *block, struct plan *plan)
{
    hai_text_style style = kit_type(hai_block_theme(block), "label", "ink", HAI_TEXT_TITLE);
    style.line_height = 1.3;
    double widest = 0;
    for (int32_t pass = 0; pass < 2; pass++) {
        double width = pass == 0 ? 0 : plan->is_above ? plan->box.width : widest + 0.5;
        for (int32_t i = 0; i < plan->tasks.count; i++) {
            struct task *task = &plan->tasks.items[i];
            task->words = hai_paragraph_new(block, task->name, &style, width);
            if (pass == 0)
                widest = fmax(widest, hai_paragraph_size(task->words).width);
        }
        if (pass == 0) {
            widest = fmin(widest, plan->box.width * NAME_SHARE);
            plan->is_above = plan->box.width - widest - NAME_GAP < LEAST_PLOT;
        }
    }
    for (int32_t i = 0; i < plan->tasks.count && plan->is_above; i++)
        plan->tasks.items[i].follows = follows_of(block, plan, &plan->tasks.items[i]);
    return plan->is_above ? 0 : widest + NAME_GAP;
}

static void plan_rows(const hai_block *block, const struct gantt *gantt, struct plan *plan)
{
    hai_text_style style = kit_type(hai_block_theme(block), "label", "ink", HAI_TEXT_TITLE);
    style.weight = 700;
    double y = plan->plot.y + ROW_GAP / 2;
    for (int32_t i = 0; i < plan->tasks.count; i++) {
        struct task *task = &plan->tasks.items[i];
        if (task->has_head) {
            y += i > 0 ? GROUP_GAP : 0;
            task->head = hai_paragraph_new(block, task->group, &style, plan->box.width);
            task->head_y = y;
            y += kit_height(task->head) + ROW_GAP / 2;
        }
        double name = kit_height(task->words) + kit_height(task->follows);
        task->y = y;
        double above = plan->is_above ? name + 4 : 0;
        task->height = plan->is_above ? above + gantt->thickness : fmax(name, gantt->thickness);
        double x = plan_x(plan, task->from), end = plan_x(plan, task->to);
        double top = plan->is_above ? y + above : y + (task->height - gantt->thickness) / 2;
        task->bar = (hai_box){x, top, fmax(end - x, 3), gantt->thickness};
        if (task->is_milestone) {
            double size = fmin(MILESTONE, gantt->thickness), middle = (x + end) / 2;
            middle =
                fmin(fmax(middle, plan->plot.x + size / 2), hai_box_right(plan->plot) - size / 2);
            task->bar =
                (hai_box){middle - size / 2, top + (gantt->thickness - size) / 2, size, size};
        }
        y += task->height + ROW_GAP;
    }
    plan->plot.height = y - ROW_GAP / 2 - plan->plot.y;
}

// --- What is told beside bars ---

static const char *note_of(const hai_block *block, const struct task *task)
{
    int32_t year, last_year, month, day;
    chart_time_split(task->from, &year, &month, &day);
    chart_time_split(task->to - 1, &last_year, &month, &day);
    if (!task->is_milestone && !isnan(task->progress))
        return chart_share_text(block, task->progress, 0);
    if (task->is_milestone || task->to - 1 <= task->from)
        return tasks_date(block, task->from, year);
    return hai_block_printf(block, "%s—%s",
                            tasks_date(block, task->from, year == last_year ? year : 0),
                            tasks_date(block, task->to - 1, year));
}

// In months, where days find no room. NULL: there is nothing shorter.
static const char *short_note_of(const hai_block *block, const struct task *task)
{
    int32_t from_year, from_month, to_year, to_month, day;
    chart_time_split(task->from, &from_year, &from_month, &day);
    chart_time_split(task->to - 1, &to_year, &to_month, &day);
    if (task->is_milestone || !isnan(task->progress))
        return NULL;
    if (from_year != to_year)
        return hai_block_printf(block, "%d月—%d年%d月", (int)from_month, (int)to_year,
                                (int)to_month);
    return from_month == to_month
               ? hai_block_printf(block, "%d月", (int)from_month)
               : hai_block_printf(block, "%d—%d月", (int)from_month, (int)to_month);
}

static void take_today(const struct plan *plan, struct chart_labels *taken)
{
    double x = plan_x(plan, plan->today);
    if (!isfinite(plan->today))
        return;
    if (!plan->is_above)
        chart_labels_take_line(taken, (hai_point){x, plan->plot.y},
                               (hai_point){x, hai_box_bottom(plan->plot)}, 12);
    // Among names it stands beside bars only.
    for (int32_t i = 0; i < plan->tasks.count && plan->is_above; i++) {
        hai_box bar = plan->tasks.items[i].bar;
        chart_labels_take_box(taken, (hai_box){x - 6, bar.y - 2, 12, bar.height + 4});
    }
}

// On the line of a name that stands above its bar, at the right.
static void put_beside_name(const struct plan *plan, struct task *task, const hai_paragraph *note,
                            struct chart_labels *taken)
{
    hai_size size = hai_paragraph_size(note);
    double x = hai_box_right(plan->plot) - size.width;
    double line = kit_height(task->words) / fmax(hai_paragraph_lines(task->words), 1);
    double y = task->y + (line - size.height) / 2;
    hai_box box = {x - BESIDE_GAP, y + size.height * 0.15, size.width + BESIDE_GAP,
                   size.height * 0.7};
    if (hai_paragraph_lines(task->words) > 1 || x < plan->box.x ||
        !chart_labels_is_free(taken, box))
        return;
    task->note = note;
    task->note_at = (hai_point){x, y};
    chart_labels_take_box(taken, box);
}

// In the bar, in the larger of its two parts.
static void put_inside(const struct plan *plan, struct task *task, const hai_paragraph *note)
{
    hai_size size = hai_paragraph_size(note);
    hai_box bar = task->bar;
    double done = bar.x + bar.width * tasks_done(task), right = hai_box_right(bar);
    bool is_open = right - done >= done - bar.x;
    double x = (is_open ? right : done) - NOTE_GAP - size.width;
    double today = isfinite(plan->today) ? plan_x(plan, plan->today) : -INFINITY;
    if (today > x - NOTE_GAP && today < x + size.width + NOTE_GAP)
        x = today - NOTE_GAP - size.width;
    if (bar.height < size.height * 0.55 || x < (is_open ? done : bar.x) + NOTE_GAP)
        return;
    task->note = note;
    task->note_at = (hai_point){x, bar.y + (bar.height - size.height) / 2};
    task->is_note_inside = true;
}

static void put_note(const struct plan *plan, struct task *task, const hai_paragraph *note,
                     struct chart_labels *taken)
{
    hai_size size = hai_paragraph_size(note);
    double y = task->bar.y + (task->bar.height - size.height) / 2;
    double right = hai_box_right(task->bar) + NOTE_GAP;
    double past = isfinite(plan->today) ? plan_x(plan, plan->today) + NOTE_GAP : NAN;
    // The date is all that a milestone tells: it may stand farther away.
    double most = task->is_milestone ? fmax(PAST_TODAY, size.width) : PAST_TODAY;
    past = past > right && past < right + most ? past : right;
    double places[] = {right, task->bar.x - NOTE_GAP - size.width, right + PAST_ARROW, past};
    for (size_t k = 0; k < HAI_COUNT(places) && task->note == NULL; k++) {
        // A line of type is higher than its ink: neighbours above and below may come close.
        hai_box box = {places[k], y + size.height * 0.15, size.width, size.height * 0.7};
        bool is_inside = box.x >= plan->plot.x && hai_box_right(box) <= hai_box_right(plan->plot);
        if (!is_inside || !chart_labels_is_free(taken, box))
            continue;
        task->note = note;
        task->note_at = (hai_point){places[k], y};
        chart_labels_take_box(taken, box);
    }
    if (task->note == NULL && plan->is_above)
        put_beside_name(plan, task, note, taken);
}

static void plan_notes(const hai_block *block, const struct gantt *gantt, struct plan *plan)
{
    if (gantt->chart.labels == CHART_LABELS_NONE)
        return;
    struct chart_labels *taken = chart_labels_new(block, plan->plot);
    for (int32_t i = 0; i < plan->tasks.count; i++)
        chart_labels_take_box(taken, plan->tasks.items[i].bar);
    for (int32_t i = 0; i < plan->tasks.count && plan->is_above; i++) {
        const struct task *task = &plan->tasks.items[i];
        hai_size size = hai_paragraph_size(task->words);
        chart_labels_take_box(taken, (hai_box){plan->box.x, task->y, size.width, size.height});
        if (task->follows == NULL)
            continue;
        hai_size follows = hai_paragraph_size(task->follows);
        chart_labels_take_box(
            taken, (hai_box){plan->box.x, task->y + size.height, follows.width, follows.height});
    }
    for (int32_t i = 0; i < plan->arrow_count; i++)
        for (int32_t k = 1; k < plan->arrows[i].count; k++)
            chart_labels_take_line(taken, plan->arrows[i].points[k - 1], plan->arrows[i].points[k],
                                   6);
    take_today(plan, taken);
    for (int32_t i = 0; i < plan->tasks.count; i++) {
        struct task *task = &plan->tasks.items[i];
        const char *ways[] = {note_of(block, task), short_note_of(block, task)};
        for (size_t k = 0; k < HAI_COUNT(ways) && task->note == NULL && ways[k] != NULL; k++) {
            const hai_paragraph *note = chart_text(block, ways[k], "caption", NULL);
            put_note(plan, task, note, taken);
            if (task->note == NULL)
                put_inside(plan, task, note);
        }
        plan->dropped += task->note == NULL && gantt->chart.labels == CHART_LABELS_ALL;
    }
}

// --- The plan ---

// As precise as the spec says it.
static const char *today_date(const hai_block *block, const char *text)
{
    double date = chart_time(text), days = tasks_end_of(text) - date;
    int32_t year, month, day;
    chart_time_split(date, &year, &month, &day);
    if (days > 100)
        return hai_block_printf(block, "%d年", (int)year);
    if (days > 1)
        return hai_block_printf(block, "%d年%d月", (int)year, (int)month);
    return hai_block_printf(block, "%d月%d日", (int)month, (int)day);
}

static void plan_today(const hai_block *block, const struct gantt *gantt, struct plan *plan)
{
    double today = gantt->today != NULL ? chart_time(gantt->today) : NAN;
    plan->today = NAN;
    if (!(today >= plan->axis.from && today <= plan->axis.to))
        return;
    plan->today = floor(today) + 0.5;
    const char *words = gantt->today_text != NULL ? gantt->today_text : "";
    const char *text = hai_block_printf(block, "%s %s", words, today_date(block, gantt->today));
    hai_text_style style = kit_type(hai_block_theme(block), "caption", "ink", HAI_TEXT_LEFT);
    style.weight = 700;
    plan->today_words = hai_paragraph_new(block, text, &style, 0);
    if (hai_paragraph_size(plan->today_words).width > plan->box.width)
        plan->today_words = hai_paragraph_new(block, text, &style, plan->box.width);
}

static void find_span(const struct tasks *tasks, double *from, double *to)
{
    *from = INFINITY;
    *to = -INFINITY;
    for (int32_t i = 0; i < tasks->count; i++) {
        *from = fmin(*from, tasks->items[i].from);
        *to = fmax(*to, tasks->items[i].to);
    }
}

static struct plan plan(const hai_block *block, const struct gantt *gantt, hai_box box)
{
    struct plan plan = {.box = box, .tasks = tasks_read(block, gantt), .today = NAN};
    plan.is_empty = plan.tasks.count == 0;
    if (plan.is_empty) {
        plan.box.height = chart_empty_height(block, box.width);
        return plan;
    }
    double y = box.y, from, to;
    if (gantt->chart.title != NULL && gantt->chart.title[0] != '\0') {
        hai_text_style style = kit_type(hai_block_theme(block), "label", "ink", HAI_TEXT_TITLE);
        style.weight = 700;
        plan.title = hai_paragraph_new(block, gantt->chart.title, &style, box.width);
        y += kit_height(plan.title) + 12;
    }
    find_span(&plan.tasks, &from, &to);
    double left = plan_names(block, &plan);
    plan.plot = (hai_box){box.x + left, y, box.width - left, 0};
    plan.axis = axis_plan(block, from, to, plan.plot.width);
    hai_text_style caption = hai_theme_type(hai_block_theme(block), "caption");
    plan.head_y = y;
    plan.lower_height = caption.size * caption.line_height + 4;
    plan.upper_height = plan.axis.upper_count > 0 ? plan.lower_height : 0;
    plan.plot.y = y + plan.upper_height + plan.lower_height;
    plan_today(block, gantt, &plan);
    plan_rows(block, gantt, &plan);
    plan.arrow_count = arrows_plan(block, &plan.tasks, &plan.arrows);
    // Among names there is no way for them: these tell what comes before.
    plan.arrow_count = plan.is_above ? 0 : plan.arrow_count;
    plan_notes(block, gantt, &plan);
    plan.foot_y = hai_box_bottom(plan.plot) + 8;
    double bottom = plan.today_words != NULL ? plan.foot_y + kit_height(plan.today_words)
                                             : hai_box_bottom(plan.plot) + 2;
    plan.box.height = fmax(bottom - box.y, box.height);
    return plan;
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    hai_box box = {0, 0, space.width, 0};
    return (hai_size){space.width, plan(block, data, box).box.height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct plan placed = plan(block, data, box);
    if (placed.is_empty) {
        chart_empty_draw(block, canvas, placed.box);
        return;
    }
    gantt_draw(block, &placed, canvas);
    chart_warn_dropped(block, placed.dropped);
    if (placed.tasks.left_out > 0)
        hai_block_warn(block, "rows", "gantt.rows", "show the most important, or split the plan",
                       "%d rows are left out", (int)placed.tasks.left_out);
}

static const char *summarise(const hai_block *block, const void *data)
{
    struct tasks tasks = tasks_read(block, data);
    if (tasks.count == 0)
        return "甘特图,暂无数据";
    const char *text = hai_block_printf(block, "甘特图,共%d项任务。", (int)tasks.count);
    for (int32_t i = 0; i < tasks.count; i++) {
        const struct task *task = &tasks.items[i];
        const char *end = task->is_milestone
                              ? ""
                              : hai_block_printf(block, "至%s", tasks_date(block, task->to - 1, 0));
        const char *done =
            isnan(task->progress)
                ? ""
                : hai_block_printf(block, ",完成%s", chart_share_text(block, task->progress, 0));
        text = hai_block_printf(block, "%s\n%s:%s%s%s。", text, task->name,
                                tasks_date(block, task->from, 0), end, done);
    }
    return text;
}

CHART_PLUGIN("gantt", struct gantt, "甘特图", "Gantt chart",
             "任务的起止、进度、里程碑和先后,按月或季排列",
             "Tasks over months or quarters: progress, milestones, what follows what");
