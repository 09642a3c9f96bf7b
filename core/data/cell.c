// SPDX-License-Identifier: MIT
#include "data/cell.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/decimal.h"

#define LARGEST_WHOLE 9007199254740992.0 // 2^53: below it a double holds every whole number

struct cell cell_empty(void)
{
    return (struct cell){NULL, NAN, CELL_EMPTY};
}

struct cell cell_bool(bool yes)
{
    return (struct cell){yes ? "true" : "false", NAN, yes ? CELL_TRUE : CELL_FALSE};
}

struct cell cell_number(double number)
{
    if (!isfinite(number))
        return cell_empty();
    bool is_whole = number == floor(number) && fabs(number) < LARGEST_WHOLE;
    return (struct cell){NULL, number + 0.0, is_whole ? CELL_INTEGER : CELL_REAL};
}

struct cell cell_text(const char *text)
{
    return text[0] == '\0' ? cell_empty() : (struct cell){text, NAN, CELL_TEXT};
}

bool cell_is_empty(const struct cell *cell)
{
    return cell->kind == CELL_EMPTY;
}

bool cell_is_number(const struct cell *cell)
{
    return cell->kind == CELL_INTEGER || cell->kind == CELL_REAL;
}

static int kind_rank(const struct cell *cell)
{
    switch (cell->kind) {
    case CELL_FALSE:
        return 0;
    case CELL_TRUE:
        return 1;
    case CELL_INTEGER:
    case CELL_REAL:
        return 2;
    case CELL_TEXT:
        return 3;
    case CELL_EMPTY:
        break;
    }
    return 4;
}

int cell_order(const struct cell *a, const struct cell *b)
{
    int rank = kind_rank(a), other = kind_rank(b);
    if (rank != other)
        return rank < other ? -1 : 1;
    if (rank == 2)
        return (a->number > b->number) - (a->number < b->number);
    return rank == 3 ? strcmp(a->text, b->text) : 0;
}

void cell_write(struct arena *arena, struct cell *cell)
{
    if (cell->text != NULL || !cell_is_number(cell))
        return;
    char text[DECIMAL_BYTES];
    if (cell->kind == CELL_INTEGER)
        (void)g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, (gint64)cell->number);
    else
        decimal_shortest(cell->number, text);
    cell->text = arena_strdup(arena, text);
}
