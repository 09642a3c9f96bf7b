// SPDX-License-Identifier: MIT
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <sysexits.h>

#include "cli/cli.h"

// A spec that was read: its poster holds the text that its messages point into.
struct checked {
    struct poster *poster;
    struct report *report; // of its own, as a poster takes any error in it for its own
};

static struct checked check(struct workbench *workbench, const char *spec,
                            const struct poster_settings *settings)
{
    struct checked checked = {.report = report_new()};
    unsigned before = report_errors(workbench->report);
    checked.poster = poster_new(checked.report, workbench->fonts, &workbench->visuals);
    bool is_done = poster_read(checked.poster, spec, settings) && poster_record(checked.poster);
    poster_review(checked.poster);
    bool is_right =
        report_errors(checked.report) == 0 && report_errors(workbench->report) == before;
    if (is_right && !is_done)
        report_add(workbench->report, SEVERITY_ERROR, "internal.silent", (struct place){0}, NULL,
                   "'%s' cannot be drawn, and haibao cannot say why", spec);
    else if (is_right && !workbench->as_json)
        printf("%s: no mistakes\n", spec);
    for (unsigned i = 0; i < report_count(checked.report); i++) {
        const struct message *message = report_message(checked.report, i);
        report_add(workbench->report, message->severity, message->code, message->place,
                   message->hint, "%s", message->text);
    }
    return checked;
}

static int run(char *const *specs, const struct poster_settings *settings, char *const *plugins,
               struct workbench *workbench)
{
    guint count = g_strv_length((gchar **)(uintptr_t)specs);
    struct checked *checked = g_new0(struct checked, count);
    workbench_open(workbench, plugins);
    bool is_open = workbench_open_fonts(workbench);
    for (guint i = 0; is_open && i < count; i++)
        checked[i] = check(workbench, specs[i], settings);
    int status = workbench_tell(workbench, is_open);
    for (guint i = 0; i < count; i++) {
        poster_free(checked[i].poster);
        if (checked[i].report)
            report_free(checked[i].report);
    }
    g_free(checked);
    workbench_close(workbench);
    return status;
}

int command_check(int argc, char **argv)
{
    char **allowed = NULL, **plugins = NULL;
    char *form = NULL;
    const GOptionEntry entries[] = {
        {"allow-path", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &allowed,
         "let the specs read files of this folder, too", "FOLDER"},
        {"plugin", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &plugins,
         "load this plugin before all others", "FILE"},
        {"report", 0, 0, G_OPTION_ARG_FILENAME, &form, "messages as text (the default) or json",
         "FORM"},
        {0},
    };
    struct arguments arguments = {.name = "check",
                                  .operands = "SPEC...",
                                  .about =
                                      "Tells every mistake of the specs, with line and column. "
                                      "Nothing is written.",
                                  .entries = entries,
                                  .least = 1,
                                  .most = INT_MAX};
    struct workbench workbench = {0};
    int status = 0;
    if (arguments_parse(&arguments, argc, argv, &status)) {
        const struct poster_settings settings = {.allowed = (const char *const *)allowed};
        status = workbench_set_form(&workbench, "check", form)
                     ? run(arguments.rest, &settings, plugins, &workbench)
                     : EX_USAGE;
    }
    arguments_finish(&arguments);
    g_strfreev(allowed);
    g_strfreev(plugins);
    g_free(form);
    return status;
}
