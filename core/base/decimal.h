// SPDX-License-Identifier: MIT
//
// Numbers to decimal text and back, the same in every locale.
#ifndef HAIBAO_BASE_DECIMAL_H
#define HAIBAO_BASE_DECIMAL_H

#include <stdbool.h>

#define DECIMAL_BYTES 400 // holds any double with up to 20 decimals, and the NUL

// The shortest text that reads back as the same number: "306.8", "1000000", "1e+30". Zero has no
// sign; what is not finite gives "".
void decimal_shortest(double value, char text[DECIMAL_BYTES]);

// With `decimals` (0..20) places, rounded from the number's exact value, halves to even; never
// "-0".
void decimal_fixed(double value, int decimals, char text[DECIMAL_BYTES]);

// A text that is wholly a number by JSON's grammar, and finite. False leaves *value alone.
bool decimal_parse(const char *text, double *value);

#endif
