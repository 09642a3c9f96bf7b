// SPDX-License-Identifier: MIT
//
// What the commands of the program share. Results go to the standard output, messages to the
// standard error output. Exit status: 0, or one of <sysexits.h>:
//
//     64 usage                           70 internal mistake
//     65 bad spec, data or asset         73 output cannot be created
//     69 a font or plugin is missing     74 input or output error, disk full
//
// Of a batch also: 1 some rows failed; 75 stopped before its end, try again.
#ifndef HAIBAO_CLI_CLI_H
#define HAIBAO_CLI_CLI_H

#include <glib.h>
#include <stdbool.h>

#include "base/report.h"
#include "layout/poster.h"
#include "plugin/registry.h"
#include "text/font.h"

// One command each; argv[0] is the command's name. The result is the exit status.
int command_batch(int argc, char **argv);
int command_check(int argc, char **argv);
int command_check_plugin(int argc, char **argv);
int command_describe(int argc, char **argv);
int command_fonts(int argc, char **argv);
int command_list(int argc, char **argv);
int command_new_plugin(int argc, char **argv);
int command_render(int argc, char **argv);
int command_schema(int argc, char **argv);
int command_themes(int argc, char **argv);
int command_typeset(int argc, char **argv);
int command_worker(int argc, char **argv);

struct arguments {
    const char *name;            // of the command
    const char *operands;        // "SPEC..."
    const char *about;           // a paragraph for --help
    const GOptionEntry *entries; // {0} at the end; or NULL
    int least, most;             // how many operands
    char **rest; // the operands as given, NULL at the end; freed by arguments_finish
};

// False when the command is over: help was shown, or a mistake told; *status is then set.
bool arguments_parse(struct arguments *arguments, int argc, char **argv, int *status);
void arguments_finish(struct arguments *arguments);

// Tell a mistake in the command line. Returns EX_USAGE.
int usage_error(const char *command, const char *format, ...) __attribute__((format(printf, 2, 3)));

// What a command works with.
struct workbench {
    struct report *report;
    struct registry *registry;
    struct fonts *fonts; // NULL unless workbench_open_fonts was called
    struct visual_source visuals;
    bool as_json; // the report
    bool quiet;   // warnings are not told
};

// `plugins` are files named by the user (NULL at the end; may be NULL).
void workbench_open(struct workbench *workbench, char *const *plugins);
bool workbench_open_fonts(struct workbench *workbench);

// Tell what the report holds, before the sources of its messages are freed, and say what exit
// status follows. `is_done` false without an error in the report is an internal mistake.
int workbench_tell(struct workbench *workbench, bool is_done);
void workbench_close(struct workbench *workbench);

// Read the argument of --report. False after telling the mistake.
bool workbench_set_form(struct workbench *workbench, const char *command, const char *form);

// The exit status that the errors of a report ask for: the one that is hardest to mend.
int status_of(const struct report *report);

#endif
