// SPDX-License-Identifier: MIT
//
// A table on its way through steps: column by column, so that one can be added, replaced or walked
// alone. Texts are borrowed from the arena; the cells belong to the frame.
#ifndef HAIBAO_DATA_FRAME_H
#define HAIBAO_DATA_FRAME_H

#include "data/cell.h"
#include "data/table.h"

struct frame_column {
    const char *name;
    struct cell *cells; // freed with g_free
};

struct frame {
    struct arena *arena;
    int32_t rows, columns;
    struct frame_column column[TABLE_MAX_COLUMNS];
};

void frame_open(struct frame *frame, struct arena *arena, const hai_table *table);
void frame_close(struct frame *frame);

// An empty frame of as many rows, into which columns are put.
void frame_begin(struct frame *frame, struct arena *arena, int32_t rows);

// What has come of it, as a table in the arena.
const hai_table *frame_table(struct frame *frame);

int32_t frame_find(const struct frame *frame, const char *name); // -1: no such column

// The names, NULL at the end; in the arena.
const char *const *frame_names(const struct frame *frame);

// True where the bounds of a table allow so many rows of so many columns.
bool frame_fits(int64_t rows, int64_t columns);

// Cells for a new column, all empty. Free with g_free.
struct cell *frame_cells(const struct frame *frame);

// Put a column, whose cells become the frame's; one of that name is replaced where it stands, and
// its old cells are freed. False, with the cells freed, where there is no room.
bool frame_put(struct frame *frame, const char *name, struct cell *cells);

// Keep these rows, in this order; a row may be taken more than once.
void frame_pick(struct frame *frame, const int32_t *rows, int32_t count);

// Rows that are equal in some columns, as parts: part p has the rows `rows[starts[p]]` up to
// `starts[p + 1]`, in their order, and parts come in the order in which they first appear. Without
// columns all rows are one part.
struct parts {
    int32_t count;
    int32_t *starts, *rows;
};

struct parts frame_parts(const struct frame *frame, const int32_t *columns, uint32_t count);
void parts_free(struct parts *parts);

#endif
