// SPDX-License-Identifier: MIT
//
// Units as people count in them.
#ifndef VISUAL_KIT_UNIT_H
#define VISUAL_KIT_UNIT_H

#include <haibao/haibao.h>

// The unit behind a figure that is counted in "", 万, 亿 or 万亿, or says "%": 亿 and 元 are 亿元;
// 万 and 万人 are 亿人, and 万 and 亿元 are 万亿元. The unit may be NULL.
const char *kit_unit(const hai_block *block, const char *scale, const char *unit);

// The same for all figures of a format, whose scale is settled.
const char *kit_unit_of(const hai_block *block, const hai_number_format *format, const char *unit);

#endif
