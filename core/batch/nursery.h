// SPDX-License-Identifier: MIT
//
// The process from which workers are forked. It draws the first row once for nothing, so that each
// worker starts with fonts open, texts shaped and glyphs drawn; it is in the sandbox, so that the
// process which began the batch touches nothing of what rows bring but JSON.
//
// All of them have one thread, which is checked before each fork.
#ifndef HAIBAO_BATCH_NURSERY_H
#define HAIBAO_BATCH_NURSERY_H

#include <stdbool.h>
#include <stdint.h>

#include "batch/job.h"
#include "batch/sandbox.h"

// To the nursery: draw the job that is in the file; fork a worker with this channel and this file
// for its standard error. From it: the job is drawn; a worker began (pid); one ended (pid, status);
// it cannot go on (status: errno, or one of the values below).
enum { NOTE_WARM = 1, NOTE_FORK, NOTE_READY, NOTE_BORN, NOTE_ENDED, NOTE_FAILED };
enum { NURSERY_NO_SANDBOX = 10001, NURSERY_HAS_THREADS };

struct nursery_settings {
    struct easel *easel;
    const struct sandbox *sandbox;
    double seconds; // for a row, of the clock and of CPU time
};

// Whether this process has one thread.
bool process_is_single(void);

// Runs until the other end of `control` is closed. Never returns.
_Noreturn void nursery_run(int control, const struct nursery_settings *settings);

#endif
