// SPDX-License-Identifier: MIT
//
// Workers that draw rows, and the one who looks after them: hands out jobs, takes answers, ends who
// hangs, starts others in place of those that crash. A job whose worker is lost is tried once more
// in a fresh worker; then its answer says what happened. No other job is lost with it.
#ifndef HAIBAO_BATCH_CREW_H
#define HAIBAO_BATCH_CREW_H

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/report.h"
#include "batch/job.h"
#include "batch/sandbox.h"

struct crew_settings {
    struct easel *easel;
    const struct sandbox *sandbox;
    unsigned workers;
    unsigned recycle; // posters after which a worker is replaced
    double seconds;   // for a row
    void *data;       // for `take`

    // An answer, which is the callee's; how often the job was tried; and what came with it.
    void (*take)(void *data, json_t *answer, unsigned attempts, void *tag);
};

struct crew;

// Settings are borrowed. NULL after reporting.
struct crew *crew_open(const struct crew_settings *settings, struct report *report);

// Have what a job (batch/job.h) needs made ready, so that all workers begin with it. Nobody waits.
// Without this it is done with the first job that is given.
void crew_warm(struct crew *crew, const GString *request);

// No more jobs: workers end by themselves, busy ones at once. Nobody waits.
void crew_dismiss(struct crew *crew);

// Dismiss the crew, and wait until all have ended.
void crew_close(struct crew *crew);

// Whether a further job would be begun soon.
bool crew_has_room(const struct crew *crew);
bool crew_is_idle(const struct crew *crew);

// The request is the crew's from now on.
void crew_give(struct crew *crew, GString *request, void *tag);

// Wait for answers, or until there is something to read from `input` (-1: none), at most so long.
// Returns early after a signal. True where `input` can be read. False and crew_trouble where the
// crew cannot go on.
bool crew_wait(struct crew *crew, int input, int most_ms);

// Why the crew cannot go on, or NULL.
const char *crew_trouble(const struct crew *crew);

#endif
