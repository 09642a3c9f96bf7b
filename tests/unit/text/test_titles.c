// SPDX-License-Identifier: MIT
#include <math.h>

#include "tests.h"

static void prefer_spaces(void **state)
{
    (void)state;
    struct set set = set_open("加快服务和融入新发展格局 保障改善民生", "serif", 12.6, LINE_BALANCE);
    assert_int_equal(set.lines.count, 2);
    assert_string_equal(set_line(&set, 0), "加快服务和融入新发展格局");
    set_close(&set);
    set = set_open("绿水青山就是金山银山：黄河流域生态保护", "serif", 12, LINE_BALANCE);
    assert_string_equal(set_line(&set, 0), "绿水青山就是金山银山：");
    set_close(&set);
}

static void balance_lines(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "全面推进乡村振兴加快农业农村现代化建设",
        "2021这组数字每一个都很有分量",
        "固定资产投资与社会消费品零售总额双双增长",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (double width = 5; width <= 24; width += 0.5) {
            struct set set = set_open(texts[i], "sans", width, LINE_BALANCE);
            struct set ragged = set_open(texts[i], "sans", width, LINE_RAGGED);
            double shortest = INFINITY, longest = 0;
            for (int k = 0; k < set.lines.count; k++) {
                shortest = fmin(shortest, set.lines.lines[k].width);
                longest = fmax(longest, set.lines.lines[k].width);
            }
            assert_true(longest <= width + 1e-6);
            // One line more is for the words, which the ragged lines cut.
            assert_true(set.lines.count <= ragged.lines.count + 1);
            // A word of four characters has few places in a column of five.
            if (shortest < longest * (width < 7 ? 0.35 : 0.45))
                fail_msg("%s at %g em: lines of %.2f and %.2f em", texts[i], width, shortest,
                         longest);
            set_close(&ragged);
            set_close(&set);
        }
    }
}

static void keep_numbers_whole(void **state)
{
    (void)state;
    static const char text[] = "2022年固定资产投资290.3亿元GDP增长3.1%";
    for (int width = 7; width <= 20; width++) {
        struct set set = set_open(text, "sans", width, LINE_BALANCE);
        assert_false(set_breaks(&set, "2022年"));
        assert_false(set_breaks(&set, "290.3亿"));
        assert_false(set_breaks(&set, "GDP"));
        assert_false(set_breaks(&set, "3.1%"));
        set_close(&set);
    }
}

int test_titles(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prefer_spaces),
        cmocka_unit_test(balance_lines),
        cmocka_unit_test(keep_numbers_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
