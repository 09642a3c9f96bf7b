// SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "tests.h"

static const char never_first[] = "，。、；：？！）》〉」』】〕〗］｝”’·・‧～–%‰℃/";
static const char never_last[] = "（《〈「『【〔〖［｛“‘￥$￡€№";

static void check_edges(const struct set *set, const char *text, double width, const char *family)
{
    for (int i = 0; i < set->lines.count; i++) {
        if (i > 0 && g_utf8_strchr(never_first, -1, set_first(set, i)))
            fail_msg("%s at %g em in %s: line begins '%s'", text, width, family, set_line(set, i));
        if (i < set->lines.count - 1 && g_utf8_strchr(never_last, -1, set_last(set, i)))
            fail_msg("%s at %g em in %s: line ends '%s'", text, width, family, set_line(set, i));
    }
}

static void prohibit_edges(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "统筹推进水源、水权、水利、水工、水务，完成滩区退渔还湿；加快项目建设：实现预报、预判。",
        "他看了《红楼梦》（人民文学出版社）、【附录】和〔注释〕，还有「引文」『内引』。",
        "按照“两年基本完成，三年巩固提升”总体时间要求，打造“惠服务”品牌。",
        "噫，克里斯蒂娜·罗塞蒂，还有阿加莎·克里斯蒂与弗吉尼亚·伍尔夫！",
        "每月5日～10日、8月～9月、北京～郑州、10℃～20℃之间的安排。",
        "他写道：“他说：‘我读过《论语》（第三版）。’”然后走了。",
        "完成S312生态廊道(一期)建设, 新增PM2.5监测点; 启动(二期)。",
        "价格为￥3,500元，折合$1,234.56，约￡900，增长70%以上。",
    };
    static const enum line_mode modes[] = {LINE_RAGGED, LINE_JUSTIFY, LINE_BALANCE};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (size_t k = 0; k < 3 * G_N_ELEMENTS(families); k++) {
            for (int width = 6; width <= 30; width++) {
                struct set set = set_open(texts[i], families[k / 3], width, modes[k % 3]);
                check_edges(&set, texts[i], width, families[k / 3]);
                set_close(&set);
            }
        }
    }
}

static void keep_together(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int from; // em
        const char *words[8];
    } cases[] = {
        {"水源、水权、水利……都要统筹；他说……好吧——是的。", 6, {"……", "——"}},
        {"会议定于2022年2月22日召开，6月底前完成，8月底前完工。",
         6,
         {"2022年", "2月", "22日", "6月", "8月"}},
        {"价格为￥3,500元，折合$1,234.56，约￡900。", 6, {"￥3,500", "$1,234.56", "￡900"}},
        {"新增绿地370万平方米、屋顶绿化2000平方米，核酸检测750万人次。",
         9,
         {"370万", "2000平", "750万"}},
        {"打造A级以上景区，推进7号线、8号线、S312、G30、PM2.5与“4+1”工程。",
         8,
         {"A级", "7号线", "8号线", "S312", "G30", "PM2.5", "4+1"}},
        {"比例1:500，时间10:30，比分3∶2，范围63%～68%。", 6, {"1:500", "10:30", "3∶2"}},
        {"每月5日～10日、8月～9月、北京～郑州、10℃～20℃之间的安排。", 6, {"10℃～20℃"}},
        {"全年生产总值完成306.8亿元、增长3.1%，居五区第2；气温-5℃，第12届。",
         9,
         {"306.8亿", "3.1%", "第2", "-5℃", "第12届"}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        for (size_t k = 0; k < G_N_ELEMENTS(families); k++) {
            for (int width = cases[i].from; width <= 30; width++) {
                struct set set = set_open(cases[i].text, families[k], width, LINE_JUSTIFY);
                for (int word = 0; cases[i].words[word]; word++) {
                    if (set_breaks(&set, cases[i].words[word]))
                        fail_msg("%s at %d em in %s parts %s", cases[i].text, width, families[k],
                                 cases[i].words[word]);
                }
                set_close(&set);
            }
        }
    }
}

// Curved quotes are opening and closing marks: a line may end before the one and after the other.
static void break_at_quotes(void **state)
{
    (void)state;
    static const char text[] = "按照“两年基本完成，三年巩固提升”总体时间要求，打造“惠服务”品牌。";
    bool before = false, after = false;
    for (int width = 6; width <= 30; width++) {
        struct set set = set_open(text, "sans", width, LINE_JUSTIFY);
        for (int i = 1; i < set.lines.count; i++) {
            before = before || set_first(&set, i) == 0x201C;
            after = after || set_last(&set, i - 1) == 0x201D;
        }
        set_close(&set);
    }
    assert_true(before);
    assert_true(after);
}

static void never_overflow(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "固定资产投资完成29012345.6万平方米建设任务",
        "网址https://www.zhengzhouhuijidistrictgovernment.cn/abcdefghijklmnop结束",
        "推进PM2.5与VOCs协同治理，指标均完成市定任务",
        "。。。，，，。。。，，，（（（（）））），，，，",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (int mode = LINE_RAGGED; mode <= LINE_BALANCE; mode++) {
            for (double width = 3; width <= 12; width += 0.5) {
                struct set set = set_open(texts[i], "sans", width, (enum line_mode)mode);
                int letters = 0;
                for (int k = 0; k < set.lines.count; k++) {
                    letters += set.lines.lines[k].to - set.lines.lines[k].from;
                    if (set.lines.lines[k].width > width + 1e-6)
                        fail_msg("%s at %g em, mode %d: '%s' is %.3f em wide", texts[i], width,
                                 mode, set_line(&set, k), set.lines.lines[k].width);
                }
                assert_int_equal(letters, set.atoms->count); // nothing lost, no hyphen added
                set_close(&set);
            }
        }
    }
    struct set set = set_open("中文", "sans", 0.5, LINE_JUSTIFY); // narrower than a character
    assert_int_equal(set.lines.count, 2);
    assert_true(set.lines.forced);
    set_close(&set);
}

static void justify_lines(void **state)
{
    (void)state;
    static const char text[] = "推进PM2.5与VOCs协同治理，指标均完成市定任务，新建5G 基站三百二十座";
    for (size_t k = 0; k < G_N_ELEMENTS(families); k++) {
        for (int width = 6; width <= 30; width++) {
            struct set set = set_open(text, families[k], width, LINE_JUSTIFY);
            for (int i = 0; i < set.lines.count; i++) {
                const struct line *line = &set.lines.lines[i];
                if (i < set.lines.count - 1 && fabs(line->width - width) > 1e-6)
                    fail_msg("at %d em in %s: '%s' is %.3f em wide", width, families[k],
                             set_line(&set, i), line->width);
                for (int at = line->from + 1; at < line->to; at++) {
                    const struct gap *gap = &set.atoms->gaps[at];
                    double grown = set.gaps[at] - gap->natural;
                    if (gap->ends == GAP_WORD)
                        assert_true(fabs(grown) < 1e-9); // PM2.5 is not spread
                    assert_true(set.gaps[at] > -1e-9);
                    if (line->is_last)
                        assert_true(grown < 1e-9);
                }
            }
            set_close(&set);
        }
    }
}

// Words do not fall into letters so that a line may end flush.
static void leave_loose_lines_short(void **state)
{
    (void)state;
    struct set set =
        set_open("全年生产总值完成306.8亿元、增长3.1%，居五区第2", "sans", 11.8, LINE_JUSTIFY);
    assert_string_equal(set_line(&set, 0), "全年生产总值完成");
    assert_true(set.lines.lines[0].width < 8.5);
    assert_true(fabs(set.lines.lines[1].width - 11.8) < 1e-6);
    set_close(&set);
}

static struct set set_softly(const char *text, double measure)
{
    struct set set = set_open(text, "sans", measure, LINE_JUSTIFY);
    lines_free(&set.lines);
    set.setting.is_soft = true;
    set.lines = lines_break(set.atoms, &set.setting);
    for (int i = 0; i < set.lines.count; i++)
        line_fit(set.atoms, &set.setting, &set.lines.lines[i], set.gaps + set.lines.lines[i].from);
    return set;
}

// A body text whose lines would open so far that it shows has none that opens, and no gap of a
// narrow one opens: it may still be squeezed. Others keep both edges.
static void leave_no_holes(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double measure;
        bool is_flush;
    } cases[] = {
        {"不够，但能省下三分之一。六层住宅一部电梯连同管线迁改约60万元，补贴20万元，其余分摊。",
         29.1, false},
        {"新签约项目20个，签约总额120亿元；新开工项目30个，全部投产。", 14.3, false},
        {"以单元为单位推选牵头人，商定要不要装、钱怎么摊、日后谁来管，签订书面协议。", 28.3, true},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct set set = set_softly(cases[i].text, cases[i].measure);
        assert_true(set.lines.count > 1);
        for (int k = 0; k < set.lines.count - 1; k++) {
            const struct line *line = &set.lines.lines[k];
            if (cases[i].is_flush)
                assert_true(fabs(line->width - cases[i].measure) < 1e-6);
            assert_true(line->width < cases[i].measure + 1e-6);
            for (int at = line->from + 1; at < line->to && !cases[i].is_flush; at++)
                assert_true(set.gaps[at] <= set.atoms->gaps[at].natural + 1e-9);
        }
        set_close(&set);
    }
}

// One space of the author's does not take all that is left over.
static void share_the_slack(void **state)
{
    (void)state;
    for (int width = 8; width <= 14; width++) {
        struct set set =
            set_open("推进5G 基站建设，新建智慧杆塔三百二十座", "sans", width, LINE_JUSTIFY);
        for (int i = 0; i < set.lines.count; i++) {
            const struct line *line = &set.lines.lines[i];
            for (int at = line->from + 1; at < line->to; at++)
                assert_true(set.gaps[at] <= fmax(set.atoms->gaps[at].natural + 0.2, 0.5));
        }
        set_close(&set);
    }
}

static void stay_on_the_em(void **state)
{
    (void)state;
    struct set set =
        set_open("产业发展：加快新兴产业导入建设；做强文旅产业；提升数字经济实力；提质升"
                 "级现代商贸服务业",
                 "sans", 14, LINE_JUSTIFY);
    assert_string_equal(set_line(&set, 0), "产业发展：加快新兴产业导入建");
    for (int i = 0; i < 3; i++) {
        for (int at = set.lines.lines[i].from + 1; at < set.lines.lines[i].to; at++)
            assert_true(fabs(set.gaps[at] - set.atoms->gaps[at].natural) < 1e-6);
    }
    set_close(&set);
    // The mark at a line's end takes half an em: 7.5 em hold seven characters and a comma.
    set = set_open("一二三四五六七，八九十一二三四，五六七八九十。", "sans", 7.5, LINE_JUSTIFY);
    assert_string_equal(set_line(&set, 0), "一二三四五六七，");
    assert_true(fabs(set.lines.lines[0].width - 7.5) < 1e-6);
    set_close(&set);
}

// Commas inside a line give way to 3/4 em before anything else breaks, and the line stays whole.
static void squeeze_before_spreading(void **state)
{
    (void)state;
    struct set set = set_open("水源、水权、水利、水工、水务都要管", "sans", 10.8, LINE_JUSTIFY);
    assert_string_equal(set_line(&set, 0), "水源、水权、水利、水工、");
    for (int at = 1; at < set.lines.lines[0].to; at++)
        assert_true(set.gaps[at] <= set.atoms->gaps[at].natural + 0.08);
    set_close(&set);
}

static void avoid_orphans(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "全年固定资产投资完成二百九十亿元！",
        "承载地，惠济在迎来历史机遇的同时许下承诺。",
        "深入开展“人人持证、技能河南”建设。优化人才公共服务配套。",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
        for (int width = 6; width <= 16; width++) {
            struct set set = set_open(texts[i], "sans", width, LINE_JUSTIFY);
            const struct line *last = &set.lines.lines[set.lines.count - 1];
            int letters = 0;
            for (int at = last->from; at < last->to; at++)
                letters += !letter_class_is_mark(set.atoms->atoms[at].class);
            if (letters < 2)
                fail_msg("%s at %d em ends in '%s'", texts[i], width,
                         set_line(&set, set.lines.count - 1));
            set_close(&set);
        }
    }
}

static void end_at_newlines(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int lines;
    } cases[] = {{"", 1}, {"中", 1}, {"中\n", 1}, {"中\n\n文", 3}, {"\n中", 2}, {"中\r\n文", 2}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        struct set set = set_open(cases[i].text, "sans", INFINITY, LINE_JUSTIFY);
        assert_int_equal(set.lines.count, cases[i].lines);
        set_close(&set);
    }
}

// The steps of a long text grow as its length does.
static void stay_linear(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "统筹推进水源、水权，新增5000个；打造“惠服务”品牌。", // Chinese
        "words in a Latin text ",                             // many short words
        "abcdefgh",                                           // one word without an end
        "。",                                                 // marks alone
        "\xE2\x80\x8B",                                       // no width at all
        "(",
        "\"",
        "中\n",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
        unsigned steps[2];
        for (unsigned k = 0; k < 2; k++) {
            GString *text = g_string_new(NULL);
            while (text->len < (k == 0 ? 8000 : 16000))
                g_string_append(text, pieces[i]);
            struct arena *own = arena_new();
            struct atoms *atoms =
                atoms_new(own, shaper, text->str, &(struct shaping){.role = "sans", .weight = 400});
            struct setting setting = {.measure = 20, .mode = LINE_JUSTIFY};
            struct lines lines = lines_break(atoms, &setting);
            steps[k] = lines.steps;
            assert_true(lines.steps <= (unsigned)atoms->count * 120 + 1000);
            lines_free(&lines);
            arena_free(own);
            g_string_free(text, TRUE);
        }
        assert_true(steps[1] <= steps[0] * 5 / 2 + 1000);
    }
}

int test_lines(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(prohibit_edges),  cmocka_unit_test(keep_together),
        cmocka_unit_test(break_at_quotes), cmocka_unit_test(never_overflow),
        cmocka_unit_test(justify_lines),   cmocka_unit_test(leave_loose_lines_short),
        cmocka_unit_test(leave_no_holes),  cmocka_unit_test(share_the_slack),
        cmocka_unit_test(stay_on_the_em),  cmocka_unit_test(squeeze_before_spreading),
        cmocka_unit_test(avoid_orphans),   cmocka_unit_test(end_at_newlines),
        cmocka_unit_test(stay_linear),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
