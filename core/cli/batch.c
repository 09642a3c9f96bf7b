// SPDX-License-Identifier: MIT
#include "batch/batch.h"

#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "batch/names.h"
#include "cli/studio.h"
#include "out/out.h"

#define STATUS_SOME_FAILED 1

struct options {
    struct studio_options studio;
    char **outputs, **sets;
    char *sizes, *theme, *compression, *shard, *manifest, *on_error, *progress, *form;
    gint64 limit;
    gboolean resumes, quiet;
};

// One of a few words: its index, or -1 after telling the mistake. NULL is the first.
static int choose(const char *option, const char *word, const char *const *words)
{
    for (int i = 0; words[i] != NULL; i++)
        if (word == NULL || strcmp(words[i], word) == 0)
            return i;
    char *all = g_strjoinv(", ", (char **)(uintptr_t)words);
    (void)usage_error("batch", "--%s is one of: %s; not '%s'", option, all, word);
    g_free(all);
    return -1;
}

static int check_outputs(char *const *outputs)
{
    if (outputs == NULL || outputs[0] == NULL)
        return usage_error("batch", "name the files to write: -o 'out/{{name}}.png'");
    for (size_t i = 0; outputs[i] != NULL; i++)
        if (!out_is_known(outputs[i]))
            return usage_error("batch", "the name '%s' does not end in .png, .pdf or .svg",
                               outputs[i]);
    return 0;
}

// "2/3"
static int read_shard(const char *text, struct batch_settings *settings)
{
    settings->shard = settings->shards = 1;
    if (text == NULL)
        return 0;
    char *slash = NULL, *end = NULL;
    guint64 shard = g_ascii_strtoull(text, &slash, 10), shards = 0;
    if (*slash == '/')
        shards = g_ascii_strtoull(slash + 1, &end, 10);
    if (end == NULL || *end != '\0' || shard < 1 || shard > shards || shards > 1000000)
        return usage_error("batch", "a shard is written 1/3, 2/3 or 3/3, not '%s'", text);
    settings->shard = (unsigned)shard;
    settings->shards = (unsigned)shards;
    return 0;
}

static int read_options(const struct options *options, struct batch_settings *settings)
{
    static const char *const errors[] = {"continue", "stop", NULL};
    static const char *const forms[] = {"auto", "none", "always", "json", NULL};
    static const char *const compressions[] = {"fast", "small", NULL};
    int stops = choose("on-error", options->on_error, errors);
    int form = choose("progress", options->progress, forms);
    int compression = choose("compress", options->compression, compressions);
    if (stops < 0 || form < 0 || compression < 0)
        return EX_USAGE;
    if (options->limit < 0)
        return usage_error("batch", "--limit is a number of rows");
    if (options->resumes && options->manifest == NULL)
        return usage_error("batch", "--resume needs to know the --manifest of the run before");
    settings->stops = stops == 1;
    settings->progress = options->quiet ? PROGRESS_NONE : (enum progress_form)form;
    settings->compression = compression == 1 ? "small" : NULL;
    settings->limit = (uint64_t)options->limit;
    int status = check_outputs(options->outputs);
    if (status == 0)
        status = read_shard(options->shard, settings);
    return status != 0 ? status : studio_check(&options->studio, "batch");
}

static void add_folders(struct studio *studio, const struct batch_settings *settings)
{
    char *folder = g_path_get_dirname(settings->spec);
    g_ptr_array_add(studio->readable, arena_strdup(studio->arena, folder));
    g_free(folder);
    if (settings->theme != NULL && strchr(settings->theme, '/') != NULL) {
        folder = g_path_get_dirname(settings->theme);
        g_ptr_array_add(studio->readable, arena_strdup(studio->arena, folder));
        g_free(folder);
    }
    for (const char *const *output = settings->outputs; *output != NULL; output++) {
        folder = names_folder(*output);
        // It must be there to be allowed.
        (void)g_mkdir_with_parents(folder, 0777);
        g_ptr_array_add(studio->writable, arena_strdup(studio->arena, folder));
        g_free(folder);
    }
}

static int status_of_end(enum batch_end end, int status)
{
    switch (end) {
    case BATCH_DONE:
    case BATCH_WRONG:
        return status;
    case BATCH_FAILED:
        return STATUS_SOME_FAILED;
    case BATCH_FULL:
        return EX_IOERR;
    case BATCH_STOPPED:
        return EX_TEMPFAIL;
    case BATCH_UNAVAILABLE:
        return EX_UNAVAILABLE;
    }
    return EX_SOFTWARE;
}

static int run(const struct options *options, struct batch_settings *settings,
               struct studio *studio)
{
    enum batch_end end = BATCH_WRONG;
    studio->workbench.quiet = options->quiet;
    bool is_done = studio_open(studio, &options->studio);
    if (is_done) {
        add_folders(studio, settings);
        settings->crew = studio->crew;
        settings->plugins = studio->plugins;
        is_done = studio_set_sandbox(studio);
    }
    if (is_done) {
        end = batch_run(settings, studio->workbench.report);
        is_done = end != BATCH_WRONG && end != BATCH_UNAVAILABLE;
    }
    int status = status_of_end(end, workbench_tell(&studio->workbench, is_done));
    studio_close(studio);
    return status;
}

static void finish_options(struct options *options)
{
    studio_options_finish(&options->studio);
    g_strfreev(options->outputs);
    g_strfreev(options->sets);
    g_free(options->sizes);
    g_free(options->theme);
    g_free(options->compression);
    g_free(options->shard);
    g_free(options->manifest);
    g_free(options->on_error);
    g_free(options->progress);
    g_free(options->form);
}

static int run_parsed(const struct options *options, char *const *operands)
{
    struct studio studio = {0};
    char **sizes = options->sizes != NULL ? g_strsplit(options->sizes, ",", -1) : NULL;
    struct batch_settings settings = {
        .spec = operands[0],
        .rows = operands[1],
        .outputs = (const char *const *)options->outputs,
        .sizes = (const char *const *)sizes,
        .theme = options->theme,
        .sets = (const char *const *)options->sets,
        .allowed = (const char *const *)options->studio.allowed,
        .manifest = options->manifest,
        .resumes = options->resumes,
        .is_quiet = options->quiet,
    };
    int status = read_options(options, &settings);
    if (status == 0 && !workbench_set_form(&studio.workbench, "batch", options->form))
        status = EX_USAGE;
    if (status == 0)
        status = run(options, &settings, &studio);
    g_strfreev(sizes);
    return status;
}

int command_batch(int argc, char **argv)
{
    struct options options = {.studio = studio_defaults};
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.outputs,
         "write 'out/{{field}}.png', .pdf or .svg; may be given again", "NAME"},
        {"size", 's', 0, G_OPTION_ARG_FILENAME, &options.sizes,
         "the page, or several: phone,a4; {{size}} in names", "SIZES"},
        {"theme", 't', 0, G_OPTION_ARG_FILENAME, &options.theme, "a theme's name or file", "THEME"},
        {"set", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.sets,
         "put a value into the spec; may be given again", "/POINTER=VALUE"},
        {"manifest", 'm', 0, G_OPTION_ARG_FILENAME, &options.manifest,
         "tell of each row, a JSON object a line", "FILE"},
        {"resume", 0, 0, G_OPTION_ARG_NONE, &options.resumes,
         "leave out what the manifest proves to be done", NULL},
        {"shard", 0, 0, G_OPTION_ARG_FILENAME, &options.shard, "draw only the I-th of every N rows",
         "I/N"},
        {"limit", 0, 0, G_OPTION_ARG_INT64, &options.limit, "take only the first rows", "ROWS"},
        {"on-error", 0, 0, G_OPTION_ARG_FILENAME, &options.on_error,
         "after a row that fails: continue (the default) or stop", "WHAT"},
        {"compress", 0, 0, G_OPTION_ARG_FILENAME, &options.compression,
         "of PNG: fast (the default) or small", "HOW"},
        {"progress", 0, 0, G_OPTION_ARG_FILENAME, &options.progress,
         "auto (the default: a bar on a terminal), none, always or json", "FORM"},
        {"report", 0, 0, G_OPTION_ARG_FILENAME, &options.form,
         "messages as text (the default) or json", "FORM"},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet, "tell nothing but errors", NULL},
        STUDIO_OPTIONS(options.studio),
        {0},
    };
    struct arguments arguments = {
        .name = "batch",
        .operands = "SPEC ROWS -o NAME...",
        .about = "Draws a spec for each row of a CSV, JSON or NDJSON file, whose fields are "
                 "{{placeholders}} of the spec. A row that is wrong, crashes or hangs fails alone.",
        .entries = entries,
        .least = 2,
        .most = 2};
    int status = 0;
    if (arguments_parse(&arguments, argc, argv, &status))
        status = run_parsed(&options, arguments.rest);
    arguments_finish(&arguments);
    finish_options(&options);
    return status;
}
