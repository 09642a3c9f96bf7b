// SPDX-License-Identifier: MIT
#include <stdlib.h>

#include "tests.h"

int main(void)
{
    // The tests leave no index of their fonts in the home of whoever runs them.
    if (setenv("XDG_CACHE_HOME", "/dev/null/none", 1) != 0)
        return 1;
    report = report_new();
    fonts = fonts_open(report);
    if (fonts == NULL) {
        report_print(report, stderr, false);
        return 1;
    }
    arena = arena_new();
    shaper = shaper_new(fonts);
    words = words_new(report, NULL);
    int failed = test_fonts() + test_letters() + test_widths() + test_lines() + test_titles() +
                 test_words() + test_lexicon() + test_hints() + test_paragraphs() + test_vertical();
    words_free(words);
    shaper_free(shaper);
    arena_free(arena);
    fonts_close(fonts);
    report_free(report);
    return failed == 0 ? 0 : 1;
}
