// SPDX-License-Identifier: MIT
//
// Numbers as people in China read them. The text lives as long as the poster.
#ifndef HAIBAO_NUMBER_H
#define HAIBAO_NUMBER_H

#include <haibao/abi.h>
#include <haibao/block.h>

typedef struct hai_number_format {
    uint32_t size;    // of this record
    int32_t decimals; // -1: as many as the number has, at most 6
    uint32_t group;   // 1: thousands are parted by a comma from five digits on
    uint32_t sign;    // 1: plus sign before positive numbers, too; minus is always U+2212
    uint32_t scale;   // 0 none; 4: in 万, 8: in 亿; 1: whichever suits. The name is appended.
} hai_number_format;

// "" where the value is not finite.
HAI_API const char *hai_number_text(const hai_block *block, double value,
                                    const hai_number_format *format);

// Shares of a whole in per cent with `decimals` places that sum to exactly 100 (largest
// remainder, Hamilton's method). Values below zero or not finite count as 0; all zero gives zeros.
HAI_API void hai_number_shares(const double *values, uint32_t count, int32_t decimals,
                               double *shares);

#endif
