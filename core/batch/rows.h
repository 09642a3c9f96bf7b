// SPDX-License-Identifier: MIT
//
// The rows of a batch, one after the other, whatever their number: CSV (RFC 4180) whose first line
// names the columns, a JSON array of objects, or NDJSON, an object a line.
//
// A row is a JSON object, and is given as text: whoever needs its values parses it. The cells of a
// CSV that read as numbers are numbers, but for those that would lose how they are written (306.80,
// 007); empty cells are null.
#ifndef HAIBAO_BATCH_ROWS_H
#define HAIBAO_BATCH_ROWS_H

#include <glib.h>
#include <jansson.h>
#include <stdint.h>

#include "base/report.h"

#define ROWS_MAX_BYTES (1u << 20) // of a row
#define ROWS_MAX_COLUMNS 256

struct rows;

// By the ending of the name: .csv, .json, .ndjson, .jsonl; else by how the text begins. "-" is the
// standard input. What is no regular file is first copied into a temporary one, so that it can be
// read twice. NULL after reporting.
struct rows *rows_open(const char *path, struct report *report);
void rows_close(struct rows *rows);

// From the first row again.
void rows_rewind(struct rows *rows);

enum rows_step {
    ROWS_ROW,   // there is a row, though it may be no JSON
    ROWS_WRONG, // there is one, and it cannot be used: `code`, `text` and `hint` say why
    ROWS_END,
    ROWS_BROKEN, // what follows cannot be told apart: as ROWS_WRONG, and there is no more
};

struct row {
    uint64_t number;                // from 1
    int line;                       // where it begins, from 1
    const GString *json;            // ROWS_ROW: until the next call
    const char *code, *text, *hint; // until the next call
};

enum rows_step rows_next(struct rows *rows, struct row *row);

// A row's values. A new reference; NULL after reporting "row.syntax", "row.form".
json_t *rows_values(const char *json, size_t size, struct report *report);

const char *rows_path(const struct rows *rows);

#endif
