// SPDX-License-Identifier: MIT
#include "out/prefix.h"

#include <stdbool.h>
#include <string.h>

#define SYMBOL_BITS 9 // of PREFIX_SYMBOLS

// One digit of a radix sort, from `from` to `to`.
static void sort_by_byte(const uint64_t *from, uint64_t *to, unsigned count, unsigned shift)
{
    unsigned starts[257] = {0};

    for (unsigned i = 0; i < count; i++)
        starts[(from[i] >> shift & 0xff) + 1]++;
    for (unsigned i = 0; i < 256; i++)
        starts[i + 1] += starts[i];
    for (unsigned i = 0; i < count; i++)
        to[starts[from[i] >> shift & 0xff]++] = from[i];
}

// The symbols that come, the rarest first, those that come as often in their order: each its count
// above its number.
static unsigned sort_symbols(uint64_t *sorted, const uint32_t *counts, unsigned count)
{
    uint64_t other[PREFIX_SYMBOLS], all = 0;
    unsigned used = 0;

    for (unsigned i = 0; i < count; i++) {
        if (counts[i] > 0)
            sorted[used++] = (uint64_t)counts[i] << SYMBOL_BITS | i;
        all |= counts[i];
    }
    for (unsigned byte = 0; all >> (8 * byte) != 0; byte += 2) {
        sort_by_byte(sorted, other, used, SYMBOL_BITS + 8 * byte);
        sort_by_byte(other, sorted, used, SYMBOL_BITS + 8 * byte + 8);
    }
    return used;
}

// The tree's leaves are the sorted symbols; each inner node takes the two lightest that have no
// parent yet. Inner nodes come about in the order of their weights, so that two queues do.
static void count_depths(const uint64_t *sorted, unsigned used, unsigned *of_length)
{
    enum { NODES = 2 * PREFIX_SYMBOLS };
    uint64_t weights[NODES];
    uint16_t parents[NODES];
    uint16_t depths[NODES];
    unsigned leaf = 0, inner = used, last = 2 * used - 2;

    for (unsigned i = 0; i < used; i++)
        weights[i] = sorted[i] >> SYMBOL_BITS;
    for (unsigned node = used; node <= last; node++) {
        weights[node] = 0;
        for (int k = 0; k < 2; k++) {
            bool is_leaf = leaf < used && (inner == node || weights[leaf] <= weights[inner]);
            unsigned child = is_leaf ? leaf++ : inner++;
            weights[node] += weights[child];
            parents[child] = (uint16_t)node;
        }
    }
    depths[last] = 0;
    for (unsigned node = last; node-- > 0;) {
        depths[node] = depths[parents[node]] + 1;
        if (node < used)
            of_length[depths[node]]++;
    }
}

// Codes that are too long are cut to the limit. That takes more room than there is (the sum of
// 2^-length is to be 1), so others are made longer by a bit, which gives room for a neighbour: the
// longest that can be, as they are the rarest.
static void limit_lengths(unsigned *of_length, unsigned deepest, unsigned longest)
{
    uint64_t room = 0; // taken, in units of a code of the longest

    for (unsigned i = longest + 1; i <= deepest; i++) {
        of_length[longest] += of_length[i];
        of_length[i] = 0;
    }
    for (unsigned i = 1; i <= longest; i++)
        room += (uint64_t)of_length[i] << (longest - i);
    for (; room > UINT64_C(1) << longest; room--) {
        unsigned i = longest - 1;
        while (of_length[i] == 0)
            i--;
        of_length[i]--;
        of_length[i + 1] += 2;
        of_length[longest]--;
    }
}

static uint16_t reverse(uint16_t bits, unsigned length)
{
    uint16_t reversed = 0;

    for (unsigned i = 0; i < length; i++)
        reversed |= (uint16_t)((bits >> i & 1) << (length - 1 - i));
    return reversed;
}

void prefix_codes(struct prefix *codes, const uint32_t *counts, unsigned count, unsigned longest)
{
    uint64_t sorted[PREFIX_SYMBOLS];
    unsigned of_length[PREFIX_SYMBOLS + 1] = {0};
    uint16_t next[PREFIX_LONGEST + 1] = {0};
    unsigned used = sort_symbols(sorted, counts, count);

    count_depths(sorted, used, of_length);
    limit_lengths(of_length, used, longest);
    memset(codes, 0, count * sizeof *codes);
    for (unsigned length = longest, i = 0; length > 0; length--)
        for (unsigned k = 0; k < of_length[length]; k++, i++)
            codes[sorted[i] & ((1 << SYMBOL_BITS) - 1)].length = (uint16_t)length;
    for (unsigned length = 1; length < longest; length++)
        next[length + 1] = (uint16_t)((next[length] + of_length[length]) << 1);
    for (unsigned i = 0; i < count; i++)
        if (codes[i].length > 0)
            codes[i].bits = reverse(next[codes[i].length]++, codes[i].length);
}
