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

#define DECIMAL_DIGITS 17     // no double needs more
#define DECIMAL_MAX_PLACES 20 // after the point, when written

// A number as its shortest decimal digits, on which people's arithmetic is exact: ten times more is
// one more on `point`, and halves are halves as written (1.005 has one, its double has none).
//
//     value = ± 0.d1 d2 … dn × 10^point
struct decimal {
    bool is_negative;            // never of zero
    int count;                   // of digits; 0: the number is zero
    int point;                   // 0 for zero
    char digits[DECIMAL_DIGITS]; // '0'..'9'; neither the first nor the last is '0'
};

// Zero for what is not finite.
struct decimal decimal_read(double value);

// Round to so many places after the point, or before it where negative; halves away from zero
// (四舍五入, as statistics are published).
void decimal_round(struct decimal *decimal, int places);

// The size, without sign, with at least `places` (0..DECIMAL_MAX_PLACES) after the point and at
// most DECIMAL_MAX_PLACES, beyond which it is cut. `point` is at most 330.
void decimal_print(const struct decimal *decimal, int places, char text[DECIMAL_BYTES]);

// The nearest double.
double decimal_value(const struct decimal *decimal);

// What arithmetic on decimals gives where that on doubles just misses it: 306.8 - 300 is 6.8, not
// 6.800000000000011. `size` is that of the largest operand, or for a sum that of all of them
// together. A value that is near no short decimal comes back as it is.
double decimal_settle(double value, double size);

// A text that is wholly a number by JSON's grammar, and finite. False leaves *value alone.
bool decimal_parse(const char *text, double *value);

#endif
