// SPDX-License-Identifier: MIT
//
// The file systems that outputs lie on. A process beside brings them to the disk while others draw,
// since that is mostly waiting: once at the end it would all have to be waited for.
#ifndef HAIBAO_BATCH_DISKS_H
#define HAIBAO_BATCH_DISKS_H

#include <stdbool.h>

struct disks;

struct disks *disks_new(void);

// The file system of a folder; before disks_start.
void disks_add(struct disks *disks, const char *folder);

// Start the process. Where that fails all goes on, and each sync is waited for.
void disks_start(struct disks *disks);

// A file that was written since the last sync began: the next brings its data to the disk before
// all else. Files that are not told, or of which there are too many to tell, come no later than the
// rest. A file system that writes a folder's blocks keeps them locked meanwhile, and with much data
// before them in the queue that holds up whoever makes a file there.
void disks_add_file(struct disks *disks, const char *name);

// Have all that has been written brought to the disk. One at a time.
void disks_begin(struct disks *disks);

// What has become of it, once; DISKS_FAILED comes with errno. DISKS_BUSY unless it waits.
enum disks_state { DISKS_IDLE, DISKS_BUSY, DISKS_DONE, DISKS_FAILED };
enum disks_state disks_end(struct disks *disks, bool waits);

bool disks_are_busy(const struct disks *disks);

// Readable when a sync ends; -1 while there is none.
int disks_file(const struct disks *disks);

void disks_free(struct disks *disks);

#endif
