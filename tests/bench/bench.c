// SPDX-License-Identifier: MIT
//
// What commands cost as whole processes: runs them again and again, in turns, so that what else the
// machine does meets all of them; and prints CPU time (user and system) and peak memory, as the
// kernel counts them.
//
//     bench [-e FOLDER] RUNS LABEL COMMAND [ARGUMENT...] [-- LABEL COMMAND [ARGUMENT...]]...
//
// Before each run the FOLDER is emptied and the disk brought to rest, which is not counted: who
// writes over files waits, on some file systems, for the blocks of the old ones to be given back.
// Prints a line for each: label, least and median CPU in ms, least and median ms of the clock, peak
// memory in MB (1 MB = 2^20 bytes), and from the second on how many times as fast it is, on the
// clock, as the command before it: the median of the turns, since a machine's speed changes from
// minute to minute, and little within a turn. A report, not a test: it fails only if a command
// does.
#include <fcntl.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_RUNS 1000
#define MAX_COMMANDS 8

struct cost {
    double cpu_ms, wall_ms, peak_mb;
};

struct command {
    const char *label;
    char **words;
    double cpu_ms[MAX_RUNS], wall_ms[MAX_RUNS], peak_mb;
    double faster[MAX_RUNS]; // than the one before
};

// What it says goes nowhere; its errors are ours.
static void become(char **command)
{
    int nowhere = open("/dev/null", O_WRONLY);
    if (nowhere < 0 || dup2(nowhere, STDOUT_FILENO) < 0)
        _exit(127);
    execvp(command[0], command);
    perror(command[0]);
    _exit(127);
}

static double in_ms(struct timeval time)
{
    return (double)time.tv_sec * 1e3 + (double)time.tv_usec / 1e3;
}

static double now_ms(void)
{
    struct timespec time;
    (void)clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int run_once(char **command, struct cost *cost)
{
    double start = now_ms();
    pid_t child = fork();
    if (child < 0) {
        perror("fork");
        return 1;
    }
    if (child == 0)
        become(command);
    int status;
    struct rusage usage;
    if (wait4(child, &status, 0, &usage) < 0) {
        perror("wait4");
        return 1;
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "%s failed (wait status %d)\n", command[0], status);
        return 1;
    }
    cost->wall_ms = now_ms() - start;
    cost->cpu_ms = in_ms(usage.ru_utime) + in_ms(usage.ru_stime);
    cost->peak_mb = (double)usage.ru_maxrss / 1024;
    return 0;
}

static int compare_numbers(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;
    return (a > b) - (a < b);
}

// Cut the arguments at each "--". How many commands there are; 0: they are not understood.
static int read_commands(char **words, struct command *commands)
{
    int count = 0;
    while (*words != NULL) {
        if (count == MAX_COMMANDS || words[1] == NULL)
            return 0;
        commands[count].label = words[0];
        commands[count++].words = ++words;
        while (*words != NULL && strcmp(*words, "--") != 0)
            words++;
        if (*words != NULL)
            *words++ = NULL;
    }
    return count;
}

static int empty(const char *folder)
{
    char *command[] = {"find", (char *)(uintptr_t)folder, "-mindepth", "1", "-delete", NULL};
    struct cost unheard;
    if (run_once(command, &unheard) != 0)
        return 1;
    sync();
    return 0;
}

static int run_all(struct command *commands, int count, long runs, const char *folder)
{
    for (long i = 0; i < runs; i++) {
        for (int k = 0; k < count; k++) {
            struct command *command = &commands[k];
            struct cost cost;
            if (folder != NULL && empty(folder) != 0)
                return 1;
            if (run_once(command->words, &cost) != 0)
                return 1;
            command->cpu_ms[i] = cost.cpu_ms;
            command->wall_ms[i] = cost.wall_ms;
            command->faster[i] = k > 0 ? command[-1].wall_ms[i] / cost.wall_ms : 1;
            if (cost.peak_mb > command->peak_mb)
                command->peak_mb = cost.peak_mb;
        }
    }
    return 0;
}

static void print_command(struct command *command, long runs, bool is_first)
{
    qsort(command->cpu_ms, (size_t)runs, sizeof(double), compare_numbers);
    qsort(command->wall_ms, (size_t)runs, sizeof(double), compare_numbers);
    qsort(command->faster, (size_t)runs, sizeof(double), compare_numbers);
    printf("%-24s %8.1f %8.1f %8.1f %8.1f %8.1f", command->label, command->cpu_ms[0],
           command->cpu_ms[runs / 2], command->wall_ms[0], command->wall_ms[runs / 2],
           command->peak_mb);
    if (!is_first)
        printf(" %8.2f", command->faster[runs / 2]);
    printf("\n");
}

int main(int argc, char **argv)
{
    static struct command commands[MAX_COMMANDS];
    const char *program = argv[0], *folder = NULL;
    if (argc > 3 && strcmp(argv[1], "-e") == 0) {
        folder = argv[2];
        argc -= 2;
        argv += 2;
    }
    long runs = argc > 3 ? strtol(argv[1], NULL, 10) : 0;
    int count = runs >= 1 && runs <= MAX_RUNS ? read_commands(argv + 2, commands) : 0;
    if (count == 0) {
        fprintf(stderr,
                "usage: %s [-e FOLDER] RUNS LABEL COMMAND [ARGUMENT...] [-- LABEL COMMAND "
                "[ARGUMENT...]]...\n"
                "(1 to %d runs, %d commands at most)\n",
                program, MAX_RUNS, MAX_COMMANDS);
        return 64;
    }
    if (run_all(commands, count, runs, folder) != 0)
        return 1;
    for (int k = 0; k < count; k++)
        print_command(&commands[k], runs, k == 0);
    return 0;
}
