// SPDX-License-Identifier: MIT
//
// Which rows of a batch are drawn, and into which files. Before anything is drawn all rows are read
// once: no two files may have one name.
#ifndef HAIBAO_BATCH_PLAN_H
#define HAIBAO_BATCH_PLAN_H

#include "batch/batch.h"
#include "batch/manifest.h"
#include "batch/rows.h"

struct plan;

// NULL after reporting "row.file".
struct plan *plan_open(const struct batch_settings *settings, struct report *report);
void plan_free(struct plan *plan);

// The job of the first row, so that what all rows need can be made ready before they are known.
// NULL where that row is wrong: what is wrong with it is told when it is its turn.
json_t *plan_first_job(struct plan *plan);

// Read all rows. False after reporting: what rows.h says of a file that cannot be read as rows,
// "name.clash", "name.empty".
bool plan_survey(struct plan *plan, struct report *report);

// How many rows plan_next will give, after plan_survey.
uint64_t plan_total(const struct plan *plan);

// The next row of this shard. As rows_next.
enum rows_step plan_next(struct plan *plan, struct row *row);

// The job of a row; NULL after reporting why its files have no names.
json_t *plan_job(struct plan *plan, const struct row *row, struct report *report);

// Make the folders that all files lie in, and have them synced with the manifest.
void plan_make_folders(const struct plan *plan, struct manifest *manifest);

#endif
