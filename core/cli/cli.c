// SPDX-License-Identifier: MIT
#include "cli/cli.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

#include "cli/main.h"

struct command {
    const char *name, *operands, *summary;
    int (*run)(int argc, char **argv);
};

static const struct command commands[] = {
    {"render", "SPEC -o FILE...", "draw a spec as PNG, PDF or SVG", command_render},
    {"batch", "SPEC ROWS -o NAME...", "draw a spec for each row of a table", command_batch},
    {"worker", "<JOBS", "draw jobs that come as JSON, a line each", command_worker},
    {"check", "SPEC...", "find every mistake, with line and column", command_check},
    {"list", "", "the visuals that the plugins bring", command_list},
    {"describe", "VISUAL", "the options of a visual", command_describe},
    {"schema", "[VISUAL]", "the JSON Schema of specs", command_schema},
    {"themes", "", "the themes that are installed", command_themes},
    {"fonts", "", "the fonts that are used, and where they come from", command_fonts},
    {"typeset", "<TEXT", "where the lines and characters of a text stand, as JSON",
     command_typeset},
    {"check-plugin", "FILE.so", "verify that a plugin keeps its contract", command_check_plugin},
    {"new-plugin", "NAME", "write the beginnings of a plugin", command_new_plugin},
};

static void print_help(void)
{
    fputs("Usage: haibao COMMAND [OPTION...]\n"
          "\n"
          "Turns JSON specs into publicity posters in Chinese typography.\n"
          "\n",
          stdout);
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
        char usage[64];
        (void)g_snprintf(usage, sizeof(usage), "%s %s", commands[i].name, commands[i].operands);
        printf("  %-24s %s\n", usage, commands[i].summary);
    }
    fputs(
        "\n"
        "'haibao COMMAND --help' tells the options of a command; 'haibao --version' the version.\n",
        stdout);
}

// A program may be started with its standard streams closed. The next file that is opened would
// then be one of them, and messages would go into it.
static bool hold_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", O_RDWR) != stream)
            return false;
    return true;
}

// Whether the standard output is a pipe that nobody reads any more.
static bool is_reader_gone(void)
{
    struct pollfd output = {.fd = STDOUT_FILENO, .events = POLLOUT};
    return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

// Whatever was written must have arrived; but that nobody reads on is no failure. What failed
// before the last flush is only known as a failure: more than a pipe holds does not wait for it.
static int finish_output(int status)
{
    int error = 0;
    if (fflush(stdout) != 0)
        error = errno;
    else if (ferror(stdout))
        error = is_reader_gone() ? EPIPE : EIO;
    if (error == 0 || error == EPIPE || status != 0)
        return status;
    fprintf(stderr, "haibao: the standard output cannot be written: %s\n", g_strerror(error));
    return EX_IOERR;
}

static const char *find_nearest(const char *word)
{
    const char *names[G_N_ELEMENTS(commands) + 1] = {NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        names[i] = commands[i].name;
    return report_nearest(word, names);
}

static int run_command(int argc, char **argv)
{
    if (argc < 2)
        return usage_error(NULL, "say what to do");
    const char *word = argv[1];
    if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || strcmp(word, "help") == 0) {
        print_help();
        return 0;
    }
    if (strcmp(word, "--version") == 0) {
        printf("haibao %s (plugin interface %d.%d)\n", HAIBAO_VERSION, HAI_ABI_MAJOR,
               HAI_ABI_MINOR);
        return 0;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(word, commands[i].name) == 0)
            return commands[i].run(argc - 1, argv + 1);
    const char *nearest = find_nearest(word);
    if (nearest)
        return usage_error(NULL, "there is no command '%s'; did you mean '%s'?", word, nearest);
    return usage_error(NULL, "there is no command '%s'", word);
}

int hai_main(int argc, char **argv)
{
    if (!hold_streams())
        return EX_IOERR;
    // A reader that went away, and a limit on the size of files, are errors of the calls that
    // write, and no reason to end without a word.
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    if (sigaction(SIGPIPE, &ignore, NULL) != 0 || sigaction(SIGXFSZ, &ignore, NULL) != 0)
        return EX_IOERR;
    return finish_output(run_command(argc, argv));
}
