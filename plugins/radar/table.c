// SPDX-License-Identifier: MIT
#include "table.h"

#define COLUMN_GAP 32.0
#define ROW_SPACE 12.0 // above and below the words of a row, together
#define LEAST_NAME 5   // em, that names have beside their values
#define MOST_WIDTH 1080.0
#define MOST_COLUMNS 6

struct row {
    const hai_paragraph *name, **values;
    double y, height;
};

struct radar_table {
    const hai_theme *theme;
    const hai_paragraph **heads; // of the columns, or NULL
    struct row *rows;
    int32_t row_count, column_count;
    double column_width, width, head_height, height;
    bool is_below, is_stacked; // values stand below their names; one below the other
};

hai_number_format *radar_axis_formats(const hai_block *block, const struct chart_options *options,
                                      const struct chart_data *data,
                                      const hai_number_format *common, bool are_own)
{
    size_t axes = (size_t)data->category_count + 1, series = (size_t)data->series_count + 1;
    hai_number_format *formats = hai_block_alloc(block, axes * sizeof *formats);
    double *values = hai_block_alloc(block, series * sizeof *values);
    struct chart_series own = {.name = "", .values = values};
    for (int32_t i = 0; i < data->category_count; i++) {
        for (int32_t s = 0; s < data->series_count; s++)
            values[s] = data->series[s].values[i];
        struct chart_data one = {
            .category_count = data->series_count, .series_count = 1, .series = &own};
        formats[i] = are_own ? chart_data_format(options, &one) : *common;
    }
    return formats;
}

const char *radar_value_text(const hai_block *block, double value, const hai_number_format *format,
                             const char *unit)
{
    return isfinite(value) ? chart_value_text(block, value, format, unit) : "—";
}

static const char *row_name(const hai_block *block, const struct chart_data *data, int32_t i,
                            bool is_numbered)
{
    return is_numbered ? hai_block_printf(block, "%d %s", (int)i + 1, data->categories[i])
                       : data->categories[i];
}

// Columns as wide as the widest of their words.
static void set_columns(const hai_block *block, const struct chart_data *data,
                        const struct chart_style *styles, const hai_number_format *formats,
                        const char *unit, struct radar_table *table)
{
    hai_text_style head = kit_type(table->theme, "caption", NULL, HAI_TEXT_LEFT);
    head.weight = 700;
    hai_text_style value = kit_type(table->theme, "value", NULL, HAI_TEXT_LEFT);
    size_t room = (size_t)table->column_count + 1;
    table->heads = hai_block_alloc(block, room * sizeof(void *));
    for (int32_t s = 0; s < table->column_count; s++) {
        head.colour = value.colour = chart_colour_name(block, styles[s].text);
        table->heads[s] = hai_paragraph_new(block, data->series[s].name, &head, 0);
        table->column_width = fmax(table->column_width, hai_paragraph_size(table->heads[s]).width);
        table->head_height = fmax(table->head_height, kit_height(table->heads[s]));
        for (int32_t i = 0; i < table->row_count; i++) {
            if (table->rows[i].values == NULL)
                table->rows[i].values = hai_block_alloc(block, room * sizeof(void *));
            const char *text =
                radar_value_text(block, data->series[s].values[i], &formats[i], unit);
            table->rows[i].values[s] = hai_paragraph_new(block, text, &value, 0);
            table->column_width =
                fmax(table->column_width, hai_paragraph_size(table->rows[i].values[s]).width);
        }
    }
}

// Each value with the name of its series, in a line of its own.
static void set_stack(const hai_block *block, const struct chart_data *data,
                      const struct chart_style *styles, const hai_number_format *formats,
                      const char *unit, struct radar_table *table)
{
    hai_text_style value = kit_type(table->theme, "value", NULL, HAI_TEXT_LEFT);
    table->is_below = table->is_stacked = true;
    table->head_height = 0;
    for (int32_t i = 0; i < table->row_count; i++) {
        size_t room = (size_t)table->column_count + 1;
        table->rows[i].values = hai_block_alloc(block, room * sizeof(void *));
        for (int32_t s = 0; s < table->column_count; s++) {
            const char *figure =
                radar_value_text(block, data->series[s].values[i], &formats[i], unit);
            const char *text = hai_block_printf(block, "%s %s", data->series[s].name, figure);
            value.colour = chart_colour_name(block, styles[s].text);
            table->rows[i].values[s] = hai_paragraph_new(block, text, &value, table->width);
        }
    }
}

static double values_height(const struct radar_table *table, const struct row *row)
{
    double height = kit_height(row->values[0]);
    for (int32_t s = 1; s < table->column_count && table->is_stacked; s++)
        height += kit_height(row->values[s]);
    return height;
}

struct radar_table *radar_table_new(const hai_block *block, const struct chart_data *data,
                                    const struct chart_style *styles,
                                    const hai_number_format *formats, const char *unit,
                                    bool is_numbered, double width)
{
    struct radar_table *table = hai_block_alloc(block, sizeof *table);
    *table = (struct radar_table){.theme = hai_block_theme(block),
                                  .row_count = data->category_count,
                                  .column_count = data->series_count,
                                  .width = fmin(width, MOST_WIDTH)};
    table->rows = hai_block_alloc(block, ((size_t)table->row_count + 1) * sizeof *table->rows);
    hai_text_style name = kit_type(table->theme, "label", NULL, HAI_TEXT_TITLE);
    double room = 0;
    if (table->column_count <= MOST_COLUMNS) {
        set_columns(block, data, styles, formats, unit, table);
        room = table->width - table->column_count * (table->column_width + COLUMN_GAP);
    }
    // Names above their values where these fill the width; all in one paragraph where it takes
    // less.
    bool are_columns = table->column_count <= MOST_COLUMNS && room >= -COLUMN_GAP;
    if (are_columns && room < LEAST_NAME * name.size) {
        table->is_below = true;
        room = table->width;
    } else if (room < LEAST_NAME * name.size) {
        set_stack(block, data, styles, formats, unit, table);
        room = table->width;
    }
    double y = table->head_height > 0 ? table->head_height + ROW_SPACE : 0;
    for (int32_t i = 0; i < table->row_count; i++) {
        struct row *row = &table->rows[i];
        row->name = hai_paragraph_new(block, row_name(block, data, i, is_numbered), &name, room);
        row->y = y;
        double value = values_height(table, row);
        row->height =
            (table->is_below ? kit_height(row->name) + value : fmax(kit_height(row->name), value)) +
            ROW_SPACE;
        y += row->height;
    }
    table->height = y;
    return table;
}

double radar_table_height(const struct radar_table *table)
{
    return table->height;
}

static double column_right(const struct radar_table *table, int32_t column)
{
    int32_t after = table->column_count - 1 - column;
    return table->width - after * (table->column_width + COLUMN_GAP);
}

void radar_table_draw(const struct radar_table *table, hai_canvas *canvas, double x, double y)
{
    hai_colour line = hai_theme_colour(table->theme, "line");
    double hairline = fmax(hai_theme_length(table->theme, "hairline"), 1);
    for (int32_t s = 0; table->head_height > 0 && s < table->column_count; s++)
        hai_canvas_paragraph(canvas, table->heads[s],
                             x + column_right(table, s) - hai_paragraph_size(table->heads[s]).width,
                             y);
    for (int32_t i = 0; i < table->row_count; i++) {
        const struct row *row = &table->rows[i];
        double top = y + row->y, name = kit_height(row->name), value = values_height(table, row);
        if (i > 0 || table->head_height > 0)
            kit_rule(canvas, (hai_point){x, top}, (hai_point){x + table->width, top}, hairline,
                     line);
        double inner = top + ROW_SPACE / 2;
        double middle = top + row->height / 2;
        hai_canvas_paragraph(canvas, row->name, x, table->is_below ? inner : middle - name / 2);
        double figures = table->is_below ? inner + name : middle - value / 2;
        for (int32_t s = 0; s < table->column_count && table->is_stacked; s++) {
            hai_canvas_paragraph(canvas, row->values[s], x, figures);
            figures += kit_height(row->values[s]);
        }
        for (int32_t s = 0; s < table->column_count && !table->is_stacked; s++)
            hai_canvas_paragraph(
                canvas, row->values[s],
                x + column_right(table, s) - hai_paragraph_size(row->values[s]).width, figures);
    }
}
