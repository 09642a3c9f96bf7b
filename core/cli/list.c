// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

// In a terminal, where Chinese characters take two columns.
static int count_columns(const char *text)
{
    int columns = 0;
    for (const char *c = text; *c;) {
        gunichar character = g_utf8_get_char(c);
        c += g_unichar_to_utf8(character, NULL);
        if (!g_unichar_iszerowidth(character))
            columns += g_unichar_iswide(character) ? 2 : 1;
    }
    return columns;
}

static const char *title_of(const hai_visual *visual)
{
    return g_utf8_validate(visual->title_zh, -1, NULL) ? visual->title_zh : "";
}

static void print_padded(const char *text, int columns)
{
    printf("%s%*s", text, columns - count_columns(text) + 2, "");
}

static void print_visuals(const struct workbench *workbench)
{
    int types = 0, titles = 0, versions = 0;
    const char *const *names = registry_types(workbench->registry);
    for (const char *const *type = names; *type; type++) {
        const struct loaded_plugin *plugin = registry_provider(workbench->registry, *type);
        types = MAX(types, count_columns(*type));
        titles = MAX(titles, count_columns(title_of(registry_find(workbench->registry, *type))));
        versions = MAX(versions, (int)strlen(plugin->record.version));
    }
    for (const char *const *type = names; *type; type++) {
        const struct loaded_plugin *plugin = registry_provider(workbench->registry, *type);
        print_padded(*type, types);
        print_padded(title_of(registry_find(workbench->registry, *type)), titles);
        printf("%-*s  %s\n", versions, plugin->record.version, plugin->path);
    }
}

int command_list(int argc, char **argv)
{
    char **plugins = NULL;
    const GOptionEntry entries[] = {
        {"plugin", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &plugins,
         "load this plugin before all others", "FILE"},
        {0},
    };
    struct arguments arguments = {
        .name = "list",
        .operands = "",
        .about = "Lists the visuals: type, title, version of the plugin, and its file. "
                 "Plugins that were refused follow with the reason.",
        .entries = entries};
    struct workbench workbench = {0};
    int status = 0;
    if (arguments_parse(&arguments, argc, argv, &status)) {
        workbench_open(&workbench, plugins);
        print_visuals(&workbench);
        // Refusals are part of the answer here.
        report_print(workbench.report, stdout, false);
        status = status_of(workbench.report);
        workbench_close(&workbench);
    }
    arguments_finish(&arguments);
    g_strfreev(plugins);
    return status;
}
