// SPDX-License-Identifier: MIT
#include "base/heap.h"

#include <malloc.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define HEAP_SIZE ((size_t)32 << 20) // of addresses: what long posters fill, in whole huge pages
#define PAGE ((uintptr_t)4096)
#define HUGE_PAGE ((size_t)2 << 20)
#define LARGEST_BLOCK (4 << 20)   // what is larger is taken and given back on its own
#define FIRST_BLOCK (256ul << 10) // larger than most of what malloc has left
#define MAX_LEFT 64               // of such blocks, before its heap grows

static char *huge; // where HEAP_SIZE bytes of huge pages begin; NULL: there are none

// Let the heap grow from where its first block ends in the page before a huge one. What malloc
// notes behind the block would else touch the huge page, and what holds a small one stays small.
static void begin_before_huge(void)
{
    uintptr_t end = (uintptr_t)sbrk(0);
    uintptr_t gap = (HUGE_PAGE - FIRST_BLOCK - PAGE - end) & (HUGE_PAGE - 1);

    (void)sbrk((intptr_t)gap);
}

// The heap has grown for this block.
static void use_huge(const char *block)
{
    uintptr_t begin = ((uintptr_t)block + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
    uintptr_t end = (uintptr_t)sbrk(0);

    if (begin < end && end - begin >= HEAP_SIZE &&
        madvise((void *)begin, HEAP_SIZE, MADV_HUGEPAGE) == 0)
        huge = (char *)begin;
}

void heap_prepare(void)
{
    mallopt(M_MMAP_THRESHOLD, LARGEST_BLOCK);
    mallopt(M_TRIM_THRESHOLD, 2 * (int)HEAP_SIZE);
    mallopt(M_TOP_PAD, (int)HEAP_SIZE);
    begin_before_huge();
    void *blocks[MAX_LEFT];
    const char *end = sbrk(0);
    size_t count = 0;
    do {
        blocks[count] = malloc(FIRST_BLOCK);
    } while (sbrk(0) == end && ++count < MAX_LEFT);
    if (count < MAX_LEFT)
        use_huge(blocks[count++]);
    while (count > 0)
        free(blocks[--count]);
}

// As many huge pages as hold what malloc has given out.
static size_t used_size(void)
{
    const char *end = (const char *)sbrk(0) - mallinfo2().keepcost;

    if (huge == NULL || end < huge)
        return 0;
    size_t size = (size_t)(end - huge);
    return size >= HEAP_SIZE ? HEAP_SIZE : (size + HUGE_PAGE - 1) & ~(HUGE_PAGE - 1);
}

void heap_own(void)
{
    size_t size = used_size(), room = size + HUGE_PAGE;
    if (size == 0)
        return;
    char *copy = mmap(NULL, room, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (copy == MAP_FAILED)
        return;
    size_t before = -(uintptr_t)copy & (HUGE_PAGE - 1);
    char *begin = copy + before;
    if (madvise(begin, size, MADV_HUGEPAGE) == 0) {
        memcpy(begin, huge, size);
        // Whole pages change their place, and no pointer its meaning. A kernel that will not do it
        // says so before it takes the old ones away.
        (void)mremap(begin, size, size, MREMAP_MAYMOVE | MREMAP_FIXED, huge);
    }
    (void)munmap(copy, room); // what is left of it
}
