// SPDX-License-Identifier: MIT
#include "tests.h"

int main(void)
{
    int failed = test_brush() + test_canvas() + test_coverage() + test_trace() + test_replay() +
                 test_shadow() + test_stroke() + test_image() + test_exif() + test_vector() +
                 test_tone();
    return failed == 0 ? 0 : 1;
}
