// SPDX-License-Identifier: MIT
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

#include "cli/cli.h"
#include "data/derive.h"
#include "data/filter.h"
#include "spec/schema.h"
#include "text/span.h"

// What strings of a spec can hold, which is of no visual.
static void describe_placeholders(bool is_chinese)
{
    fputs(is_chinese
              ? "占位符\n"
                "{{列名}} 是当前行的一格,或 \"data\" 中的值;{{#}} 是行号;{{{{ 是两个花括号。\n"
                "{{列名 | 过滤器:参数 | 过滤器}} 改变它的写法,从左到右;参数可写在 '…' 中。\n"
              : "Placeholders\n"
                "{{name}} is a cell of the row at hand or a value of \"data\", {{#}} the "
                "number of the row, {{{{ two braces.\n"
                "{{name | filter:argument | filter}} changes how it reads, from left to "
                "right; an argument may stand in '…'.\n",
          stdout);
    GPtrArray *cells = g_ptr_array_new();
    const struct filter_help *help;
    for (size_t i = 0; (help = filter_help(i)) != NULL; i++) {
        g_ptr_array_add(cells, (gpointer)(uintptr_t)help->example);
        g_ptr_array_add(cells,
                        (gpointer)(uintptr_t)(help->value[0] == '\0' ? "\"\"" : help->value));
        g_ptr_array_add(cells, (gpointer)(uintptr_t)help->gives);
        g_ptr_array_add(cells, (gpointer)(uintptr_t)(is_chinese ? help->help_zh : help->help_en));
    }
    manual_lines(stdout, is_chinese ? "\n过滤器\n" : "\nFilters\n",
                 (const char *const(*)[4])cells->pdata, cells->len / 4);
    g_ptr_array_unref(cells);
}

// How tables are made of tables: each kind of step with its options, then the little language.
static void describe_data(bool is_chinese)
{
    fputs(
        is_chinese
            ? "数据\n"
              "\"data\" 中的表:行 […]、{\"csv\": 文件}、{\"json\": 文件, \"at\": \"/…\"},\n"
              "或由另一张表逐步做成:{\"from\": 表, \"steps\": [步骤, …]};\n"
              "图形的 \"rows\" 和 \"each\" 也可直接这样写,步骤中可用 {{列名}}。\n"
            : "Data\n"
              "A table of \"data\" is rows […], {\"csv\": FILE}, {\"json\": FILE, \"at\": "
              "\"/…\"},\n"
              "or made of another, step by step: {\"from\": TABLE, \"steps\": [STEP, …]}.\n"
              "The \"rows\" of a visual and \"each\" may be that, too; steps may hold {{name}}.\n",
        stdout);
    struct derive_help help;
    for (size_t i = 0; (help = derive_help(i)).shape != NULL; i++) {
        char *heading =
            g_strdup_printf("%s\n%s", is_chinese ? help.help_zh : help.help_en, help.example);
        manual_shape(stdout, heading, help.shape, is_chinese ? "zh" : "en");
        g_free(heading);
    }
    fputs(is_chinese ? "\n条件与算式\n"
                       "  year >= 2015 and region in ('华东', '华北')\n"
                       "  [GDP(亿元)] / 人口 * 10000      名称中有符号或空格的列写在 [] 中\n"
                       "  year & '年'                     & 连接文字\n"
                       "  note is missing, not (a < b)    缺的值参与运算仍是缺\n"
                     : "\nExpressions\n"
                       "  year >= 2015 and region in ('华东', '华北')\n"
                       "  [GDP(亿元)] / 人口 * 10000      any other name stands in brackets\n"
                       "  year & '年'                     & joins texts\n"
                       "  note is missing, not (a < b)    what is missing stays missing\n",
          stdout);
}

// How text options say what is bold, coloured, annotated.
static void describe_markup(bool is_chinese)
{
    static const char *const zh[][4] = {
        {"**重点**", "", "", "粗体"},
        {"{primary|重点}", "", "", "颜色:主题的色名或 #c8161d"},
        {"{kai|引文}", "", "", "字体:字体角色"},
        {"{bold large accent|12项}", "", "", "几个词用空格隔开;可以嵌套"},
        {"{/}", "", "", "此处可断行,标题尽量在此断行"},
        {"{+}", "", "", "此处不断行"},
        {"\\{ \\} \\* \\| \\\\", "", "", "字符本身"},
    };
    static const char *const en[][4] = {
        {"**重点**", "", "", "Bold"},
        {"{primary|重点}", "", "", "In a colour: a token of the theme, or #c8161d"},
        {"{kai|引文}", "", "", "In another font: a role of the fonts"},
        {"{bold large accent|12项}", "", "", "Several words, parted by spaces; spans nest"},
        {"{/}", "", "", "A line may end here; a title rather ends here than elsewhere"},
        {"{+}", "", "", "No line ends here"},
        {"\\{ \\} \\* \\| \\\\", "", "", "The character itself"},
    };
    const char *cells[4] = {"", "", "", ""};
    GArray *lines = g_array_new(FALSE, FALSE, sizeof cells);
    const struct span_help *help;
    for (size_t i = 0; (help = span_help(i)) != NULL; i++) {
        cells[0] = help->example;
        cells[3] = is_chinese ? help->help_zh : help->help_en;
        g_array_append_val(lines, cells);
    }
    fputs(is_chinese ? "文字标记\n正文类选项(text)中的文字可以写:\n"
                     : "Markup\nWhat text options can hold besides plain text:\n",
          stdout);
    manual_lines(stdout, "", is_chinese ? zh : en, G_N_ELEMENTS(zh));
    manual_lines(stdout, is_chinese ? "\n词\n" : "\nWords\n",
                 (const char *const(*)[4])(void *)lines->data, lines->len);
    g_array_free(lines, TRUE);
}

// What "page" of a spec can say.
static void describe_page(bool is_chinese)
{
    fputs(
        is_chinese
            ? "页面\n"
              "\"page\": {\"size\": …, "
              "…}。size:long(默认)、phone、square、cover、screen、a4、a3、a2、\n"
              "a1、[宽, 高](像素,高为 0 则随内容)或 \"210mm x 297mm\"。命令行的 --size 优先。\n"
              "分页时 PDF 为一个文件,PNG 为 名称-1.png、名称-2.png……\n"
            : "The page\n"
              "\"page\": {\"size\": …, …}. Sizes are long (if none is given), phone, square, "
              "cover,\n"
              "screen, a4, a3, a2, a1, [width, height] in px (height 0: as the content needs) and\n"
              "\"210mm x 297mm\". --size on the command line stands above it.\n"
              "Of several pages a PDF has all; PNGs are NAME-1.png, NAME-2.png and so on.\n",
        stdout);
    manual_shape(stdout, is_chinese ? "选项" : "Options", poster_page_shape(),
                 is_chinese ? "zh" : "en");
}

// Pages about what is of no visual.
static const struct page {
    const char *name;
    void (*describe)(bool is_chinese);
} pages[] = {{"placeholders", describe_placeholders},
             {"markup", describe_markup},
             {"data", describe_data},
             {"page", describe_page}};

static int describe(const struct workbench *workbench, const char *type, const char *language)
{
    const hai_visual *visual = registry_find(workbench->registry, type);
    if (visual) {
        manual_visual(stdout, visual, poster_common_shape(), language);
        return 0;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        if (strcmp(type, pages[i].name) != 0)
            continue;
        pages[i].describe(strcmp(language, "zh") == 0);
        return 0;
    }
    const char *nearest = report_nearest(type, registry_types(workbench->registry));
    if (nearest)
        return usage_error("describe", "there is no visual '%s'; did you mean '%s'?", type,
                           nearest);
    return usage_error("describe", "there is no visual '%s'; 'haibao list' shows those there are",
                       type);
}

int command_describe(int argc, char **argv)
{
    char **plugins = NULL;
    char *language = NULL;
    const GOptionEntry entries[] = {
        {"lang", 'l', 0, G_OPTION_ARG_FILENAME, &language, "en (the default) or zh", "LANGUAGE"},
        {"plugin", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &plugins,
         "load this plugin before all others", "FILE"},
        {0},
    };
    struct arguments arguments = {.name = "describe",
                                  .operands = "VISUAL | placeholders | markup | data",
                                  .about =
                                      "Tells the options of a visual, what a placeholder such as "
                                      "{{name | decimals:1}} can do, how a text says what is bold, "
                                      "or by which steps a table is made of another.",
                                  .entries = entries,
                                  .least = 1,
                                  .most = 1};
    struct workbench workbench = {0};
    int status = 0;
    if (!arguments_parse(&arguments, argc, argv, &status))
        goto done;
    if (language && strcmp(language, "en") != 0 && strcmp(language, "zh") != 0) {
        status = usage_error("describe", "the language is en or zh, not '%s'", language);
        goto done;
    }
    workbench_open(&workbench, plugins);
    status = describe(&workbench, arguments.rest[0], language ? language : "en");
    if (report_errors(workbench.report) > 0)
        status = workbench_tell(&workbench, true);
    workbench_close(&workbench);
done:
    arguments_finish(&arguments);
    g_strfreev(plugins);
    g_free(language);
    return status;
}
