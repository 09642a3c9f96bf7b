// SPDX-License-Identifier: MIT
//
// Reading the rows of a table, and setting them in type.
#include <string.h>

#include "table.h"
#include "visual-kit/unit.h"

#define MAX_ROWS 300
#define MAX_COLUMNS 64
#define BAR_WIDTH 120.0 // wanted, and at least
#define LEAST_BAR 48.0
#define LEAST_TEXT_EM 4.0 // a text may wrap to so narrow a column
#define LEAST_NAME_EM 5.0
#define MOST_WORD_EM 8.0 // a longer word is cut
#define HEAD_EM 6.0      // a head of no more is not wrapped for want of ease
#define ARROW_ROOM 24.0

// What stands in tables for a figure that is not there.
static bool is_absent(const char *text)
{
    static const char *const marks[] = {"", "-", "—", "——", "…", "…", "…", "/", "NA", "N/A"};
    for (size_t i = 0; i < HAI_COUNT(marks); i++)
        if (strcmp(text, marks[i]) == 0)
            return true;
    return false;
}

static bool has_figures(const hai_table *rows, int32_t column, int32_t count)
{
    int32_t figures = 0;
    for (int32_t row = 0; row < count; row++) {
        if (isfinite(hai_table_number(rows, row, column)))
            figures++;
        else if (!is_absent(hai_table_text(rows, row, column)))
            return false;
    }
    return figures > 0;
}

// A sum of rates or of averages says nothing.
static bool is_rate(const struct table_column *column, const char *title)
{
    static const char *const words[] = {"率",   "均", "比", "增速",  "增幅",
                                        "指数", "%",  "‰",  "百分点"};
    bool is_share = column->number.style != 0 || column->show == TABLE_SHOW_CHANGE;
    for (size_t i = 0; i < HAI_COUNT(words); i++)
        is_share = is_share || strstr(title, words[i]) != NULL ||
                   (column->unit != NULL && strstr(column->unit, words[i]) != NULL);
    return is_share;
}

static double total_of(const struct grid_column *column, int32_t count)
{
    double sum = 0;
    int32_t found = 0, how = column->said.total;
    for (int32_t row = 0; row < count; row++)
        if (isfinite(column->cells[row].value)) {
            sum += column->cells[row].value;
            found++;
        }
    if (how == TABLE_SUM_AUTO)
        how = is_rate(&column->said, column->title) ? TABLE_SUM_NONE : TABLE_SUM_TOTAL;
    if (how == TABLE_SUM_NONE || found == 0 || !column->is_figures)
        return NAN;
    return how == TABLE_SUM_MEAN ? sum / found : sum;
}

#define CHOICE_AUTO 1 // of scales, as people choose them: none, auto, 万, 亿, 万亿

// The least figure but 0 as a share of the unit in which a column counts; INFINITY: there is none.
static double least_share(const double *values, int32_t count, const hai_number_format *format)
{
    double least = INFINITY;
    for (int32_t row = 0; row < count; row++)
        if (isfinite(values[row]) && values[row] != 0)
            least = fmin(least, fabs(values[row]) / pow(10, format->scale));
    return least;
}

// One format for figures of a column: as many decimals and the same unit in each.
static hai_number_format format_of(const struct grid_column *column, double *values, int32_t count,
                                   bool is_scaled)
{
    struct chart_options options = {.number = column->said.number};
    if (!is_scaled && options.number.scale == CHOICE_AUTO)
        options.number.scale = 0;
    struct chart_series series = {.name = "", .values = values};
    struct chart_data data = {.category_count = count, .series_count = 1, .series = &series};
    hai_number_format format = chart_data_format(&options, &data);
    // A table is read to the digit: 3317.2亿元 and 3347.7亿元 are not both 0.33万亿元.
    double least = least_share(values, count, &format);
    if (options.number.scale == CHOICE_AUTO && format.scale > 1 && least < 1 && least > 0.05) {
        options.number.scale = format.scale > 4 ? (int32_t)format.scale / 4 : 0;
        format = chart_data_format(&options, &data);
    }
    if (column->said.show == TABLE_SHOW_CHANGE)
        format.sign = 1;
    return format;
}

// Write the figures of rows of a unit: all of them where `units` is NULL.
static hai_number_format write_rows(const hai_block *block, struct grid_column *column,
                                    int32_t count, const char *const *units, const char *unit)
{
    double *values = hai_block_alloc(block, ((size_t)count + 1) * sizeof *values);
    for (int32_t row = 0; row < count; row++) {
        bool is_of_unit = units == NULL || strcmp(units[row], unit) == 0;
        values[row] = is_of_unit ? column->cells[row].value : NAN;
    }
    hai_number_format format = format_of(column, values, count, units == NULL);
    for (int32_t row = 0; row < count; row++)
        if (isfinite(values[row]))
            column->cells[row].text = chart_figure_text(block, values[row], &format);
        else if (!isfinite(column->cells[row].value))
            column->cells[row].text = "—";
    return format;
}

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), most = strlen(end);
    return length >= most && strcmp(text + length - most, end) == 0;
}

// Words that units end with: 万人, 平方公里, 亿千瓦时. 含上街区 is none.
static bool is_unit(const char *text)
{
    static const char *const ends[] = {"元", "人", "家", "个", "件", "户", "%",  "％", "‰",  "吨",
                                       "米", "里", "辆", "亩", "顷", "瓦", "时", "天", "项", "名",
                                       "张", "所", "座", "条", "次", "台", "倍", "分", "斤", "升",
                                       "克", "株", "头", "只", "套", "宗", "煤"};
    for (size_t i = 0; i < HAI_COUNT(ends); i++)
        if (ends_with(text, ends[i]))
            return true;
    return false;
}

// The unit that a name ends with: 人 of 城镇新增就业(人); "" where there is none.
static const char *unit_in(const hai_block *block, const char *name)
{
    static const char *const brackets[][2] = {{"(", ")"}, {"（", "）"}};
    for (size_t i = 0; i < HAI_COUNT(brackets); i++) {
        if (!ends_with(name, brackets[i][1]))
            continue;
        size_t length = strlen(name) - strlen(brackets[i][1]);
        const char *open = NULL;
        for (const char *next = name; (next = strstr(next, brackets[i][0])) != NULL; next++)
            open = next;
        if (open == NULL)
            continue;
        open += strlen(brackets[i][0]);
        const char *unit = hai_block_printf(block, "%.*s", (int)(name + length - open), open);
        return is_unit(unit) ? unit : "";
    }
    return "";
}

// The units of rows whose names tell several, as 2023年 does of a table of indicators; NULL: none
// do.
static const char **row_units(const hai_block *block, const struct grid_column *names,
                              int32_t count)
{
    const char **units = hai_block_alloc(block, ((size_t)count + 1) * sizeof *units);
    const char *first = NULL;
    bool are_several = false;
    for (int32_t row = 0; row < count; row++) {
        units[row] = names->is_figures ? "" : unit_in(block, names->cells[row].text);
        if (units[row][0] == '\0')
            continue;
        are_several = are_several || (first != NULL && strcmp(first, units[row]) != 0);
        first = first == NULL ? units[row] : first;
    }
    return are_several ? units : NULL;
}

// The head tells the unit of the figures, or each row has its own.
static void write_figures(const hai_block *block, const struct table_grid *grid,
                          struct grid_column *column)
{
    column->low = INFINITY;
    column->high = -INFINITY;
    bool has_unit =
        column == grid->columns || (column->said.unit != NULL && column->said.unit[0] != '\0');
    const char **units = has_unit ? NULL : row_units(block, grid->columns, grid->row_count);
    if (units != NULL) {
        for (int32_t row = 0; row < grid->row_count; row++) {
            bool is_first = true;
            for (int32_t i = 0; i < row && is_first; i++)
                is_first = strcmp(units[i], units[row]) != 0;
            if (is_first)
                (void)write_rows(block, column, grid->row_count, units, units[row]);
        }
        column->unit = "";
        return;
    }
    hai_number_format format = write_rows(block, column, grid->row_count, NULL, NULL);
    column->unit = kit_unit_of(block, &format, column->said.unit);
    if (column->unit[0] == '\0')
        return;
    // Of one width in all heads, whatever the unit is.
    column->tall = hai_block_printf(block, "%s\n（%s）", column->name, column->unit);
    column->title = hai_block_printf(block, "%s（%s）", column->name, column->unit);
}

static void read_column(const hai_block *block, const struct table *table, struct table_grid *grid,
                        struct grid_column *column)
{
    const hai_table *rows = table->chart.rows;
    int32_t count = hai_table_rows(rows) - grid->rows_left;
    bool is_summed = grid->total_row >= count;
    column->cells = hai_block_alloc(block, ((size_t)grid->row_count + 1) * sizeof *column->cells);
    column->is_figures = (column != grid->columns || column->said.show != TABLE_SHOW_TEXT) &&
                         has_figures(rows, column->index, count);
    for (int32_t row = 0; row < count; row++) {
        struct table_cell *cell = &column->cells[row];
        cell->value = column->is_figures ? hai_table_number(rows, row, column->index) : NAN;
        cell->text = hai_table_text(rows, row, column->index);
        if (is_absent(cell->text))
            cell->text = "—";
    }
    if (is_summed) {
        column->cells[count].value = total_of(column, count);
        column->cells[count].text =
            column == grid->columns && table->total_label ? table->total_label : "";
    }
    if (!column->is_figures)
        return;
    write_figures(block, grid, column);
    for (int32_t row = 0; row < grid->row_count; row++) {
        double value = column->cells[row].value;
        if (row == grid->total_row || !isfinite(value))
            continue;
        column->low = fmin(column->low, value);
        column->high = fmax(column->high, value);
    }
    if (is_summed && !isfinite(column->cells[count].value))
        column->cells[count].text = "—";
}

static void list_columns(const hai_block *block, const struct table *table, struct table_grid *grid)
{
    static const struct table_column plain = {
        .width = NAN, .priority = 50, .number = {.decimals = -1, .scale = 1, .group = true}};
    const hai_table *rows = table->chart.rows;
    const struct table_column *said = table->columns.items;
    int32_t wanted = (int32_t)table->columns.count;
    int32_t count = wanted > 0 ? wanted : hai_table_columns(rows);
    count = count > MAX_COLUMNS ? MAX_COLUMNS : count;
    grid->columns = hai_block_alloc(block, ((size_t)count + 1) * sizeof *grid->columns);
    for (int32_t i = 0; i < count; i++) {
        struct table_column one = wanted > 0 ? said[i] : plain;
        int32_t index = wanted > 0 ? hai_table_find_column(rows, one.column) : i;
        if (index < 0)
            continue;
        bool has_title = one.title != NULL && one.title[0] != '\0';
        const char *name = has_title ? one.title : hai_table_column_name(rows, index);
        grid->columns[grid->column_count++] = (struct grid_column){
            .said = one, .index = index, .title = name, .name = name, .unit = ""};
    }
}

static void find_lit(const hai_block *block, const struct table *table, struct table_grid *grid)
{
    int32_t count = grid->row_count;
    grid->lit = hai_block_alloc(block, (size_t)count + 1);
    const char **names = hai_block_alloc(block, ((size_t)count + 1) * sizeof *names);
    for (int32_t row = 0; row < count; row++)
        names[row] = grid->columns[0].cells[row].text;
    for (int32_t row = 0; row < count; row++) {
        grid->lit[row] = row != grid->total_row &&
                         chart_is_highlit(table->chart.highlight, names, NULL, count, row);
        grid->is_any_lit = grid->is_any_lit || grid->lit[row];
    }
}

struct table_grid table_read(const hai_block *block, const struct table *table)
{
    struct table_grid grid = {.total_row = -1};
    int32_t rows = table->chart.rows != NULL ? hai_table_rows(table->chart.rows) : 0;
    if (rows == 0)
        return grid;
    list_columns(block, table, &grid);
    if (grid.column_count == 0)
        return grid;
    grid.rows_left = rows > MAX_ROWS ? rows - MAX_ROWS : 0;
    grid.row_count = rows - grid.rows_left;
    if (table->total == TABLE_TOTAL_SUM)
        grid.total_row = grid.row_count++;
    else if (table->total == TABLE_TOTAL_LAST && grid.rows_left == 0)
        grid.total_row = grid.row_count - 1;
    for (int32_t i = 0; i < grid.column_count; i++)
        read_column(block, table, &grid, &grid.columns[i]);
    find_lit(block, table, &grid);
    return grid;
}

// --- Type ---

hai_text_style table_type(const hai_block *block, const struct table_grid *grid, int32_t column,
                          int32_t row)
{
    const struct grid_column *one = &grid->columns[column];
    uint32_t align = one->said.align == TABLE_ALIGN_CENTRE  ? HAI_TEXT_CENTRE
                     : one->said.align == TABLE_ALIGN_RIGHT ? HAI_TEXT_RIGHT
                                                            : HAI_TEXT_LEFT;
    if (column == 0 && align == HAI_TEXT_LEFT) // names break between words
        align = HAI_TEXT_TITLE;
    hai_text_style style = kit_type(hai_block_theme(block), grid->role, "ink", align);
    style.line_height = 1.4;
    if (row == grid->total_row || (row >= 0 && grid->lit[row]))
        style.weight = 700;
    return style;
}

static double width_of(const hai_paragraph *words)
{
    return words == NULL ? 0 : hai_paragraph_size(words).width;
}

static void set_cell(const hai_block *block, struct table_grid *grid, int32_t column, int32_t row)
{
    struct grid_column *one = &grid->columns[column];
    struct table_cell *cell = &one->cells[row];
    hai_text_style style = table_type(block, grid, column, row);
    style.align = HAI_TEXT_LEFT;
    cell->words = hai_paragraph_new(block, cell->text, &style, 0);
    double width = width_of(cell->words);
    if (!one->is_figures) {
        one->words = fmax(one->words, width);
        return;
    }
    const char *point = strchr(cell->text, '.');
    int length = point != NULL ? (int)(point - cell->text) : (int)strcspn(cell->text, "%");
    const char *whole = hai_block_printf(block, "%.*s", length, cell->text);
    cell->before = fmin(width_of(hai_paragraph_new(block, whole, &style, 0)), width);
    cell->after = width - cell->before;
    one->before = fmax(one->before, cell->before);
    one->after = fmax(one->after, cell->after);
}

// How wide the widest part of a head is that has no end of a word in it: the narrowest measure at
// which it is set without a word cut, found as the largest size for one measure.
static double longest_word_em(const hai_block *block, const char *words, const hai_text_style *head)
{
    hai_text_style style = *head;
    style.align = HAI_TEXT_TITLE;
    style.size = 1000;
    return 1000 / hai_text_fit(block, words, &style, 1000, 0, 0, 1000 / MOST_WORD_EM);
}

static void find_widths(const hai_block *block, const struct table_grid *grid, int32_t number)
{
    struct grid_column *column = &grid->columns[number];
    hai_text_style style = table_type(block, grid, number, -1);
    double em = style.size, pads = 2 * grid->pad_x;
    hai_text_style head = hai_theme_type(hai_block_theme(block), "caption");
    const char *words = column->tall != NULL ? column->tall : column->title;
    double title = width_of(hai_paragraph_new(block, words, &head, 0));
    double word = fmin(longest_word_em(block, words, &head), MOST_WORD_EM) * head.size;
    if (column->tall != NULL) // its unit is one word
        word = fmax(word, width_of(hai_paragraph_new(block, strrchr(words, '\n') + 1, &head, 0)));
    double body = column->is_figures ? column->before + column->after : column->words;
    double room = column->said.show == TABLE_SHOW_CHANGE ? ARROW_ROOM : 0;
    double bar = column->said.show == TABLE_SHOW_BAR && column->is_figures ? 12 : 0;
    column->natural = fmax(fmin(title, fmax(HEAD_EM * head.size, body)),
                           body + room + (bar > 0 ? bar + BAR_WIDTH : 0)) +
                      pads;
    double wrapped = fmin(body, em * (number == 0 ? LEAST_NAME_EM : LEAST_TEXT_EM));
    column->least =
        fmax(fmin(title, fmax(word, head.size * grid->head_em)),
             (column->is_figures ? body + room : wrapped) + (bar > 0 ? bar + LEAST_BAR : 0)) +
        pads;
    column->natural = fmax(column->natural, column->least);
    if (isfinite(column->said.width))
        column->natural = fmax(column->said.width, column->least);
}

void table_set(const hai_block *block, struct table_grid *grid, const char *role, double pad_x,
               double head_em)
{
    grid->role = role;
    grid->head_em = head_em;
    grid->pad_x = pad_x;
    grid->pad_y = pad_x > 8 ? 12 : 8;
    for (int32_t i = 0; i < grid->column_count; i++) {
        struct grid_column *column = &grid->columns[i];
        column->before = column->after = column->words = 0;
        for (int32_t row = 0; row < grid->row_count; row++)
            set_cell(block, grid, i, row);
        find_widths(block, grid, i);
    }
}
