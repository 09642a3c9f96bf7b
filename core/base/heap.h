// SPDX-License-Identifier: MIT
//
// The heap, taken at once. A poster fills some megabytes of it bit by bit, and the first touch of
// each page is a trap into the kernel: of one poster a thousand, an eighth of its time.
#ifndef BASE_HEAP_H
#define BASE_HEAP_H

// Of a process that draws: before much is allocated, and not before it forks, as the child would
// copy what it writes to. Where the system cannot do it all is as it was.
void heap_prepare(void);

#endif
