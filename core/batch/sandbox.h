// SPDX-License-Identifier: MIT
//
// What a process that draws rows may do: read the folders it needs, write into those of the
// outputs, and nothing else; no network, no other programs, no more memory than it is given.
//
// Three means, each of which holds alone: limits of resources; Landlock, where the kernel has it,
// for files; seccomp for calls. They bind a process and all that it forks, for good.
#ifndef HAIBAO_BATCH_SANDBOX_H
#define HAIBAO_BATCH_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

enum sandbox_mode { SANDBOX_AUTO, SANDBOX_REQUIRE, SANDBOX_OFF };

struct sandbox {
    enum sandbox_mode mode;
    const char *const *readable; // folders and files, NULL at the end
    const char *const *writable; // folders
    size_t memory;               // bytes of address space; 0: no limit
};

// What this kernel lacks of it ("Landlock"), or NULL.
const char *sandbox_lacks(void);

// For the nursery, which forks, and passes open files. False, with errno, where a part that is
// there fails.
bool sandbox_enter(const struct sandbox *sandbox);

// For a worker, in addition: no more forks.
bool sandbox_enter_worker(const struct sandbox *sandbox);

// So many seconds of CPU time more from now on.
void sandbox_limit_cpu(double seconds);

#endif
