// SPDX-License-Identifier: MIT
//
// Compares a picture with the one that is expected, or makes the latter.
//
//     golden-picture compare EXPECTED ACTUAL BESIDE   0: alike; 1: not, and BESIDE is written:
//                                                     expected | what differs | actual
//     golden-picture shrink FACTOR IN OUT             OUT is IN, each side 1/FACTOR
//
// 2 is returned when a file cannot be read or written, 64 for wrong arguments.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "picture.h"

#define MAX_FACTOR 16

static void print_difference(const struct difference *difference, const struct picture *expected,
                             const struct picture *actual)
{
    if (!difference->same_size)
        printf("expected %u x %u pixels, got %u x %u\n", expected->width, expected->height,
               actual->width, actual->height);
    else
        printf("%u pixels differ (worst by %.3f in OKLab); the largest patch has %u, near %u,%u\n",
               difference->count, difference->worst, difference->patch, difference->patch_x,
               difference->patch_y);
}

static int compare(const char *expected_path, const char *actual_path, const char *beside_path)
{
    struct picture expected = {0}, actual = {0}, marks = {0}, beside = {0};
    struct difference difference;
    int result = 2;
    if (!picture_read(&expected, expected_path) || !picture_read(&actual, actual_path))
        goto done;
    if (!picture_compare(&expected, &actual, &difference, &marks))
        goto done;
    if (difference_is_small(&difference, &actual)) {
        result = 0;
        goto done;
    }
    print_difference(&difference, &expected, &actual);
    if (picture_beside(&beside, &expected, &marks, &actual) && picture_write(&beside, beside_path))
        result = 1;
done:
    picture_finish(&beside);
    picture_finish(&marks);
    picture_finish(&actual);
    picture_finish(&expected);
    return result;
}

static int shrink(const char *factor_text, const char *from, const char *to)
{
    char *end = NULL;
    unsigned long factor = strtoul(factor_text, &end, 10);
    if (*end || factor < 1 || factor > MAX_FACTOR) {
        fprintf(stderr, "the factor is a whole number from 1 to %d, not %s\n", MAX_FACTOR,
                factor_text);
        return 64;
    }
    struct picture picture = {0}, small = {0};
    bool done = picture_read(&picture, from) &&
                picture_shrink(&small, &picture, (uint32_t)factor) && picture_write(&small, to);
    picture_finish(&small);
    picture_finish(&picture);
    return done ? 0 : 2;
}

int main(int argc, char **argv)
{
    if (argc == 5 && strcmp(argv[1], "compare") == 0)
        return compare(argv[2], argv[3], argv[4]);
    if (argc == 5 && strcmp(argv[1], "shrink") == 0)
        return shrink(argv[2], argv[3], argv[4]);
    fprintf(stderr, "usage: %s compare EXPECTED ACTUAL BESIDE | shrink FACTOR IN OUT\n", argv[0]);
    return 64;
}
