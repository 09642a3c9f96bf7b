// SPDX-License-Identifier: MIT
//
// Figures that stand at the beginning of a cell.
#include "versus.h"

#include <stddef.h>
#include <string.h>

#include "chart-kit/figure.h"

#define LONGEST_UNIT 5 // 平方米/人

// Length in bytes of the character at `text`, and whether it may stand in a unit: a letter of any
// script, no digit, no mark but those that units have.
static size_t unit_step(const char *text, bool *is_taken)
{
    unsigned char first = (unsigned char)text[0];
    size_t length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    static const char *const marks[] = {"°", "‰", "℃", "㎡", "㎥", "·"};
    if (first < 0x80)
        *is_taken =
            ((first | 0x20) >= 'a' && (first | 0x20) <= 'z') || first == '%' || first == '/';
    else // Chinese characters, from U+3400 to U+9FFF
        *is_taken = first >= 0xe4 || (first == 0xe3 && (unsigned char)text[1] >= 0x90);
    if (first == 0xef) // full-width forms and marks
        *is_taken = false;
    for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
        *is_taken |= strncmp(text, marks[i], strlen(marks[i])) == 0;
    return length;
}

// The rest after a comma; NULL where something else follows the unit.
static const char *rest_of(const char *text)
{
    static const char *const commas[] = {",", "，", ";", "；"};
    if (text[0] == '\0')
        return text;
    for (size_t i = 0; i < sizeof commas / sizeof commas[0]; i++)
        if (strncmp(text, commas[i], strlen(commas[i])) == 0)
            return text + strlen(commas[i]);
    return NULL;
}

bool versus_told(const hai_block *block, const char *text, struct told *told)
{
    const char *after = NULL;
    if (!chart_figure_split(block, text, &told->figure, &after))
        return false;
    size_t figure = strlen(told->figure), taken = 0;
    if (after == NULL || strchr(".,", told->figure[figure - 1]) != NULL)
        return false;
    for (int letters = 0; after[taken] != '\0' && letters <= LONGEST_UNIT; letters++) {
        bool is_taken = false;
        size_t step = unit_step(after + taken, &is_taken);
        if (!is_taken)
            break;
        if (letters == LONGEST_UNIT)
            return false;
        taken += step;
    }
    told->unit = hai_block_printf(block, "%.*s", (int)taken, after);
    told->rest = rest_of(after + taken);
    return told->rest != NULL;
}

bool versus_row_told(const hai_block *block, const struct versus *versus, int32_t row,
                     struct told told[2])
{
    int figures = 0;
    for (int side = 0; side < 2; side++) {
        const char *text = hai_table_text(versus->rows, row, versus->columns[side]);
        told[side] = (struct told){0};
        if (text[0] == '\0')
            continue;
        if (!versus_told(block, text, &told[side]))
            return false;
        figures++;
    }
    return figures > 0;
}
