// SPDX-License-Identifier: MIT
#include "base/heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define HEAP_SIZE (6 << 20)     // what a long poster fills
#define PAGE ((uintptr_t)4096)  // or a multiple: then the system refuses, and nothing is lost
#define LARGEST_BLOCK (4 << 20) // what is larger is taken and given back on its own

void heap_prepare(void)
{
    mallopt(M_MMAP_THRESHOLD, LARGEST_BLOCK);
    mallopt(M_TRIM_THRESHOLD, 2 * HEAP_SIZE);
    mallopt(M_TOP_PAD, HEAP_SIZE);
    // Larger than what is left on the heap, so that it grows, by the pad.
    void *volatile block = malloc(LARGEST_BLOCK / 4);
    uintptr_t begin = ((uintptr_t)block + PAGE - 1) & ~(PAGE - 1), end = (uintptr_t)sbrk(0);
    free(block);
    if (begin < end && end - begin >= HEAP_SIZE)
        (void)madvise((void *)begin, HEAP_SIZE, MADV_POPULATE_WRITE); // a hint
}
