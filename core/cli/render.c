// SPDX-License-Identifier: MIT
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sysexits.h>

#include "base/heap.h"
#include "cli/cli.h"
#include "out/out.h"

#define MAX_THREADS 64

struct render {
    char **outputs;
    char *size, *theme, *compression, *form;
    char **sets, **allowed, **plugins;
    gint threads;
    gboolean quiet;
};

static int check_outputs(char *const *outputs)
{
    if (!outputs || !outputs[0])
        return usage_error("render", "name a file to write: -o poster.png");
    for (size_t i = 0; outputs[i]; i++) {
        if (!out_is_known(outputs[i]))
            return usage_error("render", "the name '%s' does not end in .png, .pdf or .svg",
                               outputs[i]);
        for (size_t j = 0; j < i; j++)
            if (strcmp(outputs[i], outputs[j]) == 0)
                return usage_error("render", "'%s' is to be written twice", outputs[i]);
    }
    return 0;
}

static int read_compression(const char *name, enum compression *compression)
{
    *compression = COMPRESS_FAST;
    if (!name || strcmp(name, "fast") == 0)
        return 0;
    *compression = COMPRESS_SMALL;
    return strcmp(name, "small") == 0
               ? 0
               : usage_error("render", "compression is fast or small, not '%s'", name);
}

// One line: name, size, bytes, time.
static void tell_file(const char *path, hai_size size, struct poster_sheet sheet, gint64 micros)
{
    struct stat about;
    double bytes = stat(path, &about) == 0 ? (double)about.st_size : 0;
    double ms = (double)micros / 1000;
    if (g_str_has_suffix(path, ".png"))
        printf("%s: %.0f x %.0f px, %.0f bytes, %.0f ms\n", path, round(size.width * sheet.pixels),
               round(size.height * sheet.pixels), bytes, ms);
    else
        printf("%s: %.1f x %.1f mm, %.0f bytes, %.0f ms\n", path,
               size.width * sheet.points * 25.4 / 72, size.height * sheet.points * 25.4 / 72, bytes,
               ms);
}

static void tell_files(const char *path, const struct record *const *pages, unsigned count,
                       struct poster_sheet sheet, gint64 micros)
{
    hai_size size = record_size(pages[0]);
    if (count == 1 || out_holds_pages(path)) {
        tell_file(path, size, sheet, micros);
        return;
    }
    for (unsigned i = 0; i < count; i++) {
        char *name = out_page_name(path, i + 1);
        tell_file(name, size, sheet, micros / count);
        g_free(name);
    }
}

// All files come from one record, made when the spec is known to be right.
static bool render(struct workbench *workbench, struct poster *poster, const char *spec,
                   const struct render *render, enum compression compression)
{
    const struct poster_settings settings = {
        .size = render->size,
        .theme = render->theme,
        .sets = (const char *const *)render->sets,
        .allowed = (const char *const *)render->allowed,
    };
    gint64 start = g_get_monotonic_time();
    if (!poster_read(poster, spec, &settings))
        return false;
    if (!poster_record(poster) || report_errors(workbench->report) > 0)
        return false;
    struct poster_sheet sheet = poster_sheet(poster);
    const struct out_settings out = {
        .format = {sheet.pixels, sheet.points, sheet.dpi},
        .info = {sheet.title, sheet.author, sheet.subject, sheet.keywords, sheet.language},
        .compression = compression,
        .threads = (unsigned)render->threads,
        .bleed = sheet.bleed,
        .has_crop_marks = sheet.has_crop_marks,
    };
    unsigned count = 0;
    const struct record *const *pages = poster_pages(poster, &count);
    bool is_done = true;
    for (size_t i = 0; render->outputs[i]; i++) {
        if (!out_write_pages(pages, count, render->outputs[i], &out, workbench->report)) {
            is_done = false;
            continue;
        }
        gint64 now = g_get_monotonic_time();
        if (!workbench->quiet)
            tell_files(render->outputs[i], pages, count, sheet, now - start);
        start = now;
    }
    return is_done;
}

static int run(const char *spec, const struct render *options, enum compression compression,
               struct workbench *workbench)
{
    heap_prepare();
    workbench->quiet = options->quiet;
    workbench_open(workbench, options->plugins);
    bool is_done = false;
    struct poster *poster = NULL;
    if (workbench_open_fonts(workbench) && report_errors(workbench->report) == 0) {
        poster = poster_new(workbench->report, workbench->fonts, &workbench->visuals);
        is_done = render(workbench, poster, spec, options, compression);
    }
    int status = workbench_tell(workbench, is_done);
    if (poster)
        poster_free(poster);
    workbench_close(workbench);
    return status;
}

int command_render(int argc, char **argv)
{
    struct render options = {0};
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME_ARRAY, &options.outputs,
         "write a .png, .pdf or .svg; may be given again", "FILE"},
        {"size", 's', 0, G_OPTION_ARG_FILENAME, &options.size,
         "the page: long, a4, 210mm x 297mm, ...", "SIZE"},
        {"theme", 't', 0, G_OPTION_ARG_FILENAME, &options.theme, "a theme's name or file", "THEME"},
        {"set", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.sets,
         "put a value into the spec; may be given again", "/POINTER=VALUE"},
        {"allow-path", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.allowed,
         "let the spec read files of this folder, too", "FOLDER"},
        {"plugin", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options.plugins,
         "load this plugin before all others", "FILE"},
        {"compress", 0, 0, G_OPTION_ARG_FILENAME, &options.compression,
         "of PNG: fast (the default) or small", "HOW"},
        {"threads", 0, 0, G_OPTION_ARG_INT, &options.threads,
         "that draw a PNG together; by itself one for each three megapixels", "N"},
        {"report", 0, 0, G_OPTION_ARG_FILENAME, &options.form,
         "messages as text (the default) or json", "FORM"},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet, "tell nothing but errors", NULL},
        {0},
    };
    struct arguments arguments = {.name = "render",
                                  .operands = "SPEC -o FILE...",
                                  .about =
                                      "Draws a spec. All files show the same sheet. Nothing is "
                                      "written when the spec is wrong.",
                                  .entries = entries,
                                  .least = 1,
                                  .most = 1};
    struct workbench workbench = {0};
    enum compression compression = COMPRESS_FAST;
    int status = 0;
    if (!arguments_parse(&arguments, argc, argv, &status))
        goto done;
    status = check_outputs(options.outputs);
    if (status == 0 && (options.threads < 0 || options.threads > MAX_THREADS))
        status = usage_error("render", "there are 1 to %d threads", MAX_THREADS);
    if (status == 0)
        status = read_compression(options.compression, &compression);
    if (status == 0 && !workbench_set_form(&workbench, "render", options.form))
        status = EX_USAGE;
    if (status == 0)
        status = run(arguments.rest[0], &options, compression, &workbench);
done:
    arguments_finish(&arguments);
    g_strfreev(options.outputs);
    g_strfreev(options.sets);
    g_strfreev(options.allowed);
    g_strfreev(options.plugins);
    g_free(options.size);
    g_free(options.theme);
    g_free(options.compression);
    g_free(options.form);
    return status;
}
