// SPDX-License-Identifier: MIT
#include "cli/cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

int usage_error(const char *command, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    const char *space = command ? " " : "";
    command = command ? command : "";
    fprintf(stderr, "haibao%s%s: %s\n'haibao%s%s --help' tells more\n", space, command, text, space,
            command);
    g_free(text);
    return EX_USAGE;
}

// Parse with GLib, which takes its own messages from no locale here: none is set.
static bool parse(struct arguments *arguments, int argc, char **argv, int *status)
{
    gboolean help = FALSE;
    const GOptionEntry common[] = {
        {"help", 'h', 0, G_OPTION_ARG_NONE, &help, "show this help", NULL},
        // Names and texts as bytes: GLib would take other kinds as being in the locale's encoding.
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments->rest, NULL, NULL},
        {0},
    };
    GOptionContext *context = g_option_context_new(arguments->operands);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_summary(context, arguments->about);
    if (arguments->entries)
        g_option_context_add_main_entries(context, arguments->entries, NULL);
    g_option_context_add_main_entries(context, common, NULL);
    char *program = g_strconcat("haibao ", arguments->name, NULL);
    g_set_prgname(program);
    GError *error = NULL;
    bool go_on = g_option_context_parse(context, &argc, &argv, &error);
    if (!go_on) {
        *status = usage_error(arguments->name, "%s", error->message);
        g_error_free(error);
    } else if (help) {
        char *text = g_option_context_get_help(context, TRUE, NULL);
        fputs(text, stdout);
        g_free(text);
        *status = 0;
        go_on = false;
    }
    g_free(program);
    g_option_context_free(context);
    return go_on;
}

bool arguments_parse(struct arguments *arguments, int argc, char **argv, int *status)
{
    if (!parse(arguments, argc, argv, status))
        return false;
    int count = arguments->rest ? (int)g_strv_length(arguments->rest) : 0;
    if (count < arguments->least) {
        *status = usage_error(arguments->name, "%s is missing", arguments->operands);
        return false;
    }
    if (count > arguments->most) {
        *status = usage_error(arguments->name, "'%s' is one argument too many",
                              arguments->rest[arguments->most]);
        return false;
    }
    return true;
}

void arguments_finish(struct arguments *arguments)
{
    g_strfreev(arguments->rest);
    arguments->rest = NULL;
}

void workbench_open(struct workbench *workbench, char *const *plugins)
{
    workbench->report = report_new();
    workbench->registry = registry_open(workbench->report, (const char *const *)plugins);
    workbench->visuals = (struct visual_source){workbench->registry, registry_find, registry_types};
}

bool workbench_open_fonts(struct workbench *workbench)
{
    workbench->fonts = fonts_open(workbench->report);
    return workbench->fonts != NULL;
}

void workbench_close(struct workbench *workbench)
{
    if (workbench->fonts)
        fonts_close(workbench->fonts);
    registry_close(workbench->registry);
    report_free(workbench->report);
}

bool workbench_set_form(struct workbench *workbench, const char *command, const char *form)
{
    if (!form)
        return true;
    char **forms = g_strsplit("text|json", "|", -1);
    bool is_known = g_strv_contains((const char *const *)forms, form);
    workbench->as_json = is_known && strcmp(form, forms[1]) == 0;
    g_strfreev(forms);
    if (!is_known)
        (void)usage_error(command, "a report has the form text or json, not '%s'", form);
    return is_known;
}

static int status_of_code(const char *code)
{
    static const struct {
        const char *start;
        int status;
    } table[] = {
        {"internal.", EX_SOFTWARE},   {"usage.", EX_USAGE},      {"out.write", EX_IOERR},
        {"out.create", EX_CANTCREAT}, {"font.", EX_UNAVAILABLE}, {"plugin.", EX_UNAVAILABLE},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(table); i++)
        if (g_str_has_prefix(code, table[i].start))
            return table[i].status;
    return EX_DATAERR;
}

int status_of(const struct report *report)
{
    static const int ranks[] = {EX_SOFTWARE,    EX_IOERR, EX_CANTCREAT,
                                EX_UNAVAILABLE, EX_USAGE, EX_DATAERR};
    size_t best = G_N_ELEMENTS(ranks);
    for (unsigned i = 0; i < report_count(report); i++) {
        const struct message *message = report_message(report, i);
        if (message->severity != SEVERITY_ERROR)
            continue;
        int status = status_of_code(message->code);
        for (size_t rank = 0; rank < best; rank++)
            if (ranks[rank] == status)
                best = rank;
    }
    return best < G_N_ELEMENTS(ranks) ? ranks[best] : 0;
}

int workbench_tell(struct workbench *workbench, bool is_done)
{
    if (!is_done && report_errors(workbench->report) == 0)
        report_add(workbench->report, SEVERITY_ERROR, "internal.silent", (struct place){0},
                   "please report this with the spec", "haibao failed and cannot say why");
    unsigned errors = report_errors(workbench->report);
    if (workbench->as_json)
        report_print_json(workbench->report, stderr);
    else if (errors > 0 || !workbench->quiet)
        report_print(workbench->report, stderr,
                     isatty(STDERR_FILENO) == 1 && getenv("NO_COLOR") == NULL);
    return errors > 0 ? status_of(workbench->report) : 0;
}
