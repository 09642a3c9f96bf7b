// SPDX-License-Identifier: MIT
#include "tests.h"

int main(void)
{
    int failed = test_bind() + test_bind_names() + test_bind_tables() + test_document() +
                 test_locate() + test_markup() + test_schema();
    return failed == 0 ? 0 : 1;
}
