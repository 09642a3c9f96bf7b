// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <sysexits.h>

#include "cli/cli.h"
#include "style/theme.h"

static int print_themes(struct report *report)
{
    struct arena *arena = arena_new();
    const char *const *names = theme_names(arena);
    for (; names && *names; names++) {
        hai_theme *theme = theme_load(arena, report, *names, ".", (struct place){0});
        if (theme)
            printf("%-16s %s\n", *names, theme_title(theme) ? theme_title(theme) : "");
        theme_free(theme);
    }
    report_print(report, stderr, false);
    int status = status_of(report);
    arena_free(arena);
    return status;
}

int command_themes(int argc, char **argv)
{
    struct arguments arguments = {
        .name = "themes", .operands = "", .about = "Lists the themes: name and title."};
    int status = 0;
    if (arguments_parse(&arguments, argc, argv, &status)) {
        struct report *report = report_new();
        status = print_themes(report);
        report_free(report);
    }
    arguments_finish(&arguments);
    return status;
}
