// SPDX-License-Identifier: MIT
//
// Messages between the processes of a batch: on a stream, each with its length before it; and
// single notes that carry open files along.
#ifndef HAIBAO_BATCH_CHANNEL_H
#define HAIBAO_BATCH_CHANNEL_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#define CHANNEL_MAX (16u << 20)

bool channel_send(int file, const char *text, size_t size);

// Wait for a message. A new string; NULL at the end of the stream.
char *channel_receive(int file, size_t *size);

// Take what has arrived into `input`, without waiting. False at the end of the stream.
bool channel_take(int file, GByteArray *input);

// The first message that `input` holds in full, removed from it; NULL if there is none yet.
char *channel_next(GByteArray *input, size_t *size);

// A note, with up to two open files. False where it cannot be sent.
struct note {
    int32_t kind, pid, status;
};
bool note_send(int file, const struct note *note, const int *files, int count);

// 1: there is a note; 0: none yet; -1: the other end is gone. The files belong to the caller; those
// that did not come are -1.
int note_receive(int file, struct note *note, int files[2]);

// A file in memory that holds a text. -1 where that fails.
int memory_file(const char *text, size_t size);

#endif
