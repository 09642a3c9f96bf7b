// SPDX-License-Identifier: MIT
#ifndef TESTS_UNIT_PLUGIN_TESTS_H
#define TESTS_UNIT_PLUGIN_TESTS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

// Each runs the tests of one file and returns the number of failures.
int test_hard_rows(void);

#endif
