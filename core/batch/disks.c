// SPDX-License-Identifier: MIT
#include "batch/disks.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define MAX_NAMES (64u << 10) // bytes of the names of files in one message

struct disk {
    dev_t device;
    int folder;
};

struct disks {
    GArray *list;   // struct disk
    GString *names; // of files, each with its zero
    int channel;    // to the process beside; -1: there is none
    pid_t process;
    enum disks_state state;
    int error; // of DISKS_FAILED
};

struct disks *disks_new(void)
{
    struct disks *disks = g_new0(struct disks, 1);
    disks->list = g_array_new(FALSE, FALSE, sizeof(struct disk));
    disks->names = g_string_new(NULL);
    disks->channel = -1;
    return disks;
}

void disks_add(struct disks *disks, const char *folder)
{
    struct stat about;
    struct disk disk = {.folder = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)};
    if (disk.folder < 0)
        return; // what cannot be read cannot be synced, as for single files
    bool is_new = fstat(disk.folder, &about) == 0;
    disk.device = about.st_dev;
    for (guint i = 0; i < disks->list->len && is_new; i++)
        is_new = g_array_index(disks->list, struct disk, i).device != disk.device;
    if (is_new)
        g_array_append_val(disks->list, disk);
    else
        (void)close(disk.folder);
}

// 0, or the errno of the first that fails.
static int sync_all(const struct disks *disks)
{
    for (guint i = 0; i < disks->list->len; i++)
        if (syncfs(g_array_index(disks->list, struct disk, i).folder) != 0)
            return errno;
    return 0;
}

#define MAX_OPEN 256

// All are begun before one is waited for. Nothing depends on it, so nothing that fails is told.
static void write_data(const char *names, size_t size)
{
    int files[MAX_OPEN], count = 0;
    for (const char *name = names; name < names + size && count < MAX_OPEN;
         name += strlen(name) + 1) {
        int file = open(name, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW | O_NONBLOCK);
        if (file < 0)
            continue;
        (void)sync_file_range(file, 0, 0, SYNC_FILE_RANGE_WRITE);
        files[count++] = file;
    }
    for (int i = 0; i < count; i++) {
        (void)sync_file_range(files[i], 0, 0,
                              SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE |
                                  SYNC_FILE_RANGE_WAIT_AFTER);
        (void)close(files[i]);
    }
}

static _Noreturn void serve(const struct disks *disks, int channel)
{
    // Whoever interrupts the batch interrupts the process that began it, which sees to the rest.
    (void)signal(SIGINT, SIG_IGN);
    (void)signal(SIGTERM, SIG_IGN);
    static char names[MAX_NAMES];
    for (;;) {
        ssize_t got = recv(channel, names, sizeof names, 0);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            _exit(0);
        write_data(names, (size_t)got);
        int error = sync_all(disks);
        if (send(channel, &error, sizeof error, MSG_NOSIGNAL) != sizeof error)
            _exit(0);
    }
}

static void stop(struct disks *disks)
{
    if (disks->channel >= 0)
        (void)close(disks->channel);
    while (disks->process > 0 && waitpid(disks->process, NULL, 0) < 0 && errno == EINTR) {
    }
    disks->channel = -1;
    disks->process = 0;
}

void disks_start(struct disks *disks)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0)
        return;
    disks->process = fork();
    if (disks->process == 0) {
        (void)close(ends[0]);
        serve(disks, ends[1]);
    }
    (void)close(ends[1]);
    disks->channel = ends[0];
    if (disks->process < 0)
        stop(disks);
}

static void note_end(struct disks *disks, int error)
{
    disks->state = error == 0 ? DISKS_DONE : DISKS_FAILED;
    disks->error = error;
}

void disks_add_file(struct disks *disks, const char *name)
{
    if (disks->names->len + strlen(name) + 2 <= MAX_NAMES)
        g_string_append_len(disks->names, name, (gssize)strlen(name) + 1);
}

void disks_begin(struct disks *disks)
{
    GString *names = disks->names;
    // One zero more: a message of no bytes would be the end.
    ssize_t size = (ssize_t)names->len + 1;
    disks->state = DISKS_BUSY;
    if (disks->channel < 0 || send(disks->channel, names->str, (size_t)size, MSG_NOSIGNAL) != size)
        note_end(disks, sync_all(disks));
    g_string_truncate(names, 0);
}

static void hear(struct disks *disks, bool waits)
{
    int error;
    ssize_t got;
    do {
        got = recv(disks->channel, &error, sizeof error, waits ? 0 : MSG_DONTWAIT);
    } while (got < 0 && errno == EINTR);
    if (got == sizeof error)
        note_end(disks, error);
    else if (got >= 0 || errno != EAGAIN) // it has been killed
        note_end(disks, sync_all(disks));
}

enum disks_state disks_end(struct disks *disks, bool waits)
{
    if (disks->state == DISKS_BUSY)
        hear(disks, waits);
    enum disks_state state = disks->state;
    if (state != DISKS_BUSY)
        disks->state = DISKS_IDLE;
    if (state == DISKS_FAILED)
        errno = disks->error;
    return state;
}

bool disks_are_busy(const struct disks *disks)
{
    return disks->state == DISKS_BUSY;
}

int disks_file(const struct disks *disks)
{
    return disks_are_busy(disks) ? disks->channel : -1;
}

void disks_free(struct disks *disks)
{
    stop(disks);
    for (guint i = 0; i < disks->list->len; i++)
        (void)close(g_array_index(disks->list, struct disk, i).folder);
    g_array_free(disks->list, TRUE);
    g_string_free(disks->names, TRUE);
    g_free(disks);
}
