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

// What plan_request says of the first row that is JSON, so that what all rows need can be made
// ready before they are known. NULL where there is none.
GString *plan_sample(struct plan *plan);

// Read all rows. False after reporting: what rows.h says of a file that cannot be read as rows,
// "name.clash", "name.empty".
bool plan_survey(struct plan *plan, struct report *report);

// How many rows plan_next will give, after plan_survey.
uint64_t plan_total(const struct plan *plan);

// The next row of this shard. As rows_next.
enum rows_step plan_next(struct plan *plan, struct row *row);

// What a worker is asked for a row (batch/job.h). A new string.
GString *plan_request(struct plan *plan, const struct row *row);

// Make the folders that all files lie in, and have them synced with the manifest.
void plan_make_folders(const struct plan *plan, struct manifest *manifest);

#endif
