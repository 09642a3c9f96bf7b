// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "cli/cli.h"
#include "spec/schema.h"

static int describe(const struct workbench *workbench, const char *type, const char *language)
{
    const hai_visual *visual = registry_find(workbench->registry, type);
    if (visual) {
        manual_visual(stdout, visual, poster_common_shape(), language);
        return 0;
    }
    const char *nearest = report_nearest(type, registry_types(workbench->registry));
    if (nearest)
        return usage_error("describe", "there is no visual '%s'; did you mean '%s'?", type,
                           nearest);
    return usage_error("describe", "there is no visual '%s'; 'haibao list' shows those there are",
                       type);
}

int command_describe(int argc, char **argv)
{
    char **plugins = NULL;
    char *language = NULL;
    const GOptionEntry entries[] = {
        {"lang", 'l', 0, G_OPTION_ARG_FILENAME, &language, "en (the default) or zh", "LANGUAGE"},
        {"plugin", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &plugins,
         "load this plugin before all others", "FILE"},
        {0},
    };
    struct arguments arguments = {.name = "describe",
                                  .operands = "VISUAL",
                                  .about = "Tells the options of a visual.",
                                  .entries = entries,
                                  .least = 1,
                                  .most = 1};
    struct workbench workbench = {0};
    int status = 0;
    if (!arguments_parse(&arguments, argc, argv, &status))
        goto done;
    if (language && strcmp(language, "en") != 0 && strcmp(language, "zh") != 0) {
        status = usage_error("describe", "the language is en or zh, not '%s'", language);
        goto done;
    }
    workbench_open(&workbench, plugins);
    status = describe(&workbench, arguments.rest[0], language ? language : "en");
    if (report_errors(workbench.report) > 0)
        status = workbench_tell(&workbench, true);
    workbench_close(&workbench);
done:
    arguments_finish(&arguments);
    g_strfreev(plugins);
    g_free(language);
    return status;
}
