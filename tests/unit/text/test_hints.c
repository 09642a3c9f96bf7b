// SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "style/theme.h"
#include "tests.h"

#define BREAK "\u200B"
#define JOIN "\u2060"

static char *without_hints(const char *text)
{
    char **parts = g_strsplit(text, BREAK, -1);
    char *joined = g_strjoinv("", parts);
    g_strfreev(parts);
    parts = g_strsplit(joined, JOIN, -1);
    g_free(joined);
    joined = g_strjoinv("", parts);
    g_strfreev(parts);
    return joined;
}

static const char *const texts[] = {
    "加快服务和融入" BREAK "新发展格局，" BREAK "保障" JOIN "改善民生。",
    BREAK JOIN "“惠服务" JOIN "”" BREAK "（一期）" JOIN "，" BREAK "《新" JOIN "》" BREAK,
    "推进" BREAK "PM2" BREAK ".5与" JOIN "VO" JOIN "Cs协同治理" BREAK "5" JOIN "G " BREAK " 基站",
    "增长3" JOIN ".1" BREAK "%" JOIN ",居五区" BREAK "第" JOIN "2;好" BREAK "?" JOIN "!",
    "GDP—" JOIN "—国内，" BREAK "“ABC" JOIN "”office of" JOIN "fice",
    "共1,2" JOIN "34,567人" BREAK ",时间10:" JOIN "30,见http" JOIN "://a.cn" BREAK "/x?y=1" JOIN
    ",完",
};

// Hints change neither classes nor characters nor gaps.
static void disturb_nothing(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        char *bare = without_hints(texts[i]);
        for (size_t k = 0; k < G_N_ELEMENTS(families); k++) {
            struct set set = set_open(texts[i], families[k], INFINITY, LINE_JUSTIFY);
            struct set plain = set_open(bare, families[k], INFINITY, LINE_JUSTIFY);
            assert_int_equal(set.atoms->count, plain.atoms->count);
            for (int at = 0; at < set.atoms->count; at++) {
                const struct atom *atom = &set.atoms->atoms[at], *same = &plain.atoms->atoms[at];
                assert_int_equal(atom->character, same->character);
                assert_int_equal(atom->class, same->class);
                assert_int_equal(atom->bond, same->bond);
                assert_int_equal(atom->face, same->face);
                if (fabs(set.gaps[at] - plain.gaps[at]) > 1e-9)
                    fail_msg("%s in %s: gap %d is %g, not %g", bare, families[k], at, set.gaps[at],
                             plain.gaps[at]);
            }
            set_close(&plain);
            set_close(&set);
        }
        g_free(bare);
    }
}

// What a reader copies out of a PDF: a run's text never has a hint.
static void stay_out_of_the_text(void **state)
{
    (void)state;
    hai_theme *theme = theme_load(arena, report, "plain", ".", (struct place){0});
    assert_non_null(theme);
    struct typesetter *typesetter =
        typesetter_new(fonts, theme, &(struct text_defaults){.language = "zh-Hans"}, NULL);
    hai_text_style style = {.record_size = sizeof(style),
                            .align = HAI_TEXT_TITLE,
                            .family = "sans",
                            .colour = "#000000",
                            .size = 30,
                            .line_height = 1.5,
                            .weight = 400};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        char *bare = without_hints(texts[i]);
        for (double width = 0; width <= 330; width += 110) {
            const hai_paragraph *paragraph = typesetter_set(typesetter, texts[i], &style, width);
            const hai_paragraph *plain = typesetter_set(typesetter, bare, &style, width);
            GString *text = g_string_new(NULL);
            for (int k = 0; k < paragraph->run_count; k++) {
                const struct glyph_run *run = &paragraph->runs[k];
                int bytes = 0;
                for (int c = 0; c < run->cluster_count; c++)
                    bytes += run->clusters[c].num_bytes;
                assert_int_equal(bytes, run->text_bytes);
                g_string_append_len(text, run->text, run->text_bytes);
            }
            assert_null(strstr(text->str, BREAK));
            assert_null(strstr(text->str, JOIN));
            if (width <= 0) {
                assert_int_equal(paragraph->line_count, plain->line_count);
                assert_true(fabs(paragraph->size.width - plain->size.width) < 1e-6);
            }
            assert_int_equal(paragraph->missing, 0);
            g_string_free(text, TRUE);
        }
        g_free(bare);
    }
    typesetter_free(typesetter);
    theme_free(theme);
}

// A title ends a line at a hint rather than at the best other place, even inside a word.
static void end_lines_at_hints(void **state)
{
    (void)state;
    struct set set =
        set_open("全面推进乡村" BREAK "振兴加快农业农村现代化建设", "sans", 14, LINE_BALANCE);
    assert_int_equal(set.lines.count, 2);
    assert_string_equal(set_line(&set, 0), "全面推进乡村");
    set_close(&set);
    set = set_open("新发展" BREAK "格局", "sans", 5, LINE_BALANCE); // fits: nothing to break
    assert_int_equal(set.lines.count, 1);
    set_close(&set);
    set = set_open("增长290.3" BREAK "亿元目标任务", "sans", 8, LINE_BALANCE);
    assert_string_equal(set_line(&set, 0), "增长290.3");
    assert_false(set.lines.forced);
    set_close(&set);
    set = set_open("zhengzhou" BREAK "huiji", "sans", 6, LINE_RAGGED);
    assert_string_equal(set_line(&set, 0), "zhengzhou");
    set_close(&set);
    set = set_open("推进 " BREAK "5G 基站建设和应用", "sans", 9, LINE_BALANCE); // beside a space
    assert_string_equal(set_line(&set, 0), "推进");
    set_close(&set);
}

static void join_over_lines(void **state)
{
    (void)state;
    static const char title[] = "惠济区总结" JOIN "表彰" JOIN "大会召开";
    static const char body[] =
        "统筹推进水源水权水利水工水务建设完成滩区退渔" JOIN "还湿加快项目建设";
    for (double width = 6; width < 12; width += 0.25) {
        struct set set = set_open(title, "sans", width, LINE_BALANCE);
        assert_false(set_breaks(&set, "总结" JOIN "表彰" JOIN "大会"));
        set_close(&set);
        set = set_open(body, "serif", width, LINE_JUSTIFY);
        assert_false(set_breaks(&set, "渔" JOIN "还"));
        set_close(&set);
    }
    struct set set =
        set_open("一" JOIN "二" JOIN "三" JOIN "四" JOIN "五", "sans", 3, LINE_JUSTIFY);
    for (int i = 0; i < set.lines.count; i++) // too wide for any line: it does not overflow
        assert_true(set.lines.lines[i].width <= 3 + 1e-6);
    set_close(&set);
}

// No line begins with a mark, whatever the author says.
static void keep_marks(void **state)
{
    (void)state;
    for (double width = 3; width < 10; width += 0.5) {
        struct set set =
            set_open("加快服务" BREAK "，保障（" BREAK "改善）民生", "sans", width, LINE_RAGGED);
        for (int i = 0; i < set.lines.count; i++) {
            assert_int_not_equal(set_first(&set, i), 0xFF0C);
            assert_int_not_equal(set_last(&set, i), 0xFF08);
        }
        set_close(&set);
    }
}

int test_hints(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(disturb_nothing),    cmocka_unit_test(stay_out_of_the_text),
        cmocka_unit_test(end_lines_at_hints), cmocka_unit_test(join_over_lines),
        cmocka_unit_test(keep_marks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
