// SPDX-License-Identifier: MIT
#include <string.h>

#include "tests.h"
#include "text/units.h"

static char *normalise(const char *text, bool on)
{
    uint32_t count;
    struct letter *letters = letters_read(text, (uint32_t)strlen(text), on, NULL, &count);
    GString *result = g_string_new(NULL);
    for (uint32_t i = 0; i < count; i++)
        g_string_append_unichar(result, letters[i].character);
    g_free(letters);
    return g_string_free(result, FALSE);
}

static void normalise_marks(void **state)
{
    (void)state;
    static const struct {
        const char *from, *to;
    } cases[] = {
        {"2月22日,郑州市召开会议;总结成绩:很好(见附件)",
         "2月22日，郑州市召开会议；总结成绩：很好（见附件）"},
        {"共1,234,567人,时间10:30,比例1:2,网址http://a.cn:80/x?y=1,完",
         "共1,234,567人，时间10:30，比例1:2，网址http://a.cn:80/x?y=1，完"},
        {"增长3.1%,居五区第1;好?!", "增长3.1%，居五区第1；好？！"},
        {"建成镇(街道)服务中心8个", "建成镇（街道）服务中心8个"},
        {"完成S312(一期)建设, 新增PM2.5", "完成S312（一期）建设， 新增PM2.5"},
        {"f(x) = (a, b); ok? Yes!", "f(x) = (a, b); ok? Yes!"},
        {"Hello, world: 1) one", "Hello, world: 1) one"},
        {"完成\"一门一网一次\"模式，他说'好'", "完成“一门一网一次”模式，他说‘好’"},
        {"It's O'Brien, 5\" wide", "It's O'Brien, 5\" wide"},
        {"惠济O'Brien来访", "惠济O'Brien来访"},
        {"见www.zz.gov.cn/a?b:c,谢谢", "见www.zz.gov.cn/a?b:c，谢谢"},
        {"等等...以及--好", "等等……以及——好"},
        {"等等......他说...", "等等……他说……"},
        {"“好...”", "“好……”"},
        {"好.坏..坏.......好", "好.坏..坏.......好"}, // two are a slip, seven are dots to fill in
        {"A...好 ...好...A", "A...好 ...好...A"},
        {"好-坏--A--好-----坏--", "好-坏--A--好-----坏--"},
        {"真好:)哈哈;-)是的:(", "真好:)哈哈;-)是的:("},
        {"(如下:)", "（如下：）"},
        {"若值!=0，令x!=y", "若值!=0，令x!=y"},
        {"于2022.02.22发布report.v2.pdf,见附件", "于2022.02.22发布report.v2.pdf，见附件"},
        {"ＧＤＰ２０２１，ｶﾀｶﾅ", "ＧＤＰ２０２１，ｶﾀｶﾅ"},
        {"((一)和(二))", "（（一）和（二））"},
        {"f(x,y(1))", "f(x,y(1))"},
        {"好\n,坏", "好\n，坏"},
        {"", ""},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        char *result = normalise(cases[i].from, true);
        assert_string_equal(result, cases[i].to);
        g_free(result);
        result = normalise(cases[i].from, false);
        assert_string_equal(result, cases[i].from);
        g_free(result);
    }
}

static void keep_source_bytes(void **state)
{
    (void)state;
    static const char text[] = "郑州,惠济(区):\"好\"。\xF0\xA0\xAE\xB7";
    uint32_t count;
    struct letter *letters = letters_read(text, sizeof(text) - 1, true, NULL, &count);
    uint32_t at = 0;
    for (uint32_t i = 0; i < count; i++) {
        assert_int_equal(letters[i].from, at);
        at = letters[i].to;
    }
    assert_int_equal(at, sizeof(text) - 1);
    assert_int_equal(letters[2].character, 0xFF0C);
    assert_int_equal(letters[2].to - letters[2].from, 1);
    assert_int_equal(letters[count - 1].character, 0x20BB7);
    g_free(letters);
}

// The class of the first character `mark` in a text.
static void check_class(const char *text, const char *mark, enum letter_class class, bool is_latin)
{
    uint32_t count, character = g_utf8_get_char(mark);
    struct letter *letters = letters_read(text, (uint32_t)strlen(text), true, NULL, &count);
    uint32_t at = 0;
    while (at < count && letters[at].character != character)
        at++;
    if (at == count || letters[at].class != class || letters[at].is_latin != is_latin)
        fail_msg("%s in %s: class %d, latin %d", mark, text, at < count ? letters[at].class : -1,
                 at < count ? letters[at].is_latin : -1);
    g_free(letters);
}

static void resolve_shared_marks(void **state)
{
    (void)state;
    check_class("中文“ABC”骨", "“", LETTER_OPEN, false);
    check_class("中文“ABC”骨", "”", LETTER_CLOSE, false);
    check_class("say “yes” now", "“", LETTER_LATIN_OPEN, true);
    check_class("“Yes”", "“", LETTER_LATIN_OPEN, true);
    check_class("惠济O’Brien来", "’", LETTER_LATIN_CLOSE, true);
    check_class("他说‘好’", "’", LETTER_CLOSE, false);
    check_class("GDP——国内", "—", LETTER_DASH, false);
    check_class("PM2.5……等", "…", LETTER_ELLIPSIS, false);
    check_class("one—two", "—", LETTER_LATIN, true);
    check_class("阿加莎·克里斯蒂", "·", LETTER_MIDDLE, false);
    check_class("3·15晚会", "·", LETTER_LATIN, true);
    check_class("镇/街道", "/", LETTER_SOLIDUS, true);
    check_class("and/or是", "/", LETTER_LATIN, true);
    check_class("《新》", "《", LETTER_OPEN, false);
    check_class("【附】", "】", LETTER_CLOSE, false);
    check_class("〔注〕", "〕", LETTER_CLOSE, false);
    check_class("10℃", "℃", LETTER_POSTFIX, false);
    check_class("○○", "○", LETTER_HAN, false);
}

static void bond_units(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        unsigned bonds[8];
    } cases[] = {
        {"6月底", {0, BOND_STRONG, BOND_FIRM}},
        {"第4届", {0, BOND_STRONG, BOND_STRONG}},
        {"3万平方米", {0, BOND_STRONG, BOND_FIRM, BOND_SOFT, BOND_SOFT}},
        {"3.2亿元", {0, BOND_STRONG, BOND_STRONG, BOND_STRONG, BOND_FIRM}},
        {"1万亿元", {0, BOND_STRONG, BOND_FIRM, BOND_FIRM}},
        {"9余名学", {0, BOND_STRONG, BOND_FIRM, BOND_NONE}},
        {"5万殷殷", {0, BOND_STRONG, BOND_NONE, BOND_NONE}},
        {"2和3的倍", {0, BOND_NONE, BOND_NONE, BOND_NONE}},
        {"5小时后", {0, BOND_STRONG, BOND_FIRM, BOND_NONE}},
        {"第十四届大", {0, BOND_STRONG, BOND_FIRM, BOND_FIRM, BOND_NONE}},
        {"二〇二一年", {0, BOND_FIRM, BOND_FIRM, BOND_FIRM, BOND_FIRM}},
        {"S31生态", {0, BOND_NONE, BOND_STRONG, BOND_NONE, BOND_NONE}},
        {"B超和A股", {0, BOND_STRONG, BOND_NONE, BOND_NONE, BOND_STRONG}},
        {"Fi 6好", {0, BOND_NONE, BOND_NONE, BOND_FIRM, BOND_STRONG}},
        {"5 km", {0, BOND_NONE, BOND_STRONG, BOND_NONE}},
        {"7号线建", {0, BOND_STRONG, BOND_FIRM, BOND_NONE}},
        {"A级以", {0, BOND_STRONG, BOND_NONE}},
        {"5日～9日", {0, BOND_STRONG, BOND_STRONG, BOND_STRONG, BOND_STRONG}},
        {"2 个", {0, BOND_NONE, BOND_STRONG}},
        {"5这些", {0, BOND_STRONG, BOND_NONE}}, // what no table knows may count, too
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        uint32_t count;
        struct letter *letters =
            letters_read(cases[i].text, (uint32_t)strlen(cases[i].text), true, NULL, &count);
        for (uint32_t k = 0; k < count; k++) {
            if (letters[k].bond != cases[i].bonds[k])
                fail_msg("%s, letter %u: bond %d", cases[i].text, k, letters[k].bond);
        }
        g_free(letters);
    }
    assert_true(units_are_sorted());
}

static void survive_bad_bytes(void **state)
{
    (void)state;
    static const char text[] = "a\xFF中\xE4\xB8\x01\xE2\x80\xAE好\r\nb\xC0\x80";
    uint32_t count;
    struct letter *letters = letters_read(text, sizeof(text) - 1, true, NULL, &count);
    // a U+FFFD 中 U+FFFD U+FFFD 好 \n b U+FFFD U+FFFD; the controls are gone
    assert_int_equal(count, 10);
    assert_int_equal(letters[1].character, 0xFFFD);
    assert_int_equal(letters[4].character, 0xFFFD);
    assert_int_equal(letters[5].character, 0x597D);
    assert_int_equal(letters[6].class, LETTER_END);
    g_free(letters);
}

int test_letters(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(normalise_marks),      cmocka_unit_test(keep_source_bytes),
        cmocka_unit_test(resolve_shared_marks), cmocka_unit_test(bond_units),
        cmocka_unit_test(survive_bad_bytes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
