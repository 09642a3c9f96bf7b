// SPDX-License-Identifier: MIT
//
// What the commands share that draw in workers: their options, and the sandbox.
#ifndef HAIBAO_CLI_STUDIO_H
#define HAIBAO_CLI_STUDIO_H

#include "batch/crew.h"
#include "cli/cli.h"

// As they stand on the command line. GLib fills them in.
struct studio_options {
    int workers, memory, recycle;
    double seconds;
    char *sandbox;
    char **allowed, **plugins;
};

extern const struct studio_options studio_defaults;

#define STUDIO_OPTIONS(options)                                                                    \
    {"jobs",                                                                                       \
     'j',                                                                                          \
     0,                                                                                            \
     G_OPTION_ARG_INT,                                                                             \
     &(options).workers,                                                                           \
     "workers at a time; as many as there are processors",                                         \
     "N"},                                                                                         \
        {"timeout", 0, 0, G_OPTION_ARG_DOUBLE, &(options).seconds, "for a row; 30", "SECONDS"},    \
        {"memory", 0, 0, G_OPTION_ARG_INT, &(options).memory, "of a worker; 1024", "MIB"},         \
        {"recycle",                                                                                \
         0,                                                                                        \
         0,                                                                                        \
         G_OPTION_ARG_INT,                                                                         \
         &(options).recycle,                                                                       \
         "rows after which a worker is replaced; 500",                                             \
         "ROWS"},                                                                                  \
        {"sandbox",                                                                                \
         0,                                                                                        \
         0,                                                                                        \
         G_OPTION_ARG_FILENAME,                                                                    \
         &(options).sandbox,                                                                       \
         "auto (the default), require or off",                                                     \
         "HOW"},                                                                                   \
        {"allow-path",                                                                             \
         0,                                                                                        \
         0,                                                                                        \
         G_OPTION_ARG_FILENAME_ARRAY,                                                              \
         &(options).allowed,                                                                       \
         "let specs read files of this folder, too",                                               \
         "FOLDER"},                                                                                \
    {                                                                                              \
        "plugin", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &(options).plugins,                           \
            "load this plugin before all others", "FILE"                                           \
    }

struct studio {
    struct workbench workbench;
    struct arena *arena;
    struct easel *easel;
    struct sandbox sandbox;
    GPtrArray *readable, *writable; // folders; what is added before the crew is opened counts
    struct crew_settings crew;      // without `data` and `take`
    const char *const *plugins;     // the files of all that may be loaded, NULL at the end
};

// 0, or an exit status after telling the mistake.
int studio_check(const struct studio_options *options, const char *command);

// Open everything. False after reporting to studio->workbench.report. Close in either case.
bool studio_open(struct studio *studio, const struct studio_options *options);
void studio_close(struct studio *studio);

// After all folders are known; false after reporting that a sandbox that must be there is not
// whole.
bool studio_set_sandbox(struct studio *studio);

void studio_options_finish(struct studio_options *options);

#endif
