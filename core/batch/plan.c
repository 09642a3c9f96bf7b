// SPDX-License-Identifier: MIT
#include "batch/plan.h"

#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "batch/names.h"

struct plan {
    const struct batch_settings *settings;
    struct rows *rows;
    uint64_t total;
};

// --- One row ---

// The row's values with its number and the size among them, for names.
static json_t *values_for(const struct row *row, const char *size)
{
    json_t *values = json_copy(row->values);
    (void)json_object_set_new(values, "#", json_integer((json_int_t)row->number));
    (void)json_object_set_new(values, "size", json_string(size != NULL ? size : ""));
    return values;
}

static const char *size_at(const struct batch_settings *settings, size_t index)
{
    return settings->sizes != NULL ? settings->sizes[index] : NULL;
}

// Each file of a row: {"file": …, "size": …}. NULL after reporting.
static json_t *list_outputs(const struct plan *plan, const struct row *row, struct report *report)
{
    const struct batch_settings *settings = plan->settings;
    json_t *outputs = json_array();
    for (size_t i = 0; i == 0 || (settings->sizes != NULL && settings->sizes[i] != NULL); i++) {
        const char *size = size_at(settings, i);
        json_t *values = values_for(row, size);
        for (size_t k = 0; settings->outputs[k] != NULL; k++) {
            char *name = names_fill(settings->outputs[k], values, report);
            json_t *output = json_object();
            (void)json_object_set_new(output, "file", json_string(name != NULL ? name : ""));
            if (size != NULL)
                (void)json_object_set_new(output, "size", json_string(size));
            (void)json_array_append_new(outputs, output);
            g_free(name);
        }
        json_decref(values);
    }
    if (report_errors(report) == 0)
        return outputs;
    json_decref(outputs);
    return NULL;
}

static void set_texts(json_t *job, const char *key, const char *const *texts)
{
    if (texts == NULL || *texts == NULL)
        return;
    json_t *array = json_array();
    for (; *texts != NULL; texts++)
        (void)json_array_append_new(array, json_string(*texts));
    (void)json_object_set_new(job, key, array);
}

json_t *plan_job(struct plan *plan, const struct row *row, struct report *report)
{
    const struct batch_settings *settings = plan->settings;
    json_t *outputs = list_outputs(plan, row, report);
    if (outputs == NULL)
        return NULL;
    json_t *values = json_copy(row->values), *job = json_object();
    (void)json_object_set_new(values, "#", json_integer((json_int_t)row->number));
    (void)json_object_set_new(job, "spec", json_string(settings->spec));
    (void)json_object_set_new(job, "row", values);
    (void)json_object_set_new(job, "outputs", outputs);
    if (settings->theme != NULL)
        (void)json_object_set_new(job, "theme", json_string(settings->theme));
    if (settings->compression != NULL)
        (void)json_object_set_new(job, "compress", json_string(settings->compression));
    if (settings->manifest == NULL) // nobody reads it
        (void)json_object_set_new(job, "hash", json_false());
    set_texts(job, "set", settings->sets);
    return job;
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
        if (step != ROWS_END && limit > 0 && row->number > limit) {
            json_decref(row->values);
            row->values = NULL;
            return ROWS_END;
        }
        if (step == ROWS_END || step == ROWS_BROKEN || is_ours(plan->settings, row->number))
            return step;
        json_decref(row->values);
    }
}

json_t *plan_first_job(struct plan *plan)
{
    struct row row;
    struct report *unheard = report_new();
    json_t *job = plan_next(plan, &row) == ROWS_ROW ? plan_job(plan, &row, unheard) : NULL;
    json_decref(row.values);
    report_free(unheard);
    rows_rewind(plan->rows);
    return job;
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
    struct report *report = report_new();
    json_t *outputs = list_outputs(survey->plan, row, report);
    if (outputs != NULL) {
        survey->named++;
        look(survey, row, outputs);
    } else if (report_errors(survey->unnamed) == 0) {
        const struct message *message = report_message(report, 0);
        report_add(survey->unnamed, SEVERITY_ERROR, message->code, (struct place){0}, message->hint,
                   "row %" G_GUINT64_FORMAT ": %s", row->number, message->text);
    }
    json_decref(outputs);
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
        json_decref(row.values);
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
    return plan;
}

void plan_free(struct plan *plan)
{
    if (plan == NULL)
        return;
    rows_close(plan->rows);
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
