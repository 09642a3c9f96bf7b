// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/heap.h"
#include "tests.h"

#define BLOCKS 3000 // of up to 6000 bytes: several huge pages
#define MORE 4000   // past the end of what the heap took at once

static size_t block_size(int i)
{
    return (size_t)(i * 97 % 6000 + 1);
}

static unsigned char **take_blocks(int count)
{
    unsigned char **blocks = malloc((size_t)count * sizeof *blocks);
    for (int i = 0; blocks != NULL && i < count; i++) {
        blocks[i] = malloc(block_size(i));
        if (blocks[i] == NULL)
            _exit(2);
        memset(blocks[i], i & 0xff, block_size(i));
    }
    return blocks;
}

static bool are_whole(unsigned char *const *blocks, int count, int added)
{
    for (int i = 0; i < count; i++)
        for (size_t k = 0; k < block_size(i); k++)
            if (blocks[i][k] != ((i + added) & 0xff))
                return false;
    return true;
}

// What it was given is there, what it changes is its own, and its heap can grow and give back.
static bool live_as_child(unsigned char **blocks)
{
    heap_own();
    if (!are_whole(blocks, BLOCKS, 0))
        return false;
    for (int i = 0; i < BLOCKS; i++)
        memset(blocks[i], (i + 1) & 0xff, block_size(i));
    unsigned char **more = take_blocks(MORE);
    bool is_well = are_whole(blocks, BLOCKS, 1) && are_whole(more, MORE, 0);
    for (int i = 0; i < BLOCKS; i += 2)
        free(blocks[i]);
    for (int i = 0; i < MORE; i++)
        free(more[i]);
    free(more);
    more = take_blocks(MORE);
    return is_well && are_whole(more, MORE, 0);
}

static bool ends_well(pid_t child)
{
    int status;
    return child > 0 && waitpid(child, &status, 0) == child && status == 0;
}

static bool live_as_parent(void)
{
    heap_prepare();
    unsigned char **blocks = take_blocks(BLOCKS);
    pid_t children[2];
    for (int i = 0; i < 2; i++) {
        children[i] = fork();
        if (children[i] == 0)
            _exit(live_as_child(blocks) ? 0 : 1);
    }
    bool is_well = ends_well(children[0]);
    is_well = ends_well(children[1]) && is_well;
    return is_well && are_whole(blocks, BLOCKS, 0);
}

static void a_child_has_a_heap_of_its_own(void **state)
{
    (void)state;
    pid_t child = fork();
    if (child == 0)
        _exit(live_as_parent() ? 0 : 1);
    assert_true(ends_well(child));
}

int test_heap(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_child_has_a_heap_of_its_own)};
    return cmocka_run_group_tests_name("heap", tests, NULL, NULL);
}
