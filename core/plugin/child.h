// SPDX-License-Identifier: MIT
//
// Foreign code in a child process: what it breaks, it breaks there.
#ifndef HAIBAO_PLUGIN_CHILD_H
#define HAIBAO_PLUGIN_CHILD_H

#include <glib.h>
#include <stdbool.h>

#include "base/arena.h"

#define CHILD_MAX_OUTPUT (4u << 20) // bytes; a child that says more is ended

struct child_limits {
    unsigned cpu_seconds, wall_seconds;
};

// Run `work` in a copy of this process, which must have one thread. What it writes to the
// descriptor `output` is appended to `said`, which may be NULL; its standard streams are shut.
// NULL when it ran to its end; else in the arena how it ended ("crashes (Segmentation fault)").
// Its memory is its own: nothing that it changes is seen here.
const char *child_run(struct arena *arena, const struct child_limits *limits,
                      void (*work)(void *data, int output), void *data, GString *said);

#endif
