// SPDX-License-Identifier: MIT
//
// What `haibao describe` prints.
#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "base/snippet.h"
#include "spec/bind.h"
#include "spec/item.h"
#include "spec/schema.h"

#define LARGE 1e12    // a bound that nobody meets
#define MAX_DEPTH 8   // of lists in lists
#define MAX_PADDED 26 // columns of the terminal that a wide cell may take before it only pushes

// One option as a line: name, what it can be, what it is otherwise, what it is for.
enum { CELL_NAME, CELL_RANGE, CELL_DEFAULT, CELL_HELP, CELL_COUNT };

struct page {
    bool is_chinese;
    GPtrArray *lines; // char **, CELL_COUNT texts each
};

static const char *say(const struct page *page, const char *zh, const char *en)
{
    return page->is_chinese ? zh : en;
}

static const char *kind_name(const struct page *page, uint32_t kind)
{
    static const struct {
        uint32_t kind;
        const char *zh, *en;
    } names[] = {
        {HAI_KIND_BOOL, "是否", "true or false"}, {HAI_KIND_INT, "整数", "whole number"},
        {HAI_KIND_NUMBER, "数", "number"},        {HAI_KIND_STRING, "文字", "string"},
        {HAI_KIND_TEXT, "正文", "prose"},         {HAI_KIND_LENGTH, "长度", "length"},
        {HAI_KIND_COLOUR, "颜色", "colour"},      {HAI_KIND_TABLE, "数据表", "table"},
        {HAI_KIND_COLUMN, "列名", "column"},      {HAI_KIND_BLOCKS, "块的列表", "blocks"},
        {HAI_KIND_LIST, "列表", "list"},          {HAI_KIND_IMAGE, "图片文件", "picture"},
        {BIND_KIND_NAMES, "列名", "columns"},     {BIND_KIND_PAIRS, "新列", "new columns"},
        {HAI_KIND_ICON, "图标", "icon"},          {HAI_KIND_JSON, "JSON文件", "JSON file"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (names[i].kind == kind)
            return say(page, names[i].zh, names[i].en);
    return "?";
}

static char *range_text(const struct page *page, const hai_option *option)
{
    if (option->kind == HAI_KIND_CHOICE && option->choices != NULL) {
        GString *text = g_string_new(NULL);
        for (int i = 0; option->choices[i] != NULL; i++)
            g_string_append_printf(text, "%s%s", i > 0 ? " | " : "", option->choices[i]);
        return g_string_free(text, FALSE);
    }

    bool is_column = option->kind == BIND_KIND_NAMES && option->max_count == 1;
    uint32_t kind = is_column ? HAI_KIND_COLUMN : option->kind;
    GString *text = g_string_new(kind_name(page, kind));
    bool is_number = option->kind == HAI_KIND_INT || option->kind == HAI_KIND_NUMBER ||
                     option->kind == HAI_KIND_LENGTH;
    // Beyond LARGE a range says "any".
    if (is_number && option->min < option->max && option->min > -LARGE && option->max < LARGE) {
        char low[DECIMAL_BYTES], high[DECIMAL_BYTES];
        decimal_shortest(option->min, low);
        decimal_shortest(option->max, high);
        g_string_append_printf(text, " %s…%s", low, high);
    }
    if (option->unit != NULL)
        g_string_append_printf(text, " %s", option->unit);
    return g_string_free(text, FALSE);
}

static char *print_number(double number)
{
    char text[DECIMAL_BYTES];
    decimal_shortest(number, text);
    return g_strdup(text);
}

static char *default_text(const struct page *page, const hai_item *shape, const hai_option *option)
{
    const void *field = item_default(shape, option);
    if (option->kind == HAI_KIND_COLUMN && option->column != NULL)
        return g_strdup(option->column);
    if ((option->flags & HAI_REQUIRED) != 0)
        return g_strdup(say(page, "必填", "required"));
    if (field == NULL)
        return g_strdup("");
    switch (option->kind) {
    case HAI_KIND_BOOL:
        return g_strdup(*(const bool *)field ? "true" : "false");
    case HAI_KIND_INT:
        return g_strdup_printf("%d", *(const int32_t *)field);
    case HAI_KIND_NUMBER:
    case HAI_KIND_LENGTH:
        return print_number(*(const double *)field);
    case HAI_KIND_STRING:
    case HAI_KIND_TEXT:
    case HAI_KIND_COLOUR:
        return g_strdup(*(const char *const *)field);
    case HAI_KIND_CHOICE:
        for (int32_t i = 0; option->choices != NULL && option->choices[i] != NULL; i++)
            if (i == *(const int32_t *)field)
                return g_strdup(option->choices[i]);
        return g_strdup("");
    default:
        return g_strdup("");
    }
}

static char *help_text(const struct page *page, const hai_option *option)
{
    const char *help = say(page, option->help_zh, option->help_en);
    if (help == NULL)
        help = "";
    if ((option->flags & HAI_DEPRECATED) != 0)
        return g_strdup_printf("%s%s", say(page, "(已过时)", "(out of date) "), help);
    return g_strdup(help);
}

// The options of a shape, and below each list those of its items as "list[].name".
static void add_lines(struct page *page, const hai_item *shape, const char *prefix, int depth)
{
    for (uint32_t i = 0; i < shape->option_count; i++) {
        hai_option option = item_option(shape, i);
        char **line = g_new0(char *, CELL_COUNT + 1);
        line[CELL_NAME] = g_strconcat(prefix, option.name, NULL);
        line[CELL_RANGE] = range_text(page, &option);
        char *otherwise = default_text(page, shape, &option);
        line[CELL_DEFAULT] = otherwise != NULL ? otherwise : g_strdup("");
        line[CELL_HELP] = help_text(page, &option);
        g_ptr_array_add(page->lines, line);

        if (option.kind != HAI_KIND_LIST || option.item == NULL || depth >= MAX_DEPTH)
            continue;
        hai_item item = item_copy(option.item);
        char *inner = g_strconcat(prefix, option.name, "[].", NULL);
        add_lines(page, &item, inner, depth + 1);
        g_free(inner);
    }
}

static int text_columns(const char *text)
{
    int columns = 0;
    for (const char *end = text + strlen(text); text < end;) {
        struct snippet_cell cell = snippet_cell(text, end);
        columns += cell.columns;
        text += cell.bytes;
    }
    return columns;
}

static void append_escaped(GString *out, const char *text)
{
    for (const char *end = text + strlen(text); text < end;) {
        struct snippet_cell cell = snippet_cell(text, end);
        g_string_append(out, cell.text);
        text += cell.bytes;
    }
}

static void append_lines(GString *out, const struct page *page)
{
    int widths[CELL_COUNT] = {0};
    for (guint i = 0; i < page->lines->len; i++) {
        char **line = page->lines->pdata[i];
        for (int j = 0; j < CELL_COUNT; j++)
            widths[j] = MAX(widths[j], MIN(text_columns(line[j]), MAX_PADDED));
    }
    for (guint i = 0; i < page->lines->len; i++) {
        char **line = page->lines->pdata[i];
        g_string_append(out, " ");
        for (int j = 0; j < CELL_COUNT; j++) {
            g_string_append_c(out, ' ');
            append_escaped(out, line[j]);
            if (j < CELL_HELP)
                g_string_append_printf(out, "%*s", MAX(widths[j] - text_columns(line[j]), 0) + 1,
                                       "");
        }
        while (out->len > 0 && out->str[out->len - 1] == ' ')
            g_string_truncate(out, out->len - 1);
        g_string_append_c(out, '\n');
    }
}

static void append_section(GString *out, const char *heading, const hai_item *shape,
                           bool is_chinese)
{
    struct page page = {is_chinese,
                        g_ptr_array_new_with_free_func((GDestroyNotify)(void (*)(void))g_strfreev)};
    add_lines(&page, shape, "", 0);
    if (page.lines->len > 0) {
        g_string_append_printf(out, "\n%s\n", heading);
        append_lines(out, &page);
    }
    g_ptr_array_free(page.lines, TRUE);
}

void manual_visual(FILE *out, const hai_visual *visual, const hai_item *common,
                   const char *language)
{
    bool is_chinese = g_strcmp0(language, "zh") == 0;
    const char *title = is_chinese ? visual->title_zh : visual->title_en;
    const char *summary = is_chinese ? visual->summary_zh : visual->summary_en;
    GString *text = g_string_new(NULL);
    append_escaped(text, visual->type);
    g_string_append(text, is_chinese ? "——" : " - ");
    append_escaped(text, title != NULL ? title : "");
    g_string_append_c(text, '\n');
    append_escaped(text, summary != NULL ? summary : "");
    g_string_append_c(text, '\n');

    hai_item shape = item_of_visual(visual);
    append_section(text, is_chinese ? "选项" : "Options", &shape, is_chinese);
    if (common != NULL) {
        shape = item_copy(common);
        append_section(text, is_chinese ? "各种块共有" : "Of every block", &shape, is_chinese);
    }
    // As with messages: where stdout cannot be written to, its owner finds out when it closes it.
    (void)fwrite(text->str, 1, text->len, out);
    g_string_free(text, TRUE);
}

void manual_shape(FILE *out, const char *heading, const hai_item *shape, const char *language)
{
    GString *text = g_string_new(NULL);
    append_section(text, heading, shape, g_strcmp0(language, "zh") == 0);
    (void)fwrite(text->str, 1, text->len, out);
    g_string_free(text, TRUE);
}

void manual_lines(FILE *out, const char *heading, const char *const (*lines)[4], size_t count)
{
    struct page page = {
        .lines = g_ptr_array_new_with_free_func((GDestroyNotify)(void (*)(void))g_strfreev)};
    for (size_t i = 0; i < count; i++) {
        char **line = g_new0(char *, CELL_COUNT + 1);
        for (int j = 0; j < CELL_COUNT; j++)
            line[j] = g_strdup(lines[i][j]);
        g_ptr_array_add(page.lines, line);
    }
    GString *text = g_string_new(heading);
    append_lines(text, &page);
    g_ptr_array_free(page.lines, TRUE);
    (void)fwrite(text->str, 1, text->len, out);
    g_string_free(text, TRUE);
}
