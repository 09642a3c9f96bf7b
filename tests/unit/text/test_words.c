// SPDX-License-Identifier: MIT
#include <math.h>
#include <string.h>

#include "tests.h"

struct title {
    const char *text;
    const char *whole[12]; // words in it, then NULL
};

// The first two are T58 and T61 of the cases; their widths are among those that are tried.
static const struct title titles[] = {
    {"郑州市惠济区2021年度总结表彰大会隆重召开",
     {"郑州市", "惠济区", "2021年度", "总结", "表彰", "大会", "召开"}},
    {"绿水青山就是金山银山：黄河流域生态保护",
     {"绿水青山", "金山银山", "黄河流域", "生态", "保护"}},
    {"加快服务和融入新发展格局 保障改善民生",
     {"加快", "服务", "融入", "新发展格局", "保障", "改善", "民生"}},
    {"信访件办结率排名", {"信访件", "办结率", "排名"}},
    {"市域轨道交通建设计划", {"市域", "轨道交通", "建设", "计划"}},
    {"2021这组数字每一个都很有分量", {"2021", "这组", "数字", "每一个", "分量"}},
    {"2022全力干好12项重点工作", {"2022", "全力", "干好", "12项", "重点", "工作"}},
    {"惠济区召开区委四届三次全会暨区委经济工作会议",
     {"惠济区", "召开", "四届", "三次", "全会", "经济", "工作", "会议"}},
    {"关于公开招聘2024年事业单位工作人员的公告",
     {"关于", "公开", "招聘", "2024年", "事业单位", "人员的", "公告"}},
    {"第十二届黄河文化节暨非遗展演在花园口盛大开幕",
     {"第十二届", "黄河", "文化节", "非遗", "展演", "花园口", "盛大", "开幕"}},
    {"我市规上工业增加值同比增长7.5%居全省第三位",
     {"我市", "规上", "工业", "增加值", "同比", "增长", "7.5%", "全省", "第三位"}},
    {"持续优化营商环境推动民营经济高质量发展",
     {"持续", "优化", "营商环境", "推动", "民营", "高质量"}},
    {"薛岗村安置房项目顺利交付惠及群众1.8万余人",
     {"薛岗村", "安置房", "项目", "交付", "惠及", "群众", "1.8万余人"}},
    {"“惠服务”品牌打造一门一网一次政务服务新模式",
     {"惠服务", "品牌", "打造", "一门", "一网", "一次", "政务", "新模式"}},
    {"深入学习贯彻党的二十大精神奋力谱写新时代中原更加出彩绚丽篇章",
     {"学习", "贯彻", "二十大", "精神", "谱写", "新时代", "中原", "出彩", "绚丽", "篇章"}},
    {"社会消费品零售总额突破3000亿元创历史新高",
     {"社会", "消费品", "零售", "总额", "突破", "3000亿元", "历史新高"}},
    {"推进5G基站和工业互联网标识解析节点建设",
     {"推进", "5G", "基站", "工业", "互联网", "标识", "解析", "节点", "建设"}},
    {"老鸦陈街道开展防汛抗旱应急演练筑牢安全防线",
     {"老鸦陈街道", "开展", "防汛", "抗旱", "应急", "演练", "筑牢", "安全", "防线"}},
    {"稳增长促改革惠民生防风险各项工作取得新成效",
     {"稳增长", "促改革", "惠民生", "防风险", "各项", "工作", "取得", "新成效"}},
    {"元宵灯会点亮黄河之滨夜经济迸发新活力",
     {"元宵", "灯会", "点亮", "黄河", "之滨", "夜经济", "迸发", "新活力"}},
    {"青年人才招聘会本周六在郑州国际会展中心举行",
     {"青年", "人才", "招聘会", "本周六", "郑州", "国际", "会展", "中心", "举行"}},
    {"中国特色社会主义进入新时代", {"中国", "特色", "社会", "主义", "进入", "新时代"}},
    {"习近平新时代中国特色社会主义思想学习教育", {"习近平", "新时代", "特色", "思想", "教育"}},
    {"让每一个孩子都能在家门口上好学", {"每一个", "孩子", "都能", "家门口"}},
    {"《黄河保护法》正式施行守护母亲河安澜", {"黄河保护法", "正式", "施行", "守护", "母亲河"}},
    {"3·15国际消费者权益日：提振消费信心", {"3·15", "国际", "消费者", "权益日", "提振", "信心"}},
    {"科技创新引领新质生产力发展——2024年高质量发展大会综述",
     {"科技", "创新", "引领", "生产力", "——", "2024年", "高质量", "大会", "综述"}},
    {"市教育局等12部门联合印发校外培训治理方案",
     {"教育局等", "12部门", "联合", "印发", "校外", "培训", "治理", "方案"}},
    {"全市一季度重点项目集中开工总投资860.5亿元",
     {"全市", "一季度", "项目", "集中", "开工", "总投资", "860.5亿元"}},
    {"惠济区人力资源和社会保障局关于开展2022年春风行动专场招聘活动的通知",
     {"惠济区", "人力", "资源", "保障局", "关于", "2022年", "春风", "专场", "招聘", "活动的"}},
    {"第三届中国（郑州）黄河文化月启幕", {"第三届", "中国", "（郑州）", "文化月", "启幕"}},
    {"“两个健康”示范区建设座谈会召开", {"两个健康", "示范区", "建设", "座谈会", "召开"}},
    {"今年以来全区新增市场主体1.2万户", {"今年以来", "全区", "新增", "市场", "主体", "1.2万户"}},
    {"赵红卫当选为惠济区人民政府区长", {"赵红卫", "当选", "惠济区", "人民", "政府", "区长"}},
    {"从“有学上”到“上好学”：惠济教育十年答卷", {"有学上", "上好学", "惠济", "十年", "答卷"}},
    {"把群众的事当成自己的事", {"群众的", "当成", "自己的"}},
    {"一图读懂2023年政府工作报告", {"一图", "读懂", "2023年", "政府", "工作", "报告"}},
    {"GDP增速6.3% 高于全国1.1个百分点", {"GDP", "增速", "6.3%", "高于", "全国", "1.1个百分点"}},
    {"郑州机场货运量连续五年居中部第一",
     {"郑州", "机场", "货运量", "连续", "五年", "中部", "第一"}},
    {"打造沿黄生态廊道建设幸福河", {"打造", "沿黄", "生态", "廊道", "建设", "幸福河"}},
    {"“十四五”开局良好！惠济区交出亮眼成绩单", {"十四五", "开局", "良好", "亮眼", "成绩单"}},
    {"走，去惠济看花海！", {"惠济", "花海"}},
    {"研究生命科学的年轻人和他们的实验室",
     {"研究", "生命", "科学的", "年轻人", "他们的", "实验室"}},
    {"中秋国庆假期文旅消费火热全市接待游客三百二十万人次",
     {"中秋", "国庆", "假期", "文旅", "消费", "火热", "接待", "游客", "三百二十万人次"}},
    {"全面从严治党向纵深推进清廉惠济建设走深走实",
     {"从严", "治党", "纵深", "推进", "清廉", "惠济"}},
    {"习近平总书记在黄河流域生态保护和高质量发展座谈会上的重要讲话",
     {"习近平", "总书记", "黄河", "流域", "生态", "高质量", "座谈会", "上的", "重要", "讲话"}},
    {"城镇新增就业1.6万人 零就业家庭动态清零",
     {"城镇", "新增", "就业", "1.6万人", "家庭", "动态", "清零"}},
    {"郑州市公安局交通警察支队招聘警务辅助人员300名",
     {"郑州市", "公安局", "交通", "警察", "支队", "招聘", "警务", "辅助", "人员", "300名"}},
    {"“五一”假期惠济文旅市场人气旺消费热", {"五一", "假期", "惠济", "文旅", "市场", "人气"}},
    {"RCEP生效两周年：河南自贸试验区跨境电商进出口额破千亿",
     {"RCEP", "生效", "两周年", "河南", "自贸试验区", "跨境", "电商", "进出口额"}},
};

static void check_title(const struct title *title, double width, const char *family)
{
    struct set set = set_open(title->text, family, width, LINE_BALANCE);
    for (int i = 0; title->whole[i]; i++) {
        if (set_breaks(&set, title->whole[i]))
            fail_msg("%s at %g em in %s parts %s", title->text, width, family, title->whole[i]);
    }
    for (int i = 0; i < set.lines.count; i++) {
        if (set.lines.lines[i].width > width + 1e-6)
            fail_msg("%s at %g em in %s: '%s' is too wide", title->text, width, family,
                     set_line(&set, i));
    }
    assert_false(set.lines.forced);
    set_close(&set);
}

static void keep_words_whole(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++) {
        for (size_t k = 0; k < G_N_ELEMENTS(families); k++) {
            for (double width = 8; width <= 13; width += 0.2)
                check_title(&titles[i], width, families[k]);
        }
    }
}

static void check_lines(const char *text, double width, const char *const *lines)
{
    for (size_t k = 0; k < G_N_ELEMENTS(families); k++) {
        struct set set = set_open(text, families[k], width, LINE_BALANCE);
        for (int i = 0; lines[i]; i++) {
            assert_true(i < set.lines.count);
            assert_string_equal(set_line(&set, i), lines[i]);
        }
        set_close(&set);
    }
}

// Where a reader pauses, rather than where the lines come out alike to the millimetre.
static void end_at_phrases(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double width;
        const char *lines[5];
    } cases[] = {
        {"加快服务和融入新发展格局 保障改善民生",
         12.6,
         {"加快服务和融入新发展格局", "保障改善民生"}}, // T60
        {"加快服务和融入新发展格局", 8, {"加快服务和融入", "新发展格局"}},
        {"2021这组数字每一个都很有分量", 12, {"2021这组数字", "每一个都很有分量"}},
        {"全面推进乡村振兴加快农业农村现代化建设",
         13,
         {"全面推进乡村振兴", "加快农业农村现代化建设"}},
        {"臺北市政府推動都市更新計畫加速老舊社區改造",
         9,
         {"臺北市政府", "推動都市更新計畫", "加速老舊社區改造"}},
        {"习近平新时代中国特色社会主义思想学习教育",
         8,
         {"习近平新时代", "中国特色社会主义", "思想学习教育"}},
        {"结婚的和尚未结婚的", 6, {"结婚的", "和尚未结婚的"}},
        {"推进 5G 基站和工业互联网建设", 9, {"推进5G基站", "和工业互联网建设"}},
        {"社会消费品零售总额", 5, {"社会消费品", "零售总额"}}, // labels of charts
        {"规上工业增加值", 4, {"规上工业", "增加值"}},
        {"一般公共预算收入", 4, {"一般公共", "预算收入"}},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        check_lines(cases[i].text, cases[i].width, cases[i].lines);
}

// In a column that no word fits, words are cut, but no line is too wide and nothing is lost.
static void cut_only_if_it_must(void **state)
{
    (void)state;
    for (size_t i = 0; i < G_N_ELEMENTS(titles); i++) {
        for (double width = 1; width < 8; width += 0.5) {
            struct set set = set_open(titles[i].text, "sans", width, LINE_BALANCE);
            int count = 0;
            for (int k = 0; k < set.lines.count; k++)
                count += set.lines.lines[k].to - set.lines.lines[k].from;
            assert_int_equal(count, set.atoms->count);
            set_close(&set);
        }
    }
    struct set set = set_open("绿水青山就是金山银山", "sans", 3, LINE_BALANCE);
    assert_false(set_breaks(&set, "绿水")); // the words in a word still hold
    assert_false(set_breaks(&set, "青山"));
    assert_false(set_breaks(&set, "金山"));
    set_close(&set);
}

// At most so many lines: rather a cut word than a lost end.
static void obey_the_number_of_lines(void **state)
{
    (void)state;
    const struct atoms *atoms = atoms_new(arena, shaper, "固定资产投资与社会消费品零售总额双双增长",
                                          &(struct shaping){.role = "sans", .weight = 400});
    struct setting setting = {.measure = 10.2, .mode = LINE_BALANCE, .words = words};
    struct lines lines = lines_break(atoms, &setting);
    assert_int_equal(lines.count, 3);
    assert_false(lines.forced);
    lines_free(&lines);
    setting.max_lines = 2;
    lines = lines_break(atoms, &setting);
    assert_int_equal(lines.count, 2);
    assert_false(lines.truncated);
    lines_free(&lines);
}

static void obey_the_user(void **state)
{
    (void)state;
    static const char text[] = "会议审议通过张大海关于山水郡项目与5G+智慧园区规划的报告";
    struct words *with = words_new(NULL, "  张大海　山水郡项目 5G+智慧园区\n议通过张 绝无此词 ");
    bool parted = false;
    for (double width = 7; width <= 14; width += 0.1) {
        struct set plain = set_open(text, "serif", width, LINE_BALANCE);
        parted = parted || set_breaks(&plain, "5G+智慧园区");
        set_close(&plain);
        struct set set = set_open_with(with, text, "serif", width, LINE_BALANCE);
        assert_false(set_breaks(&set, "山水郡项目"));
        assert_false(set_breaks(&set, "5G+智慧园区"));
        assert_false(
            set_breaks(&set, "议通过张")); // nonsense, but it is the user's, and comes first
        set_close(&set);
    }
    assert_true(parted);
    words_free(with);
}

// The user's word wins over a dictionary's that overlaps it.
static void win_over_the_dictionary(void **state)
{
    (void)state;
    struct words *with = words_new(NULL, "州市惠");
    const struct atoms *atoms = atoms_new(arena, shaper, "郑州市惠济区总结表彰大会",
                                          &(struct shaping){.role = "sans", .weight = 400});
    const uint8_t *ties = words_tie(with, atoms, atoms->stretches[0]);
    assert_int_equal(ties[2], TIE_USER);
    assert_int_equal(ties[3], TIE_USER);
    assert_true(ties[1] < TIE_USER);
    assert_true(ties[4] < TIE_INSIDE);
    words_free(with);
    ties = words_tie(words, atoms, atoms->stretches[0]);
    assert_int_equal(ties[1], TIE_INSIDE);
    assert_true(ties[3] <= TIE_LAST_GOOD);
}

static void count_complaint(void *data, const char *word, const char *what, const char *hint)
{
    assert_non_null(word);
    assert_non_null(what);
    assert_non_null(hint);
    (*(int *)data)++;
}

static void bound_the_users_list(void **state)
{
    (void)state;
    int complaints = 0;
    words_check("惠济区 规上工业 PM2.5 5G+", count_complaint, &complaints);
    words_check(NULL, count_complaint, &complaints);
    words_check("", count_complaint, &complaints);
    words_check(" 　\n\t", count_complaint, &complaints);
    assert_int_equal(complaints, 0);
    words_check("惠济区、规上工业 区", count_complaint, &complaints);
    assert_int_equal(complaints, 2);
    words_check("一二三四五六七八九十一二三四五六七八九十一二三四五", count_complaint, &complaints);
    assert_int_equal(complaints, 3);
    GString *many = g_string_new(NULL);
    for (int i = 0; i < 3 * MAX_USER_WORDS; i++)
        g_string_append_printf(many, "词%d ", i);
    words_check(many->str, count_complaint, &complaints);
    assert_int_equal(complaints, 4); // once for all that are too many
    struct words *with = words_new(NULL, many->str);
    struct set set = set_open_with(with, "郑州市惠济区总结表彰大会", "sans", 8, LINE_BALANCE);
    assert_int_equal(set.lines.count, 2);
    set_close(&set);
    words_free(with);
    g_string_free(many, TRUE);
}

// 城乡居民 and 居民收入 are words alike: the lines are even where either ends.
static void part_words_that_overlap(void **state)
{
    (void)state;
    struct set set = set_open("城乡居民收入差距", "sans", 7, LINE_BALANCE);
    assert_int_equal(set.lines.count, 2);
    assert_string_equal(set_line(&set, 0), "城乡居民");
    set_close(&set);
    set = set_open("城乡居民收入", "sans", 5, LINE_BALANCE); // 城乡｜居民收入, or the other way
    assert_int_equal(set.lines.count, 2);
    assert_false(set_breaks(&set, "居民"));
    set_close(&set);
}

// Comparisons in the dictionary and weighed pairs of ends: what a title costs, without a clock.
static void stay_cheap(void **state)
{
    (void)state;
    struct words *own = words_new(report, NULL);
    struct set set = set_open_with(own, titles[0].text, "sans", 10, LINE_BALANCE);
    unsigned first = words_steps(own);
    assert_true(first > 0 && first < 30 * (unsigned)set.atoms->count);
    assert_true(set.lines.steps < 10 * (unsigned)set.atoms->count);
    for (double width = 7; width < 18; width += 0.5) { // as in fitting: the words are known
        set.setting.measure = width;
        struct lines lines = lines_break(set.atoms, &set.setting);
        lines_free(&lines);
    }
    assert_int_equal(words_steps(own), first);
    set_close(&set);
    GString *longest = g_string_new(NULL); // one that has as many words as can be, at its longest
    for (int i = 0; i < 60; i++)
        g_string_append(longest, "一一一一");
    set = set_open_with(own, longest->str, "sans", 10, LINE_BALANCE);
    assert_true(set.lines.steps < 240 * 12 * 24);
    assert_true(words_steps(own) - first < 240 * 100);
    set_close(&set);
    g_string_free(longest, TRUE);
    words_free(own);
}

// What fits its line asks for no dictionary.
static void open_late(void **state)
{
    (void)state;
    struct words *own = words_new(report, NULL);
    struct set set = set_open_with(own, titles[0].text, "sans", 40, LINE_BALANCE);
    assert_int_equal(words_steps(own), 0);
    set_close(&set);
    words_free(own);
}

int test_words(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keep_words_whole),
        cmocka_unit_test(end_at_phrases),
        cmocka_unit_test(cut_only_if_it_must),
        cmocka_unit_test(obey_the_number_of_lines),
        cmocka_unit_test(obey_the_user),
        cmocka_unit_test(win_over_the_dictionary),
        cmocka_unit_test(part_words_that_overlap),
        cmocka_unit_test(bound_the_users_list),
        cmocka_unit_test(stay_cheap),
        cmocka_unit_test(open_late),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
