// SPDX-License-Identifier: MIT
#include "batch/batch.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "batch/key.h"
#include "batch/manifest.h"
#include "batch/plan.h"

#define TOLD_FAILURES 20 // in words; all are in the manifest

struct batch {
    const struct batch_settings *settings;
    struct report *report;
    struct plan *plan;
    struct crew *crew;
    struct manifest *manifest;
    struct progress progress;
    char program[DIGEST_TEXT];
    bool is_stopping; // no more rows are begun
    int disk_error;   // -1: a worker's
};

// What is known of a row while it is drawn.
struct entry {
    uint64_t number;
    int line;
    char key[DIGEST_TEXT];
};

static volatile sig_atomic_t interrupts;

static void count_interrupt(int number)
{
    (void)number;
    interrupts++;
}

// --- Failures in words ---

static const char *text_of(const json_t *object, const char *key, const char *otherwise)
{
    const char *text = json_string_value(json_object_get(object, key));
    return text != NULL ? text : otherwise;
}

static void print_message(const struct batch *batch, const struct entry *entry,
                          const json_t *message)
{
    fprintf(stderr, "%s:%d: error: row %" G_GUINT64_FORMAT ": %s [%s]\n", batch->settings->rows,
            entry->line, entry->number, text_of(message, "message", "?"),
            text_of(message, "code", "?"));
    const char *file = text_of(message, "file", NULL), *hint = text_of(message, "hint", NULL);
    json_int_t line = json_integer_value(json_object_get(message, "line"));
    if (file != NULL && line > 0)
        fprintf(stderr, "  at %s:%" JSON_INTEGER_FORMAT " (%s)\n", file, line,
                text_of(message, "pointer", ""));
    if (hint != NULL)
        fprintf(stderr, "  hint: %.*s\n", (int)strcspn(hint, "\n"), hint);
}

static void tell_failure(struct batch *batch, const struct entry *entry, const json_t *answer)
{
    uint64_t told = batch->progress.failed;
    if (told > TOLD_FAILURES)
        return;
    progress_clear(&batch->progress);
    if (told == TOLD_FAILURES) {
        fprintf(stderr, "more rows fail; %s\n",
                batch->settings->manifest != NULL ? "the manifest has them all"
                                                  : "--manifest FILE keeps them all");
        return;
    }
    size_t i;
    json_t *message;
    json_array_foreach(json_object_get(answer, "errors"), i, message)
        print_message(batch, entry, message);
}

// --- What comes back ---

// The line of the manifest: the answer, with what only we know before it.
static json_t *make_line(const struct entry *entry, json_t *answer, unsigned attempts)
{
    json_t *line = json_object();
    (void)json_object_set_new(line, "row", json_integer((json_int_t)entry->number));
    (void)json_object_set_new(line, "line", json_integer(entry->line));
    (void)json_object_set(line, "status", json_object_get(answer, "status"));
    if (entry->key[0] != '\0')
        (void)json_object_set_new(line, "key", json_string(entry->key));
    if (attempts > 0)
        (void)json_object_set_new(line, "attempts", json_integer(attempts));
    (void)json_object_update_missing(line, answer);
    return line;
}

static void end_row(struct batch *batch, const struct entry *entry, json_t *answer,
                    unsigned attempts)
{
    const char *status = text_of(answer, "status", "");
    bool is_ok = strcmp(status, "ok") == 0;
    if (strcmp(status, "io") == 0) {
        // Not the row's fault, and the others would fare no better: it is drawn when there is room.
        tell_failure(batch, entry, answer);
        batch->disk_error = -1;
        batch->is_stopping = true;
        return;
    }
    json_t *line = make_line(entry, answer, attempts);
    manifest_add(batch->manifest, line);
    json_decref(line);
    if (!is_ok)
        tell_failure(batch, entry, answer);
    batch->progress.drawn += is_ok;
    batch->progress.failed += !is_ok;
    batch->is_stopping = batch->is_stopping || (!is_ok && batch->settings->stops);
}

static void take_answer(void *data, json_t *answer, unsigned attempts, void *tag)
{
    struct entry *entry = tag;
    end_row(data, entry, answer, attempts);
    json_decref(answer);
    g_free(entry);
}

static void keep_rows(struct batch *batch, bool is_over)
{
    bool ok = is_over ? manifest_finish(batch->manifest) : manifest_sync(batch->manifest);
    if (ok || batch->disk_error != 0)
        return;
    batch->disk_error = errno;
    batch->is_stopping = true;
    progress_clear(&batch->progress);
    fprintf(stderr, "haibao batch: what was drawn cannot be kept: %s\n",
            g_strerror(batch->disk_error));
}

// --- What goes out ---

static bool is_done(struct batch *batch, const struct entry *entry)
{
    if (!batch->settings->resumes)
        return false;
    json_t *line = manifest_find(batch->manifest, entry->key);
    bool is_proved = line != NULL && key_proves(batch->settings->crew.easel, line);
    json_decref(line);
    return is_proved;
}

static void begin_row(struct batch *batch, const struct row *row)
{
    struct entry *entry = g_new0(struct entry, 1);
    entry->number = row->number;
    entry->line = row->line;
    GString *request = plan_request(batch->plan, row);
    if (batch->settings->manifest != NULL)
        key_request(batch->program, request, entry->key);
    if (!is_done(batch, entry)) {
        crew_give(batch->crew, request, entry);
        return;
    }
    batch->progress.skipped++;
    g_string_free(request, TRUE);
    g_free(entry);
}

static void fail_row(struct batch *batch, const struct row *row)
{
    const struct entry entry = {row->number, row->line, ""};
    json_t *answer = job_failure("failed", row->code, row->hint, row->text);
    end_row(batch, &entry, answer, 0);
    json_decref(answer);
}

// The next row that is ours. False after the last one.
static bool feed_row(struct batch *batch)
{
    struct row row;
    enum rows_step step = plan_next(batch->plan, &row);
    if (step == ROWS_END)
        return false;
    if (step == ROWS_ROW)
        begin_row(batch, &row);
    else
        fail_row(batch, &row);
    return step != ROWS_BROKEN;
}

static void draw_rows(struct batch *batch)
{
    bool has_more = true;
    while (crew_trouble(batch->crew) == NULL && interrupts < 2) {
        if (interrupts > 0)
            batch->is_stopping = true;
        while (has_more && !batch->is_stopping && interrupts == 0 && crew_has_room(batch->crew)) {
            has_more = feed_row(batch);
            progress_tell(&batch->progress, false);
        }
        if (crew_is_idle(batch->crew) && (!has_more || batch->is_stopping))
            break;
        (void)crew_wait(batch->crew, manifest_signal(batch->manifest), 100);
        keep_rows(batch, false);
        progress_tell(&batch->progress, false);
    }
    crew_dismiss(batch->crew); // which takes its time, as does the last sync
    keep_rows(batch, true);
}

// --- All of it ---

static enum batch_end find_end(const struct batch *batch)
{
    const char *trouble = crew_trouble(batch->crew);
    if (batch->disk_error != 0)
        return BATCH_FULL;
    if (trouble != NULL) {
        report_add(batch->report, SEVERITY_ERROR, "batch.start", (struct place){0}, NULL,
                   "workers cannot be started: %s", trouble);
        return BATCH_UNAVAILABLE;
    }
    if (interrupts > 0)
        return BATCH_STOPPED;
    return batch->progress.failed > 0 ? BATCH_FAILED : BATCH_DONE;
}

static void print_summary(const struct batch *batch)
{
    const struct progress *progress = &batch->progress;
    double seconds = (double)(g_get_monotonic_time() - progress->begun) / G_USEC_PER_SEC;
    uint64_t drawn = progress->drawn + progress->failed;
    printf("%" G_GUINT64_FORMAT " rows: %" G_GUINT64_FORMAT " drawn, %" G_GUINT64_FORMAT
           " failed, %" G_GUINT64_FORMAT " done before; %.1f s, %.0f a second\n",
           progress->total, progress->drawn, progress->failed, progress->skipped, seconds,
           seconds > 0 ? (double)drawn / seconds : 0);
}

// What is needed of all rows, while the crew warms up for the first. False after reporting.
static bool prepare(struct batch *batch)
{
    const struct batch_settings *settings = batch->settings;
    GString *sample = plan_sample(batch->plan);
    if (sample != NULL) {
        crew_warm(batch->crew, sample);
        g_string_free(sample, TRUE);
    }
    if (!plan_survey(batch->plan, batch->report))
        return false;
    if (settings->manifest != NULL)
        key_program(settings->crew.easel->fonts, settings->plugins, batch->program);
    batch->manifest = manifest_open(settings->manifest, settings->resumes, batch->report);
    if (batch->manifest == NULL)
        return false;
    plan_make_folders(batch->plan, batch->manifest);
    manifest_start(batch->manifest);
    return true;
}

static enum batch_end run_prepared(struct batch *batch)
{
    const struct batch_settings *settings = batch->settings;
    interrupts = 0;
    const struct sigaction count = {.sa_handler = count_interrupt};
    (void)sigaction(SIGINT, &count, NULL);
    (void)sigaction(SIGTERM, &count, NULL);
    progress_begin(&batch->progress, settings->progress, plan_total(batch->plan));
    draw_rows(batch);
    progress_tell(&batch->progress, true);
    progress_clear(&batch->progress);
    enum batch_end end = find_end(batch);
    if (end == BATCH_STOPPED)
        fprintf(stderr, "haibao batch: stopped; %s\n",
                settings->manifest != NULL ? "--resume goes on from here"
                                           : "with --manifest and --resume it could go on");
    if (!settings->is_quiet)
        print_summary(batch);
    return end;
}

enum batch_end batch_run(const struct batch_settings *settings, struct report *report)
{
    struct batch batch = {.settings = settings, .report = report};
    struct crew_settings crew = settings->crew;
    crew.data = &batch;
    crew.take = take_answer;
    batch.plan = plan_open(settings, report);
    if (batch.plan == NULL)
        return BATCH_WRONG;
    batch.crew = crew_open(&crew, report);
    enum batch_end end = batch.crew == NULL ? BATCH_UNAVAILABLE : BATCH_WRONG;
    if (batch.crew != NULL && prepare(&batch))
        end = run_prepared(&batch);
    crew_close(batch.crew);
    manifest_close(batch.manifest);
    plan_free(batch.plan);
    return end;
}
