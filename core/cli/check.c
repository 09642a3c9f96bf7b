// SPDX-License-Identifier: MIT
#include <limits.h>
#include <stdio.h>
#include <sysexits.h>

#include "cli/cli.h"

// True where the spec is without a mistake. The poster holds the text that messages point into, so
// it outlives this call.
static bool check(struct session *session, struct poster *poster, const char *spec,
                  const struct poster_settings *settings)
{
    unsigned before = report_errors(session->report);
    bool is_done = poster_read(poster, spec, settings) && poster_record(poster);
    if (!is_done && report_errors(session->report) == before)
        return false;
    if (report_errors(session->report) == before && !session->as_json)
        printf("%s: no mistakes\n", spec);
    return true;
}

static int run(char *const *specs, const struct poster_settings *settings, char *const *plugins,
               struct session *session)
{
    GPtrArray *posters = g_ptr_array_new();
    session_open(session, plugins);
    bool is_done = session_open_fonts(session);
    for (; is_done && *specs; specs++) {
        struct poster *poster = poster_new(session->report, session->fonts, &session->visuals);
        g_ptr_array_add(posters, poster);
        is_done = check(session, poster, *specs, settings);
    }
    int status = session_tell(session, is_done);
    for (guint i = 0; i < posters->len; i++)
        poster_free(posters->pdata[i]);
    g_ptr_array_unref(posters);
    session_close(session);
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
    struct session session = {0};
    int status = 0;
    if (arguments_parse(&arguments, argc, argv, &status)) {
        const struct poster_settings settings = {.allowed = (const char *const *)allowed};
        status = session_set_form(&session, "check", form)
                     ? run(arguments.rest, &settings, plugins, &session)
                     : EX_USAGE;
    }
    arguments_finish(&arguments);
    g_strfreev(allowed);
    g_strfreev(plugins);
    g_free(form);
    return status;
}
