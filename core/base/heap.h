// SPDX-License-Identifier: MIT
//
// The heap in large pages. A poster takes some megabytes of it bit by bit, and the first touch of
// each page of 4 KiB is a trap into the kernel: of one poster a thousand, a sixth of its time.
#ifndef BASE_HEAP_H
#define BASE_HEAP_H

// Before much is allocated. Where the system has no large pages all is as it was.
void heap_prepare(void);

#endif
