// SPDX-License-Identifier: MIT
#include "base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"

#define TEMPORARY_ATTEMPTS 100

// Up to `size` bytes, fewer at the end of the file; -1 with errno set.
static ssize_t read_all(int fd, char *bytes, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t count = read(fd, bytes + done, size - done);
        if (count < 0 && errno == EINTR)
            continue;
        if (count < 0)
            return -1;
        if (count == 0)
            break;
        done += (size_t)count;
    }
    return (ssize_t)done;
}

// What keeps an open file from being read whole: an errno value, 0 if nothing.
static int check_readable(int fd, size_t limit, size_t *size)
{
    struct stat status;
    if (fstat(fd, &status) != 0)
        return errno;
    if (S_ISDIR(status.st_mode))
        return EISDIR;
    if (!S_ISREG(status.st_mode))
        return EINVAL;
    if (status.st_size < 0 || (uintmax_t)status.st_size > limit)
        return EFBIG;
    *size = (size_t)status.st_size;
    return 0;
}

bool file_read(struct arena *arena, const char *path, size_t limit, struct source *source,
               int *error)
{
    // Without O_NONBLOCK the opening of a pipe would wait for a writer.
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0) {
        *error = errno;
        return false;
    }

    size_t size = 0;
    *error = check_readable(fd, limit, &size);
    if (*error == 0) {
        char *text = arena_alloc(arena, size + 1);
        ssize_t length = read_all(fd, text, size);
        if (length < 0)
            *error = errno;
        else
            *source = (struct source){arena_strdup(arena, path), text, (size_t)length};
    }
    (void)close(fd); // nothing was written
    return *error == 0;
}

// The real path of the nearest parent that exists: what is not there cannot be read either, and
// its reader has the better message. NULL where even that fails.
static char *resolve_path(const char *path)
{
    char *left = g_strdup(path);
    char *real = realpath(left, NULL);
    while (real == NULL && errno == ENOENT && strcmp(left, ".") != 0 && strcmp(left, "/") != 0) {
        char *parent = g_path_get_dirname(left);
        g_free(left);
        left = parent;
        real = realpath(left, NULL);
    }
    g_free(left);
    return real;
}

bool file_is_below(const char *path, const char *root)
{
    bool below = false;
    char *real_path = resolve_path(path);
    char *real_root = realpath(root, NULL);
    if (real_path == NULL || real_root == NULL)
        goto done;

    size_t length = strlen(real_root);
    if (strcmp(real_root, "/") == 0)
        length = 0;
    below = strncmp(real_path, real_root, length) == 0 &&
            (real_path[length] == '/' || real_path[length] == '\0');
done:
    free(real_path);
    free(real_root);
    return below;
}

struct file_writer {
    char *path, *folder;
    char *temporary; // NULL: it has no name yet
    int fd;
    int error; // the first errno
};

static void free_writer(struct file_writer *writer)
{
    g_free(writer->path);
    g_free(writer->folder);
    g_free(writer->temporary);
    g_free(writer);
}

// 0, or the errno value for why the name cannot be taken by a new file.
static int check_target(const char *path)
{
    struct stat status;
    if (path[0] == '\0')
        return ENOENT;
    if (g_str_has_suffix(path, "/"))
        return EISDIR;
    if (stat(path, &status) != 0)
        return errno == ENOENT ? 0 : errno;
    if (S_ISDIR(status.st_mode))
        return EISDIR;
    return S_ISREG(status.st_mode) ? 0 : EINVAL;
}

// A name that no file has yet, whatever another process or a crash has left: `take` makes a file of
// it, and fails with EEXIST where there is one. True when writer->temporary is ours.
static bool take_name(struct file_writer *writer,
                      bool (*take)(struct file_writer *writer, const char *name))
{
    char *name = g_path_get_basename(writer->path);
    if (strlen(name) > NAME_MAX - 32)
        name[0] = '\0';

    bool is_taken = false;
    for (int i = 0; i < TEMPORARY_ATTEMPTS && !is_taken; i++) {
        writer->temporary =
            g_strdup_printf("%s/.%s.%ld-%d.tmp", writer->folder, name, (long)getpid(), i);
        is_taken = take(writer, writer->temporary);
        if (is_taken)
            break;
        int error = errno;
        g_free(writer->temporary);
        writer->temporary = NULL;
        errno = error;
        if (error != EEXIST)
            break;
    }
    int error = errno;
    g_free(name);
    errno = error;
    return is_taken;
}

static bool create_name(struct file_writer *writer, const char *name)
{
    writer->fd = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0644);
    return writer->fd >= 0;
}

// A new file, its mode cut by the umask as for any other (mkostemp would make it 0600).
static bool create_file(struct file_writer *writer)
{
    writer->fd = open(writer->folder, O_WRONLY | O_TMPFILE | O_CLOEXEC, 0644);
    return writer->fd >= 0 || take_name(writer, create_name);
}

// Give the file without a name one.
static bool link_name(struct file_writer *writer, const char *name)
{
    char own[64];
    (void)g_snprintf(own, sizeof own, "/proc/self/fd/%d", writer->fd);
    return linkat(AT_FDCWD, own, AT_FDCWD, name, AT_SYMLINK_FOLLOW) == 0;
}

// The final name, which only a rename can take from another file.
static bool give_name(struct file_writer *writer)
{
    if (writer->temporary == NULL) {
        if (link_name(writer, writer->path))
            return true;
        if (errno != EEXIST || !take_name(writer, link_name))
            return false;
    }
    return rename(writer->temporary, writer->path) == 0;
}

struct file_writer *file_writer_open(const char *path)
{
    int error = check_target(path);
    if (error != 0) {
        errno = error;
        return NULL;
    }

    struct file_writer *writer = g_new0(struct file_writer, 1);
    writer->path = g_strdup(path);
    writer->folder = g_path_get_dirname(path);
    if (!create_file(writer)) {
        error = errno;
        free_writer(writer);
        errno = error;
        return NULL;
    }
    return writer;
}

bool file_writer_write(struct file_writer *writer, const void *bytes, size_t size)
{
    const char *at = bytes;
    while (writer->error == 0 && size > 0) {
        ssize_t count = write(writer->fd, at, size);
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0) {
            writer->error = count < 0 ? errno : EIO;
            break;
        }
        at += count;
        size -= (size_t)count;
    }
    if (writer->error != 0)
        errno = writer->error;
    return writer->error == 0;
}

static int sync_fd(int fd)
{
    int result;
    do
        result = fsync(fd);
    while (result != 0 && errno == EINTR);
    return result == 0 ? 0 : errno;
}

// Some file systems cannot sync a folder, and a folder may be writable but not readable: the file
// itself is on disk by then, so neither is worth a failure.
static int sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    int error = sync_fd(fd);
    (void)close(fd); // nothing was written
    return error == EIO || error == ENOSPC || error == EDQUOT ? error : 0;
}

static void remove_temporary(const struct file_writer *writer)
{
    if (writer->temporary != NULL)
        (void)unlink(writer->temporary);
}

// Close the file, for good even where close() fails, as POSIX leaves no other way on Linux.
static int close_file(struct file_writer *writer)
{
    int fd = writer->fd;
    writer->fd = -1;
    return close(fd) == 0 || errno == EINTR ? 0 : errno;
}

bool file_writer_commit(struct file_writer *writer, bool is_synced)
{
    int error = writer->error;
    if (error == 0 && is_synced)
        error = sync_fd(writer->fd);
    if (error == 0 && !give_name(writer))
        error = errno;
    int closing = close_file(writer);
    if (error == 0)
        error = closing;

    if (error != 0)
        remove_temporary(writer);
    else if (is_synced)
        error = sync_folder(writer->folder);
    free_writer(writer);
    if (error != 0)
        errno = error;
    return error == 0;
}

void file_writer_abort(struct file_writer *writer)
{
    if (writer == NULL)
        return;
    (void)close_file(writer);
    remove_temporary(writer);
    free_writer(writer);
}
