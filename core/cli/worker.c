// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <sysexits.h>
#include <unistd.h>

#include "batch/relay.h"
#include "cli/studio.h"

#define STATUS_SOME_FAILED 1

static int status_of_end(enum relay_end end, int status)
{
    switch (end) {
    case RELAY_DONE:
        return status;
    case RELAY_FAILED:
        return STATUS_SOME_FAILED;
    case RELAY_FULL:
        return EX_IOERR;
    case RELAY_STOPPED:
        return EX_TEMPFAIL;
    case RELAY_UNAVAILABLE:
        return EX_UNAVAILABLE;
    }
    return EX_SOFTWARE;
}

static int run(const struct studio_options *options, const char *folder)
{
    struct studio studio = {.workbench = {.quiet = true}};
    enum relay_end end = RELAY_UNAVAILABLE;
    bool is_done = studio_open(&studio, options);
    if (is_done) {
        char *path = arena_strdup(studio.arena, folder);
        g_ptr_array_add(studio.readable, path);
        g_ptr_array_add(studio.writable, path);
        is_done = studio_set_sandbox(&studio);
    }
    if (is_done) {
        end = relay_run(&studio.crew, STDIN_FILENO, stdout, studio.workbench.report);
        is_done = end != RELAY_UNAVAILABLE;
    }
    int status = status_of_end(end, workbench_tell(&studio.workbench, is_done));
    studio_close(&studio);
    return status;
}

int command_worker(int argc, char **argv)
{
    struct studio_options options = studio_defaults;
    char *folder = NULL;
    const GOptionEntry entries[] = {
        {"folder", 0, 0, G_OPTION_ARG_FILENAME, &folder,
         "that specs and outputs lie in; the current one", "FOLDER"},
        STUDIO_OPTIONS(options),
        {0},
    };
    struct arguments arguments = {
        .name = "worker",
        .operands = "<JOBS",
        .about = "Draws jobs that come on the standard input, a JSON object a line:\n"
                 "  {\"id\": 1, \"spec\": \"a.json\", \"row\": {…}, \"outputs\": [{\"file\": "
                 "\"out/1.png\"}]}\n"
                 "(file names may hold {{placeholders}}, too) and answers each with a line on the "
                 "standard output, in any order. At the end of the "
                 "input it draws what is left, and ends.",
        .entries = entries};
    int status = 0;
    if (arguments_parse(&arguments, argc, argv, &status))
        status = studio_check(&options, "worker");
    else
        goto done;
    if (status == 0)
        status = run(&options, folder != NULL ? folder : ".");
done:
    arguments_finish(&arguments);
    studio_options_finish(&options);
    g_free(folder);
    return status;
}
