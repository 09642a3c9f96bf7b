// SPDX-License-Identifier: MIT
#include "plugin/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

// Ends the child after its work, so that a library which calls exit(0) while it is loaded is not
// taken for one that works.
#define STATUS_DONE 86
#define STATUS_NO_SET_UP 87

static void limit(int resource, rlim_t soft, rlim_t hard)
{
    // A lower limit that is in force already is left alone: setrlimit cannot raise it.
    (void)setrlimit(resource, &(struct rlimit){.rlim_cur = soft, .rlim_max = hard});
}

static _Noreturn void run_inside(const struct child_limits *limits,
                                 void (*work)(void *data, int output), void *data, int output)
{
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 || dup2(nothing, STDOUT_FILENO) < 0 ||
        dup2(nothing, STDERR_FILENO) < 0)
        _exit(STATUS_NO_SET_UP);
    limit(RLIMIT_CPU, limits->cpu_seconds, limits->cpu_seconds + 1);
    limit(RLIMIT_CORE, 0, 0);
    work(data, output);
    _exit(STATUS_DONE);
}

// Take what the child says until it ends. False when it must be ended.
static bool listen_to(int input, unsigned wall_seconds, GString *said)
{
    gint64 end = g_get_monotonic_time() + (gint64)wall_seconds * G_USEC_PER_SEC;
    size_t total = 0;
    for (;;) {
        gint64 left = (end - g_get_monotonic_time()) / 1000;
        struct pollfd waiting = {.fd = input, .events = POLLIN};
        int ready = left > 0 ? poll(&waiting, 1, (int)left) : 0;
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return false;
        char bytes[4096];
        ssize_t got = read(input, bytes, sizeof(bytes));
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return got == 0;
        total += (size_t)got;
        if (total > CHILD_MAX_OUTPUT)
            return false;
        if (said)
            g_string_append_len(said, bytes, got);
    }
}

static const char *tell_end(struct arena *arena, const struct child_limits *limits, bool in_time,
                            int status)
{
    if (!in_time)
        return arena_printf(arena, "does not finish within %u seconds", limits->wall_seconds);
    if (WIFEXITED(status) && WEXITSTATUS(status) == STATUS_DONE)
        return NULL;
    if (WIFEXITED(status) && WEXITSTATUS(status) == STATUS_NO_SET_UP)
        return "could not be tried in a child process";
    if (WIFEXITED(status))
        return arena_printf(arena, "ends the program (exit status %d)", WEXITSTATUS(status));
    if (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL)
        return arena_printf(arena, "does not finish within %u seconds of CPU time",
                            limits->cpu_seconds);
    return arena_printf(arena, "crashes (%s)", g_strsignal(WTERMSIG(status)));
}

const char *child_run(struct arena *arena, const struct child_limits *limits,
                      void (*work)(void *data, int output), void *data, GString *said)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return arena_printf(arena, "could not be tried in a child process: %s", g_strerror(errno));
    pid_t child = fork();
    if (child == 0) {
        (void)close(ends[0]);
        run_inside(limits, work, data, ends[1]);
    }
    int error = errno;
    (void)close(ends[1]);
    if (child < 0) {
        (void)close(ends[0]);
        return arena_printf(arena, "could not be tried in a child process: %s", g_strerror(error));
    }
    bool in_time = listen_to(ends[0], limits->wall_seconds, said);
    (void)close(ends[0]);
    if (!in_time)
        (void)kill(child, SIGKILL); // it may have ended meanwhile
    int status = 0;
    while (waitpid(child, &status, 0) < 0)
        if (errno != EINTR)
            return "could not be waited for";
    return tell_end(arena, limits, in_time, status);
}
