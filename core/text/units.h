// SPDX-License-Identifier: MIT
//
// Which characters after a figure are its unit.
#ifndef HAIBAO_TEXT_UNITS_H
#define HAIBAO_TEXT_UNITS_H

#include "text/letters.h"

// The letters of the unit or measure word that a text begins with, the longest that fits; 0: none.
uint32_t unit_length(const struct letter *letters, uint32_t count);

// For tests: the table is searched by halving.
bool units_are_sorted(void);

#endif
