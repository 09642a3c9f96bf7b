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

struct hashed {
    uint64_t hash;
    int32_t row;
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

static gint compare_hashed_keys(gconstpointer a, gconstpointer b, gpointer data)
{
    const struct hashed *left = a, *right = b;
    int order = compare_keys(data, left->row, right->row);
    return order != 0 ? order : left->row < right->row ? -1 : left->row > right->row;
}

static gint compare_hashes(gconstpointer a, gconstpointer b, gpointer data)
{
    (void)data;
    const struct hashed *left = a, *right = b;
    if (left->hash != right->hash)
        return left->hash < right->hash ? -1 : 1;
    return left->row < right->row ? -1 : left->row > right->row;
}

// FNV-1a (Fowler, Noll and Vo), of what makes cells equal in cell_order.
static uint64_t hash_bytes(uint64_t hash, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++)
        hash = (hash ^ at[i]) * UINT64_C(1099511628211);
    return hash;
}

static uint64_t hash_row(const struct keys *keys, int32_t row)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (uint32_t i = 0; i < keys->count; i++) {
        const struct cell *cell = &keys->frame->column[keys->columns[i]].cells[row];
        bool is_number = cell_is_number(cell);
        unsigned char kind = (unsigned char)(is_number ? CELL_REAL : cell->kind);
        hash = hash_bytes(hash, &kind, 1);
        if (is_number)
            hash = hash_bytes(hash, &cell->number, sizeof cell->number);
        else if (cell->kind == CELL_TEXT)
            hash = hash_bytes(hash, cell->text, strlen(cell->text));
    }
    return hash;
}

// Bring equal rows together, each kind in its order. Hashes sort fast; where different rows have
// the same one, the rows themselves are compared, so that no rows, however chosen, make it slow.
static struct hashed *sort_rows(const struct keys *keys)
{
    int32_t rows = keys->frame->rows;
    struct hashed *sorted = g_new(struct hashed, (gsize)rows + 1);
    for (int32_t row = 0; row < rows; row++)
        sorted[row] = (struct hashed){keys->count > 0 ? hash_row(keys, row) : 0, row};
    if (keys->count == 0)
        return sorted;
    g_qsort_with_data(sorted, rows, sizeof *sorted, compare_hashes, NULL);
    struct keys copy = *keys;
    for (int32_t first = 0, end; first < rows; first = end) {
        bool differ = false;
        for (end = first + 1; end < rows && sorted[end].hash == sorted[first].hash; end++)
            differ = differ || compare_keys(keys, sorted[first].row, sorted[end].row) != 0;
        if (differ)
            g_qsort_with_data(sorted + first, end - first, sizeof *sorted, compare_hashed_keys,
                              &copy);
    }
    return sorted;
}

struct parts frame_parts(const struct frame *frame, const int32_t *columns, uint32_t count)
{
    size_t rows = (size_t)frame->rows;
    struct keys keys = {frame, columns, count};
    struct hashed *sorted = sort_rows(&keys);
    int32_t *first = g_new(int32_t, rows + 1);

    // first[row]: the first row that equals it. The sizes of the parts stand at their first rows.
    int32_t *sizes = g_new0(int32_t, rows + 1);
    for (size_t i = 0; i < rows; i++) {
        int32_t row = sorted[i].row, before = i > 0 ? sorted[i - 1].row : -1;
        bool is_new =
            i == 0 || sorted[i - 1].hash != sorted[i].hash || compare_keys(&keys, before, row) != 0;
        first[row] = is_new ? row : first[before];
        sizes[first[row]]++;
    }

    // In the order of those first rows, each part gets its place, then its rows in theirs.
    struct parts parts = {.starts = g_new0(int32_t, rows + 2), .rows = g_new(int32_t, rows + 1)};
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
    g_free(sorted);
    return parts;
}

void parts_free(struct parts *parts)
{
    g_free(parts->starts);
    g_free(parts->rows);
}
