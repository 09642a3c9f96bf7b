// SPDX-License-Identifier: MIT
//
// Tables of rows, from a spec, a CSV (RFC 4180, libcsv) or a JSON file. See <haibao/table.h> for
// reading.
#ifndef HAIBAO_DATA_TABLE_H
#define HAIBAO_DATA_TABLE_H

#include <jansson.h>
#include <stdbool.h>

#include <haibao/table.h>

#include "base/arena.h"
#include "base/report.h"

#define TABLE_MAX_BYTES (64u << 20)
#define TABLE_MAX_ROWS 1000000
#define TABLE_MAX_COLUMNS 256
#define TABLE_MAX_CELLS 4000000

// From a JSON array of objects (columns are the keys in order of first appearance) or of arrays
// (the first one is the header). `source` and `pointer` place the messages. NULL after reporting.
const hai_table *table_from_json(struct arena *arena, struct report *report, json_t *array,
                                 const struct source *source, const char *pointer);

// From CSV text; the first line is the header. A UTF-8 byte order mark is passed over. Ragged rows,
// an unclosed quote, no UTF-8, and columns without or with the same name are errors with file:line.
// Blanks around a cell without quotes are dropped, and so are empty lines.
//
// Codes of both: data.type, data.ragged, data.header, data.quote, data.encoding, data.limit,
// text.limit, text.control.
const hai_table *table_from_csv(struct arena *arena, struct report *report,
                                const struct source *source);

// A cell as JSON value: string, integer, real, boolean or null. A new reference. Cells of a CSV
// that read wholly as a number (JSON's grammar) are numbers, empty ones null.
json_t *table_value(const hai_table *table, int32_t row, int32_t column);

// The column names, NULL at the end.
const char *const *table_column_names(const hai_table *table);

#endif
