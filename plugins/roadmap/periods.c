// SPDX-License-Identifier: MIT
#include <string.h>

#include "roadmap.h"

// The index of a name among others; it is added where it is new and there is room. -1: there is
// none.
static int32_t find_period(struct lanes *lanes, const char *name)
{
    if (name[0] == '\0')
        return -1;
    for (int32_t i = 0; i < lanes->period_count; i++)
        if (strcmp(lanes->periods[i], name) == 0)
            return i;
    if (lanes->period_count == MAX_PERIODS)
        return MAX_PERIODS - 1;
    lanes->periods[lanes->period_count] = name;
    return lanes->period_count++;
}

static int32_t find_lane(struct lanes *lanes, const char *name)
{
    for (int32_t i = 0; i < lanes->lane_count; i++)
        if (strcmp(lanes->lanes[i].name, name) == 0)
            return i;
    lanes->lanes[lanes->lane_count].name = name;
    return lanes->lane_count++;
}

// Those that the option names, parted by 、.
static void read_named(const hai_block *block, const char *names, struct lanes *lanes)
{
    while (names != NULL && names[0] != '\0') {
        const char *end = strstr(names, "、");
        size_t bytes = end == NULL ? strlen(names) : (size_t)(end - names);
        (void)find_period(lanes, hai_block_printf(block, "%.*s", (int)bytes, names));
        names = end == NULL ? NULL : end + strlen("、");
    }
}

// Tracks of a lane: each task stands in the first whose last one has ended (Gupta, Lee, Leung 1979:
// in the order of their beginnings so few tracks are taken as can be).
static void stack_tasks(const hai_block *block, struct lanes *lanes)
{
    int32_t *ends = hai_block_alloc(block, ((size_t)lanes->count + 1) * sizeof *ends);
    for (int32_t lane = 0; lane < lanes->lane_count; lane++) {
        int32_t tracks = 0;
        for (int32_t from = 0; from < lanes->period_count; from++) {
            for (int32_t i = 0; i < lanes->count; i++) {
                struct task *task = &lanes->tasks[i];
                if (task->lane != lane || task->from != from)
                    continue;
                task->track = 0;
                while (task->track < tracks && ends[task->track] >= from)
                    task->track++;
                tracks = task->track == tracks ? tracks + 1 : tracks;
                ends[task->track] = task->to;
            }
        }
    }
}

void periods_read(const hai_block *block, const struct roadmap *roadmap, struct lanes *lanes)
{
    int32_t rows = kit_items_count(&roadmap->items);
    const hai_table *table = roadmap->items.rows;
    lanes->tasks = hai_block_alloc(block, ((size_t)rows + 1) * sizeof *lanes->tasks);
    lanes->lanes = hai_block_alloc(block, ((size_t)rows + 1) * sizeof *lanes->lanes);
    lanes->periods = hai_block_alloc(block, MAX_PERIODS * sizeof *lanes->periods);
    read_named(block, roadmap->periods, lanes);
    for (int32_t i = 0; i < rows; i++) {
        struct task task = {.item = kit_items_get(block, &roadmap->items, i)};
        task.from = find_period(lanes, hai_table_text(table, i, roadmap->start));
        task.to = find_period(lanes, hai_table_text(table, i, roadmap->end));
        if (task.from < 0 && task.to < 0)
            continue; // at no time: check has told so
        task.from = task.from < 0 ? task.to : task.from;
        task.to = task.to < task.from ? task.from : task.to;
        task.lane = find_lane(lanes, hai_table_text(table, i, roadmap->lane));
        lanes->tasks[lanes->count++] = task;
    }
    for (int32_t i = 0; i < lanes->count; i++)
        if (roadmap->items.palette == KIT_PALETTE_EACH && lanes->lane_count > 1)
            lanes->tasks[i].item.colour =
                hai_block_printf(block, "categorical.%d", (int)(lanes->tasks[i].lane % 8) + 1);
    stack_tasks(block, lanes);
}
