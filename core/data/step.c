// SPDX-License-Identifier: MIT
#include "data/step.h"

#include <glib.h>
#include <math.h>

#include "base/decimal.h"
#include "spec/locate.h"

static struct place step_place(const struct step *step, enum severity severity, const char *pointer)
{
    if (pointer == NULL)
        pointer = step->pointer;
    if (report_is_full(step->report, severity))
        return (struct place){.pointer = pointer};
    return locate_value(step->source, pointer);
}

bool step_fail(struct step *step, const char *code, const char *pointer, const char *hint,
               const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_vadd(step->report, SEVERITY_ERROR, code, step_place(step, SEVERITY_ERROR, pointer), hint,
                format, arguments);
    va_end(arguments);
    return false;
}

void step_warn(struct step *step, const char *code, const char *pointer, const char *hint,
               const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_vadd(step->report, SEVERITY_WARNING, code, step_place(step, SEVERITY_WARNING, pointer),
                hint, format, arguments);
    va_end(arguments);
}

const char *step_pointer(const struct step *step, const char *option)
{
    return pointer_member(step->arena, step->pointer, option);
}

int32_t step_column(struct step *step, const struct bind_name *name)
{
    int32_t column = frame_find(step->frame, name->text);
    if (column >= 0)
        return column;
    const char *hint = report_names_hint(step->arena, name->text, frame_names(step->frame),
                                         "the columns here are:");
    (void)step_fail(step, "data.column", name->pointer,
                    hint != NULL ? hint : "the table has no columns", "there is no column '%s'",
                    name->text);
    return -1;
}

const int32_t *step_columns(struct step *step, const struct bind_names *names)
{
    int32_t *columns = arena_alloc(step->arena, (names->count + 1) * sizeof *columns);
    bool ok = true;
    for (uint32_t i = 0; i < names->count; i++) {
        columns[i] = step_column(step, &names->items[i]);
        ok = columns[i] >= 0 && ok;
    }
    return ok ? columns : NULL;
}

bool step_too_large(struct step *step)
{
    return step_fail(step, "data.limit", NULL, "filter first, or take fewer columns",
                     "the table would have more than %d rows, %d columns or %d cells",
                     TABLE_MAX_ROWS, TABLE_MAX_COLUMNS, TABLE_MAX_CELLS);
}

bool step_put(struct step *step, const char *name, const char *pointer, struct cell *cells)
{
    if (name[0] == '\0') {
        g_free(cells);
        return step_fail(step, "data.header", pointer, NULL, "a column has no name");
    }
    return frame_put(step->frame, name, cells) || step_too_large(step);
}

bool step_put_new(struct step *step, struct frame *made, const char *name, const char *pointer,
                  struct cell *cells)
{
    bool is_there = frame_find(made, name) >= 0;
    if (name[0] != '\0' && !is_there)
        return frame_put(made, name, cells) || step_too_large(step);
    g_free(cells);
    if (!is_there)
        return step_fail(step, "data.header", pointer, NULL, "a column has no name");
    return step_fail(step, "data.header", pointer, "name it anew: {\"NAME\": \"COLUMN\"}",
                     "two columns would have the name '%s'", name);
}

double step_number(struct step *step, const struct cell *cell)
{
    if (cell->kind == CELL_TEXT)
        step->texts++;
    return cell->number;
}

void sum_add(struct sum *sum, double number)
{
    double total = sum->total + number;
    if (fabs(sum->total) >= fabs(number))
        sum->rest += (sum->total - total) + number;
    else
        sum->rest += (number - total) + sum->total;
    sum->total = total;
    sum->size += fabs(number);
    sum->count++;
}

double sum_value(const struct sum *sum)
{
    return decimal_settle(sum->total + sum->rest, sum->size);
}
