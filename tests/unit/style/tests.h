// SPDX-License-Identifier: MIT
//
// Each returns the number of its cases that failed.
#ifndef HAIBAO_TESTS_STYLE_H
#define HAIBAO_TESTS_STYLE_H

int test_colour(void);
int test_shades(void);
int test_themes(void);

#endif
