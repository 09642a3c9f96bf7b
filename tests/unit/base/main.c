// SPDX-License-Identifier: MIT
#include "tests.h"

int main(void)
{
    int failed = test_arena() + test_clean() + test_decimal() + test_digest() + test_file() +
                 test_heap() + test_report();
    return failed == 0 ? 0 : 1;
}
