// SPDX-License-Identifier: MIT
#include "batch/nursery.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/heap.h"
#include "batch/channel.h"

#define STATUS_DONE 0

// The number of links of the folder of threads: two, and one for each.
bool process_is_single(void)
{
    struct stat about;
    return stat("/proc/self/task", &about) != 0 || about.st_nlink <= 3;
}

// --- A worker ---

static char *answer_job(const struct nursery_settings *settings, const char *text, size_t size,
                        bool is_trial)
{
    sandbox_limit_cpu(settings->seconds);
    json_t *answer = job_run(settings->easel, text, size, is_trial);
    char *answered = json_dumps(answer, JSON_COMPACT);
    if (answered == NULL)
        g_error("out of memory");
    json_decref(answer);
    return answered;
}

static _Noreturn void work(int channel, const struct nursery_settings *settings)
{
    for (;;) {
        size_t size;
        char *text = channel_receive(channel, &size);
        if (text == NULL)
            _exit(STATUS_DONE);
        char *answer = answer_job(settings, text, size, false);
        g_free(text);
        if (!channel_send(channel, answer, strlen(answer)))
            _exit(STATUS_DONE); // nobody is there to be told
        free(answer);
    }
}

static _Noreturn void become_worker(int channel, int errors,
                                    const struct nursery_settings *settings)
{
    sigset_t all;
    (void)sigfillset(&all);
    (void)sigprocmask(SIG_UNBLOCK, &all, NULL);
    if (errors >= 0)
        (void)dup2(errors, STDERR_FILENO);
    heap_own();
    if (!sandbox_enter_worker(settings->sandbox))
        _exit(EXIT_FAILURE);
    work(channel, settings);
}

// --- The nursery ---

static void tell(int control, int kind, int pid, int status)
{
    const struct note note = {kind, pid, status};
    (void)note_send(control, &note, NULL, 0); // if nobody is there, the next note tells so
}

static void fork_worker(int control, int signals, const int files[2],
                        const struct nursery_settings *settings)
{
    pid_t child = process_is_single() ? fork() : -1;
    if (child == 0) {
        (void)close(control);
        (void)close(signals);
        become_worker(files[0], files[1], settings);
    }
    if (child > 0)
        tell(control, NOTE_BORN, child, 0);
    else
        tell(control, NOTE_FAILED, 0, process_is_single() ? errno : NURSERY_HAS_THREADS);
}

static void warm(int control, int file, const struct nursery_settings *settings)
{
    struct stat about;
    if (fstat(file, &about) == 0 && about.st_size > 0) {
        char *text = g_malloc((gsize)about.st_size);
        if (pread(file, text, (size_t)about.st_size, 0) == about.st_size)
            free(answer_job(settings, text, (size_t)about.st_size, true));
        g_free(text);
    }
    tell(control, NOTE_READY, 0, 0);
}

static void reap(int control, int signals)
{
    struct signalfd_siginfo about;
    while (read(signals, &about, sizeof about) > 0) {
    }
    int status;
    pid_t child;
    while ((child = waitpid(-1, &status, WNOHANG)) > 0)
        tell(control, NOTE_ENDED, child, status);
}

static void hear(int control, int signals, const struct nursery_settings *settings)
{
    struct note note;
    int files[2];
    int heard = note_receive(control, &note, files);
    if (heard < 0) { // workers end by themselves when their channels do
        while (waitpid(-1, NULL, 0) > 0 || errno == EINTR) {
        }
        _exit(STATUS_DONE);
    }
    if (heard > 0 && note.kind == NOTE_WARM)
        warm(control, files[0], settings);
    else if (heard > 0)
        fork_worker(control, signals, files, settings);
    for (int i = 0; i < 2; i++)
        if (files[i] >= 0)
            (void)close(files[i]);
}

static void shut_streams(void)
{
    int nothing = open("/dev/null", O_RDWR | O_CLOEXEC);
    for (int stream = STDIN_FILENO; nothing >= 0 && stream <= STDERR_FILENO; stream++)
        (void)dup2(nothing, stream);
}

void nursery_run(int control, const struct nursery_settings *settings)
{
    // Whoever interrupts the batch interrupts the process that began it, which sees to the rest.
    (void)signal(SIGINT, SIG_IGN);
    (void)signal(SIGTERM, SIG_IGN);
    sigset_t ends;
    (void)sigemptyset(&ends);
    (void)sigaddset(&ends, SIGCHLD);
    (void)sigprocmask(SIG_BLOCK, &ends, NULL);
    int signals = signalfd(-1, &ends, SFD_CLOEXEC | SFD_NONBLOCK);
    shut_streams();
    heap_prepare();
    if (signals < 0 || !sandbox_enter(settings->sandbox)) {
        tell(control, NOTE_FAILED, 0, NURSERY_NO_SANDBOX);
        _exit(EXIT_FAILURE);
    }
    for (;;) {
        struct pollfd waiting[2] = {{.fd = control, .events = POLLIN},
                                    {.fd = signals, .events = POLLIN}};
        if (poll(waiting, 2, -1) < 0 && errno != EINTR)
            _exit(EXIT_FAILURE);
        if (waiting[1].revents != 0)
            reap(control, signals);
        if (waiting[0].revents != 0)
            hear(control, signals, settings);
    }
}
