// SPDX-License-Identifier: MIT
//
// Figures as people read them; see <haibao/number.h>.
#ifndef HAIBAO_DATA_NUMBER_H
#define HAIBAO_DATA_NUMBER_H

#include <haibao/number.h>
#include <stdbool.h>

#include "base/arena.h"

// A number in words of a format (NULL: as it is), and its two parts.
const char *number_text(struct arena *arena, double value, const hai_number_format *format);
const char *number_figure(struct arena *arena, double value, const hai_number_format *format);
const char *number_unit(struct arena *arena, double value, const hai_number_format *format);

// False where the number is too large for the numerals of its format, or not finite.
bool number_has_numerals(double value, const hai_number_format *format);

#endif
