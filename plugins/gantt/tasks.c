// SPDX-License-Identifier: MIT
//
// Reading tasks.
#include <string.h>

#include "gantt.h"

#define MAX_TASKS 200

double tasks_end_of(const char *text)
{
    double start = chart_time(text);
    if (isnan(start))
        return NAN;
    int32_t runs = 0, longest = 0, length = 0;
    for (const char *at = text;; at++) {
        bool is_digit = *at >= '0' && *at <= '9';
        runs += is_digit && length == 0;
        length = is_digit ? length + 1 : 0;
        longest = length > longest ? length : longest;
        if (*at == '\0')
            break;
    }
    int32_t year, month, day;
    chart_time_split(start, &year, &month, &day);
    if (strstr(text, "季") != NULL || strchr(text, 'Q') != NULL || strchr(text, 'q') != NULL)
        return chart_time_join(year, month + 3, 1);
    if (runs == 1 && longest == 4)
        return chart_time_join(year + 1, 1, 1);
    if (runs == 2 || (runs == 1 && longest == 6))
        return chart_time_join(year, month + 1, 1);
    return floor(start) + 1;
}

double tasks_done(const struct task *task)
{
    return isnan(task->progress) ? 1 : task->progress;
}

const char *tasks_date(const hai_block *block, double date, int32_t year)
{
    int32_t y, m, d;
    chart_time_split(date, &y, &m, &d);
    return y == year ? hai_block_printf(block, "%d月%d日", (int)m, (int)d)
                     : hai_block_printf(block, "%d年%d月%d日", (int)y, (int)m, (int)d);
}

static bool read_task(const struct gantt *gantt, int32_t row, struct task *task)
{
    const hai_table *rows = gantt->chart.rows;
    const char *start = hai_table_text(rows, row, gantt->start);
    const char *end = gantt->end >= 0 ? hai_table_text(rows, row, gantt->end) : "";
    *task = (struct task){.name = hai_table_text(rows, row, gantt->chart.label),
                          .group = hai_table_text(rows, row, gantt->group),
                          .after = hai_table_text(rows, row, gantt->after),
                          .from = chart_time(start),
                          .to = tasks_end_of(end),
                          .progress = hai_table_number(rows, row, gantt->progress)};
    if (isnan(task->from))
        return false;
    task->from = floor(task->from);
    if (isnan(task->to)) {
        task->is_milestone = true;
        task->to = task->from + 1;
    }
    return true;
}

// Tasks of one group together; the first of each has the head.
static void gather_groups(const hai_block *block, struct tasks *tasks)
{
    struct task *sorted = hai_block_alloc(block, ((size_t)tasks->count + 1) * sizeof *sorted);
    bool *done = hai_block_alloc(block, (size_t)tasks->count + 1);
    int32_t kept = 0;
    for (int32_t i = 0; i < tasks->count; i++)
        for (int32_t k = i; k < tasks->count && !done[i]; k++) {
            bool is_same = !done[k] && strcmp(tasks->items[k].group, tasks->items[i].group) == 0;
            if (!is_same)
                continue;
            sorted[kept] = tasks->items[k];
            sorted[kept++].has_head = k == i && tasks->items[i].group[0] != '\0';
            done[k] = k != i;
        }
    tasks->items = sorted;
}

static void read_progress(struct tasks *tasks)
{
    double most = 0;
    for (int32_t i = 0; i < tasks->count; i++)
        most = fmax(most, tasks->items[i].progress);
    for (int32_t i = 0; i < tasks->count; i++) {
        struct task *task = &tasks->items[i];
        if (isnan(task->progress))
            continue;
        task->progress = most > 1 ? task->progress / 100 : task->progress;
        tasks->beyond += task->progress < 0 || task->progress > 1;
        task->progress = fmin(fmax(task->progress, 0), 1);
    }
}

static void give_colours(const hai_block *block, const struct gantt *gantt, struct tasks *tasks)
{
    struct chart_data data = {.category_count = tasks->count, .series_count = 0};
    data.categories = hai_block_alloc(block, ((size_t)tasks->count + 1) * sizeof(char *));
    data.order = hai_block_alloc(block, ((size_t)tasks->count + 1) * sizeof(int32_t));
    for (int32_t i = 0; i < tasks->count; i++)
        data.categories[i] = tasks->items[i].name;
    const struct chart_style *styles = chart_category_styles(block, &gantt->chart, &data, false);
    for (int32_t i = 0; i < tasks->count; i++)
        tasks->items[i].style = styles[i];
}

struct tasks tasks_read(const hai_block *block, const struct gantt *gantt)
{
    struct tasks tasks = {0};
    int32_t rows = gantt->chart.rows != NULL ? hai_table_rows(gantt->chart.rows) : 0;
    int32_t most = rows < MAX_TASKS ? rows : MAX_TASKS;
    tasks.left_out = rows - most;
    tasks.items = hai_block_alloc(block, ((size_t)most + 1) * sizeof *tasks.items);
    for (int32_t row = 0; row < most; row++) {
        struct task task;
        if (!read_task(gantt, row, &task)) {
            tasks.unread++;
            continue;
        }
        if (task.to <= task.from) {
            double from = task.from;
            task.from = task.to - 1;
            task.to = from + 1;
            tasks.turned++;
        }
        tasks.items[tasks.count++] = task;
    }
    read_progress(&tasks);
    gather_groups(block, &tasks);
    give_colours(block, gantt, &tasks);
    return tasks;
}
