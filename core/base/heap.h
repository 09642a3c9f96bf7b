// SPDX-License-Identifier: MIT
//
// The heap, taken at once, in huge pages where the system has them. A poster fills some megabytes
// of it bit by bit, and the first touch of each small page is a trap into the kernel, and on a
// virtual machine another one below it: of one poster fifteen hundred, a tenth of its time.
#ifndef BASE_HEAP_H
#define BASE_HEAP_H

// Of a process that draws: before much is allocated, and not before it forks, as the child would
// copy what it writes to. Where the system cannot do it all is as it was.
void heap_prepare(void);

#endif
