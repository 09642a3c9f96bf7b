// SPDX-License-Identifier: MIT
//
// The inside of rows.h: bytes of the file, and the three formats.
#ifndef HAIBAO_BATCH_ROWS_READ_H
#define HAIBAO_BATCH_ROWS_READ_H

#include <glib.h>

#include "batch/rows.h"

enum rows_format { FORMAT_CSV, FORMAT_ARRAY, FORMAT_LINES };

struct rows {
    char *path;
    int file;
    enum rows_format format;
    unsigned char *buffer;
    size_t filled, at; // of the buffer
    int error;         // errno of a failed read
    uint64_t number;
    int line;         // at hand, from 1
    GString *text;    // of the row at hand
    GString *trouble; // what `row.text` points to
    bool is_over;

    // An array.
    bool is_inside;

    // CSV.
    struct rows_csv *csv;
};

// The next byte, -1 at the end.
int rows_byte(struct rows *rows);

// Say what is wrong with a row.
enum rows_step rows_complain(struct rows *rows, struct row *row, enum rows_step step,
                             const char *code, const char *hint, const char *format, ...)
    __attribute__((format(printf, 6, 7)));

// A line without its end into rows->text. False at the end of the file. What is longer than
// ROWS_MAX_BYTES is passed over, *is_long set.
bool rows_line(struct rows *rows, bool *is_long);

enum rows_step rows_next_item(struct rows *rows, struct row *row);   // FORMAT_ARRAY
enum rows_step rows_next_line(struct rows *rows, struct row *row);   // FORMAT_LINES
enum rows_step rows_next_record(struct rows *rows, struct row *row); // FORMAT_CSV

// To the state at the beginning of the file; makes rows->csv.
void rows_csv_restart(struct rows *rows);
void rows_csv_free(struct rows_csv *csv);

#endif
