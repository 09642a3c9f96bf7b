// SPDX-License-Identifier: MIT
//
// Each returns the number of its cases that failed.
#ifndef HAIBAO_TESTS_SPEC_H
#define HAIBAO_TESTS_SPEC_H

int test_bind(void);
int test_bind_names(void);
int test_bind_tables(void);
int test_document(void);
int test_locate(void);
int test_markup(void);
int test_schema(void);

#endif
