// SPDX-License-Identifier: MIT
#include "batch/job.h"

#include <math.h>
#include <string.h>
#include <sys/stat.h>

#include "base/digest.h"
#include "batch/names.h"
#include "batch/rows.h"
#include "out/out.h"
#include "text/standing.h"

// --- Files that were read ---

struct input {
    struct timespec changed, modified;
    off_t size;
    ino_t inode;
    char sha256[DIGEST_TEXT];
};

struct easel *easel_new(struct fonts *fonts, const struct visual_source *visuals,
                        const char *const *allowed)
{
    struct easel *easel = g_new0(struct easel, 1);
    easel->fonts = fonts;
    easel->visuals = *visuals;
    easel->allowed = allowed;
    easel->digests = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    easel->store = out_store_new();
    easel->standing = standing_new();
    return easel;
}

void easel_free(struct easel *easel)
{
    if (easel == NULL)
        return;
    g_hash_table_destroy(easel->digests);
    out_store_free(easel->store);
    standing_free(easel->standing);
    g_free(easel);
}

static bool is_same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

const char *easel_digest(struct easel *easel, const char *path)
{
    enum { MOST = 10000 };
    struct stat about;
    if (stat(path, &about) != 0)
        return "";
    struct input *input = g_hash_table_lookup(easel->digests, path);
    if (input != NULL && input->size == about.st_size && input->inode == about.st_ino &&
        is_same_time(input->changed, about.st_ctim) && is_same_time(input->modified, about.st_mtim))
        return input->sha256;
    input = g_new0(struct input, 1);
    *input = (struct input){about.st_ctim, about.st_mtim, about.st_size, about.st_ino, ""};
    if (digest_file(path, input->sha256) != 0)
        input->sha256[0] = '\0';
    if (g_hash_table_size(easel->digests) >= MOST)
        g_hash_table_remove_all(easel->digests);
    g_hash_table_insert(easel->digests, g_strdup(path), input);
    return input->sha256;
}

// --- Answers ---

static json_t *text_or_null(const char *text)
{
    json_t *value = text != NULL ? json_string(text) : NULL;
    return value != NULL ? value : json_null();
}

static json_t *describe_message(const struct message *message)
{
    json_t *about = json_object();
    (void)json_object_set_new(about, "code", json_string(message->code));
    if (message->place.pointer != NULL)
        (void)json_object_set_new(about, "pointer", text_or_null(message->place.pointer));
    if (message->place.source != NULL)
        (void)json_object_set_new(about, "file", text_or_null(message->place.source->path));
    if (message->place.line > 0) {
        (void)json_object_set_new(about, "line", json_integer(message->place.line));
        (void)json_object_set_new(about, "column", json_integer(message->place.column));
    }
    (void)json_object_set_new(about, "message", text_or_null(message->text));
    if (message->hint != NULL)
        (void)json_object_set_new(about, "hint", text_or_null(message->hint));
    return about;
}

static json_t *list_messages(const struct report *report, enum severity severity)
{
    json_t *list = json_array();
    for (unsigned i = 0; i < report_count(report); i++)
        if (report_message(report, i)->severity == severity)
            (void)json_array_append_new(list, describe_message(report_message(report, i)));
    return list;
}

static bool has_code(const struct report *report, const char *code)
{
    for (unsigned i = 0; i < report_count(report); i++)
        if (strcmp(report_message(report, i)->code, code) == 0)
            return true;
    return false;
}

json_t *job_failure(const char *status, const char *code, const char *hint, const char *text)
{
    struct report *report = report_new();
    report_add(report, SEVERITY_ERROR, code, (struct place){0}, hint, "%s", text);
    json_t *answer = json_object();
    (void)json_object_set_new(answer, "status", json_string(status));
    (void)json_object_set_new(answer, "errors", list_messages(report, SEVERITY_ERROR));
    report_free(report);
    return answer;
}

// --- Drawing ---

struct work {
    struct easel *easel;
    struct report *report; // of the poster at hand
    json_t *job, *outputs; // as asked; named
    json_t *row;           // or NULL
    struct source row_source;
    json_t *files, *inputs, *warnings, *errors;
    bool is_trial, is_io;
};

static const char *text_of(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void note_file(const struct work *work, const char *file, const char *size,
                      const struct record *record, const struct out_settings *settings)
{
    bool is_png = g_str_has_suffix(file, ".png") || g_str_has_suffix(file, ".PNG");
    hai_size sheet = record_size(record);
    double scale = is_png ? settings->format.pixels : settings->format.points;
    double width = sheet.width * scale, height = sheet.height * scale;
    json_t *about = json_object();
    (void)json_object_set_new(about, "file", text_or_null(file));
    if (size != NULL)
        (void)json_object_set_new(about, "size", text_or_null(size));
    if (!settings->is_unhashed)
        (void)json_object_set_new(about, "sha256", json_string(settings->note->sha256));
    (void)json_object_set_new(about, "bytes", json_integer((json_int_t)settings->note->bytes));
    (void)json_object_set_new(about, "width",
                              is_png ? json_integer(lround(width)) : json_real(width));
    (void)json_object_set_new(about, "height",
                              is_png ? json_integer(lround(height)) : json_real(height));
    (void)json_object_set_new(about, "unit", json_string(is_png ? "px" : "pt"));
    (void)json_array_append_new(work->files, about);
}

// The pages of a poster are one file, or a file each.
static bool write_file(const struct work *work, const char *file, const char *size,
                       struct poster *poster, struct out_settings *settings)
{
    unsigned count = 0;
    const struct record *const *pages = poster_pages(poster, &count);
    struct out_note *notes = g_new0(struct out_note, count);
    if (!work->is_trial) {
        char *folder = g_path_get_dirname(file);
        (void)g_mkdir_with_parents(folder, 0777); // the opening of the file tells what is wrong
        g_free(folder);
    }
    settings->note = notes;
    bool done = out_write_pages(pages, count, file, settings, work->report);
    bool is_one = count == 1 || out_holds_pages(file);
    for (unsigned i = 0; done && i < (is_one ? 1 : count); i++) {
        char *name = is_one ? g_strdup(file) : out_page_name(file, i + 1);
        settings->note = &notes[i];
        note_file(work, name, size, pages[i], settings);
        g_free(name);
    }
    settings->note = NULL;
    g_free(notes);
    return done;
}

// All outputs of one size, from one record.
static bool draw_size(const struct work *work, struct poster *poster, const char *size)
{
    const char *compression = text_of(work->job, "compress");
    if (poster_record(poster) == NULL || report_errors(work->report) > 0)
        return false;
    struct poster_sheet sheet = poster_sheet(poster);
    struct out_settings settings = {
        .format = {sheet.pixels, sheet.points, sheet.dpi},
        .info = {sheet.title, sheet.author, sheet.subject, sheet.keywords, sheet.language},
        .compression = g_strcmp0(compression, "small") == 0 ? COMPRESS_SMALL : COMPRESS_FAST,
        .store = work->easel->store,
        .threads = 1, // there is a worker for each processor
        .is_trial = work->is_trial,
        .is_unhashed = json_is_false(json_object_get(work->job, "hash")),
        .is_unsynced = !json_is_true(json_object_get(work->job, "sync")),
        .bleed = sheet.bleed,
        .has_crop_marks = sheet.has_crop_marks,
    };
    json_t *output;
    size_t i;
    json_array_foreach(work->outputs, i, output)
    {
        if (g_strcmp0(text_of(output, "size"), size) == 0 &&
            !write_file(work, text_of(output, "file"), size, poster, &settings))
            return false;
    }
    return true;
}

static const char **list_texts(const json_t *array)
{
    size_t count = json_array_size(array);
    const char **texts = g_new0(const char *, count + 1);
    for (size_t i = 0, n = 0; i < count; i++) {
        const char *text = json_string_value(json_array_get(array, i));
        if (text != NULL)
            texts[n++] = text;
    }
    return texts;
}

static void note_inputs(const struct work *work, struct poster *poster)
{
    for (const char *const *path = poster_inputs(poster); *path != NULL; path++)
        if (json_object_get(work->inputs, *path) == NULL)
            (void)json_object_set_new(work->inputs, *path,
                                      json_string(easel_digest(work->easel, *path)));
}

// Messages point into the poster's texts, and are listed before these are freed.
static void note_messages(struct work *work)
{
    json_t *warnings = list_messages(work->report, SEVERITY_WARNING);
    json_t *errors = list_messages(work->report, SEVERITY_ERROR);
    (void)json_array_extend(work->warnings, warnings);
    (void)json_array_extend(work->errors, errors);
    json_decref(warnings);
    json_decref(errors);
    work->is_io = work->is_io || has_code(work->report, "out.write");
}

static bool run_size(struct work *work, const char *size)
{
    const char **sets = list_texts(json_object_get(work->job, "set"));
    const struct poster_settings settings = {
        .size = size,
        .theme = text_of(work->job, "theme"),
        .sets = sets,
        .allowed = work->easel->allowed,
        .row = work->row,
        .row_source = &work->row_source,
        .standing = work->easel->standing,
    };
    work->report = report_new();
    fonts_set_report(work->easel->fonts, work->report);
    struct poster *poster = poster_new(work->report, work->easel->fonts, &work->easel->visuals);
    bool ok =
        poster_read(poster, text_of(work->job, "spec"), &settings) && draw_size(work, poster, size);
    note_inputs(work, poster);
    note_messages(work);
    poster_free(poster);
    if (report_count(work->report) > 0)
        standing_clear(work->easel->standing);
    report_free(work->report);
    g_free(sets);
    return ok;
}

// Each size that outputs ask for, once, in the order of the outputs.
static bool run_sizes(struct work *work)
{
    const json_t *outputs = work->outputs;
    for (size_t i = 0; i < json_array_size(outputs); i++) {
        const char *size = text_of(json_array_get(outputs, i), "size");
        bool is_done = false;
        for (size_t k = 0; k < i && !is_done; k++)
            is_done = g_strcmp0(text_of(json_array_get(outputs, k), "size"), size) == 0;
        if (!is_done && !run_size(work, size))
            return false;
    }
    return true;
}

static bool check_job(const json_t *job, struct report *report)
{
    const json_t *outputs = json_object_get(job, "outputs");
    const char *wrong = NULL;
    if (text_of(job, "spec") == NULL)
        wrong = "the job has no \"spec\"";
    else if (json_array_size(outputs) == 0)
        wrong = "the job has no \"outputs\"";
    for (size_t i = 0; wrong == NULL && i < json_array_size(outputs); i++) {
        const char *file = text_of(json_array_get(outputs, i), "file");
        if (file == NULL || !out_is_known(file))
            wrong = "each of \"outputs\" is {\"file\": \"….png\"}, or .pdf or .svg";
    }
    if (wrong != NULL)
        report_add(report, SEVERITY_ERROR, "job.form", (struct place){0},
                   "{\"spec\": \"a.json\", \"outputs\": [{\"file\": \"a.png\"}]}", "%s", wrong);
    return wrong == NULL;
}

// --- One request ---

GString *job_request(const json_t *job, const char *row, size_t size)
{
    char *text = json_dumps(job, JSON_COMPACT);
    if (text == NULL)
        g_error("out of memory");
    GString *request = g_string_new(text);
    free(text);
    g_string_append_c(request, '\n');
    return size > 0 ? g_string_append_len(request, row, (gssize)size) : request;
}

// The row, and what its files are called. False after reporting.
static bool read_row(struct work *work, struct report *report)
{
    const struct source *source = &work->row_source;
    json_t *number = json_object_get(work->job, "number");
    if (source->length > 0) {
        work->row = rows_values(source->text, source->length, report);
        if (work->row == NULL)
            return false;
    }
    json_t *values = work->row != NULL ? json_incref(work->row) : json_object();
    if (number != NULL)
        (void)json_object_set(values, "#", number);
    work->outputs = names_fill_all(json_object_get(work->job, "outputs"), values, report);
    json_decref(values);
    return work->outputs != NULL;
}

static json_t *draw(struct work *work)
{
    gint64 start = g_get_monotonic_time();
    work->files = json_array();
    work->inputs = json_object();
    work->warnings = json_array();
    work->errors = json_array();
    bool ok = run_sizes(work);
    json_t *answer = json_object();
    (void)json_object_set_new(answer, "status",
                              json_string(ok            ? "ok"
                                          : work->is_io ? "io"
                                                        : "failed"));
    (void)json_object_set_new(answer, "files", work->files);
    double ms = (double)(g_get_monotonic_time() - start) / 1000;
    (void)json_object_set_new(answer, "ms", json_real(round(ms * 10) / 10));
    (void)json_object_set_new(answer, "warnings", work->warnings);
    (void)json_object_set_new(answer, "errors", work->errors);
    (void)json_object_set_new(answer, "inputs", work->inputs);
    return answer;
}

json_t *job_run(struct easel *easel, const char *request, size_t size, bool is_trial)
{
    const char *newline = memchr(request, '\n', size);
    size_t head = newline != NULL ? (size_t)(newline - request) : size;
    size_t start = MIN(head + 1, size);
    struct work work = {
        .easel = easel,
        .job = json_loadb(request, head, 0, NULL),
        .row_source = {"the row", request + start, size - start},
        .is_trial = is_trial,
    };
    struct report *report = report_new();
    json_t *answer;
    if (check_job(work.job, report) && read_row(&work, report)) {
        answer = draw(&work);
    } else {
        const struct message *message = report_message(report, 0);
        answer = job_failure("failed", message->code, message->hint, message->text);
    }
    report_free(report);
    json_decref(work.job);
    json_decref(work.row);
    json_decref(work.outputs);
    return answer;
}
