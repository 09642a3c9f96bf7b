// SPDX-License-Identifier: MIT
//
// Each returns the number of its cases that failed.
#ifndef HAIBAO_TESTS_DATA_H
#define HAIBAO_TESTS_DATA_H

int test_csv(void);
int test_date(void);
int test_derive(void);
int test_expression(void);
int test_filter(void);
int test_number(void);
int test_placeholder(void);
int test_published(void);
int test_table(void);
int test_tree(void);

#endif
