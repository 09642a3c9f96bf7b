// SPDX-License-Identifier: MIT
//
// Which dates an axis of time tells.
#include "gantt.h"

#define MAX_CELLS 400
#define CELL_ROOM 8.0 // between the names of cells

struct unit {
    bool is_days; // else months
    int32_t step;
    bool is_bare; // years as figures alone
};

static const struct unit units[] = {{true, 1, false},    {true, 7, false},    {false, 1, false},
                                    {false, 3, false},   {false, 6, false},   {false, 12, false},
                                    {false, 12, true},   {false, 24, false},  {false, 24, true},
                                    {false, 60, false},  {false, 60, true},   {false, 120, false},
                                    {false, 240, false}, {false, 600, false}, {false, 1200, false}};

static int32_t month_of(double date)
{
    int32_t year, month, day;
    chart_time_split(date, &year, &month, &day);
    return year * 12 + month - 1;
}

static double start_of(struct unit unit, double date)
{
    if (unit.is_days) {
        double monday = floor(date) - fmod(floor(date) + 3 + 7e8, 7);
        return unit.step == 1 ? floor(date) : monday;
    }
    int32_t month = month_of(date);
    month -= month % unit.step;
    return chart_time_join(month / 12, month % 12 + 1, 1);
}

// Of the cell that a date begins or lies in.
static double next_of(struct unit unit, double date)
{
    double start = start_of(unit, date);
    if (unit.is_days)
        return start + unit.step;
    int32_t month = month_of(start) + unit.step;
    return chart_time_join(month / 12, month % 12 + 1, 1);
}

// Weeks and decades are told by the day or year that they begin with, which stands at their line;
// the axis need not begin with a whole one.
static bool is_told_at_start(struct unit unit)
{
    return unit.is_days ? unit.step > 1 : unit.step > 12;
}

static void find_ends(struct unit unit, double from, double to, struct axis *axis)
{
    if (is_told_at_start(unit))
        unit = (struct unit){unit.is_days, unit.is_days ? 1 : 12, false};
    axis->from = start_of(unit, from);
    axis->to = next_of(unit, to - 0.5);
}

static const char *name_of(const hai_block *block, struct unit unit, double date)
{
    static const char *const quarters[] = {"一季度", "二季度", "三季度", "四季度"};
    int32_t year, month, day;
    chart_time_split(date, &year, &month, &day);
    if (unit.is_days)
        return hai_block_printf(block, "%d日", (int)day);
    if (unit.step == 1)
        return hai_block_printf(block, "%d月", (int)month);
    if (unit.step == 3)
        return quarters[(month - 1) / 3];
    if (unit.step == 6)
        return month < 7 ? "上半年" : "下半年";
    return hai_block_printf(block, unit.is_bare ? "%d" : "%d年", (int)year);
}

static int32_t list_cells(const hai_block *block, struct unit unit, double from, double to,
                          struct axis_cell **cells)
{
    *cells = hai_block_alloc(block, (MAX_CELLS + 1) * sizeof **cells);
    int32_t count = 0;
    for (double at = from; at < to && count < MAX_CELLS; count++) {
        double next = fmin(next_of(unit, at), to);
        (*cells)[count] =
            (struct axis_cell){.from = at, .to = next, .is_at_start = is_told_at_start(unit)};
        (*cells)[count].text = chart_text(block, name_of(block, unit, at), "caption", NULL);
        at = next;
    }
    return count;
}

// The row above: months over days, years over months.
static void plan_upper(const hai_block *block, struct axis *axis, struct unit below, double scale)
{
    struct unit unit = {false, below.is_days ? 1 : 12, false};
    axis->upper = hai_block_alloc(block, (MAX_CELLS + 1) * sizeof *axis->upper);
    for (double at = start_of(unit, axis->from); at < axis->to && axis->upper_count < MAX_CELLS;
         at = next_of(unit, at)) {
        int32_t year, month, day;
        chart_time_split(at, &year, &month, &day);
        const char *name = below.is_days
                               ? hai_block_printf(block, "%d年%d月", (int)year, (int)month)
                               : hai_block_printf(block, "%d年", (int)year);
        struct axis_cell cell = {.from = fmax(at, axis->from),
                                 .to = fmin(next_of(unit, at), axis->to)};
        // The first tells what the numbers of the others are.
        double room = (cell.to - cell.from) * scale - CELL_ROOM;
        cell.text = chart_text(block, name, "caption", "ink");
        if (hai_paragraph_size(cell.text).width > room && !below.is_days && axis->upper_count > 0)
            cell.text =
                chart_text(block, hai_block_printf(block, "%d", (int)year), "caption", "ink");
        if (hai_paragraph_size(cell.text).width > room)
            cell.text = NULL;
        axis->upper[axis->upper_count++] = cell;
    }
}

// Whether all names fit; those of cells that are cut, and of the last unit, may be left out.
static bool fit_cells(struct axis *axis, double scale, bool is_last)
{
    for (int32_t i = 0; i < axis->lower_count; i++) {
        struct axis_cell *cell = &axis->lower[i];
        if (hai_paragraph_size(cell->text).width + CELL_ROOM <= (cell->to - cell->from) * scale)
            continue;
        bool is_cut = cell->is_at_start && (i == 0 || i + 1 == axis->lower_count);
        if (!is_last && !is_cut)
            return false;
        cell->text = NULL;
    }
    return true;
}

struct axis axis_plan(const hai_block *block, double from, double to, double width)
{
    struct axis axis = {0};
    for (size_t i = 0; i < HAI_COUNT(units); i++) {
        struct unit unit = units[i];
        bool is_last = i + 1 == HAI_COUNT(units);
        find_ends(unit, from, to, &axis);
        double days = unit.is_days ? unit.step : unit.step * 31;
        if (!is_last && (to - from) / days * 24 > width)
            continue;
        double scale = width / (axis.to - axis.from);
        axis.lower_count = list_cells(block, unit, axis.from, axis.to, &axis.lower);
        if (!fit_cells(&axis, scale, is_last))
            continue;
        if (unit.is_days || unit.step < 12)
            plan_upper(block, &axis, unit, scale);
        break;
    }
    return axis;
}
