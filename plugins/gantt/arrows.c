// SPDX-License-Identifier: MIT
//
// Which way the arrows go from a task to the one that follows it.
#include <string.h>

#include "gantt.h"

#define MAX_ARROWS 400
#define ELBOW 14.0 // of an arrow that comes from the left: its head and a little line
#define INSET 8.0  // from the end of a bar to the arrow that leaves below it

// Down from the end of the one before, then right to the start of the other. Where that starts too
// early for it, the head points at the bar from above; an arrow that ends beyond the bar that it
// leaves begins at its right side.
static struct arrow route(const struct task *from, const struct task *to)
{
    struct arrow arrow = {0};
    hai_point *points = arrow.points;
    double right = hai_box_right(from->bar), start = to->bar.x;
    double middle = to->bar.y + to->bar.height / 2, height = from->bar.height / 2;
    double x = from->is_milestone ? from->bar.x + from->bar.width / 2
                                  : right - fmin(INSET, from->bar.width / 2);
    bool is_down = to->bar.y > from->bar.y;
    double y = is_down ? hai_box_bottom(from->bar) : from->bar.y;
    if (x + ELBOW <= start) {
        points[arrow.count++] = (hai_point){x, y};
        points[arrow.count++] = (hai_point){x, middle};
        points[arrow.count++] = (hai_point){start, middle};
        return arrow;
    }
    double inset = fmin(INSET, to->bar.width / 2);
    double tip_x = to->is_milestone ? start + to->bar.width / 2
                                    : fmin(fmax(x, start + inset), hai_box_right(to->bar) - inset);
    double tip_y = is_down ? to->bar.y : hai_box_bottom(to->bar);
    if (!from->is_milestone && tip_x <= right - 2 && tip_x >= from->bar.x + 2)
        x = tip_x;
    if (tip_x > right - 2) {
        points[arrow.count++] = (hai_point){x, from->bar.y + height};
        points[arrow.count++] = (hai_point){tip_x, from->bar.y + height};
    } else if (x == tip_x) {
        points[arrow.count++] = (hai_point){x, y};
    } else {
        double elbow = tip_y + (is_down ? -ELBOW : ELBOW);
        points[arrow.count++] = (hai_point){x, y};
        points[arrow.count++] = (hai_point){x, elbow};
        points[arrow.count++] = (hai_point){tip_x, elbow};
    }
    points[arrow.count++] = (hai_point){tip_x, tip_y};
    return arrow;
}

const struct task *tasks_find(const struct tasks *tasks, const char *name, size_t length)
{
    for (int32_t i = 0; i < tasks->count; i++)
        if (strlen(tasks->items[i].name) == length &&
            memcmp(tasks->items[i].name, name, length) == 0)
            return &tasks->items[i];
    return NULL;
}

bool tasks_next_name(const char **rest, const char **name, size_t *length)
{
    static const char mark[] = "、";
    if (*rest == NULL || (*rest)[0] == '\0')
        return false;
    const char *end = strstr(*rest, mark);
    *name = *rest;
    *length = end != NULL ? (size_t)(end - *rest) : strlen(*rest);
    *rest = end != NULL ? end + strlen(mark) : NULL;
    return true;
}

int32_t arrows_plan(const hai_block *block, const struct tasks *tasks, struct arrow **arrows)
{
    *arrows = hai_block_alloc(block, MAX_ARROWS * sizeof **arrows);
    int32_t count = 0;
    for (int32_t i = 0; i < tasks->count; i++) {
        const char *rest = tasks->items[i].after, *name;
        size_t length;
        while (tasks_next_name(&rest, &name, &length) && count < MAX_ARROWS) {
            const struct task *from = tasks_find(tasks, name, length);
            if (from != NULL && from != &tasks->items[i])
                (*arrows)[count++] = route(from, &tasks->items[i]);
        }
    }
    return count;
}
