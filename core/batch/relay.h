// SPDX-License-Identifier: MIT
//
// Jobs as JSON lines on one stream, answers on another, in any order. See job.h for both; a job's
// "id", whatever it is, stands in its answer.
#ifndef HAIBAO_BATCH_RELAY_H
#define HAIBAO_BATCH_RELAY_H

#include <stdbool.h>
#include <stdio.h>

#include "base/report.h"
#include "batch/crew.h"

enum relay_end {
    RELAY_DONE,
    RELAY_FAILED, // some jobs
    RELAY_FULL,   // a file, or an answer, could not be written
    RELAY_STOPPED,
    RELAY_UNAVAILABLE,
};

// Until `input` ends and all its jobs are answered.
enum relay_end relay_run(const struct crew_settings *settings, int input, FILE *output,
                         struct report *report);

#endif
