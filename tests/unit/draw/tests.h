// SPDX-License-Identifier: MIT
#ifndef HAIBAO_TESTS_DRAW_H
#define HAIBAO_TESTS_DRAW_H

// Each runs the tests of one file and returns how many failed.
int test_brush(void);
int test_canvas(void);
int test_coverage(void);
int test_exif(void);
int test_image(void);
int test_replay(void);
int test_shadow(void);
int test_stroke(void);
int test_tone(void);
int test_trace(void);
int test_vector(void);

#endif
