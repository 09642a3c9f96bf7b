// SPDX-License-Identifier: MIT
//
// Reading files whole, within a bound, and writing them so that they appear whole or not at all.
#ifndef HAIBAO_BASE_FILE_H
#define HAIBAO_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct report;

// A text that was read: what messages point into.
struct source {
    const char *path; // as people should see it
    const char *text; // NUL after length bytes
    size_t length;
};

// Read a regular file of at most `limit` bytes into the arena. False, with an errno value in
// *error (EFBIG above the limit, EISDIR, EINVAL for what is no regular file), where it fails.
bool file_read(struct arena *arena, const char *path, size_t limit, struct source *source,
               int *error);

// True where `path`, symbolic links resolved, lies in the folder `root` or below it. What does not
// exist counts as being where its nearest existing parent is.
bool file_is_below(const char *path, const char *root);

// A file that is being written beside its final name.
struct file_writer;

// Create a file in the folder of `path`, readable as the umask says: without a name where the file
// system can, so that nothing is left of it if the program is killed; else under a temporary name.
// NULL with errno set where that fails: EISDIR, or EINVAL where the name is taken by what is no
// regular file (a device).
struct file_writer *file_writer_open(const char *path);

// Append. After a failure every further call fails too, and the first errno is kept.
bool file_writer_write(struct file_writer *writer, const void *bytes, size_t size);

// fsync, rename to the final name, fsync the folder; without the syncing unless `is_synced`. Frees
// the writer. On failure the temporary
// file is removed, errno is set, and the final name is as it was before (but for one case: when
// the disk fails as the folder is synced, the new file is already there, whole).
bool file_writer_commit(struct file_writer *writer, bool is_synced);

// Remove the temporary file. Accepts NULL.
void file_writer_abort(struct file_writer *writer);

#endif
