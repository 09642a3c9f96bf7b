// SPDX-License-Identifier: MIT
//
// A statistical table: what the spec says, the grid that is read from it, and where it stands.
#ifndef TABLE_TABLE_H
#define TABLE_TABLE_H

#include "chart-kit/chart.h"

enum table_show { TABLE_SHOW_TEXT, TABLE_SHOW_BAR, TABLE_SHOW_HEAT, TABLE_SHOW_CHANGE };
enum table_align { TABLE_ALIGN_AUTO, TABLE_ALIGN_LEFT, TABLE_ALIGN_CENTRE, TABLE_ALIGN_RIGHT };
enum table_sum { TABLE_SUM_AUTO, TABLE_SUM_TOTAL, TABLE_SUM_MEAN, TABLE_SUM_NONE };
enum table_lines { TABLE_LINES_HAIRLINE, TABLE_LINES_ZEBRA, TABLE_LINES_NONE };
enum table_total { TABLE_TOTAL_NONE, TABLE_TOTAL_SUM, TABLE_TOTAL_LAST };
enum table_narrow { TABLE_NARROW_AUTO, TABLE_NARROW_CARDS, TABLE_NARROW_DROP };

struct table_column {
    const char *column, *title, *header, *unit;
    double width; // wanted; NAN: by the content
    int32_t show, align, total, priority;
    hai_number_options number;
};

struct table {
    struct chart_options chart; // rows, highlight, colour, title
    hai_list columns;           // of struct table_column; none: all columns of the table
    int32_t lines, total, narrow;
    const char *total_label, *note;
};

struct table_cell {
    const char *text;
    double value;               // NAN: a text, or missing
    const hai_paragraph *words; // on one line; texts are set again to the width of their column
    double measure;             // of `words` in a card: it is set to the right of so much
    double before, after;       // of a figure: widths before its decimal point, and from it on
};

struct grid_column {
    struct table_column said;
    const char *title; // with its unit
    const char *name;  // without
    const char *unit;  // "" where it has none
    const char *tall;  // the same, the unit on a line of its own
    int32_t index;     // of the table
    bool is_figures;
    double low, high;          // of the values, without the total
    struct table_cell *cells;  // one for each row
    double before, after;      // the widest of the cells
    double words;              // the widest cell of a column of texts
    double natural, least;     // widths
    const hai_paragraph *head; // in the width decided
    bool is_dropped;
    double x, width; // decided
};

struct table_grid {
    struct grid_column *columns;
    int32_t column_count, row_count;
    int32_t total_row; // -1: none
    int32_t rows_left; // rows beyond the bound, which are not shown
    bool *lit;
    bool is_any_lit;
    // The type that it is set in.
    const char *role;
    double pad_x, pad_y;
    double head_em; // least width of a head
};

bool table_has_header(const struct grid_column *column);

// Read the rows: texts, figures in one format for each column, totals. No rows: row_count is 0.
struct table_grid table_read(const hai_block *block, const struct table *table);

// Set all cells and heads in a role, and find how wide columns would be, and how narrow they can
// be: no head is narrower than so many characters, or than a word.
void table_set(const hai_block *block, struct table_grid *grid, const char *role, double pad_x,
               double head_em);

// The type of a cell.
hai_text_style table_type(const hai_block *block, const struct table_grid *grid, int32_t column,
                          int32_t row);

struct table_group {
    const hai_paragraph *words;
    double x, width;
};

struct table_plan {
    struct table_grid grid;
    hai_box box; // its height as needed
    bool is_cards;
    int32_t dropped; // columns
    const hai_paragraph *title, *note;
    double title_y, head_y, groups_height, heads_height, rows_y, note_y;
    struct table_group *groups; // one for each run of columns with a group
    int32_t group_count;
    double *row_y, *row_height;
    const hai_paragraph **names, **pairs, **over; // cards: names of rows; titles of columns, and
                                                  // the heads above those that begin a group
};

#define TABLE_INDENT 24.0 // of titles below a head, in cards

struct table_plan table_plan(const hai_block *block, const struct table *table, hai_box box);
void table_draw(const hai_block *block, const struct table *table, const struct table_plan *plan,
                hai_canvas *canvas);

#endif
