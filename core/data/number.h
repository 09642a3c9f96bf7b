// SPDX-License-Identifier: MIT
//
// Figures as people read them; see <haibao/number.h>.
#ifndef HAIBAO_DATA_NUMBER_H
#define HAIBAO_DATA_NUMBER_H

#include <haibao/number.h>

#include "base/arena.h"

// A number in words of a format (NULL: as it is). "" where it is not finite. Rounded from the exact
// value of the double, halves to even. Scaled numbers of decimals -1 have at most two places.
const char *number_text(struct arena *arena, double value, const hai_number_format *format);

#endif
