// SPDX-License-Identifier: MIT
//
// How a table comes to be, whatever it is read from: columns first, then cells row by row.
#ifndef HAIBAO_DATA_TABLE_BUILD_H
#define HAIBAO_DATA_TABLE_BUILD_H

#include <glib.h>

#include "base/clean.h"
#include "data/cell.h"
#include "data/table.h"

struct table_builder {
    struct arena *arena;
    struct report *report;
    GPtrArray *names;  // in the arena
    GHashTable *index; // name to number + 1
    GArray *cells;     // struct cell
};

void table_builder_init(struct table_builder *builder, struct arena *arena, struct report *report);
void table_builder_finish(struct table_builder *builder);

// The column of a name, -1 where there is none yet.
int32_t table_builder_find(const struct table_builder *builder, const char *name);

// What keeps a name from being a new column, in words; NULL when it has become one.
const char *table_builder_column(struct table_builder *builder, const char *name);

// The next cell. A text is cleaned, and its faults added up; what is wrong with its size is
// returned in words, NULL where nothing is.
const char *table_builder_text(struct table_builder *builder, const char *text,
                               struct clean_faults *faults);
void table_builder_number(struct table_builder *builder, enum cell_kind kind, const char *text,
                          double number);
void table_builder_bool(struct table_builder *builder, bool yes);
void table_builder_empty(struct table_builder *builder);

// True where another row of all columns still fits the bounds.
bool table_builder_has_room(const struct table_builder *builder);

const hai_table *table_builder_table(struct table_builder *builder);

// A table of cells that are there, row by row, each with its text. Names and cells are in the
// arena; NULL ends the names.
const hai_table *table_of_cells(struct arena *arena, const char *const *names, int32_t columns,
                                const struct cell *cells, int32_t rows);

// The cells of a table, row by row.
const struct cell *table_cells(const hai_table *table);

#endif
