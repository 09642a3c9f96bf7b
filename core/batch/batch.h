// SPDX-License-Identifier: MIT
//
// One spec drawn for each of many rows.
#ifndef HAIBAO_BATCH_BATCH_H
#define HAIBAO_BATCH_BATCH_H

#include <stdbool.h>
#include <stdint.h>

#include "base/report.h"
#include "batch/crew.h"
#include "batch/progress.h"

struct batch_settings {
    const char *spec, *rows;
    const char *const *outputs; // names with placeholders, NULL at the end
    const char *const *sizes;   // NULL at the end; or NULL: the spec's own
    const char *theme, *compression;
    const char *const *sets, *const *allowed;
    uint64_t limit;         // rows; 0: all
    unsigned shard, shards; // 1 of 1: all
    const char *manifest;   // or NULL
    bool resumes, stops;    // stops at the first row that fails
    bool is_quiet;
    enum progress_form progress;
    const char *const *plugins; // the files of all that may be loaded, for the key
    struct crew_settings crew;  // `data` and `take` are filled in here
};

enum batch_end {
    BATCH_DONE,
    BATCH_FAILED,      // some rows
    BATCH_WRONG,       // before anything was drawn; it is in the report
    BATCH_FULL,        // a file could not be written
    BATCH_STOPPED,     // by a signal
    BATCH_UNAVAILABLE, // workers cannot be started
};

enum batch_end batch_run(const struct batch_settings *settings, struct report *report);

#endif
