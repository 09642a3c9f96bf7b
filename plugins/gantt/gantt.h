// SPDX-License-Identifier: MIT
//
// Tasks over time: what the spec says, the tasks read from it, the axis of dates, and the plan.
#ifndef GANTT_GANTT_H
#define GANTT_GANTT_H

#include "chart-kit/chart.h"

struct gantt {
    struct chart_options chart;
    int32_t start, end, progress, group, after; // columns; -1: none
    const char *today, *today_text;
    double thickness;
};

struct task {
    const char *name, *group, *after;
    double from, to; // days; `to` is the first that is no longer in it
    double progress; // 0..1; NAN: not told
    bool is_milestone;
    bool has_head; // the first of its group
    struct chart_style style;
    // --- Decided ---
    const hai_paragraph *words, *head, *note;
    const hai_paragraph *follows; // what it follows, among names, where arrows have no way; or NULL
    double y, head_y;             // of its row, of the head of its group
    double height;                // of its row
    hai_box bar;
    hai_point note_at;
    bool is_note_inside; // the bar, where there is no room beside it
};

struct tasks {
    struct task *items;
    int32_t count;
    int32_t unread;   // rows without a start that can be read
    int32_t turned;   // rows that end before they start; drawn all the same
    int32_t beyond;   // progress that is no share of the whole
    int32_t left_out; // rows beyond the bound
};

// Rows in their order, those of a group together where the first of it stands.
struct tasks tasks_read(const hai_block *block, const struct gantt *gantt);

// The day after the period that a text names: 2024 ends with its year, 2024-03 with its month.
double tasks_end_of(const char *text);

// The share of a bar in the full colour: all of one whose progress is not told.
double tasks_done(const struct task *task);

// "3月5日", with the year where it is another than `year`.
const char *tasks_date(const hai_block *block, double date, int32_t year);

struct axis_cell {
    double from, to;
    const hai_paragraph *text; // NULL: no room
    bool is_at_start;          // told at its line, else in its middle
};

// Two rows of dates: months below years, days below months; or years alone.
struct axis {
    double from, to;
    struct axis_cell *lower, *upper;
    int32_t lower_count, upper_count;
};

// The smallest unit whose names fit in a width.
struct axis axis_plan(const hai_block *block, double from, double to, double width);

// From a task to the one that follows it; the head is at the last point.
struct arrow {
    hai_point points[4];
    int32_t count;
};

// After the bars are placed. Returns how many there are.
int32_t arrows_plan(const hai_block *block, const struct tasks *tasks, struct arrow **arrows);

// The first task of a name; NULL: none. The next of names that are parted by 、; false at the end.
const struct task *tasks_find(const struct tasks *tasks, const char *name, size_t length);
bool tasks_next_name(const char **rest, const char **name, size_t *length);

struct plan {
    bool is_empty;
    hai_box box, plot;
    struct tasks tasks;
    struct axis axis;
    const hai_paragraph *title, *today_words;
    double today; // NAN: none
    double head_y, upper_height, lower_height, foot_y;
    struct arrow *arrows;
    int32_t arrow_count;
    bool is_above; // names stand above their bars
    int32_t dropped;
};

double plan_x(const struct plan *plan, double date);
void gantt_draw(const hai_block *block, const struct plan *plan, hai_canvas *canvas);

#endif
