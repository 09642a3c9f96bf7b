// SPDX-License-Identifier: MIT
//
// The manifest of a batch: a JSON object a line for each row that is over. A line is written after
// the files that it tells of are on the disk, so that what it says holds after any crash. A line
// that a crash cut is dropped when the file is opened again.
#ifndef HAIBAO_BATCH_MANIFEST_H
#define HAIBAO_BATCH_MANIFEST_H

#include <jansson.h>
#include <stdbool.h>

#include "base/report.h"

struct manifest;

// `path` may be NULL: then nothing is written, but outputs are synced all the same. Where it goes
// on (`resumes`) the lines that are there are kept, else the file begins anew. NULL after
// reporting "manifest.file".
struct manifest *manifest_open(const char *path, bool resumes, struct report *report);

// Have the file system of a folder synced before lines are written.
void manifest_add_folder(struct manifest *manifest, const char *folder);

// When all folders are known.
void manifest_start(struct manifest *manifest);

// The last line with this member "key" that was there; a new reference, or NULL.
json_t *manifest_find(struct manifest *manifest, const char *key);

// Take note of a line, which is written by the next sync.
void manifest_add(struct manifest *manifest, const json_t *line);

// Outputs, then lines, to the disk, if enough has gathered; nobody waits for it. False, with errno,
// where that has failed.
bool manifest_sync(struct manifest *manifest);

// Readable when there is something to do for manifest_sync; or -1.
int manifest_signal(const struct manifest *manifest);

// All of it, and wait.
bool manifest_finish(struct manifest *manifest);

void manifest_close(struct manifest *manifest);

#endif
