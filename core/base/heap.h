// SPDX-License-Identifier: MIT
//
// The heap in huge pages, where the system has them. A poster fills some megabytes of it bit by
// bit, and the first touch of each small page is a trap into the kernel, and on a virtual machine
// another one below it: of one poster fifteen hundred, a tenth of its time.
//
// Hints all of it: where the system cannot do it everything is as it was.
#ifndef BASE_HEAP_H
#define BASE_HEAP_H

// Of a process that draws, before much is allocated.
void heap_prepare(void);

// Of a child of such a process, as its first deed: copy the heap at once. Pages that processes
// share after a fork are else copied one by one when they are first written to, and huge ones are
// broken for it.
void heap_own(void);

#endif
