// SPDX-License-Identifier: MIT
#include "batch/plan.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "batch/job.h"
#include "batch/names.h"

struct plan {
    const struct batch_settings *settings;
    struct rows *rows;
    uint64_t total;
    json_t *job; // but for "number"
};

// --- The job ---

static void set_text(json_t *object, const char *key, const char *text)
{
    if (text != NULL)
        (void)json_object_set_new(object, key, json_string(text));
}

// Each file in each size: {"file": …, "size": …}.
static json_t *list_outputs(const struct batch_settings *settings)
{
    static const char *const own[] = {NULL};
    json_t *outputs = json_array();
    const char *const *size = settings->sizes != NULL ? settings->sizes : own;
    do {
        for (const char *const *name = settings->outputs; *name != NULL; name++) {
            json_t *output = json_object();
            set_text(output, "file", *name);
            set_text(output, "size", *size);
            (void)json_array_append_new(outputs, output);
        }
    } while (*size != NULL && *++size != NULL);
    return outputs;
}

static json_t *make_job(const struct batch_settings *settings)
{
    json_t *job = json_object();
    set_text(job, "spec", settings->spec);
    (void)json_object_set_new(job, "outputs", list_outputs(settings));
    set_text(job, "theme", settings->theme);
    set_text(job, "compress", settings->compression);
    if (settings->manifest == NULL) // nobody reads it
        (void)json_object_set_new(job, "hash", json_false());
    if (settings->sets == NULL || settings->sets[0] == NULL)
        return job;
    json_t *sets = json_array();
    for (const char *const *set = settings->sets; *set != NULL; set++)
        (void)json_array_append_new(sets, json_string(*set));
    (void)json_object_set_new(job, "set", sets);
    return job;
}

GString *plan_request(struct plan *plan, const struct row *row)
{
    (void)json_object_set_new(plan->job, "number", json_integer((json_int_t)row->number));
    return job_request(plan->job, row->json->str, row->json->len);
}

// --- The rows of this shard ---

static bool is_ours(const struct batch_settings *settings, uint64_t number)
{
    return settings->shards <= 1 || (number - 1) % settings->shards == settings->shard - 1;
}

enum rows_step plan_next(struct plan *plan, struct row *row)
{
    uint64_t limit = plan->settings->limit;
    for (;;) {
        enum rows_step step = rows_next(plan->rows, row);
        if (step != ROWS_END && limit > 0 && row->number > limit)
            return ROWS_END;
        if (step == ROWS_END || step == ROWS_BROKEN || is_ours(plan->settings, row->number))
            return step;
    }
}

// Its values, with its number among them. NULL where it is no JSON, which is told when it is drawn.
static json_t *read_row(const struct row *row)
{
    struct report *unheard = report_new();
    json_t *values = rows_values(row->json->str, row->json->len, unheard);
    if (values != NULL)
        (void)json_object_set_new(values, "#", json_integer((json_int_t)row->number));
    report_free(unheard);
    return values;
}

GString *plan_sample(struct plan *plan)
{
    struct row row;
    enum rows_step step;
    json_t *values = NULL;
    do {
        step = plan_next(plan, &row);
        if (step == ROWS_ROW)
            values = read_row(&row);
    } while (values == NULL && (step == ROWS_ROW || step == ROWS_WRONG));
    GString *request = values != NULL ? plan_request(plan, &row) : NULL;
    json_decref(values);
    rows_rewind(plan->rows);
    return request;
}

uint64_t plan_total(const struct plan *plan)
{
    return plan->total;
}

// --- All rows, before anything is drawn ---

#define MAX_CLASHES 5    // that are told
#define MAX_CLAIMED 1000 // names that are looked at for them

struct survey {
    struct plan *plan;
    struct report *report;
    struct report *unnamed;        // why the first row that has no names has none
    uint64_t named;                // rows that have
    struct names *names, *clashes; // all; those that came twice
    GHashTable *claimed;           // name that came twice -> number of its first row
};

typedef void look_at(struct survey *survey, const struct row *row, json_t *outputs);

// Marks that are alike may be of two names: here it is only known which to look at.
static void note_names(struct survey *survey, const struct row *row, json_t *outputs)
{
    size_t i;
    json_t *output;
    (void)row;
    json_array_foreach(outputs, i, output)
    {
        uint64_t mark = names_mark(json_string_value(json_object_get(output, "file")));
        if (!names_add(survey->names, mark))
            (void)names_add(survey->clashes, mark);
    }
}

static void report_clash(const struct survey *survey, uint64_t first, uint64_t second,
                         const char *name)
{
    if (report_errors(survey->report) >= MAX_CLASHES)
        return;
    if (first == second)
        report_add(survey->report, SEVERITY_ERROR, "name.clash", (struct place){0},
                   "put {{size}} into the name, or give other endings",
                   "row %" G_GUINT64_FORMAT " would write '%s' twice", first, name);
    else
        report_add(survey->report, SEVERITY_ERROR, "name.clash", (struct place){0},
                   "name a field that tells rows apart, or {{#}}, the row's number",
                   "rows %" G_GUINT64_FORMAT " and %" G_GUINT64_FORMAT " would both write '%s'",
                   first, second, name);
}

static void find_clashes(struct survey *survey, const struct row *row, json_t *outputs)
{
    size_t i;
    json_t *output;
    json_array_foreach(outputs, i, output)
    {
        const char *name = json_string_value(json_object_get(output, "file"));
        if (!names_has(survey->clashes, names_mark(name)))
            continue;
        uintptr_t first = (uintptr_t)g_hash_table_lookup(survey->claimed, name);
        if (first != 0)
            report_clash(survey, first, row->number, name);
        else if (g_hash_table_size(survey->claimed) < MAX_CLAIMED)
            g_hash_table_insert(survey->claimed, g_strdup(name), (gpointer)(uintptr_t)row->number);
    }
}

static void survey_row(struct survey *survey, const struct row *row, look_at *look)
{
    json_t *values = read_row(row);
    if (values == NULL)
        return;
    struct report *report = report_new();
    json_t *outputs = names_fill_all(json_object_get(survey->plan->job, "outputs"), values, report);
    if (outputs != NULL) {
        survey->named++;
        look(survey, row, outputs);
    } else if (report_errors(survey->unnamed) == 0) {
        const struct message *message = report_message(report, 0);
        report_add(survey->unnamed, SEVERITY_ERROR, message->code, (struct place){0}, message->hint,
                   "row %" G_GUINT64_FORMAT ": %s", row->number, message->text);
    }
    json_decref(outputs);
    json_decref(values);
    report_free(report);
}

// False where the rows cannot be read to their end.
static bool survey_rows(struct survey *survey, look_at *look)
{
    struct plan *plan = survey->plan;
    uint64_t limit = plan->settings->limit;
    enum rows_step step;
    struct row row;
    plan->total = 0;
    rows_rewind(plan->rows);
    while ((step = rows_next(plan->rows, &row)) == ROWS_ROW || step == ROWS_WRONG) {
        bool is_in = limit == 0 || row.number <= limit;
        if (is_in && step == ROWS_ROW)
            survey_row(survey, &row, look);
        plan->total += is_in && is_ours(plan->settings, row.number);
        if (!is_in)
            return true;
    }
    if (step == ROWS_BROKEN)
        report_add(survey->report, SEVERITY_ERROR, row.code, (struct place){0}, row.hint,
                   "%s:%d: %s", rows_path(plan->rows), row.line, row.text);
    return step == ROWS_END;
}

bool plan_survey(struct plan *plan, struct report *report)
{
    struct survey survey = {
        .plan = plan,
        .report = report,
        .unnamed = report_new(),
        .names = names_new(),
        .clashes = names_new(),
        .claimed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
    };
    // A row without a name fails alone; where none has one, the names are wrong.
    if (survey_rows(&survey, note_names) && survey.named == 0 &&
        report_errors(survey.unnamed) > 0) {
        const struct message *message = report_message(survey.unnamed, 0);
        report_add(report, SEVERITY_ERROR, message->code, (struct place){0}, message->hint, "%s",
                   message->text);
    }
    if (report_errors(report) == 0 && names_count(survey.clashes) > 0)
        (void)survey_rows(&survey, find_clashes);
    names_free(survey.names);
    names_free(survey.clashes);
    g_hash_table_destroy(survey.claimed);
    report_free(survey.unnamed);
    rows_rewind(plan->rows);
    return report_errors(report) == 0;
}

// --- Life ---

struct plan *plan_open(const struct batch_settings *settings, struct report *report)
{
    struct rows *rows = rows_open(settings->rows, report);
    if (rows == NULL)
        return NULL;
    struct plan *plan = g_new0(struct plan, 1);
    plan->settings = settings;
    plan->rows = rows;
    plan->job = make_job(settings);
    return plan;
}

void plan_free(struct plan *plan)
{
    if (plan == NULL)
        return;
    rows_close(plan->rows);
    json_decref(plan->job);
    g_free(plan);
}

void plan_make_folders(const struct plan *plan, struct manifest *manifest)
{
    for (const char *const *output = plan->settings->outputs; *output != NULL; output++) {
        char *folder = names_folder(*output);
        (void)g_mkdir_with_parents(folder, 0777); // else the first file says what is wrong
        manifest_add_folder(manifest, folder);
        g_free(folder);
    }
}
