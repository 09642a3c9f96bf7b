// SPDX-License-Identifier: MIT
#include "data/frame.h"

#include <glib.h>
#include <string.h>

#include "data/table_build.h"

void frame_begin(struct frame *frame, struct arena *arena, int32_t rows)
{
    frame->arena = arena;
    frame->rows = rows;
    frame->columns = 0;
}

void frame_open(struct frame *frame, struct arena *arena, const hai_table *table)
{
    int32_t columns = hai_table_columns(table), rows = hai_table_rows(table);
    const struct cell *cells = table_cells(table);
    frame_begin(frame, arena, rows);
    frame->columns = columns;
    for (int32_t i = 0; i < columns; i++) {
        struct cell *own = g_new(struct cell, (gsize)rows + 1);
        for (int32_t row = 0; row < rows; row++)
            own[row] = cells[(size_t)row * (size_t)columns + (size_t)i];
        frame->column[i] = (struct frame_column){hai_table_column_name(table, i), own};
    }
}

void frame_close(struct frame *frame)
{
    for (int32_t i = 0; i < frame->columns; i++)
        g_free(frame->column[i].cells);
    frame->columns = 0;
}

const hai_table *frame_table(struct frame *frame)
{
    size_t columns = (size_t)frame->columns, rows = (size_t)frame->rows;
    struct cell *cells = arena_alloc(frame->arena, (columns * rows + 1) * sizeof *cells);
    for (size_t i = 0; i < columns; i++) {
        for (size_t row = 0; row < rows; row++) {
            struct cell *cell = &cells[row * columns + i];
            *cell = frame->column[i].cells[row];
            cell_write(frame->arena, cell);
        }
    }
    return table_of_cells(frame->arena, frame_names(frame), frame->columns, cells, frame->rows);
}

int32_t frame_find(const struct frame *frame, const char *name)
{
    for (int32_t i = 0; i < frame->columns; i++)
        if (strcmp(frame->column[i].name, name) == 0)
            return i;
    return -1;
}

const char *const *frame_names(const struct frame *frame)
{
    const char **names = arena_alloc(frame->arena, ((size_t)frame->columns + 1) * sizeof *names);
    for (int32_t i = 0; i < frame->columns; i++)
        names[i] = frame->column[i].name;
    return names;
}

bool frame_fits(int64_t rows, int64_t columns)
{
    return rows <= TABLE_MAX_ROWS && columns <= TABLE_MAX_COLUMNS &&
           rows * columns <= TABLE_MAX_CELLS;
}

struct cell *frame_cells(const struct frame *frame)
{
    struct cell *cells = g_new(struct cell, (gsize)frame->rows + 1);
    for (int32_t row = 0; row < frame->rows; row++)
        cells[row] = cell_empty();
    return cells;
}

bool frame_put(struct frame *frame, const char *name, struct cell *cells)
{
    int32_t found = frame_find(frame, name);
    if (found < 0 && !frame_fits(frame->rows, frame->columns + 1)) {
        g_free(cells);
        return false;
    }
    if (found < 0) {
        found = frame->columns++;
        frame->column[found].name = arena_strdup(frame->arena, name);
    } else {
        g_free(frame->column[found].cells);
    }
    frame->column[found].cells = cells;
    return true;
}

void frame_pick(struct frame *frame, const int32_t *rows, int32_t count)
{
    for (int32_t i = 0; i < frame->columns; i++) {
        struct cell *old = frame->column[i].cells;
        struct cell *kept = g_new(struct cell, (gsize)count + 1);
        for (int32_t row = 0; row < count; row++)
            kept[row] = old[rows[row]];
        frame->column[i].cells = kept;
        g_free(old);
    }
    frame->rows = count;
}

struct keys {
    const struct frame *frame;
    const int32_t *columns;
    uint32_t count;
};

static int compare_keys(const struct keys *keys, int32_t a, int32_t b)
{
    for (uint32_t i = 0; i < keys->count; i++) {
        const struct cell *cells = keys->frame->column[keys->columns[i]].cells;
        int order = cell_order(&cells[a], &cells[b]);
        if (order != 0)
            return order;
    }
    return 0;
}

static gint compare_rows(gconstpointer a, gconstpointer b, gpointer data)
{
    int32_t row = *(const int32_t *)a, other = *(const int32_t *)b;
    int order = compare_keys(data, row, other);
    return order != 0 ? order : row < other ? -1 : row > other;
}

// Equal rows are brought together by sorting: no rows, however chosen, make that slow.
struct parts frame_parts(const struct frame *frame, const int32_t *columns, uint32_t count)
{
    size_t rows = (size_t)frame->rows;
    struct keys keys = {frame, columns, count};
    int32_t *sorted = g_new(int32_t, rows + 1), *first = g_new(int32_t, rows + 1);
    for (int32_t row = 0; row < frame->rows; row++)
        sorted[row] = row;
    if (count > 0)
        g_qsort_with_data(sorted, frame->rows, sizeof *sorted, compare_rows, &keys);

    // first[row]: the first row that equals it. The sizes of the parts stand at their first rows.
    int32_t *sizes = g_new0(int32_t, rows + 1);
    for (size_t i = 0; i < rows; i++) {
        bool is_new = i == 0 || compare_keys(&keys, sorted[i - 1], sorted[i]) != 0;
        first[sorted[i]] = is_new ? sorted[i] : first[sorted[i - 1]];
        sizes[first[sorted[i]]]++;
    }

    // In the order of those first rows, each part gets its place, then its rows in theirs.
    struct parts parts = {.starts = g_new0(int32_t, rows + 2), .rows = sorted};
    int32_t *next = g_new0(int32_t, rows + 1), at = 0;
    for (int32_t row = 0; row < frame->rows; row++) {
        if (sizes[row] == 0)
            continue;
        parts.starts[parts.count++] = at;
        next[row] = at;
        at += sizes[row];
    }
    parts.starts[parts.count] = at;
    for (int32_t row = 0; row < frame->rows; row++)
        parts.rows[next[first[row]]++] = row;
    g_free(next);
    g_free(sizes);
    g_free(first);
    return parts;
}

void parts_free(struct parts *parts)
{
    g_free(parts->starts);
    g_free(parts->rows);
}
