// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "cli/cli.h"
#include "data/filter.h"
#include "spec/schema.h"

#define PLACEHOLDERS "placeholders"

// What strings of a spec can hold, which is of no visual.
static void describe_placeholders(bool is_chinese)
{
    fputs(is_chinese
              ? "占位符\n"
                "{{列名}} 是当前行的一格,或 \"data\" 中的值;{{#}} 是行号;{{{{ 是两个花括号。\n"
                "{{列名 | 过滤器:参数 | 过滤器}} 改变它的写法,从左到右;参数可写在 '…' 中。\n"
              : "Placeholders\n"
                "{{name}} is a cell of the row at hand or a value of \"data\", {{#}} the "
                "number of the row, {{{{ two braces.\n"
                "{{name | filter:argument | filter}} changes how it reads, from left to "
                "right; an argument may stand in '…'.\n",
          stdout);
    GPtrArray *cells = g_ptr_array_new();
    const struct filter_help *help;
    for (size_t i = 0; (help = filter_help(i)) != NULL; i++) {
        g_ptr_array_add(cells, (gpointer)(uintptr_t)help->example);
        g_ptr_array_add(cells,
                        (gpointer)(uintptr_t)(help->value[0] == '\0' ? "\"\"" : help->value));
        g_ptr_array_add(cells, (gpointer)(uintptr_t)help->gives);
        g_ptr_array_add(cells, (gpointer)(uintptr_t)(is_chinese ? help->help_zh : help->help_en));
    }
    manual_lines(stdout, is_chinese ? "\n过滤器\n" : "\nFilters\n",
                 (const char *const(*)[4])cells->pdata, cells->len / 4);
    g_ptr_array_unref(cells);
}

static int describe(const struct workbench *workbench, const char *type, const char *language)
{
    const hai_visual *visual = registry_find(workbench->registry, type);
    if (visual) {
        manual_visual(stdout, visual, poster_common_shape(), language);
        return 0;
    }
    if (strcmp(type, PLACEHOLDERS) == 0) {
        describe_placeholders(strcmp(language, "zh") == 0);
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
                                  .operands = "VISUAL | placeholders",
                                  .about = "Tells the options of a visual, or what a "
                                           "placeholder such as {{name | decimals:1}} can do.",
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
