// SPDX-License-Identifier: MIT
#include "tests.h"

int main(void)
{
    return test_hard_rows() == 0 ? 0 : 1;
}
