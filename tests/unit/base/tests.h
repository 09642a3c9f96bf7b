// SPDX-License-Identifier: MIT
//
// Each returns the number of its cases that failed.
#ifndef HAIBAO_TESTS_BASE_H
#define HAIBAO_TESTS_BASE_H

int test_arena(void);
int test_clean(void);
int test_decimal(void);
int test_digest(void);
int test_file(void);
int test_heap(void);
int test_report(void);

#endif
