// SPDX-License-Identifier: MIT
//
// A statistical table: groups of heads, figures on their decimal points, bars, heat and changes in
// cells, a row of totals. In a narrow box columns shrink and wrap, then the table is set in smaller
// type, then it becomes cards or drops the least important columns.
#include "table.h"

static const char *const shows[] = {"text", "bar", "heat", "change", NULL};
static const char *const aligns[] = {"auto", "left", "centre", "right", NULL};
static const char *const sums[] = {"auto", "sum", "mean", "none", NULL};
static const char *const lines[] = {"hairline", "zebra", "none", NULL};
static const char *const totals[] = {"none", "sum", "last", NULL};
static const char *const narrows[] = {"auto", "cards", "drop", NULL};

static const struct table_column column_defaults = {
    .width = NAN, .priority = 50, .number = {.decimals = -1, .scale = 1, .group = true}};
static const hai_option column_options[] = {
    HAI_STRING("column", struct table_column, column, .flags = HAI_REQUIRED, .help_zh = "列名",
               .help_en = "The column"),
    HAI_TEXT("title", struct table_column, title, .help_zh = "表头,不写则用列名",
             .help_en = "Its head; the column's name where it has none"),
    HAI_TEXT("header", struct table_column, header, .help_zh = "上层表头,相邻同名的列合为一组",
             .help_en = "Head above it, shared with neighbours of the same"),
    HAI_STRING("unit", struct table_column, unit, .help_zh = "单位,写在表头",
               .help_en = "Unit, written in the head"),
    HAI_LENGTH("width", struct table_column, width, 24, 2000, .unit = "px", .help_zh = "宽度",
               .help_en = "Wanted width"),
    HAI_CHOICE("show", struct table_column, show, shows, .help_zh = "显示:文字、数据条、色阶、升降",
               .help_en = "Text, bars, heat or changes"),
    HAI_CHOICE("align", struct table_column, align, aligns, .help_zh = "对齐,默认数字对小数点",
               .help_en = "Alignment; auto sets figures on their decimal points"),
    HAI_CHOICE("total", struct table_column, total, sums,
               .help_zh = "合计行:自动(率和人均不加)、求和、平均、不写",
               .help_en = "In the total row: sum, mean, nothing; auto sums what is no rate"),
    HAI_INT("priority", struct table_column, priority, 0, 100,
            .help_zh = "窄时的重要性,小的先缩先略", .help_en = "The least shrink and go first"),
    HAI_NUMBER_OPTIONS(struct table_column, number),
};
static const hai_item column_item = {.size = sizeof(hai_item),
                                     .struct_size = sizeof(struct table_column),
                                     .defaults = &column_defaults,
                                     .options = column_options,
                                     .option_size = sizeof(hai_option),
                                     .option_count = HAI_COUNT(column_options)};

static const struct table defaults = {.chart = {CHART_DEFAULTS}, .total_label = "合计"};

static const hai_option options[] = {
    HAI_TABLE("rows", struct table, chart.rows, .flags = HAI_REQUIRED, .help_zh = "数据表",
              .help_en = "The data"),
    HAI_LIST("columns", struct table, columns, &column_item, .max_count = 64,
             .help_zh = "各列的写法,不写则全列", .help_en = "The columns; all where none is told"),
    HAI_TEXT("title", struct table, chart.title, .help_zh = "表上方的小标题",
             .help_en = "Small title above the table"),
    HAI_TEXT("note", struct table, note, .help_zh = "表下的注", .help_en = "Note below the table"),
    HAI_CHOICE("total", struct table, total, totals, .help_zh = "合计行:无、求和、末行即是",
               .help_en = "Row of totals: none, summed, or the last row is it"),
    HAI_TEXT("total_label", struct table, total_label, .help_zh = "合计行的名称",
             .help_en = "Name of the summed row"),
    HAI_CHOICE("lines", struct table, lines, lines, .help_zh = "行间:细线、隔行底色、无",
               .help_en = "Between rows: hairlines, every other shaded, nothing"),
    HAI_CHOICE("narrow", struct table, narrow, narrows,
               .help_zh = "太窄时:自动、改为卡片、略去次要的列",
               .help_en = "Where too narrow: auto, cards, or drop the least important columns"),
    HAI_COLOUR("colour", struct table, chart.colour, .help_zh = "主色",
               .help_en = "Colour of what matters"),
    HAI_STRING("highlight", struct table, chart.highlight,
               .help_zh = "突出哪些行:first首行、last末行,或首列的名称,以顿号分开",
               .help_en = "Rows that stand out: first, last, or names of the first column parted "
                          "by 、"),
};

static void check(const hai_block *block, const void *data)
{
    const struct table *table = data;
    if (table->chart.rows == NULL || hai_table_columns(table->chart.rows) == 0)
        return;
    const struct table_column *columns = table->columns.items;
    int32_t found = 0;
    for (uint32_t i = 0; i < table->columns.count; i++) {
        int32_t index = hai_table_find_column(table->chart.rows, columns[i].column);
        found += index >= 0;
        if (index < 0)
            hai_block_error(block, hai_block_printf(block, "columns/%u/column", i), "option.column",
                            NULL, "the table has no column '%s'", columns[i].column);
        if (index < 0 || columns[i].show == TABLE_SHOW_TEXT)
            continue;
        int32_t rows = hai_table_rows(table->chart.rows), texts = 0;
        for (int32_t row = 0; row < rows; row++)
            texts += isfinite(hai_table_number(table->chart.rows, row, index)) ? 0 : 1;
        if (texts == rows && rows > 0)
            hai_block_warn(block, hai_block_printf(block, "columns/%u/show", i), "table.figures",
                           "show it as text", "the column '%s' has no figures", columns[i].column);
    }
}

static hai_size measure(const hai_block *block, const void *data, hai_space space)
{
    hai_box box = {0, 0, space.width, 0};
    return (hai_size){space.width, table_plan(block, data, box).box.height};
}

static void draw(const hai_block *block, const void *data, hai_canvas *canvas, hai_box box)
{
    struct table_plan plan = table_plan(block, data, box);
    table_draw(block, data, &plan, canvas);
}

static const char *summarise(const hai_block *block, const void *data)
{
    const struct table *table = data;
    struct table_grid grid = table_read(block, table);
    if (grid.row_count == 0)
        return "表格,暂无数据";
    const char *title = table->chart.title;
    const char *text =
        hai_block_printf(block, "表格%s%s%s,共%d行、%d列。", title ? "“" : "", title ? title : "",
                         title ? "”" : "", (int)grid.row_count, (int)grid.column_count);
    int32_t told = 0;
    for (int32_t row = 0; row < grid.row_count && told < 200; row++)
        for (int32_t i = 0; i < grid.column_count && told < 200; i++, told++) {
            const struct grid_column *column = &grid.columns[i];
            const char *end = i + 1 < grid.column_count ? "," : "。";
            text = i == 0 ? hai_block_printf(block, "%s\n%s%s", text, column->cells[row].text, end)
                          : hai_block_printf(block, "%s%s%s%s", text, column->title,
                                             column->cells[row].text, end);
        }
    return text;
}

CHART_PLUGIN("table", struct table, "统计表", "Statistical table",
             "统计表:多层表头、小数点对齐、数据条、色阶、升降、合计行",
             "A statistical table with groups of heads, bars, heat and changes in cells, totals");
