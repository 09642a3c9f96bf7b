// SPDX-License-Identifier: MIT
#include "base/heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#define HEAP_SIZE ((size_t)8 << 20) // what a long poster fills, in whole huge pages
#define PAGE ((uintptr_t)4096)
#define HUGE_PAGE ((uintptr_t)2 << 20)
#define LARGEST_BLOCK (4 << 20)   // what is larger is taken and given back on its own
#define FIRST_BLOCK (256ul << 10) // larger than what malloc has left before its heap grows

// Let the heap grow from where its first block ends in the page before a huge one. What malloc
// notes behind the block would else touch the huge page, and what holds a small one stays small.
static void begin_before_huge(void)
{
    uintptr_t end = (uintptr_t)sbrk(0);
    uintptr_t gap = (HUGE_PAGE - FIRST_BLOCK - PAGE - end) & (HUGE_PAGE - 1);

    (void)sbrk((intptr_t)gap);
}

void heap_prepare(void)
{
    mallopt(M_MMAP_THRESHOLD, LARGEST_BLOCK);
    mallopt(M_TRIM_THRESHOLD, 2 * (int)HEAP_SIZE);
    mallopt(M_TOP_PAD, (int)HEAP_SIZE);
    begin_before_huge();
    void *volatile block = malloc(FIRST_BLOCK);
    uintptr_t begin = ((uintptr_t)block + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
    uintptr_t end = (uintptr_t)sbrk(0);
    if (begin < end && end - begin >= HEAP_SIZE) { // hints
        (void)madvise((void *)begin, HEAP_SIZE, MADV_HUGEPAGE);
        (void)madvise((void *)begin, HEAP_SIZE, MADV_POPULATE_WRITE);
    }
    free(block);
}
