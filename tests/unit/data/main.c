// SPDX-License-Identifier: MIT
#include "tests.h"

int main(void)
{
    int failed = test_csv() + test_date() + test_derive() + test_expression() + test_filter() +
                 test_number() + test_placeholder() + test_published() + test_table() + test_tree();
    return failed == 0 ? 0 : 1;
}
