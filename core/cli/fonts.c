// SPDX-License-Identifier: MIT
#include "text/font.h"

#include <stdio.h>

#include "cli/cli.h"

static int print_fonts(struct report *report)
{
    struct fonts *fonts = fonts_open(report);
    if (fonts) {
        fonts_print(fonts, stdout);
        fonts_close(fonts);
    }
    report_print(report, stderr, false);
    return status_of(report);
}

int command_fonts(int argc, char **argv)
{
    struct arguments arguments = {
        .name = "fonts",
        .operands = "",
        .about = "Lists the font roles: their families, files, and the packages that bring them."};
    int status = 0;
    if (arguments_parse(&arguments, argc, argv, &status)) {
        struct report *report = report_new();
        status = print_fonts(report);
        report_free(report);
    }
    arguments_finish(&arguments);
    return status;
}
