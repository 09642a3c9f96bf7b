// SPDX-License-Identifier: MIT
//
// A table: rows and named columns from a spec, a CSV or a JSON file. Borrowed by visuals.
#ifndef HAIBAO_TABLE_H
#define HAIBAO_TABLE_H

#include <haibao/abi.h>
#include <haibao/option.h>

HAI_API int32_t hai_table_rows(const hai_table *table);
HAI_API int32_t hai_table_columns(const hai_table *table);

// The name of a column, or the column of a name (-1: there is none).
HAI_API const char *hai_table_column_name(const hai_table *table, int32_t column);
HAI_API int32_t hai_table_find_column(const hai_table *table, const char *name);

// A cell as text; "" where it is empty or the place does not exist. A number reads as written.
HAI_API const char *hai_table_text(const hai_table *table, int32_t row, int32_t column);

// A cell as number; NAN where it is empty, is no number, or the place does not exist.
HAI_API double hai_table_number(const hai_table *table, int32_t row, int32_t column);

#endif
