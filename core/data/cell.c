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

// Most numbers have few decimals: those that a whole number of at most 15 digits over a power of
// ten gives back exactly have no shorter text, and need no search for it.
static bool write_short(double value, char text[DECIMAL_BYTES])
{
    double power = 1;
    for (int places = 0; places <= 6; places++, power *= 10) {
        double whole = round(value * power);
        if (!(fabs(whole) < 1e15))
            return false;
        if (whole / power != value)
            continue;
        gint64 digits = (gint64)fabs(whole), unit = (gint64)power;
        const char *sign = value < 0 ? "-" : "";
        if (places == 0)
            (void)g_snprintf(text, DECIMAL_BYTES, "%s%" G_GINT64_FORMAT, sign, digits);
        else
            (void)g_snprintf(text, DECIMAL_BYTES, "%s%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT,
                             sign, digits / unit, places, digits % unit);
        return true;
    }
    return false;
}

void cell_write(struct arena *arena, struct cell *cell)
{
    if (cell->text != NULL || !cell_is_number(cell))
        return;
    char text[DECIMAL_BYTES];
    if (cell->kind == CELL_INTEGER)
        (void)g_snprintf(text, sizeof text, "%" G_GINT64_FORMAT, (gint64)cell->number);
    else if (!write_short(cell->number, text))
        decimal_shortest(cell->number, text);
    cell->text = arena_strdup(arena, text);
}
