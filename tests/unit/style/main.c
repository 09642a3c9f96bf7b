// SPDX-License-Identifier: MIT
#include "tests.h"

int main(void)
{
    int failed = test_colour() + test_shades() + test_themes();
    return failed == 0 ? 0 : 1;
}
