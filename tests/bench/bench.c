// SPDX-License-Identifier: MIT
//
// What a command costs as a whole process: runs it again and again and prints CPU time (user and
// system) and peak memory, as the kernel counts them.
//
//     bench RUNS LABEL COMMAND [ARGUMENT...]
//
// Prints one line: label, least and median CPU in ms, least and median ms of the clock, peak memory
// in MB (1 MB = 2^20 bytes). A report, not a test: it fails only if the command does.
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define MAX_RUNS 1000

struct cost {
    double cpu_ms, wall_ms, peak_mb;
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

int main(int argc, char **argv)
{
    long runs = argc > 3 ? strtol(argv[1], NULL, 10) : 0;
    if (runs < 1 || runs > MAX_RUNS) {
        fprintf(stderr, "usage: %s RUNS LABEL COMMAND [ARGUMENT...] (1 to %d runs)\n", argv[0],
                MAX_RUNS);
        return 64;
    }
    static double times[MAX_RUNS], walls[MAX_RUNS];
    double peak = 0;
    for (long i = 0; i < runs; i++) {
        struct cost cost;
        if (run_once(argv + 3, &cost) != 0)
            return 1;
        times[i] = cost.cpu_ms;
        walls[i] = cost.wall_ms;
        peak = cost.peak_mb > peak ? cost.peak_mb : peak;
    }
    qsort(times, (size_t)runs, sizeof(times[0]), compare_numbers);
    qsort(walls, (size_t)runs, sizeof(walls[0]), compare_numbers);
    printf("%-24s %8.1f %8.1f %8.1f %8.1f %8.1f\n", argv[2], times[0], times[runs / 2], walls[0],
           walls[runs / 2], peak);
    return 0;
}
