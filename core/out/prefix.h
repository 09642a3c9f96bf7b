// SPDX-License-Identifier: MIT
//
// Prefix codes as DEFLATE has them (RFC 1951, 3.2.2): the shortest that counts of symbols allow
// (D. Huffman, A method for the construction of minimum-redundancy codes, 1952), but none longer
// than a limit, and those of one length in the order of their symbols.
#ifndef HAIBAO_OUT_PREFIX_H
#define HAIBAO_OUT_PREFIX_H

#include <stdint.h>

#define PREFIX_SYMBOLS 288 // at most
#define PREFIX_LONGEST 15  // bits

struct prefix {
    uint16_t bits;   // the first in the lowest
    uint16_t length; // 0: the symbol has none
};

// Fills in `codes`. `counts` holds how often each of `count` symbols comes, less than 2^28 times in
// all; at least two come at all. `longest` is at most PREFIX_LONGEST, and 2^longest at least the
// number of those.
void prefix_codes(struct prefix *codes, const uint32_t *counts, unsigned count, unsigned longest);

#endif
