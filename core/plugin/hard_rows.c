// SPDX-License-Identifier: MIT
#include "plugin/hard_rows.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "plugin/hard_base.h"

#define TINY 1e-9
#define HUGE 1e15
#define MAX_ROWS 3000 // that sixty names may take

const struct hard_case hard_cases[] = {
    {.name = "same", .words = "as in the example", .must_be_drawn = true},
    {.name = "none", .words = "with no rows", .count = COUNT_NONE, .must_be_drawn = true},
    {.name = "one", .words = "with one row", .count = COUNT_ONE, .must_be_drawn = true},
    {.name = "two", .words = "with two rows", .count = COUNT_TWO},
    {.name = "zero", .words = "with all figures 0", .figures = FIGURES_ZERO, .must_be_drawn = true},
    {.name = "negative",
     .words = "with negative figures",
     .figures = FIGURES_NEGATIVE,
     .must_be_drawn = true},
    {.name = "mixed", .words = "with figures of both signs", .figures = FIGURES_MIXED},
    {.name = "tiny", .words = "with figures of 1e-9", .figures = FIGURES_TINY},
    {.name = "huge", .words = "with figures of 1e15", .figures = FIGURES_HUGE},
    {.name = "wide", .words = "with figures from 1e-9 to 1e15", .figures = FIGURES_WIDE},
    {.name = "equal", .words = "with equal figures", .figures = FIGURES_EQUAL},
    {.name = "missing",
     .words = "with missing figures",
     .figures = FIGURES_MISSING,
     .must_be_drawn = true},
    {.name = "nothing", .words = "with no figure at all", .figures = FIGURES_NONE},
    {.name = "sixty", .words = "with 60 names", .count = COUNT_NAMES},
    {.name = "long", .words = "with names of 40 characters", .names = NAMES_LONG},
    {.name = "sixty-long",
     .words = "with 60 names of 40 characters",
     .count = COUNT_NAMES,
     .names = NAMES_LONG,
     .is_plenty = true},
    {.name = "huge-sixty",
     .words = "with 60 names and figures of 1e15",
     .count = COUNT_NAMES,
     .figures = FIGURES_HUGE},
    {.name = "twice", .words = "with each row twice", .count = COUNT_TWICE},
    {.name = "alike", .words = "with one name for all rows", .names = NAMES_ONE},
    {.name = "shuffled", .words = "with rows in no order", .order = ORDER_SHUFFLED},
    {.name = "heap",
     .words = "with " G_STRINGIFY(HARD_HEAP) " rows",
     .count = COUNT_HEAP,
     .is_plenty = true},
    {.name = "option-zero", .words = "with 0 for its options", .options = OPTIONS_ZERO},
    {.name = "option-negative",
     .words = "with negative numbers for its options",
     .options = OPTIONS_NEGATIVE},
    {.name = "option-tiny", .words = "with 1.23e-9 for its options", .options = OPTIONS_TINY},
    {.name = "option-huge", .words = "with 9.87e14 for its options", .options = OPTIONS_HUGE},
    {.name = "option-long", .words = "with 40 characters for its texts", .options = OPTIONS_LONG},
    {0},
};

// --- Which rows ---

// A row of a case: a row of the example, on one of the rounds through it.
struct row {
    int32_t from;
    int32_t round;
    int32_t number; // in the case
};

static int32_t rounds_of(const struct hard_base *base, const struct hard_table *table)
{
    int32_t names = base->tables[0].key_names;
    if (names <= 0 || table->rows <= 0)
        return 1;
    return MAX(MIN((HARD_NAMES + names - 1) / names, MAX_ROWS / table->rows), 1);
}

static int32_t count_rows(const struct hard_base *base, const struct hard_table *table,
                          const struct hard_case *hard)
{
    if (table->rows == 0)
        return 0;
    switch (hard->count) {
    case COUNT_NONE:
        return 0;
    case COUNT_ONE:
        return 1;
    case COUNT_TWO:
        return MIN(table->rows, 2);
    case COUNT_TWICE:
        return 2 * table->rows;
    case COUNT_NAMES:
        return table->rows * rounds_of(base, table);
    case COUNT_HEAP:
        return table == base->tables ? HARD_HEAP : table->rows;
    default:
        return table->rows;
    }
}

static int32_t shuffle(int32_t number, int32_t count)
{
    static const int32_t steps[] = {7, 5, 3};
    for (size_t i = 0; i < G_N_ELEMENTS(steps); i++)
        if (count % steps[i] != 0)
            return (int32_t)(((int64_t)number * steps[i] + 2) % count);
    return count - 1 - number;
}

static struct row row_at(const struct hard_table *table, const struct hard_case *hard,
                         int32_t number)
{
    struct row row = {number % table->rows, number / table->rows, number};
    if (hard->count == COUNT_TWICE)
        row = (struct row){number / 2, 0, number};
    if (hard->order == ORDER_SHUFFLED)
        row.from = shuffle(row.from, table->rows);
    return row;
}

// --- What stands in them ---

// Between 0 and 1, of no pattern that shows.
static double noise(int32_t number)
{
    double product = (number + 1) * 0.61803398874989485;
    return product - floor(product);
}

static json_t *figure(double value)
{
    // As people write them: no 42.0.
    if (value == floor(value) && fabs(value) < 1e15)
        return json_integer((json_int_t)value);
    return json_real(value);
}

// With as many decimals as the example writes: others are not asked for.
static json_t *rounded(double value, const struct hard_column *column)
{
    double power = pow(10, MIN(column->decimals, 9));
    return figure(round(value * power) / power);
}

// With three digits that count, as people give figures of this size.
static json_t *scaled(double value, double scale)
{
    char digits[64];
    (void)g_snprintf(digits, sizeof digits, "%.2e", value * scale);
    return figure(g_ascii_strtod(digits, NULL));
}

// Every other figure is not there, in one of the ways in which tables say so.
static json_t *missing(const struct row *row, int32_t column, json_t *kept)
{
    switch ((row->number + column) % 6) {
    case 0:
        return json_null();
    case 2:
        return json_string("—");
    case 4:
        return json_string("");
    default:
        return json_incref(kept);
    }
}

// Figures of one row keep their order, so that what is low stays below what is high.
static json_t *figure_at(const struct hard_table *table, const struct hard_case *hard,
                         const struct row *row, int32_t column)
{
    json_t *kept = hard_table_value(table, row->from, column);
    double value = json_is_number(kept) ? json_number_value(kept) : NAN;
    const struct hard_column *about = &table->columns[column];
    double largest = table->largest > 0 ? table->largest : 1;
    bool is_odd = row->number % 2 != 0;
    json_t *made = NULL;
    switch (hard->figures) {
    case FIGURES_ZERO:
        made = figure(0);
        break;
    case FIGURES_NEGATIVE:
        made = isnan(value) ? figure(-1) : rounded(value - 1.25 * largest, about);
        break;
    case FIGURES_MIXED:
        made = isnan(value) ? NULL : rounded(is_odd ? value - 1.25 * largest : value, about);
        break;
    case FIGURES_TINY:
        made = isnan(value) ? NULL : scaled(value / largest, TINY);
        break;
    case FIGURES_HUGE:
        made = isnan(value) ? NULL : scaled(value / largest, HUGE);
        break;
    case FIGURES_WIDE:
        made = isnan(value) ? NULL : scaled(value / largest, is_odd ? TINY : HUGE);
        break;
    case FIGURES_EQUAL:
        made = figure(42);
        break;
    case FIGURES_MISSING:
        made = missing(row, column, kept);
        break;
    case FIGURES_NONE:
        made = json_null();
        break;
    default:
        if (row->round > 0 && !isnan(value))
            made = rounded(value * (0.4 + 1.2 * noise(row->number)), about);
        break;
    }
    if (made)
        json_decref(kept);
    return made ? made : kept;
}

static json_t *long_name(const struct hard_words *words, int32_t index)
{
    static const char filler[] = "黄河滩区迁建安置社区综合服务中心及配套公共设施建设项目"
                                 "一期工程第三标段施工总承包与全过程咨询服务";
    char *start = hard_words_name(words, index);
    char *whole = g_strconcat(start, filler, NULL);
    char *cut = g_utf8_substring(whole, 0, HARD_LONG_NAME);
    json_t *name = json_string(cut);
    g_free(cut);
    g_free(whole);
    g_free(start);
    return name;
}

static json_t *name_at(const struct hard_table *table, const struct hard_case *hard,
                       const struct row *row, const struct hard_column *column, int32_t number)
{
    int32_t index = hard_words_find(column->words, hard_table_text(table, row->from, number));
    bool is_last = row->number == table->rows - 1;
    if (index < 0)
        return json_null();
    if (column->is_key)
        index += row->round * hard_words_count(column->words);
    if (hard->names == NAMES_ONE && column->is_key)
        index = 0;
    if (column->kind == COLUMN_DATE)
        return hard_words_date(column->words, index, hard->count == COUNT_HEAP);
    if (hard->figures == FIGURES_MISSING && is_last && !column->is_shared)
        return json_null();
    if (hard->names == NAMES_LONG)
        return long_name(column->words, index);
    char *text = hard_words_name(column->words, index);
    json_t *name = json_string(text);
    g_free(text);
    return name;
}

static json_t *cell_at(const struct hard_table *table, const struct hard_case *hard,
                       const struct row *row, int32_t number)
{
    const struct hard_column *column = &table->columns[number];
    switch (column->kind) {
    case COLUMN_FIGURE:
        return figure_at(table, hard, row, number);
    case COLUMN_NAME:
    case COLUMN_DATE:
        return name_at(table, hard, row, column, number);
    default:
        return hard_table_value(table, row->from, number);
    }
}

// True where the row would bring in the sixty-first name.
static bool is_beyond(const struct hard_table *table, const struct hard_case *hard,
                      const struct row *row)
{
    if (hard->count != COUNT_NAMES || table->key < 0)
        return false;
    const struct hard_column *key = &table->columns[table->key];
    int32_t index = hard_words_find(key->words, hard_table_text(table, row->from, table->key));
    return index + row->round * hard_words_count(key->words) >= HARD_NAMES;
}

json_t *hard_rows_json(const struct hard_base *base, unsigned table_number,
                       const struct hard_case *hard)
{
    const struct hard_table *table = &base->tables[table_number];
    json_t *rows = json_array();
    int32_t count = count_rows(base, table, hard);
    for (int32_t i = 0; i < count; i++) {
        struct row row = row_at(table, hard, i);
        if (is_beyond(table, hard, &row))
            continue;
        json_t *object = json_object();
        for (int32_t j = 0; j < table->column_count; j++)
            (void)json_object_set_new(object, table->columns[j].name,
                                      cell_at(table, hard, &row, j));
        (void)json_array_append_new(rows, object);
    }
    return rows;
}

// --- CSV ---

static void put_quoted(GString *out, const char *text)
{
    g_string_append_c(out, '"');
    for (const char *c = text; *c; c++) {
        if (*c == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *c);
    }
    g_string_append_c(out, '"');
}

static void put_cell(GString *out, json_t *cell)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    if (json_is_string(cell))
        put_quoted(out, json_string_value(cell));
    else if (json_is_integer(cell))
        g_string_append_printf(out, "%" JSON_INTEGER_FORMAT, json_integer_value(cell));
    else if (json_is_real(cell))
        g_string_append(out, g_ascii_dtostr(digits, sizeof digits, json_real_value(cell)));
    else if (json_is_boolean(cell))
        g_string_append(out, json_is_true(cell) ? "true" : "false");
}

char *hard_rows_csv(const struct hard_base *base, unsigned table_number,
                    const struct hard_case *hard)
{
    const struct hard_table *table = &base->tables[table_number];
    GString *out = g_string_new(NULL);
    for (int32_t j = 0; j < table->column_count; j++) {
        g_string_append(out, j > 0 ? "," : "");
        put_quoted(out, table->columns[j].name);
    }
    int32_t count = count_rows(base, table, hard);
    for (int32_t i = 0; i < count; i++) {
        struct row row = row_at(table, hard, i);
        g_string_append_c(out, '\n');
        for (int32_t j = 0; j < table->column_count; j++) {
            json_t *cell = cell_at(table, hard, &row, j);
            g_string_append(out, j > 0 ? "," : "");
            put_cell(out, cell);
            json_decref(cell);
        }
    }
    g_string_append_c(out, '\n');
    return g_string_free(out, FALSE);
}
