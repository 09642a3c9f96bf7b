// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <sysexits.h>

#include "cli/cli.h"
#include "plugin/contract.h"

static int check_plugin(const char *path, unsigned random_sets, const char *keep)
{
    struct report *report = report_new();
    bool is_loaded = contract_check(report, path, random_sets, keep);
    report_print(report, stderr, false);
    unsigned errors = report_errors(report);
    if (is_loaded && errors == 0)
        printf("%s keeps the contract (random option sets: %u)\n", path, random_sets);
    int status = status_of(report);
    report_free(report);
    return status;
}

int command_check_plugin(int argc, char **argv)
{
    int random_sets = CONTRACT_RANDOM_SETS;
    char *keep = NULL;
    const GOptionEntry entries[] = {
        {"random", 0, 0, G_OPTION_ARG_INT, &random_sets,
         "how many random option sets are drawn (200)", "N"},
        {"keep", 0, 0, G_OPTION_ARG_FILENAME, &keep,
         "write the specs that show what is wrong with hard data here", "DIR"},
        {0},
    };
    struct arguments arguments = {.name = "check-plugin",
                                  .operands = "FILE.so",
                                  .about =
                                      "Verifies that a plugin keeps its contract: its records, "
                                      "the example beside it (NAME.json), and what it does "
                                      "with options chosen by chance and with the data that "
                                      "charts are afraid of.",
                                  .entries = entries,
                                  .least = 1,
                                  .most = 1};
    int status = 0;
    if (arguments_parse(&arguments, argc, argv, &status)) {
        if (random_sets < 0 || random_sets > CONTRACT_MAX_RANDOM_SETS)
            status = usage_error("check-plugin", "--random is a number from 0 to %d",
                                 CONTRACT_MAX_RANDOM_SETS);
        else
            status = check_plugin(arguments.rest[0], (unsigned)random_sets, keep);
    }
    arguments_finish(&arguments);
    g_free(keep);
    return status;
}
