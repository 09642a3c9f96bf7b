// SPDX-License-Identifier: MIT
#include "batch/relay.h"

#include <errno.h>
#include <glib.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#define MAX_JOB (2u << 20) // bytes of a line

struct relay {
    struct crew *crew;
    FILE *output;
    GByteArray *text; // that has come, up to a line's end at most
    uint64_t line;
    bool is_over, is_long; // the input; the line at hand is passed over
    bool has_failed, is_full;
};

// What a job's answer needs.
struct ticket {
    json_t *id;
    uint64_t line;
};

static volatile sig_atomic_t is_interrupted;

static void note_interrupt(int number)
{
    (void)number;
    is_interrupted = 1;
}

static void print_answer(struct relay *relay, json_t *answer, json_t *id, uint64_t line)
{
    json_t *whole = json_object();
    const char *status = json_string_value(json_object_get(answer, "status"));
    if (id != NULL)
        (void)json_object_set(whole, "id", id);
    (void)json_object_set_new(whole, "line", json_integer((json_int_t)line));
    (void)json_object_update_missing(whole, answer);
    if (json_dumpf(whole, relay->output, JSON_COMPACT | JSON_REAL_PRECISION(15)) != 0 ||
        fputc('\n', relay->output) == EOF || fflush(relay->output) != 0)
        relay->is_full = true;
    relay->has_failed = relay->has_failed || g_strcmp0(status, "ok") != 0;
    relay->is_full = relay->is_full || g_strcmp0(status, "io") == 0;
    json_decref(whole);
}

static void take_answer(void *data, json_t *answer, unsigned attempts, void *tag)
{
    struct ticket *ticket = tag;
    (void)json_object_set_new(answer, "attempts", json_integer(attempts));
    print_answer(data, answer, ticket->id, ticket->line);
    json_decref(answer);
    json_decref(ticket->id);
    g_free(ticket);
}

static void refuse(struct relay *relay, const char *code, const char *text)
{
    json_t *answer = job_failure("failed", code, NULL, text);
    print_answer(relay, answer, NULL, relay->line);
    json_decref(answer);
}

// Its row, which stands within the job here, goes after it.
static GString *make_request(const struct relay *relay, json_t *job)
{
    json_t *row = json_incref(json_object_get(job, "row"));
    (void)json_object_del(job, "row");
    (void)json_object_set_new(job, "sync", json_true()); // an answer is a promise
    if (json_object_get(row, "#") == NULL)
        (void)json_object_set_new(job, "number", json_integer((json_int_t)relay->line));
    char *text = row != NULL ? json_dumps(row, JSON_COMPACT | JSON_ENCODE_ANY) : NULL;
    GString *request = job_request(job, text, text != NULL ? strlen(text) : 0);
    free(text);
    json_decref(row);
    return request;
}

static void take_line(struct relay *relay, const char *line, size_t size)
{
    relay->line++;
    if (relay->is_long) {
        refuse(relay, "job.limit", "a job of more than 2 MiB");
        return;
    }
    if (strspn(line, " \t\r\n") >= size)
        return;
    json_error_t mistake;
    json_t *job = json_loadb(line, size, JSON_REJECT_DUPLICATES, &mistake);
    if (!json_is_object(job)) {
        char *text = g_strdup_printf("not JSON: %s", mistake.text);
        refuse(relay, "job.syntax", job != NULL ? "a job is an object" : text);
        g_free(text);
        json_decref(job);
        return;
    }
    struct ticket *ticket = g_new0(struct ticket, 1);
    ticket->id = json_incref(json_object_get(job, "id"));
    ticket->line = relay->line;
    (void)json_object_del(job, "id");
    crew_give(relay->crew, make_request(relay, job), ticket);
    json_decref(job);
}

// One job from what has come, if there is a whole line.
static bool take_text(struct relay *relay)
{
    GByteArray *text = relay->text;
    if (text->len == 0)
        return false;
    const guint8 *newline = memchr(text->data, '\n', text->len);
    if (newline == NULL && !relay->is_over) {
        if (text->len > MAX_JOB) {
            relay->is_long = true;
            g_byte_array_set_size(text, 0);
        }
        return false;
    }
    size_t size = newline != NULL ? (size_t)(newline - text->data) : text->len;
    char *line = g_strndup((const char *)text->data, size);
    take_line(relay, line, size);
    relay->is_long = false;
    g_free(line);
    g_byte_array_remove_range(text, 0, (guint)(newline != NULL ? size + 1 : size));
    return true;
}

static void read_input(struct relay *relay, int input)
{
    guint8 bytes[1 << 16];
    ssize_t got = read(input, bytes, sizeof bytes);
    if (got > 0)
        g_byte_array_append(relay->text, bytes, (guint)got);
    else if (got == 0 || (errno != EINTR && errno != EAGAIN))
        relay->is_over = true;
}

static enum relay_end find_end(const struct relay *relay, struct report *report)
{
    const char *trouble = crew_trouble(relay->crew);
    if (relay->is_full)
        return RELAY_FULL;
    if (trouble != NULL) {
        report_add(report, SEVERITY_ERROR, "batch.start", (struct place){0}, NULL,
                   "workers cannot be started: %s", trouble);
        return RELAY_UNAVAILABLE;
    }
    if (is_interrupted)
        return RELAY_STOPPED;
    return relay->has_failed ? RELAY_FAILED : RELAY_DONE;
}

enum relay_end relay_run(const struct crew_settings *settings, int input, FILE *output,
                         struct report *report)
{
    struct relay relay = {.output = output};
    struct crew_settings crew = *settings;
    crew.data = &relay;
    crew.take = take_answer;
    relay.crew = crew_open(&crew, report);
    if (relay.crew == NULL)
        return RELAY_UNAVAILABLE;
    relay.text = g_byte_array_new();
    is_interrupted = 0;
    const struct sigaction note = {.sa_handler = note_interrupt};
    (void)sigaction(SIGINT, &note, NULL);
    (void)sigaction(SIGTERM, &note, NULL);
    while (crew_trouble(relay.crew) == NULL && !relay.is_full) {
        bool ends = is_interrupted != 0;
        while (!ends && crew_has_room(relay.crew) && take_text(&relay)) {
        }
        bool is_read = relay.is_over && relay.text->len == 0;
        if (crew_is_idle(relay.crew) && (ends || is_read))
            break;
        // Nothing is taken that could not be begun soon: others may have time for it.
        bool wants = !ends && !relay.is_over && crew_has_room(relay.crew);
        if (crew_wait(relay.crew, wants ? input : -1, 200))
            read_input(&relay, input);
    }
    enum relay_end end = find_end(&relay, report);
    crew_close(relay.crew);
    g_byte_array_free(relay.text, TRUE);
    return end;
}
