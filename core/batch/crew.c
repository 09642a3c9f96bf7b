// SPDX-License-Identifier: MIT
#include "batch/crew.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "batch/channel.h"
#include "batch/nursery.h"

#define DEPTH 2               // jobs that a worker has, so that it need not wait for the next
#define MAX_AHEAD (64u << 10) // bytes of a job that is sent to a busy worker
#define MAX_ATTEMPTS 2        // of a job
#define MAX_NURSERIES 3       // that end one after the other, without an answer in between
#define SEND_SECONDS 10       // a worker that takes a job no faster is taken to hang
#define MAX_WORDS 2000        // bytes of what a lost worker said

struct task {
    GString *request;
    unsigned attempts;
    void *tag;
};

struct worker {
    int channel, errors; // -1: closed
    pid_t pid;           // 0: not yet known
    int status;
    bool is_ended;  // `status` is known
    bool is_silent; // the channel has ended
    bool is_late;   // ended by us
    bool is_leaving;
    bool is_orphan; // its nursery is gone: nobody will say how it ends
    unsigned served;
    gint64 begun; // when its first task was
    GByteArray *input;
    struct task *tasks[DEPTH];
    unsigned count;
};

struct crew {
    const struct crew_settings *settings;
    pid_t nursery;
    int control;
    unsigned nurseries; // in a row
    gint64 warming;     // since when; 0: no longer
    bool has_warmed, is_cold;
    GPtrArray *workers; // struct worker
    GQueue *waiting;    // struct task
    char *trouble;
};

static void free_task(struct task *task)
{
    g_string_free(task->request, TRUE);
    g_free(task);
}

static void close_file(int *file)
{
    if (*file >= 0)
        (void)close(*file);
    *file = -1;
}

G_GNUC_PRINTF(2, 3) static void give_up(struct crew *crew, const char *format, ...)
{
    va_list arguments;
    if (crew->trouble != NULL)
        return;
    va_start(arguments, format);
    crew->trouble = g_strdup_vprintf(format, arguments);
    va_end(arguments);
}

// --- The nursery ---

// Other processes that have been forked since may hold it open.
static void close_control(struct crew *crew)
{
    if (crew->control >= 0)
        (void)shutdown(crew->control, SHUT_RDWR);
    close_file(&crew->control);
}

static bool start_nursery(struct crew *crew)
{
    int ends[2];
    if (crew->nurseries++ >= MAX_NURSERIES) {
        give_up(crew, "the process that starts workers ends again and again");
        return false;
    }
    if (!process_is_single()) {
        give_up(crew, "this process has several threads, and cannot be forked");
        return false;
    }
    if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
        give_up(crew, "no channel: %s", g_strerror(errno));
        return false;
    }
    pid_t child = fork();
    if (child == 0) {
        (void)close(ends[0]);
        const struct nursery_settings settings = {crew->settings->easel, crew->settings->sandbox,
                                                  crew->settings->seconds};
        for (guint i = 0; i < crew->workers->len; i++) {
            struct worker *worker = crew->workers->pdata[i];
            close_file(&worker->channel);
            close_file(&worker->errors);
        }
        nursery_run(ends[1], &settings);
    }
    int error = errno;
    (void)close(ends[1]);
    if (child < 0) {
        (void)close(ends[0]);
        give_up(crew, "no process: %s", g_strerror(error));
        return false;
    }
    crew->nursery = child;
    crew->control = ends[0];
    return true;
}

// With what the first job needs, unless that was the end of another nursery.
static void warm_nursery(struct crew *crew, const GString *request)
{
    int file = crew->is_cold ? -1 : memory_file(request->str, request->len);
    crew->has_warmed = true;
    if (file < 0)
        return;
    if (note_send(crew->control, &(struct note){.kind = NOTE_WARM}, &file, 1))
        crew->warming = g_get_monotonic_time();
    (void)close(file);
}

static void wait_for_nursery(struct crew *crew)
{
    int status;
    while (crew->nursery > 0 && waitpid(crew->nursery, &status, 0) < 0 && errno == EINTR) {
    }
    crew->nursery = 0;
}

static void end_nursery(struct crew *crew)
{
    close_control(crew);
    (void)kill(crew->nursery, SIGKILL);
    wait_for_nursery(crew);
    crew->warming = 0;
    crew->has_warmed = false;
    for (guint i = 0; i < crew->workers->len; i++)
        ((struct worker *)crew->workers->pdata[i])->is_orphan = true;
}

// --- Workers ---

static void add_worker(struct crew *crew)
{
    int ends[2], files[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        give_up(crew, "no channel: %s", g_strerror(errno));
        return;
    }
    const struct timeval patience = {.tv_sec = SEND_SECONDS};
    (void)setsockopt(ends[0], SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    struct worker *worker = g_new0(struct worker, 1);
    worker->channel = ends[0];
    worker->errors = memory_file("", 0);
    worker->input = g_byte_array_new();
    files[0] = ends[1];
    files[1] = worker->errors;
    // Where the nursery is gone, the channel ends, and so the loss is noticed.
    (void)note_send(crew->control, &(struct note){.kind = NOTE_FORK}, files, files[1] >= 0 ? 2 : 1);
    (void)close(ends[1]);
    g_ptr_array_add(crew->workers, worker);
}

static void free_worker(gpointer data)
{
    struct worker *worker = data;
    close_file(&worker->channel);
    close_file(&worker->errors);
    g_byte_array_free(worker->input, TRUE);
    for (unsigned i = 0; i < worker->count; i++)
        free_task(worker->tasks[i]);
    g_free(worker);
}

static void begin_task(struct worker *worker, struct task *task)
{
    if (worker->count == 0)
        worker->begun = g_get_monotonic_time();
    worker->tasks[worker->count++] = task;
    if (!channel_send(worker->channel, task->request->str, task->request->len))
        (void)shutdown(worker->channel, SHUT_RDWR); // which ends it, and is noticed
}

// Whether a worker can have a task now: one that is tried again gets a fresh one for itself.
static bool can_take(const struct worker *worker, const struct task *task)
{
    if (worker->is_silent || worker->is_leaving || worker->count == DEPTH)
        return false;
    if (task->attempts > 0)
        return worker->served == 0 && worker->count == 0;
    return worker->count == 0 ||
           (task->request->len <= MAX_AHEAD && worker->tasks[0]->attempts == 0);
}

static struct worker *find_worker(const struct crew *crew, const struct task *task)
{
    struct worker *best = NULL;
    for (guint i = 0; i < crew->workers->len; i++) {
        struct worker *worker = crew->workers->pdata[i];
        if (can_take(worker, task) && (best == NULL || worker->count < best->count))
            best = worker;
    }
    return best;
}

static void hand_out(struct crew *crew)
{
    if (crew->trouble != NULL || (crew->nursery == 0 && !start_nursery(crew)))
        return;
    struct task *first = g_queue_peek_head(crew->waiting);
    if (first == NULL)
        return;
    if (!crew->has_warmed)
        warm_nursery(crew, first->request);
    unsigned alive = 0;
    for (guint i = 0; i < crew->workers->len; i++)
        alive += !((const struct worker *)crew->workers->pdata[i])->is_leaving;
    for (; alive < crew->settings->workers && crew->trouble == NULL; alive++)
        add_worker(crew);
    for (GList *link = crew->waiting->head, *next; link != NULL; link = next) {
        struct task *task = link->data;
        struct worker *worker = find_worker(crew, task);
        next = link->next;
        if (worker == NULL)
            continue;
        g_queue_delete_link(crew->waiting, link);
        begin_task(worker, task);
    }
}

// --- What is lost ---

static char *read_words(const struct worker *worker)
{
    char words[MAX_WORDS + 1];
    ssize_t got = worker->errors >= 0 ? pread(worker->errors, words, MAX_WORDS, 0) : 0;
    words[got > 0 ? got : 0] = '\0';
    return g_strstrip(g_utf8_make_valid(words, -1));
}

static bool tells_of_memory(const char *words)
{
    return strstr(words, "failed to allocate") != NULL || strstr(words, "out of memory") != NULL;
}

static json_t *explain_loss(const struct crew *crew, const struct worker *worker)
{
    char *words = read_words(worker), *text;
    const char *status = "crashed", *hint = words[0] != '\0' ? words : NULL;
    int end = worker->status;
    bool is_signal = worker->is_ended && WIFSIGNALED(end);
    if (worker->is_late || (is_signal && WTERMSIG(end) == SIGXCPU)) {
        status = "timeout";
        text = g_strdup_printf("this row is not drawn within %g seconds", crew->settings->seconds);
    } else if (tells_of_memory(words)) {
        status = "memory";
        text = g_strdup("this row takes more memory than it may");
    } else if (is_signal) {
        text =
            g_strdup_printf("drawing this row ends its process (%s)", g_strsignal(WTERMSIG(end)));
    } else if (worker->is_ended && WIFEXITED(end)) {
        text =
            g_strdup_printf("drawing this row ends its process (exit status %d)", WEXITSTATUS(end));
    } else {
        text = g_strdup("drawing this row ends its process");
    }
    char *code = g_strdup_printf("row.%s", status);
    json_t *answer = job_failure(status, code, hint, text);
    g_free(code);
    g_free(text);
    g_free(words);
    return answer;
}

// The worker's first task is what it was lost over; those after it have not been begun.
static void conclude(struct crew *crew, struct worker *worker)
{
    for (unsigned i = worker->count; i-- > 1;)
        g_queue_push_head(crew->waiting, worker->tasks[i]);
    struct task *task = worker->count > 0 ? worker->tasks[0] : NULL;
    worker->count = 0;
    if (task != NULL && worker->pid == 0) { // it was never there
        g_queue_push_head(crew->waiting, task);
    } else if (task != NULL && ++task->attempts < MAX_ATTEMPTS) {
        g_queue_push_head(crew->waiting, task);
    } else if (task != NULL) {
        crew->settings->take(crew->settings->data, explain_loss(crew, worker), task->attempts,
                             task->tag);
        free_task(task);
    }
    g_ptr_array_remove(crew->workers, worker); // frees it
}

// --- What arrives ---

static void take_answer(struct crew *crew, struct worker *worker, const char *text, size_t size)
{
    json_error_t mistake;
    json_t *answer = json_loadb(text, size, 0, &mistake);
    struct task *task = worker->count > 0 ? worker->tasks[0] : NULL;
    if (task == NULL || !json_is_object(answer)) { // it is not in its right mind
        json_decref(answer);
        (void)shutdown(worker->channel, SHUT_RDWR);
        return;
    }
    worker->count--;
    memmove(worker->tasks, worker->tasks + 1, worker->count * sizeof worker->tasks[0]);
    worker->begun = g_get_monotonic_time();
    worker->served++;
    crew->nurseries = 1;
    crew->settings->take(crew->settings->data, answer, task->attempts + 1, task->tag);
    free_task(task);
}

static void listen_to(struct crew *crew, struct worker *worker)
{
    size_t size;
    char *text;
    bool is_open = channel_take(worker->channel, worker->input);
    while ((text = channel_next(worker->input, &size)) != NULL) {
        take_answer(crew, worker, text, size);
        g_free(text);
    }
    if (!is_open) {
        worker->is_silent = true;
        close_file(&worker->channel);
    } else if (worker->served >= crew->settings->recycle && worker->count == 0 &&
               !worker->is_leaving) {
        worker->is_leaving = true;
        (void)shutdown(worker->channel, SHUT_WR);
    }
}

static struct worker *find_pid(const struct crew *crew, pid_t pid)
{
    for (guint i = 0; i < crew->workers->len; i++) {
        struct worker *worker = crew->workers->pdata[i];
        if (worker->pid == pid && !worker->is_ended && !worker->is_orphan)
            return worker;
    }
    return NULL;
}

static void hear_nursery(struct crew *crew)
{
    struct note note;
    int files[2], heard;
    while ((heard = note_receive(crew->control, &note, files)) > 0) {
        // Workers are born in the order in which they were asked for.
        struct worker *worker = find_pid(crew, note.kind == NOTE_BORN ? 0 : note.pid);
        if (note.kind == NOTE_READY) {
            crew->warming = 0;
        } else if (note.kind == NOTE_FAILED && note.status == NURSERY_NO_SANDBOX) {
            give_up(crew, "the sandbox cannot be set up; --sandbox=off goes on without");
        } else if (note.kind == NOTE_FAILED) {
            give_up(crew, "no worker: %s",
                    note.status == NURSERY_HAS_THREADS ? "a plugin has started threads"
                                                       : g_strerror(note.status));
        } else if (worker != NULL && note.kind == NOTE_BORN) {
            worker->pid = note.pid;
            worker->begun = g_get_monotonic_time();
        } else if (worker != NULL) {
            worker->status = note.status;
            worker->is_ended = true;
        }
    }
    if (heard < 0) {
        crew->is_cold = crew->is_cold || crew->warming != 0;
        end_nursery(crew);
    }
}

// --- Waiting ---

static void end_late(struct crew *crew)
{
    gint64 now = g_get_monotonic_time();
    gint64 most = (gint64)(crew->settings->seconds * G_USEC_PER_SEC);
    if (crew->warming != 0 && now - crew->warming > most)
        (void)kill(crew->nursery, SIGKILL);
    for (guint i = 0; i < crew->workers->len && crew->warming == 0; i++) {
        struct worker *worker = crew->workers->pdata[i];
        if (worker->count == 0 || worker->pid == 0 || worker->is_late || worker->is_ended ||
            now - worker->begun <= most)
            continue;
        worker->is_late = true;
        (void)kill(worker->pid, SIGKILL);
    }
}

// Workers whose channel has ended and whose end is known, or will not be.
static void conclude_all(struct crew *crew)
{
    for (guint i = crew->workers->len; i-- > 0;) {
        struct worker *worker = crew->workers->pdata[i];
        if (worker->is_silent && (worker->is_ended || worker->is_orphan))
            conclude(crew, worker);
    }
}

bool crew_wait(struct crew *crew, int input, int most_ms)
{
    hand_out(crew);
    guint count = crew->workers->len;
    struct pollfd *waiting = g_new0(struct pollfd, count + 2);
    for (guint i = 0; i < count; i++)
        waiting[i] = (struct pollfd){
            .fd = ((const struct worker *)crew->workers->pdata[i])->channel, .events = POLLIN};
    waiting[count] = (struct pollfd){.fd = crew->control, .events = POLLIN};
    waiting[count + 1] = (struct pollfd){.fd = input, .events = POLLIN};
    // Not longer than until the next look at who is late.
    int ready = poll(waiting, count + 2, CLAMP(most_ms, 0, 200));
    bool is_input = ready > 0 && waiting[count + 1].revents != 0;
    for (guint i = 0; ready > 0 && i < count; i++)
        if (waiting[i].revents != 0)
            listen_to(crew, crew->workers->pdata[i]);
    if (ready > 0 && waiting[count].revents != 0)
        hear_nursery(crew);
    g_free(waiting);
    end_late(crew);
    conclude_all(crew);
    hand_out(crew);
    return is_input;
}

// --- Life ---

struct crew *crew_open(const struct crew_settings *settings, struct report *report)
{
    struct crew *crew = g_new0(struct crew, 1);
    crew->settings = settings;
    crew->control = -1;
    crew->workers = g_ptr_array_new_with_free_func(free_worker);
    crew->waiting = g_queue_new();
    if (start_nursery(crew))
        return crew;
    report_add(report, SEVERITY_ERROR, "batch.start", (struct place){0}, NULL,
               "workers cannot be started: %s", crew->trouble);
    crew_close(crew);
    return NULL;
}

void crew_dismiss(struct crew *crew)
{
    for (guint i = 0; i < crew->workers->len; i++) {
        const struct worker *worker = crew->workers->pdata[i];
        if (worker->count > 0 && worker->pid > 0 && !worker->is_ended)
            (void)kill(worker->pid, SIGKILL);
    }
    if (crew->nursery > 0 && crew->warming != 0)
        (void)kill(crew->nursery, SIGKILL);
    // Without channels all of them end by themselves, the nursery last.
    g_ptr_array_set_size(crew->workers, 0);
    close_control(crew);
}

void crew_close(struct crew *crew)
{
    if (crew == NULL)
        return;
    crew_dismiss(crew);
    wait_for_nursery(crew);
    g_ptr_array_free(crew->workers, TRUE);
    g_queue_free_full(crew->waiting, (GDestroyNotify)(void (*)(void))free_task);
    g_free(crew->trouble);
    g_free(crew);
}

static size_t count_tasks(const struct crew *crew)
{
    size_t count = crew->waiting->length;
    for (guint i = 0; i < crew->workers->len; i++)
        count += ((const struct worker *)crew->workers->pdata[i])->count;
    return count;
}

bool crew_has_room(const struct crew *crew)
{
    return crew->trouble == NULL && count_tasks(crew) < (size_t)crew->settings->workers * DEPTH;
}

bool crew_is_idle(const struct crew *crew)
{
    return count_tasks(crew) == 0;
}

void crew_warm(struct crew *crew, const GString *request)
{
    if (!crew->has_warmed)
        warm_nursery(crew, request);
}

void crew_give(struct crew *crew, GString *request, void *tag)
{
    struct task *task = g_new0(struct task, 1);
    task->request = request;
    task->tag = tag;
    g_queue_push_tail(crew->waiting, task);
    hand_out(crew);
}

const char *crew_trouble(const struct crew *crew)
{
    return crew->trouble;
}
